"""Tables drawn with characters in a text file: which rows and cells they have, and which are told and not read."""

import pytest

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.sentences import sentence

# A drawn table, and its rows.
READ = [
    (  # a line between the rows, a cell of two lines
        """
+----+--------------+----------+
|序号|重点任务      |责任单位  |
+----+--------------+----------+
|1   |新建步道6公里 |县住建局  |
+----+--------------+----------+
|2   |开办夜校12所  |县总工会、|
|    |              |县教育局  |
+----+--------------+----------+
""",
        [["序号", "重点任务", "责任单位"], ["1", "新建步道6公里", "县住建局"], ["2", "开办夜校12所", "县总工会、县教育局"]],
    ),
    (  # a box whose lines take one place, a merged number
        """
┌────┬──────────────┬────────┐
│序号│重点任务      │责任单位│
├────┼──────────────┼────────┤
│1   │新建步道6公里 │县住建局│
│    ├──────────────┼────────┤
│    │更新路灯80盏  │县城管局│
├────┼──────────────┼────────┤
│2   │开办夜校12所  │县总工会│
└────┴──────────────┴────────┘
""",
        [
            ["序号", "重点任务", "责任单位"],
            ["1", "新建步道6公里", "县住建局"],
            ["1", "更新路灯80盏", "县城管局"],
            ["2", "开办夜校12所", "县总工会"],
        ],
    ),
    (  # a box whose lines take two places, as in a Chinese font
        """
╔══╦═══════╦════╗
║序号║重点任务      ║责任单位║
╠══╬═══════╬════╣
║1   ║新建步道6公里 ║县住建局║
╠══╬═══════╬════╣
║2   ║开办夜校12所  ║县总工会║
╚══╩═══════╩════╝
""",
        [["序号", "重点任务", "责任单位"], ["1", "新建步道6公里", "县住建局"], ["2", "开办夜校12所", "县总工会"]],
    ),
    (  # a head of two rows, a deadline that two rows share
        """
+--------------+---------------------+--------+
|              |责任单位             |        |
|重点任务      +----------+----------+完成时限|
|              |牵头单位  |配合单位  |        |
+--------------+----------+----------+--------+
|新建步道6公里 |县住建局  |县财政局  |9月底前 |
+--------------+----------+----------+        |
|更新路灯80盏  |县城管局  |县住建局  |        |
+--------------+----------+----------+--------+
""",
        [
            ["重点任务", "责任单位", "", "完成时限"],
            ["重点任务", "牵头单位", "配合单位", "完成时限"],
            ["新建步道6公里", "县住建局", "县财政局", "9月底前"],
            ["更新路灯80盏", "县城管局", "县住建局", "9月底前"],
        ],
    ),
    (  # no line between the rows: a number begins each; bars that do not stand below one another
        """
+------+---------------+----------+
| 序号 | 重点任务 | 责任单位 |
+------+---------------+----------+
| 1 | 推广5G+物流 | 县商务局、 |
|   |        | 县交通局 |
| 2 | 开办夜校12所 | 县总工会 |
+------+---------------+----------+
""",
        [["序号", "重点任务", "责任单位"], ["1", "推广5G+物流", "县商务局、县交通局"], ["2", "开办夜校12所", "县总工会"]],
    ),
    (  # nothing but bars
        """
| 序号 | 重点任务 | 责任单位 |
| 1 | 新建步道6公里 | 县住建局 |
| 2 | 开办夜校12所 | 县总工会 |
""",
        [["序号", "重点任务", "责任单位"], ["1", "新建步道6公里", "县住建局"], ["2", "开办夜校12所", "县总工会"]],
    ),
    (  # a heading across the table, a name that its narrow column breaks
        """
+--------------+--------+
|重点任务      |责任单位|
+==============+========+
|一、民生               |
+--------------+--------+
|全面推进危旧房|县农业农|
|排查整治      |村局    |
+--------------+--------+
""",
        [["重点任务", "责任单位"], ["一、民生", ""], ["全面推进危旧房排查整治", "县农业农村局"]],
    ),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("drawn", "rows"), READ)
def test_rows(drawn: str, rows: list[list[str]], ending: str) -> None:
    text = f"青溪县2026年任务表{drawn}注：每月报送。\n".replace("\n", ending)
    source = read_text("plan.txt", text.encode())
    assert [[[source.text[s:e] for s, e in row] for row in table.rows] for table in source.tables] == [rows]
    assert source.text.split("\n")[0] == "青溪县2026年任务表" and source.text.endswith("注：每月报送。\n")
    assert source.notes == ()


# Whether the second line begins a row or goes on with the first one is open: nothing is read, and the table is told.
OPEN = [
    "| 重点任务 | 责任单位 |\n| 开办夜校 | 县总工会、 |\n| 12所 | 县教育局 |\n",
    "+---+---+\n| 重点任务 | 责任单位 |\n+---+---+\n| 开办夜校 | 县总工会 |\n| 更新路灯 | |\n+---+---+\n",
    "| 序号 | 重点任务 | 责任单位 |\n| 1 | 开办夜校 | 县总工会 |\n|  | 更新路灯 | 县城管局 |\n",
]


@pytest.mark.parametrize("text", OPEN)
def test_rows_that_cannot_be_told_apart(text: str) -> None:
    plan = read_source(read_text("plan.txt", text.encode()), "plan.txt", discover=False)
    assert [owner for task in plan.tasks for owner in task.owners] == []
    assert [u.why for u in plan.unread if u.start == 0] == [sentence("unread.drawn-table")]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n--------------------\n1.培育5G+项目。（县工信局）\n",  # a line between paragraphs
        "打印 | 关闭\n责任单位：县工信局|县科技局\n",  # bars in running text
    ],
)
def test_what_is_no_drawn_table(text: str) -> None:
    source = read_text("plan.txt", text.encode())
    assert (source.tables, source.notes) == ((), ())
