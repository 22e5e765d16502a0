"""What Word keeps outside its plain runs: symbols, ruby, equations, boxes, notes; read, or told."""

import zipfile
from io import BytesIO

import pytest

from ingest.sources import SourceText, read_text
from ingest.sources.word_symbols import symbol
from tests.ingest.made import W, docx, p, r, table

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def read(body: str, **parts: str) -> SourceText:
    return read_text("plan.docx", with_parts(docx(body), parts))


def with_parts(package: bytes, parts: dict[str, str]) -> bytes:
    out = BytesIO(package)
    with zipfile.ZipFile(out, "a") as found:
        for name, content in parts.items():
            found.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def equation(inside: str) -> str:
    return f"<m:oMath {M}>{inside}</m:oMath>"


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def box(text: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{p(text)}</w:txbxContent></w:pict></w:r>"


RUBY = "<w:r><w:ruby><w:rt>" + r("shuǐ") + "</w:rt><w:rubyBase>" + r("水利局") + "</w:rubyBase></w:ruby></w:r>"
FRACTION = "<m:f><m:num>" + letters("1") + "</m:num><m:den>" + letters("3") + "</m:den></m:f>"

# A paragraph, its text, what is told of it.
PARAGRAPHS = [
    (p("增幅", sym("Symbol", "F0B3"), "5%"), "增幅≥5%", []),
    (p("能耗", sym("Symbol", "A3"), "3吨"), "能耗≤3吨", []),
    (p("误差", sym("Symbol", "F0B1"), "2%"), "误差±2%", []),
    (p(sym("Wingdings", "F0FC"), "已列入"), "√已列入", []),
    (p(sym("Wingdings 2", "F052"), "已列入"), "☑已列入", []),
    (p(sym("Wingdings", "F021"), "手写"), "〓手写", ["这里有一个认不出的符号（〓）"]),
    (p(sym("Symbol", "没有"), "手写"), "〓手写", ["这里有一个认不出的符号（〓）"]),
    # typed in the font
    (p("增幅", r("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "5%"), "增幅≥5%", []),
    (p("市", RUBY, "负责"), "市水利局负责", []),
    (p("增幅", equation(letters("≥6%")), "。"), "增幅≥6%。", []),
    (p("压减", equation(FRACTION), "。"), "压减1/3。", ["这里有公式，按字符顺序读出，请与原件核对"]),
    (p("建两个园区。", r("暂缓", "<w:vanish/>")), "建两个园区。", ["这里有隐藏文字，没有读"]),
    (p("由", r("市水利局", "<w:strike/>"), "市住建局负责。"), "由市住建局负责。", ["这里有划去的文字（删除线），没有读"]),
    (p(r("市水利局", "<w:dstrike/>"), "市住建局负责。"), "市住建局负责。", ["这里有划去的文字（删除线），没有读"]),
    (p(r("市水利局", '<w:strike w:val="0"/>'), "负责。"), "市水利局负责。", []),
    (p("建两个园区。", '<w:r><w:commentReference w:id="1"/></w:r>'), "建两个园区。", ["这里有批注，没有读"]),
]


@pytest.mark.parametrize(("paragraph", "text", "told"), PARAGRAPHS)
def test_paragraph(paragraph: str, text: str, told: list[str]) -> None:
    found = read(paragraph + p("完"))
    assert found.text == f"{text}\n完\n"
    assert [note.why for note in found.notes] == told
    assert all(found.text[note.start : note.end] == text for note in found.notes)


@pytest.mark.parametrize(("paragraph", "text", "told"), PARAGRAPHS)
def test_cell(paragraph: str, text: str, told: list[str]) -> None:
    found = read(table([["任务", "牵头单位"], [f"<w:tc>{paragraph}</w:tc>", "市教育局"]]))
    assert found.text == f"任务\t牵头单位\n{text}\t市教育局\n"
    assert [(found.text[note.start : note.end], note.why) for note in found.notes] == [(text, why) for why in told]


def test_box_in_a_cell() -> None:
    found = read(table([["任务", "牵头单位"], ["建园", f"<w:tc>{p('市教育局', box('市水利局'))}</w:tc>"]]))
    assert found.text == "任务\t牵头单位\n建园\t市教育局 市水利局\n"


def test_picture_alone_in_a_cell() -> None:
    found = read(table([["任务", "牵头单位"], ["建园", f"<w:tc>{p('<w:r><w:drawing/></w:r>')}</w:tc>"]]))
    assert [(note.start, note.why) for note in found.notes] == [(found.text.index("建园\t") + 3, "这一格只有图片，没有读")]


def picture(width: int) -> str:
    """Return a run with a picture so many EMU wide."""
    return f'<w:r><w:drawing><wp:extent xmlns:wp="urn:wp" cx="{width}" cy="9"/><a:blip xmlns:a="urn:a"/></w:drawing></w:r>'


OLD_PICTURE = '<w:r><w:pict><v:shape xmlns:v="urn:v" style="position:absolute;width:{}pt"><v:imagedata/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (p("建园。", picture(5_000_000)), ["建园。"]),
        (p(picture(5_000_000)) + p("建园。") + p("修路。"), ["建园。"]),  # a picture of its own is told at the paragraph below it
        (p("建园。") + p("修路。") + p(picture(5_000_000)), ["建园。\n修路。"]),  # nothing follows: told at the beginning
        (p("建园。", picture(1_440_000)), []),  # a seal of four centimetres
        (p("建园。", OLD_PICTURE.format(400)), ["建园。"]),
        (p("建园。", OLD_PICTURE.format(90)), []),
    ],
)
def test_pictures_wide_enough_to_hold_a_table(body: str, told: list[str]) -> None:
    found = read(body)
    assert [found.text[note.start : note.end].rstrip() for note in found.notes] == told
    assert all(note.why == "这里或上面有一张图片，图上的字没有读" for note in found.notes)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_behind_the_text(kind: str) -> None:
    note = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in [(0, "线"), (3, "列首位者牵头。"), (4, "无人提到。")])
    mark = f'<w:r><w:{kind}Reference w:id="3"/></w:r>'
    found = read(p("建园。", mark) + p("完"), **{f"{kind}s": f"<w:{kind}s {W}>{note}</w:{kind}s>"})
    assert found.text == "建园。\n完\n列首位者牵头。\n"
    assert [found.text[slice(*span)] for span in found.footnotes] == ["列首位者牵头。"]


def test_a_mark_without_its_note() -> None:
    assert read(p("建园。", '<w:r><w:footnoteReference w:id="9"/></w:r>')).text == "建园。\n"


# Numbers in properties that no Word writes: read as the most a table has, or as if nothing stood there.
@pytest.mark.parametrize(("span", "columns"), [("100000000", 64), ("99999999999999999999", 64), ("abc", 2), ("-3", 2), ("٣", 64), ("2", 3)])
def test_spans_are_bounded(span: str, columns: int) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p("建园")}</w:tc>'
    assert len(read(table([[wide, "市教育局"]])).tables[0].rows[0]) == columns


@pytest.mark.parametrize("before", ["100000000", "abc"])
def test_skipped_columns_are_bounded(before: str) -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr><w:tc>{p("建园")}</w:tc></w:tr>'
    assert len(read(f"<w:tbl>{row}</w:tbl>").tables[0].rows[0]) <= 64


@pytest.mark.parametrize(
    ("font", "code", "character"), [("Symbol", 0xB3, "≥"), (" wingdings ", 0xF0FC, "√"), ("宋体", 0x2265, "≥"), ("宋体", 0xF0FC, "〓")]
)
def test_symbol(font: str, code: int, character: str) -> None:
    assert symbol(font, code) == character
