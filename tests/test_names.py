"""Names mean one thing each."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_no_two_classes_have_one_name() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(path for package in ("kg", "ingest") for path in (ROOT / package).rglob("*.py")):
        for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(statement, ast.ClassDef):
                places[statement.name].append(str(path.relative_to(ROOT)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_test_imports_a_module_that_two_folders_have() -> None:
    """Folders of tests share one namespace: the module of a name that is imported first is taken for every other."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        places[path.stem].append(str(path.relative_to(ROOT)))
    shared = [name for name, found in places.items() if len(found) > 1]
    imports = re.compile(rf"^\s*(?:from|import) ({'|'.join(shared)})\b", re.MULTILINE)
    found = {str(path.relative_to(ROOT)): imports.findall(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("*.py")}
    assert shared and {path: names for path, names in found.items() if names} == {}
