"""Names of branches, printed as the body above and their place: 人民银行湖南省分行, 金融监管总局吉林监管局."""

import re

from kg.register.places import place

_BRANCH = re.compile("(?P<place>[\u3400-\u9fff]{2,12}?)[中心监管分支]{1,4}[行司局社部]")


def is_branch(upper: str, lower: str) -> bool:
    """Tell whether a name goes on with the place of its branch: 人民银行 | 湖南省分行; 工商银行湖南省分行 is a name of its own.

    >>> is_branch("人民银行", "湖南省分行"), is_branch("人民银行", "工商银行湖南省分行"), is_branch("省财政厅", "省税务局")
    (True, False, False)
    """
    found = _BRANCH.fullmatch(lower)
    return found is not None and upper[-1:] == lower[-1:] and _BRANCH.fullmatch(upper) is None and place(found["place"]) is not None
