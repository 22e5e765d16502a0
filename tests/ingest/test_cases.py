"""Every file of cases/reading that comes with an expected.json gives what that file asks.

Surfaces are compared by the characters they mean: width, and the stop that ends a lead sentence, are not told apart.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import left_out

from ingest.pipeline import read
from kg.errors import UnreadableInput
from kg.model import Plan, Target, Task

INPUTS = (
    "aims-item-as-task/input.txt",
    "cell-lines-glued/input-br.html",
    "cell-lines-glued/input-p.html",
    "cell-lines-glued/input.csv",
    "cell-lines-glued/input.docx",
    "cell-lines-glued/input.pdf",
    "cell-lines-glued/input.xlsx",
    "comma-in-lead-sentence/input.txt",
    "fullwidth-digits/input.txt",
    "last-years-review/input-numbered.txt",
    "last-years-review/input-plain.txt",
    "markdown/input.md",
    "mht-and-ofd/input.mht",
    "mht-and-ofd/input.ofd",
    "offices-below-a-bureau/input.txt",
    "page-number-lines-in-text/input.txt",
    "pdf-merged-owner-over-page/input.pdf",
    "pdf-rows-glued-at-page-end/input.pdf",
    "pdf-two-columns/input.pdf",
    "plan-printed-as-annex/input.txt",
    "region-from-a-mention/input.txt",
    "regions-not-known/input-1.txt",
    "regions-not-known/input-2.txt",
    "regions-not-known/input-3.txt",
    "regions-not-known/input-4.txt",
    "rest-are-cooperators/input.txt",
    "row-number-and-source-column/input.html",
    "space-before-comparator/input.txt",
)

# The same plan with radicals, compatibility and invisible characters, and in traditional writing.
AS_THE_BASE = (
    "radicals/radicals.txt",
    "radicals/radicals.docx",
    "radicals/radicals.pdf",
    "invisible-characters/compat.txt",
    "invisible-characters/zw.txt",
    "../environment/messages/trad.txt",
)


@pytest.fixture(scope="session")
def cases(corpus: Path) -> Path:
    """The folder that holds a folder a case."""
    folder = corpus / "cases" / "reading"
    if not folder.is_dir():
        left_out("the inputs of KG_CORPUS/cases/reading are not there")
    return folder


@pytest.mark.corpus
def test_no_input_is_forgotten(cases: Path) -> None:
    found = {f"{path.parent.name}/{path.name}" for expected in cases.glob("*/expected.json") for path in expected.parent.glob("input*")}
    as_in_the_docx = {f"{name}/input.docx" for name in found_by_their_docx(cases)}
    assert found - as_in_the_docx == set(INPUTS)


@pytest.mark.corpus
@pytest.mark.parametrize("name", INPUTS)
def test_case(cases: Path, name: str) -> None:
    path = cases / name
    expected = expectation(path)
    if isinstance(expected, str):
        answers_with_a_page_or_a_sentence(path)
    elif isinstance(expected.get("tasks"), str):
        assert owned(read(path)) == owned(read(path.with_suffix(".docx")))
    else:
        assert shown(read(path), expected) == wanted(expected)


@pytest.mark.corpus
@pytest.mark.parametrize("name", AS_THE_BASE)
def test_characters_of_another_form_change_no_fact(cases: Path, name: str) -> None:
    found, base = (read(cases / each) for each in (name, "radicals/base.txt"))
    assert facts(found) == facts(base)
    assert re.sub(r"\s", "", found.text) == re.sub(r"\s", "", base.text)


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "leads"), [("pipes.md", ["省科技厅", "省经信厅"]), ("mineru.md", ["省科技厅", "省科技厅"])])
def test_tables_of_markdown_give_their_tasks(cases: Path, name: str, leads: list[str]) -> None:
    tasks = read(cases / "markdown-tables" / name).tasks[-2:]
    assert [[owner.name for owner in task.owners if owner.role == "lead"] for task in tasks] == [[lead] for lead in leads]
    assert [task.number for task in tasks] == ["1", "2"]


def facts(plan: Plan) -> object:
    """Return what a plan says, without the places where it stands."""
    tasks = [(t.number, t.due, [(o.name, o.iri) for o in t.owners], [(x.value, x.unit) for x in t.targets], terms(t)) for t in plan.tasks]
    return plan.title, plan.region, tasks


def terms(task: Task) -> list[str]:
    """Return the technologies of a task."""
    return [technology.name for technology in task.technologies]


def found_by_their_docx(cases: Path) -> list[str]:
    """Return the cases whose tasks are said to be those of a docx beside the input."""
    return [path.parent.name for path in cases.glob("*/expected.json") if isinstance(expectation(path).get("tasks"), str)]


def expectation(path: Path) -> Any:
    """Return what an input is to give: of its folder, or its own where the folder's inputs differ."""
    expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))["expected"]
    return expected.get(path.name, expected)


def answers_with_a_page_or_a_sentence(path: Path) -> None:
    """The mht holds a page of one line; the ofd holds no page, which is said in a sentence of its own."""
    if path.suffix == ".mht":
        assert read(path).text == "辽宁省方案\n"
    else:
        with pytest.raises(UnreadableInput, match="OFD"):
            read(path)


def owned(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the number of every task with the name and role of its owners."""
    return [(task.number, [(owner.name, owner.role) for owner in task.owners]) for task in plan.tasks]


def wanted(expected: dict[str, Any]) -> dict[str, Any]:
    """Return what is expected in the form `shown` has."""
    found = {name: meant(value) for name, value in expected.items() if name not in ("note", "tasks")}
    return found | ({"tasks": [meant(task) for task in expected["tasks"]]} if "tasks" in expected else {})


def shown(plan: Plan, expected: dict[str, Any]) -> dict[str, Any]:
    """Return of a plan what an expectation speaks of."""
    found: dict[str, Any] = {name: getattr(plan, name) for name in expected if name not in ("note", "tasks", "targets")}
    if "targets" in expected:
        found["targets"] = each_as(target_as, plan.targets, expected["targets"])
    if "tasks" in expected:
        found["tasks"] = each_as(task_as, plan.tasks, expected["tasks"])
    return {name: meant(value) for name, value in found.items()}


def each_as(form: Callable[[Any, Any], Any], found: Sequence[Any], asked: list[Any]) -> list[Any]:
    """Return findings each in the form of its expectation; one too many in that of the last."""
    return [form(each, asked[min(at, len(asked) - 1)]) for at, each in enumerate(found)]


def target_as(target: Target, asked: Any) -> Any:
    """Return a target as an expectation gives it: its quote, or that with comparator, value and unit."""
    whole = [target.quote, target.comparator, target.value, target.unit]
    return target.quote if isinstance(asked, str) else whole[: len(asked)]


def task_as(task: Task, asked: Any) -> Any:
    """Return a task as an expectation gives it: fields, its only target, or a sentence that begins with number and title."""
    if isinstance(asked, dict):
        return {name: field_as(task, name, value) for name, value in asked.items()}
    if isinstance(asked, list):
        return target_as(task.targets[0], asked) if task.targets else None
    return sentence_of(task, asked)


def field_as(task: Task, name: str, asked: Any) -> Any:
    """Return a field of a task in the form it is asked for."""
    if name == "owners":
        return [owner.name if isinstance(asked[0], str) else [owner.name, owner.role] for owner in task.owners]
    if name == "targets":
        return [target_as(target, asked[0]) for target in task.targets]
    if name == "milestones":
        return [milestone.quote for milestone in task.milestones]
    return task.title if name == "name" else getattr(task, name)


def sentence_of(task: Task, asked: str) -> str:
    """Return a task as 数字教育, （一）数字商贸, （一）… with TERM, TERM or （一）… with target QUOTE."""
    head, _, facts = asked.partition(" with ")
    title = (task.title or task.text).partition("：")[0]
    name = task.number + title if head.startswith(task.number) else title
    if not facts:
        return name
    held = [f"target {t.quote}" for t in task.targets] if facts.startswith("target") else [t.name for t in task.technologies]
    return f"{name} with {', '.join(held)}"


def meant(value: Any) -> Any:
    """Return a value with its characters folded to one width, without the stop that ends a lead sentence."""
    if isinstance(value, str):
        return re.sub(r"。$", "", unicodedata.normalize("NFKC", value))
    if isinstance(value, dict):
        return {name: meant(each) for name, each in value.items()}
    return [meant(each) for each in value] if isinstance(value, list | tuple) else value
