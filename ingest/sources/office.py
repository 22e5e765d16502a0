"""Files of older office programs (doc, wps, rtf, odt, xls, et) through LibreOffice, where it is installed.

Each conversion has a profile of its own: two at once in one profile lose a file without a word. The profile forbids what a file links
to: LibreOffice would fetch linked pictures, sections and sheets, from the network too.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.sources import docx, tables
from ingest.sources.source import Note, SourceText, sha256, within_bounds
from kg.errors import UnreadableInput
from kg.sentences import sentence

TO_WORD = frozenset(("doc", "wps", "rtf", "odt", "dot", "wpt"))
TO_EXCEL = frozenset(("xls", "et", "ods"))
# The longest a file of a hundred pages takes, many times over.
SECONDS = 120
# Settings of LibreOffice: links of files outside trusted folders are blocked, nothing is updated, and the network is a proxy that is none.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
_SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
_NETWORK = (
    ("ooInetProxyType", "1"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
    ("ooInetNoProxy", ""),
)
_PROXIES = frozenset(("http_proxy", "https_proxy", "all_proxy", "no_proxy"))
# A Chinese character or a Chinese full stop and the mark that ends a cell, as a file of Word holds them; a table has at least so many.
_CELL = re.compile(rb"(?:[\x00-\xff][\x4e-\x9f]|[\x02\x09]\x30|[\x00-\xff]\xff)\x07\x00")
_CELLS = 4
_SHOWN = 120  # characters of a place that is shown
_PROGRAMS = ("soffice", "libreoffice", "localc")


def program() -> str | None:
    """Return where LibreOffice is, if it is installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read(data: bytes, path: str, kind: str, *, seconds: float = SECONDS) -> SourceText:
    """Return the text of a file that LibreOffice can open."""
    within_bounds(len(data), path)
    office = program()
    if office is None:
        raise UnreadableInput(f"{path}: a {kind} file needs LibreOffice, which is not installed; install it, or save the file as docx")
    to = "xlsx" if kind in TO_EXCEL else "docx"
    converted = _converted(office, data, path, kind, to, seconds)
    found = tables.read_xlsx(converted, path) if to == "xlsx" else docx.read(converted, path)
    return replace(found, format=kind, sha256=sha256(data), notes=(*found.notes, *lost_tables(data, found)))


def lost_tables(data: bytes, found: SourceText) -> Iterator[Note]:
    """Yield a note where a file of Word holds cells of a table and LibreOffice made no table of them: their texts run together."""
    if not found.tables and len(_CELL.findall(data)) >= _CELLS:
        longest = max(re.finditer(r"[^\n]+", found.text), key=lambda line: line.end() - line.start())
        yield Note(longest.start(), min(longest.end(), longest.start() + _SHOWN), sentence("unread.lost-table"))


def _converted(office: str, data: bytes, path: str, kind: str, to: str, seconds: float) -> bytes:
    """Return the bytes LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory(prefix="kg-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{kind}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={_profile(Path(folder)).as_uri()}"
        _run([office, profile, "--headless", "--norestore", "--convert-to", to, "--outdir", folder, str(source)], path, seconds)
        made = source.with_suffix(f".{to}")
        if not made.exists():
            raise UnreadableInput(f"{path}: LibreOffice cannot open the file (damaged, or protected by a password); save it as docx")
        return made.read_bytes()


def _profile(folder: Path) -> Path:
    """Return a new profile that follows no link."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    paths = [(f"/org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    paths += [("/org.openoffice.Inet/Settings", name, value) for name, value in _NETWORK]
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>' for path, name, value in paths
    )
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")
    return profile


def _run(command: list[str], path: str, seconds: float) -> None:
    """Run LibreOffice in a process group of its own, and end the group when the time is over."""
    around = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True, env=around
    )
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        running.kill()
        running.wait()
        raise UnreadableInput(f"{path}: LibreOffice took longer than {seconds:.0f} seconds; save the file as docx") from None
