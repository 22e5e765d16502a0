"""The words of the pages: a catalogue a language in kg/ui/messages, and the ontology's own labels; Chinese first, English by a switch."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kg.errors import UnknownTerm
from kg.files import PACKAGE
from kg.ontology import OntologyTerm, label
from kg.sentences import flat

LANGUAGES = {"zh": "中文", "en": "English"}
FIRST = "zh"
KEPT = "kg_language"  # beside a run of a page


def language() -> str:
    """Return the language this session reads: zh or en."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return FIRST
    if KEPT not in vars(run):  # the state of the session takes a lock, and a page asks thousands of times
        vars(run)[KEPT] = str(st.session_state.get("language", FIRST))
    return str(vars(run)[KEPT])


def choose(wanted: str | None) -> None:
    """Let this session read a language from now on; one that there is not is Chinese."""
    st.session_state["language"] = wanted if wanted in LANGUAGES else FIRST
    run = get_script_run_ctx(suppress_warning=True)
    if run is not None:
        vars(run).pop(KEPT, None)


def say(key: str, **values: Any) -> str:
    """Return a sentence of the catalogue, filled: say("app.count", count=3); UnknownTerm where it has no such key."""
    known = catalogue(language())
    if key not in known:
        raise UnknownTerm(f"{key} is not in kg/ui/messages")
    return known[key].format(**values) if values else known[key]


def named(term: str) -> str:
    """Return the ontology's label of a term in the language of the session."""
    return label(term, language())


def written(term: OntologyTerm) -> str:
    """Return the label of a concept in the language of the session."""
    return term.label_en if language() == "en" and term.label_en else term.label_zh


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return a language's sentences by their dotted keys: files.title."""
    return flat(PACKAGE / "ui" / "messages" / f"{lang}.toml")
