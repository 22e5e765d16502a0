"""The whole text beside its facts: every fact has its mark, and the text is whole."""

from dataclasses import replace

import pytest
from cases import HOSTILE, TASKS, small

from kg.model import Unread
from kg.ui import review
from kg.ui.dossier import PlanView
from kg.ui.evidence import Mark
from kg.ui.markup import render
from kg.ui.review import Fact, MatterGroup
from kg.ui.views import review as page

PREFACE = "前" * 90 + "页脚" + "言" * 8


def whole() -> PlanView:
    """Return the small document with its text."""
    dossier = small()
    return replace(dossier, text=PREFACE + "\n".join(t.text for t in dossier.tasks))


UNREAD = (Unread(90, 92, "页脚", "没有规则"),)


def test_what_was_not_read_comes_first_and_every_fact_stands_at_its_words() -> None:
    dossier = whole()
    found = review.groups(dossier, UNREAD)
    assert [(g.number, len(g.facts)) for g in found] == [("", 1), ("1", 3), ("2", 3), ("二·1", 3), ("二·2", 3)]
    assert found[0].facts[0].kind == "unread" and found[0].facts[0].right == "没有规则"
    for group, (_, _, _, owners) in zip(found[1:], TASKS, strict=True):
        named = [f for f in group.facts if f.kind == "owner"]
        assert [dossier.text[f.mark.start : f.mark.end] for f in named] == [o[0] for o in owners]
    assert review.counts(found) == {"unread": 1, "owner": 8, "target": 4, "technology": 0, "date": 0}


def test_the_text_is_whole_and_every_fact_is_marked_in_it() -> None:
    dossier = whole()
    found = review.groups(dossier, UNREAD)
    cut = review.segments(dossier.text, found)
    assert "".join(s.text for s in cut) == dossier.text
    assert {s.click for s in cut if s.mark} == {f.click for g in found for f in g.facts}
    assert [(s.number, s.at) for s in cut if s.number is not None] == [(t.mark, t.start) for t in dossier.tasks]


MARKS = [
    # one inside another: the shorter one shows, the longer one goes on behind it
    ([(0, 6), (2, 4)], ["0-6", "2-4", "0-6"]),
    # two that overlap: the shorter one shows where both are
    ([(0, 4), (3, 5)], ["0-4", "3-5", "3-5", None]),
    # outside the text, or empty: left out
    ([(4, 9), (2, 2)], [None]),
    ([], [None]),
]


@pytest.mark.parametrize(("places", "expected"), MARKS)
def test_marks_that_overlap(places: list[tuple[int, int]], expected: list[str | None]) -> None:
    group = MatterGroup("", "", None, tuple(Fact(Mark(a, b, "owner", ""), "") for a, b in places))
    cut = review.segments("甲乙丙丁戊己", [group])
    assert [s.click.removeprefix("fact=") or None for s in cut] == expected
    assert "".join(s.text for s in cut) == "甲乙丙丁戊己"


def test_one_kind_alone_keeps_the_groups_that_have_it() -> None:
    found = review.groups(whole(), UNREAD)
    assert [len(g.facts) for g in review.kept(found, "target")] == [1, 1, 1, 1]
    assert review.kept(found, "all") == found


def test_the_title_says_what_was_left() -> None:
    counted = review.counts(review.groups(whole(), UNREAD))
    assert page.title(counted, kept=True) == "核对：12 条事实，1 处文字未读出"
    assert page.title(counted | {"unread": 0}, kept=True) == "核对：12 条事实，没有未读出的文字"
    assert "不知道" in page.title(counted, kept=False)


def test_a_name_is_never_markup() -> None:
    dossier = whole()
    found = review.groups(dossier, UNREAD)
    html = render("review.html", segments=review.segments(dossier.text, found), groups=found, kinds=["owner"])
    assert HOSTILE not in html and "&lt;script&gt;" in html


def test_rows_to_take_along_count_places_from_one() -> None:
    rows = page.table(whole(), review.groups(whole(), UNREAD)).rows
    assert rows[0][2:] == ("未读出", "页脚", "页脚", 91, 92)
    assert len(rows) == 13
