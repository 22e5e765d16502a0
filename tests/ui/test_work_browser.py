"""The pages where people work, in a real browser: checking the text, importing files, discussing, comparing."""

from typing import Any

import pytest
from windows import Window

from tests.ingest import made

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser


def test_a_fact_finds_its_words_and_the_words_find_their_fact(window: Window, documents: list[str]) -> None:
    page = window.open(f"/review?document={documents[0]}")
    page.click(".found .kind.owner a >> nth=70")
    page.wait_for_function("location.search.includes('fact=')")
    assert page.inner_text(".source mark.on") in page.inner_text(".found a.on")
    assert _seen(page, ".source mark.on")
    page.click(".source mark.date >> nth=0")
    page.wait_for_function("location.search.includes(document.querySelector('.found a.on.date')?.dataset.pick)")
    assert _seen(page, ".found a.on.date")
    page.reload()
    page.wait_for_selector(".found a.on.date")
    assert _seen(page, ".source mark.on.date")


def test_the_facts_are_walked_by_keyboard(window: Window, documents: list[str]) -> None:
    page = window.open(f"/review?document={documents[0]}")
    page.focus(".found a[tabindex='0']")
    for _ in range(3):
        page.keyboard.press("j")
    assert page.locator(".found a").nth(3).get_attribute("class").split()[-1] == "on"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('fact=')")
    assert page.locator(".found a").nth(2).get_attribute("data-pick") in page.url


def test_text_and_facts_scroll_together(window: Window, documents: list[str]) -> None:
    page = window.open(f"/review?document={documents[0]}")
    page.hover(".source")
    page.mouse.wheel(0, 2000)
    page.wait_for_function("document.querySelector('.found').scrollTop > 500")


def _seen(page: Any, selector: str) -> bool:
    """Tell whether an element stands inside the column it scrolls in."""
    script = """(s) => {
        const e = document.querySelector(s), column = e.closest('.source, .found').getBoundingClientRect();
        const at = e.getBoundingClientRect();
        return at.top >= column.top && at.bottom <= column.bottom; }"""
    return bool(page.evaluate(script, selector))


NAMES = "<img src=x onerror=window.hacked=1>.txt"
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")  # the head of a picture and nothing else
BROUGHT = "某县智慧渔业2031年工作要点\n一、主要任务\n1.建设<b>渔港</b>平台。（责任单位：县农业农村局）\n会同有关方面做好其他事。\n"


def test_files_are_brought_in_and_checked(window: Window, documents: list[str]) -> None:
    page = window.open("/import")
    files = [
        {"name": "渔业.txt", "mimeType": "text/plain", "buffer": BROUGHT.encode()},
        {"name": NAMES, "mimeType": "text/plain", "buffer": "一首诗\n".encode()},
        {"name": "图.png", "mimeType": "image/png", "buffer": PICTURE},
    ]
    page.set_input_files("input[type=file]", files)
    page.wait_for_selector("table.arrivals")
    assert "某县智慧渔业2031年工作要点" in page.inner_text("table.arrivals") and page.locator("td.refused").count() == 1
    assert NAMES in [cell.get_attribute("title") for cell in page.locator("td.file").all()]
    assert page.inner_text(".kg.head h1") == "3 份：2 份已载入，1 份读不了"
    page.click("table.arrivals tr[data-pick] >> text=某县智慧渔业")
    page.wait_for_selector(".source mark.owner")
    assert "<b>渔港</b>" in page.inner_text(".source") and page.evaluate("window.hacked") is None


def test_a_click_on_a_fact_sends_little(window: Window, documents: list[str]) -> None:
    sent: list[int] = []
    window.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    page = window.open(f"/review?document={documents[0]}")
    page.wait_for_timeout(1500)
    sent.clear()
    page.click(".found .kind.owner a >> nth=3")
    page.wait_for_function("location.search.includes('fact=')")
    page.wait_for_timeout(1000)
    assert 0 < sum(sent) <= 20_000


def test_a_matter_opens_its_sentence_and_is_struck_out_by_a_person_alone(window: Window, documents: list[str]) -> None:
    page = window.open(f"/matters?document={documents[0]}&strike=0123456789abcdef")
    page.click(".matter .what[data-pick*='task='] >> nth=0")
    page.wait_for_selector(".panel .sentence")
    assert page.locator(".matter.struck").count() == 0
    page.click(".matter a >> nth=0")
    page.wait_for_selector(".matter.struck")
    assert page.locator(".matter.struck").count() == 1
    page.click(".matter.struck a")
    page.wait_for_function("!document.querySelector('.matter.struck')")


def test_a_comparison_opens_both_sentences(window: Window, documents: list[str]) -> None:
    page = window.open(f"/compare?earlier={documents[0]}&later={documents[1]}")
    page.click(".change[data-pick] >> nth=0")
    page.wait_for_selector(".panel .sentence")
    assert page.locator(".panel .sentence").count() == 2 and page.evaluate("window.hacked") is None
    window.open(f"/compare?earlier={documents[0]}&later={documents[0]}")
    page.wait_for_function("document.querySelector('.kg.head h1').innerText === '两份没有变化'")


BOX = (
    '<w:r><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r>"
)
PHOTO = (
    '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    "<pic:blipFill/></pic:pic></w:drawing></w:r>"
)
GLUED = "市水利局市财政局"  # two bodies without a mark between them


def own_file() -> bytes:
    """Return a Word file: a task, one in a text box, a picture, and a table with a cell of owners that cannot be divided."""
    rows = [["序号", "任务", "责任单位"], ["1", "修复滨河湿地", "市水利局、市财政局"], ["2", "设立湿地宣传日", GLUED]]
    lines = [made.p("某市湿地保护2030年重点任务分工方案"), made.p("一、重点任务"), made.p("1.建设湿地监测站。（责任单位：市自然资源局）")]
    box = made.p(BOX.format(made.p("2.开展鸟类调查。（责任单位：市林业局）")))
    return made.docx("".join([*lines, box, made.p(PHOTO), made.p("附件：任务分工表"), made.table(rows)]))


def test_an_own_word_file_shows_what_was_not_read_and_where(window: Window, documents: list[str]) -> None:
    page = window.open("/")
    page.click("nav a[data-pick='page=import']")  # the first click; choosing the file is the second
    page.wait_for_selector("[data-testid=stFileUploader] button")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('[data-testid=stFileUploader] button p'), '::after').content")
        == '"选择文件"'
    )
    page.set_input_files("input[type=file]", [{"name": "湿地.docx", "mimeType": "", "buffer": own_file()}])
    page.wait_for_selector("table.arrivals td.warn:text-is('1')")
    page.click("table.arrivals tr[data-pick]")
    page.wait_for_function("document.querySelector('.kg.head h1')?.innerText.endsWith('1 处文字未读出')")
    page.wait_for_selector(".found .kind.unread a")
    assert "市林业局" in page.inner_text(".found")  # the text box is read
    page.click(".found .kind.unread a")  # the fourth: its place in the text
    page.wait_for_selector(".source mark.unread.on")
    assert page.inner_text(".source mark.unread.on") == GLUED and _seen(page, ".source mark.unread.on")
