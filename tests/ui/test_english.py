"""In English no page says a Chinese word of its own: the plans here have none, so every one that is left is the program's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit
from google.protobuf import text_format
from loaded import CHINESE, latin, load
from running import drawn
from stores import emptied, environment, forget_all
from streamlit.testing.v1 import AppTest

from kg.graph.store import open_store
from kg.ui import reading
from kg.ui.language import LANGUAGES
from kg.ui.pages import VIEWS

SCIENCE, DEVELOPMENT = "department/zj-science", "department/zj-development"
PICKED: tuple[dict[str, str], ...] = ({"task": "2.2.4", "department": SCIENCE}, {"department": SCIENCE, "with": DEVELOPMENT})
LISTS = tuple({"list": name} for name in ("tasks", "bodies", "namings", "targets", "unmeasured", "dates", "unread"))
MORE: dict[str, tuple[dict[str, str], ...]] = {
    # what is picked or switched on a page, beside the page as it opens
    "files": ({"q": "nothing"},),
    "bodies": ({"department": SCIENCE}, {"department": SCIENCE, "as": "line"}, {"name": "nothing"}),
    "compare": ({"earlier": "efefefefefefefef", "later": "dededededededede", "table": "1"},),
    "overview": ({"table": "1"}, *PICKED, *LISTS),
    "due": ({"in": "all", "table": "1"}, {"task": "2.2.4"}),
    "network": ({"table": "1", "layout": "departments"}, {"layout": "grouped", "steps": "1", "around": "2.2.4"}, *PICKED),
    "shared": ({"in": "all", "table": "1"}, {"as": "level"}, {"show": "count"}, PICKED[1]),
    "technologies": ({"in": "all", "table": "1"}, {"candidates": "1"}),
    "matters": ({"facts": "all", "table": "1"},),
    "review": ({"table": "1"},),
    "cypher": ({"ask": "shared-tasks"}, {"by": "cypher"}),
    "meeting": ({"deck": "0123456789ab"},),
}


@pytest.fixture(scope="module")
def document(embedded: None) -> Iterator[str]:
    """The sample without a Chinese sign, and a part of it under another title."""
    plan = latin()
    part = replace(plan, title="part", tasks=plan.tasks[:9], source=replace(plan.source, sha256="de" * 32))
    with environment(None), open_store() as store:
        emptied(store)
        forget_all()
        reading.again()
        streamlit.cache_resource.clear()
        yield load(store, plan, part)[0].rsplit("/", 1)[-1]
        emptied(store)
        forget_all()
        reading.again()


@pytest.fixture(scope="module")
def vocabulary(document: str) -> frozenset[str]:
    """The names that the register and the vocabularies give: they are Chinese in every language."""
    rows = reading.store().read("MATCH (n) WHERE n:Line OR n:Technology RETURN n.name AS name").rows
    return frozenset(str(row[0]) for row in rows)


def _said(found: AppTest) -> str:
    """Return everything that a page sends to the browser, without the scripts."""
    return "\n".join(_words(e.proto) for e in (*found.main, *found.sidebar) if e.proto is not None)


def _words(proto: Any) -> str:
    given = getattr(proto, "json", "")
    if not given:
        return text_format.MessageToString(proto, as_utf8=True)
    data = json.loads(given)
    return "" if "shell" in str(data.get("name", "")) else json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("name", [view.name for view in VIEWS])
def test_no_page_says_a_chinese_word_in_english(document: str, vocabulary: frozenset[str], name: str) -> None:
    for more in ({}, *MORE.get(name, ())):
        found = drawn(name, "en", document=document, **more)
        assert not found.exception, more
        said = _said(found)
        for word in sorted(vocabulary | set(LANGUAGES.values()), key=len, reverse=True):
            said = said.replace(word, "")
        left = CHINESE.search(said)
        assert left is None, (more, said[max(0, left.start() - 80) : left.end() + 40])
