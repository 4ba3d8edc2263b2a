"""Rules for regions and districts that an adjective or a name tells: «Лиозненский район», «уезд Цзяшань»."""

from loaders.cell.text import parses
from loaders.places.area_nouns import agrees, area_noun, is_plural, nominative
from loaders.places.countries import country, region
from loaders.places.tokens import SETTLEMENT_KINDS, Candidate, Words
from loaders.places.words import AreaNoun, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.home import load as load_home

_LONGEST_LIST = 40
_BY_FORM = {"region": "region_by_form", "district": "district_by_form"}
_LIST_MARKS = (",", "и", "а", "также", "»", "«")


def adjective_area(words: Words, index: int) -> Candidate | None:
    """«Витебской области», «Лиозненского района», «Вяземский муниципальный округ»; each of a list."""
    if not words.is_capitalised(index):
        return None
    position = _area_head(words, index)
    if position is None:
        return _announced_area(words, index)
    noun, stem = area_noun(words.at(position)), adjective_stem(words.at(index))
    if noun is None or stem is None:
        return None
    alone = all(words.at(i).startswith(place_words().district_adjectives) for i in range(index + 1, position))
    if noun.kind == "district" and alone and is_plural(words.at(position)) and not _ends_list(words, index):
        whole = _districts_of_region(words, index, stem)
        if whole is not None:
            return whole
    last = _head_end(words, position) if alone else index + 1
    label = _qualified(noun, words.at(position - 1))
    options = _options(stem, noun)
    name = (
        options[0].name if options and noun.kind == "region" else _named(words, index, noun, label, options)
    )
    rule = f"{noun.kind}_adjective"
    return Candidate(index, last, name, options, rule, kind=noun.kind, country=noun.country)


def _options(stem: str, noun: AreaNoun) -> tuple[Place, ...]:
    fitting = tuple(place for place in load().by_adjective(stem) if place.kind == noun.kind)
    return tuple(p for p in fitting if noun.kind == "district" or p.name.endswith(noun.name))


def _named(words: Words, index: int, noun: AreaNoun, label: str, options: tuple[Place, ...]) -> str:
    """The area's adjective in the nominative, as the gazetteer has it or the row, and its noun."""
    own = options[0].name.partition(" ")[0] if options else nominative(words.tokens[index].text, noun)
    return f"{own} {label}"


def _ends_list(words: Words, index: int) -> bool:
    before = index - 1 - (words.at(index - 1) in (",", "и"))
    return words.is_capitalised(before) and adjective_stem(words.at(before)) is not None


def _districts_of_region(words: Words, index: int, stem: str) -> Candidate | None:
    """«смоленских муниципальных округов»: one adjective of many districts is the region's."""
    options = tuple(place for place in load().by_adjective(stem) if place.kind == "region")
    if not options:
        return None
    return Candidate(index, index + 1, options[0].name, options, "districts_of_region", kind="region")


def _area_head(words: Words, index: int) -> int | None:
    """Where the noun stands that the adjective, alone or in a list, agrees with."""
    for position in range(index + 1, min(index + _LONGEST_LIST, len(words))):
        word = words.at(position)
        noun = area_noun(word)
        if noun is not None:
            outside = words.at(position - 1).startswith(place_words().no_district_adjectives)
            return position if not outside and agrees(words.at(index), word) else None
        if not (
            word in _LIST_MARKS
            or word.startswith(place_words().district_adjectives)
            or (words.is_capitalised(position) and adjective_stem(word) is not None)
        ):
            return None
    return None


def _qualified(noun: AreaNoun, before: str) -> str:
    """The noun with the adjective that the row gives it: «городской округ»."""
    own = next(
        (full for stem, full in place_words().shown_adjectives.items() if before.startswith(stem)), None
    )
    return noun.label if own is None or noun.kind == "region" else f"{own} {noun.name}"


def _head_end(words: Words, position: int) -> int:
    return position + 1 + (words.at(position) == "обл" and words.at(position + 1) == ".")


def _announced_area(words: Words, index: int) -> Candidate | None:
    """«районов: Горецкого, Мстиславского», «районы-побратимы: …»: the noun stands before the list."""
    stem = adjective_stem(words.at(index))
    first = index
    while index - first < _LONGEST_LIST and (
        words.at(first - 1) in (",", "и") or words.is_capitalised(first - 1)
    ):
        first -= 1
    if stem is None or words.at(first - 1) not in (":", "("):
        return None
    word = words.at(first - 2).partition("-побратим")[0]
    noun = area_noun(word) if is_plural(word) else None
    options = _options(stem, noun) if noun is not None else ()
    if noun is None or not options:
        return None
    name = options[0].name
    if noun.kind == "district":
        name = f"{name.partition(' ')[0]} {noun.label}"
    return Candidate(index, index + 1, name, options, f"{noun.kind}_adjective", kind=noun.kind)


def named_area(words: Words, index: int) -> Candidate | None:
    """«провинция Хынгйен», «уезд Цзяшань», «район Чжоуцунь»: an area abroad that the gazetteer lacks."""
    noun, start = area_noun(words.at(index)), index + 1
    if noun is None or not noun.leads or not words.is_capitalised(start) or is_plural(words.at(index)):
        return None
    if start in words.blocked or names_area(words, start) or region_named_exactly(words, start) is not None:
        return None
    swapped = _swapped(words, start, noun)
    if swapped is not None:
        return swapped
    namesakes = _namesakes(words, start)
    located = is_located(words, start + 1)
    if not located and (noun.common and not _is_strange_name(words, start, namesakes)):
        return None
    name = words.tokens[start].text
    shown = f"{noun.name} {name}" if noun.kind == "district" else name
    country = noun.country or (namesakes[0].country if namesakes else None)
    return Candidate(index, start + 1, shown, (), _BY_FORM[noun.kind], kind=noun.kind, country=country)


def _swapped(words: Words, start: int, noun: AreaNoun) -> Candidate | None:
    """«воеводства Подляского»: the adjective after its noun."""
    word = words.tokens[start].text
    is_adjective = adjective_stem(words.at(start)) is not None and parses(word)[0].tag.POS == "ADJF"
    if not is_adjective or not agrees(words.at(start), words.at(start - 1)):
        return None
    name = f"{nominative(word, noun)} {noun.label}"
    rule = f"{noun.kind}_adjective"
    return Candidate(start - 1, start + 1, name, (), rule, kind=noun.kind, country=noun.country)


def _namesakes(words: Words, start: int) -> tuple[Place, ...]:
    """The settlements that share the name, the largest first: they tell the country."""
    names = (name for length, name in load().matches(words.plain, start) if length == 1)
    places = (place for name in names for place in load().named(name) if place.kind in SETTLEMENT_KINDS)
    return tuple(sorted(places, key=lambda place: -place.population))


def _is_strange_name(words: Words, start: int, namesakes: tuple[Place, ...]) -> bool:
    """Whether the word is none that a Russian text has of itself, nor a town's at home: «в районе Орши»."""
    near = load_home().near_countries
    known = any(reading.is_known for reading in parses(words.at(start)))
    return not known and all(place.country not in near for place in namesakes)


def region_named_exactly(words: Words, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """A province that the row takes for a city: «г. Хэбей»."""
    options = tuple(place for place in load().named(words.at(start)) if place.kind == "region")
    return (1, options) if options else None


def located_in(words: Words, index: int) -> tuple[Place, ...]:
    """The countries, regions or districts that may be named there."""
    if not 0 <= index < len(words):
        return ()
    found = (rule(words, index) for rule in (country, region, adjective_area))
    return next((candidate.options for candidate in found if candidate is not None), ())


def names_area(words: Words, index: int) -> bool:
    """Whether a country, region or district is named there."""
    return any(rule(words, index) is not None for rule in (country, region, adjective_area))


def is_located(words: Words, index: int) -> bool:
    """Whether a region or country follows after a comma or a bracket."""
    return words.at(index) in (",", "(") and names_area(words, index + 1)
