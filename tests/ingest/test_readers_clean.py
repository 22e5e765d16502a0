"""One clean text, whatever the file: width, radicals, compatibility and invisible characters, dashes, traditional writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import read_source
from ingest.sources import read_text
from ingest.sources.clean import plain, settled, simplified
from tests.ingest.made import docx, p, pdf, xlsx

PLAN = "浙江省算力产业2026年工作要点\n一、重点任务\n1．建设智算中心3个，投资增长10%以上。（牵头单位：省民政厅、省工业和信息化厅）\n"


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        ("力争到２０２７年，ＡＩ企业达３０００家", "力争到2027年，AI企业达3000家"),
        ("增长１２％，比重≥３０％", "增长12%，比重≥30%"),
        ("（１）：；！？．、", "（1）：；！？．、"),  # Chinese punctuation is as wide as Chinese characters
        ("⼴东⼩企业、⻢铃薯、⻝品、⾼⻛险", "广东小企业、马铃薯、食品、高风险"),
        ("⻔户、⼾籍、⾭年", "门户、户籍、青年"),  # the normal form of the last two is an older one
        ("\uf9ca程、\uf96d会", "流程、省会"),
        ("𝟮𝟬个、ﬁle、Ａ﹢", "20个、file、A+"),
        ("㈠总体要求 ⑿其他 ⒊附则", "（一）总体要求 （12）其他 3．附则"),
        ("①一是 Ⅲ期 5㎡ 10m² 3℃ 50㎞", "①一是 Ⅲ期 5㎡ 10m² 3℃ 50㎞"),  # these are read as they are
        ("︵省︶﹐﹕｢县｣", "（省），：「县」"),
        ("省\u200b科\u00ad技\u2060厅\u200e\ufe0f", "省科技厅"),
        ("甲\u00a0乙\u2009丙\u3000丁", "甲 乙 丙\u3000丁"),  # an indent is made of wide blanks
        ("甲\u2028乙\x0b丙\x0c丁", "甲\n乙\n丙\n丁"),
        ("2023―2025年，2026─2028年，A‐1，－5℃", "2023—2025年，2026—2028年，A-1，-5℃"),
    ],
)
def test_characters(characters: str, text: str) -> None:
    assert plain(characters)[0] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024一2026年，第3一5条", "2024—2026年，第3—5条"),
        ("一是做好2024年一季度工作", "一是做好2024年一季度工作"),
        ("增速为6．5%", "增速为6.5%"),
        ("增速分别为：4．5%，6．25个百分点", "增速分别为：4.5%，6.25个百分点"),
        ("措施：1．2027年选址", "措施：1．2027年选址"),
        ("2．2027年底前完成。3．5个项目", "2．2027年底前完成。3．5个项目"),  # numbers of items
        ("统筹协调ー分工负责", "统筹协调—分工负责"),
        ("总体要求ーー分步实施", "总体要求——分步实施"),
        ("データセンター", "データセンター"),
    ],
)
def test_what_only_the_neighbours_show(text: str, expected: str) -> None:
    assert settled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市數據局牽頭建設臺灣企業園區，責任單位為經濟發展局", "某市数据局牵头建设台湾企业园区，责任单位为经济发展局"),
        (
            "发挥台商协会作用，学习《臺灣通史》，牵头单位：市委台办。" * 3,
            "发挥台商协会作用，学习《臺灣通史》，牵头单位：市委台办。" * 3,
        ),  # a title in it
        ("後續各項任務由縣政府辦公室統籌", "后续各项任务由县政府办公室统筹"),
    ],
)
def test_traditional_texts_are_read(text: str, expected: str) -> None:
    assert settled(text) == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_every_character_leads_back_to_the_file(characters: str) -> None:
    text, runs = plain(characters)
    source = read_text("plan.txt", ("一" + characters).encode())
    assert len(settled(text)) == len(simplified(text)) == len(text)
    assert [run.start for run in runs] == sorted(run.start for run in runs)
    assert 0 <= source.place(len(source.text) - 1) <= len(characters)


def dirty(text: str) -> str:
    """Return a text as phones and PDF programs hand it on."""
    changed = text.translate(str.maketrans("0123456789%工一民", "０１２３４５６７８９％⼯⼀⺠"))
    return changed.replace("省", "省\u200b").replace("信息", "信\u00ad息")


@pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "plan.html", "plan.xlsx", "plan.csv"])
def test_every_reader_gives_the_same_clean_text(name: str) -> None:
    made = {
        "txt": lambda lines: "\n".join(lines).encode(),
        "docx": lambda lines: docx("".join(p(line) for line in lines)),
        "html": lambda lines: ("<!doctype html><body>" + "".join(f"<p>{line}</p>" for line in lines)).encode(),
        "xlsx": lambda lines: xlsx({"表": [[line] for line in lines]}),
        "csv": lambda lines: "\n".join(lines).encode(),
    }[name.rpartition(".")[2]]
    assert read_text(name, made(dirty(PLAN).splitlines())).text.strip() == PLAN.strip()


def test_a_name_with_an_invisible_character_is_the_same_body() -> None:
    clean, hidden = (read_source(read_text("plan.txt", text.encode()), "plan.txt") for text in (PLAN, dirty(PLAN)))
    assert [o.iri for t in clean.tasks for o in t.owners] == [o.iri for t in hidden.tasks for o in t.owners]
    assert [(t.value, t.unit) for task in hidden.tasks for t in task.targets] == [(3, "个"), (10, "%")]


def test_pdf() -> None:
    assert (
        read_text("plan.pdf", pdf([dirty(PLAN * 3).replace("\u200b", "").replace("\u00ad", "").replace("⺠", "民")])).text.count("省民政厅")
        == 3
    )
