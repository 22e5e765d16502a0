"""What the documentation names exists: links, paths, commands, make targets, and the glossary of the ontology."""

import re
from pathlib import Path

import pytest
import typer.main

from kg.cli.entry import app
from kg.ontology.glossary import OTHERS, glossary

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".", "docs", "benchmarks", "data", "tests/gold")
PAGES = sorted(page for folder in FOLDERS for page in (ROOT / folder).glob("*.md") if page.name != "CHANGELOG.md")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
# `kg/ui/`, `ontology/roles.ttl`, `tests/golden/`; other words in backticks are names of columns, commands or properties.
NAMED = re.compile(r"`((?:kg|ingest|tests|ontology|queries|data|docs|benchmarks|\.ci)/[\w./\-*]*)`")
COMMAND = re.compile(r"^ {4}(?:\.venv/bin/)?kg ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"^ {4}make ([a-z]+)", re.MULTILINE)


def named(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return (page, what it names) for every page, each once."""
    texts = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
    return sorted({(page, found[1]) for page, text in texts.items() for found in pattern.finditer(text)})


@pytest.mark.parametrize(("page", "link"), named(LINK))
def test_links_lead_somewhere(page: str, link: str) -> None:
    assert (ROOT / page).parent.joinpath(link).exists(), f"{page} links to {link}, which is not there"


@pytest.mark.parametrize(("page", "path"), named(NAMED))
def test_named_paths_exist(page: str, path: str) -> None:
    assert list(ROOT.glob(path.rstrip("/"))), f"{page} names {path}, which is not there"


@pytest.mark.parametrize(("page", "target"), named(TARGET))
def test_make_targets_exist(page: str, target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), f"{page}: make {target}"


@pytest.mark.parametrize(("page", "command"), named(COMMAND))
def test_commands_exist(page: str, command: str) -> None:
    assert command in typer.main.get_command(app).commands, f"{page}: kg {command}"  # type: ignore[attr-defined]


def test_every_page_is_looked_at() -> None:
    assert {"README.md", "README.zh.md", "CONTRIBUTING.md", "glossary.md"} <= {page.name for page in PAGES}
    assert len(named(LINK)) > 8 and len(named(NAMED)) > 20


def test_the_glossary_is_that_of_the_ontology() -> None:
    written = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert written.startswith(glossary()) and OTHERS in written, "python -m kg.ontology.glossary brings it up to date"
