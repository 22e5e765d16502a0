"""The one structure that leaves `ingest`: a Plan made of frozen records, each with the characters that say it.

Offsets are code points in the document's plain text, half open: text[start:end] is the surface or quote.
A fact that was recognised in a picture has the `doubt` of its least sure character: 0 sure, 1 not at all.
The JSON form (schema plan/1) is made by `plan_json` and read back by `plan_from_json`.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

SCHEMA = "plan/1"
_OF_SCANS = frozenset({"doubt", "scanned"})

Role = Literal["lead", "responsible", "cooperate", "guide", "implement"]
RoleBasis = Literal["stated", "convention", "person"]
Mode = Literal["joint", "divided"]
OwnerKind = Literal["unit", "collective"]
DEFAULT_ROLE: Role = "implement"  # what 以下均需各市落实 asks for, where the rule's words name no role
LinkState = Literal["exact", "typed", "provisional"]
Comparator = Literal["eq", "ge", "gt", "le", "approx", "range"]
Status = Literal["issued", "draft", "interpretation"]
Rule = Literal["lead_first", "lead_before_comma", "lead_bold", "default_owner"]
Direction = Literal["before", "after"]
CitationKind = Literal["implements", "amends", "replaces", "mentions"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan was read from: path as given, SHA-256 of its bytes, format (txt, md, docx, pdf, html, mht, ofd, xlsx, csv)."""

    path: str
    sha256: str
    format: str
    scanned: bool | None = None  # true where pages of it were recognised in pictures


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document this one names, and what the citation is."""

    title: str
    kind: CitationKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Convention:
    """A rule the document states for all its clauses: 列第一位者为牵头单位，下同. `name` is the owner a default_owner rule adds.

    `role` is what such a rule asks of the owner, `direction` is whether it binds the tasks before or after it, `iri` is the owner's.
    """

    rule: Rule
    name: str | None
    start: int
    end: int
    role: Role | None = None
    direction: Direction | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """What is known of a body, locality or collective that a plan names: the IRIs of its class, category and lines, its names, its place.

    `name` is what it goes by in the register, `full_name` its official name, None where nobody is sure of it; `order` is protocol order.
    `above` is the IRI of the body it is subordinate to, where its type defines one; relations of the register's own entries stay there.
    """

    iri: str
    term: str
    name: str
    full_name: str | None
    short_name: str
    category: str | None
    level: str | None
    region: str | None
    order: int | None
    lines: tuple[str, ...]
    collective: bool | None
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """A body printed on a task: surface as printed, name restored, role as stated, rank from 1 in printed order.

    `label` is the printed word that gives the role (责任单位, 牵头); `part` counts from 1 the parts of a clause that ， or ； divide.
    `iri` is the register's body (link exact), the body of a type and region (typed), or a provisional one made of region and name.
    """

    surface: str
    name: str
    iri: str
    link: LinkState
    role: Role
    role_basis: RoleBasis
    label: str | None
    mode: Mode
    part: int
    rank: int
    kind: OwnerKind
    start: int
    end: int
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step inside a task's text: the date as printed and the day it ends (YYYY-MM-DD); below the head of a quarter, its cell.

    `deed` is what is to be done by it, text[deed_start:deed_end]; None where the text behind the date does not say it.
    """

    quote: str
    due: str | None
    start: int
    end: int
    deed: str | None = None
    deed_start: int | None = None
    deed_end: int | None = None
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal without a number: 打造一批…, 全覆盖."""

    quote: str
    object: str
    start: int
    end: int
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified result: number, comparator, unit, object, the deadline as printed and the day it ends."""

    quote: str
    value: float | int
    high: float | int | None
    comparator: Comparator
    unit: str
    object: str
    deadline: str
    due: str | None
    start: int
    end: int
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology named in a task: confirmed where the vocabulary knows it, else a candidate with the rule that found it."""

    surface: str
    name: str
    iri: str | None
    status: Literal["confirmed", "candidate"]
    rule: str
    start: int
    end: int
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that tasks stand under: `path` is the headings as printed from the top down to it, `name` what stands behind the number.

    `number` is as printed (二、, 第二章), "" where there is none; `numeral` is what it counts with (二).
    """

    path: tuple[str, ...]
    number: str
    numeral: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """An item of the plan with its owners; `section` is the path of headings as printed, `parent` the id of an owning item above it.

    `name` is what it is called: the title, else its first words. `numeral` is that of its number: 一 of （一）, 3 of 3.
    """

    id: str
    ordinal: int
    number: str
    parent: str | None
    section: tuple[str, ...]
    title: str | None
    text: str
    start: int
    end: int
    open: bool = False
    deadline: str | None = None
    due: str | None = None
    milestones: tuple[Milestone, ...] = ()
    owners: tuple[Owner, ...] = ()
    goals: tuple[Goal, ...] = ()
    targets: tuple[Target, ...] = ()
    technologies: tuple[Technology, ...] = ()
    name: str = ""
    numeral: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and what it was read as; all parts together cover the text without a hole or overlap."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that no rule could place, with the reason."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A document as read: its metadata, tasks, the document's own targets and goals, and what was not read.

    `sections` are the headings above its tasks, once each, those above first.
    `agents` describes, once each, the bodies that owners, issuers and rules mean; `issued_by` has the IRIs of the issuers in their order.
    `title_core` is the title without 征求意见稿 and the like, as editions share it; `title_series` also without years, for a series.
    """

    source: Source
    text: str = field(repr=False)
    title: str | None = None
    type: str | None = None
    status: Status = "issued"
    level: str | None = None
    issuers: tuple[str, ...] = ()
    number: str | None = None
    issued: str | None = None
    plan_years: tuple[int, int] | None = None
    region: str | None = None
    cites: tuple[Citation, ...] = ()
    conventions: tuple[Convention, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    goals: tuple[Goal, ...] = ()
    parts: tuple[Part, ...] = ()
    unread: tuple[Unread, ...] = ()
    issued_by: tuple[str, ...] = ()
    agents: tuple[Agent, ...] = ()
    sections: tuple[Section, ...] = ()
    title_core: str | None = None
    title_series: str | None = None


def tasks_bound(plan: Plan, convention: Convention) -> Iterator[Task]:
    """Yield the leaf tasks a default-owner rule adds its owner to: those it binds that do not print the same owner themselves.

    以下任务均需各市落实，不再列出     the tasks that stand after the rule
    以上任务均需各市落实             the tasks that begin before it
    """
    if convention.rule != "default_owner" or convention.name is None:
        return
    parents = {task.parent for task in plan.tasks}
    backwards = convention.direction == "before"
    for task in plan.tasks:
        bound = task.start < convention.start if backwards else task.start >= convention.start
        if bound and task.id not in parents and all(owner.name != convention.name for owner in task.owners):
            yield task


class Aim(Protocol):
    """What a target is about: the unit it counts in and its object."""

    @property
    def unit(self) -> str | None: ...
    @property
    def object(self) -> str | None: ...


def takes_up(own: Aim, above: Aim) -> bool:
    """Tell whether a task's target is about what a headline target is about: same unit, same last word, one more word in common.

    5个元宇宙终端标杆级产品 takes up 4个行业标杆产品: 产品 and 标杆. Unit and words propose, a person decides.
    """
    return own.unit == above.unit and same_matter(own.object, above.object)


def same_matter(own: str | None, above: str | None) -> bool:
    """Tell whether two objects end in the same word and have one more in common: 元宇宙应用场景 and 创新示范应用场景."""
    if not own or not above or own[-2:] != above[-2:]:
        return False
    return own == above or bool(_twos(own[:-2]) & _twos(above[:-2]))


def _twos(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the JSON object of a plan (schema plan/1), without its text."""
    found: dict[str, Any] = {"schema": SCHEMA} | _without_silence(dataclasses.asdict(plan))
    del found["text"]
    return found


def _without_silence(value: Any) -> Any:
    """Return a value without the fields that only scans have, where they say nothing."""
    if isinstance(value, dict):
        return {key: _without_silence(held) for key, held in value.items() if held is not None or key not in _OF_SCANS}
    return tuple(map(_without_silence, value)) if isinstance(value, tuple) else value


def plan_from_json(found: Mapping[str, Any], text: str) -> Plan:
    """Return the plan that `plan_json` gave, with its text put back."""
    plan: Plan = _record(Plan, {k: v for k, v in found.items() if k != "schema"} | {"text": text})
    return plan


def _record(kind: Any, found: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in found.items()})


def _value(hint: Any, value: Any) -> Any:
    """Return a JSON value as the type its field has: records, tuples of records, plain values."""
    if get_origin(hint) in (UnionType, Union):
        if value is None:
            return None
        return _value(next(a for a in get_args(hint) if a is not type(None)), value) if _nested(hint) else value
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], v) for v in value)
    if dataclasses.is_dataclass(hint):
        return _record(hint, value)
    return value


def _nested(hint: Any) -> bool:
    """Tell whether an optional field holds a tuple or a record rather than a plain value."""
    return any(get_origin(a) is tuple or dataclasses.is_dataclass(a) for a in get_args(hint))
