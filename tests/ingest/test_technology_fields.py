"""Technologies in plans of fields where many of them are new: tests/gold/fields."""

from pathlib import Path

import pytest

from ingest.evaluation import Coverage, Evaluation, evaluate, gold_documents
from ingest.pipeline import read

FIELDS = Path(__file__).parents[1] / "gold" / "fields"
LEAST = {"technologies exact": 0.80, "technologies relaxed": 0.92}


@pytest.fixture(scope="module")
def found() -> Evaluation:
    plans = [read(path) for path in sorted(FIELDS.glob("*.txt"))]
    return evaluate(gold_documents(FIELDS), plans, Coverage({}, {}, LEAST))


def test_reaches_the_figures(found: Evaluation) -> None:
    assert found.unread == ()
    assert found.below(Coverage({}, {}, LEAST)) == ()


def test_what_is_confirmed_is_right(found: Evaluation) -> None:
    assert found.total()["technologies confirmed"].precision >= 0.95


def test_owners_and_targets_are_read_without_a_fault(found: Evaluation) -> None:
    assert [slip for slip in found.slips if not slip.field.startswith("technologies")] == []
