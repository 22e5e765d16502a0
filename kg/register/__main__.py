"""python -m kg.register [FILE…]: what is wrong in a vocabulary of technologies; exit code 1 if anything is.

Without FILE the shipped one, the register of places, and that of bodies and their types.
"""

import sys
from pathlib import Path

from kg import files
from kg.register.body_integrity import body_faults
from kg.register.integrity import faults
from kg.register.place_checks import place_contradictions


def main(paths: list[str]) -> int:
    """Print every fault with its file and line."""
    found = [fault for path in paths or [str(files.ONTOLOGY / "technologies.ttl")] for fault in map(str, faults(Path(path)))]
    found += () if paths else (*place_contradictions(), *map(str, body_faults()))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
