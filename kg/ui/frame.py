"""What every page has: its title, the line of switches, the query behind it, the rows to take along, the table twin, the panel.

frame.head(dossier, title="…")                                the title and the line under it
with frame.bar(say("files.question")):                      the question, then what can be switched, asked and taken along
    frame.sources(["page-namings"], {"document": dossier.iri})
    frame.downloads(tables, file=frame.file_name(…))
with frame.beside(panel):                                     the picture, and what is picked beside it
    board(…)
frame.twin(table)
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kg.export import rendered, workbook
from kg.graph import query
from kg.ontology import MV
from kg.ui import address, evidence, navigation, reading, words
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.language import language, named, say
from kg.ui.markup import render

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheet programs read UTF-8 as something else
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TWIN_HEIGHT = 420  # px


@dataclass(frozen=True)
class Later(Sequence[Sequence[Any]]):
    """Rows whose number is known before they are: they are made when somebody looks at them."""

    number: int
    make: Callable[[], Sequence[Sequence[Any]]]

    @cached_property
    def made(self) -> Sequence[Sequence[Any]]:
        """The rows."""
        return self.make()

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, at: Any) -> Any:
        return self.made[at]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to take along: a name, the columns, the rows, and what every row must say of where it is from."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notice: str | None = None


def pick(dossier: PlanView) -> address.Pick:
    """Return what the address picks in a document."""
    return address.read(navigation.here(), dossier)


def head(dossier: PlanView, *, title: str, figures: Sequence[words.Figure] = (), on: Sequence[str] = (), small: bool = False) -> None:
    """Draw the title of a page about one document: what it finds, then the document; on the first page with its figures."""
    about = [words.Said(f"《{dossier.title}》"), *words.about(dossier)] if small else words.about(dossier)
    title_of(title, about=about, notice=dossier.notice, figures=figures, on=on, small=small)


def title_of(
    title: str,
    *,
    about: Sequence[words.Said] = (),
    notice: str | None = None,
    figures: Sequence[words.Figure] = (),
    on: Sequence[str] = (),
    small: bool = True,
) -> None:
    """Draw the title of any page, the line under it and its figures; each figure leads to its rows."""
    html = render("head.html", notice=notice, title=title, about=about, figures=figures)
    board(html, key="head", look="head small" if small else "head", on=on)


def line(html: str) -> None:
    """Draw one line of words."""
    st.html(html, width="content")


@contextmanager
def bar(question: str = "", said: tuple[str, str] = ("", "")) -> Iterator[None]:
    """Lay out the line of switches: the question and what is said first, then what can be switched, asked and taken along."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        if question:
            line(render("lead.html", question=question, said=said))
        yield


def changed() -> None:
    """Say so where the graph is another one than when this window last looked at it."""
    now = reading.look()
    before = st.session_state.get("revision")
    st.session_state["revision"] = now
    if before is not None and before != now:
        st.toast(say("app.changed"))


def sources(names: Sequence[str], parameters: dict[str, Any]) -> None:
    """Show the Cypher behind a page, as it was asked, and lead to where it can be run."""
    opened = st.popover(say("frame.query"), type="tertiary", key="sources", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for name in names:
            _source(name, parameters)


def _source(name: str, parameters: dict[str, Any]) -> None:
    asked = query(name)
    filled = {p.name: parameters.get(p.name, p.default) for p in asked.parameters}
    title = asked.title_en if language() == "en" else asked.title_zh
    click = address.page_pick("cypher", asking(name, filled))
    board(render("query.html", title=title, name=name, parameters=filled, click=click), key=f"source-{name}", look="query")
    st.code(asked.text, language="cypher")


def asking(name: str, parameters: dict[str, Any]) -> str:
    """Return the click that opens a named query in the editor, filled in and not yet run."""
    given = {f"{address.PRIVATE_PREFIX}{k}": _parameter(v) for k, v in parameters.items() if v is not None}
    return urlencode({"ask": name, "by": "cypher", **given}, safe="/")


def _parameter(value: Any) -> str:
    """Return a parameter as the address carries it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def downloads(tables: Sequence[Table], *, file: str, dossier: PlanView | None = None) -> None:
    """Offer rows as CSV and as a workbook; of one document they say which, and that it is a rewritten sample where it is."""
    opened = st.popover(say("frame.download"), type="tertiary", key="downloads", on_change="rerun")
    if not opened.open:
        return
    found = [placed(dossier, t) if dossier else t for t in tables]
    with opened:
        for table in found:
            said = say("frame.csv", name=table.name, count=len(table.rows))
            _offer(said, _csv(table), f"{file_name(file, table.name)}.csv", "text/csv")
        _offer(say("frame.xlsx"), _xlsx(found), f"{file_name(file, say('frame.rows'))}.xlsx", SPREADSHEET)


def _offer(said: str, data: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(said, data=data, file_name=name, mime=mime, on_click="ignore", type="tertiary", key=f"file-{name}")


def _csv(table: Table) -> Callable[[], bytes]:
    """Return what makes the file once somebody asks for it."""
    return lambda: csv(table)


def _xlsx(tables: Sequence[Table]) -> Callable[[], bytes]:
    """Return what makes the workbook once somebody asks for it, a sheet a table."""
    return lambda: workbook([(t.name, *_with_notice(t)) for t in tables])


def placed(dossier: PlanView, table: Table) -> Table:
    """Return rows of one document with the document and its region in front."""
    columns = (named(MV.Document), named(MV.region), *table.columns)
    rows = [(dossier.title, dossier.facts["region"] or "", *row) for row in table.rows]
    return Table(table.name, columns, rows, table.notice or dossier.notice)


def csv(table: Table) -> bytes:
    """Return rows as CSV in UTF-8 with a byte-order mark; a notice stands in a column of its own on every row."""
    columns, rows = _with_notice(table)
    return (BYTE_ORDER_MARK + rendered(columns, rows, "csv") + "\n").encode()


def _with_notice(table: Table) -> tuple[list[str], list[Sequence[Any]]]:
    if not table.notice:
        return list(table.columns), list(table.rows)
    return [*table.columns, say("frame.notice")], [[*row, table.notice] for row in table.rows]


def file_name(about: str, what: str) -> str:
    """Return a name for a file: what it is about and what it holds, without signs a file system refuses."""
    return "".join(c for c in f"{about}_{what}" if c.isalnum() or c in "（）()_-—－")[:120]


def twin(table: Table) -> None:
    """Draw the table twin of a picture, made when it is opened; the address says whether it is."""
    shown = navigation.there("table") == "1"
    html = render("twin.html", click="table=" if shown else "table=1", shown=shown, count=len(table.rows))
    board(html, key="twin", look="twin")
    if shown:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        st.dataframe(rows, hide_index=True, height=TWIN_HEIGHT, key=f"twin-{table.name}")


@contextmanager
def beside(panel: str) -> Iterator[None]:
    """Lay out the picture and, at its right, the panel with the evidence of what is picked (or what is worth knowing before)."""
    with st.container(horizontal=True, gap="medium", key="work", wrap=False):
        with st.container(key="main"):
            yield
        with st.container(key="side"):
            board(panel, key="panel", look="panel")


def panel(dossier: PlanView, chosen: address.Pick, *, otherwise: str) -> str:
    """Return the evidence of what is picked with a way to close it, or what is worth knowing before anything is."""
    if chosen.list == "unread":
        dossier = replace(dossier, passages=reading.unread(dossier.iri))
    found = shown(dossier, chosen)
    return render("close.html") + found if found else otherwise


def shown(dossier: PlanView, chosen: address.Pick) -> str:
    """Return the evidence of what is picked in a document; of a body it says what is of this document alone and what over all."""
    alone = chosen.body if not chosen.other and not chosen.task else None
    return evidence.panel(dossier, chosen, reading.everywhere(alone) if alone else None)


def nothing(dossier: PlanView) -> bool:
    """Say so where a document names nobody for anything, and what to do; return whether that is so."""
    if dossier.owned:
        return False
    if reading.uncounted(dossier):
        not_counted()
        return True
    sentence = say("empty.nobody", count=len(dossier.tasks)) if dossier.tasks else say("empty.notasks")
    line(render("told.html", sentence=f"{sentence} {say('empty.other')}", refused=False))
    return True


def no_tasks(dossier: PlanView) -> str:
    """Return why the graph holds no tasks of a document: another edition of it counts, or none was read."""
    return say("review.uncounted" if reading.uncounted(dossier) else "empty.notasks")


def not_counted() -> None:
    """Say that a document is an edition that does not count, and what to do."""
    line(render("told.html", sentence=f"{say('review.uncounted')} {say('review.uncounted_next')}", refused=False))


def sorry(sentence: str, *, detail: str = "", what_next: str = "") -> None:
    """Say in one sentence why there is nothing to see, and what to do."""
    st.html(render("sorry.html", sentence=sentence, detail=detail, what_next=what_next))
