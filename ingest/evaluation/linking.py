"""How well names are linked: a table of (document, surface) → (full name, region, line, class) against the plans that were read.

linking.tsv, tab-separated, a header first; `line` joins several lines with + and is - where a body has none:
    document  surface     full_name            region  line      class       body
    013       发展改革委  河南省发展和改革委员会  河南省  发展改革  department
`full_name` is empty where no sure source gives it: then no name is the right answer, and any name counts as wrong.
Rows of one class, region and full name are one body; `body` tells which are one where there is no full name.

Fields, each a `Score`:
    linking identity    pairs of rows: hits one body with one IRI, missed a body split, extra two bodies merged
    linking full name   hits exact, extra wrong, missed not given
    linking region, linking line, linking class    hits right; what is wrong is extra and missed
    linking registered  departments: hits exact or typed, missed provisional
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from ingest.evaluation.scores import Difference, Score
from kg.errors import InvalidValue
from kg.model import Agent, Owner, Plan
from kg.ontology import IRI, vocabulary
from kg.register import describe

LINKING = "linking.tsv"
COLUMNS = ("document", "surface", "full_name", "region", "line", "class", "body")
FIELDS = ("identity", "full name", "region", "line", "class", "registered")
CLASSES = {IRI.Department: "department", IRI.Locality: "locality", IRI.Collective: "collective"}
NO_LINE = "-"


@dataclass(frozen=True, slots=True)
class LinkingRow:
    """What a name in a document means, as a person decided."""

    document: str
    surface: str
    full_name: str
    region: str
    line: str
    kind: str
    body: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """Return what two rows share that mean one body."""
        return self.kind, self.region, self.full_name or self.body or self.surface


@dataclass(frozen=True, slots=True)
class Linked:
    """A row with the owner that was read for it and what the program knows of the owner."""

    row: LinkingRow
    owner: Owner
    known: Agent


def linking_rows(path: Path) -> tuple[LinkingRow, ...]:
    """Read a linking table. Raises InvalidValue for a file that is none, with the line where it can be named."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise InvalidValue(f"{path}: no table of links in UTF-8 ({error}).") from error
    found = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not found or tuple(found[0]) != COLUMNS:
        raise InvalidValue(f"{path}: the first line must name the columns {', '.join(COLUMNS)}, divided by tabs.")
    for number, row in enumerate(found[1:], 2):
        if len(row) != len(COLUMNS):
            raise InvalidValue(f"{path}, line {number}: {len(row)} cells where {len(COLUMNS)} are needed.")
    return tuple(LinkingRow(*row) for row in found[1:])


def linking_scores(rows: Iterable[LinkingRow], plans: Mapping[str, Plan]) -> tuple[dict[str, Score], tuple[Difference, ...]]:
    """Return a score a field and every difference; `plans` are by the name of their document."""
    differences: list[Difference] = []
    linked = []
    for row in rows:
        found = _linked(row, plans.get(row.document))
        if found is None:
            differences.append(_difference(row, "linking class", row.kind, "not read"))
        else:
            linked.append(found)
    scores = {"linking class": Score(missed=len(differences))}
    for field, score, difference in (*_facts(linked), *_identity(linked)):
        scores[field] = scores.get(field, Score()) + score
        differences += [difference] if difference else []
    return scores, tuple(differences)


Counted = tuple[str, Score, Difference | None]


def _linked(row: LinkingRow, plan: Plan | None) -> Linked | None:
    """Return the first owner of a plan that prints a row's surface."""
    owners = (o for task in (plan.tasks if plan else ()) for o in task.owners)
    owner = next((o for o in owners if "".join(o.surface.split()) == row.surface), None)
    if owner is None or plan is None:
        return None
    return Linked(row, owner, describe(owner.name, iri=owner.iri, kind=owner.kind, region=plan.region, level=plan.level))


def _facts(linked: Iterable[Linked]) -> Iterator[Counted]:
    """Yield what every row says of its own body."""
    for found in linked:
        row, known = found.row, found.known
        yield _compared(row, "class", row.kind, CLASSES[known.term])
        if row.kind == "department":
            yield _compared(row, "region", row.region, known.region or "")
            yield _compared(row, "line", "+".join(sorted(row.line.split("+"))), _lines(known))
            yield _full_name(row, known.full_name or "")
            registered = found.owner.link != "provisional"
            yield "linking registered", Score(hits=registered, missed=not registered), None


def _compared(row: LinkingRow, field: str, wanted: str, got: str) -> Counted:
    name = f"linking {field}"
    if wanted == got:
        return name, Score(hits=1), None
    return name, Score(extra=1, missed=1), _difference(row, name, wanted, got)


def _full_name(row: LinkingRow, got: str) -> Counted:
    """Compare full names; one that is not given is missed, never wrong."""
    name = "linking full name"
    if got == row.full_name:
        return name, Score(hits=bool(got)), None
    if not got:
        return name, Score(missed=1), None
    return name, Score(extra=1), _difference(row, name, row.full_name, got)


def _identity(linked: Iterable[Linked]) -> Iterator[Counted]:
    """Yield every pair of departments that is one body or has one IRI."""
    bodies = [found for found in linked if found.row.kind == "department"]
    for one, other in combinations(bodies, 2):
        same, joined = one.row.identity == other.row.identity, one.owner.iri == other.owner.iri
        if same and joined:
            yield "linking identity", Score(hits=1), None
        elif same or joined:
            texts = (f"{found.row.document} {found.row.surface}" for found in (one, other))
            pair = " / ".join(texts)
            difference = _difference(one.row, "linking identity", pair if same else "", pair if joined else "")
            yield "linking identity", Score(extra=joined, missed=same), difference


@cache
def _line_names() -> dict[str, str]:
    return {line.iri: line.name for line in vocabulary().lines}


def _lines(known: Agent) -> str:
    """Return the lines of a body as the table writes them: 文化和旅游+体育, - for none."""
    return "+".join(sorted(_line_names()[line] for line in known.lines)) or NO_LINE


def _difference(row: LinkingRow, field: str, wanted: str, got: str) -> Difference:
    return Difference(row.document, field, row.surface, (wanted,) if wanted else (), (got,) if got else ())
