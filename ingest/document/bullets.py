"""The items of lists without numbers: - …   • …   ☐ …   and what a page or a Markdown file marks as one.

An item that a mark opens ends with its line; of one that a file marks, the file says where it ends.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.sources import BOXES, Bullet, marker

DOTS = "●•■□◆▪◦"  # print before an item, as the boxes to tick do
DASHES = "*–-"  # open an item only before a blank; the hyphen stands last
# A hyphen or a star opens an item only before a blank: -5℃ and *注 do not.
_MARK = re.compile(
    rf"^[ \t\u3000]*(?:[{BOXES}{DOTS}]\ufe0f?[ \t\u3000]*|[{DASHES}][ \t\u3000]+)(?=[\u4e00-\u9fff“《])(?P<item>[^\n]*)", re.MULTILINE
)


def list_items(text: str, marked: Sequence[Bullet]) -> tuple[Bullet, ...]:
    """Return the items of lists without numbers in order, those of a list in a list behind the one they stand in."""
    bare = [bullet for bullet in marked if marker(text, bullet.start, bullet.end) is None]
    return tuple(sorted([*bare, *_printed(text, {bullet.start for bullet in marked})], key=lambda bullet: (bullet.start, bullet.depth)))


def _printed(text: str, known: set[int]) -> Iterator[Bullet]:
    """Yield the lines that a mark opens, each from behind its mark."""
    for found in _MARK.finditer(text):
        if not {found.start(), found.start("item")} & known:
            yield Bullet(found.start("item"), found.end(), 1)
