"""会议演示: slides in an order, what the hall sees and what the presenter alone sees; the deck as one offline file."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from kg.iris import document_iri
from kg.picture import deck_file
from kg.ui import address, controls, decks, frame, keeping, matter_words, navigation, reading, struck, who
from kg.ui.board import board, slides
from kg.ui.decks import Deck, DeckChanged, Slide
from kg.ui.dossier import PlanView
from kg.ui.language import language, named, say
from kg.ui.markup import render
from kg.ui.slides import Scene, scene

SAID = "meeting-said"  # what a change has to say once the page is drawn again
MOST_NAMES = 120


def page() -> None:
    """Draw the deck that the address names, or the decks there are."""
    _say_what_happened()
    found, broken = decks.all_decks()
    last = next((d.key for d in found if d.key == st.session_state.get(keeping.LAST)), "")
    key = navigation.there("deck") or last
    held = decks.deck(key) if key else None
    shown = scene_of(held) if held else None
    frame.title_of(say("meeting.title", title=held.title, count=len(shown.payload["slides"])) if held and shown else say("page.meeting"))
    with frame.bar(say("meeting.question")):
        _choose(found, last)
        if held and shown:
            _discuss(held, _standing(shown)[1])
            _offline(held, shown)
    if broken:
        frame.line(render("told.html", sentence=say("meeting.broken", names="、".join(broken)), refused=True))
    if key and held is None:
        frame.sorry(say("meeting.nothing", name=key), what_next=say("meeting.start"))
    elif held is None and not found:
        frame.sorry(say("meeting.none"), what_next=say("meeting.start"))
    elif held and shown:
        _deck(held, shown)


def _choose(found: list[Deck], last: str) -> None:
    """Draw the choice of a deck, the one a view was kept in last before any is chosen, and the buttons that begin one."""
    none = {} if last else {"": say("meeting.choose")}
    controls.choice("deck", say("meeting.deck"), none | {d.key: d.title for d in found}, default=last, width=200)
    dossier = reading.current() or _first()
    if dossier is not None:
        st.button(say("meeting.make"), key="make", type="tertiary", on_click=_create, args=(dossier.title, starter(dossier)))
    st.button(say("meeting.new"), key="new", type="tertiary", on_click=_create, args=(say("meeting.default"), []))


def _first() -> PlanView | None:
    loaded = reading.documents()
    return reading.opened(loaded[0].iri) if loaded else None


def starter(dossier: PlanView) -> list[Slide]:
    """Return the slides a deck begins with: a cover, sections by bodies, the network, what falls due."""
    document = {"document": address.document_id(dossier.iri)}
    views = [Slide("words", document), Slide("overview", document), Slide("network", document)]
    dated = bool(dossier.milestones) or any(t.deadline for t in dossier.tasks)
    return [*views, Slide("due", document)] if dated else views


def scene_of(held: Deck) -> Scene:
    """Return the deck for the player, made once for every edition of it, state of the graph and set of matters struck out."""
    return _scene(held.key, held.edition, reading.revision(), ",".join(sorted(struck.struck())), language(), held)


@st.cache_resource(show_spinner=False, max_entries=8)
def _scene(key: str, edition: int, revision: str, struck: str, language: str, _held: Deck) -> Scene:
    return scene(_held, lambda iri: reading.opened(iri) if reading.loaded(iri) else None)


def _offline(held: Deck, shown: Scene) -> None:
    """Offer the deck as one file that needs no network."""
    st.download_button(
        say("meeting.offline"),
        data=lambda: deck_file(shown.payload, held.title).encode(),
        file_name=f"{frame.file_name(held.title, say('page.meeting'))}.html",
        mime="text/html",
        on_click="ignore",
        type="tertiary",
        key="offline",
    )


def _deck(held: Deck, shown: Scene) -> None:
    """Draw the stage, the presenter's side, the order of the slides and what can be changed on one."""
    at, place = _standing(shown)
    rev = hashlib.sha256(json.dumps(shown.payload, sort_keys=True).encode()).hexdigest()
    with st.container(horizontal=True, gap="medium", key="work", wrap=False):
        with st.container(key="main"), st.container(key="stage"):
            slides(shown.payload, key="stage-frame", rev=rev, at=at, title=held.title)
            frame.line(render("note.html", text=say("meeting.keys")))
        with st.container(key="side"):
            board(_side(held, shown, at, place), key="panel", look="panel", on=[_click(shown, place)])
            if held.slides:
                _edit(held, place)
            st.button(say("meeting.delete_deck"), key="delete-deck", type="tertiary", on_click=_remove, args=(held.key,))


def _standing(shown: Scene) -> tuple[int, int]:
    """Return which slide of the player the address names, from 1, and to which slide of the deck it belongs, from 0."""
    at = max(1, min(len(shown.payload["slides"]), _number(navigation.there("slide"))))
    return at, max((i for i, start in enumerate(shown.starts) if start < at), default=0)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 5 else 1


def _side(held: Deck, shown: Scene, at: int, place: int) -> str:
    """Return what the presenter alone sees: the note, what comes next, the order of the slides."""
    every = shown.payload["slides"]
    rows = [_slide(held, shown, i, i == place) for i in range(len(held.slides))]
    return render(
        "meeting_side.html",
        note=held.slides[place].note if held.slides else "",
        next=every[at]["title"] if at < len(every) else "",
        rows=rows,
    )


def _slide(held: Deck, shown: Scene, i: int, on: bool) -> dict[str, Any]:
    at = shown.starts[i]
    page_name = say("meeting.cover") if held.slides[i].page == "words" else say(f"page.{held.slides[i].page}")
    return {"at": i + 1, "title": shown.payload["slides"][at]["title"], "page": page_name, "click": _click(shown, i), "on": on}


def _click(shown: Scene, i: int) -> str:
    """Return the click that goes to a slide of the deck; a deck without slides has the place of its first one."""
    return f"slide={shown.starts[i] + 1}" if i < len(shown.starts) else ""


def _edit(held: Deck, place: int) -> None:
    """Draw the words of a slide, its highlighted body, and where it stands."""
    slide, mark = held.slides[place], f"{held.key}-{held.edition}-{place}"
    bodies = _bodies(slide)
    with st.form(f"slide-{mark}", border=False):
        st.markdown(f"**{say('meeting.slide', count=place + 1)}**")
        st.text_input(say("meeting.slide_title"), slide.title, max_chars=decks.LONGEST_TITLE, key=f"title-{mark}")
        st.text_area(say("meeting.note"), slide.note, max_chars=decks.LONGEST_NOTE, key=f"note-{mark}", height=100)
        held_body = list(bodies).index(slide.body) if slide.body in bodies else 0
        st.selectbox(say("meeting.body"), list(bodies), held_body, format_func=lambda b: bodies.get(b, b), key=f"body-{mark}")
        st.form_submit_button(say("meeting.save"), on_click=_save, args=(held, place, mark))
    with st.container(horizontal=True, gap="small"):
        _act("up", held, lambda d: decks.moved(d, place, -1))
        _act("down", held, lambda d: decks.moved(d, place, 1))
        _act("delete", held, lambda d: decks.without(d, place))


def _discuss(held: Deck, place: int) -> None:
    """Let the presenter choose matters to discuss for a slide; nothing goes onto one by itself."""
    dossier = _of_slide(held, place)
    opened = st.popover(say("meeting.matters"), type="tertiary", key="matters", on_change="rerun")
    if not opened.open or dossier is None:
        return
    with opened:
        found = {m.key: f"{named(m.kind)}：{matter_words.text(dossier, m)}" for m in reading.matters(dossier.iri)}
        chosen = st.multiselect(
            say("meeting.matters"),
            list(found),
            format_func=lambda key: found[key],
            key=f"matters-{held.key}-{held.edition}",
            placeholder=f"《{dossier.title}》",
            label_visibility="collapsed",
            select_all=False,
        )
        slide = Slide("matters", {"document": address.document_id(dossier.iri), "matters": ",".join(chosen)})
        st.button(say("meeting.keep"), key="matters-it", type="primary", disabled=not chosen, on_click=_append, args=(held, slide))


def _of_slide(held: Deck, place: int) -> PlanView | None:
    """Return the document of a slide, else the one that is open."""
    document = held.slides[place].parameters.get("document", "") if held.slides else ""
    iri = document_iri(document) if document else ""
    return reading.opened(iri) if iri and reading.loaded(iri) else reading.current() or _first()


def _bodies(slide: Slide) -> dict[str, str]:
    """Return the bodies that a slide can highlight, in protocol order."""
    document = slide.parameters.get("document", "")
    iri = document_iri(document) if document else ""
    found = who.ordered(reading.opened(iri).bodies) if iri and reading.loaded(iri) else ()
    return {"": say("meeting.no_body")} | {b.iri: b.name for b in found[:MOST_NAMES]}


def _act(name: str, held: Deck, changed: Callable[[Deck], Deck]) -> None:
    st.button(say(f"meeting.{name}"), key=f"act-{name}", type="tertiary", on_click=_change, args=(held, changed))


def _save(held: Deck, place: int, mark: str) -> None:
    said = {name: str(st.session_state.get(f"{name}-{mark}") or "") for name in ("title", "note", "body")}
    _change(held, lambda d: decks.edited(d, place, **said))


def _change(held: Deck, changed: Callable[[Deck], Deck]) -> None:
    """Change a deck as this window shows it; where another window was faster, say so and show what is there now."""
    try:
        decks.change(held.key, held.edition, changed)
    except DeckChanged:
        st.session_state[SAID] = say("meeting.changed")


def _append(held: Deck, slide: Slide) -> None:
    """Put a slide at the end, and go there."""
    made = decks.append(held.key, slide)
    shown = scene_of(made)
    navigation.put({"slide": str(shown.starts[-1] + 1)})


def _create(title: str, made: list[Slide]) -> None:
    navigation.put({"deck": decks.create(title, made).key, "slide": ""})


def _remove(key: str) -> None:
    decks.remove(key)
    navigation.put({"deck": "", "slide": ""})


def _say_what_happened() -> None:
    said = st.session_state.pop(SAID, None)
    if said:
        st.toast(said)
