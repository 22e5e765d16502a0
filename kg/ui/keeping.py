"""The view of a page as a slide: a small menu beside the downloads that keeps it in a deck."""

import streamlit as st

from kg.ui import address, decks, navigation
from kg.ui.decks import DeckChanged, Slide
from kg.ui.dossier import PlanView
from kg.ui.language import say

NOT_OF_A_VIEW = ("lang", "table", "deck", "slide")
NEW = ""
LAST = "kept-in"  # the deck this window kept a view in last


def keep(dossier: PlanView, page: str) -> None:
    """Offer to keep what is on the page as the last slide of a deck."""
    opened = st.popover(say("meeting.keep"), type="tertiary", key="keep", on_change="rerun")
    if not opened.open:
        return
    with opened:
        found, _ = decks.all_decks()
        called = {d.key: d.title for d in found} | {NEW: say("meeting.new")}
        chosen = st.selectbox(say("meeting.deck"), list(called), format_func=lambda k: called[k], key="keep-deck")
        st.button(say("meeting.keep"), key="keep-it", type="primary", on_click=_keep, args=(chosen or NEW, view(dossier, page)))


def view(dossier: PlanView, page: str) -> Slide:
    """Return the view in the address, with the document it is of."""
    kept = {k: v for k, v in navigation.here().items() if k not in NOT_OF_A_VIEW}
    return Slide(page, kept | {"document": address.document_id(dossier.iri)})


def _keep(key: str, slide: Slide) -> None:
    try:
        made = decks.append(key, slide) if key != NEW else decks.create(say("meeting.default"), [slide])
        st.session_state[LAST] = made.key
        st.toast(say("meeting.kept", deck=made.title, count=len(made.slides)))
    except DeckChanged:
        st.toast(say("meeting.changed"))
