"""核对 of an edition that does not count: the graph holds no tasks of it, and the page shows all that was read from the kept plan."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from loaded import sample
from running import drawn
from stores import emptied, environment, forget_all
from windows import Window

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg import catalogue
from kg.graph.store import Store, open_store
from kg.model import Plan
from kg.ui import reading, review
from kg.ui.dossier import PlanView

pytest_plugins = ("windows",)

TEXT = """某县智慧渔业2031年工作要点
为做好全年工作，培育渔业企业20家以上。以下任务列第一位者为牵头单位。
一、主要任务
（一）建设平台
1.建成3个渔港监测平台，6月底前投入运行。（责任单位：县农业农村局、县财政局）
2.应用人工智能技术，打造一批示范渔场。（责任单位：县农业农村局、各乡镇政府）
（二）扩大规模。养殖面积达到2万亩。（责任单位：县发展改革局、■■■）
1.新建深水网箱100口。（责任单位：县农业农村局）
二、组织实施
1.开展督查。（牵头单位：县政府办公室；配合单位：县水利局、县渔政服务中心）
"""
DRAFT = TEXT.replace("要点", "要点（征求意见稿）", 1)  # does not count beside a text that was issued
CORRECTED = TEXT.replace("3个渔港", "4个渔港")
RECORDS = ("tasks", "bodies", "namings", "targets", "technologies", "milestones", "issuers", "headings", "text", "title", "unread")
ABSENT = ((), ("issuers", "unread"))  # what neither edition says: the sample names no issuer and is read whole


def fishery(text: str = TEXT) -> Plan:
    """Return the plan of a county, which has a task under a task, an owner that was not read, and a fact of every kind."""
    return read_source(read_text("渔业.txt", text.encode()), "渔业.txt")


def issued(plan: Plan) -> Plan:
    """Return a plan that its first owner has issued, as the letterhead has it, which is not what the pages call it."""
    first = plan.tasks[0].owners[0]
    return replace(plan, issuers=(f"某县人民政府{first.name}",), issued_by=(first.iri,))


def again(plan: Plan) -> Plan:
    """Return the same plan in another file."""
    return replace(plan, source=replace(plan.source, sha256="ee" * 32))


@pytest.fixture(scope="module")
def counted(embedded: None) -> Iterator[list[PlanView]]:
    """Two plans as the graph said them while they counted; of each another edition counts now."""
    with environment(None), open_store() as store:
        emptied(store)
        forget_all()
        reading.again()
        yield [_replaced(store, issued(fishery()), fishery(CORRECTED)), _replaced(store, sample(), again(sample()))]
        emptied(store)
        forget_all()
        reading.again()


def _replaced(store: Store, plan: Plan, other: Plan) -> PlanView:
    """Load a plan, look at it, and let another edition take its place."""
    found = reading.opened(catalogue.load(store, plan).iri)
    assert catalogue.load(store, other, choice="replace").counted
    return found


@pytest.fixture(scope="module")
def documents(counted: list[PlanView]) -> list[str]:
    """The edition that does not count, and the one that does."""
    return [plan.source.sha256[:16] for plan in (fishery(), fishery(CORRECTED))]


@pytest.mark.parametrize("place", [0, 1])
def test_the_records_are_those_of_the_same_plan_when_it_counts(counted: list[PlanView], place: int) -> None:
    before = counted[place]
    assert not reading.opened(before.iri).tasks and reading.uncounted(reading.opened(before.iri))
    found = reading.kept(before.iri)
    assert {name: repr(getattr(found, name)) for name in RECORDS} == {name: repr(getattr(before, name)) for name in RECORDS}
    assert all(getattr(found, name) for name in RECORDS if name not in ABSENT[place])


def test_the_facts_and_their_marks_are_those_too(counted: list[PlanView]) -> None:
    before = counted[0]
    unread = reading.unplaced(before.iri) or ()
    found = review.groups(reading.kept(before.iri), unread)
    assert found == review.groups(before, unread)
    assert all(n for n in review.counts(found).values())


@pytest.mark.parametrize("page", ["overview", "due", "network", "shared", "technologies", "matters"])
def test_a_page_that_needs_the_graph_says_why_it_shows_nothing(counted: list[PlanView], page: str) -> None:
    found = drawn(page, document=counted[0].iri.rsplit("/", 1)[-1])
    assert not found.exception
    told = [piece.value for piece in found.html]
    assert any("这一版不计入" in piece for piece in told) and not any("没有读出任务" in piece for piece in told)


@pytest.mark.browser
def test_the_edition_that_does_not_count_is_checked_as_the_other(window: Window, documents: list[str]) -> None:
    page = window.open(f"/review?document={documents[0]}")
    page.wait_for_selector(".source mark.target")
    page.wait_for_selector(".kg.told >> text=这一版不计入")
    page.wait_for_function("document.querySelector('.reviewing .key').getBoundingClientRect().bottom <= innerHeight")
    assert "3个渔港监测平台" in page.inner_text(".source") and "■■■" in page.inner_text(".source mark.unread")
    marks = _clicks(page, ".source mark")
    assert marks == _clicks(page, ".found a") and len(marks) > 15
    assert page.locator(".st-key-sources").count() == 0  # the queries would find nothing
    page.click(".found .kind.target a >> text=渔港监测平台")
    page.wait_for_function("location.search.includes('fact=')")
    assert page.inner_text(".source mark.on") == "建成3个渔港监测平台"
    page.click(".source mark.date >> nth=0")
    page.wait_for_function("location.search.includes(document.querySelector('.found a.on.date')?.dataset.pick)")


@pytest.mark.browser
def test_a_change_between_editions_opens_the_sentences_of_both(window: Window, documents: list[str]) -> None:
    page = window.open(f"/compare?earlier={documents[0]}&later={documents[1]}")
    page.wait_for_selector(".kg.head h1 >> text=/任务两份都有$/")  # no pair is in doubt, and nothing is said of any
    page.click(".change[data-pick] >> nth=0")
    page.wait_for_selector(".panel .from >> nth=1")
    said = page.locator(".panel .sentence, .panel .text").all_inner_texts()
    assert ["建成3个渔港" in said[0], "建成4个渔港" in said[1]] == [True, True], said


def _clicks(page: Any, selector: str) -> set[str]:
    return set(page.eval_on_selector_all(selector, "all => all.map((e) => e.dataset.pick)"))


@pytest.mark.browser
def test_it_is_checked_from_where_it_was_brought_in(window: Window, documents: list[str]) -> None:
    page = window.open("/import")
    page.set_input_files("input[type=file]", [{"name": "渔业.txt", "mimeType": "text/plain", "buffer": DRAFT.encode()}])
    page.click("table.arrivals tr[data-pick]")
    page.wait_for_selector(".source mark.owner")
    page.wait_for_selector(".kg.told >> text=这一版不计入")
