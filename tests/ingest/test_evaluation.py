"""The evaluation counts as the annotation guide does: bags of keys, aligned by the first words of a task."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation.alignment import align, fold
from ingest.evaluation.comparison import evaluate
from ingest.evaluation.gold import Coverage, coverage, gold_documents, gold_technologies
from ingest.evaluation.scores import Score
from ingest.evaluation.technology_links import TechnologyLink, concept_iris
from ingest.pipeline import read
from kg.errors import InvalidValue
from kg.model import Owner, Plan, Source, Target, Task, Technology, plan_json

ALL = Coverage({}, {}, {"tasks": 1.0, "owner surface": 0.9})
OWNER = Owner("甲局", "市甲局", "x:1", "provisional", "responsible", "stated", "责任单位", "joint", 1, 1, "unit", 0, 2)
TARGET = Target("建成3个站点", 3, None, "eq", "个", "站点", "", None, 0, 6)
TASK = Task("1", 1, "1.", None, (), None, "1.修建站点三处，方便出行", 0, 12, owners=(OWNER,), targets=(TARGET,))


def gold(**changed: Any) -> dict[str, Any]:
    task = {
        "starts": "修建站点三处",
        "open": False,
        "owners": [{"surface": "甲局", "name": "市甲局", "role": "responsible", "kind": "unit"}],
        "targets": [{"value": 3, "high": None, "comparator": "eq", "unit": "个"}],
    } | changed
    return {"doc": "a", "title": "修路计划", "tasks": [task], "document_targets": []}


def plan(*tasks: Task) -> Plan:
    return Plan(Source("somewhere/a.txt", "0" * 64, "txt"), "", title="修路计划", tasks=tasks)


@pytest.mark.parametrize(
    ("task", "field", "score"),
    [
        (TASK, "owner surface", Score(1, 0, 0)),
        (TASK, "targets", Score(1, 0, 0)),
        (replace(TASK, owners=(replace(OWNER, role="lead"),)), "owner name+role", Score(0, 1, 1)),  # the role differs
        (replace(TASK, owners=(replace(OWNER, role="lead"),)), "owner name", Score(1, 0, 0)),  # … and only the role
        (replace(TASK, open=True), "open lists", Score(0, 1, 1)),
        (replace(TASK, owners=(OWNER, OWNER)), "owner kind", Score(1, 1, 0)),  # named once too often
        (replace(TASK, targets=(replace(TARGET, comparator="ge"),)), "targets", Score(0, 1, 1)),
    ],
)
def test_counts_hits_extra_and_missed(task: Task, field: str, score: Score) -> None:
    assert evaluate({"a": gold()}, [plan(task)], ALL).total()[field] == score


CLOUD = Technology("公有云", "公有云", "x:public-cloud", "confirmed", "vocabulary", 0, 3)
LINKS = [
    # the name and the IRI the gold gives
    ([{"surface": "公有云", "name": "公有云", "iri": "x:public-cloud"}], CLOUD, Score(1, 0, 0)),
    # another name: the neighbour's
    ([{"surface": "公有云", "name": "公有云"}], replace(CLOUD, name="混合云"), Score(0, 1, 1)),
    # the name, and the IRI of something else
    ([{"surface": "公有云", "name": "公有云", "iri": "x:public-cloud"}], replace(CLOUD, iri="x:hybrid-cloud"), Score(0, 1, 1)),
    # a synonym
    ([{"surface": "公共云", "name": "公有云"}], replace(CLOUD, surface="公共云"), Score(1, 0, 0)),
    # no concept means it: a candidate under its own name is right, a concept is wrong
    ([{"surface": "社区云", "name": ""}], replace(CLOUD, surface="社区云", name="社区云", status="candidate"), Score(1, 0, 0)),
    ([{"surface": "社区云", "name": ""}], replace(CLOUD, surface="社区云"), Score(0, 1, 0)),
    # a surface alone says nothing of what it means
    (["公有云"], replace(CLOUD, name="混合云"), Score(0, 0, 0)),
]


@pytest.mark.parametrize(("written", "technology", "score"), LINKS)
def test_compares_what_a_technology_was_linked_to(written: list[Any], technology: Technology, score: Score) -> None:
    found = evaluate({"a": gold(technologies=written)}, [plan(replace(TASK, technologies=(technology,)))], ALL).total()
    assert found.get("technologies linked", Score()) == score  # what the gold says nothing of is no field of the sum
    assert found["technologies exact"] == Score(1, 0, 0)


def test_compares_what_an_owner_was_linked_to() -> None:
    owner = {"surface": "甲局", "name": "市甲局", "role": "responsible", "kind": "unit"}
    for iri, score in (("x:1", Score(1, 0, 0)), ("x:2", Score(0, 1, 1)), (None, Score(0, 0, 0))):
        found = evaluate({"a": gold(owners=[owner | {"iri": iri}])}, [plan(TASK)], ALL).total()
        assert found.get("owners linked", Score()) == score


def test_compares_with_a_table_of_technologies() -> None:
    rows = (TechnologyLink("公有云", "公有云", "混合云"), TechnologyLink("社区云", "", "混合云"))
    iris = {name: concept_iris()[name] for name in ("公有云", "混合云")}
    right = replace(CLOUD, iri=iris["公有云"])
    wrong = replace(CLOUD, surface="社区云", name="混合云", iri=iris["混合云"])
    found = evaluate({}, [plan(replace(TASK, technologies=(right, wrong)))], ALL, technologies=rows)
    assert found.total()["linking technology"] == Score(1, 1, 0)
    assert [(slip.place, slip.missed, slip.extra) for slip in found.slips] == [("社区云", (), ("混合云",))]


TABLES = [
    ("surface\tmeans\n", "first line"),
    ("surface\tmeans\tnot\n公有云\t公有云\n", "line 2"),
    ("surface\tmeans\tnot\n公有云\t没有这个概念\t\n", "没有这个概念"),
    ("", "first line"),
]


@pytest.mark.parametrize(("text", "told"), TABLES)
def test_a_table_of_technologies_that_is_none_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "technologies.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValue, match=told):
        gold_technologies(path)


def test_finds_the_table_of_a_folder(tmp_path: Path) -> None:
    assert gold_technologies(tmp_path) == ()
    (tmp_path / "technologies.tsv").write_text("surface\tmeans\tnot\n公有云\t公有云\t混合云\n", encoding="utf-8")
    assert gold_technologies(tmp_path) == (TechnologyLink("公有云", "公有云", "混合云"),)
    assert gold_documents(tmp_path) == {}


def test_a_document_nobody_read_counts_as_missed() -> None:
    found = evaluate({"a": gold()}, [], ALL)
    assert (found.unread, found.total()["owner surface"]) == (("a",), Score(0, 0, 1))


def test_an_owned_task_too_many_counts_its_owners() -> None:
    other = replace(TASK, text="别的事情一件")
    assert evaluate({"a": gold()}, [plan(TASK, other)], ALL).total()["owner surface"] == Score(1, 1, 0)


def test_fields_not_annotated_are_left_out() -> None:
    held = Coverage({"targets": frozenset({"b"})}, {"owner kind": frozenset({"a"})}, {})
    total = evaluate({"a": gold()}, [plan(TASK)], held).total()
    assert (total["targets"], total["owner kind"], total["owner name"]) == (Score(), Score(), Score(1, 0, 0))


def test_says_which_field_is_below_its_threshold() -> None:
    wrong = replace(TASK, owners=(replace(OWNER, surface="乙局"),))
    assert evaluate({"a": gold()}, [plan(wrong)], ALL).below(ALL) == ("owner surface",)


@pytest.mark.parametrize(
    "text",
    [
        "1.修建站点三处，方便出行",
        "修建站点三处",
        "（一）修建 站点\n三处",
        "（责任）修建站点三处",
    ],  # number, none, white space, words before
)
def test_aligns_by_the_first_words(text: str) -> None:
    pairs, extra = align(gold()["tasks"], [replace(TASK, text=text)])
    assert pairs[0][1] is not None
    assert extra == []


def test_folds_width_and_white_space() -> None:
    assert fold("（市、区） ％～") == "(市、区)%~"


def test_refuses_an_unknown_field(tmp_path: Any) -> None:
    path = tmp_path / "least.toml"
    path.write_text('[least]\n"owner colour" = 1.0\n')
    with pytest.raises(InvalidValue, match="owner colour"):
        coverage(path)


@pytest.mark.corpus
def test_gives_the_figures_of_the_guides_own_scorer(corpus: Path, tmp_path: Path) -> None:
    golds = gold_documents(corpus / "gold")
    plans = [read(corpus / "corpus" / "docs" / f"{name}.txt") for name in golds]
    lines = tmp_path / "plans.jsonl"
    lines.write_text("".join(json.dumps(plan_json(p), ensure_ascii=False) + "\n" for p in plans), encoding="utf-8")
    scorer = [sys.executable, str(corpus / "gold" / "score.py"), str(corpus / "gold"), str(lines)]
    told = subprocess.run(scorer, capture_output=True, text=True, encoding="utf-8", check=True, env=os.environ | {"PYTHONUTF8": "1"})
    theirs = dict(re.findall(r"^([a-z+ ]+?) +(P .* F1 [\d.]+)  \(", told.stdout, re.M))
    held = coverage()
    result = evaluate(golds, plans, held)
    ours = {name: f"P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}" for name, s in result.total().items() if name in theirs}
    assert len(theirs) == 9
    assert ours == theirs
    assert result.below(held) == ()
