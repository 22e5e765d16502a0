"""A small document as rows of the page queries, in the form real plans use, for the tests of the pages."""

from typing import Any

from ingest.sources import printed_numeral
from kg.iris import BASE
from kg.ui.dossier import PlanView, dossier

DOCUMENT = f"{BASE}document/0123456789abcdef"
HOSTILE = "<script>alert(1)</script>局"
SECTIONS = (("一、", "主要任务", None), ("（一）", "打基础", 1), ("二、", "组织实施", None))
# number, section, name, owners (name, kind, category, order, role)
GOVERNMENT, PARTY = "政府部门", "党委"
TASKS: tuple[tuple[str, int, str, tuple[tuple[str, str, str | None, int | None], ...]], ...] = (
    ("1.", 2, "建平台", (("省科技厅", "department", GOVERNMENT, 20), ("省经信厅", "department", GOVERNMENT, 10))),
    ("2.", 2, "办大会", (("省经信厅", "department", GOVERNMENT, 10), ("省委网信办", "department", PARTY, 5))),
    ("1.", 3, "抓评估", (("省经信厅", "department", GOVERNMENT, 10), ("各市经信局", "collective", None, None))),
    ("2.", 3, "强宣传", ((HOSTILE, "department", None, None), ("杭州市政府", "locality", None, None))),
)


def rows(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a document; changes are facts of the document itself."""
    facts: dict[str, Any] = dict.fromkeys(("status", "number", "issued", "year", "year_to", "lead_rule"))
    facts |= {"unread": 1, "iri": DOCUMENT, "title": "某省某产业2024年工作要点", "type": "工作要点", "level": "省", "region": "某省"}
    found: dict[str, list[dict[str, Any]]] = {
        "document": [facts | changes],
        "issuers": [],
        "citations": [{"title": "某省某产业行动计划", "kind": "implements", "loaded": False}],
        "sections": [_section(i, *section) for i, section in enumerate(SECTIONS, 1)],
        "tasks": [],
        "namings": [],
        "targets": [],
        "technologies": [],
        "milestones": [],
    }
    at = 100
    for i, (number, section, name, owners) in enumerate(TASKS, 1):
        at = _add_task(found, i, number, section, name, owners, at)
    return found


def _section(i: int, number: str, name: str, parent: int | None) -> dict[str, Any]:
    printed = {"number": number, "numeral": printed_numeral(number), "heading": name}
    return printed | {"iri": section(i), "parent": section(parent) if parent else None, "ordinal": i}


def _add_task(found: dict[str, list[dict[str, Any]]], i: int, number: str, under: int, name: str, owners: Any, at: int) -> int:
    """Add a task whose text is its name and its clause; return where the next one starts."""
    text = f"{number}{name}，建成3个平台。（责任单位：{'、'.join(o[0] for o in owners)}）"
    plain = {"deadline": None, "due": None, "open": False, "leaf": True, "start": at, "end": at + len(text), "parent": section(under)}
    numbered = {"number": number, "numeral": printed_numeral(number)}
    found["tasks"].append({"iri": task(i), "ordinal": i, **numbered, "name": name, "text": text, **plain})
    quote = at + text.index("3个平台")
    measure = {"comparator": "eq", "value": 3, "high": None, "unit": "个", "object": "平台", "deadline": None, "due": None}
    target = {"iri": f"{task(i)}/target", "holder": task(i), "quote": "3个平台", "quantified": i != 2, "start": quote, "end": quote + 4}
    found["targets"].append(target | measure)
    for rank, (owner, kind, category, order) in enumerate(owners, 1):
        start = at + text.index(owner, text.index("："))
        named = {"task": task(i), "body": body(owner), "name": owner, "kind": kind, "category": category, "order": order}
        printed = {"role": "responsible", "basis": "stated", "label": "责任单位", "mode": "joint", "part": 1, "rank": rank}
        place = {"surface": owner, "start": start, "end": start + len(owner)}
        found["namings"].append(named | printed | place | {"full_name": None, "short_name": owner.removeprefix("省")})
    return at + len(text) + 1


def section(i: int) -> str:
    """Return the IRI of a section."""
    return f"{DOCUMENT}/section/{i}"


def task(i: int) -> str:
    """Return the IRI of a task."""
    return f"{DOCUMENT}/task/{i}"


def body(name: str) -> str:
    """Return the IRI of a body: of the register, but for the one nobody knows."""
    return f"{BASE}body/00000000000000ff" if name == HOSTILE else f"{BASE}department/{name.encode().hex()}"


def small(**changes: Any) -> PlanView:
    """Return the small document as the pages hold it."""
    return dossier(rows(**changes), passages=(("页脚", "没有规则"),), revision="1")
