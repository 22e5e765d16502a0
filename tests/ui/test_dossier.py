"""Rows to records: numbers that stay unambiguous, headings, protocol order, and nothing guessed."""

import pytest
from cases import HOSTILE, body, rows, small, task

from kg.ui import who
from kg.ui.dossier import _marks, dossier
from kg.ui.language import say

MARKS = [
    # numerals as they are
    (["1", "2", "3"], ["一"] * 3, ["1", "2", "3"]),
    # numbers that restart take the numeral of their part
    (["1", "2", "1"], ["二", "二", "三"], ["1", "2", "三·1"]),
    # restarting inside one part: the place in the document tells them apart
    (["1", "1", "1"], ["一"] * 3, ["1", "一·1", "1#3"]),
    # no number: a place that cannot be taken for one, and the printed numbers stay theirs
    (["", "", "1"], ["", "", ""], ["#1", "#2", "1"]),
    (["", "", "", "", "4"], ["一"] * 5, ["#1", "#2", "#3", "#4", "4"]),
    # the part has no number
    (["1", "1"], ["", ""], ["1", "1#2"]),
]


@pytest.mark.parametrize(("numerals", "parts", "expected"), MARKS)
def test_marks(numerals: list[str], parts: list[str], expected: list[str]) -> None:
    assert _marks(numerals, parts) == expected


def test_headings_without_their_number() -> None:
    assert small().headings == {"一、主要任务": "主要任务", "（一）打基础": "打基础", "二、组织实施": "组织实施"}


def test_headings_above_a_task() -> None:
    assert [t.section for t in small().tasks][1:3] == [("一、主要任务", "（一）打基础"), ("二、组织实施",)]


def test_tasks_restart_in_the_second_part() -> None:
    assert [t.mark for t in small().tasks] == ["1", "2", "二·1", "二·2"]


def test_departments_come_first_in_protocol_order_by_category() -> None:
    assert [b.name for b in who.ordered(small().bodies)] == ["省委网信办", "省经信厅", "省科技厅", HOSTILE, "杭州市政府", "各市经信局"]


def test_a_body_named_twice_for_one_task_counts_once() -> None:
    found = rows()
    found["namings"].append(found["namings"][0] | {"role": "lead", "rank": 3})
    assert len(dossier(found).work[body("省科技厅")]) == 1


def test_only_a_single_body_can_be_unknown_to_the_register() -> None:
    assert [b.name for b in small().bodies if b.provisional] == [HOSTILE]


def test_few_tasks_have_no_hubs() -> None:
    assert small().hubs == ()


def test_a_lead_is_what_the_text_states_never_who_stands_first() -> None:
    plain = small()
    assert plain.leads_stated == 0 and plain.strong(plain.owners[task(1)][0])
    found = rows()
    found["namings"][1]["role"] = "lead"
    stated = dossier(found)
    assert [stated.strong(n) for n in stated.owners[task(1)]] == [False, True]


def test_a_rewritten_sample_says_so() -> None:
    assert small(title="（改写样例）某计划").notice == say("app.sample_notice")
    assert small().notice is None


def test_a_document_without_a_title_says_so() -> None:
    assert small(title=None).title == "（原文未载标题）"


def test_short_names_that_two_share_are_not_used() -> None:
    found = rows()
    for naming in found["namings"]:
        naming["short_name"] = "厅"
    names = who.short_names(dossier(found).bodies)
    assert names[body("省经信厅")] == "省经信厅"


@pytest.mark.parametrize(("named", "hubs"), [(8, ["省经信厅"]), (7, [])])
def test_a_hub_is_named_for_four_fifths_of_the_tasks(named: int, hubs: list[str]) -> None:
    found = rows()
    row, facts = found["namings"][1], found["tasks"][0]
    found["tasks"] = [facts | {"iri": task(i), "ordinal": i} for i in range(1, 11)]
    other = row | {"body": body("省商务厅"), "name": "省商务厅", "rank": 1}
    found["namings"] = [row | {"task": task(i)} for i in range(1, named + 1)] + [other | {"task": task(i)} for i in range(named + 1, 11)]
    assert [b.name for b in dossier(found).hubs] == hubs
