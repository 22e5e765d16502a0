"""Who owns a task: every ownership clause of a text, wherever it stands, and what looks like one but was not read.

（责任单位：A、B）      （A牵头，B配合）      责任单位：A on a line of its own      …。牵头单位：A；责任单位：B      a table cell
"""

import re
from dataclasses import replace
from functools import cache

from ingest.document import OPENING, Document
from ingest.owners.convention import rest_named, rest_role
from ingest.owners.list_parser import read
from ingest.owners.names import joined, levelled, spelled, under_bureau
from ingest.owners.persons import is_person
from ingest.owners.records import Clause, Context, Mention, Ownership, OwnershipSpan, ParsedList
from ingest.owners.spans import find_labels, find_spans
from ingest.owners.unread import unplaced
from ingest.owners.wording import compact, mixes_roles, wording
from kg.model import Owner, Role, RoleBasis
from kg.register import any_form, kind, link

LONGEST_PERSON = 4  # characters of a person's name
PERSON = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[)）]\s*$")
NOTE = re.compile(r"[（(](?:(?P<own>\w{1,4})[，,；;、])?(?P<rest>[^（()）]{3,16})[)）]$")


def ownership(document: Document, *, context: Context) -> Ownership:
    """Return the ownership clauses of a document in order, and what looks like one and was not read."""
    labels = find_labels(document.text)
    clauses = tuple(_clause(document.text, span, context) for span in find_spans(document, labels))
    return Ownership(clauses, tuple(unplaced(document, clauses, labels)))


def owners_in_cell(
    document: Document, start: int, end: int, *, label: str, context: Context
) -> tuple[tuple[Owner, ...], bool, tuple[tuple[int, int], ...]]:
    """Return the owners of a table cell under a column such as 牵头单位, whether the list is open, and what in it is no body (待定).

    无 names nobody and is none of these. A bracket around the whole cell is no part of a name: （市财政局、市教育局）.
    """
    if document.text[start : start + 1] in tuple(OPENING) and (start, end) in document.brackets:
        start, end = start + 1, end - 1
    reading = read(document.text, start, end, label=label, column=True)
    if _human().search(label):
        unnamed = tuple((s, e) for s, e in reading.left if not is_person(compact(document.text[s:e])))
        reading = replace(reading, left=unnamed)
        reading = replace(reading, mentions=tuple(m for m in (_body_of(document.text, m) for m in reading.mentions) if m))
        context = replace(context, conventions=())  # who leads by a rule stands in the column of bodies
    return owners(document.text, reading, context), is_open(document.text, reading), reading.left


def _clause(text: str, span: OwnershipSpan, context: Context) -> Clause:
    reading = span.reading
    return Clause(span.start, span.end, owners(text, reading, context), is_open(text, reading), _form(reading), span.position, reading.left)


def _form(reading: ParsedList) -> str:
    return ("label_verb" if reading.verb else "label") if reading.labelled else ("verb" if reading.verb else "list")


def owners(text: str, reading: ParsedList, context: Context) -> tuple[Owner, ...]:
    """Return the mentions of a clause as owners: names completed, roles stated or by convention, linked to the register."""
    noted = [_noted(text, _without_contact(text, m)) for m in merged(text, reading.mentions)]
    found = [m for m, _ in noted]
    mentions = [m for m in found if rest_named(text, m.start, m.end) is None]
    rest = next((role for m in found if (role := rest_named(text, m.start, m.end))), None)
    others = next((role for _, role in noted if role), None)
    breaks = [i > 0 and m.part != mentions[i - 1].part for i, m in enumerate(mentions)]
    names = under_bureau([m.name for m in mentions], breaks)
    names = [spelled(name, text) for name in levelled(names, context.level, text)]
    given = roles(text, mentions, context)
    if rest and any(role == "lead" for role, _ in given):
        given = [(rest, "stated") if role == "responsible" else (role, basis) for role, basis in given]
    if any(role == "lead" for role, _ in given):
        helping = [m.label is not None and mixes_roles(compact(m.label)) for m in mentions]
        given = [("cooperate", "stated") if helps and r == "responsible" else (r, b) for helps, (r, b) in zip(helping, given, strict=True)]
    if others:
        bare = [role is None for (m, role) in noted if m in mentions]
        given = [
            (others, "stated") if other and role == "responsible" else (role, basis)
            for other, (role, basis) in zip(bare, given, strict=True)
        ]
    return tuple(_owner(text, m, n, *r, i, context) for i, (m, n, r) in enumerate(zip(mentions, names, given, strict=True), 1))


@cache
def _human() -> re.Pattern[str]:
    """Match the word for persons in the head of a column: 责任部门及责任人."""
    return re.compile(any_form("NameHuman"))


def _body_of(text: str, m: Mention) -> Mention | None:
    """Return a mention without the person behind the body, None where it is but a person: 市商务局 张三, 注册科李四, 王五."""
    table = wording()
    ends = [at for at in range(m.start + 2, m.end + 1) if text[m.start : at].endswith((*table.strong, *table.offices))]
    end = next((at for at in reversed(ends) if len(text[at : m.end].strip()) <= LONGEST_PERSON), None)
    return None if end is None else replace(m, end=end, name=compact(text[m.start : end]) if end < m.end else m.name)


def _without_contact(text: str, m: Mention) -> Mention:
    """Return a mention without the bracket that says whom to call, with the role it may say: 市商务局（牵头，联系人：张三）, A（张三）."""
    found = _contact().search(text, m.start + 1, m.end)
    person = PERSON.search(text, m.start + 2, m.end)
    if person and is_person(person[1]):
        return replace(m, end=person.start(), name=compact(text[m.start : person.start()]))
    if found is None:
        return m
    own = wording().behind_name.get(found["own"] or "")
    said = {"role": own, "label": found["own"], "own": True} if own else {}
    return replace(m, end=found.start(), name=compact(text[m.start : found.start()]), **said)  # type: ignore[arg-type]  # notations of mv:Roles


@cache
def _contact() -> re.Pattern[str]:
    """Match a bracket at the end of a name that holds a telephone number or a person to ask."""
    return re.compile(
        rf"[（(](?:(?P<own>\w{{1,4}})[，,；;、])?[^（()）]*?(?:{any_form('HeadingRecord')}|[0-9][0-9\-—]{{5,}}[0-9])[^（()）]*[）)]\s*\Z"
    )


def _noted(text: str, m: Mention) -> tuple[Mention, Role | None]:
    """Return a mention without the note that gives the others their role, and that role: A（其他为参与单位）, A（牵头，其余配合）."""
    note = NOTE.search(text, m.start, m.end)
    role = rest_named(text, note.start("rest"), m.end) if note else None
    if note is None or role is None or note.start() == m.start:
        return m, None
    own = wording().behind_name.get(note["own"] or "")
    lead = {"role": own, "label": note["own"], "own": True} if own else {}
    name = m.name.removesuffix(compact(note.group()))
    return replace(m, end=note.start(), name=name, **lead), role  # type: ignore[arg-type]  # the notations of mv:Roles are the roles


def _owner(text: str, m: Mention, name: str, role: Role, basis: RoleBasis, rank: int, context: Context) -> Owner:
    linked = link(name, region=context.region, level=context.level, issued=context.issued)
    return Owner(
        surface=text[m.start : m.end],
        name=name,
        iri=linked.iri,
        link=linked.link,
        role=role,
        role_basis=basis,
        label=None if m.label is None else compact(m.label),
        mode="divided" if m.divided else "joint",
        part=m.part,
        rank=rank,
        kind=kind(name),
        start=m.start,
        end=m.end,
    )


def merged(text: str, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Return the mentions with neighbours that are one name joined: 各市、县（市、区）人民政府."""
    found: list[Mention] = []
    for m in mentions:
        last = found[-1] if found else None
        near = last is not None and m.start - last.end <= 2 and last.label == m.label
        if last is not None and near and joined(compact(text[last.start : last.end]), compact(text[m.start : m.end])):
            found[-1] = replace(m, start=last.start, part=last.part, own=False, name=compact(text[last.start : m.start]) + m.name)
        else:
            found.append(m)
    return found


def roles(text: str, mentions: list[Mention], context: Context) -> list[tuple[Role, RoleBasis]]:
    """Return each mention's role and what it rests on; where the clause names no lead, a rule says who leads and what the rest do."""
    stated: list[Role] = [m.role or "responsible" for m in mentions]
    lead = leads_by_rule(mentions, context) if "lead" not in stated else frozenset()
    if not lead:
        return [(role, "stated") for role in stated]
    rest = next((role for c in context.conventions if (role := rest_role(text, c))), None)
    ruled: list[Role | None] = ["lead" if i in lead else rest for i in range(len(stated))]
    return [
        (by_rule, "convention") if by_rule and role == "responsible" else (role, "stated")
        for role, by_rule in zip(stated, ruled, strict=True)
    ]


def leads_by_rule(mentions: list[Mention], context: Context) -> frozenset[int]:
    """Return which mentions lead by the document's rule: the first, those before the first ，, those in bold."""
    rules = {c.rule for c in context.conventions}
    found: set[int] = set()
    if "lead_first" in rules and mentions:
        found.add(0)
    if "lead_before_comma" in rules and mentions:
        found |= {i for i, m in enumerate(mentions) if m.part == mentions[0].part}
    if "lead_bold" in rules:
        found |= {i for i, m in enumerate(mentions) if any(s < m.end and m.start < e for s, e in context.bold)}
    return frozenset(found)


def is_open(text: str, reading: ParsedList) -> bool:
    """Tell whether the list says that there are more: 等, 等部门, or a last item 有关部门, 各相关单位."""
    if reading.open or not reading.mentions:
        return reading.open
    last = compact(text[reading.mentions[-1].start : reading.mentions[-1].end])
    table = wording()
    return any(mark in last for mark in table.open_starts) and last.endswith(table.open_ends)
