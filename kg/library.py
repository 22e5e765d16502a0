"""What is kept: KG_HOME/library, a folder a document, with its text, its RDF and where it came from.

    library/<first 16 digits of the source's hash>/text.txt  graph.nq  meta.json
A folder is written whole beside its place and renamed into it, so an interrupted writer leaves the old one or the new one.
When a document was loaded is a fact of the library, not of the graph.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg import naming, settings
from kg.errors import NotWritable
from kg.iris import document_key
from kg.model import Plan

if TYPE_CHECKING:
    from kg.rdf import Graph

_TEXT, _GRAPH, _META = "text.txt", "graph.nq", "meta.json"
_REPLACED = ".replaced-"  # an old folder while the new one takes its place


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the library: IRI, folder name, title, where it was read from, the day and time it was loaded, its number of tasks."""

    iri: str
    key: str
    title: str | None
    source: str
    sha256: str
    format: str
    loaded: str
    tasks: int

    def name(self) -> naming.DocumentName:
        """Return what the document can be called by."""
        return naming.DocumentName(self.iri, self.title, self.source)


def folder() -> Path:
    """Return the folder of the library."""
    return settings.home() / "library"


def keep(plan: Plan, *, now: datetime | None = None) -> Kept:
    """Write a plan into the library and return what is kept; a plan that is there already unchanged keeps its time of loading.

    Raises NotWritable where the folder cannot be written.
    """
    from kg import rdf

    iri = str(rdf.document_iri(plan))
    quads = "".join(rdf.nquads([plan]))
    made = _kept(plan, iri, (now or datetime.now(UTC)).isoformat(timespec="seconds"))
    with _writing():
        place = folder() / made.key
        if (place / _META).exists() and (place / _GRAPH).read_text("utf-8") == quads:
            return _meta(place)
        _replace(place, {_TEXT: plan.text, _GRAPH: quads, _META: json.dumps(asdict(made), ensure_ascii=False, indent=1)})
    return made


def kept() -> tuple[Kept, ...]:
    """Return the documents of the library in the order they were loaded."""
    places = folder().glob("[!.]*/" + _META) if folder().is_dir() else ()
    return tuple(sorted((_meta(place.parent) for place in places), key=lambda k: (k.loaded, k.key)))


def find(document: str) -> Kept:
    """Return the document meant by a name, as `kg.naming` reads it; UnknownTerm else."""
    known = {k.iri: k for k in kept()}
    return known[naming.document_named(document, [k.name() for k in known.values()]).iri]


def text(document: str) -> str:
    """Return the plain text of a document, in which all offsets count."""
    return (folder() / find(document).key / _TEXT).read_bytes().decode("utf-8", "surrogatepass")


def plan(document: str) -> Plan:
    """Return the plan of a document, read back from its RDF."""
    from kg import rdf

    return rdf.plan(graph(document))


def graph(document: str) -> "Graph":
    """Return the RDF of a document as a graph."""
    from kg import rdf

    (found,) = rdf.parse(folder() / find(document).key / _GRAPH)
    return found


def quads(document: str) -> str:
    """Return the RDF of a document as sorted N-Quads."""
    return (folder() / find(document).key / _GRAPH).read_text("utf-8")


def forget(document: str) -> Kept:
    """Remove a document from the library and return what it was."""
    gone = find(document)
    with _writing():
        _discard(folder() / gone.key)
    return gone


def _kept(plan: Plan, iri: str, loaded: str) -> Kept:
    source = plan.source
    return Kept(iri, document_key(iri), plan.title, source.path, source.sha256, source.format, loaded, len(plan.tasks))


def _meta(place: Path) -> Kept:
    return Kept(**json.loads((place / _META).read_text("utf-8")))


@contextmanager
def _writing() -> Iterator[None]:
    """Hold the library for one writer; what the system refuses becomes one sentence."""
    from filelock import FileLock

    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(folder() / ".lock"):
            _restore()
            yield
    except OSError as error:
        raise NotWritable(f"{folder()} cannot be written ({error.strerror or error}); set KG_HOME to a folder that can") from error


def _replace(place: Path, contents: dict[str, str]) -> None:
    """Write a folder whole beside its place, then let it take the place of the old one."""
    partial = place.with_name(f".partial-{place.name}-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    for name, content in contents.items():
        (partial / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    replaced = place.with_name(_REPLACED + place.name)
    if place.exists():
        place.replace(replaced)
    partial.replace(place)
    shutil.rmtree(replaced, ignore_errors=True)


def _discard(place: Path) -> None:
    """Remove a folder; it is out of the library at once."""
    gone = place.with_name(f".gone-{place.name}")
    shutil.rmtree(gone, ignore_errors=True)
    place.replace(gone)
    shutil.rmtree(gone)


def _restore() -> None:
    """Put right what an interrupted writer left: the old folder comes back where the new one did not arrive."""
    for replaced in folder().glob(f"{_REPLACED}*"):
        place = folder() / replaced.name.removeprefix(_REPLACED)
        if place.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.replace(place)
    for left in (*folder().glob(".partial-*"), *folder().glob(".gone-*")):
        shutil.rmtree(left, ignore_errors=True)
