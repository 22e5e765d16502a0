"""What the compiled tables of ontology/ hold: its terms, the register's lines, types and bodies, technologies, surface forms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A term of the ontology: its labels, colour, parents, and what it becomes in the property graph."""

    iri: str
    label_zh: str
    label_en: str
    comment: str
    colour: str | None
    notation: str | None
    scheme: str | None
    order: int | None
    parents: tuple[str, ...]
    node_label: str | None
    relationship_type: str | None
    property_name: str | None
    starts_at: str | None
    ends_at: str | None
    inlined: bool
    shared: bool
    root: bool


@dataclass(frozen=True, slots=True)
class AdministrativeLine:
    """A line (条线): other cores name bodies in it of which there is no type (房管局 beside 住建局).

    Markers identify it wherever they occur in a name (税务局);
    category and order are what its bodies have where the register does not know better.
    """

    iri: str
    name: str
    other_cores: tuple[str, ...]
    markers: tuple[str, ...]
    category: str
    order: int


@dataclass(frozen=True, slots=True)
class BodyType:
    """A usual body of a province, city or county: the spellings of its name, its lines, and its official name where that is fixed.

    `cores` stand before an ending (发改 + 委), `forms` are all that follows the place (中级人民法院); ontology/body-types.ttl explains
    the others.
    """

    iri: str
    name: str
    cores: tuple[str, ...]
    forms: tuple[str, ...]
    tails: tuple[str, ...]
    lines: tuple[str, ...]
    category: str
    official_core: str | None
    official_at: tuple[str, ...]
    official_endings: tuple[str, ...]
    official_name: str | None
    needs_place: bool
    short_places: tuple[str, ...]
    city_type: str | None
    subordinate_to: str | None


@dataclass(frozen=True, slots=True)
class RegisteredBody:
    """A body of the register: labels are all its names, dates bound its existence.

    `central` are names that mean it only in documents of the central authorities, `negative` look-alikes that are not it.
    """

    iri: str
    name: str
    full_name: str
    short_name: str
    labels: tuple[str, ...]
    central: tuple[str, ...]
    negative: tuple[str, ...]
    category: str
    level: str | None
    region: str | None
    order: int
    lines: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class BodyRelation:
    """A statement between two bodies: a succession (merged, renamed) or a membership, with kind, date and source where known."""

    iri: str
    type: str
    start: str
    end: str
    kind: str
    date: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A technology of the vocabulary with all its labels and the IRIs of its broader terms."""

    iri: str
    name: str
    labels: tuple[str, ...]
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All compiled tables; `forms` maps "scheme/property" to surface form → notation."""

    entries: tuple[OntologyTerm, ...]
    lines: tuple[AdministrativeLine, ...]
    types: tuple[BodyType, ...]
    bodies: tuple[RegisteredBody, ...]
    ties: tuple[BodyRelation, ...]
    terms: tuple[Term, ...]
    forms: dict[str, dict[str, str]]
