"""Word files: automatic numbers, tables, tracked changes, content controls, bold."""

import pytest

from ingest.sources import read_text
from ingest.sources.source import SourceText
from tests.ingest.made import docx, level, listed, p, r, table

OUTLINE = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircleChinese", "%4")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "chineseCountingThousand", "第%1条", more='<w:suff w:val="space"/>')
    + level(1, "bullet", "")
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
DELETED = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"


def read(body: str, *, numbering: str = "", styles: str = "") -> SourceText:
    return read_text("plan.docx", docx(body, numbering=numbering, styles=styles))


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ([(7, 0), (7, 0)], ["一、甲", "二、乙"]),
        ([(7, 0), (7, 1), (7, 2), (7, 2), (7, 0)], ["一、甲", "（一）乙", "1.丙", "2.丁", "二、戊"]),
        ([(7, 1), (7, 2), (7, 1), (7, 2)], ["（一）甲", "1.乙", "（二）丙", "1.丁"]),  # below a new heading the count begins anew
        ([(7, 3), (7, 3)], ["① 甲", "② 乙"]),
        ([(8, 0), (8, 1)], ["第一条 甲", "乙"]),  # a bullet is no number
        ([(7, 2), (9, 2), (9, 2)], ["1.甲", "5.乙", "6.丙"]),  # a list that begins at five
        ([(7, 2), (99, 2)], ["1.甲", "乙"]),  # a list that is not there
    ],
)
def test_automatic_numbers(items: list[tuple[int, int]], lines: list[str]) -> None:
    body = "".join(p(name, properties=listed(*item)) for item, name in zip(items, "甲乙丙丁戊", strict=False))
    assert read(body, numbering=OUTLINE).text.splitlines() == lines


def test_numbers_of_a_style() -> None:
    styles = f'<w:style w:styleId="A"><w:pPr>{listed(7, 0)}</w:pPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    body = p("甲", properties='<w:pStyle w:val="A"/>') + p("乙", properties='<w:pStyle w:val="B"/>')
    assert read(body, numbering=OUTLINE, styles=styles).text == "一、甲\n二、乙\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("甲", DELETED, "<w:ins>" + r("新") + "</w:ins>"), "甲新\n"),  # changes as accepted
        (p(f"<w:moveFrom>{r('走')}</w:moveFrom>", f"<w:moveTo>{r('来')}</w:moveTo>"), "来\n"),
        (p("甲", properties="<w:rPr><w:del/></w:rPr>") + p("乙"), "甲乙\n"),  # the break between them was deleted
        (f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>", "控件\n"),  # content controls around a paragraph
        (p(f"<w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"), "控件\n"),  # and inside one
        (p(f"<w:hyperlink>{r('链接')}</w:hyperlink>"), "链接\n"),
        (p("甲", r("隐", "<w:vanish/>")), "甲\n"),  # hidden text is not shown
        (p("甲", "<w:r><w:br/></w:r>", "乙"), "甲\n乙\n"),
        (p("甲", '<w:r><w:br w:type="page"/></w:r>', "乙"), "甲乙\n"),
        (p("甲", "<w:r><w:tab/></w:r>", "乙"), "甲\t乙\n"),
        (p("<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>", "甲"), "甲\n"),  # a field's code is no text
        (p(f"<w:r><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict></w:r>", "框外"), "框外\n框内\n"),  # a text box
    ],
)
def test_what_is_text(body: str, text: str) -> None:
    assert read(body).text == text


def test_table_with_merged_cells() -> None:
    down = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("算力") + "</w:tc>"
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("") + "</w:tc>"
    across = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("二、人才") + "</w:tc>"
    two = "<w:tc>" + p("省发展改革委、") + p("省科技厅") + "</w:tc>"
    source = read(p("分工表") + table([["任务", "牵头单位"], [down, two], [goes_on, "省财政厅"], [across]]) + p("完"))
    assert source.text == "分工表\n任务\t牵头单位\n算力\t省发展改革委、省科技厅\n算力\t省财政厅\n二、人才\t\n完\n"
    (found,) = source.tables
    assert [[source.text[a:b] for a, b in row] for row in found.rows][2] == ["算力", "省财政厅"]
    assert source.place(source.text.index("完")) > source.place(0)


def test_bold() -> None:
    styles = '<w:style w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
    body = p("责任单位：", r("省科技厅", "<w:b/>"), r("、", '<w:b w:val="0"/>'), r("省财政厅", '<w:rFonts w:eastAsia="黑体"/>'))
    body += p("标题", properties='<w:pStyle w:val="S"/>')
    source = read(body, styles=styles)
    assert [source.text[a:b] for a, b in source.bold] == ["省科技厅", "省财政厅", "标题"]


def test_a_file_of_python_docx() -> None:
    import io

    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("量子产业工作要点", 0)
    made.add_paragraph("建设中心。", style="List Number")
    made.add_table(2, 2).cell(0, 1).text = "牵头单位"
    out = io.BytesIO()
    made.save(out)
    source = read_text("plan.docx", out.getvalue())
    assert source.text.startswith("量子产业工作要点\n1.建设中心。\n\t牵头单位\n")
    assert source.format == "docx" and len(source.tables) == 1
