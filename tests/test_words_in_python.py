"""How many Chinese words stand in Python: what is vocabulary belongs to ontology/."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Distinct words in the strings of ingest and kg: those of patterns, and those of sentences for people. They may only become fewer.
MOST = 26
WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
CHARACTERS = re.compile(r"\[[^\]]*\]")  # a class of single characters is structure
NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两第年月日壹贰叁肆伍陆柒捌玖甲乙丙丁戊己庚辛壬癸")


def test_the_words_of_the_vocabulary_are_in_the_ontology() -> None:
    found = {word for path in sorted([*ROOT.glob("ingest/**/*.py"), *ROOT.glob("kg/**/*.py")]) for word in _words(path)}
    assert len(found) <= MOST, "move the new words to ontology/*.ttl and read them with kg.ontology.forms"


def test_numerals_and_docstrings_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text('"""平台建设"""\nA = "(?:平台|建设)[一二三省市县]十年、的"\n', encoding="utf-8")
    assert sorted(_words(path)) == ["平台", "建设"]


def _words(path: Path) -> Iterator[str]:
    """Yield the Chinese words in the strings of a module, without its docstrings, single characters and numerals."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from (word for word in WORD.findall(CHARACTERS.sub("|", node.value)) if not set(word) <= NUMERALS)
