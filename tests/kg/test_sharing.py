"""Which version of a shared node is stored, and how documents are counted behind each; the stores' side is in test_store."""

from itertools import permutations

import pytest

from kg.graph import sharing
from kg.graph.sharing import NodeVersion, SharedLink

PREVAILING = [
    ({"甲": 1}, "甲"),
    ({"甲": 1, "乙": 2}, "乙"),  # the version of the majority, whatever sorts first
    ({"a": 3, "b": 2, "c": 1}, "a"),
    ({"b": 1, "a": 1}, "a"),  # of equals what sorts first
    ({"c": 2, "b": 2, "a": 1}, "b"),  # of equal majorities, too
]


@pytest.mark.parametrize(("ledger", "version"), PREVAILING)
def test_the_version_of_most_documents_prevails(ledger: dict[str, int], version: str) -> None:
    for order in permutations(ledger.items()):
        assert sharing.prevailing(dict(order)) == version


RECOUNTS = [
    ({}, None, "甲", {"甲": 1}),  # a first document
    ({"甲": 1}, None, "甲", {"甲": 2}),  # another that agrees
    ({"甲": 1}, None, "乙", {"甲": 1, "乙": 1}),  # another that does not
    ({"甲": 2}, "甲", None, {"甲": 1}),  # a document is removed
    ({"甲": 1}, "甲", None, {}),  # the last one
    ({"甲": 2, "乙": 1}, "甲", "乙", {"甲": 1, "乙": 2}),  # a document changes its mind
    ({"甲": 1, "乙": 2}, "丙", None, {"甲": 1, "乙": 1}),  # a version the ledger does not know: one of the prevailing
    ({}, "甲", None, {}),  # nothing is there to be withdrawn
]


@pytest.mark.parametrize(("before", "less", "more", "after"), RECOUNTS)
def test_documents_are_counted_behind_each_version(
    before: dict[str, int], less: str | None, more: str | None, after: dict[str, int]
) -> None:
    given = dict(before)
    assert sharing.recount(before, less=sharing.digest(less) if less else None, more=more) == after
    assert before == given


def test_a_version_is_one_text_whatever_the_order_it_was_made_in() -> None:
    links = (SharedLink("IN_LINE", "b", {}), SharedLink("MEMBER_OF", "a", {"kind": "隶属"}))
    one = NodeVersion("i", ("Department", "Owner"), {"name": "省经信厅", "level": "省"}, links)
    other = NodeVersion("i", ("Owner", "Department"), {"level": "省", "name": "省经信厅"}, links[::-1])
    assert sharing.dump(one) == sharing.dump(other)
    assert sharing.dump(sharing.parse(sharing.dump(one))) == sharing.dump(one)
    assert sharing.parse(sharing.dump(one)).properties == one.properties


def test_a_ledger_is_kept_as_strings() -> None:
    ledger = {'{"iri": "a b"}': 12, "乙": 1}
    assert sharing.read(sharing.written(ledger)) == ledger
    assert sharing.written(ledger) == sharing.written(dict(reversed(ledger.items())))
