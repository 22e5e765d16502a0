"""Text recognition: the characters, the ruled lines and the doubt of a page that is a picture; each picture is recognised once.

The recogniser is RapidOCR with the models its package carries (PP-OCRv6) on ONNX Runtime; it makes no request to a network.
It is an extra: without it a scan is refused with the line that installs it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.sources.clean import character
from ingest.sources.pdf_lines import Box, Glyph
from ingest.sources.printed_pages import PrintedPage
from kg import settings
from kg.sentences import sentence

if TYPE_CHECKING:
    from ingest.sources.scan import Picture, Quads, Rect, Straight

INSTALL = 'install text recognition (pip install "responsibility-graph[ocr]") or run it through OCR first'
# A plan has tens of pages; more scans than this would take more than ten minutes.
MOST_PAGES = 200
# Raised when what is kept of a page, or how it is made, changes.
_EDITION = 5
# Lines are found on a page shrunk to this many pixels on its longer side; they are recognised in the full picture.
_DETECTED = 1088
_DETECTED_WIDE = 1376
# A line that is less sure than this on the average is noise: a photograph, a smudge, handwriting.
_LEAST_SURE = 0.5
# A page that is less sure than this on the average may stand upside down.
_DOUBTFUL = 0.8
# A sheet this many times as wide as high may hold two pages.
_TWO_PAGES = 1.25
# The gap between two pages lies here on their sheet.
_FOLD = (0.42, 0.58)
# What is recognised reaches this share of a line's height beyond the detector's box: tight boxes cost one character in a hundred.
_SPARE = 0.1
# Lines whose heights differ by less than this share are of one size.
_UNEVEN = 0.25
# Margins that the detector leaves around a line, as shares of its height.
_MARGIN = 0.12
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "[": "〔", "]": "〕"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that was recognised: width and height in points, characters with their doubt, ruled strokes, how many lines were illegible."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Box, ...]
    lost: int = 0


def installed() -> bool:
    """Tell whether the recogniser is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def printed(picture: "Picture", dpi: float, number: int, name: str) -> list[PrintedPage]:
    """Return what is printed on a sheet, one page or two; a page says how many of its lines are illegible."""
    found = pages(picture, dpi, name)
    return [PrintedPage(number, page.height, page.glyphs, page.strokes, _illegible(number, page.lost)) for page in found]


def _illegible(number: int, lost: int) -> str:
    """Return what a reader should be told of lines that are illegible."""
    return sentence("unread.illegible", page=number, lines=lost) if lost else ""


def pages(picture: "Picture", dpi: float, name: str) -> list[Recognised]:
    """Return the pages on a sheet, one or two; `name` is said on standard error where they must be recognised anew."""
    kept = _folder() / f"{_key(picture, dpi)}.json"
    try:
        return [_page(held) for held in json.loads(kept.read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError):
        print(f"{name}: recognising the text …", file=sys.stderr, flush=True)
    found = list(_recognised(picture, dpi))
    _keep(kept, found)
    return found


def _folder() -> Path:
    """Return where what was recognised is kept."""
    return settings.cache() / "ocr"


def _key(picture: "Picture", dpi: float) -> str:
    """Return the name under which a picture's pages are kept: its points, and who recognises them."""
    import numpy as np

    who = f"{_EDITION} {_version('rapidocr')} {_version('onnxruntime')} {dpi:.1f} {picture.shape}"
    digest = hashlib.sha256(who.encode())
    digest.update(np.ascontiguousarray(picture).data)
    return digest.hexdigest()


def _version(package: str) -> str:
    """Return the version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _keep(kept: Path, found: Sequence[Recognised]) -> None:
    """Keep pages for the next time; a folder that cannot be written costs time and nothing else."""
    held = [
        {
            "size": [page.width, page.height],
            "glyphs": [[g.character, *(round(v, 2) for v in g.box), g.doubt] for g in page.glyphs],
            "strokes": [[round(v, 2) for v in stroke] for stroke in page.strokes],
            "lost": page.lost,
        }
        for page in found
    ]
    draft = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        draft.replace(kept)
    except OSError:
        return


def _page(held: dict[str, Any]) -> Recognised:
    """Return a page as it was kept."""
    glyphs = tuple(Glyph(c, (x0, y0, x1, y1), doubt=doubt) for c, x0, y0, x1, y1, doubt in held["glyphs"])
    width, height = held["size"]
    return Recognised(width, height, glyphs, tuple((a, b, c, d) for a, b, c, d in held["strokes"]), held["lost"])


def _recognised(picture: "Picture", dpi: float) -> Iterator[Recognised]:
    """Yield the pages of a sheet."""
    from ingest.sources import scan

    grey = scan.without_seals(picture)
    quads = _lines(grey)
    if not len(quads):
        yield _measured(grey, dpi, (), (), 0)
        return
    grey, quads = scan.turned(grey, quads, 1 if scan.sideways(quads) else 0)
    read = _read(scan.straight(grey, quads))
    if read.sureness < _DOUBTFUL:
        read = max(read, _read(scan.straight(*scan.turned(grey, quads, 2))), key=lambda r: r.sureness)
    for left, right in _folds(read):
        yield _side(read, left, right, dpi)


@dataclass(frozen=True, slots=True)
class _OcrLine:
    """A line as recognised: its box, and its characters with where they begin and end and how sure they are."""

    box: "Rect"
    characters: tuple[tuple[str, float, float, float], ...]

    @property
    def sureness(self) -> float:
        """How sure the line is on the average."""
        return sum(c[3] for c in self.characters) / max(1, len(self.characters))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A straight sheet with its lines and ruled strokes."""

    page: "Straight"
    lines: tuple[_OcrLine, ...]
    strokes: tuple["Rect", ...]

    @property
    def sureness(self) -> float:
        """How sure the sheet is on the average of its characters."""
        held = [c[3] for line in self.lines for c in line.characters]
        return sum(held) / max(1, len(held))


def _lines(grey: "Picture") -> "Quads":
    """Return the corners of the lines of text on a picture."""
    import cv2
    import numpy as np

    height, width = grey.shape
    share = min(1.0, (_DETECTED_WIDE if width > _TWO_PAGES * height else _DETECTED) / max(height, width))
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    found = _engine()(cv2.cvtColor(small, cv2.COLOR_GRAY2RGB), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    return np.zeros((0, 4, 2), np.float32) if boxes is None else (np.asarray(boxes, np.float32) / share).astype(np.float32)


def _read(page: "Straight") -> _Sheet:
    """Return what stands in the lines of a page."""
    import cv2

    from ingest.sources import scan

    strokes = scan.rules(page)
    height, width = page.grey.shape
    whole = [(max(0.0, a), max(0.0, b), min(width, c), min(height, d)) for a, b, c, d in scan.cut(page.boxes, strokes)]
    boxes = [box for box in whole if box[2] - box[0] > 3 and box[3] - box[1] > 3]
    crops = [cv2.cvtColor(_crop(page.grey, box), cv2.COLOR_GRAY2RGB) for box in boxes]
    if not crops:
        return _Sheet(page, (), tuple(strokes))
    engine = _engine()
    engine.return_word_box = True
    found = engine.recognize_txt(crops)
    lines = [_line(box, *result) for box, result in zip(boxes, zip(found.txts, found.word_results, strict=True), strict=True)]
    return _Sheet(page, tuple(line for line in lines if line.characters), tuple(strokes))


def _crop(grey: "Picture", box: "Rect") -> "Picture":
    """Return the picture of a line with some of what is above and below it, as the recogniser has learnt to see lines."""
    import numpy as np

    spare = _SPARE * (box[3] - box[1])
    low, high = max(0, int(box[1] - spare)), int(box[3] + spare)
    return np.ascontiguousarray(grey[low:high, int(box[0]) : int(box[2])])


def _line(box: "Rect", text: str, words: Any) -> _OcrLine:
    """Return a line with its characters where the recogniser saw them; as wide as the line is high."""
    letters, columns = [c for c in text if not c.isspace()], [at for word in words.word_cols for at in word]
    sure = [value for c, value in zip(text, words.confs, strict=False) if not c.isspace()]
    if len(columns) != len(letters) or not letters:
        return _OcrLine(box, ())
    step, half = (box[2] - box[0]) / words.line_txt_len, (box[3] - box[1]) * (1 - 2 * _MARGIN) / 2
    middles = [box[0] + (at + 0.5) * step for at in columns]
    edges = [(a + b) / 2 for a, b in pairwise(middles)]
    lefts = [max(m - half, edge) for m, edge in zip(middles, [box[0], *edges], strict=True)]
    rights = [min(m + half, edge) for m, edge in zip(middles, [*edges, box[2]], strict=True)]
    return _OcrLine(box, tuple(zip(_settled(letters), lefts, rights, sure, strict=True)))


def _settled(letters: Sequence[str]) -> list[str]:
    """Return the characters of a line with marks beside Chinese ones in full width, and straight quotation marks in pairs."""
    found: list[str] = []
    quotes = 0
    for at, letter in enumerate(letters):
        beside = [c for c in (*found[-1:], *letters[at + 1 : at + 2]) if c > "\u2e7f"]
        if letter == '"':
            quotes += 1
            found.append("“" if quotes % 2 else "”")
        else:
            found.append(_WIDE.get(letter, letter) if beside else letter)
    return found


def _folds(sheet: _Sheet) -> list[tuple[float, float]]:
    """Return from where to where the pages of a sheet reach: two where nothing is printed or ruled across its middle."""
    height, width = sheet.page.grey.shape
    if width < _TWO_PAGES * height:
        return [(0, width)]
    low, high = (share * width for share in _FOLD)
    held = sorted([(line.box[0], line.box[2]) for line in sheet.lines] + [(s[0], s[2]) for s in sheet.strokes if s[0] != s[2]])
    free, at = (0.0, 0.0), low
    for left, right in [*held, (high, high)]:
        free = max(free, (min(left, high) - at, at))
        at = max(at, right)
    middle = free[1] + free[0] / 2
    sides = [sum(box[0] < middle for box in held), sum(box[0] > middle for box in held)]
    return [(0, middle), (middle, width)] if free[0] > 0.01 * width and min(sides) > 1 else [(0, width)]


def _side(sheet: _Sheet, left: float, right: float, dpi: float) -> Recognised:
    """Return the page between two places of a sheet."""
    lines = [line for line in sheet.lines if left <= (line.box[0] + line.box[2]) / 2 <= right]
    clear = [line for line in lines if line.sureness >= _LEAST_SURE]
    strokes = [s for s in sheet.strokes if left <= (s[0] + s[2]) / 2 <= right]
    usual = median(line.box[3] - line.box[1] for line in clear) if clear else 0.0
    glyphs = [glyph for line in clear for glyph in _glyphs(_even(line, usual))]
    grey = sheet.page.grey[:, int(left) : int(right)]
    return _measured(
        grey,
        dpi,
        [(c, (x0 - left, y0, x1 - left, y1), doubt) for c, (x0, y0, x1, y1), doubt in glyphs],
        [(a - left, b, c - left, d) for a, b, c, d in strokes],
        len(lines) - len(clear),
    )


def _even(line: _OcrLine, usual: float) -> _OcrLine:
    """Return a line as high as the usual one of its page, where it is nearly so: the detector's boxes differ by a few pixels."""
    left, top, right, bottom = line.box
    if abs(bottom - top - usual) > _UNEVEN * usual:
        return line
    middle = (top + bottom) / 2
    return replace(line, box=(left, middle - usual / 2, right, middle + usual / 2))


def _glyphs(line: _OcrLine) -> Iterator[tuple[str, "Rect", float]]:
    """Yield the characters of a line with their boxes and the doubt of each."""
    inset = _MARGIN * (line.box[3] - line.box[1])
    for letter, left, right, sure in line.characters:
        meant = character(letter)
        if meant:
            yield meant, (left, line.box[1] + inset, right, line.box[3] - inset), round(1 - sure, 2)


def _measured(grey: "Picture", dpi: float, glyphs: Sequence[tuple[str, "Rect", float]], strokes: Sequence["Rect"], lost: int) -> Recognised:
    """Return a page in points from its lower left corner."""
    share, height = 72 / dpi, grey.shape[0]

    def placed(rect: "Rect") -> Box:
        return rect[0] * share, (height - rect[3]) * share, rect[2] * share, (height - rect[1]) * share

    read = tuple(Glyph(c, placed(rect), doubt=doubt) for c, rect, doubt in glyphs)
    return Recognised(grey.shape[1] * share, height * share, read, tuple(map(placed, strokes)), lost)


@cache
def _engine() -> Any:
    """Return the recogniser, made once a process with the models of its package."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.max_side_len": 4000,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Cls.model_path": str(models / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
            "Rec.rec_batch_num": 1,  # lines differ in length: together they would take three times the memory
        }
    )
