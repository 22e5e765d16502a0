"""The characters of Word's symbol fonts: ≥ of Symbol, ✓ of Wingdings, set by Insert Symbol or typed in such a font.

The tables hold what plans print: comparison and arithmetic, Greek letters, ticks, crosses, boxes, bullets, numbers in circles.
Symbol follows Adobe's Symbol encoding, Wingdings and Wingdings 2 follow Unicode 7.0's mapping (L2/11-052R).
"""

# What stands for a character that the tables do not have: the mark of Chinese printers for a missing letter.
UNKNOWN = "〓"
_PRIVATE = range(0xF020, 0xF100)

_SYMBOL = dict(
    zip(
        b"\x22\x24\x27\x2a\x2d\x40\x5c\x5e\x7e\xa2\xa3\xa4\xa5\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc"
        b"\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcc\xcd\xce\xcf\xd0\xd1\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe5",
        "∀∃∋∗−≅∴⊥～′≤⁄∞↔←↑→↓°±″≥×∝∂•÷≠≡≈…⊗⊕∅∩∪⊃⊇⊂⊆∈∉∠∇∏√·¬∧∨⇔⇐⇑⇒⇓◇∑",
        strict=True,
    )
) | dict(zip(range(0x41, 0x7B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_PLAIN = {code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"}
_CIRCLES = {0x81 + n: chr(0x2460 + n) for n in range(10)} | {0x8C + n: chr(0x2776 + n) for n in range(10)}
_WINGDINGS = _CIRCLES | dict(
    zip(
        b"\x6c\x6d\x6e\x6f\x70\x71\x72\x73\x74\x75\x76\x77\x9e\x9f\xa1\xa4\xa7\xa8\xab\xac\xae\xb2\xd8\xdf\xe0\xe1\xe2\xe8\xf0\xfb\xfc\xfd\xfe",
        "●○■□□□□◆◆◆❖◆·•○◉▪□★★★★➢←→↑↓→⇒✗√☒☑",
        strict=True,
    )
)
_WINGDINGS_2 = {0x69 + n: chr(0x2460 + n) for n in range(10)} | dict(
    zip(b"\x4f\x50\x51\x52\x53\x54\x96\x97\x98\x99\x9e\x9f\xa2\xa3\xae", "✗√☒☑☒☒·●●○○◉■□◆", strict=True)
)
_FONTS = {
    "symbol": _PLAIN | _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": dict(zip(b"\x5f\x60\x61\x62\x70\x71\x74\x75\x76\x77\x84", "←→↑↓▲▼◀▶▲▼▶", strict=True)),
    "webdings": dict(zip(b"\x3d\x61\x63\x67\x6e\x72\x80", "■√□■●×●", strict=True)),
}


def symbol(font: str, code: int) -> str:
    """Return the character that a symbol font shows for a code, also for one in the private place of Unicode; else UNKNOWN.

    >>> symbol("Symbol", 0xF0B3), symbol("Wingdings", 0xFC), symbol("Wingdings", 0x21)
    ('≥', '√', '〓')
    """
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return UNKNOWN if code in _PRIVATE else chr(code)
    return table.get(code - 0xF000 if code in _PRIVATE else code, UNKNOWN)


def typed(font: str, text: str) -> str:
    """Return text typed in a font, with what a symbol font shows in place of its private characters."""
    return "".join(symbol(font, ord(each)) if ord(each) in _PRIVATE else each for each in text)
