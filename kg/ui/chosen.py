"""Which documents a page over many is about: those of the filters that the address carries from page to page."""

from collections.abc import Sequence

from kg.ontology import MV
from kg.ui import controls, listing, navigation, reading
from kg.ui.language import named, say
from kg.ui.listing import Filters, Listed
from kg.ui.words import Said

NAMES = ("q", "region", "level", "year", "kind")


def documents() -> list[Listed]:
    """Return the documents that are chosen; all of them where the address has no filter."""
    return listing.kept(reading.documents(), Filters(**{name: navigation.there(name) or "" for name in NAMES}), {})


def switches() -> None:
    """Draw the search and the filters, each with the number of documents of every value."""
    controls.words("q", say("files.search"), width=130)
    said = {"region": named(MV.region), "level": named(MV.level), "year": say("files.year"), "kind": named(MV.documentType)}
    for name, what in said.items():
        counted = listing.options(reading.documents(), name)
        if len(counted) > 1 or navigation.there(name):
            shown = {"": say("files.any", what=what)} | {v: f"{called(name, v)} {n}" for v, n in counted.items()}
            controls.choice(name, what, shown, width=112)


def lines() -> dict[str, str]:
    """Return what a choice of a line (条线) offers, by IRI."""
    return {"": say("files.any", what=named(MV.Line))} | dict(sorted(reading.line_names().items(), key=lambda named_: named_[1]))


def called(name: str, value: str) -> str:
    """Return the value of a filter in words."""
    return say(f"level.{value}") if name == "level" and value in listing.LEVELS else value


def filters() -> list[str]:
    """Return the filters that are set, in words."""
    return [called(name, value) for name in NAMES if (value := navigation.there(name))]


def about(found: Sequence[Listed]) -> list[Said]:
    """Return the filters that are set and how many documents these leave, as a piece of the line under the title; nothing where none is."""
    given = filters()
    return [Said(" · ".join((*given, say("app.count", count=len(found)))))] if given else []


def notice(found: Sequence[Listed]) -> str | None:
    """Return what figures over documents must say where a rewritten sample is among them."""
    return say("cypher.sample", notice=say("app.sample_notice")) if any(d.sample for d in found) else None
