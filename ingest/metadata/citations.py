"""The documents a document names in 《》, and what each citation is.

implements  为落实《X》, 根据《X》（国办发〔2020〕43号）精神, in the sentences before the first item
amends      对《X》有关条款进行修订, 《X》修改如下
replaces    《X》同时废止, 自……起停止执行, 此前印发的《X》不再执行
mentions    the rest
Certificates and contracts (《不动产权证书》, 《商品房买卖合同》) are no documents of this kind.
"""

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Document
from ingest.metadata.titles import alike, clean
from kg.model import Citation, CitationKind
from kg.register import any_form

_OPEN, _CLOSE = "《〈", "》〉"
_END = re.compile(r"[。！？；;\n]")
_AMENDS = re.compile(r"(?:对|将)[^。；;，,\n]{0,6}$")
# 调整《X》中的…, 修改《X》第三条: parts of X are set anew here; 修订《X》 alone is work still to be done.
_PART = re.compile(r"^(?:中|第[一二三四五六七八九十\d]+[条项款])")
_NUMBER_AFTER = re.compile(r"^[（(〔\[][^）)〕\]]*[〔\[（(]?[^）)〕\]]*[）)〕\]]")
# 原印发的某府发〔2016〕10号、某府发〔2017〕2号等文件同时废止: named by number alone.
_BY_NUMBER = re.compile(r"[〔\[【（(](?:19|20)\d\d[〕\]】）)]\d{1,4}号")
_MARK = re.compile(r"[\u4e00-\u9fff]{2,10}$")
_WITHIN = ("（", "(", "〔", "[")


@cache
def _changes() -> re.Pattern[str]:
    """Match what is done to parts of a document, before its title."""
    return re.compile(rf"(?:{any_form('CitationChanges')})$")


@cache
def _leading() -> re.Pattern[str]:
    """Match what stands before the number of a document and is no part of it: 原印发的某府发〔2016〕10号."""
    return re.compile(rf"^(?:{any_form('CitationLeading')})+")


@cache
def _given_out() -> re.Pattern[str]:
    """Match what a covering notice says behind the title of what it issues: 》已经……同意，现印发给你们."""
    agreed, given = any_form("CitationAgreed"), any_form("CitationGiven")
    return re.compile(rf"》(?:[（(〔\[][^）)〕\]]{{1,40}}[）)〕\]])?(?:{agreed})?[^。《]{{0,60}}(?:{given})")


@cache
def _amended() -> re.Pattern[str]:
    """Match what happens to a document that is amended."""
    return re.compile(rf"^[^。；;\n《]{{0,40}}?(?:{any_form('CitationAmended')})")


@cache
def _replaced() -> re.Pattern[str]:
    """Match what happens to a document that is replaced."""
    return re.compile(rf"^[^。；;\n]{{0,60}}?(?:{any_form('CitationReplaced')})")


@cache
def _purpose() -> re.Pattern[str]:
    """Match why a document is cited: 为落实, 根据."""
    return re.compile(any_form("CitationPurpose"))


@cache
def _document_end() -> re.Pattern[str]:
    """Match the end of the title of a document that may be cited."""
    return re.compile(rf"(?:{any_form('CitationDocument')})(?:[（(〔\[〈<].{{1,40}}[）)〕\]〉>])*[”\"]?$")


def citations(document: Document, own: str | None) -> Iterator[Citation]:
    """Yield the documents a text cites, in order; `own` is its own title, which is no citation."""
    text = document.text
    for start, end in document.quoted_titles:
        title = clean(text[start:end])
        if len(title) > 3 and _document_end().search(title) and not (own and alike(title, own)) and not _issued_here(text, end):
            yield Citation(title, _kind(text, start, end, document.first_item), start, end)


def by_number(text: str) -> Iterator[Citation]:
    """Yield the documents that a text replaces and names by their numbers alone."""
    for found in _BY_NUMBER.finditer(text):
        mark = _MARK.search(text, max(0, found.start() - 10), found.start())
        if mark is None or text[mark.start() - 1 : mark.start()] in _WITHIN or not _replaced().match(text[found.end() : found.end() + 160]):
            continue
        start = mark.start() + (len(cut[0]) if (cut := _leading().match(mark[0])) else 0)
        yield Citation(text[start : found.end()], "replaces", start, found.end())


def others(document: Document) -> list[tuple[int, int]]:
    """Return the stretches that name other documents: what they say of a place is no word of this one."""
    return [(start, end) for start, end in document.quoted_titles if _document_end().search(clean(document.text[start:end]))]


def _issued_here(text: str, end: int) -> bool:
    """Tell whether a covering notice issues what it names: 现将《X》印发给你们, 《X》已经……同意."""
    return _given_out().match(text[end : end + 120]) is not None


def _kind(text: str, start: int, end: int, first_item: int) -> CitationKind:
    """Return what a citation is, by the words around it in its sentence."""
    after = text[end + 1 : end + 160]
    if _replaced().match(after):
        return "replaces"
    ends = [found.end() for found in _END.finditer(text, max(0, start - 400), start - 1)]
    before = re.sub(r"《[^《》]*》", "", text[ends[-1] if ends else max(0, start - 400) : start - 1])
    bare = _NUMBER_AFTER.sub("", after)
    if (_AMENDS.search(before) and _amended().match(bare)) or (_changes().search(before) and _PART.match(bare)):
        return "amends"
    if start < first_item and _purpose().search(before):
        return "implements"
    return "mentions"
