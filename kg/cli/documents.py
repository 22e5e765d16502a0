"""Commands on what is kept: documents in and out of the library and the graph."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Jobs, Meta, Ocr, Paths, Recognition, Rowed, RowForm
from kg.cli.output import Failures, Loading, note, open_graph, read_plans
from kg.errors import Exit, InvalidValue

DOCUMENT_COLUMNS = ("hash", "title", "type", "region", "year", "tasks", "edition", "source", "iri")

if TYPE_CHECKING:
    from kg.catalogue import Choice

app = typer.Typer()


@app.command()
def load(
    paths: Paths,
    jobs: Jobs = 1,
    meta: Meta = None,
    ocr: Ocr = Recognition.auto,
    replace: Annotated[bool, typer.Option("--replace", help="take the place of loaded editions of the same plan")] = False,
    keep_both: Annotated[bool, typer.Option("--keep-both", help="count plans that look alike as plans of their own")] = False,
) -> None:
    """Read plans, or RDF that `kg build` wrote, into the library and the graph."""
    if replace and keep_both:
        raise InvalidValue("--replace and --keep-both exclude each other; choose one.")
    choice: Choice = "replace" if replace else "both" if keep_both else "rule"
    _, failed = load_plans(paths, jobs=jobs, meta=meta, recognise=ocr is Recognition.auto, choice=choice)
    if failed:
        raise typer.Exit(Exit.REFUSED)


@app.command()
def remove(document: Annotated[str, typer.Argument(help="its hash, IRI or title, as `kg documents` prints them")]) -> None:
    """Take a document out of the graph and the library."""
    from kg import catalogue

    with open_graph() as store:
        note(f"removed: {catalogue.remove(store, document)}")


@app.command()
def documents(form: Rowed = RowForm.table) -> None:
    """List the documents in the graph."""
    from kg.export import rendered
    from kg.graph import ask

    with open_graph() as store:
        found = ask(store, "page-documents")
    typer.echo(rendered(DOCUMENT_COLUMNS, found.rows, form.value))


def load_plans(
    paths: Iterable[str], *, jobs: int, meta: Path | None = None, apart: bool = False, recognise: bool = True, choice: "Choice" = "rule"
) -> tuple[list[str], int]:
    """Load documents in groups, reading on while the graph takes them; return the IRIs of those loaded, and how many files failed."""
    from kg import catalogue, library
    from kg.graph import open_store

    failed = Failures()
    loaded: list[str] = []
    for sentence in library.mend():
        note(sentence)
    with open_store() as store, Loading() as bar:
        catalogue.load_missing(store)
        reading = partial(read_plans, jobs=jobs, meta=meta, apart=apart, recognise=recognise, watched=False)
        for outcome in catalogue.load_many(store, failed.apart(catalogue.plans(paths, reading)), choice=choice):
            if isinstance(outcome, catalogue.NotLoaded):
                failed.add(f"{outcome.title}: kept, but not in the graph: {outcome.error}")
                continue
            loaded.append(outcome.iri)
            bar.add(outcome.nodes + outcome.relationships)
            note(str(outcome))
    if len(loaded) + failed.count > 1:
        note(bar.summary())
        failed.again()
    return loaded, failed.count
