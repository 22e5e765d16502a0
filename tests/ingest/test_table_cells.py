"""Cells of task tables: several bodies in one, numbers that rows share, what a row is called, matrices of marks."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import read_text
from ingest.sources.wrapped_cells import CellLine, wrapped_cell
from kg.model import Plan
from kg.sentences import sentence
from tests.ingest.made import docx, p, pdf, table, xlsx

TITLE = "松原市低空产业2025年重点任务分工表"
HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def plan(name: str, data: bytes) -> Plan:
    return read_source(read_text(name, data), name, discover=False)


def html(rows: list[list[str]], *, line: str) -> bytes:
    cells = ["".join(f"<td>{line.join(cell.split(chr(10)))}</td>" for cell in row) for row in rows]
    return f"<html><body><p>{TITLE}</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


def word(rows: list[list[str]], *, broken: bool) -> bytes:
    """A cell a paragraph, or one paragraph with line breaks."""
    return docx(p(TITLE) + table([[tc(cell, broken=broken) for cell in row] for row in rows]))


def tc(cell: str, *, broken: bool) -> str:
    lines = cell.split("\n")
    run = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{line}</w:t></w:r>" for line in lines)
    return f"<w:tc>{p(run) if broken else ''.join(map(p, lines))}</w:tc>"


def files(rows: list[list[str]]) -> dict[str, bytes]:
    quoted = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return {
        "br.html": html(rows, line="<br>"),
        "p.html": html(rows, line="</p><p>"),
        "paragraphs.docx": word(rows, broken=False),
        "breaks.docx": word(rows, broken=True),
        "book.xlsx": xlsx({"Sheet1": [[TITLE], *rows]}),
        "rows.csv": f"{TITLE}\n{quoted}".encode("utf-8-sig"),
    }


# A cell of bodies with its author's line breaks, and the names in it.
CELLS = [
    ("市工信局\n市发展改革委", ["市工信局", "市发展改革委"]),  # a body a line
    ("市工信局、\n市发展改革委", ["市工信局", "市发展改革委"]),  # a mark as well
    ("市发展改\n革委", ["市发展改革委"]),  # a narrow column broke the name
    ("市工业和\n信息化局\n市教育局", ["市工业和信息化局", "市教育局"]),  # both
    ("工信局\n财政局\n教育局", ["工信局", "财政局", "教育局"]),  # without the word of a level
    ("松江实验室\n新航燃气\n市公安局", ["松江实验室", "新航燃气", "市公安局"]),  # a name that ends like no body
    ("市委\n市政府", ["市委", "市政府"]),  # two letters and a body
    ("市委\n宣传部", ["市委宣传部"]),  # two letters that begin a name
    ("市人力资源社会\n保障局", ["市人力资源社会保障局"]),  # inside a function, though what stands above the break ends like a body
    ("市通信办公室\n新航、铁塔松原分公司", ["市通信办公室", "新航", "铁塔松原分公司"]),  # a firm of two letters below a body
    ("市公安局\n交警支队", ["市公安局交警支队"]),  # an office of the body above it
    ("（市工信局、市教育局）", ["市工信局", "市教育局"]),  # a bracket around the whole cell
    ("（各县（市、区）人民政府）", ["各县（市、区）人民政府"]),
    ("〔市工信局\n市教育局〕", ["市工信局", "市教育局"]),
    ("发展改革局(统计局)\n教育局", ["发展改革局(统计局)", "教育局"]),  # a name that ends in a bracket
    ("市有关单位\n各区", ["市有关单位", "各区"]),  # classes
    ("市教育局\n各市、县（市）人民政府", ["市教育局", "各市、县（市）人民政府"]),  # a list of tiers
    ("市林业局\n月亮湾区政府", ["市林业局", "月亮湾区政府"]),  # a name that begins like a date
    ("妇联\n科协", ["妇联", "科协"]),  # short ones
    ("市住建局\n“四区”政府（管委会）", ["市住建局", "“四区”政府（管委会）"]),  # a name that begins with a quotation
    ("市住建局\n“两县”政府", ["市住建局", "“两县”政府"]),
    ("市农机局〈秘书处〉\n市教育局", ["市农机局〈秘书处〉", "市教育局"]),
    ("市数据局\n各县（市、区）人民政府", ["市数据局", "各县（市、区）人民政府"]),
    ("1.市教育局\n2.新航燃气", ["市教育局", "新航燃气"]),  # entries with numbers
    ("1、市教育局；\n2、市公安局", ["市教育局", "市公安局"]),
    ("（1）市教育局\n（2）市公安局", ["市教育局", "市公安局"]),
    ("①市教育局 ②市公安局", ["市教育局", "市公安局"]),
    ("各功能区\n区县人民政府", ["各功能区", "区县人民政府"]),  # two classes
    ("松江农业大学\n市农科院", ["松江农业大学", "市农科院"]),  # two that end like no body of the state
    ("市一中 市体校", ["市一中", "市体校"]),  # … that begin with one level
    ("市三馆\n市医院\n团市委", ["市三馆", "市医院", "团市委"]),
    ("人民银行\n吉林省分行\n市教育局", ["人民银行吉林省分行", "市教育局"]),  # a branch below its bank
    ("人民银行 工商银行吉林省分行", ["人民银行", "工商银行吉林省分行"]),  # a bank of its own
]


def test_a_deadline_of_figures_in_its_cell() -> None:
    rows = [HEAD, ["1", "建起降点。", "市工信局", "市教育局", "2025.9.30"]]
    assert [(t.deadline, t.due) for t in plan("plan.xlsx", xlsx({"Sheet1": [[TITLE], *rows]})).tasks] == [("2025.9.30", "2025-09-30")]


def test_a_table_of_word_in_a_frame() -> None:
    inner = table([HEAD, ["1", "建设起降点。", "市工信局", "市教育局", "2025年9月"]])
    framed = table([[f"<w:tc>{inner}{p('')}</w:tc>"], [f"<w:tc>{p('注：按季度报送进展。')}</w:tc>"]])
    found = plan("plan.docx", docx(p(TITLE) + framed))
    assert [[owner.name for owner in task.owners] for task in found.tasks] == [["市工信局", "市教育局"]]
    assert found.text.endswith("注：按季度报送进展。\n")


def test_the_name_of_a_sheet_is_no_part_of_a_title() -> None:
    rows = [HEAD, ["1", "建设起降点。", "市工信局", "市教育局", "2025年9月"]]
    assert plan("plan.xlsx", xlsx({"任务分工": [[TITLE], *rows], "说明": [["本表由市政府办公室负责解释。"]]})).title == TITLE


@pytest.mark.parametrize("name", files([["", ""]]))
@pytest.mark.parametrize(("cell", "names"), CELLS, ids=[cell.replace("\n", "|") for cell, _ in CELLS])
def test_lines_of_a_cell(name: str, cell: str, names: list[str]) -> None:
    rows = [HEAD, ["1", "建设起降点", cell, "市林草局", "2025年6月\n底前"], ["2", "开通航线", "市交通局", "", "2025年9月"]]
    found = plan(name, files(rows)[name])
    assert [[owner.name for owner in task.owners] for task in found.tasks] == [[*names, "市林草局"], ["市交通局"]]
    assert [task.due for task in found.tasks] == ["2025-06-30", "2025-09-30"]
    assert all(found.text[owner.start : owner.end] == owner.surface for task in found.tasks for owner in task.owners)


def test_bodies_alone_in_a_row_are_no_heading_and_are_told() -> None:
    rows = [HEAD, ["1", "建设起降点", "市工信局", "", "2025年6月"], ["", "", "", "市教育局", ""], ["2", "开通航线", "市交通局", "", ""]]
    found = plan("plan.xlsx", xlsx({"Sheet1": [[TITLE], *rows]}))
    assert [task.section for task in found.tasks] == [(), ()]
    assert [(told.text.strip(), told.why) for told in found.unread] == [("市教育局", sentence("unread.bodies-alone"))]


# Lines of a cell on a printed page: wrapped, or its author's.
PRINTED = [
    (["省能源局", "省水利厅"], "省能源局 省水利厅"),
    (["省能源局", "省发展改", "革委"], "省能源局 省发展改革委"),
    (["省人力资源和社会保障", "厅"], "省人力资源和社会保障厅"),
    (["建设市政府", "数据平台"], "建设市政府数据平台"),  # a sentence
    (["由省能源局", "省水利厅牵头推进。"], "由省能源局省水利厅牵头推进。"),
    (["省能源局", "（省煤炭局）", "省水利厅"], "省能源局（省煤炭局）省水利厅"),  # nothing complete before the bracket ends
    (["省能源局", "各县（市、区）人", "民政府"], "省能源局 各县（市、区）人民政府"),
    (["省能源局", "人民银行长", "春分行"], "省能源局 人民银行长春分行"),
    (["国家税务总局", "长春市税务局"], "国家税务总局长春市税务局"),  # a branch of a body above
    (["市教育局", "各区、县（市）", "人民政府"], "市教育局 各区、县（市）人民政府"),
    (["市教育局", "各镇（街）人民政府（办事处）"], "市教育局 各镇（街）人民政府（办事处）"),
    (["市水利局", "银保监组", "市教育局"], "市水利局 银保监组 市教育局"),
    (["推广 A", "B 两种"], "推广 A B 两种"),
    (["松江农业大学", "省农科院"], "松江农业大学 省农科院"),  # names that end like no body of the state
    (["县医院", "县融媒体中心"], "县医院 县融媒体中心"),
    (["城关镇", "各村委会"], "城关镇 各村委会"),
    (["建设市民", "科技馆"], "建设市民科技馆"),
    (["长春市住房公积金管理中心", "榆树市管理部", "省教育厅"], "长春市住房公积金管理中心榆树市管理部 省教育厅"),  # a centre's office
    (["市教育局", "“四区”政府（管委会）"], "市教育局 “四区”政府（管委会）"),  # a name that begins with a quotation
    (["人民银行", "吉林省分行", "省教育厅"], "人民银行吉林省分行 省教育厅"),  # a branch below its bank
    (["省教育厅 省司法厅", "团省委 省科协"], "省教育厅 省司法厅 团省委 省科协"),  # blanks part them, and a line ends where one stood
    (["省教育厅 省发展改", "革委 省科协"], "省教育厅 省发展改革委 省科协"),
]


@pytest.mark.parametrize(("lines", "text"), PRINTED)
def test_lines_of_a_printed_cell(lines: list[str], text: str) -> None:
    assert wrapped_cell([CellLine(line) for line in lines]) == text


# Lines that their author ended are marked with /: the next character would have fitted.
ENDED = [
    (["市财政局/", "属地人民政府", "（管委会）"], "市财政局 属地人民政府（管委会）"),
    (["市水利局/", "各县[市、区]人", "民政府/", "向阳街道/", "工业园区"], "市水利局 各县[市、区]人民政府 向阳街道 工业园区"),
    (["人民银行长春中心", "支行/", "省财政厅"], "人民银行长春中心支行 省财政厅"),  # 支行 alone is no name
    (["各开发区管委", "会/", "市教育局"], "各开发区管委会 市教育局"),
    (["各开发区/", "区县市人民政府"], "各开发区 区县市人民政府"),
    (["华北燃气/", "省电力公司/", "省能源局"], "华北燃气 省电力公司 省能源局"),
    (["市中心城各区政府、", "管委会/", "市住建局"], "市中心城各区政府、管委会 市住建局"),
    (["市自然资源局", "榆树区政府/", "市教育局"], "市自然资源局 榆树区政府 市教育局"),  # a government is part of no bureau
    (["1.市水利局", "2.市自然资源和", "规划局", "3.市教育局"], "1.市水利局 2.市自然资源和规划局 3.市教育局"),
    (["建设市政府/", "数据平台，接入", "省财政厅"], "建设市政府数据平台，接入省财政厅"),  # a sentence
]


@pytest.mark.parametrize(("lines", "text"), ENDED)
def test_lines_that_their_author_ended(lines: list[str], text: str) -> None:
    assert wrapped_cell([CellLine(line.rstrip("/"), line.endswith("/")) for line in lines]) == text


def test_bodies_below_one_another_in_a_printed_cell() -> None:
    rows = [
        HEAD,
        ["1", "建设起降点", "市工信局\n市教育局", "市林草局\n市水利局\n市公安局", "2025年6月"],
        ["2", "开通航线", "市交通局", "市林草局", "2025年9月"],
    ]
    found = plan("printed.pdf", pdf([TITLE], rows=rows))
    assert [owner.name for owner in found.tasks[0].owners] == ["市工信局", "市教育局", "市林草局", "市水利局", "市公安局"]


# Rows under a merged number: what the table prints, what the tasks are numbered and called.
NUMBERED = [
    # each row prints its own number
    ([["1", "1、制定方案", "市工信局"], ["1", "2、完成选址", "市教育局"]], [("1", "制定方案"), ("2", "完成选址")]),
    # none does: they share the printed one
    ([["3", "制定方案。分年推进。", "市工信局"], ["3", "完成选址", "市教育局"]], [("3", "制定方案"), ("3", "完成选址")]),
    # a number of its own in a cell whose number nobody shares belongs to the measures in it
    ([["1", "1.制定方案。2.完成选址。", "市工信局"], ["2", "试飞", "市教育局"]], [("1", "1.制定方案"), ("2", "试飞")]),
    # no number at all
    ([["", "制定方案", "市工信局"], ["", "完成选址", "市教育局"]], [("", "制定方案"), ("", "完成选址")]),
]


@pytest.mark.parametrize(("rows", "expected"), NUMBERED)
def test_numbers_of_rows(rows: list[list[str]], expected: list[tuple[str, str]]) -> None:
    found = plan("rows.html", html([["序号", "具体措施", "责任单位"], *rows], line="<br>"))
    assert [(task.number, task.title) for task in found.tasks] == expected
    assert [task.ordinal for task in found.tasks] == [1, 2]
    assert len({task.id for task in found.tasks}) == 2


# What a task in a cell is called: never cut inside a clause, a quotation or a bracket, nothing of other columns.
CALLED = [
    ("完善“一网通办。全程网办”机制。明确各方职责。", "完善“一网通办。全程网办”机制"),
    ("数字教育：建设资源平台，接入学校", "数字教育"),
    ("建设起降点（含备降场；应急场），开通航线" + "，扩大覆盖范围" * 9, "建设起降点（含备降场；应急场），开通航线" + "，扩大覆盖范围" * 5),
    ("增长3.5%，其中：出口增长4%", "增长3.5%，其中"),
]


@pytest.mark.parametrize(("cell", "title"), CALLED)
def test_what_a_row_is_called(cell: str, title: str) -> None:
    rows = [["序号", "重点任务", "责任单位", "任务来源"], ["1", cell, "市工信局", "市工作要点"], ["2", "试飞", "市教育局", "市工作要点"]]
    assert plan("rows.html", html(rows, line="<br>")).tasks[0].title == title


# A matrix: heads, marks, a line that says what they stand for; who takes part in the first task.
MATRICES = [
    (["√", "√", ""], "", [("市工信局", "responsible"), ("市教育局", "responsible")]),
    (["★", "√", "√"], "注：★为牵头单位，√为配合单位。", [("市工信局", "lead"), ("市教育局", "cooperate"), ("市水利局", "cooperate")]),
    (["○", "●", ""], "说明：“●”表示牵头，“○”表示参与", [("市工信局", "cooperate"), ("市教育局", "lead")]),
    (["牵头", "", "配合"], "", [("市工信局", "lead"), ("市水利局", "cooperate")]),
    (["", "▲", "△"], "牵头单位用▲标注，配合单位用△标注", [("市教育局", "lead"), ("市水利局", "cooperate")]),
]


@pytest.mark.parametrize(("marks", "legend", "expected"), MATRICES)
@pytest.mark.parametrize("upper", [False, True], ids=["one head", "two heads"])
def test_matrix(marks: list[str], legend: str, expected: list[tuple[str, str]], upper: bool) -> None:
    bodies = ["市工信局", "市教育局", "市水利局"]
    head = [["序号", "重点任务", "责任单位", "", ""], ["", "", *bodies]] if upper else [["序号", "重点任务", *bodies]]
    rows = [*head, ["1", "建设起降点3个", *marks], ["2", "开通航线", "", "", "√"]]
    found = plan("matrix.xlsx", xlsx({"Sheet1": [[TITLE], *rows, [legend]]}))
    assert [(owner.name, owner.role) for owner in found.tasks[0].owners] == expected
    assert [(task.number, task.title) for task in found.tasks] == [("1", "建设起降点3个"), ("2", "开通航线")]
    assert all(found.text[owner.start : owner.end] == owner.surface for task in found.tasks for owner in task.owners)


def test_columns_of_bodies_without_marks_are_no_matrix() -> None:
    rows = [["序号", "重点任务", "市工信局", "市教育局"], ["1", "建设起降点", "已办", "在办"], ["2", "开通航线", "在办", "已办"]]
    assert plan("matrix.xlsx", xlsx({"Sheet1": [[TITLE], *rows]})).tasks == ()
