"""What a body counts as when figures are computed: itself, what it became, its lines or its level."""

from collections.abc import Iterable

from kg.analysis.incidence import Identity
from kg.analysis.records import BodyFacts
from kg.ontology import MV
from kg.register import ties


def followed(iri: str) -> tuple[str, ...]:
    """Return what a body is called today: its one successor, and that one's, as the register states them.

    A body whose work went to several stays itself: which of them took a task over, the register does not say.
    """
    met = {iri}
    while len(after := {tie.end for tie in ties(iri) if tie.type == str(MV.Succession)}) == 1 and not after <= met:
        (iri,) = after
        met.add(iri)
    return (iri,)


def by_line(bodies: Iterable[BodyFacts]) -> Identity:
    """Return what makes bodies count as their lines (条线): 发展改革 with 财政 in every province. A body without a line is left out."""
    lines = {body.iri: body.lines for body in bodies}
    return lambda iri: lines.get(iri, ())


def by_level(bodies: Iterable[BodyFacts]) -> Identity:
    """Return what makes bodies count as their level: 国家, 省, 市, 县. A body of no known level is left out."""
    levels = {body.iri: (body.level,) if body.level else () for body in bodies}
    return lambda iri: levels.get(iri, ())
