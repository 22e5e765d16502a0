"""Which document is meant."""

import doctest

import pytest

from kg import iris
from kg.errors import UnknownTerm
from kg.iris import document_iri
from kg.naming import DocumentName, document_named

SPRING = DocumentName(document_iri("80955bea01234567" + "0" * 48), "青山县2023年河道治理工作要点", "plans/spring.docx", "青山县")
COPY = DocumentName(document_iri("809566660123456f" + "0" * 48), "青山县2023年河道治理工作要点", "plans/copy.docx", "青山县")
BARE = DocumentName(document_iri("c0ffee0001234567" + "0" * 48), None, "plans\\bare.txt")
KNOWN = (SPRING, COPY, BARE)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (SPRING.iri, SPRING),
        ("80955bea01234567", SPRING),  # the hash of the IRI
        ("80955bea01234567" + "0" * 48, SPRING),  # the whole hash of the source
        ("80955", SPRING),  # its beginning
        ("C0FFEE", BARE),
        ("document/80955bea…", SPRING),  # as a narrow table cuts it
        ("spring.docx", SPRING),
        ("plans/copy.docx", COPY),
        ("bare.txt", BARE),  # a path of Windows
    ],
)
def test_a_document_is_meant_by(name: str, meant: DocumentName) -> None:
    assert document_named(name, KNOWN) is meant


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("青山县2023年河道治理工作要点", "may be 2 documents: 80955bea01234567 (青山县2023年河道治理工作要点 青山县); 809566660123456f"),
        ("8095", "may be 2 documents"),
        ("809", "no loaded document is called 809"),  # too short to be a hash
        ("青山县2023年河道治理要点", "did you mean 青山县2023年河道治理工作要点?"),
        ("", "no loaded document is called"),
    ],
)
def test_none_or_several(name: str, sentence: str) -> None:
    with pytest.raises(UnknownTerm) as refused:
        document_named(name, KNOWN)
    assert sentence in str(refused.value)


def test_iris_are_made_and_taken_apart_alike() -> None:
    document = document_iri("ab" * 32)
    assert iris.is_document(document) and not iris.is_document(iris.part_iri(document, "task", 1))
    assert iris.part_key(iris.part_iri(document, "task", "附件 1/2")) == "附件 1/2"
    assert iris.absolute(iris.local(document)) == document
    assert doctest.testmod(iris).failed == 0
