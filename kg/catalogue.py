"""A document's way in and out: into the library first, then into the graph; out of the graph first, then of the library.

The library is the truth. An interrupted load leaves a document in the library that the graph lacks; the next load catches up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeVar

from kg import library, rdf
from kg.editions import Work
from kg.errors import ForeignDatabase, InvalidValue, KgError
from kg.graph import SCHEMA, Loaded, Projection, Store, WholeGraph, loaded_names, project, whole_graph, with_edition
from kg.iris import work_iri
from kg.model import Plan
from kg.naming import DocumentName, document_named

F = TypeVar("F")
Choice = Literal["rule", "replace", "both"]
DOCUMENTS, ROWS = 25, 5_000  # of a group: more bring nothing, a server holds a transaction's rows in memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What loading one document did; `alike` are loaded editions of the same work, `counted` is whether this one counts."""

    iri: str
    title: str
    tasks: int
    changed: bool
    nodes: int
    relationships: int
    alike: tuple[DocumentName, ...] = ()
    counted: bool = True

    def __str__(self) -> str:
        done = f"{self.nodes} nodes, {self.relationships} relationships" if self.changed else "unchanged"
        return f"{self.title}: {self.tasks} tasks, {done}{self._editions()}"

    def _editions(self) -> str:
        if not self.alike:
            return ""
        which = "this one counts" if self.counted else "the other one counts"
        return f"; an edition of {', '.join(map(str, self.alike))}, which is loaded: {which} (--replace, --keep-both)"


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """A document that is kept in the library and that the graph cannot say, and why."""

    title: str
    error: InvalidValue


@dataclass(frozen=True, slots=True)
class _Read:
    """A document that was kept in the library, with its rows."""

    iri: str
    title: str
    tasks: int
    rows: Projection


def plans(paths: Iterable[str], read: Callable[[list[str]], Iterator[Plan | F]]) -> Iterator[Plan | F | KgError]:
    """Yield the plans of paths in order, or why they cannot be read: RDF is read here, everything else by `read`."""
    for is_rdf, group in groupby(paths, lambda path: Path(path).suffix.lower() in rdf.SUFFIXES):
        if is_rdf:
            for path in group:
                yield from rdf.plans(Path(path))
        else:
            yield from read(list(group))


def load(store: Store, plan: Plan, *, choice: Choice = "rule") -> Outcome:
    """Keep a plan in the library, then make the graph say what it says, and which edition of its work counts.

    `choice` says what becomes of loaded editions of the same work: "replace" lets this one take their place, "both" makes it a work of
    its own, "rule" leaves it to the edition in force.
    """
    (outcome,) = load_many(store, [plan], choice=choice)
    if isinstance(outcome, NotLoaded):
        raise outcome.error
    return outcome


def load_many(
    store: Store, found: Iterable[Plan], *, choice: Choice = "rule", documents: int = DOCUMENTS, rows: int = ROWS
) -> Iterator[Outcome | NotLoaded]:
    """Load plans as `load` does, a group of them in one transaction; yield what became of each when the graph has it.

    A plan is kept in the library as soon as it is read; while the graph takes a group, the next is read. Nothing of an interrupted run
    is lost: what the library has and the graph lacks is loaded by `load_missing`. `documents` and `rows` bound a group.
    """
    one_by_one = choice != "rule"  # what a person says of a plan is about those that came before it
    groups = _groups((_kept(plan) for plan in found), 1 if one_by_one else documents, rows)
    with ThreadPoolExecutor(1, thread_name_prefix="kg-load") as loading:
        before: Future[list[Outcome | NotLoaded]] | None = None
        for group in groups:
            if before:
                yield from before.result()
            before = loading.submit(_write, store, group, *_decided(group, choice))
        if before:
            yield from before.result()


def _kept(plan: Plan) -> _Read:
    """Keep a plan in the library; return what the graph needs of it."""
    kept = library.keep(plan)
    return _Read(kept.iri, plan.title or Path(plan.source.path).name, len(plan.tasks), project(rdf.graph(plan)))


def _groups(found: Iterable[_Read], documents: int, rows: int) -> Iterator[list[_Read]]:
    """Yield documents in groups: so many of them, or as soon as they have so many rows."""
    group: list[_Read] = []
    for one in found:
        group.append(one)
        if len(group) == documents or sum(len(r.rows.nodes) + len(r.rows.relationships) for r in group) >= rows:
            yield group
            group = []
    if group:
        yield group


def _decided(group: Iterable[_Read], choice: Choice) -> tuple[dict[str, Work], list[str]]:
    """Return the works of the library after keeping what a person said of a group, and the other editions that it touches."""
    works = library.works_kept()
    others = list(dict.fromkeys(iri for one in group for iri in _others(works[one.iri], one.iri)))
    if others and choice != "rule":
        for one in group:
            _decide(one.iri, others, choice)
        works = library.works_kept()
    return works, others


def _others(work: Work, iri: str) -> list[str]:
    return [e.iri for e in work.editions if e.iri != iri]


def _decide(iri: str, others: Iterable[str], choice: Choice) -> None:
    """Keep what a person said of a document that looks like loaded ones."""
    if choice == "both":
        library.decide(iri, apart=True)
    elif choice == "replace":
        library.decide(iri, apart=False, replaced=False)
        for other in others:
            library.decide(other, replaced=True)


def _write(store: Store, group: list[_Read], works: Mapping[str, Work], others: Iterable[str]) -> list[Outcome | NotLoaded]:
    """Write a group with the other editions of its works; where one document cannot be written, the others are, each by itself."""
    try:
        return _written(store, group, works, others)
    except InvalidValue as error:
        if len(group) == 1:
            return [NotLoaded(group[0].title, error)]
    return [outcome for one in group for outcome in _write(store, [one], works, others)]


def _written(store: Store, group: list[_Read], works: Mapping[str, Work], others: Iterable[str]) -> list[Outcome | NotLoaded]:
    """Write a group in one transaction; return what became of each document."""
    rows = {one.iri: one.rows for one in group}
    every: dict[str, Projection | None] = {**rows, **{iri: None for iri in others if iri not in rows}}
    done = dict(zip(every, store.load_all([_projected(works[iri], iri, made) for iri, made in every.items()]), strict=True))
    names = {k.iri: k.name() for k in library.kept()} if any(_others(works[iri], iri) for iri in rows) else {}
    return [_outcome(one, works[one.iri], done[one.iri], names) for one in group]


def _outcome(one: _Read, work: Work, loaded: Loaded, names: Mapping[str, DocumentName]) -> Outcome:
    alike = tuple(names[iri] for iri in _others(work, one.iri) if iri in names)
    counted = work.counted.iri == one.iri
    return Outcome(one.iri, one.title, one.tasks, loaded.changed, loaded.nodes, loaded.relationships, alike, counted)


def _projected(work: Work, iri: str, made: Projection | None = None) -> Projection:
    """Return the rows of a document with its place among the editions of its work."""
    order = next(i for i, e in enumerate(work.editions, 1) if e.iri == iri)
    edition = work.editions[order - 1]
    facts = {"iri": work_iri(work.key), "title": work.counted.title, "number": work.counted.number, "series": work.series}
    made = project(library.graph(iri)) if made is None else made
    return with_edition(made, work=facts, kind=edition.status, order=order, counted=work.counted.iri == iri)


def load_missing(store: Store) -> list[str]:
    """Load every document of the library that the graph lacks altogether; return their IRIs."""
    _of_this_version(store)
    held, works = store.revisions(), library.works_kept()
    missing = list(_brought_in(store, {iri: work for iri, work in works.items() if iri not in held}))
    store.filled()
    return missing


def repair(store: Store) -> list[str]:
    """Make the graph say what the library says of every document; return the IRIs of those that it did not say so."""
    _of_this_version(store)
    return [iri for iri, changed in _brought_in(store, library.works_kept()).items() if changed]


def whole() -> WholeGraph:
    """Return the graph that the whole library makes in an empty store."""
    return whole_graph(_projected(work, iri) for iri, work in library.works_kept().items())


def _of_this_version(store: Store) -> None:
    """Empty a graph that an older version of this program wrote, for the library to fill again.

    Raises ForeignDatabase where a newer version wrote it, or where it holds documents that this library lacks.
    """
    found = store.schema()
    if found is None or found == SCHEMA:
        return
    if found > SCHEMA:
        raise ForeignDatabase(
            f"the graph was written by a newer version of this program (schema {found}, this one writes {SCHEMA});"
            " update the program, or name another KG_HOME or another database (NEO4J_URI, NEO4J_DATABASE)"
        )
    kept = {k.iri for k in library.kept()}
    lacking = [str(d.get("title") or d["iri"]) for d in store.documents() if d["iri"] not in kept]
    if lacking:
        raise ForeignDatabase(
            f"the graph was written by an older version of this program and holds {len(lacking)} documents that this library lacks"
            f" ({lacking[0]} …); run kg store repair where KG_HOME has them"
        )
    store.clear()


def _brought_in(store: Store, works: Mapping[str, Work]) -> dict[str, bool]:
    """Write documents of the library in groups; return whether the graph changed, by their IRIs."""
    changed: dict[str, bool] = {}
    every = list(works)
    for first in range(0, len(every), DOCUMENTS):
        group = every[first : first + DOCUMENTS]
        loaded = store.load_all([_projected(works[iri], iri) for iri in group])
        changed |= {iri: one.changed for iri, one in zip(group, loaded, strict=True)}
    return changed


def remove(store: Store, named: str) -> str:
    """Take the document meant by a name out of the graph, then out of the library; return its title."""
    kept = {k.iri: k.name() for k in library.kept()}
    if store.schema() not in (None, SCHEMA):
        load_missing(store)
    meant = document_named(named, (loaded_names(store) | kept).values())
    left = [e.iri for e in works[meant.iri].editions if e.iri != meant.iri] if (works := library.works_kept()).get(meant.iri) else []
    store.remove(meant.iri)
    if meant.iri in kept:
        library.forget(meant.iri)
    for iri in left:  # another edition may count now
        store.load(_projected(library.works_kept()[iri], iri))
    return meant.title or meant.source or meant.iri
