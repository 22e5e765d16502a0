"""What kind of document it is, and whether it is the plan itself, a draft, or somebody's explanation of it."""

import re
from functools import cache

from ingest.document import Document
from ingest.sources import ITEM_NUMBER
from kg.model import Status
from kg.ontology import IRI, entry, forms
from kg.register import any_form

# 十条, 20条: a title that counts its measures.
_COUNTED = re.compile(r"[十百\d]条")


@cache
def _explains() -> re.Pattern[str]:
    """Match the title of an explanation: …政策解读, 一图读懂…, 解读：…."""
    noun, file, opening, kind = (any_form(f"Explanation{part}") for part in ("", "File", "Opening", "Kind"))
    return re.compile(rf"(?:{noun})(?:{file})?$|^(?:{opening})|(?:{noun})[:：]|^[【\[]?(?:{kind})?(?:{noun})")


@cache
def _calls_itself() -> re.Pattern[str]:
    """Match what a text says it is: 为加快发展，制定以下措施。"""
    return re.compile(
        rf"(?:{any_form('TitleAnnounces')})(?:了|出)?[^。；;《》]{{0,30}}?(?:{any_form('TitleThese')})?"
        rf"(?P<noun>[^，,。；;：:《》]{{0,14}}?(?:{any_form('TitleAnnounced')}))(?:{any_form('TitleThese')})?[。：:，,]"
    )


@cache
def _explained() -> re.Pattern[str]:
    """Match the heading of an explanation: 一、政策背景, 二、制定依据."""
    return re.compile(
        rf"^[ \t\u3000]*{ITEM_NUMBER}\s*(?:{any_form('TitleAbout')})*(?:{any_form('TitleExplained')})[^。\n]{{0,12}}$", re.MULTILINE
    )


@cache
def _draft() -> re.Pattern[str]:
    return re.compile(any_form("TitleDraft"))


def type_of(title: str | None, preamble: str) -> str | None:
    """Return the kind of document by its title, else by what its first paragraph calls it.

    >>> type_of("某省2023年数字经济工作要点", ""), type_of(None, "为加快发展，制定以下措施。")
    ('工作要点', '若干措施')
    """
    if title:
        return _type(_last_noun(title))
    found = _calls_itself().search(preamble)
    return _type(found["noun"]) if found else None


def _last_noun(title: str) -> str:
    """Return the end of a title, which says what it is: 关于落实《X方案》的意见 is no 方案."""
    bare = re.sub(r"(?:[（(〔\[][^（()）]*[）)〕\]])+$", "", title)
    cut = max(bare.rfind("》"), bare.rfind("关于"))
    return bare[cut + 1 :] if len(bare) - cut > 2 else bare


def _type(words: str) -> str | None:
    """Return the kind that the last of a title's nouns names; the longest of those that end together."""
    found = [(m.end(), -m.start(), kind) for form, kind in forms("DocumentTypes", "surfaceForm").items() for m in re.finditer(form, words)]
    counted = entry(IRI.documentTypes09).notation or ""  # 若干措施
    found += [(m.end(), -m.start(), counted) for m in _COUNTED.finditer(words)]
    return max(found)[2] if found else None


def status_of(title: str | None, document: Document) -> Status:
    """Return whether a document is issued, a draft (征求意见稿), or an interpretation (解读, 图解)."""
    first = " ".join(line.text for line in document.head[:3] if line.kind in ("short", "furniture"))
    if (title and _explains().search(title)) or len(_explained().findall(document.text)) > 1:
        return "interpretation"
    return "draft" if _draft().search(title or "") or _draft().search(first) else "issued"
