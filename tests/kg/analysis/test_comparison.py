"""What changed between two plans: the known changes of two editions, and pairs that have nothing to tell."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.pipeline import read
from kg import files
from kg.analysis import Comparison, PlanFacts, align, compare, divisions, of_plan, unmatched
from kg.analysis.records import BodyFacts
from kg.ontology import entry
from tests.kg.analysis.made import naming, plan, target, task

EDITIONS = Path(__file__).resolve().parents[2] / "gold" / "editions"
TEXTS = (
    "汇集水文气象航运数据，建成海洋数据平台。",
    "围绕水声通信组织关键技术攻关。",
    "推进渔港视频监控和渔船定位全覆盖。",
    "引导银行开发船舶抵押贷款产品。",
    "支持高校开设海洋信息专业；引进高层次人才并落实住房待遇。",
)


def of_texts(*texts: str, iri: str = "p", owners: str = "甲 乙", **changes: object) -> PlanFacts:
    made = plan(*[owners] * len(texts), iri=iri)
    return replace(made, tasks=tuple(task(iri, n, text) for n, text in enumerate(texts, 1)), **changes)


def notation(kind: str) -> str:
    return entry(kind).notation or ""


# ---------------------------------------------------------------- the two editions


@pytest.fixture(scope="module")
def editions() -> tuple[PlanFacts, PlanFacts]:
    before, after = (of_plan(read(EDITIONS / f"{year}.txt")) for year in (2023, 2024))
    return before, after


@pytest.fixture(scope="module")
def changes(editions: tuple[PlanFacts, PlanFacts]) -> Comparison:
    return compare(*editions)


def numbers(facts: PlanFacts) -> dict[str, str]:
    return {t.iri: t.number.rstrip(".") for t in facts.tasks}


def test_tasks_of_the_editions(editions: tuple[PlanFacts, PlanFacts], changes: Comparison) -> None:
    before, after = (numbers(e) for e in editions)
    found = changes.alignment
    partners = {("6", "6"), ("6", "7"), ("9", "9"), ("10", "9")}  # a divided task may keep one of its parts as its partner
    assert {(before[p.one], after[p.other]) for p in found.pairs} - partners == {*((n, n) for n in "12345"), ("7", "8")}
    assert [before[t] for t in found.dropped] == ["8"]
    assert [after[t] for t in found.added] == ["10"]
    assert [(before[d.whole], [after[p] for p in d.parts]) for d in found.splits] == [("6", ["6", "7"])]
    assert [(after[d.whole], sorted(before[p] for p in d.parts)) for d in found.merges] == [("9", ["10", "9"])]
    assert [notation(kind) for kind, _ in divisions(changes)] == ["task-split", "task-merged"]
    assert found.doubtful == ()


def test_owners_of_the_editions(editions: tuple[PlanFacts, PlanFacts], changes: Comparison) -> None:
    names = {b.iri: b.name for e in editions for b in e.bodies}
    before = numbers(editions[0])
    found = {
        (before[t.task.one], notation(o.kind), names.get(o.before or ""), names.get(o.after or ""), o.roles_before, o.roles_after)
        for t in changes.tasks
        for o in t.owners
    }
    assert found == {
        ("2", "first-listed-changed", "省科技厅", "省经信厅", (), ()),
        ("3", "owner-added", None, "省财政厅", (), ("responsible",)),
        ("4", "owner-dropped", "省财政厅", None, ("responsible",), ()),
        ("7", "role-changed", "省市场监管局", "省市场监管局", ("responsible",), ("lead",)),
    }


def test_a_reform_is_no_change_of_owner(editions: tuple[PlanFacts, PlanFacts], changes: Comparison) -> None:
    names = {b.iri: b.name for e in editions for b in e.bodies}
    assert {(names[a], names[b]) for a, b in changes.successions} == {
        ("省大数据局", "省数据局"),
        ("浙江银保监局", "浙江金融监管局"),
        ("省文化和旅游厅", "省文化广电和旅游厅"),
        ("省广电局", "省文化广电和旅游厅"),
    }


def test_targets_and_days_of_the_editions(editions: tuple[PlanFacts, PlanFacts], changes: Comparison) -> None:
    before = numbers(editions[0])
    inside = {
        (before[t.task.one], notation(c.kind), c.before and c.before.value, c.after and c.after.value)
        for t in changes.tasks
        for c in t.targets
    }
    assert inside == {("1", "target-raised", 5, 8), ("2", "target-lowered", 3, 2)}
    whole = [(notation(c.kind), c.before and c.before.value, c.after and c.after.value) for c in changes.targets]
    assert whole == [("target-raised", 5, 8)]
    assert [(before[t.task.one], t.due) for t in changes.tasks if t.due] == [("3", ("2023-10-31", "2024-06-30"))]


# ---------------------------------------------------------------- nothing to tell


def test_a_plan_and_itself() -> None:
    sample = of_plan(read(files.SAMPLE))
    found = compare(sample, sample)
    assert found.same and not found.unrelated
    assert [(p.one, p.score) for p in found.alignment.pairs] == [(t.iri, pytest.approx(1)) for t in sample.tasks]
    assert found.successions == ()


def test_a_plan_with_a_task_twice_and_one_left_out_and_itself() -> None:
    twice = of_texts(TEXTS[0], TEXTS[0], TEXTS[1], "（略）")
    assert compare(twice, twice).same


def test_unrelated_plans_have_nothing_in_common() -> None:
    sample = of_plan(read(files.SAMPLE))
    found = compare(sample, of_texts("整治农村人居环境，清理沟渠。", "开展冬季防火巡查，落实值班值守。", iri="q"))
    assert found.unrelated and not found.same
    assert (found.alignment.pairs, found.alignment.doubtful) == ((), ())
    assert len(found.alignment.dropped) == 25


@pytest.mark.parametrize(("one", "other"), [((), ()), ((), TEXTS), (TEXTS, ()), (("",), ("",))])
def test_plans_without_text_or_tasks(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = compare(of_texts(*one), of_texts(*other, iri="q"))
    assert found.alignment.pairs == ()
    assert (len(found.alignment.dropped), len(found.alignment.added)) == (len(one), len(other))


def test_plans_of_localities_and_collectives_only() -> None:
    made = of_texts(*TEXTS, owners="@杭州市 *各部门")
    assert compare(made, of_texts(*TEXTS, iri="q", owners="@杭州市 *各部门")).same


# ---------------------------------------------------------------- alignment


def test_tasks_are_aligned_whatever_their_order() -> None:
    found = align(of_texts(*TEXTS), of_texts(*reversed(TEXTS), iri="q"))
    assert {(p.one, p.other) for p in found.pairs} == {(f"p/{n}", f"q/{6 - n}") for n in range(1, 6)}


@pytest.mark.corpus
def test_the_rewritten_sample_aligns_with_its_own_order(corpus: Path) -> None:
    """The sample says the same facts in other words: each of its tasks is the one of the same number."""
    real = of_plan(read(corpus / "corpus" / "docs" / "seed.txt"))
    sample = of_plan(read(files.SAMPLE))
    found = {p.one: p.other for p in align(sample, real).pairs}
    assert [found[t.iri] for t in sample.tasks] == [t.iri for t in real.tasks]


def test_a_task_with_two_likenesses_is_left_to_a_person() -> None:
    one = of_texts("推进渔港视频监控建设，完善渔船定位系统和应急通信网络。")
    other = of_texts("推进渔港视频监控升级，完善渔船定位平台。", "推进渔港视频监控运维，完善渔船定位服务。", iri="q")
    found = align(one, other)
    assert found.pairs == ()
    assert [p.one for p in found.doubtful] == ["p/1"]
    assert found.dropped == ("p/1",)


def test_names_of_owners_do_not_make_texts_alike() -> None:
    clause = "（责任单位：省海洋发展委员会、省渔业资源保护协会）"
    owners = "省海洋发展委员会 省渔业资源保护协会"
    one, other = (of_texts(text + clause, iri=iri, owners=owners) for text, iri in (("清理沟渠淤泥", "p"), ("组织技能竞赛", "q")))
    assert align(one, other).pairs == ()


def test_a_split_needs_parts_that_each_say_something_new() -> None:
    halves = ("支持高校开设海洋信息专业。", "引进高层次人才并落实住房待遇。")
    found = align(of_texts(*TEXTS), of_texts(*TEXTS[:4], *halves, iri="q"))
    assert [(d.whole, set(d.parts)) for d in found.splits] == [("p/5", {"q/5", "q/6"})]
    back = align(of_texts(*TEXTS[:4], *halves), of_texts(*TEXTS, iri="q"))
    assert [(d.whole, set(d.parts)) for d in back.merges] == [("q/5", {"p/5", "p/6"})]


# ---------------------------------------------------------------- inside an aligned task

TARGETS = [
    # before, after, the changes
    (("建成平台5个", 5, "个", "平台"), ("建成平台8个", 8, "个", "平台"), ["target-raised"]),
    (("建成平台5个", 5, "个", "平台"), ("建成平台5个", 5, "个", "平台"), []),
    (("建成平台5个", 5, "个", "平台"), ("建成平台5家", 5, "家", "平台"), ["target-dropped", "target-added"]),  # another unit
    (("建成平台5个", 5, "个", "平台"), ("培育企业5个", 5, "个", "企业"), ["target-dropped", "target-added"]),  # another object
    (("建设行业数据平台2个", 2, "个", "行业数据平台"), ("建设省级数据平台1个", 1, "个", "省级数据平台"), ["target-lowered"]),
    (("打造一批平台", None, None, "平台"), ("打造平台3个", 3, "个", "平台"), ["target-dropped", "target-added"]),  # words become a number
]


@pytest.mark.parametrize(("before", "after", "expected"), TARGETS)
def test_targets_raised_and_lowered(before: tuple[object, ...], after: tuple[object, ...], expected: list[str]) -> None:
    one = of_texts(TEXTS[0], targets=(target("p/1", *before),))  # type: ignore[arg-type]
    other = of_texts(TEXTS[0], iri="q", targets=(target("q/1", *after),))  # type: ignore[arg-type]
    assert [notation(c.kind) for c in compare(one, other).tasks[0].targets] == expected


def test_the_same_day_of_each_year_is_no_change() -> None:
    def dated(iri: str, due: str, year: int) -> PlanFacts:
        return replace(of_texts(TEXTS[0], iri=iri), tasks=(task(iri, 1, TEXTS[0], due=due),), year=year)

    assert compare(dated("p", "2023-06-30", 2023), dated("q", "2024-06-30", 2024)).same
    assert compare(dated("p", "2023-06-30", 2023), dated("q", "2024-03-31", 2024)).tasks[0].due == ("2023-06-30", "2024-03-31")
    assert not compare(dated("p", "2023-06-30", 2023), dated("q", "2024-06-30", 2023)).same


def test_bodies_of_different_levels_are_compared_by_line() -> None:
    def place(iri: str, region: str, bodies: dict[str, tuple[str, ...]]) -> PlanFacts:
        made = of_texts(TEXTS[0], iri=iri, owners=" ".join(bodies), region=region)
        return replace(
            made, bodies=tuple(BodyFacts(b.iri, b.name, b.kind, short_name=b.name[1:], lines=bodies[b.iri]) for b in made.bodies)
        )

    city = place("p", "某市", {"市教育局": ("教育",), "市财政局": ("财政",), "市融媒体中心": ()})
    district = place("q", "某区", {"区教体局": ("教育", "体育"), "区住建局": ("住建",), "区融媒体中心": ()})
    found = compare(city, district)
    assert found.basis == "line"
    assert [(notation(o.kind), o.before, o.after) for o in found.tasks[0].owners if notation(o.kind).startswith("owner")] == [
        ("owner-dropped", "市财政局", None),
        ("owner-added", None, "区住建局"),
    ]


def test_another_first_body_counts_only_where_nobody_is_said_to_lead() -> None:
    one, other = of_texts(TEXTS[0], owners="甲 乙"), of_texts(TEXTS[0], iri="q", owners="乙 甲")
    assert [notation(o.kind) for o in compare(one, other).tasks[0].owners] == ["first-listed-changed"]
    led = replace(other, namings=(naming("q/1", "乙", 1), naming("q/1", "甲", 2, role="lead")))
    assert [notation(o.kind) for o in compare(one, led).tasks[0].owners] == ["role-changed"]


def test_tasks_that_no_task_below_matches() -> None:
    assert unmatched(of_texts(*TEXTS), of_texts(*TEXTS[:3], "开展冬季防火巡查。", iri="q")) == ("p/4", "p/5")
