"""The switches of the pages: each is a parameter of the address and nothing else, so a link or Back brings it back as it was."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

import streamlit as st

from kg.ui import navigation

ON, OFF = "1", "0"
LONGEST = 200  # characters of a line


def _follow(name: str, value: Any) -> str:
    """Give a widget the value the address has; return its key."""
    key = f"control-{name}"
    st.session_state[key] = value
    return key


def _told(name: str, written: Callable[[Any], str]) -> Callable[[], None]:
    """Return what writes a widget's value into the address once a person has changed it."""
    return lambda: navigation.put({name: written(st.session_state[f"control-{name}"])})


def switch(name: str, said: str, *, default: bool = False, help: str | None = None) -> bool:
    """Draw a switch; what is the default is not in the address."""
    given = navigation.there(name)
    held = default if given not in (ON, OFF) else given == ON
    written = _told(name, lambda on: "" if on == default else ON if on else OFF)
    return bool(st.toggle(said, key=_follow(name, held), on_change=written, help=help))


def segments(name: str, said: str, options: Mapping[str, str], *, default: str) -> str:
    """Draw a choice of a few, value to what is shown; return the value."""
    held = navigation.there(name)
    key = _follow(name, held if held in options else default)
    written = _told(name, lambda value: "" if value in (None, default) else str(value))
    shown = st.segmented_control(
        said,
        list(options),
        format_func=lambda o: options.get(o, o),
        key=key,
        on_change=written,
        label_visibility="collapsed",
        required=True,
    )
    return str(shown or default)


def choice(
    name: str,
    said: str,
    options: Mapping[str, str],
    *,
    default: str = "",
    width: int | Literal["stretch"] = 180,
    label: Literal["visible", "collapsed"] = "collapsed",
) -> str:
    """Draw a choice of many, value to what is shown; "" stands for all of them; return the value."""
    held = navigation.there(name)
    key = _follow(name, held if held in options else default)
    written = _told(name, lambda value: "" if value in (None, default) else str(value))
    shown = st.selectbox(
        said, list(options), format_func=lambda o: options.get(o, o), key=key, on_change=written, width=width, label_visibility=label
    )
    return str(shown or "")


def words(name: str, said: str, *, width: int | Literal["stretch"] = 220, label: Literal["visible", "collapsed"] = "collapsed") -> str:
    """Draw a line of text; return what is typed, without blanks around it."""
    key = _follow(name, navigation.there(name) or "")
    written = _told(name, lambda value: str(value or "").strip())
    shown = st.text_input(
        said, key=key, on_change=written, placeholder=said, width=width, label_visibility=label, autocomplete="off", max_chars=LONGEST
    )
    return (shown or "").strip()


def text(name: str, said: str, *, default: str, most: int, height: int) -> str:
    """Draw a text of several lines; return what is typed."""
    key = _follow(name, navigation.there(name) or default)
    written = _told(name, lambda value: "" if value == default else str(value or ""))
    return st.text_area(said, key=key, on_change=written, height=height, max_chars=most) or ""


def day(name: str, said: str, *, default: date, width: int = 150) -> date:
    """Draw a day; what is no day in the address is the default."""
    key = _follow(name, _date(navigation.there(name)) or default)
    written = _told(name, lambda value: "" if value in (None, default) else value.isoformat())
    shown = st.date_input(said, key=key, on_change=written, format="YYYY-MM-DD", width=width, label_visibility="collapsed")
    return shown if isinstance(shown, date) else default


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
