"""The words of ownership, gathered once from ontology/roles.ttl into the tables the grammar reads.

Stems and heads make labels (牵头 + 单位), verbs close a list (A牵头), marks show collectives and open lists;
a new form is a literal in the Turtle, nothing here.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from kg.model import Role
from kg.ontology import forms
from kg.register import any_form, either, longest_first

# The word that says most wins: 牵头负责 is lead, 负责落实 implement.
PRIORITY: tuple[Role, ...] = ("lead", "cooperate", "guide", "implement", "responsible")
LABEL_REACH = 24  # characters before a colon in which a label is looked for: the longest, with a note in brackets, has 18
SPACE = re.compile(r"\s+")
DASHES = "→—–―－-"  # stand for the colon behind a label: 责任单位——A, 责任单位→A; the hyphen stands last


@dataclass(frozen=True, slots=True)
class Wording:
    """All tables: tuples for startswith and endswith, patterns for labels, dictionaries from a form to its notation."""

    label: re.Pattern[str]
    label_start: re.Pattern[str]
    label_line: re.Pattern[str]
    label_dash: re.Pattern[str]
    labels: dict[str, str]
    stems: dict[str, str]
    misprints: dict[str, str]
    fields: tuple[str, ...]
    field_labels: dict[str, str]
    verbs: dict[str, str]
    behind_name: dict[str, str]
    divided: tuple[str, ...]
    tails: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    levels: tuple[str, ...]
    central: tuple[str, ...]
    no_levels: tuple[str, ...]
    organs: tuple[str, ...]
    offices: tuple[str, ...]
    no_offices: tuple[str, ...]
    rest_of_list: tuple[str, ...]
    party_organs: frozenset[str]
    joiners: tuple[str, ...]
    ands: tuple[str, ...]
    open_starts: tuple[str, ...]
    open_ends: tuple[str, ...]
    explanations: tuple[str, ...]
    look_alikes: tuple[str, ...]
    filler: re.Pattern[str]
    conventions: dict[str, str]
    rule_starts: tuple[str, ...]
    ruled: re.Pattern[str]
    area_heads: tuple[str, ...]
    shared_heads: tuple[str, ...]


def compact(text: str) -> str:
    """Return a text without its white space: a name broken over two lines is one name."""
    return text if text.isalnum() else SPACE.sub("", text)


@cache
def wording() -> Wording:
    """Return the words of ontology/roles.ttl as tables."""
    return Wording(**_role_words(), **_name_words(), **_other_words(), **_areas())


def _role_words() -> dict[str, Any]:
    """Return what says a role: labels, stems, verbs, modes."""
    stems, labels, misprints = forms("Roles", "prefixForm"), forms("Roles", "labelForm"), forms("Misprints", "surfaceForm")
    verbs, modes = forms("Roles", "verbForm"), forms("Modes", "surfaceForm")
    label = _label(stems, labels, misprints)
    return {
        "label": re.compile(f"(?:{label})$"),
        "label_start": re.compile(f"(?:{label})"),
        "label_line": re.compile(
            rf"(?:^[ \t\u3000]*(?:[☆★●◆][ \t\u3000]*)?(?P<label>{label})(?=[☆★]?[ \t\u3000]+\S|[ \t\u3000]*\r?\n)"
            rf"|(?<=[。；\u3000 ])(?P<inline>{label})(?=[ \t\u3000]+\S))",
            re.MULTILINE,
        ),
        "label_dash": re.compile(
            rf"(?:^[ \t\u3000]*|(?<=[。；;，,\u3000 ]))(?P<label>{label})(?:[ \t\u3000]*[{DASHES}]{{1,2}}|(?P<states>[为是]))"
            rf"(?=[^\s{DASHES}])",
            re.MULTILINE,
        ),
        "labels": labels,
        "stems": stems,
        "misprints": misprints,
        "fields": longest_first(forms("Fields", "labelForm")),
        "field_labels": forms("FieldLabels", "labelForm"),
        "verbs": verbs,
        "behind_name": {**verbs, **forms("RoleMarks", "surfaceForm")},
        "divided": longest_first(modes, "divided"),
        "tails": tuple(sorted({*verbs, *modes}, key=lambda w: (-len(w), w))),
    }


def _name_words() -> dict[str, Any]:
    """Return what names are made of: endings, level words, functions, Party organs."""
    endings, levels, offices = forms("BodyEndings", "suffixForm"), forms("LevelWords", "prefixForm"), forms("OfficeEndings", "suffixForm")
    return {
        "strong": longest_first(endings, "strong"),
        "weak": longest_first(endings, "weak"),
        "levels": longest_first(levels, "level"),
        "central": longest_first(levels, "central"),
        "no_levels": longest_first(levels, "none"),
        "organs": longest_first(forms("Organs", "prefixForm")),
        "offices": longest_first(offices, "office"),
        "no_offices": longest_first(offices, "none"),
        "party_organs": frozenset(forms("PartyOrgans", "surfaceForm")),
    }


def _other_words() -> dict[str, Any]:
    """Return the marks of open lists, explanations, look-alikes and rules."""
    alike = forms("LookAlikes", "surfaceForm")
    return {
        "joiners": longest_first(forms("Joiners", "surfaceForm")),
        "ands": longest_first(forms("Joiners", "surfaceForm"), "and"),
        "open_starts": longest_first(forms("OpenLists", "prefixForm")),
        "open_ends": longest_first(forms("OpenLists", "suffixForm")),
        "explanations": longest_first(forms("LookAlikes", "prefixForm")),
        "look_alikes": longest_first(alike, "procedure", "footer"),
        "filler": re.compile(either(longest_first(alike, "filler"))),
        "conventions": forms("Conventions", "surfaceForm"),
        "ruled": re.compile(rf"[（(][^（()）]*(?:{either(longest_first(forms('Conventions', 'surfaceForm')))})[^（()）]*[）)]"),
        "rule_starts": longest_first(forms("Conventions", "prefixForm")),
        "rest_of_list": longest_first(forms("RestOfList", "surfaceForm")),
    }


def _areas() -> dict[str, Any]:
    """Return the heads of territories' governments, and those a list of places shares."""
    heads = forms("Areas", "suffixForm")
    return {"area_heads": longest_first(heads, "head"), "shared_heads": longest_first(heads, "shared", "head")}


def _label(stems: dict[str, str], labels: dict[str, str], misprints: dict[str, str]) -> str:
    """Return the pattern of a label without its colon: stems and a head, also misprinted (贵任单位, 责任任部门, 配部门)."""
    stem = either(tuple(sorted({*stems, *misprints}, key=lambda w: (-len(w), w))))
    heads = either(longest_first(forms("LabelHeads", "surfaceForm")))
    regular = f"(?:[国省市县区州镇乡本]级)?(?:{stem})(?:[及和与、/（(]?(?:{stem})[）)]?){{0,2}}[\u4e00-\u9fff]?(?:{heads})"
    cut_short = f"[责贵牵配][任头合]?(?:{any_form('OwnerHeadNoun')})"
    return f"(?:{regular}|{cut_short}|(?:{either(longest_first(labels))}))(?:[（(][^（）()]{{1,8}}[）)])?"


def label_before(text: str, start: int, colon: int) -> tuple[int, str, Role | None] | None:
    """Return (start, label, role) of the label that a colon closes; role None is a field that holds no bodies, no label is None."""
    found = _label_at_end(compact(text[max(start, colon - LABEL_REACH) : colon]))
    return None if found is None else (_back(text, colon, len(found[0])), *found)


@lru_cache(maxsize=8192)
def _label_at_end(printed: str) -> tuple[str, Role | None] | None:
    """Return the label a string closes with and its role, None for the role of another field."""
    table = wording()
    found = table.label.search(printed)
    if found:
        return found.group(), label_role(found.group())
    field = next((f for f in table.fields if printed.endswith(f)), None)
    return None if field is None else (field, None)


def _back(text: str, end: int, count: int) -> int:
    """Return the place `count` characters before `end`, white space not counted."""
    while count and end:
        end -= 1
        count -= not text[end].isspace()
    return end


@lru_cache(maxsize=1024)
def label_role(label: str) -> Role:
    """Return the role a label states: 牵头责任单位 lead, 配合单位 cooperate; a misprint is read as what it was meant to be.

    A rule in brackets is no part of it (责任单位（第一个为牵头单位）), and 牵头单位及配合单位 says who shares the task, not as what.
    """
    table = wording()
    printed = table.ruled.sub("", compact(label))
    if printed in table.field_labels:
        return cast(Role, table.field_labels[printed])
    if mixes_roles(printed):
        return "responsible"
    for wrong, right in table.misprints.items():
        printed = printed.replace(wrong, right)
    roles = {role for stem, role in table.stems.items() if stem in printed} | {
        role for form, role in table.labels.items() if form in printed
    }
    if "牵" in printed:
        roles.add("lead")
    elif "配" in printed:
        roles.add("cooperate")
    return next((role for role in PRIORITY if role in roles), "responsible")


def mixes_roles(label: str) -> bool:
    """Tell whether a label holds those who lead and those who help in one list: 牵头单位及配合单位, 牵头（配合）单位."""
    table = wording()
    found = {role for stem, role in table.stems.items() if stem in label}
    return {"lead", "cooperate"} <= found


def tail(text: str, start: int, end: int) -> tuple[int, Role | None, str | None, bool]:
    """Return (end of the names, role, verb, divided) of the verbs that close a piece.

    A牵头      A、B按职责分工负责      C参与配合      D结合实际抓好落实
    """
    table, at, divided = wording(), end, False
    verbs: list[str] = []
    while True:
        printed = compact(text[max(start, at - 16) : at])
        if not printed.endswith(table.tails):
            break
        word = next(w for w in table.tails if printed.endswith(w))
        if any(len(e) > len(word) and e.endswith(word) and printed.endswith(e) for e in (*table.strong, *table.weak)):
            break  # 党组织 is a name, and 组织 in it no verb
        at = _back(text, at, len(word))
        verbs += [word] if word in table.verbs else []
        divided = divided or any(form in word for form in table.divided)
    if not verbs and not divided:
        return end, None, None, False
    role: Role = next((r for r in PRIORITY if any(table.verbs[v] == r for v in verbs)), "responsible")
    verb = next((v for v in verbs if table.verbs[v] == role), None)
    return at, role, verb, divided
