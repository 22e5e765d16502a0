"""责任网络 in a real browser: layouts, filters, hidden bodies, what is lit and counted, what a person moves, the files it gives."""

import re
from pathlib import Path
from typing import Any

import pytest
from windows import Window, click, hindrances, spot, until

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

OPEN = "/network?document={}"
PAIR = """(() => {
  const all = graph.nodes.filter((n) => n.kind === "body").map((n) => n.id), both = (a, b) => [...near[a]]
    .filter((x) => near[b].has(x)).length;
  for (const a of all) for (const b of all) if (a < b && both(a, b) > 2) return a + "&" + b.replace("department", "with");
})()"""
COUNTED = """(() => {
  const count = (kind) => [...painted].filter((id) => by[id].kind === kind).length;
  return { tasks: count("task"), bodies: count("body") };
})()"""


def opened(window: Window, documents: list[str], more: str = "") -> Any:
    """Open the picture of the sample; return its frame."""
    window.open(OPEN.format(documents[0]) + more)
    return window.picture()


def redrawn(window: Window, holds: str) -> Any:
    """Wait until the picture holds something; return its frame."""
    frame = window.picture()
    until(frame, holds)
    return frame


def test_hidden_bodies_are_named_and_put_back(window: Window, documents: list[str]) -> None:
    drawn = opened(window, documents).evaluate("graph.nodes.length")
    chips = window.page.locator(".kg.chips .chip.out")
    assert [re.sub(r"[\d ＋]", "", name) for name in chips.all_inner_texts()] == ["省发展改革委", "省经信厅", "省科技厅"]
    chips.first.click()
    redrawn(window, f"graph.nodes.length > {drawn}")
    assert "hubs=" in window.page.url
    window.page.go_back()
    redrawn(window, f"graph.nodes.length === {drawn}")


def test_the_legend_filters(window: Window, documents: list[str]) -> None:
    frame = opened(window, documents)
    bodies = frame.evaluate("graph.nodes.filter((n) => n.kind === 'body').length")
    frame.click("#key button >> nth=0")
    frame = redrawn(window, f"graph.nodes.filter((n) => n.kind === 'body').length === {bodies} - 2")  # two Party organs
    assert frame.locator("#key button[aria-pressed=false]").count() == 1
    frame.click("#key button >> nth=0")
    redrawn(window, f"graph.nodes.filter((n) => n.kind === 'body').length === {bodies}")


@pytest.mark.parametrize("layout", ["grouped", "departments"])
def test_an_address_reopens_its_layout(window: Window, documents: list[str], layout: str) -> None:
    frame = opened(window, documents, f"&layout={layout}")
    kinds = set(frame.evaluate("graph.nodes.map((n) => n.kind)"))
    assert kinds == ({"body", "task"} if layout == "grouped" else {"body"})
    window.page.wait_for_selector(".st-key-bar [aria-checked=true]")


def test_a_neighbourhood_grows_by_steps(window: Window, documents: list[str]) -> None:
    sizes = []
    for steps in (1, 2, 3):
        frame = opened(window, documents, f"&around=2.4.7&steps={steps}")
        sizes.append(frame.evaluate("graph.nodes.length"))
    assert sizes == sorted(set(sizes))
    assert frame.evaluate("lit") == ["task=2.4.7"]


def test_what_is_lit_is_what_the_title_counts(window: Window, documents: list[str]) -> None:
    frame = opened(window, documents)
    pair = frame.evaluate(PAIR)
    frame = opened(window, documents, f"&{pair}")
    until(frame, "lit.length === 2")
    title = window.page.inner_text(".kg.head h1")
    assert frame.evaluate(COUNTED) == {"tasks": int(re.findall(r"共同列名 (\d+) 项", title)[0]), "bodies": 2}
    frame = opened(window, documents, f"&{pair.split('&')[0]}")
    until(frame, "lit.length === 1")
    title = window.page.inner_text(".kg.head h1")
    tasks, *beside = (int(n) for n in re.findall(r"(\d+) (?:项|个单位|类集合单位)", title))
    assert frame.evaluate(COUNTED) == {"tasks": tasks, "bodies": sum(beside) + 1}


def test_the_table_says_what_the_picture_says(window: Window, documents: list[str]) -> None:
    frame = opened(window, documents, "&role=strong&table=1")
    lines = frame.evaluate("graph.edges.length")
    assert f"{lines} 行" in window.page.inner_text(".kg.twin")


def test_a_narrow_screen_shows_the_picture_as_a_list(browser: Any, app: str, documents: list[str]) -> None:
    window = Window(browser, app, width=390, height=844)
    page = window.open(OPEN.format(documents[0]))
    page.wait_for_selector(".kg.narrow [data-pick]")
    assert not page.locator(".kg-picture iframe").is_visible()
    assert page.locator(".kg.narrow [data-pick]").count() == 20  # 23 but for those that stand everywhere
    page.click(".kg.narrow [data-pick$=commerce]")
    page.wait_for_selector(".panel mark.owner.on")
    window.close()


def test_what_a_person_moves_stays(window: Window, documents: list[str]) -> None:
    """A node pulled aside stays there when the window changes, when the page is loaded again, and goes back by 撤销."""
    frame = opened(window, documents)
    node = frame.evaluate("graph.nodes[0].id")
    pulled(window, frame, node)
    place = frame.evaluate("moved")
    assert node in place
    window.page.set_viewport_size({"width": 1280, "height": 720})
    window.page.wait_for_timeout(300)
    assert frame.evaluate("moved") == place
    window.page.reload()
    frame = redrawn(window, "Object.keys(moved).length === 1")
    assert frame.evaluate("moved") == place
    pulled(window, frame, node)
    assert frame.evaluate("moved") != place
    frame.click("#undo")
    assert frame.evaluate("moved") == place
    frame.click("button[data-do=fit]")
    assert frame.evaluate("moved") == {}


def pulled(window: Window, frame: Any, node: str) -> None:
    """Drag a node somewhat to the middle."""
    x, y = spot(window, node)
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    window.page.mouse.move(x - 30, y + 40, steps=4)
    window.page.mouse.up()
    until(frame, "!document.getElementById('undo').disabled")


@pytest.mark.parametrize("kind, aspect", [("svg", 16 / 9), ("svgprint", 297 / 210)])
def test_pictures_for_a_screen_and_for_paper_have_large_type(
    window: Window, documents: list[str], kind: str, aspect: float, tmp_path: Path
) -> None:
    frame = opened(window, documents)
    with window.page.expect_download() as told:
        frame.click(f"button[data-do={kind}]")
    told.value.save_as(tmp_path / "picture.svg")
    svg = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    width, height = (float(n) for n in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    assert abs(width / height - aspect) < 0.01
    smallest = min(float(size) for size in re.findall(r'font-size="([\d.]+)"', svg))
    assert smallest * 1920 / width >= 22  # numbers in circles; every name is 24


def test_the_frame_of_the_picture_can_be_read_by_everybody(window: Window, documents: list[str]) -> None:
    for more in ("", "&layout=departments", "&role=strong"):  # all of the legend, lines alone, one entry switched off
        assert hindrances(opened(window, documents, more)) == []


def test_a_click_sends_little(window: Window, documents: list[str]) -> None:
    """A click brings the panel and what is lit, not the picture again: at most 20 kB."""
    received: list[int] = []
    window.page.on("websocket", lambda s: s.on("framereceived", lambda data: received.append(len(data))))
    frame = opened(window, documents)
    window.page.wait_for_timeout(500)
    received.clear()
    click(window, frame.evaluate("graph.nodes.find((n) => n.kind === 'task').id"))
    window.page.wait_for_selector(".panel .sentence mark.owner")
    window.page.wait_for_timeout(300)
    assert 0 < sum(received) <= 20_000, received
