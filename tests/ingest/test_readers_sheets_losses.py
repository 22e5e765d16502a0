"""What a sheet does not show: hidden rows and columns, formulas without a result, comments, boxes; and sheets that are no plan."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from ingest.sources import SourceText, read_text
from ingest.sources.tables import MOST_CELLS
from kg.errors import UnreadableInput
from tests.ingest.made import xlsx

HEAD = ["序号", "任务", "牵头单位", "配合单位"]
ROWS = [["1", "建起降点", "市工信局", "市教育局"], ["2", "开航线", "市交通局", "市公安局"], ["3", "办展会", "市商务局", "市文旅局"]]


def book(change: Callable[[Any], None]) -> bytes:
    """Return the sheet of three tasks after a change."""
    made = openpyxl.load_workbook(io.BytesIO(xlsx({"分工": [["分工表"], HEAD, *ROWS], "名录": [["市数据局"]]})))
    change(made["分工"])
    made["名录"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def hide_rows(*numbers: int) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for number in numbers:
            sheet.row_dimensions[number].hidden = True

    return change


def hide_columns(first: str, last: str) -> Callable[[Any], None]:
    return lambda sheet: sheet.column_dimensions.group(first, last, hidden=True)


def put(place: str, value: object) -> Callable[[Any], None]:
    return lambda sheet: sheet.__setitem__(place, value)


def comment(place: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[place].comment = Comment("再议", "某")

    return change


def strike(*places: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for place in places:
            sheet[place].font = Font(strike=True)

    return change


STRUCK = "这里有划去的文字（删除线），没有读"
RICH = CellRichText(TextBlock(InlineFont(strike=True), "市民政局"), "市交通局")

# A change, the first cells of the rows that are read, where something is said and what.
LOSSES = [
    (hide_rows(4), ["序号", "1", "3"], [("1", "其后有 1 行隐藏或被筛选掉，没有读")]),
    (hide_rows(4, 5), ["序号", "1"], [("1", "其后有 2 行隐藏或被筛选掉，没有读")]),
    (hide_rows(9), ["序号", "1", "2", "3"], []),  # nothing was in it
    (hide_columns("C", "D"), ["序号", "1", "2", "3"], [("序号", "有 2 列隐藏（牵头单位、配合单位），没有读")]),
    (put("C4", "=名录!A1"), ["序号", "1", "2", "3"], [("2", "这一行有 1 个公式没有存下结果（C4），没有读")]),
    (put("C4", RICH), ["序号", "1", "2", "3"], [("2", STRUCK)]),
    (strike("C4"), ["序号", "1", "2", "3"], [("2", STRUCK)]),
    (strike("D7"), ["序号", "1", "2", "3"], []),  # nothing was in it
    (strike("A4", "B4", "C4", "D4"), ["序号", "1", "", "3"], [("", STRUCK)]),
    (comment("B5"), ["序号", "1", "2", "3"], [("3", "这一行有批注，没有读")]),
]


@pytest.mark.parametrize(("change", "cells", "told"), LOSSES)
def test_what_is_left_out_is_told(change: Callable[[Any], None], cells: list[str], told: list[tuple[str, str]]) -> None:
    found = read_text("plan.xlsx", book(change))
    assert [found.text[slice(*row[0])] for row in found.tables[0].rows] == cells
    assert [(found.text[note.start : note.end].split("\t")[0], note.why) for note in found.notes] == told


def test_boxes_stand_behind_the_sheets() -> None:
    box = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:txBody><a:p><a:r><a:t>★为</a:t></a:r>'
        "<a:r><a:t>牵头单位</a:t></a:r></a:p></xdr:txBody></xdr:wsDr>"
    )
    assert read_text("plan.xlsx", with_part(book(hide_rows()), "xl/drawings/drawing7.xml", box)).text.endswith("市文旅局\n★为牵头单位\n")


def with_part(data: bytes, name: str, content: str) -> bytes:
    import zipfile

    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


def test_a_format_at_the_end_of_the_sheet_makes_no_rows() -> None:
    def change(sheet: Any) -> None:
        sheet["D1048576"].number_format = "0.00"

    assert len(rows_of(read_text("plan.xlsx", book(change)))) == 4


def rows_of(found: SourceText) -> tuple[Any, ...]:
    return found.tables[0].rows


def merged(stretch: str) -> bytes:
    sheet = f'<worksheet><sheetData/><mergeCells count="1"><mergeCell ref="{stretch}"/></mergeCells></worksheet>'
    return with_part(book(hide_rows()), "xl/worksheets/sheet9.xml", sheet)


def many_cells() -> bytes:
    return with_part(book(hide_rows()), "xl/worksheets/sheet9.xml", '<c r="A1"/>' * (MOST_CELLS + 1))


TOO_LARGE = {
    "one merge over a column.xlsx": lambda: merged("A1:A1048576"),
    "many cells.xlsx": many_cells,
    "far apart.xlsx": lambda: book(put("ZZ100000", "完")),
    "long.csv": lambda: ("1,建起降点,市工信局\n" * (MOST_CELLS // 3 + 1)).encode(),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_no_plan_is_refused_with_the_bound(name: str) -> None:
    with pytest.raises(UnreadableInput, match=f"more than {MOST_CELLS:,} cells"):
        read_text(name, TOO_LARGE[name]())


def test_what_is_struck_out_of_a_cell_is_left_out() -> None:
    source = read_text("plan.xlsx", book(put("C4", RICH)))
    assert "2\t开航线\t市交通局\t市公安局" in source.text.splitlines()
