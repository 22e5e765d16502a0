"""Decks of slides: plain JSON files in KG_HOME/decks, one a deck, written whole and renamed into place.

    {"schema": "deck/1", "edition": 3, "title": "…", "slides": [{"title", "note", "page", "parameters": {…}, "body": IRI or ""}]}

A slide is a saved view: a page, its parameters, a title and a note of the presenter's own, and a body to be highlighted. `edition` counts
the changes: whoever changes a deck says which edition was on the screen, and a change of an older one is refused (DeckChanged).
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, NotWritable, UnreadableInput
from kg.settings import home

SCHEMA = "deck/1"
MOST_SLIDES = 60
LONGEST_TITLE, LONGEST_NOTE = 200, 4_000  # characters
WAIT = 5.0  # seconds for another window that is writing


class DeckChanged(KgError):
    """A deck that another window changed, or removed, since it was shown."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A saved view: the page and its parameters, and what the presenter adds."""

    page: str
    parameters: Mapping[str, str]
    title: str = ""
    note: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in an order."""

    key: str
    title: str
    edition: int = 0
    slides: tuple[Slide, ...] = ()


def folder() -> Path:
    """Return where decks lie."""
    return home() / "decks"


def all_decks() -> tuple[list[Deck], list[str]]:
    """Return the decks that can be read, by title, and the names of the files that cannot."""
    found, broken = [], []
    for path in sorted(folder().glob("*.json")):
        try:
            found.append(_read(path))
        except UnreadableInput:
            broken.append(path.name)
    return sorted(found, key=lambda d: (d.title, d.key)), broken


def deck(key: str) -> Deck | None:
    """Return a deck; None where there is none of that name."""
    path = _path(key)
    return _read(path) if path is not None and path.is_file() else None


def create(title: str, slides: Sequence[Slide] = ()) -> Deck:
    """Keep a new deck."""
    made = Deck(secrets.token_hex(6), _short(title, LONGEST_TITLE), 1, tuple(slides)[:MOST_SLIDES])
    with _alone():
        _write(made)
    return made


def change(key: str, edition: int, changed: Callable[[Deck], Deck]) -> Deck:
    """Change a deck as it was shown in an edition; DeckChanged where it is no longer that one."""
    with _alone():
        held = deck(key)
        if held is None or held.edition != edition:
            raise DeckChanged("The deck was changed in another window meanwhile; it is shown as it is now, and this change was not made.")
        made = replace(changed(held), edition=edition + 1)
        _write(replace(made, slides=made.slides[:MOST_SLIDES]))
    return made


def append(key: str, slide: Slide) -> Deck:
    """Add a slide at the end, whatever another window does to the deck."""
    with _alone():
        held = deck(key)
        if held is None:
            raise DeckChanged("The deck was removed in another window.")
        made = replace(held, edition=held.edition + 1, slides=(*held.slides, slide)[:MOST_SLIDES])
        _write(made)
    return made


def remove(key: str) -> None:
    """Remove a deck."""
    path = _path(key)
    if path is not None:
        path.unlink(missing_ok=True)


def moved(held: Deck, place: int, by: int) -> Deck:
    """Return a deck with a slide some places further on."""
    slides = list(held.slides)
    slide = slides.pop(place)
    slides.insert(max(0, min(len(slides), place + by)), slide)
    return replace(held, slides=tuple(slides))


def edited(held: Deck, place: int, **values: str) -> Deck:
    """Return a deck with other words on a slide."""
    limits = {"title": LONGEST_TITLE, "note": LONGEST_NOTE}
    cut = {k: _short(v, limits.get(k, LONGEST_TITLE)) for k, v in values.items()}
    slides = [replace(s, **cut) if i == place else s for i, s in enumerate(held.slides)]  # type: ignore[arg-type]  # fields of words
    return replace(held, slides=tuple(slides))


def without(held: Deck, place: int) -> Deck:
    """Return a deck without a slide."""
    return replace(held, slides=tuple(s for i, s in enumerate(held.slides) if i != place))


def _short(text: str, most: int) -> str:
    return str(text).strip()[:most]


def _path(key: str) -> Path | None:
    """Return the file of a deck; None where the name is none that we give."""
    return folder() / f"{key}.json" if re.fullmatch(r"[0-9a-f]{1,40}", key) else None


def _read(path: Path) -> Deck:
    """Return the deck a file holds; UnreadableInput where it is none."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        slides = tuple(_slide(s) for s in held["slides"])
        return Deck(path.stem, str(held["title"]), int(held["edition"]), slides)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInput(f"{path} is no deck of slides ({error}); mend it or take it away.") from None


def _slide(held: Mapping[str, Any]) -> Slide:
    parameters = {str(k): str(v) for k, v in dict(held["parameters"]).items()}
    return Slide(str(held["page"]), parameters, str(held.get("title", "")), str(held.get("note", "")), str(held.get("body", "")))


def _write(made: Deck) -> None:
    """Write a deck to a file beside its place and rename it there, so that a kill leaves the old one or the new one."""
    held = {"schema": SCHEMA, "edition": made.edition, "title": made.title, "slides": [asdict(s) for s in made.slides]}
    place = folder() / f"{made.key}.json"
    partial = place.with_suffix(".partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            json.dump(held, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(place)
    except OSError as error:
        raise NotWritable(f"The deck could not be kept in {folder()}: {error.strerror}.") from None


@contextmanager
def _alone() -> Iterator[None]:
    """Let no other window write a deck meanwhile."""
    from filelock import FileLock, Timeout

    try:
        folder().mkdir(parents=True, exist_ok=True)
        with FileLock(folder() / ".lock", timeout=WAIT):
            yield
    except Timeout:
        raise DeckChanged("Another window is writing the decks; try again.") from None
    except OSError as error:
        raise NotWritable(f"The decks cannot be kept in {folder()}: {error.strerror}.") from None
