"""The evaluation counts as the annotation guide does: bags of keys, aligned by the first words of a task."""

from dataclasses import replace
from typing import Any

import pytest

from ingest.evaluation import Coverage, Score, align, coverage, evaluate, fold
from kg.errors import InvalidValue
from kg.model import Owner, Plan, Source, Target, Task

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
    ["1.修建站点三处，方便出行", "修建站点三处", "（一）修建 站点\n三处", "（责任）修建站点三处"],  # number, none, white space, words before
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
