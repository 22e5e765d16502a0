"""The ownership of real plans: no place of the catalogue vanishes, and annotated owners come out as annotated."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.owners import Clause, Context, conventions, ownership
from kg.model import Unread
from tests.ingest.texts import document

pytestmark = pytest.mark.corpus

PLACES_READ = 0.98  # of the places that a loose search finds; the rest must be explanations of words
CENTRAL = {"177", "183"}  # documents of the State Council: names stay as printed
TABLES = {"206"}  # owners stand in columns


def _texts(corpus: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((corpus / "corpus" / "docs").glob("*.txt"))}


def test_no_place_of_ownership_vanishes(corpus: Path) -> None:
    rows = [line.split("\t") for line in (corpus / "corpus" / "clauses.tsv").read_text(encoding="utf-8").splitlines()]
    texts = _texts(corpus)
    found = {name: ownership(document(text), context=Context()) for name, text in texts.items()}
    missed = [row for row in rows if not _read(found[row[0]].clauses, row) and not _read(found[row[0]].unread, row)]
    read = sum(_read(found[row[0]].clauses, row) for row in rows)
    assert read >= PLACES_READ * len(rows)
    explained = re.compile(r"^[（(](?:不?含|不?包[含括]|以合同|技工|园区管委会|先导区管委会)")
    assert [row for row in missed if not explained.match(row[4])] == []


def _read(found: Sequence[Clause | Unread], row: list[str]) -> bool:
    return any(x.start < int(row[2]) and int(row[1]) < x.end for x in found)


def test_annotated_owners_come_out_as_annotated(corpus: Path) -> None:
    wanted, given = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for path in sorted((corpus / "gold").glob("*.json")):
        if path.stem in TABLES:
            continue
        text = (corpus / "corpus" / "docs" / f"{path.stem}.txt").read_text(encoding="utf-8")
        level = "国家" if path.stem in CENTRAL else "省"
        read = document(text)
        context = Context(level=level, conventions=conventions(read))
        owners = [o for c in ownership(read, context=context).clauses for o in c.owners]
        given.update((path.stem, re.sub(r"\s", "", o.surface), o.name, o.role, o.kind) for o in owners)
        tasks = json.loads(path.read_text(encoding="utf-8"))["tasks"]
        wanted.update((path.stem, re.sub(r"\s", "", o["surface"]), o["name"], o["role"], o["kind"]) for t in tasks for o in t["owners"])
    assert (wanted & given).total() >= 0.985 * max(wanted.total(), given.total())
