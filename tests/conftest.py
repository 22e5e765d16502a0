"""What every test stands on: a private KG_HOME, and the corpus where it lies."""

import os
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from kg.graph import embedded

pytest_plugins = ["stores"]

HERE = Path(__file__).resolve().parent
settings.register_profile("tests", deadline=None)  # how long an example takes says something of the machine, nothing of the code
settings.load_profile("tests")
IN_CI = os.environ.get("CI", "").lower() == "true"

pytest.register_assert_rewrite("windows")  # fixtures and checks of the tests in a browser


@pytest.fixture(scope="session", autouse=True)
def kg_home() -> Iterator[Path]:
    """Keep everything the tests write in a folder of their own, and no Neo4j but the one a test starts."""
    with tempfile.TemporaryDirectory(prefix="kg-tests-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        yield Path(folder)
        embedded.stop()


def left_out(why: str) -> None:
    """Leave a test out and say why; under CI=true nothing may be left out."""
    if IN_CI:
        pytest.fail(f"CI=true, and {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def recogniser() -> None:
    """The recogniser of the extra `ocr`."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        left_out('the extra ocr is not installed (pip install -e ".[ocr]")')


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder that holds corpus/ and gold/."""
    folder = Path(os.environ.get("KG_CORPUS") or HERE.parent.parent / "shared")
    if not (folder / "corpus" / "docs").is_dir():
        left_out("the documents of KG_CORPUS (by default ../shared) are not there")
    return folder
