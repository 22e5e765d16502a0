"""What a graph lacks to be complete (the shapes of ontology/shapes.ttl), and what is odd in its plan (kg/quality/checks.py), in words.

violation   the graph is not what it must be      warning   the plan does not say or agree      info   worth knowing
"""

from functools import cache

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg import rdf
from kg.files import ONTOLOGY
from kg.ontology import MV, entries
from kg.quality.checks import checks
from kg.quality.finding import Finding, Severity
from kg.sentences import sentence

__all__ = ["Finding", "render_report", "report"]

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_GRAVEST: tuple[Severity, ...] = ("violation", "warning", "info")


def report(graph: Graph) -> tuple[Finding, ...]:
    """Return what was found in one document's graph, the gravest first, then in the order of the text."""
    found = [*_violated(graph)]
    if not found:  # an incomplete graph may hold no plan that can be read back
        found += checks(rdf.plan(graph))
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (_GRAVEST.index(f.severity), f.start is None, f.start or 0, f.message_zh)))


def render_report(path: str, findings: tuple[Finding, ...], language: str = "zh") -> str:
    """Return a report as lines for a person, in Chinese or English (zh, en): how many of each, then each with its place in the text."""
    words, chinese = {s: sentence(f"check.{s}", language) for s in _GRAVEST}, language == "zh"
    counts = ("，" if chinese else ", ").join(f"{words[s]} {sum(f.severity == s for f in findings)}" for s in _GRAVEST)
    lines = [f"{path}：{counts}" if chinese else f"{path}: {counts}"]
    for finding in findings:
        said = finding.message_zh if chinese else finding.message_en or finding.message_zh
        lines.append(f"  {words[finding.severity]}  {said}{_place(finding, chinese=chinese)}")
    return "\n".join(lines)


def _place(finding: Finding, *, chinese: bool) -> str:
    if finding.start is None:
        return ""
    return f"（第 {finding.start}–{finding.end} 字）" if chinese else f" (characters {finding.start}–{finding.end})"


def _violated(graph: Graph) -> list[Finding]:
    """Return what the shapes say; the graph is validated with the ontology's subclasses beside it, as plain rdflib."""
    from pyshacl import validate

    _, results, _ = validate(graph + _subclasses(), shacl_graph=_shapes(), inference="none", inplace=True)
    return [_finding(graph, results, result) for result in results.subjects(RDF.type, SH.ValidationResult)]


def _finding(graph: Graph, results: Graph, result: Node) -> Finding:
    focus = results.value(result, SH.focusNode)
    message = next((str(o) for o in results.objects(result, SH.resultMessage) if isinstance(o, Literal)), "")
    severity = _SEVERITIES.get(results.value(result, SH.resultSeverity) or SH.Violation, "violation")
    start, end = (_offset(graph, focus, property_) for property_ in (MV.start, MV.end))
    return Finding(severity, f"{message}：{_local(focus)}", str(focus), start, end)


def _offset(graph: Graph, focus: Node | None, property_: URIRef) -> int | None:
    """Return where a thing stands, by itself or by its evidence."""
    place = graph.value(focus, MV.evidence) if focus is not None else None
    found = graph.value(focus, property_) or (graph.value(place, property_) if place is not None else None)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, int) else None


def _local(focus: Node | None) -> str:
    return "/".join(str(focus).split("/")[-2:])


@cache
def _shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


@cache
def _subclasses() -> Graph:
    """Return the ontology's subclass statements, so that a shape for a class sees the members of those below it."""
    graph = Graph()
    for iri, found in entries().items():
        for parent in found.parents:
            graph.add((URIRef(iri), RDFS.subClassOf, URIRef(parent)))
    return graph
