"""What a joint meeting may want to discuss: headline targets, figures, tasks without something, technologies apart, the agenda."""

from dataclasses import replace

import pytest

from ingest.pipeline import read
from kg import files
from kg.analysis import (
    Matter,
    MilestoneFacts,
    PlanFacts,
    TargetFacts,
    agenda,
    disagreements,
    headlines,
    matters,
    matters_between,
    of_plan,
    spread,
)
from kg.analysis.figures import compared, verb
from kg.analysis.records import BodyFacts
from kg.ontology import concepts, entry, label
from tests.kg.analysis.made import plan, target, task, technology


@pytest.fixture(scope="module")
def sample() -> PlanFacts:
    return of_plan(read(files.SAMPLE))


def kinds(found: tuple[Matter, ...]) -> list[str]:
    return [entry(m.kind).notation or "" for m in found]


def of_kind(facts: PlanFacts, notation: str) -> list[Matter]:
    return [m for m in matters(facts) if entry(m.kind).notation == notation]


# ---------------------------------------------------------------- the sample


def test_headline_targets_of_the_sample(sample: PlanFacts) -> None:
    assert [(h.target.quote, label(h.state)) for h in headlines(sample)] == [
        ("引育4个行业头部企业", "未见承接"),
        ("打造20家“专精特新”企业", "未见承接"),
        ("推广4个行业标杆产品", "有数量承接"),
        ("打造20个创新示范应用场景", "有定性承接"),
        ("建设4个产业平台", "有数量承接"),
        ("打造15个赋能创新中心", "有数量承接"),
    ]


def test_figures_of_the_sample_that_differ(sample: PlanFacts) -> None:
    (found,) = disagreements(sample)
    assert (label(found.kind), found.one.value, found.other.value) == ("口径待核", 4, 5)


def test_agenda_of_the_sample(sample: PlanFacts) -> None:
    found = agenda(matters(sample))
    assert kinds(found) == ["not-taken-up", "not-taken-up", "taken-up-in-words", "wording-to-check"]
    names = {b.iri: b.name for b in sample.bodies}
    assert [names[b] for b in found[2].bodies] == ["省经信厅", "省发展改革委", "省科技厅", "省建设厅", "省卫生健康委"]
    assert len(of_kind(sample, "task-without-number")) == 17
    assert len(of_kind(sample, "single-task-body")) == 10


def test_every_item_can_be_struck_out_and_stays_out(sample: PlanFacts) -> None:
    found = matters(sample)
    assert len({m.key for m in found}) == len(found)
    struck = agenda(found)[1].key
    again = agenda(matters(of_plan(read(files.SAMPLE))), struck={struck})
    assert [m.key for m in again] == [m.key for m in agenda(found) if m.key != struck]


def test_words_of_every_kind_are_in_the_ontology() -> None:
    for scheme in ("Matters", "Changes"):
        for found in concepts(scheme):
            assert found.label_zh and found.label_en and found.notation


# ---------------------------------------------------------------- headline targets

TAKEN = [
    # headline, target of the task, state, agreement
    (("建成数据平台8个", 8, "个", "数据平台"), ("建成数据平台8个", 8, "个", "数据平台"), "taken-up-by-number", "agree"),
    (
        ("建成平台8个", 8, "个", "数据平台"),
        ("建成数据平台5个", 5, "个", "数据平台"),
        "taken-up-by-number",
        "check",
    ),  # verb with 平台 is another
    (("建成数据平台8个", 8, "个", "数据平台"), ("建成数据平台5个", 5, "个", "数据平台"), "taken-up-by-number", "contradict"),
    (("建成数据平台8个", 8, "个", "数据平台"), ("建成行业数据平台5个", 5, "个", "行业数据平台"), "taken-up-by-number", "check"),
    (("建成数据平台8个", 8, "个", "数据平台"), ("建设一批数据平台", None, None, "数据平台"), "taken-up-in-words", None),
    (("建成数据平台8个", 8, "个", "数据平台"), ("建成数据平台8家", 8, "家", "数据平台"), "not-taken-up", None),  # counted in another unit
    (("建成数据平台8个", 8, "个", "数据平台"), ("培育骨干企业8家", 8, "家", "骨干企业"), "not-taken-up", None),
]


@pytest.mark.parametrize(("above", "own", "state", "agreement"), TAKEN)
def test_what_takes_up_a_headline_target(above: tuple[object, ...], own: tuple[object, ...], state: str, agreement: str | None) -> None:
    targets = (target("p", *above), target("p/1", *own))  # type: ignore[arg-type]
    (found,) = headlines(plan("甲", targets=targets))
    assert entry(found.state).notation == state
    assert [c.agreement for c in found.candidates if c.takes_up] == ([] if state == "not-taken-up" else [agreement])


def test_tasks_that_add_up_to_the_headline_agree() -> None:
    parts = (target("p/1", "建成数据平台3个", 3, "个", "数据平台"), target("p/2", "建成数据平台5个", 5, "个", "数据平台"))
    (found,) = headlines(plan("甲", "乙", targets=(target("p", "建成数据平台8个", 8, "个", "数据平台"), *parts)))
    assert [c.agreement for c in found.candidates] == ["agree", "agree"]


def test_tasks_with_a_share_each_are_parts() -> None:
    shares = (target("p/1", "培养人才100名", 100, "名", "人才"), target("p/2", "培养人才300名", 300, "名", "人才"))
    made = plan("甲", "乙", targets=(target("p", "引进人才2000名", 2000, "名", "人才"), *shares))
    assert [c.agreement for c in headlines(made)[0].candidates] == ["part", "part"]
    alone = replace(made, targets=made.targets[:2])
    assert [label(d.kind) for d in disagreements(alone)] == ["口径待核"]


def test_near_candidates_are_shown_though_they_do_not_take_it_up() -> None:
    near = target("p/1", "建成数据平台体系1套", 1, "套", "数据平台体系")
    (found,) = headlines(plan("甲", targets=(target("p", "建成数据平台8个", 8, "个", "数据平台"), near)))
    assert entry(found.state).notation == "not-taken-up"
    assert [(c.target.iri, c.takes_up) for c in found.candidates] == [(near.iri, False)]


# ---------------------------------------------------------------- figures that cannot both hold

FIGURES = [
    # comparators and values of two targets with the same words
    (("eq", 4, None), ("eq", 5, None), "contradict"),
    (("eq", 4, None), ("ge", 4, None), "agree"),
    (("eq", 4, None), ("ge", 5, None), "contradict"),
    (("le", 4, None), ("ge", 5, None), "contradict"),
    (("ge", 4, None), ("ge", 9, None), "agree"),
    (("range", 3, 6), ("eq", 5, None), "agree"),
    (("range", 3, 6), ("eq", 7, None), "contradict"),
    (("approx", 4, None), ("eq", 5, None), "check"),  # about 4 does not say how far
]


@pytest.mark.parametrize(("one", "other", "expected"), FIGURES)
def test_figures_that_hold_together(one: tuple[str, float, float | None], other: tuple[str, float, float | None], expected: str) -> None:
    def figure(comparator: str, value: float, high: float | None) -> TargetFacts:
        return target("p/1", "建成平台若干个", value, "个", "平台", comparator=comparator, high=high)

    assert compared(figure(*one), figure(*other)) == expected
    assert compared(figure(*other), figure(*one)) == expected


def test_figures_of_different_days_may_both_hold() -> None:
    one = target("p/1", "建成平台4个", 4, "个", "平台", due="2024-12-31")
    other = target("p/2", "建成平台9个", 9, "个", "平台", due="2027-12-31")
    assert disagreements(plan("甲", "乙", targets=(one, other))) == ()
    assert len(disagreements(plan("甲", "乙", targets=(one, replace(other, due="2024-12-31"))))) == 1


VERBS = [
    ("打造20个创新示范应用场景", "创新示范应用场景", "打造"),
    ("打造创新平台4个以上", "创新平台", "打造"),
    ("5项重点攻关任务", "重点攻关任务", ""),
    ("建设一批平台", "平台", "建设一批"),
    ("大力推进", "", ""),
]


@pytest.mark.parametrize(("quote", "about", "expected"), VERBS)
def test_verb_of_a_target(quote: str, about: str, expected: str) -> None:
    assert verb(target("p", quote, None, None, about)) == expected


# ---------------------------------------------------------------- tasks without something


def test_tasks_without_owner_number_or_date() -> None:
    made = plan("甲", "", "乙", targets=(target("p/1", "建成平台3个", 3, "个", "平台", due="2024-06-30"),))
    dated = replace(made, milestones=(MilestoneFacts("p/3", "6月底前", "2024-06-30", 0, 4),))
    assert [m.tasks for m in of_kind(dated, "task-without-owner")] == [("p/2",)]
    assert [m.tasks for m in of_kind(dated, "task-without-number")] == [("p/2",), ("p/3",)]
    assert [m.tasks for m in of_kind(dated, "task-without-date")] == [("p/2",)]


def test_an_owner_of_the_item_above_is_an_owner() -> None:
    made = plan("甲", "")
    child = replace(made, tasks=(made.tasks[0], task("p", 2, parent="p/1")))
    assert of_kind(child, "task-without-owner") == []


SHARES = [
    ((3,), "part", False),  # one task's number below the whole is no share of it
    ((3, 5), "agree", True),  # together they are the whole
    ((3, 4), "part", True),  # together they stay below it
    ((6, 5), "part", False),  # together they are beyond it: each is compared for itself
    ((6, 5), "agree", False),
    ((8, 5), "agree", True),  # one of them is the whole
]


@pytest.mark.parametrize(("numbers", "agreement", "expected"), SHARES)
def test_shares_of_a_headline_target(numbers: tuple[int, ...], agreement: str, expected: bool) -> None:
    shares = [target(f"p/{i}", f"建成数据平台{n}个", n, "个", "数据平台") for i, n in enumerate(numbers, 1)]
    (found,) = headlines(plan("甲", "乙", targets=(target("p", "建成数据平台8个", 8, "个", "数据平台"), *shares)))
    assert [c.agreement == agreement for c in found.candidates] == [expected] * len(numbers)


# ---------------------------------------------------------------- technologies apart


def test_bodies_on_one_technology_that_share_no_task() -> None:
    mentions = (technology("p/1", "区块链"), technology("p/2", "区块链"), technology("p/3", "数字孪生"))
    made = plan("甲 乙", "丙 乙", "甲", technologies=mentions)
    (found,) = of_kind(made, "same-technology-apart")
    assert (found.technologies, found.bodies, found.apart, found.tasks) == (("区块链",), ("甲", "丙"), (("甲", "丙"),), ("p/1", "p/2"))
    meeting = plan("甲 乙", "丙 乙", "甲 丙", technologies=mentions)
    assert of_kind(meeting, "same-technology-apart") == []


def test_candidate_technologies_give_nothing_to_discuss() -> None:
    mentions = tuple(replace(technology(f"p/{n}", "新词"), status="candidate") for n in (1, 2))
    assert of_kind(plan("甲", "乙", technologies=mentions), "same-technology-apart") == []


# ---------------------------------------------------------------- between plans, and over many


def test_tasks_that_no_task_below_matches() -> None:
    def of_texts(iri: str, *texts: str) -> PlanFacts:
        return replace(plan(*["甲 乙"] * len(texts), iri=iri), tasks=tuple(task(iri, n, t) for n, t in enumerate(texts, 1)))

    found = matters_between(of_texts("p", "推进渔港视频监控全覆盖。", "引导银行开发船舶贷款。"), of_texts("q", "推进渔港视频监控全覆盖。"))
    assert [(entry(m.kind).notation, m.tasks, m.bodies) for m in found] == [("unmatched-below", ("p/2",), ("甲", "乙"))]
    assert agenda(found) == found


def test_spread_by_region_year_and_line() -> None:
    def of(iri: str, region: str | None, year: int, *lines: str) -> PlanFacts:
        made = plan(*lines, iri=iri, region=region, year=year, technologies=(technology(f"{iri}/1", "区块链"),))
        known = {"省科技厅": ("科技",), "省财政厅": ("财政",)}
        return replace(made, bodies=tuple(BodyFacts(b.iri, b.name, b.kind, lines=known.get(b.name, ())) for b in made.bodies))

    plans = of("p", "河南省", 2023, "省科技厅 省财政厅", "省科技厅 某院"), of("q", "河南省", 2023, "省科技厅"), of("r", None, 2024, "@某市")
    found = {(c.region, c.year, c.line): (c.plans, c.tasks, c.owners, c.technologies) for c in spread(plans)}
    assert found == {
        ("河南省", 2023, None): (2, 3, 3, 1),
        ("河南省", 2023, "科技"): (2, 3, 1, 1),
        ("河南省", 2023, "财政"): (1, 1, 1, 1),
        (None, 2024, None): (1, 1, 0, 1),
    }


@pytest.mark.parametrize("lines", [(), ("",), ("甲",), ("@杭州市 *各部门",)])
def test_odd_plans(lines: tuple[str, ...]) -> None:
    made = plan(*lines)
    assert headlines(made) == () and disagreements(made) == ()
    assert set(kinds(matters(made))) <= {"task-without-owner", "task-without-number", "task-without-date", "single-task-body"}
    assert len(spread([made])) == 1
