"""Words of a text with their exact places and tags: the only importer of jieba and of rjieba, its fast twin.

Both cut the runs of Chinese characters with the same dictionary and the same model for unknown words; runs of Latin letters and
digits are words by our own rule (C-V2X, 5G, 2021-2023), for there the two differ. In nonsense each may take
another one of two cuts that are equally likely (宇建建｜建进, 宇建｜建建进); on the plans of the corpus they are equal. Tags are looked up
a word in jieba's dictionary: its own tagger costs five times the cut and segments differently.

The tables of jieba are compiled into one file a table, kept in a private folder of the cache: 0.3 s instead of 1.7 s.
"""

import hashlib
import logging
import marshal
import os
import re
import stat
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kg import settings
from kg.errors import InvalidValue

Segmenter = Literal["jieba", "rjieba"]
FORMAT = 1  # raise when the compiled tables change
DIGEST = 32  # bytes of the checksum that a table begins with
UNKNOWN = "x"  # tag of a word the dictionary does not have
LATIN = "eng"  # tag of a run of letters and digits

# Pre-tokenisation shared by both: only runs of Han characters go to the segmenter, a run of Latin letters and digits is one token, every
# other visible character is its own.
_RUNS = re.compile(r"(?P<han>[\u4e00-\u9fd5]+)|(?P<latin>[A-Za-z0-9]+(?:[-._+&][A-Za-z0-9]+)*\+*)|(?P<other>\S)")


class Token(NamedTuple):
    """A word with its place in the text and the tag of jieba's dictionary (n, v, vn, a, …; eng, x)."""

    word: str
    start: int
    end: int
    tag: str


def tokens(text: str, start: int = 0, end: int | None = None, *, segmenter: str = "jieba") -> list[Token]:
    """Return the words of text[start:end] in order; white space is left out, every other character is in exactly one word."""
    runs = list(_RUNS.finditer(text, start, len(text) if end is None else end))
    cut = iter(_cut("\n".join(run[0] for run in runs if run.lastgroup == "han"), segmenter))
    found: list[Token] = []
    for run in runs:
        if run.lastgroup == "han":
            found.extend(_placed(cut, run.start(), run.end()))
        else:
            found.append(Token(run[0], run.start(), run.end(), LATIN if run.lastgroup == "latin" else UNKNOWN))
    return found


def words(text: str, *, segmenter: str = "jieba") -> list[str]:
    """Return the words of a text as the segmenter alone cuts them."""
    return list(_cut(text, segmenter))


def tag(word: str) -> str | None:
    """Return the tag of a word of jieba's dictionary, or None if it is no word there."""
    return _tags().get(word)


def _placed(cut: Iterator[str], start: int, end: int) -> Iterator[Token]:
    """Yield the words that fill text[start:end]."""
    known = _tags()
    while start < end:
        word = next(cut)
        if word == "\n":
            continue
        yield Token(word, start, start + len(word), known.get(word, UNKNOWN))
        start += len(word)


def _cut(text: str, segmenter: str) -> Iterable[str]:
    if segmenter == "jieba":
        return _jieba().cut(text)  # type: ignore[no-any-return]  # jieba has no types
    if segmenter == "rjieba":
        return _rjieba().cut(text)  # type: ignore[no-any-return]  # rjieba has no types
    raise InvalidValue(f"{segmenter} is no segmenter; there are jieba and rjieba.")


@cache
def _rjieba() -> Any:
    if util.find_spec("rjieba") is None:
        raise InvalidValue("rjieba is not installed; install it (pip install 'responsibility-graph[fast]') or use the segmenter jieba.")
    import rjieba

    return rjieba.Jieba()


@cache
def _jieba() -> Any:
    """Return a tokenizer of our own: nothing another library does to jieba's global dictionary reaches it."""
    made = _module().Tokenizer()
    made.FREQ, made.total = _table("frequencies", _frequencies)
    made.initialized = True
    return made


@cache
def _tags() -> dict[str, str]:
    found: dict[str, str] = _table("tags", _read_tags)
    return found


@cache
def _module() -> Any:
    """Import jieba without its log lines, without the warnings of its old string literals and without setuptools.

    It opens its files through pkg_resources where that can be imported, which costs a fifth of a second and gives the same files.
    """
    hidden = sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]  # None makes the import fail
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if hidden is None:
            del sys.modules["pkg_resources"]
    jieba.setLogLevel(logging.ERROR)
    return jieba


def _dictionary() -> Path:
    """Return jieba's dictionary, without importing jieba."""
    spec = util.find_spec("jieba")
    assert spec is not None and spec.origin is not None, "jieba is a dependency of this package"
    return Path(spec.origin).with_name("dict.txt")


def _frequencies() -> Any:
    with _dictionary().open("rb") as lines:
        return _module().Tokenizer.gen_pfdict(lines)


def _read_tags() -> dict[str, str]:
    lines = (line.split(" ") for line in _dictionary().read_text(encoding="utf-8").splitlines())
    return {line[0]: sys.intern(line[2]) for line in lines if len(line) == 3}


def _table(name: str, build: Any) -> Any:
    """Return a compiled table from the private cache, built anew where it is missing, damaged or not ours."""
    folder = _private_folder()
    if folder is None:
        return build()
    path = folder / f"{name}-{_key()}.table"
    kept = _load(path)
    if kept is None:
        kept = build()
        _keep(path, kept)
    return kept


@cache
def _key() -> str:
    status = f"{FORMAT} {metadata.version('jieba')} {marshal.version} {sys.version_info[:2]}".encode()
    return hashlib.blake2b(status + _dictionary().read_bytes(), digest_size=8).hexdigest()


def _private_folder() -> Path | None:
    """Return the folder of the tables if it is ours alone, or None: what others may write is never read as a table."""
    folder = settings.cache() / "segment"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.lstat()
    except OSError:
        return None
    return folder if stat.S_ISDIR(status.st_mode) and _ours(status) else None


def _ours(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _load(path: Path) -> Any:
    """Return what a table file holds, or None if it is missing, belongs to somebody else or does not fit its checksum."""
    try:
        with path.open("rb") as file:
            data = file.read() if _ours(os.fstat(file.fileno())) else b""
    except OSError:
        return None
    status, payload = data[:DIGEST], memoryview(data)[DIGEST:]
    return marshal.loads(payload) if status and status == _checksum(payload) else None


def _keep(path: Path, made: Any) -> None:
    """Write a table whole and rename it into place; a folder that cannot be written costs time, nothing else."""
    payload = marshal.dumps(made)
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        partial.touch(mode=0o600)  # a table that a group may write is not read
        partial.write_bytes(_checksum(memoryview(payload)) + payload)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)


def _checksum(payload: memoryview) -> bytes:
    return hashlib.blake2b(payload, digest_size=DIGEST).digest()
