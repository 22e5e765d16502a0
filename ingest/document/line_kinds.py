"""What a line is by its form alone. The only reader of line kinds.

furniture    联系人：…  主办单位：…  附件：…  （此件公开发布）  当前位置：首页  ----------
number       某政办发〔2023〕4号                        date       2023年4月1日    市财政局2023年4月1日印发
addressee    各市人民政府，省直各单位：                    signature  某市财政局  某市商务局
item         一、…  （一）…  1.…                         body       a sentence, or more than a title line holds
short        anything else: a line of a title, a heading without number
"""

import re
from functools import cache
from typing import Literal

from ingest.sources import marker, numeral
from kg.register import any_form

LineKind = Literal["furniture", "item", "number", "date", "addressee", "body", "signature", "short"]
Role = Literal["furniture", "metadata", "closing"]

_LONGEST_TITLE_LINE = 70
_LONGEST_FURNITURE = 120
LONGEST_SIGNATURE = 40  # a name or a date alone on its line
_READ = 700  # characters of a line that are looked at: addressees of provinces are the longest

NUMBER = re.compile(
    r"(?P<mark>[\u4e00-\u9fff]{2,14})\s*[〔\[【（(［]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】）)］]\s*第?\s*(?P<n>\d{1,5})\s*号"
)
_BARE_NUMBER = re.compile(r"[一-鿿]{1,12}\s*(?:19|20)\d\d\s*第?\s*\d{1,4}\s*号")
DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日")
_SHORT_DATE = re.compile(r"(?:^\s*|(?<=[\u4e00-\u9fff])[ \t\u3000]*)(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)")
_CHINESE_DATE = re.compile(
    r"(?P<y>[二一][〇○零ＯO一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日"
)
# 财  政  部: a short name set as wide as the others.
_WIDE = re.compile(r"(?<!\S)[\u4e00-\u9fff](?:[ \t\u3000]+[\u4e00-\u9fff](?!\S))+")
_SEAL = re.compile(r"[（(]章[）)]$")
_ENDED = re.compile(r"[。；;！!?？]$")
_RULE = re.compile(r"[-=_*#~+.—－─━═…·☆★◆]{3,}")  # a line drawn between two parts of a text
_ADDRESSEE = re.compile(r"[:：]\s*$")


@cache
def long_title() -> re.Pattern[str]:
    """Match a title on one line, which may be longer than a line of body text, and may have its number behind it."""
    about, noun = any_form("Connectives", "about"), any_form("TitleOneLine")
    number = f"(?:[（(]?{NUMBER.pattern}[）)]?)?"
    return re.compile(rf"[^。；;：:]{{2,140}}(?:{about})[^。；;：:]{{4,140}}(?P<noun>{noun}){number}")


@cache
def _paper_head() -> re.Pattern[str]:
    """Match what is printed above or below a page: 某市人民政府文件, — 3 —."""
    document, gazette = any_form("PaperHeads", "document"), any_form("PaperHeads", "gazette")
    return re.compile(rf"(?:会|{any_form('LineBody')})(?:{document})$|(?:{gazette})$|—\s*\d+\s*—$")


@cache
def _explained() -> re.Pattern[str]:
    return re.compile(any_form("Interpretation"))


@cache
def _after_day() -> re.Pattern[str]:
    """Match what may follow a day that stands alone on its line: 印发."""
    return re.compile(rf"\s*(?:{any_form('LineEvent')}|前)?\s*[）)]?")


@cache
def body_name() -> re.Pattern[str]:
    """Match the name of a body that issues documents."""
    return re.compile(rf"[\u4e00-\u9fff（()）·]{{0,300}}?(?:{any_form('LineBody')})")


@cache
def _labelled() -> re.Pattern[str]:
    """Match a label or a remark that a site or a printed form puts around a document, at the beginning of the line."""
    event, day = f"{any_form('LineEvent')}|{any_form('LineForce')}", any_form("LineDay")
    reading, kind, filing, police = (any_form("SiteTools", part) for part in ("reading", "type", "filing", "police"))
    return re.compile(
        rf"(?:{any_form('LineFurniture')}|索\s*引\s*号|文\s*号\s*[:：]|(?:{event})?(?:{day})\s*[:：]|(?:{reading})\s*[:：]|【?\s*(?:{kind})|附\s*件"
        rf"|[（(]\s*(?:{any_form('LineRemark')})|—\s*\d+\s*—|.{{0,20}}(?:{filing})|.{{0,6}}(?:{police}))"
    )


@cache
def _printed_by_site() -> re.Pattern[str]:
    """Match what a site prints anywhere in a line."""
    field, count = any_form("SiteTools", "source", "type"), any_form("SiteTools", "count", "filing")
    return re.compile(rf"(?:{any_form('LineEvent')})(?:{any_form('LineDay')})\s*[:：]|(?:{field})\s*[:：【]|{count}")


@cache
def _closing() -> re.Pattern[str]:
    """Match the sentence that closes a document: 本措施自印发之日起施行, 各地要认真落实."""
    force, validity, since = any_form("LineForce"), any_form("ValidityWords", "validity"), any_form("ValidityWords", "from")
    return re.compile(
        rf"(?:{any_form('LineThis')})[^。，,]{{0,20}}(?:自|从)[^。]{{0,30}}(?:{force})|{validity}|自[^。，,]{{0,20}}(?:{since})[^。]{{0,12}}(?:{force})|"
        rf"^(?:{any_form('LineEverybody')})[^。]{{0,40}}(?:要|应|须)"
    )


def line_kind(line: str) -> LineKind:
    """Return what a line, without the blanks around it, is by its form.

    >>> [line_kind(x) for x in ("联系人：办公室", "一、总体要求", "某政办发〔2023〕4号", "2023年4月1日")]
    ['furniture', 'item', 'number', 'date']
    >>> [line_kind(x) for x in ("各市人民政府：", "推进平台建设。", "市财政局 市商务局", "三年行动")]
    ['addressee', 'body', 'signature', 'short']
    """
    if _is_furniture(line):
        return "furniture"
    if marker(line, 0, len(line)):
        return "item"
    if NUMBER.fullmatch(bare := line.strip("（）() ")) or _BARE_NUMBER.fullmatch(bare):
        return "number"
    if _dated(line):
        return "date"
    if _ADDRESSEE.search(line):
        return "addressee"
    if _ENDED.search(line) or (len(line) > _LONGEST_TITLE_LINE and not long_title().fullmatch(line)):
        return "body"
    return "signature" if bodies(line) else "short"


def role(line: str) -> Role | None:
    """Return what a line is to the text around it where it is no part of a task: furniture, metadata, the closing sentence; else None.

    A sentence on who explains the document (由…负责解释) is furniture whatever its form; a row of bodies joined by 、 is no signature.

    >>> role("2023年4月1日"), role("联系人：办公室"), role("本措施由市财政局负责解释。"), role("推进平台建设。")
    ('metadata', 'furniture', 'furniture', None)
    """
    line = line[:_READ]
    kind = line_kind(line)
    if kind == "furniture" or _explained().search(line[:_LONGEST_FURNITURE]):
        return "furniture"
    if kind in ("number", "date", "signature") and len(line) <= LONGEST_SIGNATURE and "、" not in line:
        return "metadata"
    return "closing" if _closing().search(line[:160]) else None


def _is_furniture(line: str) -> bool:
    if _RULE.fullmatch(line):
        return True
    if len(line) >= _LONGEST_FURNITURE or long_title().fullmatch(line):
        return False
    return bool(_labelled().match(line) or _paper_head().search(line) or (_printed_by_site().search(line) and not _ENDED.search(line)))


def bodies(line: str) -> bool:
    """Return whether a line is a list of public bodies and nothing else: 市财政局 市商务局, also run together."""
    return all(body_name().fullmatch(_SEAL.sub("", part)) for part in re.split(r"[ \t\u3000、]+", set_close(line.strip())))


def set_close(line: str) -> str:
    """Return a line with names that are set wide as words: 财  政  部 → 财政部."""
    return _WIDE.sub(lambda wide: re.sub(r"\s", "", wide[0]), line)


def _dated(line: str) -> bool:
    """Return whether a line is a date, alone, after the bodies that sign, or before 印发."""
    found = _day(line)
    if not found or not _after_day().fullmatch(line, found.end()):
        return False
    before = signed_by(line)
    return len(before) < 3 or bool(bodies(before))


def signed_by(line: str) -> str:
    """Return what stands before the date of a line: 某市财政局2023年4月1日, 某市财政局 2023-04-01; the bodies, where it is a date line."""
    found = _day(line)
    return line[: found.start()].strip(" \t\u3000（(") if found else ""


def _day(line: str) -> re.Match[str] | None:
    return DATE.search(line) or _CHINESE_DATE.search(line) or _SHORT_DATE.search(line)


def date(line: str) -> str | None:
    """Return the day a line names as YYYY-MM-DD: 2023年2月4日, 二〇二三年二月四日, 2023-02-04."""
    found = DATE.search(line) or _SHORT_DATE.search(line) or _CHINESE_DATE.search(line)
    year, month, day = (int(numeral(found[name]) or 0) for name in "ymd") if found else (0, 0, 0)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
