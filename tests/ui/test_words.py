"""What the pages say: only what the document states."""

from dataclasses import replace

import pytest
from cases import DOCUMENT, body, rows, small, task
from loaded import sample

from kg.analysis import Chance, Overlap, of_plan, overlap, two_mode
from kg.ui import address, listing, words
from kg.ui.dossier import SAMPLE_NOTICE, dossier
from kg.ui.shown import Wanted, shown
from kg.ui.views import cypher, network, shared


def test_the_line_under_the_title_tells_what_is_missing() -> None:
    kind = ["某省", "省级", "工作要点"]
    assert [s.text for s in words.about(small())] == [*kind, "发文机关、文号、日期：原文未载", "依据《某省某产业行动计划》（未载入）"]
    told = words.about(small(number="某发〔2024〕1号", issued="2024-03-01"))
    assert [s.text for s in told if s.missing] == ["发文机关：原文未载"]


def test_the_strip_counts_kinds_apart() -> None:
    assert [(f.value, f.small) for f in words.strip(small())] == [
        ("4", "2＋2"),
        ("4", "＋1 地方 ＋1 类"),
        ("8", "6＋1＋1"),
        ("0 ＋ 3", ""),
        ("1", "定性 1 条"),
        ("0", ""),
        ("1", ""),
    ]


def test_what_was_not_looked_for_is_no_zero() -> None:
    assert words.strip(small(unread=None))[-1].value == "—"


def test_leads() -> None:
    assert words.leads(small())[0] == "未载明牵头"
    found = rows()
    found["namings"][0]["role"] = "lead"
    assert words.leads(dossier(found)) == ("原文载明牵头 1 项", "，其余 3 项未载明；格内数字是列名次序。")
    found["namings"][0]["basis"] = "convention"
    assert words.leads(dossier(found))[0] == "依据原文的全文规则载明牵头 1 项"


def test_a_task_tells_what_it_does_not_state() -> None:
    told = words.task_facts(small(), small().tasks[1])
    assert told == "2 个主体列名，原文标签“责任单位”，未载明牵头；首列：省经信厅。未载量化指标，未载时限。"


def test_an_open_list_says_so() -> None:
    found = rows()
    found["tasks"][0]["open"] = True
    assert "列名未尽" in words.task_facts(dossier(found), dossier(found).tasks[0])


def test_the_picture_says_its_finding() -> None:
    dossier_ = small()
    pick = network.address.Pick
    seen = shown(dossier_, Wanted(), pick())
    assert network.title(dossier_, seen, pick()) == "4 个单位、1 个地方、1 类集合单位列名 4 项任务"
    assert network.title(dossier_, seen, pick(body=body("省经信厅"))) == "省经信厅列名 3 项，与 2 个单位、1 类集合单位共同列名"
    assert (
        network.title(dossier_, seen, pick(task=task(3), body=body("各市经信局")))
        == "各市经信局在第 二·1 项“抓评估”列第 2 位，共 2 个主体列名"
    )
    assert network.title(dossier_, seen, pick(body=body("省经信厅"), other=body("省科技厅"))) == "省经信厅与省科技厅共同列名 1 项"


def test_pairs_are_counted_over_departments_and_the_rest_beside() -> None:
    assert shared.title(small()).startswith("4 个单位中 2 对共同列名")
    assert "连同集合单位或地方共 4 对" in shared.about(small(), without=False)
    assert [(r[0], r[1], r[3]) for r in shared.table(small(), together()).rows][:2] == [
        ("省委网信办", "省经信厅", 1),
        ("省经信厅", "省科技厅", 1),
    ]


def together() -> Overlap:
    """Return the pairs of the small document with what chance gives them."""
    return overlap([two_mode(small())])


def test_no_word_about_a_pair_says_more_than_the_corrected_figure() -> None:
    assert shared.family(together()) == "看过全部 6 对之后，没有一对超出偶然。"
    found = together().finding(together().meeting[0])
    assert shared.sentences(found).endswith("不足以判断。") and "概率" not in shared.sentences(found)
    enough = replace(found, observed=3, hypergeometric=Chance(0.6, 0.0043, 0.9), corrected=0.9)
    told = shared.sentences(enough)
    assert "概率 0.0043（依据 1 份文件、4 项任务）" in told and told.endswith("不能排除偶然。")
    assert shared.sentences(replace(enough, at_least=True)).startswith("共同列名至少 3 项")


def test_the_sample_has_no_pair_beyond_chance() -> None:
    assert shared.family(overlap([two_mode(of_plan(sample()))])) == "看过全部 231 对之后，没有一对超出偶然。"


def test_what_may_hold_rows_of_a_sample_says_so() -> None:
    count = {"tasks": 0, "bodies": 0}
    loaded = listing.listed([{"iri": "a", "title": "（改写样例）某计划", **count}, {"iri": "b", "title": "某计划", **count}])
    assert cypher.sample_notice(loaded, "a") == SAMPLE_NOTICE
    assert cypher.sample_notice(loaded, "b") is None
    assert cypher.sample_notice(loaded, None) == "含改写样例，非官方文本"
    assert cypher.sample_notice([d for d in loaded if d.iri == "b"], None) is None


def test_a_table_of_rows_leaves_out_what_says_nothing() -> None:
    rows_ = [{"document": "甲", "task": "一", "iri": "x", "other_iri": "y"}, {"document": "甲", "task": "二", "iri": "x", "other_iri": "y"}]
    assert cypher.worth_showing(rows_) == ["task"]
    assert cypher.worth_showing([*rows_, {**rows_[0], "document": "乙"}]) == ["document", "task"]
    assert cypher.unlike(["n", "m", "n"]) == ["n", "m", "n 3"]


IRI_ROWS = [
    # a task and a body: the cell, in the document the task is of
    ((task(1), "建平台", body("省科技厅")), f"document=0123456789abcdef&task=1&department=department/{'省科技厅'.encode().hex()}"),
    # two bodies: the pair
    ((body("省科技厅"), 3, body("省经信厅")), address.body_pick(body("省科技厅"), body("省经信厅"))),
    # what lies in a document and is no task opens the document
    ((f"{DOCUMENT}/target/2.1",), "document=0123456789abcdef"),
    # a node with its properties
    (({"labels": ["Task"], "properties": {"iri": task(3), "name": "抓评估"}},), "document=0123456789abcdef&task=3"),
    # a name is no identity: nothing is guessed from it
    (("省科技厅", "建平台"), None),
    ((3, "别处"), None),
]


@pytest.mark.parametrize(("row", "expected"), IRI_ROWS)
def test_a_row_means_what_its_iris_say(row: tuple[object, ...], expected: str | None) -> None:
    assert cypher.meant(row) == expected
