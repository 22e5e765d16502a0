"""Run every benchmark, or those named: python -m benchmarks [commands reading fuzz store app …]."""

import importlib
import pkgutil
import sys

import benchmarks
from benchmarks.measuring import machine


def main() -> None:
    """Print the machine, then the table of each subject."""
    known = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in ("__main__", "measuring", "plans", "visiting")]
    print(machine())
    for name in sys.argv[1:] or known:
        if name not in known:
            sys.exit(f"{name}: no such benchmark; there are {', '.join(known)}.")
        print(f"\n## {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


main()
