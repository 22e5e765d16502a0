"""The sentences for people that are not of the pages: a catalogue a language, zh.toml and en.toml, read when the first is asked for.

The program names a sentence by its key and fills its gaps: sentence("unread.hidden-rows", count=3).
Those of the pages are in kg/ui/messages.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KgError, UnknownTerm
from kg.files import PACKAGE

FOLDER = PACKAGE / "sentences"
LANGUAGES = ("zh", "en")
_BETWEEN = {"zh": "、", "en": ", "}  # what stands between the members of a list

Kind = TypeVar("Kind", bound=KgError)


def sentence(key: str, language: str = "zh", **values: Any) -> str:
    """Return a sentence of the catalogue, its gaps filled; UnknownTerm where it has no such key.

    A tuple or list is written as a list of the language; what is called with a language gives its own word for it.
    """
    known = catalogue(language)
    if key not in known:
        raise UnknownTerm(f"{key} is not in kg/sentences/{language}.toml")
    return known[key].format(**{name: _written(value, language) for name, value in values.items()}) if values else known[key]


def failure(kind: type[Kind], key: str, **values: Any) -> Kind:
    """Return an error with its sentence in English and in Chinese: raise failure(RefusedQuery, "query.empty")."""
    return kind(sentence(key, "en", **values), zh=sentence(key, "zh", **values))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return the sentences of a language by their dotted keys."""
    return flat(FOLDER / f"{language}.toml")


def flat(path: Path) -> dict[str, str]:
    """Return the texts of a TOML file by their dotted keys: files.title."""
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)


def _written(value: Any, language: str) -> Any:
    """Return what fills a gap: a list with the marks of the language between its members, a word of the language."""
    if callable(value):
        return value(language)
    return _BETWEEN[language].join(map(str, value)) if isinstance(value, tuple | list) else value
