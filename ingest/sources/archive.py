"""Many documents: files, folders, zips and standard input as one stream of documents and of refusals, in a fixed order.

One file that cannot be read never stops the others: it comes out as a Refused with its sentence.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from ingest.sources.package import member, open_zip
from ingest.sources.source import MOST_BYTES
from kg.errors import UnreadableInput

# What a folder or a zip is searched for; a file named by itself is read whatever its name.
_NAMES = """
    .txt .text .md .markdown .html .htm .xhtml .mht .mhtml .eml .docx .docm .pdf .ofd .xlsx .xlsm .csv .tsv
    .doc .wps .rtf .odt .xls .et .ods
"""
SUFFIXES = frozenset(_NAMES.split())
STDIN = "-"
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Found:
    """A document to read: the name to show, and its bytes where they are not in a file of that name."""

    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or member of a zip that is not read, and why."""

    path: str
    error: UnreadableInput


def documents(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Found | Refused]:
    """Yield what is under the paths: files as named, folders and zips in the order of their names; the same file once."""
    seen: set[str] = set()
    for path in paths:
        for item in _under(path, stdin):
            if isinstance(item, Found) and item.data is None:
                real = str(Path(item.path).resolve())
                if real in seen:
                    continue
                seen.add(real)
            yield item


def _under(path: str | Path, stdin: BinaryIO | None) -> Iterator[Found | Refused]:
    """Yield what one path stands for."""
    if str(path) == STDIN:
        yield _from_stdin(stdin or sys.stdin.buffer)
        return
    if not str(path).strip():
        yield Refused(str(path), UnreadableInput("an empty name was given, as an unset variable leaves it; name a file or a folder"))
        return
    where = Path(path)
    if where.is_dir():
        yield from _folder(where)
    elif where.suffix.lower() == ".zip" and where.is_file():
        yield from _zip(where)
    else:
        yield Found(str(path))


def _from_stdin(stream: BinaryIO) -> Found | Refused:
    """Return the document that standard input holds."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Refused(STDIN, UnreadableInput(f"standard input: more than {MOST_BYTES // 2**20} MB; put it into files"))
    return Found(STDIN, data)


def _folder(folder: Path) -> Iterator[Found | Refused]:
    """Yield the documents below a folder; hidden files and those a program keeps open (~$…) are left out."""
    closed: list[Refused] = []
    files = sorted(_files(folder, closed))
    yield from sorted(closed, key=lambda refused: refused.path)
    for path in files:
        yield from _zip(path) if path.suffix.lower() == ".zip" else (Found(str(path)),)
    if not files and not closed:
        yield Refused(
            str(folder), UnreadableInput(f"{folder}: there is no document in this folder (txt, md, docx, pdf, ofd, html, xlsx, csv …)")
        )


def _files(folder: Path, closed: list[Refused]) -> Iterator[Path]:
    """Yield the documents below a folder; the folders that may not be read are put into `closed`."""

    def refuse(error: OSError) -> None:
        why = f"{error.filename}: the folder cannot be read ({error.strerror}); change its permissions"
        closed.append(Refused(str(error.filename), UnreadableInput(why)))

    for above, _, names in os.walk(folder, onerror=refuse):
        paths = (Path(above, name) for name in names)
        yield from (path for path in paths if _wanted(path.relative_to(folder).parts) and path.is_file())


def _wanted(parts: tuple[str, ...]) -> bool:
    """Tell whether a name below a folder is a document's."""
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return not hidden and PurePosixPath(parts[-1]).suffix.lower() in SUFFIXES | {".zip"}


def _zip(path: Path) -> Iterator[Found | Refused]:
    """Yield the documents of a zip; what would leave it and zips inside it are refused."""
    from ingest.sources import file_bytes

    try:
        package = open_zip(file_bytes(path), str(path))
    except UnreadableInput as error:
        yield Refused(str(path), error)
        return
    found = False
    members = ((_name(info), info) for info in package.infolist() if not info.is_dir())
    for name, info in sorted(members, key=lambda each: each[0]):
        item = _member(package, info, name, path)
        if item:
            found = True
            yield item
    if not found:
        yield Refused(str(path), UnreadableInput(f"{path}: there is no document in this zip (txt, md, docx, pdf, ofd, html, xlsx, csv …)"))


def _member(package: ZipFile, info: ZipInfo, name: str, path: Path) -> Found | Refused | None:
    """Return a member of a zip, or why it is not read; None for what is no document."""
    inside, shown = PurePosixPath(name.replace("\\", "/")), f"{path}/{name}"
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
        return Refused(shown, UnreadableInput(f"{shown}: the name leads out of the zip; it is refused"))
    if not _wanted(inside.parts):
        return None
    if inside.suffix.lower() == ".zip":
        return Refused(shown, UnreadableInput(f"{shown}: a zip inside a zip is not unpacked; unpack it yourself"))
    try:
        return Found(shown, member(package, info, str(path)))
    except UnreadableInput as error:
        return Refused(shown, error)


def _name(info: ZipInfo) -> str:
    """Return a member's name; zips made by Chinese Windows have theirs in GB18030."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
