"""What may have been lost is told, whatever the rules made of it; a plan that is read whole tells nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.evaluation import Coverage, evaluate
from ingest.losses import losses
from ingest.pipeline import read, read_source
from ingest.sources import SourceTable, SourceText, read_text
from ingest.sources.office import lost_tables
from kg.model import Part, Plan, Unread
from kg.sentences import sentence
from tests.ingest.made import docx, p, table, xlsx

TITLE = "松原市低空产业2025年工作要点"
OWNED = "（责任单位：市工信局）"


def plan(text: str) -> Plan:
    return read_source(read_text("plan.txt", text.encode()), "plan.txt", discover=False)


def told(found: Plan) -> list[tuple[str, str]]:
    assert all(found.text[u.start : u.end] == u.text for u in found.unread)
    return [(u.why, u.text) for u in found.unread]


# The text of an item, and what is told of it.
ITEMS = [
    # whom a sentence asks, where nobody owns the task
    (f"选址。{OWNED}\n2.市工信局、市教育局要建设试飞场。\n3.试飞。{OWNED}", [(sentence("unread.asked"), "市工信局、市教育局要")]),
    ("建设试飞场。市工信局负责选址。（责任单位：市教育局）", []),
    ("企业要建设试飞场。", []),
    # a body beside a label or a verb in the sentence
    (f"选址。{OWNED}\n2.建设试飞场，牵头单位是市教育局。\n3.试飞。{OWNED}", []),  # read
    (f"选址。{OWNED}\n2.建设试飞场，市教育局为牵头单位。\n3.试飞。{OWNED}", [(sentence("unread.asked"), "市教育局为牵头单位")]),
    (f"选址。{OWNED}\n2.建设试飞场，年底前市教育局牵头完成。\n3.试飞。{OWNED}", [(sentence("unread.asked"), "市教育局牵头")]),
    (f"选址。{OWNED}\n2.建设试飞场，市场主体参与。\n3.试飞。{OWNED}", []),
    # a bound on the time that something takes, of which nobody says that it is to be reached
    (f"学生锻炼时间不少于2小时。{OWNED}", [(sentence("unread.unknown-number"), "学生锻炼时间不少于2小时")]),
    # fields between clauses of one task
    (
        "试飞。\n牵头单位：市工信局\n责任领导：张三\n考核单位：市统计局\n配合单位：市教育局",
        [(sentence("unread.bodies-alone"), "考核单位：市统计局")],
    ),
    # what a bracket divides of what was counted before it
    (f"新增车位1万个（其中公共车位4000个）。{OWNED}", [(sentence("unread.unknown-number"), "新增车位1万个（其中公共车位4000个）")]),
    (f"改造管网120公里（庭院管网80公里）。{OWNED}", [(sentence("unread.unknown-number"), "改造管网120公里（庭院管网80公里）")]),
    (f"培育企业30家（含9家新建企业）。{OWNED}", []),
    # a number of a unit that no table knows
    (f"投放鱼礁2万空方，举办2026试飞节。{OWNED}", [(sentence("unread.unknown-number"), "投放鱼礁2万空方")]),
    # several bodies that are the last sentence of a paragraph, and one behind a sign
    ("建设试飞场。航空管理局、试飞发展局。", [(sentence("unread.bodies-alone"), "1.建设试飞场。航空管理局、试飞发展局。")]),
    ("建设试飞场。选定航线、培训人员。", []),
    (
        "建设试飞场。★试飞发展局，航空管理局、各试飞园区",
        [(sentence("unread.bodies-alone"), "1.建设试飞场。★试飞发展局，航空管理局、各试飞园区")],
    ),
    # what each of the owners of a task does
    ("试飞。（责任单位：市工信局、市教育局）\n市工信局：建设试飞场地。\n市教育局：开设试飞课程。", []),
    # nothing between two bodies
    ("试飞。（责任单位：市工信局市教育局）", [(sentence("unread.two-bodies"), "市工信局市教育局")]),
    ("试飞。（责任单位：市工信局市教育局、市水利局）", [(sentence("unread.two-bodies"), "市工信局市教育局")]),
    ("试飞。（责任单位：市发展改革委各县区政府）", [(sentence("unread.two-bodies"), "市发展改革委各县区政府")]),
    ("试飞。（责任单位：各县（市、区）党委政府、市级各有关部门单位）", []),
    ("试飞。（责任单位：松江农业大学市农科院）", [(sentence("unread.two-bodies"), "松江农业大学市农科院")]),
    ("试飞。（责任单位：人民银行 吉林省分行）", []),  # a branch of the body before it
    # an item of a clause that reads like no body
    ("试飞。（责任单位：市工信局、各参与试飞的人）", [(sentence("unread.no-body"), "各参与试飞的人")]),
    # a field nobody knows that holds bodies
    ("试飞。（主办：市总工会；协办：市工信局）", [(sentence("unread.no-body"), "市总工会；")]),
    # a body whose name holds another's ending
    ("试飞。（责任单位：市委办公室、市政府办公室、市农业农村局、人民银行市中心支行）", []),
    ("试飞。（责任单位：市公安局交警支队）", []),
    # the bracket is closed too early
    ("试飞。（责任单位：市财政）局、市教育局，各乡镇）", [(sentence("unread.behind-clause"), "局、市教育局，各乡镇）")]),
    ("试飞。（责任单位：市工信局）、市教育局、市水利局）", [(sentence("unread.behind-clause"), "、市教育局、市水利局）")]),
    ("试飞。〔责任单位：市工信局〕、市教育局〕", [(sentence("unread.behind-clause"), "、市教育局〕")]),
    ("试飞。（责任单位：市工信局）完成时限：6月底（可延期）", []),
    # a number nobody accounts for, beside those that are something
    (f"加快2个机场的选址。{OWNED}", [(sentence("unread.unknown-number"), "加快2个机场的选址")]),
    (f"建成起降点20个，最高补助50万元，2025年6月底前完成。{OWNED}", []),
    # a share in words
    (f"力争三成以上企业接入平台。{OWNED}", [(sentence("unread.unknown-number"), "力争三成以上企业接入平台")]),
    (f"起降点覆盖率过半。{OWNED}", [(sentence("unread.unknown-number"), "起降点覆盖率过半")]),
    (f"三分之二的乡镇建成起降点。{OWNED}", [(sentence("unread.unknown-number"), "三分之二的乡镇建成起降点")]),
    (f"审批时限压减一半。{OWNED}", [(sentence("unread.unknown-number"), "审批时限压减一半")]),
    (f"五成老旧茶社完成改造。{OWNED}", [(sentence("unread.unknown-number"), "五成老旧茶社完成改造")]),
    (f"推动三成企业上云。{OWNED}", [(sentence("unread.unknown-number"), "推动三成企业上云")]),
    (f"近五成园区建成平台。{OWNED}", [(sentence("unread.unknown-number"), "近五成园区建成平台")]),
    (f"七、八成企业建成平台。{OWNED}", [(sentence("unread.unknown-number"), "八成企业建成平台")]),
    (f"推动过半企业上云。{OWNED}", [(sentence("unread.unknown-number"), "推动过半企业上云")]),
    (f"约半数企业建立制度。{OWNED}", [(sentence("unread.unknown-number"), "约半数企业建立制度")]),
    (f"一半以上企业建立制度。{OWNED}", [(sentence("unread.unknown-number"), "一半以上企业建立制度")]),
    (f"完成六成任务。{OWNED}", [(sentence("unread.unknown-number"), "完成六成任务")]),
    (f"推动产值翻一番企业上规模。{OWNED}", [(sentence("unread.unknown-number"), "推动产值翻一番企业上规模")]),
    (f"产能扩大两倍。{OWNED}", [(sentence("unread.unknown-number"), "产能扩大两倍")]),
    # how far a building must be, among the terms of a permit; without them it is told
    (f"按预售的商品房计算，资金到位；茶楼工程进度达到形象进度的三分之一以上。{OWNED}", []),
    (f"茶楼工程进度达到形象进度的三分之一以上。{OWNED}", [(sentence("unread.unknown-number"), "茶楼工程进度达到形象进度的三分之一以上")]),
    (f"统一成立专班，一成不变的做法予以纠正。{OWNED}", []),
    (f"第二成员单位集成三成果，之一成为样板，四成都市圈。{OWNED}", []),
    # … and what was none to begin with: a total of what is named, a class, a term of a subsidy, money that is there
    (f"完成水泥、玻璃等21个行业的排查。{OWNED}", []),
    (f"起降点高度不超过5米，占比为20%的地块另算。{OWNED}", []),
    # a bracket that ends a paragraph and holds a body of a place and names that may be bodies or not
    ("建设试飞场。（市工信局、云鹊软件）", [(sentence("unread.bracket-alone"), "（市工信局、云鹊软件）")]),
    ("建设试飞场。（航线、起降点）", []),
    (f"家庭成员3人以上缴存的，给予补贴。{OWNED}", []),
    (f"发挥10亿元基金作用。{OWNED}", []),
    (f"近300项技术走向市场。{OWNED}", [(sentence("unread.unknown-number"), "近300项技术走向市场")]),
    (f"力争实现“一县三场或多场”目标。{OWNED}", [(sentence("unread.unknown-number"), "力争实现“一县三场或多场”目标")]),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(plan(f"{TITLE}\n一、任务\n1.{text}\n2.救援。{OWNED}")) == expected


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("会签：市财政局、市司法局", True),
        ("主办：市数据局。", True),
        ("会签：请及时反馈", False),
        ("联系单位：市数据局", False),  # what a printed form says of itself
    ],
)
def test_bodies_behind_a_label_nobody_knows_are_told(line: str, is_told: bool) -> None:
    found = told(plan(f"{TITLE}\n事项一：试飞\n{line}\n要求：6月底前完成\n"))
    assert ((sentence("unread.bodies-alone"), line) in found) == is_told


# A sentence outside every task, and whether it is told.
OUTSIDE = [
    ("三、保障措施\n（一）强化调度。另由市委网信办参与，", "由市委网信办参与"),
    ("三、保障措施\n（一）强化调度。重大事项由市发展改革委、市财政局负责。", "由市发展改革委、市财政局负责"),
    ("三、保障措施\n（一）强化调度。由市工信局协助。", "由市工信局协助"),
    ("三、保障措施\n（一）强化调度。各方要各负其责。", None),
    ("本要点由市工信局负责解释。", None),
]


@pytest.mark.parametrize(("text", "place"), OUTSIDE)
def test_who_does_what_outside_every_task(text: str, place: str | None) -> None:
    found = plan(f"{TITLE}\n一、任务\n1.试飞。{OWNED}\n2.救援。{OWNED}\n{text}")
    assert [u.text for u in found.unread if u.why == sentence("unread.ownership-outside")] == ([place] if place else [])


# Tables of which no row gave an owner.
TABLES = [
    ([["项目", "内容", "责任单位"], ["", "", "市工信局"]], [(sentence("unread.table-without-owners"), "项目\t内容\t责任单位")]),
    ([["项目", "地点"], ["起降点", "√"], ["航线", "√"]], [(sentence("unread.unknown-marks", count=2), "项目\t地点\n起降点\t√\n航线\t√")]),
    ([["项目", "地点"], ["起降点", "城东"], ["航线", "城西"]], []),
    (
        [["序号", "任务", "市工信局", "市教育局"], ["1", "试飞", "★", "√"], ["2", "救援", "", "√"]],
        [(sentence("unread.unexplained-marks", marks=["√", "★"]), "市工信局")],
    ),
    ([["序号", "任务", "责任单位"], ["1", "试飞", "市工信局"]], []),
    ([["序号", "任务", "市工信局", "市教育局"], ["1", "试飞", "√", ""], ["2", "救援", "", "√"]], []),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
@pytest.mark.parametrize("name", ["table.docx", "table.xlsx"])
def test_tables(name: str, rows: list[list[str]], expected: list[tuple[str, str]]) -> None:
    data = docx(p(TITLE) + table(rows)) if name.endswith("docx") else xlsx({"Sheet1": [[TITLE], *rows]})
    assert told(read_source(read_text(name, data), name, discover=False)) == expected


# A table that a program wrote down cell by cell, or line by line: what is told of it.
UNTABLED = [
    (
        "序号\n任务\n责任单位\n时限\n1\n建设试飞场\n市工信局\n市财政局\n2026年12月\n2\n开展救援\n市应急局\n2026年6月\n",
        ("bodies-alone", "市工信局"),
    ),
    ("序号 任务 责任单位 时限\n建设试飞场 某某中心 长期\n", ("table-without-owners", "序号 任务 责任单位 时限")),
    # bodies behind a bar, a dash or dots, without a label or a head
    ("1 | 建设试飞场 | 市工信局、市财政局 | 6月\n", ("bodies-alone", "1 | 建设试飞场 | 市工信局、市财政局 | 6月")),
    ("建设试飞场——市工信局（牵头）、市财政局\n", ("bodies-alone", "建设试飞场——市工信局（牵头）、市财政局")),
    ("建设试飞场………市工信局\n", ("bodies-alone", "建设试飞场………市工信局")),
    ("建设试飞场——起降点\n", None),
    # bodies as headings of their tasks
    ("一、市工信局\n1.建设试飞场。\n2.开通航线。\n二、优化发展格局\n1.开展救援。\n", ("bodies-alone", "一、市工信局")),
    ("市工信局负责。\n一、任务\n市应急局：\n1.建设试飞场。\n", ("bodies-alone", "市应急局：")),
    ("一、任务\n各单位任务如下：\n1.建设试飞场。（市工信局负责）\n", None),
    ("一、任务\n1.试飞。（责任单位：市工信局）\n", None),
    ("一、任务\n1.试飞。\n责任单位：市工信局\n2.救援。\n责任单位：市应急局\n", None),
]


@pytest.mark.parametrize(("text", "expected"), UNTABLED)
def test_what_a_lost_table_leaves_is_told(text: str, expected: tuple[str, str] | None) -> None:
    alarms = {sentence("unread.bodies-alone"), sentence("unread.table-without-owners")}
    assert [place for place in told(plan(f"{TITLE}\n{text}")) if place[0] in alarms] == (
        [(sentence(f"unread.{expected[0]}"), expected[1])] if expected else []
    )


def test_the_first_of_two_tables_is_told() -> None:
    heads = "序号    任务          责任单位      配合单位"
    rows = ["1       建设试飞场地  市工信局", "        与起降点、航线市财政局", "2       救援          市应急局"]
    second = [heads, "1       开通航线      市交通局      市公安局", "2       开展培训      市教育局      市人社局"]
    found = plan("\n".join([TITLE, heads, *rows, "", *second, ""]))
    assert [[owner.name for owner in task.owners] for task in found.tasks] == [["市交通局", "市公安局"], ["市教育局", "市人社局"]]
    assert (sentence("unread.table-without-owners"), heads) in told(found)


def test_which_body_belongs_to_which_task_is_lost_column_by_column() -> None:
    found = plan(
        f"{TITLE}\n任务\n建设试飞场\n开展救援\n责任分工\n牵头单位：市工信局\n配合单位：市财政局\n牵头单位：市应急局\n完成时限\n6月\n9月\n"
    )
    alone = sentence("unread.bodies-alone")
    assert [owner for task in found.tasks for owner in task.owners] == []
    assert told(found) == [(alone, "牵头单位：市工信局"), (alone, "配合单位：市财政局"), (alone, "牵头单位：市应急局")]


# Shares of a text that were taken for furniture.
@pytest.mark.parametrize(("share", "tells"), [(0.1, False), (0.29, False), (0.5, True), (0.9, True)])
def test_far_too_much_furniture(share: float, tells: bool) -> None:
    text = "一、任务\n" + "起" * 995
    cut = round(len(text) * (1 - share))
    found = replace(plan(text), unread=(), parts=(Part("body", 0, cut), Part("furniture", cut, len(text))))
    assert [u.why for u in losses(found, SourceText(found.text, "txt", ""), (), ())] == (
        [sentence("unread.much-furniture", percent=round(share * 100))] if tells else []
    )


def test_what_is_told_already_is_not_told_twice() -> None:
    found = plan(f"{TITLE}\n一、任务\n1.加快2个机场的选址。{OWNED}\n2.救援。{OWNED}")
    (first,) = found.unread
    assert losses(found, SourceText(found.text, "txt", ""), (), ()) == [] and first.why == sentence("unread.unknown-number")


def gold(owners: list[str], quotes: list[str]) -> dict[str, object]:
    aims = [{"quote": quote, "value": 1, "high": None, "comparator": "eq", "unit": "个"} for quote in quotes]
    named = [{"surface": name, "name": name, "role": "responsible", "kind": "unit"} for name in owners]
    task = {"starts": "试飞", "owners": named, "open": False, "targets": aims}
    return {"doc": "plan", "title": TITLE, "tasks": [task], "document_targets": []}


# What the gold names, what the reading tells it did not read, how many of the facts are lost without a word.
SILENT = [
    (["市工信局"], [], "", (1, 0)),
    (["市工信局", "市教育局"], [], "", (1, 1)),
    (["市工信局", "市教育局"], [], "责任单位：市教育局", (2, 0)),
    (["市工信局", "市教育局"], [], "市教育", (2, 0)),
    (["市工信局"], ["选址1个"], "", (1, 1)),
    (["市工信局"], ["选址1个"], "加快选址1个", (2, 0)),
]


@pytest.mark.parametrize(("owners", "quotes", "passage", "expected"), SILENT)
def test_silent_losses_are_counted(owners: list[str], quotes: list[str], passage: str, expected: tuple[int, int]) -> None:
    found = plan(f"{TITLE}\n一、任务\n1.试飞。{OWNED}\n2.救援。{OWNED}")
    read = replace(found, unread=(Unread(0, 0, passage, "…"),) if passage else ())
    score = evaluate({"plan": gold(owners, quotes)}, [read], Coverage({}, {}, {})).total()["silent losses"]
    assert (score.hits, score.missed) == expected


def test_a_table_that_was_written_down_column_by_column_is_told_and_gives_nobody_a_task() -> None:
    columns = "序号\n1\n\n2\n\n重点任务\n建设起降点\n20个。\n开通航线。\n\n牵头单位\n市工信局\n市交通局\n\n配合单位\n市教育局\n市水利局\n"
    found = plan(f"{TITLE}\n{columns}")
    assert not any(task.owners for task in found.tasks)
    assert (sentence("unread.table-without-owners"), "牵头单位") in told(found)


@pytest.mark.parametrize(
    ("cells", "tables", "expected"),
    [
        ("序号\x07任务\x07责任单位\x07\x07一\x07建设起降点。\x07市工信局\x07\x07", 0, 1),  # cells that ran together
        ("序号\x07任务\x07责任单位\x07\x07一\x07建设起降点。\x07市工信局\x07\x07", 1, 0),  # a table was made of them
        ("建设起降点。\r开通航线。\r", 0, 0),  # a text without a table
    ],
)
def test_cells_of_an_old_word_file_that_ran_together(cells: str, tables: int, expected: int) -> None:
    text = "".join(c for c in cells if c not in "\x07\r") + "\n"
    source = SourceText(text, "docx", "0" * 64, tables=(SourceTable((((0, 2), (2, 4)),)),) * tables)
    notes = list(lost_tables(cells.encode("utf-16-le"), source))
    assert [note.why for note in notes] == [sentence("unread.lost-table")] * expected


def test_a_cell_of_owners_that_names_nobody_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("序号,任务,责任单位\n1,修建跨河大桥,待定\n2,疏浚主要河道,县水利局\n", encoding="utf-8")
    plan = read(path)
    assert [[o.surface for o in t.owners] for t in plan.tasks] == [[], ["县水利局"]]
    assert [(u.text, u.why) for u in plan.unread] == [("待定", sentence("unread.no-body-in-cell"))]


@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_the_sign_of_the_lead_is_bold_and_nothing_is(name: str) -> None:
    text = f"{TITLE}\n以下任务，加粗单位为牵头单位。\n1.试飞。（{{0}}、市财政局）\n2.救援。（{{0}}、市教育局）\n"
    marked = "**市工信局**" if name.endswith("md") else "市工信局"
    found = read_source(read_text(name, text.format(marked).encode()), name, discover=False)
    assert [u.why for u in found.unread] == ([] if name.endswith("md") else [sentence("unread.bold")])
