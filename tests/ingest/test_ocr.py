"""Scans and pictures: recognised once, through the builders of printed pages; what is not recognised is said."""

import socket
import sys
import unicodedata
from difflib import SequenceMatcher

import pytest
from PIL import Image

from ingest.pipeline import read_source
from ingest.sources import SourceText, read_text
from kg.errors import UnreadableInput
from tests.ingest.made import pdf
from tests.ingest.made_scans import Scanner, beside, bound, picture, scanned

TITLE = "某省量子信息产业2025年工作要点"
OWNERS = ["省科技厅、省财政厅", "省经济和信息化厅、省发展改革委", "省教育厅、省人力资源社会保障厅、省市场监管局"]
PLAN = [
    TITLE,
    "一、重点任务",
    *(
        f"{n}.推进第{n}条中试线建设。完善配套条件，面向企业开放共享仪器设备，新增示范场景{n + 2}个以上。"
        + ("（责任单位：{}）", "〔责任单位：{}〕")[n % 2].format(OWNERS[n % 3])
        for n in range(1, 7)
    ),
]
ROWS = [
    ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "建设数据共享平台，接入单位20家", "省数据局", "省财政厅、省教育厅", "2025年6月底前"],
    ["2", "打造十个示范应用", "省发展改革委", "省科技厅", "2025年12月底前"],
]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection while a scan is read."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def letters(text: str) -> str:
    """Return a text without its punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")


def right(found: str, expected: str) -> float:
    """Return the share of an expected text's characters that were read, punctuation not counted."""
    blocks = SequenceMatcher(None, letters(expected), letters(found), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(letters(expected))


def owners(source: SourceText) -> list[list[tuple[str, str]]]:
    plan = read_source(source, "plan", discover=False)
    return [[(owner.name, owner.role) for owner in task.owners] for task in plan.tasks if task.owners]


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
def test_a_scanned_plan_askew_with_a_seal_over_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    (page,) = scanned(pdf(PLAN), Scanner(200, askew=1, seal=(120, 90)))
    data = bound([page, f"7.{PLAN[-1][2:]}"])
    source = read_text("plan.pdf", data)
    expected = "\n".join([*PLAN, f"7.{PLAN[-1][2:]}"])
    assert right(source.text, expected) >= 0.995
    assert owners(source) == owners(read_text("plan.txt", expected.encode()))
    assert source.place(len(source.text) - 2) == 2
    assert (
        "plan.pdf: page 1 of 2" in (said := capsys.readouterr().err) and "page 2 of 2" not in said
    )  # a page with text is never recognised
    assert read_text("plan.pdf", data) == source
    assert not capsys.readouterr().err  # no page is recognised twice


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
def test_a_ruled_table_on_a_page_that_lies_on_its_side() -> None:
    (page,) = scanned(pdf([TITLE], rows=ROWS), Scanner(150, askew=-2.5, turned=270))
    source = read_text("table.jpg", picture(page, "JPEG"))
    assert source.format == "jpg"
    assert [[source.text[a:b] for a, b in row] for table in source.tables for row in table.rows] == ROWS
    assert source.text.startswith(TITLE)


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
def test_two_pages_on_a_sheet_upside_down() -> None:
    first, second = (scanned(pdf(part, pages=False), Scanner(120))[0] for part in (PLAN[:4], PLAN[4:6]))
    sheet = beside(first, second).rotate(180)
    source = read_text("sheet.png", picture(sheet))
    assert right(source.text, "\n".join(PLAN[:6])) >= 0.99
    assert owners(source) == owners(read_text("plan.txt", "\n".join(PLAN[:6]).encode()))


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_blank_page_and_a_photograph(kind: str) -> None:
    blank = Image.new("RGB", (800, 1100), (250, 250, 248))
    photograph = Image.effect_noise((60, 80), 90).resize((800, 1100), Image.Resampling.BICUBIC).convert("RGB")
    with pytest.raises(UnreadableInput, match="no text was recognised"):
        read_text("page", picture(blank if kind == "PNG" else photograph, kind))


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
def test_scans_beyond_the_bound_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.ocr.MOST_PAGES", 1)
    blank = Image.new("RGB", (200, 280), (250, 250, 248))
    source = read_text("plan.pdf", bound([PLAN[2], blank, blank, PLAN[3], blank]))
    (note,) = source.notes
    assert "有2页是扫描页（第3、5页），没有识别" in note.why and "最多识别1页" in note.why
    assert source.text[note.start : note.end] == PLAN[3]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    blank = Image.new("RGB", (200, 280), "white")
    for name, data in (("scan.pdf", bound([blank])), ("scan.png", picture(blank))):
        with pytest.raises(UnreadableInput, match=r"pip install .*\[ocr\]"):
            read_text(name, data)
    (note,) = read_text("mixed.pdf", bound([PLAN[2], blank])).notes
    assert "第2页" in note.why and "没有识别" in note.why


def test_recognition_turned_off() -> None:
    blank = Image.new("RGB", (200, 280), "white")
    for name, data in (("scan.pdf", bound([blank, blank])), ("scan.png", picture(blank))):
        with pytest.raises(UnreadableInput, match="--ocr off"):
            read_text(name, data, recognise=False)
    (note,) = read_text("mixed.pdf", bound([PLAN[2], blank]), recognise=False).notes
    assert "--ocr off" in note.why


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (picture(Image.new("1", (10_000, 9_000))), "more than a page has"),
        (picture(Image.new("1", (30_000, 30_000))), "too large"),  # 900 million points in 100 kB
        (picture(Image.new("RGB", (300, 300), "white"))[:200], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "damaged"),
    ],
)
def test_pictures_that_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        read_text("page.png", data)
