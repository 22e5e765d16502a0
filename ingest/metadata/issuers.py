"""Who issues a document: in its title, or in the signature above its date.

某省人民政府办公厅关于印发……的通知
A市财政局 A市商务局 关于……的通知                      several, on one line or on several
某市人民政府⏎2023年2月4日                              the signature
A市住房和城乡建设局A市财政局⏎2023年1月19日             run together, also ministries; 财  政  部 set wide
国家数据局 2024-10-18                                  bodies and date on one line
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import HeadLine, body_name, set_close, signed_by
from ingest.metadata import regions
from ingest.metadata.titles import Title
from kg.ontology import forms
from kg.register import any_form, central_names, either, party_names

# A province's plan may quote a ministry or two; one that names them all the time speaks to them.
_MANY = 8
# 国家金融监督管理总局某监管局 is in one place, and so is a branch that says so (_branch).
_SUPERVISION = re.compile("监管局$")
_PROVINCES = re.compile("各省[、，,]?各?自")  # 各省、自治区、直辖市人民政府


@cache
def _more() -> re.Pattern[str]:
    """Match what leaves a list of issuers open: 等部门, 等8个单位."""
    return re.compile(rf"等(?:[\d一二三四五六七八九十]+[个家]?)?(?:{any_form('OpenLists', kind='suffixForm')})?$")


@cache
def _national() -> re.Pattern[str]:
    """Match the beginning of the name of a national body."""
    return re.compile(rf"^(?:{any_form('IssuerNational')}|国家[^税])")


@cache
def _prefix_pattern() -> re.Pattern[str]:
    """Match the bodies a title begins with, before 关于 or 印发."""
    return re.compile(rf"^(?P<bodies>.{{2,300}}?)\s*(?:{any_form('IssuerAct')})")


@cache
def _ministry() -> re.Pattern[str]:
    """Return the pattern of the central bodies of the register, and of their offices."""
    return re.compile(rf"(?:{either(central_names())})(?:办公厅)?")


def issuers(title: Title | None, lines: Sequence[HeadLine]) -> tuple[str, ...]:
    """Return the issuing bodies in printed order: the title's, or the signature's where the title names none or not all."""
    named = of_title(title.text) if title else ()
    signed = signature(lines)
    if not named or _more().search(_prefix(title.text) if title else "") or not _placed(named[0]):
        return signed or named
    return named


def of_title(title: str) -> tuple[str, ...]:
    """Return the bodies a title begins with."""
    prefix = _prefix(title)
    return split(_more().sub("", prefix)) if prefix else ()


def _prefix(title: str) -> str:
    """Return what stands in a title before 关于 or 印发, if it is a list of bodies."""
    found = _prefix_pattern().match(title)
    bodies = found["bodies"].strip() if found else ""
    return bodies if body_name().match(_more().sub("", bodies)) and body_name().fullmatch(split(_more().sub("", bodies))[-1]) else ""


def signature(lines: Sequence[HeadLine]) -> tuple[str, ...]:
    """Return the bodies above the first date that has any."""
    for index, line in enumerate(lines):
        if line.kind != "date":
            continue
        glued = signed_by(line.text)
        bodies = [glued] if body_name().fullmatch(re.sub(r"[\s、]", "", glued) or "-") else []
        for above in reversed(lines[:index]):
            if above.kind != "signature" and not _many(above.text):
                break
            bodies.insert(0, above.text)
        if any(bodies):
            return split("\n".join(bodies))
    return ()


def _many(line: str) -> bool:
    """Tell whether a line too long for a signature is ministries run together."""
    return "".join(_ministry().findall(line)) == re.sub(r"\s", "", line)


# The characters names of bodies end in.
_ENDS = re.compile(r"(?<=[局厅委会室部行府署院心办联处])")


@cache
def _broken() -> re.Pattern[str]:
    """Match the break inside a name over two lines: 国家金融监督管理总局⏎淮北监管分局."""
    heads = "|".join(f"(?<={head})" for head in forms("PlaceHeadOffice", "surfaceForm"))
    return re.compile(rf"(?:{heads})\s+(?=[\u4e00-\u9fff]{{2,8}}(?:{any_form('PlaceBranch')}))")


@cache
def _branch() -> re.Pattern[str]:
    """Match a branch that its place names: 淮北市分行, 淮北市中心支行."""
    return re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{any_form('PlaceBranch', 'part')})(?![\u4e00-\u9fff])")


def split(bodies: str) -> tuple[str, ...]:
    """Return the bodies of a list: divided by blanks and 、, or run together where the next is a ministry or begins like the first.

    >>> split("淮北市住房和城乡建设局淮北市财政局"), split("工业和信息化部科技部 财  政  部")
    (('淮北市住房和城乡建设局', '淮北市财政局'), ('工业和信息化部', '科技部', '财政部'))
    """
    whole = _broken().sub("", set_close(bodies.strip()))
    return tuple(name for piece in re.split(r"[\s\u3000、，,]+", whole) if piece for name in _glued(piece))


def _glued(piece: str) -> Iterator[str]:
    """Yield the bodies that are printed without anything between them."""
    place = next((piece[start:end] for start, end, _ in regions.mentions(piece)), None)
    start = 0
    for cut in (found.start() for found in _ENDS.finditer(piece)):
        if cut > start and _begins(piece, start, cut, place):
            yield piece[start:cut]
            start = cut
    yield piece[start:]


def _begins(piece: str, start: int, cut: int, place: str | None) -> bool:
    """Tell whether another body begins at a cut, and the one before is whole.

    国家税务总局淮北市税务局 and 国家开发银行淮北市分行 are one body each.
    """
    before = _ministry().match(piece, start)
    if cut == len(piece) or (before and before.end() > cut):
        return False
    own = bool(place) and piece.startswith(place or "", cut) and not (before and before.end() == cut) and not _branch().match(piece, cut)
    return own or bool(_ministry().match(piece, cut)) or piece.startswith(party_names(), cut)


def _placed(body: str) -> bool:
    """Tell whether a body's name says of which place it is: 南京市人民政府, not 市政府."""
    return not re.match(rf"[省市县区州](?:委|{any_form('GovernmentSeats')})", body)


def national(body: str) -> bool:
    """Tell whether a body is of the whole country."""
    branch = _SUPERVISION.search(body) or _branch().search(body)
    return branch is None and bool(_national().match(body) or _ministry().fullmatch(body))


def addresses_provinces(line: str) -> bool:
    """Tell whether a line addresses the provinces, as only national documents do: 各省、自治区、直辖市人民政府：."""
    return bool(_PROVINCES.match(line))


def speaks_of_ministries(text: str) -> bool:
    """Tell whether a text gives its tasks to ministries, as only national documents do."""
    return len(_ministry().findall(text)) >= _MANY


def national_mark(number: str) -> bool:
    """Tell whether a document number is a national body's: 国办发, 工信部联."""
    return number.startswith(tuple(forms("NationalMarks", "prefixForm")))
