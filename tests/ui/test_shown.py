"""What the picture and the slides show: hidden bodies, filters, neighbourhoods, parts; on documents made for it, without a browser."""

from pathlib import Path
from typing import Any

import pytest
from cases import DOCUMENT, body, rows, section, small, task

from kg import analysis
from kg.picture import Layout
from kg.ui import slides, struck, words
from kg.ui.address import Pick
from kg.ui.decks import Deck, Slide
from kg.ui.dossier import PlanView, dossier
from kg.ui.matrix import matrix
from kg.ui.shown import Wanted, matches, shown, wanted

EVERYWHERE, OTHER = "各市经信局", "省科技厅"


def long(count: int = 12) -> PlanView:
    """Return a document whose every task names a collective, and every third one a department too."""
    found = rows()
    like_task, like = found["tasks"][2], {n["name"]: n for n in found["namings"]}
    numbered = [{"ordinal": i, "number": f"{i}.", "numeral": f"{i}"} for i in range(1, count + 1)]
    found["tasks"] = [like_task | known | {"iri": task(i), "parent": section(3)} for i, known in enumerate(numbered, 1)]
    found["targets"] = []
    found["namings"] = [_named(like[EVERYWHERE], i, 1) for i in range(1, count + 1)] + [
        _named(like[OTHER], i, 2) for i in range(3, count + 1, 3)
    ]
    return dossier(found, revision="1")


def _named(like: dict[str, Any], i: int, rank: int) -> dict[str, Any]:
    return like | {"task": task(i), "rank": rank}


def test_a_collective_named_everywhere_is_hidden_and_put_back() -> None:
    plan = long()
    hidden = shown(plan, Wanted(), Pick())
    assert [b.name for b in hidden.hidden] == [EVERYWHERE] and [b.name for b in hidden.bodies] == [OTHER]
    back = shown(plan, Wanted(hubs=frozenset({body(EVERYWHERE)})), Pick())
    assert len(back.tasks) == 12 and not back.hidden
    assert not shown(plan, Wanted(layout=Layout.GROUPED), Pick()).hidden
    assert not shown(plan, Wanted(), Pick(body=body(EVERYWHERE))).hidden  # never who is picked
    assert [len(matrix(plan, hubs=hubs).columns) for hubs in (True, False)] == [2, 1]


@pytest.mark.parametrize(
    "asked, tasks",
    [
        ({}, 4),
        ({"off": "政府部门"}, 3),  # a kind left out
        ({"role": "strong"}, 4),  # only whoever is listed first
        ({"part": "二、组织实施"}, 2),  # one section
        ({"around": "department/" + "省科技厅".encode().hex(), "steps": "1"}, 1),  # its own task
        ({"around": "department/" + "省科技厅".encode().hex(), "steps": "3"}, 3),  # and those of who stands beside it
        ({"steps": "9", "layout": "circle", "around": "nobody"}, 4),  # nonsense is as if it were not there
    ],
)
def test_an_address_filters_the_picture(asked: dict[str, str], tasks: int) -> None:
    plan = small()
    assert len(shown(plan, wanted(asked, plan), Pick()).tasks) == tasks


def test_a_search_finds_bodies_and_tasks() -> None:
    plan = small()
    assert matches("经信", plan) == (body("省经信厅"), body("各市经信局"))
    assert matches("办大会", plan) == (task(2),)
    assert wanted({"find": "科技"}, plan).around == body("省科技厅")
    assert matches("不存在", plan) == ()


def test_a_view_with_more_rows_than_a_slide_holds_goes_on_on_the_next() -> None:
    plan = long(25)
    deck = Deck(
        "a",
        "会",
        1,
        (Slide("overview", {"document": "0123456789abcdef", "list": "tasks"}), Slide("overview", {"document": "0123456789abcdef"})),
    )
    found = slides.scene(deck, lambda _: plan)
    lists = [s for s in found.payload["slides"] if s["kind"] == "list"]
    assert [len(s["rows"]) for s in lists] == [9, 9, 7] and found.starts == (0, 3)
    assert [s["title"][-5:] for s in lists] == ["（1/3）", "（2/3）", "（3/3）"]
    assert len(found.payload["sentences"]) == 25


def test_a_slide_keeps_protocol_order_and_says_where_it_is_from() -> None:
    plan = small()
    found = slides.scene(Deck("a", "会", 1, (Slide("overview", {"document": "0123456789abcdef"}, note="注"),)), lambda _: plan).payload
    (slide,) = found["slides"]
    assert [c["name"] for c in slide["columns"]][:3] == ["委网信办", "经信厅", "科技厅"]
    assert "依据公开文件自动整理，以正式文件为准" in slide["footer"] and plan.title in slide["footer"]
    assert slide["note"] == "注"


def test_the_footer_names_number_and_edition_however_long_the_title() -> None:
    plan = small(title="某省" + "产业" * 30 + "工作要点", number="某发〔2024〕1号", issued="2024-03-01", editions=2, in_force=False)
    assert words.edition(plan) == ["某发〔2024〕1号", "2024-03-01", "2 个版本之一，非现行"]
    found = slides.footer(plan)
    assert all(piece in found for piece in ("以正式文件为准", "《某省产业产业", "…》", *words.edition(plan))) and len(found) <= 78
    assert words.edition(small(status="draft")) == ["征求意见稿"]


def test_matters_stand_on_a_slide_as_chosen_or_those_not_struck_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    found = rows()
    own = {"iri": f"{DOCUMENT}/target", "holder": DOCUMENT, "quote": "培育9个园区", "object": "园区", "value": 9, "quantified": True}
    found["targets"].append(found["targets"][0] | own)
    plan = dossier(found)
    every, proposed = analysis.matters(plan), analysis.agenda(analysis.matters(plan))
    kept = [*[m.key for m in every if m not in proposed][:1], proposed[0].key]
    assert {m.key for m in slides.chosen_matters(",".join(kept), plan)} == set(kept)
    assert slides.chosen_matters("", plan) == list(proposed)
    struck.strike(proposed[0].key)
    assert slides.chosen_matters("", plan) == list(proposed[1:])
    slide = Slide("matters", {"document": "0123456789abcdef", "matters": ",".join(kept)})
    (shown_,) = slides.scene(Deck("a", "会", 1, (slide,)), lambda _: plan).payload["slides"]
    assert shown_["title"] == f"待会商事项 {len(kept)} 项" and len(shown_["rows"]) == len(kept)


def test_every_sentence_a_slide_asks_for_goes_with_it() -> None:
    plan = small()
    views = [Slide(page, {"document": "0123456789abcdef"}) for page in slides.KINDS]
    found = slides.scene(Deck("a", "会", 1, tuple(views)), lambda _: plan).payload
    assert len(found["sentences"]) == 4
    text = "".join(said for said, _, _ in next(iter(found["sentences"].values()))["pieces"])
    assert text in {t.text for t in plan.tasks}
