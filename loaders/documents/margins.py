"""What stands at the head and the foot of the pages: a title or a letterhead may be there alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.documents.package import Package
from loaders.documents.wordml import Element, attribute, is_on, relation, w
from ontology.errors import DocumentError
from ontology.yaml_files import read_typed

_FIRST, _EVEN = "first", "even"


def margin_parts(package: Package, body: Element, kind: str) -> Iterator[Element | None]:
    """The headers or the footers that pages show, each part once, in the order of the sections; None of a
    broken one.

    That of a first page counts where the section has one; that of even pages says what the others say.
    """
    parts = {one.id: one.target for one in package.relations(package.main) if one.kind == kind}
    seen: set[str] = set()
    for section in body.iter(w("sectPr")):
        for reference in section.findall(w(f"{kind}Reference")):
            name = parts.get(relation(reference) or "", "")
            if name in package.names and name not in seen and _is_shown(section, reference):
                seen.add(name)
                yield _parsed(package, name)


def _parsed(package: Package, name: str) -> Element | None:
    try:
        return package.xml(name)
    except DocumentError:
        return None


def says_more_than_page(line: str) -> bool:
    """Whether the line says anything but which page it is: «Страница 2 из 5»."""
    words: list[str] = re.findall(r"[^\W\d_]+", line.lower())
    return any(word not in _page_words() for word in words)


def _is_shown(section: Element, reference: Element) -> bool:
    sort = attribute(reference, "type")
    return sort != _EVEN and (sort != _FIRST or is_on(section.find(w("titlePg"))))


@dataclass(frozen=True, slots=True)
class _MarginWords:
    """The entries of margins.yml."""

    page_words: frozenset[str]


@lru_cache(maxsize=1)
def _page_words() -> frozenset[str]:
    return read_typed(Path(__file__).with_name("margins.yml"), _MarginWords).page_words
