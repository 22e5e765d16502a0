"""A web page saved as one file (.mht, .mhtml) and a mail (.eml): the page inside, read like any other, else the text.

The file is a mail with the page as its first part of HTML and its pictures and styles beside it; those are left out. Attachments are left
out and said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from ingest.sources import html, text
from ingest.sources.source import Note, SourceText, sha256, within_bounds
from kg.errors import UnreadableInput
from kg.sentences import sentence

_HEAD = re.compile(rb"\s*(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}")
_PAGE = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/(?:html|plain))", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_BEGINNING = 4096  # bytes


def is_mht(data: bytes) -> bool:
    """Tell whether a file begins with the head of a mail that holds a page."""
    head = _HEAD.match(data[:_BEGINNING])
    return head is not None and bool(_VERSION.search(head[0])) and bool(_PAGE.search(head[0]))


def read(data: bytes, path: str) -> SourceText:
    """Return the article of the page, or the text of the mail; UnreadableInput where the file holds neither."""
    within_bounds(len(data), path)
    parts = _parts(data)
    page, letter = _first(parts, "text/html", "application/xhtml+xml"), _first(parts, "text/plain")
    if page.strip():
        return _with_attachments(html.article_of(html.characters(page, path), "mht", data, path), parts)
    if letter.strip():
        return _with_attachments(replace(text.read(letter, path), format="mht", sha256=sha256(data)), parts)
    raise UnreadableInput(f"{path}: there is no page in this file; open it in a browser and save it as .html")


def _parts(data: bytes) -> list[Message]:
    """Return the parts of a mail; none where they are nested without end."""
    try:
        return list(BytesParser().parsebytes(data.lstrip()).walk())
    except RecursionError:
        return []


def _first(parts: Sequence[Message], *kinds: str) -> bytes:
    """Return the bytes of the first part of a kind that is no attachment; nothing where there is none."""
    own = (part for part in parts if part.get_content_type() in kinds and not part.get_filename())
    return next((held for part in own if isinstance(held := part.get_payload(decode=True), bytes)), b"")


def _with_attachments(found: SourceText, parts: Sequence[Message]) -> SourceText:
    """Return a text that says at its beginning which attachments were not read."""
    names = [_name(part) for part in parts if part.get_content_disposition() == "attachment"]
    end = (found.text + "\n").index("\n")
    note = (Note(0, end, sentence("unread.attachments", names=names)),) if names else ()
    return replace(found, notes=(*note, *found.notes))


def _name(part: Message) -> str:
    """Return the name of an attachment, which a mail may write in an encoding of its own."""
    return str(make_header(decode_header(part.get_filename() or part.get_content_type())))
