"""The question library: queries/*.cypher, each with its name, titles and parameters in the comments above it.

    // name: department-tasks
    // title.zh: 一个部门负责哪些任务
    // title.en: What a department owns
    // kind: question                                      or page: what a page of the app reads
    // parameter department (owner, required): 部门的简称、全称或 IRI
    // parameter least (integer, default 1): 至少共同负责几项

Types of parameters: text, integer, number, flag (true, false, 是, 否), day (YYYY-MM-DD), owner (a body by any of its names),
document (by title, IRI or hash).
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from kg import files
from kg.errors import InvalidValue, UnknownTerm
from kg.graph.answers import Rows
from kg.graph.store import Store
from kg.iris import is_ours
from kg.naming import DocumentName, document_named

Kind = Literal["question", "page"]

HEADER = re.compile(r"// (name|title\.zh|title\.en|kind): (.+)")
PARAMETER = re.compile(r"// parameter (\w+) \((\w+), (?:(required)|default (.+?))\): (.+)")
FLAGS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its type, the value it takes where nothing is given, and what it is about."""

    name: str
    type: str
    default: Any
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its titles, its parameters and its Cypher without the header."""

    name: str
    title_zh: str
    title_en: str
    kind: Kind
    parameters: tuple[Parameter, ...]
    text: str


@cache
def queries() -> dict[str, Query]:
    """Return every query of the library by its name, in alphabetical order."""
    found = (parsed(path.read_text(encoding="utf-8"), path) for path in sorted(files.QUERIES.glob("*.cypher")))
    return {query.name: query for query in found}


def query(name: str) -> Query:
    """Return a query by its name; UnknownTerm with the nearest name where there is none."""
    if name not in queries():
        raise UnknownTerm(f"{name} is no question of the library{_near(name, queries())}; `kg questions` lists them")
    return queries()[name]


def ask(store: Store, name: str, parameters: Mapping[str, Any] | None = None) -> Rows:
    """Ask a named query with its parameters, given as text or as values.

    Raises UnknownTerm for a name the library or the graph does not know, InvalidValue for a value that does not fit.
    """
    asked = query(name)
    values = bound(asked, parameters or {})
    for parameter in asked.parameters:
        value = values[parameter.name]
        if value is not None and parameter.type in IN_THE_GRAPH:
            values[parameter.name] = IN_THE_GRAPH[parameter.type](store, value)
    return store.read(asked.text, values, trusted=True)


def bound(asked: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for every parameter of a query: what is given, else its default."""
    names = [parameter.name for parameter in asked.parameters]
    for name in given:
        if name not in names:
            raise UnknownTerm(f"{asked.name} has no parameter {name}{_near(name, names)}")
    return {parameter.name: _value(asked, parameter, given) for parameter in asked.parameters}


def _value(asked: Query, parameter: Parameter, given: Mapping[str, Any]) -> Any:
    value = given.get(parameter.name)
    if value is None or value == "":
        if parameter.required:
            raise InvalidValue(f"{asked.name} wants {parameter.name}=… ({parameter.about})")
        return parameter.default
    return coerced(value, parameter.type, parameter.name)


def coerced(value: Any, kind: str, name: str) -> Any:
    """Return a value as the type a parameter has; InvalidValue where it does not fit: least=many."""
    try:
        return COERCIONS.get(kind, str)(value)
    except (ValueError, KeyError):
        raise InvalidValue(f"{name}={value} is no {kind}{_example(kind)}") from None


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else FLAGS[str(value).strip().lower()]


def _day(value: Any) -> str:
    return date.fromisoformat(str(value).strip()).isoformat()


COERCIONS: dict[str, Callable[[Any], Any]] = {"integer": int, "number": float, "flag": _flag, "day": _day}


def _example(kind: str) -> str:
    return {"day": ", such as 2023-12-31", "flag": ": true or false", "integer": ", such as 3", "number": ", such as 2.5"}.get(kind, "")


# ---------------------------------------------------------------- the files


def parsed(text: str, path: Path) -> Query:
    """Return the query of a file; InvalidValue where its header is not one."""
    head = {key: value.strip() for key, value in HEADER.findall(text)}
    lines = [line for line in text.splitlines() if line.startswith("// parameter")]
    found = [PARAMETER.fullmatch(line) for line in lines]
    missing = [key for key in ("name", "title.zh", "title.en", "kind") if key not in head]
    if missing or None in found or head["name"] != path.stem or head["kind"] not in ("question", "page"):
        raise InvalidValue(
            f"the header of {path.name} is not as kg/queries.py describes it: {', '.join(missing) or 'name, kind or a parameter'}"
        )
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    parameters = tuple(_parameter(match) for match in found if match)
    return Query(head["name"], head["title.zh"], head["title.en"], cast(Kind, head["kind"]), parameters, body)


def _parameter(found: re.Match[str]) -> Parameter:
    name, kind, required, default, about = found.groups()
    value = None if default in (None, "null") else coerced(default, kind, name)
    return Parameter(name, kind, value, bool(required), about.strip())


# ---------------------------------------------------------------- names that the graph knows


def owner_named(store: Store, name: str) -> str:
    """Return a name of a body as the graph has it: its own, a short or full name, or one the register knows it by.

    省发展改革委    浙江省发展和改革委员会    省发改委
    """
    found = store.read(query("owner-names").text, trusted=True).rows
    if any(name in row[:4] for row in found):
        return name
    iri = _registered(name, {row[4] for row in found}, {row[0] for row in found})
    if iri is None:
        names = {str(n) for row in found for n in row[1:4] if n}
        raise UnknownTerm(f"no loaded document names {name} as an owner{_near(name, names)}")
    return iri


def _registered(name: str, regions: Iterable[str | None], known: set[str]) -> str | None:
    """Return the one body of the graph that the register means by a name in any of the regions."""
    from kg.register import link

    links = {link(name, region=region, level=None, issued=None).iri for region in {*regions, None}}
    meant = links & known
    return meant.pop() if len(meant) == 1 else None


def loaded_document(store: Store, name: str) -> str:
    """Return the IRI of the loaded document that a name means; an IRI of ours is taken as it is."""
    if is_ours(name):
        return name
    return document_named(name, loaded_names(store).values()).iri


def loaded_names(store: Store) -> dict[str, DocumentName]:
    """Return what every document in the graph can be called by, by its IRI."""
    return {d["iri"]: DocumentName(d["iri"], d.get("title"), str(d.get("source") or ""), d.get("region")) for d in store.documents()}


IN_THE_GRAPH: dict[str, Callable[[Store, str], str]] = {"owner": owner_named, "document": loaded_document}


def _near(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""
