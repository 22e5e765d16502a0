"""Technologies without the vocabulary's help: each annotated document read with the terms of its own gold taken out.

A vocabulary pasted together from the annotated documents would score well on them and nowhere else. Here every concept with a label
among a document's annotated technologies is unknown while that document is read, so what is found was found by the rules.
"""

from pathlib import Path
from unittest import mock

from benchmarks.measuring import row, shared
from ingest.evaluation import Gold, Score, coverage, evaluate, gold_documents
from ingest.pipeline import read
from ingest.technologies import mentions
from kg.model import Plan
from kg.ontology.compiled import vocabulary
from kg.register.technologies import Lexicon

FIELDS = ("technologies exact", "technologies relaxed")
LEAST = 0.66


def main() -> None:
    """Print the scores of each annotated document with its own terms taken out, then in total."""
    folder, held = shared(), coverage()
    gold = {name: g for name, g in gold_documents(folder / "gold").items() if held.covers("technologies exact", name)}
    plans = [_read(document, folder / "corpus" / "docs" / f"{name}.txt") for name, document in gold.items()]
    found = evaluate(gold, plans, held)
    for name, scores in found.documents.items():
        row(name, _figures(scores))
    row("all", _figures(found.total()), f"relaxed ≥ {LEAST}")


def _read(gold: Gold, text: Path) -> Plan:
    """Return the plan in a text as read without the terms of its gold."""
    named = {term.lower() for task in gold["tasks"] for term in task["technologies"]}
    left = Lexicon(term for term in vocabulary().terms if not named & {label.lower() for label in term.labels})
    with mock.patch.object(mentions, "lexicon", lambda: left):
        return read(text)


def _figures(scores: dict[str, Score]) -> str:
    return " · ".join(f"{name.removeprefix('technologies ')} {scores[name].f1:.3f}" for name in FIELDS)
