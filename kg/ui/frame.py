"""What every page has: the way to its document, the line of switches, the query behind it, the rows to take along, the table twin."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st

from kg.export import rendered
from kg.graph import query
from kg.ontology import MV, label
from kg.ui import address, evidence, words
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.markup import render

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheet programs read UTF-8 as something else
NOTICE_COLUMN = "说明"


@dataclass(frozen=True)
class Table:
    """Rows to take along: a name, the columns, the rows, and what every row must say of where it is from."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notice: str | None = None


def pick(dossier: PlanView) -> address.Pick:
    """Return what the address picks in a document."""
    return address.read(st.query_params.to_dict(), dossier)


def head(dossier: PlanView, *, question: str, figures: Sequence[words.Figure] = (), on: Sequence[str] = (), small: bool = False) -> None:
    """Draw the title of a page: the question it answers, and on the first page the document with its figures."""
    about = [words.Said(f"《{dossier.title}》"), *words.about(dossier)] if small else words.about(dossier)
    html = render("head.html", notice=dossier.notice, title=question, about=about, figures=figures)
    board(html, key="head", look="head small" if small else "head", on=on)


def line(html: str) -> None:
    """Draw one line of words."""
    st.html(html, width="content")


@contextmanager
def bar() -> Iterator[None]:
    """Lay out the line of switches: words first, then what can be switched, asked and taken along."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        yield


def sources(names: Sequence[str], parameters: dict[str, Any]) -> None:
    """Show the Cypher behind a page, as it was asked."""
    with st.popover("查询", type="tertiary"):
        st.html("<p class='kg facts'>本页的数据由以下查询读出，可复制到“Cypher 查询”页或任何 Neo4j 客户端。</p>")
        for name in names:
            asked = query(name)
            filled = {p.name: parameters.get(p.name, p.default) for p in asked.parameters}
            st.html(render("query.html", title=asked.title_zh, name=name, parameters=filled))
            st.code(asked.text, language="cypher")


def downloads(dossier: PlanView, found: Sequence[Table]) -> None:
    """Offer rows as CSV; the file says so where the document is a rewritten sample."""
    with st.popover("下载", type="tertiary"):
        for table in found:
            said = f"{table.name} CSV（{len(table.rows)} 行）"
            name = f"{file_name(dossier, table.name)}.csv"
            st.download_button(said, data=_csv(dossier, table), file_name=name, mime="text/csv", on_click="ignore", type="tertiary")


def _csv(dossier: PlanView, table: Table) -> Callable[[], bytes]:
    """Return what makes the file once somebody asks for it."""
    return lambda: csv(table, dossier.notice)


def csv(table: Table, notice: str | None) -> bytes:
    """Return rows as CSV in UTF-8 with a byte-order mark; a notice stands in a column of its own on every row."""
    columns = [*table.columns, NOTICE_COLUMN] if notice else list(table.columns)
    rows = [[*row, notice] for row in table.rows] if notice else table.rows
    return (BYTE_ORDER_MARK + rendered(columns, rows, "csv") + "\n").encode()


def file_name(dossier: PlanView, what: str) -> str:
    """Return a name for a file: the document's title and what it holds, without signs a file system refuses."""
    return "".join(c for c in f"{dossier.title}_{what}" if c.isalnum() or c in "（）()_-—－")[:120]


def twin(table: Table, *, caption: str = "表格：与图同一批数据") -> None:
    """Draw the table twin of a picture, made when it is opened; the address says whether it is."""
    opened = st.expander(caption, key="table", bind="query-params")
    if not opened.open:
        return
    with opened:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        st.dataframe(rows, hide_index=True, height=420, key=f"twin-{table.name}")


@contextmanager
def beside(dossier: PlanView, chosen: address.Pick, *, otherwise: str) -> Iterator[None]:
    """Lay out the picture and, at its right, the panel with the evidence of what is picked (or what is worth knowing before)."""
    with st.container(horizontal=True, gap="medium", key="work", wrap=False):
        with st.container(key="main"):
            yield
        with st.container(key="side"):
            board(evidence.panel(dossier, chosen) or otherwise, key="panel", look="panel")


def nothing(dossier: PlanView) -> bool:
    """Say so where a document names nobody for anything, and return whether that is so."""
    if dossier.owned:
        return False
    read = (
        f"读出 {len(dossier.tasks)} 项{label(MV.Task)}，都没有列名主体"
        if dossier.tasks
        else f"没有读出{label(MV.Task)}，也许不是任务分解类的文件"
    )
    line(render("told.html", sentence=f"这份文件{read}。", refused=False))
    return True


def sorry(sentence: str, *, detail: str = "", what_next: str = "") -> None:
    """Say in one sentence why there is nothing to see, and what to do."""
    st.html(render("sorry.html", sentence=sentence, detail=detail, what_next=what_next))
