"""A user's own technologies: the CSV files in KG_HOME/vocabulary, a term a line, as a spreadsheet saves them (UTF-8 or GBK).

The first cell is the name, the others are forms it is printed in as well; a line that begins with # is a note:
    数智底座,数智化底座
A term has the IRI that a candidate of this name has, so what was found before and what is confirmed now are one node. A line that
begins with the name of a shipped concept adds its other forms to that concept. A form that already means something else keeps its
meaning, and a sentence names the two things that would share it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.iris import term_iri
from kg.ontology import Term
from kg.register.user_files import csv_lines, user_paths


@dataclass(frozen=True, slots=True)
class UserVocabulary:
    """The terms of the user's files, and a sentence for every form that already means something else."""

    terms: tuple[Term, ...]
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _TermLine:
    """A line of a file: the forms of one term, its name first."""

    path: Path
    number: int
    forms: tuple[str, ...]

    def clash(self, form: str, meaning: str, where: str) -> str:
        place = f"{self.path}, line {self.number}"
        if form == self.forms[0]:
            return f"{place}: {form} already means {meaning} in {where}; remove the line or give the term another name."
        return f"{place}: {form} stands for {self.forms[0]} and already means {meaning} in {where}; remove it from the line."


def user_vocabulary(shipped: Iterable[Term], paths: Iterable[Path] | None = None) -> UserVocabulary:
    """Read the user's files, or those named, beside the shipped terms.

    Raises InvalidValue for a file that is no CSV in one of the encodings.
    """
    known = {term.name: term for term in shipped}
    taken = {_fold(label): (term.name, "the shipped vocabulary") for term in known.values() for label in term.labels}
    terms: list[Term] = []
    clashes: list[str] = []
    for line in _lines(user_paths("technologies") if paths is None else paths):
        kept, refused = _sorted(line, taken, known)
        clashes += [line.clash(form, *taken[_fold(form)]) for form in refused]
        taken |= {_fold(form): (line.forms[0], f"{line.path}, line {line.number}") for form in kept}
        terms += [_term(line.forms[0], kept, known)] if kept else []
    return UserVocabulary(tuple(terms), tuple(clashes))


def _sorted(line: _TermLine, taken: dict[str, tuple[str, str]], known: dict[str, Term]) -> tuple[list[str], list[str]]:
    """Return the forms of a line that mean nothing else, and those that do; with its name taken a line gives nothing."""
    name, *others = line.forms
    refused = [form for form in others if _fold(form) in taken and taken[_fold(form)][0] != name]
    kept = [form for form in others if _fold(form) not in taken]
    if name in known:
        return kept, refused if others else [name]
    if _fold(name) in taken:
        return (kept, refused) if taken[_fold(name)][0] == name else ([], [name])
    return [name, *kept], refused


def _term(name: str, forms: list[str], known: dict[str, Term]) -> Term:
    if name in known:
        shipped = known[name]
        return Term(shipped.iri, name, tuple(sorted({*shipped.labels, *forms})), shipped.broader)
    return Term(term_iri(name), name, tuple(sorted({*forms})), ())


def _lines(paths: Iterable[Path]) -> Iterator[_TermLine]:
    """Yield the lines that are terms, in the order of the files' names."""
    return chain.from_iterable(terms_of(path) for path in paths)


def terms_of(path: Path) -> Iterator[_TermLine]:
    """Yield the terms of a file, a line each."""
    for number, cells in csv_lines(path):
        yield _TermLine(path, number, tuple(dict.fromkeys(cell for cell in cells if cell)))


def _fold(form: str) -> str:
    return form.casefold()
