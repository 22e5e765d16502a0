"""The rules that say why a quantity is no target.

给予最高50万元 (subsidy) · 首付比例不低于20% (rule) · 对年产值超过1亿元的企业 (condition) · 已建成30个 (exists)
· 由30万元提高到… (old value) · 每10万人 (base of a rate) · 50万元/项 · 500强, “1+10+N”, （含9家） (ranks, names, asides) · 3年 (duration).
"""

import re
from collections.abc import Callable
from functools import cache

from ingest.targets.acceptances import is_dated, is_least, is_striven_for, surpasses
from ingest.targets.baselines import compares, without_comparison
from ingest.targets.context import QuantityContext, quoted, within_brackets
from ingest.targets.goal_terms import benefits, goal_words, standards
from ingest.targets.verbs import ends_with_investment, ends_with_reach, ends_with_verb, has_verb
from kg.ontology import forms
from kg.register import any_form

SMALLEST_WORDED = 10  # 五个一, 三大: smaller Chinese numerals count only beside a comparator (至少一所)
REACH_ON = 60  # characters behind a quantity in which its aside (含1亿元) ends


def _is_no_amount(text: str, place: QuantityContext) -> bool:
    """Durations, ranks, small Chinese numerals (五个一), marks (加5分) and numbers without a unit.

    But 压缩至5个工作日, 降低到1.35以下 and 达到90分 are amounts.
    """
    quantity = place.quantity
    if quantity.kind == "score" and quantity.comparator == "eq" and not ends_with_reach(place.left):
        return True
    small = quantity.worded and quantity.value < SMALLEST_WORDED and quantity.comparator == "eq" and not is_least(text, place)
    if doubles(text, place):
        return bool(place.right.strip())
    if quantity.kind == "ordinal" or (small and not (quantity.kind == "multiple" and ends_with_reach(place.left))):
        return True
    if (quantity.value, quantity.unit, quantity.comparator) == (1, "次", "eq"):
        return True
    if quantity.kind == "multiple" and quantity.number == quantity.start and text[quantity.start] in ("翻", "倍"):
        return place.right.strip() != ""
    if quantity.kind == "bare" and text[quantity.end - 1] in "+＋":
        return not place.right or place.right[0].isascii() or not ends_with_verb(place.left)
    if quantity.kind == "bare" and re.match("[:：∶][0-9]", text[quantity.end : quantity.end + 2]):
        return True
    if quantity.kind == "duration" and _lifetime().fullmatch(text, place.clause, place.quantity.start):
        return False
    if quantity.kind in ("duration", "bare"):
        reached = shrinking() if quantity.kind == "duration" else _settling()
        within = quantity.kind == "duration" and len(place.left.strip()) > 1  # 控制在…以内 is part of the quantity
        return not reached.search(text, place.begin, quantity.number if within else quantity.start) or bool(place.right.strip())
    return text[quantity.number] in "百千万亿" and not ends_with_verb(place.left) and not place.left.endswith(("、", "和"))


def doubles(text: str, place: QuantityContext) -> bool:
    """Tell whether a quantity is 翻番, 翻一番, 翻两番."""
    return text[place.quantity.number] == "翻" or place.left.endswith("翻")


def _is_name(text: str, place: QuantityContext) -> bool:
    """Asides in brackets, titles and short quotations; formulas (×100%); 年产3000吨级; 项目总投资20亿元，占地500亩."""
    if within_brackets(text, place.sentence, place.quantity.start) or re.search("[=＝×*÷]", place.left + place.right[:1]):
        return True
    if text.endswith("±", 0, place.quantity.start):  # by how much a number may be missed
        return True
    if _graded().match(place.right):
        return True
    sized = _size().fullmatch(place.left)
    if sized and (not sized["whole"] or re.search("[0-9]", text[place.sentence : place.clause]) is None):
        return True
    return place.part or quoted(text, place.sentence, place.quantity)


def _is_rate_base(text: str, place: QuantityContext) -> bool:
    """每10万人, 前20位, 最好的10个, 按80%, 按照余额的2%, 分3批, 50万元/项."""
    return _based().search(place.left) is not None or re.match(r"\s*[/／]|每", place.right) is not None


def _is_old_value(text: str, place: QuantityContext) -> bool:
    """由30万元提高到…, 从5%降为…; and the new value of a rule (面积由90提高到120平方米) that is no 率, 时限 or 数量 and has no date."""
    changed = re.search(r"([^，,；;。]{2})[由从][^，,；;。]*[0-9]", text[place.clause : place.quantity.start])
    if changed and not is_dated(place) and not is_striven_for(text, place) and not _changing().search(changed[1]):
        return True
    if _former().search(place.left) is None:
        return False
    return _changed().match(text, place.quantity.end, place.stop) is not None or (
        _former().search(place.left[-2:]) is not None and place.left.endswith("原")
    )


def _is_condition(text: str, place: QuantityContext) -> bool:
    """对…超过100人的企业, 满3家的，…; 投资5亿元以上的项目."""
    clause = re.sub(r"[（(][^（()）]*[)）]$", "", text[place.clause : place.stop].rstrip())
    if _conditions().match(clause) or (clause.endswith(("的", "时", "后", "者")) and place.quantity.end < place.clause + len(clause)):
        return True
    if re.match(r"\s*[（(][^（()）]{0,40}[)）]的", text[place.quantity.end : place.quantity.end + REACH_ON]):
        return True
    attribute = not ends_with_verb(place.left) or (ends_with_investment(place.left) and not _aim().match(place.right))
    return place.right.startswith("的") and attribute and place.quantity.kind != "share"


def _is_benefit(text: str, place: QuantityContext) -> bool:
    """Subsidies, prices, standards: of counts, billions and what 达到 reaches in their clause, of other amounts in the sentence."""
    quantity = place.quantity
    if quantity.kind == "money" and _funds().search(text, place.clause, place.stop):
        return True
    if quantity.kind not in ("money", "share", "multiple", "bare", "duration"):
        given = _given().search(text, quantity.end, place.stop)
        return given is not None or benefits().search(text, place.clause, quantity.start) is not None
    if quantity.kind == "money" and "亿" not in quantity.unit and (quantity.comparator == "le" or not has_verb(place.left)):
        return True
    if "亿" in quantity.unit or (quantity.kind == "share" and (surpasses(text, place) or ends_with_reach(place.left))):
        return benefits().search(text, place.clause, place.stop) is not None
    return (
        benefits().search(text, place.sentence, place.ending) is not None or standards().search(text, place.clause, place.stop) is not None
    )


def _is_rule(text: str, place: QuantityContext) -> bool:
    """应不少于3人, 原则上不超过…, 不得低于…, and the bounds that follow one; and the names of policies (金融十六条措施)."""
    named = place.quantity.unit == "条" and _policies().match(place.right)
    if named and not _announced().search(place.left):
        return True
    if place.quantity.number > place.quantity.start and _ruled().search(text, place.sentence, place.clause):
        return True
    return _rules().search(text, place.clause, place.stop) is not None


def _is_standing(text: str, place: QuantityContext) -> bool:
    """已建成30个, 现有…, 截至…, 40个在建项目, 近三年来，建成…, 停产893户, 893户停产企业; 累计 alone says nothing.

    去年增长9% was reached, 较去年增长9% is to be; but 1—10月，…较去年同期增长9% was reached as well.
    """
    stock = tuple(goal_words("stock"))
    if place.left.rstrip().endswith(stock) or place.right.lstrip().startswith((*stock, *goal_words("standing"))):
        return True
    if not is_dated(place) and _lately().match(text, place.sentence, place.clause):
        return True
    before = text[place.clause : place.quantity.start]
    if compares(before) and _so_far().fullmatch(text, place.sentence, place.clause) and not is_striven_for(text, place):
        return True
    return _standing().search(without_comparison(before)) is not None


def _is_total(text: str, place: QuantityContext) -> bool:
    """钢铁、水泥等21个行业, 城市群中的47个城市, 以上1-4项政策: counts of what is named there; and 02 before a heading is none."""
    before = text[max(place.sentence, place.quantity.start - 2) : place.quantity.start]
    return (
        before.endswith(tuple(forms("QuantityNamed", "surfaceForm"))) or re.match("0[0-9]", text[place.quantity.number :][:2]) is not None
    )


def _is_class(text: str, place: QuantityContext) -> bool:
    """商业比为51%—100%的地块, 高度不超过5米的房间, 按照不大于25%确定: a share or a size by which things are told apart.

    Also 消除66人以上大班额, 关停30万千瓦以下机组: what is put an end to.
    """
    if _ends_class(text, place):
        return True
    shared = place.quantity.kind == "share" and place.right.startswith("的") and place.left.endswith(("为", "在", "比例"))
    sized = place.quantity.kind == "measure" and place.quantity.comparator == "le" and place.quantity.number > place.quantity.start
    return shared or sized or place.left.lstrip().startswith("按")


def _ends_class(text: str, place: QuantityContext) -> bool:
    """Tell whether a bound stands between a verb that puts an end to things and the things: 消除｜66人以上｜大班额."""
    bounded = place.quantity.comparator in ("ge", "le") and place.quantity.number == place.quantity.start
    return bounded and _ending().search(place.left.rstrip()) is not None and place.right[:1] not in ("", *"，,、；;。")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('QuantityEnding')})\Z")


def _is_term_of_benefit(text: str, place: QuantityContext) -> bool:
    """家庭成员3人以上缴存…可贷, 游览2个景区…给予奖励: what a sentence asks for that gives a subsidy or sets a price."""
    wide = benefits().search(text, place.sentence, place.ending) is not None
    return wide or standards().search(text, place.clause, place.stop) is not None


def _is_tended(text: str, place: QuantityContext) -> bool:
    """发挥10亿元基金作用, 用好5亿元经费: money that is there."""
    return place.quantity.kind == "money" and place.left.lstrip().startswith(tuple(goal_words("tending")))


def _is_progress_of_building(text: str, place: QuantityContext) -> bool:
    """已取得…预售许可证；工程进度达到设计形象进度的三分之一以上: how far a building must be, in a list of terms that ； divides."""
    start = max(text.rfind(mark, 0, place.sentence) for mark in "。\n") + 1
    listed = _progress().search(text, place.clause, place.stop) is not None and start < place.sentence
    return listed and benefits().search(text, start, place.sentence) is not None


# What says that a number which is no target was none to begin with; only the alarm asks these.
BACKGROUND: tuple[Callable[[str, QuantityContext], bool], ...] = (
    _is_total,
    _is_class,
    _is_term_of_benefit,
    _is_tended,
    _is_progress_of_building,
)

REJECTIONS: tuple[Callable[[str, QuantityContext], bool], ...] = (
    _is_no_amount, _is_name, _is_rate_base, _is_old_value, _is_condition, _is_benefit, _is_rule, _is_standing, _ends_class,
)  # fmt: skip


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[一二三四五六七八九十0-9]+是)?(?:对(?!接)|当(?![年地])|{any_form('QuantityCondition')}|每(?:{any_form('QuantityEach')}))"
    )


@cache
def _based() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[每前第分近]|{any_form('Accordance')}|最[^，,]{{1,3}}的|(?:{any_form('Accordance')}|{any_form('QuantityBound')})[^，,]*的|对[^，,]{{0,6}})\s*\Z"
    )


@cache
def _graded() -> re.Pattern[str]:
    return re.compile(f"[级型]|{any_form('Baseline', 'base')}")


@cache
def _changed() -> re.Pattern[str]:
    """Match how a value changes behind the old one: 的基础上再提高, 左右逐步放宽."""
    about = any_form("Comparators", "approx", kind="suffixForm")
    return re.compile(rf"(?:的|{about})?(?:{any_form('DegreeAdverbs')})?再?[提增调上下降压缩减扩延放变改]")


@cache
def _aim() -> re.Pattern[str]:
    return re.compile(rf"的(?:{any_form('AimNouns', 'aim')})")


@cache
def _policies() -> re.Pattern[str]:
    return re.compile(f"[^，。]{{0,30}}(?:{any_form('PolicyNouns', 'measure')})")


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('TitleAnnounces')})\Z")


@cache
def _former() -> re.Pattern[str]:
    """Match what says that a value is the old one, and not the 原 of 草原, 平原."""
    return re.compile(rf"(?:由|从|(?<![草平高中荒雪还])原|{any_form('FormerValue')})[^，,]{{0,12}}\Z")


@cache
def _changing() -> re.Pattern[str]:
    """Match what ends a subject whose change is a result of the plan and no rule."""
    return re.compile(any_form("QuantityChanging"))


@cache
def _ruled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:应|{any_form('GoalWords', 'rule')}|{any_form('Accordance')})[^，,。；;]{{0,20}}(?:{any_form('QuantityBound')})[0-9]"
    )


@cache
def _lately() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:近[年一二三四五两几0-9]{{1,3}}年?来?|[^，,。；;]{{2,12}}(?:{any_form('Baseline', 'since')}))[，,]")


@cache
def _so_far() -> re.Pattern[str]:
    """Match the months of a report before a clause: 1—10月，, 今年前10个月，."""
    return re.compile(r"\s*(?:[0-9]{4}年|[今本]年)?(?:[0-9]{1,2}月?[-—–~～至][0-9]{1,2}月[份]?|前[0-9]{1,2}个?月[份]?)[，,]")


@cache
def _progress() -> re.Pattern[str]:
    return re.compile(any_form("ProjectSize", "progress"))


@cache
def _size() -> re.Pattern[str]:
    project, planned, whole, area = (any_form("ProjectSize", part) for part in ("project", "planned", "whole", "area"))
    return re.compile(rf"\s*(?:{project})?(?:{planned})?(?:(?P<whole>{whole})|{area})[约达]?\s*")


@cache
def _lifetime() -> re.Pattern[str]:
    mean, duration = any_form("MeanDuration", "mean"), any_form("MeanDuration", "duration")
    return re.compile(rf".*(?:{mean})[^，,]*(?:{duration}).*(?:{any_form('ReachVerbs', kind='verbForm')})\s*", re.S)


@cache
def shrinking() -> re.Pattern[str]:
    """Match a verb that cuts something down, right before the amount or before what it cuts: 压缩至, 压缩办理时间至."""
    before = "|".join(word for word in forms("QuantityShrinking", "surfaceForm") if len(word) > 1)
    return re.compile(rf"(?:{any_form('QuantityShrinking')})(?:到|至|在|为)?\s*\Z|(?:{before})[\u4e00-\u9fff“”、]{{2,16}}[到至]\s*\Z")


@cache
def _settling() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('QuantitySettling')})\s*\Z")


@cache
def _funds() -> re.Pattern[str]:
    """Match what a budget gives: 安排专项资金5亿元, 省财政统筹安排…; but 争取中央资金 and 设立产业基金 are results."""
    verb = any_form("QuantityFund", "fund", "assigned")
    assigned, budget, money = (any_form("QuantityFund", part) for part in ("assigned", "budget", "money"))
    return re.compile(
        rf"(?:{verb})[^，,]*(?:{any_form('QuantityPurpose')})[^，,]{{0,4}}(?:{money})|(?:{budget})[^，,]{{0,6}}(?:{verb})"
        rf"|(?:{assigned})(?:{money})?(?:{any_form('QuantityBound')})?[0-9]"
    )


@cache
def _given() -> re.Pattern[str]:
    return re.compile(f"{any_form('QuantityGiven')}|(?:{any_form('Accordance')})[0-9]")


@cache
def _rules() -> re.Pattern[str]:
    return re.compile(any_form("GoalWords", "rule") + "|(?<![适供响对反相])应(?![用急对届收付]|.尽)")


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(any_form("GoalWords", "standing"))
