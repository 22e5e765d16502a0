"""Pictures of pages: png, jpg, tiff (a page a frame), bmp and webp, recognised as scans are."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.sources import ocr, printed_pages
from ingest.sources.builder import TextBuilder
from ingest.sources.printed_pages import PrintedPage
from ingest.sources.source import SourceText
from kg.errors import UnreadableInput

if TYPE_CHECKING:
    from PIL.Image import Image

    from ingest.sources.scan import Picture

# A page of A3 at 600 dpi has 70 million points; a picture with more is none of a page, and would fill the memory.
_MOST_POINTS = 80_000_000
# Points on the longer side that recognition can use: A4 at 250 dpi.
_LONGEST = 2_900
# A picture that does not say how large it is was taken of a page of A4: 297 mm on its longer side.
_INCHES = 11.69
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def read(data: bytes, path: str, *, recognise: bool) -> SourceText:
    """Return the text of a picture."""
    if not recognise:
        raise UnreadableInput(f"{path}: this is a picture, whatever its name says; leave out --ocr off, or name a document with text")
    if not ocr.installed():
        raise UnreadableInput(f"{path}: this is a picture, whatever its name says; {ocr.INSTALL}")
    draft = TextBuilder("page")
    kind, frames = _opened(data, path)
    printed_pages.write(draft, printed_pages.pages(_pages(frames, path)))
    if not draft.length:
        raise UnreadableInput(f"{path}: no text was recognised in this picture; name a picture of a page, upright and sharp")
    return draft.source(kind, data, path)


def _opened(data: bytes, path: str) -> tuple[str, "Image"]:
    """Return the format of a picture and the picture, its points still unread."""
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise UnreadableInput(f"{path}: this is a damaged or too large picture, or of a kind that is not read; save it as png") from None
    return {"JPEG": "jpg"}.get(picture.format or "", (picture.format or "").lower()), picture


def _pages(frames: "Image", path: str) -> Iterator[PrintedPage]:
    """Yield the pages of a picture, a frame after the other."""
    count = getattr(frames, "n_frames", 1)
    for number in range(1, min(count, ocr.MOST_PAGES) + 1):
        try:
            frames.seek(number - 1)
            picture = _points(frames, path)
        except (OSError, ValueError, SyntaxError, EOFError):
            raise UnreadableInput(f"{path}: the picture is damaged (page {number}); save it anew") from None
        dpi = max(picture.shape[:2]) / _INCHES
        yield from ocr.printed(picture, dpi, number, f"{path}: page {number} of {count}")


def page(data: bytes, number: int, name: str) -> list[PrintedPage]:
    """Return what is printed on a picture that is a page of another document; `name` is said while it is recognised."""
    picture = _points(_opened(data, name)[1], name)
    return ocr.printed(picture, max(picture.shape[:2]) / _INCHES, number, name)


def _points(frame: "Image", path: str) -> "Picture":
    """Return the points of a frame in colour, upright as its camera says, no more of them than recognition can use."""
    import numpy as np
    from PIL import Image, ImageOps

    if frame.width * frame.height > _MOST_POINTS:
        size = f"{frame.width} × {frame.height}"
        raise UnreadableInput(f"{path}: the picture has {size} points, more than a page has ({_MOST_POINTS:,}); save it smaller")
    frame.draft("RGB", (_LONGEST, _LONGEST))
    shown = ImageOps.exif_transpose(_flat(frame))
    shown.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return np.array(shown)


def _flat(frame: "Image") -> "Image":
    """Return a frame in colour; what is transparent is white."""
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame.convert("RGB")
    from PIL import Image

    layered = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")
