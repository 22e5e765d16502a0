"""The command line. Results go to standard output, progress and notes to standard error; exit codes are `kg.errors.Exit`."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from kg.errors import Exit, InvalidValue, KgError

if TYPE_CHECKING:
    from ingest.batch import Failure
    from ingest.evaluation import Coverage, Evaluation
    from kg.model import Plan
    from kg.store import Rows

DEBUG = "--debug"
DOCUMENT_COLUMNS = ("title", "type", "region", "year", "tasks", "source", "iri")
T = TypeVar("T")

app = typer.Typer(
    name="kg",
    help="Who must do what in a Chinese government plan: from the document to an RDF ontology, a graph and pictures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="--debug shows where an error came from. The environment: NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE, KG_HOME.",
)
store_app = typer.Typer(help="The embedded server.", no_args_is_help=True)
app.add_typer(store_app, name="store")


class PlanForm(StrEnum):
    """How an extraction is printed."""

    json = "json"
    table = "table"


class RowForm(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class RdfForm(StrEnum):
    """How RDF is written."""

    turtle = "turtle"
    nquads = "nquads"
    jsonld = "jsonld"


class Segmenter(StrEnum):
    """Who cuts the words: the reference, or its fast twin."""

    jieba = "jieba"
    rjieba = "rjieba"


Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="files, folders, zips, or - for standard input")]
Rowed = Annotated[RowForm, typer.Option("--format", help="how rows are printed")]
Given = Annotated[list[str] | None, typer.Argument(metavar="[key=value]…")]
Meta = Annotated[Path | None, typer.Option(help="a CSV with title, region, year … where the text has none")]
Jobs = Annotated[int, typer.Option(min=1, help="processes to read with")]


def main() -> None:
    """Run the command line: one sentence and an exit code for every error."""
    debug = DEBUG in sys.argv
    argv = [word for word in sys.argv[1:] if word != DEBUG]
    _speak_utf8()
    try:
        app(args=argv, prog_name="kg")
    except KgError as error:
        if debug:
            raise
        _fail(str(error), error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if debug:
            raise
        _fail(_told(error), Exit.REFUSED)
    except Exception as error:
        if debug:
            raise
        _fail(f"the program failed ({type(error).__name__}: {error}); {DEBUG} shows where.", Exit.REFUSED)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams on a terminal and in a pipe


def _told(error: OSError) -> str:
    """Return what the system refused, in a sentence."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _fail(sentence: str, code: Exit) -> NoReturn:
    note(sentence)
    raise SystemExit(int(code))


def note(sentence: str) -> None:
    """Say something to the person, not to the program that reads the results."""
    typer.echo(sentence, err=True)


@app.command()
def run(
    plans: Annotated[list[str] | None, typer.Argument(metavar="[FILE]…", help="plans; without one the sample")] = None,
    port: Annotated[int | None, typer.Option(help="the port of the app")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="do not open a browser")] = False,
) -> None:
    """Read plans, build and load them, and open the app."""
    from kg import files
    from kg.ui import start

    free = start.port(port)
    loaded, failed = _load(plans or [str(files.SAMPLE)], jobs=1, apart=True)
    if failed and not loaded:
        raise typer.Exit(Exit.REFUSED)
    raise typer.Exit(start.serve(free, browser=not no_browser, document=loaded[0] if loaded else None))


@app.command("app")
def app_command(
    port: Annotated[int | None, typer.Option(help="the port of the app")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="do not open a browser")] = False,
) -> None:
    """Open the app on what is loaded."""
    from kg.ui import start

    raise typer.Exit(start.serve(start.port(port), browser=not no_browser))


@app.command()
def text(file: Annotated[str, typer.Argument(metavar="FILE", help="a document, or - for standard input")]) -> None:
    """Print the plain text that all offsets count in, with nothing added."""
    from ingest.batch import source

    sys.stdout.write(source(file).text)


@app.command()
def extract(
    paths: Paths,
    form: Annotated[PlanForm, typer.Option("--format", help="JSON lines, or a table for a person")] = PlanForm.json,
    segmenter: Annotated[Segmenter, typer.Option(help="who cuts the words")] = Segmenter.jieba,
    jobs: Jobs = 1,
    meta: Meta = None,
    known_only: Annotated[bool, typer.Option("--known-only", help="only technologies of the vocabulary")] = False,
) -> None:
    """Print what the plans say: one JSON object a line, a document each, or a table."""
    from kg.export.brief import brief
    from kg.model import plan_json

    failed = Failures()
    for plan in failed.apart(_read(paths, segmenter=segmenter, jobs=jobs, meta=meta, discover=not known_only)):
        if form is PlanForm.table:
            typer.echo(brief(plan))
        else:
            sys.stdout.write(json.dumps(plan_json(plan), ensure_ascii=False) + "\n")
        if not plan.tasks:
            note(f"{plan.source.path}: no tasks were found; the text does not read as a plan.")
    failed.leave()


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="the folder of annotated documents, or a table of links")],
    paths: Paths,
    form: Annotated[PlanForm, typer.Option("--format", help="a table, or JSON")] = PlanForm.table,
    errors: Annotated[bool, typer.Option("--errors", help="list every difference in its sentence")] = False,
    thresholds: Annotated[Path | None, typer.Option(help="a TOML file of what is annotated and must be reached")] = None,
    segmenter: Annotated[Segmenter, typer.Option(help="who cuts the words")] = Segmenter.jieba,
    jobs: Jobs = 1,
) -> None:
    """Measure the reading against annotated documents: precision, recall, F1 a field."""
    from ingest import evaluation

    held = evaluation.coverage(thresholds)
    documents, links = evaluation.gold_documents(gold), evaluation.gold_links(gold)
    failed = Failures()
    wanted = frozenset(documents) | {row.document for row in links}
    plans = failed.apart(_read(paths, segmenter=segmenter, jobs=jobs, meta=None, discover=True, only=wanted))
    result = evaluation.evaluate(documents, plans, held, links)
    _print_evaluation(result, held, form, errors=errors)
    failed.leave()
    if below := result.below(held):
        note(f"under the threshold: {', '.join(below)}.")
        raise typer.Exit(Exit.BELOW)


def _print_evaluation(result: "Evaluation", held: "Coverage", form: PlanForm, *, errors: bool) -> None:
    from ingest.evaluation import COLUMNS, figures
    from kg.tables import rendered

    rows = figures(result, held)
    typer.echo(rendered(COLUMNS, rows if form is PlanForm.json else [r for r in rows if r[0] == "total"], form.value))
    if form is PlanForm.table:
        typer.echo(f"titles right: {result.titles.hits} of {result.titles.hits + result.titles.missed}")
    for slip in result.slips if errors else ():
        typer.echo(f"{slip.document} {slip.field} {slip.place}: missed {list(slip.missed)} extra {list(slip.extra)}")
    for name in result.unread:
        note(f"{name}: annotated, but not among the documents read.")


@app.command()
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="the folder to write into")],
    form: Annotated[RdfForm, typer.Option("--format", help="the form of the RDF")] = RdfForm.turtle,
    meta: Meta = None,
) -> None:
    """Write the RDF of the plans, and the report of the shapes beside it."""
    from kg.export.rdf_files import write

    failed = Failures()
    for plan in failed.apart(_read(paths, meta=meta)):
        for path in write(plan, out, form.value):
            typer.echo(str(path))
    failed.leave()


@app.command()
def validate(paths: Paths, meta: Meta = None) -> None:
    """Check plans, or RDF that `kg build` wrote, against the shapes; in words, with the place in the text."""
    from kg import catalogue, rdf, validation

    failed = Failures()
    violated = False
    for plan in failed.apart(catalogue.plans(paths, lambda documents: _read(documents, meta=meta))):
        findings = validation.report(rdf.graph(plan))
        violated |= any(f.severity == "violation" for f in findings)
        typer.echo(validation.told(plan.source.path, findings))
    failed.leave()
    if violated:
        raise typer.Exit(Exit.BELOW)


@app.command()
def load(paths: Paths, jobs: Jobs = 1, meta: Meta = None) -> None:
    """Read plans, or RDF that `kg build` wrote, into the library and the graph."""
    _, failed = _load(paths, jobs=jobs, meta=meta)
    if failed:
        raise typer.Exit(Exit.REFUSED)


@app.command()
def remove(document: Annotated[str, typer.Argument(help="its hash, IRI or title, as `kg documents` prints them")]) -> None:
    """Take a document out of the graph and the library."""
    from kg import catalogue
    from kg.store import open_store

    with open_store() as store:
        note(f"removed: {catalogue.remove(store, document)}")


@app.command()
def documents(form: Rowed = RowForm.table) -> None:
    """List the documents in the graph."""
    from kg.store import open_store
    from kg.tables import rendered

    with open_store() as store:
        found = store.documents()
    typer.echo(rendered(DOCUMENT_COLUMNS, [[row.get(name) for name in DOCUMENT_COLUMNS] for row in found], form.value))


@app.command()
def questions(form: Rowed = RowForm.table) -> None:
    """List the question library."""
    from kg.queries import queries
    from kg.tables import rendered

    rows = [
        (q.name, q.title_zh, q.title_en, ", ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters))
        for q in queries().values()
        if q.kind == "question"
    ]
    typer.echo(rendered(("name", "标题", "title", "parameters"), rows, form.value))


@app.command()
def ask(
    name: Annotated[str, typer.Argument(help="as `kg questions` lists them")], given: Given = None, form: Rowed = RowForm.table
) -> None:
    """Ask a named question, with parameters as key=value."""
    from kg.queries import ask as ask_store
    from kg.queries import query
    from kg.store import open_store

    query(name)
    with open_store() as store:
        _print_rows(ask_store(store, name, _parameters(given)), form)


@app.command()
def cypher(text: Annotated[str, typer.Argument(metavar="QUERY")], given: Given = None, form: Rowed = RowForm.table) -> None:
    """Run a read-only Cypher query, with parameters as key=value."""
    from kg.store import open_store

    with open_store() as store:
        _print_rows(store.read(text, {key: _typed(value) for key, value in _parameters(given).items()}), form)


@store_app.command("status")
def store_status() -> None:
    """Say whether the embedded server runs, where, and how much it holds."""
    from kg import localserver

    found = localserver.status()
    megabytes = 2**20
    state = f"running at {found.address}, process {found.pid}, {(found.memory or 0) / megabytes:.0f} MB" if found.running else "not running"
    typer.echo(f"{state}; {found.disk / megabytes:.1f} MB on disk in {found.folder}")


@store_app.command("start")
def store_start() -> None:
    """Start the embedded server."""
    from kg import localserver

    typer.echo(localserver.start().uri)


@store_app.command("stop")
def store_stop() -> None:
    """End the embedded server now."""
    from kg import localserver

    note("stopped." if localserver.stop() else "it was not running.")


@store_app.command("reset")
def store_reset() -> None:
    """Empty the embedded server; the library stays, and `kg store repair` loads it again."""
    from kg import localserver

    localserver.reset()
    note("emptied.")


@store_app.command("repair")
def store_repair() -> None:
    """Bring the graph up to date with the library."""
    from kg import catalogue
    from kg.store import open_store

    with open_store() as store:
        note(f"{len(catalogue.repair(store))} documents brought up to date from the library.")


class Failures:
    """The files of a run that could not be read; the others go on."""

    def __init__(self) -> None:
        self.count = 0

    def apart(self, found: "Iterable[T | Failure]") -> Iterator[T]:
        """Yield what was read; say and count what was not."""
        from ingest.batch import Failure

        for one in found:
            if isinstance(one, Failure):
                if one.cause and DEBUG in sys.argv:
                    raise one.cause
                self.count += 1
                note(one.sentence)
            else:
                yield one

    def leave(self) -> None:
        """End with exit code 2 if a file could not be read."""
        if self.count:
            raise typer.Exit(Exit.REFUSED)


def _read(
    paths: Iterable[str],
    *,
    segmenter: str = "jieba",
    jobs: int = 1,
    meta: Path | None = None,
    discover: bool = True,
    only: frozenset[str] | None = None,
    apart: bool = False,
) -> "Iterator[Plan | Failure]":
    from ingest.batch import Reading, read_all

    reading = Reading(segmenter=segmenter, discover=discover, meta=str(meta) if meta else None)
    return _watched(read_all(paths, reading, jobs=jobs, only=only, apart=apart))


def _watched(found: Iterator[T]) -> Iterator[T]:
    """Show how many documents were read while somebody waits at a terminal that does not show the results themselves."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=None)
        for one in found:
            bar.advance(task)
            yield one


def _load(paths: Iterable[str], *, jobs: int, meta: Path | None = None, apart: bool = False) -> tuple[list[str], int]:
    """Load documents one after the other; return the IRIs of those loaded, and how many files could not be read."""
    from kg import catalogue
    from kg.store import open_store

    failed = Failures()
    loaded = []
    with open_store() as store:
        catalogue.catch_up(store)
        for plan in failed.apart(catalogue.plans(paths, lambda files: _read(files, jobs=jobs, meta=meta, apart=apart))):
            outcome = catalogue.load(store, plan)
            loaded.append(outcome.iri)
            note(str(outcome))
    return loaded, failed.count


def _parameters(given: Iterable[str] | None) -> dict[str, str]:
    """Return key=value words as a map."""
    found = {}
    for word in given or ():
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise InvalidValue(f"{word}: a parameter is written key=value.")
        found[key] = value
    return found


def _typed(value: str) -> Any:
    """Return a parameter of a free query as JSON reads it, else as text: 3, 4.5, true, null, ["a"], 省科技厅."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _print_rows(rows: "Rows", form: RowForm) -> None:
    from kg.tables import rendered

    typer.echo(rendered(rows.columns, rows.rows, form.value))
    if rows.cut:
        note(f"cut off after {len(rows.rows)} rows.")


if __name__ == "__main__":
    main()
