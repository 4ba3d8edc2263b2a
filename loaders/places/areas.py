"""Rules for regions and districts that an adjective or a name tells: «Лиозненский район», «уезд Цзяшань»."""

from loaders.cell import AND
from loaders.cell.text import is_name_of_syllables
from loaders.places.area_nouns import agrees, area_noun, is_plural, nominative
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.countries import country, region
from loaders.places.place_cell import PlaceCell
from loaders.places.words import AreaNoun, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.morphology import parses

_LONGEST_LIST = 40
REGION_BY_FORM = "region_by_form"
_BY_FORM = {"region": REGION_BY_FORM, "district": "district_by_form"}
_LIST_MARKS = frozenset(",»«")


def is_area_adjective(word: str, plain: str) -> bool:
    """Whether the word can be the adjective of an area."""
    return word[0].isupper() and adjective_stem(plain) is not None


def leads_area(word: str, plain: str) -> bool:
    """Whether the word is the noun of one area, whose name comes after it."""
    noun = area_noun(plain)
    return noun is not None and noun.leads and not is_plural(plain)


def adjective_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«Витебской области», «Лиозненского района», «Вяземский муниципальный округ»; each of a list."""
    if not cell.is_capitalised(index):
        return None
    position = _area_head(cell, index)
    if position is None:
        return _announced_area(cell, index)
    noun, stem = _noun_at(cell, position), adjective_stem(cell.plain(index))
    if noun is None or stem is None or _is_whose_country(cell, index, position):
        return None
    between = cell.plains[index + 1 : position]
    alone = all(word.startswith(place_words().district_adjectives) for word in between)
    whole = _districts_of_region(cell, index, position, stem) if alone else None
    end = _head_end(cell, position) if alone else index + 1
    return whole or _one_area(cell, index, end, position, noun, _options(stem, noun))


def _noun_at(cell: PlaceCell, index: int) -> AreaNoun | None:
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
    name, country = _named(cell, index, noun, _qualified(noun, cell.plain(position - 1))), noun.country
    if not options and country is None:
        name, country = _unlisted(name, noun, cell.plain(position - 1))
    return Candidate(index, end, name, options, f"{noun.kind}_adjective", kind=noun.kind, country=country)


def _unlisted(name: str, noun: AreaNoun, before: str) -> tuple[str, str | None]:
    """The name and country of an area in no list: of the one country with such, or by its adjective."""
    bare = f"{name.partition(' ')[0]} {noun.name}"
    country = load().country_of_area(key(bare))
    return (name, _country_of_adjective(before)) if country is None else (bare, country)


def _options(stem: str, noun: AreaNoun) -> tuple[Place, ...]:
    fitting = tuple(place for place in load().by_adjective(stem) if place.kind == noun.kind)
    return tuple(p for p in fitting if noun.kind == "district" or p.name.endswith(noun.name))


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


def _begin_of_list(cell: PlaceCell, index: int) -> int:
    """The first word of the list of capitalised words that the index is in."""
    first = index
    while index - first < _LONGEST_LIST and (
        cell.plain(first - 1) in (",", AND) or cell.is_capitalised(first - 1)
    ):
        first -= 1
    return first


def _announced_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«районов: Горецкого, Мстиславского», «районы-побратимы: …»: the noun stands before the list."""
    stem, first = adjective_stem(cell.plain(index)), _begin_of_list(cell, index)
    if stem is None or cell.plain(first - 1) not in (":", "("):
        return None
    word = cell.plain(first - 2).partition(place_words().of_twins)[0]
    noun = area_noun(word) if is_plural(word) else None
    options = _options(stem, noun) if noun is not None else ()
    if noun is None or not options:
        return None
    name = options[0].name
    if noun.kind == "district":
        name = f"{name.partition(' ')[0]} {noun.label}"
    return Candidate(index, index + 1, name, options, f"{noun.kind}_adjective", kind=noun.kind)


def named_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«провинция Хынгйен», «уезд Цзяшань», «район Чжоуцунь»: an area abroad that the gazetteer lacks."""
    noun, start = _noun_at(cell, index), index + 1
    known = _known_with_noun(cell, index) if noun is not None and noun.kind == "region" else None
    if noun is None or known is not None or not _is_unknown_name(cell, start):
        return known
    return _swapped(cell, start, noun) or _led_area(cell, start, noun)


def _known_with_noun(cell: PlaceCell, index: int) -> Candidate | None:
    """«области Абай»: a region whose name begins with its noun."""
    if not cell.is_capitalised(index + 1):
        return None
    for length, name in cell.names_at(index):
        options = tuple(place for place in load().named(name) if place.kind == "region")
        if length > 1 and options:
            return Candidate(index, index + length, options[0].name, options, "region_name", kind="region")
    return None


def area_after_name(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дархан-Уул аймака»: a name that is not declined, before the noun of areas that one country has."""
    noun, word = area_noun(cell.plain(index + 1)), cell.plain(index)
    if noun is None or noun.common or noun.country is None or index in cell.blocked:
        return None
    if adjective_stem(word) is not None or any(reading.is_known for reading in parses(word)):
        return None
    name = f"{cell.word(index)} {noun.label}"
    rule = _BY_FORM[noun.kind]
    return Candidate(index, index + 2, name, (), rule, kind=noun.kind, country=noun.country)


def _is_unknown_name(cell: PlaceCell, start: int) -> bool:
    """Whether a name begins there that is no known area's, no street's and no person's."""
    if not cell.is_capitalised(start) or start in cell.blocked:
        return False
    return not names_area(cell, start) and region_named_exactly(cell, start) is None


def _is_meant(cell: PlaceCell, start: int, noun: AreaNoun, told: str | None) -> bool:
    """Whether the noun, the country of the name after it, or what locates that name tells of an area."""
    is_region = told is not None and noun.kind == "region"
    return not noun.common or is_region or is_located(cell, start + 1)


def _is_person(cell: PlaceCell, start: int, noun: AreaNoun) -> bool:
    """Whether somebody's name follows the noun: «глава Иван Петров», not «глава Лида»."""
    is_named = _is_full_name(cell, start) if noun.kind == "region" else _is_surname_first(cell, start)
    return (noun.common and is_named) or _is_name_of_three(cell, start)


def _led_area(cell: PlaceCell, start: int, noun: AreaNoun) -> Candidate | None:
    if _is_person(cell, start, noun):
        return None
    namesakes, told = _namesakes(cell, start), noun.country or load().country_of_area(cell.plain(start))
    if not (_is_meant(cell, start, noun, told) or _is_strange_name(cell, start, namesakes)):
        return None
    if namesakes and cell.plain(start - 2).startswith(place_words().administrative_adjectives["settlement"]):
        return Candidate(start - 1, start + 1, "", namesakes, "marked_settlement", kind="city")
    country = told or next((place.country for place in namesakes), None)
    return _by_form(cell, start, noun, country)


def _by_form(cell: PlaceCell, start: int, noun: AreaNoun, country: str | None) -> Candidate:
    """The area that the noun and the name after it make, which no list has."""
    end = _name_end(cell, start)
    name = cell.slice(start, end)
    shown = f"{noun.name} {name}" if noun.kind == "district" and not noun.named else name
    return Candidate(start - 1, end, shown, (), _BY_FORM[noun.kind], kind=noun.kind, country=country)


def _is_full_name(cell: PlaceCell, start: int) -> bool:
    """Whether two names are a person's: «председатель области Файзали Идизода», not «Тольна Аттила Орбан»."""
    return cell.is_capitalised(start + 1) and not cell.is_capitalised(start + 2)


def _is_surname_first(cell: PlaceCell, start: int) -> bool:
    """«глава округа Жаравина Лариса Алексеевна»: a surname, and a given name that a dictionary has."""
    if not cell.is_capitalised(start + 1):
        return False
    surname = any("Surn" in reading.tag.grammemes for reading in parses(cell.word(start)))
    return surname and any(r.is_known and "Name" in r.tag.grammemes for r in parses(cell.word(start + 1)))


def _is_name_of_three(cell: PlaceCell, start: int) -> bool:
    """«председатель комитета провинции Нгуен Ван Минь»: three names in a row are a person's."""
    capitals = [cell.is_capitalised(i) and not cell.gap(i).strip() for i in range(start, start + 4)]
    name = cell.word(start)
    if capitals != [True, True, True, False] or any(one.name == name for one in _namesakes(cell, start)):
        return False
    return is_name_of_syllables(cell.words[start : start + 3])


def _name_end(cell: PlaceCell, start: int) -> int:
    """Where the area's name ends; an area may follow it: «района Беимбета Майлина Костанайской области»."""
    is_of_two = cell.is_capitalised(start + 1) and names_area(cell, start + 2)
    return start + 2 if is_of_two else start + 1


def _swapped(cell: PlaceCell, start: int, noun: AreaNoun) -> Candidate | None:
    """«воеводства Подляского»: the adjective after its noun."""
    word = cell.word(start)
    is_adjective = adjective_stem(cell.plain(start)) is not None and parses(word)[0].tag.POS == "ADJF"
    if not is_adjective or not agrees(cell.plain(start), cell.plain(start - 1)):
        return None
    name = f"{nominative(word, noun)} {noun.label}"
    rule = f"{noun.kind}_adjective"
    country = noun.country or load().country_of_area(key(name))
    return Candidate(start - 1, start + 1, name, (), rule, kind=noun.kind, country=country)


def _namesakes(cell: PlaceCell, start: int) -> tuple[Place, ...]:
    """The settlements that share the name, the largest first: they tell the country."""
    names = (name for length, name in cell.names_at(start) if length == 1)
    places = (place for name in names for place in load().named(name) if place.kind in SETTLEMENT_KINDS)
    return tuple(sorted(places, key=lambda place: -place.population))


def _is_strange_name(cell: PlaceCell, start: int, namesakes: tuple[Place, ...]) -> bool:
    """Whether the word is none that a Russian text has of itself, nor a town's at home: «в районе Орши»."""
    near = load_home().near_countries
    known = any(reading.is_known for reading in parses(cell.plain(start)))
    return not known and all(place.country not in near for place in namesakes)


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
