"""When two names of one entry are the same body, and which of them is its name."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import dropwhile

from loaders.cell.text import lemma, squash
from loaders.mentions import OrganisationMention
from loaders.organisations.known_names import short_names

_SAME_WORDS = {
    "рф": "российский федерация", "рб": "республика беларусь", "россия": "российский федерация",
    "беларусь": "республика беларусь", "облисполком": "областной исполнительный комитет",
    "гп": "государственный предприятие", "гу": "государственный учреждение", "уо": "учреждение образование",
    "гуо": "государственный учреждение образование", "оо": "общественный объединение",
    "тпп": "торгово промышленный палата", "белтпп": "белорусский торгово промышленный палата",
    "зао": "закрытый акционерный общество", "оао": "открытый акционерный общество",
    "пао": "публичный акционерный общество", "ао": "акционерный общество",
    "руп": "республиканский унитарный предприятие",
    "райисполком": "районный исполнительный комитет", "горисполком": "городской исполнительный комитет",
}  # fmt: skip
_EMPTY = frozenset({"г", "город", "имя", "им", "и", "№", "пос", "поселок"})
_AREA = re.compile(r"област|район|округ|край|республик", re.IGNORECASE)
_QUOTED = re.compile(r"«(.*)»")
_ACRONYM = re.compile(r"[А-ЯЁ][а-яё]{0,4}[А-ЯЁ][А-Яа-яё]{0,6}")
_NAMESAKE = re.compile(r"\s(?:имени|им\.)")
_LENGTHENING = re.compile(
    r"\s*(?:имени|им\.|«|(?:народных )?депутатов|города|г\.|по "
    r"|Республики|Российской|Федерального|Национального)"
)


def merged(mentions: Iterable[OrganisationMention]) -> list[list[OrganisationMention]]:
    """The mentions by body, in order of first mention; within a body the best name first."""
    groups: list[list[OrganisationMention]] = []
    for mention in mentions:
        group = next((g for g in groups if any(_same(mention, other) for other in g)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return [sorted(group, key=_fullness, reverse=True) for group in groups]


def _fullness(mention: OrganisationMention) -> tuple[int, bool, int]:
    name = mention.organisation.name
    return len(name_words(name)), not re.search(r"»»", name), len(name)


def _same(one: OrganisationMention, other: OrganisationMention) -> bool:
    a, b = one.organisation, other.organisation
    x, y = name_words(a.name), name_words(b.name)
    if x == y:
        return not _apart(a.place, b.place)
    if None not in {a.place, b.place} and a.place != b.place:
        return False
    if {w for w in x if w.isdigit()} != {w for w in y if w.isdigit()}:
        return False
    if (
        a.kind == b.kind
        and (x < y or y < x)
        and _innermost(a.name)
        and _innermost(a.name) == _innermost(b.name)
    ):
        return True
    if a.kind == b.kind and _quoted(a.name) is not None and _quoted(a.name) == _quoted(b.name):
        return a.kind == "ensemble" or x < y or y < x
    orders = ((a.name, b.name), (b.name, a.name))
    is_abroad = None not in {a.country, b.country} and a.country != b.country
    return any(
        _lengthens(short, long) or (not is_abroad and _abbreviates(short, long)) for short, long in orders
    )


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two settlements are told and differ; an area may be where the settlement lies."""
    if one is None or other is None or one == other:
        return False
    return not any(_AREA.search(place) for place in (one, other))


def _lengthens(short: str, long: str) -> bool:
    """Whether the long name is the short one with a legal form before it, or a namesake or place after it."""
    x, y = squash(short).lower(), squash(long).lower()
    if long.startswith(short) and _LENGTHENING.match(long[len(short) :]):
        return True
    return len(name_words(short)) > 1 and (
        y.endswith((f"«{x}»", f" {x}")) and re.match(r"[А-Я]{2,}", long) is not None
    )


def _abbreviates(short: str, long: str) -> bool:
    """«СмолГУ», «МБУ «Руднянский ЦДТ»» and the name in full: capitals begin the words they stand for."""
    first, second = _plain_words(short), _plain_words(long)
    if not any(_ACRONYM.fullmatch(word) for word in first):
        return False
    return _stands_for(first, second) or _stands_for(first, _without_form(second))


def _plain_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[А-Яа-яёЁ]+", _NAMESAKE.split(name)[0]) if len(word) > 1]


def _without_form(words: list[str]) -> list[str]:
    """The words after legal forms in capitals."""
    return list(dropwhile(lambda word: word.isupper(), words))


def _stands_for(short: list[str], long: list[str]) -> bool:
    """Whether each word is the same as the next of the long name, or capitals that begin its next words."""
    if not short or not long:
        return not short and not long
    if short[0].lower() == long[0].lower() or lemma(short[0]) == lemma(long[0]):
        return _stands_for(short[1:], long[1:])
    beginnings = [piece.lower() for piece in re.findall(r"[А-ЯЁ][а-яё]*", short[0])]
    if not _ACRONYM.fullmatch(short[0]) or len(beginnings) > len(long):
        return False
    begin = all(word.lower().startswith(b) for b, word in zip(beginnings, long, strict=False))
    return begin and _stands_for(short[1:], long[len(beginnings) :])


@lru_cache(maxsize=20_000)
def name_words(name: str) -> frozenset[str]:
    """The dictionary forms of a name's words, usual abbreviations written out, words such as «г.» aside."""
    return frozenset(_words(name))


def _words(name: str) -> Iterator[str]:
    for word in re.findall(r"[a-zа-я0-9]+", name.lower().replace("ё", "е")):
        plain = lemma(word)
        full_name = short_names().get(word)
        if full_name is not None:
            yield from _words(full_name)
        elif plain not in _EMPTY:
            yield from _SAME_WORDS.get(plain, plain).split()


def _innermost(name: str) -> str:
    """The words of the last and innermost quotes, in lower case; empty where there are none."""
    found = re.findall(r"«([^«»]*)»", name)
    return found[-1].lower().replace("ё", "е") if found else ""


def _quoted(name: str) -> frozenset[str] | None:
    found = _QUOTED.search(name)
    return name_words(found.group(1)) if found is not None else None
