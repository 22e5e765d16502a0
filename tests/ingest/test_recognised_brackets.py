"""A closing bracket too many that a recogniser was unsure of is left out and told; every other bracket stays."""

from collections.abc import Iterator

import pytest

from ingest.pipeline import read_source
from ingest.sources import printed_pages
from ingest.sources.builder import TextBuilder
from ingest.sources.pdf_lines import Glyph
from ingest.sources.recognised_brackets import without_strays
from kg.sentences import sentence

TASK = "推进试飞。（责任单位：市财政）局、市教育局）"


@pytest.mark.parametrize(
    ("text", "doubts", "expected"),
    [
        (TASK, [0.2, 0.0], "推进试飞。（责任单位：市财政局、市教育局）"),
        # the last one is the one that was not sure
        ("推进试飞。（责任单位：市教育局））", [0.0, 0.3], "推进试飞。（责任单位：市教育局）"),
        # one bracket inside another
        ("（各县（市、区））政府、市教育局）", [0.0, 0.4, 0.0], "（各县（市、区）政府、市教育局）"),
        # the recogniser was sure of both: they are printed so
        (TASK, [0.0, 0.02], TASK),
        # as many close as open
        ("（市财政局）、（市教育局）", [0.3, 0.3], "（市财政局）、（市教育局）"),
        # what it closes was opened in another paragraph
        ("市公安局）", [0.5], "市公安局）"),
        # the number of an item
        ("1）推进试飞；二）救援", [0.3, 0.3], "1）推进试飞；二）救援"),
        # a stretch before it does not count
        ("（市财政局）。推进（试飞））", [0.9, 0.0, 0.0], "（市财政局）。推进（试飞））"),
    ],
)
def test_a_bracket_too_many(text: str, doubts: list[float], expected: str) -> None:
    read = list(zip([c for c in text if c == "）"], doubts, strict=True))
    found, places = without_strays(text, read)
    assert found == expected
    assert len(places) == len(text) - len(expected)


PAGES = {
    "lines": ([(60, 760, "某市低空产业2025年工作要点"), (60, 736, "一、重点任务"), (60, 712, f"1.{TASK}")], []),
    "table": (
        [(60, 700, "任务"), (160, 700, "责任单位"), (60, 660, "试飞"), (160, 660, "（市财政）局、市教育局）")],
        [*((50.0, y, 400.0, y) for y in (720.0, 690.0, 650.0)), *((x, 650.0, x, 720.0) for x in (50.0, 150.0, 400.0))],
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_owners_behind_a_stray_bracket_are_read_and_the_place_is_told(page: str) -> None:
    printed, strokes = PAGES[page]
    draft = TextBuilder("page")
    glyphs = [glyph for left, y, text in printed for glyph in recognised(text, left, y)]
    printed_pages.write(draft, printed_pages.pages([printed_pages.PrintedPage(1, 842, glyphs, strokes)]))
    plan = read_source(draft.source("png", b"", "scan.png"), "scan.png", discover=False)
    assert [owner.surface for task in plan.tasks for owner in task.owners] == ["市财政局", "市教育局"]
    assert [told.why for told in plan.unread] == [sentence("unread.stray-bracket")] and "财政局" in plan.unread[0].text


def recognised(text: str, left: float, y: float) -> Iterator[Glyph]:
    """Yield the characters of a line; the recogniser is unsure of a bracket behind 政."""
    for x, character in enumerate(text):
        yield Glyph(character, (left + 12 * x, y - 6, left + 12 + 12 * x, y + 6), doubt=0.2 if text[x - 1 : x + 1] == "政）" else 0.0)
