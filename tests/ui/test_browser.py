"""The pages in a real browser: what is clicked is told, nothing leaves this machine, no name becomes a script, two people at once."""

import socket
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from loaded import HOSTILE
from windows import Window, click, hindrances, until

from kg.ui.pages import VIEWS

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

CLICK = 3.0  # seconds; the aim of 0.3 s is measured in benchmarks/app.py, on a quiet machine


def test_a_cell_opens_its_sentence(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    page.click("table.matrix tbody tr:nth-child(4) i.named >> nth=0")
    page.wait_for_selector(".panel mark.owner.on")
    assert "task=2.2.4" in page.url and "department=" in page.url
    assert page.inner_text(".panel h2").startswith("4")
    assert page.locator("table.matrix tr.on").count() == 1


def test_every_figure_leads_to_rows(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    for figure in page.locator(".strip > div").all():
        name = str(figure.get_attribute("data-pick")).removeprefix("list=")
        figure.click()
        page.wait_for_function("(name) => new URL(location).searchParams.get('list') === name", arg=name)
        page.wait_for_selector(".panel h2")


def test_the_address_carries_the_view(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}&task=3.1")
    page.wait_for_selector(".panel mark.date")
    page.reload()
    page.wait_for_selector(".panel mark.date")
    assert page.inner_text(".panel h2").startswith("三·1")


def test_the_picture_answers_a_click_and_is_not_drawn_again(window: Window, documents: list[str]) -> None:
    page = window.open(f"/network?document={documents[0]}")
    frame = window.picture()
    frame.evaluate("window.mine = 1")
    task = frame.evaluate("Object.keys(by).find((id) => by[id].kind === 'task')")
    begun = time.monotonic()
    click(window, task)
    page.wait_for_selector(".panel .sentence mark.owner")
    assert time.monotonic() - begun < CLICK
    body = frame.evaluate("Object.keys(by).find((id) => by[id].kind === 'body')")
    click(window, body)
    page.wait_for_selector(".panel .tasks mark.owner.on")
    assert frame.evaluate("window.mine") == 1
    assert frame.evaluate("lit") == [body]


def test_what_is_picked_beside_the_picture_lights_in_it(window: Window, documents: list[str]) -> None:
    page = window.open(f"/network?document={documents[0]}&task=2.4.7")
    frame = window.picture()
    page.click(".panel .owners a >> nth=1")
    page.wait_for_selector(".panel .tasks")
    until(frame, "lit.length === 1 && lit[0].startsWith('department=')")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_picture_can_be_taken_along(window: Window, documents: list[str], kind: str, tmp_path: Path) -> None:
    window.open(f"/network?document={documents[0]}")
    frame = window.picture()
    with window.page.expect_download() as told:
        frame.click(f"button[data-do={kind}]")
    target = tmp_path / told.value.suggested_filename
    told.value.save_as(target)
    assert target.name.startswith("（改写样例）") and target.stat().st_size > 5_000
    if kind == "svg":
        assert "改写样例，非官方文本" in target.read_text(encoding="utf-8")


def test_a_click_is_one_step_and_back_goes_one_step(window: Window, documents: list[str]) -> None:
    page = window.open("/")
    steps = [(selector.replace("%s", documents[0]), part.replace("%s", documents[0])) for selector, part in STEPS]
    for selector, part in steps:
        page.click(selector)
        page.wait_for_function("(part) => (location.pathname + location.search).includes(part)", arg=part)
        page.wait_for_timeout(300)
    for _, part in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_function("(part) => (location.pathname + location.search).includes(part)", arg=part)
    page.wait_for_selector("table.matrix")


STEPS = [
    ("table.files a[data-pick$='%s']", "/overview?document=%s"),
    ("table.matrix tbody tr:nth-child(4) td.t", "task=2.2.4"),
    ("nav a[data-pick='page=network']", "/network"),
]


def test_the_query_behind_a_page_opens_filled_in_and_waits_for_a_person(window: Window, documents: list[str]) -> None:
    page = window.open(f"/shared?document={documents[0]}")
    page.click("[data-testid=stPopover] button >> nth=0")
    page.click("[data-testid=stPopoverBody] a[data-pick]")
    page.wait_for_selector(".st-key-run button")
    assert page.input_value("input[aria-label='$document']").endswith(documents[0])
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    page.click(".st-key-run button")
    page.wait_for_selector("[data-testid=stDataFrame]")


def test_no_other_site_may_frame_the_app_or_open_its_connection(app: str) -> None:
    with urllib.request.urlopen(app) as answer:
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    host = urlsplit(app).netloc
    assert _handshake(host, f"http://{host}") == 101
    assert _handshake(host, "http://elsewhere.example") == 403


def _handshake(host: str, origin: str) -> int:
    """Return how the app answers a page of some origin that asks for its WebSocket."""
    name, number = host.split(":")
    asked = f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    with socket.create_connection((name, int(number)), timeout=10) as probe:
        probe.sendall(f"{asked}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        return int(probe.recv(64).split(b" ")[1])


def test_a_pair_opens_its_tasks(window: Window, documents: list[str]) -> None:
    page = window.open(f"/shared?document={documents[0]}")
    page.click("table.shared i.m1 >> nth=0")
    page.wait_for_selector(".panel .tasks mark.owner.on")
    assert "with=" in page.url
    assert page.inner_text(".panel .three div >> nth=0").split()[0] == page.inner_text("table.shared i.m1.on >> nth=0")
    assert "不能排除偶然" in page.inner_text(".panel") and page.locator("table.shared i.beyond").count() == 0


def test_lines_over_all_documents_open_what_each_document_adds(window: Window, documents: list[str]) -> None:
    page = window.open(f"/shared?document={documents[0]}&in=all")
    assert "对条线里" in page.inner_text(".kg.head h1")
    page.click("table.shared tbody i:not(.own) >> nth=0")
    page.wait_for_selector(".panel .rows .row")
    assert page.locator(".panel .tasks mark.owner.on").count() >= 2
    page.click(".panel .rows .row >> nth=0")
    page.wait_for_function("!location.search.includes('in=all') && location.search.includes('as=line')")


def test_a_body_is_looked_at_as_a_whole_line(window: Window, documents: list[str]) -> None:
    page = window.open("/bodies?department=department/zj-science")
    page.get_by_text("整条线：科技").click()
    page.wait_for_function("decodeURIComponent(location.search).includes('as=line')")
    page.wait_for_function("document.querySelector('.kg.head h1').innerText.startsWith('科技：')")
    page.click(".profile .partner:has(.name:text-is('发展改革'))")
    page.wait_for_selector(".panel .tasks mark.owner.on")
    assert page.locator(".panel .three b").count() == 3


def test_rows_of_nodes_are_seen_as_a_picture(window: Window, documents: list[str]) -> None:
    page = window.open(f"/cypher?by=cypher&query={quote('MATCH p = (d:Department)-[:RESPONSIBLE_FOR]->(t:Task) RETURN p LIMIT 9')}")
    page.click(".st-key-run button")
    page.wait_for_selector("[data-testid=stDataFrame]")
    page.get_by_text("图", exact=True).click()
    frame = window.picture()
    tasks = frame.evaluate("graph.nodes.filter((n) => n.kind === 'task').map((n) => n.id)")
    assert tasks and frame.evaluate("graph.edges.length") == 9
    click(window, tasks[0])
    page.wait_for_selector(".panel .sentence")
    assert "task=" in page.url and window.picture().evaluate("graph.edges.length") == 9


@pytest.mark.parametrize("path", ["/overview", "/network", "/shared"])
def test_a_name_never_becomes_a_script(window: Window, documents: list[str], path: str) -> None:
    page = window.open(f"{path}?document={documents[1]}&department=body/00000000000000ff")
    page.wait_for_selector(".panel h2")
    assert page.inner_text(".panel h2") == HOSTILE
    assert page.evaluate("window.hacked") is None
    if path == "/network":
        assert window.picture().evaluate("window.hacked") is None


@pytest.mark.parametrize("path", ["/?", "/bodies?name=局&", "/due?", "/due?in=all&", "/technologies?", "/technologies?in=all&", "/cypher?"])
def test_no_page_runs_what_a_plan_is_called(window: Window, documents: list[str], path: str) -> None:
    page = window.open(f"{path}document={documents[1]}&table=1")
    page.wait_for_timeout(500)
    assert page.evaluate("window.hacked") is None


def test_nothing_of_the_frame_looks_like_streamlit(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    assert page.locator("[data-testid=stAppDeployButton]:visible, [data-testid=stMainMenu]:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.title().endswith(" · 责任图谱")


SCREENS = [(1024, 768), (1280, 720), (1366, 768), (1920, 1080), (390, 844)]  # projectors, notebooks, a phone


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_on_every_screen_the_sentence_of_what_is_picked_is_seen(
    browser: Any, app: str, documents: list[str], width: int, height: int
) -> None:
    window = Window(browser, app, width=width, height=height)
    page = window.open(f"/overview?document={documents[0]}&task=2.2.4")
    page.wait_for_selector(".tasks-list" if width < 640 else "table.matrix tbody tr")
    page.wait_for_selector(".panel .sentence")
    box = page.locator(".panel .sentence").first.bounding_box()
    assert box["y"] < height  # the sentence of what is picked is seen without scrolling
    window.close()


def test_columns_outside_the_window_are_counted(browser: Any, app: str, documents: list[str]) -> None:
    window = Window(browser, app, width=660, height=800)
    page = window.open(f"/overview?document={documents[0]}")
    page.wait_for_selector(".more:not([hidden])")
    assert "列" in page.inner_text(".more")
    page.evaluate("document.querySelector('.scroll').scrollLeft = 10000")
    page.wait_for_selector(".more", state="hidden")
    window.close()


@pytest.mark.parametrize("name", [v.name for v in VIEWS])
def test_axe_finds_nothing_serious(window: Window, documents: list[str], name: str) -> None:
    page = window.open(f"/{'' if name == 'files' else name}?document={documents[0]}")
    page.wait_for_selector(".kg.board [data-pick]")
    assert hindrances(page) == []


def test_the_name_of_an_unknown_body_can_be_read(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[1]}")
    page.wait_for_selector("table.matrix th.d.unsure")
    assert hindrances(page) == []


def test_what_a_row_of_an_answer_names_is_opened_from_its_panel(window: Window, documents: list[str]) -> None:
    page = window.open(f"/cypher?document={documents[0]}")
    page.click(".st-key-run button")
    box = page.wait_for_selector("[data-testid=stDataFrame] canvas").bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)  # the mark before the first row
    page.wait_for_selector(".panel .facts >> text=/这一份里列名 \\d+ 项.*全部文件：2 份里列名 \\d+ 项/")
    page.click(".panel details summary >> nth=1")
    page.click(".panel details[open] > a >> nth=0")
    page.wait_for_function("location.search.includes('task=')")
    page.wait_for_function("document.querySelector('.panel .owners') !== null")


def test_a_page_is_worked_from_the_keyboard(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    page.wait_for_selector("table.matrix tbody tr")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the sidebar
    keys = 2
    while page.evaluate("document.activeElement.closest('tbody') === null"):
        page.keyboard.press("Tab")
        keys += 1
    assert keys <= 10
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .sentence")
    assert page.evaluate("document.activeElement.dataset.pick") == parse_qsl(urlsplit(page.url).query)[-1][0] + "=2.1.2"
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('task=')")


def test_a_printed_page_shows_every_column(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    page.wait_for_selector("table.matrix tbody tr")
    page.set_viewport_size({"width": 1055, "height": 725})  # A4 landscape within its margins
    page.emulate_media(media="print")
    assert page.evaluate("(e => e.scrollWidth <= innerWidth + 1)(document.querySelector('table.matrix'))")
    assert not page.locator("[data-testid=stSidebar]").is_visible()


def test_the_language_is_switched_and_said(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.click(".brand .lang")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.wait_for_function("document.title.endsWith('Responsibility graph')")
    assert "lang=en" in page.url


def test_the_matrix_fits_the_screen(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    page.wait_for_selector("table.matrix")
    box = page.locator("table.matrix tfoot").bounding_box()
    assert box["y"] + box["height"] <= 900
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth + 1)(document.querySelector('.scroll'))")


def test_two_people_look_at_two_things(browser: Any, app: str, documents: list[str]) -> None:
    one, other = Window(browser, app), Window(browser, app)
    one.open(f"/overview?document={documents[0]}&task=3.1")
    other.open(f"/overview?document={documents[0]}&task=3.2")
    assert one.page.inner_text(".panel h2").startswith("三·1")
    assert other.page.inner_text(".panel h2").startswith("三·2")
    one.close()
    other.close()


def test_the_app_listens_on_this_machine_alone(app: str) -> None:
    number = urlsplit(app).port
    others = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1", "127.0.1.1"}
    for address in others:
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex((address, number)) != 0
