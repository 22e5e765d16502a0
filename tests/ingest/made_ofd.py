"""OFD files made for the tests: pages of text and ruled tables in millimetres, as GB/T 33190 has them."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.ingest.made import packed

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDE, HIGH, SIZE, STEP, LEFT, TOP, BOTTOM = 210.0, 297.0, 5.0, 8.5, 27.5, 35.0, 265.0
FULL = 31  # characters of a full line


def text(printed: str, x: float, y: float, *, size: float = SIZE, more: str = "", inner: str = "") -> str:
    """Return a text object whose base line begins at a place; every character is as wide as it is high, Latin ones half."""
    steps = " ".join(f"{size if c > '⺀' else size / 2:g}" for c in printed[:-1])
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:g} {y - size:g} 200 {size * 1.2:g}" Font="2" Size="{size:g}" {more}>{inner}'
        f'<ofd:TextCode X="0" Y="{size:g}"{delta}>{escape(printed)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a path object that draws one straight stroke."""
    data = f"M 0 0 L {x2 - x1:g} {y2 - y1:g}"
    return (
        f'<ofd:PathObject ID="8" Boundary="{x1:g} {y1:g} {x2 - x1:g} {y2 - y1:g}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def wrapped(paragraph: str, full: int = FULL) -> list[str]:
    """Return the lines of a paragraph, none longer than so many characters; no number is broken."""
    found, room = [""], 2.0 * full
    for part in re.findall(r"[0-9A-Za-z.%]+|.", paragraph):
        need = sum(1 + (c > "\u2e7f") for c in part)
        if need > room:
            found, room = [*found, ""], 2.0 * full
        found[-1] += part
        room -= need
    return found


def grid(rows: Sequence[Sequence[str]], top: float, *, wide: float = 155.0, size: float = 3.5) -> tuple[list[str], float]:
    """Return the objects of a ruled table that begins at a height, and where it ends; cells are wrapped to their columns."""
    column = wide / len(rows[0])
    fits = int((column - 2) // size)
    found, y = [line(LEFT, top, LEFT + wide, top)], top
    for row in rows:
        cells = [wrapped(cell, fits) for cell in row]
        bottom = y + 1.6 * size * max(map(len, cells)) + 2
        for k, cell in enumerate(cells):
            found += [text(part, LEFT + k * column + 1, y + 1.6 * size * (n + 1), size=size) for n, part in enumerate(cell)]
        found += [line(LEFT + k * column, y, LEFT + k * column, bottom) for k in range(len(row) + 1)]
        found.append(line(LEFT, bottom, LEFT + wide, bottom))
        y = bottom
    return found, y


def pages(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), *, head: str = "") -> list[str]:
    """Return the objects of the pages that paragraphs and a table fill, with a running head and page numbers."""
    found: list[list[str]] = [[]]
    y = TOP
    for printed in (each for paragraph in paragraphs for each in wrapped("\u3000\u3000" + paragraph)):
        if y > BOTTOM:
            found, y = [*found, []], TOP
        found[-1].append(text(printed, LEFT, y))
        y += STEP
    held: list[Sequence[str]] = list(rows[:1])
    for row in rows[1:]:
        if len(held) > 1 and grid([*held, row], y)[1] > BOTTOM:
            found[-1] += grid(held, y)[0]
            found, y, held = [*found, []], TOP, list(rows[:1])
        held.append(row)
    found[-1] += grid(held, y)[0] if held else []
    return ["".join([text(head, 85, 15) if head else "", *objects, text(f"— {n} —", 98, 285)]) for n, objects in enumerate(found, 1)]


Parts = Mapping[str, str | bytes]


def ofd(contents: Sequence[str], *, main: str = "", document: str = "", after: str = "", more: Parts | None = None) -> bytes:
    """Return an OFD whose pages hold these objects.

    `main` are further elements of OFD.xml, `document` of the common data of Document.xml, `after` below its pages; `more` further parts.
    """
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(contents)))
    common = f"<ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>{box()}</ofd:PageArea>{document}</ofd:CommonData>"
    members: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{main}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}>{common}<ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>",
    }
    for n, content in enumerate(contents):
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = page(content)
    return packed(members | dict(more or {}))


def page(content: str, *, before: str = "") -> str:
    """Return the part of a page with these objects in its layer; `before` stands above its content."""
    return f"<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer ID='1'>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def box(wide: float = WIDE, high: float = HIGH) -> str:
    """Return the size of a page."""
    return f"<ofd:PhysicalBox>0 0 {wide:g} {high:g}</ofd:PhysicalBox>"


def colour(value: str, alpha: int = 255) -> str:
    """Return the colour of a text object."""
    return f"<ofd:FillColor Value={quoteattr(value)} Alpha='{alpha}'/>"
