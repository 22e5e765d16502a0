"""Markdown, written by people and by OCR programs."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import kind_of, read_text
from kg.errors import UnreadableInput

OWNED = [("省农业农村厅", "lead"), ("省水利厅", "cooperate")]


def text(markdown: str, name: str = "plan.md") -> str:
    return read_text(name, markdown.encode()).text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("## 二、重点任务\n\n### （一）治理\n", "二、重点任务\n（一）治理\n"),
        ("某县方案\n=====\n总体要求\n----\n", "某县方案\n总体要求\n"),
        ("3. 修复河道。\n4. 清理岸线。\n", "3. 修复河道。\n4. 清理岸线。\n"),  # a list keeps the numbers it has
        ("7) 修复河道。\n\n   其间清淤。\n", "7) 修复河道。\n其间清淤。\n"),
        ("- 修复河道\n    1. 清淤\n", "修复河道\n1. 清淤\n"),
        ("**（一）治理。**修复河道。\n", "（一）治理。修复河道。\n"),  # no blank behind the mark
        ("（**牵头单位：**省水利厅）\n", "（牵头单位：省水利厅）\n"),
        ("一行\n两行\n\n三行\\\n四行\n", "一行\n两行\n三行\n四行\n"),
        ("> 某县人民政府\n> 2025年3月4日\n", "某县人民政府\n2025年3月4日\n"),
        ("    — 4 —\n    缩进的文字\n", "缩进的文字\n"),  # indented text is no program
        ("比重$\\geq 30\\%$，控制在$5 \\sim 8$天\n", "比重≥30%，控制在5～8天\n"),
        ("投资$100\\,\\text{亿元}$，占\\(\\mathrm{GDP}\\)的\\(2.5\\%\\)\n", "投资100亿元，占GDP的2.5%\n"),
        ("模型$x^2_{i}$不变\n", "模型$x^2_{i}$不变\n"),
        ("见[方案](a.html)。![](images/a.jpg)\n", "见方案。\n"),
        (
            '<div align="center">\n\n# 某县方案\n\n</div>\n\n正文<br>下一行<sup>1</sup>\n<script>alert(1)</script>\n',
            "某县方案\n正文\n下一行1\n",
        ),
        ("[注]: 这不是链接\n", "[注]: 这不是链接\n"),
        ("[责任单位：县水务局](二)护岸。[见附表](3)\n", "[责任单位：县水务局](二)护岸。[见附表](3)\n"),  # what leads nowhere is no link
        ("- [ ] 修渠\n- [x]清淤\n* [X] 护岸\n2. [ ] 绿化\n", "修渠\n清淤\n护岸\n2. 绿化\n"),  # boxes to tick
        ("- \\[ \\] 修渠\n- ☐ 清淤\n- ✅ 护岸\n", "修渠\n清淤\n护岸\n"),  # as programs write them
        ("☐ 修渠\n☑️ 清淤\n\n[x] 护岸，☐ 是\n", "修渠\n清淤\n[x] 护岸，☐ 是\n"),
        ("- [](a.html)修渠\n- [县水利局](a.html)\n", "修渠\n县水利局\n"),  # a link is no box
        ('见[附件1](#a)、[网页](https://example.org/a?b=1 "名")。\n', "见附件1、网页。\n"),
    ],
)
def test_markup_is_left_out_and_text_kept(markdown: str, shown: str) -> None:
    assert text(markdown) == shown


@pytest.mark.parametrize(
    "table",
    [
        "| 序号 | 任务 | 牵头单位 | 配合单位 |\n|:-:|---|---|---|\n| 1 | 修复河道 | 省农业农村厅 | 省水利厅 |\n",
        "序号 | 任务 | 牵头单位 | 配合单位\n--|--|--|--\n1 | 修复河道 | 省农业农村厅 | 省水利厅\n",  # without outer pipes
        "| 序号 | 任务 | 牵头单位 | 配合单位 |\n| 1 | 修复河道 | 省农业农村厅 | 省水利厅 |\n",  # without the rule
        "| 分工表 |\n|---|\n| 序号 | 任务 | 牵头单位 | 配合单位 |\n| 1 | 清淤 | 省农业农村厅 | 省水利厅 |\n",  # rows wider than the head
        "| 任务 | 分工 |\n|---|---|\n| 修复河道 | 省农业农村厅牵头，省水利厅配合 |\n",
        "| 任务 | 目标 | 职责分工 |\n|---|---|---|\n| 修复河道 | 见附表 | 牵头：省农业农村厅；配合：省水利厅 |\n",
        "<table>\n<tr><td>序号</td><td>任务</td><td>牵头单位</td><td>配合单位</td></tr>\n\n<tr><td>1</td><td>修复河道</td>"
        "<td>省农业农村厅</td><td>省水利厅</td></tr>\n\n</table>\n",  # blank lines inside HTML
    ],
)
def test_tables_give_tasks(table: str) -> None:
    plan = read_source(read_text("plan.md", ("# 浙江省水利分工表\n\n" + table).encode()), "plan.md")
    assert [[(owner.name, owner.role) for owner in task.owners] for task in plan.tasks] == [OWNED]
    assert plan.title and plan.title.startswith("浙江省水利分工表") and "\t" not in plan.title


LISTS = [
    # an item that nobody owns is a task beside those that somebody does
    (
        "- [ ] 改造农贸市场2个。@县住建局\n- [x] 举办招聘会\n- 建成口袋公园（责任单位：县城管局）\n",
        [("改造农贸市场2个", ["县住建局"]), ("举办招聘会", []), ("建成口袋公园", ["县城管局"])],
    ),
    # what its own list says of an item is part of it; in a list below an item each may own
    (
        "- 建设儿童之家\n  - 责任单位：县民政局、县妇联\n  - 完成时限：6月底\n- 老年食堂\n  - 选址（责任单位：县民政局）\n  - 装修\n",
        [("建设儿童之家", ["县民政局", "县妇联"]), ("选址", ["县民政局"]), ("装修", [])],
    ),
    # a list inside an item that owns is its text
    ("- 建设儿童之家（责任单位：县民政局）\n  - 选址\n  - 装修\n- 清淤\n", [("建设儿童之家", ["县民政局"]), ("清淤", [])]),
    # below the last item of several the clause is of the whole list
    ("工作要求：\n- 走访企业\n- 收集诉求\n责任单位：县工商联\n", [("民生工程", ["县工商联"])]),
    # the first item of a list may have a number of its own
    ("- [ ] 任务一：修渠。@县水利局\n- [ ] 清淤\n- [x] 绿化 @县林业局\n", [("修渠", ["县水利局"]), ("清淤", []), ("绿化", ["县林业局"])]),
    # two clauses in one item
    ("- 选址。（县民政局负责）装修。（县住建局负责）\n- 清淤\n", [("选址", ["县民政局"]), ("装修", ["县住建局"]), ("清淤", [])]),
    # the last item of one list, and another list below a heading of its own
    (
        "1. 修渠。责任单位：县水利局\n2. 清淤。\n\n## 其他\n\n- 护岸\n- 绿化 @县林业局\n",
        [("修渠", ["县水利局"]), ("清淤", []), ("护岸", []), ("绿化", ["县林业局"])],
    ),
]


@pytest.mark.parametrize(("markdown", "expected"), LISTS)
def test_items_of_lists_are_tasks(markdown: str, expected: list[tuple[str, list[str]]]) -> None:
    source = read_text("plan.md", f"# 某县2025年工作要点\n\n## 一、民生工程\n\n{markdown}".encode())
    plan = read_source(source, "plan.md")
    assert [(task.name.split("（")[0].split(" @")[0], [owner.name for owner in task.owners]) for task in plan.tasks] == expected
    assert all(task.number.strip("12任务一：、. ") == "" for task in plan.tasks)


def test_tables_that_come_as_pages() -> None:
    table = "<html><body><table><tr><td>任务</td><td>牵头单位</td></tr><tr><td>清淤</td><td>省水利厅</td></tr></table></body></html>"
    assert text(f"{table}\n\n## 附则\n\n{table}\n") == "任务\t牵头单位\n清淤\t省水利厅\n附则\n任务\t牵头单位\n清淤\t省水利厅\n"


def test_an_html_table_with_merged_cells() -> None:
    rows = "<tr><td>任务</td><td>牵头单位</td></tr><tr><td>清淤</td><td rowspan=2>省水利厅</td></tr><tr><td>护岸</td></tr>"
    plan = read_source(read_text("plan.md", f"# 浙江省分工表\n\n<table>{rows}</table>\n\n此表一式两份。".encode()), "plan.md")
    assert [[owner.name for owner in task.owners] for task in plan.tasks] == [["省水利厅"], ["省水利厅"]]
    assert plan.text.endswith("此表一式两份。\n")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("plan.md", "一、任务\n", "md"),
        ("plan.txt", "# 某县方案\n\n## 一、任务\n", "md"),  # what it is, whatever its name
        ("plan.txt", "某县方案\n\n|甲|乙|\n|---|---|\n", "md"),
        ("-", "# 某县方案\n\n## 一、任务\n", "md"),
        ("plan.txt", "某县清单\n- [ ] 修渠\n- [x] 清淤\n", "md"),
        ("plan.txt", "一、任务\n# 号键\n-----\n", "txt"),  # a single sign may be anything
        ("plan.csv", "甲|乙\n---|---\n", "csv"),
        ("plan.md", "<!doctype html><p>一", "html"),
        ("plan.md", "<html><body><table><tr><td>甲</td></tr></table></body></html>\n\n# 附则\n", "md"),
    ],
)
def test_recognised_by_content(name: str, data: str, kind: str) -> None:
    assert kind_of(data.encode(), name) == kind


def test_a_table_of_ten_thousand_columns_is_refused() -> None:
    row = "|甲" * 10_000 + "|\n"
    with pytest.raises(UnreadableInput, match="200 columns"):
        text(row + "|---" * 10_000 + "|\n" + row)


def test_large_files_are_refused_by_name_and_read_as_text_otherwise() -> None:
    data = ("# 某县方案\n\n## 一、任务\n" + "修复河道。\n" * 1_100_000).encode()
    with pytest.raises(UnreadableInput, match="16 MB of Markdown"):
        read_text("plan.md", data)
    assert kind_of(data, "plan.txt") == "txt"


@pytest.mark.parametrize("depth", [30, 60, 5_000])
def test_nothing_deep_is_lost(depth: int) -> None:
    assert text(">" * depth + " 省水利厅\n") == "省水利厅\n"
    nested = "".join(" " * 2 * level + f"- 第{level}项\n" for level in range(min(depth, 300)))
    assert text(nested).count("项") == min(depth, 300)


def test_bold_stretches() -> None:
    source = read_text("plan.md", "责任单位：**省水利厅**、省财政厅。\n".encode())
    assert [source.text[start:end] for start, end in source.bold] == ["省水利厅"]


def test_footnotes_stand_behind_the_text() -> None:
    source = read_text(
        "plan.md",
        "1. 建桥[^1]。（责任单位：省水利厅[^甲]）\n\n[^1]: 含便桥\n    一座。\n[^甲]: 具体由省河道中心承办。\n\n2. 修路。\n".encode(),
    )
    assert source.text == "1. 建桥。（责任单位：省水利厅）\n2. 修路。\n含便桥\n一座。\n具体由省河道中心承办。\n"
    assert [source.text[slice(*span)] for span in source.footnotes] == ["含便桥\n一座。", "具体由省河道中心承办。"]


def test_struck_text_is_left_out_and_said() -> None:
    source = read_text("plan.md", "由~~省水利厅~~省住建厅负责。\n".encode())
    assert (source.text, len(source.notes)) == ("由省住建厅负责。\n", 1)


TABLE = [
    ["序号", "任务", "责任单位", "时限"],
    ["1", "建桥两座", "省水利厅 省住建厅", "6月"],
    ["2", "修路五公里，绿化两侧", "省交通厅", "9月"],
]
GRID = """# 任务表

+------+--------------+------------+------+
| 序号 | 任务         | 责任单位   | 时限 |
+======+==============+============+======+
| 1    | 建桥两座     | 省水利厅\\  | 6月  |
|      |              | 省住建厅   |      |
+------+--------------+------------+------+
| 2    | 修路五公里， | 省交通厅   | 9月  |
|      | 绿化两侧     |            |      |
+------+--------------+------------+------+
"""
MULTILINE = """# 任务表

  ------------------------------------------
  序号   任务           责任单位     时限
  ------ -------------- ------------ -------
  1      建桥两座       省水利厅     6月
                        省住建厅

  2      修路五公里，   省交通厅     9月
         绿化两侧
  ------------------------------------------
"""
SIMPLE = """# 任务表

序号   任务                   责任单位            时限
------ ---------------------- ------------------- ------
1      建桥两座               省水利厅 省住建厅   6月
2      修路五公里，绿化两侧   **省交通厅**        9月

"""


@pytest.mark.parametrize("data", [GRID, MULTILINE, SIMPLE])
def test_tables_as_pandoc_writes_them(data: str) -> None:
    source = read_text("plan.md", f"{data}\n完\n".encode())
    assert [[source.text[slice(*cell)] for cell in row] for table in source.tables for row in table.rows] == TABLE
    assert (source.text.splitlines()[0], source.text.splitlines()[-1]) == ("任务表", "完")


# A line reaches over the end of a column; nothing stands below the head.
@pytest.mark.parametrize("data", [SIMPLE.replace("建桥两座       ", "建桥两座并加固原有的桥台"), SIMPLE[: SIMPLE.index("1 ")]])
def test_what_dashes_do_not_part_is_no_table(data: str) -> None:
    assert read_text("plan.md", data.encode()).tables == ()


@pytest.mark.parametrize(
    ("front", "line"),
    [("title: 某县方案\ndate: 2026-02-01", "某县方案"), ('title: "某县方案"', "某县方案"), ("date: 2026-02-01", "1. 修路。")],
)
def test_what_stands_above_a_text_about_it(front: str, line: str) -> None:
    assert text(f"---\n{front}\n---\n\n1. 修路。\n").splitlines()[0] == line
    assert text(f"---\n{front}\n---\n\n# 某县方案\n").count("某县方案") == 1


def test_a_list_of_definitions() -> None:
    assert text("建桥\n:   责任单位：省水利厅\n: 完成时限：6月\n") == "建桥\n责任单位：省水利厅\n完成时限：6月\n"
