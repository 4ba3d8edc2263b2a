"""Rules for settlements: with «г.» and the like, well known without it, in lists."""

from collections.abc import Iterator

from loaders.cell.text import parses
from loaders.places.area_nouns import is_plural
from loaders.places.areas import is_located, located_in, names_area, region_named_exactly
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate, is_near
from loaders.places.markers import Marker, marker_at
from loaders.places.place_cell import PlaceCell
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.model import CellName

# A settlement named without «г.» must be known well: its population; a small country has fewer great towns.
_WELL_KNOWN_AT_HOME, _WELL_KNOWN_NEAR, _WELL_KNOWN_ABROAD = 15_000, 5_000, 250_000
_LISTED_ABROAD = 30_000
_DASHES = ("-", "–", "—")


def marked_names(cell: PlaceCell) -> Iterator[str]:
    """The nominatives of all that stands after «г.» and the like."""
    for index in range(len(cell)):
        marker = marker_at(cell, index)
        if marker is not None and cell.is_capitalised(marker.start):
            yield from nominatives(cell.plain(marker.start))


def marked_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«г. Полоцке», «дер. Рыбки», «города-побратима Толочин»."""
    marker = marker_at(cell, index)
    if marker is None or not cell.is_capitalised(marker.start) or marker.start in cell.blocked:
        return None
    if _are_of_country(cell, index, marker.start):
        return None
    found = region_named_exactly(cell, marker.start) or _longest_settlement(cell, marker.start)
    if found is not None and not _goes_on(cell, marker.start, found[0]):
        length, options = found
        return Candidate(index, marker.start + length, "", options, "marked_settlement", kind=marker.kind)
    if found is None and (names_area(cell, marker.start) or not _may_be_unknown(cell, marker)):
        return None
    is_nominative = _stands_as_address(cell, index)
    name, length = _unknown_name(cell, marker.start, is_nominative=is_nominative)
    return Candidate(index, marker.start + length, name, (), "settlement_by_form", kind=marker.kind)


def _are_of_country(cell: PlaceCell, index: int, start: int) -> bool:
    """«городов Казахстана»: several of a country or region, whatever village bears its name."""
    return len(cell.plain(index)) > 2 and is_plural(cell.plain(index)) and names_area(cell, start)


def _goes_on(cell: PlaceCell, start: int, length: int) -> bool:
    """Whether an adjective alone was recognised of a longer name: «Новые» of «Новые Батеки»."""
    following = start + 1
    if length > 1 or not cell.is_capitalised(following) or following in cell.blocked:
        return False
    likeliest = str(parses(cell.plain(start))[0].tag)
    return "ADJF" in likeliest and "Geox" not in likeliest and not names_area(cell, following)


def _may_be_unknown(cell: PlaceCell, marker: Marker) -> bool:
    """Whether an unknown place's name can follow the marker: after «дер.» any, else no dictionary word."""
    name = cell.plain(marker.start)
    if len(name) <= 2:
        return False
    if marker.wants_area:
        return is_located(cell, marker.start + 1)
    if marker.is_sure:
        return True
    return not any(reading.is_known and "Geox" not in reading.tag for reading in parses(name))


def _longest_settlement(cell: PlaceCell, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """The longest name there, and all settlements it may be the form of."""
    matches = list(load().matches(cell.plains, start))
    for length in sorted({length for length, _ in matches}, reverse=True):
        options: list[Place] = []
        for name in (name for size, name in matches if size == length):
            options += [place for place in load().named(name) if place.kind in SETTLEMENT_KINDS]
        if options and length == max(size for size, _ in matches):
            return length, tuple(dict.fromkeys(options))
    return None


def _stands_as_address(cell: PlaceCell, index: int) -> bool:
    """Whether nothing in the place cell governs the marker there: «г. Оелде, Германия»."""
    return cell.name is CellName.PLACE and cell.plain(index - 1) in ("", ",", ";", "(")


def _unknown_name(cell: PlaceCell, index: int, *, is_nominative: bool) -> tuple[str, int]:
    """The name in the nominative as far as morphology knows, and its length in words."""
    text = cell.word(index)
    if _goes_on(cell, index, 1):
        return f"{text} {cell.word(index + 1)}", 2
    if is_nominative:
        return text, 1
    adjective = text.endswith(("ого", "его", "ому", "ему", "ом", "ем", "ой", "ей"))
    kinds = ("NOUN", "ADJF") if adjective else ("NOUN",)  # «г. Аккую», «дер. Федотково» are neither
    readings = [reading for reading in parses(text) if reading.tag.POS in kinds]
    if text.endswith(("о", "у", "ю", "э")) or not readings or any("nomn" in r.tag for r in readings):
        return text, 1
    normal = str(readings[0].normal_form)
    return normal[:1].upper() + normal[1:], 1


def bare_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«из Витебска», «Минск – Смоленск»: well-known names without a marker."""
    if not cell.is_capitalised(index) or index in cell.blocked:
        return None
    found = _longest_settlement(cell, index)
    if found is None:
        return None
    length, options = found
    known = tuple(place for place in options if _is_well_known(place))
    known = known or tuple(place for place in options if _is_marked(cell, place))
    if not known and cell.plain(index - 1) == "из":
        known = tuple(place for place in options if is_near(place))
    if not known and cell.plain(index - 1).startswith(place_words().heads_of_towns):
        known = options if _may_be_listed(cell, index, options) else ()
    if cell.plain(index - 1) == "«":
        known = tuple(place for place in known if place.country in load_home().near_countries)
    if not known or not _reads_as_place(cell, index, length, known):
        return None
    return Candidate(index, index + length, "", known, "bare_settlement")


def _is_marked(cell: PlaceCell, place: Place) -> bool:
    """Whether the row has the name after «г.» elsewhere, where it can be nothing else."""
    return place.population >= _LISTED_ABROAD and not cell.marked.isdisjoint(map(key, place.names))


def _is_well_known(place: Place) -> bool:
    return bool(place.adjectives) or place.population >= _known_from(place.country)


def _known_from(country: str) -> int:
    """From how many inhabitants on a town of that country is known to everybody."""
    if country not in load_home().near_countries:
        return _WELL_KNOWN_ABROAD
    return _WELL_KNOWN_NEAR if country in load().fully_listed else _WELL_KNOWN_AT_HOME


def _reads_as_place(cell: PlaceCell, index: int, length: int, known: tuple[Place, ...]) -> bool:
    names = {key(name) for place in known for name in place.names}
    before = cell.plain(index - 1)
    if _goes_on_as_name(cell, index, length, names):
        return False
    if length > 1 or before in place_words().place_prepositions or not cell.marked.isdisjoint(names):
        return length > 1 or _may_be_name(cell, index)
    if not place_words().ambiguous.isdisjoint(names & nominatives(cell.plain(index))):
        return is_located(cell, index + length) or _stands_alone_in_place(cell, index, length)
    readings = parses(cell.plain(index))
    if "anim" in readings[0].tag and length == 1:
        return False
    return any("Geox" in reading.tag for reading in readings) or not readings[0].is_known


def _goes_on_as_name(cell: PlaceCell, index: int, length: int, names: set[str]) -> bool:
    """«Ван Цзюнь», «Милан Петрович», «Пушкина строки»: with the next word it names a person or a thing."""
    after = index + length
    if after >= len(cell) or not cell.tokens[after].is_word or "-" in cell.plain(after):
        return False
    if cell.plain(index - 1).startswith(place_words().heads_of_towns):
        return False
    if cell.is_capitalised(after):
        following = _longest_settlement(cell, after)
        is_place = following is not None and any(map(_is_well_known, following[1]))
        return not is_place and not names_area(cell, after)
    in_name = cell.plain(index - 1) == "«" and not names.intersection(cell.plains[index:after])
    return in_name and parses(cell.plain(after))[0].tag.POS == "NOUN"


def _stands_alone_in_place(cell: PlaceCell, index: int, length: int) -> bool:
    """Whether the place cell has the name between commas: there «Рудня» is the town."""
    ends = ("", ",", "(", ")", ";")
    alone = cell.plain(index - 1) in ends and cell.plain(index + length) in ends
    return alone and cell.name is CellName.PLACE


def _may_be_name(cell: PlaceCell, index: int) -> bool:
    """Whether the word is no adjective before a noun, as in «в Смоленском музее»."""
    following = cell.plain(index + 1)
    likeliest = str(parses(cell.plain(index))[0].tag)
    return "ADJF" not in likeliest or not following[:1].isalpha()


def listed_settlement(cell: PlaceCell, index: int, previous: Candidate | None) -> Candidate | None:
    """«г. Минск, Брест и Гродно», «Велиж – Сураж»: what continues a list, or is located by a bracket."""
    if not cell.is_capitalised(index) or index in cell.blocked:
        return None
    found = _longest_settlement(cell, index)
    if found is None:
        return None
    length, options = found
    continues = _follows_bracket(cell, index, previous, options) or (
        previous is not None
        and previous.rule
        in ("marked_settlement", "bare_settlement", "listed_settlement", "joined_settlement")
        and previous.last == index - 1
        and cell.word(index - 1) in (",", "и", *_DASHES)
        and cell.plain(index + length) in (",", "и", ")", ".", "", ";", "(", "»")
    )
    continues = continues and _may_be_listed(cell, index, options)
    named = any(key(name) in cell.plains[index : index + length] for place in options for name in place.names)
    located = named and is_located(cell, index + length)
    if continues or located or _lies_in_bracket(cell, index + length, options):
        return Candidate(index, index + length, "", options, "listed_settlement")
    return None


def _may_be_listed(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """Whether the word can go on a list of towns: «Мира», «Фонда» mean something else, Горки is a seat."""
    readings = parses(cell.plain(index))
    is_common = readings[0].is_known and not any("Geox" in reading.tag for reading in readings)
    return not is_common or any(map(_is_seat_nearby, options))


def _is_seat_nearby(place: Place) -> bool:
    return bool(place.adjectives) and place.country in load_home().near_countries


def joined_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дубровно – Красный», «Городок – Усвяты»: two towns about the border that a dash joins."""
    if index in cell.blocked:
        return None
    found = _towns_around(cell, index)
    if found is None:
        return None
    length, options = found
    after = index + length
    joined = (_is_dash(cell, after) and _towns_around(cell, after + 1)) or (
        _is_dash(cell, index - 1)
        and any(_ends_before_dash(cell, index - 1 - back, index - 1) for back in (1, 2))
    )
    return Candidate(index, after, "", options, "joined_settlement") if joined else None


def _is_dash(cell: PlaceCell, index: int) -> bool:
    return 0 <= index < len(cell) and cell.word(index) in _DASHES


def _ends_before_dash(cell: PlaceCell, start: int, dash: int) -> bool:
    found = _towns_around(cell, start) if start >= 0 else None
    return found is not None and start + found[0] == dash


def _towns_around(cell: PlaceCell, index: int) -> tuple[int, tuple[Place, ...]] | None:
    """The towns of that name, in the nominative, that lie in the home region or across its borders."""
    if not cell.is_capitalised(index):
        return None
    found = _longest_settlement(cell, index)
    if found is None:
        return None
    length, options = found
    home = load_home()
    around = home.bordering | {home.place.id}
    text = " ".join(cell.plains[index : index + length])
    near = tuple(p for p in options if key(p.name) == text and not around.isdisjoint(p.within))
    return (length, near) if near else None


def _follows_bracket(
    cell: PlaceCell, index: int, previous: Candidate | None, options: tuple[Place, ...]
) -> bool:
    """«Каунас (Литва), Даугавпилс»: the list goes on after what located its last town."""
    if previous is None or not previous.options or previous.options[0].kind not in ("country", "region"):
        return False
    between = cell.plains[previous.last : index]
    in_list = between in ((")", ","), (")", "и")) and not cell.word(index).isupper()
    return in_list and any(_is_well_known(place) or place.population >= _LISTED_ABROAD for place in options)


def _lies_in_bracket(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Хагена (Германия)»: in any case, if a town of such a name lies in what the bracket names."""
    if cell.plain(index) != "(":
        return False
    areas = located_in(cell, index + 1)
    return any(area.id in place.within for area in areas for place in options)
