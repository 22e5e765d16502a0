"""What the pages say: only what the document states."""

from dataclasses import replace

import pytest
from cases import DOCUMENT, HOSTILE, body, rows, small, task
from loaded import sample

from kg.analysis import Chance, Pair, distribution, of_plan, overlap, two_mode, two_modes
from kg.model import Plan
from kg.ui import address, listing, network_words, shared_words, words
from kg.ui.dossier import PlanView, dossier
from kg.ui.language import say
from kg.ui.shown import Wanted, shown
from kg.ui.together import Together, of_one, shares
from kg.ui.views import cypher, shared, technologies


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
    pick = address.Pick
    seen = shown(dossier_, Wanted(), pick())
    assert network_words.title(dossier_, seen, pick()) == "4 个单位、1 个地方、1 类集合单位列名 4 项任务"
    assert network_words.title(dossier_, seen, pick(body=body("省经信厅"))) == "省经信厅列名 3 项，与 2 个单位、1 类集合单位共同列名"
    assert (
        network_words.title(dossier_, seen, pick(task=task(3), body=body("各市经信局")))
        == "各市经信局在第 二·1 项“抓评估”列第 2 位，共 2 个主体列名"
    )
    assert network_words.title(dossier_, seen, pick(body=body("省经信厅"), other=body("省科技厅"))) == "省经信厅与省科技厅共同列名 1 项"


def test_pairs_are_counted_over_departments_and_the_rest_beside() -> None:
    assert shared.title(together(), "body") == "6 对单位里，没有一对超出偶然"
    told = shared.about(small(), together())
    assert "连同集合单位或地方共 4 对" in told and "全文只有 4 项任务，不足 15 项，不作比较" in told
    assert [(r[0], r[1], r[3]) for r in shared.table(small(), together().overlap).rows][:2] == [
        ("省委网信办", "省经信厅", 1),
        ("省经信厅", "省科技厅", 1),
    ]
    drawn = shared.picture(together())
    assert [line["label"] for line in drawn["lines"]] == ["委网信办", "经信厅", "科技厅", HOSTILE]
    assert [c["label"] for c in drawn["columns"][4:]] == ["杭州市政府", "各市经信局"] and drawn["differing"] == 0


def together() -> Together:
    """Return the pairs of the small document with what chance gives them."""
    graphs = [two_mode(small())]
    return of_one(small(), graphs, overlap(graphs))


def test_no_word_about_a_pair_says_more_than_the_corrected_figure() -> None:
    found = together().overlap.finding(together().overlap.meeting[0])
    assert shared_words.sentences(found).endswith("不足以判断。") and "概率" not in shared_words.sentences(found)
    enough = replace(found, observed=3, difference=2.4, hypergeometric=Chance(0.6, 0.0043, 0.9), corrected=0.9)
    told = shared_words.sentences(enough)
    assert "概率 0.0043（依据 1 份文件、4 项任务）" in told and told.endswith("不能排除偶然。")
    assert shared_words.sentences(replace(enough, at_least=True)).startswith("共同列名至少 3 项")
    assert shared.look(enough) == "m1" and "超出偶然" not in shared_words.against(enough)
    beyond = replace(enough, beyond_chance=True)
    assert shared.look(beyond) == "beyond" and shared_words.against(beyond).endswith("超出偶然")


LOOKS = [
    # difference, look: the darkest shade is that of the corrected figure alone
    (0.9, "even"),
    (1.0, "m0"),
    (2.0, "m1"),
    (5.0, "m2"),
    (-0.9, "even"),
    (-1.0, "less"),
]


@pytest.mark.parametrize(("difference", "expected"), LOOKS)
def test_a_cell_looks_as_the_difference_is(difference: float, expected: str) -> None:
    found = together().overlap.finding(together().overlap.meeting[0])
    assert shared.look(replace(found, difference=difference)) == expected


def test_the_sample_has_no_pair_beyond_chance() -> None:
    plan = dossier_of(sample())
    graphs = [two_mode(plan)]
    found = of_one(plan, graphs, overlap(graphs))
    assert shared.title(found, "body") == "231 对单位里，没有一对超出偶然；最突出的是建设厅与卫生健康委（3 项，预期 0.6），仍可能是偶然"
    assert [h.short for h in found.hubs] == ["发展改革委", "经信厅", "科技厅"]
    seen = {cell["look"] for line in shared.picture(found)["lines"] for cell in line["cells"] if cell}
    assert "beyond" not in seen and {"m0", "m1", "less", "even", "class"} <= seen
    assert shared_words.bars(distribution(_pair(found, "建设厅", "卫生健康委")).tolist(), 3, 9)[-1] | {"height": 0.0} == {
        "count": 3,
        "share": "0.4%",
        "height": 0.0,
        "on": True,
    }


def _pair(found: Together, one: str, other: str) -> Pair:
    key = {node.short: node.key for node in found.nodes}
    pair = found.overlap.pair(key[one], key[other])
    assert pair is not None
    return pair


def dossier_of(plan: Plan) -> PlanView:
    """Return a plan as the pages hold it, by its records."""
    facts = of_plan(plan)
    known = {name: getattr(facts, name) for name in ("iri", "title", "tasks", "bodies", "namings", "targets", "technologies", "milestones")}
    return PlanView(facts={}, **known)


def test_what_each_plan_adds_to_a_pair_sums_to_it() -> None:
    names = {"北": ("甲", "乙"), "南": ("甲", "乙", "丙")}
    plans = [{"iri": plan, "tasks": [f"{plan}{i}" for i in range(6)], "open": []} for plan in names]
    bodies = [
        {"iri": "甲", "tasks": ["北0", "北1", "南0", "南1", "南2"]},
        {"iri": "乙", "tasks": ["北0", "南0", "南1"]},
        {"iri": "丙", "tasks": ["南5"]},
    ]
    graphs = two_modes(plans, bodies)
    pair = overlap(graphs).pair("甲", "乙")
    assert pair is not None
    found = shares(graphs, "甲", "乙")
    assert [(s.document, s.tasks, s.one, s.other, s.both) for s in found] == [("南", 6, 3, 2, 2), ("北", 6, 2, 1, 1)]
    assert sum(s.expected for s in found) == pytest.approx(pair.hypergeometric.expected) and sum(s.both for s in found) == pair.observed


def test_what_may_hold_rows_of_a_sample_says_so() -> None:
    count = {"tasks": 0, "bodies": 0}
    loaded = listing.listed([{"iri": "a", "title": "（改写样例）某计划", **count}, {"iri": "b", "title": "某计划", **count}])
    assert cypher.sample_notice(loaded, "a") == say("app.sample_notice")
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


def test_a_task_with_tasks_below_it_is_counted_beside_them_as_the_list_has_both() -> None:
    held = small()
    figure = words.strip(replace(held, tasks=(replace(held.tasks[0], leaf=False), *held.tasks[1:])))[0]
    assert (figure.value, figure.small.split()[-2:]) == ("3", ["＋1", "含下级"])


GRIDS = [
    ({}, set(), "词表所收技术 0 项，候选 0 项"),
    ({"a": "甲技术"}, set(), "词表所收技术 0 项，候选 1 项"),
    ({"a": "甲技术", "b": "乙技术"}, {"b"}, "词表所收技术 1 项，候选 1 项；提及最多的是乙技术，列名单位最多的是乙技术（2 个）"),
]


@pytest.mark.parametrize(("names", "sure", "expected"), GRIDS)
def test_the_title_names_a_technology_only_where_there_is_one(names: dict[str, str], sure: set[str], expected: str) -> None:
    owners, tasks = dict.fromkeys(names, 2), dict.fromkeys(names, 1)
    assert technologies.title(technologies.Grid(names, frozenset(sure), tasks, owners, (), {})) == expected
