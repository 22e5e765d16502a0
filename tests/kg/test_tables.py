"""Rows come out aligned, as CSV that no spreadsheet runs, and as JSON."""

import json

from kg.export.tables import rendered

COLUMNS = ("单位", "n")


def test_aligns_chinese_by_terminal_columns() -> None:
    lines = rendered(COLUMNS, [("省科技厅", 3), ("a", None)], "table").splitlines()
    assert lines == ["单位      n", "────────  ─", "省科技厅  3", "a"]


def test_csv_cells_are_inert() -> None:
    assert rendered(COLUMNS, [("=1+1", -3), ("甲,乙", ["a", "b"])], "csv") == '单位,n\n\'=1+1,-3\n"甲,乙",a、b'


def test_json_keeps_types() -> None:
    assert json.loads(rendered(COLUMNS, [("甲", 3)], "json")) == [{"单位": "甲", "n": 3}]


def test_excel_reads_the_characters() -> None:
    assert rendered(("部门", "任务"), [("省广电局", 2)], "excel").encode("utf-8") == b"\xef\xbb\xbf" + "部门,任务\r\n省广电局,2".encode()
