"""How fast files are read and how much memory that takes, each in a process of its own: wall seconds, CPU seconds, highest memory.

docx, ruled pdf and ofd of a hundred pages; a scan of ours with its owners and characters; scans by two processes; a pdf of five thousand
pages, half of them scans; a sheet of a million rows and a text of sixty megabytes, which are refused.

python -m benchmarks readers       READERS names those to measure: docx ruled ofd scan ocr pages rows lines (default all)
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import psutil

from benchmarks.measuring import row
from ingest.evaluation.alignment import fold
from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.errors import KgError
from kg.model import Plan
from tests.ingest import made, made_ofd, made_pdf, made_scans

BODIES = ("市发展改革委", "市财政局", "市教育局", "市自然资源和规划局", "市农业农村局", "各县（市、区）人民政府")
TASK = "推进示范项目建设，完善配套设施，完成改造任务{}项，形成可以推广的做法并及时总结。"
TITLE = "某市项目建设工作要点"
PAGES = 100
LINES_A_PAGE = 24
ROWS_A_PAGE = 7
SCANNED = 4  # pages of each of the two scans that are read beside one another
MANY_PAGES = 5_000
MANY_ROWS = 1_000_000
LARGE = 60 * 2**20  # bytes
SCANNER = made_scans.Scanner(dpi=200, askew=1.0, seal=(140, 90))


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took, and what it said: seconds of the clock and of the processor, highest memory in MB, characters or an error."""

    wall: float
    cpu: float
    memory: float
    said: str

    def shown(self) -> str:
        """Return the figures as a cell of the table."""
        return f"{self.wall:.1f} s, CPU {self.cpu:.1f} s, {self.memory:.0f} MB; {self.said}"


def main() -> None:
    """Print a line a kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in os.environ.get("READERS", " ".join(SUBJECTS)).split():
            SUBJECTS[name](Path(folder))


def tasks(count: int) -> list[str]:
    """Return the lines of a plan."""
    owned = (f"{TASK.format(i)}（责任单位：{BODIES[i % 6]}、{BODIES[(i + 1) % 6]}）" for i in range(1, count + 1))
    return [TITLE, *(f"{i}.{text}" for i, text in enumerate(owned, 1))]


def table(count: int) -> list[list[str]]:
    """Return the rows of a plan, bodies one below the other."""
    lines = ([str(i), TASK.format(i) * 2, BODIES[i % 6], f"{BODIES[(i + 1) % 6]}\n{BODIES[(i + 2) % 6]}"] for i in range(1, count + 1))
    return [["序号", "重点任务", "牵头单位", "配合单位"], *lines]


def docx(folder: Path) -> None:
    """Measure a Word file."""
    measured(folder, "plan.docx", made.docx("".join(map(made.p, tasks(PAGES * LINES_A_PAGE // 2)))), "docx of 100 pages", "≤ 2 s")


def ruled(folder: Path) -> None:
    """Measure a PDF of ruled tables."""
    pages = [table(PAGES * ROWS_A_PAGE)[1:][at : at + ROWS_A_PAGE] for at in range(0, PAGES * ROWS_A_PAGE, ROWS_A_PAGE)]
    wrapped = [[table(0)[0], *([line[0], broken(line[1]), *line[2:]] for line in page)] for page in pages]
    measured(folder, "ruled.pdf", made_pdf.ruled(wrapped, [40, 250, 100, 110], title=TITLE, high=80), "ruled pdf of 100 pages", "≤ 10 s")


def broken(text: str) -> str:
    """Return a text in lines of a cell."""
    return "\n".join(text[at : at + 23] for at in range(0, len(text), 23))


def ofd(folder: Path) -> None:
    """Measure an OFD file."""
    measured(folder, "plan.ofd", made_ofd.ofd(made_ofd.pages(tasks(PAGES * LINES_A_PAGE // 2))), "ofd of 100 pages", "≤ 6 s")


def scan(folder: Path) -> None:
    """Measure how well a scan of ours is read: askew, a seal over its lines."""
    lines = tasks(30)
    wanted, data = plan("plan.txt", "\n".join(lines).encode()), made_scans.bound(made_scans.scanned(made.pdf(lines), SCANNER))
    found = plan("scan.pdf", data)
    want, have = owners(wanted), owners(found)
    row(
        "scan of ours, 200 dpi, askew 1°, a seal: owners",
        f"{(want & have).total()} of {want.total()}, {(have - want).total()} extra",
        "≥ .97",
    )
    alike = SequenceMatcher(None, fold(wanted.text), fold(found.text), autojunk=False).get_matching_blocks()
    row("scan of ours: characters right", f"{sum(block.size for block in alike) / len(fold(wanted.text)):.4f}", "≥ .995")


def plan(name: str, data: bytes) -> Plan:
    """Return the plan in a file."""
    return read_source(read_text(name, data), name, discover=False)


def owners(found: Plan) -> Counter[tuple[str, str, str]]:
    """Return the owners of a plan with their task and role."""
    return Counter((task.number, fold(owner.surface), owner.role) for task in found.tasks for owner in task.owners)


def ocr(folder: Path) -> None:
    """Measure two processes that recognise a scan each."""
    pages = made_scans.scanned(made.pdf(tasks(28 * SCANNED)), made_scans.Scanner(dpi=150, askew=0.7))[: 2 * SCANNED]
    paths = [folder / "first.pdf", folder / "second.pdf"]
    for path, held in zip(paths, (pages[:SCANNED], pages[SCANNED:]), strict=True):
        path.write_bytes(made_scans.bound(held))
    runs = finished([started(path, folder) for path in paths])
    worst = max(runs, key=lambda run: run.wall)
    row(
        f"scan at 150 dpi, two processes, {len(pages)} pages: a page of one",
        f"{worst.wall / SCANNED:.1f} s, {worst.shown()}",
        "≤ 4 s, 600 MB",
    )


def pages(folder: Path) -> None:
    """Measure a PDF of very many pages, every second of them a picture."""
    picture = made_scans.scanned(made.pdf(tasks(8)), made_scans.Scanner(dpi=100))[0]
    text = [tasks(3)[1], picture] * (MANY_PAGES // 2)
    measured(folder, "pages.pdf", made_scans.bound(text), f"pdf of {MANY_PAGES:,} pages, half of them scans", "")


def rows(folder: Path) -> None:
    """Measure a sheet of very many rows."""
    measured(folder, "rows.xlsx", workbook(MANY_ROWS), f"sheet of {MANY_ROWS:,} rows", "≤ 60 s, 1,000 MB")


def workbook(count: int) -> bytes:
    """Return a workbook whose sheet has so many rows of a plan."""
    small = made.xlsx({"Sheet1": [["序号", "任务", "责任单位"], ["1", TASK.format(1), BODIES[0]]]})
    rows = "".join(f"<row>{''.join(map(inline, (f'{i}', TASK.format(i * i), BODIES[i % 6])))}</row>" for i in range(count))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in given.namelist():
            part = given.read(name)
            book.writestr(name, part.replace(b"</sheetData>", f"{rows}</sheetData>".encode()) if "sheet1" in name else part)
    return out.getvalue()


def inline(text: str) -> str:
    """Return a cell of a sheet."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def lines(folder: Path) -> None:
    """Measure a text of very many lines of a plan."""
    data = "\n".join(tasks(1_000)).encode()
    measured(folder, "lines.txt", data * (LARGE // len(data)), f"txt of {LARGE // 2**20} MB of plan lines", "≤ 60 s, 1,500 MB")


def measured(folder: Path, name: str, data: bytes, what: str, aim: str) -> None:
    """Write a file, read it in a process of its own, and print what that took."""
    (folder / name).write_bytes(data)
    row(what, next(iter(finished([started(folder / name, folder)]))).shown(), aim)
    (folder / name).unlink()


def started(path: Path, home: Path) -> subprocess.Popen[str]:
    """Start a process that reads a file, with a library of its own."""
    command = [sys.executable, "-m", "benchmarks.readers", str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "KG_HOME": str(home)})


def finished(children: list[subprocess.Popen[str]]) -> list[Run]:
    """Return what processes took once they have ended."""
    return list(_finished(children))


def _finished(children: list[subprocess.Popen[str]]) -> Iterator[Run]:
    for child in children:
        said = child.communicate()[0]
        yield Run(**json.loads(said))


def read(path: str) -> None:
    """Read a file as `kg extract` does and print what that took; runs as a process of its own."""
    start, begun = time.perf_counter(), time.process_time()
    try:
        source = read_text(path)
        text = time.perf_counter() - start
        said = f"{len(source.text):,} characters after {text:.1f} s, {len(read_source(source, path).tasks):,} tasks"
    except KgError as error:
        said = str(error).partition(": ")[2]
    wall, cpu = time.perf_counter() - start, time.process_time() - begun
    print(json.dumps({"wall": wall, "cpu": cpu, "memory": highest(), "said": said}))


def highest() -> float:
    """Return the highest memory of this process in MB; Linux counts it in the memory of the program itself, not of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))) / 1024
    return float(getattr(psutil.Process().memory_info(), "peak_wset", 0)) / 2**20


SUBJECTS: dict[str, Callable[[Path], None]] = {
    "docx": docx,
    "ruled": ruled,
    "ofd": ofd,
    "scan": scan,
    "ocr": ocr,
    "pages": pages,
    "rows": rows,
    "lines": lines,
}

if __name__ == "__main__":
    read(sys.argv[1])
