"""The district of a city: «Октябрьский район г. Витебска» is not the city, nor a district of its own."""

from collections.abc import Mapping, Sequence

from loaders.cell import AND
from loaders.cell.text import inflect
from loaders.places.area_nouns import nominative
from loaders.places.candidate import Candidate
from loaders.places.chains import contains
from loaders.places.place_cell import PlaceCell
from loaders.places.words import place_words
from ontology.gazetteer import Place
from ontology.gazetteer.spelling import key

_LEAST_DIVIDED = 50_000
_LONGEST_NAME = 5
_OF_DISTRICT = ("district_adjective", "district_body_adjective", "district_by_form")
_OF_CITY = ("marked_settlement", "bare_settlement")
_BREAKS = frozenset(",.;:()«»") | {AND}


def districts_of_cities(cell: PlaceCell, found: Sequence[Candidate]) -> Mapping[int, int]:
    """Which candidate is a district of which other one."""
    pairs = {}
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if _divides(first, second) and _precedes(cell, first, second):
            pairs[index] = index + 1
        elif _divides(second, first) and _follows(cell, first, second):
            pairs[index + 1] = index
    for index in range(len(found) - 2, 0, -1):
        city = pairs.get(index)
        if city is not None and city > index and _is_listed_before(cell, found, index, city):
            pairs[index - 1] = city
    return pairs


def _is_listed_before(cell: PlaceCell, found: Sequence[Candidate], index: int, city: int) -> bool:
    """«Советского и Центрального районов Гомеля»: whether one adjective more has the same noun and city."""
    one, other = found[index - 1], found[index]
    is_bare = one.last == one.first + 1 and one.form == "noun"
    return is_bare and cell.plains[one.last : other.first] in ((",",), (AND,)) and _divides(one, found[city])


def is_listed(cell: PlaceCell, district: Candidate, city: Candidate) -> bool:
    """Whether other districts of a list stand between it and the city."""
    return AND in cell.plains[district.last : city.first]


def is_told(cell: PlaceCell, district: Candidate) -> bool:
    """Whether the district itself is meant, and not the city of a body: «Центр … района г. Витебска»»."""
    head = cell.text[: cell.tokens[district.first].start]
    return district.form == "noun" and head.rfind("«") <= head.rfind("»")


def _divides(district: Candidate, city: Candidate) -> bool:
    """Whether the one can be a district of the other: no known one of that name has the city as its seat."""
    if city.rule not in _OF_CITY or district.rule not in _OF_DISTRICT:
        return False
    return not any(contains(one, other) for one in district.options for other in city.options)


def _precedes(cell: PlaceCell, district: Candidate, city: Candidate) -> bool:
    """«Октябрьского района г. Витебска», «Московской районной организации г. Минска»."""
    between = cell.plains[district.last : city.first]
    if district.form == "noun":
        if city.rule == "bare_settlement" and not _is_large(city):
            return False  # «с Мядельским районом Сафоново связывают …»
        return not between or (between == ("(",) and _may_be_divided(district, city))
    return len(between) <= _LONGEST_NAME and _BREAKS.isdisjoint(between)


def _follows(cell: PlaceCell, city: Candidate, district: Candidate) -> bool:
    """«г. Минск, Заводской район»: a city that can have districts, and no known one of that name."""
    between = cell.plains[city.last : district.first]
    if between not in ((",",), ("(",)) or district.form != "noun":
        return False
    return _may_be_divided(district, city)


def _may_be_divided(district: Candidate, city: Candidate) -> bool:
    """Whether the city is so large that it can have districts, and no known one about it has that name."""
    around = {area for place in city.options for area in place.within}
    is_known = any(not around.isdisjoint(place.within) for place in district.options)
    return not is_known and _is_large(city)


def _is_large(city: Candidate) -> bool:
    return any(place.population >= _LEAST_DIVIDED for place in city.options)


def name_of(cell: PlaceCell, district: Candidate, city: Candidate, place: Place | None) -> str:
    """«Октябрьский район г. Витебска»: the city in the genitive; «район Чаоян» by its own name."""
    areas, (usual, other) = place_words().areas, place_words().parts_of_cities
    noun = areas[other] if district.name.endswith(areas[other].name) else areas[usual]
    if district.rule == _OF_DISTRICT[-1]:
        return district.name
    own = district.name.partition(" ")[0] or nominative(cell.word(district.first), noun)
    return f"{own} {noun.name} {place_words().city_mark} {_genitive(cell, city, place)}"


def _genitive(cell: PlaceCell, city: Candidate, place: Place | None) -> str:
    """The city's name as the row has it after «г.», inflected where the row has the nominative."""
    length = len(place.name.split()) if place is not None else 1
    tokens = cell.tokens[city.last - length : city.last]
    text = " ".join(token.text for token in tokens)
    is_nominative = place is not None and key(text) == key(place.name)
    return " ".join(inflect(word, "gent") for word in text.split()) if is_nominative else text
