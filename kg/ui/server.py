"""The app as it is served: Streamlit's own application behind a guard.

The guard refuses connections that another site's page opens (before Streamlit asks an address service who we are), forbids other
sites to show the app in a frame, and leads an address that names no page to the first page, which says so; Streamlit would say it in
English. What the first visitor needs is prepared in the background as soon as the app starts. `streamlit run` finds `app` here.
"""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse

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
SERVED = ("_stcore", "media", "component", "static", "favicon.png", "manifest.json")  # what Streamlit itself has at an address
SEE_OTHER = 303
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
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await (await self._leading(scope))(scope, receive, _guarded(send))

    async def _leading(self, scope: Message) -> Application:
        """Return what answers a request: the app, or a way to the first page where a person opened an address that names none."""
        path = str(scope["path"]).strip("/")
        if not path or path.split("/")[0] in SERVED or not opened(dict(scope["headers"])):
            return self._app
        elsewhere = await asyncio.to_thread(first_page, path, scope["query_string"].decode("latin-1"))
        return RedirectResponse(elsewhere, SEE_OTHER) if elsewhere else self._app


def opened(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a request is a browser's that opens a page, not one for a part of it."""
    return b"text/html" in headers.get(b"accept", b"")


def first_page(path: str, asked: str) -> str | None:
    """Return where an address that names no page leads: to the first page with everything else it says; None where it names one."""
    from kg.ui import address  # these two import every page, which the first request to this process need not wait for
    from kg.ui.pages import VIEWS

    if path in {view.name for view in VIEWS} - {address.FRONT}:
        return None
    said = dict(parse_qsl(asked)) | ({} if path == address.FRONT else {address.NO_PAGE: path[: address.LONGEST_PAGE]})
    return f"/?{urlencode(said)}" if said else "/"


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


def _prepare() -> None:
    """Import what every page needs, open the store, and read what pages over all documents ask of it."""
    from kg.ui.preparing import preparation

    preparation().read()


@asynccontextmanager
async def prepared(_: object) -> AsyncIterator[None]:
    """Prepare in the background from the start of the app on; nobody waits for it to end."""
    threading.Thread(target=_prepare, name="kg-app-prepares", daemon=True).start()
    yield


MAIN = PACKAGE / "ui" / "main.py"
MIDDLEWARE = [Middleware(Guard)]

app = st.App(MAIN, middleware=MIDDLEWARE, lifespan=prepared)
