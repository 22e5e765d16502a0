"""Commands that open the app."""

from typing import Annotated

import typer

from kg.cli.documents import load_plans
from kg.cli.options import Ocr, Recognition
from kg.errors import Exit

app = typer.Typer()


@app.command()
def run(
    plans: Annotated[list[str] | None, typer.Argument(metavar="[FILE]…", help="plans; without one the sample")] = None,
    port: Annotated[int | None, typer.Option(help="the port of the app")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="do not open a browser")] = False,
    ocr: Ocr = Recognition.auto,
) -> None:
    """Read plans, build and load them, and open the app."""
    from kg import files
    from kg.ui import start

    start.port(port)  # a port that may not be used is refused before anything is read
    loaded, failed = load_plans(plans or [str(files.SAMPLE)], jobs=1, apart=True, recognise=ocr is Recognition.auto)
    if failed and not loaded:
        raise typer.Exit(Exit.REFUSED)
    raise typer.Exit(start.serve(start.port(port), browser=not no_browser, document=loaded[0] if loaded else None))


@app.command("app")
def app_command(
    port: Annotated[int | None, typer.Option(help="the port of the app")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="do not open a browser")] = False,
) -> None:
    """Open the app on what is loaded."""
    from kg.ui import start

    raise typer.Exit(start.serve(start.port(port), browser=not no_browser))
