"""Whether a heading names a municipality, in whatever spelling, and which.

The heading is taken word by word. A district's adjective beside its noun, or a town's name after «город»,
names it; `headings.yml` lists the words that only frame such a name (МО, администрация, Смоленской области,
3 мероприятия). What has the noun of a territory and no name that is known is told apart from what has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.regular import in_cyrillic, regular
from loaders.cell.text import inflect
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion, Municipality
from ontology.home import load as load_home
from ontology.morphology import lemma
from ontology.yaml_files import read_yaml

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_BRACKETED = re.compile(r"\([^()]*\)")
_FEW_WORDS = 4
_STEM = 4
_ROMAN = re.compile(r"[IVXІ]+")
_ADJECTIVE = re.compile(r"[а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое)", re.IGNORECASE)


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
class _Words:
    """A heading's words and their dictionary forms."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str
    id: str | None = None


def named_municipality(line: str) -> NamedMunicipality | None:
    """The one municipality that the heading names; None where it names none, or several."""
    text = regular(line)
    if not _may_name(text):
        return None
    outside = _BRACKETED.sub(" ", text)
    return _named(outside) or (_named(text) if outside != text else None)


def _may_name(text: str) -> bool:
    """Whether a look at every word is worth it: the text is short or has a noun of municipalities."""
    return text.count(" ") < _FEW_WORDS or _signs().search(text) is not None


def _named(text: str) -> NamedMunicipality | None:
    words = _words(text)
    found = list(_all_named(words))
    at_home = [one for one in found if one.id is not None]
    named = {(one.name, one.id) for one in at_home or found}
    if len(named) != 1 or _names_another(words, found):
        return None
    ((name, home_id),) = named
    covered = {i for one in found for i in range(one.start, one.end)}
    rest = [i for i in range(len(words)) if i not in covered]
    alone = all(_frames(words, i) for i in rest)
    return NamedMunicipality(name, home_id, alone) if home_id or alone else None


def names_home_region(line: str) -> bool:
    """Whether the words name the home region: «Смоленской области»."""
    words, home = _words(regular(line)), load_home()
    stem = adjective_stem(key(home.adjective))
    return any(
        adjective_stem(key(word)) == stem and following in _settings()["regions"]
        for word, following in zip(words.words, words.lemmas[1:], strict=False)
    )


def is_territory(line: str) -> bool:
    """Whether the heading speaks as if it named a municipality: «Вяземское городское поселение», «МО …»."""
    text = regular(line)
    if not _may_name(text):
        return False
    words = _words(text)
    nouns = _settings()["territories"]
    for i, word in enumerate(words.lemmas):
        if word in nouns and (_is_adjective(words, _before_noun(words, i)) or _is_name(words, i + 1)):
            return True
    return words.lemmas[:1] in (("мо",), ("город",)) or words.lemmas[:2] == ("муниципальный", "образование")


def _words(text: str) -> _Words:
    for written, whole in _abbreviations():
        text = written.sub(whole, text)
    words = tuple(
        word if _ROMAN.fullmatch(word) and len(word) < 5 else in_cyrillic(word)
        for word in _TOKEN.findall(text)
    )
    return _Words(words, tuple(_lemma(word) for word in words))


def _lemma(word: str) -> str:
    lower = word.lower()
    fixed: str | None = _settings()["lemmas"].get(lower)
    return fixed or lemma(lower)


def _all_named(words: _Words) -> Iterator[_Found]:
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


def _district(words: _Words, at: int) -> _Found | None:
    """«Вяземский муниципальный округ», «Вяземского р-на», «муниципальный округ Вяземский»."""
    start, end = at, _noun_end(words, at)
    if end is not None:
        if not _is_adjective(words, end) or _noun_end(words, end + 1) is not None:
            return None
        found = _named_district(words, (start, end + 1), (end, end + 1), (start, end))
        return found if found.id or _is_name(words, end) else None
    for length in (2, 1):
        noun = at + length
        end = _noun_end(words, noun)
        if end is not None and _is_adjective(words, noun - 1):
            found = _named_district(words, (at, end), (at, noun), (noun, end))
            if found.id or (length == 1 and _is_name(words, at)):
                return found
    return None


def _named_district(
    words: _Words, whole: tuple[int, int], name: tuple[int, int], noun: tuple[int, int]
) -> _Found:
    adjective = "-".join(words.words[slice(*name)])
    kind = " ".join(words.lemmas[slice(*noun)])
    kind = _settings()["districts"].get(kind, kind)
    home = load_home()
    city = _city_of(home, adjective) if kind.startswith("городской") else None
    if city is not None:
        return _Found(*whole, f"город {city.short}", city.id)
    known = home.municipality(f"{adjective} район")
    if known is not None:
        return _Found(*whole, f"{known.short} {kind}", known.id)
    return _Found(*whole, f"{_proper(inflect(adjective, 'nomn', 'sing', 'masc', pos='ADJF'))} {kind}")


def _city_of(home: HomeRegion, adjective: str) -> Municipality | None:
    stem = adjective_stem(key(adjective))
    cities = (one for one in home.municipalities if one.kind == "city")
    return next((one for one in cities if stem is not None and adjective_stem(one.adjective) == stem), None)


def _noun_end(words: _Words, at: int) -> int | None:
    """Where the noun of a district ends that begins here: «муниципальный округ», «район», «МО»."""
    end = at
    while end < len(words) and words.lemmas[end] in _settings()["district_adjectives"]:
        end += 1
    if end < len(words) and words.lemmas[end] in _settings()["district_nouns"]:
        after = end + 1
        return None if _noun_is_frame(words, at, after) else after
    return None


def _noun_is_frame(words: _Words, start: int, end: int) -> bool:
    """«МО» names a kind only behind a name, and «городской округ» before «город …» only frames it."""
    if words.lemmas[start:end] == ("мо",):
        return not _is_adjective(words, start - 1)
    return end < len(words) and words.lemmas[end] in _settings()["towns"]


def _town(words: _Words, at: int) -> _Found | None:
    """«город Смоленск», «г. Десногорск», «городской округ Десногорск»."""
    start = at
    while at < len(words) and words.lemmas[at] in ("городской", "округ"):
        at += 1
    marked = at < len(words) and words.lemmas[at] in _settings()["towns"]
    if marked:
        at += 1
    if at == start or at >= len(words):
        return None
    home = load_home()
    known = home.municipality(f"город {words.words[at]}")
    if known is not None and known.kind == "city":
        return _Found(start, at + 1, f"город {known.short}", known.id)
    if not marked or not _is_name(words, at):
        return None
    end = at + 2 if _is_name(words, at + 1) and not _frames(words, at + 1) else at + 1
    name = _proper(inflect(" ".join(words.words[at:end]), "nomn", "sing"))
    return _Found(start, end, f"город {name}")


def _bare_name(words: _Words) -> Iterator[_Found]:
    """«Десногорск», «МО «Вяземский»»: all that a frame holds is the name."""
    named = [i for i in range(len(words)) if not _frames(words, i)]
    if len(named) != 1:
        return
    (at,) = named
    home, word = load_home(), words.words[at]
    known = home.municipality(word)
    if known is None or (known.kind == "district" and len(words) == 1 and not word.endswith("ий")):
        return
    yield _Found(at, at + 1, known.name, known.id)


def _names_another(words: _Words, found: Sequence[_Found]) -> bool:
    """Whether a second municipality of the home region is named without a noun of its own."""
    covered = {i for one in found for i in range(one.start, one.end)}
    names = {one.name.split()[0] for one in found} | {one.name.split()[-1] for one in found}
    region = key(load_home().adjective)
    for i, word in enumerate(words.words):
        if i in covered or words.lemmas[i] == region or not _is_name(words, i):
            continue
        known = load_home().municipality(word)
        if known is not None and known.short not in names and _joins(words, i):
            return True
    return False


def _joins(words: _Words, at: int) -> bool:
    return "и" in words.lemmas[max(0, at - 1) : at + 2]


def _frames(words: _Words, at: int) -> bool:
    """Whether the word says no more than that a municipality, its bodies or its events follow."""
    word, text = words.lemmas[at], words.words[at]
    if text.isdecimal() or _ROMAN.fullmatch(text) or word in _settings()["frame"]:
        return True
    regions = _settings()["regions"]
    return (
        word in regions
        or (at + 1 < len(words) and words.lemmas[at + 1] in regions)
        or (at > 0 and words.lemmas[at - 1] == "республика")
    )


def _is_adjective(words: _Words, at: int) -> bool:
    return (
        0 <= at < len(words)
        and _ADJECTIVE.fullmatch(words.words[at]) is not None
        and words.lemmas[at] not in _settings()["district_adjectives"]
    )


def _before_noun(words: _Words, at: int) -> int:
    at -= 1
    while at >= 0 and words.lemmas[at] in _settings()["district_adjectives"]:
        at -= 1
    return at


def _is_name(words: _Words, at: int) -> bool:
    return at < len(words) and words.words[at][:1].isupper() and len(words.words[at]) > 1


def _proper(name: str) -> str:
    """Capitalised as a name, also when the heading is all in capitals."""
    if name.isupper():
        return re.sub(r"[^\W_]+", lambda m: m.group().capitalize(), name)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """The beginnings of the words without which no municipality and no territory is named."""
    settings = _settings()
    nouns = {noun[:_STEM] for noun in (*settings["territories"], *settings["towns"], "образование")}
    written = "|".join(_as_written(short) for short in settings["abbreviations"])
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(nouns))})|{written}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    written: Mapping[str, str] = _settings()["abbreviations"]
    return tuple(
        (re.compile(_as_written(short), re.IGNORECASE), f" {whole} ")
        for short, whole in sorted(written.items(), key=lambda item: -len(item[0]))
    )


def _as_written(short: str) -> str:
    """A pattern for an abbreviation, whose spaces may be missing; one without a dot is a whole word."""
    pattern = r"(?<!\w)" + re.escape(short).replace(r"\ ", r"\s?")
    return pattern if short.endswith(".") else pattern + r"(?!\w)"


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "municipalities.yml")
    return settings
