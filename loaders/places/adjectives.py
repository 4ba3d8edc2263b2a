"""Rules for adjectives: of towns in the names of bodies, of countries before whoever is theirs."""

from loaders.cell import AND
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.words import is_adjective, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem, nominatives, settlements_of, strange_nominative
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.lexicon.organisations import bodies, seats_of_bodies
from ontology.model import CellName
from ontology.morphology import parses

_SHORTEST_COMPOUND = 10
_GREAT_CITY = 500_000
_LARGE_CITY = 200_000
_LARGE_ABROAD = 100_000
_LONGEST_NAMESAKE = 6


def is_body_adjective(word: str, plain: str) -> bool:
    """Whether the word can be an adjective made from a place."""
    stem = adjective_stem(plain)
    return is_stem_of_adjective(stem) and stem not in place_words().not_place_adjectives


def is_stem_of_adjective(stem: str | None) -> bool:
    """Whether the stem, if there is one, is such as adjectives of places have."""
    return stem is not None and stem.endswith(place_words().stems_of_adjectives)


def organisation_adjective(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дубровенского районного дома культуры», «Могилевская школа искусств», «минских организаций»."""
    stem = adjective_stem(cell.plain(index))
    head = _body_head(cell, index) or _firm(cell, index)
    if stem is None or head is None:
        return None
    level, noun = head
    known = load().by_adjective(stem)
    if any(place.kind == "country" for place in known):
        return None
    options = _that_may_have(noun, _of_level(known, level, noun) or _unlisted(cell, index, stem))
    if not options:
        return None
    return Candidate(index, index + 1, "", options, f"{level}_body_adjective", form="adjective")


def _that_may_have(noun: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places; of a body that villages have («сельсовет») no city."""
    if not noun.startswith(place_words().village_bodies):
        return places
    return tuple(place for place in places if place.kind != SETTLEMENT_KINDS[0])


def _unlisted(cell: PlaceCell, index: int, stem: str) -> tuple[Place, ...]:
    """Places of which the gazetteer lists no adjective; a nickname in quotes is of none."""
    nickname = cell.plain(index - 1) == "«" and cell.plain(index + 1) == "»"
    if nickname or not cell.is_capitalised(index):
        return ()
    return _named_alike(cell, index) or _near(load().settlements_by_adjective(stem)) or _regions_abroad(stem)


def _body_head(cell: PlaceCell, index: int) -> tuple[str, str] | None:
    """What level the body is of, and its noun: after more adjectives, within seven words."""
    level = None
    for position in _after_honour(cell, index):
        word = cell.plain(position)
        level = level or _level_of(word)
        if word.startswith(place_words().not_organisations):
            return ("settlement", word) if _is_site(cell, word) else None
        if _is_body(cell, position):
            return _level_by_head(cell, position, level), word
        goes_on = _is_adjective_of_place(cell, position + (word == ","))
        if not (goes_on or is_adjective(word) or word in (AND, "-") or cell.word(position).isdigit()):
            return None
    return None


def _is_site(cell: PlaceCell, word: str) -> bool:
    """«Брестская крепость» of the place cell: where it was held."""
    return cell.name is CellName.PLACE and word.startswith(place_words().strongholds)


def _firm(cell: PlaceCell, index: int) -> tuple[str, str] | None:
    """«ОАО «Витебские ковры»»: what follows a legal form is a body, whatever its name says."""
    if cell.plain(index - 1) != "«" or cell.plain(index + 1).startswith(place_words().not_organisations):
        return None
    form = cell.word(index - 2) if index >= 2 else ""
    is_form = 1 < len(form) < 7 and form.isupper() and form.isalpha()
    return ("settlement", cell.plain(index + 1)) if is_form else None


def _is_adjective_of_place(cell: PlaceCell, index: int) -> bool:
    """«Витебского, Могилевского облисполкомов»: the list of adjectives goes on."""
    stem = adjective_stem(cell.plain(index))
    return stem is not None and bool(load().by_adjective(stem))


def _after_honour(cell: PlaceCell, index: int) -> range:
    """Where the body may stand: «Витебская ордена «Знак Почета» академия» goes on after its order."""
    first = index + 1
    if cell.plain(first).startswith(place_words().orders):
        closing = (i for i in range(first, min(first + 8, len(cell))) if cell.plain(i) == "»")
        first = next(closing, first) + 1
    return range(first, min(first + 7, len(cell)))


def _level_of(word: str) -> str | None:
    levels = place_words().administrative_adjectives.items()
    return next((level for level, stems in levels if word.startswith(stems)), None)


def _is_body(cell: PlaceCell, position: int) -> bool:
    """«школа», or an abbreviation: «ГСХА», «РК»."""
    text = cell.word(position)
    if len(text) > 1 and text.isupper() and text.isalpha():
        return True
    word = cell.plain(position)
    if is_adjective(word):
        return False
    return word.startswith(place_words().organisation_heads) or place_words().works.search(word) is not None


def _level_by_head(cell: PlaceCell, position: int, level: str | None) -> str:
    """What the noun itself tells, else its adjectives; a Council of Deputies without any is a district's."""
    word = cell.plain(position)
    for one, heads in place_words().levels_of_bodies.items():
        if word.startswith(heads):
            return one
    if level is not None:
        return level
    council, deputies = place_words().council_of_deputies
    of_deputies = word.startswith(council) and cell.plain(position + 1).startswith(deputies)
    return "district" if of_deputies else "settlement"


def _of_level(known: tuple[Place, ...], level: str, noun: str) -> tuple[Place, ...]:
    if level == "settlement":
        kinds = ("region",) if _means_home_region(known, noun) else SETTLEMENT_KINDS
    else:
        kinds = (level,)
    fitting = tuple(place for place in known if place.kind in kinds)
    return known if not fitting and level == "settlement" else fitting


def _means_home_region(known: tuple[Place, ...], noun: str) -> bool:
    """«смоленский бизнес» is the home region's, «ташкентские компании» are of the town."""
    return noun.startswith(place_words().regional_heads) and load_home().place in known


def _named_alike(cell: PlaceCell, index: int) -> tuple[Place, ...]:
    """«Верхнеднепровский техникум»: a settlement whose name is the adjective itself."""
    alike = (place for name in nominatives(cell.plain(index)) for place in load().named(name))
    home = load_home().place.id
    return tuple(place for place in alike if place.kind in SETTLEMENT_KINDS and home in place.within)


def _regions_abroad(stem: str) -> tuple[Place, ...]:
    """«Хэнаньский университет»: a province, which has no adjective in the gazetteer."""
    named = (place for name in settlements_of(stem) for place in load().named(name))
    near = load_home().near_countries
    return tuple(place for place in named if place.kind == "region" and place.country not in near)


def _near(settlements: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the neighbourhood, else great cities anywhere: «Ереванский театр», or large ones abroad."""
    home = load_home()
    near = tuple(
        place for place in settlements if place.country in home.neighbours or home.place.id in place.within
    )
    at_home = any(place.country == home.country for place in settlements)
    least = _GREAT_CITY if at_home else _LARGE_ABROAD
    return near or tuple(place for place in settlements if place.population >= least)


def is_seat(word: str, plain: str) -> bool:
    """Whether the word is a body that is known to stand somewhere."""
    return word in seats_of_bodies()


def seat(cell: PlaceCell, index: int) -> Candidate | None:
    """«СмолГУ», «БНТУ»: a body known by one word, where it stands."""
    where = seats_of_bodies().get(cell.word(index))
    place = load().get(where) if where is not None else None
    known, namesake = bodies().get(cell.word(index)), _namesake_after(cell, index + 1)
    if place is None or (namesake and known is not None and not known.may_bear(namesake)):
        return None
    stands = (None if namesake else _other_city(cell, cell.word(index), place)) or place
    return Candidate(index, index + 1, "", (stands,), "seat_of_body", form="adjective")


def _namesake_after(cell: PlaceCell, at: int) -> tuple[str, ...]:
    """The words after «имени» there, in plain form; none where it does not stand there."""
    if cell.plain(at) not in place_words().namesakes:
        return ()
    return cell.plains[at + 1 : at + 1 + _LONGEST_NAMESAKE]


def _other_city(cell: PlaceCell, capitals: str, seat: Place) -> Place | None:
    """«г. Воронеж, ВГУ»: a great city of the row whose name begins as the seat does that the row lacks."""
    initial = capitals[0].lower()
    if not key(seat.name).startswith(initial) or not capitals.isupper() or key(seat.name) in cell.marked:
        return None
    begun = (name for name in cell.marked if name.startswith(initial))
    return next((place for name in begun for place in load().named(name) if _is_great_city(place)), None)


def _is_great_city(place: Place) -> bool:
    is_near = place.country in load_home().near_countries
    return place.kind in SETTLEMENT_KINDS and place.population >= _LARGE_CITY and is_near


def is_compound(word: str, plain: str) -> bool:
    """Whether the word is a company's name with a seat in it."""
    stem = adjective_stem(plain)  # «Витебского» has one, and so does «Могилевоблжилстрой»
    if len(plain) < _SHORTEST_COMPOUND or is_stem_of_adjective(stem):
        return False
    return word[0].isupper() and bool(_seats_in(plain))


def compound(cell: PlaceCell, index: int) -> Candidate:
    """«Бобруйскагромаш», «Могилевоблжилстрой», «Полоцк-Стекловолокно»: companies named after seats."""
    options = _seats_in(cell.plain(index))
    return Candidate(index, index + 1, "", options, "compound_name", form="adjective")


def _seats_in(word: str) -> tuple[Place, ...]:
    first, dash, second = word.partition("-")
    if dash and second.replace("-", "").isalpha() and not _seats(second):
        return _seats(first)
    return _seats_that_begin(word)


def _seats_that_begin(word: str) -> tuple[Place, ...]:
    for length in range(len(word) - 4, 4, -1):
        if _seats(word[:length]) and not word[length:].startswith(place_words().derivatives):
            return _seats(word[:length]) if word.isalpha() else ()
    return ()


def _seats(name: str) -> tuple[Place, ...]:
    near = load_home().near_countries
    return tuple(
        place
        for place in load().named(name)
        if place.adjectives and place.kind in SETTLEMENT_KINDS and place.country in near
    )


def is_foreign_adjective(word: str, plain: str) -> bool:
    """Whether the word is an adjective of a foreign country."""
    return _foreign_country(plain) is not None


def country_adjective(cell: PlaceCell, index: int) -> Candidate | None:
    """«турецкий бизнес», «белорусских предприятий», «российско-германская палата», «румынская Слатина»."""
    foreign = _foreign_country(cell.plain(index))
    if foreign is None or not (_has_national_head(cell, index) or _has_town(cell, index)):
        return None
    return Candidate(
        index, index + 1, foreign.name, (foreign,), "country_adjective", form="country_adjective"
    )


def _foreign_country(word: str) -> Place | None:
    called = (place for part in word.split("-") for place in countries_called(part))
    return next((place for place in called if place.country != load_home().country), None)


def countries_called(part: str) -> tuple[Place, ...]:
    """The countries that the adjective, or the first half of one, is made from."""
    stems = (adjective_stem(part), part.removesuffix("о"))  # «турецкого»; «российско-» of a compound
    places = (place for stem in stems if stem for place in load().by_adjective(stem))
    return tuple(dict.fromkeys(place for place in places if place.kind == "country"))


def _has_national_head(cell: PlaceCell, index: int) -> bool:
    for position in range(index + 1, min(index + 6, len(cell))):
        word = cell.plain(position)
        if word.startswith(place_words().national_heads):
            return True
        if not (is_adjective(word) or word in (AND, ",")):
            return False
    return False


def _has_town(cell: PlaceCell, index: int) -> bool:
    """«венгерского Байя»: before one capitalised name that no dictionary has for anything but a place."""
    town = index + 1
    headed = cell.plain(index - 1).startswith(place_words().heads_of_towns)
    if not cell.word(town).istitle() or (cell.is_capitalised(town + 1) and not headed):
        return False
    return is_strange(cell.word(town), cell.plain(town))


def is_strange(word: str, plain: str) -> bool:
    """Whether the word is capitalised, and no dictionary has it for anything but a place."""
    readings = parses(plain)
    is_unknown = not readings[0].is_known and "LATN" not in readings[0].tag.grammemes
    return word[0].isupper() and (is_unknown or any("Geox" in reading.tag.grammemes for reading in readings))


def called_town(cell: PlaceCell, index: int) -> Candidate | None:
    """«из турецкого Силифке, бангладешской Пабны»: a town that no list knows, by its country's adjective."""
    *before, called = cell.found or (None,)
    if called is None or called.form != "country_adjective" or called.last != index:
        return None
    beside = cell.plain(called.first - 1)
    listed = bool(before) and before[-1] is not None and before[-1].last == called.first - 1
    if beside not in place_words().place_prepositions and not (listed and beside in _LIST_MARKS):
        return None
    name = _nominative_after(cell.word(index), cell.plain(called.first))
    country = called.options[0].country
    return Candidate(index, index + 1, name, (), "settlement_by_form", kind="city", country=country)


_LIST_MARKS = frozenset({",", AND})


def _nominative_after(town: str, adjective: str) -> str:
    """The nominative of a town that agrees with the adjective before it."""
    readings = [reading.tag for reading in parses(adjective) if reading.tag.POS == "ADJF"]
    if not readings or any(tag.case == "nomn" for tag in readings):
        return town
    return strange_nominative(town, readings[0].gender or "neut")
