"""The two components of the app: a board (HTML drawn by the server, clicks told back) and the picture (pyvis in a sandboxed frame).

A click sets the address; the page, drawn again inside its fragment, reads it from there. Neither component is drawn again by a click.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from kg.picture import Picture, shell
from kg.ui import address, navigation
from kg.ui.markup import static

LIT = "lit"
RULES = {"picked": list(address.PICKED), "own": list(address.PRIVATE), "front": address.FRONT}  # how a click changes the address


@cache
def _components() -> tuple[Callable[..., Any], ...]:
    """Register the components once a process."""
    component = st.components.v2.component
    return (
        component("kg_board", html="<div class='kg'>\n</div>", js=static("stub.js"), isolate_styles=False),
        component("kg_picture", html="<div class='kg-picture'>\n</div>", js=static("graph.js"), isolate_styles=False),
        component("kg_code", html="<span hidden>\n</span>", js=static("board.js"), isolate_styles=False),
        component("kg_shell", html="<span hidden>\n</span>", js=static("shell.js"), isolate_styles=False),
    )


def code() -> None:
    """Send what the boards do, once a page; drawn first, outside of what a click draws again."""
    _components()[2](key="code", data={}, height=1)


def board(html: str, *, key: str, look: str = "", on: Sequence[str] = (), matrix: Mapping[str, Any] | None = None) -> None:
    """Draw HTML that was rendered and escaped by a template; what carries data-pick can be clicked, what is in `on` is marked.

    A matrix has its rows beside the HTML: the browser draws those that are seen. What is marked is sent apart, so a click sends no more.
    """
    st.session_state.setdefault(LIT, []).extend(on)
    data = {"html": html, "look": look, **RULES} | ({"matrix": matrix} if matrix else {})
    _components()[0](key=key, data=data, on_pick_change=lambda: picked(key))


def lights() -> None:
    """Mark in all boards of the page what they said is picked; drawn last, once."""
    _components()[0](key="lights", data={"on": st.session_state.pop(LIT, [])}, on_pick_change=lambda: None)


def picture(drawn: Picture, *, key: str, rev: str, lit: Sequence[str], words: dict[str, str]) -> None:
    """Draw the picture and light what is picked; words are the title, note and footer that exports carry."""
    _components()[3](key=f"{key}-shell", data={"shell": shell()}, height=1)
    data = {"graph": drawn.payload(), "rev": rev, "lit": list(lit), "words": words, "alt": words["title"]}
    _components()[1](key=key, data=data, on_pick_change=lambda: picked(key))


def picked(key: str) -> None:
    """Follow what was clicked; an empty click picks nothing."""
    told = getattr(st.session_state.get(key), "pick", None)
    if told is not None:
        navigation.go(str(told))
