"""Plain text: which characters the bytes of a file stand for.

byte-order mark → UTF-8 → GB18030 (what files labelled GB2312 or GBK really hold), with charset-normalizer where that gives
no Chinese prose, → UTF-16 without a mark → the one that loses fewest characters, as long as it loses few. Page numbers that stand as
lines of their own are left out.
"""

import codecs
from collections.abc import Iterator

from ingest.sources import aligned_text, dashed_tables, drawn_tables
from ingest.sources.clean import plain, settled
from ingest.sources.page_numbers import page_numbers
from ingest.sources.source import SourceText, sha256, within_bounds
from kg.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Chinese prose has a comma, stop or 的 every dozen characters; Big5 read as GB18030 has none.
_ORDINARY = frozenset("，。、：；（）的和工作单位责任市省局")
_LEAST_ORDINARY = 0.03
# A file cut in the middle of a character loses one or two; a picture loses a third.
_MOST_LOST = 0.02
_SAMPLE = 200_000


def read(data: bytes, path: str) -> SourceText:
    """Return the text of a txt file; UnreadableInput where the bytes are no text."""
    within_bounds(len(data), path)
    characters = decode(data, path)
    text, origin = plain(characters, without=page_numbers(characters))
    if not text.strip():
        raise UnreadableInput(f"{path}: the file is empty; there is nothing to read")
    tables = drawn_tables.read(characters, data, path) or dashed_tables.read(text, data, path) or aligned_text.read(text, data, path)
    return tables or SourceText(settled(text), "txt", sha256(data), origin=origin)


def decode(data: bytes, path: str) -> str:
    """Return the characters of a file in whatever encoding it has."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), path)
    for encoding in _candidates(data):
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(found, path)
    tries = [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    prose = [text for text in tries if _prose(text[:_SAMPLE])]
    return _checked(min(prose or tries[:2], key=_lost), path)


def _candidates(data: bytes) -> Iterator[str]:
    """Yield encodings to try, likeliest first."""
    if _halves(data):
        yield from ("utf-16-le", "utf-16-be")
    yield "utf-8"
    sample = data[:_SAMPLE]
    if _prose(sample.decode("gb18030", "replace")):
        yield "gb18030"
        return
    for encoding in ("utf-16-le", "utf-16-be"):
        if _prose(sample.decode(encoding, "replace")):
            yield encoding
    guess = _guess(sample)
    if guess:
        yield guess


def _guess(sample: bytes) -> str | None:
    """Return what charset-normalizer holds the bytes to be, among the encodings Chinese files come in."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=["gb18030", "big5", "big5hkscs", "utf_16", "shift_jis", "euc_kr"]).best()
    return found.encoding if found else None


def _halves(data: bytes) -> bool:
    """Tell whether every other byte is zero, as in Latin letters of UTF-16."""
    sample = data[:_SAMPLE]
    return len(sample) > 3 and sample.count(0) > len(sample) * 0.3


def _prose(text: str) -> bool:
    """Tell whether text reads like Chinese prose."""
    wide = [character for character in text if character > "\x7f"]
    return bool(wide) and sum(character in _ORDINARY for character in wide) >= _LEAST_ORDINARY * len(wide)


def _lost(text: str) -> int:
    """Count the characters that could not be read."""
    return text.count("\ufffd")


def _checked(text: str, path: str) -> str:
    """Return the text if it is one: few characters lost, few controls that no text has."""
    controls = sum(text.count(chr(code)) for code in range(1, 32) if code not in (9, 10, 12, 13))
    if _lost(text) + controls > max(2, _MOST_LOST * len(text)):
        raise UnreadableInput(f"{path}: this is not text in any encoding Chinese files come in; save it as UTF-8, or as docx or pdf")
    return text
