"""Commands on files: their text, their plans, how well they were read, their RDF."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Jobs, Language, Meta, Ocr, Paths, PlanForm, RdfForm, Recognition, Scheduler, Segmenter
from kg.cli.output import Failures, note, read_plans
from kg.errors import Exit

if TYPE_CHECKING:
    from ingest.evaluation import Coverage, Evaluation
    from kg.model import Plan

app = typer.Typer()


@app.command()
def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="a document, or - for standard input")], ocr: Ocr = Recognition.auto
) -> None:
    """Print the plain text that all offsets count in, with nothing added."""
    from ingest.batch import source

    sys.stdout.write(source(file, recognise=ocr is Recognition.auto).text)


@app.command()
def extract(
    paths: Paths,
    form: Annotated[PlanForm, typer.Option("--format", help="JSON lines, or a table for a person")] = PlanForm.json,
    segmenter: Annotated[Segmenter, typer.Option(help="who cuts the words")] = Segmenter.jieba,
    jobs: Jobs = 1,
    meta: Meta = None,
    ocr: Ocr = Recognition.auto,
    known_only: Annotated[bool, typer.Option("--known-only", help="only technologies of the vocabulary")] = False,
    scheduler: Scheduler = None,
) -> None:
    """Print what the plans say: one JSON object a line, a document each, or a table."""
    failed = Failures()
    recognise = ocr is Recognition.auto
    plans = read_plans(paths, segmenter=segmenter, jobs=jobs, meta=meta, discover=not known_only, recognise=recognise, scheduler=scheduler)
    for plan in failed.apart(plans):
        sys.stdout.write(_extracted(plan, form) + "\n")
        if not plan.tasks:
            note(f"{plan.source.path}: no tasks were found; the text does not read as a plan.")
    failed.leave()


def _extracted(plan: "Plan", form: PlanForm) -> str:
    """Return a plan as printed; what tables need (kg.export and all that it exports) is a third of a start, and only loaded for one."""
    if form is PlanForm.table:
        from kg.export import brief

        return brief(plan)
    from kg.model import plan_json

    return json.dumps(plan_json(plan), ensure_ascii=False)


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="the folder of annotated documents, or a table of links or technologies")
    ],
    paths: Paths,
    form: Annotated[PlanForm, typer.Option("--format", help="a table, or JSON")] = PlanForm.table,
    errors: Annotated[bool, typer.Option("--errors", help="list every difference in its sentence")] = False,
    thresholds: Annotated[Path | None, typer.Option(help="a TOML file of what is annotated and must be reached")] = None,
    segmenter: Annotated[Segmenter, typer.Option(help="who cuts the words")] = Segmenter.jieba,
    jobs: Jobs = 1,
    meta: Meta = None,
) -> None:
    """Measure the reading against annotated documents: precision, recall, F1 a field."""
    from ingest import evaluation

    held = evaluation.coverage(thresholds)
    documents, links, technologies = evaluation.gold_documents(gold), evaluation.gold_links(gold), evaluation.gold_technologies(gold)
    failed = Failures()
    wanted = None if technologies else frozenset(documents) | {row.document for row in links}
    plans = failed.apart(read_plans(paths, segmenter=segmenter, jobs=jobs, meta=meta, discover=True, only=wanted))
    result = evaluation.evaluate(documents, plans, held, links, technologies)
    _print_evaluation(result, held, form, errors=errors)
    failed.leave()
    if below := result.below(held):
        note(f"under the threshold: {', '.join(below)}.")
        raise typer.Exit(Exit.BELOW)


def _print_evaluation(result: "Evaluation", held: "Coverage", form: PlanForm, *, errors: bool) -> None:
    from ingest.evaluation import COLUMNS, figures
    from kg.export import rendered

    rows = figures(result, held)
    typer.echo(rendered(COLUMNS, rows if form is PlanForm.json else [r for r in rows if r[0] == "total"], form.value))
    if form is PlanForm.table:
        typer.echo(f"titles right: {result.titles.hits} of {result.titles.hits + result.titles.missed}")
    for slip in result.slips if errors else ():
        typer.echo(f"{slip.document} {slip.field} {slip.place}: missed {list(slip.missed)} extra {list(slip.extra)}")
    for name in result.unread:
        note(f"{name}: annotated, but not among the documents read.")


@app.command()
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="the folder to write into")],
    form: Annotated[RdfForm, typer.Option("--format", help="the form of the RDF")] = RdfForm.turtle,
    meta: Meta = None,
    scheduler: Scheduler = None,
) -> None:
    """Write the RDF of the plans, and the report of the shapes beside it."""
    from kg.export import write

    failed = Failures()
    for plan in failed.apart(read_plans(paths, meta=meta, scheduler=scheduler)):
        for path in write(plan, out, form.value):
            typer.echo(str(path))
    failed.leave()


@app.command()
def validate(
    paths: Paths,
    meta: Meta = None,
    language: Annotated[Language, typer.Option(help="the language of the report")] = Language.zh,
) -> None:
    """Check plans, or RDF that `kg build` wrote, against the shapes; in words, with the place in the text."""
    from kg import catalogue, rdf
    from kg.quality import render_report, report

    failed = Failures()
    violated = False
    for plan in failed.apart(catalogue.plans(paths, lambda documents: read_plans(documents, meta=meta))):
        findings = report(rdf.graph(plan))
        violated |= any(f.severity == "violation" for f in findings)
        typer.echo(render_report(plan.source.path, findings, language.value))
    failed.leave()
    if violated:
        raise typer.Exit(Exit.BELOW)
