"""No owner and no target is lost without a note: on the annotated documents, on the plans and files of tests/gold, on cases/reading."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from test_cases import INPUTS, expectation

from ingest.batch import Failure, ReadOptions, read_all
from ingest.evaluation import Coverage, coverage, evaluate, gold_documents
from ingest.pipeline import read, read_source
from ingest.sources import read_text
from kg.model import Plan, Task

GOLD = Path(__file__).parents[1] / "gold"
ALL = Coverage({}, {}, {})


def silent(golds: dict[str, Any], plans: Iterable[Plan], held: Coverage = ALL) -> tuple[int, int]:
    """Return how many facts were compared, and how many of them were lost silently."""
    score = evaluate(golds, plans, held).total()["silent losses"]
    return score.hits + score.missed, score.missed


@pytest.mark.corpus
def test_annotated_documents(corpus: Path) -> None:
    golds = gold_documents(corpus / "gold")
    paths = (corpus / "corpus" / "docs" / f"{name}.txt" for name in golds)
    plans = (read_source(read_text(path), path.name, discover=False) for path in paths)
    counted, lost = silent(golds, plans, coverage())
    assert (counted > 1000, lost) == (True, 0)


@pytest.mark.parametrize("folder", ["", "fields", "files"])
def test_plans_of_our_own(folder: str) -> None:
    golds = gold_documents(GOLD / folder)
    files = [path for path in (GOLD / folder).iterdir() if path.stem in golds and path.suffix != ".json"]
    plans = list(read_all([str(path) for path in files], ReadOptions()))
    assert {Path(plan.source.path).stem for plan in plans if not isinstance(plan, Failure)} == set(golds)
    counted, lost = silent(golds, [plan for plan in plans if not isinstance(plan, Failure)])
    assert (counted > 50, lost) == (True, 0)


@pytest.mark.corpus
def test_cases(corpus: Path) -> None:
    found = [compared(corpus / "cases" / "reading" / name) for name in INPUTS]
    assert (sum(counted for counted, _ in found) > 50, sum(lost for _, lost in found)) == (True, 0)


def compared(path: Path) -> tuple[int, int]:
    """Return how many facts a case asks for that evaluation compares, and how many were lost silently."""
    expected = expectation(path)
    tasks = expected.get("tasks") if isinstance(expected, dict) else None
    if not isinstance(tasks, list) or not any(isinstance(task, dict) for task in tasks):
        return 0, 0
    plan = read(path)
    golds = [gold(task, read_as) for task, read_as in zip(tasks, plan.tasks, strict=True)]
    return silent({path.stem: {"doc": path.stem, "title": "", "tasks": golds, "document_targets": []}}, [plan])


def gold(task: dict[str, Any], read_as: Task) -> dict[str, Any]:
    """Return a task as an expectation gives it, in the shape of the annotation guide; it begins as the read one does.

    An expectation has the names of owners; what is compared is the surface of the owner that was read under that name.
    """
    surfaces = {owner.name: owner.surface for owner in read_as.owners}
    owners = [(each, "responsible") if isinstance(each, str) else each for each in task.get("owners", ())]
    named = [{"surface": surfaces.get(name, name), "name": name, "role": role, "kind": "unit"} for name, role in owners]
    aims = [each for each in task.get("targets", ()) if not isinstance(each, str)]
    targets = [dict(zip(("quote", "comparator", "value", "unit"), each, strict=True)) | {"high": None} for each in aims]
    return {"starts": read_as.text[:14], "open": False, "owners": named, "targets": targets}
