"""A user's own technologies: CSV files in KG_HOME/vocabulary."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.entry import app
from kg.errors import InvalidValue
from kg.iris import term_iri
from kg.ontology import vocabulary
from kg.register import lexicon, own_vocabulary
from kg.register.user_terms import UserVocabulary, user_vocabulary


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    (tmp_path / "vocabulary").mkdir()
    for kept in (lexicon, own_vocabulary):
        kept.cache_clear()
    yield tmp_path / "vocabulary"
    for kept in (lexicon, own_vocabulary):
        kept.cache_clear()


def read() -> UserVocabulary:
    return user_vocabulary(vocabulary().terms)


def test_without_files_there_are_no_terms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "nowhere"))
    assert read() == UserVocabulary((), ())


ENCODINGS = [
    # what a spreadsheet saves as CSV UTF-8
    "utf-8-sig",
    # what an editor saves
    "utf-8",
    # what a Chinese Windows saves as CSV
    "gbk",
    "gb18030",
    # what it saves as Unicode text
    "utf-16",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_line_is_a_term_with_its_forms(folder: Path, encoding: str) -> None:
    (folder / "mine.csv").write_bytes("# 自有词表\r\n数智底座, 数智化底座\r\n\r\n海雾消散装置\r\n".encode(encoding))
    found = read()
    assert [(t.name, t.labels) for t in found.terms] == [("数智底座", ("数智化底座", "数智底座")), ("海雾消散装置", ("海雾消散装置",))]
    assert not found.clashes


def test_the_cells_of_a_line_may_be_divided_by_tabs(folder: Path) -> None:
    (folder / "mine.csv").write_text("数智底座\t数智化底座\n", encoding="utf-16")
    assert [t.labels for t in read().terms] == [("数智化底座", "数智底座")]


def test_own_terms_are_found_in_a_text(folder: Path) -> None:
    (folder / "mine.csv").write_text("海雾消散装置\n", encoding="utf-8")
    assert [hit.term.iri for hit in lexicon().find("在港区试装海雾消散装置。")] == [term_iri("海雾消散装置")]


def test_a_line_of_a_shipped_concept_adds_its_forms(folder: Path) -> None:
    (folder / "mine.csv").write_text("区块链,块链\n", encoding="utf-8")
    shipped = next(term for term in vocabulary().terms if term.name == "区块链")
    assert [hit.term.iri for hit in lexicon().find("块链和区块链")] == [shipped.iri, shipped.iri]
    assert not read().clashes


def test_two_lines_of_one_name_are_one_term(folder: Path) -> None:
    (folder / "a.csv").write_text("数智底座,数智化底座\n数智底座,数底座\n", encoding="utf-8")
    assert {hit.term.iri for hit in lexicon().find("数智底座、数智化底座、数底座")} == {term_iri("数智底座")}
    assert not read().clashes


CLASHES = [
    # a form of the line is the name of a shipped concept
    ("三元锂电池,磷酸铁锂电池\n", ["三元锂电池", "磷酸铁锂电池", "the shipped vocabulary"], "磷酸铁锂电池"),
    # a form of the line is another label of a shipped concept
    ("某某电池,锂电池\n", ["某某电池", "锂离子电池"], "锂离子电池"),
    # the name itself is a label of a shipped concept
    ("锂电池,某某电池\n", ["锂电池", "锂离子电池"], "锂离子电池"),
    # in other letters
    ("某某芯片,gpu\n", ["某某芯片", "GPU"], "GPU"),
]


@pytest.mark.parametrize(("text", "told", "meaning"), CLASHES)
def test_a_clash_with_the_shipped_vocabulary_names_both(folder: Path, text: str, told: list[str], meaning: str) -> None:
    (folder / "mine.csv").write_text(text, encoding="utf-8")
    (sentence,) = read().clashes
    assert all(part in sentence for part in [*told, "mine.csv, line 1"])
    form = text.strip().split(",")[0 if "锂电池,某" in text else 1]
    assert [hit.term.name for hit in lexicon().find(form)] == [meaning]


def test_two_lines_that_share_a_form(folder: Path) -> None:
    (folder / "mine.csv").write_text("数智底座,底座\n数据底座,底座\n", encoding="utf-8")
    (sentence,) = read().clashes
    assert "line 2" in sentence
    assert "line 1" in sentence
    assert {"数智底座", "数据底座"} == {t.name for t in read().terms}


def test_a_clash_is_told_and_the_plan_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "mine.csv").write_bytes("某某电池,锂电池\n".encode("gbk"))
    (tmp_path / "plan.txt").write_text("1.推广锂电池和某某电池。（责任单位：省科技厅）\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "plan.txt")])
    assert result.exit_code == 0
    assert "某某电池" in result.stderr
    assert "锂离子电池" in result.stderr
    assert '"name": "某某电池"' in result.stdout


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "mine.csv").write_bytes(b"\x00\x01\xff\xfe\x00")
    with pytest.raises(InvalidValue, match=r"mine\.csv"):
        read()
