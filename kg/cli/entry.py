"""The entry of the command line: one sentence and an exit code for every error."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from kg.cli import comparing, documents, exporting, pages, plans, questions, store, vocabulary
from kg.cli.options import DEBUG
from kg.cli.output import note
from kg.errors import Exit, KgError

app = typer.Typer(
    name="kg",
    help="Who must do what in a Chinese government plan: from the document to an RDF ontology, a graph and pictures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="--debug shows where an error came from. The environment: NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE, KG_HOME.",
)
for group in (pages, plans, documents, comparing, questions, exporting):
    app.add_typer(group.app)
app.add_typer(store.app, name="store")
app.add_typer(vocabulary.app, name="vocabulary")


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
        _fail(_system_sentence(error), Exit.REFUSED)
    except Exception as error:
        if debug:
            raise
        _fail(f"the program failed ({type(error).__name__}: {error}); {DEBUG} shows where.", Exit.REFUSED)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says, and never fail on a character; a stream that is closed (>&-, a service) swallows it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for as long as the program runs
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def _system_sentence(error: OSError) -> str:
    """Return what the system refused, in a sentence."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _fail(sentence: str, code: Exit) -> NoReturn:
    note(sentence)
    raise SystemExit(int(code))
