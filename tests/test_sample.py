"""The sample tells the facts of the real plan, and none of its sentences."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import files

CLAUSE = re.compile(r"（责任单位：([^（）]+)）")
LONGEST_SHARED = 22  # a list of technologies may be as printed; a sentence may not


def owners(text: str) -> list[list[str]]:
    """Return the printed owners of every clause, in order."""
    return [re.split("[、，]", m.group(1)) for m in CLAUSE.finditer(text)]


@pytest.fixture(scope="module")
def sample() -> str:
    return files.SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def gold(corpus: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((corpus / "gold" / "seed.json").read_text(encoding="utf-8"))
    return found


def test_says_what_it_is(sample: str) -> None:
    assert sample.startswith("（改写样例）")
    assert "改写样例，非官方文本" in (files.DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.corpus
def test_has_the_owners_of_the_real_plan_in_their_printed_order(sample: str, gold: dict[str, Any]) -> None:
    assert owners(sample) == [[o["surface"] for o in task["owners"]] for task in gold["tasks"]]


@pytest.mark.corpus
def test_has_the_numbers_of_the_real_plan(sample: str, gold: dict[str, Any]) -> None:
    lines = [line for line in sample.splitlines() if CLAUSE.search(line)]
    assert [re.match(r"\d+\.", line)[0] for line in lines] == [task["number"] for task in gold["tasks"]]  # type: ignore[index]  # no match is a failure too


@pytest.mark.corpus
def test_has_the_targets_of_the_real_plan(sample: str, gold: dict[str, Any]) -> None:
    lines = [line for line in sample.splitlines() if CLAUSE.search(line)]
    for line, task in zip(lines, gold["tasks"], strict=True):
        assert [t["object"] in line and str(t["value"]) in line for t in task["targets"]] == [True] * len(task["targets"]), line
    for target in gold["document_targets"]:
        assert target["quote"] in sample


@pytest.mark.corpus
def test_names_the_technologies_of_the_real_plan(sample: str, gold: dict[str, Any]) -> None:
    lines = [line for line in sample.splitlines() if CLAUSE.search(line)]
    for line, task in zip(lines, gold["tasks"], strict=True):
        assert [t for t in task["technologies"] if t not in line] == []


@pytest.mark.corpus
def test_shares_no_sentence_with_the_real_plan(sample: str, corpus: Path, gold: dict[str, Any]) -> None:
    """Stretches longer than LONGEST_SHARED are owner lists, targets or lists of technologies: facts, not prose."""
    real = (corpus / "corpus" / "docs" / "seed.txt").read_text(encoding="utf-8")
    told = CLAUSE.sub("", sample)
    for fact in facts(gold):
        told = told.replace(fact, "\n")
    windows = (told[i : i + LONGEST_SHARED] for i in range(len(told) - LONGEST_SHARED))
    assert [w for w in windows if "\n" not in w and w in real] == []


def facts(gold: dict[str, Any]) -> list[str]:
    """Return what carries over as printed: targets, technologies, the plan it rests on."""
    targets = [t["quote"] for t in gold["document_targets"]] + [t["quote"] for task in gold["tasks"] for t in task["targets"]]
    terms = [t for task in gold["tasks"] for t in task["technologies"]]
    return sorted([*targets, *terms, "《浙江省元宇宙产业发展行动计划（2023—2025年）》"], key=len, reverse=True)
