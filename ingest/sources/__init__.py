"""From a file to plain text with a map back to the source: one reader a format, chosen by what the file holds.

txt (any encoding)  md  html  mht  docx  pdf and ofd with text  xlsx  csv     by themselves
scanned pdf  png  jpg  tiff  bmp  webp                               with the extra `ocr`
doc  wps  rtf  odt  xls  et                                          through LibreOffice
folder  zip  standard input                                          documents()
"""

import stat
from pathlib import Path, PurePath

from ingest.sources.archive import Found, Refused, documents
from ingest.sources.numbering import ARABIC, BRACKETED, CHINESE, ITEM_NUMBER, Marker, inner_markers, marker, printed_numeral
from ingest.sources.numerals import numeral
from ingest.sources.source import BOXES, MOST_BYTES, Bullet, SourceTable, SourceText, Span
from ingest.sources.title_form import TITLE_TAIL, is_title, no_title, title_noun, title_pattern
from kg.errors import UnreadableInput

__all__ = [
    "ARABIC",
    "BOXES",
    "BRACKETED",
    "CHINESE",
    "ITEM_NUMBER",
    "TITLE_TAIL",
    "Bullet",
    "Found",
    "Marker",
    "Refused",
    "SourceTable",
    "SourceText",
    "Span",
    "documents",
    "file_bytes",
    "inner_markers",
    "is_title",
    "marker",
    "no_title",
    "numeral",
    "printed_numeral",
    "read_text",
    "title_noun",
    "title_pattern",
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURE = "picture"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OTHERS = ((b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a rar archive"), (b"\x1f\x8b", "a gz archive"), (b"\x7fELF", "a program"))


def read_text(path: str | Path, data: bytes | None = None, *, recognise: bool = True) -> SourceText:
    """Return the plain text of a document; `data` are its bytes where they are not in a file of that name.

    `recognise` says whether the text of scans and pictures is recognised, where the extra `ocr` is installed.
    """
    held = file_bytes(Path(path)) if data is None else data
    shown = str(path)
    if not held.strip():
        raise UnreadableInput(f"{shown}: the file is empty; there is nothing to read")
    return _read(kind_of(held, shown), held, shown, recognise)


def kind_of(data: bytes, path: str) -> str:
    """Return the format of a file: what its bytes say, and only where they are silent what its name says."""
    suffix = PurePath(path).suffix.lower().lstrip(".")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, path)
    if data.startswith(_OLE):
        return _compound(data, path, suffix)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if any(data.startswith(mark) for mark in _PICTURES) and b"\x00" in data[:4096]:
        return PICTURE
    other = next((name for mark, name in _OTHERS if data.startswith(mark)), None)
    if other:
        raise UnreadableInput(f"{path}: this is {other}; unpack it, or name a document with text")
    if suffix in ("docx", "xlsx", "docm", "xlsm", "pdf", "ofd", "doc", "wps", "xls"):
        return _misnamed(data, path, suffix)
    return _textual(data, suffix)


def _packed(data: bytes, path: str) -> str:
    """Return the format of a zip: Word, Excel, OpenDocument, OFD; another zip holds documents and is none."""
    from ingest.sources.package import open_zip

    names = set(open_zip(data, path).namelist())
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods" if PurePath(path).suffix.lower() == ".ods" else "odt"
    if any(name.lower() == "ofd.xml" for name in names) or PurePath(path).suffix.lower() == ".ofd":
        return "ofd"
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableInput(f"{path}: this is a presentation; save its text as docx or pdf")
    raise UnreadableInput(f"{path}: this is a zip and no document; give it the suffix .zip and it is unpacked")


def _compound(data: bytes, path: str, suffix: str) -> str:
    """Return the format of an older office file; a docx or xlsx with a password is packed like one."""
    if _ENCRYPTED in data:
        raise UnreadableInput(f"{path}: the file is protected by a password; save it without one")
    return suffix if suffix in ("doc", "wps", "xls", "et", "dot", "wpt") else "doc"


def _misnamed(data: bytes, path: str, suffix: str) -> str:
    """Return html or mht for a web page that was saved under an office name, as portals and Word do; else the file is damaged."""
    kind = _textual(data, "")
    if kind in ("html", "mht"):
        return kind
    raise UnreadableInput(f"{path}: the file is damaged or no {suffix} file; get it again or save it anew")


def _textual(data: bytes, suffix: str) -> str:
    """Return which kind of text it is."""
    from ingest.sources import markdown, mht, tables

    if mht.is_mht(data):
        return "mht"
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    whole = start.startswith(b"<!doctype html")
    if suffix in ("md", "markdown") and not whole:  # a table of a recognised page may begin with <html>
        return "md"
    if suffix in ("html", "htm", "xhtml", "shtml") or whole or start.startswith(b"<html"):
        return "html"
    if suffix in ("csv", "tsv"):
        return "csv"
    if markdown.is_markdown(data):
        return "md"
    return "csv" if suffix in ("txt", "") and tables.is_csv(data, suffix) else "txt"


def _read(kind: str, data: bytes, path: str, recognise: bool) -> SourceText:
    """Return the text by the reader of its format; readers are loaded when they are needed."""
    from ingest.sources import docx, html, markdown, mht, ofd, office, pdf, pictures, tables, text

    if kind in office.TO_WORD | office.TO_EXCEL:
        return office.read(data, path, kind)
    if kind == PICTURE:
        return pictures.read(data, path, recognise=recognise)
    if kind == "pdf":
        return pdf.read(data, path, recognise=recognise)
    if kind == "ofd":
        return ofd.read(data, path, recognise=recognise)
    readers = {"docx": docx.read, "xlsx": tables.read_xlsx, "csv": tables.read_csv, "html": html.read, "txt": text.read}
    readers |= {"md": markdown.read, "mht": mht.read}
    return readers[kind](data, path)


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or say why there are none; a pipe or a device would give bytes without an end, or none ever."""
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise UnreadableInput(f"{path}: this is a pipe or a device and no file; give its content on standard input (-)")
        if about.st_size > MOST_BYTES:
            raise UnreadableInput(f"{path}: more than {MOST_BYTES // 2**20} MB; split it or leave it out")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: this is a folder; name a file in it") from None
    except PermissionError:
        raise UnreadableInput(f"{path}: the file may not be read; change its permissions") from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{path}: the file cannot be read ({error})") from None
