"""A policy's own title: where it is printed, and whose it is.

    浙江省……2023年工作要点                          a line, or several lines with or without blanks between
    某省人民政府关于印发《X》的通知 … X              the title is X where the file holds X
    各市人民政府：《X》已经……同意，现印发给你们 … X
    《X》, 【某省】X                                  without the marks a portal adds
Half of the documents print none: then None, never a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, HeadLine, bodies
from ingest.sources import TITLE_TAIL, is_title, no_title, title_noun, title_pattern
from kg.ontology import forms
from kg.register import any_form

_PORTAL = re.compile(r"^[【\[][^】\]]{1,30}[】\]]\s*")
_LINE_END = re.compile(rf"(\s?{TITLE_TAIL}》?)[ \t\u3000]*(?:\n|$)")
_MARKED = re.compile(r"[（(][^（()）\d一二三四五六七八九十]{2,12}[）)]\S")  # （征求意见稿）某省……方案
_MOST_LINES = 20
_MOST_CHARACTERS = 400


@cache
def _joint() -> re.Pattern[str]:
    """Match the bodies a joint document begins with: divided by blanks, or each beginning with the same place."""
    acts = any_form("IssuerAct")
    return re.compile(rf"^(?P<bodies>\S{{2,40}}(?: \S{{2,40}})+?|(?P<place>..)\S{{2,40}}?[局厅委会部行](?P=place)\S+?)\s*(?={acts})")


@cache
def _remark() -> str:
    """Return the pattern of what belongs to a title, in brackets on a line of its own: （试行）, but not （2024年3月1日会议通过）."""
    kind = any_form("TitleRemark")
    return (
        rf"[（(〔\[【](?:\d{{4}}[^（()）日\n]{{0,12}}年[^（()）日\n]{{0,4}}|[^（()）日\n]{{0,20}}(?:{kind})[^（()）日\n]{{0,6}})[）)〕\]】]"
    )


@cache
def _covering() -> re.Pattern[str]:
    """Match X of 现将《X》印发给你们."""
    now, conveyed = any_form("TitleNow"), any_form("TitleConveyed")
    return re.compile(rf"(?:{now})?\s*《(?P<own>(?:[^《》]|《[^《》]*》){{4,120}})》[^。]{{0,80}}(?:{conveyed})(?:给)?你")


@cache
def _news() -> re.Pattern[str]:
    """Match X of 中共某省委办公厅 某省人民政府办公厅印发《X》."""
    return re.compile(rf"(?:{any_form('TitleNews')})(?:了)?《(?P<own>(?:[^《》]|《[^《》]*》){{4,120}})》$")


@cache
def _asked() -> re.Pattern[str]:
    """Match X of 关于公开征求《X（征求意见稿）》意见的公告."""
    own, kind = r"[《〈<]?(?P<own>[^《》〈〉<>]{4,120})[》〉>]?", any_form("IssuerRequest")
    asks, comments = any_form("TitleAsks", kind="prefixForm"), any_form("TitleAsks", kind="suffixForm")
    return re.compile(rf"(?:{asks})\s*{own}\s*(?:\S{{0,8}})(?:{comments})的?(?:{kind})")


@cache
def _issuing() -> re.Pattern[str]:
    """Match X of 关于印发《X》的通知."""
    issues, own, kind = any_form("IssuerIssues"), r"[《〈<]?(?P<own>.+?)[》〉>]?", any_form("IssuerNotice")
    return re.compile(rf"(?:关于)?(?:{issues})(?:关于)?\s*{own}\s*的?(?:{kind}){TITLE_TAIL}$")


@cache
def _continued() -> re.Pattern[str]:
    """Match a line that goes on a title: 的通知, （试行）."""
    return re.compile(rf"^的?{title_noun()}{TITLE_TAIL}$|^(?:{_remark()})+$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, without breaks, and the stretch it stands in."""

    text: str
    start: int
    end: int


def title(document: Document) -> Title | None:
    """Return the policy's own title where the head prints it."""
    found = blocks(document)
    covered = _covered(document)
    for own, after in [(_own(block.text), block.end) for block in found] + ([(covered.text, covered.end)] if covered else []):
        printed = _printed(own, document, after) if own else None
        if printed:
            return printed
    plain = next((block for block in found if not _own(block.text)), None)
    if plain:
        return _bare(plain)
    return covered or (_inside(found[0], document) if found else None)


def notice(document: Document) -> Title | None:
    """Return the title line that names the issuers: the notice's where there is one, else the first."""
    found = blocks(document)
    return next((block for block in found if _own(block.text)), found[0] if found else None)


def blocks(document: Document) -> list[Title]:
    """Return the stretches of the head that have the form of a title."""
    found = _recorded(document)
    index = 0
    while index < len(document.head):
        block, used = _block(document.head, index, document.text)
        if block:
            found.append(block)
        index += used
    return found


def _recorded(document: Document) -> list[Title]:
    """Return the title a record above the document gives, if it has the form of one."""
    entry = document.site_record.get("title")
    return [Title(entry.text, entry.start, entry.end)] if entry and is_title(entry.text) else []


def _block(head: Sequence[HeadLine], index: int, text: str) -> tuple[Title | None, int]:
    """Return the longest title that begins in a line, and how many lines it takes."""
    joined, best, used = "", None, 1
    for count, line in enumerate(head[index : index + _MOST_LINES], 1):
        if line.kind not in ("short", "signature") or len(joined) + len(line.text) > _MOST_CHARACTERS or "\t" in line.text:
            break
        if best and not _goes_on(best, line, text):
            break
        joined = join(joined, line.text)
        if title_pattern().fullmatch(joined) and not no_title().search(joined) and not _only_bodies(joined):
            best, used = Title(joined, head[index].start, line.end), count
    return best, used


def _goes_on(best: Title, line: HeadLine, text: str) -> bool:
    """Tell whether a line continues what is a title already: （试行）, 的通知, or a next line right below it."""
    if _continued().match(line.text) or line.text[0] in "（([〔【":
        return bool(_continued().match(line.text))
    below = text.count("\n", best.end, line.start) == 1
    return (
        below
        and line.kind == "short"
        and not _own(best.text)
        and not best.text.endswith((*forms("TitleOneLine", "surfaceForm"), "）", ")"))
        and "关于" not in line.text
    )


def _only_bodies(joined: str) -> bool:
    """Tell whether what looks like a title is a list of bodies or a remark in brackets."""
    remark = joined.startswith(("(", "（")) and not _MARKED.match(joined)
    return remark or ("关于" not in joined and joined.count("、") > 3)


def join(first: str, second: str) -> str:
    """Join two lines of a title; a blank stands only between the bodies of a list."""
    return f"{first} {second}" if first and bodies(first) and bodies(second) else first + second


def _own(block: str) -> str | None:
    """Return X of 关于印发《X》的通知."""
    found = _issuing().search(block) or _news().search(block) or _asked().search(block)
    return found["own"].strip("《》〈〉<> ") if found else None


def _covered(document: Document) -> Title | None:
    """Return X of 《X》已经……同意，现印发给你们."""
    if not document.head:
        return None
    found = _covering().search(document.text, 0, document.head[-1].end)
    return Title(clean(found["own"]), found.start("own"), found.end("own")) if found else None


def _inside(block: Title, document: Document) -> Title | None:
    """Return X as it stands inside the notice's title, where the file holds X and not the notice alone."""
    own = _own(block.text)
    covering = any(line.kind == "addressee" for line in document.head)
    if not own or covering:
        return _bare(block)
    found = _spaced(own).search(document.text, block.start, block.end)
    return Title(own, found.start(), found.end()) if found else _bare(block)


def _printed(own: str, document: Document, after: int) -> Title | None:
    """Return X where it is printed as the heading of what the notice issues."""
    text = document.text
    for line in document.head:
        if line.start < after:
            continue
        found = _spaced(own).match(text, line.start)
        tail = _LINE_END.match(text, found.end()) if found else None
        if tail:
            return _bare(Title(clean(text[line.start : tail.end(1)]), line.start, tail.end(1)))
    return next((_bare(block) for block in blocks(document) if block.start >= after and alike(block.text, own)), None)


def _spaced(own: str) -> re.Pattern[str]:
    """Return the pattern of a title that may be broken into lines and stand in marks."""
    return re.compile(r"[《\s]*" + r"\s*".join(re.escape(character) for character in re.sub(r"\s", "", own)))


def alike(block: str, own: str) -> bool:
    """Tell whether two titles are the same but for breaks, marks and 关于/的."""
    first, second = (re.sub(r"[\s《》〈〉<>“”\"的]|^关于|[（(][^）)]*[）)]$", "", title) for title in (block, own))
    return first == second


def _bare(block: Title) -> Title:
    """Return a title without what stands around it: 【某省】, 《》, and the bodies of a joint document."""
    text, start, end = block.text, block.start, block.end
    portal = _PORTAL.match(text)
    if portal:
        text, start = text[portal.end() :], start + portal.end()
    joint = _joint().match(text)
    if joint and bodies(joint["bodies"]):
        text = text[joint.end() :]
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text, start, end = text[1:-1], start + 1, end - 1
    return Title(text, start, end)


def clean(text: str) -> str:
    """Return a title without breaks and the blanks around them."""
    return re.sub(r"\s*\n\s*", "", text).strip()
