"""All that the user keeps: what is in it, what is wrong in it, and what means something else already."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InvalidValue
from kg.ontology import vocabulary
from kg.register.bodies import registered
from kg.register.place_checks import place_contradictions
from kg.register.place_rows import PlaceRow, shipped_places, user_places
from kg.register.technologies import own_vocabulary
from kg.register.user_bodies import COLUMNS, UserBody, bodies_in, read_bodies, user_bodies
from kg.register.user_files import SUFFIXES, Fault, Kind, column_names, csv_lines, user_folder, user_paths
from kg.register.user_terms import terms_of, user_vocabulary


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A body, place or technology of the user's own, with its file and line."""

    kind: Kind
    name: str
    region: str
    names: tuple[str, ...]
    place: str


def own_entries() -> Iterator[OwnEntry]:
    """Yield the user's bodies, places and technologies in the order of their files and lines."""
    for found in (found for path in user_paths("bodies") for found in read_bodies(path)):
        if isinstance(found, UserBody):
            others = tuple(text for text in found.body.labels if text != found.body.name)
            yield OwnEntry("bodies", found.body.name, found.body.region or "", others, f"{found.path}, line {found.line}")
    for row in user_places():
        if isinstance(row, PlaceRow):
            yield OwnEntry(
                "places", row.cells["name"], row.cells["parent"], tuple(row.cells["also"].split()), f"{row.file}, line {row.line}"
            )
    for path in user_paths("technologies"):
        for line in terms_of(path):
            yield OwnEntry("technologies", line.forms[0], "", line.forms[1:], f"{path}, line {line.number}")


def faults_of(kind: Kind, paths: Iterable[Path]) -> list[str]:
    """Return what is wrong in files of a kind, a sentence a fault with its file and line."""
    given = list(paths)
    for path in given:
        if path.suffix.lower() not in SUFFIXES[kind]:
            raise InvalidValue(f"{path}: {kind} are kept as {' or '.join(SUFFIXES[kind])}.")
        if not path.is_file():
            raise InvalidValue(f"{path}: there is no such file.")
    if kind == "bodies":
        return [str(fault) for fault in bodies_in(given).faults]
    if kind == "places":
        rows = list(user_places(given))
        wrong = [str(row) for row in rows if isinstance(row, Fault)]
        return wrong or list(place_contradictions([*shipped_places(), *(row for row in rows if isinstance(row, PlaceRow))]))
    return list(user_vocabulary(vocabulary().terms, given).clashes)


def own_clashes() -> tuple[str, ...]:
    """Return a sentence with both for every name of the user's own that already means something else, and for what is wrong."""
    return (*own_vocabulary().clashes, *map(str, user_bodies().faults), *map(str, _body_clashes()), *_place_faults())


def keep(kind: Kind, path: Path, *, replace: bool) -> Path:
    """Copy a file to where the user's own of its kind are kept. Raises InvalidValue where one of its name is there already."""
    kept = user_folder(kind) / path.name
    if kept.exists() and not replace:
        raise InvalidValue(f"{kept} is kept already; --replace takes the new file in its place.")
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = kept.with_name(f".{kept.name}.part")
    shutil.copyfile(path, partial)
    partial.replace(kept)
    return kept


def kinds_kept() -> tuple[Kind, ...]:
    """Return the kinds of vocabulary a user may keep."""
    return tuple(SUFFIXES)


def kind_of(path: Path) -> Kind:
    """Return what a file holds, by its first line: columns of bodies or of places, else technologies."""
    if path.suffix.lower() == ".ttl":
        return "bodies"
    first = next((cells for _, cells in csv_lines(path)), [])
    of_bodies, of_places = ({*column_names(first, scheme)} - {""} for scheme in ("BodyColumns", "PlaceColumns"))
    if "name" not in of_bodies | of_places:
        return "technologies"
    return "bodies" if of_bodies <= {*COLUMNS} else "places"


def _body_clashes() -> Iterator[Fault]:
    """Yield the names of the user's bodies that mean a body of the shipped register as well; the user's own is taken."""
    for found in (found for path in user_paths("bodies") for found in read_bodies(path)):
        for text in found.body.labels if isinstance(found, UserBody) else ():
            other = registered(text, found.body.region) if isinstance(found, UserBody) else None
            if isinstance(found, UserBody) and other is not None:
                sentence = f"{text} means {found.body.name} here and {other.full_name} in the shipped register; yours is taken."
                yield Fault(found.path, found.line, sentence)


def _place_faults() -> Iterator[str]:
    for row in user_places():
        if isinstance(row, Fault):
            yield str(row)
            continue
        for name in (row.cells["name"], *row.cells["also"].split()):
            for shipped in (s for s in shipped_places() if name == s.cells["name"]):
                where = f"{shipped.file}, line {shipped.line}"
                yield f"{row.file}, line {row.line}: {name} means {row.cells['name']} here and a place in {where}; yours is taken."
