"""Which concept a printed term means, and which near one it does not.

technology_pairs.tsv, tab-separated: surface, means (the concept's name; empty where no concept means it), not (a near concept it must
not be taken for). Where no concept means it the surface may be a candidate under its own name, never a confirmed term.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.technologies import technologies
from kg.ontology import vocabulary

PAIRS = Path(__file__).parent / "technology_pairs.tsv"


class Pair(NamedTuple):
    """A surface, the concept it means and the near one it does not mean."""

    surface: str
    means: str
    near: str


def read_pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == ["surface", "means", "not"]
    return [Pair(*row) for row in rows]


IRIS = {term.name: term.iri for term in vocabulary().terms}


def test_the_table_is_large_and_names_concepts() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 300
    assert sum(1 for pair in pairs if pair.near) >= 100
    assert len({pair.surface for pair in pairs}) == len(pairs)
    assert {name for pair in pairs for name in pair[1:] if name} <= IRIS.keys()
    assert all(pair.means != pair.near for pair in pairs)


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
    assert [wrong for pair in read_pairs() if (wrong := _wrong(pair, frame))] == []


def _wrong(pair: Pair, frame: str) -> list[str]:
    """Return what a sentence with the surface was taken to name, if that is not what the surface means."""
    text, start = frame.format(pair.surface), frame.index("{")
    end = start + len(pair.surface)
    found = [t for t in technologies(text, 0, len(text)) if t.start < end and start < t.end]
    read = [f"{pair.surface}: {t.surface} → {t.name}, {t.status}" for t in found]
    if pair.means:
        right = [(t.surface, t.name, t.iri) for t in found] == [(pair.surface, pair.means, IRIS[pair.means])]
        return [] if right else read or [f"{pair.surface}: not found"]
    near = pair.near and IRIS[pair.near] in {t.iri for t in found}
    return read if near or not all(t.status == "candidate" and t.name == t.surface for t in found) else []


def test_the_command_names_each_thing_as_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = "支持三元锂电池和玻璃纤维扩产，推广人工关节、质谱仪、公有云、指纹识别、绿氨。（责任单位：省科技厅）"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "extract", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = [t for task in json.loads(done.stdout)["tasks"] for t in task["technologies"]]
    printed = ["三元锂电池", "玻璃纤维", "人工关节", "质谱仪", "公有云", "指纹识别", "绿氨"]
    assert [(t["surface"], t["name"], t["iri"]) for t in found] == [(name, name, IRIS[name]) for name in printed]
