"""The list of documents: found by any of their words, told apart, filtered, and what to do where nothing is left."""

from datetime import date
from typing import Any

import pytest
from cases import small

from kg.register import provinces
from kg.ui import listing
from kg.ui.listing import Filters, kept, listed, loosened, matching, options
from kg.ui.profile import counted
from kg.ui.views import bodies, due, files

ROWS: list[dict[str, Any]] = [
    {"iri": "a", "title": "某省数字经济工作要点", "region": "浙江省", "level": "省", "year": 2023, "type": "工作要点"},
    {"iri": "b", "title": "某市行动方案", "region": "杭州市", "level": "市", "year": 2024, "type": "实施方案"},
    {"iri": "c", "title": None, "source": "x/014.txt", "region": "河南省", "level": "省", "year": 2023, "type": "意见"},
    {"iri": "d", "title": "全国意见", "region": None, "level": "国家", "year": None, "issued": "2022-05-01", "type": "意见"},
    {"iri": "e", "title": "某市行动方案", "region": "杭州市", "level": "市", "year": 2024, "type": "实施方案", "source": "e.docx"},
]
NAMED_IN = {"commerce": {"a", "c"}, "finance": {"b"}}


def documents() -> tuple[listing.Listed, ...]:
    return listed({"tasks": 2, "bodies": 3, **row} for row in ROWS)


def test_the_order_is_the_nation_then_provinces_each_with_its_cities_latest_first() -> None:
    assert [d.iri for d in documents()] == ["d", "b", "e", "a", "c"]


SEARCHES = [
    ("浙江 2023", ["a"]),
    # a city is found by its province
    ("浙江 2024", ["b", "e"]),
    # by the file where there is no title
    ("014", ["c"]),
    # the year it was issued, where it is for none
    ("2022", ["d"]),
    ("没有这个", []),
    # one of several words
    ("河南、杭州", ["b", "e", "c"]),
    ("河南、杭州 2024", ["b", "e"]),
    ("、", ["d", "b", "e", "a", "c"]),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
def test_a_search_looks_in_every_fact(words: str, expected: list[str]) -> None:
    assert [d.iri for d in matching(documents(), words)] == expected


def test_two_documents_of_one_name_are_called_differently() -> None:
    called = listing.labels(documents())
    assert len(set(called.values())) == len(called) == 5
    assert called["e"].endswith("e.docx · e")


FILTERS = [
    (Filters(region="浙江省"), ["b", "e", "a"]),
    (Filters(region="浙江省", year="2023"), ["a"]),
    (Filters(line="commerce"), ["a", "c"]),
    (Filters(line="commerce", kind="意见"), ["c"]),
    (Filters(level="国家", year="2022"), ["d"]),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(filters: Filters, expected: list[str]) -> None:
    assert [d.iri for d in kept(documents(), filters, NAMED_IN)] == expected


def test_where_nothing_is_left_the_filter_in_the_way_is_named_first() -> None:
    assert loosened(documents(), Filters(region="河南省", year="2024"), NAMED_IN) == [("region", "河南省", 2), ("year", "2024", 1)]


def test_the_values_of_a_filter_are_counted_in_official_order() -> None:
    assert list(options(documents(), "region").items()) == [("浙江省", 3), ("河南省", 1)]
    assert list(options(documents(), "year").items()) == [("2024", 2), ("2023", 2), ("2022", 1)]


def test_the_picture_of_lines_keeps_what_is_filtered_out_pale() -> None:
    every = documents()
    rows = [
        {"line": "l", "name": "商务", "document": "a", "tasks": 2, "first": 1},
        {"line": "l", "name": "商务", "document": "c", "tasks": 1, "first": 0},
    ]
    lines = files.read(rows)
    found = kept(every, Filters(region="河南省"), lines.tasks)
    row = files.line(lines=lines, key="l", every=every, inside={d.iri for d in found}, chosen="")
    assert row["looks"] == {"first out": [3], "named": [4]} and row["count"] == 1


UNCOUNTED = [
    # every document counts
    ([(True, 2), (True, 1)], "依据 2 份文件"),
    # an edition that another one stands for has no tasks in the graph, and is no empty document
    ([(True, 2), (False, 0)], "依据 1 份文件；1 份不是现行版，不计入"),
    ([(True, 2), (True, 0), (True, 0)], "依据 1 份文件；2 份没有读出任务"),
    ([], "依据 0 份文件"),
]


@pytest.mark.parametrize(("editions", "expected"), UNCOUNTED)
def test_figures_over_documents_say_which_do_not_count(editions: list[tuple[bool, int]], expected: str) -> None:
    rows = [{**ROWS[0], "iri": f"{i}", "counted": counted, "tasks": tasks, "bodies": 0} for i, (counted, tasks) in enumerate(editions)]
    assert listing.basis(listed(rows)) == expected


COUNTED = [
    ("省科技厅", "浙江省", "department"),
    ("市科技局", "杭州市", "department"),
    ("各区县政府", "杭州市", "locality"),
    ("各有关单位", None, "collective"),
]
CHOSEN = [
    ("科技", "", "all", ["省科技厅", "市科技局"]),
    # the cities of a province are in it
    ("", "浙江省", "all", ["省科技厅", "市科技局", "各区县政府"]),
    ("", "浙江省", "locality", ["各区县政府"]),
    ("", "", "collective", ["各有关单位"]),
    ("科技", "河南省", "all", []),
]


@pytest.mark.parametrize(("words", "region", "kind", "expected"), CHOSEN)
def test_bodies_are_found_by_name_province_and_kind(words: str, region: str, kind: str, expected: list[str]) -> None:
    counts = {"level": None, "documents": 1, "tasks": 1, "leads": 0, "first": 0}
    every = counted([{"iri": name, "name": name, "region": of, "kind": what, **counts} for name, of, what in COUNTED], [])
    assert [c.body.name for c in bodies.chosen(every, words, region, kind)] == expected


def test_the_lines_of_what_is_found_come_first() -> None:
    rows = [("教育", "a"), ("教育", "c"), ("财政", "a"), ("财政", "b"), ("科技", "c")]
    lines = files.read([{"document": d, "line": name, "name": name, "tasks": 1, "first": 0} for name, d in rows])
    assert files._ordered(lines, {"b"}) == ["财政"]
    assert files._ordered(lines, {"a", "b"}) == ["财政", "教育"]
    assert set(files._ordered(lines, {"z"})) == {"教育", "财政", "科技"}


def test_the_years_of_a_region_say_how_many_documents_there_are_without_one() -> None:
    found = {row["name"]: row for row in files.regions(documents(), Filters())["rows"]}
    assert [found[name]["count"] for name in ("国家", "浙江", "河南")] == [1, 3, 1]


def test_no_region_is_left_out_of_the_table_of_years() -> None:
    every = listed([{"iri": p, "tasks": 1, "bodies": 1, "region": p, "year": 2023} for p in provinces()])
    assert sum(row["count"] for row in files.regions(every, Filters())["rows"]) == len(every) > 30


def test_a_row_names_everybody_in_one_document_and_the_first_over_many() -> None:
    owners = (("a", "省甲厅"), ("b", "省乙厅"))
    said = due.Due("deadline", "6月底前", "2024-06-30", "建平台", "d", "d/task/1", 1, "建平台", "建平台", owners)
    shown = [due._row(said, date(2024, 1, 1), {}, scope) for scope in ("one", "all")]
    assert [row["who"] for row in shown] == ["省甲厅、省乙厅", "省甲厅 等 2 个"]
    assert {row["about"] for row in shown} == {"2024-06-30\n省甲厅、省乙厅"}


def test_due_dates_over_all_documents_say_what_they_rest_on() -> None:
    found = listed([{"iri": "a", "tasks": 2, "bodies": 3}, {"iri": "b", "tasks": 0, "bodies": 0, "counted": False, "current": "a"}])
    assert due.about(small(), found, "all")[0].text == "依据 1 份文件；1 份不是现行版，不计入"
    assert due.about(small(), found, "one")[0].text == "《某省某产业2024年工作要点》"
