"""What a row between the events says: a municipality, a field of cooperation, a body, or a statement.

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
from typing import Any

from loaders.cell.text import inflect, squash
from ontology.yaml_files import read_yaml


class Kind(StrEnum):
    """What a heading names."""

    MUNICIPALITY = "municipality"
    SUBJECT = "subject"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words on one line, what it names, and the municipality's name in the nominative."""

    text: str
    kind: Kind
    municipality: str | None = None


_NUMBERING = re.compile(r"^(?:(?:[IVX]+|\d{1,2})[.)]\s*)+")
_REGION = re.compile(
    r"\s+[\w-]+(?:ской|цкой|ого)\s+(?:области|края)\s*$|\s+Республики\s+[\w-]+\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_WORD = r"[А-ЯЁа-яё-]+"


def read_heading(text: str) -> Heading:
    """The heading with what it names; whether that is possible here is for the report to say."""
    line = squash(text)
    municipality = _municipality(line)
    if municipality is not None:
        return Heading(line, Kind.MUNICIPALITY, municipality)
    return Heading(line, _kind(line.lower()))


def _kind(lower: str) -> Kind:
    """What the heading names first: «Центр международного сотрудничества» is a body, not a field."""
    subject = min(
        (at for word in _settings()["subject"] if (at := _word_start(word, lower)) >= 0), default=None
    )
    body = next((m.start() for m in re.finditer(r"[а-яё]+", lower) if _is_body_word(m.group())), None)
    if subject is not None and (body is None or subject <= body):
        return Kind.SUBJECT
    return Kind.ORGANISATION if body is not None or "«" in lower else Kind.UNKNOWN


def _word_start(word: str, text: str) -> int:
    match = re.search(rf"(?<!\w){re.escape(word)}", text)
    return match.start() if match is not None else -1


def _is_body_word(word: str) -> bool:
    return word.startswith(tuple(_settings()["organisation"])) or word in _settings()["legal_forms"]


def _municipality(line: str) -> str | None:
    name = _bare(_REGION.sub("", _NUMBERING.sub("", line)).rstrip(" .:"))
    town = re.fullmatch(
        rf"(?:городской округ\s+)?(?:{_any('towns')})\.?\s*({_WORD}(?:\s{_WORD})?)", name, re.I
    )
    if town is not None:
        return f"город {_proper(inflect(town[1], 'nomn', 'sing'))}"
    district = re.fullmatch(rf"({_WORD})\s+({_district_words()})", name, re.IGNORECASE)
    if district is not None:
        noun = _nominative_district(district[2])
        return f"{_proper(inflect(district[1], 'nomn', 'sing', 'masc', pos='ADJF'))} {noun}"
    return None


def _bare(name: str) -> str:
    """Without «муниципальное образование», «администрация» and the quotation marks around the name itself."""
    wrapped = re.match(rf"(?:(?:{_any('wrappers')})\s+)+", name, re.IGNORECASE)
    rest = name[wrapped.end() :] if wrapped is not None else name
    bare = rest.strip(" -–—:")
    quoted = _QUOTED.fullmatch(bare)
    return quoted[1].strip() if quoted is not None else bare


def _any(key: str) -> str:
    return "|".join(sorted(map(re.escape, _settings()["municipality"][key]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _districts() -> dict[str, str]:
    """«муниципального округа» → «муниципальный округ», for every case that headings use."""
    forms = {}
    for noun in _settings()["municipality"]["districts"]:
        for case in ("nomn", "gent", "datv", "loct"):
            forms[" ".join(inflect(word, case, "sing") for word in noun.split())] = noun
    return forms


def _district_words() -> str:
    return "|".join(sorted(map(re.escape, _districts()), key=len, reverse=True))


def _nominative_district(words: str) -> str:
    return _districts()[words.lower()]


def _proper(name: str) -> str:
    """Capitalised as a name, also when the heading is all in capitals."""
    return (
        re.sub(r"[^\W_]+", lambda m: m.group().capitalize(), name)
        if name.isupper()
        else name[:1].upper() + name[1:]
    )


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number that a statement gives, and whether it counts the report's own rows."""

    total: int
    counts_rows: bool


def is_statement(text: str) -> bool:
    """Whether the words are a sentence of the report about itself and no heading."""
    lower = squash(text).lower()
    words = _settings()["statement"]
    begins = any(re.match(beginning, lower) for beginning in words["beginnings"])
    acts = any(re.search(rf"(?<!\w){verb}", lower) for verb in words["verbs"])
    counts = re.search(r"\d", lower) is not None and lower.startswith(("всего", "итого", "общее количество"))
    return begins and (acts or counts)


def stated_count(text: str) -> StatedCount | None:
    """The first number of meetings, receptions, events … that the statement gives."""
    lower = squash(text).lower()
    words = _settings()["statement"]
    counted = "|".join(words["counted"])
    number = r"(\d{1,4}|" + "|".join(_settings()["numerals"]) + ")"
    match = re.search(
        rf"(?<![\w-]){number}\s+(?!год|г\.)(?:[а-яё-]+\s+)?((?:{counted})[а-яё]*)([^.;:]*)", lower
    )
    if match is not None:
        total = int(match[1]) if match[1].isdecimal() else int(_settings()["numerals"][match[1]])
        unqualified = not re.search(r"\w", match[3])
        return StatedCount(total, match[2].startswith(tuple(words["rows"])) and unqualified)
    return StatedCount(0, False) if any(word in lower for word in words["none"]) else None


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "headings.yml")
    return settings
