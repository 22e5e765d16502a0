"""What cannot be read is refused with one sentence, what is text is read, and the other files of a run go on."""

import http.server
import io
import os
import random
import shutil
import stat
import threading
import time
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest
from conftest import left_out

from ingest.document import Document
from ingest.metadata.extraction import metadata
from ingest.pipeline import MOST_CHARACTERS, read_source
from ingest.sources import Found, Refused, documents, office, read_text
from kg.errors import UnreadableInput
from tests.ingest.made import docx, mht, p, packed, pdf, xlsx
from tests.ingest.made_ofd import ofd, pages

PLAN = "一、建设算力中心。（责任单位：省科技厅）\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ENTITY = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">{p("甲")}&x;</w:document>'


def bomb() -> bytes:
    return packed({"word/document.xml": b"0" * (40 * 2**20)})


def locked_zip() -> bytes:
    data = bytearray(packed({"a.txt": PLAN}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.txt", b"", "empty"),
        ("plan.txt", PNG, "picture"),  # renamed
        ("plan.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 99, "picture"),
        ("plan.txt", bytes((i * 7919) % 256 for i in range(5000)), "not text"),
        ("plan.txt", b"\x7fELF" + b"\x00" * 99, "a program"),
        ("plan.docx", b"PK\x03\x04 broken", "damaged"),
        ("plan.docx", docx(p("甲"))[:-60], "damaged"),
        ("plan.docx", packed({"word/document.xml": "<w:document"}), "damaged"),
        ("plan.docx", packed({"word/document.xml": ENTITY}), "entities"),
        ("plan.docx", packed({"word/other.xml": "<a/>"}), "no document inside"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("plan.docx", PLAN.encode(), "damaged or no docx"),
        ("plan.docx", docx(""), "no text"),
        ("plan.docx", bomb(), "times its size"),
        ("plan.pptx", packed({"ppt/presentation.xml": "<a/>"}), "presentation"),
        ("plan.html", b"<html><body></body></html>", "no text"),
        ("plan.txt", PLAN.encode() * 1_300_000, "more than"),  # above 64 MB
    ],
)
def test_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said) as caught:
        read_text(name, data)
    assert str(caught.value).startswith(f"{name}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.xyz", PLAN.encode()),  # an unknown suffix: what is text is read
        ("plan", PLAN.encode()),
        ("plan.txt", PLAN.encode("gb18030") + b"\xd6"),  # half a character
        ("plan.txt", ("\x01\x02" + PLAN * 20).encode()),  # control characters
        ("plan.txt", PLAN.replace("\n", "").encode() * 9_000),  # one line of 200,000 characters
        ("plan.txt", "春江潮水连海平。\n".encode() * 3),  # no plan, but text
        ("plan.txt", "一、建设\x00中心".encode()),
        ("plan.doc", f"<html><body><p>{PLAN}</p></body></html>".encode()),  # a web page saved under an office name
    ],
)
def test_read(name: str, data: bytes) -> None:
    text = read_text(name, data).text
    assert text and text.encode("utf-8")


def test_fifty_megabytes() -> None:
    data = (PLAN * 880_000).encode()
    assert len(data) > 50 * 2**20
    assert len(read_text("plan.txt", data).text) == len(PLAN) * 880_000


def test_lone_surrogates_become_printable() -> None:
    source = read_text("plan.txt", "一、建设中心。".encode("utf-16-le") * 20 + b"\x00\xd8" + "完。".encode("utf-16-le"))
    assert source.text.encode("utf-8")


def test_paths(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(PLAN, encoding="utf-8")
    closed.chmod(0)
    with pytest.raises(UnreadableInput, match="no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(UnreadableInput, match="folder"):
        read_text(tmp_path)
    if not os.access(closed, os.R_OK):
        with pytest.raises(UnreadableInput, match="permissions"):
            read_text(closed)
    closed.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_folder_and_same_names(tmp_path: Path) -> None:
    for name in ("b/plan.txt", "a/plan.txt", "a/~$plan.docx", ".hidden/plan.txt", "a/photo.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    found = list(documents([tmp_path, tmp_path / "a" / "plan.txt"]))
    assert [item.path for item in found] == [str(tmp_path / "a" / "plan.txt"), str(tmp_path / "b" / "plan.txt")]


def test_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(PNG)
    (refused,) = documents([tmp_path])
    assert isinstance(refused, Refused) and "no document in this folder" in str(refused.error)


def test_standard_input() -> None:
    (found,) = documents(["-"], stdin=io.BytesIO(PLAN.encode()))
    assert isinstance(found, Found) and read_text(found.path, found.data).text == PLAN


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../plan.txt", "leads out"),
        ("/etc/plan.txt", "leads out"),
        ("C:\\plan.txt", "leads out"),
        ("inner.zip", "zip inside a zip"),
    ],
)
def test_members_of_a_zip_that_are_refused(tmp_path: Path, name: str, said: str) -> None:
    archive = tmp_path / "plans.zip"
    archive.write_bytes(packed({name: PLAN, "plan.txt": PLAN}))
    found = {type(item): item for item in documents([archive])}
    assert said in str(found[Refused].error)  # type: ignore[attr-defined]
    assert found[Found].data == PLAN.encode()  # type: ignore[attr-defined]


def test_names_of_a_zip_made_by_chinese_windows(tmp_path: Path) -> None:
    archive = tmp_path / "plans.zip"
    data = packed({"XXXX.txt": PLAN})
    archive.write_bytes(data.replace(b"XXXX.txt", "计划".encode("gb18030") + b".txt"))
    (found,) = documents([archive])
    assert found.path.endswith("/计划.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (locked_zip(), "password"),
        (packed({"a.txt": b"0" * (300 * 2**20)}), "more than is taken"),
        (packed({"a.txt": b"0" * (40 * 2**20)}), "times its size"),
        (packed({"photo.png": PNG}), "no document in this zip"),
    ],
)
def test_zips_that_are_refused(tmp_path: Path, data: bytes, said: str) -> None:
    archive = tmp_path / "plans.zip"
    archive.write_bytes(data)
    (refused,) = documents([archive])
    assert isinstance(refused, Refused) and said in str(refused.error)


def test_the_other_files_go_on(tmp_path: Path) -> None:
    for name, data in (("a.txt", PNG), ("b.docx", b"PK\x03\x04"), ("c.txt", PLAN.encode())):
        (tmp_path / name).write_bytes(data)
    read, refused = [], []
    for item in documents([tmp_path, tmp_path / "none.txt"]):
        assert isinstance(item, Found)
        try:
            read.append(read_text(item.path, item.data).text)
        except UnreadableInput as error:
            refused.append(str(error))
    assert read == [PLAN] and len(refused) == 3


GOOD = {
    "plan.docx": docx(p("一、建设算力中心。（责任单位：省科技厅）") * 4),
    "plan.xlsx": xlsx({"Sheet1": [["任务", "牵头单位"], ["建设算力中心", "省科技厅"]]}),
    "plan.pdf": pdf([PLAN * 4], rows=[["任务", "牵头单位"], ["建设算力中心", "省科技厅"]]),
    "plan.ofd": ofd(pages([PLAN * 4], [["任务", "牵头单位"], ["建设算力中心", "省科技厅"]])),
    "plan.md": f"# 方案\n\n{PLAN}\n|任务|牵头单位|\n|---|---|\n|建设算力中心|省科技厅|\n".encode(),
    "plan.mht": mht(f"<html><body><p>{PLAN}</p></body></html>".encode()),
    "plan.html": f"<html><body><table><tr><td>甲</td><td>{PLAN}</td></tr></table><p>{PLAN}</p></body></html>".encode(),
    "plan.csv": "任务,牵头单位\n建设算力中心,省科技厅\n".encode(),
    "plan.txt": (PLAN * 4).encode("gb18030"),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some cut out, doubled, or written over; parts of a zip inside it."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = {name: package.read(name) for name in package.namelist()}
        part = chance.choice(sorted(name for name in parts if parts[name]))
        return packed(parts | {part: damaged(parts[part], chance)})
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) + 1)
        found[at : at + chance.choice((0, 1, 300))] = chance.choice(
            (b"", b"\x00", b"<", b"\xff\xfe", bytes(found[at : at + 200]), b"9" * 400)
        )
    return bytes(found)


@pytest.mark.parametrize("name", GOOD)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    for _ in range(50):
        data = damaged(GOOD[name], chance)
        try:
            source = read_text(name, data)
        except UnreadableInput as error:
            assert "\n" not in str(error)
        else:
            assert source.text.encode("utf-8") and metadata(Document(source)).status


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li"])
def test_deeply_nested_pages_are_read(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 2_000}<p>{PLAN}</p></body></html>"
    assert PLAN.strip() in read_text("plan.html", page.encode()).text


def test_a_zip_with_one_name_twice(tmp_path: Path) -> None:
    archive = tmp_path / "plans.zip"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "w") as package:
        package.writestr("plan.txt", PLAN)
        package.writestr("plan.txt", PLAN * 2)
    assert [item.data for item in documents([archive]) if isinstance(item, Found)] == [PLAN.encode(), PLAN.encode() * 2]


@pytest.mark.parametrize("closed", [True, False])
def test_pages_nested_a_hundred_thousand_deep_are_read_at_once(closed: bool) -> None:
    page = "<html><body>" + "<div>" * 100_000 + f"<p>{PLAN}</p>" + "</div>" * (100_000 if closed else 0) + "<p>二、完</p></body></html>"
    begin = time.process_time()
    text = read_text("plan.html", page.encode()).text
    assert PLAN.strip() in text and "二、完" in text
    assert time.process_time() - begin < 3


@pytest.mark.parametrize("row", ["<tr><td>", "<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>"])
def test_twenty_thousand_tables_in_one_another_are_read_at_once(row: str) -> None:
    page = "<html><body>" + f"<table>{row}" * 20_000 + PLAN + "</td></tr></table>" * 20_000 + "</body></html>"
    begin = time.process_time()
    assert PLAN.strip() in read_text("plan.html", page.encode()).text
    assert time.process_time() - begin < 6


def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zeros.txt").symlink_to("/dev/zero")
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    for name in ("pipe.txt", "zeros.txt"):
        with pytest.raises(UnreadableInput, match="a pipe or a device"):
            read_text(tmp_path / name)
    assert [item.path for item in documents([tmp_path])] == [str(tmp_path / "plan.txt")]


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_folder(name: str) -> None:
    (refused,) = documents([name])
    assert isinstance(refused, Refused) and "an empty name was given" in str(refused.error)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/plan.txt", "closed/plan.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    opened = os.scandir

    def refusing(path: str) -> object:  # the tests may run as root, whom no permission stops
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", refusing)
    refused, found = documents([tmp_path])
    assert isinstance(refused, Refused) and refused.path == str(tmp_path / "closed") and "cannot be read" in str(refused.error)
    assert isinstance(found, Found) and found.path == str(tmp_path / "a" / "plan.txt")


def test_a_text_longer_than_any_plan_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=f"more than a plan has \\({MOST_CHARACTERS:,}\\)"):
        read_source(read_text("plan.txt", (PLAN * (MOST_CHARACTERS // len(PLAN) + 1)).encode()), "plan.txt")


class Asked(http.server.BaseHTTPRequestHandler):
    """Notes what is asked of it."""

    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_libreoffice_fetches_nothing_a_file_links_to() -> None:
    if office.program() is None:
        left_out("LibreOffice is not installed")
    with http.server.HTTPServer(("127.0.0.1", 0), Asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}/picture.png"
        link = OLD[:-1] + f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{where}" \\\\d}}{{\\fldrslt}}}}}}'.encode()
        assert "一、建设" in read_text("plan.rtf", link).text
        assert "建设" in read_text("plan.odt", odt(where)).text
        server.shutdown()
    assert Asked.paths == []


def odt(picture: str) -> bytes:
    """Return a text of OpenDocument with a picture that lies elsewhere."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    frame = f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{picture}" xlink:type="simple"/></draw:frame>'
    body = f"<office:body><office:text><text:p>一、建设。{frame}</text:p></office:text></office:body>"
    content = (
        f'<office:document-content{names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">{body}</office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    listed = entry.format("/", kind) + entry.format("content.xml", "text/xml")
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return packed(
        {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": f"<manifest:manifest {space}>{listed}</manifest:manifest>"}
    )


OLD = b"{\\rtf1\\ansi\\uc0 \\u19968 \\u12289 \\u24314 \\u35774 \\par}"


def test_rtf_through_libreoffice() -> None:
    if office.program() is None:
        left_out("LibreOffice is not installed")
    source = read_text("plan.rtf", OLD)
    assert source.text.startswith("一、建设") and source.format == "rtf"


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnreadableInput, match="LibreOffice, which is not installed"):
        read_text("plan.rtf", OLD)
