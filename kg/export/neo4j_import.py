"""The graph as files for `neo4j-admin database import`: the way into an empty Neo4j for more documents than transactions are made for.

nodes-N.csv, relationships-N.csv   one for each set of labels, each type, and each way its numbers are kept
import.args                        what neo4j-admin is called with: neo4j-admin @import.args
constraints.cypher                 what makes `kg load` fast afterwards, to be run once the database is started
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.errors import NotWritable
from kg.graph import WholeGraph, constraint

SEPARATOR = "\x1f"  # between the values of a list: no text of ours holds it, JSON writes it as an escape
ARGUMENTS = ("database", "import", "full", "neo4j", "--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string")
_TYPES = {bool: "boolean", int: "long", float: "double", list: "string[]"}

Row = tuple[tuple[str, ...], dict[str, Any]]
"""The cells that name a row (nothing for a node, start and end for a relationship), and its properties."""


def write_import(graph: WholeGraph, out: Path) -> list[Path]:
    """Write a graph into a folder as neo4j-admin reads it; return the files."""
    nodes: dict[str, list[Row]] = defaultdict(list)
    for labels, properties in graph.nodes:
        nodes[":".join(labels)].append(((), properties))
    relationships: dict[str, list[Row]] = defaultdict(list)
    for kind, start, end, properties in graph.relationships:
        relationships[kind].append(((start, end), properties))
    files: dict[str, str] = {}
    arguments = [*ARGUMENTS]
    ends_of: dict[str, tuple[str, ...]] = {"nodes": (), "relationships": (":START_ID", ":END_ID")}
    for option, groups in (("nodes", nodes), ("relationships", relationships)):
        for number, (name, rows) in enumerate(_apart(groups), 1):
            file = f"{option}-{number}.csv"
            files[file] = _csv(ends_of[option], rows)
            arguments.append(f"--{option}={name}={file}")
    in_use = sorted({label for labels, _ in graph.nodes for label in labels})
    files["constraints.cypher"] = "".join(f"{constraint(label)};\n" for label in in_use)
    files["import.args"] = "\n".join(arguments) + "\n"
    return _written(files, out)


def _apart(groups: dict[str, list[Row]]) -> Iterable[tuple[str, list[Row]]]:
    """Yield the rows of each name with one type a property: a column of neo4j-admin has one, and 3 beside 2.5 is kept as 3."""
    for name, rows in sorted(groups.items()):
        alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            alike[tuple(sorted(key for key, value in row[1].items() if isinstance(value, float)))].append(row)
        for _, found in sorted(alike.items()):
            yield name, found


def _csv(ends: tuple[str, ...], rows: Sequence[Row]) -> str:
    columns = sorted({key: type(value) for _, properties in rows for key, value in properties.items()}.items())
    head = [*ends, *(_header(name, kind, node=not ends) for name, kind in columns)]
    lines = [",".join(head)]
    for named, properties in rows:
        lines.append(",".join([*map(_cell, named), *(_cell(properties.get(name)) for name, _ in columns)]))
    return "\n".join(lines) + "\n"


def _header(name: str, kind: type, *, node: bool) -> str:
    if node and name == "iri":
        return "iri:ID"
    return f"{name}:{_TYPES[kind]}" if kind in _TYPES else name


def _cell(value: Any) -> str:
    """Return a value as neo4j-admin reads it: nothing for none, text always in quotation marks, so that an empty text stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _written(files: dict[str, str], out: Path) -> list[Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotWritable(f"{out}: cannot be written ({error.strerror}); name another folder with --out.") from error
    return [out / name for name in files]
