"""The runs of a Word paragraph: text and whether it is bold, with symbols, ruby, equations; what is passed over is said.

w:t w:tab w:br w:sym      w:ruby (its base)      m:oMath (its letters, a fraction as a/b)      w:footnoteReference (kept for the end)
Left out without a word: deleted and moved-away text, field codes, pictures too narrow for a table or a page.
Left out and said: hidden text, text struck through, comments, embedded files, wide pictures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.sources.docx_numbers import W, value
from ingest.sources.word_symbols import UNKNOWN, symbol, typed
from kg.sentences import sentence

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = frozenset((W + "del", W + "moveFrom", W + "instrText", W + "delText", MC + "Fallback"))
BOX = W + "txbxContent"
# 黑体 is a typeface that prints bold: 以黑体字标注的为牵头单位.
_HEAVY = ("黑体", "SimHei")
_TEXTLESS = frozenset((W + "pPr", W + "rPr", W + "rt", W + "txbxContent"))
_LETTERS = frozenset(M + name for name in ("oMath", "r", "t", "rPr", "sty", "nor", "ctrlPr"))
_LEAST_CODE, _MOST_CODE = 0x20, 0xFFFF

_WIDEST_SIGN = 7 * 360_000  # EMU; signs and seals are narrower than seven centimetres
_EMU_A_POINT = 12_700

# Elements that are passed over, with the key of what is said of them.
_PASSED = {W + "commentReference": "unread.comment", W + "object": "unread.embedded-file", W + "altChunk": "unread.embedded-file"}


@dataclass(slots=True)
class Runs:
    """The way through the runs of a paragraph: the styles that are bold, what was passed over, the notes it refers to."""

    heavy: frozenset[str]
    passed: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def below(self, element: Any, *, heavy: bool) -> Iterator[tuple[str, bool]]:
        """Yield the runs below an element."""
        for child in element:
            if child.tag == W + "r":
                bold, font = self._bold(child, heavy=heavy), _font(child)
                text = "".join(self._parts(child, font))
                left_out = _left_out(child)
                self._say(left_out if text.strip() else "")
                yield "" if left_out else text, bold
            elif child.tag == M + "oMath":
                self._say("unread.equation" if _is_built(child) else "")
                yield "".join(_equation(child)), heavy
            elif isinstance(child.tag, str) and child.tag not in GONE and child.tag not in _TEXTLESS:
                yield from self.below(child, heavy=heavy)

    def _parts(self, run: Any, font: str) -> Iterator[str]:
        """Yield the characters of a run."""
        for part in run:
            name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
            if name == "t":
                yield typed(font, part.text or "")
            elif name == "sym":
                yield self._symbol(part)
            elif name == "ruby":
                yield from (text for base in part.iter(W + "rubyBase") for text, _ in self.below(base, heavy=False))
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), part.get(W + "id", "")))
            elif part.tag in _PASSED:
                self._say(_PASSED[part.tag])
            elif name in ("drawing", "pict"):
                self._say("unread.picture" if _width(part) > _WIDEST_SIGN else "")
            else:
                yield _mark(part, name)

    def _symbol(self, part: Any) -> str:
        """Return the character of Insert Symbol."""
        code = _code(part.get(W + "char"))
        found = symbol(part.get(W + "font") or "", code) if code else UNKNOWN
        self._say("unread.unknown-symbol" if found == UNKNOWN else "")
        return found

    def _say(self, key: str) -> None:
        """Keep what was passed over, once a paragraph."""
        if key and (why := sentence(key)) not in self.passed:
            self.passed.append(why)

    def _bold(self, run: Any, *, heavy: bool) -> bool:
        """Tell whether a run is set bold, by itself, its style, or its typeface."""
        properties = run.find(W + "rPr")
        if properties is None:
            return heavy
        if any(name in _font(run, "eastAsia") for name in _HEAVY):
            return True
        own = properties.find(W + "b")
        if own is not None:
            return own.get(W + "val") not in ("0", "false", "off")
        return heavy or value(properties, "rStyle") in self.heavy


def _left_out(run: Any) -> str:
    """Return the key of what is said of a run that is hidden or struck through; nothing where it is read."""
    properties = run.find(W + "rPr")
    if properties is None:
        return ""
    if properties.find(W + "vanish") is not None:
        return "unread.hidden-text"
    lines = (properties.find(W + name) for name in ("strike", "dstrike"))
    return "unread.struck-text" if any(line is not None and line.get(W + "val") not in ("0", "false", "off") for line in lines) else ""


def _font(run: Any, *scripts: str) -> str:
    """Return the typeface of a run: of Chinese text where that is asked, else of Latin text."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    if fonts is None:
        return ""
    return next((fonts.get(W + name) for name in (*scripts, "hAnsi", "ascii") if fonts.get(W + name)), "")


def _mark(part: Any, name: str) -> str:
    """Return the character of a mark inside a run: a tab, a hyphen, a line break."""
    if name == "br":
        return "\n" if part.get(W + "type") in (None, "textWrapping") else ""
    return {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}.get(name, "")


def _code(char: str | None) -> int | None:
    """Return the code that Insert Symbol names in hexadecimal, None where it names none."""
    try:
        code = int(char or "", 16)
    except ValueError:
        return None
    return code if _LEAST_CODE <= code <= _MOST_CODE else None


def _is_built(equation: Any) -> bool:
    """Tell whether an equation is more than letters in a row: a fraction, a root, a sum."""
    return any(each.tag not in _LETTERS for each in equation.iter(f"{M}*"))


def _equation(element: Any) -> Iterator[str]:
    """Yield the letters of an equation in reading order, a fraction as a/b."""
    for child in element:
        if child.tag in (M + "t", W + "t"):
            yield child.text or ""
        elif child.tag == M + "f":
            parts = ["".join(_equation(part)) for part in child if part.tag in (M + "num", M + "den")]
            yield "/".join(parts)
        else:
            yield from _equation(child)


def _width(element: Any) -> float:
    """Return how wide a picture is drawn, in EMU; 0 where the element holds a shape and no picture."""
    if not any(isinstance(each.tag, str) and each.tag.endswith(("}blip", "}imagedata")) for each in element.iter()):
        return 0
    extents = (each.get("cx", "") for each in element.iter() if isinstance(each.tag, str) and each.tag.endswith("}extent"))
    styles = (re.search(r"(?:^|;)\s*width:([0-9.]+)pt", each.get("style", "")) for each in element.iter())
    drawn = [float(each) for each in extents if each.isdigit()] + [float(each[1]) * _EMU_A_POINT for each in styles if each]
    return max(drawn, default=0)
