"""The options and arguments that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DEBUG = "--debug"


class PlanForm(StrEnum):
    """How an extraction is printed."""

    json = "json"
    table = "table"


class RowForm(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    excel = "excel"
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


class Language(StrEnum):
    """The language of a report."""

    zh = "zh"
    en = "en"


class Recognition(StrEnum):
    """Whether the text of scans and pictures is recognised."""

    auto = "auto"
    off = "off"


Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="files, folders, zips, or - for standard input")]
Rowed = Annotated[RowForm, typer.Option("--format", help="how rows are printed")]
Given = Annotated[list[str] | None, typer.Argument(metavar="[key=value]…")]
Meta = Annotated[Path | None, typer.Option(help="a CSV with title, region, year … where the text has none")]
Ocr = Annotated[Recognition, typer.Option(help="recognise scans and pictures (with the extra ocr), or leave them unread")]
Jobs = Annotated[int, typer.Option(min=1, help="processes to read with")]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="read on a Dask cluster (extra cluster): its scheduler's address, or local")
]
