"""The small plans of tests/gold are read without a fault, whatever form they have."""

from pathlib import Path

import pytest

from ingest.batch import Failure, ReadOptions, read_all
from ingest.evaluation import Coverage, Difference, evaluate, gold_documents
from kg.model import Plan

HERE = Path(__file__).resolve().parent / "gold"
PLANS = sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".csv") and path.with_suffix(".json").exists())

FILES = sorted(path for path in (HERE / "files").iterdir() if path.suffix not in (".json", ".py", "") and path.is_file())


@pytest.mark.parametrize("path", [*PLANS, *FILES], ids=lambda path: path.name)
def test_reads_every_form(path: Path) -> None:
    assert slips(path, plan_of(path)) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_file_is_lost(path: Path) -> None:
    plan = plan_of(path)
    assert plan.unread == ()
    assert (plan.title, plan.region, plan.plan_years) == ("吉林省水网建设2026年工作要点", "吉林省", (2026, 2026))
    assert [task.due for task in plan.tasks] == ["2026-09-30", "2026-12-31", "2026-06-30", "2026-10-31"]


def plan_of(path: Path) -> Plan:
    (plan,) = read_all([str(path)], ReadOptions())
    assert not isinstance(plan, Failure)
    return plan


def slips(path: Path, plan: Plan) -> tuple[Difference, ...]:
    gold = {path.stem: gold_documents(path.parent)[path.stem]}
    return evaluate(gold, [plan], Coverage({}, {}, {})).slips
