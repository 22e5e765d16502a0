"""The app as it is served: Streamlit's own application behind a guard.

The guard refuses connections that another site's page opens (before Streamlit asks an address service who we are), forbids other
sites to show the app in a frame, and names the language of the page. `streamlit run` finds `app` here.
"""

import os
import sys
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware

from kg.files import PACKAGE
from kg.ui.start import ENDS_WITH_INPUT

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
FOREIGN = 1008  # the code of a WebSocket that is closed because of who opened it


class Guard:
    """What stands before the app for as long as it is served."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, with our headers on the answer; refuse one of another site."""
        if scope["type"] == "websocket" and not same_site(dict(scope["headers"])):
            await send({"type": "websocket.close", "code": FOREIGN})
            return
        await self._app(scope, receive, _guarded(send) if scope["type"] == "http" else send)


def same_site(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a request comes from a page of this app: its origin is the host it asks, or it has none (it is no browser)."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")


def _guarded(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return sent


def _end_with_input() -> None:
    """End the app when its standard input does, which whoever started it holds open."""
    sys.stdin.buffer.read()
    os._exit(0)


if ENDS_WITH_INPUT in os.environ:
    threading.Thread(target=_end_with_input, name="kg-app-input", daemon=True).start()

MAIN = PACKAGE / "ui" / "main.py"
MIDDLEWARE = [Middleware(Guard)]

app = st.App(MAIN, middleware=MIDDLEWARE)
