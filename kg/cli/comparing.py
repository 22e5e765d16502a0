"""The command that compares two plans."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Meta, Rowed, RowForm
from kg.cli.output import Failures, note, read_plans
from kg.errors import InvalidValue

if TYPE_CHECKING:
    from kg.analysis import Comparison
    from kg.model import Plan

app = typer.Typer()

Compared = Annotated[str, typer.Argument(help="a file, or a loaded document by title, IRI or hash")]


@app.command()
def compare(one: Compared, other: Compared, form: Rowed = RowForm.table, meta: Meta = None) -> None:
    """Say what changed from one plan or edition to another: tasks, owners and roles, targets, dates."""
    from kg.analysis import compare as compared
    from kg.analysis import of_plan
    from kg.export import CHANGE_COLUMNS, change_rows, rendered

    plans = of_plan(_plan(one, meta)), of_plan(_plan(other, meta))
    found = compared(*plans)
    typer.echo(rendered(CHANGE_COLUMNS, change_rows(found, *plans), form.value))
    _note_extent(found)


def _plan(named: str, meta: Path | None) -> "Plan":
    """Return the plan of a file, or of a document of the library."""
    from kg import catalogue, library

    if not Path(named).exists():
        return library.plan(named)
    failed = Failures()
    plans = list(failed.apart(catalogue.plans([named], lambda files: read_plans(files, meta=meta))))
    failed.leave()
    if len(plans) != 1:
        raise InvalidValue(f"{named} holds {len(plans)} documents; name one of them.")
    return plans[0]


def _note_extent(found: "Comparison") -> None:
    """Say what the rows rest on."""
    if found.unrelated:
        note("no task of the one is a task of the other; the two plans are not about the same tasks.")
    elif found.same:
        note("nothing changed.")
    else:
        note(f"{len(found.alignment.pairs)} tasks are in both, {len(found.alignment.doubtful)} more are for a person to decide.")
    if found.basis == "line":
        note("the two are of different regions or levels, so bodies are compared by their administrative line.")
