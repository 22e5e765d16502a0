"""How well plans were read: precision, recall and F1 a field against annotated documents.

Gold documents are JSON files with `doc`, `title`, `tasks` (starts, owners, open, targets, technologies) and `document_targets`.
A gold task and a read task are the same where the read text begins with the gold's first characters; the rest is compared
as bags: a hit is a pair of equal keys (surface; name; name and role; surface and kind; value, high, comparator and unit).
What a surface was linked to is compared where the gold says it: an owner with an `iri`, a technology written as {surface, name, iri}
instead of its surface alone ("technologies linked", "owners linked"; without an `iri` in the gold the names are compared, and a technology
that is written as a surface alone is not counted).
How names are linked is also compared with tables (ingest.evaluation.linking, ingest.evaluation.technology_links)
where the folder holds one, or is one.
Which fields were annotated in which document, and the least F1 a field must reach, come from data/evaluation.toml.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.evaluation.alignment import align, fold, squash
from ingest.evaluation.gold import FIELDS, PRECISE, READ, Coverage, Gold
from ingest.evaluation.linking import LINKING, LinkingRow, linking_scores
from ingest.evaluation.scores import Difference, Score
from ingest.evaluation.technology_links import FIELD as TECHNOLOGY_LINK
from ingest.evaluation.technology_links import TECHNOLOGIES, TechnologyLink, link_score, technology_link_scores
from kg.model import Plan, Target, Task, Technology


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores a document and a field, and every difference."""

    documents: dict[str, dict[str, Score]]
    slips: tuple[Difference, ...]
    titles: Score
    unread: tuple[str, ...] = ()

    def total(self) -> dict[str, Score]:
        """Return the sum over the documents, a field each; a field of links that the gold says nothing of is left out."""
        sums = {name: sum((found.get(name, Score()) for found in self.documents.values()), Score()) for name in FIELDS}
        return {name: score for name, score in sums.items() if name in READ or score != Score()}

    def below(self, coverage: Coverage) -> tuple[str, ...]:
        """Return the fields under the least F1 they must reach (precision for the confirmed technologies)."""
        total = self.total()
        return tuple(name for name, least in coverage.least.items() if name in total and figure(name, total[name]) < least)


def figures(found: Evaluation, held: Coverage) -> list[tuple[str, str, float, float, float, int, int, int, float | None]]:
    """Return a row a document and field, then a row a field: document, field, precision, recall, F1, hits, extra, missed, least."""
    rows = [_figures(name, field, score, None) for name, scores in found.documents.items() for field, score in scores.items()]
    return rows + [_figures("total", field, score, held.least.get(field)) for field, score in found.total().items()]


COLUMNS = ("document", "field", "precision", "recall", "f1", "hits", "extra", "missed", "least")


def _figures(
    document: str, field: str, score: Score, least: float | None
) -> tuple[str, str, float, float, float, int, int, int, float | None]:
    shares = (round(share, 3) for share in (score.precision, score.recall, score.f1))
    precision, recall, f1 = shares
    return document, field, precision, recall, f1, score.hits, score.extra, score.missed, least


def figure(field: str, score: Score) -> float:
    """Return the figure a field is held to: F1, precision where giving nothing is no fault."""
    return score.precision if field in PRECISE else score.f1


def evaluate(
    gold: Mapping[str, Gold],
    plans: Iterable[Plan],
    held: Coverage,
    links: Sequence[LinkingRow] = (),
    technologies: Sequence[TechnologyLink] = (),
) -> Evaluation:
    """Compare plans with gold documents of the same name (the stem of the source path), and what their names are linked to."""
    read = {Path(plan.source.path).stem: plan for plan in plans}
    documents: dict[str, dict[str, Score]] = {}
    slips: list[Difference] = []
    titles = Score()
    for name, document in gold.items():
        notes = _Comparison(name, held)
        _compare(document, read.get(name), notes)
        documents[name] = notes.scores
        slips += notes.slips
        titles += _title(document, read.get(name))
    if links:
        documents[LINKING], differences = linking_scores(links, read)
        slips += differences
    if technologies:
        score, wrong = technology_link_scores(technologies, read)
        documents[TECHNOLOGIES] = {TECHNOLOGY_LINK: score}
        slips += wrong
    return Evaluation(documents, tuple(slips), titles, tuple(n for n in gold if n not in read))


@dataclass(slots=True)
class _Comparison:
    """What the comparison of one document has found so far."""

    document: str
    held: Coverage
    scores: dict[str, Score] = field(default_factory=dict)
    slips: list[Difference] = field(default_factory=list)

    def add(self, name: str, wanted: Iterable[Hashable], got: Iterable[Hashable], place: str) -> None:
        """Compare two bags of keys and keep what differs."""
        want, have = Counter(wanted), Counter(got)
        self.put(name, Score((want & have).total(), (have - want).total(), (want - have).total()), want - have, have - want, place)

    def put(self, name: str, score: Score, missed: Counter[Hashable], extra: Counter[Hashable], place: str) -> None:
        """Add a score to a field, if the field is annotated here."""
        if not self.held.covers(name, self.document):
            return
        self.scores[name] = self.scores.get(name, Score()) + score
        if missed or extra:
            self.slips.append(Difference(self.document, name, place, _told(missed), _told(extra)))


def _told(bag: Counter[Hashable]) -> tuple[str, ...]:
    return tuple(" ".join(map(str, key)) if isinstance(key, tuple) else str(key) for key in bag.elements())


def _compare(document: Gold, plan: Plan | None, notes: _Comparison) -> None:
    """Compare every field of one document."""
    tasks = plan.tasks if plan else ()
    pairs, extra = align(document["tasks"], tasks)
    for gold, task in pairs:
        _compare_owners(gold, task, notes)
        _compare_facts(gold, task, notes)
    for task in (t for t in extra if t.owners):
        _count_extra(task, notes)
    got = [_target_key(t) for t in plan.targets] if plan else []
    notes.add("document targets", map(_gold_target_key, document["document_targets"]), got, "document")
    told = [fold(u.text) for u in plan.unread] if plan else []
    for gold, found in pairs:
        _compare_losses(gold, found, told, notes)


def _compare_losses(gold: Gold, task: Task | None, told: Sequence[str], notes: _Comparison) -> None:
    """Count the owners and targets that were not read and of which `unread` says nothing; what it says is no silent loss."""
    wanted = Counter(fold(o["surface"]) for o in gold["owners"])
    missed = wanted - Counter(fold(o.surface) for o in (task.owners if task else ()))
    if notes.held.covers("targets", notes.document):
        aims = gold.get("targets", ())
        wanted += Counter(_quoted(t) for t in aims)
        got = Counter(map(_target_key, task.targets if task else ()))
        for aim in aims:
            key = _gold_target_key(aim)
            missed[_quoted(aim)] += not got[key]
            got[key] -= 1
    silent = Counter[Hashable]({said: n for said, n in missed.items() if n > 0 and not _is_told(said, told)})
    notes.put("silent losses", Score(wanted.total() - silent.total(), 0, silent.total()), silent, Counter(), gold["starts"])


def _quoted(target: Gold) -> str:
    """Return the words of a gold target, its number and unit where it gives no quote."""
    return fold(target.get("quote")) or f"{target['value']}{target['unit']}"


def _is_told(said: str, told: Sequence[str]) -> bool:
    """Tell whether a place that was not read holds what was missed, or lies in it."""
    return any(place and (said in place or place in said) for place in told)


def _compare_owners(gold: Gold, task: Task | None, notes: _Comparison) -> None:
    owners, place = task.owners if task else (), gold["starts"]
    wanted = gold["owners"]
    if wanted:
        notes.add("tasks", ["task"], ["task"] if task else [], place)
        told = task is not None and task.open == gold["open"]
        notes.add("open lists", [gold["open"]], [gold["open"] if told else not gold["open"]], place)
    notes.add("owner surface", [fold(o["surface"]) for o in wanted], [fold(o.surface) for o in owners], place)
    notes.add("owner name", [fold(o["name"]) for o in wanted], [fold(o.name) for o in owners], place)
    notes.add("owner name+role", [(fold(o["name"]), o["role"]) for o in wanted], [(fold(o.name), o.role) for o in owners], place)
    with_iri = {fold(o["surface"]): o["iri"] for o in wanted if o.get("iri")}
    if with_iri:
        got = [(fold(o.surface), o.iri) for o in owners if fold(o.surface) in with_iri]
        notes.add("owners linked", with_iri.items(), got, place)
    notes.add("owner kind", [(fold(o["surface"]), o["kind"]) for o in wanted], [(fold(o.surface), o.kind) for o in owners], place)


def _count_extra(task: Task, notes: _Comparison) -> None:
    """Count an owned task that the gold does not have."""
    place = task.text[:20]
    notes.add("tasks", [], ["task"], place)
    notes.add("owner surface", [], [fold(o.surface) for o in task.owners], place)
    notes.add("owner name", [], [fold(o.name) for o in task.owners], place)


def _compare_facts(gold: Gold, task: Task | None, notes: _Comparison) -> None:
    place = gold["starts"]
    notes.add("targets", map(_gold_target_key, gold.get("targets", ())), map(_target_key, task.targets if task else ()), place)
    if "technologies" not in gold:
        return
    found = task.technologies if task else ()
    _compare_links(gold, found, notes)
    _compare_technologies(gold, found, notes, ("technologies exact", "technologies relaxed"))
    _compare_technologies(gold, tuple(t for t in found if t.status == "confirmed"), notes, ("technologies confirmed",))


def _compare_technologies(gold: Gold, found: Iterable[Technology], notes: _Comparison, names: tuple[str, ...]) -> None:
    """Compare surfaces, exact and overlapping; a term the gold calls optional counts for nothing."""
    optional = {squash(x) for x in gold.get("technologies_optional", ())}
    want = list(dict.fromkeys(_surface(t) for t in gold["technologies"]))
    got = [x for x in dict.fromkeys(squash(t.surface) for t in found) if not _is_optional(x, optional, want)]
    for name in names:
        if name == "technologies exact":
            notes.add(name, want, got, gold["starts"])
        else:
            missed = Counter[Hashable](w for w in want if not _overlaps(w, got))
            extra = Counter[Hashable](x for x in got if not _overlaps(x, want))
            # hits are counted among the gold's terms, extras among the read ones: one read term may span two of the gold's
            notes.put(name, Score(len(want) - missed.total(), extra.total(), missed.total()), missed, extra, gold["starts"])


def _surface(written: str | Gold) -> str:
    """Return the surface of a technology as the gold writes it: alone, or with the name and IRI of what it means."""
    return squash(written if isinstance(written, str) else written["surface"])


def _compare_links(gold: Gold, found: Iterable[Technology], notes: _Comparison) -> None:
    """Compare what each technology was linked to that the gold gives a name; one that was not read is no wrong link."""
    meant = {_surface(t): t for t in gold["technologies"] if not isinstance(t, str) and "name" in t}
    for technology in (t for t in found if squash(t.surface) in meant):
        wanted = meant[squash(technology.surface)]
        score = link_score(technology, wanted["name"] or "", wanted.get("iri"))
        missed = Counter[Hashable]([wanted["name"]] if not score.hits else [])
        notes.put("technologies linked", score, missed, Counter([technology.name] if score.extra else []), gold["starts"])


def _is_optional(surface: str, optional: set[str], want: list[str]) -> bool:
    return surface in optional or (surface not in want and _overlaps(surface, optional))


def _overlaps(surface: str, others: Iterable[str]) -> bool:
    return any(surface in other or other in surface for other in others)


def _target_key(target: Target) -> tuple[float | None, float | None, str, str]:
    return _number(target.value), _number(target.high), target.comparator, fold(target.unit)


def _gold_target_key(target: Gold) -> tuple[float | None, float | None, str, str]:
    return _number(target["value"]), _number(target.get("high")), target["comparator"], fold(target["unit"])


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _title(document: Gold, plan: Plan | None) -> Score:
    right = bool(plan and plan.title) and fold(document["title"]) in fold(plan.title if plan else None)
    return Score(hits=1) if right else Score(missed=1)
