"""A plan's RDF as files: the graph in the form asked for, and the report of the shapes beside it."""

from pathlib import Path

from kg import rdf
from kg.errors import NotWritable
from kg.model import Plan
from kg.quality import render_report
from kg.quality import report as findings

SUFFIXES = {"turtle": ".ttl", "nquads": ".nq", "jsonld": ".jsonld"}
HASH = 8  # characters of the source's hash in a file name: two files of one name stay two


def write(plan: Plan, out: Path, form: str) -> list[Path]:
    """Write the RDF and the report of a plan into a folder; return the files."""
    name = f"{Path(plan.source.path).stem}-{plan.source.sha256[:HASH]}"
    graph = rdf.graph(plan)
    forms = {"turtle": lambda: rdf.turtle(plan), "nquads": lambda: "".join(rdf.nquads([plan])), "jsonld": lambda: rdf.jsonld(plan)}
    report = render_report(plan.source.path, findings(graph))
    files = {out / f"{name}{SUFFIXES[form]}": forms[form](), out / f"{name}.report.txt": report + "\n"}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise NotWritable(f"{out}: cannot be written ({error.strerror}); name another folder with --out.") from error
    return list(files)
