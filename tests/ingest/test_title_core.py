"""What a title is without that in which editions and years of one plan differ. Every title is our own."""

import pytest

from ingest.metadata import core, series

TITLES = [
    ("青山市数字产业2024年工作要点", "青山市数字产业2024年工作要点", "青山市数字产业工作要点"),
    ("青山市数字产业 2024年工作要点（征求意见稿）", "青山市数字产业2024年工作要点", "青山市数字产业工作要点"),
    ("青山市数字产业2024年度工作要点[送审稿]", "青山市数字产业2024年度工作要点", "青山市数字产业工作要点"),
    ("青山市数字产业行动方案2024—2026年修正版", "青山市数字产业行动方案2024—2026年", "青山市数字产业行动方案"),
    ("青山市稳增长措施(第二批)", "青山市稳增长措施〔第二批〕", "青山市稳增长措施〔第二批〕"),  # what tells plans apart stays
]


@pytest.mark.parametrize(("title", "expected", "every_year"), TITLES)
def test_the_core_of_a_title(title: str, expected: str, every_year: str) -> None:
    assert (core(title), series(title)) == (expected, every_year)
