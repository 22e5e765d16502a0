"""The queries of the pages: each runs on both servers, in a total order, and gives the rows that the pages are made of."""

import re
from typing import Any

import loaded
import pytest

from kg import rdf
from kg.graph import Store, project, queries
from kg.ui.deadlines import entries
from kg.ui.listing import listed
from kg.ui.profile import counted, of_line, profile, standing
from kg.ui.reading import namings

PAGES = sorted(q.name for q in queries().values() if q.kind == "page")
BODY = "https://w3id.org/responsibility-graph/id/department/zj-development"
SCIENCE = "https://w3id.org/responsibility-graph/id/department/zj-science"


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the sample."""
    store.load(project(rdf.graph(loaded.sample())))
    return store


def rows(store: Store, name: str) -> list[dict[str, Any]]:
    """Return the rows of a page's query on the sample."""
    asked = queries()[name]
    known = {"body": BODY, "document": _first(store, "(x:Document)-[:HAS_TASK]->(:Task)")}
    known |= {"one": BODY, "other": SCIENCE} if name == "page-pair-tasks" else dict(zip(("one", "other"), _lines(store), strict=True))
    known |= {
        "line": _first(store, "(:Department)-[:IN_LINE]->(x:Line)"),
        "technology": _first(store, "(:Task)-[:INVOLVES]->(x:Technology)"),
    }
    found = store.read(asked.text, {p.name: known.get(p.name) for p in asked.parameters})
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _first(store: Store, pattern: str) -> str:
    """Return the IRI of one thing of a kind that the sample has."""
    return str(store.read(f"MATCH {pattern} RETURN x.iri AS iri ORDER BY iri LIMIT 1").rows[0][0])


def _lines(store: Store) -> tuple[str, str]:
    """Return the lines of two bodies of the sample that share tasks."""
    found = (store.read("MATCH (d:Department)-[:IN_LINE]->(l:Line) WHERE d.iri = $d RETURN l.iri", {"d": d}) for d in (BODY, SCIENCE))
    one, other = (str(f.rows[0][0]) for f in found)
    return one, other


def test_the_queries_of_the_pages_give_rows_on_both_servers(filled: Store) -> None:
    # the sample prints no issuer, and no task of it stands under another
    assert [name for name in PAGES if not rows(filled, name)] == ["page-issuers", "page-nested-tasks"]


@pytest.mark.parametrize("name", PAGES)
def test_a_query_of_a_page_names_its_parameters_and_its_order(name: str) -> None:
    found = queries()[name]
    assert {p.name for p in found.parameters} == set(re.findall(r"\$(\w+)", found.text))
    assert "ORDER BY" in found.text.rsplit("RETURN", 1)[1] or name in ("page-document", "page-body", "page-body-count", "page-line")


def test_the_pages_over_all_documents_count_what_the_plan_says(filled: Store) -> None:
    (document,) = listed(rows(filled, "page-files"))
    assert (document.tasks, document.bodies, document.unread, document.province) == (25, 23, 0, "浙江省")
    every = counted(rows(filled, "page-bodies"), rows(filled, "page-partners"))
    assert [(c.body.name, c.tasks, c.leads) for c in every[:3]] == [("省发展改革委", 24, 0), ("省科技厅", 22, 0), ("省经信厅", 21, 0)]
    assert every[0].partners == 21
    assert rows(filled, "page-body-count") == [{"documents": 1, "tasks": 24}]
    (facts,) = rows(filled, "page-body")
    found = profile(facts, *(rows(filled, name) for name in ("page-body-work", "page-body-partners", "page-body-facts")))
    assert len(found.tasks) == 24 and sum(standing(w) == "first" for w in found.tasks) == every[0].first
    science = next(p for p in found.partners if p.name == "省科技厅")
    assert len(science.shared) == 21  # as shared-tasks says of the sample
    assert {row["task"] for row in rows(filled, "page-pair-tasks")} == set(science.shared)
    assert {row["task"] for row in rows(filled, "page-line-pair-tasks")} >= set(science.shared)
    (line,) = rows(filled, "page-line")
    whole = of_line(line, rows(filled, "page-line-work"), rows(filled, "page-line-facts"))
    assert (whole.body.kind, whole.body.provisional, line["bodies"] >= 1) == ("line", False, True)
    assert len(whole.tasks) == len({w.task for w in whole.work}) > 0
    assert {d.task for d in whole.dates} <= {w.task for w in whole.work}
    dated = entries(rows(filled, "page-due"), rows(filled, "page-headlines"))
    assert [d.due for d in dated] == sorted(d.due or "9999" for d in dated)
    alliance = next(d for d in dated if d.due == "2023-06-30")
    assert (alliance.words, alliance.deed, len(alliance.owners)) == ("6月底前", "组建元宇宙产业联盟", 5)


def test_a_step_whose_text_says_no_deed_has_the_name_of_its_task(filled: Store) -> None:
    told = [{**row, "milestones": [{**m, "deed": None} for m in row["milestones"]]} for row in rows(filled, "page-due")]
    steps = [d for d in entries(told, ()) if d.kind == "milestone"]
    assert steps and all(d.deed == d.name for d in steps)


def test_a_row_an_owner_gives_the_rows_of_every_naming(filled: Store) -> None:
    order = ("task", "rank", "start", "body")
    expected = [{**row, "lines": sorted(row["lines"])} for row in rows(filled, "page-namings")]
    found = [{**row, "lines": sorted(row["lines"])} for row in namings(rows(filled, "page-owners"), rows(filled, "page-tasks"))]
    assert len(found) > 100 and {row["task"] for row in found} == {row["task"] for row in expected}
    assert sorted(found, key=lambda r: [r[n] for n in order]) == sorted(expected, key=lambda r: [r[n] for n in order])
    assert [row["task"] for row in found] == [row["task"] for row in expected]
