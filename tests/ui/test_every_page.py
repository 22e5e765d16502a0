"""Every page in a real browser, in a table: its main act is one step that Back undoes; what is empty says what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from loaded import load, poem
from stores import environment
from windows import Window, click

from kg.graph.store import open_store
from kg.ui import decks
from kg.ui.pages import VIEWS

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

VIEW = """() => [document.querySelector('.kg.head h1')?.innerText,
    document.querySelector('.st-key-side .panel')?.innerText.replace(/现在.*/, '') ?? '',
    new Set([...document.querySelectorAll('[data-testid=stMain] .on')].map((e) => e.dataset.pick ?? e.dataset.on)).size].join('\\n')"""
BROUGHT = "某县水上运动2031年工作要点\n一、主要任务\n1.建设水上运动中心。（责任单位：县体育局）\n".encode()


def _nothing(window: Window) -> None:
    """Nothing comes before the act."""


def _clicked(selector: str) -> Callable[[Window], None]:
    return lambda window: window.page.click(selector)


def _task_of_the_picture(window: Window) -> None:
    task = window.picture().evaluate("Object.keys(by).find((id) => by[id].kind === 'task')")
    click(window, task)


def _run(window: Window) -> None:
    window.page.click(".st-key-run button")
    window.page.wait_for_selector("[data-testid=stDataFrame] canvas")


def _first_row(window: Window) -> None:
    box = window.page.wait_for_selector("[data-testid=stDataFrame] canvas").bounding_box()
    window.page.mouse.click(box["x"] + 16, box["y"] + 52)  # the mark before the first row


def _brought(window: Window) -> None:
    window.page.set_input_files("input[type=file]", [{"name": "水上.txt", "mimeType": "text/plain", "buffer": BROUGHT}])
    window.page.wait_for_selector("table.arrivals tr[data-pick]")


@dataclass(frozen=True, slots=True)
class Act:
    """What a page is for: where it is opened, what is clicked, the part of the address that says so, and what is seen then.

    In addresses %s is the document, %t another one, %d a deck; `first` is done before the click and changes no address.
    """

    path: str
    do: Callable[[Window], None]
    said: str
    seen: str
    first: Callable[[Window], None] = _nothing


ACTS = {
    # a document is chosen: its facts
    "files": Act("/", _clicked("table.files tbody tr >> nth=0 >> td >> nth=1"), "document=", ".panel h2"),
    # a body of the register: its profile
    "bodies": Act("/bodies", _clicked("table.files tbody tr:nth-child(2) a"), "department=", ".profile"),
    # a change: both sentences
    "compare": Act("/compare?earlier=%s&later=%t", _clicked(".change[data-pick] >> nth=0"), "was=", ".panel .sentence"),
    # a cell: the sentence that names the body
    "overview": Act(
        "/overview?document=%s", _clicked("table.matrix tbody tr:nth-child(4) i.named >> nth=0"), "task=", ".panel mark.owner.on"
    ),
    # something due: the sentence with its date
    "due": Act("/due?document=%s", _clicked(".due[data-pick*='task='] >> nth=0"), "task=", ".panel mark.date"),
    # a task in the picture
    "network": Act("/network?document=%s", _task_of_the_picture, "task=", ".panel .sentence mark.owner"),
    # two bodies: the sentences that name both
    "shared": Act("/shared?document=%s", _clicked("table.shared i.m1 >> nth=0"), "with=", ".panel .tasks mark.owner.on"),
    # a technology and a body
    "technologies": Act("/technologies?document=%s", _clicked("table.tech tbody i >> nth=0"), "tech=", ".panel .tasks"),
    # a matter
    "matters": Act("/matters?document=%s", _clicked(".matter .what[data-pick*='task='] >> nth=0"), "task=", ".panel .sentence"),
    # a fact: its words in the text
    "review": Act("/review?document=%s", _clicked(".found .kind.owner a >> nth=3"), "fact=", ".source mark.on"),
    # a file: its marked text
    "import": Act("/import", _clicked("table.arrivals tr[data-pick]"), "/review", ".source mark.owner", _brought),
    # a row of an answer: the body it names
    "cypher": Act("/cypher?document=%s", _first_row, "department=", ".panel h2", _run),
    # a slide
    "meeting": Act("/meeting?deck=%d", _clicked(".rows li >> nth=1"), "slide=2", ".rows li.now"),
}


def test_the_table_has_every_page() -> None:
    assert list(ACTS) == [view.name for view in VIEWS] == list(NOTHING)


@pytest.fixture(scope="module")
def deck(documents: list[str]) -> Iterator[str]:
    """A deck of three slides about the sample."""
    about = {"document": documents[0]}
    held = decks.create("会", [decks.Slide(page, about) for page in ("words", "overview", "due")])
    yield held.key
    decks.remove(held.key)


def _view(page: Any) -> str:
    """Return what the page shows once that is the same at two looks, a quarter of a second apart."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.evaluate("delete window.lastView")
    page.wait_for_function(
        f"() => {{ const last = window.lastView; window.lastView = ({VIEW})(); return last === window.lastView; }}", polling=250
    )
    return str(page.evaluate(VIEW))


@pytest.mark.parametrize("name", list(ACTS))
def test_an_act_is_one_step_and_its_address_repeats_it(window: Window, documents: list[str], deck: str, name: str) -> None:
    act = ACTS[name]
    page = window.open(act.path.replace("%s", documents[0]).replace("%t", documents[1]).replace("%d", deck))
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    act.first(window)
    address, before, steps = page.url, _view(page), page.evaluate("history.length")
    act.do(window)
    page.wait_for_function("(part) => (location.pathname + location.search).includes(part)", arg=act.said)
    page.wait_for_selector(act.seen)
    page.wait_for_function(f"(before) => ({VIEW})() !== before", arg=before)
    after, reached = _view(page), page.url
    page.go_back()
    page.wait_for_function("(address) => location.href === address", arg=address)
    page.wait_for_function(f"(before) => ({VIEW})() === before", arg=before)
    assert page.evaluate("history.length") == steps + 1
    page.goto(reached)
    page.wait_for_selector(act.seen)
    page.wait_for_function(f"(after) => ({VIEW})() === after", arg=after)
    assert page.url == reached


NOTHING = {
    # what is asked for is not there: the sentence, and what leads on
    "files": ("/?q=没有这样的文件", "没有符合条件的文件", "清除全部条件"),
    "bodies": ("/bodies?name=没有这样的单位", "没有符合条件的单位", "放宽地区和类别"),
    "compare": ("/compare?earlier=0123456789abcdef&later=%s", "地址里的文件已不在", "请另选两份"),
    # a text that is no plan
    "overview": ("/overview?document=%s", "没有读出任务", "换一份文件"),
    "due": ("/due?document=%s", "没有读出任务", "换成全部文件"),
    "network": ("/network?document=%s", "没有读出任务", "换一份文件"),
    "shared": ("/shared?document=%s", "没有读出任务", "换一份文件"),
    "technologies": ("/technologies?document=%s", "没有读出任务", "换成全部文件"),
    "matters": ("/matters?document=%s", "没有读出任务", "换一份文件"),
    "review": ("/review?document=0123456789abcdef", "没有这份文件", "另选一份"),
    # nothing was brought, asked or made yet
    "import": ("/import", "导入文件", "把文件拖到这里"),
    "cypher": ("/cypher", "向图谱提问", "按“运行”才会查询"),
    "meeting": ("/meeting?document=%s&deck=0123456789ab", "没有这套演示", "用这份文件起一套"),
}


@pytest.fixture(scope="module")
def no_plan(documents: list[str]) -> Iterator[str]:
    """A document without tasks, loaded beside the others."""
    with environment(None), open_store() as store:
        (iri,) = load(store, poem())
        yield iri.rsplit("/", 1)[-1]


@pytest.mark.parametrize("name", list(NOTHING))
def test_where_there_is_nothing_a_page_says_so_and_what_to_do(window: Window, no_plan: str, name: str) -> None:
    path, said, then = NOTHING[name]
    page = window.page
    page.goto(window.address + path.replace("%s", no_plan))
    for words in (said, then):
        page.wait_for_function("(words) => document.querySelector('[data-testid=stMain]').innerText.includes(words)", arg=words)


NO_PAGES = {
    # the front page by its name
    "/files": ("/", None),
    # a name nobody has, in both languages; what else the address says stays
    "/overviews?region=浙江省": ("/?region=浙江省&nopage=overviews", "“/overviews”这个地址没有页面"),
    "/overviews?lang=en": ("/?lang=en&nopage=overviews", "There is no page at “/overviews”"),
    # a path of several names, one of a file, and one that tries to be HTML
    "/overview/2": ("/?nopage=overview/2", "“/overview/2”这个地址没有页面"),
    "/plan.html": ("/?nopage=plan.html", "“/plan.html”这个地址没有页面"),
    "/<b>x": ("/?nopage=<b>x", "“/<b>x”这个地址没有页面"),
}


@pytest.mark.parametrize("path", NO_PAGES)
def test_an_address_that_names_no_page_leads_to_all_documents_in_our_words(window: Window, documents: list[str], path: str) -> None:
    leads, said = NO_PAGES[path]
    page = window.open(path)
    page.wait_for_selector("table.files tbody tr")
    assert unquote(page.url) == window.address + leads
    assert page.locator(".told.refused").all_inner_texts() == ([] if said is None else [page.inner_text(".told.refused")])
    assert said is None or said in page.inner_text(".told.refused")
    assert page.locator("[role=dialog]").count() == 0
    page.click("table.files tbody tr >> nth=0 >> td >> nth=1")  # said once
    page.wait_for_selector(".told.refused", state="detached")


SCREENS = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080), (390, 844))  # projectors, notebooks, a large screen, a phone
CUT = """() => { const out = [], main = document.querySelector('[data-testid=stMain]');
    if (document.documentElement.scrollWidth > innerWidth + 1 || main.scrollWidth > main.clientWidth + 1) out.push('wider than the window');
    for (const e of main.querySelectorAll('*')) {
        const apart = 'iframe, svg, canvas, [data-testid=stDataFrame], [data-testid=stFileUploader], .skip';
        if (!e.checkVisibility() || e.closest(apart)) continue;
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
        const s = getComputedStyle(e), hidden = (o) => o === 'hidden' || o === 'clip', whole = s.textOverflow !== 'ellipsis';
        if (s.display === 'inline' || !e.getBoundingClientRect().width) continue;
        const across = whole && hidden(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
        const down = whole && hidden(s.overflowY) && s.webkitLineClamp === 'none' && e.scrollHeight > e.clientHeight + 3;
        const outside = !e.closest('.scroll, .months, pre') && e.getBoundingClientRect().right > innerWidth + 1;
        if (across || down || outside) out.push(e.innerText);
    }
    return out; }"""


@pytest.mark.parametrize("name", list(ACTS))
def test_on_every_screen_no_text_is_cut_and_nothing_is_wider_than_the_window(
    window: Window, documents: list[str], deck: str, name: str
) -> None:
    path = ACTS[name].path.replace("%s", documents[0]).replace("%t", documents[1]).replace("%d", deck)
    page = window.open(path)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"() => innerWidth === {width} && ({CUT})().length === 0")
