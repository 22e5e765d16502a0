"""Which small changes of the code no test notices: `make mutants`, or python -m tests.mutants [part of a function's name …].

For each function of FUNCTIONS one operator or number after the other is changed (< becomes <=, + becomes -, `and` becomes `or`,
a `not` goes, 3 becomes 4), and the tests beside the function run in a child process that has the changed code. A change after
which they all pass survives: either a case is missing, or the change makes no difference. Needs fork, so not Windows.
"""

import ast
import copy
import importlib
import inspect
import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

FUNCTIONS = (
    ("kg.graph.sharing.prevailing", "tests/kg/test_sharing.py"),
    ("kg.graph.sharing.recount", "tests/kg/test_sharing.py"),
    ("kg.quality.checks.numbering", "tests/kg/test_validation.py"),
    ("kg.quality.owner_checks.lead_missing", "tests/kg/test_validation.py"),
    ("kg.analysis.figures._agreeing", "tests/kg/analysis/test_discussion.py"),
    ("ingest.metadata.regions.choose", "tests/ingest/test_regions.py"),
    ("ingest.metadata.regions.self_called", "tests/ingest/test_regions.py"),
    ("ingest.sources.numerals.numeral", "tests/ingest/test_numerals.py"),
    ("ingest.sources.numbering.marker", "tests/ingest/test_outline.py"),
    ("ingest.document.date_expressions.resolved", "tests/ingest/test_dates.py"),
)
SECONDS = 120  # a change that makes a loop endless is noticed too
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or,
    ast.Or: ast.And,
}  # fmt: skip


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Yield (line, what was changed, the changed tree) for every operator and number of a function."""
    for at, node in enumerate(ast.walk(tree)):
        changed = copy.deepcopy(tree)
        line = getattr(node, "lineno", 0)
        what = _change(next(n for i, n in enumerate(ast.walk(changed)) if i == at))
        if what:
            yield line, what, ast.fix_missing_locations(changed)


def _change(node: ast.AST) -> str | None:
    """Change a node in place; return what was changed, None where nothing is."""
    if isinstance(node, ast.Compare):
        return _swap(node.ops, 0)
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        return _swap(node.__dict__, "op")
    if isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
        return f"{node.value - 1} → {node.value}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        what = type(node.op).__name__
        node.op, node.operand = (ast.UAdd(), node.operand) if what == "USub" else (ast.Not(), ast.UnaryOp(ast.Not(), node.operand))
        return f"{what} dropped"
    return None


def _swap(holder: "list[ast.cmpop] | dict[str, object]", key: "int | str") -> str | None:
    old = holder[key]  # type: ignore[index,call-overload]
    new = SWAPS.get(type(old))
    if new is None:
        return None
    holder[key] = new()  # type: ignore[index,call-overload]
    return f"{type(old).__name__} → {new.__name__}"


def function(name: str) -> FunctionType:
    """Return the function of a dotted name."""
    module, _, local = name.rpartition(".")
    found = inspect.unwrap(getattr(importlib.import_module(module), local))
    assert isinstance(found, FunctionType)
    return found


def code_of(tree: ast.Module, name: str, filename: str) -> CodeType:
    """Return the code of the one function that a tree defines."""
    made = compile(tree, filename, "exec")
    return next(c for c in made.co_consts if isinstance(c, CodeType) and c.co_name == name)


def noticed(change: Callable[[], None], tests: str) -> bool:
    """Tell whether tests fail in a child process that a change was made in."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        change()
        os._exit(int(pytest.main(["-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", tests])))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def main() -> None:
    """Print every surviving change, then the figure."""
    wanted = [(name, tests) for name, tests in FUNCTIONS if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    made = killed = 0
    for name, tests in wanted:
        count, survivors = survivors_of(name, tests)
        made, killed = made + count, killed + count - len(survivors)
        print(f"{name}: {count - len(survivors)} of {count} noticed", *survivors, sep="\n    ", flush=True)
    print(f"{killed} of {made} changes of {len(wanted)} functions are noticed.")


def survivors_of(name: str, tests: str) -> tuple[int, list[str]]:
    """Return how many changes of a function there are, and those that no test noticed."""
    found = function(name)
    if noticed(lambda: None, tests):
        sys.exit(f"{tests}: fails as it is; mend it first.")
    lines, first = inspect.getsourcelines(found)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    path, survivors, count = Path(inspect.getfile(found)), [], 0
    for line, what, changed in mutants(tree):
        count += 1
        code = code_of(changed, found.__name__, str(path))
        if not noticed(lambda code=code: setattr(found, "__code__", code), tests):  # type: ignore[misc]
            survivors.append(f"{path.name}:{first + line - 1}: {what}")
    return count, survivors


if __name__ == "__main__":
    main()
