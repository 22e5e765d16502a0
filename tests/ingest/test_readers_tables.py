"""Spreadsheets and comma-separated files."""

import datetime

import pytest

from ingest.sources import read_text
from ingest.sources.source import SourceText
from kg.errors import UnreadableInput
from tests.ingest.made import packed, xlsx

HEAD = ["序号", "任务", "牵头单位"]


def cells(source: SourceText, table: int = 0) -> list[list[str]]:
    return [[source.text[a:b] for a, b in row] for row in source.tables[table].rows]


def test_sheet() -> None:
    rows = [
        ["量子产业任务分工表", None, None],
        HEAD,
        [1, "建设中心，\n完善规则。", "市科技局"],
        [2, None, "市财政局"],
        ["注：以上任务年底前完成", None, None],
    ]
    source = read_text("plan.xlsx", xlsx({"Sheet1": rows}))
    assert source.text.splitlines()[0] == "量子产业任务分工表"
    assert cells(source) == [HEAD, ["1", "建设中心，完善规则。", "市科技局"], ["2", "", "市财政局"]]
    assert source.text.endswith("注：以上任务年底前完成\n")
    assert (source.place(0), source.place(source.text.index("市财政局"))) == (1, 4)


def test_merged_cells() -> None:
    source = read_text(
        "plan.xlsx", xlsx({"Sheet1": [HEAD, ["算力", "建中心", "市科技局"], [None, "建平台", None]]}, merged=["A2:A3", "C2:C3"])
    )
    assert cells(source)[2] == ["算力", "建平台", "市科技局"]


def test_every_sheet_with_rows() -> None:
    source = read_text(
        "plan.xlsx", xlsx({"市级任务": [HEAD, ["1", "甲", "市科技局"]], "空表": [], "县级任务": [HEAD, ["1", "乙", "县科技局"]]})
    )
    assert len(source.tables) == 2
    assert [line for line in source.text.splitlines() if "任务" in line and "\t" not in line] == ["市级任务", "县级任务"]


def test_values_read_as_shown() -> None:
    source = read_text("plan.xlsx", xlsx({"Sheet1": [["任务", "数", "时限"], ["甲", 12.0, datetime.date(2023, 6, 30)], ["乙", 0.5, True]]}))
    assert cells(source)[1:] == [["甲", "12", "2023年6月30日"], ["乙", "0.5", "True"]]


@pytest.mark.parametrize(
    ("text", "encoding", "row"),
    [
        ("序号,任务,牵头单位\n1,建设中心,市科技局\n", "utf-8-sig", ["1", "建设中心", "市科技局"]),
        ("序号,任务,牵头单位\r\n1,建设中心,市科技局\r\n", "gb18030", ["1", "建设中心", "市科技局"]),  # as a Chinese Excel saves it
        ("序号\t任务\t牵头单位\n1\t建设中心\t市科技局\n", "utf-8", ["1", "建设中心", "市科技局"]),
        ("序号，任务，牵头单位\n1，建设中心，市科技局\n", "utf-8", ["1", "建设中心", "市科技局"]),  # typed with Chinese commas
        ('任务,单位\n"建设中心,\n完善规则","市科技局"\n', "utf-8", ["建设中心,完善规则", "市科技局"]),  # commas and breaks in a cell
    ],
)
def test_csv(text: str, encoding: str, row: list[str]) -> None:
    assert cells(read_text("plan.csv", text.encode(encoding)))[1] == row


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"xl/workbook.xml": "<workbook>"}), "damaged"),
        (packed({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>'}), "entities"),
        (xlsx({"Sheet1": [HEAD]})[:-40], "damaged"),
        (xlsx({"Sheet1": []}), "no text"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        read_text("plan.xlsx", data)
