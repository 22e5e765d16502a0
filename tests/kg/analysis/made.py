"""Plans of a few words for the tests of the figures: a task a line, and whom it names."""

import json
from pathlib import Path

from kg.analysis.records import Assignment, BodyFacts, PlanFacts, TargetFacts, TaskFacts, TechnologyFacts

KINDS = {"@": "locality", "*": "collective"}


def plan(*tasks: str, iri: str = "p", **changes: object) -> PlanFacts:
    """Return a plan with a task for each string of names; the first letter tells a locality (@杭州市) or a collective (*各部门).

    牵:甲 leads; 甲/ shares the work (divided); 等 leaves the list open.
    """
    rows = [line.split() for line in tasks]
    names = dict.fromkeys(_bare(word) for words in rows for word in words if word != "等")
    facts = {
        "tasks": tuple(task(iri, n, open="等" in words) for n, words in enumerate(rows, 1)),
        "bodies": tuple(BodyFacts(name.strip("@*"), name.strip("@*"), KINDS.get(name[0], "department")) for name in names),
        "namings": tuple(n for place, words in enumerate(rows, 1) for n in _namings(f"{iri}/{place}", words)),
    }
    return PlanFacts(iri, iri, **{**facts, **changes})  # type: ignore[arg-type]  # the changes are fields of PlanFacts


def _bare(word: str) -> str:
    return word.removeprefix("牵:").removesuffix("/")


def _namings(iri: str, words: list[str]) -> list[Assignment]:
    return [
        naming(iri, _bare(w).strip("@*"), rank, role="lead" if w.startswith("牵:") else "responsible", divided=w.endswith("/"))
        for rank, w in enumerate((w for w in words if w != "等"), 1)
    ]


def naming(task_iri: str, body: str, rank: int, *, role: str = "responsible", divided: bool = False) -> Assignment:
    """Return a naming without a place in a text."""
    return Assignment(task_iri, body, role, "stated", None, "divided" if divided else "joint", 1, rank, body, 0, 0)


def task(document: str, number: int, text: str = "", **changes: object) -> TaskFacts:
    """Return a task of a plan by its number."""
    facts = {"parent": None, "deadline": None, "due": None, "open": False, "leaf": True, "start": 0, "end": len(text), **changes}
    return TaskFacts(f"{document}/{number}", f"{number}", f"{number}.", text, text, (), **facts)  # type: ignore[arg-type]  # fields of Task


def target(holder: str, quote: str, value: float | None, unit: str | None, object_: str, **changes: object) -> TargetFacts:
    """Return a target of a task or of the document."""
    facts = {"comparator": "eq", "high": None, "deadline": None, "due": None, "start": 0, "end": len(quote), **changes}
    known = {"quantified": value is not None, "value": value, "unit": unit, "object": object_}
    return TargetFacts(f"{holder}/target/{quote}", holder, quote, **known, **facts)  # type: ignore[arg-type]  # fields of Target


def technology(task_iri: str, name: str) -> TechnologyFacts:
    """Return a technology a task names."""
    return TechnologyFacts(task_iri, name, name, "confirmed", name, 0, 0)


def annotated(path: Path) -> PlanFacts:
    """Return a hand-annotated document, its bodies by their names as annotated; units are departments."""
    told = json.loads(path.read_text(encoding="utf-8"))
    words = [
        " ".join(("" if o["kind"] == "unit" else "*") + o["name"].replace(" ", "") for o in t["owners"]) + (" 等" if t["open"] else "")
        for t in told["tasks"]
    ]
    return plan(*words, iri=told["doc"])
