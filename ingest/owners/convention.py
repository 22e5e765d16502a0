"""Rules that a document states once for all its clauses.

列第一位者为牵头单位，下同      逗号前为牵头单位      以黑体字标注的为牵头部门      以下任务均需各市落实，不再列出      …结合实际落实，下同
第一个为牵头单位，其余为配合单位      排在首位的单位牵头，其他单位配合
"""

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Document
from ingest.owners.joined_bodies import bodies
from ingest.owners.names import clean, completed, is_body, joined
from ingest.owners.separators import marks
from ingest.owners.wording import compact, label_role, wording
from kg.model import Convention, Direction, Role, Rule
from kg.ontology import forms
from kg.register import any_form, longest_first

REACH = 90  # characters around a rule's words in which its sentence begins and ends


@cache
def _same_for_all() -> re.Pattern[str]:
    """Match who carries out this task and those below: 各市结合实际落实，下同."""
    also, work, same = any_form("ConventionAlso"), any_form("ConventionWork"), any_form("RuleReach", "same")
    return re.compile(rf"(?P<who>[^。；;，,：:\n（(〔]{{2,40}}?)(?:{also})*(?:{work})[，,]\s*(?:{same})")


@cache
def _default() -> re.Pattern[str]:
    """Match a rule that names who carries out all tasks: 以下任务均需各市落实, 以下均需各园区管委会，各镇政府落实."""
    subject, asks = any_form("NameSubject"), any_form("ConventionAsks")
    does = rf"(?:{any_form('ConventionAlso')})?(?:{any_form('ConventionManner')})?(?:{any_form('ConventionWork')})"
    return re.compile(
        rf"(?:{subject})[^。；;\n]{{0,12}}?(?:{asks})(?P<who>[^。；;\n]{{2,60}}?)(?:{does}|(?P<comma>[，,])(?:(?P<more>[^。；;\n]{{2,60}}?){does})?)"
    )


def conventions(document: Document) -> tuple[Convention, ...]:
    """Return the document-wide rules of a text in order."""
    return tuple(sorted(_rules(document.text), key=lambda c: (c.start, c.rule)))


def _rules(text: str) -> Iterator[Convention]:
    seen: set[tuple[Rule, str | None]] = set()
    for m in _words().finditer(text):
        rule = wording().conventions.get(m.group())
        for found in _same(text, m.end()) if rule is None else _read(text, m.start(), m.end(), rule):
            if (found.rule, found.name) not in seen:
                seen.add((found.rule, found.name))
                yield found


def rest_role(text: str, convention: Convention) -> Role | None:
    """Return the role that a rule gives to all who do not lead: 其余为配合单位, 其他单位配合; None where it speaks of the lead alone."""
    if convention.rule == "default_owner":
        return None
    found = _rest().search(text, convention.start, convention.end)
    return label_role(found["role"]) if found else None


def rest_named(text: str, start: int, end: int) -> Role | None:
    """Return the role that a clause gives to the rest of its own list: A牵头、B、C，其余为配合单位; None for other words."""
    found = _rest().match(text, start, end)
    return label_role(found["role"]) if found else None


@cache
def _rest() -> re.Pattern[str]:
    """Return the pattern of 其余(单位)(均)为(主要)配合单位, with the word that gives the role."""
    table = wording()
    words = sorted({w for w in table.stems if table.stems[w] in ("cooperate", "implement")}, key=lambda w: (-len(w), w))
    rest, role = "|".join(table.rest_of_list), "|".join(words)
    return re.compile(rf"(?:{rest})[^，,。；;]{{0,8}}?(?P<role>{role})")


@cache
def _words() -> re.Pattern[str]:
    """Return the pattern of all words that may open or close a rule."""
    return re.compile(
        "|".join(
            re.escape(w)
            for w in sorted((*wording().conventions, *longest_first(forms("RuleReach", "surfaceForm"), "same")), key=lambda w: (-len(w), w))
        )
    )


def _read(text: str, start: int, end: int, rule: str) -> Iterator[Convention]:
    begin, close = _sentence(text, start, end)
    sentence = text[begin:close]
    if rule == "default_owner":
        m = _last(_default(), text, max(0, start - REACH), close)
        if m is not None:
            yield from _named(text, m.start(), close, m.start("who"), m.end("more") if _goes_on(m["more"]) else m.end("who"))
    elif _names_lead().search(sentence):
        yield Convention(rule, None, begin, close)  # type: ignore[arg-type]  # the notations of mv:Conventions are the rules of the model


@cache
def _names_lead() -> re.Pattern[str]:
    """Return the pattern of a word for those who lead."""
    return re.compile(f"{any_form('Roles', 'lead', kind='labelForm')}|{any_form('RuleReach', kind='verbForm')}")


def _goes_on(more: str | None) -> bool:
    """Tell whether the list of a rule goes on behind a comma: 各园区管委会，|各镇政府|落实, but 各市，|请认真|落实 does not."""
    return more is not None and all(is_body(clean(piece)) for piece in re.split("[、，,和]", more))


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match of a pattern in a stretch."""
    return max(pattern.finditer(text, start, end), key=lambda m: m.start(), default=None)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch around a rule's words that no sentence end or bracket cuts."""
    begin = max((text.rfind(c, max(0, start - REACH), start) for c in "。；;，,（(〔[\n"), default=-1) + 1
    begin = max(begin, start - REACH, 0)
    ends = [p for p in (text.find(c, end, end + REACH) for c in "。；;)）〕]\n") if p >= 0]
    return begin, min(ends, default=min(len(text), end + REACH))


def _same(text: str, end: int) -> Iterator[Convention]:
    """Yield the default owners of …；各市人民政府结合实际落实，下同."""
    m = _last(_same_for_all(), text, max(0, end - REACH), end)
    if m is not None and m.end() == end:
        yield from _named(text, m.start(), end, m.start("who"), m.end("who"))


def _named(text: str, start: int, end: int, first: int, last: int) -> Iterator[Convention]:
    """Yield a rule for each owner that a default adds."""
    spans: list[tuple[int, int]] = []
    at = first
    for place, mark in [*((p, m) for p, m in marks(text, first, last) if m in "、，,"), (last, "")]:
        spans += bodies(text, at, place)[0]
        at = place + len(mark)
    names: list[str] = []
    for s, e in spans:
        name = clean(text[s:e])
        if names and joined(names[-1], name):
            names[-1] = compact(text[spans[len(names) - 1][0] : e])
        elif name:
            names.append(name)
    words = text[start:end]
    for name in completed(names, [False] * len(names)):
        yield Convention("default_owner", name, start, end, role_asked(words), direction(words))


def role_asked(words: str) -> Role | None:
    """Return the role a rule's words ask for: 以下均需各市落实 → implement, 以下均由各市配合 → cooperate; None where no verb says it."""
    verbs = wording().verbs
    found = sorted((words.rfind(verb), len(verb), verb) for verb in verbs if verb in words)
    return verbs[found[-1][2]] if found else None  # type: ignore[return-value]  # the notations of mv:Roles are the roles of the model


def direction(words: str) -> Direction:
    """Return whether a rule binds the tasks before it (以上任务均需…) or those that follow (以下…, …，下同)."""
    said = {reach for word, reach in forms("RuleReach", "surfaceForm").items() if word in words}
    return "before" if said == {"before"} else "after"
