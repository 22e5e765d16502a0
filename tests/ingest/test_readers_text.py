"""Plain text: encodings, conversion marks, line breaks, and the way back to the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import read_source
from ingest.sources import kind_of, read_text
from ingest.sources.clean import plain
from kg.errors import UnreadableInput

PLAN = "某省数字经济2023年工作要点\n一、建设算力中心，年内建成3个。（责任单位：省经信厅、省科技厅）\n" * 3
TRADITIONAL = "某省數位經濟計畫，要點：建設、發展的單位。\n" * 30


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (PLAN, PLAN.encode()),  # what most files are
        (PLAN, PLAN.encode("utf-8-sig")),  # Windows puts a mark before UTF-8
        (PLAN, PLAN.encode("gb18030")),  # old files, also those labelled GB2312
        (PLAN, PLAN.encode("utf-16")),  # "Unicode" of the Windows editor
        (PLAN, PLAN.encode("utf-16-le")),  # the same without a mark
        (PLAN, PLAN.encode("utf-16-be")),
        ("某省数位经济计画，要点：建设、发展的单位。\n" * 30, TRADITIONAL.encode("big5")),  # decodes as GB18030 too, into rubbish
        (PLAN, PLAN.replace("\n", "\r\n").encode()),  # one kind of line break
        (PLAN, PLAN.replace("\n", "\r").encode()),  # that of an old Macintosh
        ("一、加快建设", "一、加快\x00建设".encode()),  # a NUL says nothing
        ("plan, no Chinese at all\n", b"plan, no Chinese at all\n"),
    ],
)
def test_encodings(text: str, data: bytes) -> None:
    assert read_text("plan.txt", data).text == text


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        ("[bookmark: OLE_LINK1]1.推进", "1.推进"),  # before a number, where it would hide it
        ("推进[bookmark: _GoBack]建设", "推进建设"),
        ("见图[image: 图片1]，见注[footnoteRef:2]", "见图，见注"),
        ("[责任单位：省经信厅]", "[责任单位：省经信厅]"),  # an owner in square brackets is no mark
    ],
)
def test_conversion_marks(characters: str, text: str) -> None:
    assert plain(characters)[0] == text


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        ("（牵头单位：省国资\n        — 12 —\n委）\n", "（牵头单位：省国资\n委）\n"),  # between dashes, in the middle of a name
        ("市科技局、\n\n- 3 -\n\n\f市教育局", "市科技局、\n市教育局"),  # with the blank lines and the form feed of pdftotext
        ("一句话没有说\n第 3 页，共 9 页\n完。", "一句话没有说\n完。"),
        ("一句话没有说\n第12页\n　　完。", "一句话没有说\n　　完。"),  # the indent of the next line stays
        ("（责任单位：县水\n17\n务局）", "（责任单位：县水\n务局）"),  # a bare number inside a bracket
        ("深入推进\n17/30\n\f改革", "深入推进\n改革"),  # a bare number at the end of a page
        ("17\n建设平台\n县水务局\n", "17\n建设平台\n县水务局\n"),  # a cell on a line of its own
        ("（一）总量\n17\n（二）增速\n", "（一）总量\n17\n（二）增速\n"),  # between brackets, not in one
        ("第3页起执行", "第3页起执行"),
    ],
)
def test_page_numbers(characters: str, text: str) -> None:
    source = read_text("plan.txt", characters.encode())
    assert source.text == text
    assert characters[source.place(len(text.rstrip()) - 1)] == text.rstrip()[-1]


def test_half_a_character_at_the_end() -> None:
    assert read_text("plan.txt", PLAN.encode("gb18030")[:-2] + b"\xd6").text.startswith("某省数字经济")


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_empty(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="empty"):
        read_text("plan.txt", data)


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(UnreadableInput, match="folder"):
        read_text(tmp_path)


@given(st.lists(st.sampled_from(["[bookmark: a1]", "\r\n", "\r", "\n", "一、", "省经信厅", "\ufeff", "[image: x]", "😀"])))
def test_every_character_is_found_again_in_the_file(pieces: list[str]) -> None:
    file = "".join(pieces) + "末"
    source = read_text("plan.txt", file.encode())
    body = file.removeprefix("\ufeff")
    for offset, character in enumerate(source.text):
        assert character == "\n" or body[source.place(offset)] == character


ALIGNED = """延边州水网建设2026年任务分工

序号   重点任务       牵头单位   配合单位       完成时限
1    新建水库3座，    州水利局   州财政局       6月底前
     加固堤防       州发展改   州自然资源和
     20公里。      革委     规划局
2    培训河长200   州生态环    州教育局       9月底前
     人次。        境局
注：每季度报送进展。
"""


@pytest.mark.parametrize("wide", [1, 2])
def test_a_table_whose_columns_are_aligned(wide: int) -> None:
    text = ALIGNED if wide == 1 else "\n".join(map(doubled, ALIGNED.split("\n")))
    source = read_text("plan.txt", text.encode())
    assert source.text.split("\n")[2:] == [
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限",
        "1\t新建水库3座，加固堤防20公里。\t州水利局 州发展改革委\t州财政局 州自然资源和规划局\t6月底前",
        "2\t培训河长200人次。\t州生态环境局\t州教育局\t9月底前",
        "注：每季度报送进展。",
        "",
    ]
    assert [len(table.rows) for table in source.tables] == [3]


def doubled(line: str) -> str:
    """Return a line whose columns are aligned for characters that take two places."""
    places, found = 0, ""
    for at, character in enumerate(line):
        if character != " " and found.endswith("  "):
            found += " " * (2 * at - places)
        found += character
        places = sum(1 + (each > "\u2e7f") for each in found)
    return found


def test_words_far_apart_are_no_table() -> None:
    text = "牵头单位   责任单位   完成时限\n本表由各牵头单位按季度填报，并于次月五日前报送。\n"
    assert read_text("plan.txt", text.encode()).text == text


@pytest.mark.parametrize("frame", ["", "-" * 44 + "\n"])
def test_a_table_whose_columns_dashes_mark(frame: str) -> None:
    table = f"{frame}任务           责任单位\n-------------- ------------\n建桥两座       省水利厅\n{frame}\n"
    source = read_text("plan.txt", f"某县任务表\n\n{table}完\n".encode())
    assert source.text.replace("\n\n", "\n") == "某县任务表\n任务\t责任单位\n建桥两座\t省水利厅\n完\n"


# Rows of fields below a head of owners, in a text file, and what is none.
FIELDS = [
    ("序号,任务,责任单位\n1,建桥,省水利厅\n2,修路,省交通厅\n", "csv"),
    ('某县任务表\n序号;任务;责任单位\n1;"建桥\n两座";省水利厅\n', "csv"),
    ("序号 | 任务 | 责任单位\n1 | 建桥 | 省水利厅\n", "csv"),
    ("序号,任务,责任单位\n一、建桥。\n由省水利厅负责。\n", "txt"),
    ("序号,任务,责任单位\n", "txt"),
    ("一,二,三\n1,2,3\n", "txt"),
    ("序号\t任务\t责任单位\n1\t建桥\t省水利厅\n", "txt"),
    ("| 序号 | 任务 | 责任单位 |\n| 1 | 建桥 | 省水利厅 |\n", "txt"),
]


@pytest.mark.parametrize(("text", "kind"), FIELDS)
def test_fields_below_a_head_of_owners(text: str, kind: str) -> None:
    assert kind_of(text.encode(), "plan.txt") == kind


@pytest.mark.parametrize("head", ["责任单位", "责任分工", "牵头"])
def test_heads_of_an_aligned_table(head: str) -> None:
    lines = f"序号    任务        {head}\n1       建桥两座    省水利厅\n2       修路        省交通厅\n"
    assert read_text("plan.txt", lines.encode()).text.splitlines()[1] == "1\t建桥两座\t省水利厅"


CARD = "责任单位              {0}\n任务                  {1}\n完成时限              {2}\n"


def test_labels_and_values_beside_one_another() -> None:
    text = "某县任务卡\n" + CARD.format("省水利厅、省住建厅", "建桥 两座", "6月底前") + "\n" + CARD.format("省交通厅", "修路", "9月底前")
    plan = read_source(read_text("plan.txt", text.encode()), "plan.txt", discover=False)
    found = [(task.title, [owner.name for owner in task.owners], task.deadline) for task in plan.tasks]
    assert found == [("建桥 两座", ["省水利厅", "省住建厅"], "6月底前"), ("修路", ["省交通厅"], "9月底前")]
