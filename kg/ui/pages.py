"""The pages of the app: a page is a file in kg/ui/views and a line here.

Its name is its address and the key of its words (page.<name> in kg/ui/messages). A page of EVERY and of USE is drawn without
arguments; a page of ONE gets the document that is open, and is not drawn where there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kg.ui.views import (
    bodies,
    compare,
    cypher,
    due,
    files,
    incoming,
    matters,
    meeting,
    network,
    overview,
    review,
    shared,
    technologies,
)


class Group(Enum):
    """What a page speaks of: every document, the one that is open, or whatever it is asked; the value is the key of the heading."""

    EVERY = "group.every"
    ONE = "group.one"
    USE = "group.use"


@dataclass(frozen=True, slots=True)
class View:
    """A page: its name, the group it stands in, what draws it."""

    name: str
    group: Group
    draw: Callable[..., Any]


VIEWS = (
    View("files", Group.EVERY, files.page),
    View("bodies", Group.EVERY, bodies.page),
    View("compare", Group.EVERY, compare.page),
    View("overview", Group.ONE, overview.page),
    View("due", Group.ONE, due.page),
    View("network", Group.ONE, network.page),
    View("shared", Group.ONE, shared.page),
    View("technologies", Group.ONE, technologies.page),
    View("matters", Group.ONE, matters.page),
    View("review", Group.ONE, review.page),
    View("import", Group.USE, incoming.page),
    View("cypher", Group.USE, cypher.page),
    View("meeting", Group.USE, meeting.page),
)
