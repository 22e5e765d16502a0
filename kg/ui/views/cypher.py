"""Cypher 查询: the questions of the library with their parameters, and an editor that can only read."""

import hashlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from kg.errors import KgError
from kg.export import cell_text
from kg.graph import Parameter, Query, Rows, ask, queries, query
from kg.ontology import entries
from kg.ui import address, evidence, frame, reading
from kg.ui.board import board
from kg.ui.dossier import SAMPLE_NOTICE, SAMPLE_SIGN, PlanView, titled
from kg.ui.frame import Table
from kg.ui.markup import render

LIBRARY, FREE = "问题库", "自己写"
SECONDS, LIMIT = 10.0, 5_000  # a reader waits no longer, and reads no more rows than these
LONGEST = 20_000  # characters of a query; a longer one is a mistake of pasting
SHORT = 12  # rows that are shown without scrolling
EXAMPLE = "page-example"  # what the editor begins with
NOTHING = "这一行没有点出本文件的任务或单位，没有可显示的原文。"


def page(dossier: PlanView) -> None:
    """Draw the page of questions."""
    _page(dossier)


@st.fragment
def _page(dossier: PlanView) -> None:
    frame.head(dossier, question="向图谱提问：选一个问题，或自己写一句 Cypher", small=True)
    how = st.segmented_control("方式", [LIBRARY, FREE], default=LIBRARY, key="how", bind="query-params", label_visibility="collapsed")
    with st.container(horizontal=True, gap="medium", key="work", wrap=False):
        with st.container(key="main"):
            found = _free() if how == FREE else _library(dossier)
            row = _rows(dossier, found) if found is not None else None
        with st.container(key="side"):
            board(_evidence(dossier, row), key="panel", look="panel")


def _library(dossier: PlanView) -> Table | None:
    """Let a question be chosen and its parameters filled; return its rows."""
    asked = {q.title_zh: q for q in queries().values() if q.kind == "question"}
    title = st.selectbox("问题", list(asked), key="question", bind="query-params")
    if title is None:
        return None
    question = asked[title]
    values = _parameters(dossier, question)
    with st.expander("这个问题的 Cypher"):
        st.code(question.text, language="cypher")
    missing = [p.name for p in question.parameters if p.required and p.name not in values]
    if missing:
        _told(f"还缺：{'、'.join(missing)}。")
        return None
    notice = sample_notice(reading.documents(), values.get("document"))
    return _asked(question.title_zh, notice, lambda: ask(reading.store(), question.name, values))


def _parameters(dossier: PlanView, question: Query) -> dict[str, Any]:
    """Draw an input for each parameter, filled from the document and from what is picked; what is left empty is absent."""
    values: dict[str, Any] = {}
    if question.parameters:
        with st.container(horizontal=True, gap="small", key="parameters"):
            for parameter in question.parameters:
                values[parameter.name] = _input(dossier, question.name, parameter)
    return {name: value for name, value in values.items() if value is not None}


def _input(dossier: PlanView, question: str, parameter: Parameter) -> Any:
    """Draw one input: a switch, a choice where the graph says what there is, else a line of text."""
    said, key = caption(parameter), f"{question}-{parameter.name}"
    if parameter.type == "flag":
        return st.toggle(said, value=bool(parameter.default), key=key, help=parameter.about, bind="query-params")
    known = offers(dossier, parameter)
    if known:
        shown = known if parameter.required else known | {"": "全部"}
        chosen = st.selectbox(
            said, list(shown), key=key, help=parameter.about, format_func=lambda o: shown.get(o, o), width=280, bind="query-params"
        )
        return chosen or None
    default = "" if parameter.default is None else str(parameter.default)
    return st.text_input(said, value=default, key=key, help=parameter.about, width=200, bind="query-params").strip() or None


def caption(parameter: Parameter) -> str:
    """Return the beginning of what a parameter is about, before the details in brackets or behind a comma."""
    return re.split("[（，：]", parameter.about)[0]


def offers(dossier: PlanView, parameter: Parameter) -> dict[str, str]:
    """Return what a parameter can be: value to what is shown; the open document first."""
    if parameter.type == "document":
        titles = {d["iri"]: titled(d) for d in reading.documents()}
        return {dossier.iri: dossier.title} | titles
    if parameter.type == "owner":
        bodies = sorted(dossier.bodies, key=lambda b: -len(dossier.work[b.iri]))
        other = parameter.name != "department"  # the second of two bodies begins with another one than the first
        return {b.iri: b.name for b in (*bodies[other:], *bodies[:other])}
    if parameter.name == "task":
        return {t.iri: f"{t.mark}　{t.name}" for t in dossier.tasks}
    return {}


def _free() -> Table | None:
    """Let a query be written and run; only reading is allowed."""
    said = f"Cypher（只读，最长 {SECONDS:.0f} 秒，最多 {LIMIT:,} 行）"
    begun = query(EXAMPLE).text
    text = st.text_area(said, value=begun, height=150, max_chars=LONGEST, key="query", bind="query-params") or ""
    st.button("运行", key="run", type="primary")
    if not text.strip():
        _told("写一句 Cypher。")
        return None
    return _asked(
        "查询结果", sample_notice(reading.documents(), None), lambda: reading.store().read(text, {}, seconds=SECONDS, limit=LIMIT)
    )


def sample_notice(documents: Sequence[Mapping[str, Any]], document: str | None) -> str | None:
    """Return what an export must say where the rows may come from a rewritten sample: the one document asked, or any of those loaded."""
    asked = [d for d in documents if document is None or d["iri"] == document]
    sample = any(titled(d).startswith(SAMPLE_SIGN) for d in asked)
    return (SAMPLE_NOTICE if document else f"含{SAMPLE_NOTICE}") if sample else None


def _asked(name: str, notice: str | None, ask: Callable[[], Rows]) -> Table | None:
    """Run a query; say in words what came, or why nothing did."""
    begun = time.perf_counter()
    try:
        rows = ask()
    except KgError as error:
        _told(error.zh or str(error), refused=True)
        return None
    took = time.perf_counter() - begun
    cut = f"，只取前 {len(rows.rows):,} 行，后面的被截去" if rows.cut else ""
    _told(f"{len(rows.rows):,} 行，{took:.2f} 秒{cut}。" + ("点一行，看它的原文。" if rows.rows else ""))
    return Table(name, rows.columns, rows.rows, notice)


def _told(sentence: str, *, refused: bool = False) -> None:
    st.html(render("told.html", sentence=sentence, refused=refused))


def _rows(dossier: PlanView, found: Table) -> Mapping[str, Any] | None:
    """Draw the rows; return the one that is chosen."""
    rows = [dict(zip(unlike(found.columns), (_shown(v) for v in row), strict=True)) for row in found.rows]
    if not rows:
        return None
    height: Literal["auto"] | int = "auto" if len(rows) < SHORT else 420
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=height,
        on_select="rerun",
        selection_mode="single-row",
        key=_key(found),
        column_config=captions(list(rows[0])),
        column_order=worth_showing(rows) or None,
        placeholder="",
    )
    _csv(dossier, found)
    chosen = picked.selection.rows
    return rows[chosen[0]] if chosen and chosen[0] < len(rows) else None


def worth_showing(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns a reader needs: no IRIs, and no title that is the same on every row; the download has them all."""
    same = [c for c in rows[0] if c == "document" and len({row[c] for row in rows}) == 1]
    return [c for c in rows[0] if not c.endswith("iri") and c not in same]


def captions(columns: Sequence[str]) -> dict[str, str]:
    """Return the ontology's word for each column that has the name of a property or of a class."""
    known = {e.property_name: e.label_zh for e in entries().values() if e.property_name}
    known |= {e.node_label.lower(): e.label_zh for e in entries().values() if e.node_label}
    return {c: known[c] for c in columns if c in known}


def _key(found: Table) -> str:
    """Return what tells one result from another, so that a row chosen in one is not chosen in the next."""
    return f"rows-{hashlib.sha256(repr((found.columns, found.rows)).encode()).hexdigest()[:16]}"


def _csv(dossier: PlanView, found: Table) -> None:
    """Offer the rows as they came."""
    name = f"{frame.file_name(dossier, found.name)}.csv"
    data = frame.csv(found, found.notice)
    st.download_button("下载 CSV", data=data, file_name=name, mime="text/csv", on_click="ignore", type="tertiary", key="csv")


def unlike(columns: Sequence[str]) -> list[str]:
    """Return column names with a number where two are the same."""
    return [c if columns.index(c) == i else f"{c} {i + 1}" for i, c in enumerate(columns)]


def _shown(value: Any) -> Any:
    """Return a value as a table shows it: lists and maps as text."""
    return value if value is None or isinstance(value, str | int | float | bool) else cell_text(value)


def _evidence(dossier: PlanView, row: Mapping[str, Any] | None) -> str:
    """Return the panel for a row: the task or body it names, with the sentence."""
    if row is None:
        return render("cypher_side.html")
    return evidence.panel(dossier, named(dossier, row)) or render("told.html", sentence=NOTHING, refused=False)


def named(dossier: PlanView, row: Mapping[str, Any]) -> address.Pick:
    """Return the task and the body a row names, by IRI, by number or by name."""
    values = [v for v in row.values() if isinstance(v, str)]
    tasks = {t.text: t.iri for t in dossier.tasks} | {t.name: t.iri for t in dossier.tasks} | {t.iri: t.iri for t in dossier.tasks}
    bodies = {b.name: b.iri for b in dossier.bodies} | {b.iri: b.iri for b in dossier.bodies}
    task = next((tasks[v] for v in values if v in tasks), None)
    found = list(dict.fromkeys(bodies[v] for v in values if v in bodies))
    pair = found[1] if task is None and len(found) > 1 else None
    return address.Pick(task, found[0] if found else None, pair)
