"""Numbers in digits and Chinese numerals: what they count. The only reader of numerals.

1,200 · 0.5 · 十五 · 三百二十 · 百 · 两 · 二〇二五 · 一亿三千万 · ③ · １２
"""

LONGEST_NUMBER = 15  # digits that a double keeps exactly
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0, "Ｏ": 0, "O": 0}
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CIRCLED = ((0x2460, 0x2473, 1), (0x3251, 0x325F, 21))  # first and last code point, and what the first one counts


def numeral(printed: str) -> float | int | None:
    """Return the value of a number in digits or Chinese numerals, or None where it is none or too long.

    >>> [numeral(x) for x in ("1,200", "0.5", "１２", "十五", "三百二十", "百", "两", "二〇二五", "③", "9" * 400, "甲")]
    [1200, 0.5, 12, 15, 320, 100, 2, 2025, 3, None, None]
    """
    if printed.isdecimal() or (printed[:1].isascii() and printed):
        return _digits(printed.replace(",", "").replace("，", ""))
    return _circled(printed) or (_chinese(printed) if printed and all(c in DIGITS or c in POWERS for c in printed) else None)


def _digits(plain: str) -> float | int | None:
    if len(plain) > LONGEST_NUMBER:
        return None
    try:
        value = float(plain)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def _circled(printed: str) -> int | None:
    """Return what a circled number counts: ① to ⑳, ㉑ to ㉟."""
    code = ord(printed) if len(printed) == 1 else 0
    return next((code - first + one for first, last, one in _CIRCLED if first <= code <= last), None)


def _chinese(printed: str) -> int | None:
    """Return the value of Chinese numerals; a row of digits is read digit by digit: 二〇二五."""
    if all(c in DIGITS for c in printed):
        return int("".join(str(DIGITS[c]) for c in printed)) if len(printed) <= LONGEST_NUMBER else None
    total, section, digit = 0, 0, 0
    for c in printed:
        if c in DIGITS:
            digit = DIGITS[c]
        elif POWERS[c] < 10_000:
            section, digit = section + max(digit, 1) * POWERS[c], 0
        else:
            total, section, digit = total + max(section + digit, 1) * POWERS[c], 0, 0
    value = total + section + digit
    return value if value < 10**LONGEST_NUMBER else None
