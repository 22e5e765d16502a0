"""Kinds of text that are more than a plan: notices with the plan as annex, reports that look back, items of aims, lead sentences."""

import pytest

from ingest.outline.review import looks_back
from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan


def plan(text: str) -> Plan:
    return read_source(read_text("plan.txt", text.encode()), "plan.txt", discover=False)


def called(found: Plan) -> list[str]:
    return [task.number + (task.title or task.text.removeprefix(task.number).strip()) for task in found.tasks]


BODY = """一、行动目标
到2026年，建成通航点30个以上。
二、主要行动
（一）建设设施
建设起降点20个。
（二）开通航线
开通航线8条。
（三）培育企业
培育企业5家。"""
TASKS = ["（一）建设设施", "（二）开通航线", "（三）培育企业"]
TITLE = "松原市低空经济行动计划（2024—2026年）"

SIGNED = "现予印发。\n松原市人民政府\n2024年3月1日"

# A notice above, an annex below: whether the annex is the plan.
ANNEXES = [
    # the title of the notice quotes the title of the annex
    (
        f"松原市人民政府关于印发《{TITLE}》的通知\n各县（市、区）人民政府：\n{SIGNED}\n附件\n{TITLE}\n{BODY}",
        TASKS,
    ),
    # a number behind 附件, a blank line, a title over two lines
    (
        f"关于印发《{TITLE}》的通知\n各县：\n{SIGNED}\n附件1\n\n松原市低空经济\n行动计划（2024—2026年）\n{BODY}",
        TASKS,
    ),
    # an annex of its own title is no plan
    (f"关于印发《{TITLE}》的通知\n各县：\n现予印发。\n附件\n起降点建设申报指南\n{BODY}", []),
    # nor one that is called by a word alone
    (f"关于印发《{TITLE}》的通知\n各县：\n现予印发。\n附件\n指南\n{BODY}", []),
]


@pytest.mark.parametrize(("text", "tasks"), ANNEXES)
def test_the_annex_that_carries_the_title_is_the_plan(text: str, tasks: list[str]) -> None:
    assert called(plan(text)) == tasks


# The text behind the number of an item, and its title.
LEADS = [
    ("夯实底座，提升能力。统筹建设平台。", "夯实底座，提升能力"),
    ("加强统筹，压实责任，形成合力。建立专班。", "加强统筹，压实责任，形成合力"),
    ("建设平台。制定办法，明确职责。", "建设平台"),
    ("到2025年，建成平台3个。推进共享。", None),  # a sentence of facts
    ("推进共享，制定“一网通办。全程网办”办法。", None),  # the stop stands inside a quotation
]


@pytest.mark.parametrize(("text", "title"), LEADS)
def test_lead_sentences(text: str, title: str | None) -> None:
    found = plan(f"松原市工作要点\n一、任务\n1.{text}（责任单位：市工信局）\n2.试飞。（责任单位：市教育局）")
    assert found.tasks[0].title == title


MORE = "，完善目录" * 12
# A chapter without a title of its own is called by its first clauses, whole.
CHAPTERS = [
    ("夯实底座，提升能力。统筹建设全市平台。", "一、夯实底座，提升能力"),
    ("统筹建设全市一体化的低空飞行服务平台" + MORE + "。", "一、统筹建设全市一体化的低空飞行服务平台" + "，完善目录" * 8),
    (
        "统筹建设“一张网，一平台，一中心”的低空飞行服务体系" + MORE + "。",
        "一、统筹建设“一张网，一平台，一中心”的低空飞行服务体系" + "，完善目录" * 6,
    ),
]


@pytest.mark.parametrize(("text", "heading"), CHAPTERS)
def test_what_a_chapter_is_called(text: str, heading: str) -> None:
    found = plan(f"松原市工作要点\n一、{text}\n1.建平台。统一标准。（责任单位：市工信局）\n2.试飞。（责任单位：市教育局）")
    assert found.tasks[0].section == (heading,)


OWNED = "2．巡检。定期巡检。（责任单位：市林草局）\n3．救援。建立队伍。（责任单位：市应急局）"


# An item of aims beside items that own is no task.
@pytest.mark.parametrize("aims", ["行动目标", "年度目标", "阶段性目标", "预期指标", "建设目标任务"])
def test_aims_are_no_task(aims: str) -> None:
    assert called(plan(f"松原市实施方案\n一、重点行动\n（一）低空惠民\n1．{aims}。到2025年，服务能力提升。\n{OWNED}")) == [
        "2．巡检",
        "3．救援",
    ]


def test_a_task_that_only_speaks_of_aims_stays_one() -> None:
    text = f"松原市实施方案\n一、重点行动\n1．细化年度目标。逐项分解。\n{OWNED}"
    assert called(plan(text)) == ["1．细化年度目标", "2．巡检", "3．救援"]


REVIEWED = "过去一年，出口增长9%，引进企业120家。\n（一）出口回升。举办展会30场。\n（二）招商见效。签约项目44个。"
AIMS = "今年主要预期目标是：出口增长6%左右，引进企业150家以上。"
AHEAD = "（一）扩大出口。举办展会40场。\n（二）加强招商。签约项目50个。\n（三）改善服务。建设窗口9个。"
AHEAD_TASKS = ["（一）扩大出口", "（二）加强招商", "（三）改善服务"]

# A report: its targets and tasks are those of the part that looks ahead.
REPORTS = [
    f"松原市商务局2024年工作总结和2025年工作计划\n一、2024年工作总结\n{REVIEWED}\n二、2025年工作计划\n{AIMS}\n{AHEAD}",
    f"松原市2025年政府工作报告\n一、2024年工作回顾\n{REVIEWED}\n二、2025年工作总体要求和主要目标\n{AIMS}\n三、2025年重点任务\n{AHEAD}",
    f"松原市2025年工作报告\n2024年主要工作完成情况\n过去一年，出口增长9%，引进企业120家。\n2025年工作打算\n{AIMS}\n{AHEAD}",
    f"松原市2025年工作要点\n一、“十四五”时期工作成效\n{REVIEWED}\n二、下一步工作安排\n{AIMS}\n{AHEAD}",
]


@pytest.mark.parametrize("text", REPORTS)
def test_what_was_reached_is_no_target(text: str) -> None:
    found = plan(text)
    assert [(target.quote, target.comparator) for target in found.targets] == [("出口增长6%左右", "approx"), ("引进企业150家以上", "ge")]
    assert called(found) == AHEAD_TASKS
    assert [[target.value for target in task.targets] for task in found.tasks] == [[40], [50], [9]]


def test_what_was_reached_is_no_task_of_its_owners() -> None:
    back = "一、2024年工作总结\n（一）举办展会30场。（责任科室：贸易科）\n（二）建设窗口6个。（责任科室：服务科）"
    ahead = "二、2025年工作计划\n（一）举办展会40场。（责任科室：贸易科、财务科）\n（二）建设窗口9个。（责任科室：服务科）"
    found = plan(f"松原市商务局2024年工作总结和2025年工作计划\n{back}\n{ahead}")
    assert [[owner.name for owner in task.owners] for task in found.tasks] == [["贸易科", "财务科"], ["服务科"]]
    assert [u.text for u in found.unread] == ["（责任科室：贸易科）", "（责任科室：服务科）"]


HEADINGS = [
    ("2024年工作回顾", True),
    ("一、过去五年工作总结", True),
    ("第一部分 2024年主要工作情况", True),
    ("上半年重点任务进展情况", True),
    ("2024年前三季度工作总结", True),
    ("关于2024年全县政府各项工作的总结", True),
    ("2025年工作安排", False),
    ("加强总结评估", False),
    ("建立情况通报制度", False),
    ("工作成效", False),  # of no year
]


@pytest.mark.parametrize(("heading", "back"), HEADINGS)
def test_looks_back(heading: str, back: bool) -> None:
    assert looks_back(heading) is back


def test_a_report_that_only_looks_back_is_read_as_before() -> None:
    found = plan(f"松原市2024年工作要点\n一、2024年工作完成情况\n{REVIEWED}\n（三）服务改善。建设窗口9个。")
    assert len(found.tasks) == 3


# The quote of a target begins with its verb, not with what says where.
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("在物流、巡检领域打造应用场景20个。", "打造应用场景20个"),
        ("面向中小企业建设窗口30个。", "建设窗口30个"),
        ("在校学生达到3000人。", "在校学生达到3000人"),
    ],
)
def test_quotes_begin_with_the_verb(text: str, quote: str) -> None:
    found = plan(f"松原市工作要点\n一、任务\n1.{text}（责任单位：市工信局）\n2.试飞。（责任单位：市教育局）")
    assert [target.quote for target in found.tasks[0].targets] == [quote]
