"""Who owns a task: one row a form, in sentences of our own."""

import pytest

from ingest.owners import Context, clauses

FORMS = [
    # a label in brackets at the end of the paragraph
    ("建设两个园区。（责任单位：省财政厅、省商务厅）", [("省财政厅", "responsible"), ("省商务厅", "responsible")]),
    # lead and cooperating bodies, each with its label
    ("开展评比。(牵头单位:市教育局,配合单位:市体育局)", [("市教育局", "lead"), ("市体育局", "cooperate")]),
    # a verb carries the role; the dropped level word comes back
    ("推广新品。(省农业农村厅牵头,水利厅配合)", [("省农业农村厅", "lead"), ("省水利厅", "cooperate")]),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_clause_gives_its_owners(text: str, expected: list[tuple[str, str]]) -> None:
    found = clauses(text, context=Context(level="省"))
    assert [(o.name, o.role) for c in found for o in c.owners] == expected
