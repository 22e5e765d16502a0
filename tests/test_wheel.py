"""What is installed from the wheel does the main job from another folder."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.resources import files as files_of
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("kg/_shipped/ontology/metaverse.ttl", "kg/_shipped/data/sample.txt", "kg/_shipped/queries/department-tasks.cypher")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout, without a network: the build backend is among the development packages."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], check=True, capture_output=True
    )
    return next(out.glob("*.whl"))


def test_the_wheel_carries_ontology_queries_and_sample(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in SHIPPED if name not in names] == []
    assert [name for name in names if name.startswith(("tests/", "benchmarks/", "ontology/"))] == []


def test_the_wheel_carries_the_notice_of_the_java_runtime(wheel: Path) -> None:
    """The runtime comes with a package this one needs: the notice speaks of the Java and the licences that lie there."""
    with zipfile.ZipFile(wheel) as archive:
        texts = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if "/licenses/" in name}
    assert set(texts) == {"LICENSE", "NOTICE"}
    runtime = Path(str(files_of("arcadedb_embedded"))) / "jre"
    java = re.search(r'JAVA_VERSION="(\d+)', (runtime / "release").read_text("utf-8"))
    assert java and f"OpenJDK {java[1]}" in texts["NOTICE"]
    assert "Classpath" in (runtime / "legal" / "java.base" / "ASSEMBLY_EXCEPTION").read_text("utf-8")
    assert "arcadedb_embedded/jre/legal" in texts["NOTICE"] and "Classpath Exception" in texts["NOTICE"]


def test_the_wheel_extracts_its_sample_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """The packages it needs come from this environment; the program itself only from the wheel."""
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    code = "import kg, sys; from kg import files, cli; print(kg.__file__); sys.argv = ['kg', 'extract', str(files.SAMPLE)]; cli.main()"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed), "KG_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stderr
    where, plan = told.stdout.splitlines()
    assert Path(where).is_relative_to(installed)
    assert plan.count('"ordinal"') == 25
