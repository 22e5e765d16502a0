"""Which headline target a task's target may serve, proposed by unit and words alone; a person decides."""

from kg.model import Target


def takes_up(own: Target, above: Target) -> bool:
    """Tell whether a task's target is about what a headline target is about: same unit, same last word, one more word in common.

    5个元宇宙终端标杆级产品 takes up 4个行业标杆产品: 产品 and 标杆.
    """
    if own.unit != above.unit or not above.object or own.object[-2:] != above.object[-2:]:
        return False
    return own.object == above.object or bool(_pairs(own.object[:-2]) & _pairs(above.object[:-2]))


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}
