"""Many documents one after the other, or with several processes: results as they come, in order, and no file loses another's work."""

import csv
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from ingest.sources import Found, Refused, SourceText, documents, read_text
from kg.errors import InvalidValue, KgError
from kg.model import Plan
from kg.register import column_names, csv_text, delimiter

AHEAD = 4  # documents a process is given before their results are asked for: enough to keep it busy, few enough to keep memory flat
KEY = "file"  # the column of a --meta file that names the document


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are read: the segmenter, whether unknown technologies are sought, a CSV of what the texts do not say.

    `recognise` says whether the text of scans and pictures is recognised.
    """

    segmenter: str = "jieba"
    discover: bool = True
    meta: str | None = None
    recognise: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, as a sentence; `cause` where the program itself failed on it."""

    path: str
    sentence: str
    cause: Exception | None = None


Result = Callable[[], Plan | Failure]  # waits for a document that is under way


def read_all(
    paths: Iterable[str], reading: ReadOptions, *, jobs: int = 1, only: frozenset[str] | None = None, apart: bool = False
) -> Iterator[Plan | Failure]:
    """Yield a plan or a failure for every document of files, folders, zips and - (standard input), in order.

    `only` keeps documents whose name without its suffix is in the set. With more than one job, or `apart`, documents are
    read in processes that end with the run and take their memory with them.
    """
    supplied(reading.meta)
    wanted = (entry for entry in documents(paths) if only is None or Path(entry.path).stem in only)
    if jobs == 1 and not apart:
        yield from (read_one(entry, reading, meta_of(entry.path, reading.meta)) for entry in wanted)
    else:
        yield from _with_processes(wanted, reading, jobs)


def in_order(entries: Iterator[Found | Refused], begin: Callable[[Found | Refused], Result], ahead: int) -> Iterator[Plan | Failure]:
    """Keep some documents under way, and yield the results in the order of the documents; `begin` gives what waits for one."""
    under_way: deque[Result] = deque()
    for entry in entries:
        under_way.append(begin(entry))
        if len(under_way) >= ahead:
            yield under_way.popleft()()
    while under_way:
        yield under_way.popleft()()


def source(path: str, *, recognise: bool = True) -> SourceText:
    """Return the plain text of the one document at a path or on standard input (-)."""
    found = list(documents([path])) if path == "-" else []
    if not found:
        return read_text(path, recognise=recognise)
    if isinstance(found[0], Refused):
        raise found[0].error
    return read_text(found[0].path, found[0].data, recognise=recognise)


def _with_processes(entries: Iterator[Found | Refused], reading: ReadOptions, jobs: int) -> Iterator[Plan | Failure]:
    with ProcessPoolExecutor(jobs, mp_context=get_context(_start_method())) as pool:

        def begin(entry: Found | Refused) -> Result:
            return partial(_result, entry.path, pool.submit(read_one, entry, reading, meta_of(entry.path, reading.meta)))

        yield from in_order(entries, begin, jobs * AHEAD)


def _start_method() -> str:
    """Return fork where it is safe, so that processes share the dictionaries the first has read; else spawn.

    A process with threads must not fork (the driver of the graph database has some); Windows and macOS do not.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return "spawn"
    from ingest import pipeline
    from ingest.document import words

    words(pipeline.__doc__ or "")
    return "fork"


def _result(path: str, future: "Future[Plan | Failure]") -> Plan | Failure:
    try:
        return future.result()
    except BrokenProcessPool:
        return Failure(path, f"{path}: the process that read it was ended by the system; read it alone, with --jobs 1.")


def read_one(entry: Found | Refused, reading: ReadOptions, meta: Mapping[str, str]) -> Plan | Failure:
    """Read one document, of which a person says `meta`; what it cannot be read for is a sentence, never the end of the run."""
    if isinstance(entry, Refused):
        return Failure(entry.path, str(entry.error))
    from ingest.pipeline import read_source

    try:
        text = read_text(entry.path, entry.data, recognise=reading.recognise)
        return read_source(text, entry.path, segmenter=reading.segmenter, discover=reading.discover, meta=meta)
    except KgError as error:
        return Failure(entry.path, str(error))
    except Exception as error:  # a fault of ours on one document must not cost the others
        return Failure(entry.path, f"{entry.path}: the program failed on this document ({type(error).__name__}: {error}).", error)


def meta_of(path: str, meta: str | None) -> Mapping[str, str]:
    """Return what the table of a run says of one document."""
    table = supplied(meta)
    return table.get(path) or table.get(Path(path).name) or {}


@cache
def supplied(meta: str | None) -> Mapping[str, Mapping[str, str]]:
    """Return what a person says of documents, by path or file name: a CSV with the column `file` and title, region, year ….

    Raises InvalidValue where there is no such file or column.
    """
    if meta is None:
        return {}
    try:
        text = csv_text(Path(meta))
        header, *rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter(text)) if any(row)] or [[KEY]]
    except (OSError, csv.Error) as error:
        raise InvalidValue(f"{meta}: cannot be read as a CSV ({error}).") from error
    columns = column_names(header, "MetaColumns")
    if KEY not in columns:
        raise InvalidValue(f"{meta}: has no column {KEY}; its first line names the columns, {KEY} the document.")
    said = [dict(zip(columns, map(str.strip, row), strict=False)) for row in rows]
    return {row[KEY]: {k: v for k, v in row.items() if k and k != KEY and v} for row in said if row.get(KEY)}
