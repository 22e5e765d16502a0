"""Plans made by arithmetic: of ten places and five years, with bodies, terms, dates and numbers in common, for tests of the graph of many.

Every form of fact occurs: a task under a task, an open list, a lead with cooperators, localities, a rule for the whole document, a
milestone, a deadline, targets with and without a day, goals, known terms and others; every fifth plan ends in a rule.
"""

from collections.abc import Iterator
from functools import cache

from ingest.pipeline import read_source
from ingest.sources import read_text
from kg.model import Plan

PLACES = ("浙江省", "河南省", "四川省", "广东省", "内蒙古自治区", "重庆市", "郑州市", "绵阳市", "温州市", "海宁市")
BODIES = (
    "发展改革委",
    "科技局",
    "财政局",
    "教育局",
    "水利局",
    "商务局",
    "市场监管局",
    "委宣传部",
    "交通运输局",
    "自然资源局",
    "气象局",
    "税务局",
)
TERMS = ("区块链", "数字孪生", "人工智能", "工业互联网", "云计算", "量子通信")
THINGS = ("观测站", "展示馆", "实验室", "示范园", "充电站")
YEARS = range(2021, 2026)


@cache
def made_plans() -> tuple[Plan, ...]:
    """Return the fifty plans."""
    return tuple(_read(n, place, year) for n, (place, year) in enumerate((p, y) for p in PLACES for y in YEARS))


def _read(n: int, place: str, year: int) -> Plan:
    text = f"{place}{year}年数字河道工作要点\n{_aims(n, year)}二、主要任务\n{''.join(_tasks(n, place, year))}{_closing(n, place)}"
    path = f"made-{n}.txt"
    return read_source(read_text(path, text.encode()), path)


def _aims(n: int, year: int) -> str:
    return f"一、工作目标\n到{year}年底，建成{THINGS[n % 5]}{n % 7 + 2}个以上，打造一批特色场景。\n"


def _tasks(n: int, place: str, year: int) -> Iterator[str]:
    rank = place[-1] if not place.endswith("自治区") else "自治区"
    for k in range(1, 4 + n % 3):
        one, other, third = (f"{rank}{BODIES[(n * i + k * j) % 12]}" for i, j in ((1, 1), (2, 3), (3, 5)))
        term, thing = TERMS[(n + k) % 6], THINGS[(n * 2 + k) % 5]
        yield f"{k}.{_work(k, term, thing, n, year)}{_owners(n, k, one, other, third, rank)}\n"
        if k == 2:
            yield f"（1）开放{term}清单，试用水面全域渲染技术。（{third}负责）\n"


def _work(k: int, term: str, thing: str, n: int, year: int) -> str:
    """Return a sentence with the facts of the k-th task."""
    forms = (
        f"推进{term}应用，{year}年{k + 2}月底前完成。",
        f"建设{thing}{k + n}个以上，培育一批{term}企业。",
        f"{k}月底前，完成{term}选址，到{year}年底建成{thing}{k}个。",
        f"加强{term}、{TERMS[n % 6]}研究，开展河道巡查。",
    )
    return forms[(n + k) % 4]


def _owners(n: int, k: int, one: str, other: str, third: str, rank: str) -> str:
    """Return the ownership clause of the k-th task; the fifth has none where there are that many."""
    forms = (
        f"（责任单位：{one}、{other}、{third}）",
        f"（牵头单位：{one}；配合单位：{other}、{third}）",
        f"（责任单位：{one}、{other}等，各{'市' if rank in ('省', '自治区') else '县'}人民政府）",
        f"（{one}、{other}按职责分工负责）",
        f"（{one}牵头，{third}配合，{k + 4}月底前完成）",
    )
    return "" if k == 5 else forms[(n + k) % 5]


def _closing(n: int, place: str) -> str:
    return f"以下任务均需各县人民政府落实，不再列出。\n9.加强统筹，做好{place}河道评估。\n" if n % 5 == 0 else ""
