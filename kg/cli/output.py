"""What every command does with what it found: rows and notes for a person, files that failed, progress."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from kg.cli.options import DEBUG, RowForm
from kg.errors import Exit, KgError

if TYPE_CHECKING:
    from rich.progress import Progress

    from ingest.batch import Failure, ReadOptions
    from kg.graph import Rows, Store
    from kg.model import Plan

T = TypeVar("T")


def note(sentence: str) -> None:
    """Say something to the person, not to the program that reads the results."""
    typer.echo(sentence, err=True)


@contextmanager
def open_graph() -> "Iterator[Store]":
    """Give a Store for the length of a with block; a graph that was lost with the machine is first filled from the library."""
    from kg.graph import open_store

    with open_store() as store:
        if store.emptied():
            from kg import catalogue

            note("the machine went down while the graph was open, so it is filled again from the library.")
            catalogue.load_missing(store)
        yield store


class Failures:
    """The files of a run that could not be read; the others go on."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.sentences)

    def apart(self, found: "Iterable[T | Failure | KgError]") -> Iterator[T]:
        """Yield what was read; say and count what was not."""
        from ingest.batch import Failure

        for one in found:
            if isinstance(one, KgError):
                self.add(str(one))
            elif isinstance(one, Failure):
                if one.cause and DEBUG in sys.argv:
                    raise one.cause
                self.add(one.sentence)
            else:
                yield one

    def add(self, sentence: str) -> None:
        """Say and count what failed."""
        self.sentences.append(sentence)
        note(sentence)

    def again(self) -> None:
        """Say once more what failed, where it was lost to sight among what was done."""
        if self.sentences:
            note(f"{self.count} failed:")
        for sentence in self.sentences:
            note(f"  {sentence}")

    def leave(self) -> None:
        """End with exit code 2 if a file could not be read."""
        if self.count:
            raise typer.Exit(Exit.REFUSED)


def read_plans(
    paths: Iterable[str],
    *,
    segmenter: str = "jieba",
    jobs: int = 1,
    meta: Path | None = None,
    discover: bool = True,
    only: frozenset[str] | None = None,
    apart: bool = False,
    recognise: bool = True,
    watched: bool = True,
    scheduler: str | None = None,
) -> "Iterator[Plan | Failure]":
    from ingest.batch import ReadOptions, read_all
    from kg.register import own_clashes

    for sentence in own_clashes():
        note(sentence)
    reading = ReadOptions(segmenter=segmenter, discover=discover, meta=str(meta) if meta else None, recognise=recognise)
    found = read_all(paths, reading, jobs=jobs, only=only, apart=apart) if scheduler is None else _on_cluster(paths, reading, scheduler)
    return _watched(found) if watched else found


def _on_cluster(paths: Iterable[str], reading: "ReadOptions", scheduler: str) -> "Iterator[Plan | Failure]":
    from kg import cluster

    return cluster.read_all(paths, reading, scheduler=scheduler)


class Loading:
    """How far a load has come: documents, and the nodes and relationships they say, with those of a second; a bar at a terminal."""

    def __init__(self) -> None:
        self.documents = self.facts = 0
        self._start = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> "Loading":
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._bar.add_task("reading")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def add(self, facts: int) -> None:
        """Count a document that was loaded, and its nodes and relationships."""
        self.documents += 1
        self.facts += facts
        if self._bar:
            self._bar.update(self._bar.task_ids[0], description=self.summary())

    def summary(self) -> str:
        """Return what was loaded up to now, in a sentence."""
        seconds = max(time.monotonic() - self._start, 0.001)
        rates = f"{self.documents / seconds:.1f} documents, {self.facts / seconds:,.0f} facts a second"
        return f"{self.documents} documents, {self.facts:,} nodes and relationships in {seconds:.1f} s ({rates})"


def _watched(found: Iterator[T]) -> Iterator[T]:
    """Show how many documents were read while somebody waits at a terminal that does not show the results themselves."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=None)
        for one in found:
            bar.advance(task)
            yield one


def print_rows(rows: "Rows", form: RowForm) -> None:
    from kg.export import rendered

    typer.echo(rendered(rows.columns, rows.rows, form.value))
    if rows.cut:
        note(f"cut off after {len(rows.rows)} rows.")
