"""The ontology: closed, labelled in two languages, and alone in saying what becomes what in the property graph."""

import re
import subprocess
import sys

import pytest

from kg.errors import UnknownTerm
from kg.files import PACKAGE
from kg.ontology import terms as ontology
from kg.ontology import vocabulary
from kg.ontology.terms import MV, colour, concept, concepts, entries, label, node_label, property_name, relationship_type


def local(iri: str) -> str:
    return iri.removeprefix(ontology.NAMESPACE)


OURS = sorted(iri for iri in entries() if iri.startswith(ontology.NAMESPACE))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("Taks", "mv:Task"),  # letters swapped
        ("hasTasks", "mv:hasTask"),  # one too many
        ("documentTitel", "mv:documentTitle"),  # another language
    ],
)
def test_a_misspelt_term_names_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(UnknownTerm, match=f"mv:{wrong} is not in ontology/; did you mean {near}"):
        MV[wrong]
    with pytest.raises(UnknownTerm):
        getattr(MV, wrong)


def test_a_term_far_from_all_is_refused_without_a_guess() -> None:
    with pytest.raises(UnknownTerm, match=r"mv:zzzzzz is not in ontology/$"):
        label("mv:zzzzzz")


@pytest.mark.parametrize("iri", OURS, ids=local)
def test_every_term_has_labels_and_no_name_that_a_string_has(iri: str) -> None:
    found = entries()[iri]
    assert found.label_zh and re.search(r"[\u4e00-\u9fff]", found.label_zh), "no label in Chinese"
    assert re.search("[a-z]", found.label_en), "no label in English"
    assert not hasattr(str, local(iri)), "MV.<name> would be the method of str"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Task", "Task"),
        ("Department", "Department"),
        ("Plan", "Document"),  # of the class above
        ("CitedDocument", "Document"),
    ],
)
def test_node_labels(term: str, expected: str) -> None:
    assert node_label(MV[term]) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("hasTask", "HAS_TASK"),  # a relation
        ("Responsibility", "RESPONSIBLE_FOR"),  # a class that folds
        ("ConventionalResponsibility", "RESPONSIBLE_FOR"),  # below one that folds
        ("TechnologyMention", "INVOLVES"),
    ],
)
def test_relationship_types(term: str, expected: str) -> None:
    assert relationship_type(MV[term]) == expected


def test_what_becomes_nothing_says_so() -> None:
    for question in (node_label, relationship_type, property_name, colour):
        with pytest.raises(UnknownTerm, match="mv:fullText"):
            question(MV.fullText)


def test_a_name_is_never_both_a_label_and_a_relationship_type() -> None:
    labels = {e.node_label for e in entries().values() if e.node_label}
    assert not labels & {e.relationship_type for e in entries().values()}


def test_what_folds_names_both_ends() -> None:
    for found in entries().values():
        assert bool(found.starts_at) == bool(found.ends_at)
        assert found.starts_at is None or (found.starts_at in entries() and found.ends_at in entries())


def test_categories_come_in_protocol_order_each_with_a_colour_of_its_own() -> None:
    found = concepts(MV.Categories)
    assert [c.notation for c in found[:3]] == ["党委", "人大政协", "政府部门"]
    assert len({colour(c.iri) for c in found}) == len(found)
    assert all(re.fullmatch("#[0-9A-F]{6}", colour(c.iri)) for c in found)


def test_concepts_are_found_by_notation() -> None:
    assert label(concept(MV.Roles, "lead").iri) == "牵头"
    with pytest.raises(UnknownTerm, match="boss is no concept of roles; there are"):
        concept(MV.Roles, "boss")


def test_no_class_label_or_relationship_type_is_written_in_the_projection() -> None:
    code = (PACKAGE / "graph" / "projection.py").read_text("utf-8")
    names = {e.node_label for e in entries().values()} | {e.relationship_type for e in entries().values()}
    assert [name for name in names if name and f'"{name}"' in code] == []


def test_importing_the_ontology_reads_no_turtle() -> None:
    asked = "import sys, kg.ontology; print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_list_of_words_is_read_by_somebody() -> None:
    """Lists are asked for by the name of their scheme, or by names that begin alike: any_form(f"Explanation{part}")."""
    code = "".join(path.read_text("utf-8") for top in (PACKAGE, PACKAGE.parent / "ingest") for path in sorted(top.rglob("*.py")))
    named = set(re.findall(r"[A-Z]\w+", code))
    begun = tuple(re.findall(r'f"([A-Z]\w+)\{', code))
    schemes = {key.partition("/")[0] for key in vocabulary().forms}
    assert sorted(scheme for scheme in schemes - named if not scheme.startswith(begun)) == []
