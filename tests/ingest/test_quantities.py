"""Numbers with their units and the words that compare."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document.quantity import numeral
from tests.ingest.texts import document

FORMS = [
    ("6个以上", 6, None, "ge", "个"),  # comparator behind the unit
    ("不少于80名", 80, None, "ge", "名"),  # comparator before the number
    ("至少一所", 1, None, "ge", "所"),  # a small Chinese numeral with a comparator
    ("超过12亿千瓦", 12, None, "gt", "亿千瓦"),  # the scale stays in the unit
    ("突破2.5万亿元", 2.5, None, "gt", "万亿元"),
    ("控制在5%以内", 5, None, "le", "%"),
    ("降到60%以下", 60, None, "le", "%"),
    ("控制在40个左右", 40, None, "approx", "个"),  # the word behind is the closer one
    ("近20家", 20, None, "approx", "家"),
    ("1—2家", 1, 2, "range", "家"),
    ("3-5家", 3, 5, "range", "家"),  # hyphen
    ("1～3个百分点", 1, 3, "range", "个百分点"),
    ("1个到3个百分点", 1, 3, "range", "个百分点"),  # a unit on both numbers
    ("2至4条", 2, 4, "range", "条"),
    ("三十家", 30, None, "eq", "家"),
    ("一百二十项", 120, None, "eq", "项"),
    ("百项", 100, None, "eq", "项"),  # coined counts
    ("千款", 1000, None, "eq", "款"),
    ("万家", 10000, None, "eq", "家"),
    ("三万名", 3, None, "eq", "万名"),
    ("250万人以上", 250, None, "ge", "万人"),
    ("1,500家", 1500, None, "eq", "家"),  # thousands
    ("400余家", 400, None, "gt", "家"),
    ("60多名", 60, None, "gt", "名"),
    ("15 个 以上", 15, None, "ge", "个"),  # a blank before the words
    ("提高到 85% 左右", 85, None, "approx", "%"),
    ("控制在 3.2‰ 以内", 3.2, None, "le", "‰"),
    ("不低于百分之六十 以上", 60, None, "ge", "%"),
    ("三百家　以上", 300, None, "ge", "家"),
    ("600人次\n以上。", 600, None, "ge", "人次"),  # a line of a wrapped text ends before the words
    ("5.5%\n  以内，", 5.5, None, "le", "%"),
    ("600人次\n以上任务", 600, None, "eq", "人次"),  # a sentence of its own
    ("8%(含)以上", 8, None, "ge", "%"),
    ("30+", 30, None, "ge", ""),
    ("100 EFLOPS", 100, None, "eq", "EFLOPS"),
    ("2ms", 2, None, "eq", "ms"),
    ("7个工作日以内", 7, None, "le", "个工作日"),
    ("百分之三十五以上", 35, None, "ge", "%"),
    ("节约10吨", 10, None, "eq", "吨"),  # 约 is part of a word
    ("2个起步区", 2, None, "eq", "个"),
    ("翻一番", 1, None, "eq", "番"),
    ("翻番", 1, None, "eq", "番"),
    ("倍增", 1, None, "eq", "倍"),
]


@pytest.mark.parametrize(("text", "value", "high", "comparator", "unit"), FORMS)
def test_form(text: str, value: float, high: float | None, comparator: str, unit: str) -> None:
    found = list(document(text).quantities(0, len(text)))
    assert [(q.value, q.high, q.comparator, q.unit) for q in found] == [(value, high, comparator, unit)]


@pytest.mark.parametrize("text", ["第15批", "11.121人才梯队", "v2.0", "H5页面", "A4纸", "9" * 400 + "个", "一" * 400 + "个"])
def test_no_quantity_of_the_unit(text: str) -> None:
    assert not [q for q in document(text).quantities(0, len(text)) if q.kind in ("count", "person") and q.value > 1]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("十五", 15),
        ("三百二十", 320),
        ("二〇二五", 2025),
        ("两", 2),
        ("万", 10000),
        ("0.75", 0.75),
        ("2.0", 2),
        ("9" * 16, None),
        ("", None),
    ],
)
def test_numeral(printed: str, value: float | None) -> None:
    assert numeral(printed) == value


@given(st.text(alphabet="0123456789.,一二十百千万亿家个%以上超过—至 \x00\ud800", max_size=60))
def test_any_text_gives_finite_values_inside_it(text: str) -> None:
    for found in document(text).quantities(0, len(text)):
        assert 0 <= found.start <= found.number < found.end <= len(text)
        assert math.isfinite(found.value)
        assert math.isfinite(found.high or 0)
        json.dumps([found.value, found.high], allow_nan=False)
