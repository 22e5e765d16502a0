"""The question library: headers, parameters, names, and the golden rows of every question on the sample, equal on both servers.

`python tests/kg/test_queries.py` writes the golden rows anew, from the embedded server; look at the difference before keeping it.
"""

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read
from kg import files
from kg.errors import InvalidValue, UnknownTerm
from kg.graph import questions as queries
from kg.graph.answers import Rows
from kg.graph.projection import Projection, project
from kg.graph.questions import ask, coerced, parsed, query
from kg.graph.store import Store, open_store
from kg.rdf import graph

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ASKED = {  # what each question is asked for its golden rows
    "department-tasks": {"department": "省市场监管局"},
    "task-owners": {"task": "25"},
    "shared-tasks": {"department": "省发展改革委", "other": "省商务厅"},
    "overlap-pairs": {"least": "3"},
    "department-load": {"collectives": "true"},
    "tasks-without-target": {},
    "targets-with-deadline": {},
    "technologies": {},
    "due-by": {"day": "2023-12-31"},
    "headline-targets": {},
}
QUESTIONS = sorted(name for name, found in queries.queries().items() if found.kind == "question")


@cache
def sample() -> Projection:
    return project(graph(read(files.SAMPLE)))


@pytest.fixture
def loaded(store: Store) -> Store:
    """A store that holds the sample."""
    store.load(sample())
    return store


def as_json(rows: Rows) -> dict[str, Any]:
    """Rows as a golden file keeps them: without the sample's hash, which every letter of it changes."""
    text = json.dumps({"columns": rows.columns, "rows": rows.rows}, ensure_ascii=False)
    found: dict[str, Any] = json.loads(text.replace(sample().document, "…"))
    return found


def test_the_ten_questions_are_all_there() -> None:
    assert set(ASKED) <= set(QUESTIONS)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_golden_rows(name: str, loaded: Store) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert as_json(ask(loaded, name, ASKED[name])) == golden


COUNTS = (  # question, parameters, number of rows: facts of the plan, counted by hand
    ("department-tasks", {"department": "省发展改革委"}, 24),
    ("department-tasks", {"department": "浙江省发展和改革委员会"}, 24),  # the full name
    ("department-tasks", {"department": "省发改委"}, 24),  # a name the plan does not print, known to the register
    ("department-tasks", {"department": "省科技厅"}, 22),
    ("department-tasks", {"department": "省经信厅"}, 21),
    ("overlap-pairs", {}, 102),
    ("overlap-pairs", {"collectives": "是"}, 112),
    ("department-load", {}, 22),
    ("department-load", {"collectives": True}, 23),
    ("headline-targets", {}, 6),
    ("shared-tasks", {"department": "省发展改革委", "other": "省科技厅"}, 21),
)


@pytest.mark.parametrize(("name", "parameters", "count"), COUNTS)
def test_counts_what_the_plan_says(name: str, parameters: dict[str, Any], count: int, loaded: Store) -> None:
    assert len(ask(loaded, name, parameters).rows) == count


def test_a_task_is_found_by_each_of_its_names(loaded: Store) -> None:
    found = ask(loaded, "task-owners", {"task": "25"})
    one = dict(zip(found.columns, found.rows[0], strict=True))
    for name in (one["iri"], one["task"], one["text"][1:-1]):
        assert ask(loaded, "task-owners", {"task": name}) == found
    assert ask(loaded, "task-owners", {"task": f"{one['iri']}0"}).rows == []


def test_documents_do_not_mix(loaded: Store) -> None:
    other = f"{sample().document[:-1]}{'0' if sample().document[-1] != '0' else '1'}"
    loaded.load(_moved(sample(), other))
    both = ask(loaded, "department-tasks", {"department": "省科技厅"}).rows
    assert len(both) == 44
    for document in (sample().document, other):
        assert len(ask(loaded, "department-tasks", {"department": "省科技厅", "document": document}).rows) == 22
        assert len(ask(loaded, "overlap-pairs", {"document": document}).rows) == 102
        assert len(ask(loaded, "headline-targets", {"document": document}).rows) == 6


def _moved(projection: Projection, to: str) -> Projection:
    """The same facts as those of another document."""
    nodes = tuple(
        n if n.shared else type(n)(n.labels, n.iri.replace(projection.document, to), n.properties, False) for n in projection.nodes
    )
    rows = (
        type(r)(
            r.type,
            *(iri.replace(projection.document, to) for iri in (r.start, r.end)),
            r.iri and r.iri.replace(projection.document, to),
            r.properties,
        )
        for r in projection.relationships
    )
    return Projection(to, projection.revision, nodes, tuple(rows))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_a_total_order_and_names_its_columns(name: str) -> None:
    found = query(name)
    assert "ORDER BY" in found.text.rsplit("RETURN", 1)[1]
    assert found.title_zh and found.title_en
    assert {p.name for p in found.parameters} == set(re.findall(r"\$(\w+)", found.text))


NEVER_SEEN = ("01N50", "01N52")  # a label, a property: the sample has no locality, and no target with an upper bound


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUESTIONS)
def test_neo4j_has_nothing_to_say_about_our_questions(name: str, neo4j_store: Store) -> None:
    """No deprecated form, no unknown label, no product by mistake."""
    neo4j_store.load(sample())
    found = query(name)
    with neo4j_store._connection.reader().session(notifications_min_severity="INFORMATION") as session:
        summary = session.run(found.text, {p.name: p.default for p in found.parameters}).consume()
    assert [s.status_description for s in summary.gql_status_objects if s.is_notification and s.gql_status not in NEVER_SEEN] == []


UNKNOWN = (  # question, parameters, what is said
    ("departement-tasks", {}, "did you mean department-tasks?"),
    ("department-tasks", {"departmnt": "x"}, "did you mean department?"),
    ("department-tasks", {"department": "省发展改革厅"}, "did you mean 省发展改革委?"),
    ("department-tasks", {"department": "省科技厅", "document": "浙江省未来产业"}, "no loaded document"),
)
INVALID = (
    ("department-tasks", {}, "wants department="),
    ("department-tasks", {"department": ""}, "wants department="),
    ("overlap-pairs", {"least": "many"}, "least=many is no integer"),
    ("overlap-pairs", {"collectives": "perhaps"}, "true or false"),
    ("due-by", {"day": "年底"}, "such as 2023-12-31"),
    ("due-by", {"day": "2023-02-30"}, "no day"),
)


@pytest.mark.parametrize(("name", "parameters", "words"), UNKNOWN)
def test_says_what_is_meant_where_a_name_is_unknown(name: str, parameters: dict[str, Any], words: str, embedded_store: Store) -> None:
    embedded_store.load(sample())
    with pytest.raises(UnknownTerm) as error:
        ask(embedded_store, name, parameters)
    assert words in str(error.value)


@pytest.mark.parametrize(("name", "parameters", "words"), INVALID)
def test_says_what_a_value_should_be(name: str, parameters: dict[str, Any], words: str, embedded_store: Store) -> None:
    with pytest.raises(InvalidValue) as error:
        ask(embedded_store, name, parameters)
    assert words in str(error.value)


COERCED = (
    ("3", "integer", 3),
    (3, "integer", 3),
    ("否", "flag", False),
    (" TRUE ", "flag", True),
    ("2023-01-05", "day", "2023-01-05"),
    ("2.5", "number", 2.5),
)


@pytest.mark.parametrize(("value", "kind", "expected"), COERCED)
def test_takes_values_as_they_are_written(value: object, kind: str, expected: object) -> None:
    assert coerced(value, kind, "x") == expected


GOOD = "// name: x\n// title.zh: 问\n// title.en: Ask\n// kind: question\n// parameter least (integer, default 2): 至少\n"
GOOD += "RETURN $least AS n ORDER BY n\n"
BROKEN = ("// name: x", "// title.zh: 问", "// kind: question", "(integer, ")


def test_reads_a_header() -> None:
    found = parsed(GOOD, Path("x.cypher"))
    assert (found.title_zh, found.parameters[0].default, found.text) == ("问", 2, "RETURN $least AS n ORDER BY n")


@pytest.mark.parametrize("part", BROKEN)
def test_refuses_a_broken_header(part: str) -> None:
    with pytest.raises(InvalidValue, match=r"x\.cypher"):
        parsed(GOOD.replace(part, ""), Path("x.cypher"))


def write_golden() -> None:
    """Write the golden rows anew from the embedded server that KG_HOME names."""
    with open_store() as store:
        store.load(sample())
        for name, parameters in ASKED.items():
            found = as_json(ask(store, name, parameters))
            lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in found["rows"])
            text = f'{{"columns": {json.dumps(found["columns"])},\n"rows": [\n{lines}\n]}}\n'
            (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
            logging.info("%s: %d rows", name, len(found["rows"]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write_golden()
