"""What an organisation is called where there is little room: «Гимназия № 7, Гродно»."""

from functools import lru_cache

from ontology.lexicon.organisations import form_of
from ontology.names.organisations.lexicon import organisation_words
from ontology.names.organisations.steps import Draft, find_form
from ontology.names.words import base, fold, tidy, words

SHORTEST = 4
"""A small word of fewer letters before a town is a preposition: the town belongs to what is said."""
STEM = 5
"""So many letters alike tell that an adjective is of a place: «Витебский» of «Витебск»."""


@lru_cache(maxsize=20_000)
def short_name(text: str, place: str | None) -> str:
    """The name without legal form, namesake and town, then the town where the rest does not tell it."""
    kept = _without_place(_without_namesake(_without_form(tidy(text).split())), place)
    name = _unquoted(" ".join(kept)).rstrip(" ,.").replace(" - ", " – ") or text
    name = name[0].upper() + name[1:]
    if place is None or _tells(name, place):
        return name
    return f"{name}, {place}"


def _without_form(parts: list[str]) -> list[str]:
    """The words after the legal form that the name begins with."""
    head = [plain for part in parts if (plain := "".join(words(part)))]
    span = find_form(Draft(head))
    if span is None or span[0] > 0 or span[1] >= len(parts):
        return parts
    end = span[1]
    while end < len(parts) - 1 and (further := form_of(parts[end])) is not None and further.follows:
        end += 1
    return _quoted_after(parts, end) or parts[end:]


def _quoted_after(parts: list[str], end: int) -> list[str]:
    """The name in quotes, where only small words stand between the form and it: «учреждение культуры «…»»."""
    opening = next((i for i in range(end, len(parts)) if parts[i].startswith("«")), None)
    if opening is None or not all(part.islower() for part in parts[end:opening]):
        return []
    return parts[opening:]


def _without_namesake(parts: list[str]) -> list[str]:
    """The words before «имени …», with the quotation mark that it closes."""
    marks = organisation_words().namesake_marks
    at = next((i for i, part in enumerate(parts) if i and fold(part.rstrip(".")) in marks), None)
    if at is None:
        return parts
    closing = "»" * max(0, " ".join(parts[:at]).count("«") - " ".join(parts[:at]).count("»"))
    return [*parts[: at - 1], parts[at - 1] + closing]


def _without_place(parts: list[str], place: str | None) -> list[str]:
    """The words without the place at their end, «г. Гродно» or «города Минска»."""
    if place is None or len(parts) < 2:
        return parts
    told = [base(word) for word in words(place)]
    kept, end = parts[: -len(told)], parts[-len(told) :]
    if not kept or [base(word) for word in words(" ".join(end))] != told:
        return parts
    if len(kept) > 1 and base(kept[-1].rstrip(".")) in _town_marks():
        kept = kept[:-1]
    if _belongs(kept[-1], " ".join(end)):
        return parts
    return [*kept[:-1], kept[-1] + "»" * end[-1].count("»")]


def _belongs(before: str, end: str) -> bool:
    """Whether a town at the end is part of the name: opened by a quotation mark, or led by a preposition."""
    return "«" in end or (before.islower() and len(before) < SHORTEST)


@lru_cache(maxsize=1)
def _town_marks() -> frozenset[str]:
    return frozenset(base(mark) for mark in organisation_words().town_marks)


def _unquoted(text: str) -> str:
    """The text without the quotation marks around the whole of it."""
    if not (text.startswith("«") and text.endswith("»")):
        return text
    inner, depth = text[1:-1], 0
    for letter in inner:
        depth += (letter == "«") - (letter == "»")
        if depth < 0:
            return text
    return inner if depth == 0 else inner + "»"


def _tells(name: str, place: str) -> bool:
    stem = fold(words(place)[0])[:STEM] if words(place) else ""
    return any(fold(word).startswith(stem) for word in words(name))
