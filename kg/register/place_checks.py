"""What cannot be in the register of places, each with file and line.

ontology/places.tsv, line 4: the code 330000 is that of 浙江省, in ontology/places.tsv, line 3
"""

from collections.abc import Callable, Iterable, Iterator

from kg.register.place_rows import PlaceRow, rows


def place_contradictions(known: Iterable[PlaceRow] | None = None) -> Iterator[str]:
    """Yield a sentence for each line of the register that cannot be: a code or a name twice, an unknown parent."""
    lines = list(rows() if known is None else known)
    yield from _twice(lines, lambda row: row.cells["code"] if not row.cells["until"] else "", "the code {0} is that of {1}, in {2}")
    yield from _twice(lines, _in_one_place, "{1} is named already, in {2}")
    yield from _one_name_for_two(lines)
    names = {row.cells["name"] for row in lines}
    codes = {row.cells["code"] for row in lines}
    for row in lines:
        parent = row.cells.get("parent")
        if parent is not None and parent not in names:
            yield f"{_at(row)}: {row.cells['name']} lies in {parent or 'no place'}, which no line names"
        if parent is None and not row.cells["code"].endswith("0000") and row.cells["code"][:2] + "0000" not in codes:
            yield f"{_at(row)}: no line has the code of the province of {row.cells['name']} ({row.cells['code']})"
    yield from _circles(lines)


def _circles(lines: Iterable[PlaceRow]) -> Iterator[str]:
    """Yield the places that lie in themselves: 甲县 in 乙市, and 乙市 in 甲县."""
    above = {row.cells["name"]: row.cells.get("parent") or "" for row in lines}
    for row in lines:
        way = [row.cells["name"]]
        while (parent := above.get(way[-1])) and parent not in way:
            way.append(parent)
        if parent == way[0]:
            yield f"{_at(row)}: {' lies in '.join([*way, parent])}, which is a circle; one of them lies in another place"


def _one_name_for_two(lines: Iterable[PlaceRow]) -> Iterator[str]:
    """Yield the other names that are another place's as well; a former place's may be used again."""
    owner = {row.cells["name"]: row for row in lines if not row.cells["until"]}
    for row in lines:
        for name in row.cells["also"].split():
            before = owner.setdefault(name, row)
            if before is not row:
                yield f"{_at(row)}: {row.cells['name']} is also called {name}, which is {before.cells['name']}, in {_at(before)}"


def _at(row: PlaceRow) -> str:
    return f"{row.file}, line {row.line}"


def _in_one_place(row: PlaceRow) -> str:
    """Return what only one line may say: a name in its city or province, at a time."""
    return "|".join((row.cells["name"], row.cells.get("parent") or row.cells["code"][:4], row.cells["until"]))


def _twice(lines: Iterable[PlaceRow], value: Callable[[PlaceRow], str], sentence: str) -> Iterator[str]:
    first: dict[str, PlaceRow] = {}
    for row in lines:
        before = first.setdefault(value(row), row) if value(row) else row
        if before is not row:
            what = sentence.format(row.cells["code"], before.cells["name"], _at(before))
            yield f"{_at(row)}: {what}"
