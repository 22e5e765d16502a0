"""A web page saved as one file (.mht, .mhtml): the page inside, read like any other.

The file is a mail with the page as its first part of HTML and its pictures and styles beside it; those are left out.
"""

import re
from email.parser import BytesParser

from ingest.sources import html
from ingest.sources.source import SourceText, within_bounds
from kg.errors import UnreadableInput

_HEAD = re.compile(rb"\s*(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}")
_PAGE = re.compile(rb"^Content-Type:\s*(?:multipart/related|multipart/alternative|text/html)", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_BEGINNING = 4096  # bytes


def is_mht(data: bytes) -> bool:
    """Tell whether a file begins with the head of a mail that holds a page."""
    head = _HEAD.match(data[:_BEGINNING])
    return head is not None and bool(_VERSION.search(head[0])) and bool(_PAGE.search(head[0]))


def read(data: bytes, path: str) -> SourceText:
    """Return the article of the page; UnreadableInput where the file holds none."""
    within_bounds(len(data), path)
    page = _page(data)
    if not page.strip():
        raise UnreadableInput(f"{path}: there is no page in this file; open it in a browser and save it as .html")
    return html.article_of(html.characters(page, path), "mht", data, path)


def _page(data: bytes) -> bytes:
    """Return the bytes of the first part that is a page; nothing where there is none, or the parts are nested without end."""
    try:
        parts = BytesParser().parsebytes(data.lstrip()).walk()
        found = (part.get_payload(decode=True) for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml"))
        return next((held for held in found if isinstance(held, bytes)), b"")
    except RecursionError:
        return b""
