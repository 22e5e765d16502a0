"""A small plan of our own with every kind of fact, for the tests of all rooms.

SMALL        every kind of fact once at least: parents, open lists, citations, goals, milestones, targets, technologies, unread text
bare(text)   a document that was read as no plan
"""

from dataclasses import replace
from hashlib import sha256

from ingest.outline import task_name
from ingest.sources import printed_numeral
from kg.model import Citation, Convention, Goal, Milestone, Owner, Part, Plan, Section, Source, Target, Task, Technology, Unread
from kg.register import identified
from kg.register.bodies import link

REGION = "浙江省"
TEXT = """浙江省虚实融合产业2024年工作要点
为落实《浙江省虚实融合产业行动计划》，制定本要点。
一、工作目标
到2024年底，建成6个展示馆，打造一批应用场景。
二、主要任务
（一）夯实底座
1.布局算力中心。4月底前，完成区块链网络选址，建设3个以上算力中心。（责任单位：省经信厅、省发展改革委等，各设区市发展改革委）
2.推进场景应用。打造一批数字孪生场景，2024年6月底前完成。（牵头单位：省科技厅；配合单位：省网信办、杭州市政府）
（1）开放场景清单，推广全域渲染。（省委网信办按职责分工负责）
三、组织实施
1.加强统筹。以下任务均需各市人民政府落实，不再列出。（责任单位：省发展改革委）
2.开展评估。年末形成报告。
联系人：某处
"""


def at(words: str, nth: int = 1) -> tuple[int, int]:
    """Return start and end of the nth place where the text says these words."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def owner(surface: str, rank: int, nth: int = 1, **changes: object) -> Owner:
    """Return an owner as the text prints it, responsible unless the changes say otherwise."""
    start, end = at(surface, nth)
    found = link(str(changes.get("name", surface)), region=REGION, level="省", issued=None)
    plain = Owner(surface, surface, found.iri, found.link, "responsible", "stated", "责任单位", "joint", 1, rank, "unit", start, end)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the changes are fields of Owner


def task(id_: str, ordinal: int, number: str, words: str, section: tuple[str, ...], **facts: object) -> Task:
    """Return a task whose text is one paragraph, found by its first words."""
    start = TEXT.index(words)
    end = TEXT.index("\n", start)
    called = task_name(facts.get("title"), TEXT[start:end], number)  # type: ignore[arg-type]  # the facts are fields of Task
    plain = Task(id_, ordinal, number, None, section, None, TEXT[start:end], start, end, name=called, numeral=printed_numeral(number))
    return replace(plain, **facts)  # type: ignore[arg-type]  # the facts are fields of Task


BASE_SECTION = ("二、主要任务", "（一）夯实底座")
LAST_SECTION = ("三、组织实施",)

SECTIONS = (
    Section(BASE_SECTION[:1], "二、", "二", "主要任务"),
    Section(BASE_SECTION, "（一）", "一", "夯实底座"),
    Section(LAST_SECTION, "三、", "三", "组织实施"),
)

TASKS = (
    task(
        "1",
        1,
        "1.",
        "1.布局",
        BASE_SECTION,
        title="布局算力中心",
        open=True,
        milestones=(Milestone("4月底前", "2024-04-30", *at("4月底前"), "完成区块链网络选址", *at("完成区块链网络选址")),),
        owners=(
            owner("省经信厅", 1),
            owner("省发展改革委", 2),
            owner("各设区市发展改革委", 3, part=2, kind="collective"),
        ),
        targets=(Target("3个以上算力中心", 3, None, "ge", "个", "算力中心", "", None, *at("3个以上算力中心")),),
        technologies=(
            Technology(
                "区块链",
                "区块链",
                "https://w3id.org/responsibility-graph/id/technology/blockchain",
                "confirmed",
                "vocabulary",
                *at("区块链"),
            ),
        ),
    ),
    task(
        "2",
        2,
        "2.",
        "2.推进场景",
        BASE_SECTION,
        deadline="2024年6月底前",
        due="2024-06-30",
        owners=(
            owner("省科技厅", 1, role="lead", label="牵头单位"),
            owner("省网信办", 2, name="省委网信办", role="cooperate", label="配合单位", part=2),
            owner("杭州市政府", 3, role="cooperate", label="配合单位", part=2),
        ),
        goals=(Goal("打造一批数字孪生场景", "数字孪生场景", *at("打造一批数字孪生场景")),),
    ),
    task(
        "2.1",
        3,
        "（1）",
        "（1）开放",
        BASE_SECTION,
        parent="2",
        owners=(owner("省委网信办", 1, label=None, mode="divided"),),
        technologies=(Technology("全域渲染", "全域渲染", None, "candidate", "head_noun", *at("全域渲染")),),
    ),
    task("三.1", 4, "1.", "1.加强统筹", LAST_SECTION, title="加强统筹", owners=(owner("省发展改革委", 1, nth=2),)),
    task("三.2", 5, "2.", "2.开展评估", LAST_SECTION, milestones=(Milestone("年末", "2024-12-31", *at("年末")),)),
)

_SMALL = Plan(
    source=Source("small.txt", sha256(TEXT.encode()).hexdigest(), "txt"),
    text=TEXT,
    title="浙江省虚实融合产业2024年工作要点",
    type="工作要点",
    status="issued",
    level="省",
    issuers=("浙江省发展和改革委员会", "浙江省经济和信息化厅"),
    number="浙发改〔2024〕1号",
    issued="2024-02-01",
    plan_years=(2024, 2024),
    title_core="浙江省虚实融合产业2024年工作要点",
    title_series="浙江省虚实融合产业工作要点",
    region=REGION,
    cites=(Citation("浙江省虚实融合产业行动计划", "implements", *at("《浙江省虚实融合产业行动计划》")),),
    conventions=(Convention("default_owner", "各市人民政府", *at("以下任务均需各市人民政府落实，不再列出"), "implement", "after"),),
    tasks=TASKS,
    sections=SECTIONS,
    targets=(Target("建成6个展示馆", 6, None, "eq", "个", "展示馆", "到2024年底", "2024-12-31", *at("建成6个展示馆")),),
    goals=(Goal("打造一批应用场景", "应用场景", *at("打造一批应用场景")),),
    parts=(
        Part("title", 0, TEXT.index("\n") + 1),
        Part("preamble", TEXT.index("\n") + 1, TASKS[0].start),
        Part("task", TASKS[0].start, TEXT.index("联系人")),
        Part("unread", TEXT.index("联系人"), len(TEXT)),
    ),
    unread=(Unread(*at("联系人：某处"), "联系人：某处", "no rule reads this line"),),
)

SMALL = identified(_SMALL)


def bare(text: str) -> Plan:
    """Return a document without tasks, as a text that is no plan is read."""
    parts = (Part("unread", 0, len(text)),) if text else ()
    return Plan(source=Source("bare.txt", sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "txt"), text=text, parts=parts)
