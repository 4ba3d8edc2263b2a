"""Whether a heading names a municipality, in whatever spelling, and which.

The heading is taken word by word. A district's adjective beside its noun, or a town's name after «город»,
names it; `municipalities.yml` lists the words that only frame such a name (МО, администрация, Смоленской
области, 3 мероприятия). What has the noun of a territory and no name that is known is told apart from what
has none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cell.regular import regular
from loaders.cell.text import inflect
from loaders.tables.municipality_words import (
    HeadingWords,
    heading_words,
    lies_elsewhere,
    may_name,
    vocabulary,
)
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion, Municipality
from ontology.home import load as load_home

_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class NamedMunicipality:
    """A municipality that a heading names.

    `id` is that of the home region's municipality, None of any other; `alone` is whether the heading says
    nothing besides.
    """

    name: str
    id: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class _HeadingNaming:
    """Words of a heading that name a municipality; by its seat, they say it of a part of it."""

    start: int
    end: int
    name: str
    id: str | None = None
    is_seat: bool = False


def named_municipality(line: str) -> NamedMunicipality | None:
    """The one municipality that the heading names; None where it names none, or several."""
    text = regular(line)
    if not may_name(text):
        return None
    outside = _BRACKETED.sub(" ", text)
    return _named(outside) or (_named(text) if outside != text else None)


def _named(text: str) -> NamedMunicipality | None:
    words = heading_words(text)
    found = list(_all_named(words))
    one = _agreed(found)
    if one is None or _names_another(words, found):
        return None
    if one.id is not None and lies_elsewhere(words):
        one = replace(one, id=None)
    alone = not one.is_seat and all(words.frames(i) for i in _uncovered(words, found))
    return NamedMunicipality(one.name, one.id, alone) if one.id or alone else None


def _agreed(found: Sequence[_HeadingNaming]) -> _HeadingNaming | None:
    """What all namings name, those of the home region before others and its seats last."""
    known = [one for one in found if one.id is not None]
    namings = [one for one in known if not one.is_seat] or known or found
    return namings[0] if len({(one.name, one.id) for one in namings}) == 1 else None


def _uncovered(words: HeadingWords, found: Sequence[_HeadingNaming]) -> list[int]:
    covered = {i for one in found for i in range(one.start, one.end)}
    return [i for i in range(len(words)) if i not in covered]


def _all_named(words: HeadingWords) -> Iterator[_HeadingNaming]:
    """Every district and town that is named with its noun; else a name that stands alone in its frame."""
    position, any_found = 0, False
    while position < len(words):
        found = _district(words, position) or _town(words, position)
        if found is not None:
            any_found = True
            yield found
        position = found.end if found is not None else position + 1
    if not any_found:
        yield from _bare_name(words)


# ── districts ───────────────────────────────────────────────────────────────────────────────────


def _district(words: HeadingWords, at: int) -> _HeadingNaming | None:
    """«Вяземский муниципальный округ», «Вяземского р-на», «муниципальный округ Вяземский»."""
    end = _noun_end(words, at)
    return _named_behind(words, at, end) if end is not None else _named_before(words, at)


def _named_behind(words: HeadingWords, start: int, end: int) -> _HeadingNaming | None:
    # «Муниципальные округа Смоленской области»: the name of the region stands behind.
    if not words.is_adjective(end) or _noun_end(words, end + 1) is not None:
        return None
    if end + 1 < len(words) and words.lemmas[end + 1] in vocabulary().regions:
        return None
    found = _district_of(words, (start, end + 1), (end, end + 1), (start, end))
    return found if found.id or words.is_name(end) else None


def _named_before(words: HeadingWords, at: int) -> _HeadingNaming | None:
    for length in (2, 1):
        noun = at + length
        end = _noun_end(words, noun)
        if end is not None and words.is_adjective(noun - 1):
            found = _district_of(words, (at, end), (at, noun), (noun, end))
            if found.id or (length == 1 and words.is_name(at)):
                return found
    return None


def _district_of(
    words: HeadingWords, whole: tuple[int, int], name: tuple[int, int], noun: tuple[int, int]
) -> _HeadingNaming:
    adjective = "-".join(words.words[slice(*name)])
    kind = " ".join(words.lemmas[slice(*noun)])
    kind = vocabulary().districts.get(kind, kind)
    home = load_home()
    city = _city_of(home, adjective) if kind.startswith(vocabulary().city_adjective) else None
    if city is not None:
        return _HeadingNaming(*whole, city.name, city.id)
    known = home.municipality(f"{adjective} {vocabulary().district_nouns[0]}")
    if known is not None:
        return _HeadingNaming(*whole, f"{known.short} {kind}", known.id)
    return _HeadingNaming(*whole, f"{_proper(inflect(adjective, 'nomn', 'sing', 'masc', pos='ADJF'))} {kind}")


def _city_of(home: HomeRegion, adjective: str) -> Municipality | None:
    stem = adjective_stem(key(adjective))
    cities = (one for one in home.municipalities if one.kind == "city")
    return next((one for one in cities if stem is not None and adjective_stem(one.adjective) == stem), None)


def _noun_end(words: HeadingWords, at: int) -> int | None:
    """Where the noun of a district ends that begins here: «муниципальный округ», «район», «МО»."""
    end = _past(words, at, vocabulary().district_adjectives)
    if end < len(words) and words.lemmas[end] in vocabulary().district_nouns:
        after = end + 1
        return None if _noun_is_frame(words, at, after) else after
    return None


def _noun_is_frame(words: HeadingWords, start: int, end: int) -> bool:
    """«МО» names a kind only behind a name, and «городской округ» before «город …» only frames it."""
    if words.lemmas[start:end] == (vocabulary().short_noun,):
        return not words.is_adjective(start - 1)
    return end < len(words) and words.lemmas[end] in vocabulary().towns


# ── towns ───────────────────────────────────────────────────────────────────────────────────────


def _town(words: HeadingWords, start: int) -> _HeadingNaming | None:
    """«город Смоленск», «г. Десногорск», «городской округ Десногорск»."""
    at = _past(words, start, vocabulary().before_towns)
    marked = at < len(words) and words.lemmas[at] in vocabulary().towns
    at += marked
    if at == start or at >= len(words):
        return None
    known = _known_town(words.words[at])
    if known is not None and (marked or not known.is_seat):
        return _HeadingNaming(start, at + 1, known.name, known.id, known.is_seat)
    return _unknown_town(words, start, at) if marked and words.is_name(at) else None


def _past(words: HeadingWords, at: int, lemmas: Sequence[str]) -> int:
    while at < len(words) and words.lemmas[at] in lemmas:
        at += 1
    return at


def _known_town(word: str) -> _HeadingNaming | None:
    """The municipality that a town is, or whose bodies sit there."""
    home = load_home()
    known = home.municipality(f"{vocabulary().towns[0]} {word}")
    if known is not None and known.kind == "city":
        return _HeadingNaming(0, 1, known.name, known.id)
    district = home.seated_in(word)
    return _HeadingNaming(0, 1, district.name, district.id, is_seat=True) if district is not None else None


def _unknown_town(words: HeadingWords, start: int, at: int) -> _HeadingNaming:
    end = at + 2 if words.is_name(at + 1) and not words.frames(at + 1) else at + 1
    name = _proper(inflect(" ".join(words.words[at:end]), "nomn", "sing"))
    return _HeadingNaming(start, end, f"{vocabulary().towns[0]} {name}")


# ── names alone ─────────────────────────────────────────────────────────────────────────────────


def _bare_name(words: HeadingWords) -> Iterator[_HeadingNaming]:
    """«Десногорск», «МО «Вяземский»», «Администрация Вязьмы»: all that a frame holds is the name."""
    named = [i for i in range(len(words)) if not words.frames(i)]
    if len(named) != 1 or not words.is_name(named[0]):
        return
    (at,) = named
    word = words.words[at]
    known = load_home().municipality(word)
    if known is not None and known.kind == "district":
        yield from _bare_district(words, at, known)
    elif known is not None:
        yield _HeadingNaming(at, at + 1, known.name, known.id)
    elif (town := _known_town(word)) is not None:
        yield _HeadingNaming(at, at + 1, town.name, town.id, town.is_seat)


def _bare_district(words: HeadingWords, at: int, known: Municipality) -> Iterator[_HeadingNaming]:
    """A district by its adjective alone; «Смоленская городская администрация» is that of the city."""
    city = _city_of(load_home(), words.words[at])
    if city is not None and vocabulary().city_adjective in words.lemmas:
        yield _HeadingNaming(at, at + 1, city.name, city.id)
    elif len(words) > 1 or words.words[at].endswith(vocabulary().full_adjective):
        yield _HeadingNaming(at, at + 1, known.name, known.id)


def _names_another(words: HeadingWords, found: Sequence[_HeadingNaming]) -> bool:
    """Whether a second municipality of the home region is named without a noun of its own."""
    names = {word for one in found for word in (one.name.split()[0], one.name.split()[-1])}
    region = key(load_home().adjective)
    for i in _uncovered(words, found):
        if words.lemmas[i] != region and words.is_name(i) and words.joins(i):
            known = load_home().municipality(words.words[i])
            if known is not None and known.short not in names:
                return True
    return False


def _proper(name: str) -> str:
    """Capitalised as a name, also when the heading is all in capitals."""
    if name.isupper():
        return re.sub(r"[^\W_]+", lambda m: m.group().capitalize(), name)
    return name[:1].upper() + name[1:]
