"""The store as the pages read it: one connection for all of them, a document's rows once for every state of the graph."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from kg.errors import KgError
from kg.graph import Store, ask, connect
from kg.model import Plan
from kg.ui.dossier import PlanView, Row, dossier

PARTS = ("document", "issuers", "citations", "sections", "tasks", "namings", "targets", "technologies", "milestones")
DOCUMENTS_HELD = 16  # records of documents kept in memory; the largest plan takes a few MB


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the store of this process; it stays open as long as the app lives."""
    return connect()


def again() -> None:
    """Forget the connection, so that the next run opens the store anew."""
    store.clear()


def documents() -> list[dict[str, Any]]:
    """Return the documents that were loaded, in the order of their titles."""
    return sorted(store().documents(), key=lambda d: (str(d.get("title") or ""), d["iri"]))


def opened(document: str) -> PlanView:
    """Return a document as the graph holds it now."""
    return _opened(document, store().revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _opened(document: str, revision: str) -> PlanView:
    rows = {part: asked(f"page-{part}", {"document": document}) for part in PARTS}
    plan = _kept(document)
    unread = tuple((u.text, u.why) for u in plan.unread) if plan else None
    return dossier(rows, unread=unread, revision=revision, text=plan.text if plan else "")


def asked(name: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a named query as mappings from column to value."""
    found = ask(store(), name, parameters)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _kept(document: str) -> Plan | None:
    """Return the whole plan as the library keeps it: its text and what was not read; None where the library does not have it."""
    from kg import library

    try:
        return library.plan(document)
    except KgError:
        return None
