"""The one reader of numerals, and the one form of the numbers before items."""

import doctest
import re

import pytest

from ingest.sources import ITEM_NUMBER, marker, numbering, numeral, numerals


@pytest.mark.parametrize(
    ("printed", "counted"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零三", 103),
        ("百", 100),
        ("三千万", 30_000_000),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("７", 7),
        ("⑳", 20),
        ("㉑", 21),
        ("㉟", 35),
        ("1,200.5", 1200.5),
        ("", None),
        ("甲", None),
        ("1a", None),
    ],
)
def test_a_numeral_counts(printed: str, counted: float | None) -> None:
    assert numeral(printed) == counted


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("3.建设平台", True),
        ("2．2021年6月底前", True),
        ("（一）加快布局", True),
        ("( 3 ) 建设", True),
        ("第一条 为了", True),
        ("第三部分", True),
        ("①建设", True),
        ("12）建设", True),
        ("1.5亿元", False),  # a decimal number
        ("10%以上", False),
        ("第三产业", False),
        ("2023年", False),
    ],
)
def test_what_an_item_begins_with(text: str, begins: bool) -> None:
    assert bool(re.match(ITEM_NUMBER, text)) is begins
    assert (marker(text, 0, len(text)) is not None) is begins or text == "1.5亿元"  # glued: decided by the number before


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(numerals).failed + doctest.testmod(numbering).failed == 0
