"""会议演示 in a real browser: slides by the keyboard, a sentence on a click, the offline file, the presenter's window, two windows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from windows import Window, hindrances, until

from kg.ui import decks
from kg.ui.decks import Slide

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=window.hacked=1>会"
LARGEST = 5_000_000  # bytes of an offline file of twenty slides
SMALLEST = """Math.min(...[...document.querySelectorAll("#stage *")].filter((e) => e.offsetParent !== null || e.ownerSVGElement)
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => parseFloat(e.ownerSVGElement ? e.getAttribute("font-size") || "24" : getComputedStyle(e).fontSize)))"""


@pytest.fixture(autouse=True)
def no_decks() -> Iterator[None]:
    """Every test begins and ends without a deck."""
    yield
    for held in decks.all_decks()[0]:
        decks.remove(held.key)


def deck_of(documents: list[str]) -> decks.Deck:
    """Keep a deck with a slide of every kind; its words try to be markup."""
    sample, hostile = ({"document": d} for d in documents)
    body = {"department": "department/zj-commerce"}
    return decks.create(
        HOSTILE,
        [
            Slide("overview", sample, note=HOSTILE),
            Slide("network", sample | body),
            Slide("network", sample, HOSTILE),
            Slide("network", sample | {"layout": "departments"}),
            Slide("due", sample),
            Slide("overview", sample | {"list": "targets"}),
            Slide("network", hostile | {"layout": "grouped"}),
            Slide("words", hostile),
            Slide("network", {"document": "0123456789abcdef"}),
        ],
    )


def opened(window: Window, held: decks.Deck, more: str = "") -> Any:
    """Open a deck; return the frame with its slides."""
    window.open(f"/meeting?deck={held.key}{more}")
    return window.picture()


def test_a_deck_begins_with_the_open_document_and_is_shown_by_the_keyboard(window: Window, documents: list[str]) -> None:
    page = window.open(f"/meeting?document={documents[0]}")
    page.wait_for_selector("text=还没有演示")
    page.click(".st-key-make button")
    frame = window.picture()
    page.wait_for_function("location.search.includes('deck=')")
    frame.click("#title")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('slide=2')")
    frame.click("table.matrix tbody i >> nth=0")
    frame.wait_for_selector("#sentence")
    page.keyboard.press("Escape")
    frame.wait_for_selector("#sentence", state="hidden")
    page.keyboard.press("b")
    until(frame, "document.body.className.includes('blank')")
    page.go_back()
    until(frame, "at === 0")


def test_a_late_answer_takes_no_slide_back(window: Window, documents: list[str]) -> None:
    frame = opened(window, deck_of(documents))
    until(frame, "deck.slides.length > 2")
    frame.evaluate("go(1, true); asked = { at: 1, until: Infinity }; show({ task: Object.keys(deck.sentences)[0] }); heard(0)")
    assert frame.evaluate("at") == 1
    assert frame.is_visible("#sentence .said")
    frame.evaluate("heard(1); heard(0)")  # the answer, then that to Back
    assert frame.evaluate("at") == 0


def test_a_view_is_kept_as_a_slide_and_found_in_the_deck(window: Window, documents: list[str]) -> None:
    page = window.open(f"/network?document={documents[0]}&layout=grouped&department=department/zj-commerce")
    window.picture()
    page.click(".st-key-keep button >> nth=0")
    page.click(".st-key-keep-it button")
    page.wait_for_selector("[data-testid=stToast]")
    kept = decks.all_decks()[0][0].slides[0]
    assert kept.page == "network"
    assert dict(kept.parameters) == {"document": documents[0], "layout": "grouped", "department": "department/zj-commerce"}
    page.click("nav a:has-text('会议演示')")
    page.wait_for_selector(".kg.head h1:has-text('联席会议：1 页')")
    assert window.picture().evaluate("slide().kind") == "layers"


def test_what_is_told_in_passing_leaves_the_look_of_the_page(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    look = "(e) => [getComputedStyle(e).fontSize, getComputedStyle(e).writingMode]"
    before = page.eval_on_selector("table.matrix th.d b, table.matrix th.d", look)
    page.click(".st-key-keep button >> nth=0")
    page.click(".st-key-keep-it button")
    page.wait_for_selector("[data-testid=stToast]")
    page.wait_for_selector("[data-testid=stToast]", state="detached")
    assert page.eval_on_selector("table.matrix th.d b, table.matrix th.d", look) == before


def test_matters_come_onto_a_slide_when_the_presenter_chooses_them(window: Window, documents: list[str]) -> None:
    held = decks.create("会", [Slide("overview", {"document": documents[0]})])
    frame = opened(window, held)
    window.page.click(".st-key-matters button >> nth=0")
    window.page.click("[data-testid=stMultiSelect] input")
    window.page.click("[role=option] >> nth=0")
    window.page.keyboard.press("Escape")
    window.page.click(".st-key-matters-it button")
    until(frame, "slide()?.tall === true")
    kept = decks.deck(held.key)
    assert kept is not None and [s.page for s in kept.slides] == ["overview", "matters"]
    assert len(kept.slides[1].parameters["matters"].split(",")) == 1, kept.slides[1]
    assert frame.locator(".tall > div").count() == 1


def test_the_presenter_sees_note_next_slide_and_clock_beside_the_stage(window: Window, documents: list[str]) -> None:
    opened(window, deck_of(documents))
    side = window.page.locator(".st-key-side .panel")
    assert HOSTILE in side.inner_text() and "下一页" in side.inner_text()
    window.page.wait_for_function("/^\\d\\d:\\d\\d$/.test(document.querySelector('[data-clock]')?.textContent)")


def test_a_node_brings_its_sentence_up_large(window: Window, documents: list[str]) -> None:
    frame = opened(window, deck_of(documents), "&slide=2")
    until(frame, "at === 1")
    frame.click("g[data-pick] >> nth=1")
    assert frame.evaluate("parseFloat(getComputedStyle(document.querySelector('#sentence .said')).fontSize)") >= 42
    assert "省商务厅" in frame.inner_text("#sentence mark.on")
    window.page.keyboard.press("ArrowDown")
    assert frame.is_visible("#sentence .said")


def test_the_words_of_a_slide_are_changed_and_the_slower_of_two_windows_is_told(window: Window, documents: list[str]) -> None:
    held = deck_of(documents)
    opened(window, held)
    decks.change(held.key, held.edition, lambda d: decks.edited(d, 0, title="甲"))  # another window
    retitled(window, held.key, held.edition, "乙")
    window.page.wait_for_selector("[data-testid=stToast]")
    found = decks.deck(held.key)
    assert found is not None and found.slides[0].title == "甲"
    until(window.picture(), "document.getElementById('title').textContent.startsWith('甲')")
    retitled(window, found.key, found.edition, "丙")
    until(window.picture(), "document.getElementById('title').textContent.startsWith('丙')")


def retitled(window: Window, key: str, edition: int, title: str) -> None:
    """Give the first slide another title, in the form that belongs to an edition of the deck."""
    window.page.fill(f".st-key-title-{key}-{edition}-0 input", title)
    window.page.click(".st-key-side [data-testid=stFormSubmitButton] button")


def test_a_deck_that_is_gone_is_said_to_be_gone(window: Window, documents: list[str]) -> None:
    page = window.open("/meeting?deck=0123456789ab")
    page.wait_for_selector("text=没有这套演示：0123456789ab")


def test_the_slides_can_be_read_by_everybody(window: Window, documents: list[str]) -> None:
    frame = opened(window, deck_of(documents))
    found, seen = [], set[str]()
    for i in range(frame.evaluate("deck.slides.length")):
        frame.evaluate(f"go({i}, true)")
        kind = frame.evaluate("slide().kind")
        found += [] if kind in seen else [(kind, *wrong) for wrong in hindrances(frame)]
        seen.add(kind)
    assert found == [] and len(seen) == 6


@pytest.fixture
def offline(window: Window, browser: Any, documents: list[str], tmp_path: Path) -> Iterator[Any]:
    """The offline file of a deck, opened from a disk with the network off; nothing may fail or be asked for."""
    held = deck_of(documents)
    held = decks.change(held.key, held.edition, lambda d: decks.Deck(d.key, d.title, d.edition, (d.slides * 3)[:20]))
    opened(window, held)
    with window.page.expect_download() as told:
        window.page.click(".st-key-offline button")
    target = tmp_path / "deck.html"
    told.value.save_as(target)
    assert target.stat().st_size <= LARGEST
    context = browser.new_context(offline=True, viewport={"width": 1920, "height": 1080})
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto(target.as_uri())
    yield page
    context.close()
    assert wrong == []


def test_the_offline_file_shows_every_slide_in_large_type_with_its_sentences(offline: Any) -> None:
    seen = set()
    for _ in range(offline.evaluate("deck.slides.length")):
        seen.add(offline.evaluate("slide().kind"))
        assert offline.evaluate(SMALLEST) >= 22  # numbers in circles; everything else is 24
        assert offline.evaluate("document.getElementById('body').scrollHeight") <= 812
        offline.keyboard.press("ArrowRight")
    assert seen == {"matrix", "layers", "graph", "timeline", "list", "words"}
    assert offline.evaluate("window.hacked") is None
    offline.keyboard.press("Home")
    assert "以正式文件为准" in offline.inner_text("#foot")
    offline.keyboard.press("ArrowDown")
    assert "责任单位" in offline.inner_text("#sentence .said")


def test_the_presenter_has_a_window_of_their_own(offline: Any) -> None:
    with offline.context.expect_page() as told:
        offline.keyboard.press("s")
    speaker = told.value
    speaker.wait_for_selector("#notes h1")
    assert HOSTILE in speaker.inner_text("#notes")
    speaker.keyboard.press("ArrowRight")
    offline.wait_for_timeout(500)
    assert offline.evaluate("at") == 1
    assert speaker.inner_text("#notes h1").startswith("2 /")
    assert speaker.evaluate("window.hacked") is None
