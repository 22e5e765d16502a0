"""Tables on printed pages that draw no lines: rows are told by the numbers of the first column, or by lines that fill every column."""

from collections.abc import Sequence

import pytest

from ingest.pipeline import read_source
from ingest.sources import SourceText, read_text
from ingest.sources.wrapped_cells import CellLine, wrapped_cell
from tests.ingest.made_pdf import Printed, block, printed, wrapped

TITLE = "某省量子信息产业任务分工表"
HEADING = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
LEFTS = [60, 110, 290, 380, 480]
WIDTHS = [3, 12, 6, 6, 6]
ROWS = [
    ["1", "建设数据共享平台，接入单位20家，形成按季更新的机制", "省数据局", "省财政厅、省教育厅", "6月底前"],
    ["2", "培育一批企业", "省发展改革委", "省科技厅", "9月底前"],
    ["3", "开展标准研制，发布地方标准5项", "省市场监管局", "省科技厅、省经济和信息化厅", "12月底前"],
]
NOTE = "注：本表任务由牵头单位每季度报送进展，配合单位按照职责分工落实有关工作。"
BODIES = ("省科技厅", "省财政厅", "省教育厅")


def read(*pages: Sequence[Printed]) -> SourceText:
    return read_text("plan.pdf", printed(pages))


def cells(source: SourceText) -> list[list[str]]:
    return [[source.text[a:b] for a, b in row] for table in source.tables for row in table.rows]


def table(
    rows: Sequence[Sequence[str]], *, top: float = 700, middle: bool = False, between: float = 8, leading: float = 15
) -> list[Printed]:
    """Return the lines of a table; `middle` says that cells stand beside the middle of the highest in their row."""
    found, y, leading = [], top, 15
    for row in rows:
        lines = [[text[k : k + width] for k in range(0, len(text), width)] for text, width in zip(row, WIDTHS, strict=False)]
        high = max(map(len, lines))
        for left, held in zip(LEFTS, lines, strict=False):
            lower = (high - len(held)) * leading / 2 if middle else 0
            found += [Printed(text, left, y - lower - k * leading, 10) for k, text in enumerate(held)]
        y -= high * leading + between
    return found


@pytest.mark.parametrize(
    "page",
    [
        table([HEADING, *ROWS]),  # cells that begin at one height
        table([HEADING, *ROWS], middle=True, between=14),  # cells beside the middle of the highest
        [*block([TITLE], left=180, top=760), *table([HEADING, *ROWS])],  # a title across the columns
        [
            *table([HEADING, *ROWS]),
            *block(wrapped(["注：本表任务由牵头单位每季度报送进展，配合单位按照职责分工落实有关工作。"], 36), top=420),
        ],  # a note below
        [*table([HEADING, *ROWS], top=350), Printed("— 4 —", 280, 200)],  # a page number right below
    ],
)
def test_tables_told_by_their_numbers(page: list[Printed]) -> None:
    assert cells(read(page)) == [HEADING, *ROWS]


@pytest.mark.parametrize(
    "second",
    [
        table([HEADING, ROWS[2]], top=760),  # the heading is repeated
        table(ROWS[2:], top=760),  # it is not
    ],
)
def test_a_table_that_goes_on_over_the_end_of_a_page(second: list[Printed]) -> None:
    assert cells(read(table([HEADING, *ROWS[:2]]), second)) == [HEADING, *ROWS]


def test_tables_of_full_lines() -> None:
    rows = [[row[1][:6], row[2], row[4]] for row in ROWS]
    lines = [
        Printed(text, left, 700 - 20 * k, 10)
        for k, row in enumerate([["重点任务", "牵头单位", "完成时限"], *rows])
        for left, text in zip((60, 200, 330), row, strict=True)
    ]
    assert cells(read(lines)) == [["重点任务", "牵头单位", "完成时限"], *rows]


def test_the_facts_are_those_of_the_rows() -> None:
    plan = read_source(read([*block([TITLE], left=180, top=760), *table([HEADING, *ROWS])]), "plan.pdf", discover=False)
    assert [[(owner.name, owner.role) for owner in task.owners] for task in plan.tasks] == [
        [("省数据局", "lead"), ("省财政厅", "cooperate"), ("省教育厅", "cooperate")],
        [("省发展改革委", "lead"), ("省科技厅", "cooperate")],
        [("省市场监管局", "lead"), ("省科技厅", "cooperate"), ("省经济和信息化厅", "cooperate")],
    ]


@pytest.mark.parametrize(
    "page",
    [
        block(wrapped([f"{row[0]}.{row[1]}。（责任单位：{row[2]}）" for row in ROWS], 36)),  # prose with numbers
        [
            Printed(name, x, 700, 12) for x, name in zip((60, 220, 380), ("省科技厅", "省财政厅", "省教育厅"), strict=True)
        ],  # names beside one another
        [
            *block(["一、重点任务", *wrapped([ROWS[0][1]], 20)]),
            Printed("省科技厅", 380, 500),
            Printed("2025年3月1日", 380, 480),
        ],  # a signature
    ],
)
def test_what_is_no_table(page: list[Printed]) -> None:
    assert not read(page).tables


ACROSS = ["一、惠民生（2项）", "（二）稳增长"]


def test_headings_across_the_table() -> None:
    lines = [
        *table([HEADING, ["1", "建设数据共享平台", "省数据局", "省财政厅", "6月底前"]]),
        Printed(ACROSS[0], 60, 650, 10),
        *table([["2", "培育企业", "省发展改革委", "省科技厅", "9月底前"]], top=625),
        Printed(ACROSS[1], 60, 600, 10),
        *table([ROWS[2]], top=575),
    ]
    found = cells(read(lines))
    assert [row[0] for row in found] == ["序号", "1", ACROSS[0], "2", ACROSS[1], "3"]
    assert found[2][1:] == [""] * 4 and found[5] == ROWS[2]


def test_a_class_of_bodies_below_a_body_is_a_name() -> None:
    assert wrapped_cell([CellLine("市教育局"), CellLine("市民政局"), CellLine("各县区")]) == "市教育局 市民政局 各县区"
    assert wrapped_cell([CellLine("各县（市、区）"), CellLine("人民政府")]) == "各县（市、区）人民政府"


def test_a_label_of_two_lines() -> None:
    head = [*HEADING[:2], "牵头（责任）单", *HEADING[3:]]
    page = [*table([head], top=700), Printed("位", 290, 685, 10), *table([["1", "建平台", "省数据局", "省财政厅", "6月"]], top=670)]
    page += table([["2", "育企业", "省科技厅", "省教育厅", "9月"]], top=655)
    assert cells(read(page)) == [
        [*HEADING[:2], "牵头（责任）单位", *HEADING[3:]],
        ["1", "建平台", "省数据局", "省财政厅", "6月"],
        ["2", "育企业", "省科技厅", "省教育厅", "9月"],
    ]


def test_rows_that_would_hold_two_numbers_are_none() -> None:
    page = [
        *table([HEADING], top=700),
        Printed("建设数据共享平台", 110, 685, 10),
        *table([["1", "接入", "省数据局", "省财政厅", "6月"]], top=670),
    ]
    assert cells(read([*page, *table([["2", "育企业", "省科技厅", "省教育厅", "9月"]], top=655)])) == []


def test_a_table_one_of_whose_rows_bridges_two_columns_is_none() -> None:
    """The row would end above the line that bridges, with half of its owner."""
    page = [*table([HEADING, *ROWS[:2]]), Printed("与场景开放牵引示范项目建设县（市、区）人民政府", 110, 600, 10)]
    assert cells(read(page)) == []
    assert cells(read([*table([HEADING, *ROWS[:2]]), Printed(NOTE, 60, 600, 10)])) == [HEADING, *ROWS[:2]]


# Lines of a cell, and its names.
FIRMS = [
    (["各镇（街道）", "国网海棠供电公司"], "各镇（街道） 国网海棠供电公司"),
    (["市公安局", "国网海棠供电公司", "团市委"], "市公安局 国网海棠供电公司 团市委"),
    (["各县（市、区）", "教育局"], "各县（市、区）教育局"),
    (["国网海棠供", "电公司"], "国网海棠供电公司"),
]


@pytest.mark.parametrize(("lines", "names"), FIRMS)
def test_a_firm_of_the_whole_country_begins_a_name(lines: list[str], names: str) -> None:
    assert wrapped_cell([CellLine(line) for line in lines]) == names
