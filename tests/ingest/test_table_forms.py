"""Tables that are none of rows below one head: beside one another, with heads at the left, of cards."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan
from kg.sentences import sentence
from tests.ingest.made import docx, p, table, xlsx

TITLE = "临河县2026年重点任务表"
LOST = sentence("unread.table-without-owners")


def plan(rows: list[list[str]], name: str) -> Plan:
    data = xlsx({"Sheet1": [[TITLE], *rows]}) if name.endswith("xlsx") else docx(p(TITLE) + table(rows))
    return read_source(read_text(name, data), name, discover=False)


# A table, and the title, the owners and the deadline of each task in it.
READ: list[tuple[list[list[str]], list[tuple[str, str, str | None]]]] = [
    (  # two tables beside one another, a blank column between
        [
            ["序号", "任务", "责任单位", "", "序号", "任务", "责任单位"],
            ["1", "建设球场15个", "县体育局", "", "3", "改造公园4个", "县园林局"],
            ["2", "修缮文物6处", "县文旅局", "", "4", "更新公交80辆", "县交通局"],
        ],
        [
            ("建设球场15个", "县体育局", None),
            ("改造公园4个", "县园林局", None),
            ("修缮文物6处", "县文旅局", None),
            ("更新公交80辆", "县交通局", None),
        ],
    ),
    (  # without numbers
        [["任务", "责任单位", "时限", "任务", "责任单位", "时限"], ["建设球场15个", "县体育局", "6月", "改造公园4个", "县园林局", "9月"]],
        [("建设球场15个", "县体育局", "6月"), ("改造公园4个", "县园林局", "9月")],
    ),
    (  # heads at the left, a task a column
        [["任务", "建设球场15个", "改造步道8公里"], ["责任单位", "县体育局", "县城管局、县住建局"], ["完成时限", "6月底前", "9月底前"]],
        [("建设球场15个", "县体育局", "6月底前"), ("改造步道8公里", "县城管局、县住建局", "9月底前")],
    ),
    (  # cards: a head before each value
        [
            ["项目名称", "滨江步道", "责任单位", "县住建局"],
            ["建设内容", "建设步道12公里", "完成时限", "2026年10月"],
            ["项目名称", "体育中心", "责任单位", "县体育局"],
            ["建设内容", "新建场馆2座", "完成时限", "2026年12月"],
        ],
        [("建设步道12公里", "县住建局", "2026年10月"), ("新建场馆2座", "县体育局", "2026年12月")],
    ),
    (  # cards in two columns
        [
            ["任务名称", "建设球场15个"],
            ["责任单位", "县体育局、县住建局"],
            ["完成时限", "6月底前"],
            ["任务名称", "改造公园4个"],
            ["责任单位", "县园林局"],
            ["完成时限", "9月底前"],
        ],
        [("建设球场15个", "县体育局、县住建局", "6月底前"), ("改造公园4个", "县园林局", "9月底前")],
    ),
    (  # two tables below one another, whose heads name other owners
        [
            ["一、牵头任务", "", "", ""],
            ["序号", "任务", "配合单位", "时限"],
            ["1", "建设球场15个", "县体育局", "6月底前"],
            ["二、配合任务", "", "", ""],
            ["序号", "任务", "牵头单位", "时限"],
            ["1", "改造公园4个", "县园林局", "9月底前"],
        ],
        [("建设球场15个", "县体育局", "6月底前"), ("改造公园4个", "县园林局", "9月底前")],
    ),
    (  # rows with the number and the words of a heading
        [
            ["序号", "任务", "责任单位", "完成时限"],
            ["一", "民生保障", "", ""],
            ["1", "建设球场15个", "县体育局", "6月底前"],
            ["（二）", "城市更新", "", ""],
            ["2", "改造公园4个", "县园林局", "9月底前"],
        ],
        [("建设球场15个", "县体育局", "6月底前"), ("改造公园4个", "县园林局", "9月底前")],
    ),
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
@pytest.mark.parametrize(("rows", "expected"), READ)
def test_read(rows: list[list[str]], expected: list[tuple[str, str, str | None]], name: str) -> None:
    found = plan(rows, name)
    assert [(t.title, "、".join(o.name for o in t.owners), t.deadline) for t in found.tasks] == expected
    assert all(a.end <= b.start for a, b in zip(found.tasks, found.tasks[1:], strict=False))
    assert LOST not in {u.why for u in found.unread}


# A value is missing, and a merged cell may stand for it; or two heads of owners cannot be told apart.
TOLD = [
    [["任务", "建设球场15个", "改造步道8公里"], ["责任单位", "县体育局", ""], ["完成时限", "6月底前", "9月底前"]],
    [["项目名称", "滨江步道", "责任单位", "县住建局"], ["建设内容", "建设步道12公里", "完成时限", ""]],
    [["任务名称", "建设球场15个"], ["责任单位", "县体育局"], ["任务名称", ""], ["责任单位", "县园林局"], ["责任单位", "县住建局"]],
    [["责任单位", "县体育局", "", "县园林局"], ["序号", "任务", "时限", "任务"], ["1", "建设球场15个", "6月", "改造公园4个"]],
    [["任务一", "责任单位", "任务二", "责任单位"], ["建设球场15个", "县体育局", "改造公园4个", "县园林局"]],
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
@pytest.mark.parametrize("rows", TOLD)
def test_told(rows: list[list[str]], name: str) -> None:
    found = plan(rows, name)
    assert [owner.name for task in found.tasks for owner in task.owners] == []
    assert LOST in {u.why for u in found.unread}


ACROSS = [
    ["序号", "工作任务", "完成时限"],
    ["县教育局", "", ""],
    ["1", "新建幼儿园5所", "2026年9月"],
    ["2", "培训教师600名", "2026年12月"],
    ["县卫生健康局、县医保局", "", ""],
    ["1", "改造卫生院4家", "2026年10月"],
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
def test_bodies_across_the_table_above_their_tasks(name: str) -> None:
    found = plan(ACROSS, name)
    assert [(t.title, [(o.name, o.role, o.label) for o in t.owners]) for t in found.tasks] == [
        ("新建幼儿园5所", [("县教育局", "responsible", None)]),
        ("培训教师600名", [("县教育局", "responsible", None)]),
        ("改造卫生院4家", [("县卫生健康局", "responsible", None), ("县医保局", "responsible", None)]),
    ]
    assert found.unread == ()


def test_a_table_of_tasks_without_owners_is_told() -> None:
    found = plan([["序号", "任务", "完成时限"], ["1", "新建幼儿园5所", "2026年9月"]], "file.docx")
    assert (found.tasks, [u.why for u in found.unread]) == ((), [sentence("unread.table-without-owner-column")])


# A head of two rows, columns of numbers that say nothing of their own, a row of totals.
TOTALS = [
    ["序号", "项目名称", "建设任务", "", "责任单位", ""],
    ["序号", "项目名称", "学位（个）", "投资（万元）", "牵头", "配合"],
    ["1", "东城小学扩建", "900", "3500", "县教育局", "县住建局"],
    ["2", "西湖中学新建", "1200", "8600", "县教育局", "县住建局"],
    ["合计", "", "2100", "12100", "", ""],
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
def test_numbers_and_totals_are_no_tasks(name: str) -> None:
    found = plan(TOTALS, name)
    assert [(t.title, [o.role for o in t.owners]) for t in found.tasks] == [
        ("东城小学扩建", ["lead", "cooperate"]),
        ("西湖中学新建", ["lead", "cooperate"]),
    ]
    assert [(u.text, u.why) for u in found.unread] == [(head, sentence("unread.value-column")) for head in ("学位（个）", "投资（万元）")]


BLANK = [["牵头单位", "序号", "任务", "时限"], ["县公安局", "1", "优化信号灯", "6月底前"], ["", "2", "新增泊位", "9月底前"]]


@pytest.mark.parametrize(("name", "told"), [("rows.csv", ["新增泊位"]), ("file.docx", [])])
def test_a_blank_cell_of_owners_may_be_a_merged_one_where_a_format_has_none(name: str, told: list[str]) -> None:
    data = "\n".join(map(",".join, BLANK)).encode() if name == "rows.csv" else docx(p(TITLE) + table(BLANK))
    found = read_source(read_text(name, data), name, discover=False)
    assert [[o.name for o in task.owners] for task in found.tasks] == [["县公安局"], []]
    assert [u.text for u in found.unread if u.why == sentence("unread.blank-cell")] == told


def test_heads_that_say_whose_bodies_they_are() -> None:
    rows = [
        ["序号", "任务", "市级牵头单位", "市级配合单位", "县级责任单位"],
        ["1", "建设球场15个", "市体育局", "市财政局", "各县（市、区）文体局"],
    ]
    (task,) = plan(rows, "file.docx").tasks
    assert [(o.name, o.role) for o in task.owners] == [
        ("市体育局", "lead"),
        ("市财政局", "cooperate"),
        ("各县（市、区）文体局", "responsible"),
    ]


def test_a_place_beside_its_numbers_is_no_task() -> None:
    rows = [["县区", "造林面积（亩）", "抚育面积（亩）", "责任单位"], ["东城区", "300", "500", "东城区林业局"], ["合计", "300", "500", ""]]
    found = plan(rows, "file.docx")
    assert (found.tasks, [u.why for u in found.unread]) == ((), [LOST])


INNER = "<table><tr><td>东城</td><td>4个</td></tr><tr><td>西城</td><td>5个</td></tr></table>"


def test_a_table_inside_a_cell_of_a_web_page_and_a_table_inside_a_layout() -> None:
    head = "<tr><td>序号</td><td>任务</td><td>责任单位</td></tr>"
    rows = f"{head}<tr><td>1</td><td>建设书屋{INNER}</td><td>县文旅局</td></tr><tr><td>2</td><td>改造公厕15座</td><td>县城管局</td></tr>"
    data = f"<html><body><p>{TITLE}</p><table>{rows}</table></body></html>"
    around = f"<tr><td>导航</td><td>正文</td></tr><tr><td>栏目</td><td><table>{rows}</table></td></tr>"
    layout = f"<html><body><p>{TITLE}</p><table>{around}</table></body></html>"
    for page in (data, layout):
        found = read_source(read_text("page.html", page.encode()), "page.html", discover=False)
        assert [(t.title, [o.name for o in t.owners]) for t in found.tasks] == [
            ("建设书屋 东城4个 西城5个", ["县文旅局"]),
            ("改造公厕15座", ["县城管局"]),
        ]


# Cells of owners, and the owners with their role: a contact is no part of a name, 同上 is the cell above.
CELLS: list[tuple[list[str], list[list[tuple[str, str]]]]] = [
    (["县民政局（0571-88001234）", "县商务局"], [[("县民政局", "responsible")], [("县商务局", "responsible")]]),
    (
        ["县商务局（牵头，联系人：赵刚）\n县市场监管局", "县民政局（联系电话：88001234）"],
        [[("县商务局", "lead"), ("县市场监管局", "responsible")], [("县民政局", "responsible")]],
    ),
    (["县民政局、县财政局", "同上"], [[("县民政局", "responsible"), ("县财政局", "responsible")]] * 2),
    (["县民政局", "〃"], [[("县民政局", "responsible")]] * 2),
]


@pytest.mark.parametrize(("cells", "expected"), CELLS)
def test_contacts_and_dittos(cells: list[str], expected: list[list[tuple[str, str]]]) -> None:
    body = [[f"建设驿站{n}座", cell, when] for n, (cell, when) in enumerate(zip(cells, ("6月底前", "同上"), strict=True), 3)]
    found = plan([["任务", "责任单位", "时限"], *body], "book.xlsx")
    assert [[(o.name, o.role) for o in task.owners] for task in found.tasks] == expected
    assert [task.deadline for task in found.tasks] == ["6月底前", "6月底前"]
    assert found.unread == ()


def test_a_deadline_in_the_cell_of_owners() -> None:
    rows = [["序号", "任务", "责任单位及完成时限"], ["1", "建设驿站5座", "县民政局、县财政局，2026年6月底前"]]
    (task,) = plan(rows, "file.docx").tasks
    assert ([o.name for o in task.owners], task.deadline, task.due) == (["县民政局", "县财政局"], "2026年6月底前", "2026-06-30")


def test_a_column_of_bodies_and_columns_of_numbers_that_nothing_reads_are_told() -> None:
    rows = [
        ["序号", "任务", "责任单位", "考核部门", "东城区", "联系电话"],
        ["1", "新建公厕（座）", "县城管局", "县统计局", "5", "88001234"],
    ]
    found = plan(rows, "file.docx")
    assert [(u.text, u.why) for u in found.unread] == [
        ("考核部门", sentence("unread.column-of-bodies")),
        ("东城区", sentence("unread.value-column")),
    ]


def test_who_supervises_has_a_column_and_a_role() -> None:
    rows = [
        ["序号", "任务", "责任单位", "督查单位", "督导单位", "考核单位"],
        ["1", "建设球场15个", "县体育局", "县委督查室", "县纪委监委", "县政府督查室"],
    ]
    found = plan(rows, "file.docx")
    assert [(o.name, o.label, o.role) for o in found.tasks[0].owners] == [
        ("县体育局", "责任单位", "responsible"),
        ("县委督查室", "督查单位", "guide"),
        ("县纪委监委", "督导单位", "guide"),
    ]
    assert [(u.text, u.why) for u in found.unread] == [("考核单位", sentence("unread.column-of-bodies"))]


@pytest.mark.parametrize(
    ("heads", "cells", "owners"),
    [
        (["序号", "任务", "单位"], ["1", "建设球场15个", "县体育局、县教育局"], ["县体育局", "县教育局"]),
        (["工作内容", "部门", "完成时限"], ["建设球场15个", "县委督查室", "6月底前"], ["县委督查室"]),
        (["序号", "任务", "单位"], ["1", "建设球场", "个"], []),  # a unit
        (["序号", "任务", "单位", "责任单位"], ["1", "建设球场", "个", "县体育局"], ["县体育局"]),
        (["序号", "姓名", "单位"], ["1", "张三", "县体育局"], []),  # no table of tasks
    ],
)
def test_a_column_headed_only_unit_owns_where_its_cells_are_bodies(heads: list[str], cells: list[str], owners: list[str]) -> None:
    found = plan([heads, cells], "file.docx")
    assert [o.name for task in found.tasks for o in task.owners] == owners


def test_a_remark_that_says_who_does_something_is_told() -> None:
    rows = [
        ["序号", "任务", "责任单位", "备注"],
        ["1", "建设球场15个", "县体育局", "县财政局负责资金"],
        ["2", "改造公园4个", "县园林局", "用地由县自然资源局解决"],
        ["3", "修缮文物6处", "县文旅局", "县住建局"],
        ["4", "更新公交80辆", "县交通局", "由上年结转"],
    ]
    found = plan(rows, "file.docx")
    assert [len(task.owners) for task in found.tasks] == [1, 1, 1, 1]
    assert [(u.text, u.why) for u in found.unread] == [
        (text, sentence("unread.clause-in-row")) for text in ("县财政局负责资金", "用地由县自然资源局解决", "县住建局")
    ]


# The cell of the task, those of owners and of the deadline, and the tasks of the row: number, title, owners, day.
MEASURES = [
    (
        ["1.改造市场3个 2.新建车场5处", "1.县商务局 2.县城管局", "县财政局", "2026年6月"],
        [("1.", "改造市场3个", "县商务局、县财政局", "2026-06-30"), ("2.", "新建车场5处", "县城管局、县财政局", "2026-06-30")],
    ),
    (
        ["（1）改造医院3所；（2）新建卫生室5处。", "（1）县卫健委（2）县财政局、县民政局", "", "1.2026年6月；2.2026年9月"],
        [("（1）", "改造医院3所", "县卫健委", "2026-06-30"), ("（2）", "新建卫生室5处", "县财政局、县民政局", "2026-09-30")],
    ),
    (
        ["①改造渠3条；②新建库5个", "①县水利局②县农业局", "", ""],
        [("①", "改造渠3条", "县水利局", None), ("②", "新建库5个", "县农业局", None)],
    ),
    # bodies that are numbered, and no measures
    (["改造公园4个。", "1.县城管局 2.县林业局", "", ""], [("1", "改造公园4个", "县城管局、县林业局", None)]),
    # measures that are numbered, and no bodies
    (["1.改造渠3条；2.新建库5个", "县水利局、县农业局", "", ""], [("1", "1.改造渠3条", "县水利局、县农业局", None)]),
]


@pytest.mark.parametrize(("cells", "expected"), MEASURES)
def test_owners_numbered_as_the_measures_of_a_row_own_each_its_own(
    cells: list[str], expected: list[tuple[str, str, str, str | None]]
) -> None:
    found = plan([["序号", "任务", "责任单位", "配合单位", "完成时限"], ["1", *cells]], "file.docx")
    assert [(t.number, t.title, "、".join(o.name for o in t.owners), t.due) for t in found.tasks] == expected
    assert found.unread == ()


def test_measures_beside_further_text_are_one_task() -> None:
    rows = [["序号", "整改措施", "整改目标", "责任单位"], ["1", "1.改造渠3条；2.新建库5个", "达标", "1.县水利局 2.县农业局"]]
    found = plan(rows, "file.docx")
    assert [len(task.owners) for task in found.tasks] == [2]
    assert [u.why for u in found.unread] == [sentence("unread.numbered-owners")]


def test_persons_beside_bodies_and_levels_in_the_heads_of_columns() -> None:
    rows = [
        ["序号", "任务", "责任单位及责任人", "参与市直单位", "县（区）落实单位"],
        ["1", "改造步道8公里", "县城管局 张三 县住建局 李四", "市财政局", "东山县、西河县"],
    ]
    found = plan(rows, "book.xlsx")
    assert [(o.name, o.role) for o in found.tasks[0].owners] == [
        ("县城管局", "responsible"),
        ("县住建局", "responsible"),
        ("市财政局", "cooperate"),
        ("东山县", "implement"),
        ("西河县", "implement"),
    ]
    assert found.unread == ()


def test_owners_numbered_otherwise_than_the_measures_are_told() -> None:
    found = plan([["序号", "任务", "责任单位"], ["1", "1.改造渠3条；2.新建库5个；3.清淤2次", "1.县水利局 2.县农业局"]], "file.docx")
    assert [len(task.owners) for task in found.tasks] == [2]
    assert [(u.text, u.why) for u in found.unread] == [("1.县水利局 2.县农业局", sentence("unread.numbered-owners"))]


def test_a_clause_in_the_text_of_a_row_is_told() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "建设托育园6所，责任单位：县民政局", "县教育局"]]
    found = plan(rows, "file.docx")
    assert [(o.name) for o in found.tasks[0].owners] == ["县教育局"]
    assert [(u.text, u.why) for u in found.unread] == [("责任单位：县民政局", sentence("unread.clause-in-row"))]


def test_a_clause_ends_with_its_cell() -> None:
    rows = [
        ["工作任务及责任分工", "完成时限"],
        ["1.改造公园4个。责任单位：县园林局、县城管局", "9月底前"],
        ["2.修渠3条。牵头单位：县水利局", "6月底前"],
    ]
    found = plan(rows, "file.docx")
    assert [[o.name for o in task.owners] for task in found.tasks] == [["县园林局", "县城管局"], ["县水利局"]]


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_a_row_of_nothing_but_its_task_is_no_heading(ending: str) -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "建设托育园6所", "县教育局"], ["", "培训教师60名", ""], ["2", "改造公园4个", "县园林局"]]
    text = "\n".join(("," if ending == "csv" else "\t").join(row) for row in rows)
    found = read_source(read_text(f"rows.{ending}", f"{text}\n".encode()), f"rows.{ending}", discover=False)
    assert [(t.title, t.section, len(t.owners)) for t in found.tasks] == [
        ("建设托育园6所", (), 1),
        ("培训教师60名", (), 0),
        ("改造公园4个", (), 1),
    ]
    assert [(u.text, u.why) for u in found.unread] == [("培训教师60名", sentence("unread.blank-cell"))]


def test_the_lower_row_of_a_head_says_the_roles() -> None:
    rows = [["序号", "任务", "责任单位", ""], ["", "", "主办", "协办"], ["1", "建设托育园6所", "县教育局", "县民政局"]]
    (task,) = plan(rows, "file.docx").tasks
    assert [(o.name, o.label, o.role) for o in task.owners] == [
        ("县教育局", "主办", "responsible"),
        ("县民政局", "协办", "cooperate"),
    ]


def test_a_heading_in_the_column_of_tasks() -> None:
    rows = [["序号", "任务", "责任单位"], ["", "民生工程", ""], ["1", "建设托育园6所", "县教育局"], ["", "培训教师60名", ""]]
    found = plan(rows, "file.docx")
    assert [(t.title, t.section) for t in found.tasks] == [("建设托育园6所", ("民生工程",)), ("培训教师60名", ("民生工程",))]


def test_the_roles_are_those_of_the_head_above() -> None:
    rows, _ = next(case for case in READ if case[0][0][0] == "一、牵头任务")
    assert [[owner.role for owner in task.owners] for task in plan(rows, "book.xlsx").tasks] == [["cooperate"], ["lead"]]


def test_tasks_numbered_in_chinese_are_tasks() -> None:
    rows = [["序号", "任务", "责任单位"], ["一", "建设球场15个", "县体育局"], ["二", "改造公园4个", ""]]
    assert [task.title for task in plan(rows, "book.xlsx").tasks] == ["建设球场15个", "改造公园4个"]


# The lower half of a head may name fewer owners than the upper half has columns: 督办 is no owner.
HALVES = [
    ["序号", "任务", "责任单位", "", "", "时限"],
    ["序号", "任务", "牵头", "配合", "督办", "时限"],
    ["1", "建设球场15个", "县体育局", "县住建局", "县委督查室", "6月底前"],
]


@pytest.mark.parametrize("name", ["book.xlsx", "file.docx"])
def test_the_lower_half_of_a_head_is_no_task(name: str) -> None:
    found = plan(HALVES, name)
    assert [(t.title, [(o.name, o.role) for o in t.owners], t.deadline) for t in found.tasks] == [
        ("建设球场15个", [("县体育局", "lead"), ("县住建局", "cooperate")], "6月底前")
    ]


HEAD = ["序号", "任务", "责任单位", "投资（万元）"]
# The head, the rows before and behind the end of a page: a heading across first, a column of amounts, no numbers.
GOES_ON = [
    (HEAD, [["1", "建设球场", "县体育局", "30"]], [["二、城建", "", "", ""], ["2", "改造公园", "县园林局", "40"]]),
    (HEAD, [["1", "建设球场", "县体育局", "30"]], [["2", "改造公园", "县园林局、县城管局", "40"]]),
    (HEAD[1:3], [["建设球场", "县体育局"]], [["改造公园", "县园林局（牵头）、县城管局"], ["更新公交", ""]]),
]


@pytest.mark.parametrize(("head", "first", "second"), GOES_ON)
def test_a_table_that_goes_on_without_its_head(head: list[str], first: list[list[str]], second: list[list[str]]) -> None:
    data = docx(p(TITLE) + table([head, *first]) + p("") + table(second))
    found = read_source(read_text("file.docx", data), "file.docx", discover=False)
    assert [task.title for task in found.tasks][:2] == ["建设球场", "改造公园"]
    assert all(task.owners for task in found.tasks[:2])


def test_a_table_of_bodies_without_a_head_is_told() -> None:
    rows = [["建设球场", "县体育局", "6月"], ["改造公园", "县园林局、县城管局", "9月"]]
    found = read_source(read_text("file.docx", docx(p(TITLE) + table(rows))), "file.docx", discover=False)
    assert (found.tasks, [(u.text, u.why) for u in found.unread]) == ((), [("建设球场\t县体育局\t6月", sentence("unread.bodies-alone"))])


def test_a_cell_of_owners_before_its_task_is_no_clause_of_the_row_above() -> None:
    rows = [
        ["序号", "责任部门", "任务"],
        ["一、民生", "", ""],
        ["1", "牵头单位：县体育局\n配合单位：县住建局", "建设球场"],
        ["2", "牵头单位：县园林局", "改造公园"],
    ]
    found = plan(rows, "book.xlsx")
    assert [(t.title, [(o.name, o.role) for o in t.owners]) for t in found.tasks] == [
        ("建设球场", [("县体育局", "lead"), ("县住建局", "cooperate")]),
        ("改造公园", [("县园林局", "lead")]),
    ]
