"""From a file to a Plan: the text, what the document says of itself, its clauses, its outline, and the facts of every task.

read(path) -> Plan        read_source(SourceText, path) -> Plan
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ingest import owners
from ingest.dates import cell_milestones, milestones
from ingest.dates import deadline as own_deadline
from ingest.document import Document, Quantity, Years
from ingest.losses import losses
from ingest.metadata import Metadata, core, metadata, series
from ingest.outline import Outline, TaskSpan, goal_spans, indicator_lists, outline, parts, sections, task_name, task_rows, turned_tables
from ingest.recognition import doubted, gaps, misread
from ingest.sources import SourceText, Span, printed_numeral, read_text
from ingest.targets import cell_targets, goals, governed, listed_targets, named_by_row, targets_and_rest
from ingest.technologies import technologies
from kg.errors import InvalidValue, UnreadableInput
from kg.model import Goal, Milestone, Owner, Plan, Source, Target, Task, Unread
from kg.ontology import forms
from kg.register import any_form, identified, place, scope, values, written_day
from kg.sentences import sentence

SUPPLIED = frozenset({"title", "region", "year", "level", "issuers", "issued"})  # what a person may say of a document that does not say it

RUNNING = ("prose", "ahead")  # where a clause stands that is part of the text of a task

# The longest five-year plans have 100,000 characters; a text twenty times as long is a collection, and takes a minute to read.
MOST_CHARACTERS = 2_000_000

_YEARS = re.compile(r"(\d{4})年?(?:\s*[-—–－至~]+\s*(\d{4})年?)?")


@cache
def _expected() -> re.Pattern[str]:
    """Match what a text gives as its aims: 主要预期目标是：…."""
    aim, task = any_form("AimNouns", "aim"), any_form("AimNouns", "task")
    begins, planned, proposed = any_form("TargetHeading"), any_form("TargetPlanned"), any_form("TargetProposed")
    return re.compile(rf"(?:{begins}){{1,3}}(?:{aim})(?:{task})?(?:{proposed}){{0,2}}(?:{planned})?(?:是|为)[：:，,]?(?=(?P<said>[^\n]*))")


def read(
    path: str | Path, *, segmenter: str = "jieba", discover: bool = True, meta: Mapping[str, object] | None = None, recognise: bool = True
) -> Plan:
    """Return the plan in a file; `meta` says what the text does not (title, region, year, level, issuers, issued).

    `recognise` says whether the text of scans and pictures is recognised, where the extra `ocr` is installed.

    Raises UnreadableInput where the file holds no text.
    """
    return read_source(read_text(path, recognise=recognise), str(path), segmenter=segmenter, discover=discover, meta=meta)


def read_source(
    source: SourceText, path: str, *, segmenter: str = "jieba", discover: bool = True, meta: Mapping[str, object] | None = None
) -> Plan:
    """Return the plan in a text that was read before; UnreadableInput where it is longer than any plan."""
    if len(source.text) > MOST_CHARACTERS:
        size = f"{len(source.text):,} characters, more than a plan has ({MOST_CHARACTERS:,})"
        raise UnreadableInput(f"{path}: the text has {size}; divide it by documents")
    document = Document(source, segmenter=segmenter)
    known = _supplied(metadata(document), meta or {})
    rules = owners.conventions(document)
    region = scope(known.region, level=known.level, document=source.sha256)
    context = owners.Context(region, known.level, known.issued, rules, source.bold)
    ownership = owners.ownership(document, context=context)
    found = _outline(document, known, ownership.clauses)
    facts = _Facts(document, context, _years(known), discover=discover)
    unread = _unread(document, ownership, found)
    unsure = tuple(Unread(n.start, n.end, source.text[n.start : n.end], n.why) for n in source.notes)
    listed = indicator_lists(document, found.items)
    stretches, closed = list(_document_level_spans(source.text, found, known, listed)), [(c.start, c.end) for c in ownership.clauses]
    plan = replace(
        _described(source, path, known),
        conventions=rules,
        tasks=tuple(facts.task(draft, n) for n, draft in enumerate(found.tasks, 1)),
        sections=tuple(sections(found)),
        targets=facts.targets(stretches, closed, listed=listed),
        goals=facts.goals(stretches, closed),
        parts=parts(document, found, title=known.title_span, number=known.number_span, unread=[(u.start, u.end) for u in unread]),
    )
    plan = doubted(plan, source)
    unnamed = tuple(Unread(s, e, source.text[s:e], sentence("unread.no-body-in-cell")) for s, e in dict.fromkeys(facts.unnamed))
    unnamed += tuple(Unread(s, e, source.text[s:e], sentence(why)) for (s, e), why in dict.fromkeys(facts.unvalued))
    plan = replace(plan, unread=(*unread, *unsure, *unnamed, *misread(plan, region), *gaps(plan)))
    lost = losses(plan, source, closed, facts.rest)
    return identified(replace(plan, unread=tuple(sorted([*plan.unread, *lost], key=lambda u: (u.start, u.end)))))


def _described(source: SourceText, path: str, known: Metadata) -> Plan:
    """Return a plan that holds what the document says of itself, and no task yet."""
    return Plan(
        source=Source(path, source.sha256, source.format),
        text=source.text,
        title=known.title,
        type=known.type,
        status=known.status,
        level=known.level,
        issuers=known.issuers,
        number=known.number,
        issued=known.issued,
        plan_years=known.plan_years,
        region=known.region,
        cites=known.cites,
        title_core=core(known.title) if known.title else None,
        title_series=series(known.title) if known.title else None,
    )


def _outline(document: Document, known: Metadata, clauses: Sequence[owners.Clause]) -> Outline:
    rows, turned = task_rows(document, years=_years(known)), turned_tables(document)
    clauses = [c for c in clauses if not any(start <= c.start < end for start, end in turned)]
    after = known.title_span[1] if known.title_span else 0
    plan = known.type in forms("PlanType", "surfaceForm") and known.status != "interpretation"
    return outline(document, clauses, after=after, title=known.title or "", plan=plan, rows=rows)


def _years(known: Metadata) -> Years:
    """Return the years that dates without a year belong to: those of the plan, else the year it was issued in."""
    if known.plan_years or not known.issued:
        return known.plan_years
    return (int(known.issued[:4]), int(known.issued[:4]))


class _Facts:
    """Reads the facts of every task of one document."""

    def __init__(self, document: Document, context: owners.Context, years: Years, *, discover: bool) -> None:
        self.document, self.text, self.context, self.years, self.discover = document, document.text, context, years, discover
        self.rest: list[Quantity] = []
        self.unnamed: list[tuple[int, int]] = []  # stretches of cells of owners that name nobody: 待定
        self.unvalued: list[tuple[Span, str]] = []  # cells of a table that were not read, and why

    def task(self, draft: TaskSpan, ordinal: int) -> Task:
        """Return the task of a span with all facts of its text."""
        document, text, body, stop = self.document, self.text, draft.body, draft.stop
        clauses = [(c.start, c.end) for c in draft.clauses]
        printed, is_open = self._owners(draft)
        deadline, due = self._deadline(draft)
        stretches = [(body, stop), *(draft.values.texts if draft.values else ())]
        return Task(
            id=draft.id,
            ordinal=ordinal,
            number=draft.number,
            numeral=printed_numeral(draft.number),
            parent=draft.parent,
            section=draft.section,
            title=draft.title,
            text=text[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            open=is_open,
            deadline=deadline,
            due=due,
            milestones=self._milestones(draft, stretches, clauses),
            owners=printed,
            goals=self.goals(stretches, clauses),
            targets=governed(self._targets(draft, stretches, clauses), deadline, due),
            technologies=tuple(t for s, e in stretches for t in technologies(document, s, e, exclude=clauses, discover=self.discover)),
            name=task_name(draft.title, text[draft.start : draft.end], draft.number),
        )

    def _owners(self, draft: TaskSpan) -> tuple[tuple[Owner, ...], bool]:
        """Return the owners of the clauses and cells of a task, ranked in printed order."""
        cells = [owners.owners_in_cell(self.document, s, e, label=label, context=self.context) for label, s, e in draft.owners]
        printed = [o for c in draft.clauses for o in c.owners] + [o for found, _, _ in cells for o in found]
        is_open = any(c.open for c in draft.clauses) or any(is_open for _, is_open, _ in cells)
        self.unnamed += [span for _, _, left in cells for span in left if self.text[slice(*span)].strip()]
        return tuple(replace(o, rank=rank, label=o.label or None) for rank, o in enumerate(printed, 1)), is_open

    def _targets(self, draft: TaskSpan, stretches: Sequence[Span], clauses: Sequence[Span]) -> list[Target]:
        """Return the targets that the text of a task says, then those whose numbers stand in cells of their own."""
        read = [targets_and_rest(self.document, s, e, years=self.years, exclude=clauses) for s, e in stretches]
        said = [target for found, _ in read for target in found]
        self.rest += [quantity for _, rest in read for quantity in rest]
        if draft.values is None:
            return said
        said = named_by_row(self.document, draft.values.name, said)
        counted, rest = cell_targets(self.document, draft.values.name, draft.values.amounts, said)
        self.rest += rest
        self.unvalued += draft.values.left
        return said + counted

    def _milestones(self, draft: TaskSpan, stretches: Sequence[Span], clauses: Sequence[Span]) -> tuple[Milestone, ...]:
        """Return the dated steps of the text of a task, then those that stand below the head of a quarter or a year."""
        said = (m for s, e in stretches for m in milestones(self.document, s, e, years=self.years, exclude=clauses))
        return (*said, *(cell_milestones(self.document, draft.values.steps) if draft.values else ()))

    def _deadline(self, draft: TaskSpan) -> tuple[str | None, str | None]:
        """Return the deadline of a task: its cell in a table, else what its text says."""
        if draft.deadline is None and (said := self._said_with_owners(draft)):
            return said
        if draft.deadline is None:
            return own_deadline(self.document, draft.start, draft.end, years=self.years)
        start, end = draft.deadline
        named = self.document.dates(start, end, years=self.years)
        due = named[-1].due if named else own_deadline(self.document, start, end, years=self.years)[1]  # 2026.9.30
        return self.text[start:end], due

    def _said_with_owners(self, draft: TaskSpan) -> tuple[str, str | None] | None:
        """Return the last date in a cell of owners whose head names the deadline too: 责任单位及完成时限."""
        cells = [(s, e) for label, s, e in draft.owners if re.search(any_form("TableHeadDeadline"), label)]
        found = [day for s, e in cells for day in self.document.dates(s, e, years=self.years)]
        return (found[-1].quote, found[-1].due) if found else None

    def targets(self, stretches: Iterable[Span], exclude: Sequence[Span], *, listed: Sequence[Span]) -> tuple[Target, ...]:
        """Return the document's own targets."""
        within = [(s, e, any(a < e and s < b for a, b in listed), _within(exclude, s, e)) for s, e in stretches]
        read = [
            (listed_targets if lists else targets_and_rest)(self.document, s, e, years=self.years, exclude=out)
            for s, e, lists, out in within
        ]
        self.rest += [q for (_, rest), (_, _, lists, _) in zip(read, within, strict=True) if lists for q in rest]
        return tuple(target for found, _ in read for target in found)

    def goals(self, stretches: Iterable[Span], exclude: Sequence[Span]) -> tuple[Goal, ...]:
        """Return the document's own goals without a number."""
        return tuple(g for s, e in stretches for g in goals(self.document, s, e, exclude=_within(exclude, s, e)))


def _document_level_spans(text: str, found: Outline, known: Metadata, listed: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches that hold the document's own targets: the preamble, 工作目标, 主要目标, what follows 主要预期目标是,
    lists of indicators, as far as no task covers them and they do not look back.
    """
    first = min([found.first, *(t.start for t in found.tasks)])
    after = known.title_span[1] if known.title_span else 0
    preamble = [(after, first)] if (found.items or found.tasks) and after < first else []
    named = [*goal_spans(found), *listed, *((m.end(), m.end("said")) for m in _expected().finditer(text))]
    stretches = _united([*preamble, *(span for span in named if span[0] >= first or span in listed)])
    yield from _without(_without(stretches, [(t.start, t.end) for t in found.tasks]), found.reviews)


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, those that overlap as one."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _without(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Yield spans without what is taken; both are in order and lie apart."""
    ends = [e for _, e in taken]
    for start, end in spans:
        k = bisect_right(ends, start)
        while k < len(taken) and taken[k][0] < end:
            if start < taken[k][0]:
                yield start, taken[k][0]
            start = max(start, taken[k][1])
            k += 1
        if start < end:
            yield start, end


def _within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return the spans, in order and apart, that touch a stretch."""
    return spans[bisect_right(spans, start, key=lambda s: s[1]) : bisect_left(spans, end, key=lambda s: s[0])]


def _unread(document: Document, ownership: owners.Ownership, found: Outline) -> tuple[Unread, ...]:
    """Return what looks like ownership and owns nothing: stretches no rule read, clauses that belong to no task."""
    text = document.text
    orphans = [
        Unread(c.start, c.end, text[c.start : c.end], sentence("unread.said-elsewhere" if c.position in RUNNING else "unread.no-task"))
        for c in found.orphans
        if not _said_twice(c, found)
    ]
    left = [Unread(start, end, text[start:end], sentence("unread.no-body")) for c in ownership.clauses for start, end in c.left]
    cells = [(start, end) for draft in found.tasks for _, start, end in draft.owners]  # what in them is no body is told when they are read
    outside = [u for u in ownership.unread if not any(start <= u.start and u.end <= end for start, end in cells)]
    inside = [Unread(c.start, c.end, text[c.start : c.end], sentence("unread.clause-in-row")) for c in _in_rows(ownership.clauses, found)]
    return tuple(sorted([*outside, *orphans, *left, *inside], key=lambda u: (u.start, u.end)))


def _in_rows(clauses: Sequence[owners.Clause], found: Outline) -> Iterator[owners.Clause]:
    """Yield the clauses in the text of rows whose owners stand in cells of their own."""
    rows = [draft for draft in found.tasks if draft.owners]
    starts = [draft.start for draft in rows]
    for clause in clauses:
        draft = rows[at] if (at := bisect_right(starts, clause.start) - 1) >= 0 else None
        if draft and clause.start < draft.stop and not any(start < clause.end and clause.start < end for _, start, end in draft.owners):
            yield clause


def _said_twice(clause: owners.Clause, found: Outline) -> bool:
    """Tell whether a task says what each of its owners does, as its own clause names them: （责任单位：A、B） ⏎ A：修渠 ⏎ B：清淤."""
    names = {owner.name for owner in clause.owners}
    around = (task for task in found.tasks if task.start <= clause.start < task.end)
    return clause.position == "ahead" and any(names <= {o.name for c in task.clauses for o in c.owners} for task in around)


def _supplied(known: Metadata, meta: Mapping[str, object]) -> Metadata:
    """Return the metadata with what a person says in place of what was read.

    Raises InvalidValue for a name that is none of SUPPLIED, a year that is no number.
    """
    unknown = sorted(set(meta) - SUPPLIED - {"file", "path"})
    if unknown:
        raise InvalidValue(f"{unknown[0]} is nothing a person may supply; allowed are {', '.join(sorted(SUPPLIED))}")
    given = {k: v for k, v in meta.items() if k in SUPPLIED and v not in (None, "", ())}
    if not given:
        return known
    year = given.pop("year", None)
    issuers = given.pop("issuers", None)
    changed: dict[str, object] = {k: str(v) for k, v in given.items()}
    where = place(str(given.get("region", "")))
    if where is not None:  # 凉山州, 四川省凉山州: the region is called by one name, however a person writes it
        changed = {"level": where.level, **changed, "region": where.name}
    if "issued" in changed:
        changed["issued"] = _day(str(changed["issued"]))
    if year is not None:
        changed["plan_years"] = _year_span(str(year))
    if issuers is not None:
        changed["issuers"] = values(issuers) if isinstance(issuers, str) else tuple(map(str, issuers))  # type: ignore[call-overload]
    return replace(known, **changed)  # type: ignore[arg-type]


def _day(text: str) -> str:
    found = written_day(text)
    if found is None:
        raise InvalidValue(f"{text!r} is no day of issue; write it as 2024-03-31")
    return found


def _year_span(year: str) -> tuple[int, int]:
    """Return the years of 2023, 2023年, 2023-2025 or 2023—2025年."""
    found = _YEARS.fullmatch(year.strip())
    if found is None:
        raise InvalidValue(f"{year!r} is no year; write 2023 or 2023-2025")
    return int(found[1]), int(found[2] or found[1])
