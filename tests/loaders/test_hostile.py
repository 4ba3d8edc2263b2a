"""Files that are broken or meant to harm: each is refused in one sentence that says what to do."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from loaders.batch import read_batch
from loaders.documents import limits
from loaders.documents.open import open_document
from loaders.report import read_report
from ontology.errors import DocumentError, StoreError
from ontology.gazetteer import data, loading
from ontology.gazetteer.settlements import settlements
from ontology.model import Document, Report
from ontology.speech import ENGLISH
from tests.reports import build_report, event, replace_part

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&c;</w:document>"""


def refused(path: Path) -> str:
    """The message with which the file is refused."""
    with pytest.raises(DocumentError) as caught:
        open_document(path)
    message = str(caught.value)
    assert message.startswith(path.name), message
    assert "\n" not in message
    assert caught.value.remedy(ENGLISH)
    return message


def report(folder: Path) -> Path:
    """A sound report to damage."""
    return build_report(folder / "a.docx", "Город Смоленск", event(1))


def write(path: Path, data: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(data)
    return path


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(
        DocumentError, match=r"cannot be opened \(no such file or folder\)\. Check the path\."
    ):
        open_document(tmp_path / "none.docx")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"is a folder\. Name the files in it"):
        open_document(tmp_path)


def test_an_installation_that_lacks_a_table_blames_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = report(tmp_path)
    monkeypatch.setattr(data, "HERE", tmp_path)
    monkeypatch.setattr(loading, "_loaded", {})
    settlements.cache_clear()
    try:
        with pytest.raises(StoreError, match=r"gazetteer's table .* has not been made"):
            read_batch([sound], tmp_path / "cache")
    finally:
        settlements.cache_clear()


NO_DOCUMENTS = [
    ("a.docx", b"", "is empty"),
    ("a.docx", b"Hello", "is no Word document"),
    ("a.pdf", b"%PDF-1.7", "is a PDF"),
    ("a.docx", b"\x89PNG\r\n", "is a picture"),
    ("a.doc", b"<!DOCTYPE html><table></table>", "is a web page"),
    ("a.doc", b"Received: from a", "is an e-mail"),
    ("a.docx", b"Rar!\x1a\x07", "is an archive"),
    ("a.xls", _OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "is an Excel workbook"),
    ("~$a.docx", b"\x05Anna", "is a file that Word keeps"),
    ("a.txt", "Отчет за год".encode(), "is a text in which no table was kept"),
    ("a.docx", b"PK\x03\x04" + b"\0" * 50, "is a broken archive"),
    ("a.docx", _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
]


@pytest.mark.parametrize(("name", "data", "message"), NO_DOCUMENTS)
def test_files_that_are_no_documents(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    assert message in refused(write(tmp_path / name, data))


def test_a_file_cut_short(tmp_path: Path) -> None:
    whole = report(tmp_path).read_bytes()
    assert "is a broken archive" in refused(write(tmp_path / "a.docx", whole[: len(whole) // 2]))


def test_a_damaged_member(tmp_path: Path) -> None:
    data = bytearray(report(tmp_path).read_bytes())
    start = data.index(b"word/document.xml") + 200
    data[start : start + 40] = bytes(40)
    assert "broken" in refused(write(tmp_path / "a.docx", bytes(data)))


ZIPS = [
    ({"xl/workbook.xml": b"<workbook/>"}, "is an Excel workbook"),
    ({"ppt/presentation.xml": b"<p/>"}, "is a presentation"),
    ({"2024/первый.docx": b"", "второй.odt": b"", "читай.pdf": b""}, "is an archive with 2 reports"),
    ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "is an Excel workbook"),
    ({"a.bin": b""}, "is no Word document"),
    ({"word/document.xml": b"<other/>"}, "is no Word document"),
]


@pytest.mark.parametrize(("members", "message"), ZIPS)
def test_other_kinds_of_zip(tmp_path: Path, members: dict[str, bytes], message: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert message in refused(write(tmp_path / "a.docx", packed.getvalue()))


def test_xml_that_is_not_well_formed(tmp_path: Path) -> None:
    message = refused(replace_part(report(tmp_path), {"word/document.xml": b"<w:document"}))
    assert "word/document.xml, line 1, column 1 is not well-formed" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_xml_entities(tmp_path: Path, part: str, encoding: str) -> None:
    content = _ENTITIES.decode().replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>'
    )
    message = refused(replace_part(report(tmp_path), {part: content.encode(encoding)}))
    assert f"declares XML entities in {part}" in message


@pytest.mark.parametrize("content", [_ENTITIES, b"", b"<broken"])
def test_a_part_that_is_not_read_may_be_anything(tmp_path: Path, content: bytes) -> None:
    parts = {"customXml/item9.xml": content, "docProps/core.xml": content, "[Content_Types].xml": content}
    assert open_document(replace_part(report(tmp_path), parts)).blocks


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODD_RELATIONS = [
    "<Relationship/>",
    f'<Relationship Id="r9" Type="{_RELATIONS}/image" Target="NULL"/>',
    f'<Relationship Id="r9" Type="{_RELATIONS}/hyperlink" Target="#_top"/>',
    f'<Relationship Id="r9" Type="{_RELATIONS}/theme" Target="theme/none.xml"/>',
    f'<Relationship Id="r9" Type="{_RELATIONS}/styles" Target="http://127.0.0.1:9/" TargetMode="External"/>',
    f'<Relationship Id="r9" Type="{_RELATIONS}/numbering" Target="../../../etc/passwd"/>',
]


@pytest.mark.parametrize("relation", ODD_RELATIONS)
def test_relations_that_point_nowhere_are_none(tmp_path: Path, relation: str) -> None:
    listed = f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'
    path = replace_part(report(tmp_path), {"word/_rels/document.xml.rels": listed.encode()})
    assert open_document(path).blocks


def test_what_a_library_raises_is_told_as_an_error_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr("loaders.documents.word.list_numbers", fails)
    assert "cannot be read. Open it" in refused(report(tmp_path))


def test_a_report_that_breaks_its_reader_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(document: Document) -> Report:
        if document.name == "b.docx":
            raise IndexError
        return read_report(document)

    monkeypatch.setattr("loaders.report.read_report", fails)
    other = build_report(tmp_path / "b.docx", "Город Смоленск", event(2))
    batch = read_batch([report(tmp_path), other], tmp_path / "cache")
    assert [str(error) for error in batch.failed] == [
        "b.docx: cannot be read. Open it in Word and save it anew as .docx."
    ]
    assert len(batch.read) == 1


def test_files_that_word_keeps_beside_open_documents_are_passed_over(tmp_path: Path) -> None:
    batch = read_batch([write(tmp_path / "~$a.docx", b"\x05Anna"), report(tmp_path)], tmp_path / "cache")
    assert (len(batch.read), batch.failed) == (1, ())


def test_a_bomb_that_declares_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = replace_part(report(tmp_path), {"word/media/image1.png": b"\0" * 3_000_000})
    monkeypatch.setattr("loaders.documents.archive.MAX_UNPACKED_BYTES", 1_000_000)
    monkeypatch.setattr("loaders.documents.archive._check_members", lambda source, archive: None)
    assert "unpacks to more than" in refused(path)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = replace_part(report(tmp_path), {"word/media/image1.png": b"\0" * 3_000_000})
    monkeypatch.setattr("loaders.documents.archive.MAX_UNPACKED_BYTES", 1_000_000)
    monkeypatch.setattr("loaders.documents.archive._check_declared", lambda source, archive: None)
    assert "unpacks to more than" in refused(path)


def test_a_member_that_is_longer_than_it_declares(tmp_path: Path) -> None:
    path = replace_part(report(tmp_path), {"word/media/image1.png": b"\0" * 100_000})
    data = path.read_bytes()
    lie = data.replace(struct.pack("<I", 100_000), struct.pack("<I", 10))
    assert "broken" in refused(write(path, lie))


def test_too_much_xml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.documents.archive.MAX_XML_BYTES", 1_000)
    assert "unpacks to more than" in refused(report(tmp_path))


def test_too_many_members(tmp_path: Path) -> None:
    path = replace_part(report(tmp_path), {f"x/{i}": b"" for i in range(limits.MAX_MEMBERS)})
    assert f"more than {limits.MAX_MEMBERS}" in refused(path)


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.documents.source.MAX_FILE_BYTES", 1_000)
    assert "is larger than" in refused(report(tmp_path))


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(report(tmp_path).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "is encrypted" in refused(write(tmp_path / "a.docx", bytes(data)))


def test_a_method_of_packing_that_word_does_not_use(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "packed by a method" in refused(write(tmp_path / "a.docx", packed.getvalue()))


def test_absurd_spans_cost_nothing(tmp_path: Path) -> None:
    path = report(tmp_path)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").replace(b'w:gridSpan w:val="6"', b'w:gridSpan w:val="999999"')
    document = open_document(replace_part(path, {"word/document.xml": xml}))
    assert max(block.columns for block in document.blocks if hasattr(block, "columns")) <= limits.MAX_COLUMNS


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    depth = 2_000
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "<w:tbl><w:tr><w:tc>" * depth
        + "</w:tc></w:tr></w:tbl>" * depth
        + "</w:body></w:document>"
    )
    refused(replace_part(report(tmp_path), {"word/document.xml": xml.encode()}))
