"""The small plans of tests/gold are read without a fault, whatever form they have."""

from pathlib import Path

import pytest

from ingest.batch import Failure, ReadOptions, read_all
from ingest.evaluation import Coverage, Difference, evaluate, gold_documents
from kg.model import Plan

HERE = Path(__file__).resolve().parent / "gold"
PLANS = sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".csv") and path.with_suffix(".json").exists())


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_reads_every_form(path: Path) -> None:
    assert slips(path) == ()


def slips(path: Path) -> tuple[Difference, ...]:
    gold = {path.stem: gold_documents(HERE)[path.stem]}
    plans: list[Plan] = []
    for plan in read_all([str(path)], ReadOptions()):
        assert not isinstance(plan, Failure)
        plans.append(plan)
    return evaluate(gold, plans, Coverage({}, {}, {})).slips
