"""Decks of slides: kept whole, changed by one window at a time, read back as they were."""

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ui import decks
from kg.ui.decks import DeckChanged, Slide

VIEW = Slide("network", {"document": "0123456789abcdef", "task": "2.1"}, "第 1 页", "先说第 10 项")
HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A KG_HOME of its own."""
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    yield tmp_path


def test_a_deck_is_read_back_as_it_was_kept() -> None:
    made = decks.create("联席会议", [VIEW, Slide("overview", {}, HOSTILE, HOSTILE)])
    assert decks.deck(made.key) == made
    assert decks.all_decks() == ([made], [])


def test_a_deck_is_a_plain_file(home: Path) -> None:
    made = decks.create("联席会议", [VIEW])
    held = json.loads((home / "decks" / f"{made.key}.json").read_text(encoding="utf-8"))
    assert held["schema"] == "deck/1" and held["slides"][0]["parameters"] == {"document": "0123456789abcdef", "task": "2.1"}


def test_the_second_of_two_windows_is_told_and_loses_nothing_of_the_first() -> None:
    made = decks.create("联席会议", [VIEW, VIEW])
    first = decks.change(made.key, made.edition, lambda d: decks.edited(d, 0, title="甲"))
    with pytest.raises(DeckChanged):
        decks.change(made.key, made.edition, lambda d: decks.without(d, 0))
    assert decks.deck(made.key) == first
    assert decks.change(made.key, first.edition, lambda d: decks.without(d, 1)).edition == first.edition + 1


def test_a_slide_is_added_whatever_another_window_did() -> None:
    made = decks.create("联席会议")
    decks.change(made.key, made.edition, lambda d: decks.edited(d, 0, title="无"))
    assert len(decks.append(made.key, VIEW).slides) == 1


def test_slides_change_their_places() -> None:
    made = decks.create("会", [Slide("network", {}, name) for name in "甲乙丙"])
    order = ["".join(s.title for s in decks.moved(made, place, by).slides) for place, by in ((0, 1), (2, -1), (0, -1), (2, 5), (0, 9))]
    assert order == ["乙甲丙", "甲丙乙", "甲乙丙", "甲乙丙", "乙丙甲"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"title": 1}', '{"title": "x", "edition": "?", "slides": []}', '{"slides": [3]}', "\x00"]
)
def test_a_file_that_is_no_deck_is_named_and_the_others_are_read(home: Path, content: str) -> None:
    made = decks.create("好的")
    (home / "decks" / "aa.json").write_text(content, encoding="utf-8")
    assert decks.all_decks() == ([made], ["aa.json"])


@pytest.mark.parametrize("key", ["../x", "/etc/passwd", "a b", "", "x.json", "zz"])
def test_a_name_from_an_address_reaches_no_other_file(key: str) -> None:
    assert decks.deck(key) is None
    decks.remove(key)


def _write_on(home: str, key: str) -> None:
    """Change a deck again and again."""
    os.environ["KG_HOME"] = home
    while True:
        decks.append(key, VIEW)
        held = decks.deck(key)
        if held is not None and len(held.slides) > 50:
            decks.change(key, held.edition, lambda d: decks.Deck(d.key, d.title, d.edition, d.slides[:1]))


def test_a_deck_survives_a_kill(home: Path) -> None:
    made = decks.create("联席会议", [VIEW])
    writer = multiprocessing.get_context("spawn").Process(target=_write_on, args=(str(home), made.key))
    writer.start()
    until = time.monotonic() + 60
    while (held := decks.deck(made.key)) is None or held.edition < 5:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    after = decks.deck(made.key)
    assert after is not None and all(s == VIEW for s in after.slides)
    assert len(decks.append(made.key, VIEW).slides) == len(after.slides) + 1
