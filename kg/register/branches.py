"""Names of branches, printed as the body above and their place: 人民银行湖南省分行, 金融监管总局吉林监管局, 市公积金中心安化县管理部."""

import re
from functools import cache

from kg.ontology import forms
from kg.register.places import place
from kg.register.word_patterns import any_form

_BRANCH = re.compile("(?P<place>[\u3400-\u9fff]{2,12}?)[中心监管分支]{1,4}[行司局社部]")


def is_branch(upper: str, lower: str) -> bool:
    """Tell whether a name goes on with the place of its branch: 人民银行 | 湖南省分行; 工商银行湖南省分行 is a name of its own.

    >>> is_branch("人民银行", "湖南省分行"), is_branch("人民银行", "工商银行湖南省分行"), is_branch("省财政厅", "省税务局")
    (True, False, False)
    >>> is_branch("市住房公积金管理中心", "安化县管理部"), is_branch("市农业农村局", "安化县管理部")
    (True, False)
    """
    found = _BRANCH.fullmatch(lower)
    if found is not None and upper[-1:] == lower[-1:] and _BRANCH.fullmatch(upper) is None:
        return place(found["place"]) is not None
    office = _office().fullmatch(lower)
    return office is not None and upper.endswith(tuple(forms("CentreNames", "suffixForm"))) and place(office["place"]) is not None


@cache
def _office() -> re.Pattern[str]:
    """Match the office of a centre in a place: 安化县管理部."""
    return re.compile(f"(?P<place>[\u3400-\u9fff]{{2,12}}?)(?:{any_form('CentreNames')})")
