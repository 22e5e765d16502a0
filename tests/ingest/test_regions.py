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
    ({"杭州市": 0.5}, None),  # less than the least
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
