"""Files that a person brings in: what may come, how each is read, kept and loaded, and what is said of it."""

import csv
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.batch import Failure
from kg import catalogue
from kg.graph import Store
from kg.model import Plan
from kg.ui.language import say
from kg.ui.worker import Reader

MOST_MB = 64  # of one file; the same as server.maxUploadSize
MOST_FILES = 50  # at a time
LONGEST_NAME = 120  # characters
SUPPLIED = ("title", "region", "year")  # what a person can say where the text does not

SENTENCES = {
    "protected by a password": "password",
    "encrypted": "password",
    "this is a scanned PDF": "scan",
    "this is a picture": "picture",
    "no text was recognised": "picture",
    "times its size": "bomb",
    "unpacked it would be": "bomb",
    "a zip inside a zip": "nested",
    "no document in this zip": "empty_zip",
    "leads out of the zip": "path",
    "is empty": "empty",
    "holds no text": "empty",
    "damaged": "damaged",
    "is not text in any encoding": "encoding",
    "needs LibreOffice": "office",
    "took too long": "long",
    "divide it": "large",
    "is more than a document may have": "large",
}
"""What ingest says of a file, by words of its sentence, and the key of the same in the language of the page."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a document: its file, and either its IRI and what was read, or in `refused` why it was not.

    `missing` are the names of SUPPLIED that the text does not say; `alike` the titles of loaded editions of the same work; `fresh` is
    false where the graph said the same before.
    """

    file: str
    iri: str | None = None
    refused: str = ""
    detail: str = ""
    title: str = ""
    about: tuple[str, ...] = ()
    tasks: int = 0
    owners: int = 0
    targets: int = 0
    unread: int = 0
    missing: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    counted: bool = True
    fresh: bool = True


def unwelcome(name: str, size: int) -> str | None:
    """Return why a file is not even opened: a path in its name, or its size; None where it is."""
    if "/" in name or "\\" in name or name in ("", ".", "..") or "\0" in name:
        return say("import.path")
    if size > MOST_MB * 2**20:
        return say("import.large", most=MOST_MB)
    return say("import.empty") if size == 0 else None


def received(reader: Reader, store: Store, name: str, data: bytes, said: Mapping[str, str] | None = None) -> Iterator[Arrival]:
    """Read a file, keep and load what it holds, and yield a line for each document; `said` is what a person says of it."""
    if why := unwelcome(name, len(data)):
        yield Arrival(name, refused=why)
        return
    with tempfile.TemporaryDirectory(prefix="kg-import-") as folder:
        path = Path(folder) / _short(name)
        path.write_bytes(data)
        meta = _meta(Path(folder), path, said) if said else None
        for one in reader.read(str(path), meta):
            yield _arrival(store, one, folder)


def _short(name: str) -> str:
    """Return a name that every file system takes, with its suffix."""
    suffix = Path(name).suffix[:10]
    return Path(name).stem[: LONGEST_NAME - len(suffix)] + suffix


def _meta(folder: Path, path: Path, said: Mapping[str, str]) -> str:
    """Write what a person says of a file as the table that ingest takes."""
    table = folder / ".said.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        written = csv.writer(out)
        written.writerow(["file", *said])
        written.writerow([str(path), *said.values()])
    return str(table)


def _arrival(store: Store, one: Plan | Failure, folder: str) -> Arrival:
    """Return the line of a document; a plan is kept and loaded."""
    if isinstance(one, Failure):
        file = _shown(one.path, folder)
        return Arrival(file, refused=refusal(one.sentence), detail=one.sentence.replace(one.path, file))
    plan = replace(one, source=replace(one.source, path=_shown(one.source.path, folder)))
    return arrival(plan, catalogue.load(store, plan))


def _shown(path: str, folder: str) -> str:
    """Return the name of a file as its owner knows it."""
    return path.removeprefix(folder).lstrip("/\\")


def arrival(plan: Plan, done: catalogue.Outcome) -> Arrival:
    """Return the line of a plan that was loaded."""
    years = "–".join(dict.fromkeys(str(y) for y in plan.plan_years or ()))
    facts = {"title": plan.title, "region": plan.region, "year": years or (plan.issued or "")[:4]}
    return Arrival(
        file=plan.source.path,
        iri=done.iri,
        title=plan.title or "",
        about=tuple(str(f) for f in (plan.region, plan.level, facts["year"], plan.type) if f),
        tasks=len(plan.tasks),
        owners=len({o.iri for t in plan.tasks for o in t.owners}),
        targets=len(plan.targets) + sum(len(t.targets) for t in plan.tasks),
        unread=len(plan.unread),
        missing=tuple(name for name in SUPPLIED if not facts[name]),
        alike=tuple(f"《{a.title}》" if a.title else _file(a.source) for a in done.alike),
        counted=done.counted,
        fresh=done.changed,
    )


def _file(source: str | None) -> str:
    """Return the name of a file without its folders."""
    return (source or "").replace("\\", "/").rsplit("/", 1)[-1]


def refusal(sentence: str) -> str:
    """Return in the language of the page why a file was not read; the sentence of ingest itself stands beside it."""
    key = next((key for words, key in SENTENCES.items() if words in sentence), "other")
    return say(f"import.{key}", most=MOST_MB)


def decided(store: Store, arrived: Arrival, choice: catalogue.Choice) -> Arrival:
    """Do what a person chose for a document that looks like a loaded one: replace it, count both, or leave it to the edition in force."""
    from kg import library

    assert arrived.iri is not None
    done = catalogue.load(store, library.plan(arrived.iri), choice=choice)
    return replace(arrived, alike=(), counted=done.counted)
