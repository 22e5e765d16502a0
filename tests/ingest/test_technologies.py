"""Technologies of a task: the vocabulary's terms where they are technologies, what the text itself shows to be one, and look-alikes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pipeline import read
from ingest.technologies.terms import technologies
from tests.ingest.texts import document

CONFIRMED = [
    # terms in printed order, each once
    ("推广数字孪生、边缘计算，深化数字孪生应用示范。", ["数字孪生", "边缘计算"]),
    # the term alone, without the words that praise it or say nothing
    ("推广国产传感器和物联网技术。", ["传感器", "物联网"]),
    # a body is named by a technology
    ("由省大数据局会同有关单位推进。", []),
    ("推进互联网法院建设，夯实高技能人才培养基地。", []),
    ("支持人工智能学院和智能制造研究院建设。", []),
    # a park, a fund, a contest
    ("办好区块链产业园，设立新能源产业基金。", []),
    # the title of a document
    ("落实《某省人工智能产业发展条例》。", []),
    # a narrower term and the wider one behind it are one technology
    ("支持GPU芯片研发。", ["GPU"]),
    # a shorter form of a term printed before is the same technology
    ("研制AI大模型，推广大模型。", ["AI大模型"]),
    # two terms of which one is the wider say no more than the two
    ("研制人工智能大模型。", ["人工智能", "大模型"]),
    # a short label that two other words only seem to hold: 存储能力 is no 储能
    ("提升粮食存储能力。", []),
    # fields of the economy in a list of industries; what is a technology too is one there
    ("壮大节能环保、电子信息等优势产业。", []),
    ("壮大新材料、航空航天等优势产业。", ["新材料", "航空航天"]),
    # what is new as such is none, beside other fields it is
    ("鼓励酒店使用新材料、新设备。", []),
    ("推广新技术、新工艺、新材料。", []),
    ("壮大新能源、新材料。", ["新能源", "新材料"]),
    # nor is a field of which something is asked
    ("提高锅炉节能环保要求，树立节能环保理念，严格新能源准入。", []),
    ("推广节能环保新工具。", ["节能环保"]),
    ("做好动力蓄电池回收利用。", ["动力蓄电池回收"]),
    # one process and what is made by it or of it; the longer name wins over the shorter one
    ("实施脱硫、脱硝、袋式除尘改造，利用脱硫石膏。", ["脱硫", "脱硝", "袋式除尘", "脱硫石膏"]),
    ("改造锅炉低氮燃烧，安装油气回收装置。", ["低氮燃烧", "油气回收"]),
    ("生产熔喷布、水刺无纺布和土工织物。", ["熔喷布", "水刺无纺布", "土工织物"]),
    ("使用可生物降解材料和人造血管。", ["可生物降解材料", "人造血管"]),
    ("建设热电联产和冷热电三联供，布局分布式能源。", ["热电联产", "冷热电三联供", "分布式能源"]),
    # terms of clouds, chips, vehicles, energy, materials and the life sciences
    ("部署专有云和浸没式液冷，引入存储阵列。", ["专有云", "浸没式液冷", "存储阵列"]),
    ("量产偏光片、溅射靶材、滚珠丝杠和轮毂电机。", ["偏光片", "溅射靶材", "滚珠丝杠", "轮毂电机"]),
    ("试验固态储氢、熔盐储热与潮流能。", ["固态储氢", "熔盐储热", "潮流能"]),
    ("突破碳纤维增强复合材料、纳滤膜、mRNA疫苗。", ["碳纤维增强复合材料", "纳滤膜", "mRNA疫苗"]),
    ("量产覆铜板、对位芳纶，研制相控阵雷达、血管支架和离子阱。", ["覆铜板", "对位芳纶", "相控阵雷达", "血管支架", "离子阱"]),
    # the end of a term begins another word: no 智能体, no 数字人, no 创新药
    ("构建智能体系，集聚数字人才，审批创新药品。", []),
    # the end of a term begins another one, or a word behind it makes another thing of it; what carries it or is done with it does not
    ("推广政务云计算和纳滤膜分离，普及喷灌机。", []),
    ("推广政务云平台和正渗透膜材料，支持数字芯片设计。", ["政务云", "正渗透膜", "数字芯片"]),
    ("打造光伏板块，健全大数据机制，完善装配式建筑计算规则。", ["光伏", "大数据", "装配式建筑"]),
    # what is laid out is no body
    ("优化风电布局。", ["风电"]),
    # the beginning of a term ends another word, or the name of a substance
    ("规范蓄电池回收，淘汰钒酸锂电池。", []),
    # a word that only seems to lie over the beginning: 支持软件 is one in the segmenter's dictionary
    ("支持软件即服务、区块链等技术。", ["软件即服务", "区块链"]),
    # a space between Latin letters and Chinese ones
    ("首发AI 手机和5G 专网。", ["AI 手机", "5G 专网"]),
    # letters that stand for several things, without and with another term of their field
    ("配齐CT、MR等大型设备，建设公交MaaS平台。", []),
    ("推广MR。", ["MR"]),
    ("发展VR、AR、MR产业，研制抗体偶联药物（ADC），提供大模型MaaS服务。", ["VR", "AR", "MR", "抗体偶联药物", "ADC", "大模型", "MaaS"]),
    # what is done with a field makes no sector of it
    ("加快医疗器械的产业化。", ["医疗器械"]),
    # no technology at all
    ("提高城乡居民基础养老金最低标准，做好待遇核定工作。", []),
    ("优化住房公积金提取流程，支持多子女家庭改善住房条件。", []),
]


@pytest.mark.parametrize(("text", "expected"), CONFIRMED)
def test_confirmed(text: str, expected: list[str]) -> None:
    found = technologies(document(text), 0, len(text), discover=False)
    assert [t.surface for t in found] == expected
    assert all(t.status == "confirmed" and t.iri and text[t.start : t.end] == t.surface for t in found)


CANDIDATES = [
    # a known term that goes on in another one, or in the name of a thing
    ("依托区级政务云计算资源。", [("政务云计算", "head")]),
    ("研制纳滤膜分离技术。", [("纳滤膜分离", "head")]),
    ("安装光伏板，配备液氢罐。", [("光伏板", "head"), ("液氢罐", "head")]),
    # items of a list that 等 and a hypernym close
    ("聚焦虚拟布景合成、异构数据对齐等共性技术。", [("虚拟布景合成", "enumeration"), ("异构数据对齐", "enumeration")]),
    # the verb that opens the list, and praise, are no part of the first item
    ("支持企业加快研发自主可控的跨链数据桥接、隐私数据求交等技术。", [("跨链数据桥接", "enumeration"), ("隐私数据求交", "enumeration")]),
    # 和 joins two items
    (
        "推广轻量化沙盘推演、沉浸式观演和全息投放等技术。",
        [("轻量化沙盘推演", "enumeration"), ("沉浸式观演", "enumeration"), ("全息投放", "enumeration")],
    ),
    # a bracket explains an item and is no part of it
    ("攻关虚拟影像描述模型（VCM）、合成语料筛选等领域。", [("虚拟影像描述模型", "enumeration"), ("合成语料筛选", "enumeration")]),
    # a noun chunk before a technical head, in the middle of a sentence
    ("在港区建成轻量化空间感知平台。", [("轻量化空间感知平台", "head")]),
    # a verb nobody listed is no part of a term either, unless nothing technical is left without it
    ("预演工业元宇宙云底座、异构数据对齐等技术。", [("工业元宇宙云底座", "enumeration"), ("异构数据对齐", "enumeration")]),
    ("装配检测传感设备。", [("检测传感设备", "head")]),
    # … though the segmenter parts the word
    ("配备可穿戴体征监测设备。", [("可穿戴体征监测设备", "head")]),
    # … nor is who builds it together
    ("鼓励院企双方合作共建轻量化空间感知平台。", [("轻量化空间感知平台", "head")]),
    # a place where things are tried out is no technology
    ("建设轻量化中试平台。", []),
    # a chunk does not reach over the 等 that closes a list before it
    ("购置智能喷雾臂等轻量化作业设备。", [("轻量化作业设备", "head")]),
    # a Latin term narrows another
    ("支持GPU实时渲染。", [("GPU实时渲染", "compound")]),
    # the longer term of which a known one is only the end
    ("规范蓄电池回收。", [("蓄电池回收", "compound")]),
    ("淘汰镍钴锰酸锂电池。", [("镍钴锰酸锂电池", "compound")]),
    # one word names the kind
    ("推广骨科机器人。", [("骨科机器人", "head")]),
    # a product of a technology is another thing
    ("量产光伏瓦片玻璃和芳纶蜂窝材料。", [("光伏瓦片玻璃", "head"), ("芳纶蜂窝材料", "head")]),
    # … where the known term ends, whatever word the segmenter sees there
    ("推广磷酸钒铁锂电池。", [("磷酸钒铁锂电池", "compound")]),
    # a Latin name before a known term makes a term of its own, unless it is a term itself
    ("研发MPU芯片和SiC功率器件。", [("MPU芯片", "compound"), ("SiC功率器件", "compound")]),
    # two known terms that touch and end in a thing
    ("量产感存算一体芯片和区块链传感器。", [("感存算一体芯片", "compound"), ("区块链传感器", "compound")]),
    # a list that no 等 closes: what stands among known technologies is one, without what is done with the last
    ("推广水肥一体化、性诱捕器、生物农药。", [("性诱捕器", "enumeration")]),
    ("开展气凝胶、超材料、凝胶电解质研究。", [("凝胶电解质", "enumeration")]),
    ("攻关MPU、NPU和DPU。", [("MPU", "enumeration")]),
    # between 基于 and the verb it serves
    ("基于蛋白质折痕预测、虚拟试酿开展菌株设计。", [("蛋白质折痕预测", "enumeration"), ("虚拟试酿", "enumeration")]),
    # 技术 behind the last item is said of all; so is 等技术, whatever stands in the list
    ("运用反无人机、电子拦网、远程认机技术。", [("电子拦网", "enumeration"), ("远程认机", "enumeration")]),
    ("发展变声伪造检测、内容水印等技术。", [("变声伪造检测", "enumeration"), ("内容水印", "enumeration")]),
    # … whatever stands before 技术 or 工艺 that says nothing; so is what else only technologies are called
    ("突破语义编解码、智能超曲面等6G关键核心技术。", [("语义编解码", "enumeration"), ("智能超曲面", "enumeration")]),
    (
        "推广滚压成形、微波烧结等先进工艺，研制斜纹齿轮、弹性扣件等关键零部件。",
        [(term, "enumeration") for term in ("滚压成形", "微波烧结", "斜纹齿轮", "弹性扣件")],
    ),
    # … a device that is a common word too, with those and with no others
    ("突破伺服转刀架、控制器、驱动器等关键零部件。", [("伺服转刀架", "enumeration"), ("控制器", "enumeration"), ("驱动器", "enumeration")]),
    ("配齐智能记录仪、照相机、录音机等设备。", [("智能记录仪", "enumeration")]),
    # what an industry does, and what a list begins with, is no part of its first item
    ("光伏行业更新镀釉嵌辊机、烧结镀膜机等设备。", [("镀釉嵌辊机", "enumeration"), ("烧结镀膜机", "enumeration")]),
    ("纺织企业以倍捻喂纱机、织造并轴机等装备改造车间。", [("倍捻喂纱机", "enumeration"), ("织造并轴机", "enumeration")]),
    # a place is no part of a term, nor is the rest of one that a place or a unit cuts
    ("建设浙江省轻量化潜水器。", [("轻量化潜水器", "head")]),
    ("量产微米纤维非织造布。", []),
    # what is done is one where only technologies stand; 饱和 and 泛在 are words
    (
        "突破饱和潜水作业、机舱热场均匀性评估等船舶特色关键技术，推动空地泛在互联、广域虚拟组网等技术研发。",
        [(t, "enumeration") for t in ("饱和潜水作业", "机舱热场均匀性评估", "空地泛在互联", "广域虚拟组网")],
    ),
    ("做好机舱虚拟设计、质量安全评估等工作。", []),
    # a size before a term is no part of it; 等离子 is no 等 behind a list, 聚对苯 no 对
    (
        "推进800马力级曲轴发动机、等离子清釉机、聚对苯撑砜纤维等新装备。",
        [(t, "enumeration") for t in ("曲轴发动机", "等离子清釉机", "聚对苯撑砜纤维")],
    ),
    # the last item of a list that ends in a device is read whole, also where nothing is of it
    (
        "研制氢氧发动机、浪涌助推装置、轴带转舵机。",
        [("氢氧发动机", "enumeration"), ("浪涌助推装置", "enumeration"), ("轴带转舵机", "enumeration")],
    ),
    # what is only measured is none
    ("突破高推重比、光场渲染等技术。", [("光场渲染", "enumeration")]),
    # a list that only says how a thing is, before 的, is none of technologies
    ("打造云边协同、异构互通、普惠泛在的算力体系。", []),
    # verbs that the segmenter joins to one another or to a term are no part of it
    ("大力发展智能原生技术。", [("智能原生技术", "head")]),
    # half of what 与 joins is none, nor is a degree
    ("开展轻量化工艺、低温焙烧的研究与应用，提供分钟级预报。", [("轻量化工艺", "head")]),
    # … but not what a need is of, what is taught, nor a paper
    ("支持十大优势产业、未来产业培育等重大技术需求，突破绿色石化、特色轻纺等产业关键技术。", []),
    ("开展水稻种植、畜禽养殖等技术培训，提交购房合同、完税证明等材料。", []),
    # a word of the dictionary that names a product, among technologies
    ("发展高性能聚炔烃、海绵橡胶等化工新材料。", [("高性能聚炔烃", "enumeration"), ("海绵橡胶", "enumeration")]),
    # … or a process, also where only general words stand before it
    (
        "围绕光场渲染、数值计算、高性能渲染等领域攻关。",
        [("光场渲染", "enumeration"), ("数值计算", "enumeration"), ("高性能渲染", "enumeration")],
    ),
    # kinds of one thing, where one of them is technical
    ("发展柔性环屏、车载屏等新型产品。", [("柔性环屏", "enumeration"), ("车载屏", "enumeration")]),
    ("建设平安小区、智慧小区等平台。", []),
    # what somebody does is no part of the first item
    ("支持煤矿企业应用快速掘锚、无人综采、智能巡检。", [("快速掘锚", "enumeration"), ("无人综采", "enumeration")]),
    # a word for the kind narrows a known product
    ("研发木浆水刺非织造布。", [("木浆水刺非织造布", "head")]),
    ("规范废旧锂电池回收。", []),
    # Latin letters make an item technical
    ("更新TCD、移动ICU，缩短急救时间。", [("TCD", "enumeration"), ("移动ICU", "enumeration")]),
    # … but not the letters of business
    ("发展电竞IP、手机APP、文创市集。", []),
    # between two marks of a list nothing else is in an item
    ("突破6G、太赫兹勘验、智能超曲面。", [("太赫兹勘验", "enumeration"), ("智能超曲面", "enumeration")]),
    # two words name the kind
    ("安装土壤板结传感器。", [("土壤板结传感器", "head")]),
    # among technologies what ends like a product or a device is one too; what does not is none
    ("应用超高频灭菌、粒选机、人工挑选、礼品包装。", [("超高频灭菌", "enumeration"), ("粒选机", "enumeration")]),
    ("支持多肽制剂、口溶制剂、透甲贴剂研发。", [("多肽制剂", "enumeration"), ("口溶制剂", "enumeration"), ("透甲贴剂", "enumeration")]),
    ("归档测绘成果、竣工备案材料、房屋移交报告。", []),
    ("燃煤电厂、化工企业都要安装脱硫设施。", []),
    # verbs that put together are no part of the first item, wherever they stand
    ("引导猪场配置电子测温耳标、激光驱鸟器。", [("电子测温耳标", "enumeration"), ("激光驱鸟器", "enumeration")]),
    ("叠加红外热描迹、激光测振。", [("红外热描迹", "enumeration"), ("激光测振", "enumeration")]),
    # what is done with a list that 等 closes
    (
        "推进异构编译器、RDMA避损网络、液冷机柜等规模化部署。",
        [("异构编译器", "enumeration"), ("RDMA避损网络", "enumeration"), ("液冷机柜", "enumeration")],
    ),
    ("认定光刻胶、封装基板等9家创新中心。", []),
    # an ability is none, nor are two things that 与 joins
    ("匹配边缘数据中心计算和存储能力。", []),
    ("引导边缘数据中心与变电站、通信机房等基础设施协同部署。", []),
    # applications are none
    ("开展电力巡线、森林防火、河湖巡查、物流投送飞行。", []),
    # nor are the fields in which something is applied; what is studied in a field may be
    ("拓展无人机在轨道激光巡检、桥梁传感监测、河道清理等领域的推广应用。", []),
    ("拓展无人机在轨道激光巡检、桥梁传感监测、河道清理等领域应用。", []),
    # what is done with the last item of a list, behind 的
    ("推动水肥一体化、人工关节、骨修复补片、血管支架的随访和示范。", [("骨修复补片", "enumeration")]),
    ("推动人工关节、骨修复补片、血管支架、角膜再生材料的随访和示范。", [("骨修复补片", "enumeration"), ("角膜再生材料", "enumeration")]),
    # several known terms make one item of a list, unless one only says what the other is
    (
        "开发碳纤维增强土工格栅、玻璃纤维增强土工膜、高强锚固索等产品。",
        [("碳纤维增强土工格栅", "enumeration"), ("玻璃纤维增强土工膜", "enumeration"), ("高强锚固索", "enumeration")],
    ),
    ("研制GPU芯片、激光雷达、光波导等产品。", []),
    # one known term among other things makes none of them a technology
    ("发展人工智能、现代物流、文化创意。", []),
    # what is done to a thing, a firm
    ("推动数据中心集约化、绿色化、高密化，培育云计算、大数据、云方案商。", []),
    # 和 and 及 divide: a product is made of what touches it
    ("发展动力电池及材料。", []),
    # a list of trades and services is none of technologies
    ("服务餐饮、住宿、零售等行业，开展培训、咨询、评估等服务。", []),
    # a list of equipment of which nothing is technical
    ("更新供水、供电、消防等设备。", []),
    # a platform of the administration
    ("完善政务服务平台和社保信息系统。", []),
    # what looks technical and says nothing
    ("建设智能化系统，推广数字化平台。", []),
    # what is taught; and the verb of a project before the term
    ("支持高校设立低空技术与工程专业。", []),
    ("力争三季度建成投产锂电隔膜材料项目。", [("锂电隔膜材料", "head")]),
    # persons and firms behind a head
    ("引进专业技术人员，支持智能设备企业上市。", []),
]


@pytest.mark.parametrize(("text", "expected"), CANDIDATES)
def test_candidates(text: str, expected: list[tuple[str, str]]) -> None:
    found = [t for t in technologies(document(text), 0, len(text)) if t.status == "candidate"]
    assert [(t.surface, t.rule) for t in found] == expected
    assert all(t.iri and t.iri.startswith("https://w3id.org/responsibility-graph/id/term/") for t in found)


def test_excluded_spans_are_not_read() -> None:
    text = "推广机器视觉（责任单位：物联网专班）"
    found = technologies(document(text), 0, len(text), exclude=[(6, len(text))])
    assert [t.surface for t in found] == ["机器视觉"]


def test_the_field_of_the_plan_is_no_technology_of_a_task() -> None:
    text = "某市元宇宙产业发展行动计划\n1.推进元宇宙与数字孪生融合。"
    start = text.index("1.")
    assert [t.surface for t in technologies(document(text), start, len(text), discover=False)] == ["数字孪生"]


def test_a_plan_without_a_title_has_no_field() -> None:
    text = "1.扩大新能源装机。\n2.发展新能源。"
    assert [t.surface for t in technologies(document(text), 0, text.index("2."))] == ["新能源"]


def test_the_first_task_is_no_title() -> None:
    text = "某市能源工作要点\n\n1.扩大新能源装机。"
    assert [t.surface for t in technologies(document(text), text.index("1."), len(text))] == ["新能源"]


def test_the_field_of_the_plan_narrows_a_term() -> None:
    text = "某市元宇宙产业发展行动计划\n1.开发元宇宙专用操作系统。"
    found = technologies(document(text), text.index("1."), len(text))
    assert [(t.surface, t.rule) for t in found] == [("元宇宙专用操作系统", "compound")]


def test_the_sector_that_the_title_names_is_no_technology() -> None:
    text = "关于促进工业机器人产业发展的意见\n1.壮大工业机器人产业。\n2.推广工业机器人。"
    first, second = text.index("1."), text.index("2.")
    assert technologies(document(text), first, second) == ()
    assert [t.surface for t in technologies(document(text), second, len(text))] == ["工业机器人"]


WORDS = "推广聚焦、等技术领域平台系统设备人工智能VR5G数字孪生的和及（）《》。，\n 轻量化高性能1个"


@given(st.text(alphabet=st.sampled_from(WORDS), max_size=80) | st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = technologies(document(text), 0, len(text))
    assert all(text[t.start : t.end] == t.surface for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)
    assert len({t.surface for t in found}) == len(found)


@pytest.mark.corpus
def test_both_segmenters_give_the_same_technologies_on_the_corpus(corpus: Path) -> None:
    for path in sorted((corpus / "corpus" / "docs").glob("*.txt")):
        one, two = read(path), read(path, segmenter="rjieba")
        assert [t.technologies for t in one.tasks] == [t.technologies for t in two.tasks], path.name
