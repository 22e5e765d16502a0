"""The command that writes what is kept in the forms of other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


class ExportKind(StrEnum):
    """What can be written."""

    neo4j_import = "neo4j-import"


@app.command()
def export(
    kind: Annotated[ExportKind, typer.Argument(help="neo4j-import: files for neo4j-admin database import")],
    out: Annotated[Path, typer.Option(help="the folder to write into")],
) -> None:
    """Write the documents of the library in the form of another program."""
    from kg import catalogue
    from kg.export import write_import

    for path in write_import(catalogue.whole(), out):
        typer.echo(str(path))
