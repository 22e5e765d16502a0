"""PDF pages that are no plain column of lines: watermarks, turned text, flat glyphs, two columns, tables that go on over a page's end."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.pipeline import read_source
from ingest.sources import SourceText, read_text
from ingest.sources.pdf_tables import PdfCell, continues
from tests.ingest.made import pdf
from tests.ingest.made_pdf import LEADING, Printed, block, flat, printed, ruled, wrapped

TITLE = "某省量子信息产业行动方案"
TASKS = [
    f"{n}.推进第{n}条中试线建设，完善配套条件，建立按季调度的工作机制，面向企业开放共享仪器设备，新增示范场景{n}个。（责任单位：省科技厅、省财政厅）"
    for n in range(1, 13)
]
LINES = [TITLE, *wrapped(TASKS[:3], 36)]
PLAIN = [TITLE, *TASKS[:3]]


def read(data: bytes) -> SourceText:
    return read_text("plan.pdf", data)


def lines(data: bytes) -> list[str]:
    return [line.strip("\u3000 ") for line in read(data).text.splitlines()]


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ([Printed("内部资料", 150, 500, 60, 45, 0.9)], ""),  # one large light mark
        ([Printed("征求意见稿", x, y, 14, 30, 0.8) for x in (60, 220, 380) for y in (560, 640, 720)], ""),  # tiled, as high as the text
        ([Printed("样 本", 90, 690, 70, 0, 0.88)], ""),  # light and upright: it covers the text
        ([Printed("内部资料", 150, 560, 60, 45)], "内部资料"),  # as dark as the text
        ([Printed("请勿外传", 100, 700, 60)], "请勿外传"),  # as dark, and upright
        (
            [Printed(c, 300 + 40 * k, 690 - 25 * abs(2 - k), 16, 50 - 25 * k, 0, True) for k, c in enumerate("某省人民政府")],
            "某",
        ),  # a red seal
    ],
)
def test_watermarks_are_no_part_of_the_text(marks: Sequence[Printed], told: str) -> None:
    data = printed([[*marks, *block(LINES)]])
    assert lines(data) == PLAIN
    source = read(data)
    assert bool(source.notes) == bool(told) and all(told in note.why for note in source.notes)
    plan = read_source(source, "plan.pdf", discover=False)
    assert [u.why for u in plan.unread] == [note.why for note in source.notes]
    assert all(plan.text[u.start : u.end] == u.text for u in plan.unread)


@pytest.mark.parametrize(
    "beside",
    [
        Printed("附图说明", 100, 720, 12, 0, 0.9),  # light, but it covers nothing
        Printed("特别重大", 150, 720, 40),  # large, but it covers nothing
    ],
)
def test_what_covers_nothing_is_text(beside: Printed) -> None:
    assert beside.text in "\n".join(lines(printed([[beside, *block(LINES, top=660)]])))


@pytest.mark.parametrize(
    ("angle", "x", "y", "step"),
    [
        (90, 200, 60, (LEADING, 0)),  # read from the right side
        (270, 400, 700, (-LEADING, 0)),  # read from the left side
        (180, 520, 300, (0, LEADING)),  # upside down
    ],
)
def test_turned_lines_on_an_upright_page(angle: int, x: float, y: float, step: tuple[float, float]) -> None:
    turned = [Printed(text, x + k * step[0], y + k * step[1], 12, angle) for k, text in enumerate(wrapped(TASKS[:2], 36))]
    assert lines(printed([[*block([TITLE, "一、重点任务"]), *turned]])) == [TITLE, "一、重点任务", *TASKS[:2]]


def test_a_turned_cell_is_read_in_its_own_direction() -> None:
    rows = [["领域", "任务", "牵头单位"], ["产业\n培育", "建设中试线", "省科技厅"], [None, "培育企业", "省财政厅"]]
    source = read(ruled([rows], [60, 200, 120], title=TITLE, turned=0))
    assert cells(source) == [["领域", "任务", "牵头单位"], ["产业培育", "建设中试线", "省科技厅"], ["产业培育", "培育企业", "省财政厅"]]


@pytest.mark.parametrize(
    "printed_lines",
    [
        ["（一）建设中试线", "3.支持长三角一体化布局"],  # 一
        ["（2023—2025年）》，加快", "——开放共享"],  # —
        ["一、二、三、总体要求", "统一规划，一张图"],  # several in a line, and at its beginning
    ],
)
def test_characters_without_height_stay_in_their_line(printed_lines: list[str]) -> None:
    assert "".join(lines(flat(printed_lines, "一—、，二"))) == "".join(printed_lines)


SHEET = block(["试飞工作安排", "建设起降点并接入各有关单位", "保障用地"], left=60)
OVERPRINTED = [
    (Printed("市数据局", 150, 740), True),  # the text of one cell runs on under that of the next
    (Printed("市数据局", 155, 740), True),  # at any shift
    (Printed("建设起降点并接入各有关单位", 60.5, 740), False),  # printed twice: only bold
    (Printed("市数据局", 240, 740), False),  # beside it
    (Printed("市数据局", 150, 725), False),  # below it
]


@pytest.mark.parametrize(("other", "told"), OVERPRINTED)
def test_text_over_other_text_is_told(other: Printed, told: bool) -> None:
    notes = [note.why for note in read(printed([[*SHEET, other]])).notes]
    assert len(notes) == told and all("第1页" in why and "叠印" in why and "市" in why for why in notes)


def two_columns(left: Sequence[str], right: Sequence[str], *, top: float = 760, gap: float = 20) -> list[Printed]:
    return [*block(left, left=60, top=top), *block(right, left=60 + 17 * 12 + 2 * gap, top=top)]


COLUMN = wrapped(TASKS, 17)
HALF = len(COLUMN) // 2 + 1


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            two_columns(COLUMN[:30], COLUMN[30:60]),
            ["".join(COLUMN[:60]).split("。（", maxsplit=1)[0].strip("\u3000")],
        ),  # nothing but columns
        ([*block([TITLE], left=200, top=790), *two_columns(COLUMN[:30], COLUMN[30:60])], [TITLE]),  # a title across
        ([*two_columns(COLUMN[:30], COLUMN[30:60]), Printed("— 3 —", 285, 60)], []),  # a page number below the gap
        (two_columns(COLUMN[:30], COLUMN[30:44]), []),  # columns of unequal length
        (two_columns(COLUMN[:30], [line.lstrip() for line in COLUMN[30:60]], gap=8), []),  # a narrow gap
    ],
)
def test_two_columns(page: list[Printed], expected: list[str]) -> None:
    found = "".join(lines(printed([page])))
    flow = "".join(p.text for p in page if p.text in COLUMN or "\u3000\u3000" + p.text in COLUMN).replace("\u3000", "")
    assert found == (TITLE if TITLE in expected else "") + flow


def test_facts_of_two_columns_are_those_of_one() -> None:
    page = [*block([TITLE], left=200, top=790), *two_columns(COLUMN[:HALF], COLUMN[HALF:])]
    plan = read_source(read(printed([page])), "plan.pdf", discover=False)
    assert [task.number.rstrip(".") for task in plan.tasks] == [str(n) for n in range(1, 13)]
    assert all([owner.name for owner in task.owners] == ["省科技厅", "省财政厅"] for task in plan.tasks)


HEADING = ["序号", "类别", "任务", "责任单位"]
WIDTHS = [40, 80, 200, 100]


def cells(source: SourceText) -> list[list[str]]:
    return [[source.text[a:b] for a, b in row] for table in source.tables for row in table.rows]


def opened(page: list[list[str | None]]) -> list[list[str | None]]:
    """Return the rows of a page below a heading: a cell that goes on from the page before begins anew."""
    return [[text or "" for text in page[0]], *page[1:]]


@pytest.mark.parametrize(
    ("pages", "expected", "unsure"),
    [
        (  # the first columns are merged over the page's end: each row stays one, with the number of the cell it belongs to
            [[["1", "平台", "建设甲平台", "省科技厅"], [None, None, "建设乙平台", "省财政厅"]], [[None, None, "建设丙平台", "省教育厅"]]],
            [["1", "平台", "建设甲平台", "省科技厅"], ["1", "平台", "建设乙平台", "省财政厅"], ["1", "平台", "建设丙平台", "省教育厅"]],
            0,
        ),
        (  # the merge begins in the last row of the page
            [
                [["1", "平台", "建设甲平台", "省科技厅"], ["2", "队伍", "培养工程师", "省教育厅"]],
                [[None, None, "引进团队", "省人才办"], [None, None, "表彰先进", "省总工会"]],
            ],
            [
                ["1", "平台", "建设甲平台", "省科技厅"],
                ["2", "队伍", "培养工程师", "省教育厅"],
                ["2", "队伍", "引进团队", "省人才办"],
                ["2", "队伍", "表彰先进", "省总工会"],
            ],
            0,
        ),
        (  # the owner's cell is merged over the page's end
            [
                [["1", "平台", "建设甲平台", "省科技厅"], ["2", "平台", "建设乙平台", None]],
                [["3", "平台", "建设丙平台", None], ["4", "队伍", "引进团队", None], ["5", "队伍", "表彰先进", "省总工会"]],
            ],
            [
                ["1", "平台", "建设甲平台", "省科技厅"],
                ["2", "平台", "建设乙平台", "省科技厅"],
                ["3", "平台", "建设丙平台", "省科技厅"],
                ["4", "队伍", "引进团队", "省科技厅"],
                ["5", "队伍", "表彰先进", "省总工会"],
            ],
            0,
        ),
        (  # its text stands on the second page
            [
                [["1", "平台", "建设甲平台", ""], ["2", "平台", "建设乙平台", None]],
                [["3", "平台", "建设丙平台", "省科技厅"], ["4", "队伍", "引进团队", None]],
            ],
            [
                [str(n), kind, what, "省科技厅"]
                for n, kind, what in zip(
                    range(1, 5), ["平台"] * 3 + ["队伍"], ["建设甲平台", "建设乙平台", "建设丙平台", "引进团队"], strict=True
                )
            ],
            0,
        ),
        (  # one blank cell of an owner at the top of a page: whose it is cannot be told
            [[["1", "平台", "建设甲平台", "省科技厅"], ["2", "平台", "建设乙平台", "省财政厅"]], [["3", "平台", "建设丙平台", ""]]],
            [["1", "平台", "建设甲平台", "省科技厅"], ["2", "平台", "建设乙平台", "省财政厅"], ["3", "平台", "建设丙平台", ""]],
            1,
        ),
        (  # a column in which blank cells are common
            [[["1", "平台", "建设甲平台", "省科技厅"], ["2", "平台", "建设乙平台", ""]], [["3", "平台", "建设丙平台", ""]]],
            [["1", "平台", "建设甲平台", "省科技厅"], ["2", "平台", "建设乙平台", ""], ["3", "平台", "建设丙平台", ""]],
            0,
        ),
        (  # a row that the page's end cuts, and a merged owner
            [
                [
                    ["1", "平台", "建设甲平台", "省科技厅"],
                    ["2", "平台", "建设面向中小企业开放共享的乙类\n平台，配备专职人员和仪器设备，提", None],
                ],
                [["", "", "供检验检测服务", None], ["3", "队伍", "引进团队", None]],
            ],
            [
                ["1", "平台", "建设甲平台", "省科技厅"],
                ["2", "平台", "建设面向中小企业开放共享的乙类平台，配备专职人员和仪器设备，提供检验检测服务", "省科技厅"],
                ["3", "队伍", "引进团队", "省科技厅"],
            ],
            0,
        ),
    ],
)
def test_tables_over_a_page_end(pages: list[list[list[str | None]]], expected: list[list[str]], unsure: int) -> None:
    for repeated in (True, False):
        data = ruled([[HEADING, *pages[0]], *([HEADING, *opened(page)] if repeated else page for page in pages[1:])], WIDTHS, title=TITLE)
        source = read(data)
        assert cells(source) == [HEADING, *expected]
        assert len(source.notes) == unsure
        assert all(source.text[note.start : note.end].startswith(expected[-1][0]) for note in source.notes)


@pytest.mark.parametrize(
    ("last", "glued", "expected"),
    [
        (  # a row of its own below the heading
            [["1", "平台", "建设甲平台。", "省科技厅"]],
            ["2", "平台", "建设乙平台。", "省财政厅"],
            [["1", "平台", "建设甲平台。", "省科技厅"], ["2", "平台", "建设乙平台。", "省财政厅"]],
        ),
        (  # the bodies of the row above go on, and its sentence does although the part of it on the page before ends as one
            [["1", "平台", "建设甲平台。", "省科技厅\n省教育厅"]],
            ["", "", "配备专职人员。", "省财政厅"],
            [["1", "平台", "建设甲平台。配备专职人员。", "省科技厅 省教育厅 省财政厅"]],
        ),
        (  # nothing of a row but a strip stands on the page before
            [["1", "平台", "建设甲平台。", "省科技厅"], ["", "", "", ""]],
            ["2", "队伍", "引进团队。", "省教育厅"],
            [["1", "平台", "建设甲平台。", "省科技厅"], ["2", "队伍", "引进团队。", "省教育厅"]],
        ),
        (  # a name is cut in two
            [["1", "平台", "建设甲平台。", "省工业和信息化委员"]],
            ["", "", "", "会"],
            [["1", "平台", "建设甲平台。", "省工业和信息化委员会"]],
        ),
    ],
)
def test_no_line_parts_a_repeated_heading_from_its_row(last: list[list[str | None]], glued: list[str], expected: list[list[str]]) -> None:
    """Without the words of the heading the two are one row: 序号2, 牵头单位 省财政厅."""
    top: list[str | None] = [f"{head}\n{cell}" if cell else head for head, cell in zip(HEADING, glued, strict=True)]
    more: list[str | None] = ["3", "队伍", "表彰先进。", "省总工会"]
    assert cells(read(ruled([[HEADING, *last], [top, more]], WIDTHS, title=TITLE))) == [HEADING, *expected, more]


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [
        ([PdfCell("7"), PdfCell("建设算力", full=True), PdfCell("省科技厅")], [PdfCell(""), PdfCell("中心"), PdfCell("")], True),
        # both texts end before the edge of their cells: nothing was cut
        ([PdfCell("7"), PdfCell("建设算力"), PdfCell("省科技厅")], [PdfCell(""), PdfCell("培育企业"), PdfCell("省财政厅")], False),
        # both had come to the edge
        (
            [PdfCell("7"), PdfCell("建设算力", full=True), PdfCell("省科技厅、省", full=True)],
            [PdfCell(""), PdfCell("中心"), PdfCell("财政厅")],
            True,
        ),
        # cells that are centred: what the page before leaves blank stands here
        (
            [PdfCell("7"), PdfCell("建设算力。"), PdfCell("")],
            [PdfCell(""), PdfCell(""), PdfCell("省财政厅 省科技厅")],
            True,
        ),
        # … but not where the row has no number of its own: it may be the part of a merged one
        ([PdfCell(""), PdfCell("建设算力。"), PdfCell("")], [PdfCell(""), PdfCell(""), PdfCell("省财政厅")], False),
        # a row that begins with a number is one of its own
        ([PdfCell("7"), PdfCell("1）建设算力", full=True), PdfCell("省科技厅")], [PdfCell(""), PdfCell("2）培育企业"), PdfCell("")], False),
    ],
)
def test_a_row_is_cut_where_its_texts_came_to_the_edge(last: list[PdfCell], first: list[PdfCell], expected: bool) -> None:
    assert continues(tuple(last), tuple(first), [False] * len(last)) is expected


@pytest.mark.parametrize("number", ["— 7 —", "7", "第7页 共12页", "·7·", "7/12", "-7-"])
def test_page_numbers_inside_words(number: str) -> None:
    task = (
        "1.建设量子信息中试线，由省发展改革委会同省科技厅统筹推进有关部署，省财政厅对建设经费给予支持，市州人民政府负责落实各项保障条件。"
    )
    first, second = wrapped([task], 36)[:1], wrapped([task], 36)[1:]
    pages = [[*block(first, top=120), Printed(number, 290, 60, 10)], block(second)]
    assert "".join(lines(printed(pages))) == task


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "owners"),
    [
        ("watermark/watermark", [["省发展改革委", "省经信厅"], ["省数据局"]]),
        ("turned-text/rotatedtext", [["省发展改革委"], ["省数据局"]]),
        ("flat-glyphs/one", [["省发展改革委", "省经信厅"], ["省数据局", "省财政厅", "省民政厅"], ["省科技厅", "各设区市人民政府"]]),
    ],
)
def test_cases_of_reading(corpus: Path, name: str, owners: list[list[str]]) -> None:
    source = read_text(corpus / "cases" / "reading" / f"{name}.pdf")
    plan = read_source(source, name, discover=False)
    assert [[owner.name for owner in task.owners] for task in plan.tasks if task.owners] == owners
    assert not plan.unread


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("产业规模突破10", "00亿元。", "产业规模突破1000亿元。"),  # a number goes on
        ("建设IPv6", "Plus网络。", "建设IPv6 Plus网络。"),  # two words
        ("到2025年建成", "30个平台。", "到2025年建成30个平台。"),
    ],
)
def test_what_a_line_end_parts(upper: str, lower: str, expected: str) -> None:
    row = ["1", f"{upper}\n{lower}", "省科技厅"]
    source = read(ruled([[["序号", "任务", "责任单位"], row]], [40, 200, 100], title=TITLE))
    assert cells(source)[1][1] == expected
    filler = "统筹推进中试线建设并完善配套条件，面向企业开放共享各类仪器设备和检验检测服务，"
    long = filler[: 36 - len(upper)] + upper
    assert "".join(lines(printed([block([TITLE, long, lower])]))).endswith(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("省财政厅 省科技厅", "省财政厅 省科技厅"),  # the blank is a third of a character wide
        ("各县（市、区） 省科技厅", "各县（市、区） 省科技厅"),
        ("2026 年工作要点", "2026年工作要点"),  # beside a figure it is set for looks
        ("工 作 要 点 清 单", "工作要点清单"),  # as it is between the letters of a word
    ],
)
def test_a_blank_that_was_typed_between_two_words(line: str, expected: str) -> None:
    assert lines(printed([[Printed(line, 70, 700), Printed("二、重点任务", 70, 640)]]))[0] == expected


# Paragraphs of one line each, whose longest ends where lines of others would: what begins below it is no part of it.
OWNED = "责任单位：县水利局、县农业农村局、县财政局、县交通运输局"
SHORT = [
    ["某县工作要点", "1、修渠。", OWNED, "2、护岸。", "责任单位：县财政局"],
    ["某县工作要点", "一、农业", "（一）修渠。", OWNED, "二、交通", "（一）修路。", "责任单位：县财政局"],
    ["某县工作要点", "1、修渠。", OWNED.replace("责任", "牵头"), "配合单位：县水文站", "2、护岸。"],
    ["某县工作要点", "1、修渠。", OWNED, "海河县人民政府", "2026年3月1日"],
    ["某县工作要点", "1、修渠。（县水利局、县农业农村局、县财政局）", "海河县水利局", "2026年3月1日"],
]


@pytest.mark.parametrize("paragraphs", SHORT)
def test_paragraphs_of_one_line(paragraphs: list[str]) -> None:
    assert read_text("plan.pdf", pdf(paragraphs, pages=False)).text.splitlines() == paragraphs


# A list of bodies goes on in the next line.
@pytest.mark.parametrize("wide", [OWNED + "、县文化广电和旅游体育局、海河县人民政府", OWNED + "、县住房和城乡建设局、县卫生健康局"])
def test_a_list_of_owners_over_two_lines(wide: str) -> None:
    assert read_text("plan.pdf", pdf(["1、修渠。", wide, "2、护岸。"], pages=False)).text.splitlines() == ["1、修渠。", wide, "2、护岸。"]
