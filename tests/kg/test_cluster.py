"""Reading on a cluster: what one process reads, in the same order, also where a worker is killed; faults are a sentence."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.batch import Failure, ReadOptions
from ingest.batch import read_all as read_alone
from kg import cluster
from kg.errors import ClusterFailed, InvalidValue
from tests.kg.test_cli import Kg, kg  # noqa: F401  # the fixture

PLAN = "青山县{year}年防汛工作要点\n一、重点任务\n" + "".join(
    f"{n}.检修泵站{{count}}座，更新水位计{n}台。（责任单位：县水利局、县应急管理局）\n" for n in range(1, 9)
)
COUNT = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans, a picture among them, and a table that says a region."""
    for n in range(COUNT):
        (tmp_path / f"{n:02d}.txt").write_text(PLAN.format(year=2000 + n, count=n + 2), encoding="utf-8")
    (tmp_path / "07.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return tmp_path


@pytest.fixture(scope="module")
def scheduler() -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two workers, and their processes."""
    with cluster.local(workers=2) as client:
        yield client.scheduler_info()["address"], list(client.run(os.getpid).values())


def test_two_workers_of_which_one_is_killed_read_what_one_process_reads(scheduler: tuple[str, list[int]], folder: Path) -> None:
    address, workers = scheduler
    reading = ReadOptions(meta=str(meta(folder)))
    alone = list(read_alone([str(folder)], reading))
    found = cluster.read_all([str(folder)], reading, scheduler=address)
    first = next(found)
    os.kill(workers[0], signal.SIGKILL)
    assert [first, *found] == alone
    assert [type(one) for one in alone].count(Failure) == 1 and len(alone) == COUNT + 1


def meta(folder: Path) -> Path:
    path = folder / "said.csv"
    path.write_text("file,region\n03.txt,云岭省青山县\n", encoding="utf-8")
    return path


def test_the_command_line_prints_what_it_prints_without_a_cluster(kg: Kg, scheduler: tuple[str, list[int]], folder: Path) -> None:  # noqa: F811
    paths = [str(folder / f"{n:02d}.txt") for n in (3, 7, 4)]
    alone, apart = kg("extract", *paths), kg("extract", *paths, "--scheduler", scheduler[0])
    assert (apart.code, apart.out, apart.err) == (alone.code, alone.out, alone.err)
    assert [json.loads(line)["plan_years"] for line in apart.out.splitlines()] == [[2003, 2003], [2004, 2004]]
    built = kg("build", paths[0], "--out", str(folder / "out"), "--scheduler", scheduler[0])
    assert (built.code, len(list((folder / "out").glob("*.ttl")))) == (0, 1)


def test_a_worker_with_other_vocabularies_reads_nothing(
    scheduler: tuple[str, list[int]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_HOME", str(folder / "home"))
    own = folder / "home" / "vocabulary" / "own.csv"
    own.parent.mkdir(parents=True)
    own.write_text("浑水透视仪,透视仪\n", encoding="utf-8")
    cluster.program.cache_clear()
    with pytest.raises(InvalidValue, match="KG_HOME/vocabulary"):
        list(cluster.read_all([str(folder / "03.txt")], ReadOptions(), scheduler=scheduler[0]))
    cluster.program.cache_clear()


@pytest.mark.parametrize(
    ("address", "error", "words"),
    [
        ("nonsense", InvalidValue, "no address of a Dask scheduler"),
        ("http://127.0.0.1:1", InvalidValue, "no address of a Dask scheduler"),
        ("tcp://127.0.0.1:1", ClusterFailed, "no Dask scheduler answers at tcp://127.0.0.1:1"),
    ],
)
def test_an_address_nobody_answers_at_is_a_sentence(
    address: str, error: type[Exception], words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(error, match=words):
        list(cluster.read_all([str(folder)], ReadOptions(), scheduler=address))


def test_a_cluster_whose_workers_are_gone_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "WORKER_SECONDS", 0.5)
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(ClusterFailed, match="has no worker"),
    ):
        list(cluster.read_all([str(folder)], ReadOptions(), scheduler=empty.scheduler_address))


def test_without_the_extra_the_line_that_installs_it_is_given(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    told = kg("extract", str(folder / "03.txt"), "--scheduler", "local")
    assert (told.code, told.err.strip()) == (2, f"{cluster.INSTALL}.")
