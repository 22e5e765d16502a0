"""What is true of a text is found once, and asked by stretch it is what a search of the stretch alone finds."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import date_expressions, quantity
from ingest.document.occurrences import EDGE
from tests.ingest.texts import document

PLAN = (
    "某市数字产业行动计划（2023—2025年）\n\n一、到2025年底，建成平台10个以上，培训人员1,200人次，覆盖率达到90%\n以上。（责任单位：市财政局）\n"
    "二、2024年6月底前引进企业3家、专家20名；12月举办大会1次。（牵头单位：市科技局）\n"
)
WORDS = ("2023", "年", "6月", "底前", "到", "1", "2", "000", ",", "个", "%", "以上", "\n", "建成", "百", "三十", "家", " ")
PIECES = st.lists(st.sampled_from(WORDS))


def test_a_stretch_has_the_dates_and_quantities_that_it_has_alone() -> None:
    text = PLAN * 3
    found = document(text)
    for start in range(0, len(text), 7):
        for end in range(start, len(text), 11):
            assert found.dates(start, end, years=(2023, 2025)) == date_expressions.dates(text, start, end, years=(2023, 2025))
            assert list(found.quantities(start, end)) == list(quantity.quantities(text, start, end))


@given(PIECES, st.integers(0, 200), st.integers(0, 400))
def test_any_stretch_of_any_text_has_them(pieces: list[str], start: int, length: int) -> None:
    text = "".join(pieces) * 3
    start, end = min(start, len(text)), min(start + length, len(text))
    digits = max((len(run) for run in "".join(c if c.isdecimal() or c in ", " else "|" for c in text).split("|")), default=0)
    if digits < EDGE // 2:  # longer numbers are no quantities
        found = document(text)
        assert found.dates(start, end, years=None) == date_expressions.dates(text, start, end, years=None)
        assert list(found.quantities(start, end)) == list(quantity.quantities(text, start, end))


def test_lines_brackets_and_head() -> None:
    found = document(PLAN)
    assert [found.line_at(found.lines[k].begin) for k in range(len(found.lines))] == list(range(len(found.lines)))
    assert "".join(PLAN[line.begin : line.next] for line in found.lines) == PLAN
    assert [PLAN[a:b] for a, b in found.brackets] == ["（2023—2025年）", "（责任单位：市财政局）", "（牵头单位：市科技局）"]
    assert [line.kind for line in found.head] == ["short"] and found.first_item == found.head[-1].end
    assert found.full_line is None and found.site_record == {} and list(found.signature) == []


def test_each_part_is_found_once() -> None:
    found = document(PLAN)
    for part in ("lines", "line_starts", "line_roles", "marks", "brackets", "quoted_titles", "head", "signature", "site_record"):
        assert getattr(found, part) is getattr(found, part)
    assert found.words(0, 6) is found.words(0, 6)
    assert [(w.word, w.start) for w in found.words(2, 6)] == [("数字", 2), ("产业", 4)]


def test_what_a_hard_wrapped_text_is() -> None:
    line = "推动有关各方在平台建设和场景应用方面开展更加深入的合作并形成可以推广的"
    assert document("\n".join([line] * 20)).full_line is not None
    assert document("\n".join([line + "。"] * 20)).full_line is None
