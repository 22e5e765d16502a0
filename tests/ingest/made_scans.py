"""Pictures of pages made for the tests: printed, then turned, askew, stamped and blurred as scanners leave them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Scanner:
    """What a scanner does to a page: dots an inch, degrees it is askew and turned by, the place of a red seal over it (in mm)."""

    dpi: int = 150
    askew: float = 0.0
    turned: int = 0
    seal: tuple[float, float] | None = None


def scanned(pdf: bytes, scanner: Scanner) -> list[Image.Image]:
    """Return the pages of a PDF as a scanner takes them, with its noise."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=scanner.dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return [_taken(page, scanner, number) for number, page in enumerate(pages)]


def _taken(page: Image.Image, scanner: Scanner, number: int) -> Image.Image:
    """Return a page as a scanner takes it."""
    if scanner.seal:
        page = _stamped(page, *(round(mm * scanner.dpi / 25.4) for mm in (*scanner.seal, 20)))
    page = page.rotate(scanner.askew, fillcolor=WHITE, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    noise = np.random.default_rng(number).normal(0, 5, (page.height, page.width, 3))
    noisy = Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))
    return noisy.rotate(scanner.turned, expand=True)


def _stamped(page: Image.Image, x: int, y: int, radius: int) -> Image.Image:
    """Return a page with a round red seal over its text, a star in the middle."""
    ink = Image.new("RGB", page.size, WHITE)
    draw = ImageDraw.Draw(ink)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(215, 30, 35), width=max(3, radius // 14))
    draw.regular_polygon((x, y, radius * 0.45), 3, fill=(215, 30, 35))
    draw.regular_polygon((x, y, radius * 0.45), 3, rotation=60, fill=(215, 30, 35))
    return Image.fromarray(np.minimum(np.asarray(page), np.asarray(ink)))


def picture(image: Image.Image, kind: str = "PNG") -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Return two pages on one sheet."""
    sheet = Image.new("RGB", (left.width + right.width, left.height), WHITE)
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width, 0))
    return sheet


def bound(pages: Sequence[Image.Image | str]) -> bytes:
    """Return a PDF whose pages are pictures, or a paragraph of text."""
    from reportlab.lib.utils import ImageReader

    from tests.ingest.made_pdf import Printed, canvas, wrapped

    out = io.BytesIO()
    paper = canvas(out)
    for page in pages:
        if isinstance(page, str):
            paper.setFont("STSong-Light", 12)
            for line in (Printed(text, 70, 760 - 20 * k) for k, text in enumerate(wrapped([page], 36))):
                paper.drawString(line.x, line.y, line.text)
        else:
            paper.drawImage(ImageReader(page), 0, 0, 595, 842)
        paper.showPage()
    paper.save()
    return out.getvalue()
