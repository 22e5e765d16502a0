"""Texts of the corpus that nobody annotated, turned into the files offices hand out, and compared fact by fact with their text.

word     a table of Word, the bodies of a cell each in a paragraph
ruled    the table printed by ReportLab, its columns narrow
office   the table of Word printed by LibreOffice, its header repeated, rows cut at the page's end
scan     the first pages of the text, printed, at 200 dots an inch, askew by 1 degree, a red seal over its lines
What is compared: the number of tasks, their owners with role, and the numbers of their targets; in a scan the characters too.

python -m benchmarks turned      TURNED_TEXTS (default 20) texts, or those named (TURNED_TEXTS="107 114": a run that was cut off goes on);
                                 TURNED_LAYOUTS (default all) layouts
"""

import io
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.measuring import row, shared
from ingest.evaluation.alignment import fold
from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan, Task
from tests.ingest import made, made_scans

HEADS = {"lead": "牵头单位", "responsible": "责任单位", "cooperate": "配合单位"}
FEWEST_TASKS = 5  # owned tasks that make a text worth a table
SCANNED = 1_500  # characters of a text that are printed and scanned: two pages
SCANNER = made_scans.Scanner(dpi=200, askew=1.0, seal=(140, 90))
WIDTHS = (35, 190, 75, 75, 75)  # points of the columns of a printed table: six characters for a body
MOST_CHANGES = 20  # differences of characters a line lists
SHOWN = 6  # differences a line lists

Fact = tuple[str, ...]
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read of a text: its tasks, and bags of owners and of targets, each with the task it is on."""

    tasks: int
    owners: Counter[Fact]
    targets: Counter[Fact]
    text: str = ""


def main() -> None:
    """Print a line a text and layout that differ as soon as it is read, then the sums of each layout."""
    chosen = list(chosen_texts(os.environ.get("TURNED_TEXTS", "20").split()))
    for name in os.environ.get("TURNED_LAYOUTS", " ".join(LAYOUTS)).split():
        sums: Counter[str] = Counter()
        for path, plan in chosen:
            sums.update(compared(f"{path.stem} {name}", *LAYOUTS[name](plan)))
        row(name, "; ".join([*(summed(sums, what) for what in COMPARED), *right(sums)]))


COMPARED = ("tasks", "owners", "targets")


def summed(sums: Counter[str], what: str) -> str:
    """Return how many facts of a kind were missed and invented."""
    return f"{what} {sums[f'{what} missing']} of {sums[what]} missing, {sums[f'{what} extra']} extra"


def right(sums: Counter[str]) -> list[str]:
    """Return the share of characters that a recogniser has right, where it was asked."""
    return [f"characters {1 - sums['wrong'] / sums['characters']:.4f} right"] if sums["characters"] else []


def texts(count: int) -> Iterator[tuple[Path, Plan]]:
    """Yield texts without gold that own enough tasks, spread over the corpus."""
    folder = shared()
    annotated = {path.stem for path in (folder / "gold").glob("*.json")}
    paths = [path for path in sorted((folder / "corpus" / "docs").glob("*.txt")) if path.stem not in annotated]
    plans = ((path, read_source(read_text(path), path.name, discover=False)) for path in paths)
    owning = [(path, plan) for path, plan in plans if len(owned(plan)) >= FEWEST_TASKS]
    step = max(1, len(owning) // count)
    yield from owning[::step][:count]


def chosen_texts(which: Sequence[str]) -> Iterator[tuple[Path, Plan]]:
    """Yield so many of the texts, or those of the usual ones that are named by the three digits their files begin with."""
    if len(which) == 1 and len(which[0]) < len("004"):
        yield from texts(int(which[0]))
    else:
        yield from ((path, plan) for path, plan in texts(20) if path.stem in which)


def owned(plan: Plan) -> list[Task]:
    """Return the tasks that own something and have words of their own."""
    return [task for task in plan.tasks if task.owners and body(task)]


def body(task: Task) -> str:
    """Return what a task says before its owners, without its number; nothing where they stand in the middle of it."""
    first = min(owner.start for owner in task.owners) - task.start
    said = re.sub(r"[^。；！\n]*$", "", task.text[:first]).removeprefix(task.number)
    return re.sub(r"\s+", "", said)


def rows(plan: Plan) -> Rows:
    """Return the owned tasks of a plan as a table, a body a line in its cells."""
    return [["序号", "重点任务", *HEADS.values()], *([str(n), body(t), *cells(t)] for n, t in enumerate(owned(plan), 1))]


def cells(task: Task) -> Iterator[str]:
    """Yield the bodies of a task, a cell a role; other roles count as responsible."""
    for role in HEADS:
        yield "\n".join(dict.fromkeys(fold(o.surface) for o in task.owners if role_of(o.role) == role))


def role_of(role: str) -> str:
    """Return the column a role is printed in."""
    return role if role in HEADS else "responsible"


def written(plan: Plan) -> Facts:
    """Return the facts that stand in the table of a plan: owners as its cells have them, targets as they are read in a text."""
    table = rows(plan)
    owners = Counter(
        (line[0], name, role) for line in table[1:] for role, cell in zip(HEADS, line[2:], strict=True) for name in cell.split()
    )
    plain = "\n".join([plan.title or "工作要点", *("\t".join(cell.replace("\n", "、") for cell in line) for line in table)])
    return Facts(len(table) - 1, owners, facts(read("plan.txt", plain.encode())).targets)


def read(name: str, data: bytes) -> Plan:
    """Return the plan in a file."""
    return read_source(read_text(name, data), name, discover=False)


def facts(plan: Plan, *, numbered: bool = True) -> Facts:
    """Return the facts of a plan; without numbers each fact stands for itself."""
    tasks = [task for task in plan.tasks if task.owners]
    names = {task.id: task.number.rstrip(".") if numbered else "" for task in tasks}
    owners = Counter((names[t.id], fold(o.surface), role_of(o.role)) for t in tasks for o in t.owners)
    targets = Counter((names[t.id], f"{x.value:g}" if x.value is not None else "", x.unit, x.comparator) for t in tasks for x in t.targets)
    return Facts(len(tasks), owners, targets, plan.text)


def compared(name: str, wanted: Facts, found: Facts) -> Counter[str]:
    """Print what differs in a text, and return how much that is."""
    tasks = (Counter({("task",): wanted.tasks}), Counter({("task",): found.tasks}))
    sums: Counter[str] = Counter()
    for what, want, have in (("tasks", *tasks), ("owners", wanted.owners, found.owners), ("targets", wanted.targets, found.targets)):
        missing, extra = want - have, have - want
        sums.update({what: want.total(), f"{what} missing": missing.total(), f"{what} extra": extra.total()})
        if missing or extra:
            print(f"{name}: {what} missing {shown(missing)} extra {shown(extra)}", flush=True)
    sums.update(characters(name, wanted.text, found.text) if wanted.text else {})
    return sums


def shown(bag: Counter[Fact]) -> str:
    """Return the first facts of a bag."""
    return "、".join(" ".join(fact) for fact in list(bag.elements())[:SHOWN]) or "—"


def characters(name: str, wanted: str, found: str) -> dict[str, int]:
    """Return how many characters a recogniser was given, and how many of them it has not right."""
    want, have = fold(wanted), fold(found)
    steps = [s for s in SequenceMatcher(None, want, have, autojunk=False).get_opcodes() if s[0] != "equal"]
    wrong = sum(max(b - a, d - c) for _, a, b, c, d in steps)
    if steps:
        changes = "、".join(f"{want[a:b] or '∅'}→{have[c:d] or '∅'}" for _, a, b, c, d in steps[:MOST_CHANGES])
        print(f"{name}: {wrong} of {len(want)} characters: {changes}", flush=True)
    return {"characters": len(want), "wrong": wrong}


def word(plan: Plan) -> tuple[Facts, Facts]:
    """Return what a table of Word holds, and what is read in it."""
    lines = [["<w:tc>" + "".join(map(made.p, cell.split("\n"))) + "</w:tc>" for cell in line] for line in rows(plan)]
    return written(plan), facts(read("plan.docx", made.docx(made.p(plan.title or "工作要点") + made.table(lines))))


def ruled(plan: Plan) -> tuple[Facts, Facts]:
    """Return what a ruled table on paper holds, and what is read in it."""
    return written(plan), facts(read("plan.pdf", ruled_file(plan.title or "工作要点", rows(plan))))


def ruled_file(title: str, lines: Rows) -> bytes:
    """Return a PDF with a ruled table whose header is repeated and whose rows a page's end may cut."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(made.FONT))
    style = ParagraphStyle("cell", fontName=made.FONT, fontSize=10, leading=14, wordWrap="CJK")
    printed = [[Paragraph(escape(cell).replace("\n", "<br/>"), style) for cell in line] for line in lines]
    table = Table(printed, repeatRows=1, splitInRow=1, colWidths=WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(escape(title), style), table])
    return out.getvalue()


def office(plan: Plan) -> tuple[Facts, Facts]:
    """Return what a table of Word holds, and what is read where LibreOffice printed it."""
    return written(plan), facts(read("plan.pdf", printed(word_file(plan.title or "工作要点", rows(plan)))))


def word_file(title: str, lines: Rows) -> bytes:
    """Return a table as Word saves it: with borders, and a header that is repeated."""
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(len(lines), len(lines[0]), style="Table Grid")
    for place, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(place.cells, line, strict=True):
            cell.text = text.split("\n")[0]
            for more in text.split("\n")[1:]:
                cell.add_paragraph(more)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(document: bytes) -> bytes:
    """Return the PDF that LibreOffice makes of a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plan.docx").write_bytes(document)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "plan.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "plan.pdf").read_bytes()


def scan(plan: Plan) -> tuple[Facts, Facts]:
    """Return what the first pages of a text hold, and what is read in their scan."""
    lines = first_lines(plan)
    wanted = facts(read("plan.txt", "\n".join(lines).encode()), numbered=False)
    pages = made_scans.scanned(page_file(lines), SCANNER)
    return wanted, facts(read("plan.pdf", made_scans.bound(pages)), numbered=False)


def first_lines(plan: Plan) -> list[str]:
    """Return the title of a plan and its lines from the first owned task on."""
    begin = plan.text.rfind("\n", 0, owned(plan)[0].start) + 1
    found, length = [plan.title or "工作要点"], 0
    for line in filter(None, map(str.strip, plan.text[begin:].split("\n"))):
        if length > SCANNED:
            break
        found.append(re.sub(r"\s+", " ", line))
        length += len(line)
    return found


def page_file(lines: Sequence[str]) -> bytes:
    """Return lines printed on pages in the type of the documents of offices, where the machine has one."""
    return made.pdf(lines)


LAYOUTS: dict[str, Callable[[Plan], tuple[Facts, Facts]]] = {"word": word, "ruled": ruled, "office": office, "scan": scan}
