"""Reading in a process of its own, so that a document that is being read stops nobody who looks at another.

The process is started when somebody is about to bring files in, reads one file after the other and ends when it was idle for a while. It
is told what to read as a line of JSON, and answers with pickled plans and failures, None at the end of each file.
"""

import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from ingest.batch import Failure, ReadOptions, read_all
from kg.model import Plan

IDLE = 300.0  # seconds; its dictionaries fill memory that the app may need
LONGEST = 300.0  # seconds for one file; a scan of forty pages takes two minutes
ENDED = "the process that read it ended or took too long; divide the file, or read it with kg load."


class Reader:
    """The process that reads, for as long as the app runs; one file at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def warm(self) -> None:
        """Start the process if it does not run, so that its dictionaries are there when a file comes."""
        if self._lock.acquire(blocking=False):
            try:
                self._running()
            finally:
                self._lock.release()

    def read(self, path: str, meta: str | None = None) -> list[Plan | Failure]:
        """Return what `ingest.batch.read_all` yields for a path; a file that the process dies of is a failure like any other."""
        with self._lock:
            process = self._running()
            late = threading.Timer(LONGEST, process.kill)
            late.start()
            try:
                return _answer(process, path, meta)
            except (OSError, EOFError, pickle.UnpicklingError):
                self.close()
                return [Failure(path, f"{path}: {ENDED}")]
            finally:
                late.cancel()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return the process, started anew where it has ended."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen([sys.executable, "-m", "kg.ui.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process


def _answer(process: "subprocess.Popen[bytes]", path: str, meta: str | None) -> list[Plan | Failure]:
    """Ask the process for a file and return its answers."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps([path, meta]).encode() + b"\n")
    process.stdin.flush()
    found: list[Plan | Failure] = []
    while (one := pickle.load(process.stdout)) is not None:
        found.append(one)
    return found


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read what is asked for until nothing is, or nobody has asked for a while."""
    while True:
        idle = threading.Timer(IDLE, os._exit, (0,))
        idle.daemon = True
        idle.start()
        line = asked.readline()
        idle.cancel()
        if not line:
            return
        path, meta = json.loads(line)
        for one in _read(path, meta):
            pickle.dump(one, told)
        pickle.dump(None, told)
        told.flush()


def _read(path: str, meta: str | None) -> Iterator[Plan | Failure]:
    """Yield plans and failures; the cause of a failure stays here, where it was told on standard error."""
    for one in read_all([path], ReadOptions(meta=meta)):
        if isinstance(one, Failure) and one.cause is not None:
            print(one.sentence, file=sys.stderr)
        yield replace(one, cause=None) if isinstance(one, Failure) else one


def main() -> None:
    """Answer on standard output, and let everything else that is printed go to standard error; the dictionaries are read first."""
    from ingest import pipeline
    from ingest.document import words

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    words(pipeline.__doc__ or "")
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
