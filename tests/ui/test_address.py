"""What a click does to the address: the whole view in one step, and what stays."""

import pytest
from cases import body, task

from kg.ui import address
from kg.ui.address import Pick, Step

HERE = {
    "document": "a",
    "task": "1",
    "department": "department/x",
    "region": "浙江省",
    "query": "MATCH",
    "p-day": "2024-01-01",
    "lang": "en",
}
KEPT = {"region": "浙江省", "lang": "en"}

STEPS = [
    # another pick: the one before goes, filters and the rest stay
    ("task=2", Step({k: v for k, v in HERE.items() if k != "department"} | {"task": "2"})),
    # nothing picked: Esc
    ("", Step({k: v for k, v in HERE.items() if k not in ("task", "department")})),
    # a filter keeps the pick; an empty one is taken away
    ("region=", Step({k: v for k, v in HERE.items() if k != "region"})),
    ("year=2023", Step(HERE | {"year": "2023"})),
    # turning a page of a long list keeps everything
    ("at=60", Step(HERE | {"at": "60"})),
    # another document: what was picked in the one before is no longer picked
    ("document=b", Step({k: v for k, v in HERE.items() if k not in ("task", "department")} | {"document": "b"})),
    # another page keeps pick and filters, and leaves behind what belonged to this one
    ("page=network", Step({"document": "a", "task": "1", "department": "department/x", **KEPT}, "network")),
    # another page with a pick of its own
    ("page=overview&document=b&task=7", Step({"document": "b", "task": "7", **KEPT}, "overview")),
]


@pytest.mark.parametrize(("click", "expected"), STEPS)
def test_a_click_is_one_step(click: str, expected: Step) -> None:
    assert address.step(HERE, click) == expected
    assert address.step(HERE | {address.NO_PAGE: "x"}, click) == expected


def test_another_choice_of_rows_is_shown_from_its_first_one() -> None:
    assert address.step({"q": "某省", "at": "60", "name": "x"}, "year=2023") == Step({"q": "某省", "name": "x", "year": "2023"})


def test_a_pair_lights_the_two_and_their_cell_never_other_work_of_theirs() -> None:
    one, other = body("省经信厅"), body("省科技厅")
    assert address.lit(Pick(task=task(1), body=one, other=other)) == address.lit(Pick(body=one, other=other))
    assert set(address.lit(Pick(body=one, other=other))) == {
        address.body_pick(one),
        address.body_pick(other),
        address.body_pick(one, other),
        address.body_pick(other, one),
    }


def test_a_link_says_where_a_click_leads() -> None:
    assert address.href({"task": "1", "query": "x"}, "page=network", "network") == "/network?task=1"
    assert address.href({}, "page=files", "files") == "/"


def test_a_task_knows_its_document() -> None:
    assert address.opening(task(3)) == "document=0123456789abcdef&task=3"
