"""What a line is by its form alone: one function for the head, the tail and everything between."""

import doctest

import pytest

from ingest.document import line_kind, line_kinds, role

KINDS = [
    ("联系人：张三 0571-1234", "furniture", "furniture"),
    ("当前位置：首页 > 政务公开 > 文件", "furniture", "furniture"),
    ("青山市人民政府文件", "furniture", "furniture"),
    ("（此件公开发布）", "furniture", "furniture"),
    ("发布日期：2024-03-01 来源：市府办", "furniture", "furniture"),
    ("推进数据分享，建设统一首页。", "body", None),  # words of a menu inside a sentence
    ("免费提供政策咨询、打印等服务。", "body", None),
    ("青政办发〔2023〕4号", "number", "metadata"),
    ("(青政办发〔2023〕4号)", "number", "metadata"),
    ("2023年4月1日", "date", "metadata"),
    ("二〇二三年四月一日", "date", "metadata"),
    ("青山市人民政府办公室2023年4月1日印发", "date", "metadata"),
    ("青山市财政局 青山市商务局", "signature", "metadata"),
    ("青山市人民政府（章）", "signature", "metadata"),
    ("科技局、财政局、商务局", "signature", None),  # a cell of a table, no signature
    ("各县（市、区）人民政府，市直各部门：", "addressee", None),
    ("三、保障措施", "item", None),
    ("本办法自印发之日起施行，有效期三年。", "body", "closing"),
    ("本办法由市财政局负责解释。", "body", "furniture"),
    ("八、本措施由市财政局负责解读。", "item", "furniture"),
    ("青山市数字经济三年行动计划", "short", None),
]


@pytest.mark.parametrize(("line", "kind", "stands_as"), KINDS)
def test_what_a_line_is(line: str, kind: str, stands_as: str | None) -> None:
    assert (line_kind(line), role(line)) == (kind, stands_as)


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(line_kinds).failed == 0
