"""Going from view to view: the address of this session is read and written here alone, whole and in one step, so that Back is one step."""

from collections.abc import Mapping

import streamlit as st

from kg.ui import address


def here() -> dict[str, str]:
    """Return the parameters of the address."""
    return st.query_params.to_dict()


def there(name: str) -> str | None:
    """Return one parameter of the address, None where it is absent or empty."""
    return st.query_params.get(name) or None


def go(click: str) -> None:
    """Follow a click on this page: the address changes, everything at once. (Links to other pages are followed in the browser.)"""
    found = address.step(_opened(click), click)
    if found.parameters != here():
        st.query_params.from_dict(found.parameters)


def _opened(click: str) -> dict[str, str]:
    """Return the address, with the open document in it where a click picks something of a document that the address does not name."""
    document = st.session_state.get("document")
    of_one = st.session_state.get("scope") != "group.every"  # there a click says itself which document it means
    if "document" in here() or document is None or not of_one or not address.picks(click):
        return here()
    return {"document": address.document_id(document), **here()}


def put(changes: Mapping[str, str]) -> None:
    """Set parameters of the address; an empty value takes one away. A long list is shown from its first row again."""
    changed = {k: v for k, v in (here() | {address.AT: ""} | dict(changes)).items() if v and k != address.NO_PAGE}
    if changed != here():
        st.query_params.from_dict(changed)
