"""The lines of a document's head and tail, and what each is: title, number, addressees, signature, date, page furniture.

The head ends where the first item begins; the tail begins after the last item.
"""

import re
from dataclasses import dataclass

# Where a document's own title, number and covering notice stand; beyond that a line is body text.
HEAD = 8_000
TAIL = 1_500
_LONGEST_TITLE_LINE = 70

_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,4}[章条节]|[一二三四五六七八九十]{1,3}\s*[、.．,，]"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}\s*[、.．]|[①-⑳])"
)
NUMBER = re.compile(
    r"(?P<mark>[\u4e00-\u9fff]{2,14})\s*[〔\[【（(［]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】）)］]\s*第?\s*(?P<n>\d{1,5})\s*号"
)
DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日")
_CHINESE_DATE = re.compile(
    r"(?P<y>[二一][〇○零ＯO一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日"
)
_BODY_END = (
    r"(?:人民政府|政府|办公[厅室]|委员会|委|厅|局|部|办|署|院|中心|银行|[分支]行|营业管理部|营业部|中支|总社|管委会|党组"
    r"|集团|公司|联席会议|领导小组|协会|联合会|总工会|法院|检察院)"
)
BODY = re.compile(rf"[\u4e00-\u9fff（()）·]{{0,40}}?{_BODY_END}")
_SIGNATURE = re.compile(rf"(?:[\u4e00-\u9fff（()）·]{{1,40}}?{_BODY_END}[ \t\u3000、]*)+")
FURNITURE = re.compile(
    r"(?:发布|成文|发文|公开|印发|生成|更新|实施)?(?:日期|时间)\s*[:：]|来源\s*[:：]|信息来源|【?\s*字体|索\s*引\s*号|主题(?:分类|词)\s*[:：]|文\s*号\s*[:：]|公开方式|公开属性"
    r"|当前位置|首页|导航|进入关怀版|无障碍|相关(?:链接|稿件|附件|文档)|点击[量数]|浏览[量次]|阅读\s*[:：]|打印|分享|扫一扫|网站(?:标识码|地图)|版权所有|ICP备|主办单位|隐私声明|联系我们"
    r"|[（(]\s*(?:此件|本文|公开属性|此文)|全文如下|政策咨询|附件\s*[:：]|—\s*\d+\s*—"
)
_ADDRESSEE = re.compile(r"[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without the blanks around it, and what it is."""

    text: str
    start: int
    end: int
    kind: str


def lines(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of a stretch that hold anything."""
    found = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        stripped = text[start:stop].strip()
        if stripped:
            at = start + text[start:stop].index(stripped[0])
            found.append(Line(stripped, at, at + len(stripped), kind(stripped)))
        start = stop + 1
    return found


def kind(line: str) -> str:
    """Return what a line is by its form."""
    if FURNITURE.search(line) and len(line) < 120:
        return "furniture"
    if _NUMBERED.match(line):
        return "item"
    if NUMBER.fullmatch(line.strip("（）() ")):
        return "number"
    if date(line) and len(line) < 24:
        return "date"
    if _ADDRESSEE.search(line):
        return "addressee"
    if re.search(r"[。；;！!?？]$", line) or len(line) > _LONGEST_TITLE_LINE:
        return "body"
    return "signature" if _SIGNATURE.fullmatch(line) else "short"


def head(text: str) -> list[Line]:
    """Return the lines before the first item."""
    found = lines(text, 0, min(len(text), HEAD))
    first = next((i for i, line in enumerate(found) if line.kind == "item"), len(found))
    return found[:first]


def tail(text: str) -> list[Line]:
    """Return the lines after the last item."""
    found = lines(text, max(0, len(text) - TAIL), len(text))
    items = [i for i, line in enumerate(found) if line.kind == "item"]
    return found[items[-1] + 1 :] if items else found


def date(line: str) -> str | None:
    """Return the day a line names as YYYY-MM-DD: 2023年2月4日, 二〇二三年二月四日."""
    found = DATE.search(line)
    if found:
        y, m, d = (int(found[name]) for name in "ymd")
        return f"{y:04}-{m:02}-{d:02}" if 1 <= m <= 12 and 1 <= d <= 31 else None
    chinese = _CHINESE_DATE.search(line)
    if not chinese:
        return None
    year = int("".join(str(max(0, "〇一二三四五六七八九".find(c))) for c in chinese["y"]))
    return f"{year:04}-{_small(chinese['m']):02}-{_small(chinese['d']):02}"


def _small(numeral: str) -> int:
    """Return a Chinese numeral up to 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.find(tens) if tens else 1) * 10 * bool(ten) + (digits.find(ones) if ones else 0)
