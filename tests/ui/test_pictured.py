"""Rows of a query as a picture: nodes and relationships wherever a row holds them, and nothing that it does not hold."""

from typing import Any

import pytest
from cases import DOCUMENT, HOSTILE, body, task

from kg.iris import BASE
from kg.ui import pictured

LINE = f"{BASE}line/science"


def node(iri: str, label: str, **properties: Any) -> dict[str, Any]:
    """Return a node as the store gives it."""
    return {"labels": [label], "properties": {"iri": iri, **properties}}


def link(start: str, kind: str, end: str | None) -> dict[str, Any]:
    """Return a relationship as the store gives it."""
    return {"type": kind, "properties": {}, "start": start, "end": end}


PLAN = node(DOCUMENT, "Document", title="某省工作要点")
TASK = node(task(1), "Task", number="（三）", numeral="三", name="建平台")
BODY = node(body("省科技厅"), "Department", name="省科技厅", category="政府部门")
TASKS, NAMED = link(DOCUMENT, "HAS_TASK", task(1)), link(body("省科技厅"), "RESPONSIBLE_FOR", task(1))

ROWS = [
    # nodes and relationships in columns of their own
    ([[PLAN, TASKS, TASK]], 2, 1),
    # a path
    ([[{"nodes": [PLAN, TASK, BODY], "relationships": [TASKS, NAMED]}]], 3, 2),
    # a list of nodes, and one node twice
    ([[[PLAN, TASK], TASK], [TASK, None]], 2, 0),
    # a map
    ([[{"who": BODY, "how": NAMED, "what": TASK}]], 2, 1),
    # a relationship whose other end was not returned
    ([[PLAN, TASKS]], 1, 0),
    ([[BODY, link(body("省科技厅"), "RESPONSIBLE_FOR", None)]], 1, 0),
    # values that only look alike
    ([["省科技厅", 3, None, {"name": "甲"}, {"labels": ["x"], "properties": {"iri": "http://elsewhere/1"}}]], 0, 0),
    ([], 0, 0),
]


@pytest.mark.parametrize(("rows", "nodes", "links"), ROWS)
def test_a_picture_holds_what_the_rows_hold(rows: list[list[Any]], nodes: int, links: int) -> None:
    found = pictured.graph(rows)
    assert (len(found.nodes), len(found.links), found.left) == (nodes, links, 0)
    drawn = pictured.draw(found)
    assert (len(drawn.nodes), len(drawn.edges)) == (nodes, links)


def test_what_is_too_much_is_counted() -> None:
    found = pictured.graph([[node(task(i), "Task", ordinal=i)] for i in range(9)], most=4)
    assert (len(found.nodes), found.left) == (4, 5)


def test_a_task_without_a_number_has_its_place_marked_as_such() -> None:
    drawn = pictured.draw(pictured.graph([[node(task(4), "Task", ordinal=4, name="建平台")]]))
    assert [n["label"] for n in drawn.nodes] == ["#4"]


def test_nodes_look_and_lead_as_everywhere() -> None:
    hostile = node(body(HOSTILE), "Department", name=HOSTILE)
    line = node(LINE, "Line", name="科技")
    rows = [[PLAN, TASKS, TASK, NAMED, BODY], [hostile, line, link(body("省科技厅"), "IN_LINE", LINE)]]
    drawn = pictured.draw(pictured.graph(rows))
    by_key = {n["id"]: n for n in drawn.nodes}
    assert by_key["document=0123456789abcdef&task=1"]["label"] == "三"
    assert {n["label"] for n in drawn.nodes} == {"三", "省科技厅", "某省工作要点", HOSTILE[:14] + "…", "科技"}
    assert set(by_key) >= {"document=0123456789abcdef", "node=line/science"}
    ends = {frozenset((by_key[e["from"]]["label"], by_key[e["to"]]["label"])) for e in drawn.edges}
    assert ends == {frozenset(("三", "某省工作要点")), frozenset(("三", "省科技厅")), frozenset(("省科技厅", "科技"))}
    assert [entry["label"] for entry in drawn.legend if entry["label"] == "政府部门"] == ["政府部门"]


def test_bodies_of_one_name_are_told_apart_by_their_regions() -> None:
    several = [node(body(f"{place}科技厅"), "Department", name="省科技厅", region=place) for place in ("甲省", "乙省")]
    alone = node(body("甲省商务厅"), "Department", name="省商务厅", region="甲省")
    drawn = pictured.draw(pictured.graph([[*several, alone]]))
    assert {n["label"] for n in drawn.nodes} == {"甲省 · 省科技厅", "乙省 · 省科技厅", "省商务厅"}


CELLS = [
    (BODY, "省科技厅"),
    (PLAN, "某省工作要点"),
    (NAMED, "责任"),
    ({"nodes": [PLAN, TASK, BODY], "relationships": [TASKS, NAMED]}, "某省工作要点 — 建平台 — 省科技厅"),
    ([BODY, TASK, None, True], "省科技厅、建平台、、true"),
    # what is no part of the graph stands as it is
    ({"name": "甲", "tasks": 3}, '{"name": "甲", "tasks": 3}'),
    (3, 3),
    (True, True),
    (None, None),
]


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_a_cell_reads_as_the_name_of_what_is_in_it(value: Any, expected: Any) -> None:
    assert pictured.cell(value) == expected
