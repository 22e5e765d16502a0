"""Bodies as the pages show them: in protocol order by category, with the category's colour and a name that fits a column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ontology import MV, colour, concept
from kg.ui.dossier import LAST, Body
from kg.ui.language import named, say, written


@dataclass(frozen=True, slots=True)
class Category:
    """What kind of body: its label and colour, its place in protocol order; Party organs are round, classes of bodies hatched."""

    label: str
    colour: str
    order: int
    round: bool = False
    hatched: bool = False


def category(body: Body) -> Category:
    """Return the category of a body; a locality, a class of bodies and a body without category are categories of their own."""
    if body.kind == "locality":
        return Category(named(MV.Locality), colour(MV.Locality), LAST + 1, hatched=True)
    if body.kind == "collective":
        return Category(named(MV.Collective), colour(MV.Collective), LAST + 2, hatched=True)
    if body.category is None:
        return Category(say("bodies.unsure"), colour(MV.otherBody), LAST)
    known = concept(MV.Categories, body.category)
    return Category(written(known), colour(known.iri), known.order or LAST, round=known.iri == str(MV.partyOrgan))


def ordered(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Return bodies in protocol order: by category, then as the register orders them."""
    return tuple(sorted(bodies, key=lambda b: (category(b).order, b.order if b.order is not None else LAST)))


def grouped(bodies: Iterable[Body]) -> list[tuple[Category, tuple[Body, ...]]]:
    """Return bodies in protocol order under their categories."""
    return [(kind, tuple(members)) for kind, members in groupby(ordered(bodies), key=category)]


def short_names(bodies: Sequence[Body]) -> dict[str, str]:
    """Return the shortest name of each body, by IRI; where two would share one, both keep their whole name."""
    short = {b.iri: b.short_name or b.name for b in bodies}
    used = Counter(short.values())
    return {b.iri: short[b.iri] if used[short[b.iri]] == 1 else b.name for b in bodies}
