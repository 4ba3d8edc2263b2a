"""What a document is called: its title in the nominative, its date and number, how many there are."""

import re
from collections.abc import Sequence
from datetime import date

from loaders.agreements.words import plain, vocabulary
from loaders.cell.text import CellText, Token, inflect, parses, squash
from loaders.dates.months import month_number

_DAY = r"«?(\d{1,2})»?(?:\.(\d{1,2})\.|\s+([а-яё]+)\s+)(\d{4})"
_DATE = re.compile(rf"(?:\bот|подписан\w*|заключ[её]н\w*)\s+{_DAY}", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*([\w/.-]*\w)")
_WITH_NAME = re.compile(r"\bс(?:о)?\s+(?=[А-ЯЁ«])")
# «договор о сотрудничестве № 5», not «договор о ремонте школы № 5».
_SUBJECT = re.compile(
    r"(?:сотрудничеств|партн[её]рств|взаимодействи|дружб|обмен|побратимств)\w*$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"\b(?:в|на|о|об|по|при|для|к)\s+$")


def qualifiers(before: Sequence[Token]) -> list[str]:
    """Adjectives right before the noun: «дополнительное», «дорожная»."""
    words: list[str] = []
    for token in reversed(before):
        tag = parses(token.text)[0].tag
        if tag.POS != "ADJF" or "Anum" in tag:
            break
        words.insert(0, token.text)
    return words


def name_of(
    cell: CellText,
    adjectives: list[str],
    noun: Token,
    following: Sequence[Token],
    bodies: Sequence[int],
    stop: int,
    rule: str,
) -> tuple[int, str]:
    """Where the document's name ends, and the name; it ends where a body's name begins, if not earlier."""
    text = cell.text
    ends = (
        vocabulary().name_ends.search(plain(text), noun.end, stop),
        _WITH_NAME.search(text, noun.end, stop),
    )
    marks = [match.start() for match in ends if match is not None]
    marks += [token.start for token in following if _is_predicate(token)][:1]
    marks += [start for start in bodies if _PREPOSITION.search(text[noun.end : start]) is None][:1]
    end = min([*marks, stop])
    return end, _title(noun, adjectives, text[noun.end : end], rule)


def _is_predicate(token: Token) -> bool:
    return token.text.islower() and parses(token.text)[0].tag.POS in ("VERB", "PRTS")


def _title(noun: Token, adjectives: list[str], rest: str, rule: str) -> str:
    """The document's name in the nominative, without parties."""
    words = [*adjectives, noun.text]
    if rule == "draft":
        return squash(f"Проект {' '.join(_agreeing(words, 'gent'))}{rest}")
    name = " ".join(_agreeing(words, "nomn"))
    return vocabulary().dangling.sub("", squash(name[:1].upper() + name[1:] + rest))


def _agreeing(words: list[str], case: str) -> list[str]:
    """Adjectives and their noun, in lower case, in the singular of the case."""
    noun = words[-1].lower()
    gender = str(parses(noun)[0].tag.gender)
    return [
        *(inflect(word.lower(), case, "sing", gender) for word in words[:-1]),
        inflect(noun, case, "sing"),
    ]


def is_plural(adjectives: Sequence[str], noun: str) -> bool | None:
    """Whether several documents are told of; None where neither the noun nor its adjectives tell."""
    for word, speech in ((noun, "NOUN"), *((adjective, "ADJF") for adjective in adjectives)):
        numbers = {str(reading.tag.number) for reading in parses(word) if reading.tag.POS == speech}
        if len(numbers) == 1:
            return numbers == {"plur"}
    return None


def sides_told(adjectives: Sequence[str]) -> int | None:
    """How many are party to each: three of «трехсторонние соглашения»."""
    told = (
        sides
        for word in adjectives
        for stem, sides in vocabulary().sided.items()
        if plain(word).startswith(stem)
    )
    return next(told, None)


def signed_on(text: str) -> date | None:
    """The day after «от» or «подписан»."""
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, name, year = found.groups()
    number = int(month) if month is not None else month_number(name)
    try:
        return date(int(year), number or 0, int(day))
    except ValueError:
        return None


def number_in(text: str) -> str | None:
    """A number that stands by the document's date, or by its noun."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    before = text[: found.start()].rstrip()
    dated = _DATE.search(before)
    near = (
        not before
        or _SUBJECT.search(before) is not None
        or (dated is not None and len(before) - dated.end() <= 12)
    )
    return found[1] if near or re.match(r"\s*от\s", text[found.end() :]) else None
