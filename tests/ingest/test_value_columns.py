"""Columns of a table of tasks that hold numbers, units, steps of a quarter or a year, or further text; lists of indicators."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan, Target
from kg.sentences import sentence
from tests.ingest.made import docx, p, table, xlsx

TITLE = "临河县2026年重点任务表"
UNKNOWN, CELL = sentence("unread.unknown-number"), sentence("unread.value-cell")


def plan(rows: list[list[str]], *, title: str = TITLE, name: str = "book.xlsx") -> Plan:
    data = xlsx({"Sheet1": [[title], *rows]}) if name.endswith("xlsx") else docx(p(title) + table(rows))
    return read_source(read_text(name, data), name, discover=False)


def said(targets: tuple[Target, ...]) -> list[tuple[object, ...]]:
    return [(t.value, t.unit, t.object, t.due) for t in targets]


# The head and the rows of a table, the targets of its tasks, and the cells that are told.
NUMBERS: list[tuple[list[list[str]], list[tuple[object, ...]], list[str]]] = [
    (  # the number and its unit in two columns
        [
            ["序号", "任务", "目标值", "单位", "责任单位"],
            ["1", "新增绿地", "35", "公顷", "县园林局"],
            ["2", "新建公厕", "6", "座", "县城管局"],
        ],
        [(35, "公顷", "绿地", None), (6, "座", "公厕", None)],
        [],
    ),
    (  # the unit in the head, or in the bracket of the name; a comparator
        [["任务", "责任单位", "目标值（公里）"], ["改造管网", "县水务局", "≥120"]],
        [(120, "公里", "管网", None)],
        [],
    ),
    (  # indicators and no tasks; what was reached is left aside
        [
            ["序号", "指标名称", "计量单位", "2025年实际", "2026年目标", "责任单位"],
            ["1", "森林覆盖率", "%", "41", "42.5", "县林草局"],
            ["2", "技能人才（万人）", "", "3", "3.6", "县人社局"],
        ],
        [(42.5, "%", "森林覆盖率", "2026-12-31"), (3.6, "万人", "技能人才", "2026-12-31")],
        [],
    ),
    (  # a deadline of the row's own
        [["任务", "目标值", "单位", "牵头单位", "完成时限"], ["建设驿站", "20", "座", "县总工会", "2026年9月"]],
        [(20, "座", "驿站", "2026-09-30")],
        [],
    ),
    (  # the text of the task says the number as well
        [["任务", "年度目标", "责任单位"], ["新建停车位300个", "300个", "县城管局"]],
        [(300, "个", "停车位", None)],
        [],
    ),
    (  # a share below one percent may be a ratio; a name of two clauses says no object
        [
            ["任务", "目标值", "单位", "责任单位"],
            ["垃圾分类覆盖率", "0.98", "%", "县城管局"],
            ["推进绿化，建设公园", "4", "个", "县园林局"],
        ],
        [],
        ["0.98", "4"],
    ),
    (  # a unit that is a body's column is none
        [["任务", "目标", "单位", "责任单位"], ["开展巡查", "全年12次", "县河长办", "县水务局"]],
        [(12, "次", "开展巡查", "2026-12-31")],
        [],
    ),
    (  # further text behind the owners
        [["序号", "重点任务", "责任单位", "目标要求"], ["1", "推进绿化", "县园林局", "新增绿地35公顷，绿化率达到40%"]],
        [(35, "公顷", "绿地", None), (40, "%", "绿化率", None)],
        [],
    ),
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
@pytest.mark.parametrize(("rows", "targets", "told"), NUMBERS)
def test_numbers_in_cells_of_their_own(rows: list[list[str]], targets: list[tuple[object, ...]], told: list[str], name: str) -> None:
    found = plan(rows, name=name)
    assert [fact for task in found.tasks for fact in said(task.targets)] == targets
    assert [u.text for u in found.unread if u.why == UNKNOWN] == told
    assert all(task.owners for task in found.tasks) and len(found.tasks) == len(rows) - 1
    assert all(found.text[t.start : t.end] == t.quote for task in found.tasks for t in task.targets)


YEARS = [["指标", "单位", "2025年", "2026年", "2027年", "责任单位"], ["数字家庭", "万户", "1", "2", "3.5", "县住建局"]]


@pytest.mark.parametrize(
    ("title", "targets", "told"),
    [
        ("临河县2026—2027年任务表", [(2, "万户", "数字家庭", "2026-12-31"), (3.5, "万户", "数字家庭", "2027-12-31")], []),
        ("临河县2027年任务表", [(3.5, "万户", "数字家庭", "2027-12-31")], []),
        ("临河县任务表", [(3.5, "万户", "数字家庭", "2027-12-31")], ["1", "2"]),  # which years look back is not said
    ],
)
def test_numbers_by_year(title: str, targets: list[tuple[object, ...]], told: list[str]) -> None:
    found = plan(YEARS, title=title)
    assert [fact for task in found.tasks for fact in said(task.targets)] == targets
    assert [u.text for u in found.unread if u.why == CELL] == told


QUARTERS = [["任务", "一季度", "二季度", "第三季度目标", "责任部门"], ["新建公厕", "完成选址", "开工4座", "8座", "县城管局"]]


def test_steps_by_quarter() -> None:
    (task,) = plan(QUARTERS).tasks
    assert [(m.quote, m.due, m.deed) for m in task.milestones] == [
        ("完成选址", "2026-03-31", "完成选址"),
        ("开工4座", "2026-06-30", "开工4座"),
    ]
    assert said(task.targets) == [(8, "座", "公厕", "2026-09-30")]


@pytest.mark.parametrize(
    ("title", "row", "told"),
    [
        ("临河县任务表", ["新建公厕", "完成选址", "", "8座", "县城管局"], ["完成选址", "8座"]),  # of no known year
        (TITLE, ["新建公厕", "√", "—", "8", "县城管局"], ["√", "8"]),  # a mark, and a number without a unit
        (TITLE, ["推进绿化，建设公园", "4个", "", "", "县园林局"], ["4个"]),  # of what?
    ],
)
def test_cells_below_dates_that_are_told(title: str, row: list[str], told: list[str]) -> None:
    found = plan([QUARTERS[0], row], title=title)
    assert [(task.targets, task.milestones) for task in found.tasks] == [((), ())]
    assert [u.text for u in found.unread] == told


def test_years_in_a_row_below_the_head() -> None:
    rows = [["序号", "任务", "年度目标", "", "责任单位"], ["", "", "2026年", "2027年", ""], ["1", "建设驿站（座）", "3", "5", "县总工会"]]
    (task,) = plan(rows, title="临河县2026—2027年任务表").tasks
    assert said(task.targets) == [(3, "座", "驿站", "2026-12-31"), (5, "座", "驿站", "2027-12-31")]


def test_a_table_of_indicators_without_owners() -> None:
    found = plan([["序号", "指标", "单位", "目标值"], ["1", "森林覆盖率", "%", "41"], ["2", "公园", "个", "4"]])
    assert said(found.targets) == [(41, "%", "森林覆盖率", None), (4, "个", "公园", None)]


NOTICE = """关于印发临河县绿色建筑实施方案的通知
各乡镇人民政府：
现印发给你们，请认真落实。
临河县住房和城乡建设局
2026年3月2日
附件1
任务分解表
1.推广绿色建材。绿色建材应用比例达到60%。责任单位：县住建局、县工信局。
"""
# What stands below the tasks, and the targets of the document.
ANNEXES: list[tuple[str, list[tuple[object, ...]]]] = [
    (
        "附件2\n指标表\n1.绿色建筑占比：2026年达到90%。\n2.可再生能源替代率：2026年达到8%。\n",
        [(90, "%", "绿色建筑占比", "2026-12-31"), (8, "%", "可再生能源替代率", "2026-12-31")],
    ),
    (
        "附件2\n临河县绿色建筑主要指标体系\n1.绿色建筑占比 ≥90%\n2.城区绿地（公顷）：35\n3.能耗下降率：完成省下达任务\n",
        [(90, "%", "绿色建筑占比", None), (35, "公顷", "城区绿地", None)],
    ),
    (  # the words behind the colon say no object
        "附件2：指标清单\n（一）城区绿地：新增35公顷，改造20公顷。\n",
        [(35, "公顷", "城区绿地", None), (20, "公顷", "城区绿地", None)],
    ),
    ("附件2\n资金安排表\n1.绿色建筑：90万元\n", []),  # no list of indicators
]


@pytest.mark.parametrize(("annex", "targets"), ANNEXES)
def test_an_annex_of_indicators(annex: str, targets: list[tuple[object, ...]]) -> None:
    found = read_source(read_text("plan.txt", (NOTICE + annex).encode()), "plan.txt", discover=False)
    assert said(found.targets) == targets
    assert [task.title for task in found.tasks] == ["推广绿色建材"]


# Lines of one cell, and what each counts: the object never reaches over the end of a line behind a number.
LINES: list[tuple[str, list[tuple[object, ...]]]] = [
    ("1.引进企业12家\n2.建设厂房5万平方米", [(12, "家", "企业", None), (5, "万平方米", "厂房", None)]),
    ("新增学位900个\n培训教师60名", [(900, "个", "学位", None), (60, "名", "教师", None)]),
    ("新建球场5片，覆盖3片区", [(5, "片", "球场", None)]),
    ("建设书屋\n东城4个\n西城5个", []),  # neither is 书屋东城; both are told
    # a line that its author broke inside a phrase, and one that ends with what is made
    ("建设社区\n食堂12家", [(12, "家", "社区食堂", None)]),
    ("规划编制\n新增养老\n床位300张", [(300, "张", "养老床位", None)]),
    ("完成路基8公里\n桥梁2座", [(8, "公里", "路基", None)]),  # the second is told
    ("（1）安装喷淋200套（2）清扫率达到95%", [(200, "套", "喷淋", None), (95, "%", "清扫率", None)]),
    ("建设书屋\n农村4个", []),
    ("建设项目\n食堂4个\n书屋3个", []),
    ("举办晚会20场\n非遗展演8场", [(20, "场", "晚会", None)]),  # the second has no verb and is told
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
@pytest.mark.parametrize(("cell", "targets"), LINES)
def test_lines_of_a_cell_count_each_its_own(cell: str, targets: list[tuple[object, ...]], name: str) -> None:
    lines = "".join(map(p, cell.split("\n")))
    rows = [["序号", "任务", "责任单位"], ["1", f"<w:tc>{lines}</w:tc>" if name == "file.docx" else cell, "县发展改革局"]]
    (task,) = plan(rows, name=name).tasks
    assert said(task.targets) == targets
