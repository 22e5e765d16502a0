"""A zip file opened with care: bounds on what is unpacked, no passwords, no XML that reaches outside."""

import io
import zipfile
import zlib
from typing import Any

from kg.errors import UnreadableInput

# What a hundred pages of Word with pictures hold; a zip bomb holds thousands of times more.
MOST_UNPACKED = 256 * 2**20
# Text packs to a tenth, tables of zeros to a fiftieth; a bomb to a thousandth.
MOST_RATIO = 200
_SMALL = 2**20
MOST_MEMBERS = 20_000


def open_zip(data: bytes, path: str) -> zipfile.ZipFile:
    """Return the zip, if it is whole, open and within bounds."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise UnreadableInput(f"{path}: the file is damaged and cannot be unpacked; get it again or save it anew") from None
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableInput(f"{path}: the file is protected by a password; save it without one")
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        size = f"{unpacked / 2**20:.0f} MB in {len(members)} files"
        raise UnreadableInput(f"{path}: unpacked it would be {size}, more than is taken; unpack it yourself")
    if any(member.file_size > _SMALL and member.file_size > MOST_RATIO * max(1, member.compress_size) for member in members):
        raise UnreadableInput(f"{path}: it unpacks to more than {MOST_RATIO} times its size, as no document does; it is refused")
    return package


def member(package: zipfile.ZipFile, name: str | zipfile.ZipInfo, path: str) -> bytes:
    """Return the bytes of a member."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, NotImplementedError, ValueError, OSError, zlib.error):
        part = name if isinstance(name, str) else name.filename
        raise UnreadableInput(f"{path}: the part {part} is damaged; get the file again or save it anew") from None


def xml(data: bytes, path: str) -> Any:
    """Return the root of an XML part; entities and document types are refused, for they can reach outside the file."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise UnreadableInput(f"{path}: its XML declares entities, as no office program writes; it is refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableInput(f"{path}: the document inside is damaged; open it in its program and save it anew") from None
