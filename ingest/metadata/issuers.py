"""Who issues a document: in its title, in the signature above its date, or in its letterhead.

某省人民政府办公厅关于印发……的通知
A市财政局 A市商务局 关于……的通知                      several, on one line or on several
某市人民政府⏎2023年2月4日                              the signature
A市住房和城乡建设局A市财政局⏎2023年1月19日             run together, also ministries; 财  政  部 set wide
国家数据局 2024-10-18                                  bodies and date on one line
某市财政局⏎某市商务局 文件                               the letterhead
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import HeadLine, and_others, bodies, body_name, set_close, signed_by
from ingest.metadata import regions
from ingest.metadata.titles import Title
from kg.ontology import forms
from kg.register import any_form, central_names, either, party_names

# A province's plan may quote a ministry or two; one that names them all the time speaks to them.
_MANY = 8
_SEVERAL, _LONGEST_NAME = 3, 25  # names on a line that is too long for one signature, and characters of each
# 国家金融监督管理总局某监管局 is in one place, and so is a branch that says so (_branch).
_SUPERVISION = re.compile("监管局$")
_PROVINCES = re.compile("各省[、，,]?各?自")  # 各省、自治区、直辖市人民政府


@cache
def _more() -> re.Pattern[str]:
    """Match what leaves a list of issuers open at its end: 等部门, 等8个单位."""
    return re.compile(f"(?:{and_others().pattern})$")


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


def issuers(title: Title | None, signed_lines: Sequence[HeadLine], letterhead: Sequence[HeadLine]) -> tuple[str, ...]:
    """Return the issuing bodies in printed order: the title's, or the signature's or letterhead's where the title names none or not all."""
    named = of_title(title.text) if title else ()
    signed, printed = signature(signed_lines), of_letterhead([line.text for line in letterhead])
    open_list = bool(title and _more().search(_prefix(title.text)))
    found = [bodies for bodies in ([signed, printed] if open_list else [named, signed, printed]) if bodies]
    return next((bodies for bodies in found if _placed(bodies[0])), found[0] if found else named)


def of_title(title: str) -> tuple[str, ...]:
    """Return the bodies a title begins with."""
    prefix = _prefix(title)
    return split(_more().sub("", prefix)) if prefix else ()


def _prefix(title: str) -> str:
    """Return what stands in a title before 关于 or 印发, if it is a list of bodies."""
    found = _prefix_pattern().match(title)
    bodies = found["bodies"].strip() if found else ""
    return bodies if body_name().match(_more().sub("", bodies)) and body_name().fullmatch(split(_more().sub("", bodies))[-1]) else ""


def of_letterhead(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the bodies of a letterhead, those whose name is broken over lines whole.

    >>> of_letterhead(["杭 州 市 财 政 局", "杭州市发展和改革", "委员会 文件", "杭州市商务局"])
    ('杭州市财政局', '杭州市发展和改革委员会', '杭州市商务局')
    """
    names: list[str] = []
    for piece in filter(None, (_without_paper(line) for line in lines)):
        if names and (not body_name().fullmatch(names[-1]) or _is_end(piece)):
            names[-1] += piece
        else:
            names.append(piece)
    whole = [name for name in names if body_name().fullmatch(re.sub(r"\s", "", name))]
    return split("\n".join(whole)) if whole else ()


def _without_paper(line: str) -> str:
    """Return the bodies of a line of a letterhead, without 文件, 等8部门 and the blanks of a name that is set wide."""
    close = re.sub(rf"\s*(?:{any_form('PaperHeads', 'document')})$", "", set_close(line).strip())
    parts = close.split()
    return _more().sub("", close if all(map(_is_name, parts)) else "".join(parts))


def _is_name(part: str) -> bool:
    return body_name().fullmatch(part) is not None and not _is_end(part)


def _is_end(piece: str) -> bool:
    """Tell whether a line is only the end of a name that begins above it: 办公厅, 委员会, 和城乡建设局."""
    return re.fullmatch(rf"(?:[和与及].*|{any_form('LineBody')})", piece) is not None


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
    """Tell whether a line too long for a signature is bodies run together, a sentence without a mark is none."""
    names = split(line) if bodies(line) and not re.search("[、，,]", line) else ()
    return len(names) >= _SEVERAL and all(len(name) <= _LONGEST_NAME for name in names)


# 某市, at the beginning of a list or behind a name; 市 alone where names print no more: 市财政局市商务局.
_OWN_PLACE = re.compile(r"(?:^|(?<=[局厅委会室部行府署院心办联处]))(?P<place>[\u4e00-\u9fff]{0,3}?[省市县区州旗])(?!场)")
# The characters names of bodies end in.
_ENDS = re.compile(r"(?<=[局厅委会室部行府署院心办联处])")


@cache
def _broken() -> re.Pattern[str]:
    """Match the break inside a name over two lines: 国家金融监督管理总局⏎淮北监管分局."""
    heads = "|".join(f"(?<={head})" for head in forms("PlaceHeadOffice", "surfaceForm"))
    return re.compile(rf"(?:{heads})\s+(?=[\u4e00-\u9fff]{{2,8}}(?:{any_form('PlaceBranch')}))")


@cache
def _branch_within() -> re.Pattern[str]:
    """Match the same inside a list without anything between its names."""
    return re.compile(rf"[^局厅委会室部行府署院心办联处]{{2,8}}?(?:{any_form('PlaceBranch', 'part')})")


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
    places = _places(piece)
    start = 0
    for cut in (found.start() for found in _ENDS.finditer(piece)):
        if cut > start and _begins(piece, start, cut, places):
            yield piece[start:cut]
            start = cut
    yield piece[start:]


def _places(piece: str) -> tuple[str, ...]:
    """Return the places that the names of a list may begin with: those of the register, else what the first one begins with (某市)."""
    known = tuple(dict.fromkeys(piece[start:end] for start, end, _ in regions.mentions(piece)))
    first = None if known else _OWN_PLACE.search(re.sub(f"^(?:{either(party_names())})", "", piece))
    return (first["place"],) if first else known


def _begins(piece: str, start: int, cut: int, places: tuple[str, ...]) -> bool:
    """Tell whether another body begins at a cut, and the one before is whole.

    国家税务总局淮北市税务局 and 国家开发银行淮北市分行 are one body each.
    """
    before = _ministry().match(piece, start)
    if cut == len(piece) or (before and before.end() > cut):
        return False
    own = piece.startswith(places, cut) and not (before and before.end() == cut) and not _branch_within().match(piece, cut)
    return own or bool(_ministry().match(piece, cut)) or piece.startswith(party_names(), cut) or _of_the_country(piece, cut)


def _of_the_country(piece: str, cut: int) -> bool:
    """Tell whether a body of the whole country begins at a cut; but 市委国家安全委员会 is the Party committee's."""
    state = tuple(forms("IssuerBegins", "surfaceForm"))
    committee = re.search(r"[省市县区州]委$", piece[:cut]) and piece.startswith("国家", cut)
    return piece.startswith(state, cut) and not committee


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
