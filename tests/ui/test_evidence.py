"""The panel and the matrix: the very words, marked, and no name read as HTML."""

import pytest
from cases import DOCUMENT, HOSTILE, body, rows, small, task
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import overlap, two_mode
from kg.ui import address, evidence, frame, matrix
from kg.ui.address import Pick
from kg.ui.dossier import Everywhere, dossier
from kg.ui.evidence import Mark, pieces
from kg.ui.together import of_one
from kg.ui.views import overview, shared

TEXT = "推进甲平台建设，建成3个平台。（责任单位：甲局、乙局）"
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


@given(SPANS, st.integers(0, 500))
def test_pieces_are_the_text(spans: list[tuple[int, int]], start: int) -> None:
    marks = [Mark(start + a, start + b, "owner", "") for a, b in spans]
    found = pieces(TEXT, start, marks)
    assert "".join(p.text for p in found) == TEXT
    inside = [m for m in marks if m.start < m.end <= start + len(TEXT)]
    assert {p.mark for p in found if p.mark} <= set(inside)


def test_the_shorter_mark_shows_where_two_overlap() -> None:
    found = pieces("甲乙丙", 0, [Mark(0, 3, "target", ""), Mark(1, 2, "owner", "")])
    assert [(p.text, p.mark.kind if p.mark else None) for p in found] == [("甲", "target"), ("乙", "owner"), ("丙", "target")]


def test_a_cell_lights_the_body_in_its_sentence() -> None:
    html = evidence.panel(small(), Pick(task=task(1), body=body("省经信厅")))
    assert '<mark class="owner on" title="省经信厅：列第 2 位，负责">省经信厅</mark>' in html
    assert "省经信厅：第 2 位列名，负责。" in html


def test_a_body_shows_its_tasks_with_the_sentence() -> None:
    html = evidence.panel(small(), Pick(body=body("省经信厅")))
    assert html.count("<details") == 3 and "这一份里列名 3 项，其中首列 2 项。首列不等于牵头。" in html


OVER_ALL = [
    (None, "在全部文件中的档案"),
    (Everywhere(1, 3), "全部文件里只有这一份列名"),
    (Everywhere(7, 1057), "全部文件：7 份里列名 1,057 项"),
]


@pytest.mark.parametrize(("everywhere", "expected"), OVER_ALL)
def test_a_body_says_apart_what_is_of_this_document_and_what_of_all(everywhere: Everywhere | None, expected: str) -> None:
    html = evidence.panel(small(), Pick(body=body("省经信厅")), everywhere)
    assert f"{expected} ›" in html and "这一份里列名 3 项" in html


def test_a_pair_shows_the_tasks_that_name_both() -> None:
    html = evidence.panel(small(), Pick(body=body("省经信厅"), other=body("省科技厅")))
    assert html.count("owner on") == 2 and "共同列名 1 项" in html


def test_every_sentence_of_a_pair_is_open_at_once() -> None:
    row = {"document": DOCUMENT, "number": "1.", "ordinal": 1, "name": "建平台", "rank": 1, "role": "lead", "body": "x"}
    place = {"text": "省甲厅、省乙厅", "start": 0, "from": 0, "to": 3, "one": "省甲厅", "other": "省乙厅", "other_from": 4, "other_to": 7}
    rows = [row | place | {"task": task(i)} for i in (1, 2)]
    assert evidence.sentences_by_document(rows, {DOCUMENT: "某省"}, {task(1): "1", task(2): "2"}).count("<details open>") == 2


def test_every_list_can_be_opened() -> None:
    for name in evidence.LISTS:
        assert evidence.panel(small(), Pick(list=name))


def test_an_unknown_list_is_nothing() -> None:
    assert evidence.panel(small(), Pick(list="nothing")) == ""


def test_no_name_is_markup() -> None:
    dossier = small(title="<img src=x onerror=alert(1)>")
    drawn = [
        matrix.table(dossier, matrix.matrix(dossier)),
        evidence.panel(dossier, Pick(body=body(HOSTILE))),
        evidence.panel(dossier, Pick(task=task(4))),
    ]
    drawn += [evidence.panel(dossier, Pick(list=name)) for name in evidence.LISTS]
    graphs = [two_mode(dossier)]
    drawn.append(shared.render("shared.html", **shared.picture(of_one(dossier, graphs, overlap(graphs)))))
    row = {"document": DOCUMENT, "task": task(4), "number": "2.", "ordinal": 4, "name": HOSTILE, "rank": 1, "role": "lead", "body": "x"}
    place = {"text": HOSTILE, "start": 0, "from": 0, "to": 3, "one": HOSTILE, "other": HOSTILE, "other_from": 3, "other_to": 5}
    drawn.append(evidence.sentences_by_document([row | place], {DOCUMENT: HOSTILE}, {task(4): HOSTILE}))
    assert all("<script" not in html and "<img" not in html for html in drawn)
    assert any("&lt;script&gt;" in html for html in drawn)


def test_what_the_register_does_not_know_is_shown_as_unsure() -> None:
    assert "未入登记" in evidence.panel(small(), Pick(task=task(4)))
    assert [c.unsure for c in matrix.matrix(small()).columns] == [False, False, False, True, False, False]


def test_the_matrix_prints_the_place() -> None:
    found = matrix.matrix(small())
    assert [name for name, _ in found.groups] == ["党委", "政府部门", "未入登记", "地方", "集合单位"]
    assert [(c.column, c.text) for c in found.lines[0].cells] == [(1, "2"), (2, "1")]
    assert [line.heading for line in found.lines][::2] == ["（一）打基础", "二、组织实施"]


def test_the_browser_gets_what_the_matrix_holds() -> None:
    found = matrix.matrix(small())
    sent = matrix.payload(found)
    assert [row["pick"] for row in sent["rows"]] == [line.pick for line in found.lines]
    back = [[(c, text, sent["looks"][look], sent["titles"][title]) for c, text, look, title in row["cells"]] for row in sent["rows"]]
    assert back == [[(c.column, c.text, c.look, c.title) for c in line.cells] for line in found.lines]


def test_the_legend_names_no_look_that_no_cell_has() -> None:
    plain = small()
    looks = {c.look for line in matrix.matrix(plain).lines for c in line.cells}
    assert not any("hub" in look for look in looks)
    assert "hub" not in [look for look, _ in matrix.legend(plain, matrix.matrix(plain))]


def test_a_plan_that_names_nobody_shows_its_figures_rows() -> None:
    found = rows()
    found["namings"] = []
    silent = dossier(found)
    assert "建平台" in evidence.panel(silent, Pick(list="tasks")) and "3个平台" in evidence.panel(silent, Pick(list="targets"))


def test_the_address_carries_a_pick_and_forgets_what_is_not_there() -> None:
    dossier = small()
    cell, pair = Pick(task=task(1), body=body("省经信厅")), Pick(body=body("省经信厅"), other=body("省科技厅"))
    for pick in (Pick(task=task(1)), cell, pair, Pick(list="dates")):
        said = address.lit(pick)[-2 if pick.other else -1]
        assert address.read(address.step({}, said).parameters, dossier) == pick
    assert address.read({"task": "99", "department": "../../x"}, dossier) == Pick()


def test_exports_of_a_sample_say_so_in_every_row() -> None:
    sample = small(title="（改写样例）某计划")
    lines = frame.csv(frame.placed(sample, overview.namings(sample))).decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",说明") and all(line.endswith("改写样例，非官方文本") for line in lines[1:])
    assert frame.file_name(sample.title, "列名") == "（改写样例）某计划_列名"
    assert "说明" not in frame.csv(overview.namings(small())).decode().splitlines()[0]


def test_what_a_rule_adds_is_not_said_to_be_printed() -> None:
    found = rows()
    found["namings"][-1] |= {"basis": "convention", "rank": 1, "start": 1, "end": 9}
    text = "1以下任务均需各市落实。".ljust(400)
    ruled = dossier(found, text=text)
    named = ruled.owners[task(4)]
    added = next(n for n in named if not ruled.printed(n))
    assert not ruled.strong(added)
    assert "杭州市政府：未印在此项，据全文规则加上：“以下任务均需各市”。" in evidence.panel(ruled, Pick(task=task(4), body=added.body))
    assert [c.text for c in matrix.matrix(ruled).lines[3].cells if "rule" in c.look] == ["·"]
    assert ("rule", "· 未印在此项，据全文规则加上") in matrix.legend(ruled, matrix.matrix(ruled))
