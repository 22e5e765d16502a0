"""The user's own bodies: files in KG_HOME/vocabulary/bodies that win over the shipped register.

CSV, the first line names the columns, `name` alone is needed; several labels or lines in a cell are divided by 、 or ;
    name,full_name,region,line,labels
    市数字办,漯河市数字化发展办公室,漯河市,数据,市数字化办、市数字化发展办公室
    region      where the body is; without one the name means it in every document
    line        names of lines (条线) as `kg vocabulary list lines` has them; category, level: as the register writes them
    valid_from, valid_to    the first day with this name and the first without it, YYYY-MM-DD
Turtle as in ontology/departments.ttl.
A body has an IRI made of its region and name, that which it had if its type explained it; documents that were loaded while nobody knew
it are to be loaded again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.iris import department_iri
from kg.ontology import IRI, RegisteredBody, concepts, entry, gathered, label, vocabulary
from kg.register import body_types, names, places
from kg.register.identity import key
from kg.register.user_files import Fault, UserRow, subject_line, table, user_paths, written_day

COLUMNS = ("name", "full_name", "short_name", "region", "level", "category", "line", "labels", "valid_from", "valid_to")
_OWN_ORDER = 999  # within its category a body of the user's own comes last


@dataclass(frozen=True, slots=True)
class UserBody:
    """A body of a file, with its line."""

    body: RegisteredBody
    path: Path
    line: int


def read_bodies(path: Path) -> Iterator[UserBody | Fault]:
    """Yield the bodies of a file, and a fault for every line that gives none. Raises InvalidValue for what is no CSV at all."""
    if path.suffix == ".ttl":
        yield from _of_turtle(path)
        return
    for row in table(path, COLUMNS, "BodyColumns"):
        if isinstance(row, Fault):
            yield row
        elif (fault := next(_faults(row), None)) is not None:
            yield fault
        else:
            yield UserBody(_body(row), path, row.line)


def known_lines() -> dict[str, str]:
    """Return the names of lines and their IRIs."""
    return {line.name: line.iri for line in vocabulary().lines}


def known_categories() -> dict[str, str]:
    """Return the notations of categories and their IRIs."""
    return {str(found.notation): found.iri for found in concepts(IRI.Categories)}


def _faults(row: UserRow) -> Iterator[Fault]:
    """Yield what is wrong in a row: a line, category, region or day that is none."""
    for name in row.several("line"):
        if name not in known_lines():
            yield row.fault(f"{name} is no line; `kg vocabulary list lines` has them.")
    if (category := row.cells.get("category", "")) and category not in known_categories():
        yield row.fault(f"{category} is no category; the categories are {'、'.join(known_categories())}.")
    if (region := row.cells.get("region", "")) and places.place(region) is None:
        yield row.fault(f"{region} is no place of the register, or one of several; write it with its province, or add it to your places.")
    for column in ("valid_from", "valid_to"):
        if (day := row.cells.get(column, "")) and written_day(day) is None:
            yield row.fault(f"{day} is no day; write it as 2024-03-31.")


def _body(row: UserRow) -> RegisteredBody:
    cells = row.cells
    where = places.place(cells.get("region"))
    name = cells["name"]
    return RegisteredBody(
        iri="",
        name=name,
        full_name=cells.get("full_name", ""),
        short_name=cells.get("short_name", "") or name,
        labels=tuple(sorted({name, *row.several("labels"), *([cells["full_name"]] if cells.get("full_name") else [])})),
        central=(),
        negative=(),
        category=known_categories().get(cells.get("category", ""), ""),
        level=cells.get("level") or (where.level if where else None),
        region=where.name if where else None,
        order=_OWN_ORDER,
        lines=tuple(sorted(known_lines()[line] for line in row.several("line"))),
        valid_from=written_day(cells.get("valid_from", "")),
        valid_to=written_day(cells.get("valid_to", "")),
    )


def _of_turtle(path: Path) -> Iterator[UserBody | Fault]:
    """Yield the bodies of a Turtle file; a file that is none has one fault."""
    try:
        found = gathered([path]).bodies
    except Exception as error:  # rdflib's parsers raise what they like
        yield Fault(path, getattr(error, "lines", 0) + 1, "not Turtle: a statement is broken on this line or the one before.")
        return
    if not found:
        yield Fault(path, 1, f"no {label(IRI.Department)} with a name; the form is that of ontology/departments.ttl.")
    yield from (UserBody(body, path, subject_line(path, body.iri)) for body in found)


@dataclass(frozen=True, slots=True)
class UserBodies:
    """The user's bodies by their IRI, by what their names are known by in their region, and, without a region, by their names."""

    by_iri: dict[str, RegisteredBody]
    by_key: dict[str, RegisteredBody]
    by_text: dict[str, RegisteredBody]
    faults: tuple[Fault, ...]

    def meant(self, name: str, region: str | None, issued: str | None) -> RegisteredBody | None:
        """Return the body a name means in a region at a date, or None."""
        if not self.by_iri:
            return None
        found = self.by_key.get(key(name, region)) or self.by_text.get(names.tidy(name))
        return found if found is not None and existed(found, issued) else None


@cache
def user_bodies() -> UserBodies:
    """Return the bodies of the user's files."""
    return bodies_in(user_paths("bodies"))


def bodies_in(paths: Iterable[Path]) -> UserBodies:
    """Return the bodies of files; what two of them share is taken for neither, and the sentence names both."""
    read = [found for path in paths for found in read_bodies(path)]
    bodies = [_identified(found) for found in read if isinstance(found, UserBody)]
    meanings: dict[tuple[bool, str], list[tuple[UserBody, str]]] = {}
    for found in bodies:
        for text in found.body.labels:
            known_by = key(text, found.body.region) if found.body.region else names.tidy(text)
            meanings.setdefault((found.body.region is None, known_by), []).append((found, text))
    one = {how: of[0][0].body for how, of in meanings.items() if len({found.body.iri for found, _ in of}) == 1}
    return UserBodies(
        by_iri={found.body.iri: found.body for found in bodies},
        by_key={text: body for (anywhere, text), body in one.items() if not anywhere},
        by_text={text: body for (anywhere, text), body in one.items() if anywhere},
        faults=(*(found for found in read if isinstance(found, Fault)), *_shared(meanings)),
    )


def existed(body: RegisteredBody, issued: str | None) -> bool:
    """Tell whether a body had its name on a day."""
    return issued is None or ((body.valid_from or "") <= issued and issued <= (body.valid_to or "9999"))


def _identified(found: UserBody) -> UserBody:
    """Return a body with the IRI, category, lines and level that its name has where the file gives none."""
    body = found.body
    parsed = names.parse(body.name, body.region)
    category = body.category or body_types.category_of(parsed, body.level)
    lines = body.lines or tuple(sorted(line.iri for line in body_types.lines_of(parsed, body.level)))
    iri = body.iri or department_iri(key(body.name, body.region))
    order = (entry(category).order or 0) * 1000 + _OWN_ORDER if body.order == _OWN_ORDER else body.order
    return replace(found, body=replace(body, iri=iri, category=category, lines=lines, order=order))


def _shared(meanings: Mapping[tuple[bool, str], list[tuple[UserBody, str]]]) -> Iterator[Fault]:
    """Yield a sentence with both bodies for every label that two of them have in one region."""
    for (first, _), *others in meanings.values():
        for other, text in others:
            if other.body.iri != first.body.iri:
                where = f"{first.body.name} in {first.path}, line {first.line}"
                yield Fault(other.path, other.line, f"{text} means {other.body.name} here and {where}; it is taken for neither.")
