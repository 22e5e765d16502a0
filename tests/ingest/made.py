"""Files made for the tests: Word, PDF, spreadsheets and zips, as small as they can be."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "STSong-Light"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """Return a Word file with this body (WordprocessingML)."""
    members = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        members["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return packed(members)


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run that begins with < is markup already."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def listed(number: int, level: int) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, text: str, *, more: str = "") -> str:
    """Return a level of an abstract list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Word; a cell that begins with < is markup already."""
    cells = [["".join(cell if cell.startswith("<") else f"<w:tc>{p(cell)}</w:tc>" for cell in row)] for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row[0]}</w:tr>" for row in cells) + "</w:tbl>"


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]], *, merged: Sequence[str] = ()) -> bytes:
    """Return a workbook with these sheets; `merged` are stretches of the first one."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for stretch in merged:
        book.worksheets[0].merge_cells(stretch)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pipes(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a pipe table of Markdown."""
    head, *below = ["| " + " | ".join(row) + " |" for row in rows]
    return [head, "|" + " --- |" * len(rows[0]), *below]


def mht(page: bytes) -> bytes:
    """Return a page saved as one file, as browsers do: a mail with the page and a picture."""
    from email.mime.image import MIMEImage
    from email.mime.multipart import MIMEMultipart
    from email.mime.nonmultipart import MIMENonMultipart
    from email.quoprimime import body_encode

    mail = MIMEMultipart("related", type="text/html")
    part = MIMENonMultipart("text", "html")
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(body_encode(page.decode("latin-1")))
    mail.attach(part)
    mail.attach(MIMEImage(b"GIF89a", "gif"))
    return b"From: <Saved by Blink>\r\n" + mail.as_bytes().replace(b"\n", b"\r\n")


def pdf(paragraphs: Sequence[str], *, rows: Sequence[Sequence[str]] = (), head: str = "", pages: bool = True) -> bytes:
    """Return a PDF: paragraphs wrapped to the page, a ruled table, a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
    small = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")

    def edges(canvas: object, document: object) -> None:
        canvas.setFont(FONT, 10)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, head)  # type: ignore[attr-defined]
        if pages:
            canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")  # type: ignore[attr-defined]

    story: list[object] = [Paragraph(escape(text), body) for text in paragraphs]
    if rows:
        cells = [[Paragraph(escape(cell).replace("\n", "<br/>"), small) for cell in row] for row in rows]
        story.append(
            Table(cells, repeatRows=1, colWidths=[450 / len(rows[0])] * len(rows[0]), style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
        )
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story, onFirstPage=edges, onLaterPages=edges)
    return out.getvalue()


def scanned_pdf(pages: int = 2) -> bytes:
    """Return a PDF of pictures."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (300, 400), 230)), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that a password protects."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 700, "locked " * 20)
    canvas.save()
    return out.getvalue()


def turned_pdf(angle: int, title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a page that is drawn turned and shown upright, as wide tables are."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setPageRotation(angle)
    canvas.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[angle])
    canvas.rotate(angle)
    canvas.setFont(FONT, 12)
    canvas.drawString(100, 500, title)
    left, top, wide, high = 100, 480, 150, 30
    for column in range(len(rows[0]) + 1):
        canvas.line(left + column * wide, top, left + column * wide, top - len(rows) * high)
    for row in range(len(rows) + 1):
        canvas.line(left, top - row * high, left + len(rows[0]) * wide, top - row * high)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            canvas.drawString(left + column * wide + 5, top - row * high - 20, text)
    canvas.save()
    return out.getvalue()
