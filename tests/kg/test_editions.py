"""Which documents are one plan, and which of them counts: by number, title, or text; whatever the order they came in."""

from dataclasses import replace
from itertools import permutations

import pytest
from stores import forget_all

from kg import catalogue, library
from kg.editions import Edition, edition, likeness, same_work, sketch, works
from kg.graph import Store, ask
from kg.iris import document_iri
from kg.model import Plan, Source
from tests.kg.plans import SMALL

WORDS = "推进数字产业集聚发展建设公共服务平台培育骨干企业完善人才政策加强要素保障优化营商环境深化开放合作"
BODY = "".join(f"{i}.{WORDS[i % 37 : i % 37 + 9]}第{i}项，由第{i * 7}科室办理。" for i in range(1, 90))
FIRST = Edition(document_iri("a" * 64), "青山市数字产业2024年工作要点", None, "青山市", "2024-03-01", (2024, 2024), "issued", sketch(BODY))
FIRST = replace(FIRST, core=FIRST.title, series="青山市数字产业工作要点")
NEXT = "青山市数字产业2025年工作要点"


def other(**changes: object) -> Edition:
    return replace(FIRST, iri=document_iri("b" * 64), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (other(), "title"),
        (other(sketch=()), "title"),
        (other(title="青山市数字产业2024年工作要点（征求意见稿）", status="draft", issued=None), "title"),
        (other(core=None), "title"),  # read before plans said the core of their title
        (other(title=None, core=None), "text"),  # the pdf of a docx, its title not read
        (other(title=None, core=None, sketch=sketch(BODY.replace("第7项", "第八项"))), "text"),  # a corrected copy
        (other(title=NEXT, core=NEXT, years=(2025, 2025)), None),  # next year's plan of the series
        (other(title=None, core=None, years=(2025, 2025)), None),  # the same text for another year
        (other(title=None, core=None, region="绿水市"), None),  # the same text in another city
        (other(title=None, core=None, sketch=sketch(BODY[:1200] + WORDS * 20)), None),  # half of the text
        (other(title=None, core=None, sketch=sketch(BODY[:60])), None),  # too short to be alike by more than chance
        (other(apart=True), None),  # a person said so
    ],
)
def test_same_work(second: Edition, reason: str | None) -> None:
    assert same_work(FIRST, second) == same_work(second, FIRST) == reason


def test_numbers_decide_where_both_have_one() -> None:
    one, two = replace(FIRST, number="青政发〔2024〕3号"), other(number="青政发(2024)3号", title="另一个标题", core="另一个标题", sketch=())
    assert same_work(one, two) == "number"
    assert same_work(one, replace(two, number="青政发〔2024〕4号", title=FIRST.title, sketch=FIRST.sketch)) is None


def test_a_title_without_any_year_says_nothing() -> None:
    assert same_work(replace(FIRST, years=None, issued=None, sketch=()), other(years=None, issued=None, sketch=())) is None


@pytest.mark.parametrize(
    ("others", "counted"),
    [
        ([other(status="draft", issued="2024-05-01")], FIRST.iri),  # the final text before the draft
        ([other(issued="2024-04-01")], other().iri),  # the later day
        ([other(replaced=True, issued="2024-04-01")], FIRST.iri),  # a person said so
        ([other()], FIRST.iri),  # nothing tells them apart: the first IRI
    ],
)
def test_the_edition_in_force_counts_whatever_the_order(others: list[Edition], counted: str) -> None:
    for order in permutations([FIRST, *others]):
        (work,) = works(order)
        assert work.counted.iri == counted and work.series == "青山市|青山市数字产业工作要点"


def test_likeness_is_near_the_share_of_common_sequences() -> None:
    half = BODY[: len(BODY) // 2] + WORDS * 12
    exact = {text: {text[i : i + 5] for i in range(len(text) - 4)} for text in (BODY, half)}
    share = len(exact[BODY] & exact[half]) / len(exact[BODY] | exact[half])
    assert abs(likeness(sketch(BODY), sketch(half)) - share) < 0.2
    assert likeness(sketch(BODY), sketch(BODY)) == 1 and likeness((), ()) == 0


@pytest.fixture(autouse=True)
def empty_library() -> None:
    forget_all()


COPY: Plan = replace(SMALL, source=Source("copy.docx", "c0" * 32, "docx"))


def counted(store: Store) -> dict[str, int]:
    return {row[0]: row[5] for row in ask(store, "page-documents").rows}


def test_a_copy_counts_nothing_twice(embedded_store: Store) -> None:
    catalogue.load(embedded_store, SMALL)
    outcome = catalogue.load(embedded_store, COPY)
    assert [a.iri for a in outcome.alike] == [library.find(SMALL.source.sha256).iri]
    assert sorted(counted(embedded_store).values()) == [0, len(SMALL.tasks)]
    rows = embedded_store.read(
        "MATCH (:Document)-[e:EDITION_OF]->(w:Work) RETURN count(DISTINCT w), sum(CASE WHEN e.counted THEN 1 ELSE 0 END)"
    ).rows
    assert rows == [(1, 1)]
    found = ask(embedded_store, "page-files")
    files = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    (one,), (other,) = ([f for f in files if f["counted"] is counts] for counts in (True, False))
    assert (one["current"], other["current"], other["tasks"]) == (None, one["iri"], 0)


def test_a_person_decides(embedded_store: Store) -> None:
    catalogue.load(embedded_store, SMALL)
    catalogue.load(embedded_store, COPY, choice="replace")
    assert counted(embedded_store) == {SMALL.source.sha256[:16]: 0, "c0" * 8: len(SMALL.tasks)}
    catalogue.load(embedded_store, COPY, choice="both")
    assert counted(embedded_store) == {SMALL.source.sha256[:16]: len(SMALL.tasks), "c0" * 8: len(SMALL.tasks)}
    catalogue.remove(embedded_store, "c0" * 8)
    assert counted(embedded_store) == {SMALL.source.sha256[:16]: len(SMALL.tasks)}


def test_the_order_of_loading_does_not_matter(embedded_store: Store) -> None:
    found = []
    for plans in ((SMALL, COPY), (COPY, SMALL)):
        for plan in plans:
            catalogue.load(embedded_store, plan)
        found.append(counted(embedded_store))
        for plan in plans:
            catalogue.remove(embedded_store, plan.source.sha256)
        assert counted(embedded_store) == {}
    assert found[0] == found[1]


def test_what_a_plan_says_of_its_edition() -> None:
    said = replace(SMALL, title_core="要点", title_series="系列")
    assert edition(said, "x").title == SMALL.title and edition(said, "x").sketch
    assert (edition(said, "x").core, edition(said, "x").series) == ("要点", "系列")


def test_a_plan_read_before_its_core_was_said_is_called_by_its_title() -> None:
    (work,) = works([replace(FIRST, core=None, series=None)])
    assert work.series == f"青山市|{FIRST.title}"
