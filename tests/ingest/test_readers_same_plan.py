"""The same plan in every format gives the same owners and targets."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan
from tests.ingest.made import docx, level, listed, mht, p, pdf, pipes, table, xlsx
from tests.ingest.made_ofd import ofd, pages
from tests.ingest.made_pdf import Printed, block, printed, wrapped
from tests.ingest.made_scans import Scanner, bound, picture, scanned

TITLE = "浙江省量子产业2024年工作要点"
PURPOSE = "为落实《浙江省量子产业行动计划（2023—2025年）》，制定本要点。"
TASKS = [
    ("推进量子计算中心建设。建成3个计算中心，引进20个以上高水平团队。", "省科技厅、省财政厅、省教育厅", "2024年6月底前"),
    ("培育量子通信企业。新增专精特新企业50家，产业规模突破100亿元。", "省经信厅、省国资委，各设区市政府", "2024年12月"),
    ("完善量子测量标准体系。牵头制定国际标准2项、国家标准10项，覆盖主要应用领域和重点行业。", "省市场监管局、省科技厅", "2024年底前"),
]
HEADINGS = ["一、重点任务", "（一）夯实产业基础", "（二）营造良好生态"]
PROSE = [(HEADINGS[1], [0, 1]), (HEADINGS[2], [2])]


def numbered(index: int) -> str:
    return f"{index + 1}.{TASKS[index][0]}（责任单位：{TASKS[index][1]}）"


LINES = [TITLE, PURPOSE, HEADINGS[0], *(line for heading, items in PROSE for line in (heading, *map(numbered, items)))]
ROWS = [["序号", "工作任务", "责任单位", "完成时限"], *([str(n), *task] for n, task in enumerate(TASKS, 1))]

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.", more='<w:lvlRestart w:val="0"/>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def word() -> bytes:
    """The plan as Word keeps it: every number automatic."""
    body = p(TITLE) + p(PURPOSE) + p("重点任务", properties=listed(1, 0))
    for heading, items in PROSE:
        body += p(heading[3:], properties=listed(1, 1))
        body += "".join(p(numbered(index)[2:], properties=listed(1, 2)) for index in items)
    return docx(body, numbering=NUMBERING)


def page() -> bytes:
    lines = "".join(f"<p>　　{line}</p>" for line in LINES)
    return f'<html><body><nav><a>首页</a></nav><div id="zoom">{lines}</div><footer>主办单位：某局</footer></body></html>'.encode()


def markdown() -> bytes:
    lines = [f"{'#' * (2 + (line[0] == '（'))} {line}" if line in HEADINGS else line for line in LINES[1:]]
    return "\n\n".join([f"# {TITLE}", *lines]).encode()


PROSE_FILES = {
    "plan.txt": "\n".join(LINES).encode("gb18030"),
    "plan.html": page(),
    "plan.md": markdown(),
    "plan.mht": mht(page()),
    "plan.docx": word(),
    "plan.ofd": ofd(pages(LINES, head="浙江省人民政府公报")),
    "plan.pdf": pdf(LINES, head="浙江省人民政府公报"),
}


def in_columns() -> bytes:
    """The plan in two columns below its title."""
    column = wrapped(LINES[1:], 17)
    half = len(column) // 2 + 1
    page = [*block([TITLE], left=200, top=790), *block(column[:half], left=60), *block(column[half:], left=300)]
    return printed([page])


def unruled() -> bytes:
    """The table without a line drawn."""
    found, y = [Printed(TITLE, 180, 780)], 740
    for row in ROWS:
        cells = [[text[k : k + width] for k in range(0, len(text), width)] for text, width in zip(row, (3, 14, 9, 9), strict=True)]
        found += [
            Printed(text, x, y - 15 * k, 10) for x, held in zip((60, 110, 290, 420), cells, strict=True) for k, text in enumerate(held)
        ]
        y -= 15 * max(map(len, cells)) + 8
    return printed([found])


PDF_FILES = {
    "columns.pdf": in_columns(),
    "watermark.pdf": printed([[Printed("征求意见稿", 120, 500, 60, 40, 0.88), *block([TITLE, *wrapped(LINES[1:], 36)])]]),
    "unruled.pdf": unruled(),
}
(SCAN,) = scanned(pdf(LINES), Scanner(150, askew=0.8))
SCANS = {"scan.pdf": bound([SCAN]), "scan.png": picture(SCAN)}
TABLE_FILES = {
    "table.xlsx": xlsx({"Sheet1": [[TITLE], *ROWS]}),
    "table.csv": "\n".join([TITLE, *(",".join(f'"{cell}"' for cell in row) for row in ROWS)]).encode("utf-8-sig"),
    "table.md": "\n".join([f"# {TITLE}\n", *pipes(ROWS)]).encode(),
    "table.docx": docx(p(TITLE) + table(ROWS)),
    "table.html": (
        f"<html><body><p>{TITLE}</p><table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
        + "</table></body></html>"
    ).encode(),
    "table.ofd": ofd(pages([TITLE], ROWS)),
    "table.pdf": pdf([TITLE], rows=ROWS),
}


def plan(name: str, data: bytes) -> Plan:
    return read_source(read_text(name, data), name, discover=False)


def owners(found: Plan) -> list[list[tuple[str, str, str]]]:
    return [[(owner.name, owner.role, owner.kind) for owner in task.owners] for task in found.tasks if task.owners]


def targets(found: Plan) -> list[list[tuple[float, str, str]]]:
    return [[(target.value, target.comparator, target.unit) for target in task.targets] for task in found.tasks if task.owners]


EXPECTED = plan("plan.txt", PROSE_FILES["plan.txt"])


def test_the_text_holds_what_the_plan_says() -> None:
    assert (EXPECTED.title, EXPECTED.region, EXPECTED.level, EXPECTED.plan_years) == (TITLE, "浙江省", "省", (2024, 2024))
    assert next([name for name, _, _ in task] for task in owners(EXPECTED)) == ["省科技厅", "省财政厅", "省教育厅"]
    assert [value for value, _, _ in targets(EXPECTED)[0]] == [3, 20]


@pytest.mark.parametrize("name", [*PROSE_FILES, *TABLE_FILES, *PDF_FILES])
def test_owners_and_targets_are_the_same(name: str) -> None:
    check(plan(name, (PROSE_FILES | TABLE_FILES | PDF_FILES)[name]))


@pytest.mark.ocr
@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize("name", SCANS)
def test_owners_and_targets_of_scans_are_the_same(name: str) -> None:
    check(plan(name, SCANS[name]))


def check(found: Plan) -> None:
    assert found.title == TITLE
    assert owners(found) == owners(EXPECTED)
    assert targets(found) == targets(EXPECTED)
    for task in found.tasks:
        assert all(found.text[owner.start : owner.end] == owner.surface for owner in task.owners)


@pytest.mark.parametrize("name", PROSE_FILES)
def test_sections_are_the_same(name: str) -> None:
    found = plan(name, PROSE_FILES[name])
    assert [(task.number, task.section) for task in found.tasks] == [(task.number, task.section) for task in EXPECTED.tasks]
