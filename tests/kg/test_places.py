"""The register of places: which names mean which place, for the reading of documents and the linking of bodies alike."""

from collections.abc import Iterator

import pytest

from ingest.metadata import regions
from kg.register import Place, leading_place, link, place, place_contradictions, place_names, places_named
from kg.register.place_rows import PlaceRow, rows

NAMES = [
    # divisions by the official name, for short, one behind the other
    ("浙江省", "浙江省", "省"),
    ("杭州", "杭州市", "市"),
    ("浙江省杭州市", "杭州市", "市"),
    ("浙江省杭州市余杭区", "余杭区", "县"),
    ("宁国", "宁国市", "县"),
    # autonomous ones by what they are called
    ("内蒙古", "内蒙古自治区", "省"),
    ("宁夏", "宁夏回族自治区", "省"),
    ("西藏", "西藏自治区", "省"),
    ("凉山州", "凉山彝族自治州", "市"),
    ("湘西州", "湘西土家族苗族自治州", "市"),
    ("延边州", "延边朝鲜族自治州", "市"),
    ("恩施州", "恩施土家族苗族自治州", "市"),
    ("巴州", "巴音郭楞蒙古自治州", "市"),
    ("石柱县", "石柱土家族自治县", "县"),
    ("达茂旗", "达尔罕茂明安联合旗", "县"),
    # the higher of two that share a short name
    ("海南", "海南省", "省"),
    ("海南州", "海南藏族自治州", "市"),
    ("吉林", "吉林省", "省"),
    # a name of several districts needs its city
    ("鼓楼区", None, None),
    ("江北区", None, None),
    ("福州市鼓楼区", "福州市鼓楼区", "县"),
    ("杭州西湖区", "杭州市西湖区", "县"),
    ("江西省南昌市西湖区", "南昌市西湖区", "县"),
    ("重庆市江北区", "重庆市江北区", "县"),
    # areas that are no divisions
    ("雄安新区", "雄安新区", None),
    ("平潭综合实验区", "平潭综合实验区", None),
    ("兵团", "新疆生产建设兵团", "省"),
    ("第八师石河子市", "新疆生产建设兵团第八师", "市"),
    ("苏州高新区", "苏州高新技术产业开发区", None),
    ("浙江自贸试验区", "浙江自由贸易试验区", None),
    # former ones, unless a present one is called so now
    ("莱芜市", "莱芜市", "市"),
    ("东乡县", "东乡族自治县", "县"),
    ("某某市", None, None),
    ("", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("name", "expected", "level"), NAMES)
def test_place(name: str | None, expected: str | None, level: str | None) -> None:
    found = place(name)
    assert (found and found.name, found and found.level) == (expected, level)


HEADS = [
    ("杭州市财政局", "杭州市"),
    ("浙江银保监局", "浙江省"),
    ("凉山州财政局", "凉山彝族自治州"),
    ("浙江省杭州市余杭区发改局", "余杭区"),
    ("福州市鼓楼区财政局", "福州市鼓楼区"),
    ("第八师财政局", "新疆生产建设兵团第八师"),
    ("鼓楼区财政局", None),  # four cities have one
    ("朝阳区财政局", None),  # 朝阳 alone would be 朝阳市
    ("新华社", None),  # a county's short name is no head
    ("吉林市场监管局", "吉林省"),  # 市场, not 吉林市
    ("海南省海口市场监管局", "海口市"),
    ("第一师范学校", None),
    ("财政局", None),
]


@pytest.mark.parametrize(("name", "expected"), HEADS)
def test_leading_place(name: str, expected: str | None) -> None:
    found = leading_place(name)
    assert (found and found[1].name) == expected


def test_a_head_that_several_places_have_is_the_one_in_the_region() -> None:
    assert leading_place("西湖区财政局", place("杭州市")) == ("西湖区", place("杭州市西湖区"))
    assert leading_place("西湖区财政局", place("长沙市")) is None


CHANGES = [
    ("莱芜市", None, "2019-01-09"),
    ("莱芜区", "2019-01-09", None),
    ("临平区", "2021-04-09", None),
    ("下城区", None, "2021-04-09"),
    ("莱阳市", None, None),
]


@pytest.mark.parametrize(("name", "since", "until"), CHANGES)
def test_the_day_of_a_change(name: str, since: str | None, until: str | None) -> None:
    found = place(name)
    assert found and (found.since, found.until) == (since, until)


def test_codes_and_parents() -> None:
    found = place("余杭区")
    assert found and (found.code, found.prefecture, found.province) == ("330110", "杭州市", "浙江省")
    zone = place("平潭综合实验区")
    assert zone and (zone.kind, zone.province, zone.code) == ("实验区", "福建省", None)


def every_name() -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield each name that the register lists or derives, with the places it means."""
    listed = {name for row in rows() for name in (row.cells["name"], *row.cells["also"].split())}
    derived = {other for name in listed for found in places_named(name) for other in found.names}
    yield from ((name, places_named(name)) for name in sorted({*listed, *derived, *place_names()}))


def test_reading_and_linking_know_the_same_names() -> None:
    """Every name of every place is known to both; one that begins a title for the one begins a body's name for the other."""
    apart, unknown = [], []
    for name, meant in every_name():
        linked = leading_place(f"{name}财政局")
        read = {item.place for item in regions.of_body(f"{name}财政局")}
        if not meant and place(name) is None:
            unknown.append(name)
        if (read if len(read) == 1 else set()) != ({linked[1]} if linked else set()):
            apart.append((name, read, linked))
    assert unknown == [] and apart == []


def test_every_spelling_of_a_place_gives_one_body() -> None:
    """凉山州财政局 and 凉山彝族自治州财政局 are one department, and so for every name written with its 省, 市, 州."""
    apart = []
    for name in place_names():
        meant = leading_place(f"{name}财政局")
        if meant and meant[0] == name and place(name):
            iri = link(f"{name}财政局", region=None, level=None, issued=None).iri
            if iri != link(f"{meant[1].name}财政局", region=None, level=None, issued=None).iri:
                apart.append(name)
    assert apart == []


def test_no_contradiction_in_the_register() -> None:
    assert list(place_contradictions()) == []


def row(line: int, code: str, name: str, parent: str | None = None, *, also: str = "") -> PlaceRow:
    cells = {"code": code, "name": name, "also": also, "until": ""} | ({"parent": parent} if parent is not None else {})
    return PlaceRow("ontology/areas.tsv" if parent is not None else "ontology/places.tsv", line, cells)


CONTRADICTIONS = [
    (
        [row(3, "330000", "浙江省"), row(4, "330000", "甲省")],
        "ontology/places.tsv, line 4: the code 330000 is that of 浙江省, in ontology/places.tsv, line 3",
    ),
    (
        [row(3, "330000", "浙江省"), row(7, "330100", "甲市", also="丙市"), row(8, "330200", "乙市", also="甲市 丁市")],
        "ontology/places.tsv, line 8: 乙市 is also called 甲市, which is 甲市, in ontology/places.tsv, line 7",
    ),
    ([row(3, "", "甲新区", "乙市")], "ontology/areas.tsv, line 3: 甲新区 lies in 乙市, which no line names"),
    ([row(3, "330100", "杭州市")], "ontology/places.tsv, line 3: no line has the code of the province of 杭州市 (330100)"),
    (
        [row(3, "330000", "浙江省"), row(8, "330105", "甲区"), row(9, "330106", "甲区")],
        "ontology/places.tsv, line 9: 甲区 is named already, in ontology/places.tsv, line 8",
    ),
]


@pytest.mark.parametrize(("lines", "sentence"), CONTRADICTIONS)
def test_a_contradiction_is_told_with_its_line(lines: list[PlaceRow], sentence: str) -> None:
    assert list(place_contradictions(lines)) == [sentence]
