"""Labels by which a reader knows a table of tasks before its columns are read: those of a column of owners."""

import re
from functools import cache

from kg.register import any_form


@cache
def body_label() -> re.Pattern[str]:
    """Match the label of a column of owners that names the role and the kind of body: 牵头单位."""
    return re.compile(_body())


@cache
def owner_label() -> re.Pattern[str]:
    """Match the label of a column of owners: 牵头单位, 责任分工."""
    return re.compile(f"{_body()}|{any_form('TableHeadOwner', 'whole')}")


def _body() -> str:
    return f"(?:{any_form('TableHeadRole')})+(?:{any_form('TableHeadOwner', 'owner')})"
