"""Rules for regions and districts that an adjective or a name tells: «Лиозненский район», «уезд Цзяшань»."""

from loaders.cell import AND
from loaders.places.area_nouns import agrees, area_noun, is_plural, nominative
from loaders.places.candidate import Candidate
from loaders.places.countries import country, region
from loaders.places.place_cell import PlaceCell
from loaders.places.words import AreaNoun, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key

_LONGEST_LIST = 40
_ANNOUNCES = (":", "(", "-", "–", "—")
_LIST_MARKS = frozenset(",»«")


def is_area_adjective(word: str, plain: str) -> bool:
    """Whether the word can be the adjective of an area."""
    return word[0].isupper() and adjective_stem(plain) is not None


def adjective_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«Витебской области», «Лиозненского района», «Вяземский муниципальный округ»; each of a list."""
    if not cell.is_capitalised(index):
        return None
    position = _area_head(cell, index)
    if position is None:
        return _announced_area(cell, index)
    noun, stem = noun_at(cell, position), adjective_stem(cell.plain(index))
    if noun is None or stem is None or _is_whose_country(cell, index, position):
        return None
    between = cell.plains[index + 1 : position]
    alone = all(word.startswith(place_words().district_adjectives) for word in between)
    whole = _districts_of_region(cell, index, position, stem) if alone else None
    end = _head_end(cell, position) if alone else index + 1
    return whole or _one_area(cell, index, end, position, noun, _options(stem, noun))


def noun_at(cell: PlaceCell, index: int) -> AreaNoun | None:
    """The area's noun there, or what an adjective before makes of it: «айылного аймака»."""
    noun = area_noun(cell.plain(index))
    if noun is None:
        return None
    before, made = cell.plain(index - 1), place_words().areas_by_adjective.items()
    return next((one for stem, one in made if one.name == noun.name and before.startswith(stem)), noun)


def _is_whose_country(cell: PlaceCell, index: int, position: int) -> bool:
    """«Турецкая провинция Анталья»: the adjective of a country before an area that has a name of its own."""
    adjective_of = load().by_adjective(adjective_stem(cell.plain(index)) or "")
    return cell.is_capitalised(position + 1) and any(place.kind == "country" for place in adjective_of)


def _one_area(
    cell: PlaceCell, index: int, end: int, position: int, noun: AreaNoun, options: tuple[Place, ...]
) -> Candidate | None:
    """The area that the adjective tells together with the noun at `position`."""
    if not options and noun.kind == "region" and noun.common and cell.is_quoted(index):
        return None  # «Текстильный край»
    if not options and _is_of_another_word(cell, index, position):
        return None
    name, country = _named(cell, index, noun, _qualified(noun, cell.plain(position - 1))), noun.country
    if noun.led:
        country = None
    if not options and country is None:
        name, country = _unlisted(name, noun, cell.plain(position - 1))
    return Candidate(index, end, name, options, f"{noun.kind}_adjective", kind=noun.kind, country=country)


def _is_of_another_word(cell: PlaceCell, index: int, position: int) -> bool:
    """«Пожарные Лудзенского края»: a word that begins a sentence, before the area's own adjective."""
    return cell.begins_sentence(index) and index + 1 < position and cell.is_capitalised(index + 1)


def _unlisted(name: str, noun: AreaNoun, before: str) -> tuple[str, str | None]:
    """The name and country of an area in no list: of the one country with such, or by its adjective."""
    bare = f"{name.partition(' ')[0]} {noun.name}"
    country = load().country_of_area(key(bare))
    return (name, _country_of_adjective(before)) if country is None else (bare, country)


def _options(stem: str, noun: AreaNoun) -> tuple[Place, ...]:
    fitting = tuple(place for place in load().by_adjective(stem) if place.kind == noun.kind)
    return tuple(
        p for p in fitting if noun.kind == "district" or p.name.endswith((noun.name, noun.like or noun.name))
    )


def _named(cell: PlaceCell, index: int, noun: AreaNoun, label: str) -> str:
    """The area's name in the nominative, its adjective as the gazetteer has it or the row."""
    options = _options(adjective_stem(cell.plain(index)) or "", noun)
    if options and noun.kind == "region":
        return options[0].name
    own = options[0].name.partition(" ")[0] if options else nominative(cell.word(index), noun)
    return f"{own} {label}"


def _ends_list(cell: PlaceCell, index: int) -> bool:
    before = index - 1 - (cell.plain(index - 1) in (",", AND))
    return cell.is_capitalised(before) and adjective_stem(cell.plain(before)) is not None


def _districts_of_region(cell: PlaceCell, index: int, position: int, stem: str) -> Candidate | None:
    """«смоленских муниципальных округов»: one adjective of many districts is the region's."""
    word = cell.plain(position)
    noun = area_noun(word)
    if noun is None or noun.kind != "district" or not is_plural(word) or _ends_list(cell, index):
        return None
    options = tuple(place for place in load().by_adjective(stem) if place.kind == "region")
    if not options:
        return None
    return Candidate(index, index + 1, options[0].name, options, "districts_of_region", kind="region")


def _area_head(cell: PlaceCell, index: int) -> int | None:
    """Where the noun stands that the adjective, alone or in a list, agrees with."""
    for position in range(index + 1, min(index + _LONGEST_LIST, len(cell))):
        word = cell.plain(position)
        noun = area_noun(word)
        if noun is not None:
            outside = cell.plain(position - 1).startswith(place_words().no_district_adjectives)
            outside = outside or noun.named
            return position if not outside and agrees(cell.plain(index), word) else None
        if not _goes_on_list(cell, position):
            return None
    return None


def _goes_on_list(cell: PlaceCell, position: int) -> bool:
    """Whether the word may stand between an adjective and its noun: a mark, «и», «Лидский»."""
    word = cell.plain(position)
    if word in _LIST_MARKS or word in place_words().in_lists:
        return True
    is_adjective = cell.is_capitalised(position) and adjective_stem(word) is not None
    return is_adjective or word.startswith(place_words().district_adjectives)


def _qualified(noun: AreaNoun, before: str) -> str:
    """The noun with the adjective that the row gives it: «городской округ»."""
    own = next(
        (full for stem, full in place_words().shown_adjectives.items() if before.startswith(stem)), None
    )
    return noun.label if own is None or noun.kind == "region" else f"{own} {noun.name}"


def _country_of_adjective(before: str) -> str | None:
    countries = place_words().countries_of_adjectives.items()
    return next((country for stem, country in countries if before.startswith(stem)), None)


def _head_end(cell: PlaceCell, position: int) -> int:
    """The index after the noun; its full stop belongs to «обл.», not to «р-н»."""
    word = cell.plain(position)
    noun = place_words().area_abbreviations.get(word, word)
    is_cut = noun.startswith(word) and len(word) < len(noun)
    return position + 1 + (is_cut and cell.plain(position + 1) == ".")


def begin_of_list(cell: PlaceCell, index: int) -> int:
    """The first word of the list of capitalised words that the index is in."""
    first = index
    while index - first < _LONGEST_LIST and (
        cell.plain(first - 1) in (",", AND) or cell.is_capitalised(first - 1)
    ):
        first -= 1
    return first


def _announced_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«районов: Горецкого, Мстиславского», «районы-побратимы: …»: the noun stands before the list."""
    stem, first = adjective_stem(cell.plain(index)), begin_of_list(cell, index)
    if stem is None or cell.plain(first - 1) not in _ANNOUNCES:
        return None
    word = cell.plain(_announcing(cell, first - 2)).partition(place_words().of_twins)[0]
    noun = area_noun(word) if is_plural(word) else None
    options = _options(stem, noun) if noun is not None else ()
    if noun is None or not options:
        return None
    name = options[0].name
    if noun.kind == "district":
        name = f"{name.partition(' ')[0]} {noun.label}"
    return Candidate(index, index + 1, name, options, f"{noun.kind}_adjective", kind=noun.kind)


def _announcing(cell: PlaceCell, last: int) -> int:
    """Where the noun of the list stands: there, or before whose they are, «районов Витебской области: …»."""
    if cell.is_capitalised(last) and is_plural_area(cell.plain(last - 1)):
        return last - 1
    region_end = area_noun(cell.plain(last))
    if region_end is None or region_end.kind != "region" or not cell.is_capitalised(last - 1):
        return last
    return last - 2


def is_plural_area(word: str) -> bool:
    """Whether the word is a noun of several areas."""
    return area_noun(word) is not None and is_plural(word)


def region_named_exactly(cell: PlaceCell, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """A province that the row takes for a city: «г. Хэбей»."""
    options = tuple(place for place in load().named(cell.plain(start)) if place.kind == "region")
    return (1, options) if options else None


def located_in(cell: PlaceCell, index: int) -> tuple[Place, ...]:
    """The countries, regions or districts that may be named there."""
    if not 0 <= index < len(cell):
        return ()
    found = (rule(cell, index) for rule in (country, region, adjective_area))
    return next((candidate.options for candidate in found if candidate is not None), ())


def names_area(cell: PlaceCell, index: int) -> bool:
    """Whether a country, region or district is named there."""
    return any(rule(cell, index) is not None for rule in (country, region, adjective_area))


def is_located(cell: PlaceCell, index: int) -> bool:
    """Whether a region or country follows after a comma or a bracket."""
    return cell.plain(index) in (",", "(") and names_area(cell, index + 1)
