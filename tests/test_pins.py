"""constraints.txt pins every package that this one, its extras and its build need on this machine."""

import re
import tomllib
from importlib.metadata import requires
from itertools import chain

from packaging.requirements import Requirement

from kg import files


def name(text: str) -> str:
    """Return a package's name as it is compared: runs of - _ . are one, and case does not count."""
    return re.sub(r"[-_.]+", "-", text).lower()


def needed(given: list[str]) -> set[str]:
    """Return the names of the packages given and of all that they need here."""
    waiting, seen = [Requirement(text) for text in given], set()
    while waiting:
        one = waiting.pop()
        key = (name(one.name), frozenset(one.extras))
        if key not in seen:
            seen.add(key)
            waiting += [below for below in map(Requirement, requires(one.name) or ()) if applies(below, one.extras)]
    return {found for found, _ in seen}


def applies(one: Requirement, extras: set[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def test_every_package_is_pinned_once() -> None:
    project = tomllib.loads((files.ROOT / "pyproject.toml").read_text("utf-8"))
    extras = chain.from_iterable(project["project"]["optional-dependencies"].values())
    wanted = [*project["project"]["dependencies"], *extras, *project["build-system"]["requires"]]
    pins = [name(line.partition("==")[0]) for line in (files.ROOT / "constraints.txt").read_text("utf-8").splitlines()]
    assert len(pins) == len(set(pins))
    assert needed(wanted) - set(pins) == set()
