"""The one importer of jieba and rjieba: places, tags, equality of the two, and the private cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import segmentation as segment
from ingest.document.segmentation import Token, tokens
from kg.errors import InvalidValue

WORDS = [
    # Han words with the tags of the dictionary
    ("加快设备更新", [("加快", "v"), ("设备", "vn"), ("更新", "d")]),
    # Latin runs are one word, hyphens and digits included
    ("C-V2X与5G", [("C-V2X", "eng"), ("与", "p"), ("5G", "eng")]),
    # a range of years is one word
    ("2024-2026年", [("2024-2026", "eng"), ("年", "m")]),
    # a slash stands by itself
    ("VR/AR", [("VR", "eng"), ("/", "x"), ("AR", "eng")]),
    # white space is no word, punctuation is
    ("算力 、\n网络", [("算力", "x"), ("、", "x"), ("网络", "n")]),
    # nothing in, nothing out
    ("", []),
    (" \n\t", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_and_tags(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.word, t.tag) for t in tokens(text)] == expected


@given(st.text(alphabet=st.sampled_from("推进元宇宙平台建设的和与5GaB-/+、，。 \n\t（）\U00020000é😀"), max_size=60) | st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_tokens_cover_the_text_and_both_segmenters_agree_on_words(text: str) -> None:
    found, twin = tokens(text), tokens(text, segmenter="rjieba")
    for cut in (found, twin):
        assert all(text[t.start : t.end] == t.word for t in cut)
        assert "".join(t.word for t in cut) == "".join(text.split())
    unknown = any(t.tag == segment.UNKNOWN and "\u4e00" <= t.word[0] <= "\u9fd5" for t in (*found, *twin))
    assert unknown or twin == found  # of two cuts of nonsense that are equally likely each takes its own: 宇建建|建进, 宇建|建建进


@pytest.mark.corpus
def test_both_segmenters_give_the_same_words_on_the_corpus(corpus: Path) -> None:
    for path in sorted((corpus / "corpus" / "docs").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert tokens(text, segmenter="rjieba") == tokens(text), path.name


def test_an_unknown_segmenter_is_named() -> None:
    with pytest.raises(InvalidValue, match="thulac is no segmenter"):
        tokens("推进", segmenter="thulac")


def test_a_missing_rjieba_is_one_clear_sentence() -> None:
    program = (
        "import sys\nsys.modules['rjieba'] = None\nfrom importlib import util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'rjieba' else find(name, *rest)\n"
        "from ingest.document.segmentation import tokens\nfrom kg.errors import InvalidValue\n"
        "try: tokens('推进', segmenter='rjieba')\nexcept InvalidValue as told: print(told)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "rjieba is not installed" in done.stdout


def test_a_new_process_prints_nothing_and_leaves_no_shared_file() -> None:
    program = "from ingest.document.segmentation import tokens\ntokens('推进设备更新')"
    done = subprocess.run([sys.executable, "-W", "default", "-c", program], capture_output=True, text=True, check=True)
    assert "jieba" not in done.stderr
    assert done.stdout == ""


def fresh(monkeypatch: pytest.MonkeyPatch, home: Path) -> list[Token]:
    """Return the words of a sentence as a process with this KG_HOME would find them."""
    monkeypatch.setenv("KG_HOME", str(home))
    segment._jieba.cache_clear()
    segment._tags.cache_clear()
    return tokens("推进设备更新")


def test_a_damaged_table_is_built_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = fresh(monkeypatch, tmp_path)
    for path in (tmp_path / "cache" / "segment").iterdir():
        path.write_bytes(path.read_bytes()[:-7] + b"damaged")
    assert fresh(monkeypatch, tmp_path) == whole


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the platform has no file modes")
def test_a_folder_others_may_write_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "segment"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert fresh(monkeypatch, tmp_path)
    assert not list(folder.iterdir())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the platform has no file modes")
def test_the_folder_of_the_tables_is_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = os.umask(0o002)
    try:
        fresh(monkeypatch, tmp_path)
    finally:
        os.umask(usual)
    folder = tmp_path / "cache" / "segment"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600, 0o600]
