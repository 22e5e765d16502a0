"""How names are linked is counted against a table made by hand: identity in pairs, a full name right, wrong or not given."""

from pathlib import Path

import pytest

from ingest.batch import supplied
from ingest.evaluation import coverage, evaluate, gold_links
from ingest.evaluation.linking import COLUMNS, LinkingRow, linking_rows, linking_scores
from ingest.evaluation.scores import Score
from ingest.pipeline import read
from kg.errors import InvalidValue
from kg.model import Owner, Plan, Source, Task
from kg.ontology import MV
from kg.register import link

TABLE = Path(__file__).parents[1] / "gold" / "linking.tsv"
CITY = "漯河市"
PROVISIONAL = 0.05  # share of the corpus's departments that neither an entry nor a type explains; 0.02 when it was measured
# What a text does not say of itself a person supplies (--meta): a table without a head that names its province only in passing.
SAID = {"206": {"region": "浙江省", "level": "省"}}


def owner(name: str) -> Owner:
    found = link(name, region=CITY, level="市", issued=None)
    return Owner(name, name, found.iri, found.link, "responsible", "stated", None, "joint", 1, 1, "unit", 0, len(name))


def plan(*names: str) -> Plan:
    task = Task("1", 1, "1.", None, (), None, "", 0, 0, owners=tuple(map(owner, names)))
    return Plan(Source("a.txt", "0" * 64, "txt"), "", level="市", region=CITY, tasks=(task,))


def row(surface: str, full_name: str = "", *, line: str = "住房城乡建设", body: str = "") -> LinkingRow:
    return LinkingRow("a", surface, full_name, CITY, line, "department", body)


def scores(*rows: LinkingRow) -> dict[str, Score]:
    return linking_scores(rows, {"a": plan("市住建局", "市住房和城乡建设局", "市房管局")})[0]


def test_one_body_with_two_names_is_a_hit_and_two_bodies_are_no_pair() -> None:
    assert scores(row("市住建局", body="x"), row("市住房和城乡建设局", body="x"), row("市房管局"))["linking identity"] == Score(hits=1)


def test_a_body_split_is_missed_and_two_bodies_merged_are_extra() -> None:
    assert scores(row("市住建局", body="x"), row("市房管局", body="x"))["linking identity"] == Score(missed=1)
    assert scores(row("市住建局"), row("市住房和城乡建设局"))["linking identity"] == Score(extra=1)


def test_a_full_name_nobody_is_sure_of_is_wrong_whatever_it_says() -> None:
    got = scores(row("市住房和城乡建设局"), row("市住房和城乡建设局", "漯河市住房和城乡建设局"))
    assert got["linking full name"] == Score(hits=1, extra=1)


def test_a_wrong_line_is_counted_on_both_sides() -> None:
    assert scores(row("市住建局", line="水利"), row("市房管局"))["linking line"] == Score(1, 1, 1)


def test_a_name_nobody_read_is_missed() -> None:
    found, differences = linking_scores([row("市水利局")], {})
    assert (found["linking class"], [d.extra for d in differences]) == (Score(missed=1), [("not read",)])


@pytest.mark.parametrize(("text", "told"), [("a\tb\n", "first line"), ("\t".join(COLUMNS) + "\n1\t2\n", "line 2")])
def test_a_file_that_is_no_table_is_refused_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "linking.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValue, match=told):
        linking_rows(path)


def test_the_table_is_wide_and_says_each_thing_once() -> None:
    rows = gold_links(TABLE)
    assert len(rows) >= 400
    assert len({r.document for r in rows}) >= 25
    assert len({(r.document, r.surface) for r in rows}) == len(rows)
    assert all(r.region == r.full_name == "" for r in rows if r.kind != "department")
    assert gold_links(TABLE.parent) == rows


@pytest.mark.corpus
def test_links_as_well_as_asked(corpus: Path) -> None:
    rows = gold_links(TABLE)
    plans = [read(corpus / "corpus" / "docs" / f"{name}.txt", meta=SAID.get(name)) for name in sorted({r.document for r in rows})]
    held = coverage()
    found = evaluate({}, plans, held, rows)
    assert found.below(held) == ()


@pytest.mark.corpus
def test_few_bodies_of_the_corpus_are_provisional(corpus: Path) -> None:
    given = supplied(str(TABLE.parent / "regions.csv"))
    paths = sorted((corpus / "corpus" / "docs").glob("*.txt"))
    plans = [read(path, discover=False, meta=given.get(path.name)) for path in paths]
    departments = [o for p in plans for o in _departments(p)]
    assert len(departments) > 7_000
    assert sum(o.link == "provisional" for o in departments) / len(departments) <= PROVISIONAL


def _departments(plan: Plan) -> list[Owner]:
    named = {agent.iri for agent in plan.agents if agent.term == str(MV.Department)}
    return [owner for task in plan.tasks for owner in task.owners if owner.iri in named]
