"""Two plans side by side: what changed, in words, and both sentences behind a click."""

from dataclasses import replace

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


def test_a_task_without_a_title_has_its_number_once() -> None:
    assert page._once("13. 13.开展示范") == "13.开展示范"
    assert page._once("2. 做好评估") == "2. 做好评估"


def test_rows_to_take_along_name_both_documents() -> None:
    rows = change_rows(compare(ONE, OTHER), ONE, OTHER)
    table = page.table(rows, "甲", "乙")
    assert len(table.rows) == len(rows) and all(row[:2] == ("甲", "乙") and len(row) == len(table.columns) for row in table.rows)
