"""Which place a document is for when several are named: what weighs more, and when there is doubt."""

import pytest

from ingest.document import Document
from ingest.metadata import regions
from ingest.metadata.extraction import metadata
from ingest.metadata.regions import Evidence
from ingest.sources import read_text
from kg.register import Place, places_named


def place(name: str) -> Place:
    (found,) = places_named(name)
    return found


WEIGHTS = [
    ({"杭州市": 10.0}, "杭州市"),
    ({"杭州市": 10.0, "宁波市": 6.0}, "杭州市"),  # clearly more than the second
    ({"杭州市": 10.0, "宁波市": 8.0}, None),  # a second place close behind: nothing is clear
    ({"杭州市": 10.0, "宁波市": 10.0}, None),
    ({"杭州市": 10.0, "宁波市": 7.0}, "杭州市"),  # just the share that leaves no doubt yet
    ({"杭州市": 0.5}, None),  # less than the least
    ({"杭州市": 1.0}, "杭州市"),  # just the least
    ({}, None),
]


@pytest.mark.parametrize(("weights", "chosen"), WEIGHTS)
def test_a_place_is_chosen_where_no_other_is_close(weights: dict[str, float], chosen: str | None) -> None:
    for items in (weights.items(), reversed(weights.items())):
        found = regions.choose([Evidence(place(name), weight) for name, weight in items], None)
        assert (found.name if found else None) == chosen


def test_evidence_for_one_place_adds_up() -> None:
    three = [Evidence(place("杭州市"), 4.0)] * 3
    assert regions.choose([*three, Evidence(place("宁波市"), 8.0)], None) == place("杭州市")


CALLED = [
    ("我市加快建设。", "市"),  # said once by the document itself
    ("全市推广。", None),  # once is chance
    ("全市推广。全市加强。", "市"),
    ("全市推广。支持全县。全县统筹，全县推进。", "县"),  # 3 of one, 1 of another
    ("全市推广，全市加强。支持全县。全县统筹，全县推进。", "县"),  # 2 to 3 is not close yet
    ("我市加快建设，我省支持。", None),  # as often one as the other
    ("全市推广。" * 10 + "全县推进。" * 7, "市"),  # 7 to 10 is just not close
    ("全市推广。" * 10 + "全县推进。" * 8, None),
    ("我市加快建设，全县推进。全县统筹。", "市"),  # an own word weighs as much as three others
    ("（市科技局、市财政局）", "市"),  # two bodies that own
    ("建设中心。（市科技局负责）", None),
    ("市直各部门，县级各单位：", None),
    ("市直各部门：", "市"),
    # 自治区 calls itself 区
    ("我区加快建设。自治区科技厅、自治区财政厅、自治区商务厅负责。", "自"),
    ("我区加快建设。自治区科技厅、自治区财政厅支持。", "区"),  # a district that two bodies of its autonomous region help
    ("我市加快建设。自治区科技厅、自治区财政厅、自治区商务厅支持。", "市"),
    ("加快建设。", None),
]


@pytest.mark.parametrize(("text", "called"), CALLED)
def test_what_a_text_calls_its_own_place(text: str, called: str | None) -> None:
    assert regions.self_called(text) == called


def test_what_a_long_text_calls_its_place_is_read_to_a_limit() -> None:
    assert regions.self_called("甲" * (regions.ENOUGH - 2) + "我市") == "市"
    assert regions.self_called("甲" * (regions.ENOUGH - 1) + "我市") is None


def test_a_title_weighs_more_than_an_issuer_and_that_more_than_a_number() -> None:
    strongest = [
        next(of).weight
        for of in (regions.of_title("杭州市工作要点"), regions.of_body("杭州市人民政府"), regions.of_number("浙政发〔2024〕1号"))
    ]
    assert strongest == sorted(strongest, reverse=True) and len(set(strongest)) == 3


ITEMS = "一、建设算力中心\n（一）扩大规模。在宁波市范围内建成中心，宁波市范围内优先。（责任单位：市科技局、市财政局）\n"
DOCUMENTS = [
    # the title names the place; the text speaks of another one again and again
    ("杭州市量子产业2024年工作要点\n为加快发展，制定本要点。\n" + ITEMS * 6, "杭州市"),
    # the title names none, the issuer does
    (
        "关于印发量子产业工作要点的通知\n各区人民政府：\n现印发给你们。\n杭州市人民政府\n2024年3月1日\n量子产业工作要点\n" + ITEMS * 3,
        "杭州市",
    ),
]


@pytest.mark.parametrize(("text", "region"), DOCUMENTS)
def test_what_a_document_says_of_itself_outweighs_what_its_text_mentions(text: str, region: str) -> None:
    assert metadata(Document(read_text("plan.txt", text.encode()))).region == region
