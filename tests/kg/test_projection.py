"""RDF to rows: what metaverse.ttl says becomes nodes and relationships, and nothing else does."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from rdflib import Graph

from ingest.pipeline import read
from kg import rdf
from kg.errors import InvalidValue
from kg.files import SAMPLE
from kg.graph.projection import NodeRow, Projection, RelationshipRow, project
from kg.iris import BASE
from tests.kg.plans import SMALL, bare

ROWS = project(rdf.graph(SMALL))
DOCUMENT = str(rdf.document_iri(SMALL))


def node(iri: str, rows: Projection = ROWS) -> NodeRow:
    return next(row for row in rows.nodes if row.iri == iri)


def relationships(kind: str, rows: Projection = ROWS) -> list[RelationshipRow]:
    return [row for row in rows.relationships if row.type == kind]


def test_what_there_is() -> None:
    counts = Counter(row.labels[0] for row in ROWS.nodes)
    expected = {"Document": 2, "Section": 3, "Task": 5, "Target": 4, "Milestone": 2, "Department": 4, "Locality": 2, "Collective": 1}
    assert {label: counts[label] for label in expected} == expected
    assert len(relationships("RESPONSIBLE_FOR")) == 9  # eight printed, one by the rule
    assert len(relationships("HAS_TASK")) == 5
    assert len(relationships("ISSUED_BY")) == 2


def test_the_bodies_of_the_sample() -> None:
    plan = read(SAMPLE)
    rows = project(rdf.graph(plan))
    named = {row.start for row in relationships("RESPONSIBLE_FOR", rows)}
    bodies = [row for row in rows.nodes if row.iri in named]
    assert Counter(row.labels[0] for row in bodies) == {"Department": 22, "Collective": 1}
    assert len(relationships("RESPONSIBLE_FOR", rows)) == 125
    categories = Counter(row.properties["category"] for row in bodies if "category" in row.properties)
    assert categories == {"党委": 2, "政府部门": 16, "垂管单位": 1, "银行": 1, "媒体": 2}
    assert all(owner.link == "exact" for task in plan.tasks for owner in task.owners if owner.kind == "unit")


def test_what_serves_a_headline_target_of_the_sample_is_a_proposal() -> None:
    rows = project(rdf.graph(read(SAMPLE)))
    quotes = {row.iri: row.properties.get("quote") for row in rows.nodes}
    found = relationships("SERVES", rows)
    assert {row.properties["state"] for row in found} == {"proposed"}
    assert len({row.end for row in found}) == 3  # three of six headline targets are taken up with a number
    assert all(quotes[row.start] and quotes[row.end] for row in found)


def test_the_document() -> None:
    found = node(DOCUMENT)
    assert (found.labels, found.shared) == (("Document",), False)
    wanted = {
        "title": SMALL.title,
        "type": "工作要点",
        "level": "省",
        "status": "issued",
        "number": "浙发改〔2024〕1号",
        "issued": "2024-02-01",
        "year": 2024,
        "year_to": 2024,
        "region": "浙江省",
        "sha256": SMALL.source.sha256,
        "source": SMALL.source.path,
        "unread": len(SMALL.unread),
    }
    assert found.properties == wanted


def test_a_cited_document_is_shared_and_has_no_hash() -> None:
    (cites,) = relationships("CITES")
    assert cites.properties["kind"] == "implements"
    found = node(cites.end)
    assert (found.shared, "sha256" in found.properties) == (True, False)


def test_a_responsibility_is_one_relationship_with_its_own_iri() -> None:
    found = next(row for row in relationships("RESPONSIBLE_FOR") if row.properties["surface"] == "省网信办")
    assert found.start == f"{BASE}department/zj-cyberspace"
    assert found.end == f"{DOCUMENT}/task/2"
    assert found.iri == f"{DOCUMENT}/responsibility/2.2"
    start = SMALL.text.index("省网信办")
    wanted: dict[str, Any] = {
        "role": "cooperate",
        "role_basis": "stated",
        "label": "配合单位",
        "mode": "joint",
        "part": 2,
        "rank": 2,
        "surface": "省网信办",
        "start": start,
        "end": start + 4,
    }
    assert found.properties == wanted


def test_owners_have_two_labels() -> None:
    labels = {row.labels for row in ROWS.nodes if "Owner" in row.labels}
    assert labels == {("Department", "Owner"), ("Locality", "Owner"), ("Collective", "Owner")}


def test_a_department_of_the_register() -> None:
    assert node(f"{BASE}department/zj-cyberspace").properties == {
        "name": "省委网信办",
        "full_name": "中国共产党浙江省委员会网络安全和信息化委员会办公室",
        "short_name": "网信办",
        "category": "党委",
        "level": "省",
        "region": "浙江省",
        "order": 1020,
    }


def test_a_task() -> None:
    found = node(f"{DOCUMENT}/task/2").properties
    assert {k: found[k] for k in ("ordinal", "number", "numeral", "name", "open", "leaf", "deadline", "due")} == {
        "ordinal": 2,
        "number": "2.",
        "numeral": "2",
        "name": "推进场景应用",
        "open": False,
        "leaf": False,
        "deadline": "2024年6月底前",
        "due": "2024-06-30",
    }


def test_where_things_stand() -> None:
    part_of = {row.start: row.end for row in relationships("PART_OF")}
    assert part_of[f"{DOCUMENT}/task/2.1"] == f"{DOCUMENT}/task/2"  # a child of a task
    assert part_of[f"{DOCUMENT}/task/2"] == f"{DOCUMENT}/section/2"
    assert part_of[f"{DOCUMENT}/section/2"] == f"{DOCUMENT}/section/1"
    assert part_of[f"{DOCUMENT}/section/1"] == DOCUMENT


def test_targets_with_and_without_a_number() -> None:
    found = [row.properties for row in ROWS.nodes if row.labels == ("Target",)]
    assert {p["quote"]: (p["quantified"], p.get("value"), p.get("comparator")) for p in found} == {
        "建成6个展示馆": (True, 6, "eq"),
        "3个以上算力中心": (True, 3, "ge"),
        "打造一批应用场景": (False, None, None),
        "打造一批数字孪生场景": (False, None, None),
    }


def test_every_end_of_a_relationship_is_a_node() -> None:
    known = {row.iri for row in ROWS.nodes}
    assert all({row.start, row.end} <= known for row in ROWS.relationships)


def test_values_are_what_a_server_keeps() -> None:
    large = replace(SMALL, targets=(replace(SMALL.targets[0], value=10**400), replace(SMALL.targets[0], value=2**64)))
    values = [value for row in project(rdf.graph(large)).nodes for value in row.properties.values()]
    assert all(isinstance(value, str | int | float | bool) for value in values)
    assert all(abs(value) < 2**63 for value in values if isinstance(value, int))


def test_the_same_plan_has_the_same_revision_and_a_changed_one_another() -> None:
    again = Graph()
    for triple in sorted(rdf.graph(SMALL), reverse=True):
        again.add(triple)
    assert project(again) == ROWS
    assert project(rdf.graph(replace(SMALL, title="改名"))).revision != ROWS.revision


def test_no_document_or_two_are_refused() -> None:
    for graph in (Graph(), rdf.graph(SMALL) + rdf.graph(bare("x"))):
        with pytest.raises(InvalidValue, match="documents"):
            project(graph)
