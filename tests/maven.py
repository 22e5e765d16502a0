"""Jars from Maven for the programs that tests run.

They are copied once into a folder of the user's cache; RESPONSIBILITY_GRAPH_TEST_CACHE names another.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
from pathlib import Path


def missing(pom: Path, name: str) -> str | None:
    """Say what this machine lacks to run the program of a pom, or None."""
    if shutil.which("java") is None:
        return f"there is no Java to run {name} with"
    if not _jars(pom, name).is_dir() and shutil.which("mvn") is None:
        return f"there is no Maven to fetch {name} with"
    return None


def fetch(pom: Path, name: str) -> Path:
    """Return the folder of the jars, fetching them where they are not there yet; renamed into place when complete."""
    jars = _jars(pom, name)
    if not jars.is_dir():
        part = jars.with_name(f"{jars.name}.{secrets.token_hex(4)}")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
        subprocess.run(["mvn", "-q", "-B", "-f", str(pom), *goal], check=True, timeout=900)
        try:
            part.rename(jars)
        except OSError:  # another run was faster
            shutil.rmtree(part)
    return jars


def _jars(pom: Path, name: str) -> Path:
    """Return the folder of the jars, named by the pom's hash."""
    cache = os.environ.get("RESPONSIBILITY_GRAPH_TEST_CACHE") or Path.home() / ".cache" / "responsibility-graph-tests"
    return Path(cache) / f"{name.lower()}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
