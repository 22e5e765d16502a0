"""The user's own vocabulary: bodies, places and technologies that win over the shipped ones."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Rowed, RowForm
from kg.cli.output import note
from kg.errors import Exit

app = typer.Typer(no_args_is_help=True, help="Your own bodies, places and technologies, kept in KG_HOME/vocabulary.")


class VocabularyKind(StrEnum):
    """What a user may add."""

    bodies = "bodies"
    places = "places"
    technologies = "technologies"


class VocabularyListing(StrEnum):
    """What can be listed: the user's own, or what the shipped register has for their columns."""

    own = "own"
    lines = "lines"
    categories = "categories"


@app.command("list")
def list_(
    what: Annotated[VocabularyListing, typer.Argument(help="own, or the lines or categories a body may have")] = VocabularyListing.own,
    form: Rowed = RowForm.table,
) -> None:
    """List your own bodies, places and technologies, with the file and line each stands on."""
    from kg.export import rendered
    from kg.register import known_categories, known_lines, own_entries

    if what is VocabularyListing.own:
        rows = [(e.kind, e.name, e.region, "、".join(e.names), e.place) for e in own_entries()]
        typer.echo(rendered(("kind", "name", "region", "other names", "place"), rows, form.value))
        return
    named = known_lines() if what is VocabularyListing.lines else known_categories()
    typer.echo(rendered(("name", "iri"), list(named.items()), form.value))


@app.command()
def add(
    kind: Annotated[VocabularyKind, typer.Argument(help="what the file holds")],
    file: Annotated[Path, typer.Argument(help="a CSV, also as Excel saves it; bodies also as Turtle")],
    replace: Annotated[bool, typer.Option("--replace", help="take it in place of a file of this name")] = False,
) -> None:
    """Keep a file of your own; what is wrong in it is said with its line, and nothing is kept."""
    from kg.register import faults_of, keep

    if found := faults_of(kind.value, [file]):
        _say(found)
        raise typer.Exit(Exit.REFUSED)
    kept = keep(kind.value, file, replace=replace)
    note(f"kept: {kept}")
    _say(clash for clash in _clashes() if str(kept) in clash)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="files that are not kept yet; without any, all that are")] = None,
) -> None:
    """Say which line of which file is wrong, or means something else already; exit code 1 if any does."""
    from kg.register import faults_of, kind_of, kinds_kept, user_paths

    found = [fault for path in files or () for fault in faults_of(kind_of(path), [path])]
    if not files:
        found = [fault for kind in kinds_kept() for fault in faults_of(kind, user_paths(kind))]
        found += [clash for clash in _clashes() if clash not in found]
    for sentence in found:
        typer.echo(sentence)
    if found:
        raise typer.Exit(Exit.BELOW)


def _clashes() -> tuple[str, ...]:
    from kg.register import own_clashes

    return own_clashes()


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        note(sentence)
