"""PDF files: wrapped lines, page numbers, running heads, tables, and those that cannot be read."""

import re
from pathlib import Path

import pytest

from ingest.sources import read_text
from ingest.sources.pdf_tables import PdfCell, continues
from kg.errors import UnreadableInput
from tests.ingest.made import locked_pdf, pdf, scanned_pdf, turned_pdf

TASK = (
    "建设省级算力中心，完善数据交易规则，培育一批企业，到2025年建成3个平台、引进20个团队，推动产业向高端发展。"
    "（责任单位：省科技厅、省财政厅）"
)


def test_wrapped_lines_are_joined() -> None:
    paragraphs = [f"{n}.{TASK}" for n in range(1, 31)]
    source = read_text("plan.pdf", pdf(paragraphs))
    assert source.text.splitlines() == paragraphs
    assert source.place(len(source.text) - 2) > source.place(0) == 1


def test_running_head_and_page_numbers_are_left_out() -> None:
    source = read_text("plan.pdf", pdf([TASK] * 40, head="某省人民政府公报"))
    assert "公报" not in source.text and "—" not in source.text
    assert re.sub(r"\s", "", source.text) == TASK * 40


def test_running_heads_over_tables_are_left_out() -> None:
    rows = [["序号", "任务", "牵头单位"], *([str(n), TASK, "省科技厅"] for n in range(1, 41))]
    source = read_text("plan.pdf", pdf(["分工表"], rows=rows, head="某省人民政府公报"))
    assert "公报" not in source.text and len(source.tables) == 1


def test_table_over_several_pages() -> None:
    rows = [["序号", "任务", "牵头单位", "配合单位"]]
    rows += [[str(n), f"第{n}项，{TASK[:40]}。", "省科技厅", "省财政厅、省教育厅"] for n in range(1, 41)]
    source = read_text("plan.pdf", pdf(["某省量子产业任务分工表"], rows=rows))
    assert source.text.startswith("某省量子产业任务分工表\n")
    (table,) = source.tables
    assert [[source.text[a:b] for a, b in row] for row in table.rows] == rows


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [
        (("1", "建设算力", "省科技厅"), ("", "中心。", ""), True),  # a row that the page's end cuts
        (("1", "建设算力中心。", "省科技厅"), ("", "建设平台。", "省财政厅"), False),  # a row of its own below a merged cell
        (("1", "建设算力", "省科技厅"), ("2", "建平台。", ""), False),
    ],
)
def test_rows_cut_by_the_end_of_a_page(last: tuple[str, ...], first: tuple[str, ...], expected: bool) -> None:
    assert continues(tuple(map(PdfCell, last)), tuple(map(PdfCell, first)), [False] * len(last)) is expected


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_pages_that_are_shown_turned(angle: int) -> None:
    rows = [["序号", "任务", "牵头单位"], ["1", "建设算力中心", "省科技厅"], ["2", "培育一批企业", "省财政厅"]]
    title = "某省量子产业任务分工表，共两项任务，由各单位按职责分工负责，确保年底前完成"
    source = read_text("plan.pdf", turned_pdf(angle, title, rows))
    assert source.text == title + "\n" + "".join("\t".join(row) + "\n" for row in rows)
    assert len(source.tables) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (scanned_pdf(), "scanned PDF"),
        (locked_pdf(), "password"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (pdf([TASK])[:900], "damaged"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        read_text("plan.pdf", data, recognise=False)


@pytest.mark.corpus
def test_real_files_read_as_well_as_their_text(corpus: Path) -> None:
    docs = corpus / "corpus" / "docs"
    for path in (corpus / "corpus" / "raw").glob("*.pdf"):
        name = "200" if path.name.startswith("坪山区") else "199"
        text = read_text(path).text
        expected = read_text(docs / f"{name}.txt").text
        assert re.sub(r"\s", "", text) == re.sub(r"\s", "", expected)
