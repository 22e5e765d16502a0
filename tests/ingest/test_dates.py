"""Dates, the day each ends, and whether it is a deadline, a milestone or neither. Every sentence is our own.

tests/gold/dates.json says, for documents of the corpus, where the dated steps and the deadlines of their tasks stand (code points of
the file), the day each ends, and where the tasks and their ownership clauses stand; it was made by reading, before the rules.
"""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates.deadlines import deadline, milestones
from ingest.document import dates
from tests.ingest.texts import document

TRUTH = Path(__file__).resolve().parent.parent / "gold" / "dates.json"
ENOUGH = 0.90  # F1 that deadlines and milestones must reach

DATES = [
    ("到2026年底", "2026-12-31"),
    ("2024年6月底前", "2024-06-30"),
    ("2024年2月底前", "2024-02-29"),  # leap year
    ("6月底前", "2024-06-30"),  # the plan's year
    ("六月底前", "2024-06-30"),
    ("年底前", "2024-12-31"),
    ("年末", "2024-12-31"),
    ("12月", "2024-12-31"),
    ("第一季度", "2024-03-31"),
    ("三季度末", "2024-09-30"),
    ("上半年", "2024-06-30"),
    ("今年四季度", "2024-12-31"),
    ("2025年9月30日前", "2025-09-30"),
    ("2025年3月上旬", "2025-03-10"),
    ("2025年3月末", "2025-03-31"),
    ("二〇二五年底", "2025-12-31"),
    ("“十四五”末", "2025-12-31"),
    ("十五五期末", "2030-12-31"),
    ("2024—2026年", "2026-12-31"),
    ("2024-2026\n年", "2026-12-31"),  # a wrapped line
    ("2022年起5年内", "2026-12-31"),
    ("5年内", None),
    ("20个工作日以内", None),
    ("每年", None),
    ("2024年13月", None),  # no such month
    ("2023年2月30日前", None),  # no such day
]

STEPS = [
    ("4月底前，建立联席机制。6月底前，组建产业联盟。", [("4月底前", "2024-04-30"), ("6月底前", "2024-06-30")]),
    ("整合各方力量年末召开会议，12月评选年度案例。", [("年末", "2024-12-31"), ("12月", "2024-12-31")]),
    # a day alone is a step where something happens on it, and not where it tells which meeting is meant
    ("做好筹备，5月18日启动推广周。", [("5月18日", "2024-05-18")]),
    ("落实5月18日会议部署，建立台账。", []),
    ("2025年5月底前完成立项，10月底前开工。", [("2025年5月底前", "2025-05-31"), ("10月底前", "2025-10-31")]),  # the year before it
    ("会同各方于2024年10月底前制定细则；各区要于2024年底前报备。", [("2024年10月底前", "2024-10-31"), ("2024年底前", "2024-12-31")]),
    ("第一季度储备项目300个。", [("第一季度", "2024-03-31")]),
    ("力争到2026年新建泊位2万个。", [("到2026年", "2026-12-31")]),
    ("本政策有效期至2025年12月31日。", []),  # validity
    ("优惠政策延续到2025年底。", []),
    ("2024年5月18日前金融机构已发放的贷款执行新利率。", []),  # which cases are meant
    ("自2024年5月1日起施行。", []),
    ("2025年12月31日前，对小微企业减半征收。", []),  # window of a benefit
    ("对2024年底前购买新房的家庭发放补贴。", []),  # condition
    ("2024年3月1日前已备案的项目除外。", []),
    ("2024年3月1日前各银行已签约的贷款按原利率执行。", []),  # what had been done by then, and by whom
    ("2024年3月1日前备案的项目执行新标准。", []),  # which projects
    ("2024年3月1日前各区完成备案。", [("2024年3月1日前", "2024-03-01")]),
    ("在2024年底前，经审批可展期一次。", []),  # permission
    ("排放量比2020年底下降8%，2019年底前已清零。", []),  # baseline, past
    ("落实《滨海行动方案（2024—2026年）》和《2024年要点》。", []),  # titles
    ("发布2024年度重大项目清单，推进2024年重点工程。", []),  # a bare year
    ("力争2026年建成环线，2027年全面通车。", [("2026年", "2026-12-31"), ("2027年", "2027-12-31")]),  # bare years that lie ahead
    ("市大数据局将于2024年8月底前验收，对先进单位给予通报表扬。", [("2024年8月底前", "2024-08-31")]),  # praise is no benefit
    ("每年12月组织考核，全年服务万家企业。", []),  # rhythm
    ("5年内引进30名专家，每季度通报一次。", []),  # durations
    ("2024年1月，省政府印发实施意见。", []),  # past event
    ("2024年4月底前印发细则，8月底前发布指南。", [("2024年4月底前", "2024-04-30"), ("8月底前", "2024-08-31")]),  # publishing as a step
    ("至2025年底，全部小区完成改造。", [("至2025年底", "2025-12-31")]),  # 至 that opens a clause is 到
]

FIELDS = [
    # in square brackets, behind those who do the work
    ("修桥。【市水利局牵头；市财政局配合；10月底前完成】", ("10月底前", "2024-10-31")),
    ("修桥。（市水利局、市财政局，2024年12月）", ("2024年12月", "2024-12-31")),
    ("修桥。（市水利局、市财政局，持续推进）", ("持续推进", None)),
    ("修桥。【牵头：市水利局；时限：2024年8月】", ("2024年8月", "2024-08-31")),
    ("2024年12月", ("2024年12月", "2024-12-31")),  # a cell
    ("持续推进", ("持续推进", None)),
    ("5\t升级平台\t市数据局\t2024.11", ("2024.11", "2024-11-30")),  # numbers as dates
    ("2024-06-15前", ("2024-06-15前", "2024-06-15")),
    ("2015.6", (None, None)),  # long before the plan: a number
    ("长期", ("长期", None)),
    ("立行立改", ("立行立改", None)),  # of lists of faults to be mended
    ("立行立改，长期坚持", ("立行立改，长期坚持", None)),  # several such words
    ("完善台账。\n整改时限：立行立改，长期坚持。", ("立行立改，长期坚持", None)),
    ("长期，坚持", (None, None)),
    ("完善机制。\n时序进度：2024年6月底前", ("2024年6月底前", "2024-06-30")),  # a labelled line
    ("完善机制（完成时限：持续推进）", ("持续推进", None)),
    (
        "责任单位：市数据局\n时序进度：2024年6月底前出台方案，10月底前完成",
        ("2024年6月底前出台方案，10月底前完成", "2024-10-31"),
    ),  # words and dates
    ("执行期限：2024年5月1日至2024年12月31日", ("2024年5月1日至2024年12月31日", "2024-12-31")),
    ("完成时限：每月5日前", ("每月5日前", None)),
    ("3\t推广应用\t省科技厅\t2024年9月底前", ("2024年9月底前", "2024-09-30")),  # the cell of a row
    ("完成全省普查登记（2024年9月底前完成）", ("2024年9月底前", "2024-09-30")),  # a bracket
    ("开展摸底，登记造册。该项工作于2024年4月底前完成。", ("2024年4月底前", "2024-04-30")),
    ("2024年6月底前实现电子证照全省互认。（省大数据局负责）", ("2024年6月底前", "2024-06-30")),  # opens the only sentence
    ("3．2024年6月底前实现电子证照全省互认。", ("2024年6月底前", "2024-06-30")),  # behind the number of the task
    ("压缩时限。（市数据局牵头，市医保局配合，9月底前完成）", ("9月底前", "2024-09-30")),  # behind those who do it
    ("压缩时限。（市数据局牵头；2024年9月底）", ("2024年9月底", "2024-09-30")),
    ("建成驿站（含两处，9月底前完成）并投用。", (None, None)),  # an aside in a sentence
    ("建立机制。4月底前，召开会议。", (None, None)),  # a milestone
    ("培育企业10家。", (None, None)),
]


@pytest.mark.parametrize(("text", "due"), DATES)
def test_the_day_a_date_ends(text: str, due: str | None) -> None:
    assert [(d.quote, d.due) for d in dates(text, 0, len(text), years=(2024, 2024))] == [(text, due)]


@pytest.mark.parametrize("years", [None, (2023, 2025)])
def test_a_month_without_a_year_stays_open_where_the_plan_has_several(years: tuple[int, int] | None) -> None:
    assert [d.due for d in dates("6月底前", 0, 4, years=years)] == [None]
    text = "2024年启动，6月底前完成"
    assert [d.due for d in dates(text, 0, len(text), years=years)] == ["2024-12-31", "2024-06-30"]


# The year before it governs a month from the plan's first year on; an earlier one is looked back on.
GOVERNED = [("2023年启动，6月底前完成", "2023-06-30"), ("2022年底已建成一期，6月底前完成二期", None)]


@pytest.mark.parametrize(("text", "due"), GOVERNED)
def test_a_year_before_the_plan_governs_no_month(text: str, due: str | None) -> None:
    assert [d.due for d in dates(text, 0, len(text), years=(2023, 2025))][1] == due


@pytest.mark.parametrize(("text", "expected"), STEPS)
def test_milestones(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.quote, m.due) for m in milestones(document(text), 0, len(text), years=(2024, 2024))] == expected


@pytest.mark.parametrize("years", [None, (2023, 2025)])
def test_a_step_without_a_year_keeps_its_words_and_no_day(years: tuple[int, int] | None) -> None:
    text = "延时开放，6月底前，推出产品，年底前总结，去年6月已有三项。"
    assert [(m.quote, m.due) for m in milestones(document(text), 0, len(text), years=years)] == [("6月底前", None), ("年底前", None)]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_deadline(text: str, expected: tuple[str | None, str | None]) -> None:
    assert deadline(document(text), 0, len(text), years=(2024, 2024)) == expected
    assert expected[0] not in [m.quote for m in milestones(document(text), 0, len(text), years=(2024, 2024))]


def test_ownership_clauses_and_the_past_are_left_out() -> None:
    text = "6月底前建立机制（牵头：市6月底前专班）"
    assert len(milestones(document(text), 0, len(text), years=(2024, 2024), exclude=[(8, len(text))])) == 1
    assert milestones(document("2019年底前建立机制，再推进。"), 0, 15, years=(2024, 2024)) == ()


@given(st.text(alphabet="到至2025年6月底前末上半年第一季度每个工作日内（）、，。：\t\n完成时限长期“十四五”\x00\ud800", max_size=80))
def test_any_text_is_read_and_quoted_to_the_character(text: str) -> None:
    for found in (*dates(text, 0, len(text), years=None), *milestones(document(text), 0, len(text), years=(2025, 2025))):
        assert text[found.start : found.end] == found.quote
    said, _ = deadline(document(text), 0, len(text), years=None)
    assert said is None or said in text


@pytest.mark.parametrize("unit", ["2025年", "到", "一", "9", "十四五", " ", "年末", "完成时限：", "（2025年底前", "\t2025年"])
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * 20_000
    begun = time.process_time()
    milestones(document(text), 0, len(text), years=None)
    deadline(document(text), 0, len(text), years=None)
    assert time.process_time() - begun < 10


DEEDS = [
    # the clause behind the date
    ("6月底前，组建产业联盟，做好沟通。", ["组建产业联盟"]),
    # no mark between them; ； ends a clause too
    ("建立机制，2023年底前建成3个平台；另一件", ["建成3个平台"]),
    # two steps of one sentence
    ("4月底前，制定方案，9月底前开工建设。", ["制定方案", "开工建设"]),
    # a clause too short to say anything takes in the next, but not the next sentence
    ("年底前，争取，建成平台。", ["争取，建成平台"]),
    ("年底前开工。再建成平台。", ["开工"]),
    # marks inside brackets and numbers end nothing, a bracket behind the clause is no part of it
    ("2023年底前75%的县（市、区，含新区）建成医院，", ["75%的县（市、区，含新区）建成医院"]),
    ("2023年底前发放补助1,200万元（含配套，按规定）。", ["发放补助1,200万元"]),
    # a quotation mark that opens the clause is part of it
    ("2023年底前“一网通办”率达到80%。", ["“一网通办”率达到80%"]),
    # of dates in a row the last one, and neither has the other as its deed
    ("到2023年、到2024年，各市建成平台。", ["各市建成平台", "各市建成平台"]),
    # the deed stands before the date, or nowhere: none
    ("各区级平台建设于2023年底前完成。再推广一批经验。", [None]),
    ("建立机制，力争2023年底前", [None]),
]


@pytest.mark.parametrize(("text", "expected"), DEEDS)
def test_the_deed_is_the_clause_behind_the_date(text: str, expected: list[str | None]) -> None:
    text = f"建立机制。{text}"  # a date that opens a task of one sentence is its deadline
    found = milestones(document(text), 0, len(text), years=(2023, 2023))
    assert [m.deed for m in found] == expected
    assert all(m.deed is None or text[m.deed_start : m.deed_end] == m.deed for m in found)


@pytest.mark.parametrize("owners", ["责任单位：省科技厅", "（省科技厅、省教育厅）"])
def test_a_deed_ends_where_the_owners_begin(owners: str) -> None:
    text = f"建立机制。2023年底前建成平台{owners}"
    start = text.index(owners.strip("（）"))
    assert [m.deed for m in milestones(document(text), 0, len(text), years=(2023, 2023), exclude=[(start, len(text))])] == ["建成平台"]


def test_a_deed_goes_over_the_line_ends_of_a_page() -> None:
    full = "各单位要按照统一部署抓好本项工作的落实并及时报送有关的情\n" * 14
    text = f"{full}况。2023年底前建成覆盖全省各市和各县以及各乡镇的公共服务\n平台，组织推广。"
    (found,) = milestones(document(text), 0, len(text), years=(2023, 2023))
    assert found.deed == "建成覆盖全省各市和各县以及各乡镇的公共服务\n平台"


@pytest.mark.corpus
@pytest.mark.parametrize("kind", ["milestones", "deadlines"])
def test_against_what_was_read(corpus: Path, kind: str) -> None:
    right = wanted = found = 0
    for name, facts in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        text = (corpus / "corpus" / "docs" / f"{name}.txt").read_text(encoding="utf-8")
        years = tuple(facts["years"]) if facts["years"] else None
        want = {tuple(x) for x in facts[kind]}
        if kind == "milestones":
            spans = [(a, b, [tuple(x) for x in clauses]) for a, b, clauses in facts["tasks"]]
            got = {(m.start, m.end, m.due) for a, b, out in spans for m in milestones(document(text), a, b, years=years, exclude=out)}
        else:
            got = {(a, b, due) for a, b, _ in want for said, due in [deadline(document(text), a, b, years=years)] if said == text[a:b]}
        right, wanted, found = right + len(got & want), wanted + len(want), found + len(got)
    assert 2 * right / (wanted + found) >= ENOUGH
