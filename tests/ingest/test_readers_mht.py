"""Web pages saved as one file."""

from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from ingest.sources import documents, kind_of, read_text
from kg.errors import UnreadableInput
from kg.sentences import sentence
from tests.ingest.made import mht

PAGE = (
    '<html><head><meta charset="{}"></head><body><nav>首页</nav><p>某县河道治理方案</p><p>1.清淤。（责任单位：县水务局）</p></body></html>'
)
TEXT = "某县河道治理方案\n1.清淤。（责任单位：县水务局）\n"


@pytest.mark.parametrize(
    "data",
    [
        mht(PAGE.format("utf-8").encode()),
        mht(PAGE.format("gb2312").encode("gb18030")),  # as older browsers on Chinese Windows save it
        b'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
        + PAGE.encode(),  # one part alone
    ],
)
def test_the_page_is_read(data: bytes) -> None:
    assert kind_of(data, "plan.mht") == "mht"
    source = read_text("plan.mht", data)
    assert (source.text, source.format) == (TEXT, "mht")


def test_by_content_whatever_the_name(tmp_path: Path) -> None:
    data = mht(PAGE.format("utf-8").encode())
    assert read_text("plan.doc", data).text == read_text("plan.txt", data).text == TEXT
    (tmp_path / "page.mhtml").write_bytes(data)
    assert [item.path for item in documents([tmp_path])] == [str(tmp_path / "page.mhtml")]


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/gif\n\nGIF\n--x--\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nnothing more",
        b"MIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
    ],
)
def test_without_a_page(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="no page in this file"):
        read_text("plan.mht", data)


def test_a_letter_that_is_no_page_stays_text() -> None:
    assert kind_of("From: 县水务局\nSubject: 方案\n\n正文".encode(), "plan.txt") == "txt"


def mail(*parts: Message) -> bytes:
    """Return a mail of these parts."""
    whole = MIMEMultipart("mixed")
    for part in parts:
        whole.attach(part)
    return whole.as_bytes()


def attached(name: str, content: bytes) -> Message:
    part = MIMEApplication(content)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


LETTER = "某县河道治理方案\n1.清淤。（责任单位：县水务局）\n"
# A mail, its text, the attachments that are told.
MAILS = [
    (MIMEText(LETTER, "plain", "gb18030").as_bytes(), []),
    (mail(MIMEText("见下表。", "plain", "utf-8"), MIMEText(PAGE.format("utf-8"), "html", "utf-8")), []),
    (mail(MIMEText(LETTER, "plain", "utf-8"), attached("任务表.xlsx", b"PK"), attached("notes.txt", b"abc")), ["任务表.xlsx", "notes.txt"]),
]


@pytest.mark.parametrize(("data", "names"), MAILS)
def test_a_mail(data: bytes, names: list[str]) -> None:
    found = read_text("plan.eml", data)
    assert (found.text, found.format) == (TEXT, "mht")
    assert [note.why for note in found.notes] == ([sentence("unread.attachments", names=names)] if names else [])
