"""导入: files are read and loaded, a line of result each; what a text does not say can be said, a copy of a loaded plan is asked about."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from kg.catalogue import Choice
from kg.iris import document_key
from kg.ontology import MV
from kg.ui import frame, incoming, reading
from kg.ui.board import board
from kg.ui.frame import Table
from kg.ui.incoming import Arrival
from kg.ui.language import named, say
from kg.ui.markup import render
from kg.ui.worker import Reader

HELD = "arrivals"  # of this session: by the upload's number, what came of it
CHOICES: tuple[Choice, ...] = ("rule", "replace", "both")
MOST_FORMS = 5  # files that can be asked about at a time


@st.cache_resource(show_spinner=False)
def reader() -> Reader:
    """Return the process that reads."""
    return Reader()


def page() -> None:
    """Draw where files come in, and what became of each."""
    held: dict[str, tuple[Arrival, ...]] = st.session_state.setdefault(HELD, {})
    found = [a for arrivals in held.values() for a in arrivals]
    reader().warm()
    frame.title_of(title(found))
    with frame.bar(say("import.question"), ("", say("import.limits", most=incoming.MOST_MB, files=incoming.MOST_FILES))):
        if found:
            frame.downloads([table(found)], file=say("page.import"))
    files = st.file_uploader(say("import.drop"), accept_multiple_files=True, key="uploads", max_upload_size=incoming.MOST_MB)
    st.html(render("drop.html"))  # Streamlit's own words are English
    fresh = [f for f in files if f.file_id not in held]
    if fresh:
        _receive(fresh, held)
        st.rerun()
    if found:
        board(render("arrivals.html", arrivals=[shown(a) for a in ordered(found)]), key="arrivals", look="files")
        _questions(held, {f.file_id: f for f in files})


def _receive(files: Sequence[Any], held: dict[str, tuple[Arrival, ...]]) -> None:
    """Read files one after the other, with a bar that says which; more than are taken at a time are refused in words."""
    bar = st.progress(0.0)
    for i, file in enumerate(files):
        bar.progress(i / len(files), say("import.progress", done=i + 1, count=len(files), file=_plain(file.name)))
        if i >= incoming.MOST_FILES:
            held[file.file_id] = (Arrival(file.name, refused=say("import.many", files=incoming.MOST_FILES)),)
        else:
            held[file.file_id] = tuple(incoming.received(reader(), reading.store(), file.name, file.getvalue()))
    st.session_state["revision"] = reading.look()  # nobody is told of a change that is their own


def _plain(name: str) -> str:
    """Return a name as text where Markdown is read."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|$~:" else c for c in name)


def title(found: Sequence[Arrival]) -> str:
    """Return how many files came, and what became of them."""
    if not found:
        return say("import.title")
    refused = sum(a.iri is None for a in found)
    return say("import.finding", count=len(found), loaded=len(found) - refused, refused=refused)


def ordered(found: Sequence[Arrival]) -> list[Arrival]:
    """Return the lines with what needs a person first: refused, a copy, something missing, something unread."""
    return sorted(found, key=lambda a: (a.iri is not None, not a.alike, not a.missing, not a.unread))


def shown(arrived: Arrival) -> dict[str, Any]:
    """Return a line as the table shows it."""
    key = document_key(arrived.iri) if arrived.iri else ""
    return asdict(arrived) | {"key": key, "about": " · ".join(arrived.about), "note": note(arrived)}


def note(arrived: Arrival) -> str:
    """Return what is to be said of a loaded document beside its title."""
    if arrived.alike:
        return say("import.alike", titles="、".join(arrived.alike))
    if not arrived.counted:
        return say("import.uncounted")
    if not arrived.tasks:
        return say("import.notasks")
    return "" if arrived.fresh else say("import.same")


def _questions(held: dict[str, tuple[Arrival, ...]], files: dict[str, Any]) -> None:
    """Ask what only a person knows: which edition counts, and what a text does not say of itself."""
    asked = [(number, a) for number, arrivals in held.items() for a in arrivals if a.alike or (a.missing and len(arrivals) == 1)]
    for number, arrived in asked[:MOST_FORMS]:
        if arrived.alike:
            _edition(held, number, arrived)
        elif number in files:
            _metadata(held, number, arrived, files[number])


def _edition(held: dict[str, tuple[Arrival, ...]], number: str, arrived: Arrival) -> None:
    """Let a person say what becomes of a loaded edition of the same work."""
    st.html(render("told.html", sentence=say("import.which", file=arrived.file, titles="、".join(arrived.alike)), refused=False))
    with st.container(horizontal=True, gap="small"):
        for choice in CHOICES:
            if st.button(say(f"import.{choice}"), key=f"{choice}-{arrived.iri}"):
                done = incoming.decided(reading.store(), arrived, choice)
                held[number] = tuple(done if a is arrived else a for a in held[number])
                st.session_state["revision"] = reading.look()
                st.rerun()


def _metadata(held: dict[str, tuple[Arrival, ...]], number: str, arrived: Arrival, file: Any) -> None:
    """Let a person say what the text does not, and read it again with that."""
    st.html(render("told.html", sentence=say("import.missing", file=arrived.file), refused=False))
    with st.form(f"said-{number}", border=False), st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        said = {name: st.text_input(caption(name), width=280 if name == "title" else 140, max_chars=200) for name in arrived.missing}
        if st.form_submit_button(say("import.again")):
            given = {name: value.strip() for name, value in said.items() if value.strip()}
            held[number] = tuple(incoming.received(reader(), reading.store(), file.name, file.getvalue(), given))
            st.session_state["revision"] = reading.look()
            st.rerun()


def caption(name: str) -> str:
    """Return the word for something a person can supply."""
    return {"title": named(MV.documentTitle), "region": named(MV.region), "year": say("files.year")}[name]


def table(found: Sequence[Arrival]) -> Table:
    """Return a line for every file."""
    columns = (
        say("import.file"),
        named(MV.documentTitle),
        say("import.about"),
        named(MV.Task),
        named(MV.Owner),
        say("files.unread"),
        say("import.result"),
    )
    rows = [(a.file, a.title, " · ".join(a.about), a.tasks, a.owners, a.unread, a.detail or a.refused or note(a)) for a in found]
    return Table(say("page.import"), columns, rows)
