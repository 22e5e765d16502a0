"""Cypher 查询: the questions of the library with their parameters, and an editor that can only read.

What the address says is shown; only a person who presses 运行 runs it.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import parse_qsl

import streamlit as st

from kg.errors import KgError
from kg.graph import Parameter, Query, Rows, ask, queries, query
from kg.iris import document_key, is_ours, part_kind
from kg.ontology import entries
from kg.ui import address, controls, frame, navigation, pictured, reading
from kg.ui.board import board, picture
from kg.ui.frame import Table
from kg.ui.language import catalogue, language, say, written
from kg.ui.listing import Listed, labels
from kg.ui.markup import render

LIBRARY, FREE = "library", "cypher"
SECONDS, LIMIT = 10.0, 5_000  # a reader waits no longer, and reads no more rows than these
LONGEST = 20_000  # characters of a query; a longer one is a mistake of pasting
SHORT = 12  # rows that are shown without scrolling
EXAMPLE = "page-example"  # what the editor begins with
FIRST = "department-load"  # the question that is open first: it needs no parameter
SHOWN = ("table", "picture")
HIGH, LOW = 150, 90  # px of the editor; low where a picture stands below it
ACTS = ("fit", "undo", "full", "png", "svg", "pngprint", "svgprint")  # the buttons of the picture
VARIABLE = re.compile(r"\$([A-Za-z_]\w*)")


def page() -> None:
    """Draw the page of questions."""
    frame.title_of(say("cypher.title"))
    how = controls.segments("by", say("cypher.how"), {k: say(f"cypher.{k}") for k in (LIBRARY, FREE)}, default=LIBRARY)
    with st.container(horizontal=True, gap="medium", key="work", wrap=False):
        with st.container(key="main"):
            found = _free() if how == FREE else _library()
            if found is not None:
                _rows(found)
        with st.container(key="side"):
            board(_evidence(), key="panel", look="panel")


def _library() -> Table | None:
    """Let a question be chosen and its parameters filled; return its rows once it was run."""
    asked = {q.name: q for q in queries().values() if q.kind == "question"}
    titles = {name: q.title_en if language() == "en" else q.title_zh for name, q in asked.items()}
    name = controls.choice("ask", say("cypher.question"), titles, default=FIRST, width="stretch", label="visible")
    question = asked[name]
    values = _parameters(question)
    with st.expander(say("cypher.text")):
        st.code(question.text, language="cypher")
    missing = [p.name for p in question.parameters if p.required and p.name not in values]
    notice = sample_notice(reading.documents(), values.get("document"))
    return _run((name, values), missing, titles[name], notice, lambda: ask(reading.store(), name, values))


def _parameters(question: Query) -> dict[str, Any]:
    """Draw an input for each parameter, filled from the document and from what is picked; what is left empty is absent."""
    values: dict[str, Any] = {}
    if question.parameters:
        with st.container(horizontal=True, gap="small", key="parameters"):
            for parameter in question.parameters:
                values[parameter.name] = _input(parameter)
    return {name: value for name, value in values.items() if value is not None}


def _input(parameter: Parameter) -> Any:
    """Draw one input: a switch, a choice where the graph says what there is, else a line of text."""
    said, name = caption(parameter), f"{address.PRIVATE_PREFIX}{parameter.name}"
    if parameter.type == "flag":
        return controls.switch(name, said, default=bool(parameter.default), help=parameter.about if language() != "en" else None)
    known = offers(parameter)
    if known:
        shown = known if parameter.required else {"": say("cypher.all")} | known
        return controls.choice(name, said, shown, default=next(iter(shown)), width=280, label="visible") or None
    return controls.words(name, said, width=200, label="visible") or parameter.default


def caption(parameter: Parameter) -> str:
    """Return the beginning of what a parameter is about, before the details in brackets or behind a comma; in English its name."""
    return parameter.name if language() == "en" else re.split("[（，：]", parameter.about)[0]


def offers(parameter: Parameter) -> dict[str, str]:
    """Return what a parameter can be, value to what is shown; of bodies and tasks those of the open document."""
    if parameter.type == "document":
        return labels(reading.documents())
    dossier = reading.current()
    if dossier is not None and parameter.type == "owner":
        bodies = sorted(dossier.bodies, key=lambda b: -len(dossier.work[b.iri]))
        other = parameter.name != "department"  # the second of two bodies begins with another one than the first
        return {b.iri: b.name for b in (*bodies[other:], *bodies[:other])}
    if dossier is not None and parameter.name == "task":
        return {t.iri: f"{t.mark}　{t.name}" for t in dossier.tasks}
    return {}


def _free() -> Table | None:
    """Let a query be written and run; only reading is allowed."""
    named = queries().get(navigation.there("ask") or "")
    said, height = say("cypher.editor", seconds=SECONDS, rows=LIMIT), LOW if navigation.there("show") == SHOWN[1] else HIGH
    text = controls.text("query", said, default=(named or query(EXAMPLE)).text, most=LONGEST, height=height)
    values = _variables(text, named)
    if not text.strip():
        _told(say("cypher.write"))
        return None
    notice = sample_notice(reading.documents(), None)
    read = lambda: reading.store().read(text, values, seconds=SECONDS, limit=LIMIT)  # noqa: E731  # the one step a press runs
    return _run((text, values), [], say("cypher.result"), notice, read)


def _variables(text: str, named: Query | None) -> dict[str, Any]:
    """Draw an input for every parameter a query names; one that is left empty is null, a number or true is what it says."""
    names = list(dict.fromkeys(VARIABLE.findall(text)))
    if not names:
        return {}
    with st.container(horizontal=True, gap="small", key="parameters"):
        return {n: _value(controls.words(f"{address.PRIVATE_PREFIX}{n}", f"${n}", width=280, label="visible"), n, named) for n in names}


def _value(text: str, name: str, named: Query | None) -> Any:
    """Return what is typed for a parameter as the value it means; what a named query declares decides its type."""
    declared = next((p for p in named.parameters if p.name == name), None) if named else None
    if not text:
        return declared.default if declared else None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"-?\d{1,15}", text) and (declared is None or declared.type == "integer") else text


def _run(what: object, missing: Sequence[str], name: str, notice: str | None, asked: Callable[[], Rows]) -> Table | None:
    """Draw the button that runs; return the rows of what was run by it, as long as nothing of it was changed since."""
    key = hashlib.sha256(repr(what).encode("utf-8", "surrogatepass")).hexdigest()
    if st.button(say("cypher.run"), key="run", type="primary", disabled=bool(missing)):
        st.session_state["ran"] = key
    if missing:
        _told(say("cypher.missing", names="、".join(missing)))
    elif st.session_state.get("ran") == key:
        return _asked(name, notice, asked)
    else:
        _told(say("cypher.press"))
    return None


def sample_notice(documents: Sequence[Listed], document: str | None) -> str | None:
    """Return what an export must say where the rows may come from a rewritten sample: the one document asked, or any of those loaded."""
    sample = any(d.sample for d in documents if document is None or d.iri == document)
    return (say("app.sample_notice") if document else say("cypher.sample", notice=say("app.sample_notice"))) if sample else None


def _asked(name: str, notice: str | None, ask: Callable[[], Rows]) -> Table | None:
    """Run a query; say in words what came, or why nothing did."""
    begun = time.perf_counter()
    try:
        rows = ask()
    except KgError as error:
        _told(error.zh or str(error), refused=True)
        return None
    took = time.perf_counter() - begun
    cut = say("cypher.cut", count=len(rows.rows)) if rows.cut else ""
    _told(say("cypher.rows", count=len(rows.rows), seconds=took, cut=cut))
    return Table(name, rows.columns, rows.rows, notice)


def _told(sentence: str, *, refused: bool = False) -> None:
    st.html(render("told.html", sentence=sentence, refused=refused))


def _rows(found: Table) -> None:
    """Draw the rows, as a picture where they hold nodes and a person wants one; what is switched and said stands in one line above."""
    held = pictured.graph(found.rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="shown"):
        drawn = held.nodes and controls.segments("show", say("cypher.show"), {s: say(f"cypher.{s}") for s in SHOWN}, default=SHOWN[0])
        frame.downloads([found], file=say("page.cypher"))
        if drawn == SHOWN[1]:
            frame.line(render("told.html", sentence=_counted(held), refused=False))
    if drawn == SHOWN[1]:
        _picture(found, held)
    else:
        _table(found)


def _counted(held: pictured.Graph) -> str:
    """Return how many nodes and relationships are drawn, and which are not."""
    left = say("cypher.left", count=held.left) if held.left else "" if held.links else say("cypher.unjoined")
    return say("cypher.drawn", nodes=len(held.nodes), links=len(held.links)) + left


def _picture(found: Table, held: pictured.Graph) -> None:
    """Draw the nodes of the rows and the relationships between them."""
    acts = {act: say(f"network.do.{act}") for act in ACTS}
    acts |= {
        "lang": "en" if language() == "en" else "zh-CN",
        "footer": found.notice or "",
        "file": frame.file_name(found.name, say("page.cypher")),
    }
    lit = [pick for pick in (pictured.click(iri) for iri in held.nodes) if _is_here(pick)]
    words = {"title": found.name, "note": _counted(held)}
    picture(pictured.draw(held), acts, key="rows-picture", rev=_key(found) + language(), lit=lit, words=words, keep=f"cypher/{_key(found)}")


def _is_here(click: str) -> bool:
    """Tell whether the address carries everything a click says."""
    return all(navigation.there(name) == value for name, value in parse_qsl(click))


def _table(found: Table) -> None:
    """Draw the rows as a table; one that is chosen is picked, by the IRIs in it."""
    rows = [dict(zip(unlike(found.columns), map(pictured.cell, row), strict=True)) for row in found.rows]
    if not rows:
        return
    height: Literal["auto"] | int = "auto" if len(rows) < SHORT else 420
    key = _key(found)
    st.dataframe(
        rows,
        hide_index=True,
        height=height,
        on_select=lambda: _choose(key, found),
        selection_mode="single-row",
        key=key,
        column_config=captions(list(rows[0])),
        column_order=worth_showing(rows) or None,
        placeholder="",
    )


def _choose(key: str, found: Table) -> None:
    """Pick what the chosen row names."""
    chosen = st.session_state[key].selection.rows
    if chosen and chosen[0] < len(found.rows):
        clicked = meant(found.rows[chosen[0]])
        st.session_state["meant"] = clicked
        navigation.go(clicked or "")


def meant(row: Sequence[Any]) -> str | None:
    """Return the click for what a row names by IRI: a task with a body in it, two bodies, one, a document, or None."""
    found = list(dict.fromkeys(iri for value in row for iri in iris(value)))
    task = next((iri for iri in found if part_kind(iri) == "task"), None)
    bodies = [iri for iri in found if not document_key(iri)]
    if task is not None:
        return address.opening(task, next(iter(bodies), None))
    if bodies:
        return address.body_pick(*bodies[:2])
    return f"document={address.document_id(found[0])}" if found else None


def iris(value: Any) -> Iterator[str]:
    """Yield the IRIs of ours in a value: text, or a node, relationship, path, list or map that holds some."""
    if isinstance(value, str) and is_ours(value):
        yield value
    elif isinstance(value, Mapping):
        yield from (iri for inner in value.values() for iri in iris(inner))
    elif isinstance(value, list | tuple):
        yield from (iri for inner in value for iri in iris(inner))


def worth_showing(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns a reader needs: no IRIs, and no title that is the same on every row; the download has them all."""
    same = [c for c in rows[0] if c == "document" and len({row[c] for row in rows}) == 1]
    return [c for c in rows[0] if not c.endswith("iri") and c not in same]


def captions(columns: Sequence[str]) -> dict[str, str]:
    """Return the ontology's word for each column that has the name of a property or of a class, and the catalogue's for a count."""
    known = {e.property_name: written(e) for e in entries().values() if e.property_name}
    known |= {e.node_label.lower(): written(e) for e in entries().values() if e.node_label}
    known |= {c: say(f"column.{c}") for c in columns if f"column.{c}" in catalogue(language())}
    return {c: known[c] for c in columns if c in known}


def _key(found: Table) -> str:
    """Return what tells one result from another, so that a row chosen in one is not chosen in the next."""
    return f"rows-{hashlib.sha256(repr((found.columns, found.rows)).encode()).hexdigest()[:16]}"


def unlike(columns: Sequence[str]) -> list[str]:
    """Return column names with a number where two are the same."""
    return [c if columns.index(c) == i else f"{c} {i + 1}" for i, c in enumerate(columns)]


def _evidence() -> str:
    """Return the panel for what is picked in the open document, with the document's name."""
    dossier = reading.current()
    found = frame.shown(dossier, frame.pick(dossier)) if dossier else ""
    if dossier is None or not found:
        chosen = st.session_state.get("meant", "")
        silent = say("cypher.silent") if chosen is None else say("cypher.elsewhere") if chosen and _is_here(chosen) else None
        return render("cypher_side.html", silent=silent)
    return render("close.html") + render("from.html", dossier=dossier, click=address.page_pick("overview")) + found
