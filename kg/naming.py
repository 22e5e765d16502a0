"""Which document is meant: one resolver for the command line, the questions, the library and the pages.

    its IRI · its hash, whole or the first four digits or more · its title · the name of its file, with or without the folder
Exactly one candidate or none: several are listed, a near name is offered.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from kg.errors import UnknownTerm
from kg.iris import KEY_DIGITS, document_key

SHORTEST_PREFIX = 4  # digits: fewer would also be the beginning of a title such as 2023
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What a document can be called by."""

    iri: str
    title: str | None
    source: str = ""
    region: str | None = None

    def __str__(self) -> str:
        where = " ".join(part for part in (self.title or PurePath(self.source).name, self.region) if part)
        return f"{document_key(self.iri)} ({where})"


def document_named(name: str, known: Iterable[DocumentName]) -> DocumentName:
    """Return the one document of `known` that a name means.

    Raises UnknownTerm where there is none or more than one; it lists the candidates.
    """
    every = tuple(known)
    found = _called(name.strip(), every)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownTerm(f"{name} may be {len(found)} documents: {'; '.join(map(str, found))}; name one by its hash")
    raise UnknownTerm(f"no loaded document is called {name}{_near(name, every)}; kg documents lists them")


def _called(name: str, known: tuple[DocumentName, ...]) -> list[DocumentName]:
    """Return the documents a name may mean, by the surest way it can be read."""
    ways: tuple[Callable[[DocumentName], bool], ...] = (
        lambda d: name == d.iri,
        lambda d: name == d.title,
        lambda d: _begins(document_key(d.iri), name),
        lambda d: name == d.source or name == PurePath(d.source.replace("\\", "/")).name,
    )
    return next((found for way in ways if (found := [d for d in known if way(d)])), [])


def _begins(key: str, name: str) -> bool:
    """Return whether a name is a hash, whole or its beginning, or an IRI that ends in one; a cut 80955bea… counts."""
    digits = name.rpartition("/")[2].rstrip("….").lower()
    return len(digits) >= SHORTEST_PREFIX and set(digits) <= _HEX and key.startswith(digits[:KEY_DIGITS])


def _near(name: str, known: tuple[DocumentName, ...]) -> str:
    names = {called for d in known for called in (d.title, document_key(d.iri), PurePath(d.source).name) if called}
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""
