"""Commands that ask the graph: the question library, and Cypher of one's own."""

import json
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from kg.cli.options import Given, Rowed, RowForm
from kg.cli.output import open_graph, print_rows
from kg.errors import InvalidValue

app = typer.Typer()


@app.command()
def questions(form: Rowed = RowForm.table) -> None:
    """List the question library."""
    from kg.export import rendered
    from kg.graph import queries

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
    from kg.graph import ask as ask_store
    from kg.graph import query

    query(name)
    with open_graph() as store:
        print_rows(ask_store(store, name, parameters(given)), form)


@app.command()
def cypher(text: Annotated[str, typer.Argument(metavar="QUERY")], given: Given = None, form: Rowed = RowForm.table) -> None:
    """Run a read-only Cypher query, with parameters as key=value."""
    with open_graph() as store:
        print_rows(store.read(text, {key: typed(value) for key, value in parameters(given).items()}), form)


@app.command()
def sparql(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, or the name of a question that has a twin in SPARQL")],
    given: Given = None,
    form: Rowed = RowForm.table,
) -> None:
    """Run a read-only SPARQL query over the RDF of the library, or a named question with parameters as key=value."""
    from kg import sparql as asking

    named = text in asking.twins()
    if given and not named:
        raise InvalidValue(f"key=value is for a named question: {', '.join(asking.twins())}.")
    print_rows(asking.select(asking.twin(text, parameters(given)) if named else text), form)


def parameters(given: Iterable[str] | None) -> dict[str, str]:
    """Return key=value words as a map."""
    found = {}
    for word in given or ():
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise InvalidValue(f"{word}: a parameter is written key=value.")
        found[key] = value
    return found


def typed(value: str) -> Any:
    """Return a parameter of a free query as JSON reads it, else as text: 3, 4.5, true, null, ["a"], 省科技厅."""
    try:
        return json.loads(value)
    except ValueError:
        return value
    except RecursionError:
        raise InvalidValue("a parameter is nested too deep to be read.") from None
