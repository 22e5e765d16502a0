"""OFD files (GB/T 33190-2016), the national format of documents with a fixed layout, read as printed pages are.

OFD.xml → Document.xml → its pages with their templates → characters and strokes (ofd_drawing) → printed_pages.
A page that is a picture is recognised where the extra `ocr` is installed, else it is told. Seals, annotations and attachments are told,
signatures are not checked. An encrypted file is refused.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.sources import ocr, package, pictures, printed_pages
from ingest.sources.builder import TextBuilder
from ingest.sources.ofd_drawing import POINTS, Drawing, Resources, child, local, numbers, page_matrix
from ingest.sources.printed_pages import PrintedPage
from ingest.sources.source import SourceText
from kg.errors import UnreadableInput
from kg.sentences import sentence

MAIN = "ofd.xml"
_ENCRYPTION = frozenset(("encryptions.xml", "decryptseed.dat", "entriesmap.dat"))
# The size of a page that says none: A4, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)
# What a document of plans has; a file may name one page again and again.
_MOST_PAGES = 10_000
# A page of fewer characters than this, most of which pictures cover, is a scan.
_SCANNED = 50
_COVERED = 0.5
# More than this share of unknown characters: fonts without a table of characters.
_ILLEGIBLE = 0.3
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd-\uffff]")
_UNREAD_ANNOTATIONS = frozenset(("Highlight", "Path"))


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page as a document names it: its number, where its content lies, and its identifier."""

    number: int
    location: str
    id: str


class Package:
    """The parts of an OFD file, found by their names whatever their case."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the file; UnreadableInput where it is damaged, encrypted or would unpack to too much."""
        self.path = path
        self._zip = package.open_zip(data, path)
        self._names = {_normal(name): name for name in self._zip.namelist()}
        if any(posixpath.basename(name) in _ENCRYPTION for name in self._names):
            raise UnreadableInput(f"{path}: the OFD is encrypted; save it without encryption, or export it as PDF")

    def part(self, location: str) -> Any:
        """Return the root of a part, None where there is none."""
        held = self.bytes(location)
        return package.xml(held, self.path) if held else None

    def bytes(self, location: str) -> bytes:
        """Return the bytes of a part, nothing where there is none."""
        name = self._names.get(_normal(location))
        return package.member(self._zip, name, self.path) if name else b""


def _normal(name: str) -> str:
    """Return a name by which a part is found."""
    return posixpath.normpath("/" + name.strip().replace("\\", "/")).lstrip("/").lower()


def read(data: bytes, path: str, *, recognise: bool) -> SourceText:
    """Return the text of an OFD; `recognise` says whether pages that are pictures are given to the recogniser."""
    reading = _OfdReading(Package(data, path), recognise)
    pages = printed_pages.pages(reading.pages())
    reading.check()
    builder = TextBuilder("page")
    printed_pages.write(builder, pages)
    return builder.source("ofd", data, path)


class _OfdReading:
    """The pages of an OFD while they are read, and what was met: characters, strokes, scans that were recognised or were not."""

    def __init__(self, held: Package, recognise: bool) -> None:
        """Begin with no page."""
        self.held = held
        self.recognise = recognise
        self.count = self.drawn = self.characters = self.unknown = self.recognised = self.passed = 0

    def pages(self) -> Iterator[PrintedPage]:
        """Yield what is printed on the pages of the documents in the file."""
        for location in _documents(self.held):
            document = OfdDocument(self.held, location, self.count)
            notes = document.notes()
            self.count += len(document.pages)
            for page in document.pages:
                drawing, (width, height) = document.drawn(page, self.drawn)
                self.drawn = drawing.drawn
                printed = PrintedPage(page.number, height, drawing.glyphs, drawing.strokes, notes.get(page.number, ""))
                scan = _scan(drawing, width * height)
                if scan is None:
                    self._met(drawing)
                yield from (printed,) if scan is None else self._recognised(document.picture(scan), printed)

    def _met(self, drawing: Drawing) -> None:
        """Count what a page draws that is no scan."""
        self.characters += len(drawing.glyphs)
        self.unknown += sum(_UNKNOWN.match(glyph.character) is not None for glyph in drawing.glyphs)

    def _recognised(self, picture: bytes, page: PrintedPage) -> Iterator[PrintedPage]:
        """Yield what is recognised on a page that is a picture; one that is not recognised says so."""
        name = f"{self.held.path}: page {page.number} of {self.count}"
        try:
            if picture and self.recognise and ocr.installed() and self.recognised < ocr.MOST_PAGES:
                self.recognised += 1
                yield from (replace(found, note=page.note or found.note) for found in pictures.page(picture, page.number, name))
                return
        except UnreadableInput:
            self.recognised -= 1
        self.passed += 1
        yield replace(page, note="；".join(filter(None, [page.note, sentence("unread.pictured")])))

    def check(self) -> None:
        """Refuse a document that holds pictures of pages and nothing else, or whose fonts do not say which characters they draw."""
        path = self.held.path
        if self.unknown > _ILLEGIBLE * self.characters:
            raise UnreadableInput(
                f"{path}: the text of this OFD cannot be read (its fonts name no characters); export it as PDF and print that"
            )
        if self.passed and not self.recognised and not self.characters:
            what = ocr.INSTALL if self.recognise else "leave out --ocr off"
            raise UnreadableInput(f"{path}: this OFD holds pictures of pages without text; {what}, or export it as PDF")


def _scan(drawing: Drawing, area: float) -> str | None:
    """Return the picture of a page that is a scan: hardly a character, and pictures that cover most of it."""
    covered = {id_: (box[2] - box[0]) * (box[3] - box[1]) for id_, box in drawing.pictures}
    if len(drawing.glyphs) >= _SCANNED or sum(covered.values()) <= _COVERED * area:
        return None
    largest = max(covered, key=lambda id_: covered[id_])
    return largest if covered[largest] > _COVERED * area else ""


def _documents(held: Package) -> Iterator[str]:
    """Yield where the documents of the file begin."""
    main = held.part(MAIN)
    bodies = [] if main is None else [each for each in main if local(each) == "DocBody"]
    found = [location for body in bodies if (location := _text(child(body, "DocRoot")))]
    if not found:
        raise UnreadableInput(f"{held.path}: there is no document in this OFD; export it anew, as OFD, PDF or docx")
    yield from found


class OfdDocument:
    """One document of an OFD: its pages, and what they refer to."""

    def __init__(self, held: Package, location: str, before: int) -> None:
        """Read what the document says of itself; its pages are counted on from those before. UnreadableInput where it is not there."""
        self.held = held
        self.location = location
        self.root = held.part(location)
        if self.root is None:
            raise UnreadableInput(f"{held.path}: the part {location} is missing; get the file again or export it anew")
        self.common = child(self.root, "CommonData")
        self.resources = Resources(*self._resources())
        self.pages = self._pages(before)
        self._templates: dict[str, Any] = {}

    def _pages(self, before: int) -> list[OfdPage]:
        """Return the pages, counted on from those of the documents before."""
        listed = [each for each in _children(self.root, "Pages") if each.get("BaseLoc")]
        if before + len(listed) > _MOST_PAGES:
            raise UnreadableInput(f"{self.held.path}: more than {_MOST_PAGES:,} pages; divide it")
        return [OfdPage(before + n, self._beside(each.get("BaseLoc")), each.get("ID", "")) for n, each in enumerate(listed, 1)]

    def drawn(self, page: OfdPage, before: int) -> tuple[Drawing, tuple[float, float]]:
        """Return what a page draws, its template first, and its width and height in points."""
        root = self.held.part(page.location)
        box = self._box(root)
        drawing = Drawing(self.resources, self.held.path, before)
        for template in [] if root is None else [each for each in root if local(each) == "Template"]:
            drawing.draw(self._template(template.get("TemplateID", "")), page_matrix(box))
        drawing.draw([] if root is None else [each for each in root if local(each) == "Content"], page_matrix(box))
        return drawing, (box[2] * POINTS, box[3] * POINTS)

    def picture(self, id_: str) -> bytes:
        """Return the bytes of a picture; nothing where it is not in the file."""
        for named in self.common if self.common is not None else ():
            location = self._beside(_text(named))
            root = self.held.part(location) if local(named) in ("PublicRes", "DocumentRes") else None
            base = "" if root is None else root.get("BaseLoc", "")
            for media in _children(root, "MultiMedias"):
                if media.get("ID") == id_:
                    return self.held.bytes(_resolved(location, posixpath.join(base, _text(child(media, "MediaFile")))))
        return b""

    def _box(self, root: Any) -> tuple[float, ...]:
        """Return the box of a page: left, top, width and height in millimetres."""
        areas = (child(root, "Area"), child(self.common, "PageArea"))
        said = [numbers(_text(child(area, "PhysicalBox"))) for area in areas if area is not None]
        return next((box for box in said if len(box) == 4 and min(box[2:]) > 0), _A4)

    def _template(self, id_: str) -> Any:
        """Return the content of a template."""
        if id_ not in self._templates:
            named = (
                [each for each in self.common if local(each) == "TemplatePage" and each.get("ID") == id_] if self.common is not None else []
            )
            root = self.held.part(self._beside(named[0].get("BaseLoc", ""))) if named else None
            self._templates[id_] = [] if root is None else [each for each in root if local(each) == "Content"]
        return self._templates[id_]

    def _resources(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the drawing parameters and the units that objects refer to."""
        parameters: dict[str, Any] = {}
        units: dict[str, Any] = {}
        for named in self.common if self.common is not None else ():
            root = self.held.part(self._beside(_text(named))) if local(named) in ("PublicRes", "DocumentRes") else None
            parameters |= {each.get("ID", ""): each for each in _children(root, "DrawParams")}
            units |= {each.get("ID", ""): each for each in _children(root, "CompositeGraphicUnits")}
        return parameters, units

    def notes(self) -> dict[int, str]:
        """Return by the number of the page what a reader should be told of it; attachments are told on the last one."""
        numbered = {page.id: page.number for page in self.pages}
        found = {numbered[id_]: sentence("unread.annotated") for id_ in self._annotated() if id_ in numbered}
        if self.pages and next(_children(self._part_named("Attachments"), ""), None) is not None:
            found[self.pages[-1].number] = sentence("unread.attached")
        return found | {numbered[id_]: sentence("unread.sealed") for id_ in self._sealed() if id_ in numbered}

    def _annotated(self) -> Iterator[str]:
        """Yield the identifiers of pages with annotations that hold text; watermarks, seals and links are none."""
        listing = self._part_named("Annotations")
        base = self._beside(_text(child(self.root, "Annotations")))
        for page in _children(listing, ""):
            root = self.held.part(_resolved(base, _text(child(page, "FileLoc"))))
            kinds = [each for each in _children(root, "") if each.get("Type") in _UNREAD_ANNOTATIONS]
            if any(_text(code) for each in kinds for code in each.iter() if local(code) in ("TextCode", "Remark")):
                yield page.get("PageID", "")

    def _sealed(self) -> Iterator[str]:
        """Yield the identifiers of pages with an electronic seal."""
        main = self.held.part(MAIN)
        bodies = [each for each in main if _normal(_text(child(each, "DocRoot"))) == _normal(self.location)]
        for location in (_resolved("", _text(child(body, "Signatures"))) for body in bodies):
            for signature in _children(self.held.part(location), ""):
                signed = self.held.part(_resolved(location, signature.get("BaseLoc", "")))
                yield from (each.get("PageRef", "") for each in ([] if signed is None else signed.iter()) if local(each) == "StampAnnot")

    def _part_named(self, name: str) -> Any:
        """Return the part that the document names in an element."""
        location = _text(child(self.root, name))
        return self.held.part(self._beside(location)) if location else None

    def _beside(self, location: str) -> str:
        """Return a location that the document names."""
        return _resolved(self.location, location)


def _children(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements below the first child of that name, or below the element itself where no name is given."""
    parents = [] if element is None else [element] if not name else [each for each in element if local(each) == name]
    yield from (each for parent in parents for each in parent if local(each))


def _resolved(base: str, location: str) -> str:
    """Return a location as the package names it: absolute where it begins with /, else beside the part that names it."""
    return location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)


def _text(element: Any) -> str:
    """Return the text of an element."""
    return (element.text or "").strip() if element is not None else ""
