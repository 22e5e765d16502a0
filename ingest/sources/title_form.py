"""The form of a policy's title: a line that ends in the name of a kind of document (通知, 方案, 要点)."""

import re

TITLE_NOUN = (
    r"(?:通知|公告|通告|公示|意见|决定|决议|方案|计划|规划|纲要|要点|措施|举措|政策|办法|细则|规定|条例|规则|指南|指引|导则|清单|分工|分解|任务|安排|预案|标准|制度"
    r"|行动|工程|[一二三四五六七八九十百\d]条|条款|报告|批复|复函|函|通报|倡议书?|任务书|[任务分工解责清单图谱路线]{2,8}[表图谱]|工作台账|解读|说明|若干问题|重点工作|工作点)"
)
TITLE_TAIL = r"(?:[（(〔\[【][^（()）\n]{1,30}[）)〕\]】])*"
TITLE = re.compile(rf".{{3,390}}?{TITLE_NOUN}[》〉>”\"]*{TITLE_TAIL}")
NOT_TITLE = re.compile(
    r"^(?:为|现将|现就|根据|按照|经|我[省市县区州]|附|责任|牵头|[一二三四五六七八九十]是|——|各[省市县区]|\d+月\d+日)|[，,、：:]$"
)
_SHORTEST = 7


def is_title(text: str) -> bool:
    """Tell whether a line has the form of a title."""
    return len(text) > _SHORTEST and bool(TITLE.fullmatch(text)) and not NOT_TITLE.search(text)
