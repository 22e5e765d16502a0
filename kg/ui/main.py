"""The app: its settings, the sidebar with pages and documents, and the page that is open."""

from collections.abc import Callable

import streamlit as st

from kg.errors import ForeignDatabase, KgError, NotWritable, StoreUnreachable
from kg.iris import document_iri
from kg.ui import address, frame, language, navigation, reading
from kg.ui.board import board, code, lights
from kg.ui.language import say
from kg.ui.listing import Listed, labels
from kg.ui.markup import FOLDER, render, static
from kg.ui.pages import VIEWS, Group, View
from kg.ui.preparing import preparation

APART = "<i hidden></i>"  # styles alone would lie where toasts do, and the first toast of a page would take their place
REASONS = {StoreUnreachable: "store", ForeignDatabase: "foreign", NotWritable: "folder"}


def main() -> None:
    """Draw the app."""
    language.choose(navigation.there("lang"))
    st.set_page_config(page_icon=str(FOLDER / "static" / "icon.svg"), layout="wide", initial_sidebar_state="auto")
    st.html(f"{APART}<style>{static('theme.css')}</style>")
    code()
    pages = {view.name: _page(view) for view in VIEWS}
    groups = {say(g.value): [pages[v.name] for v in VIEWS if v.group is g] for g in Group}
    open_page = st.navigation(groups, position="hidden")
    try:
        here = next(view for view in VIEWS if pages[view.name] == open_page)
        reading.look()
        _sidebar(here)
        st.set_page_config(page_title=_tab(here))
        open_page.run()
    except KgError as error:
        _failed(error)


def _page(view: View) -> st.Page:
    """Return a page as Streamlit knows it; everything on it is one fragment, so a click draws nothing but the page."""

    def page() -> None:
        drawn(view)

    page.__name__ = view.name
    return st.Page(page, title=f"{say(f'page.{view.name}')} · {say('app.name')}", url_path=view.name, default=view.name == address.FRONT)


@st.fragment
def drawn(view: View) -> None:
    """Draw a page; what fails on it is said on it."""
    st.session_state["scope"] = view.group.value
    try:
        frame.changed()
        preparation().seen(reading.revision())
        if "document" in st.session_state and st.session_state["document"] != open_document():
            st.rerun()  # the sidebar shows which document is open
        if view.group is Group.ONE:
            _with_document(view.draw)
        else:
            view.draw()
    except KgError as error:
        _failed(error)
    lights()


def _with_document(draw: Callable[..., None]) -> None:
    """Draw a page of one document, or say that there is none, or that it is gone."""
    document = open_document()
    if document is None:
        frame.sorry(say("empty.none"), what_next=say("empty.load"))
    elif not reading.loaded(document):
        frame.sorry(say("empty.gone", document=address.document_id(document)), what_next=say("empty.choose"))
    else:
        draw(reading.opened(document))


def open_document() -> str | None:
    """Return the IRI of the document the address names, loaded or not; without one the one open before, else the first."""
    given = navigation.there("document")
    if given is not None:
        return document_iri(given)
    loaded = [d.iri for d in reading.documents()]
    before = st.session_state.get("document")
    return before if before in loaded else next(iter(loaded), None)


def _tab(here: View) -> str:
    """Return the title of the browser's tab: the page, the document it is about, the app."""
    title = next((d.title for d in reading.documents() if d.iri == st.session_state["document"]), "") if here.group is Group.ONE else ""
    return " · ".join(p for p in (say(f"page.{here.name}"), title, say("app.name")) if p)


def _failed(error: KgError) -> None:
    """Say what went wrong; the error's own sentence stands below it."""
    reading.again()
    reason = next((said for kind, said in REASONS.items() if isinstance(error, kind)), "data")
    frame.sorry(say(f"failed.{reason}"), detail=str(error), what_next=say("failed.next"))


def _sidebar(here: View) -> None:
    """Draw the sidebar: pages in their groups, the list of documents above those of one, the switch of languages."""
    found = reading.documents()
    chosen = open_document()
    st.session_state["document"] = chosen
    with st.sidebar:
        board(render("brand.html", lang=_other_language()), key="brand", look="brand")
        for group in Group:
            st.html(render("group.html", heading=say(group.value), count=len(found) if group is Group.EVERY else None))
            if group is Group.ONE:
                _chooser(found, chosen)
            links = [_link(v, here.name) for v in VIEWS if v.group is group]
            board(render("links.html", links=links), key=f"links-{group.name}", look="links")


def _link(view: View, here: str) -> dict[str, object]:
    click = address.page_pick(view.name)
    return {
        "title": say(f"page.{view.name}"),
        "click": click,
        "href": address.href(navigation.here(), click, view.name),
        "here": view.name == here,
    }


def _other_language() -> dict[str, str]:
    """Return the language a click switches to."""
    other = next(name for name in language.LANGUAGES if name != language.language())
    return {"click": f"lang={other}", "title": language.LANGUAGES[other], "now": language.language()}


def _chooser(found: tuple[Listed, ...], chosen: str | None) -> None:
    """Draw the list of documents; the IRI decides which one a line means."""
    called = labels(found)
    options = [*called] if chosen in called or chosen is None else [chosen, *called]
    if not options:
        return
    st.session_state["chooser"] = chosen
    st.selectbox(
        say("app.document"),
        options,
        format_func=lambda iri: called.get(iri, say("empty.unknown", document=address.document_id(iri))),
        key="chooser",
        label_visibility="collapsed",
        on_change=_switch,
    )


def _switch() -> None:
    """Open another document; what was picked in the one before is no longer picked."""
    navigation.go(f"document={address.document_id(st.session_state['chooser'])}")


if __name__ == "__main__":
    main()
