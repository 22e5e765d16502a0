"""The records of the responsibility grammar: what is known about a document, and an ownership clause as read."""

from dataclasses import dataclass
from typing import Literal

from kg.model import Convention, Owner, Role, Unread

Position = Literal["bracket", "line", "run_on", "prose", "ahead"]  # ahead: before the text it owns


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says about all its clauses: place, level (国家, 省, 市, 县), date of issue, rules, bold characters."""

    region: str | None = None
    level: str | None = None
    issued: str | None = None
    conventions: tuple[Convention, ...] = ()
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """An ownership clause: the whole of it with brackets and label, its owners in printed order, the form it was read by."""

    start: int
    end: int
    owners: tuple[Owner, ...]
    open: bool
    form: str
    position: Position
    left: tuple[tuple[int, int], ...] = ()  # what stands in its list and reads like no body


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who does what in a text: its clauses in order, and what looks like one and was not read."""

    clauses: tuple[Clause, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed: 责任单位 before a colon, in a box 【责任单位】, or alone before a blank or a line end (`mark` is then empty).

    `start` and `after` bound it with its colon or box.
    """

    start: int
    after: int
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A body as printed, with its clean name: its span, its part of the clause, and the words that give its role."""

    start: int
    end: int
    part: int
    role: Role | None = None
    label: str | None = None
    divided: bool = False
    own: bool = False  # the role stands beside the name itself: 市商务局（牵头）
    name: str = ""  # with the head noun that the list prints once: 广州、深圳海关 → 广州海关


@dataclass(frozen=True, slots=True)
class ParsedList:
    """What a stretch of text says of ownership: mentions in order, whether the list is open, label and verb seen, words left over."""

    mentions: tuple[Mention, ...]
    open: bool
    labelled: bool
    verb: bool
    left: tuple[tuple[int, int], ...]
    end: int


@dataclass(frozen=True, slots=True)
class OwnershipSpan:
    """A stretch of text read as ownership."""

    start: int
    end: int
    reading: ParsedList
    position: Position
