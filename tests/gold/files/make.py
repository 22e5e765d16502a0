"""Write the files of this folder: one plan in every format and layout, and beside each what a person reads in it.

python -m tests.gold.files.make
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "ingest"))

from tests.ingest import made, made_ofd, made_pdf  # noqa: E402  # they import one another by their bare names

TITLE = "吉林省水网建设2026年工作要点"
HEADING = "一、重点任务"


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified result: quote, value, comparator, unit and object."""

    quote: str
    value: float
    comparator: str
    unit: str
    object: str


@dataclass(frozen=True, slots=True)
class Item:
    """A task as the plan states it."""

    text: str
    leads: tuple[str, ...]
    helpers: tuple[str, ...]
    deadline: str
    targets: tuple[Target, ...]


ITEMS = (
    Item(
        "新建中型水库3座，改造灌区渠道200公里以上",
        ("省水利厅",),
        ("省发展改革委", "省财政厅"),
        "2026年9月底前",
        (Target("新建中型水库3座", 3, "eq", "座", "中型水库"), Target("改造灌区渠道200公里以上", 200, "ge", "公里", "灌区渠道")),
    ),
    Item(
        "实施农村供水工程提标改造，受益人口达到40万人",
        ("省水利厅", "省农业农村厅"),
        ("各市（州）人民政府",),
        "2026年12月底前",
        (Target("受益人口达到40万人", 40, "eq", "万人", "受益人口"),),
    ),
    Item(
        "建立取用水在线监测平台，接入取水口500个",
        ("省生态环境厅",),
        ("省水利厅", "省自然资源厅", "省住房城乡建设厅"),
        "2026年6月底前",
        (Target("接入取水口500个", 500, "eq", "个", "取水口"),),
    ),
    Item(
        "开展水网调度人员轮训，培训技术骨干600人次以上",
        ("省人力资源社会保障厅",),
        ("省教育厅",),
        "2026年10月底前",
        (Target("培训技术骨干600人次以上", 600, "ge", "人次", "技术骨干"),),
    ),
)
HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def prose() -> list[str]:
    """Return the plan as lines."""
    owned = (f"牵头单位：{'、'.join(i.leads)}；配合单位：{'、'.join(i.helpers)}；完成时限：{i.deadline}" for i in ITEMS)
    return [TITLE, HEADING, *(f"{n}.{i.text}。（{clause}）" for n, (i, clause) in enumerate(zip(ITEMS, owned, strict=True), 1))]


def rows(between: str = "、") -> list[list[str]]:
    """Return the plan as a table; `between` stands between the bodies of a cell."""
    return [HEAD, *([str(n), i.text, between.join(i.leads), between.join(i.helpers), i.deadline] for n, i in enumerate(ITEMS, 1))]


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield the plan as text, Markdown and web pages."""
    wide = "\n".join(prose()).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    lines = [part for line in wide.splitlines() for part in made_pdf.wrapped([line], 26)]
    yield "pdftotext.txt", "\n".join([*lines[:6], "", "              — 1 —", "\f" + lines[6], *lines[7:]]).encode()
    yield "traditional.txt", traditional("\n".join(prose())).encode()
    yield "headings.md", "\n\n".join([f"# {TITLE}", f"## {HEADING}", *(bold(line) for line in prose()[2:])]).encode()
    yield "pipes.md", "\n".join([f"# {TITLE}", "", *made.pipes(rows("<br>"))]).encode()
    yield "recognised.md", f"# {TITLE}\n\n{html_table(rows()).replace('200公里', '$200$公里')}\n".encode()
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'></head><body><nav>首页</nav>{''.join(f'<p>　　{line}</p>' for line in prose())}"
    )
    yield "page.html", page.encode()
    yield "saved.mht", made.mht(page.encode())
    yield "stacked-web.html", f"<!doctype html><meta charset='utf-8'><p>{TITLE}</p>{html_table(rows('<br>'))}".encode()


def sheets() -> Iterator[tuple[str, bytes]]:
    """Yield the plan as Word files and tables of bodies one below the other."""
    yield "prose-word.docx", made.docx("".join(map(made.p, prose())))
    cells = [["<w:tc>" + "".join(map(made.p, cell.split("\n"))) + "</w:tc>" for cell in row] for row in rows("\n")]
    yield "stacked-word.docx", made.docx(made.p(TITLE) + made.table(cells))
    yield "stacked-sheet.xlsx", made.xlsx({"Sheet1": [[TITLE], *rows("\n")]})
    yield "stacked-rows.csv", "\n".join([TITLE, *(",".join(f'"{cell}"' for cell in row) for row in rows("\n"))]).encode("gb18030")


def printed() -> Iterator[tuple[str, bytes]]:
    """Yield the plan as pages."""
    yield "prose-pages.pdf", made.pdf(prose(), head="某省人民政府公报")
    lines = made_pdf.block(made_pdf.wrapped(prose(), 36))
    mark = made_pdf.Printed("内部资料  注意保存", 120, 480, 48, 40, 0.8)
    yield "watermark.pdf", made_pdf.printed([[*lines, mark]])
    yield "ruled-pages.pdf", made.pdf([TITLE], rows=[[cell.replace("\n", "<br/>") for cell in row] for row in rows()])
    yield "prose-layout.ofd", made_ofd.ofd(made_ofd.pages(prose(), head="某省人民政府公报"))
    yield "ruled-layout.ofd", made_ofd.ofd(made_ofd.pages([TITLE], rows()))


def bold(line: str) -> str:
    """Return an item with its first clause bold, as Markdown has it."""
    number, _, rest = line.partition(".")
    clause, _, after = rest.partition("，")
    return f"{number}. **{clause}，**{after}"


def html_table(cells: list[list[str]]) -> str:
    """Return a table of HTML on one line, as programs that recognise scans write it."""
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells) + "</table>"


def traditional(text: str) -> str:
    """Return the plan in traditional characters."""
    pairs = "设設网網点點务務库庫区區农農实實标標达達万萬个個测測线線监監厅厅职職门門发發财財员員训訓队隊乡鄉镇鎮组組单單责責规規术術协協"
    more = "进進关關时時间間任任头頭配配合合完完成成限限环環资資源源态態会會保保障障教教育育骨骨干幹轮輪调調度度开開展展次次工工程程提提"
    table = dict(zip((pairs + more)[::2], (pairs + more)[1::2], strict=True))
    return text.translate(str.maketrans(table)).replace("厅", "廳")


def gold(name: str, *, table: bool) -> dict[str, object]:
    """Return what a person reads in a file, in the shape of the annotation guide."""
    tasks = [
        {
            "id": str(n),
            "number": str(n) if table else f"{n}.",
            "section": "" if table else HEADING,
            "starts": item.text[:14],
            "owners": [owner(body, "lead") for body in item.leads] + [owner(body, "cooperate") for body in item.helpers],
            "open": False,
            "targets": [target(each, item.deadline) for each in item.targets],
        }
        for n, item in enumerate(ITEMS, 1)
    ]
    return {"doc": name, "title": TITLE, "issuer": "", "year": 2026, "conventions": [], "tasks": tasks, "document_targets": []}


def owner(body: str, role: str) -> dict[str, str]:
    """Return an owner."""
    return {"surface": body, "name": body, "role": role, "kind": "collective" if body.startswith("各") else "unit"}


def target(each: Target, deadline: str) -> dict[str, object]:
    """Return a target with the deadline that governs it."""
    said = {"quote": each.quote, "value": each.value, "high": None, "comparator": each.comparator, "unit": each.unit}
    return {**said, "object": each.object, "deadline": deadline}


def main() -> None:
    """Write the files and what is in them."""
    for name, data in (*texts(), *sheets(), *printed()):
        (HERE / name).write_bytes(data)
        held = gold(Path(name).stem, table=name.startswith(("pipes", "recognised", "stacked", "ruled")))
        (HERE / f"{held['doc']}.json").write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
