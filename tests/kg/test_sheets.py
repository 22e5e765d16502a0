"""Workbooks: values and nothing else, whatever a cell begins with."""

import io

import openpyxl
import pytest

from kg.export import workbook

CELLS = [
    # a formula of a hostile plan stays text
    ('=HYPERLINK("http://127.0.0.1","x")', "s"),
    ("+1+2", "s"),
    ("@SUM(A1)", "s"),
    # no link is made of text
    ("http://127.0.0.1/", "s"),
    # numbers are numbers
    (3, "n"),
    (2.5, "n"),
]


@pytest.mark.parametrize(("value", "kind"), CELLS)
def test_a_cell_is_a_value(value: object, kind: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([("清单", ["甲"], [[value]])]))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (value, kind, None)


def test_every_table_is_a_sheet_with_a_frozen_head() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([("任务/一", ["a"], []), ("任务一", ["b"], [[None]]), ("x" * 40, [], [])])))
    assert book.sheetnames == ["任务一", "任务一 2", "x" * 31]
    assert book["任务一 2"].freeze_panes == "A2"
