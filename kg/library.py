"""What is kept: KG_HOME/library, a folder a document, with its text, its RDF and where it came from.

    library/<first 16 digits of the source's hash>/text.txt  graph.nq  meta.json
A folder is written whole beside its place, synced to the disk and renamed into it, so an interrupted writer or a power loss leaves the old
one or the new one. A folder that cannot be read all the same (`damaged`) is left out of every list; `mend` makes it anew from what of it
is whole, or sets it aside, and the others go on. When a document was loaded is a fact of the library, not of the graph.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg import disk, naming, settings
from kg.editions import Edition, Work, edition, works
from kg.iris import document_iri, document_key
from kg.model import Plan

if TYPE_CHECKING:
    from kg.rdf import Graph

_TEXT, _GRAPH, _META = "text.txt", "graph.nq", "meta.json"
_REPLACED = ".replaced-"  # an old folder while the new one takes its place
_DAMAGED = ".damaged-"  # a folder that could not be read and is kept for a person to look at


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the library: IRI, folder name, title, where it was read from, the day and time it was loaded, its number of
    tasks, the bytes of its files,
    and what tells which work it is an edition of."""

    iri: str
    key: str
    title: str | None
    source: str
    sha256: str
    format: str
    loaded: str
    tasks: int
    size: int = 0  # bytes of text and RDF together: a file cut short is not whole
    edition: Edition | None = None

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

    quads = "".join(rdf.nquads([plan]))
    made = _kept(plan, quads, now or datetime.now(UTC))
    with _writing():
        place = folder() / made.key
        before = _readable(place)
        if before and (place / _GRAPH).read_bytes() == _bytes(quads):
            return before
        if before and before.edition and made.edition:  # what a person said of the document stays
            made = replace(made, edition=replace(made.edition, apart=before.edition.apart, replaced=before.edition.replaced))
        _replace(place, _contents(plan, quads, made))
    return made


def decide(document: str, *, apart: bool | None = None, replaced: bool | None = None) -> Kept:
    """Keep what a person says of a document: that it is a work of its own, that another edition replaces it; None leaves it as it is."""
    found = find(document)
    said = found.edition
    assert said is not None
    chosen = replace(said, apart=said.apart if apart is None else apart, replaced=said.replaced if replaced is None else replaced)
    made = replace(found, edition=chosen)
    with _writing():
        place = folder() / found.key
        part = place / f"{_META}.part"
        disk.write(part, _bytes(_json(made)))
        part.replace(place / _META)
        disk.sync(place)
    return made


def works_kept() -> dict[str, Work]:
    """Return the work of every document of the library, by the document's IRI."""
    return {e.iri: work for work in works(k.edition for k in kept() if k.edition) for e in work.editions}


def kept() -> tuple[Kept, ...]:
    """Return the documents of the library in the order they were loaded; damaged folders are left out."""
    found = (_readable(place) for place in _places())
    return tuple(sorted((k for k in found if k is not None), key=lambda k: (k.loaded, k.key)))


def damaged() -> tuple[Path, ...]:
    """Return the folders of the library that cannot be read: a file is missing, empty or cut."""
    return tuple(place for place in _places() if _readable(place) is None)


def mend() -> tuple[str, ...]:
    """Make damaged folders anew from their RDF, else set them aside; return a sentence for each."""
    if not damaged():
        return ()
    with _writing():
        return tuple(_mended(place) for place in damaged())


def _places() -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder().glob("[!.]*") if path.is_dir())) if folder().is_dir() else ()


def _readable(place: Path) -> Kept | None:
    """Return what a folder holds, None where one of its files is not whole."""
    try:
        found = _meta(place)
        whole = found.key == place.name and found.size == (place / _GRAPH).stat().st_size + (place / _TEXT).stat().st_size
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return found if whole else None


def _mended(place: Path) -> str:
    """Write a damaged folder anew from its RDF, which holds text and source; set it aside where that is damaged too."""
    from kg import rdf
    from kg.errors import KgError

    try:
        (found,) = rdf.parse(place / _GRAPH)
        plan = rdf.plan(found)
    except (KgError, OSError, ValueError, LookupError, AttributeError, TypeError):
        aside = place.with_name(_DAMAGED + place.name)
        shutil.rmtree(aside, ignore_errors=True)
        place.replace(aside)
        disk.sync(place.parent)
        return f"{place} is damaged and was set aside as {aside.name}; load its document again"
    quads = "".join(rdf.quads(found, rdf.document_iri(plan)))
    _replace(place, _contents(plan, quads, _kept(plan, quads, datetime.now(UTC))))
    return f"{place} was damaged and was made anew from its RDF"


def _contents(plan: Plan, quads: str, made: Kept) -> dict[str, str]:
    """Return the files of a folder by name."""
    return {_TEXT: plan.text, _GRAPH: quads, _META: _json(made)}


def rdf_path(document: Kept) -> Path:
    """Return the file with the N-Quads of a document."""
    return folder() / document.key / _GRAPH


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
    with _writing():  # of two who remove one document the second is told that there is none
        gone = find(document)
        _discard(folder() / gone.key)
    return gone


def _json(made: Kept) -> str:
    return json.dumps(asdict(made), ensure_ascii=False)


def _kept(plan: Plan, quads: str, loaded: datetime) -> Kept:
    iri, source = document_iri(plan.source.sha256), plan.source
    size = len(_bytes(plan.text)) + len(_bytes(quads))
    at = loaded.isoformat(timespec="seconds")
    said = edition(plan, iri)
    return Kept(iri, document_key(iri), plan.title, source.path, source.sha256, source.format, at, len(plan.tasks), size, said)


def _meta(place: Path) -> Kept:
    found = json.loads((place / _META).read_text("utf-8"))
    said = found.pop("edition")
    years = said["years"]
    return Kept(**found, edition=Edition(**{**said, "years": tuple(years) if years else None, "sketch": tuple(said["sketch"])}))


@contextmanager
def _writing() -> Iterator[None]:
    """Hold the library for one writer; what the system refuses becomes one sentence."""
    from filelock import FileLock

    try:
        disk.make(folder())
        with FileLock(folder() / ".lock"):
            _restore()
            yield
    except OSError as error:
        raise disk.refused(folder(), error) from error


def _replace(place: Path, contents: dict[str, str]) -> None:
    """Write a folder whole beside its place, then let it take the place of the old one."""
    partial = place.with_name(f".partial-{place.name}-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    for name, content in contents.items():
        disk.write(partial / name, _bytes(content))
    disk.sync(partial)
    replaced = place.with_name(_REPLACED + place.name)
    if place.exists():
        place.replace(replaced)
    partial.replace(place)
    disk.sync(place.parent)
    shutil.rmtree(replaced, ignore_errors=True)


def _bytes(content: str) -> bytes:
    return content.encode("utf-8", "surrogatepass")


def _discard(place: Path) -> None:
    """Remove a folder; it is out of the library at once."""
    gone = place.with_name(f".gone-{place.name}")
    shutil.rmtree(gone, ignore_errors=True)
    place.replace(gone)
    disk.sync(place.parent)
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
