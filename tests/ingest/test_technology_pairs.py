"""Which concept a printed term means, and which near one it does not: tests/gold/technologies.tsv.

Where no concept means a term it may be a candidate under its own name, never a confirmed term.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.evaluation.technology_links import TechnologyLink, concept_iris, technology_links
from ingest.technologies import technologies
from kg.ontology import vocabulary
from tests.ingest.texts import document

PAIRS = technology_links(Path(__file__).parents[1] / "gold" / "technologies.tsv")
IRIS = concept_iris()


def test_the_table_is_large() -> None:
    assert len(PAIRS) >= 300
    assert sum(1 for pair in PAIRS if pair.near) >= 100
    assert len({pair.surface for pair in PAIRS}) == len(PAIRS)
    assert all(pair.means != pair.near for pair in PAIRS)


FRAMES = [
    # behind a verb
    "推广{}。",
    # in a list
    "支持{}、区块链等技术研发。",
    # before a word that carries it
    "开展{}应用示范。",
]


@pytest.mark.parametrize("frame", FRAMES)
def test_every_surface_means_its_concept_and_no_near_one(frame: str) -> None:
    assert [wrong for pair in PAIRS if (wrong := _wrong(pair, frame))] == []


def _wrong(pair: TechnologyLink, frame: str) -> list[str]:
    """Return what a sentence with the surface was taken to name, if that is not what the surface means."""
    text, start = frame.format(pair.surface), frame.index("{")
    end = start + len(pair.surface)
    found = [t for t in technologies(document(text), 0, len(text)) if t.start < end and start < t.end]
    read = [f"{pair.surface}: {t.surface} → {t.name}, {t.status}" for t in found]
    if pair.means:
        right = [(t.surface, t.name, t.iri) for t in found] == [(pair.surface, pair.means, IRIS[pair.means])]
        return [] if right else read or [f"{pair.surface}: not found"]
    near = pair.near and IRIS[pair.near] in {t.iri for t in found}
    return read if near or not all(t.status == "candidate" and t.name == t.surface for t in found) else []


def test_every_label_of_the_vocabulary_is_read_as_its_own_concept() -> None:
    read = [(label, term.iri, _iri(label)) for term in vocabulary().terms for label in term.labels]
    assert len(read) > 15_000
    assert [label for label, meant, found in read if meant != found] == []


def _iri(label: str) -> str | None:
    """Return the concept that a sentence with nothing but a label names by the whole label."""
    text = f"推广{label}。"
    return next((t.iri for t in technologies(document(text), 0, len(text)) if t.surface == label), None)


def test_the_command_names_each_thing_as_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = "支持三元锂电池和玻璃纤维扩产，推广人工关节、质谱仪、公有云、指纹识别、绿氨。（责任单位：省科技厅）"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "extract", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = [t for task in json.loads(done.stdout)["tasks"] for t in task["technologies"]]
    printed = ["三元锂电池", "玻璃纤维", "人工关节", "质谱仪", "公有云", "指纹识别", "绿氨"]
    assert [(t["surface"], t["name"], t["iri"]) for t in found] == [(name, name, IRIS[name]) for name in printed]
