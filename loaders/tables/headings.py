"""What a heading between the events names: a municipality, a field of cooperation, or a body.

Two kinds of headings follow one another without any mark of their rank: «Сотрудничество в сфере культуры»
and, below it, «Смоленская областная филармония». Their words tell them apart, not their looks, which
converters lose: a heading about a field says so (сотрудничество, в сфере, направления …), and a body's name
has the noun of a body in it. A heading that has neither is taken for a sub-heading only where it follows
another heading at once, since a section is never announced twice.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from loaders.cell.regular import regular
from loaders.cell.text import squash
from loaders.tables.municipalities import NamedMunicipality, named_municipality
from loaders.tables.municipality_words import is_territory
from ontology.morphology import parses
from ontology.yaml_files import read_typed


class HeadingKind(StrEnum):
    """What a heading names; a quotation alone («Ромашка») may be a body."""

    MUNICIPALITY = "municipality"
    SUBJECT = "subject"
    ORGANISATION = "organisation"
    QUOTATION = "quotation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words on one line and what it names.

    `named` is the municipality that it names, also where it is about a body there; `is_territory` whether it
    speaks as headings of municipalities do.
    """

    text: str
    kind: HeadingKind
    named: NamedMunicipality | None = None
    is_territory: bool = False


def read_heading(text: str) -> Heading:
    """The heading with what it names; whether that is possible here is for the report to say."""
    line = squash(text)
    named = named_municipality(line)
    if named is not None and named.alone:
        return Heading(line, HeadingKind.MUNICIPALITY, named, True)
    return Heading(line, _kind(regular(line).lower()), named, named is not None or is_territory(line))


def _is_subject(lower: str, body: int | None) -> bool:
    """Whether the heading names a field: as a whole, bodies of many places, or a field before any body."""
    if lower in heading_kind_words().fields:
        return True
    if body is not None and "«" not in lower and _is_of_many(lower.split()[0]):
        return True
    starts = (_word_start(word, lower) for word in heading_kind_words().subject)
    subject = min((at for at in starts if at >= 0), default=None)
    return subject is not None and (body is None or subject <= body)


def _kind(lower: str) -> HeadingKind:
    """What the heading names first: «Центр международного сотрудничества» is a body, not a field."""
    body = next((m.start() for m in re.finditer(r"[а-яё]+", lower) if _is_body_word(m.group())), None)
    if _is_subject(lower, body):
        return HeadingKind.SUBJECT
    if body is not None:
        return HeadingKind.ORGANISATION
    return HeadingKind.QUOTATION if "«" in lower else HeadingKind.UNKNOWN


def _is_of_many(first: str) -> bool:
    """Whether a heading that begins so is about bodies of a kind: «Библиотеки и музеи», «Спортивные клубы».

    A heading begins in the nominative, so that its first word may be read as one.
    """
    tags = [one.tag.grammemes for one in parses(first)]
    return any({"plur", "nomn"} <= tag for tag in tags) and not any({"sing", "nomn"} <= tag for tag in tags)


def _word_start(word: str, text: str) -> int:
    match = re.search(rf"(?<!\w){re.escape(word)}", text)
    return match.start() if match is not None else -1


def _is_body_word(word: str) -> bool:
    return word.startswith(heading_kind_words().organisation) or word in heading_kind_words().legal_forms


@dataclass(frozen=True, slots=True)
class HeadingKindWords:
    """The entries of headings.yml; the file tells what each is for."""

    subject: tuple[str, ...]
    fields: frozenset[str]
    organisation: tuple[str, ...]
    legal_forms: frozenset[str]


@lru_cache(maxsize=1)
def heading_kind_words() -> HeadingKindWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("headings.yml"), HeadingKindWords)
