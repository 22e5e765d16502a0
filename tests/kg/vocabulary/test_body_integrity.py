"""What is wrong in the register of bodies is said with its line; the shipped one has no fault."""

from pathlib import Path

import pytest

from kg.register.body_integrity import BODIES, TYPES, body_faults

HEAD = """@prefix mv: <https://w3id.org/responsibility-graph/ontology#> .
@prefix dep: <https://w3id.org/responsibility-graph/id/department/> .
@prefix line: <https://w3id.org/responsibility-graph/id/line/> .
@prefix type: <https://w3id.org/responsibility-graph/id/body-type/> .
@prefix tie: <https://w3id.org/responsibility-graph/id/tie/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
line:data a mv:Line ; skos:prefLabel "数据"@zh ; mv:category mv:government ; mv:order 333 .
"""
ONE = 'dep:one a mv:Department ; mv:name "省甲局" ; mv:category mv:government ; mv:region "浙江省" ; mv:inLine line:data'
OTHER = 'dep:other a mv:Department ; mv:name "省乙局" ; skos:altLabel "省甲局" ; mv:category mv:government'


def test_the_shipped_register_has_no_fault() -> None:
    assert list(body_faults()) == []


@pytest.mark.parametrize(
    ("bodies", "line", "words"),
    [
        (f'{ONE} .\n{OTHER} ; mv:region "浙江省" .\n', 10, "“省甲局” is a name of"),
        (f'{ONE} ; mv:negativeLabel "省甲局" .\n', 9, "a negative label of it"),
        ('dep:one a mv:Department ; mv:name "省甲局" ; mv:category mv:government ; mv:inLine line:dta .\n', 9, "is no line"),
        (f"{ONE} .\ntie:t a mv:Membership ; mv:member dep:one ; mv:memberOf dep:nobody .\n", 10, "is no body"),
    ],
)
def test_a_fault_of_the_bodies_has_its_line(bodies: str, line: int, words: str, tmp_path: Path) -> None:
    (tmp_path / BODIES).write_text(HEAD + bodies, encoding="utf-8")
    (tmp_path / TYPES).write_text(HEAD, encoding="utf-8")
    (fault,) = body_faults(tmp_path)
    assert (fault.line, words in fault.sentence) == (line, True)


@pytest.mark.parametrize(
    "bodies",
    [
        f'{ONE} .\n{OTHER} ; mv:region "河南省" .\n',  # two provinces
        # one after the other
        f'{ONE} ; mv:validTo "2024-01-01"^^xsd:date .\n{OTHER} ; mv:region "浙江省" ; mv:validFrom "2024-01-01"^^xsd:date .\n',
    ],
)
def test_one_name_for_two_bodies_of_other_places_or_days_is_no_fault(bodies: str, tmp_path: Path) -> None:
    (tmp_path / BODIES).write_text(HEAD + bodies, encoding="utf-8")
    (tmp_path / TYPES).write_text(HEAD, encoding="utf-8")
    assert list(body_faults(tmp_path)) == []


@pytest.mark.parametrize(
    ("types", "line", "words"),
    [
        ('type:a mv:core "数据" .\ntype:a a mv:BodyType ; mv:name "数据" ; mv:inLine line:data .\n', 0, ""),
        (
            'type:a a mv:BodyType ; mv:name "甲" ; mv:inLine line:data ; mv:core "数据" .\n'
            'type:b a mv:BodyType ; mv:name "乙" ; mv:inLine line:data ; mv:core "数据" .\n',
            10,
            "“数据” is a spelling of 甲 and of 乙",
        ),
        ('type:a a mv:BodyType ; mv:name "甲" ; mv:inLine line:data ; mv:core "甲" ; mv:subordinateTo dep:nobody .\n', 9, "not there"),
    ],
)
def test_a_fault_of_the_types_has_its_line(types: str, line: int, words: str, tmp_path: Path) -> None:
    (tmp_path / BODIES).write_text(HEAD, encoding="utf-8")
    (tmp_path / TYPES).write_text(HEAD + types, encoding="utf-8")
    found = list(body_faults(tmp_path))
    assert [(f.line, words in f.sentence) for f in found] == ([(line, True)] if line else [])
