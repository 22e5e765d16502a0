"""From a type and a region follows the body: one identity for all spellings, its lines, and its official name where that is fixed."""

import pytest

from kg.iris import BASE
from kg.model import Agent
from kg.ontology import MV, BodyType, vocabulary
from kg.register import bodies as register
from kg.register.bodies import central_names, describe, link, subordination

HENAN, LUOHE = "河南省", "漯河市"


def known(name: str, region: str | None) -> Agent:
    found = link(name, region=region, level=None, issued=None)
    return describe(name, iri=found.iri, region=region, level=None)


@pytest.mark.parametrize(
    ("name", "region", "full_name"),
    [
        ("省发改委", "山西省", "山西省发展和改革委员会"),
        ("省经信厅", "四川省", "四川省经济和信息化厅"),  # or 工业和信息化厅, as the province's own name says
        ("省工信厅", HENAN, "河南省工业和信息化厅"),
        ("市人社局", LUOHE, "漯河市人力资源和社会保障局"),
        ("县卫健委", "广昌县", "广昌县卫生健康委员会"),
        ("县发改局", "广昌县", "广昌县发展和改革局"),
        ("市规划资源局", "南京市", "南京市规划和自然资源局"),
        ("市资规局", LUOHE, "漯河市自然资源和规划局"),
        ("市自然资源局", LUOHE, None),  # the short form of 自然资源和规划局, too
        ("省自然资源厅", "山西省", "山西省自然资源厅"),
        ("市城管局", LUOHE, None),  # 城市管理局 or 城市管理和综合执法局
        ("市文旅局", LUOHE, None),  # 文化和旅游局 or 文化广电和旅游局
        ("市文化和旅游局", LUOHE, None),  # one body with 市文旅局: what is not known of one is not known of the other
        ("市政务和数据局", "南京市", "南京市政务服务和数据管理局"),
        ("省文旅厅", "湖北省", "湖北省文化和旅游厅"),
        ("省国资委", "云南省", "云南省人民政府国有资产监督管理委员会"),
        ("市国资委", LUOHE, None),
        ("市国资委", "上海市", "上海市国有资产监督管理委员会"),  # an entry of the register
        ("市教委", "天津市", "天津市教育委员会"),
        ("区人社局", "福田区", "深圳市福田区人力资源和社会保障局"),  # a district with its city
        ("市委网信办", LUOHE, "中国共产党漯河市委员会网络安全和信息化委员会办公室"),
        ("市网信办", LUOHE, "中国共产党漯河市委员会网络安全和信息化委员会办公室"),
        ("市委宣传部", LUOHE, "中国共产党漯河市委员会宣传部"),
        ("市委", LUOHE, "中国共产党漯河市委员会"),
        ("市委编办", LUOHE, None),  # one body with 市编办, before 2018 an office of the government
        ("市税务局", LUOHE, "国家税务总局漯河市税务局"),
        ("河南金融监管局", HENAN, "国家金融监督管理总局河南监管局"),
        ("金融监管总局漯河监管分局", LUOHE, "国家金融监督管理总局漯河监管分局"),
        ("青岛金融监管局", "山东省", "国家金融监督管理总局青岛监管局"),  # a city with a bureau of its own
        ("河南证监局", HENAN, "中国证券监督管理委员会河南监管局"),
        ("人行漯河市分行", LUOHE, "中国人民银行漯河市分行"),
        ("人民银行合肥中心支行", "安徽省", "中国人民银行合肥中心支行"),  # a provincial capital's has no 市
        ("人行漯河中心支行", LUOHE, "中国人民银行漯河市中心支行"),
        ("人行广西区分行", "南宁市", "中国人民银行广西壮族自治区分行"),
        ("国家开发银行辽宁省分行", "沈阳市", "国家开发银行辽宁省分行"),
        ("郑州海关", HENAN, "中华人民共和国郑州海关"),
        ("皇岗海关", "深圳市", "中华人民共和国皇岗海关"),  # no place in its name
        ("省高院", HENAN, "河南省高级人民法院"),
        ("市法院", LUOHE, "漯河市中级人民法院"),
        ("县法院", "广昌县", "广昌县人民法院"),
        ("市检察院", LUOHE, "漯河市人民检察院"),
        ("团省委", HENAN, "中国共产主义青年团河南省委员会"),
        ("市妇联", LUOHE, "漯河市妇女联合会"),
        ("市科协", LUOHE, "漯河市科学技术协会"),
        ("市工商联", LUOHE, "漯河市工商业联合会"),
        ("国网漯河供电公司", LUOHE, None),
        ("自治区农牧厅", "内蒙古自治区", "内蒙古自治区农牧厅"),
        ("自治区民委", "宁夏回族自治区", None),  # 民族事务 or 民族宗教事务委员会
        ("自治区旅发厅", "西藏自治区", "西藏自治区旅游发展厅"),
        ("自治区数字化发展局", "新疆维吾尔自治区", "新疆维吾尔自治区数字化发展局"),
        ("兵团科技局", "新疆生产建设兵团", "新疆生产建设兵团科学技术局"),
        ("市绿化市容局", "上海市", "上海市绿化和市容管理局"),
        ("区绿化市容局", "徐汇区", "上海市徐汇区绿化和市容管理局"),
        ("市园文局", "杭州市", "杭州市园林文物局"),
        ("市林水局", "杭州市", "杭州市林业水利局"),
        ("市科创局", "深圳市", "深圳市科技创新局"),
        ("市自规局", "三亚市", "三亚市自然资源和规划局"),
        ("市文广旅游局", "金华市", None),  # one body with 市文广旅局
        ("市旅文局", "三亚市", None),
        ("市城乡水务局", "济南市", None),
        ("国家矿山安全监察局河南局", HENAN, "国家矿山安全监察局河南局"),
        ("民航河南监管局", HENAN, "中国民用航空河南安全监督管理局"),
        ("国家统计局安徽调查总队", "安徽省", "国家统计局安徽调查总队"),
        ("西安铁路局", "陕西省", "中国铁路西安局集团有限公司"),
        ("地区行署办公室", "喀什地区", "喀什地区行政公署办公室"),
        ("地区检察分院", "喀什地区", None),
        ("团地委", "喀什地区", "中国共产主义青年团喀什地区委员会"),
        ("市台办", LUOHE, "中国共产党漯河市委员会台湾工作办公室"),
        ("省地质局", "四川省", "四川省地质局"),
        ("省地矿局", HENAN, None),  # 地质矿产勘查局 or 地质矿产勘查开发局
        ("省社联", "江西省", "江西省社会科学界联合会"),
        ("市住房公积金中心", LUOHE, None),
    ],
)
def test_the_official_name_as_far_as_it_is_fixed(name: str, region: str, full_name: str | None) -> None:
    assert known(name, region).full_name == full_name


@pytest.mark.parametrize(
    ("names", "region"),
    [
        (("市住建局", "市住房和城乡建设局", "市住房城乡建设局", "漯河市住建局"), LUOHE),
        (("市经信局", "市经济和信息化局"), LUOHE),
        (("市网信办", "市委网信办", "市互联网信息办公室", "中共漯河市委网信办"), LUOHE),
        (("市法院", "市中院", "市中级人民法院", "漯河市中级法院"), LUOHE),
        (("市公积金中心", "市住房公积金管理中心", "市住房公积金"), LUOHE),
        (("团市委", "共青团漯河市委"), LUOHE),
        (("人行漯河市分行", "人民银行漯河市分行", "中国人民银行漯河市分行", "人民银行市分行"), LUOHE),
        (("漯河金融监管分局", "国家金融监督管理总局漯河监管分局", "国家金融监管总局漯河分局"), LUOHE),
        (("国网漯河供电公司", "漯河供电公司", "市供电公司"), LUOHE),
        (("福清供电公司", "市供电公司"), "福清市"),
        (("省移动公司", "中国移动湖北公司", "中国移动湖北分公司"), "湖北省"),
        (("县邮政分公司", "县邮政公司", "中国邮政太康县分公司"), "太康县"),
        (("工行安徽省分行", "工商银行安徽省分行", "中国工商银行安徽省分行"), "安徽省"),
        (("国家统计局漯河调查队", "漯河调查队"), LUOHE),
        (("沈阳铁路局", "中国铁路沈阳局集团有限公司", "沈阳铁路局集团公司"), "沈阳市"),
        (("国家矿山安监局河南局", "国家矿山安全监察局河南局"), HENAN),
        (("自治州财政局", "州财政局", "凉山州财政局"), "凉山彝族自治州"),
        (("自治县财政局", "县财政局", "石柱县财政局"), "石柱土家族自治县"),
        (("财政局", "县财政局", "遂平县财政局"), "遂平县"),  # a plan of the county drops 县
    ],
)
def test_spellings_of_one_body_have_one_iri_and_one_description(names: tuple[str, ...], region: str) -> None:
    found = {link(name, region=region, level=None, issued=None) for name in names}
    (one,) = found
    assert one.link == "typed"
    assert len({(d.name, d.short_name, d.full_name, d.lines, d.category, d.order) for d in (known(n, region) for n in names)}) == 1


@pytest.mark.parametrize(
    ("one", "other", "region"),
    [
        ("市金融监管局", "漯河金融监管分局", LUOHE),  # the city's and the central authority's
        ("省金融监管局", "河南金融监管局", HENAN),
        ("市公安局", "市公安局交警支队", LUOHE),
        ("市市场监管局", "市场监管局源汇分局", LUOHE),
        ("人行漯河市中心支行", "人行漯河市分行", LUOHE),  # before and after 2023
        ("市委办公室", "市政府办公室", LUOHE),
        ("市疾控局", "市疾控中心", LUOHE),
        ("市自然资源局", "市自然资源和规划局", LUOHE),
        ("市自来水公司", "市水务集团", LUOHE),  # two firms
        ("县交警大队", "县交警支队", "广昌县"),
        ("市档案局", "市档案馆", LUOHE),  # the office and the archive
        ("市城投集团", "市城发集团", LUOHE),
    ],
)
def test_two_bodies_have_two_iris(one: str, other: str, region: str) -> None:
    assert link(one, region=region, level=None, issued=None).iri != link(other, region=region, level=None, issued=None).iri


@pytest.mark.parametrize(
    ("name", "region", "state"),
    [
        ("市发改委", LUOHE, "typed"),
        ("市发改委", "?0123456789abcdef", "provisional"),  # nobody knows which city
        ("省发改委", LUOHE, "typed"),  # the province the city lies in
        ("县发改委", LUOHE, "provisional"),  # which county?
        ("市鞭炮产业促进服务中心", LUOHE, "provisional"),  # no type of body
        ("甲乙控股集团", LUOHE, "provisional"),
        ("市财政居", LUOHE, "provisional"),  # a misprint is near, and near is not the same
        ("各市人民政府", HENAN, "typed"),
        ("各有关部门", HENAN, "typed"),  # a class of bodies, by its words
    ],
)
def test_what_follows_is_typed_and_the_rest_provisional(name: str, region: str, state: str) -> None:
    assert link(name, region=region, level=None, issued=None).link == state


@pytest.mark.parametrize(
    ("name", "document", "region"),
    [
        ("郑州海关", "漯河市", HENAN),  # in Henan, not Henan's
        ("市公积金中心源汇管理部", "源汇区", "源汇区"),
        ("省药监局漯河分局", LUOHE, LUOHE),
        ("市财政局", "福清市", "福清市"),  # a county that is called a city
        ("省财政厅", "福清市", "福建省"),
        ("国家开发银行河南省分行", LUOHE, HENAN),
        ("市规划自然资源委朝阳分局", "北京市朝阳区", "北京市朝阳区"),  # and not 朝阳市 of Liaoning
        ("黄河水利委员会", HENAN, None),  # a river's, and the ministry's
    ],
)
def test_the_place_of_a_body(name: str, document: str, region: str) -> None:
    assert known(name, document).region == region


def test_subordination_is_apart_from_place() -> None:
    found = known("市税务局", LUOHE)
    assert (found.region, found.above) == (LUOHE, BASE + "department/cn-tax")
    tie = subordination(found.iri, found.above)
    assert (tie.start, tie.kind, tie.iri.isascii()) == (found.iri, "隶属", True)


def test_what_types_point_to_is_there() -> None:
    iris = {found.iri for found in (*vocabulary().bodies, *vocabulary().types)}
    lines = {line.iri for line in vocabulary().lines}
    for found in vocabulary().types:
        assert {found.city_type, found.subordinate_to} - {None} <= iris
        assert set(found.lines) <= lines


@pytest.mark.parametrize(
    ("name", "central"),
    [
        ("财政部", True),
        ("国家税务总局", True),
        ("全国妇联", True),
        ("国家数据局", True),
        ("人民银行", False),  # a branch's, too
        ("银保监会", False),
        ("发展改革委", False),  # anybody's
        ("国家开发银行", False),  # no authority
        ("省科技厅", False),
    ],
)
def test_names_that_mean_a_central_body_wherever_they_stand(name: str, central: bool) -> None:
    assert (name in central_names()) is central


@pytest.mark.parametrize("names", [("杭州市政府", "杭州市人民政府", "杭州市", "浙江省杭州市")])
def test_a_place_and_its_government_are_one_locality(names: tuple[str, ...]) -> None:
    assert {(known(name, "浙江省").iri, known(name, "浙江省").name) for name in names} == {(known("杭州市", "浙江省").iri, "杭州市")}


@pytest.mark.parametrize(
    ("body", "above", "kind"),
    [
        ("国家数据局", "国家发展改革委", "隶属"),
        ("国家移民局", "公安部", "隶属"),
        ("国家版权局", "中央宣传部", "挂牌"),  # one office with a second name plate
        ("国家标准委", "市场监管总局", "挂牌"),
        ("郑州海关", "海关总署", "隶属"),
        ("浙江银保监局", "银保监会", "隶属"),
    ],
)
def test_what_a_registered_body_belongs_to(body: str, above: str, kind: str) -> None:
    found = {(known(body, None).iri, tie.kind, register.body(tie.end).name) for tie in register.ties(known(body, None).iri)}  # type: ignore[union-attr]  # a tie's end is registered
    assert (known(body, None).iri, kind, above) in found


@pytest.mark.parametrize(
    ("name", "region", "registered"),
    [
        ("市发改委", LUOHE, "市发展改革委"),
        ("皇岗海关", "深圳市", "皇岗海关"),  # a name of its own
        ("自治州发改委", "伊犁哈萨克自治州", "州发展改革委"),
        ("自治县农业农村局", "石柱土家族自治县", "县农业农村局"),
        ("地区网信办", "阿勒泰地区", "地委网信办"),
        ("自治区党委宣传部", "广西壮族自治区", "自治区委宣传部"),
        ("邯郸银保监分局磁县监管组", "磁县", "磁县银保监分局监管组"),
        ("国家金融监管总局湖北监管局", "湖北省", "湖北金融监管局"),
        ("新区供电公司", "赣江新区", "赣江新区供电公司"),
        ("人行修水支行", "修水县", "人民银行修水县支行"),
    ],
)
def test_the_name_a_body_goes_by(name: str, region: str, registered: str) -> None:
    assert known(name, region).name == registered


def spellings(kind: BodyType) -> list[str]:
    """Return every way a type is printed after the rank."""
    ending = next(iter(kind.official_endings), "局")
    party = "委" if kind.category == str(MV.partyOrgan) and kind.cores else ""
    return [f"{party}{core}{ending}" for core in kind.cores] or list(kind.forms)


@pytest.mark.parametrize("region", [LUOHE, "杭州市", "凉山彝族自治州"])
def test_all_spellings_of_a_type_are_one_body_of_a_region_and_of_no_other(region: str) -> None:
    rank = "州" if region.endswith("州") else "市"
    seen: dict[str, str] = {}
    for kind in vocabulary().types:
        iris = {link(f"{rank}{text}", region=region, level="市", issued=None).iri for text in spellings(kind)}
        if kind.needs_place or kind.city_type or kind.name == "法院":  # 法院 of a city is its intermediate court
            continue
        assert len(iris) == 1, (kind.name, spellings(kind))
        assert all(iri.isascii() for iri in iris)
        assert seen.setdefault(iris.pop(), kind.name) == kind.name


def test_one_type_in_two_regions_is_two_bodies() -> None:
    for kind in vocabulary().types:
        text = f"市{spellings(kind)[0]}"
        first, second = (link(text, region=region, level="市", issued=None).iri for region in (LUOHE, "洛阳市"))
        assert first != second, text


@pytest.mark.parametrize(
    ("name", "region", "lines", "category"),
    [
        ("市自然资源和城乡建设局", "武汉市", {"natural-resources", "housing-construction"}, MV.government),
        ("区建交委", "浦东新区", {"housing-construction", "transport"}, MV.government),
        ("市工业能源局", "遵义市", {"economy-information", "energy"}, MV.government),
        ("县科工局", "太康县", {"economy-information", "science"}, MV.government),
        ("市水产畜牧局", "玉林市", {"agriculture"}, MV.government),
        ("市公共资源交易监管局", "重庆市", {"public-resources"}, MV.government),
        ("市公共资源交易中心", LUOHE, {"public-resources"}, MV.institution),
        ("自治区民委", "宁夏回族自治区", {"ethnic-religious"}, MV.government),
        ("市生态移民局", "遵义市", set(), MV.government),  # of people who move, not of those who cross a border
        ("省民航机场集团", "安徽省", {"civil-aviation"}, MV.stateFirm),
        ("西安铁路局", "西安市", set(), MV.stateFirm),
        ("地区检察分院", "喀什地区", {"prosecution"}, MV.court),
        ("河南日报社", HENAN, set(), MV.media),
        ("中科院沈阳分院", "辽宁省", set(), MV.institution),
    ],
)
def test_lines_and_category(name: str, region: str, lines: set[str], category: str) -> None:
    found = known(name, region)
    assert ({line.rpartition("/")[2] for line in found.lines}, found.category) == (lines, str(category))


@pytest.mark.parametrize(
    ("name", "full_name"),
    [
        ("中央农办", "中央农村工作领导小组办公室"),
        ("中央金融办", "中央金融委员会办公室"),
        ("国家信访局", "国家信访局"),
        ("自然科学基金委", "国家自然科学基金委员会"),
        ("社科院", "中国社会科学院"),
        ("认监委", "国家认证认可监督管理委员会"),
        ("民委", "国家民族事务委员会"),
        ("国家电网公司", "国家电网有限公司"),
        ("工商银行", "中国工商银行股份有限公司"),
        ("中国移动", "中国移动通信集团有限公司"),
        ("国务院安委会办公室", "国务院安全生产委员会办公室"),
        ("长江水利委员会", "水利部长江水利委员会"),
        ("中国侨联", "中华全国归国华侨联合会"),
    ],
)
def test_central_bodies_in_a_plan_of_the_central_authorities(name: str, full_name: str) -> None:
    found = link(name, region=None, level="国家", issued="2025-03-01")
    assert (found.link, describe(name, iri=found.iri).full_name) == ("exact", full_name)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("国家林业局", "国家林草局", "组建"),
        ("国家粮食局", "国家粮食和储备局", "组建"),
        ("新闻出版广电总局", "广电总局", "组建"),
        ("国家测绘地理信息局", "自然资源部", "并入"),
        ("国务院南水北调办", "水利部", "并入"),
    ],
)
def test_what_central_bodies_became_in_2018(before: str, after: str, kind: str) -> None:
    one, other = (link(name, region=None, level="国家", issued=day) for name, day in ((before, "2017-01-01"), (after, "2019-01-01")))
    assert (one.link, other.link) == ("exact", "exact")
    assert [(tie.end, tie.kind, tie.date) for tie in register.ties(one.iri)] == [(other.iri, kind, "2018-03-17")]
    assert link(before, region=None, level="国家", issued="2019-01-01").iri != one.iri


@pytest.mark.parametrize("name", ["工商银行", "中国移动", "社科院", "档案局", "信访局", "公务员局"])
def test_a_short_name_is_no_central_body_in_a_plan_of_a_city(name: str) -> None:
    assert link(name, region=LUOHE, level="市", issued="2025-03-01").link != "exact"
