"""The two components of the app: a board (HTML drawn by the server, clicks told back) and the picture (pyvis in a sandboxed frame).

A click sets the address; the page, drawn again inside its fragment, reads it from there. Neither component is drawn again by a click.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from kg.picture import Picture, shell, stage
from kg.ui import address, navigation
from kg.ui.markup import static

LIT = "lit"
HANDED = "handed"  # the names of what this window was given
RULES = {"picked": list(address.PICKED), "own": list(address.PRIVATE), "front": address.FRONT}  # how a click changes the address


@cache
def _components() -> tuple[Callable[..., Any], ...]:
    """Register the components once a process."""
    component = st.components.v2.component
    return (
        component("kg_board", html="<div class='kg'>\n</div>", js=_stub("kgBoard", "kg-board"), isolate_styles=False),
        component("kg_picture", html="<div class='kg-picture'>\n</div>", js=_stub("kgPicture", "kg-picture"), isolate_styles=False),
        component("kg_shell", html="<span hidden>\n</span>", js=_bare("shell.js"), isolate_styles=False),
        component("kg_code", html="<span hidden>\n</span>", js=static("board.js"), isolate_styles=False),
        component("kg_picture_code", html="<span hidden>\n</span>", js=static("graph.js"), isolate_styles=False),
    )


def board(
    html: str,
    *,
    key: str,
    look: str = "",
    on: Sequence[str] = (),
    matrix: Mapping[str, Any] | None = None,
    act: Callable[[str], bool] | None = None,
) -> None:
    """Draw HTML that was rendered and escaped by a template; what carries data-pick can be clicked, what is in `on` is marked.

    A matrix has its rows beside the HTML: the browser draws those that are seen. What is marked is sent apart, so a click sends no more.
    `act` is asked first about a click: what it does stands in no address, so no link can do it.
    """
    st.session_state.setdefault(LIT, []).extend(on)
    data = {"html": html, "look": look} | ({"matrix": matrix} if matrix else {})
    _components()[0](key=key, data=data, on_pick_change=lambda: picked(key, act))


def lights() -> None:
    """Mark in all boards of the page what they said is picked; drawn last, once."""
    _components()[0](key="lights", data={"on": st.session_state.pop(LIT, [])}, on_pick_change=lambda: None)


def _stub(function: str, event: str) -> str:
    """Return the script of a component whose code is handed over apart, once."""
    return _bare("stub.js").replace("kgBoard", function).replace("kg-board", event)


def _bare(name: str) -> str:
    """Return a script without the comment it opens with: it goes to the browser again with every component."""
    return static(name).partition("*/\n")[2]


def code() -> None:
    """Hand over what every board runs; the app does it once, before any board."""
    _components()[3](key="code", data=RULES, height=1)
    _components()[4](key="picture-code", height=1)


def picture(drawn: Picture, acts: dict[str, str], *, key: str, rev: str, lit: Sequence[str], words: dict[str, str], keep: str) -> None:
    """Draw the picture and light what is picked.

    `acts` name its buttons, `words` go into its exports; what a person moves is kept under `keep`.
    """
    held = f"shell-{_digest(shell())}"
    handed(f"{key}-shell", held, shell())
    handed(f"{key}-graph", rev, drawn.payload() | {"acts": acts})
    data = {"shell": held, "rev": rev, "lit": list(lit), "words": words, "keep": keep}
    _components()[1](key=key, data=data, on_pick_change=lambda: picked(key), on_missing_change=_forget)


def slides(payload: dict[str, Any], *, key: str, rev: str, at: int, title: str) -> None:
    """Draw the player with slides, the slide `at` (from 1) first; going to another one is a click "slide=2"."""
    held = f"stage-{_digest(stage())}"
    handed(f"{key}-shell", held, stage())
    handed(f"{key}-graph", rev, payload)
    data = {"shell": held, "rev": rev, "lit": [str(at)], "words": {"title": title}, "keep": ""}
    _components()[1](key=key, data=data, on_pick_change=lambda: picked(key), on_missing_change=_forget)


def handed(key: str, name: str, value: Any) -> None:
    """Hand a large value to the page under a name; a window gets it once, and says so where it did not arrive."""
    known = st.session_state.setdefault(HANDED, set())
    data = {"name": name} if name in known else {"name": name, "value": value}
    known.add(name)
    _components()[2](key=key, data=data, height=1)


def _forget() -> None:
    """Hand everything over again."""
    st.session_state[HANDED] = set()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def picked(key: str, act: Callable[[str], bool] | None = None) -> None:
    """Follow what was clicked; an empty click picks nothing, one that `act` has done leads nowhere."""
    told = getattr(st.session_state.get(key), "pick", None)
    if told is not None and not (act and act(str(told))):
        navigation.go(str(told))
