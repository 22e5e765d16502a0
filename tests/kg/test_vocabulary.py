"""The register: a name is exact only where region and date fit, typed where type and region are known, else told by its name."""

import hashlib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import BASE
from kg.ontology import MV, concepts, entry
from kg.ontology.compiled import vocabulary
from kg.register import places
from kg.register.bodies import body, describe, key, link, scope, ties

ZHEJIANG, HENAN = "浙江省", "河南省"


def slug(name: str, region: str | None, level: str | None = "省", issued: str | None = None) -> str | None:
    """Return the register's body a name is linked to, or None for any other."""
    found = link(name, region=region, level=level, issued=issued)
    return found.iri.removeprefix(BASE + "department/") if found.link == "exact" else None


@pytest.mark.parametrize(
    ("name", "region", "level", "issued", "expected"),
    [
        ("省科技厅", ZHEJIANG, "省", None, "zj-science"),
        ("浙江省科学技术厅", ZHEJIANG, "省", None, "zj-science"),  # full name
        ("省发改委", ZHEJIANG, "省", None, "zj-development"),  # short name
        ("省科技厅", "杭州市", "市", None, "zj-science"),  # a city's plan names its province's body
        ("省科技厅", HENAN, "省", None, None),  # another province has another
        ("省科技厅", None, None, None, None),  # nobody knows which province
        ("浙江省科技厅", HENAN, "省", None, "zj-science"),  # the name itself says the region
        ("省网信办", ZHEJIANG, "省", None, "zj-cyberspace"),  # one body, two spellings
        ("省委网信办", ZHEJIANG, "省", None, "zj-cyberspace"),
        ("省政法委", ZHEJIANG, "省", None, "zj-political-legal"),
        ("省市场监管局（省知识产权局）", ZHEJIANG, "省", None, "zj-market"),  # a second sign in brackets
        ("浙江银保监局", ZHEJIANG, "省", "2023-03-01", "zj-banking-insurance"),
        ("浙江银保监局", ZHEJIANG, "省", "2024-03-01", None),  # it no longer existed
        ("浙江金融监管局", ZHEJIANG, "省", "2024-03-01", "zj-finance-regulation"),
        ("浙江金融监管局", ZHEJIANG, "省", "2022-03-01", None),  # not yet
        ("发展改革委", None, "国家", None, "cn-development"),  # the short form of central documents
        ("发展改革委", HENAN, "省", None, None),  # elsewhere it is somebody else
        ("发展改革委", ZHEJIANG, "省", None, "zj-development"),  # a province's own plan that drops 省
        ("国家发展改革委", ZHEJIANG, "省", None, "cn-development"),
        ("财政部", HENAN, "省", None, "cn-finance"),
        ("人民银行", None, "国家", None, "cn-central-bank"),
        ("人民银行", "漯河市", "市", None, None),  # the branch
        ("文化和旅游部", None, "国家", None, "cn-culture-tourism"),
        ("文化和旅游部门", None, "国家", None, None),  # a look-alike
        ("农业部", None, "国家", "2017-05-01", "cn-agriculture-ministry"),  # before 2018
        ("农业部", None, "国家", "2019-05-01", None),
        ("各设区市发展改革委", ZHEJIANG, "省", None, None),  # a near match is no match
        ("之江实验室", ZHEJIANG, "省", None, "zj-lab"),
    ],
)
def test_links(name: str, region: str | None, level: str | None, issued: str | None, expected: str | None) -> None:
    assert slug(name, region, level, issued) == expected


@pytest.mark.parametrize(
    ("one", "other", "region", "same"),
    [
        ("市住建局", "市住房和城乡建设局", "漯河市", True),  # spellings of one name
        ("市人社局", "市人力资源和社会保障局", "漯河市", True),
        ("市发改委", "市发展和改革委员会", "漯河市", True),
        ("市政府金融办", "市金融办", "漯河市", True),  # of the government
        ("人行漯河市中心支行", "中国人民银行漯河市中心支行", "漯河市", True),
        ("漯河金融监管分局", "国家金融监督管理总局漯河监管分局", "漯河市", True),
        ("杭州市政府", "杭州市人民政府", ZHEJIANG, True),
        ("杭州市", "杭州市政府", ZHEJIANG, True),  # the area and its government
        ("杭州", "杭州市政府", ZHEJIANG, True),
        ("省政府", "河南省人民政府", HENAN, True),
        ("省政府办公厅", "河南省人民政府办公厅", HENAN, True),
        ("市住房城乡建委", "重庆市住房和城乡建设委员会", "重庆市", True),  # 建委
        ("市教委", "北京市教委", "北京市", True),  # a municipality
        ("各县〔市、区〕人民政府", "各县（市、区）人民政府", HENAN, True),  # brackets
        ("市住建局", "市房管局", "漯河市", False),  # two bodies of one line
        ("市规划局", "市国土局", "漯河市", False),
        ("市文化局", "市旅游局", "漯河市", False),
        ("市金融办", "市委金融办", "漯河市", False),  # government and Party
        ("经开区", "宿松县", "宿松县", False),  # a zone is a part of the county, whose rank it has
        ("高新区管委会", "县政府", "宿松县", False),
        ("示范区", "漯河市", "漯河市", False),
    ],
)
def test_two_names_of_one_body(one: str, other: str, region: str, same: bool) -> None:
    first, second = (link(name, region=region, level="市", issued=None).iri for name in (one, other))
    assert (first == second) is same


def test_the_same_name_in_two_cities_is_two_bodies() -> None:
    assert link("市财政局", region="漯河市", level="市", issued=None) != link("市财政局", region="洛阳市", level="市", issued=None)


@pytest.mark.parametrize(
    ("name", "level", "same"),
    [
        ("市财政局", None, False),  # whose city?
        ("省财政厅", "省", False),
        ("郑州市财政局", None, True),  # the name says it
        ("国家粮食局", None, True),
        ("粮食局", "国家", True),  # central documents are all of one place
    ],
)
def test_documents_that_do_not_say_their_place_share_no_body_by_chance(name: str, level: str | None, same: bool) -> None:
    regions = (scope(None, level=level, document=sha * 64) for sha in "ab")
    first, second = (link(name, region=region, level=level, issued=None).iri for region in regions)
    assert (first == second) is same


def test_a_city_body_is_one_in_its_own_plan_and_in_the_province_s() -> None:
    own = link("市财政局", region="杭州市", level="市", issued=None)
    assert link("杭州市财政局", region=ZHEJIANG, level="省", issued=None) == own


def test_an_iri_of_no_entry_is_made_of_region_and_name() -> None:
    digest = hashlib.sha256("河南省|省审计厅".encode()).hexdigest()[:16]
    assert link("省审计厅", region=HENAN, level="省", issued=None).iri == f"{BASE}department/{digest}"
    digest = hashlib.sha256("河南省|省某某集团".encode()).hexdigest()[:16]
    assert link("省某某集团", region=HENAN, level="省", issued=None).iri == f"{BASE}body/{digest}"  # nobody knows it


@pytest.mark.parametrize(
    ("name", "region", "category", "level", "lines"),
    [
        ("省经信厅", "山东省", "政府部门", "省", ["economy-information"]),
        ("省工业和信息化厅", HENAN, "政府部门", "省", ["economy-information"]),
        ("市工信局", "漯河市", "政府部门", "市", ["economy-information"]),
        ("县科工信局", "石棉县", "政府部门", "县", ["economy-information", "science"]),  # several lines
        ("县经商科信局", "石棉县", "政府部门", "县", ["economy-information", "science", "commerce"]),
        ("示范区发展改革和统计局(商务局)", None, "政府部门", "市", ["development", "statistics"]),
        ("市委宣传部", "漯河市", "党委", "市", ["party-publicity"]),
        ("市委编办", "漯河市", "党委", "市", ["party-establishment"]),
        ("省委金融办", HENAN, "党委", "省", ["local-finance"]),  # a Party office in a government line
        ("市委", "漯河市", "党委", "市", []),
        ("国家税务总局石棉县税务局", "雅安市", "垂管单位", "县", ["tax"]),
        ("河南证监局", HENAN, "垂管单位", "省", ["securities"]),
        ("郑州海关", HENAN, "垂管单位", "市", ["customs"]),
        ("团市委", "漯河市", "群团", "市", ["youth-league"]),
        ("市法院", "漯河市", "法院检察院", "市", ["trial"]),
        ("省电力公司", "山西省", "企业", "省", ["power"]),
        ("市融媒体中心", "漯河市", "媒体", "市", []),
        ("市住房公积金管理中心", "漯河市", "事业单位", "市", ["housing-fund"]),
        ("市房地产业协会", "漯河市", "社会组织", "市", []),
        ("市行政审批制度改革工作领导小组办公室", "咸阳市", "议事协调机构", "市", []),
        ("国网达州供电公司", "四川省", "企业", "市", ["power"]),  # a branch is where its name says
        ("人民银行漯河市中心支行", HENAN, "垂管单位", "市", ["central-bank"]),
        ("国家统计局河南调查总队", HENAN, "垂管单位", "省", ["survey"]),
        ("省人大常委会办公厅", HENAN, "人大政协", "省", []),
        ("省委军民融合办", HENAN, "党委", "省", ["party-integration"]),
        ("市外办", "漯河市", "政府部门", "市", ["foreign-affairs"]),
        ("市台办", "漯河市", "党委", "市", ["party-taiwan"]),
        ("中山大学", "广东省", "事业单位", "省", []),  # no city at the head
        ("市财政局", "北京市", "政府部门", "省", ["finance"]),  # a municipality is a province
        ("市政务服务局", "漯河市", "政府部门", "市", ["government-services"]),  # not 市政
        ("市场监管局", "漯河市", "政府部门", "市", ["market"]),  # 市 is part of the word
        ("水务局", "石棉县", "政府部门", "县", ["water"]),  # no rank: the region's
    ],
)
def test_what_a_name_tells(name: str, region: str | None, category: str, level: str, lines: list[str]) -> None:
    found = describe(name, iri="provisional", region=region, level=None)
    assert found.category is not None
    assert entry(found.category).notation == category
    assert found.level == level
    assert [line.removeprefix(BASE + "line/") for line in found.lines] == lines


@pytest.mark.parametrize(
    ("name", "kind", "term", "several"),
    [
        ("杭州市政府", "unit", "Locality", False),
        ("杭州市", "unit", "Locality", False),
        ("越秀区", "unit", "Locality", False),
        ("杭州", "unit", "Locality", False),
        ("沿海各市", "collective", "Locality", True),
        ("区人民政府", "unit", "Locality", False),
        ("江北新区管委会", "unit", "Locality", False),
        ("各市人民政府", "collective", "Locality", True),
        ("各县（市、区）", "collective", "Locality", True),
        ("各区、县级市", "collective", "Locality", True),
        ("属地人民政府", "collective", "Locality", True),
        ("各县市区人民政府、管委会", "collective", "Locality", True),
        ("各设区市发展改革委", "collective", "Collective", None),
        ("省有关部门", "collective", "Collective", None),
        ("各商业银行", "collective", "Collective", None),
        ("市政府办公室", "unit", "Department", None),  # an office, not the government
        ("市政府金融办", "unit", "Department", None),
        ("城市管理委员会", "unit", "Department", None),  # no 管委会 of an area
        ("市住建管委", "unit", "Department", None),
        ("市地方金融监管委", "unit", "Department", None),
        ("天府新区眉山管委会", "unit", "Locality", False),
    ],
)
def test_localities_and_collectives_are_told_from_departments(name: str, kind: str, term: str, several: bool | None) -> None:
    found = describe(name, iri="provisional", kind=kind, region=ZHEJIANG, level="省")
    assert (found.term.rpartition("#")[2], found.collective) == (term, several)


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("省委网信办", ZHEJIANG, "网信办"),
        ("国家开发银行浙江省分行", ZHEJIANG, "国开行浙江分行"),
        ("市财政局", "漯河市", "财政局"),
        ("市法院", "漯河市", "中级人民法院"),  # the court a city has
        ("市委", "漯河市", "市委"),  # what would be left says too little
        ("漯河银保监分局", "漯河市", "漯河银保监分局"),
    ],
)
def test_short_names(name: str, region: str, expected: str) -> None:
    found = link(name, region=region, level=None, issued=None)
    assert describe(name, iri=found.iri, region=region, level=None).short_name == expected


def test_the_order_follows_the_categories_then_the_lines() -> None:
    ordered = ("市委宣传部", "市发改委", "市财政局", "市税务局", "市供电公司")
    found = [describe(name, iri="provisional", region="漯河市", level="市").order for name in ordered]
    assert found == sorted(found, key=lambda order: order or 0)


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("浙江省", "浙江省"),
        ("浙江", "浙江省"),
        ("杭州市", "浙江省"),
        ("浙江省杭州市", "浙江省"),
        ("浙江省杭州市余杭区", "浙江省"),
        ("江北区", None),  # two provinces have one
        ("某某市", None),
        (None, None),
    ],
)
def test_the_province_of_a_region(region: str | None, expected: str | None) -> None:
    found = places.place(region)
    assert (found.province if found else None) == expected


def test_a_register_without_contradictions() -> None:
    known = vocabulary()
    iris = {b.iri for b in known.bodies}
    lines = {line.iri for line in known.lines}
    assert len(iris) == len(known.bodies) >= 120
    for found in known.bodies:
        assert found.iri.isascii() and found.name in found.labels and set(found.lines) <= lines
        assert not set(found.labels) & set(found.negative)
        assert slug(found.full_name, found.region, found.level, found.valid_from or found.valid_to) == found.iri.removeprefix(
            BASE + "department/"
        )
    for tie in known.ties:
        assert {tie.start, tie.end} <= iris and tie.kind


def test_what_became_of_a_body() -> None:
    gone = link("浙江银保监局", region=ZHEJIANG, level="省", issued="2023-01-01").iri
    (tie,) = (tie for tie in ties(gone) if tie.date)
    became = body(tie.end)
    assert became is not None
    assert (became.name, tie.date, bool(tie.source)) == ("浙江金融监管局", "2023-07-20", True)


def test_a_spelling_is_of_one_type() -> None:
    organ = concepts(MV.Categories)[0].iri
    seen: dict[tuple[bool, str], str] = {}
    for found in vocabulary().types:
        for text in (*found.cores, *found.forms):
            assert seen.setdefault((found.category == organ, text), found.iri) == found.iri
        assert found.category and found.name
        assert found.official_name or found.official_core or not found.official_at


@given(st.text(max_size=40), st.sampled_from([None, ZHEJIANG, "漯河市", "x"]))
def test_any_name_has_an_iri_and_a_description(name: str, region: str | None) -> None:
    found = link(name, region=region, level=None, issued=None)
    assert found.iri.isascii()
    assert found.link != "provisional" or describe(name, iri=found.iri, region=region, level=None).name == name


@given(st.text(alphabet="省市县区委政府发展改革和、（）各局厅", max_size=60))
def test_names_made_of_the_words_of_names(name: str) -> None:
    assert key(name, ZHEJIANG) == key(name, ZHEJIANG)
    describe(name, iri="provisional", region=ZHEJIANG, level="省")


@pytest.mark.parametrize("name", ["（" * 100_000, "教育体育" * 19 + "x", "教育" * 50_000, "各" + "市、" * 50_000 + "x", "浙江省" * 30_000])
def test_what_is_no_name_costs_no_time(name: str) -> None:
    before = process_time()
    found = link(name, region=ZHEJIANG, level="省", issued=None)
    describe(name, iri=found.iri, region=ZHEJIANG, level="省")
    assert process_time() - before < 2  # a name that is taken apart step by step would take minutes
