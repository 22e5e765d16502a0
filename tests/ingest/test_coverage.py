"""What every stretch of a text was read as: nothing unread is hidden in another part."""

from ingest.pipeline import read_source
from ingest.sources import read_text

TEXT = """青山县2024年河道治理工作要点
一、重点任务
1.清理河道五条。（责任单位：县水利局、县财政局）
2.建设观测站3个。（责任单位：）（牵头单位：县气象局）
"""


def test_what_was_not_read_is_a_part_of_its_own_outside_tasks() -> None:
    plan = read_source(read_text("plan.txt", (TEXT + "二、其他\n由县水利局牵头，尽快研究。\n").encode()), "plan.txt")
    assert [p.kind for p in plan.parts if any(p.start <= u.start < p.end for u in plan.unread)] == ["unread"] * len(plan.unread)
    assert plan.unread and plan.parts[0].start == 0 and plan.parts[-1].end == len(plan.text)


def test_goals_in_the_line_of_their_heading_are_the_document_s() -> None:
    text = "青山县河道整治行动方案\n一、整治目标：河道保洁率100%，创建美丽河道3条。\n二、任务\n1.清理河道。（责任单位：县水利局）\n"
    plan = read_source(read_text("plan.txt", text.encode()), "plan.txt")
    assert [(t.value, t.unit, t.object) for t in plan.targets] == [(100, "%", "河道保洁率"), (3, "条", "美丽河道")]
