"""The component of 核对: the text and the facts side by side, drawn by the server, found by each other in the browser."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from kg.ui import navigation
from kg.ui.board import picked
from kg.ui.markup import static


@cache
def _components() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Register the components once a process."""
    component = st.components.v2.component
    return (
        component("kg_review", html="<div class='kg'>\n</div>", js=static("review.js"), isolate_styles=False),
        component("kg_review_on", html="<span hidden>\n</span>", js=static("review_on.js"), isolate_styles=False),
    )


def reviewer(html: str, *, key: str) -> None:
    """Draw the two columns; a click on a mark or on a fact lights both, brings the other into view, and is told back."""
    fact = navigation.there("fact")
    text, on = _components()
    text(key=key, data={"html": html}, on_pick_change=lambda: picked(key))
    on(key=f"{key}-on", data={"on": f"fact={fact}" if fact else ""}, height=1)
