"""Technologies of a task: the vocabulary's terms where they are technologies, and the names that merely hold one."""

import pytest

from ingest.technologies import technologies

CONFIRMED = [
    # terms in printed order, each once
    ("推广数字孪生、边缘计算，深化数字孪生应用示范。", ["数字孪生", "边缘计算"]),
    # a body is named by a technology
    ("由省大数据局会同有关单位推进。", []),
    ("支持人工智能学院和智能制造研究院建设。", []),
    # a park, a fund, a contest
    ("办好区块链产业园，设立新能源产业基金。", []),
    # the title of a document
    ("落实《某省人工智能产业发展条例》。", []),
    # no technology at all
    ("提高城乡居民基础养老金最低标准，做好待遇核定工作。", []),
]


@pytest.mark.parametrize(("text", "expected"), CONFIRMED)
def test_confirmed(text: str, expected: list[str]) -> None:
    found = technologies(text, 0, len(text), discover=False)
    assert [t.surface for t in found] == expected
    assert all(t.status == "confirmed" and t.iri and text[t.start : t.end] == t.surface for t in found)


def test_excluded_spans_are_not_read() -> None:
    text = "推广机器视觉（责任单位：物联网专班）"
    found = technologies(text, 0, len(text), exclude=[(6, len(text))])
    assert [t.surface for t in found] == ["机器视觉"]


def test_the_field_of_the_plan_is_no_technology_of_a_task() -> None:
    text = "某市元宇宙产业发展行动计划\n1.推进元宇宙与数字孪生融合。"
    start = text.index("1.")
    assert [t.surface for t in technologies(text, start, len(text), discover=False)] == ["数字孪生"]
