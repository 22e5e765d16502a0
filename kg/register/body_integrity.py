"""Whether the register of bodies and their types is one: what is wrong in it, with the line.

one name for two bodies     省市场监管局 of two bodies of one region whose days overlap
one spelling for two types  发改 of two types of Party organs, or of two other types
nobody                      a line, type or body that is pointed to and not there
a negative label that is    文化和旅游部门 both a name of the body and a look-alike that is not it
"""

from collections.abc import Iterator
from pathlib import Path

from kg.files import ONTOLOGY
from kg.ontology import IRI, BodyType, RegisteredBody, Vocabulary, concepts, gathered
from kg.register.user_files import Fault, subject_line

BODIES, TYPES = "departments.ttl", "body-types.ttl"
_FIRST_DAY, _LAST_DAY = "", "9999"


def body_faults(folder: Path = ONTOLOGY) -> Iterator[Fault]:
    """Yield what is wrong in the register of bodies of a folder, by default the shipped one."""
    bodies, types = folder / BODIES, folder / TYPES
    known = gathered([bodies, types])
    for fault in (*_names_twice(known), *_negative(known), *_pointing(known)):
        yield Fault(bodies, subject_line(bodies, fault[0]), fault[1])
    for iri, sentence in _spellings_twice(known):
        yield Fault(types, subject_line(types, iri), sentence)


Found = tuple[str, str]


def _names_twice(known: Vocabulary) -> Iterator[Found]:
    """Yield the bodies that have a name of another one of their region while that one exists."""
    seen: dict[tuple[str, str], list[RegisteredBody]] = {}
    for body in known.bodies:
        for text in sorted({*body.labels, *body.central}):
            others = seen.setdefault((text, body.region or ""), [])
            for other in others:
                if _overlap(body, other):
                    yield body.iri, f"“{text}” is a name of {other.full_name} and of {body.full_name} at one time; one name means one body."
            others.append(body)


def _overlap(one: RegisteredBody, other: RegisteredBody) -> bool:
    """Tell whether two bodies existed at one time; on the day of a change one follows the other."""
    begins = max(one.valid_from or _FIRST_DAY, other.valid_from or _FIRST_DAY)
    return begins < min(one.valid_to or _LAST_DAY, other.valid_to or _LAST_DAY)


def _negative(known: Vocabulary) -> Iterator[Found]:
    for body in known.bodies:
        for text in sorted({*body.labels, *body.central} & {*body.negative}):
            yield body.iri, f"“{text}” is a name of {body.full_name} and a negative label of it."


def _pointing(known: Vocabulary) -> Iterator[Found]:
    """Yield the bodies and relations that point to a line or body that is not there."""
    lines, bodies = {line.iri for line in known.lines}, {body.iri for body in known.bodies}
    for body in known.bodies:
        yield from ((body.iri, f"{body.full_name} is in {line}, which is no line.") for line in body.lines if line not in lines)
    for tie in known.ties:
        yield from ((tie.iri, f"{end} is no body of the register.") for end in (tie.start, tie.end) if end not in bodies)


def _spellings_twice(known: Vocabulary) -> Iterator[Found]:
    """Yield the types with a spelling of another one, and those that point to what is not there."""
    organ = concepts(IRI.Categories)[0].iri
    seen: dict[tuple[bool, str], BodyType] = {}
    there = {*(k.iri for k in known.types), *(b.iri for b in known.bodies), *(line.iri for line in known.lines)}
    for kind in known.types:
        for text in sorted({*kind.cores, *kind.forms}):
            other = seen.setdefault((kind.category == organ, text), kind)
            if other is not kind:
                yield kind.iri, f"“{text}” is a spelling of {other.name} and of {kind.name}; one spelling means one type."
        for iri in sorted({*kind.lines, kind.city_type or "", kind.subordinate_to or ""} - there - {""}):
            yield kind.iri, f"{kind.name} points to {iri}, which is not there."
