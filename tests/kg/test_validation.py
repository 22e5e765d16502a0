"""Shapes and plan checks: what a graph lacks, and what is odd in its plan, in words with the place."""

from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal

from ingest.pipeline import read
from ingest.sources import printed_numeral
from kg import rdf
from kg.files import SAMPLE
from kg.model import Agent, Convention, Goal, Owner, Part, Plan, Target, Task, takes_up
from kg.ontology.terms import MV
from kg.quality import Finding, checks
from kg.quality.validation import render_report, report
from kg.register import link
from tests.kg.plans import SMALL, bare


def messages(findings: tuple[Finding, ...], severity: str) -> list[str]:
    return [f.message_zh for f in findings if f.severity == severity]


def test_the_small_plan_is_complete() -> None:
    found = report(rdf.graph(SMALL))
    assert messages(found, "violation") == []
    assert messages(found, "warning") == ["总体目标“建成6个展示馆”未见承接"]
    assert messages(found, "info") == ["“省网信办”、“省委网信办”视为同一单位", "未读出：“联系人：某处”（no rule reads this line）"]


def test_a_text_that_is_no_plan_is_complete_too() -> None:
    assert report(rdf.graph(bare("一封信"))) == ()


def test_the_sample_is_complete_and_its_oddities_are_told() -> None:
    found = report(rdf.graph(read(SAMPLE)))
    assert messages(found, "violation") == []
    told_ = "\n".join(f.message_zh for f in found)
    assert "4个行业标杆产品" in told_ and "口径待核" in told_  # 4 beside 5
    assert "序号从 1 重起" in told_  # the third part
    assert "“省委网信办”、“省网信办”视为同一单位" in told_
    assert (told_.count("未见承接"), told_.count("有定性承接")) == (2, 1)


def without(class_: str, property_: str) -> Graph:
    """Return the small plan's graph with one property of one member of a class taken away."""
    graph = rdf.graph(SMALL)
    member = min(graph.subjects(RDF.type, MV[class_]))
    graph.remove((member, MV[property_], None))
    return graph


@pytest.mark.parametrize(
    ("class_", "property_", "message"),
    [
        ("Plan", "fullText", "文件没有全文"),
        ("Task", "taskId", "任务没有标识"),
        ("Responsibility", "agent", "责任应恰好有一个责任主体"),
        ("Responsibility", "role", "责任的角色应为"),
        ("Responsibility", "evidence", "责任没有原文依据"),
        ("ConventionalResponsibility", "evidence", "责任没有原文依据"),  # of the class above
        ("Department", "category", "单位应恰好有一个类别"),
        ("Target", "quantified", "指标"),
        ("Target", "quote", "指标没有原文"),
        ("Milestone", "evidence", "时间节点没有原文依据"),
        ("TechnologyMention", "technology", "提及应恰好指一项技术"),
        ("Citation", "cited", "引用应恰好指一个文件"),
        ("Locality", "collective", "地方没有写明"),
        ("Section", "partOf", "章节应恰好属于"),
        ("Evidence", "exact", "依据没有原字"),
    ],
)
def test_what_is_missing_is_said(class_: str, property_: str, message: str) -> None:
    found = report(without(class_, property_))
    assert any(said.startswith(message) for said in messages(found, "violation"))


@pytest.mark.parametrize(
    ("class_", "property_", "value", "message"),
    [
        ("Task", "due", Literal("2024年6月"), "任务的截止日不是日期"),
        ("Responsibility", "rank", Literal(0), "列名次序应从 1 起"),
        ("Plan", "documentStatus", Literal("secret"), "文件的状态应为"),
        ("Evidence", "start", Literal(10**6), "依据的起止位置不对"),
    ],
)
def test_what_is_wrong_is_said(class_: str, property_: str, value: Literal, message: str) -> None:
    graph = rdf.graph(SMALL)
    member = min(graph.subjects(RDF.type, MV[class_]))
    graph.set((member, MV[property_], value))
    assert any(said.startswith(message) for said in messages(report(graph), "violation"))


def item(id_: str, number: str, text: str, *, section: tuple[str, ...] = (), owned: bool = True, targets: tuple[Target, ...] = ()) -> Task:
    owners = (Owner("某局", "某局", "iri:x", "provisional", "responsible", "stated", None, "joint", 1, 1, "unit", 0, 2),) if owned else ()
    known = {"numeral": printed_numeral(number), "owners": owners, "targets": targets}
    return Task(id_, int(id_), number, None, section, None, text, 0, len(text), **known)  # type: ignore[arg-type]  # fields of Task


def target(quote: str, value: float, unit: str, object_: str, comparator: str = "eq") -> Target:
    return Target(quote, value, None, comparator, unit, object_, "", None, 0, 0)  # type: ignore[arg-type]  # one of the comparators


def said(plan: Plan, words: str) -> list[str]:
    return [f.message_zh for f in checks(plan) if words in f.message_zh]


def planned(*tasks: Task, targets: tuple[Target, ...] = ()) -> Plan:
    named = {owner.iri: owner.name for task in tasks for owner in task.owners}
    agents = tuple(Agent(iri, str(MV.Department), name, None, name, None, None, None, None, (), None) for iri, name in named.items())
    return replace(bare("某局"), tasks=tasks, targets=targets, agents=agents)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.", "2.", "3."], []),
        (["1.", "2.", "4."], ["序号从 2 跳到 4"]),
        (["（1）", "（3）"], ["序号从 1 跳到 3"]),
        (["", "一、", "二、"], []),  # Chinese numerals are not counted
        (["1.", "2.", "2."], []),  # the same number twice is no jump
        (["3.", "1.", "2."], []),  # nor is a smaller one
        (["1.", "3.", "", "5."], ["序号从 1 跳到 3"]),  # over one without a number nothing is said
    ],
)
def test_numbers_that_jump(numbers: list[str], expected: list[str]) -> None:
    assert said(planned(*(item(str(n), number, "甲") for n, number in enumerate(numbers, 1))), "序号") == expected


@pytest.mark.parametrize(
    ("middle", "kind", "expected"),
    [
        ("2.贷款", "heading", []),  # over (1) and (2), which are no tasks
        ("（2）贷款", "heading", []),
        ("20.贷款", "heading", ["序号从 1 跳到 3"]),
        ("2.贷款", "body", ["序号从 1 跳到 3"]),
        ("贷款2项", "heading", ["序号从 1 跳到 3"]),
    ],
)
def test_a_number_before_a_heading_is_not_missing(middle: str, kind: str, expected: list[str]) -> None:
    text = f"1.甲\n{middle}\n3.乙"
    last = text.index("3.")
    first, third = item("1", "1.", "1.甲"), replace(item("3", "3.", "3.乙"), start=last, end=len(text))
    plan = replace(planned(first, third), text=text, parts=(Part(kind, 4, last),))
    assert said(plan, "跳到") == expected


def test_a_count_through_the_document_that_begins_again() -> None:
    first, second, last = ("二、任务", "（一）"), ("二、任务", "（二）"), ("三、组织",)
    tasks = (item("1", "1.", "甲", section=first), item("2", "2.", "乙", section=second), item("3", "1.", "丙", section=last))
    assert said(planned(*tasks), "重起") == ["三、组织 第 1 项：序号从 1 重起"]


def test_a_count_that_began_again_is_told_once_more_only_where_it_ran_on() -> None:
    sections = [("一", "甲"), ("一", "乙"), ("一", "乙"), ("一", "乙"), ("二", "丙"), ("二", "丁")]
    numbers = ["1.", "2.", "3.", "1.", "1.", "2."]
    tasks = [item(str(n), number, "甲", section=where) for n, (number, where) in enumerate(zip(numbers, sections, strict=True), 1)]
    assert said(planned(*tasks), "重起") == ["一 第 1 项：序号从 1 重起"]


def test_a_count_that_begins_again_in_every_section_is_no_matter() -> None:
    tasks = [item(str(n), number, "甲", section=(f"{n // 2}",)) for n, number in enumerate(["1.", "2.", "1.", "2."], 2)]
    assert said(planned(*tasks), "重起") == []


def test_a_task_without_owner() -> None:
    assert said(planned(item("1", "1.", "甲"), item("2", "2.", "乙", owned=False)), "没有责任单位") == ["第 2 项：没有责任单位"]
    assert said(planned(item("1", "1.", "甲", owned=False)), "责任单位") == ["全文没有读出责任单位"]


@pytest.mark.parametrize(
    ("own", "above", "expected"),
    [
        (target("", 5, "个", "虚拟终端标杆级产品"), target("", 4, "个", "行业标杆产品"), True),
        (target("", 4, "个", "省级创新和产业平台"), target("", 4, "个", "产业平台"), True),
        (target("", 4, "个", "展馆"), target("", 4, "个", "展馆"), True),
        (target("", 5, "家", "标杆产品"), target("", 4, "个", "标杆产品"), False),  # another unit
        (target("", 5, "个", "旅游产品"), target("", 4, "个", "标杆产品"), False),  # only the last word
    ],
)
def test_what_takes_up_a_headline_target(own: Target, above: Target, expected: bool) -> None:
    assert takes_up(own, above) is expected


@pytest.mark.parametrize(
    ("own", "above", "expected"),
    [
        ([5], target("4个标杆产品", 4, "个", "标杆产品"), 1),  # 4 beside 5
        ([4], target("4个标杆产品", 4, "个", "标杆产品"), 0),
        ([1, 3], target("4个标杆产品", 4, "个", "标杆产品"), 0),  # together
        ([5], target("4个以上标杆产品", 4, "个", "标杆产品", "ge"), 0),  # within the bound
        ([3], target("4个以上标杆产品", 4, "个", "标杆产品", "ge"), 1),
    ],
)
def test_numbers_that_do_not_agree(own: list[float], above: Target, expected: int) -> None:
    tasks = [item(str(n), f"{n}.", "甲", targets=(target("", v, "个", "标杆产品"),)) for n, v in enumerate(own, 1)]
    assert len(said(planned(*tasks, targets=(above,)), "口径待核")) == expected


def test_a_fact_that_is_not_in_its_place() -> None:
    moved = replace(SMALL.tasks[0], owners=(replace(SMALL.tasks[0].owners[0], start=0, end=4),))
    found = said(replace(SMALL, tasks=(moved, *SMALL.tasks[1:])), "不符")
    assert found == ["二、主要任务 第 1 项：依据“省经信厅”与原文该处文字不符"] or found == ["第 1 项：依据“省经信厅”与原文该处文字不符"]


def test_the_report_in_words() -> None:
    lines = render_report("small.txt", report(rdf.graph(SMALL))).splitlines()
    assert lines[0] == "small.txt：错误 0，存疑 1，提示 2"
    assert lines[1] == "  存疑  总体目标“建成6个展示馆”未见承接（第 60–67 字）"


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        (["打造一批标杆产品"], ["总体目标“推广4个标杆产品”有定性承接：第 1 项“打造一批标杆产品”"]),
        (["打造一批应用场景"], []),  # of something else
    ],
)
def test_a_headline_target_taken_up_in_words_alone(goals: list[str], expected: list[str]) -> None:
    task = replace(item("1", "1.", "甲"), goals=tuple(Goal(words, words.removeprefix("打造一批"), 0, 2) for words in goals))
    found = planned(task, targets=(target("推广4个标杆产品", 4, "个", "标杆产品"),))
    assert said(found, "有定性承接") == expected
    assert len(said(found, "未见承接")) == 1 - len(expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("新建3个展馆", "新建5个展馆", ["第 1 项“新建3个展馆”与第 2 项“新建5个展馆”：数字不能同时成立"]),
        ("新建3个展馆", "新建3个展馆", []),  # the clean twin
        ("新建3个展馆", "改造5个展馆", []),  # another verb
    ],
)
def test_figures_that_cannot_both_hold(one: str, other: str, expected: list[str]) -> None:
    tasks = (item(f"{n}", f"{n}.", "甲", targets=(target(q, int(q[2]), "个", "展馆"),)) for n, q in enumerate((one, other), 1))
    assert said(planned(*tasks), "同时成立") == expected


def named(*surfaces: str) -> Plan:
    """A plan of 浙江省 with a task for each name, all of one body."""
    owners = [Owner(n, n, "iri:x", "exact", "responsible", "stated", None, "joint", 1, 1, "unit", 0, 2) for n in surfaces]
    tasks = (replace(item(f"{n}", f"{n}.", "甲"), owners=(owner,)) for n, owner in enumerate(owners, 1))
    return replace(planned(*tasks), region="浙江省")


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("省商务厅", "浙江省 商务厅", "商务厅"), []),  # place and rank left out behind another body of the province
        (("省网信办", "省委网信办"), ["“省网信办”、“省委网信办”视为同一单位"]),
        (("省住建厅", "省住房和城乡建设厅"), ["“省住建厅”、“省住房和城乡建设厅”视为同一单位"]),
        (("省税务局", "国家税务总局浙江省税务局"), ["“省税务局”、“国家税务总局浙江省税务局”视为同一单位"]),
    ],
)
def test_one_body_written_two_ways(surfaces: tuple[str, ...], expected: list[str]) -> None:
    assert said(named(*surfaces), "视为同一单位") == expected


def test_a_body_named_twice_for_one_task() -> None:
    once = item("1", "1.", "甲")
    assert said(planned(replace(once, owners=once.owners * 2)), "重复列名") == ["第 1 项：“某局”重复列名"]
    assert said(planned(once), "重复列名") == []  # the clean twin


def test_a_rule_of_the_whole_document_answers_for_a_task() -> None:
    tasks = (item("1", "1.", "甲"), item("2", "2.", "乙", owned=False))
    rule = Convention("default_owner", "某局", 0, 0, "implement", "after", "iri:x")
    assert said(replace(planned(*tasks), conventions=(rule,)), "没有责任单位") == []


def led(id_: str, *roles: str, mode: str = "joint") -> Task:
    owners = tuple(
        Owner(f"局{n}", f"局{n}", f"iri:{n}", "provisional", role, "stated", None, mode, 1, n, "unit", n, n + 2)  # type: ignore[arg-type]
        for n, role in enumerate(roles, 1)
    )
    return Task(id_, int(id_), f"{id_}.", None, (), None, "甲", 0, 1, owners=owners, numeral=id_)


LED = (led("1", "lead", "cooperate"), led("2", "lead", "cooperate"), led("3", "lead", "cooperate"))


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ((*LED, led("4", "responsible", "responsible")), ["第 4 项：列有 2 个单位而没有牵头单位，本文件多数任务有"]),
        ((*LED, led("4", "lead", "responsible")), []),  # the clean twin
        ((*LED, led("4", "responsible")), []),  # one body alone needs no lead
        ((*LED, led("4", "responsible", "responsible", mode="divided")), []),  # 按职责分工负责: none of them leads
        ((LED[0], led("2", "responsible", "responsible"), led("3", "responsible", "responsible")), []),  # most have none
        ((LED[0], led("2", "responsible", "responsible")), []),  # too few to say what is usual
        # just enough of them, and more than half led
        ((*LED[:2], led("4", "responsible", "responsible")), ["第 4 项：列有 2 个单位而没有牵头单位，本文件多数任务有"]),
        # half of them led is not most
        ((*LED[:2], led("4", "responsible", "responsible"), led("5", "responsible", "responsible")), []),
    ],
)
def test_a_lead_is_missing_where_others_have_one(tasks: tuple[Task, ...], expected: list[str]) -> None:
    assert said(planned(*tasks), "牵头单位") == expected


def test_a_missing_lead_is_told_of_all_bodies_of_the_task() -> None:
    found = checks(planned(*LED, led("4", "responsible", "responsible", "responsible")))
    assert [(f.start, f.end) for f in found if "牵头单位" in f.message_zh] == [(1, 5)]


@pytest.mark.parametrize(
    ("issued", "years", "due", "expected"),
    [
        ("2024-03-01", (2024, 2024), "2024-02-28", ["“2月底前”（2024-02-28）早于文件（2024-03-01）"]),
        ("2024-03-01", (2024, 2024), "2024-03-01", []),  # the clean twin
        (None, (2024, 2026), "2023-12-31", ["“2月底前”（2023-12-31）早于文件（2024-01-01）"]),
        (None, None, "2023-12-31", []),  # nobody says when the plan is from
    ],
)
def test_a_deadline_before_the_plan(issued: str | None, years: tuple[int, int] | None, due: str, expected: list[str]) -> None:
    plan = replace(planned(replace(item("1", "1.", "甲"), deadline="2月底前", due=due)), issued=issued, plan_years=years)
    assert said(plan, "早于文件") == expected


def located(region: str, *places: str) -> Plan:
    """A plan of a region whose only task names local governments."""
    agents = tuple(Agent(f"iri:{name}", str(MV.Locality), name, name, name, None, None, name, None, (), False) for name in places)
    owners = tuple(
        Owner(name, name, f"iri:{name}", "exact", "responsible", "stated", None, "joint", 1, n, "unit", 0, 2)
        for n, name in enumerate(places, 1)
    )
    return replace(planned(replace(item("1", "1.", "甲"), owners=owners)), region=region, agents=agents)


@pytest.mark.parametrize(
    ("region", "named", "foreign"),
    [
        ("浙江省", "宁波市", False),  # inside
        ("浙江省", "厦门市", True),
        ("浙江省宁波市", "温州市", True),
        ("浙江省宁波市", "余姚市", False),
        ("浙江省宁波市", "浙江省", False),  # around it
        ("浙江省宁波市", "瑞安市", True),  # a county of another city
        ("浙江省宁波市余姚市", "慈溪市", True),
        ("浙江省宁波市余姚市", "宁波市", False),
        ("浙江省", "某某地", False),  # no known place
        ("新疆生产建设兵团", "第一师阿拉尔市", False),  # an area with the rank of a province
        ("新疆生产建设兵团", "厦门市", True),
        ("四川省眉山市", "天府新区", False),  # an area that reaches over several cities
    ],
)
def test_a_local_government_of_another_region(region: str, named: str, foreign: bool) -> None:
    assert bool(said(located(region, named), "不在")) is foreign


def test_one_body_with_two_signboards() -> None:
    two = [link(name, region=None, level="国家", issued=None) for name in ("国家海洋局", "自然资源部")]
    names = ("国家海洋局", "自然资源部")
    owners = [
        Owner(name, name, found.iri, found.link, "responsible", "stated", None, "joint", 1, n, "unit", n, n + 5)
        for n, (name, found) in enumerate(zip(names, two, strict=True), 1)
    ]
    both = planned(replace(item("1", "1.", "甲"), owners=tuple(owners)))
    assert said(both, "两块牌子") == ["“国家海洋局”与“自然资源部”是一个机构两块牌子，按两个单位计"]
    assert said(planned(replace(item("1", "1.", "甲"), owners=tuple(owners[:1]))), "两块牌子") == []  # the clean twin


def test_reports_in_english_with_the_place() -> None:
    found = report(rdf.graph(SMALL))
    told_ = render_report("small.txt", found, "en").splitlines()
    assert told_[0] == "small.txt: wrong 0, in doubt 1, note 2"
    assert told_[1].startswith("  in doubt  no task takes up the headline target “建成6个展示馆” (characters ")
    assert all(f.message_en for f in found)
