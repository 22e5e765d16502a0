"""What the figures are computed from: a plan as frozen records, made of query rows or of a Plan that was just read.

Nothing here guesses: what a row does not hold is None. Every record that is printed carries its offsets in the document's text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.iris import is_registered


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """Who is named: kind is department, locality or collective; order is the protocol order of the register, `lines` are IRIs."""

    iri: str
    name: str
    kind: str
    full_name: str | None = None
    short_name: str | None = None
    category: str | None = None
    order: int | None = None
    level: str | None = None
    region: str | None = None
    lines: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """Tell whether this is one body that the register does not know; localities and classes of bodies it need not know."""
        return self.kind == "department" and not is_registered(self.iri)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A body named for a task, as printed and where."""

    task: str
    body: str
    role: str
    basis: str
    label: str | None
    mode: str | None
    part: int
    rank: int
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task: `mark` is the number the pages show, unambiguous in the document (三·1); `section` the headings above it.

    `numeral` is that of its printed number: 一 of （一）, 3 of 3.
    """

    iri: str
    mark: str
    number: str
    name: str
    text: str
    section: tuple[str, ...]
    parent: str | None
    deadline: str | None
    due: str | None
    open: bool
    leaf: bool
    start: int
    end: int
    numeral: str | None = None


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target of a task or of the document itself (holder is its IRI); quantified is false for a goal without a number."""

    iri: str
    holder: str
    quote: str
    quantified: bool
    comparator: str | None
    value: float | int | None
    high: float | int | None
    unit: str | None
    object: str | None
    deadline: str | None
    due: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TechnologyFacts:
    """A technology a task names; status is confirmed or candidate."""

    task: str
    iri: str
    name: str
    status: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A dated step inside a task's text, with what is to be done by it."""

    task: str
    quote: str
    due: str | None
    start: int
    end: int
    deed: str | None = None


class Facts(Protocol):
    """A plan with everything the figures need of it; IRIs of its tasks begin with its own."""

    @property
    def iri(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tasks(self) -> Sequence[TaskFacts]: ...
    @property
    def bodies(self) -> Sequence[BodyFacts]: ...
    @property
    def namings(self) -> Sequence[Assignment]: ...
    @property
    def targets(self) -> Sequence[TargetFacts]: ...
    @property
    def technologies(self) -> Sequence[TechnologyFacts]: ...
    @property
    def milestones(self) -> Sequence[MilestoneFacts]: ...


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan outside the app: as `facts.of_plan` makes it of a Plan, or `facts.of_rows` of the rows of a question over many plans."""

    iri: str
    title: str
    region: str | None = None
    level: str | None = None
    year: int | None = None
    tasks: tuple[TaskFacts, ...] = ()
    bodies: tuple[BodyFacts, ...] = ()
    namings: tuple[Assignment, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    technologies: tuple[TechnologyFacts, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()
