"""Lists of more rows than one page holds, in a real browser: turned page by page by clicks, they hold the rows of the query, each once."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from loaded import many
from stores import environment
from windows import Window, alone

from kg.graph import ask
from kg.graph.store import open_store
from kg.ui.views import bodies, files

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser

PLANS = 2 * files.ROWS_SHOWN + 7
NEXT, BEFORE = ".kg.files .pages a:has-text('下一页') >> nth=0", ".kg.files .pages a:has-text('上一页') >> nth=0"
ROWS = "(rows) => rows.map((row) => [row.cells[0].querySelector('a').innerText, ...[...row.cells].slice(-COUNT).map((c) => c.innerText)])"


@pytest.fixture(scope="module")
def documents(embedded: None) -> Iterator[list[str]]:
    """More small plans than the list of documents shows at once, naming more bodies than the register shows at once."""
    with alone(*many(PLANS)) as iris:
        yield iris


@pytest.fixture(scope="module")
def queries(documents: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the queries behind the two lists."""
    names = ("page-files", "page-bodies", "page-partners")
    with environment(None), open_store() as store:
        found = {name: ask(store, name, {}) for name in names}
    return {name: [dict(zip(f.columns, row, strict=True)) for row in f.rows] for name, f in found.items()}


def turned(page: Any, size: int, every: int, figures: int) -> list[list[str]]:
    """Return the rows of all pages of a list, turned by clicks; each page says which rows it shows."""
    found: list[list[str]] = []
    for begin in range(0, every, size):
        end = min(begin + size, every)
        page.wait_for_selector(f".kg.files .pages:has-text('{begin + 1}–{end}') >> nth=0")
        found += page.eval_on_selector_all("table.files tbody tr", ROWS.replace("COUNT", str(figures)))
        if end < every:
            page.click(NEXT)
    assert page.locator(NEXT).count() == 0
    return found


def said(rows: Sequence[dict[str, Any]], *names: str) -> list[list[str]]:
    return [["" if row[name] is None else str(row[name]) for name in names] for row in rows]


def test_the_documents_are_all_there_page_by_page(window: Window, queries: dict[str, list[dict[str, Any]]]) -> None:
    expected = said(queries["page-files"], "title", "tasks", "bodies", "unread")
    page = window.open("/")
    assert len(expected) == PLANS
    assert sorted(turned(page, files.ROWS_SHOWN, PLANS, 3)) == sorted(expected)
    page.click(BEFORE)
    page.wait_for_selector(f".pages:has-text('{files.ROWS_SHOWN + 1}–{2 * files.ROWS_SHOWN}') >> nth=0")
    page.go_back()
    page.wait_for_selector(f".pages:has-text('–{PLANS}') >> nth=0")


def test_the_bodies_are_all_there_page_by_page(window: Window, queries: dict[str, list[dict[str, Any]]]) -> None:
    partners = {row["iri"]: row["partners"] for row in queries["page-partners"]}
    held = [row | {"partners": partners.get(row["iri"], 0)} for row in queries["page-bodies"] if row["kind"] == "department"]
    page = window.open("/bodies")
    assert len(held) == 2 * PLANS > 2 * bodies.ROWS_SHOWN
    found = turned(page, bodies.ROWS_SHOWN, len(held), 5)
    assert sorted(found) == sorted(said(held, "name", "tasks", "documents", "leads", "first", "partners"))


def test_a_list_that_is_narrowed_is_shown_from_its_first_row(window: Window) -> None:
    page = window.open(f"/?at={files.ROWS_SHOWN}")
    page.fill(".st-key-bar input[type=text] >> nth=0", "第1")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('at=') && location.search.includes('q=')")
    page.wait_for_selector("table.files a:has-text('第1镇工作要点')")


@pytest.mark.parametrize("at", ["-1", "x", "999999999999", "²"])
def test_a_page_that_does_not_exist_is_shown_as_one_that_does(window: Window, at: str) -> None:
    page = window.open(f"/bodies?at={at}")
    page.wait_for_selector("table.files tbody tr")
