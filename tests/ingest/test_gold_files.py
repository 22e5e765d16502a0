"""One plan in every format and layout gives the same tasks, owners, targets and dates, exactly those of tests/gold/files/plan.json."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation import Coverage, evaluate
from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan, Task
from tests.ingest.made import docx, mht, p, pdf, pipes, table, xlsx
from tests.ingest.made_ofd import ofd, pages
from tests.ingest.made_pdf import ruled

GOLD: dict[str, Any] = json.loads((Path(__file__).parents[1] / "gold" / "files" / "plan.json").read_text(encoding="utf-8"))
TITLE, TASKS = GOLD["title"], GOLD["tasks"]
HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def named(task: dict[str, Any], role: str, mark: str) -> str:
    return mark.join(owner["surface"] for owner in task["owners"] if owner["role"] == role)


def rows(mark: str = "、") -> list[list[str]]:
    """The plan as a table, bodies divided by a mark."""
    told = [[t["number"], t["text"], named(t, "lead", mark), named(t, "cooperate", mark), t["deadline"]] for t in TASKS]
    return [HEAD, *told]


def prose() -> list[str]:
    """The plan as paragraphs, with the owners in brackets."""
    lead, helps = (lambda t: named(t, "lead", "、")), (lambda t: named(t, "cooperate", "、"))
    told = [
        f"{t['number']}.{t['text']}（牵头单位：{lead(t)}；配合单位：{helps(t)}；完成时限：{t['deadline']}）" for t in TASKS
    ]  # as they stand in plans that have no table
    return [TITLE, "一、重点任务", *told]


def html(body: str) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def web_table(given: list[list[str]], line: str) -> str:
    cells = ["".join(f"<td>{line.join(cell.split(chr(10)))}</td>" for cell in row) for row in given]
    return f"<p>{TITLE}</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def word_table(given: list[list[str]], *, merged: bool = False) -> bytes:
    """A table of Word; `merged` says that a first column is merged over all rows."""
    body = [[f"<w:tc>{''.join(p(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row] for row in given]
    if merged:
        head = f"<w:tc>{p('方面')}</w:tc>"
        down = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>{}</w:tc>'
        firsts = [head, down.format("restart", p("低空")), *[down.format("continue", p(""))] * (len(body) - 2)]
        body = [[row[0], first, *row[1:]] for row, first in zip(body, firsts, strict=True)]
    return docx(p(TITLE) + table(body))


def matrix() -> bytes:
    """A matrix of marks, with the line that says what they mean."""
    bodies = list(dict.fromkeys(owner["surface"] for task in TASKS for owner in task["owners"]))
    roles = [{owner["surface"]: owner["role"] for owner in task["owners"]} for task in TASKS]
    marks = {"lead": "★", "cooperate": "√"}
    told = [
        [t["number"], t["text"], *(marks.get(held.get(name, ""), "") for name in bodies), t["deadline"]]
        for t, held in zip(TASKS, roles, strict=True)
    ]
    return docx(p(TITLE) + table([["序号", "重点任务", *bodies, "完成时限"], *told]) + p("注：★为牵头单位，√为配合单位。"))


def lines(given: list[list[str]], between: str) -> bytes:
    return "\n".join([TITLE, *(between.join(row) for row in given)]).encode()


def quoted() -> bytes:
    return "\n".join([TITLE, *(",".join(f'"{cell}"' for cell in row) for row in rows("\n"))]).encode("utf-8-sig")


FILES: dict[str, Callable[[], bytes]] = {
    "prose.txt": lambda: "\n".join(prose()).encode("gb18030"),
    "prose.md": lambda: "\n\n".join(prose()).encode(),
    "prose.html": lambda: html("".join(f"<p>{line}</p>" for line in prose())),
    "prose.mht": lambda: mht(html("".join(f"<p>{line}</p>" for line in prose()))),
    "prose.docx": lambda: docx("".join(map(p, prose()))),
    "unruled.pdf": lambda: pdf(prose()),
    "prose.ofd": lambda: ofd(pages(prose())),
    "table.txt": lambda: lines(rows(), "\t"),
    "stacked.txt": lambda: lines(rows(), "\n"),
    "table.md": lambda: "\n".join([TITLE, "", *pipes(rows("<br>"))]).encode(),
    "table.html": lambda: html(web_table(rows(), "")),
    "breaks.html": lambda: html(web_table(rows("\n"), "<br>")),
    "paragraphs.html": lambda: html(web_table([[f"<p>{cell}</p>" for cell in row] for row in rows("\n")], "</p><p>")),
    "table.mht": lambda: mht(html(web_table(rows("\n"), "<br>"))),
    "table.docx": lambda: word_table(rows()),
    "paragraphs.docx": lambda: word_table(rows("\n")),
    "merged.docx": lambda: word_table(rows("\n"), merged=True),
    "matrix.docx": matrix,
    "table.xlsx": lambda: xlsx({"Sheet1": [[TITLE], *rows()]}),
    "breaks.xlsx": lambda: xlsx({"Sheet1": [[TITLE], *rows("\n")]}),
    "breaks.csv": quoted,
    "ruled.pdf": lambda: pdf([TITLE], rows=rows()),
    "breaks.pdf": lambda: pdf([TITLE], rows=rows("\n")),
    "ruled.ofd": lambda: ofd(pages([TITLE], rows())),
}


def plan(name: str) -> Plan:
    return read_source(read_text(name, FILES[name]()), "plan", discover=False)


def facts(task: Task) -> dict[str, Any]:
    """What a task says, as the gold has it."""
    return {
        "number": task.number.rstrip("."),
        "name": task.title,
        "due": task.due,
        "deadline": task.deadline,
        "open": task.open,
        "owners": sorted((o.name, o.role, o.kind) for o in task.owners),
        "targets": [(t.quote, t.value, t.high, t.comparator, t.unit, t.object, t.deadline) for t in task.targets],
    }


def wanted(task: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: task[name] for name in ("number", "name", "due", "deadline", "open")},
        "owners": sorted((o["name"], o["role"], o["kind"]) for o in task["owners"]),
        "targets": [(t["quote"], t["value"], t["high"], t["comparator"], t["unit"], t["object"], t["deadline"]) for t in task["targets"]],
    }


@pytest.mark.parametrize("name", FILES)
def test_every_layout_gives_the_same_facts(name: str) -> None:
    found = plan(name)
    assert found.title == TITLE
    assert [facts(task) for task in found.tasks] == [wanted(task) for task in TASKS]
    assert [(u.text, u.why) for u in found.unread] == []
    assert all(found.text[o.start : o.end] == o.surface for task in found.tasks for o in task.owners)
    assert all(found.text[t.start : t.end] == t.quote for task in found.tasks for t in task.targets)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost_silently(name: str) -> None:
    score = evaluate({"plan": GOLD}, [plan(name)], Coverage({}, {}, {})).total()["silent losses"]
    assert (score.hits, score.missed) == (16, 0)


def test_names_that_a_page_wraps_in_a_narrow_column() -> None:
    given = [HEAD, *([t["number"], *map(narrow, row[1:])] for t, row in zip(TASKS, rows()[1:], strict=True))]
    found = read_source(read_text("narrow.pdf", ruled([given], [40, 120, 70, 70, 90], title=TITLE, high=120)), "plan", discover=False)
    assert [sorted((o.name, o.role) for o in task.owners) for task in found.tasks] == [
        sorted((o["name"], o["role"]) for o in task["owners"]) for task in TASKS
    ]


def narrow(cell: str) -> str:
    """Return a cell in lines of six characters, as a narrow column wraps it."""
    return "\n".join(cell[at : at + 6] for at in range(0, len(cell), 6))
