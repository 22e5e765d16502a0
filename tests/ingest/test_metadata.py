"""What a document says about itself, in the forms that real ones have, in sentences of our own."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document
from ingest.metadata.extraction import Metadata, metadata, years
from ingest.metadata.issuers import split
from ingest.metadata.kinds import type_of
from ingest.sources import read_text

ITEMS = "一、建设算力中心\n（一）扩大规模。建成一批中心。（责任单位：市科技局、市财政局）\n（二）保障用地。（责任单位：市自然资源局）\n"


def read(text: str) -> Metadata:
    return metadata(Document(read_text("plan.txt", text.encode())))


TITLES = [
    # one line
    ("桂香省量子产业2024年工作要点\n为加快发展，制定本要点。\n" + ITEMS, "桂香省量子产业2024年工作要点"),
    # a line of the body follows directly, several lines with blank lines between
    ("关于进一步扶持\n\n\n量子产业发展的若干政策举措\n\n为加快发展，提出以下举措。\n" + ITEMS, "关于进一步扶持量子产业发展的若干政策举措"),
    # a first line that could be a title already, continued right below
    ("关于推行审批公示制度\n执法记录制度的指导意见\n各县人民政府：\n" + ITEMS, "关于推行审批公示制度执法记录制度的指导意见"),
    # the notice, then what it issues
    (
        "杭州市人民政府关于印发《杭州市量子产业实施方案》的通知\n各区人民政府：\n现将《杭州市量子产业实施方案》印发给你们。\n杭州市人民政府\n"
        "2024年3月1日\n\n杭州市量子产业\n\n实施方案\n" + ITEMS,
        "杭州市量子产业实施方案",
    ),
    # the same, without marks around the name, and with 关于 and 的 on one side only
    (
        "杭州市人民政府办公厅\n关于印发支持量子产业若干措施的通知\n各区人民政府：\n现印发给你们。\n关于支持量子产业的若干措施\n" + ITEMS,
        "关于支持量子产业的若干措施",
    ),
    # the covering notice has lost its title
    ("各区人民政府：\n《量子产业扶持办法》已经市政府同意，现印发给你们。\n2024年3月1日\n量子产业扶持办法\n" + ITEMS, "量子产业扶持办法"),
    # the notice's title stands over the policy itself
    ("关于印发杭州市支持量子产业若干措施的通知\n为加快发展，制定本措施。\n" + ITEMS, "杭州市支持量子产业若干措施"),
    # a notice that issues nothing keeps its own title, with the body that issues it
    ("国务院办公厅关于开展量子产业普查的通知\n国办发〔2024〕9号\n各省人民政府：\n" + ITEMS, "国务院办公厅关于开展量子产业普查的通知"),
    # a joint document: the bodies are no part of the title
    ("科学技术部 财政部\n关于支持量子产业发展的指导意见\n各省科技厅：\n" + ITEMS, "关于支持量子产业发展的指导意见"),
    # portal furniture around it, and the remark of a draft on its own line
    ("首页 > 政策文件\n量子产业扶持办法\n（征求意见稿）\n发布日期：2024-03-01 来源：市科技局\n" + ITEMS, "量子产业扶持办法（征求意见稿）"),
    ("（改写样例）桂香省量子产业2024年工作要点\n" + ITEMS, "（改写样例）桂香省量子产业2024年工作要点"),  # a mark in brackets before it
    # an article of the news, and a call for opinions
    ("中共中央办公厅 国务院办公厅印发《关于发展量子产业的意见》\n新华社消息。\n" + ITEMS, "关于发展量子产业的意见"),
    (
        "关于公开征求《量子产业扶持办法（征求意见稿）》意见的公告\n为加快发展，起草了本办法。\n2024年3月1日\n量子产业扶持办法\n（征求意见稿）\n"
        + ITEMS,
        "量子产业扶持办法（征求意见稿）",
    ),
    # the record a site prints above it
    (
        "索 引 号：0014349/2024-01\n标　　题：国务院办公厅关于开展量子产业普查的通知\n发文字号：国办发〔2024〕9号\n各省人民政府：\n"
        + ITEMS,
        "国务院办公厅关于开展量子产业普查的通知",
    ),
    ("量子产业扶持办法\n（2024年3月1日市政府第5次常务会议通过）\n" + ITEMS, "量子产业扶持办法"),  # a remark is no part of it
    ("# 量子产业扶持办法\n\n## 第一章 总则\n" + ITEMS, "量子产业扶持办法"),  # Markdown
    ("浙江省人民政府文件\n量子产业扶持办法\n" + ITEMS, "量子产业扶持办法"),  # the red heading of paper documents
    ("【桂香省】《量子产业扶持办法》\n" + ITEMS, "量子产业扶持办法"),  # what a portal adds
    (
        "杭州市量子产业发展行\n动计划（2024—2026年）\n为加快发展，制定本计划。\n" + ITEMS,
        "杭州市量子产业发展行动计划（2024—2026年）",
    ),  # wrapped in a word
    (ITEMS, None),  # begins with the first item
    ("各县区人民政府，市直有关部门：\n为加快发展，现就有关事项通知如下：\n" + ITEMS, None),  # addressees only
    ("为落实《浙江省量子产业行动计划》，提出以下措施。\n" + ITEMS, None),  # another document's title is not its own
    ("春江潮水连海平，海上明月共潮生。\n滟滟随波千万里，何处春江无月明。\n", None),  # no plan at all
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text: str, title: str | None) -> None:
    source = read_text("plan.txt", text.encode())
    found = metadata(Document(source))
    assert found.title == title
    if found.title_span and title:
        printed = source.text[slice(*found.title_span)].replace("\n", "")
        assert printed.endswith(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("量子产业行动计划（2023—2025年）", (2023, 2025)),
        ("量子产业三年行动计划(2021-2023年)", (2021, 2023)),
        ("2023年工作要点", (2023, 2023)),
        ("2026年二季度稳增长若干措施", (2026, 2026)),
        ("“十四五”量子产业规划", (2021, 2025)),
        ("量子产业扶持办法", None),
        ("县数据局2025年工作总结和2026年工作计划", (2026, 2026)),  # the first year is over
        ("关于2025年工作完成情况和2026年工作要点的报告", (2026, 2026)),
        ("2025年工作总结暨2026年重点任务", (2026, 2026)),
        ("2025年工作总结", (2025, 2025)),
    ],
)
def test_years(title: str, expected: tuple[int, int] | None) -> None:
    assert years(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某省2023年量子产业工作要点", "工作要点"),
        ("量子产业行动计划（2023—2025年）", "行动计划"),
        ("量子产业发展实施方案（试行）", "实施方案"),
        ("支持量子产业的若干政策措施", "若干措施"),
        ("稳定就业十条措施", "若干措施"),
        ("重点工作任务分工方案", "任务分工"),
        ("关于落实《量子产业规划》的实施意见", "意见"),  # what is named inside is another document
        ("关于开展普查的通知", "通知"),
        ("“十四五”量子产业规划", "规划"),
        ("量子产业扶持资金管理办法", "办法"),
    ],
)
def test_type(title: str, expected: str) -> None:
    assert type_of(title, "") == expected


HEADER = "国务院办公厅关于开展量子产业普查的通知\n国办发〔2024〕9号\n\n各省人民政府：\n为摸清家底，开展普查。\n"
PLACES = [
    # in the title
    ("浙江省量子产业2024年工作要点\n" + ITEMS.replace("市", "省"), "浙江省", "省"),
    ("关于促进西双版纳州旅游的若干措施\n" + ITEMS.replace("市", "州"), "西双版纳傣族自治州", "市"),
    ("宁国市扶持量子产业十条措施\n" + ITEMS, "宁国市", "县"),  # a county-level city calls itself 市
    ("南县人民政府办公室关于发展湖乡旅游的意见\n" + ITEMS.replace("市", "县"), "南县", "县"),  # a name of two characters
    ("上海市推动量子产业若干政策措施\n" + ITEMS, "上海市", "省"),
    # by the bodies that sign
    (ITEMS + "温州市科学技术局\n2024年3月1日\n", "温州市", "市"),
    # by what it says of itself
    ("结合玉溪实际，制定以下措施。\n" + ITEMS, "玉溪市", "市"),
    # by the branch of a national body among the owners
    (ITEMS.replace("市财政局", "人民银行漯河市中心支行"), "漯河市", "市"),
    (ITEMS.replace("市", "县").replace("县财政局", "国家税务总局石棉县税务局"), "石棉县", "县"),
    # a district whose name several cities have, told by its city
    ("沈阳市和平区扶持量子产业若干措施\n" + ITEMS.replace("市", "区"), "沈阳市和平区", "县"),
    (
        "浙江省杭州市西湖区扶持量子产业若干措施\n一、建设中心\n",
        "杭州市西湖区",
        "县",
    ),  # the last of a chain, with its city: there are others
    # another place's document is no evidence, nor is the level above
    ("根据《浙江省量子产业行动计划》，制定以下措施。\n" + ITEMS, None, None),
    ("落实党中央、国务院和省委、省政府部署，结合我县实际，制定以下措施。\n" + ITEMS.replace("市", "县"), None, "县"),
    (HEADER + ITEMS.replace("市科技局", "科技部").replace("市", ""), None, "国家"),
    # national where a ministry signs, whatever places the text names
    ("量子产业行动计划\n国家数据局 2024-03-12\n一、建设中心。支持在贵州省贵阳市举办大会。\n", None, "国家"),
    ("量子产业行动计划\n一、建设中心。推广浙江省杭州市经验。\n财政部科技部\n2024年3月12日\n", None, "国家"),
    # autonomous regions and prefectures by what they are called, also behind the year
    ("内蒙古支持量子产业若干措施\n一、建设中心。（责任单位：自治区科技厅）\n", "内蒙古自治区", "省"),
    ("2024年西藏量子产业重点工作方案\n一、建设中心。（责任单位：自治区科技厅）\n", "西藏自治区", "省"),
    ("2024年广西政府量子产业工作安排方案\n一、建设中心。（责任单位：自治区科技厅）\n", "广西壮族自治区", "省"),
    ("凉山州支持量子产业若干措施\n一、建设中心。（责任单位：州科技局）\n", "凉山彝族自治州", "市"),
    # areas that are no divisions: the region, and no level
    ("两江新区支持量子产业若干措施\n一、建设中心。（责任单位：新区科技局）\n", "两江新区", None),
    ("横琴粤澳深度合作区支持量子产业若干措施\n一、建设中心。（责任单位：合作区经济发展局）\n", "横琴粤澳深度合作区", None),
    ("郑州航空港经济综合实验区支持量子产业若干措施\n一、建设中心。（责任单位：区科技局）\n", "郑州航空港经济综合实验区", None),
    ("杭州高铁新城量子产业行动方案\n一、建设中心。\n", "杭州市", "市"),
    # a zone that the register does not know is not the city it lies in
    ("临沂经济技术开发区量子产业行动方案\n一、建设中心。（责任单位：区科技局）\n", None, None),
    ("济宁市高新区量子产业行动方案\n一、建设中心。（责任单位：区科技局）\n", "济宁高新技术产业开发区", None),
    ("凉山州开发区量子产业行动方案\n一、建设中心。\n", None, None),
    ("安徽省开发区量子产业行动方案\n一、建设中心。（责任单位：省科技厅）\n", "安徽省", "省"),
    ("第八师石河子市量子产业行动方案\n一、建设中心。（责任单位：师市科技局）\n", "新疆生产建设兵团第八师", "市"),
    ("湘西自治州量子产业行动方案\n一、建设中心。（责任单位：州科技局）\n", "湘西土家族苗族自治州", "市"),
    ("黔东南州2024年量子产业工作要点\n一、建设中心。（责任单位：州科技局）\n", "黔东南苗族侗族自治州", "市"),
    ("四川省凉山州会理市量子产业方案\n" + ITEMS, "会理市", "县"),  # a chain: the last one
    ("大理市量子产业方案\n" + ITEMS, "大理市", "县"),  # not 大理州
    ("江苏省苏州市昆山市量子产业方案\n" + ITEMS, "昆山市", "县"),
    ("上海浦东新区量子产业方案\n" + ITEMS.replace("市", "区"), "浦东新区", "县"),
    ("海南自由贸易港量子产业若干措施\n" + ITEMS.replace("市", "省"), "海南省", "省"),
    ("新疆生产建设兵团量子产业方案\n一、建设中心。（责任单位：兵团科技局）\n", "新疆生产建设兵团", "省"),
    ("吉林市场监管领域量子产业方案\n" + ITEMS.replace("市", "省"), "吉林省", "省"),  # 市场 is a word
    ("北京市朝阳区量子产业方案\n" + ITEMS.replace("市", "区"), "北京市朝阳区", "县"),
    ("朝阳区量子产业方案\n" + ITEMS.replace("市", "区"), None, None),  # two cities have one, and 朝阳市 is another
    ("城区更新行动方案\n" + ITEMS, None, None),  # a district's name, but a common word
    ("长三角一体化量子产业方案\n" + ITEMS.replace("市", ""), None, None),
    ("贵州省支持贵安新区量子产业若干措施\n" + ITEMS.replace("市", "省"), "贵州省", "省"),
    ("关于促进佛山市南海区量子产业的若干措施\n" + ITEMS.replace("市", "区"), "南海区", "县"),
    # by whom a document addresses
    ("量子产业方案\n各市、县（市、区）人民政府，省直各单位：\n一、建设中心。\n", None, "省"),
    ("量子产业方案\n各县（市、区）人民政府，市直各部门：\n一、建设中心。\n", None, "市"),
    ("量子产业方案\n各省、自治区、直辖市人民政府：\n一、建设中心。在广东省深圳市开展试点。\n", None, "国家"),
    # by the number of a document that names nobody
    ("浙政办发〔2024〕5号\n量子产业扶持办法\n一、建设中心。（责任单位：省科技厅）\n", "浙江省", "省"),
    # a place that is only mentioned is nobody's region, be it often
    ("量子产业行动计划\n一、建设中心。2024年9月，在贵州省贵阳市举行的大会上签约。\n", None, None),
    ("量子产业行动计划\n一、建设中心。学习杭州市、苏州市经验，对接上海市科研院所。\n" + ITEMS, None, None),
    ("量子产业行动计划\n一、建设中心。在深圳市举办展会。\n" + ITEMS, None, None),
    ("关于支持浦东新区发展量子产业的若干措施\n一、建设中心。\n", None, None),
    ("大同世界量子产业行动方案\n一、建设中心。\n", None, None),  # a short name that is a common word
    ("朝阳产业行动方案\n一、建设中心。\n", None, None),
    ("大理石产业行动方案\n一、建设中心。\n", None, None),
    ("宁政发〔2024〕5号\n量子产业扶持办法\n一、建设中心。\n", None, None),  # of 宁夏 or of 南京
    # what calls itself 市 is a city or a county-level city: only what it has below tells
    ("各区县人民政府：\n制定以下措施。\n" + ITEMS, None, "市"),
    ("各镇人民政府、各街道办事处：\n制定以下措施。\n" + ITEMS, None, "县"),
    ("制定以下措施。\n" + ITEMS.replace("市", "区"), None, None),  # a district, a new area or an autonomous region
    # 我区 of a text that gives tasks to 自治区 bodies is an autonomous region, which the number then names
    (
        "2025年量子产业工作要点\n桂政办发〔2025〕9号\n为加快我区量子产业发展，制定本要点。\n"
        "一、建设中心。（自治区科技厅、自治区财政厅、自治区商务厅负责）\n二、我区各园区建设中心。\n",
        "广西壮族自治区",
        "省",
    ),
    # the branch of a national body speaks for one place
    ("国家金融监督管理总局丽水监管分局关于印发2025年量子工作要点的通知\n一、建设中心。\n", None, None),
    ("国家金融监督管理总局青海监管局关于印发2025年量子工作要点的通知\n一、建设中心。\n", None, None),
    # a division of work that prints no issuer, and gives its tasks to eight ministries
    (
        "量子产业重点任务分工方案\n（一）建设中心。（自然资源部牵头，财政部、科技部、教育部配合）\n"
        "（二）完善站网。（交通运输部牵头，生态环境部、农业农村部、水利部配合）\n",
        None,
        "国家",
    ),
    # a branch of a bank of the country is a body of its place, and one
    ("国家开发银行甘肃省分行关于支持乡村建设的实施方案\n" + ITEMS, "甘肃省", "省"),
    ("中国工商银行股份有限公司淮北市支行关于支持乡村建设的实施方案\n" + ITEMS, "淮北市", "市"),
]


@pytest.mark.parametrize(("text", "region", "level"), PLACES)
def test_region_and_level(text: str, region: str | None, level: str | None) -> None:
    found = read(text)
    assert (found.region, found.level) == (region, level)


TEN = (
    *("国家发展改革委", "教育部", "科技部", "工业和信息化部", "财政部", "人力资源社会保障部", "自然资源部", "生态环境部"),
    *("住房城乡建设部", "交通运输部"),
)
SIGNED = [
    # the title names it
    (HEADER + ITEMS, ("国务院办公厅",), "国办发〔2024〕9号", None),
    # the title says 市政府, the signature says which
    (
        "市政府关于印发杭州市扶持办法的通知\n各区人民政府：\n现印发给你们。\n杭州市人民政府\n2024年3月1日\n杭州市扶持办法\n" + ITEMS,
        ("杭州市人民政府",),
        None,
        "2024-03-01",
    ),
    # at the end, several bodies run together on several lines
    (
        ITEMS + "温州市科学技术局温州市财政局\n国家税务总局温州市税务局\n2024年3月1日\n",
        ("温州市科学技术局", "温州市财政局", "国家税务总局温州市税务局"),
        None,
        "2024-03-01",
    ),
    # ministries run together with the date
    (
        "关于印发试点方案的通知\n工信部联科〔2021〕12号\n各省：\n现印发给你们。\n工业和信息化部科技部财政部2021年5月6日\n试点方案\n"
        + ITEMS,
        ("工业和信息化部", "科技部", "财政部"),
        "工信部联科〔2021〕12号",
        "2021-05-06",
    ),
    # a street's office
    (ITEMS + "白河街道办事处\n2024年3月1日\n", ("白河街道办事处",), None, "2024-03-01"),
    # only the closing sentence says when
    (ITEMS + "本措施自公布之日（2024年3月1日）起施行，有效期2年。\n", (), None, "2024-03-01"),
    # blanks inside the number, other brackets, Chinese numerals in the date
    (
        "杭政办 [2024] 5 号\n" + ITEMS + "杭州市人民政府办公厅\n二〇二四年三月十二日\n",
        ("杭州市人民政府办公厅",),
        "杭政办〔2024〕5号",
        "2024-03-12",
    ),
    # the record a site prints above the document, in lines and in cells
    (
        "索引号：1\n发文机关：杭州市人民政府　　发文字号：杭政〔2024〕3号\n成文日期：2024年03月12日\n量子产业扶持办法\n" + ITEMS,
        ("杭州市人民政府",),
        "杭政〔2024〕3号",
        "2024-03-12",
    ),
    (
        "索引号\t1\t发文机关\t杭州市人民政府\n文号\t杭政〔2024〕3号\t成文日期\t2024-03-12\n" + ITEMS,
        ("杭州市人民政府",),
        "杭政〔2024〕3号",
        "2024-03-12",
    ),
    # the whole text in one line
    (
        "杭州市人民政府关于印发扶持办法的通知杭政〔2024〕3号各区人民政府：现将《扶持办法》印发给你们，请认真执行。"
        "杭州市人民政府2024年3月1日扶持办法一、建设中心。（责任单位：市科技局）",
        ("杭州市人民政府",),
        "杭政〔2024〕3号",
        "2024-03-01",
    ),
    # the whole text in one line, and the signature at its end
    (
        "江苏省总工会关于加快数字乡村建设的通知各市总工会：提出如下要求。一、建设平台。二、做好服务，请各地抓好落实。"
        "江苏省总工会2024年3月1日（此件公开发布）",
        ("江苏省总工会",),
        None,
        "2024-03-01",
    ),
    # bodies and date on one line, in the short form as well
    ("量子产业行动计划\n国家数据局 2024-03-12\n" + ITEMS, ("国家数据局",), None, "2024-03-12"),
    ("量子产业行动计划\n国家数据局、财政部　2024年3月12日\n" + ITEMS, ("国家数据局", "财政部"), None, "2024-03-12"),
    ("量子产业行动计划\n温州市科学技术局2024.3.12\n" + ITEMS, ("温州市科学技术局",), None, "2024-03-12"),
    # ministries with nothing or only white space between some of them, over lines, set wide
    (
        ITEMS
        + "国家发展改革委 教育部科技部\n工业和信息化部财政部\n"
        + "人力资源社会保障部自然资源部生态环境部　住房城乡建设部交通运输部\n2024年3月12日\n",
        TEN,
        None,
        "2024-03-12",
    ),
    (ITEMS + "".join(TEN) + "\n2024年3月12日\n", TEN, None, "2024-03-12"),
    (ITEMS + "".join(TEN) + "2024年3月12日\n", TEN, None, "2024-03-12"),
    (ITEMS + "财  政  部  水 利 部\n税务总局\n2024年3月12日\n", ("财政部", "水利部", "税务总局"), None, "2024-03-12"),
    (ITEMS + "财政部办公厅商务部办公厅国务院国资委\n2024年3月12日\n", ("财政部办公厅", "商务部办公厅", "国务院国资委"), None, "2024-03-12"),
    # branches of national bodies among those of a city, one broken over two lines
    (
        ITEMS + "温州市财政局国家税务总局温州市税务局中国人民银行温州市分行\n国家金融监督管理总局\n温州监管分局\n2024年3月12日\n",
        ("温州市财政局", "国家税务总局温州市税务局", "中国人民银行温州市分行", "国家金融监督管理总局温州监管分局"),
        None,
        "2024-03-12",
    ),
    (ITEMS + "淮北市财政局\u3000国家开发银行淮北市分行\n2024年3月12日\n", ("淮北市财政局", "国家开发银行淮北市分行"), None, "2024-03-12"),
    # number, issuer and date on one line above the title, in any order
    (
        "杭州市人民政府办公厅 杭政办〔2024〕5号 2024年3月12日\n量子产业行动计划\n" + ITEMS,
        ("杭州市人民政府办公厅",),
        "杭政办〔2024〕5号",
        "2024-03-12",
    ),
    (
        "杭政办〔2024〕5号\u3000\u3000杭州市人民政府办公厅\u30002024年3月12日\n量子产业行动计划\n" + ITEMS,
        ("杭州市人民政府办公厅",),
        "杭政办〔2024〕5号",
        "2024-03-12",
    ),
    ("杭政办〔2024〕5号\u3000\u3000\u30002024年3月12日\n量子产业行动计划\n" + ITEMS, (), "杭政办〔2024〕5号", "2024-03-12"),
    # a date in a task is not the day of issue
    (ITEMS + "2024年12月1日前完成。\n", (), None, None),
]


@pytest.mark.parametrize(("text", "issuers", "number", "issued"), SIGNED)
def test_signature(text: str, issuers: tuple[str, ...], number: str | None, issued: str | None) -> None:
    found = read(text)
    assert (found.issuers, found.number, found.issued) == (issuers, number, issued)


COVERING = "关于印发《量子产业方案》的通知\n各有关单位：\n现印发给你们。\n量子产业方案\n一、建设中心。\n二、完善设施。\n"
LETTERHEADS = [
    ("温州市财政局文件\n温财〔2024〕3号\n", ("温州市财政局",), "温财〔2024〕3号", "温州市", "市"),
    ("中共温州市委办公室文件\n", ("中共温州市委办公室",), None, "温州市", "市"),
    ("浙江省人民政府办公厅文件\n浙政办〔2024〕3号\n", ("浙江省人民政府办公厅",), "浙政办〔2024〕3号", "浙江省", "省"),
    ("安吉县人民政府文件\n", ("安吉县人民政府",), None, "安吉县", "县"),
    ("财政部文件\n财建〔2024〕3号\n", ("财政部",), "财建〔2024〕3号", None, "国家"),
    # set wide, with who signs behind the number
    ("温 州 市 财 政 局 文 件\n温财〔2024〕3号    签发人：张某  李某\n", ("温州市财政局",), "温财〔2024〕3号", "温州市", "市"),
    ("温州市  财政局  文件\n签发人：张某\n温财〔2024〕3号\n", ("温州市财政局",), "温财〔2024〕3号", "温州市", "市"),
    # several above one another; 文件 below, beside one of them, behind all
    ("温州市财政局\n温州市商务局\n文件\n", ("温州市财政局", "温州市商务局"), None, "温州市", "市"),
    (
        "000012\n机密★1年\n特急\n温州市财政局\n温州市商务局    文件\n温州市科学技术局\n温财〔2024〕3号\n",
        ("温州市财政局", "温州市商务局", "温州市科学技术局"),
        "温财〔2024〕3号",
        "温州市",
        "市",
    ),
    ("温州市财政局 温州市商务局 文件\n", ("温州市财政局", "温州市商务局"), None, "温州市", "市"),
    ("温州市财政局温州市商务局文件\n", ("温州市财政局", "温州市商务局"), None, "温州市", "市"),
    (
        "中共某市委办公室\n某市人民政府办公室  文件\n某委办〔2024〕3号\n",
        ("中共某市委办公室", "某市人民政府办公室"),
        "某委办〔2024〕3号",
        None,
        None,
    ),
    # a name over two lines
    ("温州市人民政府\n办公室文件\n", ("温州市人民政府办公室",), None, "温州市", "市"),
    ("温州市住房和\n城乡建设局文件\n", ("温州市住房和城乡建设局",), None, "温州市", "市"),
    ("温州市发展和改革\n委 员 会\n温 州 市 财 政 局\n文 件\n", ("温州市发展和改革委员会", "温州市财政局"), None, "温州市", "市"),
    ("国家金融监督管理总局\n温州监管分局文件\n", ("国家金融监督管理总局温州监管分局",), None, "温州市", "市"),
    # the first of several, set wide, in two lines, and in a list
    ("温州市财政局等8部门文件\n温财〔2024〕3号\n", ("温州市财政局",), "温财〔2024〕3号", "温州市", "市"),
    ("温 州 市 财 政 局 等 十 个 部 门 文 件\n", ("温州市财政局",), None, "温州市", "市"),
    ("中共温州市委宣传部等12个部门（单位）文件\n", ("中共温州市委宣传部",), None, "温州市", "市"),
    ("温州市财政局\n温州市商务局\n等6部门文件\n温财〔2024〕3号\n", ("温州市财政局", "温州市商务局"), "温财〔2024〕3号", "温州市", "市"),
    ("温州市财政局 温州市商务局等六单位文件\n", ("温州市财政局", "温州市商务局"), None, "温州市", "市"),
    # number and letterhead on one line; a letter, which has no 文件
    ("浙江省水利厅文件 浙水〔2024〕3号\n", ("浙江省水利厅",), "浙水〔2024〕3号", "浙江省", "省"),
    ("温州市财政局\n温财函〔2024〕3号\n", ("温州市财政局",), "温财函〔2024〕3号", "温州市", "市"),
    # no letterhead: a title that ends so, a line of the record
    ("温州市财政局规范性文件\n", (), None, "温州市", "市"),
    ("关于转发温州市财政局等8部门文件\n", (), None, "温州市", "市"),
]


@pytest.mark.parametrize(("above", "issuers", "number", "region", "level"), LETTERHEADS)
def test_letterhead(above: str, issuers: tuple[str, ...], number: str | None, region: str | None, level: str | None) -> None:
    found = read(above + COVERING)
    assert (found.issuers, found.number, found.region, found.level) == (issuers, number, region, level)
    assert found.title == "量子产业方案"


def test_letterhead_and_title() -> None:
    """The title's issuers are the first to say it, unless they do not say where they are."""
    own = "温州市财政局文件\n温财〔2024〕3号\n"
    assert read(own + "温州市财政局 温州市商务局" + COVERING).issuers == ("温州市财政局", "温州市商务局")
    assert read(own.replace("财政局", "人民政府") + "市政府" + COVERING).issuers == ("温州市人民政府",)


GLUED = [
    ("某市财政局国家开发银行某市分行", ("某市财政局", "国家开发银行某市分行")),
    ("淮北市财政局国家开发银行淮北市分行淮北市商务局", ("淮北市财政局", "国家开发银行淮北市分行", "淮北市商务局")),
    ("市财政局市商务局市市场监督管理局", ("市财政局", "市商务局", "市市场监督管理局")),
    ("温州市财政局丽水市财政局", ("温州市财政局", "丽水市财政局")),
    ("共青团某市委某市妇女联合会某市总工会", ("共青团某市委", "某市妇女联合会", "某市总工会")),
    ("国家税务总局某市税务局某市财政局", ("国家税务总局某市税务局", "某市财政局")),
    ("某市商务局中国人民银行某市分行国网某市供电公司", ("某市商务局", "中国人民银行某市分行", "国网某市供电公司")),
    (
        "某县发展和改革局某县教育局某县科学技术局某县财政局某县人力资源和社会保障局某县自然资源局某县农业农村局某县商务局"
        "国家税务总局某县税务局中国农业发展银行某县支行",
        (
            *("某县发展和改革局", "某县教育局", "某县科学技术局", "某县财政局", "某县人力资源和社会保障局", "某县自然资源局"),
            *("某县农业农村局", "某县商务局", "国家税务总局某县税务局", "中国农业发展银行某县支行"),
        ),
    ),
    # one body: an office of a bureau in a district, a commission of a Party committee
    ("温州市公安局鹿城区分局", ("温州市公安局鹿城区分局",)),
    ("中共温州市委国家安全委员会办公室", ("中共温州市委国家安全委员会办公室",)),
]


@pytest.mark.parametrize(("line", "names"), GLUED)
def test_issuers_without_anything_between(line: str, names: tuple[str, ...]) -> None:
    assert split(line) == names
    assert read(ITEMS + line + "\n2024年3月12日\n").issuers == names


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("量子产业扶持办法\n" + ITEMS, "issued"),
        ("量子产业扶持办法（征求意见稿）\n" + ITEMS, "draft"),
        ("关于《量子产业扶持办法》的政策解读\n" + ITEMS, "interpretation"),
        ("一图读懂《量子产业扶持办法》\n" + ITEMS, "interpretation"),
        ("一、出台背景\n为加快发展。\n二、主要内容\n共三条。\n三、解读机构\n市科技局。\n", "interpretation"),  # known by its headings
    ],
)
def test_status(text: str, status: str) -> None:
    assert read(text).status == status


CITED = [
    ("为落实《浙江省量子产业行动计划（2023—2025年）》，制定以下措施。", [("浙江省量子产业行动计划（2023—2025年）", "implements")]),
    ("根据省政府《关于发展量子产业的意见》（浙政发〔2023〕1号）精神，制定以下措施。", [("关于发展量子产业的意见", "implements")]),
    ("对《量子产业扶持办法》（浙政发〔2020〕1号）有关条款进行修订。", [("量子产业扶持办法", "amends")]),
    ("修改《量子产业扶持办法》第三条。", [("量子产业扶持办法", "amends")]),  # a part of it is set anew
    (ITEMS + "本办法自印发之日起施行，《量子产业管理办法》（杭政〔2019〕2号）同时废止。", [("量子产业管理办法", "replaces")]),
    (
        ITEMS + "原印发的杭府发〔2016〕10号、杭府发〔2017〕2号等文件同时废止。",
        [("杭府发〔2016〕10号", "replaces"), ("杭府发〔2017〕2号", "replaces")],
    ),
    (ITEMS + "（三）执行《城市管理条例》。", [("城市管理条例", "mentions")]),
    (ITEMS + "（三）领取《不动产权证书》。", []),  # a certificate is no document of this kind
    (ITEMS + "本《通知》由市科技局负责解释。", []),  # itself
    ("转发《市科技局关于印发〈量子产业目录〉的通知》。", [("市科技局关于印发〈量子产业目录〉的通知", "mentions")]),  # one inside another
    ("各区人民政府：\n现将《量子产业扶持办法》印发给你们，请认真执行。\n量子产业扶持办法\n" + ITEMS, []),  # what it issues
]


@pytest.mark.parametrize(("text", "cites"), CITED)
def test_citations(text: str, cites: list[tuple[str, str]]) -> None:
    found = read(text).cites
    assert [(cited.title, cited.kind) for cited in found] == cites
    assert all(text[cited.start : cited.end].replace("\n", "") == cited.title for cited in found)


PIECES = [
    "关于印发",
    "《",
    "》",
    "的通知",
    "通知",
    "市财政局",
    "2024年3月1日",
    "\n",
    "一、",
    "：",
    "。",
    "结合",
    "实际",
    "浙江省",
    "局",
    "（",
    "）",
    "〔2024〕1号",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_any_text_has_metadata(pieces: list[str]) -> None:
    text = "末" + "".join(pieces)
    found = read(text)
    for start, end in filter(None, (found.title_span, found.number_span, *((c.start, c.end) for c in found.cites))):
        assert 0 <= start < end <= len(text)
    assert found == read(text)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["seed", "012", "013", "177"])
def test_titles_of_the_gold(corpus: Path, name: str) -> None:
    expected = json.loads((corpus / "gold" / f"{name}.json").read_text(encoding="utf-8"))["title"]
    assert metadata(Document(read_text(corpus / "corpus" / "docs" / f"{name}.txt"))).title == expected
