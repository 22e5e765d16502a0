"""Web pages: the article alone, tables kept, whatever the encoding."""

import difflib
import re
from pathlib import Path

import pytest

from ingest.sources import read_text
from ingest.sources.source import SourceText

BODY = "".join(f"<p>{n}.建设算力中心，完善数据交易规则，培育一批企业。（责任单位：市科技局）</p>" for n in range(1, 9))
MENU = "<nav><a>首页</a></nav><div class='menu'><a>政务公开</a><a>办事服务</a></div>"
FOOTER = "<div class='foot'>主办单位：某市人民政府　网站标识码：1234567890</div><footer>联系我们</footer>"


def read(page: str, encoding: str = "utf-8") -> SourceText:
    return read_text("plan.html", page.encode(encoding))


@pytest.mark.parametrize(
    "page",
    [
        # the State Council's site: a table lays the page out
        f'<body>{MENU}<table><tr><td id="UCAP-CONTENT">{BODY}</td></tr></table>{FOOTER}</body>',
        f'<body>{MENU}<div class="TRS_Editor"><div>{BODY}</div></div>{FOOTER}</body>',
        f'<body>{MENU}<div class="wrap"><div class="own-name">{BODY}</div></div>{FOOTER}</body>',  # a name of the site's own
        f'<body style="display:none">{MENU}<div class="article-content">{BODY}</div>{FOOTER}</body>',  # a page that a script shows
        f'<body><script>var a="<p>责任单位</p>"</script><div id="zoom">{BODY}<p style="display: none">隐藏</p></div>{FOOTER}</body>',
        BODY,  # a fragment
    ],
)
def test_article(page: str) -> None:
    lines = read(page).text.splitlines()
    assert len(lines) == 8 and lines[0].startswith("1.建设") and lines[-1].endswith("（责任单位：市科技局）")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲<br>乙</p>", "甲\n乙\n"),
        ("<p>省发展\n  改革委</p>", "省发展 改革委\n"),
        ("<p>甲<span>乙</span><b>丙</b></p>", "甲乙丙\n"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙\n"),
        ("<p>A&nbsp;&lt;B&gt;</p>", "A <B>\n"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙\n"),
        ("<p>[bookmark: OLE_LINK1]1.甲</p>", "1.甲\n"),
    ],
)
def test_paragraphs(body: str, text: str) -> None:
    assert read(f"<html><body>{body}</body></html>").text == text


def test_a_hundred_thousand_elements_side_by_side() -> None:
    page = f"<html><body>{'<div></div>' * 50_000}{'<div>甲</div>' * 50_000}<p>乙</p></body></html>"
    assert read(page).text == "甲\n" * 50_000 + "乙\n"


@pytest.mark.parametrize("span", ["abc", "-3", "²", "٣", "", "9" * 5_000])
def test_numbers_of_spans_that_are_none(span: str) -> None:
    row = f"<tr><td colspan='{span}'>任务</td><td rowspan='{span}'>单位</td></tr>"
    page = f"<body><table>{row}<tr><td>建园</td><td>市教育局</td></tr></table></body>"
    assert read(page).tables[0].rows


def test_table_with_spans() -> None:
    page = """<body><table><tr><th>类别</th><th>任务</th><th>牵头单位</th></tr>
      <tr><td rowspan="2">算力</td><td><p>建中心</p><p>建平台</p></td><td>市科技局、<br>市财政局</td></tr>
      <tr><td>定规则</td><td>市数据局</td></tr><tr><td colspan="3">二、人才</td></tr></table></body>"""
    source = read(page)
    rows = [[source.text[a:b] for a, b in row] for row in source.tables[0].rows]
    assert rows == [
        ["类别", "任务", "牵头单位"],
        ["算力", "建中心 建平台", "市科技局、市财政局"],
        ["算力", "定规则", "市数据局"],
        ["二、人才", "", ""],
    ]


def test_bold() -> None:
    source = read('<body><p>责任单位：<strong>市科技局</strong>、<span style="font-weight:bold">市财政局</span></p></body>')
    assert [source.text[a:b] for a, b in source.bold] == ["市科技局", "市财政局"]


@pytest.mark.parametrize(
    "head",
    [
        "<title>关于发展量子产业的实施意见 - 某市人民政府门户网站</title>",
        '<meta name="ArticleTitle" content="关于发展量子产业的实施意见"><title>某市人民政府</title>',
    ],
)
def test_title_outside_the_article(head: str) -> None:
    page = f'<html><head>{head}</head><body>{MENU}<div id="zoom">{BODY}</div></body></html>'
    assert read(page).text.splitlines()[0] == "关于发展量子产业的实施意见"


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("big5", "utf-8"), ("", "gb18030")])
def test_encodings(charset: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body>{BODY}</body></html>'
    assert read(page, encoding).text.startswith("1.建设算力中心")


@pytest.mark.corpus
def test_pages_read_as_well_as_their_text(corpus: Path) -> None:
    raw, docs = corpus / "corpus" / "raw", corpus / "corpus" / "docs"
    texts = {
        "08_": "201",
        "29_": "203",
        "31_": "202",
        "zhou_09": "174",
        "zhou_15": "177",
        "zhou_34": "178",
        "zhou_37": "179",
        "zhou_39": "180",
    }
    for start, name in texts.items():
        (page,) = raw.glob(f"{start}*.html")
        first, second = (re.sub(r"\s", "", t) for t in (read_text(page).text, (docs / f"{name}.txt").read_text(encoding="utf-8")))
        assert difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.99, page.name


# Text struck through, alone and in a cell: left out, and said of the paragraph or the cell.
STRUCK = [
    ("<p>由<del>市水利局</del><ins>市住建局</ins>负责。</p>", "由市住建局负责。\n", ["由市住建局负责。"]),
    ('<p>由<span style="text-decoration: line-through">市水利局</span>市住建局负责。</p>', "由市住建局负责。\n", ["由市住建局负责。"]),
    ("<p>由<s> </s>市住建局负责。</p>", "由市住建局负责。\n", []),
    (
        "<table><tr><td>任务<td>责任单位<tr><td rowspan=2>建桥<td><s>市水利局</s>市住建局<tr><td>市财政局</table>",
        "任务\t责任单位\n建桥\t市住建局\n建桥\t市财政局\n",
        ["市住建局"],
    ),
]


@pytest.mark.parametrize(("body", "text", "told"), STRUCK)
def test_struck_text_is_left_out_and_said(body: str, text: str, told: list[str]) -> None:
    found = read(f"<body>{body}</body>")
    assert found.text == text
    assert [found.text[note.start : note.end] for note in found.notes] == told


# Footnotes as Word, LibreOffice and pandoc save them.
FOOTNOTES = [
    (
        "<p>建桥<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>[1]</a>两座。</p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>含一座便桥。</p></div></div>"
    ),
    (
        '<p>建桥<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>两座。</p>'
        '<div id="sdfootnote1"><p>含一座便桥。</p></div>'
    ),
    '<p>建桥<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>两座。</p>'
    '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>含一座便桥。</p></li></ol></section>',
]


@pytest.mark.parametrize("body", FOOTNOTES)
def test_footnotes(body: str) -> None:
    found = read(f"<body>{body}</body>")
    assert found.text == "建桥两座。\n含一座便桥。\n"
    assert {found.text[slice(*span)] for span in found.footnotes} == {"含一座便桥。"}


def test_a_summary_is_a_line_of_its_own() -> None:
    assert read("<body><details><summary>一、民生</summary>建桥。</details></body>").text == "一、民生\n建桥。\n"


# Line breaks in <pre>, and elements that a style shows as blocks or as cells.
SHOWN = [
    ("<pre>一、民生\n1.建桥。</pre>", "一、民生\n1.建桥。\n"),
    ('<span style="display: table-cell">任务</span><span style="display:table-cell">单位</span>', "任务\n单位\n"),
    ('<span style="display:block">任务</span>单位', "任务\n单位\n"),
    ('<span style="display:inline-block">任务</span>单位', "任务单位\n"),
]


@pytest.mark.parametrize(("body", "text"), SHOWN)
def test_lines_as_they_are_shown(body: str, text: str) -> None:
    assert read(f"<body>{body}</body>").text == text
