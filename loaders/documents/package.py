"""The parts of a Word file, whether packed (.docx, .docm, .dotx, .dotm, Strict) or flat in one XML file.

Only the parts that are read are parsed. Relationships are looked at by their kind; those that point nowhere,
as add-ins and other offices leave them, are as good as none.
"""

import base64
import binascii
import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from loaders.documents.archive import check_archive, check_xml
from loaders.documents.source import SourceFile
from loaders.documents.wordml import Element, in_usual_namespaces, w

_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: a kind («styles»), and a part of the file or something outside it."""

    id: str
    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True)
class Package:
    """The parts of one Word file by their names; `main` is the document itself."""

    source: SourceFile
    names: tuple[str, ...]
    content: Callable[[str], bytes]

    @cached_property
    def main(self) -> str:
        """The name of the document's part; raises DocumentError where there is none."""
        told = [one.target for one in self.relations("") if one.kind == "officeDocument"]
        named = [name for name in (*told, _USUAL_MAIN) if name in self.names]
        if not named:
            raise self.source.refused("no-word")
        return named[0]

    def document(self) -> Element:
        """The body of the document."""
        body = self.xml(self.main).find(w("body"))
        if body is None:
            raise self.source.refused("no-word")
        return body

    def related(self, kind: str) -> Element | None:
        """The part of that kind that the document refers to."""
        for one in self.relations(self.main):
            if one.kind == kind and not one.is_outside and one.target in self.names:
                return self.xml(one.target)
        return None

    def relations(self, part: str) -> Iterator[Relation]:
        """What a part refers to, as far as it says; of the whole file for the empty name."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.names:
            return
        for one in self.xml(listed):
            target, kind = one.get("Target"), posixpath.basename(one.get("Type") or "")
            if target and kind:
                outside = one.get("TargetMode") == "External"
                path = target if outside else _resolved(folder, target)
                yield Relation(one.get("Id") or "", kind, path, outside)

    def xml(self, name: str) -> Element:
        """A part parsed; raises DocumentError where it is broken, too large or declares entities."""
        return parsed(self.source, name, self.content(name))


def open_package(source: SourceFile) -> Package:
    """The parts of a packed Word file; raises DocumentError where it cannot safely be unpacked."""
    check_archive(source)
    archive = zipfile.ZipFile(io.BytesIO(source.data))
    return Package(source, tuple(archive.namelist()), archive.read)


def open_flat_package(source: SourceFile) -> Package:
    """The parts of a Word file that is one XML file («Flat OPC»)."""
    parts = {
        (part.get(f"{_FLAT}name") or "").lstrip("/"): part
        for part in parsed(source, source.name, source.data).iter(f"{_FLAT}part")
    }
    return Package(source, tuple(parts), lambda name: _flat_content(parts[name]))


def _flat_content(part: Element) -> bytes:
    inner = part.find(f"{_FLAT}xmlData")
    if inner is not None and len(inner):
        return etree.tostring(inner[0])
    binary = part.find(f"{_FLAT}binaryData")
    try:
        return base64.b64decode((binary.text or "") if binary is not None else "")
    except binascii.Error:
        return b""


def parsed(source: SourceFile, name: str, content: bytes) -> Element:
    """XML as a tree under its usual names; raises DocumentError where it is broken or meant to harm."""
    check_xml(source, name, content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return in_usual_namespaces(etree.fromstring(content, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise source.refused("broken-xml", member=name, line=line, column=column) from None


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
