"""Commands on the store itself: the embedded server, and the repair of the graph from the library."""

import typer

from kg.cli.output import note

app = typer.Typer(help="The embedded server.", no_args_is_help=True)


@app.command("status")
def store_status() -> None:
    """Say whether the embedded server runs, where, and how much it holds."""
    from kg.graph import embedded

    found = embedded.status()
    megabytes = 2**20
    state = f"running at {found.address}, process {found.pid}, {(found.memory or 0) / megabytes:.0f} MB" if found.running else "not running"
    typer.echo(f"{state}; {found.disk / megabytes:.1f} MB on disk in {found.folder}")


@app.command("start")
def store_start() -> None:
    """Start the embedded server."""
    from kg.graph import embedded

    typer.echo(embedded.start().uri)


@app.command("stop")
def store_stop() -> None:
    """End the embedded server now."""
    from kg.graph import embedded

    note("stopped." if embedded.stop() else "it was not running.")


@app.command("reset")
def store_reset() -> None:
    """Empty the embedded server; the library stays, and `kg store repair` loads it again."""
    from kg.graph import embedded

    embedded.reset()
    note("emptied.")


@app.command("repair")
def store_repair() -> None:
    """Bring the graph up to date with the library."""
    from kg import catalogue, library
    from kg.graph import open_store

    for sentence in library.mend():
        note(sentence)
    with open_store() as store:
        note(f"{len(catalogue.repair(store))} documents brought up to date from the library.")
