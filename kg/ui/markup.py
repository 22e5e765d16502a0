"""Records to HTML through the templates of this package; everything that comes from a document is escaped."""

from functools import cache
from typing import Any

from kg.files import PACKAGE
from kg.ontology import MV
from kg.ui.language import named, say

FOLDER = PACKAGE / "ui"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"say": say, "named": named, "MV": MV}
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment


def render(template: str, **values: Any) -> str:
    """Return a template filled with values; a value it needs and does not get is an error."""
    filled: str = _environment().get_template(template).render(**values)
    return filled


@cache
def static(name: str) -> str:
    """Return a file of static/ as text: theme.css, board.js, graph.js."""
    return (FOLDER / "static" / name).read_text(encoding="utf-8")
