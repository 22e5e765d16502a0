"""The table of every page in a real browser, whole and in order: it holds the rows of the queries shown behind the page.

Where a table is computed (pairs, changes, matters), it holds what kg.analysis computes, and the file taken along holds the same rows.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from stores import environment
from windows import Window

from kg import analysis, files, library
from kg.export import change_rows
from kg.graph import Store, ask
from kg.graph.store import open_store
from kg.iris import document_iri
from kg.ontology import concept, label
from kg.ui import decks
from kg.ui.language import say
from kg.ui.pages import VIEWS

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

Row = Mapping[str, Any]
Asked = Mapping[str, list[Row]]
BODY = "department/zj-science"
WIDE, ROW, REST = 4200, 35, 200  # px: a window in which a table of any page stands whole, filling the screen
GRID = "[data-testid=stDataFrame] canvas"
CELLS = "(parts) => parts.map((part) => [...part.children].map((cell) => cell.textContent))"
EVERYWHERE = 0.8  # of the tasks with owners: whoever is named for so many is hidden in the picture


# ---------------------------------------------------------------- what a page shows


def grid(page: Any) -> list[dict[str, str]]:
    """Return all rows of the table under a page, by the names its columns show: filling the screen, it is drawn whole."""
    table = page.wait_for_selector(f"{GRID} table", state="attached")
    count, wide = (int(table.get_attribute(name)) for name in ("aria-rowcount", "aria-colcount"))
    page.set_viewport_size({"width": WIDE, "height": ROW * count + REST})
    page.hover("[data-testid=stDataFrame]", position={"x": 40, "y": 60})
    page.get_by_role("button", name="Fullscreen").dispatch_event("click")
    page.wait_for_function(f"(n) => document.querySelectorAll('{GRID} tbody td').length === n", arg=(count - 1) * wide)
    (head,) = page.eval_on_selector_all(f"{GRID} thead tr", CELLS)
    return [dict(zip(head, row, strict=True)) for row in page.eval_on_selector_all(f"{GRID} tbody tr", CELLS)]


def listed(page: Any) -> list[dict[str, str]]:
    """Return the rows of a list of the page itself; of its first column what is called by the row."""
    table = page.wait_for_selector("table.files:not(.arrivals)")
    head = table.eval_on_selector_all("thead th", "(cells) => cells.map((cell) => cell.innerText)")
    cells = "(rows) => rows.map((row) => [...row.cells].map((cell) => (cell.querySelector('a') ?? cell).innerText))"
    return [dict(zip(head, row, strict=True)) for row in table.eval_on_selector_all("tbody tr", cells)]


def behind(page: Any, store: Store) -> Asked:
    """Return the rows of the queries as they are shown behind the page, with the parameters they are shown with."""
    page.click(".st-key-sources button")
    page.wait_for_selector("[data-testid=stPopoverBody] [data-testid=stCode]")
    texts = page.locator("[data-testid=stPopoverBody] [data-testid=stCode] code").all_inner_texts()
    clicks = page.eval_on_selector_all("[data-testid=stPopoverBody] a[data-pick]", "(links) => links.map((e) => e.dataset.pick)")
    page.keyboard.press("Escape")
    return dict(_asked(store, text, click) for text, click in zip(texts, clicks, strict=True))


def _asked(store: Store, text: str, click: str) -> tuple[str, list[Row]]:
    said = dict(parse_qsl(click))
    found = store.read(text, {name: said.get(f"p-{name}") for name in re.findall(r"\$(\w+)", text)}, trusted=True)
    return said["ask"], [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def taken_along(page: Any, tmp_path: Path) -> list[list[str]]:
    """Return the rows of the first file the page offers, without its head."""
    page.click(".st-key-downloads button")
    with page.expect_download() as told:
        page.click("[data-testid=stPopoverBody] [data-testid=stDownloadButton] button >> nth=0")
    told.value.save_as(tmp_path / "rows.csv")
    page.keyboard.press("Escape")
    return list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text(encoding="utf-8-sig"), newline="")))[1:]


# ---------------------------------------------------------------- what the rows of the queries say


def marks(rows: Sequence[Row], task: str = "iri") -> dict[str, str]:
    """Return the number of each task: its numeral; of the sample's last part, whose numbers begin again, with the part in front."""
    numerals: dict[str, set[str]] = {}
    found = {}
    for row in rows:
        seen = numerals.setdefault(row[task].rsplit("/task/", 1)[0], set())
        found[row[task]] = f"三·{row['numeral']}" if row["numeral"] in seen else row["numeral"]
        seen.add(row["numeral"])
    return found


def role(row: Row) -> str:
    """Return the ontology's word for the role of a naming."""
    return label(concept("Roles", row["role"]).iri)


def printed(row: Row, task: Row) -> bool:
    """Tell whether a naming is printed on its task; else a rule of the document adds it, and its place is none of the text."""
    return row["basis"] != "convention" or task["start"] <= row["start"] < task["end"]


def named(rows: Asked) -> Iterator[tuple[str, Row, Row]]:
    """Yield every naming with its task and the task's number."""
    tasks, of = {t["iri"]: t for t in rows["page-tasks"]}, marks(rows["page-tasks"])
    yield from ((of[n["task"]], tasks[n["task"]], n) for n in rows["page-namings"])


def overview(rows: Asked) -> list[tuple[Any, ...]]:
    return [
        (mark, t["name"], n["name"], n["rank"] if printed(n, t) else None, role(n), *_words(n), t["text"]) for mark, t, n in named(rows)
    ]


def _words(naming: Row) -> tuple[Any, ...]:
    return (naming["label"] or say("words.not_stated"), naming["surface"], naming["start"] + 1, naming["end"])


def network(rows: Asked) -> list[tuple[Any, ...]]:
    loads = Counter(body for _, body in {(n["task"], n["body"]) for n in rows["page-namings"]})
    owned = len({n["task"] for n in rows["page-namings"]})
    drawn = [(m, t, n) for m, t, n in named(rows) if loads[n["body"]] < EVERYWHERE * owned]
    return [(mark, t["name"], n["name"], n["rank"] if printed(n, t) else "·", role(n)) for mark, t, n in drawn]


def due(rows: Asked) -> list[tuple[Any, ...]]:
    found = [(h["due"], 0, h["said"], "", "", "", h["words"]) for h in rows["page-headlines"] if h["said"] or h["due"]]
    of = marks(rows["page-numbers"])
    for t in rows["page-due"]:
        owners = sorted(t["owners"], key=lambda o: (o["role"] != "lead", o["rank"]))
        about = (t["ordinal"], "、".join(dict.fromkeys(o["name"] for o in owners)), of[t["task"]], t["name"], t["text"])
        said = [(t["deadline"], t["due"])] if t["deadline"] else []
        said += [(m["words"], m["due"]) for m in t["milestones"]] + [(g["said"], g["due"]) for g in t["targets"] if g["said"] or g["due"]]
        found += [(day, about[0], words, *about[1:]) for words, day in said]
    ordered = sorted(found, key=lambda d: (d[0] is None, str(d[0] or ""), d[1], d[2] or ""))
    return [(day, words, *about) for day, _, words, *about in ordered]


def lines(rows: Asked) -> list[tuple[Any, ...]]:
    return [(r["name"], r["tasks"], r["first"]) for r in rows["page-lines"]]


def documents_(rows: Asked) -> list[tuple[Any, ...]]:
    return [(r["title"], r["region"], r["year"], r["type"], r["tasks"], r["bodies"], r["unread"]) for r in rows["page-files"]]


def register(rows: Asked) -> list[tuple[Any, ...]]:
    beside = {r["iri"]: r["partners"] for r in rows["page-partners"]}
    names = ("name", "region", "tasks", "documents", "leads", "first")
    return [(*(r[n] for n in names), beside.get(r["iri"], 0)) for r in rows["page-bodies"]]


def profile(rows: Asked) -> list[tuple[Any, ...]]:
    of = marks(rows["page-numbers"])
    return [(of[r["task"]], r["name"], role(r), r["rank"], r["surface"], r["text"]) for r in rows["page-body-work"]]


def technologies(rows: Asked) -> list[tuple[Any, ...]]:
    names = {t["iri"]: t["name"] for t in rows["page-technologies"]}
    owners = {(n["task"], n["full_name"] or n["name"]) for n in rows["page-namings"] if n["kind"] == "department"}
    met = Counter(
        (iri, who) for iri, at in {(t["iri"], t["task"]) for t in rows["page-technologies"]} for task, who in owners if task == at
    )
    return sorted((names[iri], who, n) for (iri, who), n in met.items())


def review(rows: Asked) -> list[tuple[Any, ...]]:
    kinds = {"page-namings": "owner", "page-targets": "target", "page-technologies": "technology", "page-milestones": "date"}
    return sorted((say(f"review.{kind}"), r["start"] + 1, r["end"]) for name, kind in kinds.items() for r in rows[name])


@dataclass(frozen=True, slots=True)
class Shown:
    """A table: where it is (%s the document), how it is read, the columns that are compared, what the rows of the queries say.

    `apart` says that the page sorts by what only it knows: the rows are compared in the order of their words.
    """

    path: str
    read: Callable[[Any], list[dict[str, str]]]
    columns: tuple[str, ...]
    rows: Callable[[Asked], list[tuple[Any, ...]]]
    apart: bool = False


TABLES = {
    "files": Shown("/", listed, ("标题", "地区", "年份", "文种", "任务", "责任主体", "未读出"), documents_),
    # all of it, not only the lines the picture has rows for
    "files, lines": Shown("/?table=1", grid, ("条线", "任务", "首列或载明牵头"), lines),
    "bodies": Shown("/bodies?who=all", listed, ("责任主体", "地区", "列名任务", "文件", "牵头", "首列", "共同列名单位"), register),
    "bodies, one": Shown(f"/bodies?department={BODY}&table=1", grid, ("编号", "名称", "角色", "列名次序", "原文写法", "正文"), profile),
    "overview": Shown(
        "/overview?document=%s&table=1",
        grid,
        ("编号", "名称", "责任主体", "列名次序", "角色", "原文标签", "原文写法", "起", "止", "正文"),
        overview,
    ),
    "due": Shown("/due?document=%s&table=1", grid, ("截止日", "时限", "责任主体", "编号", "任务", "正文"), due),
    "due, all": Shown("/due?document=%s&in=all&table=1", grid, ("截止日", "时限", "责任主体", "编号", "任务", "正文"), due, apart=True),
    "network": Shown("/network?document=%s&table=1", grid, ("编号", "名称", "责任主体", "列名次序", "角色"), network),
    "technologies": Shown("/technologies?document=%s&table=1", grid, ("技术", "责任主体", "列名任务"), technologies, apart=True),
    "review": Shown("/review?document=%s&table=1", grid, ("类别", "起", "止"), review, apart=True),
}


def test_every_page_has_its_table_here() -> None:
    held = {name.split(",")[0] for name in TABLES} | {"shared", "compare", "matters", "cypher", "meeting", "import"}
    assert held == {view.name for view in VIEWS}


@pytest.fixture(scope="module")
def graph(documents: list[str]) -> Iterator[Store]:
    """The store that the app shows."""
    with environment(None), open_store() as store:
        yield store


def said(rows: Sequence[Sequence[Any]]) -> list[tuple[str, ...]]:
    """Return rows as a table shows them: nothing where there is nothing."""
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def shown(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return some columns of the rows that stand on a page; a missing figure is shown as None, a whole one without its decimals."""
    return [tuple(_plain(row[c]) for c in columns) for row in rows]


def _plain(cell: str) -> str:
    return "" if cell == "None" else re.sub(r"^(-?\d+)\.0$", r"\1", cell)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_holds_the_rows_of_the_query(window: Window, documents: list[str], graph: Store, name: str) -> None:
    table = TABLES[name]
    page = window.open(table.path.replace("%s", documents[0]))
    expected = said(table.rows(behind(page, graph)))
    found = shown(table.read(page), table.columns)
    assert len(found) > 1
    assert (sorted(found) if table.apart else found) == (sorted(expected) if table.apart else expected)


# ---------------------------------------------------------------- tables that are computed


@pytest.fixture(scope="module")
def plans(documents: list[str]) -> list[analysis.PlanFacts]:
    """The documents as kg.analysis reads them, from what the library keeps."""
    return [analysis.of_plan(library.plan(document_iri(key))) for key in documents]


def test_pairs_are_counted_from_the_namings_and_compared_with_what_loads_give(
    window: Window, documents: list[str], graph: Store, plans: list[analysis.PlanFacts], tmp_path: Path
) -> None:
    page = window.open(f"/shared?document={documents[0]}&table=1")
    rows, along = behind(page, graph), taken_along(page, tmp_path)
    found = grid(page)
    of, names, met = marks(rows["page-tasks"]), {n["body"]: n["name"] for n in rows["page-namings"]}, dict[frozenset[str], list[str]]()
    for task in of:
        for two in combinations(dict.fromkeys(n["body"] for n in rows["page-namings"] if n["task"] == task), 2):
            met.setdefault(frozenset(two), []).append(of[task])
    overlap = analysis.overlap([analysis.two_mode(plans[0])])
    expected = {frozenset(names[iri] for iri in two): (str(len(tasks)), "、".join(tasks)) for two, tasks in met.items()}
    assert {frozenset((f["甲"], f["乙"])): (f["共同列名"], f["任务编号"]) for f in found} == expected and len(found) == len(expected)
    assert [int(f["共同列名"]) for f in found] == sorted((int(f["共同列名"]) for f in found), reverse=True)
    chance = {frozenset((names[p.one], names[p.other])): f"{overlap.finding(p).expected:.2f}" for p in overlap.meeting}
    compared = {frozenset((f["甲"], f["乙"])): f"{float(f['偶然预期']):.2f}" for f in found if f["偶然预期"] not in ("", "None")}
    assert compared == chance
    assert [[_plain(cell) for cell in row[2 : 2 + len(found[0])]] for row in along] == [list(row) for row in shown(found, list(found[0]))]


def test_changes_are_those_of_the_comparison(window: Window, documents: list[str], plans: list[analysis.PlanFacts], tmp_path: Path) -> None:
    page = window.open(f"/compare?earlier={documents[0]}&later={documents[1]}&table=1")
    assert say("compare.derived") in page.inner_text(".kg.head")
    along, found = taken_along(page, tmp_path), grid(page)
    rows = change_rows(analysis.compare(*plans), *plans)
    assert shown(found, ("变化", "前", "后", "相似")) == [
        tuple(map(_plain, row)) for row in said([(r.change, r.before, r.after, r.score) for r in rows])
    ]
    called = [row["任务（前）"] for row in found if row["任务（前）"]]
    assert called and not [name for name in called if re.match(r"\d+[.．、]", name)]  # 1, not 1.
    assert [[_plain(cell) for cell in row] for row in along] == [list(row) for row in shown(found, list(found[0]))]


def test_matters_are_those_of_the_plan(
    window: Window, documents: list[str], graph: Store, plans: list[analysis.PlanFacts], tmp_path: Path
) -> None:
    page = window.open(f"/matters?document={documents[0]}&table=1")
    assert say("matters.about") in page.inner_text("[data-testid=stMain]")
    of = marks(behind(page, graph)["page-tasks"])
    along, found = taken_along(page, tmp_path), grid(page)
    texts = {t.iri: t.text for t in plans[0].tasks} | {t.iri: t.quote for t in plans[0].targets}
    expected = [
        (label(m.kind), "、".join(of[t] for t in m.tasks), "\n".join(texts[iri] for iri in m.tasks or m.targets))
        for m in analysis.agenda(analysis.matters(plans[0]))
    ]
    assert shown(found, ("类别", "编号", "正文")) == expected and expected
    assert [[_plain(cell) for cell in row[2 : 2 + len(found[0])]] for row in along] == [list(row) for row in shown(found, list(found[0]))]


# ---------------------------------------------------------------- pages that are used


def test_an_answer_shows_the_rows_of_its_question(window: Window, documents: list[str], graph: Store) -> None:
    page = window.open("/cypher?ask=department-load")
    page.click(".st-key-run button")
    page.wait_for_selector(GRID)
    rows = ask(graph, "department-load", {})
    columns = [i for i, c in enumerate(rows.columns) if c != "iri"]
    found = grid(page)
    assert {"地区", "层级"} <= set(found[0])
    assert shown(found, list(found[0])) == said([[row[i] for i in columns] for row in rows.rows])


def test_the_order_of_the_slides_is_that_of_the_deck(window: Window, documents: list[str]) -> None:
    about = {"document": documents[0]}
    held = decks.create("会", [decks.Slide(page, about, title) for page, title in (("due", "甲"), ("overview", "乙"), ("network", "丙"))])
    page = window.open(f"/meeting?deck={held.key}")
    cells = "(rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText))"
    page.wait_for_selector(".rows li")
    expected = [[str(i), s.title, say(f"page.{s.page}")] for i, s in enumerate(held.slides, 1)]
    assert page.eval_on_selector_all(".rows li", cells) == expected
    decks.remove(held.key)


def test_a_file_that_came_in_is_counted_as_the_graph_counts_it(window: Window, documents: list[str], graph: Store) -> None:
    page = window.open("/import")
    page.set_input_files("input[type=file]", str(files.SAMPLE))
    page.wait_for_selector("table.arrivals tr[data-pick]")
    cells = page.locator("table.arrivals tbody td").all_inner_texts()
    (row,) = (r for r in graph_files(graph) if r["iri"] == document_iri(documents[0]))
    assert cells[1].startswith(row["title"]) and [cells[i] for i in (3, 4, 6)] == [str(row[n]) for n in ("tasks", "bodies", "unread")]


def graph_files(store: Store) -> list[Row]:
    """Return the rows of the documents that are loaded."""
    found = ask(store, "page-files", {})
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]
