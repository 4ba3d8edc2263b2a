"""Words that may name a place: an ordered list of rules, the first that answers at a token wins.

A candidate keeps every place it may be; which one it is, the row decides (loaders/place_resolution.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.language import CellText, Token, parses
from loaders.place_words import PlaceWords, is_adjective, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key

SETTLEMENT_KINDS = ("city", "town", "village")
# A settlement named without «г.» must be known well: its population, by country.
_WELL_KNOWN = {"RU": 90_000, "BY": 25_000}
_WELL_KNOWN_ABROAD = 250_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive) that may name one of `options`.

    `name` is the nominative as the row has it; `kind` is given where the row's own words tell it («г.», «дер.»);
    an option-less candidate is a place by its form alone.
    """

    first: int
    last: int
    name: str
    options: tuple[Place, ...]
    rule: str
    form: str = "noun"
    kind: str | None = None


@dataclass(slots=True)
class Words:
    """A cell's tokens as rules look at them.

    `blocked` tokens belong to a street or a person; `marked` are the nominatives of names that stand after
    «г.» and the like anywhere in the entry.
    """

    cell: CellText
    tokens: tuple[Token, ...]
    plain: tuple[str, ...]
    blocked: set[int] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, index: int) -> str:
        """The word there as it is compared; empty outside the cell."""
        return self.plain[index] if 0 <= index < len(self.plain) else ""

    def is_capitalised(self, index: int) -> bool:
        """Whether there is a word there that begins with an upper-case letter."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_capitalised


def read_words(cell: CellText) -> Words:
    """The cell's tokens, with streets, namesakes and persons blocked."""
    tokens = tuple(cell.tokens)
    words = Words(cell, tokens, tuple(key(token.text).rstrip("-") for token in tokens))
    for index in range(len(words)):
        words.blocked.update(_blocked_from(words, index, place_words()))
    return words


def marked_names(words: Words) -> Iterator[str]:
    """The nominatives of all that stands after «г.» and the like."""
    for index in range(len(words)):
        kind, start = _marker(words, index, place_words())
        if kind is not None and words.is_capitalised(start):
            yield from nominatives(words.at(start))


def _blocked_from(words: Words, index: int, vocabulary: PlaceWords) -> Iterator[int]:
    word = words.at(index)
    if word in vocabulary.streets:
        yield from _capitalised_after(words, index, 1)
    elif word in vocabulary.namesakes:
        yield from _namesake_after(words, index)
    elif _is_initial(words, index):
        yield from _person_around(words, index)
    elif _is_torn(words, index):
        yield index


def _is_torn(words: Words, index: int) -> bool:
    """Whether another word follows without a space: «Славянскi» in Belarusian is cut in two."""
    after = index + 1
    if after >= len(words) or not words.tokens[index].is_word or not words.tokens[after].is_word:
        return False
    return words.tokens[index].end == words.tokens[after].start


def _capitalised_after(words: Words, index: int, count: int) -> Iterator[int]:
    index += 1 + (words.at(index + 1) == ".")
    while count and words.is_capitalised(index):
        yield index
        index, count = index + 1, count - 1


def _namesake_after(words: Words, index: int) -> Iterator[int]:
    index += 1 + (words.at(index + 1) == ".")
    ahead = range(index, min(index + 9, len(words)))
    initials = [i for i in ahead if _is_initial(words, i)]
    if initials:
        yield from range(index, initials[-1])
    else:
        yield from _capitalised_after(words, index - 1, 1)


def _is_initial(words: Words, index: int) -> bool:
    token = words.tokens[index]
    return len(token.text) == 1 and token.is_capitalised and words.at(index + 1) == "."


def _person_around(words: Words, index: int) -> Iterator[int]:
    after = index + 2
    if words.is_capitalised(after) and not _is_initial(words, after):
        yield after
    before = index - 1
    if words.is_capitalised(before) and words.at(before - 1) != "." and words.at(before) not in ("и",):
        yield before


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def country(words: Words, index: int) -> Candidate | None:
    """«Республика Беларусь», «КНР», «Индии»."""
    return _whole_name(words, index, ("country",), "country_name")


def region(words: Words, index: int) -> Candidate | None:
    """«Республика Татарстан», «Донецкой Народной Республики», «Смоленщина»."""
    return _whole_name(words, index, ("region",), "region_name")


def _whole_name(words: Words, index: int, kinds: tuple[str, ...], rule: str) -> Candidate | None:
    if not words.is_capitalised(index):
        return None
    for length, name in load().matches(words.plain, index):
        options = tuple(place for place in load().named(name) if place.kind in kinds)
        text = words.tokens[index].text
        if not options or (len(name) <= 4 and not _fits_short(words, index, name, options)):
            continue
        if _spelling(options[0], name).isupper() and text != _spelling(options[0], name):
            continue
        return Candidate(index, index + length, _spelling(options[0], name), options, rule)
    return None


def _fits_short(words: Words, index: int, name: str, options: tuple[Place, ...]) -> bool:
    """Short names are countries only as they stand or after a preposition: «Куба», not «Того» at the beginning."""
    text = words.tokens[index].text
    return (text.isupper() and len(text) > 1) or (
        name in ("куба", "перу", "чили", "оман", "ирак", "иран", "крым")
    )


def _spelling(place: Place, name: str) -> str:
    return next((one for one in place.names if key(one) == name), place.name).replace("ё", "е")


def marked_settlement(words: Words, index: int) -> Candidate | None:
    """«г. Полоцке», «дер. Рыбки», «города-побратима Толочин»."""
    kind, start = _marker(words, index, place_words())
    if kind is None or not words.is_capitalised(start) or start in words.blocked:
        return None
    found = _region_named_exactly(words, start) or _longest_settlement(words, start)
    if found is not None:
        length, options = found
        return Candidate(index, start + length, "", options, "marked_settlement", kind=kind)
    if _names_area(words, start) or not _may_be_unknown(words, index, start):
        return None
    return Candidate(index, start + 1, _unknown_name(words, start), (), "settlement_by_form", kind=kind)


def _may_be_unknown(words: Words, index: int, start: int) -> bool:
    """Whether what follows the marker can be a place's name that nobody knows: no dictionary word, no initial."""
    if words.at(index) in ("с", "ст", "х", "п") or len(words.at(start)) <= 2:
        return False
    return not any(reading.is_known and "Geox" not in str(reading.tag) for reading in parses(words.at(start)))


def _marker(words: Words, index: int, vocabulary: PlaceWords) -> tuple[str | None, int]:
    word = words.at(index)
    first, dash, _ = word.partition("-")
    if _is_initial(words, index) and len(words.at(index + 2)) == 1:
        return None, index
    if word not in vocabulary.markers and not (dash and first in vocabulary.hyphenated_markers):
        return None, index
    if dash and first in vocabulary.hyphenated_markers:
        return "city", index + 1
    after = index + 1
    if words.at(after) in ("побратима", "побратим", "побратимов", "побратимом", "побратиме"):
        after += 1
    if word in vocabulary.needs_full_stop and words.at(after) != ".":
        return None, index
    while words.at(after) == "." or (len(words.at(after)) == 1 and words.at(after) in "гп"):
        after += 1
    return vocabulary.markers[word], after


def _longest_settlement(words: Words, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """The longest name there, and all settlements it may be the form of."""
    matches = list(load().matches(words.plain, start))
    for length in sorted({length for length, _ in matches}, reverse=True):
        options: list[Place] = []
        for name in (name for size, name in matches if size == length):
            options += [place for place in load().named(name) if place.kind in SETTLEMENT_KINDS]
        if options and length == max(size for size, _ in matches):
            return length, tuple(dict.fromkeys(options))
    return None


def _region_named_exactly(words: Words, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """A province that the row takes for a city: «г. Хэбей»."""
    options = tuple(place for place in load().named(words.at(start)) if place.kind == "region")
    return (1, options) if options else None


def _names_area(words: Words, index: int) -> bool:
    return (
        country(words, index) is not None
        or region(words, index) is not None
        or adjective_area(words, index) is not None
    )


def _unknown_name(words: Words, index: int) -> str:
    text = words.tokens[index].text
    readings = parses(text)
    if any("nomn" in str(reading.tag) for reading in readings):
        return text
    normal = str(readings[0].normal_form)
    return normal[:1].upper() + normal[1:]


def bare_settlement(words: Words, index: int) -> Candidate | None:
    """«из Витебска», «Минск – Смоленск»: well-known names without a marker."""
    if not words.is_capitalised(index) or index in words.blocked:
        return None
    found = _longest_settlement(words, index)
    if found is None:
        return None
    length, options = found
    known = tuple(place for place in options if _is_well_known(place))
    if not known or not _reads_as_place(words, index, length, known):
        return None
    return Candidate(index, index + length, "", known, "bare_settlement")


def _is_well_known(place: Place) -> bool:
    return bool(place.adjectives) or place.population >= _WELL_KNOWN.get(place.country, _WELL_KNOWN_ABROAD)


def _reads_as_place(words: Words, index: int, length: int, known: tuple[Place, ...]) -> bool:
    names = {key(name) for place in known for name in place.names}
    before = words.at(index - 1)
    if length > 1 or before in place_words().place_prepositions or not words.marked.isdisjoint(names):
        return _may_be_name(words, index)
    if not place_words().ambiguous.isdisjoint(names & nominatives(words.at(index))):
        return _is_located(words, index + length)
    readings = parses(words.at(index))
    return any("Geox" in str(reading.tag) for reading in readings) or not readings[0].is_known


def _may_be_name(words: Words, index: int) -> bool:
    """Whether the word is no adjective before something else: «в Смоленском», but not «в Смоленском музее»."""
    following = words.at(index + 1)
    likeliest = str(parses(words.at(index))[0].tag)
    return "ADJF" not in likeliest or not following[:1].isalpha()


def _is_located(words: Words, index: int) -> bool:
    """Whether a region or country follows after a comma or a bracket."""
    if words.at(index) not in (",", "("):
        return False
    return country(words, index + 1) is not None or adjective_area(words, index + 1) is not None


def listed_settlement(words: Words, index: int, previous: Candidate | None) -> Candidate | None:
    """«г. Минск, Брест и Гродно»: what continues a list of settlements, or is located by a bracket."""
    if not words.is_capitalised(index) or index in words.blocked:
        return None
    found = _longest_settlement(words, index)
    if found is None:
        return None
    length, options = found
    continues = (
        previous is not None
        and previous.rule in ("marked_settlement", "bare_settlement", "listed_settlement")
        and previous.last == index - 1
        and words.at(index - 1) in (",", "и")
        and words.at(index + length) in (",", "и", ")", ".", "", ";", "(")
    )
    named = any(key(name) in words.plain[index : index + length] for place in options for name in place.names)
    if continues or (named and _is_located(words, index + length)):
        return Candidate(index, index + length, "", options, "listed_settlement")
    return None


def adjective_area(words: Words, index: int) -> Candidate | None:
    """«Витебской области», «Лиозненского района», «Вяземский муниципальный округ»; the first of a list too."""
    if not words.is_capitalised(index):
        return None
    head = _area_head(words, index)
    if head is None:
        return None
    position, kind, noun = head
    stem = adjective_stem(words.at(index))
    if stem is None:
        return None
    alone = position == index + 1 or _only_between(words, index + 1, position)
    last = _head_end(words, position) if alone else index + 1
    if kind == "district" and alone and _is_plural(words.at(position)) and not _ends_list(words, index):
        whole = _districts_of_region(words, index, stem)
        if whole is not None:
            return whole
    options = tuple(place for place in load().by_adjective(stem) if place.kind == kind)
    if kind == "region":
        options = tuple(place for place in options if place.name.endswith(noun))
        if not options:
            return None
    name = f"{_masculine(words.tokens[index].text, stem)} {noun}" if kind == "district" else options[0].name
    return Candidate(index, last, name, options, f"{kind}_adjective", kind=kind)


def _is_plural(noun: str) -> bool:
    return noun.endswith(("ы", "и", "ов", "ам", "ами", "ах"))


def _ends_list(words: Words, index: int) -> bool:
    before = index - 1 - (words.at(index - 1) in (",", "и"))
    return words.is_capitalised(before) and adjective_stem(words.at(before)) is not None


def _districts_of_region(words: Words, index: int, stem: str) -> Candidate | None:
    """«смоленских муниципальных округов»: one adjective of many districts is the region's."""
    options = tuple(place for place in load().by_adjective(stem) if place.kind == "region")
    if not options:
        return None
    return Candidate(index, index + 1, options[0].name, options, "districts_of_region", kind="region")


def _area_head(words: Words, index: int) -> tuple[int, str, str] | None:
    """Where the noun of a list of adjectives stands, the kind of area, and the noun."""
    vocabulary = place_words()
    position = index + 1
    while position < len(words) and position - index < 40:
        word = words.at(position)
        if word in vocabulary.regions and (word != "обл" or words.at(position + 1) == "."):
            return position, "region", vocabulary.regions[word]
        if word in vocabulary.districts:
            noun = vocabulary.districts[word]
            if noun == "муниципальный округ" and words.at(position - 1).startswith(("автономн", "федеральн")):
                return None
            return position, "district", _qualified(noun, words.at(position - 1))
        if not (
            word in (",", "и", "а", "также", "»", "«")
            or word.startswith(vocabulary.district_adjectives)
            or (words.is_capitalised(position) and adjective_stem(word) is not None)
        ):
            return None
        position += 1
    return None


def _qualified(noun: str, before: str) -> str:
    if before.startswith("муниципальн"):
        return f"муниципальный {noun.rpartition(' ')[2]}"
    if before.startswith("городск"):
        return f"городской {noun.rpartition(' ')[2]}"
    return noun


def _only_between(words: Words, first: int, last: int) -> bool:
    return all(words.at(i).startswith(place_words().district_adjectives) for i in range(first, last))


def _head_end(words: Words, position: int) -> int:
    return position + 1 + (words.at(position) == "обл" and words.at(position + 1) == ".")


def _masculine(text: str, stem: str) -> str:
    shown = text[: len(stem)]
    return shown + ("ий" if stem[-1] in "кгх" else "ый")


def organisation_adjective(words: Words, index: int) -> Candidate | None:
    """«Дубровенского районного дома культуры», «Могилевская детская школа искусств», «минских организаций»."""
    stem = adjective_stem(words.at(index))
    if stem is None or not stem.endswith(("ск", "цк")) or stem in place_words().not_place_adjectives:
        return None
    head = _body_head(words, index)
    if head is None:
        return None
    level, noun = head
    known = load().by_adjective(stem)
    options = _of_level(known, level, noun)
    if not options and words.is_capitalised(index) and not any(place.kind == "country" for place in known):
        options = _near(load().settlements_by_adjective(stem))
    if not options or any(place.kind == "country" for place in known):
        return None
    return Candidate(index, index + 1, "", options, f"{level}_body_adjective", form="adjective")


def _body_head(words: Words, index: int) -> tuple[str, str] | None:
    """What level the body is of, and its noun: after more adjectives, within seven words."""
    vocabulary, level = place_words(), "settlement"
    for position in range(index + 1, min(index + 8, len(words))):
        word = words.at(position)
        for one, stems in vocabulary.administrative_adjectives.items():
            if word.startswith(stems) and position <= index + 2:
                level = one
        if word.startswith(vocabulary.not_organisations):
            return None
        if word.startswith(vocabulary.organisation_heads) and not is_adjective(word):
            of_deputies = word.startswith("совет") and words.at(position + 1).startswith("депутат")
            return ("district" if of_deputies and level == "settlement" else level), word
        if not (is_adjective(word) or word in ("и", "-") or words.tokens[position].text.isdigit()):
            return None
    return None


def _of_level(known: tuple[Place, ...], level: str, noun: str) -> tuple[Place, ...]:
    if level == "region" or noun.startswith(place_words().regional_heads):
        wanted: tuple[str, ...] = ("region",)
    elif level == "district":
        wanted = ("district",)
    else:
        wanted = SETTLEMENT_KINDS
    fitting = tuple(place for place in known if place.kind in wanted)
    if fitting or level != "settlement":
        return fitting
    return tuple(place for place in known if place.kind != "country")


def _near(settlements: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in settlements if place.country in ("BY", "RU"))


def compound(words: Words, index: int) -> Candidate | None:
    """«Бобруйскагромаш», «Могилевлифтмаш»: a seat's name that begins a company's."""
    word = words.at(index)
    if (
        len(word) < 10
        or not word.isalpha()
        or not words.is_capitalised(index)
        or adjective_stem(word) is not None
    ):
        return None
    for length in range(len(word) - 4, 4, -1):
        options = tuple(
            place
            for place in load().named(word[:length])
            if place.adjectives and place.kind in SETTLEMENT_KINDS and place.country in ("BY", "RU")
        )
        if options and not word[length:].startswith(("ск", "ец", "чан", "ян", "ан", "ов")):
            return Candidate(index, index + 1, "", options, "compound_name", form="adjective")
    return None


def country_adjective(words: Words, index: int) -> Candidate | None:
    """«турецкий бизнес», «белорусских предприятий», «российско-германская палата»."""
    parts = words.at(index).split("-")
    countries = [place for part in parts for place in _countries_of(part)]
    foreign = [place for place in countries if place.country != "RU"]
    if not foreign or not _has_national_head(words, index):
        return None
    return Candidate(
        index, index + 1, foreign[0].name, (foreign[0],), "country_adjective", form="country_adjective"
    )


def _countries_of(part: str) -> tuple[Place, ...]:
    stem = part[:-1] if part.endswith("о") else adjective_stem(part)
    if stem is None:
        return ()
    return tuple(place for place in load().by_adjective(stem) if place.kind == "country")


def _has_national_head(words: Words, index: int) -> bool:
    for position in range(index + 1, min(index + 6, len(words))):
        word = words.at(position)
        if word.startswith(place_words().national_heads):
            return True
        if not (is_adjective(word) or word in ("и", ",")):
            return False
    return False


RULES = (
    country,
    region,
    adjective_area,
    marked_settlement,
    organisation_adjective,
    country_adjective,
    bare_settlement,
    compound,
)


def candidates(words: Words) -> Iterator[Candidate]:
    """Every candidate of the cell, in order, none overlapping another."""
    index, previous = 0, None
    while index < len(words):
        found = None if index in words.blocked else _first_answer(words, index, previous)
        if found is None:
            index += 1
        else:
            yield found
            index, previous = found.last, found


def _first_answer(words: Words, index: int, previous: Candidate | None) -> Candidate | None:
    if not words.tokens[index].is_word:
        return None
    for rule in RULES:
        found = rule(words, index)
        if found is not None:
            return found
    return listed_settlement(words, index, previous)
