"""SPARQL over the merged graph of the library: what Cypher asks the property graph, asked of the RDF that is kept.

Every document of the library is a named graph, of a work the edition that counts alone; the default graph is all of
them and the ontology together. A query runs in a process of its own, which can be ended: it reads, within a time, and reaches
nothing outside.
queries/sparql/NAME.rq is the twin of queries/NAME.cypher: the same parameters, columns and rows, $name where a value is put.
"""

import os
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from queue import Empty, SimpleQueue
from typing import IO, Any

from kg import files, library
from kg.errors import InvalidValue, KgError, RefusedQuery
from kg.graph import Rows, bound, query
from kg.ontology import NAMESPACE
from kg.sentences import failure

SECONDS, ROWS = 10.0, 10_000  # as for Cypher
MEMORY = 2 * 2**30  # bytes a query may take beyond the graph itself
VOCABULARIES = ("metaverse.ttl", "roles.ttl", "quantities.ttl")  # what the graphs of documents point to: classes, roles, comparators
PREFIXES = {"mv": NAMESPACE, "skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_QUIET = re.compile(
    r"""'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|<[^<>\s{}|^`\\]*>|\#[^\n\r]*""",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$])SERVICE(?!\w)", re.IGNORECASE)
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r"}
_PLACE = re.compile(r"\$(\w+)")
_READERS = {"integer": int, "long": int, "int": int, "decimal": float, "double": float, "float": float}


def select(text: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Rows:
    """Return the rows of a SPARQL query over the library: SELECT as it says, ASK one row, CONSTRUCT and DESCRIBE a row a triple.

    Raises RefusedQuery where it is wrong, changes something, asks another server or takes longer than `seconds`.
    """
    _check(text)
    process = subprocess.Popen([sys.executable, "-m", "kg.sparql"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    answers: SimpleQueue[Any] = SimpleQueue()
    listener = threading.Thread(target=_listen, args=(process, (text, _sources(), limit), answers), daemon=True)
    listener.start()
    try:
        return _awaited(answers, seconds)
    finally:
        process.kill()
        listener.join()
        process.communicate()


def twins() -> tuple[str, ...]:
    """Return the names of the questions that have a twin in SPARQL, in alphabetical order."""
    return tuple(sorted(path.stem for path in (files.QUERIES / "sparql").glob("*.rq")))


def twin(name: str, parameters: Mapping[str, Any] | None = None) -> str:
    """Return the SPARQL of a question of the library with its parameters put in; a name of a document is its IRI."""
    values = bound(query(name), parameters or {})
    if isinstance(document := values.get("document"), str):
        values["document"] = library.find(document).iri
    text = (files.QUERIES / "sparql" / f"{name}.rq").read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: _term(values[found[1]]), text)


def _term(value: Any) -> str:
    """Return a value as SPARQL writes it in VALUES: UNDEF for none."""
    if value is None:
        return "UNDEF"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    escaped = str(value).translate(_ESCAPES)
    return f'"{escaped}"'


def _check(text: str) -> None:
    """Refuse a query that would ask another server; that it only reads the engine sees to, which has no updates in queries."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    if not plain.strip():
        raise failure(RefusedQuery, "query.empty")
    if any("\ud800" <= character <= "\udfff" for character in plain):
        raise failure(InvalidValue, "query.half-character", where="the query")
    if _SERVICE.search(_QUIET.sub(" ", plain)):
        raise failure(RefusedQuery, "query.service")


def _sources() -> tuple[str, ...]:
    """Return the RDF files of the documents that count."""
    works = library.works_kept()
    return tuple(str(library.rdf_path(k)) for k in library.kept() if works[k.iri].counted.iri == k.iri)


def _listen(process: "subprocess.Popen[bytes]", asked: tuple[str, tuple[str, ...], int], answers: "SimpleQueue[Any]") -> None:
    """Ask the process, and put in the queue that it has read the graph, then its answer; None where it ends without one."""
    assert process.stdin is not None and process.stdout is not None
    try:
        pickle.dump(asked, process.stdin)
        process.stdin.flush()
        answers.put(pickle.load(process.stdout))
        answers.put(pickle.load(process.stdout))
    except (OSError, EOFError, pickle.UnpicklingError):
        answers.put(None)


def _awaited(answers: "SimpleQueue[Any]", seconds: float) -> Rows:
    """Return what the process answers; the time runs from when it has read the graph."""
    try:
        answer = answers.get() and answers.get(timeout=seconds)
    except Empty:
        raise failure(RefusedQuery, "query.too-slow-after", seconds=f"{seconds:g}") from None
    if answer is None:
        raise failure(RefusedQuery, "query.too-large")
    if isinstance(answer, KgError):
        raise answer
    rows: Rows = answer
    return rows


# ---------------------------------------------------------------- in the process


def _answer(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read the graph, say so, answer one query."""
    text, sources, limit = pickle.load(asked)
    store = _merged(sources)
    _tell(told, True)
    _bound_memory()
    try:
        _tell(told, _rows(store.query(text, prefixes=PREFIXES), limit))
    except (SyntaxError, ValueError, OSError) as error:
        _tell(told, failure(RefusedQuery, "query.wrong", reason=str(error).strip().split("\n")[0]))


def _tell(told: IO[bytes], answer: object) -> None:
    pickle.dump(answer, told)
    told.flush()


def _merged(sources: tuple[str, ...]) -> Any:
    import pyoxigraph

    store = pyoxigraph.Store()
    name = pyoxigraph.NamedNode(NAMESPACE)
    for vocabulary in VOCABULARIES:
        store.bulk_load(path=str(files.ONTOLOGY / vocabulary), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name)
    for source in sources:
        store.bulk_load(path=source, format=pyoxigraph.RdfFormat.N_QUADS)
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")  # a union would give what two documents say twice
    return store


def _bound_memory() -> None:
    """Let the process take so much more and no more, where the system can hold it to that."""
    if sys.platform == "linux":
        import resource

        import psutil

        most = psutil.Process().memory_info().vms + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _rows(found: Any, limit: int) -> Rows:
    import pyoxigraph

    if isinstance(found, pyoxigraph.QueryBoolean):
        return Rows(("answer",), [(bool(found),)])
    if isinstance(found, pyoxigraph.QueryTriples):
        return _first(("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in found), limit)
    columns = tuple(variable.value for variable in found.variables)
    return _first(columns, ([solution[name] for name in columns] for solution in found), limit)


def _first(columns: tuple[str, ...], found: Iterator[Any], limit: int) -> Rows:
    rows: list[tuple[Any, ...]] = []
    for terms in found:
        if len(rows) == limit:
            return Rows(columns, rows, cut=True)
        rows.append(tuple(_plain(term) for term in terms))
    return Rows(columns, rows)


def _plain(term: Any) -> Any:
    """Return a term as the property graph has it: an IRI and a date as text, a number, a truth."""
    import pyoxigraph

    if term is None or not isinstance(term, pyoxigraph.Literal):
        return None if term is None else getattr(term, "value", str(term))
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return term.value in ("true", "1")
    try:
        return _reader(kind)(term.value)
    except ValueError:
        return term.value


@cache
def _reader(kind: str) -> Any:
    return _READERS.get(kind, str)


def main() -> None:
    """Answer on standard output, and let everything else that is printed go to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _answer(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
