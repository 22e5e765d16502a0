"""One catalogue of sentences: every language has every key, every key is used, every key that is used is there with what fills its gaps."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import RefusedQuery, UnknownTerm
from kg.sentences import LANGUAGES, catalogue, failure, sentence

ROOT = Path(__file__).parents[2]
GAP = re.compile(r"\{(\w+)")
TABLES = {key.partition(".")[0] for key in catalogue("zh")}
KEY = re.compile(rf"(?:{'|'.join(sorted(TABLES))})\.[a-z-]+")
CALLS = {"sentence": (0, ""), "failure": (1, ""), "finding": (1, "check.")}  # where a call has its key, and what stands before it


def trees() -> Iterator[ast.AST]:
    for path in (*ROOT.glob("kg/**/*.py"), *ROOT.glob("ingest/**/*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def calls() -> Iterator[tuple[str, set[str]]]:
    """Yield the keys that calls name, with the gaps they fill."""
    for node in (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        at, before = CALLS.get(name, (0, ""))
        if name in CALLS and len(node.args) > at and isinstance(key := node.args[at], ast.Constant):
            yield f"{before}{key.value}", {each.arg for each in node.keywords if each.arg}


def literals() -> set[str]:
    found = {node.value for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if KEY.fullmatch(text) and not text.endswith(".html")}


def test_every_language_has_every_key() -> None:
    first, *others = (catalogue(language).keys() for language in LANGUAGES)
    assert all(other == first for other in others)


def test_every_key_is_used_and_every_used_key_is_there() -> None:
    severities = {f"check.{severity}" for severity in ("violation", "warning", "info")}  # named by the severity of a finding
    assert {key for key, _ in calls()} | literals() | severities == catalogue("zh").keys()


def test_every_call_fills_the_gaps_of_its_sentence() -> None:
    wanted = {key: {gap for language in LANGUAGES for gap in GAP.findall(catalogue(language)[key])} for key, _ in calls()}
    assert [(key, wanted[key] - filled) for key, filled in calls() if wanted[key] - filled] == []


@pytest.mark.parametrize(("language", "said"), [("zh", "标记 √、★ 各是"), ("en", "what the marks √, ★ mean")])
def test_a_list_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    assert said in sentence("unread.unexplained-marks", language, marks=["√", "★"])


def test_an_error_has_both_languages() -> None:
    refused = failure(RefusedQuery, "query.nested", most=3)
    assert "deeper than 3 levels" in str(refused) and refused.zh == "查询嵌套超过 3 层。"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(UnknownTerm, match=r"no\.such is not in kg/sentences/zh\.toml"):
        sentence("no.such")
