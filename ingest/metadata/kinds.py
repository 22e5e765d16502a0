"""What kind of document it is, and whether it is the plan itself, a draft, or somebody's explanation of it."""

import re

from ingest.document import Document
from ingest.sources import ITEM_NUMBER
from kg.model import Status

_TYPES = (
    ("任务分工", r"(?:任务|责任|职责)分[工解](?:方案|表)?|分工(?:方案|表)|(?:任务|责任)(?:清单|台账|表)"),
    ("工作要点", r"工作要点|重点工作要点"),
    ("行动计划", r"行动计划|行动方案"),
    ("实施方案", r"实施方案|工作方案|总体方案|试点方案|方案"),
    ("规划", r"规划|纲要"),
    ("工作计划", r"计划"),
    ("实施细则", r"细则"),
    ("办法", r"办法|规定|条例"),
    ("若干措施", r"措施|举措|若干政策|政策|条意见|[十百\d]条"),
    ("意见", r"意见"),
    ("决定", r"决定|决议"),
    ("工作要点", r"要点|重点工作"),
    ("工作报告", r"工作报告"),
    ("公告", r"公告|通告"),
    ("通知", r"通知"),
)
_CALLS_ITSELF = re.compile(
    r"(?:制定|制订|提出|出台|特制|现将?|拟定)(?:了|出)?[^。；;《》]{0,30}?(?:本|以下|如下|下列|有关|有关事项|相关|若干|本实施)?(?P<noun>[^，,。；;：:《》]{0,14}?"
    r"(?:工作要点|行动计划|实施方案|方案|规划|措施|举措|意见|办法|细则|事[项宜]通知|通知))(?:如下)?[。：:，,]"
)
_DRAFT = re.compile(r"征求意见稿|公开征求意见|意见稿|草案|送审稿|讨论稿|公示稿")
_EXPLAINS = re.compile(
    r"(?:政策)?(?:解读|图解|问答|解释|说明)(?:材料|稿)?$|^(?:一图读懂|图解|一图看懂)|解读[:：]|^[【\[]?(?:政策|文字)?解读"
)
_EXPLAINED = re.compile(
    rf"^[ \t\u3000]*{ITEM_NUMBER}\s*(?:政策|文件|出台|制定|起草|编制|主要)*"
    r"(?:背景|依据|目的|意义|过程|解读机构|内容解读|关键词诠释|名词解释|新旧政策差异|创新[点举]措?|特色亮点)[^。\n]{0,12}$",
    re.MULTILINE,
)


def type_of(title: str | None, preamble: str) -> str | None:
    """Return the kind of document by its title, else by what its first paragraph calls it.

    >>> type_of("某省2023年数字经济工作要点", ""), type_of(None, "为加快发展，制定以下措施。")
    ('工作要点', '若干措施')
    """
    if title:
        return _type(_last_noun(title))
    found = _CALLS_ITSELF.search(preamble)
    return _type(found["noun"]) if found else None


def _last_noun(title: str) -> str:
    """Return the end of a title, which says what it is: 关于落实《X方案》的意见 is no 方案."""
    bare = re.sub(r"(?:[（(〔\[][^（()）]*[）)〕\]])+$", "", title)
    cut = max(bare.rfind("》"), bare.rfind("关于"))
    return bare[cut + 1 :] if len(bare) - cut > 2 else bare


def _type(words: str) -> str | None:
    """Return the kind that the last of a title's nouns names; the longest of those that end together."""
    best: tuple[int, int, str] | None = None
    for name, pattern in _TYPES:
        for found in re.finditer(pattern, words):
            here = (found.end(), -found.start(), name)
            best = max(best, here) if best else here
    return best[2] if best else None


def status_of(title: str | None, document: Document) -> Status:
    """Return whether a document is issued, a draft (征求意见稿), or an interpretation (解读, 图解)."""
    first = " ".join(line.text for line in document.head[:3] if line.kind in ("short", "furniture"))
    if (title and _EXPLAINS.search(title)) or len(_EXPLAINED.findall(document.text)) > 1:
        return "interpretation"
    return "draft" if _DRAFT.search(title or "") or _DRAFT.search(first) else "issued"
