"""Known technologies in a text: longest match, Latin labels by themselves, any case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from kg import files
from kg.ontology.compiled import vocabulary
from kg.ontology.records import Term
from kg.register.technologies import lexicon

MV = Namespace("https://w3id.org/responsibility-graph/ontology#")

FOUND = [
    # longest first: 大数据中心 is a data centre, no 大数据
    ("布局大数据中心", ["大数据中心"]),
    # two terms that touch
    ("物联网区块链", ["物联网", "区块链"]),
    # Latin labels stand alone
    ("SMART与AR", ["AR"]),
    ("25GHz和5G", ["5G"]),
    # in any case
    ("接入deepseek", ["deepseek"]),
    # a label with slashes is one term
    ("发展VR/AR/MR内容", ["VR/AR/MR"]),
    # a broader form wins over its beginning
    ("人工智能芯片与人工智能", ["人工智能芯片", "人工智能"]),
    ("完善养老服务", []),
    # a hyphen joins: SPECT-MR is no MR, 5G-Q no 5G
    ("引进SPECT-MR，试验5G-Q和5G-A", ["5G-A"]),
    # a text may print a space where Latin letters meet Chinese ones
    ("首批AI 手机", ["AI 手机"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_terms_in_a_sentence(text: str, expected: list[str]) -> None:
    assert [text[k.start : k.end] for k in lexicon().find(text)] == expected


@given(st.text(alphabet=st.sampled_from("人工智能大数据5GARaiVR/、芯片 "), max_size=40))
def test_every_hit_is_a_label_at_its_place(text: str) -> None:
    last = 0
    for hit in lexicon().find(text):
        assert hit.start >= last
        assert text[hit.start : hit.end].replace(" ", "").lower() in {label.replace(" ", "").lower() for label in hit.term.labels}
        last = hit.end


def test_the_vocabulary_is_large_and_whole() -> None:
    terms = vocabulary().terms
    known = {term.iri for term in terms}
    assert len(terms) >= 500
    assert all(broader in known for term in terms for broader in term.broader)
    assert all(term.iri.isascii() for term in terms)


def test_no_label_belongs_to_two_terms() -> None:
    seen: dict[str, Term] = {}
    for term in vocabulary().terms:
        for label in term.labels:
            assert seen.setdefault(label.lower(), term) == term, label


def test_a_surface_gives_its_term() -> None:
    found = lexicon().term("Deepseek")
    assert found is not None
    assert found.name == "DeepSeek"
    assert lexicon().term("养老服务") is None


@pytest.fixture(scope="module")
def written() -> Graph:
    return Graph().parse(files.ONTOLOGY / "technologies.ttl", format="turtle")


def test_no_form_says_two_things(written: Graph) -> None:
    said: dict[tuple[str, str, str], str] = {}
    for scheme in (MV.TechnologyForms, MV.TechnologyContexts):
        for concept in written.subjects(SKOS.inScheme, scheme):
            notation = str(written.value(concept, SKOS.notation))
            for kind, form in written.predicate_objects(concept):
                if str(kind).endswith("Form"):
                    assert said.setdefault((str(scheme), str(kind), str(form)), notation) == notation, form
