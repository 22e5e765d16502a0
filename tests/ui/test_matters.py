"""What there is to discuss, and what a person struck out of it."""

from pathlib import Path

import pytest
from cases import DOCUMENT, HOSTILE, small

from kg.analysis import agenda, matters
from kg.errors import NotWritable
from kg.ui import struck
from kg.ui.markup import render
from kg.ui.views import matters as page


def test_every_matter_is_a_row_that_opens_its_sentence() -> None:
    dossier = small()
    found = matters(dossier)
    kinds = page.picture(dossier, found, ())
    assert sum(k["count"] for k in kinds) == len(found) == 8
    assert page.title(found, agenda(found)) == "拟议 0 项待会商事项，另有 8 项供查"
    (without,) = [
        k for k in kinds if any(r["pick"] == "task=2" and r["who"] == "省经信厅、省委网信办" for r in k["rows"]) and k["count"] == 1
    ]
    assert without["rows"][0]["text"] == "2 办大会"


def test_rows_to_take_along_have_the_sentence_and_what_was_struck() -> None:
    dossier = small()
    found = matters(dossier)
    rows = page.table(dossier, found, {found[0].key}).rows
    assert [row[5] for row in rows] == ["是"] + [""] * 7
    assert all("责任单位" in row[4] for row in rows)


def test_a_name_is_never_markup() -> None:
    dossier = small()
    html = render("matters.html", kinds=page.picture(dossier, matters(dossier), ()))
    assert HOSTILE not in html and "&lt;script&gt;" in html


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what a person decides."""
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    return tmp_path


def test_what_is_struck_out_lies_in_a_plain_file_and_can_be_taken_back(home: Path) -> None:
    assert struck.struck() == frozenset()
    struck.strike("b")
    struck.strike("a")
    assert (home / struck.NAME).read_text("utf-8") == "a\nb\n"
    struck.strike("b")
    assert struck.struck() == {"a"}
    (home / struck.NAME).write_bytes(b"\xff\xfe")
    assert struck.struck() == frozenset()


def test_a_click_that_strikes_is_no_step_of_the_address(home: Path) -> None:
    assert page._struck("strike=a") and struck.struck() == {"a"}
    assert not page._struck(f"task=1&document={DOCUMENT}")


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "file"))
    with pytest.raises(NotWritable, match="KG_HOME"):
        struck.strike("a")
