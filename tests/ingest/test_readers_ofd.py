"""OFD files: pages, tables, matrices, templates, units, what is told, and those that cannot be read."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import maven
import pytest
from conftest import left_out

from ingest.pipeline import read_source
from ingest.sources import documents, kind_of, ofd_drawing, read_text
from kg.errors import UnreadableInput
from kg.sentences import sentence
from tests.ingest.made import packed, pdf
from tests.ingest.made_ofd import NAMESPACE, colour, line, ofd, page, pages, text, wrapped
from tests.ingest.made_scans import Scanner, picture, scanned

TASK = "建设县域水网，完善调度规则，清淤河道，到2025年建成3座水库、引进20个团队，推动互联互通。（牵头单位：省水利厅；配合单位：省财政厅）"
ROWS = [["序号", "任务", "牵头单位"], ["1", "修复河道岸线", "省水利厅"], ["2", "培育灌区管护队伍", "省财政厅"]]
TWO_PAGES = [text("第一页的话", 30, 40), text("第二页的话", 30, 40)]
WRITER = Path(__file__).resolve().parents[1] / "ofdrw"
SLANTING = 'CTM="0.7 -0.7 0.7 0.7 0 0"'
GROUP = "<ofd:TextCode X='0' Y='5' DeltaX='g 3 5'>修复河道</ofd:TextCode>"


def printed(*contents: str, more: Mapping[str, str | bytes] | None = None, main: str = "", document: str = "") -> str:
    return read_text("plan.ofd", ofd(contents, more=more, main=main, document=document)).text


def test_wrapped_lines_are_joined_and_edges_left_out() -> None:
    paragraphs = [f"{n}.{TASK}" for n in range(1, 61)]
    source = read_text("plan.ofd", ofd(pages(paragraphs, head="某省人民政府公报")))
    assert source.text.splitlines() == paragraphs
    assert (source.format, source.place(0)) == ("ofd", 1)
    assert source.place(len(source.text) - 2) > 3


def test_an_open_bracket_goes_on_over_a_line_that_begins_like_an_item() -> None:
    owned = "推进县域水网的建设，完善调度规则。（牵头单位：省水利厅；配合单位：省财政厅、省自然资源厅）"
    assert wrapped(f"\u3000\u30001.{owned}")[1].startswith("配合单位")
    assert printed(*pages([f"{n}.{owned}" for n in range(1, 9)])).splitlines() == [f"{n}.{owned}" for n in range(1, 9)]


def test_table_over_several_pages() -> None:
    rows = [ROWS[0], *([str(n), f"第{n}项，{TASK[:30]}。", "省水利厅"] for n in range(1, 41))]
    source = read_text("plan.ofd", ofd(pages(["某省水利任务分工表"], rows, head="某省人民政府公报")))
    (table,) = source.tables
    assert [[source.text[a:b] for a, b in row] for row in table.rows] == rows
    assert source.place(table.rows[-1][0][0]) > 2


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (text("修复河道", 30, 40), "修复河道\n"),
        # three times the same step
        (f'<ofd:TextObject ID="1" Boundary="30 40 99 9" Font="2" Size="5">{GROUP}</ofd:TextObject>', "修复河道\n"),
        # a character in another place of the file is read where it stands
        (text("河道", 40, 40) + text("修复", 30, 40), "修复河道\n"),
        # size 1, and the matrix makes it 5
        (text("修复河道", 30, 40, size=1, more='CTM="5 0 0 5 0 0"'), "修复河道\n"),
        # two stretches of one object
        (
            '<ofd:TextObject ID="1" Boundary="30 40 99 9" Font="2" Size="5"><ofd:TextCode X="0" Y="5">修复</ofd:TextCode>'
            '<ofd:TextCode X="10" Y="5">河道</ofd:TextCode></ofd:TextObject>',
            "修复河道\n",
        ),
        (text("看不见", 30, 60, more='Visible="false"') + text("修复河道", 30, 40), "修复河道\n"),
        (f'<ofd:PageBlock ID="3">{text("修复河道", 30, 40)}</ofd:PageBlock>', "修复河道\n"),
        # bold by printing twice, and two of one letter side by side
        (text("修复河道", 30, 40) + text("修复河道", 30.1, 40), "修复河道\n"),
        (text("1100公里", 30, 40, size=2), "1100公里\n"),
        (text("⼯程２０⺠", 30, 40), "工程20民\n"),  # the same clean text as in every reader
        # a watermark that slants, and one that is light and lies over the text
        (
            text("修复河道岸线", 30, 40) + text("内部资料", 30, 42, more='CTM="0.7 -0.7 0.7 0.7 0 0"', inner=colour("200 200 200")),
            "修复河道岸线\n",
        ),
        (text("修复河道岸线", 30, 40) + text("样稿", 28, 44, size=14, inner=colour("0 0 0", alpha=40)), "修复河道岸线\n"),
        (text("整页都浅的字", 30, 40, inner=colour("210 210 210")), "整页都浅的字\n"),  # light, but there is no other
    ],
)
def test_objects(content: str, shown: str) -> None:
    assert printed(content) == shown


def test_turned_text_is_read_upright() -> None:
    turned = text("修复河道岸线", 30, 100, more='CTM="0 1 -1 0 0 0"')
    assert printed(text("建设县域水网", 30, 40) + turned) == "建设县域水网\n修复河道岸线\n"


def part(name: str, inner: str) -> str:
    """Return a part of a package with this root."""
    return f"<ofd:{name} {NAMESPACE}>{inner}</ofd:{name}>"


def units(*inner: str) -> str:
    """Return resources that hold units, numbered from 0."""
    each = (
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{held}</ofd:Content></ofd:CompositeGraphicUnit>' for n, held in enumerate(inner)
    )
    return part("Res", f"<ofd:CompositeGraphicUnits>{''.join(each)}</ofd:CompositeGraphicUnits>")


def test_template_and_unit() -> None:
    document = '<ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/>'
    unit = '<ofd:CompositeObject ID="3" ResourceID="0" Boundary="30 40 99 9"/>'
    more = {
        "Doc_0/Res.xml": units(text("修复河道", 0, 5)),
        "Doc_0/Tpls/T.xml": page(text("县水务局文件", 30, 20)),
        "Doc_0/Pages/Page_0/Content.xml": page(unit, before='<ofd:Template TemplateID="50" ZOrder="Background"/>'),
    }
    assert printed("", more=more, document=document) == "县水务局文件\n修复河道\n"


def sealed() -> bytes:
    more = {
        "Doc_0/Signs/Signatures.xml": part("Signatures", '<ofd:Signature ID="1" BaseLoc="S/Signature.xml"/>'),
        "Doc_0/Signs/S/Signature.xml": part("Signature", '<ofd:SignedInfo><ofd:StampAnnot PageRef="101"/></ofd:SignedInfo>'),
    }
    return ofd(TWO_PAGES, main="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>", more=more)


def annotated() -> bytes:
    annotation = '<ofd:Annot Type="Highlight"><ofd:Remark>省水利厅改为配合</ofd:Remark></ofd:Annot>'
    more = {
        "Doc_0/A/Annotations.xml": part("Annotations", '<ofd:Page PageID="101"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'),
        "Doc_0/A/P.xml": part("PageAnnot", annotation),
    }
    return ofd(TWO_PAGES, after="<ofd:Annotations>A/Annotations.xml</ofd:Annotations>", more=more)


def with_attachment() -> bytes:
    more = {"Doc_0/Attachments.xml": part("Attachments", '<ofd:Attachment Name="分工表.xlsx"/>')}
    return ofd(TWO_PAGES, after="<ofd:Attachments>Attachments.xml</ofd:Attachments>", more=more)


@pytest.mark.parametrize(
    ("data", "why"), [(sealed(), "unread.sealed"), (annotated(), "unread.annotated"), (with_attachment(), "unread.attached")]
)
def test_what_is_not_read_is_told_on_its_page(data: bytes, why: str) -> None:
    plan = read_source(read_text("plan.ofd", data), "plan.ofd")
    assert [(u.text, u.why) for u in plan.unread] == [("第二页的话", sentence(why))]


def repeated(count: int) -> bytes:
    """Return an OFD that names one page again and again."""
    listed = '<ofd:Page ID="7" BaseLoc="P.xml"/>' * count
    main = part("OFD", "<ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody>")
    held = page("".join(text("修复河道岸线" * 20, 30, 40) for _ in range(30)))
    return packed({"OFD.xml": main, "D.xml": part("Document", f"<ofd:Pages>{listed}</ofd:Pages>"), "P.xml": held})


def nested() -> bytes:
    """Return an OFD with units that draw each other, each the next one forty times."""
    inner = ["".join(f'<ofd:CompositeObject ResourceID="{n + 1}" Boundary="{k} 0 9 9"/>' for k in range(40)) for n in range(20)]
    more = {"Doc_0/R.xml": units(*inner)}
    return ofd(['<ofd:CompositeObject ID="3" ResourceID="0"/>'], document="<ofd:PublicRes>R.xml</ofd:PublicRes>", more=more)


def entities() -> bytes:
    return ofd(TWO_PAGES, more={"Doc_0/R.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'}, document="<ofd:PublicRes>R.xml</ofd:PublicRes>")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>"}), "no document in this OFD"),
        (packed({"OFD.xml": "<ofd:OFD"}), "damaged"),
        (
            packed({"OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"}),
            "D.xml is missing",
        ),
        (packed({"Encryptions.xml": "<a/>", "decryptseed.dat": b"x", "OFDEntries.dat": b"x"}), "encrypted"),
        (ofd([text("修复", 30, 40)])[:-40], "damaged"),
        (ofd(['<ofd:ImageObject ID="1" ResourceID="4" Boundary="0 0 210 297"/>'] * 3), "pictures of pages without text"),
        (ofd([text("\ue001\ue002\ue003省", 30, 40)]), "name no characters"),
        (ofd([line(0, 0, 9, 9)]), "no text"),
        (ofd([text("修复", 30, 40)], more={"Doc_0/Res/a.jpg": b"0" * (40 * 2**20)}), "times its size"),
        (
            ofd(
                [text("修复", 30, 40)],
                more={"Doc_0/Res/a.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'},
                document="<ofd:PublicRes>Res/a.xml</ofd:PublicRes>",
            ),
            "entities",
        ),
        (repeated(20_000), "more than 10,000 pages"),
        (repeated(9_000), "draw more than"),
        (nested(), "draw more than"),
        (b"a text and no OFD", "no ofd file"),
    ],
)
def test_refused(data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_drawing, "_MOST_DRAWN", 100_000)
    with pytest.raises(UnreadableInput, match=said) as caught:
        read_text("plan.ofd", data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        text("修复河道", 30, 40).replace('Size="5"', 'Size="nan"'),
        text("修复河道", 30, 40).replace("Boundary=", 'CTM="1e300 0 0 1e300 0 0" Boundary='),
        text("修复河道", 30, 40).replace("Y=", 'DeltaY="g 99999999999 1" Y='),
        '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 1 L 2 2 X 5 C</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:PathObject Boundary="0 0"><ofd:AbbreviatedData/></ofd:PathObject><ofd:TextObject/><!-- no object -->',
    ],
)
def test_senseless_numbers_do_no_harm(content: str) -> None:
    assert "建设县域水网" in printed(text("建设县域水网", 30, 80) + content)


def test_recognised_by_content(tmp_path: Path) -> None:
    data = ofd([text("修复河道", 30, 40)])
    assert kind_of(data, "plan.zip") == kind_of(data, "plan.docx") == kind_of(data, "-") == "ofd"
    (tmp_path / "a.ofd").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(packed({"inner/plan.ofd": data}))
    found = [read_text(item.path, item.data).text for item in documents([tmp_path])]  # type: ignore[union-attr]
    assert found == ["修复河道\n", "修复河道\n"]


def scan(*, after: str = "") -> bytes:
    """Return an OFD of a scanned page, and one with this text."""
    image = scanned(pdf([f"{n}.{TASK}" for n in range(1, 4)]), Scanner(dpi=150))[0]
    resources = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    )
    more = {"Doc_0/R.xml": part("Res", resources).replace("<ofd:Res", '<ofd:Res BaseLoc="Res"', 1), "Doc_0/Res/a.png": picture(image)}
    contents = ['<ofd:ImageObject ID="1" ResourceID="4" Boundary="0 0 210 297"/>', *([text(after, 30, 40)] if after else [])]
    return ofd(contents, document="<ofd:DocumentRes>R.xml</ofd:DocumentRes>", more=more)


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
def test_a_scanned_page_is_recognised() -> None:
    source = read_text("plan.ofd", scan(after="第二页的话"))
    assert re.sub(r"\s", "", source.text).count("（牵头单位：省水利厅；配合单位：省财政厅）") == 3
    assert source.text.endswith("第二页的话\n") and not source.notes


def test_a_scanned_page_that_is_not_recognised_is_told() -> None:
    source = read_text("plan.ofd", scan(after="第二页的话"), recognise=False)
    assert [(source.text[n.start : n.end], n.why) for n in source.notes] == [("第二页的话", sentence("unread.pictured"))]
    with pytest.raises(UnreadableInput, match="leave out --ocr off"):
        read_text("plan.ofd", scan(), recognise=False)


@pytest.mark.ofd
def test_an_ofd_of_a_real_writer(tmp_path: Path) -> None:
    if why := maven.missing(WRITER / "pom.xml", "ofdrw"):
        left_out(why)
    lines = ["浙江省水利2024年重点任务", *(f"{n}.{TASK}" for n in range(1, 31))]
    (tmp_path / "plan.txt").write_text("\n".join([*lines, *("\t".join(row) for row in ROWS)]), encoding="utf-8")
    jars = maven.fetch(WRITER / "pom.xml", "ofdrw")
    subprocess.run(["java", "-cp", f"{jars}/*", str(WRITER / "Write.java"), "plan.txt", "plan.ofd"], cwd=tmp_path, check=True, timeout=120)
    source = read_text(tmp_path / "plan.ofd")
    assert source.text.splitlines() == [*("\t".join(row) for row in ROWS), *lines]  # this writer puts a page of its own before the flow
    assert [[source.text[a:b] for a, b in row] for row in source.tables[0].rows] == ROWS
    plan = read_source(source, "plan.ofd")
    owners = [[(owner.name, owner.role) for owner in task.owners] for task in plan.tasks]
    assert owners == [[("省水利厅", "lead")], [("省财政厅", "lead")]] + [[("省水利厅", "lead"), ("省财政厅", "cooperate")]] * 30
