"""Two plans side by side: what changed, in words, and both sentences behind a click."""

from dataclasses import replace

import pytest
from loaded import sample

from kg.analysis import compare, of_plan
from kg.export import change_rows
from kg.ui.views import compare as page

ONE = of_plan(sample())
OTHER = replace(
    ONE,
    namings=tuple(n for n in ONE.namings if (n.task, n.rank) != (ONE.tasks[0].iri, 1)),
)


def test_a_plan_and_itself_have_no_change() -> None:
    found = compare(ONE, ONE)
    assert page.title(found, []) == "两份没有变化"


def test_plans_about_other_tasks_say_so() -> None:
    found = compare(ONE, replace(ONE, tasks=(), namings=(), targets=(), technologies=(), milestones=()))
    assert page.title(found, []) == "两份没有可对应的任务，不是同一件事"


def test_a_change_opens_both_sentences() -> None:
    found = compare(ONE, OTHER)
    rows = change_rows(found, ONE, OTHER)
    assert page.title(found, rows).startswith(f"{len(rows)} 处变化；25 项任务两份都有")
    groups = page.grouped(rows, page.clicks(ONE, OTHER))
    dropped = next(r for g in groups for r in g["rows"] if r["before"] and not r["after"])
    assert dropped["click"] == "was=2.1.1&now=2.1.1" and dropped["before"].startswith("省发展改革委")


CALLED = [
    # a title, with the mark of the page before it
    ("2.", "做好评估", "三·2", "三·2 做好评估"),
    # no title: the text begins with the printed number, which stands once
    ("13.", "13.开展示范", "13", "13 开展示范"),
    # no printed number: a place among the tasks, marked as such
    ("", "开展示范", "#4", "#4 开展示范"),
]


@pytest.mark.parametrize(("number", "name", "mark", "expected"), CALLED)
def test_a_task_is_called_as_on_every_page(number: str, name: str, mark: str, expected: str) -> None:
    called = page._numbered(replace(ONE.tasks[0], number=number, name=name), mark)
    assert f"{called.mark} {called.name}" == expected


def test_rows_to_take_along_name_both_documents() -> None:
    rows = change_rows(compare(ONE, OTHER), ONE, OTHER)
    table = page.table(rows, "甲", "乙")
    assert len(table.rows) == len(rows) and all(row[:2] == ("甲", "乙") and len(row) == len(table.columns) for row in table.rows)
