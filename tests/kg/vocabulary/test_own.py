"""A user's own technologies: CSV files in KG_HOME/vocabulary."""

from pathlib import Path

import pytest

from kg.errors import InvalidValue
from kg.register.technologies import lexicon
from kg.register.user_terms import term_iri, user_terms


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    (tmp_path / "vocabulary").mkdir()
    return tmp_path / "vocabulary"


def test_without_files_there_are_no_terms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "nowhere"))
    assert list(user_terms()) == []


def test_a_line_is_a_term_with_its_forms(folder: Path) -> None:
    (folder / "mine.csv").write_text("\ufeff# 自有词表\n数智底座, 数智化底座\n\n海雾消散装置\n", encoding="utf-8")
    assert [(t.name, t.labels) for t in user_terms()] == [("数智底座", ("数智化底座", "数智底座")), ("海雾消散装置", ("海雾消散装置",))]


def test_own_terms_are_found_in_a_text(folder: Path) -> None:
    (folder / "mine.csv").write_text("海雾消散装置\n", encoding="utf-8")
    lexicon.cache_clear()
    try:
        assert [hit.term.iri for hit in lexicon().find("在港区试装海雾消散装置。")] == [term_iri("海雾消散装置")]
    finally:
        lexicon.cache_clear()


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "mine.csv").write_bytes("数智底座".encode("gb18030"))
    with pytest.raises(InvalidValue, match=r"mine\.csv"):
        list(user_terms())
