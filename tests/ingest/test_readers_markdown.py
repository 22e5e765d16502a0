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
        "<table>\n<tr><td>序号</td><td>任务</td><td>牵头单位</td><td>配合单位</td></tr>\n\n<tr><td>1</td><td>修复河道</td>"
        "<td>省农业农村厅</td><td>省水利厅</td></tr>\n\n</table>\n",  # blank lines inside HTML
    ],
)
def test_tables_give_tasks(table: str) -> None:
    plan = read_source(read_text("plan.md", ("# 浙江省水利分工表\n\n" + table).encode()), "plan.md")
    assert [[(owner.name, owner.role) for owner in task.owners] for task in plan.tasks] == [OWNED]


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
