"""A policy's own title: where it is printed, and whose it is.

    浙江省……2023年工作要点                          a line, or several lines with or without blanks between
    某省人民政府关于印发《X》的通知 … X              the title is X where the file holds X
    各市人民政府：《X》已经……同意，现印发给你们 … X
    《X》, 【某省】X                                  without the marks a portal adds
Half of the documents print none: then None, never a guess.
"""

import re
from dataclasses import dataclass

from ingest.head import Line

_NOUN = (
    r"(?:通知|公告|通告|公示|意见|决定|决议|方案|计划|规划|纲要|要点|措施|举措|政策|办法|细则|规定|条例|规则|指南|指引|导则|清单|分工|分解|任务|安排|预案|标准|制度"
    r"|行动|工程|[一二三四五六七八九十百\d]条|条款|报告|批复|复函|函|通报|倡议书?|任务书|[任务分工解责清单图谱路线]{2,8}[表图谱]|工作台账|解读|说明|若干问题|重点工作|工作点)"
)
_TAIL = r"(?:[（(〔\[【][^（()）\n]{1,30}[）)〕\]】])*"
_TITLE = re.compile(rf".{{3,140}}?{_NOUN}[》〉>”\"]*{_TAIL}")
_CONTINUED = re.compile(rf"^的?{_NOUN}{_TAIL}$|^[（(〔\[【]")
_NOT_TITLE = re.compile(
    r"^(?:为|现将|现就|根据|按照|经|我[省市县区州]|附|责任|牵头|[一二三四五六七八九十]是|——|各[省市县区]|\d+月\d+日)|[，,、：:]$"
)
_ISSUING = re.compile(
    rf"(?:关于)?(?:印发|转发|发布|下发|公布)(?:关于)?\s*[《〈<]?(?P<own>.+?)[》〉>]?\s*的?(?:通知|公告|通告|决定){_TAIL}$"
)
_COVERED = re.compile(
    r"(?:现将|将|制定了|印发了?)?\s*《(?P<own>(?:[^《》]|《[^《》]*》){4,120})》[^。]{0,80}(?:印发|发给|下发|转发)(?:给)?你们?"
)
_PORTAL = re.compile(r"^[【\[][^】\]]{1,30}[】\]]\s*")
_MOST_LINES = 9
_MOST_CHARACTERS = 150


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, without breaks, and the stretch it stands in."""

    text: str
    start: int
    end: int


def title(head: list[Line], text: str) -> Title | None:
    """Return the policy's own title where the head prints it."""
    found = blocks(head)
    covered = _covered(head, text)
    for own in [_own(block.text) for block in found] + [covered.text if covered else None]:
        if own:
            match = next((block for block in found if alike(block.text, own)), None)
            if match:
                return _bare(match)
    plain = next((block for block in found if not _own(block.text)), None)
    if plain:
        return _bare(plain)
    return (_inside(found[0], text) if found else None) or covered


def notice(head: list[Line]) -> Title | None:
    """Return the title line that names the issuers: the notice's where there is one, else the first."""
    found = blocks(head)
    return next((block for block in found if _own(block.text)), found[0] if found else None)


def blocks(head: list[Line]) -> list[Title]:
    """Return the stretches of the head that have the form of a title."""
    found: list[Title] = []
    index = 0
    while index < len(head):
        block, used = _block(head, index)
        if block:
            found.append(block)
        index += used
    return found


def _block(head: list[Line], index: int) -> tuple[Title | None, int]:
    """Return the longest title that begins in a line, and how many lines it takes."""
    joined, best, used = "", None, 1
    for count, line in enumerate(head[index : index + _MOST_LINES], 1):
        if line.kind not in ("short", "signature") or len(joined) + len(line.text) > _MOST_CHARACTERS:
            break
        if best and not _CONTINUED.match(line.text):
            break
        joined = join(joined, line.text)
        if _TITLE.fullmatch(joined) and not _NOT_TITLE.search(joined) and not _only_bodies(joined):
            best, used = Title(joined, head[index].start, line.end), count
    return best, used


def _only_bodies(joined: str) -> bool:
    """Tell whether what looks like a title is a list of bodies or a remark in brackets."""
    return joined.startswith(("(", "（")) or ("关于" not in joined and joined.count("、") > 3)


def join(first: str, second: str) -> str:
    """Join two lines of a title; a blank stands only between Latin words and between issuers."""
    if first.endswith(("厅", "部", "局", "会", "室", "行", "府", "委")) and not second.startswith(("关于", "印发")):
        return f"{first} {second}" if first else second
    return first + second


def _own(block: str) -> str | None:
    """Return X of 关于印发《X》的通知."""
    found = _ISSUING.search(block)
    return found["own"].strip("《》〈〉<> ") if found else None


def _covered(head: list[Line], text: str) -> Title | None:
    """Return X of 《X》已经……同意，现印发给你们."""
    if not head:
        return None
    found = _COVERED.search(text, 0, head[-1].end)
    return Title(clean(found["own"]), found.start("own"), found.end("own")) if found else None


def _inside(block: Title, text: str) -> Title | None:
    """Return X as it stands inside the notice's title."""
    own = _own(block.text)
    if not own:
        return block
    pattern = r"\s*".join(re.escape(c) for c in re.sub(r"\s", "", own))
    found = re.compile(pattern).search(text, block.start, block.end)
    return Title(own, found.start(), found.end()) if found else None


def alike(block: str, own: str) -> bool:
    """Tell whether two titles are the same but for breaks, marks and 关于/的."""
    first, second = (re.sub(r"[\s《》〈〉<>“”\"的]|^关于|[（(][^）)]*[）)]$", "", title) for title in (block, own))
    return first == second


def _bare(block: Title) -> Title:
    """Return a title without the marks around it: 【某省】, 《》."""
    text, start, end = block.text, block.start, block.end
    portal = _PORTAL.match(text)
    if portal:
        text, start = text[portal.end() :], start + portal.end()
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text, start, end = text[1:-1], start + 1, end - 1
    return Title(text, start, end)


def clean(text: str) -> str:
    """Return a title without breaks and the blanks around them."""
    return re.sub(r"\s*\n\s*", "", text).strip()
