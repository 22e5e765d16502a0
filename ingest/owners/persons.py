"""Persons, who own no task: 张三, 王某某, 欧阳明, 李明同志, 王局长, 副市长王五, 分管副市长.

A name is told by its surname, its length and what the dictionary knows it as; a place (金华) and a class (各级河长) are none.
"""

import re
from functools import cache, lru_cache

from ingest.document import tag
from kg.register import any_form, place

EVERY = "各"  # opens a class, whatever it ends in
MODALS = ("要", "应", "须", "将", "可")  # follow who is asked to act: 高校要
UNKNOWN = frozenset((None, "nr", "nrt", "nrfg"))  # what the dictionary says of a person's name: nothing, or that it is one


@lru_cache(maxsize=8192)
def is_person(name: str) -> bool:
    """Tell whether a clean string is a person, by name or by office."""
    if name[:1] == EVERY or not name:
        return False
    found = named().fullmatch(name)
    if found is None:
        return _office().fullmatch(name) is not None
    bare = found["name"]
    return bool(found["title"] or found["after"]) or (tag(bare) in UNKNOWN and place(bare) is None and bare[-1] not in MODALS)


@cache
def named() -> re.Pattern[str]:
    """Match a person by name, with the office before or behind it."""
    surname, title = any_form("Persons", kind="prefixForm"), any_form("Persons", kind="suffixForm")
    return re.compile(rf"(?P<title>[\u4e00-\u9fff]{{0,4}}(?:{title}))?(?P<name>(?:{surname})[\u4e00-\u9fff]{{1,2}})(?P<after>{title})?")


@cache
def _office() -> re.Pattern[str]:
    """Match an office held by one person: 王局长, 分管副市长."""
    return re.compile(rf"[\u4e00-\u9fff]{{1,6}}(?:{any_form('Persons', kind='suffixForm')})")
