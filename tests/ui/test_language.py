"""One catalogue of words: every language has every key with the same gaps, and every key that is used is there."""

import re

import pytest

from kg.errors import UnknownTerm
from kg.files import PACKAGE
from kg.graph import queries
from kg.ui import language
from kg.ui.pages import VIEWS, Group
from kg.ui.views.cypher import captions

GAP = re.compile(r"\{(\w+)")
USED = re.compile(r"""say\(\s*"([\w.]+)\"""")


def test_every_language_says_the_same_things() -> None:
    chinese, english = (language.catalogue(name) for name in ("zh", "en"))
    assert chinese.keys() == english.keys()
    assert {k: set(GAP.findall(v)) for k, v in chinese.items()} == {k: set(GAP.findall(v)) for k, v in english.items()}


def test_every_key_that_is_used_is_there() -> None:
    files = [*(PACKAGE / "ui").rglob("*.py"), *(PACKAGE / "ui" / "templates").glob("*.html")]
    used = {key for file in files for key in USED.findall(file.read_text(encoding="utf-8"))}
    assert used <= language.catalogue("zh").keys()


def test_every_page_and_group_has_words() -> None:
    wanted = {f"page.{v.name}" for v in VIEWS} | {g.value for g in Group}
    assert wanted <= language.catalogue("zh").keys()


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(UnknownTerm):
        language.say("no.such.key")


def test_every_column_of_a_question_has_a_word() -> None:
    for question in (q for q in queries().values() if q.kind == "question"):
        columns = re.findall(r" AS (\w+)", question.text.rsplit("RETURN", 1)[1].split("ORDER BY")[0])
        assert [c for c in columns if c not in captions(columns) and not c.endswith("iri")] == [], question.name
