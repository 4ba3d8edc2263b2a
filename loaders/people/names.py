"""How people are named: initials with a surname, and full names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pymorphy3.analyzer import Parse

from loaders.cell.text import CellText, Token, parses, squash
from ontology.yaml_files import read_yaml

_ORDER = (
    "nomn",
    "gent",
    "ablt",
    "datv",
    "accs",
    "loct",
)  # of cases that a name stands in, the likeliest first

_INITIAL = r"(?:[А-ЯЁ]|Дж|Дз|Кс)\.(?:-[А-ЯЁ]\.)?"
_SURNAME = r"(?:[Дд]е\s|[Фф]он\s|[ДО]['’])?[А-ЯЁ][а-яё]+(?:[-‑][А-ЯЁ]?[а-яё]+)*(?:\s(?:оглы|кызы))?"
_BEFORE = r"(?<![\w.])"
_INITIALS_FIRST = re.compile(
    rf"{_BEFORE}(?P<initials>{_INITIAL}\s*(?:{_INITIAL})?)\s*(?P<surname>{_SURNAME})(?!\w)"
)
_SURNAME_FIRST = re.compile(
    rf"{_BEFORE}(?P<surname>{_SURNAME})\s+(?P<initials>{_INITIAL}\s?{_INITIAL}|[А-ЯЁ]\.(?=\s*[,;)\n]))"
)
_SHORTEST_SURNAME = 4  # of those that are common words
_PATRONYMIC = re.compile(r"(вич|вн|ичн|[ьмк]ич|ыч)", re.IGNORECASE)


@lru_cache(maxsize=1)
def people_data() -> dict[str, Any]:
    """people.yml as it stands."""
    data: dict[str, Any] = read_yaml(Path(__file__).parent / "people.yml")
    return data


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it stands in a cell.

    `words` are its declinable words in order, `bracket` what stands in one after it: its spelling in Latin
    letters, a monk's surname; `case` and `gender` are the likeliest told by a given name or patronymic,
    `readings` all that they can be.
    """

    start: int
    end: int
    words: tuple[str, ...]
    rule: str
    initials: str = ""
    case: str | None = None
    gender: str | None = None
    bracket: str = ""
    readings: frozenset[tuple[str, str | None]] = frozenset()

    @property
    def surname(self) -> str:
        """The last word, which is the surname where there are initials."""
        return self.words[-1]


# ── finding ─────────────────────────────────────────────────────────────────────────────────────


def initials_and_surname(cell: CellText) -> Iterator[Name]:
    """«В.Н. Анохин» and «Анохин В.Н.»."""
    taken: list[tuple[int, int]] = []
    for pattern, rule in ((_INITIALS_FIRST, "initials_first"), (_SURNAME_FIRST, "surname_first")):
        for match in pattern.finditer(cell.text):
            start, end = match.span()
            if rule == "initials_first" and _belongs_to_surname_before(cell.text, match):
                continue
            if any(start < e and s < end for s, e in taken) or _is_plain_word(match["surname"]):
                continue
            taken.append((start, end))
            initials = re.sub(r"\s+", "", match["initials"])
            yield Name(start, end, (squash(match["surname"]),), rule, initials)


def _is_plain_word(word: str) -> bool:
    """Whether the word only begins a sentence after an initial: «… Лю Ян. Подписан протокол»."""
    readings = parses(word)
    predicate = readings[0].is_known and readings[0].tag.POS in ("VERB", "PRTS", "PREP", "ADVB", "NPRO")
    return predicate and not any("Surn" in p.tag for p in readings)


def _belongs_to_surname_before(text: str, match: re.Match[str]) -> bool:
    """A list without marks, a surname first on each line: «Иванов И.И.⏎Петров П.П.»."""
    if "\n" not in text[match.end("initials") : match.start("surname")]:
        return False
    before = re.search(r"([А-ЯЁ][а-яё-]+)\s*$", text[: match.start()])
    return before is not None and any("Surn" in p.tag for p in parses(before[1]))


def full_name(cell: CellText) -> Iterator[Name]:
    """«Иван Иванович Петров», «Петров Иван Иванович», «Анна Петрова»."""
    tokens = tuple(cell.tokens)
    taken = -1
    for i in range(len(tokens) - 1):
        if i <= taken or not _tagged(tokens[i], "Name") or not _adjacent(cell, tokens[i], tokens[i + 1]):
            continue
        words = _around_given_name(cell, tokens, i, taken)
        if words is not None:
            first, last = words
            taken = last
            yield _full(tokens[first : last + 1], tokens[i])


def _around_given_name(
    cell: CellText, tokens: tuple[Token, ...], i: int, taken: int
) -> tuple[int, int] | None:
    """First and last token of the name about the given name at `i`; None where it stands alone."""
    has_patronymic = _tagged(tokens[i + 1], "Patr") and _PATRONYMIC.search(tokens[i + 1].text) is not None
    last = i + 1 if has_patronymic else i
    before = i - 1 > taken and _adjacent(cell, tokens[i - 1], tokens[i]) and _tagged(tokens[i - 1], "Surn")
    if before and has_patronymic:
        return i - 1, last
    after = last + 1
    if after < len(tokens) and _adjacent(cell, tokens[last], tokens[after]):
        word = tokens[after]
        if _like_surname(word) or _is_surname_only_here(word) or (has_patronymic and _is_title_case(word)):
            return i, after + _further_surname(cell, tokens, after, has_patronymic)
    if before:
        return i - 1, last
    return (i, last) if has_patronymic else None


def _further_surname(cell: CellText, tokens: tuple[Token, ...], last: int, has_patronymic: bool) -> int:
    """One where a second surname that no dictionary knows follows: «Хуан Перес Гарсиа»."""
    after = last + 1
    if has_patronymic or after >= len(tokens) or not _adjacent(cell, tokens[last], tokens[after]):
        return 0
    word, first = tokens[after], tokens[last]
    strange = not parses(first.text)[0].is_known and _is_surname_only_here(word)
    unknown = not parses(word.text)[0].is_known
    return int(word.is_word and _is_title_case(word) and (unknown or strange))


def _full(tokens: tuple[Token, ...], given: Token) -> Name:
    """The name with the case and gender in which its given name and patronymic agree."""
    reliable = [token for token in tokens if _tagged(token, "Patr") or token is given]
    readings = [
        {
            (p.tag.case, p.tag.gender)
            for p in parses(t.text)
            if {"Name", "Patr"} & p.tag.grammemes and "sing" in p.tag and p.tag.case in _ORDER
        }
        for t in reliable
    ]
    common = set.intersection(*readings)
    surname = [t for t in tokens if t not in reliable]
    agreed = {
        (p.tag.case, gender)
        for t in surname
        for p in parses(t.text)
        for case, gender in common
        if p.tag.case == case and "sing" in p.tag and _of_gender(p, gender)
    }
    best = min(agreed or common, key=lambda cg: _ORDER.index(cg[0]), default=(None, None))
    return Name(
        tokens[0].start,
        tokens[-1].end,
        tuple(t.text for t in tokens),
        "full_name",
        case=best[0],
        gender=best[1],
        readings=frozenset(agreed if agreed and all(parses(t.text)[0].is_known for t in surname) else common),
    )


def _of_gender(reading: Parse, gender: str | None) -> bool:
    return gender is None or gender in reading.tag or "ms-f" in reading.tag


def _tagged(token: Token, grammeme: str) -> bool:
    """Whether the capitalised word can be a Name, Patr or Surn."""
    return token.is_capitalised and not token.text.isupper() and _has_reading(token.text, grammeme)


@lru_cache(maxsize=20_000)
def _has_reading(word: str, grammeme: str) -> bool:
    """Whether the word has the grammeme; a given name must be in the dictionary."""
    return any(grammeme in p.tag and (grammeme != "Name" or p.is_known) for p in parses(word))


def _like_surname(token: Token) -> bool:
    """A capitalised word that is a surname or that no dictionary knows."""
    if not token.is_capitalised or token.text.isupper():
        return False
    readings = parses(token.text)
    return any("Surn" in p.tag for p in readings) or not any(p.is_known for p in readings)


def _is_surname_only_here(word: Token) -> bool:
    """«Сергей Моргунов», «Егор Белый»: a capitalised common word that names no place and no post."""
    if not _is_title_case(word) or len(word.text) < _SHORTEST_SURNAME:
        return False
    readings = parses(word.text)
    return not any({"Geox", "Orgn", "Name"} & p.tag.grammemes for p in readings[:1]) and all(
        p.normal_form not in people_data()["posts"] for p in readings
    )


def _is_title_case(word: Token) -> bool:
    return word.is_capitalised and not word.text.isupper()


def _adjacent(cell: CellText, left: Token, right: Token) -> bool:
    return cell.text[left.end : right.start].strip() == ""
