"""What is wrong in a vocabulary of technologies, and on which line."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg import files
from kg.register.integrity import faults

HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mv: <https://w3id.org/responsibility-graph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix technology: <https://w3id.org/responsibility-graph/id/technology/> .

technology:public-cloud a skos:Concept ;
    skos:inScheme mv:Technologies ;
    skos:prefLabel "公有云"@zh, "public cloud"@en ;
    dcterms:source "GB/T 32400"@zh .

"""
NAMED = '    skos:prefLabel "混合云"@zh, "hybrid cloud"@en ;\n'
SOURCE = '    dcterms:source "GB/T 32400"@zh .\n'

FAULTS = [
    # one label for two concepts, on the line of the second
    (NAMED + '    skos:altLabel "公有云"@zh ;\n' + SOURCE, 14, ["公有云", "混合云", "line 6"]),
    # one label twice in one concept
    (NAMED + '    skos:hiddenLabel "混云"@zh ;\n    skos:altLabel "混云"@zh ;\n' + SOURCE, 14, ["混云", "twice"]),
    # a hidden label too
    (NAMED + '    skos:hiddenLabel "公有云"@zh ;\n' + SOURCE, 14, ["公有云"]),
    # no source
    (NAMED + "    skos:broader technology:public-cloud .\n", 11, ["混合云", "no source"]),
    # a cycle
    (NAMED + "    skos:broader technology:hybrid-cloud ;\n" + SOURCE, 14, ["混合云", "above itself"]),
    # a wider term that is none
    (NAMED + "    skos:broader technology:nowhere ;\n" + SOURCE, 14, ["technology:nowhere"]),
    # a neighbour that is the wider term
    (NAMED + "    skos:broader technology:public-cloud ;\n    skos:related technology:public-cloud ;\n" + SOURCE, 15, ["related"]),
    # no English name
    ('    skos:prefLabel "混合云"@zh ;\n' + SOURCE, 13, ["in en"]),
    # two Chinese names
    ('    skos:prefLabel "混合云"@zh, "混云"@zh, "hybrid cloud"@en ;\n' + SOURCE, 13, ["one skos:prefLabel"]),
]


@pytest.mark.parametrize(("written", "line", "told"), FAULTS)
def test_each_fault_is_told_with_its_line(tmp_path: Path, written: str, line: int, told: list[str]) -> None:
    path = tmp_path / "technologies.ttl"
    path.write_text(HEAD + "technology:hybrid-cloud a skos:Concept ;\n    skos:inScheme mv:Technologies ;\n" + written, encoding="utf-8")
    (fault,) = faults(path)
    assert fault.line == line
    assert all(part in str(fault) for part in [*told, str(path)])


def test_a_cycle_of_two_is_told_for_each(tmp_path: Path) -> None:
    path = tmp_path / "technologies.ttl"
    second = (
        "technology:b a skos:Concept ;\n    skos:inScheme mv:Technologies ;\n"
        + NAMED
        + "    skos:broader technology:public-cloud ;\n"
        + SOURCE
    )
    path.write_text(HEAD.replace("    dcterms:source", "    skos:broader technology:b ;\n    dcterms:source", 1) + second, encoding="utf-8")
    assert [(fault.line, "above itself" in fault.sentence) for fault in faults(path)] == [(9, True), (15, True)]


def test_a_file_that_is_no_turtle_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "technologies.ttl"
    path.write_text(HEAD + "technology:hybrid-cloud a ;\n", encoding="utf-8")
    (fault,) = faults(path)
    assert fault.line in (10, 11)
    assert "not Turtle" in fault.sentence


def test_the_shipped_vocabulary_has_no_fault() -> None:
    assert list(faults(files.ONTOLOGY / "technologies.ttl")) == []


def test_the_command_prints_faults_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "technologies.ttl"
    path.write_text(HEAD.replace("    dcterms:source", "    rdfs:comment", 1), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "kg.register", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert str(path) in done.stdout
