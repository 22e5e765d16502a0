"""Sections and tasks: every scheme of numbers, where clauses stand, what is no task."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline.coverage import goal_spans, parts
from ingest.outline.headings import sections
from ingest.outline.table_columns import read_columns
from ingest.outline.table_rows import task_rows
from ingest.outline.tree import Outline, outline
from ingest.owners import Context, ownership
from ingest.pipeline import read_source
from ingest.sources import numeral, read_text
from ingest.sources.numbering import ARABIC, ARTICLE, BRACKETED, CHAPTER, CHINESE, CIRCLED, NAMED, SMALL, marker
from ingest.sources.source import SourceTable
from kg.sentences import sentence
from tests.ingest.texts import document

A, B, C = "（责任单位：省科技厅）", "（责任单位：省财政厅、省教育厅）", "（牵头单位：省商务厅，配合单位：省税务局）"


def outlined(text: str, *, plan: bool = False, tables: tuple[SourceTable, ...] = ()) -> Outline:
    found = document(text, tables=tables)
    return outline(found, ownership(found, context=Context()).clauses, plan=plan, rows=task_rows(found))


def ids(text: str, *, plan: bool = False) -> list[str]:
    return [task.id for task in outlined(text, plan=plan).tasks]


def told(text: str, *, plan: bool = False) -> list[tuple[str, str]]:
    """Return id and beginning of every task."""
    return [(t.id, text[t.body : t.body + 4]) for t in outlined(text, plan=plan).tasks]


PRINTED = [
    # a mark before each item: what stands below it on lines of its own is part of it
    ("一、修渠\n• 清淤\n责任单位：省财政厅\n• 护岸\n• 绿化\n责任单位：省教育厅\n", ["1.p1", "1.p2", "1.p3"]),
    ("一、修渠\n☐ 清淤（责任单位：省财政厅）\n☑ 护岸\n", ["1.p1", "1.p2"]),
    ("修渠方案\n- 清淤（责任单位：省财政厅）\n- 护岸\n- 绿化（责任单位：省教育厅）\n", ["p1", "p2", "p3"]),
    # a clause below the last is of all, and a list without clauses is text
    ("一、修渠\n● 清淤\n● 护岸\n责任单位：省财政厅\n二、修路\n责任单位：省财政厅\n", ["1", "2"]),
    ("一、修渠\n● 清淤\n● 护岸\n二、修路\n责任单位：省财政厅\n", ["1", "2"]),
    # a measure and a note open no item
    ("一、修渠\n温度（责任单位：省财政厅）\n-5℃\n*注：见附表\n", ["1"]),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_lists_without_numbers(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


AHEAD = [
    # the numbered work of a body, in the line of an item or on lines below a heading
    ("一、修渠。省水利厅负责：1.立项；2.验收。\n二、清淤。（责任单位：省财政厅）\n", [("1", "修渠。省"), ("2", "清淤。（")]),
    ("三、分工\n省水利厅负责：1.立项；2.验收。\n省财政厅负责：1.拨款。\n", [("3.p1", "省水利厅"), ("3.p2", "省财政厅")]),
    # bodies at the beginning of lines, with what each does; the lines above are no part of it
    ("任务分工\n总体安排如下。\n省水利厅：立项验收渠道。\n省财政厅：拨付渠道资金。\n", [("p1", "省水利厅"), ("p2", "省财政厅")]),
    # who helps belongs to the same task
    ("一、修渠。省水利厅负责修建渠道；省财政厅配合。\n", [("1", "修渠。省")]),
    # a clause behind the text is the item's own
    ("一、修渠。省水利厅负责：1.立项；2.验收。（责任单位：省财政厅）\n", [("1", "修渠。省")]),
]


def test_no_title_ends_inside_a_bracket() -> None:
    found = outlined("1、清淤60场（牵头：省水利厅；配合：省财政厅）。\n2、护岸。修建两处（责任单位：省水利厅）\n").tasks
    assert [task.title for task in found] == [None, "护岸"]


def test_clauses_below_a_list_of_one_item_are_those_of_its_heading() -> None:
    page = (
        "<p>（一）修渠</p><ul><li>建闸两座。</li></ul><p>牵头单位：省水利厅</p><p>配合单位：省财政厅</p><p>（二）护岸。由省水利厅负责。</p>"
    )
    plan = read_source(read_text("plan.html", f"<html><body>{page}</body></html>".encode()), "plan.html", discover=False)
    assert [(t.title, [o.name for o in t.owners]) for t in plan.tasks] == [("修渠", ["省水利厅", "省财政厅"]), ("护岸", ["省水利厅"])]


# Blocks of a form, with a line drawn between them or a blank one.
@pytest.mark.parametrize("between", ["----------\n", "\n", "════\n"])
def test_the_label_of_a_form_and_a_drawn_line_are_no_title(between: str) -> None:
    blocks = ["任务名称：修渠\n责任单位：省水利厅\n完成时限：6月底前\n", "工作任务：护岸\n责任单位：省财政厅\n完成时限：9月底前\n"]
    assert [task.title for task in outlined(between.join(blocks)).tasks] == ["修渠", "护岸"]


def test_a_clause_in_a_footnote_is_no_task_s() -> None:
    text = "1.修渠。（责任单位：省水利厅）\n2.护岸。（责任单位：省财政厅）\n"
    note = "1.省河道中心负责。\n"
    source = replace(read_text("plan.txt", (text + note).encode()), footnotes=((len(text), len(text + note)),))
    plan = read_source(source, "plan.txt", discover=False)
    assert [[owner.name for owner in task.owners] for task in plan.tasks] == [["省水利厅"], ["省财政厅"]]
    assert [u.why for u in plan.unread] == [sentence("unread.footnote")]


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_what_a_body_does_follows_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected
    assert [len(task.clauses) for task in outlined(text).tasks] == [1 + ("配合" in text)] * len(expected)


MARKS = [
    ("一、总体要求", CHINESE, 1, 2),  # the usual heading
    ("十二．加强保障", CHINESE, 12, 3),  # a full stop for the pause mark
    ("（二）建设平台", BRACKETED, 2, 3),
    ("(十一)建设平台", BRACKETED, 11, 4),  # folded to half width
    ("3.建设平台", ARABIC, 3, 2),
    ("４．建设平台", ARABIC, 4, 2),  # full-width digits
    ("5、建设平台", ARABIC, 5, 2),
    ("2．2021年6月底前建成", ARABIC, 2, 2),  # the number is 2, the year belongs to the text
    ("17.2025年建成", ARABIC, 17, 3),
    ("（1）建设", SMALL, 1, 3),
    ("2）建设", SMALL, 2, 2),
    ("③建设", CIRCLED, 3, 1),
    ("第三条建设平台", ARTICLE, 3, 3),
    ("第十二条 建设平台", ARTICLE, 12, 4),
    ("第一章 总则", CHAPTER, 1, 3),
    ("行动一：建设平台", NAMED, 1, 4),
    ("任务12、建设平台", NAMED, 12, 5),
    ("重点工程三 建设平台", NAMED, 3, 6),
    ("第二项 建设平台", NAMED, 2, 4),
]


@pytest.mark.parametrize(("text", "rank", "counted", "end"), MARKS)
def test_number_in_front(text: str, rank: int, counted: int, end: int) -> None:
    found = marker(text, 0, len(text))
    assert found is not None
    assert (found.rank, found.value, found.end) == (rank, counted, end)


@pytest.mark.parametrize(
    "text",
    [
        "三、四线城市要做好工作",  # a list of numerals
        "一是建设平台",  # an enumeration inside a sentence
        "2023年建成平台",  # a year
        "建设平台",
        "第三款规定",  # a reference
        "任务一、二由省科技厅负责",  # two of them
        "行动一致",
        "工程1.5亿元",
        "零、前言",  # counts nothing
        "",
    ],
)
def test_no_number_in_front(text: str) -> None:
    found = marker(text, 0, len(text))
    assert found is None or found.glued


def test_a_number_is_glued_where_a_digit_follows_its_point() -> None:
    assert [getattr(marker(text, 0, len(text)), "glued", None) for text in ("11.121人才项目", "17.2025年建成", "3.建设平台")] == [
        True,
        False,
        False,
    ]


def test_values_of_numerals() -> None:
    assert [numeral(n) for n in ("二十", "一百零二", "㉑", "⑳", "３５")] == [20, 102, 21, 20, 35]


LEVELS = [
    # one level, numbers run through the sections
    (f"一、平台\n1.建设甲。{A}\n2.建设乙。{B}\n二、人才\n3.引进丙。{C}\n", ["1.1", "1.2", "2.3"]),
    # numbers begin again: ids stay apart
    (f"一、平台\n（一）甲\n1.建设甲。{A}\n（二）乙\n1.建设乙。{A}\n三、实施\n1.建立机制。{B}\n", ["1.1.1", "1.2.1", "3.1"]),
    # the task is the 一、 level
    (f"一、建设甲。{A}\n二、建设乙。{B}\n", ["1", "2"]),
    # the task is a 条
    (f"第一条建设甲。{A}\n第二条建设乙。{B}\n", ["1", "2"]),
    # parent and children both own
    (f"一、平台\n（一）建设甲。{A}具体措施：\n1．做好丙。{B}\n2．做好丁。{B}\n", ["1.1", "1.1.1", "1.1.2"]),
    # a number glued to what follows counts only after the one before it
    ("".join(f"{n}.做好第{n}件。{A}\n" for n in range(1, 11)) + f"11.121人才项目。培养人才。{A}\n", [str(n) for n in range(1, 12)]),
    # the same form after another number is a decimal number, no item
    (f"1.做好甲。{A}\n2.做好乙。{A}\n11.121亿元投入丙。\n", ["1", "2"]),
    # a folded line whose numbers leave one out
    (f"（八）建设甲。{A}（十）建设乙。{A}（十一）建设丙。{A}\n", ["8", "10", "11"]),
    # an ordinal that a list shares is no item of a folded line
    (f"（一）建设甲。{A}（二）推动第一、第二产业融合。做好服务。{B}（三）建设丙。{A}\n", ["1", "2", "3"]),
    # the same item number twice: two policies in one file
    (f"甲措施\n一、建设甲。{A}\n二、建设乙。{A}\n乙措施\n一、建设丙。{A}\n", ["1", "2", "1-2"]),
    # an annex opens numbers of its own
    (f"一、建设甲。{A}\n附件1\n任务分工\n一、建设乙。{A}\n", ["1", "a1.1"]),
    # the first item in the line of the heading above
    (f"一、平台\n（一）布局行动。 1.建设甲。{A}\n2.建设乙。{A}\n（二）人才行动。引进1.5万人。{A}\n", ["1.1.1", "1.1.2", "1.2"]),
    # two digits without a point, as articles number their headings
    (f"01建平台。\n建设甲。{A}\n02引人才。\n引进乙。{B}\n2024年起施行。\n", ["1", "2"]),
    # headings that are numbered behind a noun, below a heading and at the top
    (f"一、行动\n行动一：平台\n1.建设甲。{A}\n2.建设乙。{A}\n行动二：人才\n3.引进丙。{B}\n", ["1.1.1", "1.1.2", "1.2.3"]),
    (f"任务一：建设甲。{A}\n任务二：建设乙。{B}\n", ["1", "2"]),
    # an item without owners beside items that own
    (f"一、平台\n1.建设甲。{A}\n2.建设乙。\n3.建设丙。{B}\n", ["1.1", "1.2", "1.3"]),
    # a section without owners, where the numbers run on, and where they begin again
    (f"一、平台\n1.建设甲。{A}\n二、人才\n2.引进乙。\n3.引进丙。\n", ["1.1", "2.2", "2.3"]),
    (f"一、平台\n1.建设甲。{A}\n2.建设乙。{A}\n二、人才\n1.引进丙。\n2.引进丁。\n", ["1.1", "1.2"]),
    # aims and safeguards without owners are no tasks
    (f"一、总体要求\n（一）指导思想。坚持创新。\n二、任务\n（二）建设甲。{A}\n三、保障措施\n（三）加强领导。\n", ["2.2"]),
    # what a published text leaves out is no task, whatever the brackets; a task that speaks of it is one, and so is one whose title stands
    (f"一、(略)\n二、建设甲。{A}\n三、（此条不公开）\n四、略。\n五、建设乙。{B}\n", ["2", "5"]),
    (f"一、建设甲。{A}\n二、从略去环节入手。\n三、完善保密制度（略）\n四、不公开事项清单管理。\n", ["1", "2", "3", "4"]),
    # children without owners of their own are part of the task above
    (f"一、建设甲。{A}\n（1）做好乙。\n（2）做好丙。\n二、建设丁。{A}\n", ["1", "2"]),
]


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_tasks_at_every_level(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


PLACES = [
    # a bracket of its own line belongs to the paragraph above
    (f"一、平台\n（一）建设甲。\n建好平台。\n{A}\n（二）建设乙。{B}\n", [("1.1", 1), ("1.2", 2)]),
    # label lines below the paragraph
    ("1.建设甲。\n牵头单位：省科技厅\n配合单位：省财政厅、省教育厅\n2.建设乙。\n责任单位：省商务厅\n", [("1", 3), ("2", 1)]),
    # fields between them that name no owner
    (
        "1.建设甲。\n牵头单位：省科技厅\n责任领导：张三\n完成时限：6月底前\n考核单位：省统计局、省委督查室\n"
        "配合单位：省财政厅\n2.建设乙。\n责任单位：省商务厅\n",
        [("1", 2), ("2", 1)],
    ),
    # a stroke between them
    ("1.建设甲。【牵头单位】省科技厅｜【配合单位】省财政厅\n2.建设乙。【牵头单位】省商务厅\n", [("1", 2), ("2", 1)]),
    # on the heading, the body below
    (f"十二、全面推行办证{A}\n推行办证，做好服务。\n十三、稳定价格{B}\n做好备案。\n", [("12", 1), ("13", 2)]),
    # in the middle, the next item in the same paragraph
    (f"1.建设甲。{A}2.建设乙。{B}3.建设丙。{A}\n", [("1", 1), ("2", 2), ("3", 1)]),
    # two passages of one item, a clause each
    (f"1.建设甲。做好丙的工作。{A}做好乙的工作。{B}\n2.建设丁。{A}\n", [("1", 1), ("1.p2", 2), ("2", 1)]),
    # a heading above paragraphs that own, each for itself
    (f"一、平台建设\n建设甲平台，做好服务。{A}\n建设乙平台，做好推广。{B}\n", [("1.p1", 1), ("1.p2", 2)]),
    # no number at all: a paragraph with an owner line
    ("建设甲平台，做好服务。\n责任单位：省科技厅\n建设乙平台，做好推广。\n责任单位：省财政厅、省教育厅\n", [("p1", 1), ("p2", 2)]),
    # a list inside an item that has owners before: one more passage, no tasks of their own
    (
        f"1.建设甲。{A}情形如下:\n（1）做好丙；\n（2）做好丁。{B}\n2.建设乙。\n（1）做好戊；\n（2）做好己。{A}\n3.建设庚。{A}\n",
        [("1", 1), ("1.p2", 2), ("2", 1), ("3", 1)],
    ),
    # headings with one or more numbered parts, a clause after the last of them
    (
        f"（一）甲\n1.做好丙。\n2.做好丁。{A}\n（二）乙\n3.做好戊。{B}\n（三）庚\n4.做好己。\n5.做好辛。{A}\n",
        [("1", 1), ("2", 2), ("3", 1)],
    ),
    # after the last part of an item, for all of it
    (
        f"一、甲\n（一）做好丙。\n（二）做好丁。\n{A}\n二、乙\n（一）做好戊。\n（二）做好己。\n{B}\n三、建设庚。{A}\n",
        [("1", 1), ("2", 2), ("3", 1)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_where_a_clause_belongs(text: str, expected: list[tuple[str, int]]) -> None:
    found = outlined(text)
    assert [(t.id, sum(len(c.owners) for c in t.clauses)) for t in found.tasks] == expected


def test_one_single_line_holds_all_items() -> None:
    text = f"为加快发展，制定措施。一、建平台(一)建设甲。做好服务。{A}(二)建设乙。{B}"
    text += f"二、引人才(三)引进丙。{C}(四)按照第(二)条执行，引进丁。{A}"
    assert ids(text) == ["1.1", "1.2", "2.3", "2.4"]


def test_headings_folded_into_the_text_below() -> None:
    text = f"一、工作目标到2025年，建成3个平台。二、主要任务1.建设甲。{A}2.建设乙，投资1.5亿元。{B}3.建设丙。{C}"
    found = outlined(text)
    assert [t.section for t in found.tasks] == [("二、主要任务",)] * 3
    assert [text[s:e] for s, e in goal_spans(found)] == ["一、工作目标到2025年，建成3个平台。"]


@pytest.mark.parametrize("heading", ["总体要求", "总体思路", "目标要求", "工作目标", "年度目标任务"])
def test_goals_stand_under_headings_of_aims(heading: str) -> None:
    text = f"一、{heading}\n出口增长8%。\n二、主要任务\n1.建设甲。{A}\n"
    assert [text[s:e] for s, e in goal_spans(outlined(text))] == [f"一、{heading}\n出口增长8%。\n"]


def test_numbers_folded_into_one_line_without_sections() -> None:
    text = "".join(f"{n}．2021年6月底前，建成第{n}个系统，做好服务，加强运用。{A}" for n in range(1, 5))
    assert ids(text) == ["1", "2", "3", "4"]


def test_section_is_the_path_of_headings_as_printed() -> None:
    text = f"二、主要任务\n（一）加快布局\n1.建设甲。{A}\n（二）产业计划。围绕产业，实施如下项目：\n2.建设乙。{A}\n"
    assert [t.section for t in outlined(text).tasks] == [("二、主要任务", "（一）加快布局"), ("二、主要任务", "（二）产业计划")]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("二、主要任务", ("二、", "二", "主要任务")),
        ("十二．保障", ("十二．", "十二", "保障")),
        ("(三)夯实底座", ("(三)", "三", "夯实底座")),
        ("第三章 保障", ("第三章", "三", "保障")),
        ("1.完善机制", ("1.", "1", "完善机制")),
        ("附件2 任务分工", ("", None, "附件2任务分工")),  # of no scheme
    ],
)
def test_a_heading_is_number_and_name(above: str, expected: tuple[str, str | None, str]) -> None:
    (found,) = sections(outlined(f"{above}\n①建设甲。{A}\n②建设乙。{A}\n"))
    assert (found.number, found.numeral, found.name) == expected


def test_the_headings_of_a_table_have_the_numbers_in_its_cells() -> None:
    text = TABBED.replace("平台", "一、夯实底座").replace("持续推进", "持续推进\n3\t3D建模\t建设丙。\t省科技厅\t无\t2026年6月")
    assert [(s.number, s.name) for s in sections(outlined(text))] == [("一、", "夯实底座"), ("", "3D建模")]


def test_a_heading_numbered_behind_a_noun_is_no_text_of_the_task_above() -> None:
    text = f"任务一：平台\n1.建设甲。\n责任单位：省科技厅\n任务二：人才\n2.引进乙。{A}\n"
    first, second = outlined(text).tasks
    assert (first.section, second.section) == (("任务一：平台",), ("任务二：人才",))
    assert text[first.start : first.end] == "1.建设甲。\n责任单位：省科技厅"


def test_a_second_policy_in_the_file_is_a_section() -> None:
    text = f"甲若干措施\n一、建设甲。{A}\n二、建设乙。{A}\n本措施自印发之日起施行。\n"
    text += f"乙若干措施\n(试行)\n为加快发展，制定以下措施。\n一、引进丙。{B}\n二、引进丁。{B}\n"
    found = outlined(text).tasks
    assert [(t.id, t.section) for t in found] == [("1", ()), ("2", ()), ("1-2", ("乙若干措施",)), ("2-2", ("乙若干措施",))]
    assert text[found[1].start : found[1].end] == f"二、建设乙。{A}"


def test_parent_is_the_owning_item_above() -> None:
    found = outlined(f"一、平台\n（一）建设甲。{A}\n1．做好丙。{B}\n（二）乙\n1．做好丁。{B}\n").tasks
    assert [(t.id, t.parent) for t in found] == [("1.1", None), ("1.1.1", "1.1"), ("1.2.1", None)]


TITLES = [
    (f"1.完善机制。建立制度，做好服务。{A}\n", "完善机制"),
    (f"（一）完善机制\n建立制度，做好服务。\n{A}\n", "完善机制"),
    (f"（一）完善机制。\n建立制度，做好服务。\n{A}\n", "完善机制"),
    (f"十二、完善机制{A}\n建立制度，做好服务。\n", "完善机制"),
    ("完善机制。\n建立制度，做好服务。\n责任单位：省科技厅\n", "完善机制"),
    (f"1.建设一批平台，做好服务，完善制度，加强管理，推动落实。{A}\n", "建设一批平台，做好服务，完善制度，加强管理，推动落实"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text: str, title: str | None) -> None:
    assert outlined(text).tasks[0].title == title


def test_titles_where_a_page_broke_the_lines() -> None:
    sentence = "加快建设各类平台和载体，推动数字经济和实体经济深度融合发展，形成一批可以复制推广的应用和经验，做好服务"
    whole = "".join(f"{n}.完善第{n}项机制。{sentence}。{A}\n" for n in range(1, 9)) + f"9.{sentence}，加强管理。{A}\n"
    broken = "\n".join("\n".join(line[i : i + 32] for i in range(0, len(line), 32)) for line in whole.splitlines())
    assert [t.title for t in outlined(broken).tasks] == [t.title for t in outlined(whole).tasks]
    assert outlined(broken).tasks[8].title is None
    spaced = broken.replace("\n", "\n\n")  # as converters print each line as a paragraph
    assert [t.title for t in outlined(spaced).tasks] == [t.title for t in outlined(whole).tasks]


def test_task_ends_before_what_closes_the_document() -> None:
    text = f"1.建设甲。{A}\n2.建设乙。\n{A}\n全省上下要统一思想，形成合力。\n某省人民政府\n2023年4月1日\n"
    last = outlined(text).tasks[-1]
    assert text[last.start : last.end].endswith(A)


def test_a_signature_folded_into_the_last_line_is_no_task() -> None:
    text = f"一、建平台(一)建设甲。{A}(二)建设乙。{B}某省人民政府办公厅2020年7月15日（此件公开发布）"
    last = outlined(text).tasks[-1]
    assert text[last.start : last.end] == f"(二)建设乙。{B}"


def test_record_lines_below_the_owner_belong_to_the_task() -> None:
    text = "1.建设甲。\n责任单位：省科技厅\n时序进度：2022年6月底前\n"
    text += "2.建设乙。\n责任单位：省财政厅\n时序进度：2022年9月底前\n本办法自印发之日起施行。\n"
    assert [text[t.start : t.end].rsplit("\n", 1)[1] for t in outlined(text).tasks] == [
        "时序进度：2022年6月底前",
        "时序进度：2022年9月底前",
    ]


def test_fields_in_boxes() -> None:
    form = "【任务{0}】{1}\n【责任单位】{2}\n【完成时限】{3}\n"
    text = "某省任务表\n" + form.format(1, "修渠", "省水利厅", "6月底前") + "\n" + form.format(2, "护岸", "省财政厅", "9月底前")
    plan = read_source(read_text("plan.txt", text.encode()), "plan.txt", discover=False)
    assert [(t.title, t.deadline) for t in plan.tasks] == [("修渠", "6月底前"), ("护岸", "9月底前")]


@pytest.mark.parametrize("sign", ["——", "• ", "- "])
def test_record_lines_behind_a_dash(sign: str) -> None:
    text = f"1.建设甲。\n{sign}责任单位：省科技厅\n{sign}完成时限：6月底前\n2.建设乙。\n{sign}责任单位：省财政厅\n{sign}完成时限：9月底前\n"
    assert [text[t.start : t.end].rsplit("\n", 1)[1] for t in outlined(text).tasks] == [
        f"{sign}完成时限：6月底前",
        f"{sign}完成时限：9月底前",
    ]


def test_a_record_on_the_line_of_the_owners_belongs_to_their_task() -> None:
    rows = ["建桥\t任务：建桥两座 责任单位：省水利厅 完成时限：6月底前\n", "修路\t任务：修路五公里 责任单位：省交通厅 完成时限：9月底前\n"]
    source = read_text("plan.txt", ("某省任务表\n" + "".join(rows)).encode())
    assert [t.deadline for t in read_source(source, "plan.txt", discover=False).tasks] == ["6月底前", "9月底前"]


def test_record_cards_without_numbers() -> None:
    card = "{0}\n对企业给予{0}。\n政策依据：某政办〔2022〕3号\n执行期限：2022年12月31日\n责任单位：{1}\n咨询电话：12345678\n"
    text = "政策清单\n" + card.format("一次性补贴", "市人社局") + card.format("房租减免", "市财政局")
    found = outline(document(text), ownership(document(text), context=Context()).clauses, after=4).tasks
    assert [(t.title, text[t.start : t.end].splitlines()[-1]) for t in found] == [
        ("一次性补贴", "咨询电话：12345678"),
        ("房租减免", "咨询电话：12345678"),
    ]


def test_a_list_of_annexes_holds_no_items() -> None:
    text = f"一、建设甲。{A}\n附件：1.甲清单\n2.乙清单\n3.丙清单\n"
    assert [i.id for i in outlined(text).items] == ["1"]


NO_OWNERS = (
    "一、总体要求\n坚持创新。\n二、主要任务\n（一）建平台\n1.建设甲。\n2.建设乙。\n（二）引人才\n3.引进丙。\n三、保障措施\n加强领导。\n"
)


def test_plan_without_owners_has_its_innermost_items() -> None:
    assert ids(NO_OWNERS, plan=True) == ["2.1.1", "2.1.2", "2.2.3"]


def test_what_is_left_out_is_none_of_the_innermost_items() -> None:
    assert ids(NO_OWNERS.replace("引进丙。", "引进丙。\n4.（略）\n5.引进丁。"), plan=True) == ["2.1.1", "2.1.2", "2.2.3", "2.2.5"]


def test_text_that_is_no_plan_has_no_tasks() -> None:
    assert ids(NO_OWNERS) == []
    assert ids("第一章 雨夜\n他推开门，外面下着雨。\n第二章 清晨\n天亮了。\n") == []


# --- tables -----------------------------------------------------------------------------------------------------------

HEADERS = [
    (["序号", "具体任务", "牵头单位", "配合单位", "完成时限"], 1, ["牵头单位", "配合单位"], 4),
    (["序号", "类别", "工作举措", "具体任务", "责任单位", "完成时间"], 3, ["责任单位"], 5),  # the more specific of two
    (["序号", "场景", "责任单位"], 1, ["责任单位"], None),  # called nothing known: the last one before the owners
    (["重点任务", "责任部门"], 0, ["责任部门"], None),
    (["序号", "内容与要求", "进展情况", "责任单位"], 1, ["责任单位"], None),
    (["序号", "内容及要求", "责任单位"], 1, ["责任单位"], None),
    (["序号", "项目名称", "责任单位"], 1, ["责任单位"], None),
    (["编号", "工程名称", "责任分工"], 1, ["责任分工"], None),
    (["工作内容", "主办单位", "协办单位", "时间节点"], 0, ["主办单位", "协办单位"], 3),
    (["工作内容", "责任单位", "开工时间", "竣工时间"], 0, ["责任单位"], 3),  # the day of the end of two
]


@pytest.mark.parametrize(("labels", "task", "owners", "deadline"), HEADERS)
def test_columns(labels: list[str], task: int, owners: list[str], deadline: int | None) -> None:
    found = read_columns(labels)
    assert found is not None
    assert (found.task, [label for _, label in found.owners], found.deadline) == (task, owners, deadline)


def test_table_without_owner_column_holds_no_tasks() -> None:
    assert read_columns(["序号", "具体任务", "完成时限"]) is None
    assert read_columns(["姓名", "单位", "电话"]) is None


TABBED = "序号\t类别\t具体任务\t牵头单位\t配合单位\t完成时限\n"
TABBED += "1\t平台\t建设甲。\t省科技厅\t无\t2026年6月\n2\t\t建设乙。\t省财政厅\t省教育厅\t持续推进\n"


def test_rows_of_a_table_in_lines_with_tabs() -> None:
    found = task_rows(document(TABBED))
    assert [(d.id, d.number, d.section, TABBED[d.body : d.stop]) for d in found] == [
        ("t1.1", "1", ("平台",), "建设甲。"),
        ("t1.2", "2", ("平台",), "建设乙。"),  # a merged cell reaches down
    ]
    assert [[(label, TABBED[s:e]) for label, s, e in d.owners] for d in found][1] == [("牵头单位", "省财政厅"), ("配合单位", "省教育厅")]
    assert [TABBED[d.deadline[0] : d.deadline[1]] for d in found if d.deadline] == ["2026年6月", "持续推进"]


TABLES = [
    # a heading across all columns is a section
    ("任务\t责任单位\n一、平台\t\n1.建设甲。\t省科技厅\n", [("t1.2", "1.", ("一、平台",), 1)]),
    # a label over two columns: the first is the field
    ("任务\t\t责任单位\n平台\t建设甲。\t省科技厅\n平台\t建设乙。\t省财政厅\n", [("t1.1", "", ("平台",), 1), ("t1.2", "", ("平台",), 1)]),
    # the upper half of a header names no column
    ("序号\t任务\t责任分工\t\n序号\t任务\t牵头单位\t配合单位\n1\t建设甲。\t省科技厅\t省财政厅\n", [("t1.1", "1", (), 2)]),
    # a cell merged downwards is repeated: one task, the owners of both rows
    (
        "序号\t任务\t责任单位\n1\t建设甲。\t省科技厅\n1\t建设甲。\t省财政厅\n2\t建设乙。\t省科技厅\n",
        [("t1.1", "1", (), 2), ("t1.2", "2", (), 1)],
    ),
    # the header again, on the next page
    (
        "序号\t任务\t责任单位\n1\t建设甲。\t省科技厅\n序号\t任务\t责任单位\n2\t建设乙。\t省财政厅\n",
        [("t1.1", "1", (), 1), ("t1.2", "2", (), 1)],
    ),
    # the table runs on after a line, without its header
    ("序号\t任务\t责任单位\n1\t建设甲。\t省科技厅\n续表\n2\t建设乙。\t省财政厅\n", [("t1.1", "1", (), 1), ("t2.2", "2", (), 1)]),
    # a head that gives a second word for the same bodies
    ("序号\t任务\t牵头（责任）单位\n1\t建设甲。\t省科技厅\n2\t建设乙。\t省财政厅\n", [("t1.1", "1", (), 1), ("t1.2", "2", (), 1)]),
    ("序号\t任务\t责任/牵头部门\n1\t建设甲。\t省科技厅\n", [("t1.1", "1", (), 1)]),
    ("序号\t任务\t责任（牵头）领导\n1\t建设甲。\t张某\n", []),
    # the same number twice
    ("序号\t任务\t责任单位\n1\t建设甲。\t省科技厅\n1\t建设乙。\t省财政厅\n", [("t1.1", "1", (), 1), ("t1.1-2", "1", (), 1)]),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables(text: str, expected: list[tuple[str, str, tuple[str, ...], int]]) -> None:
    assert [(d.id, d.number, d.section, len(d.owners)) for d in task_rows(document(text))] == expected


def test_rows_of_a_table_with_one_cell_a_line() -> None:
    text = "任务分工表\n序号\n内容与要求\n进展情况\n责任单位\n1\n建设甲。\n已启动\n市科技局\n2\n建设乙。\n做好服务。\n未启动\n市财政局\n"
    assert [(d.id, text[d.body : d.stop], text[d.owners[0][1] : d.owners[0][2]]) for d in task_rows(document(text))] == [
        ("t1.1", "建设甲。", "市科技局"),
        ("t1.2", "建设乙。\n做好服务。", "市财政局"),
    ]


def test_rows_of_a_merged_name_with_one_cell_a_line() -> None:
    text = "序号\n工作事项\n主要内容\n牵头单位\n配合单位\n内设处室\n1\n建平台。\n建设甲平台，做好服务。\n市科技局\n市财政局\n规划处\n"
    text += "建设乙平台，做好推广。\n市教育局\n/\n基教处\n2\n引人才。\n引进丙类人才，做好服务。\n市人社局\n市财政局\n人事处\n"
    assert [(d.id, d.section, text[d.body : d.stop], len(d.owners)) for d in task_rows(document(text))] == [
        ("t1.1", ("建平台。",), "建设甲平台，做好服务。", 2),
        ("t1.1-2", ("建平台。",), "建设乙平台，做好推广。", 2),
        ("t1.2", ("引人才。",), "引进丙类人才，做好服务。", 2),
    ]


def test_headings_across_a_table_with_one_cell_a_line() -> None:
    text = (
        "序号\n改革举措\n指导部门\n一、平台方面（共1项）\n1\n建设甲\n科技部\n二、人才方面（共2项）\n"
        "三、其他方面（共2项）\n4\n引进乙\n教育部\n5\n引进丙\n财政部\n"
    )
    assert [(d.id, d.section, text[d.body : d.stop], len(d.owners)) for d in task_rows(document(text))] == [
        ("t1.1", ("一、平台方面（共1项）",), "建设甲", 1),
        ("t1.4", ("三、其他方面（共2项）",), "引进乙", 1),  # 2 and 3 were not published
        ("t1.5", ("三、其他方面（共2项）",), "引进丙", 1),
    ]


def test_a_name_that_rows_share_is_a_section() -> None:
    text = "序号\t工作事项\t主要内容\t责任单位\n1\t建平台\t建设甲。\t市科技局\n1\t建平台\t建设乙。\t市财政局\n"
    assert [(d.section, text[d.body : d.stop]) for d in task_rows(document(text))] == [(("建平台",), "建设甲。"), (("建平台",), "建设乙。")]


def test_clauses_in_a_row_make_no_second_task() -> None:
    text = "序号\t任务\t责任单位\n1\t建设甲。（责任单位：省科技厅）\t省科技厅\n"
    assert [t.id for t in outlined(text).tasks] == ["t1.1"]


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"一二三（）()、.\n\t：:；。 ",
        "一、",
        "（一）",
        "1.",
        "2．2021年",
        "①",
        "第一条",
        "附件1",
        "附件：",
        "责任单位：",
        "省科技厅",
        A,
        B,
        "序号\t任务\t责任单位\n",
        "建设甲",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_parts_cover_the_text_and_tasks_lie_apart(text: str) -> None:
    found = outlined(text, plan=True)
    made = parts(document(text), found, title=None, number=None, unread=[(c.start, c.end) for c in found.orphans])
    assert "".join(text[p.start : p.end] for p in made) == text
    assert all(p.start < p.end for p in made)
    assert all(0 <= t.start <= t.body <= t.stop <= t.end <= len(text) for t in found.tasks)
    assert all(a.end <= b.start for a, b in zip(found.tasks, found.tasks[1:], strict=False))
    assert len({t.id for t in found.tasks}) == len(found.tasks)
    assert all(s < e for s, e in goal_spans(found))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_outline(text: str) -> None:
    assert outlined(text) == outlined(text)
