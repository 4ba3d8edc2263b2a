"""Rules for settlements without «г.»: well known, in lists, joined by a dash."""

from math import inf

from loaders.cell import AND
from loaders.places.adjectives import countries_called
from loaders.places.areas import is_located, located_in, names_area
from loaders.places.candidate import Candidate, is_near
from loaders.places.place_cell import PlaceCell
from loaders.places.settlements import longest_settlement
from loaders.places.words import is_verb, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import nominatives, strange_nominative
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.model import CellName
from ontology.morphology import parses

Found = tuple[int, tuple[Place, ...]]

# A settlement named without «г.» must be known well: its population; a small country has fewer great towns.
_WELL_KNOWN_AT_HOME, _WELL_KNOWN_NEAR, _WELL_KNOWN_ABROAD = 15_000, 5_000, 250_000
_LISTED_ABROAD = 30_000
_SHORTEST_LIST = 3
_LONGEST_ABBREVIATION, _LONGEST_FORM = 5, 3
_DASHES = ("-", "–", "—")
_APPOSED = frozenset({",", *_DASHES})
_ANNOUNCES = frozenset({":", *_DASHES})
_OF_LISTS = ("marked_settlement", "bare_settlement", "listed_settlement", "joined_settlement")
_NAMES = frozenset({"Surn", "Name", "Patr"})
_NO_NAMES = frozenset({"PREP", "ADVB", "CONJ", "PRCL"})
_IN_LIST = frozenset({",", AND, *_DASHES})
_AFTER_IN_LIST = frozenset({",", AND, ")", ".", "", ";", "(", "»", *_DASHES})


def _settlement_at(cell: PlaceCell, index: int) -> Found | None:
    """The longest name of a settlement that begins there with a capital letter; no person or street."""
    if not cell.is_capitalised(index) or index in cell.blocked:
        return None
    if index not in cell.settlements:
        found = longest_settlement(cell, index)
        is_short = found is not None and _is_abbreviation(cell, index, found[1])
        cell.settlements[index] = None if is_short else found
    return cell.settlements[index]


def _is_abbreviation(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«МАУ «Луч»»: a short word in capitals among others that are not, and no near town as it stands."""
    word = cell.word(index)
    if not (1 < len(word) <= _LONGEST_ABBREVIATION and word.isupper()):
        return False
    if cell.plain(index + 1) == "«":
        return True
    near = tuple(place for place in options if place.country in load_home().near_countries)
    if _is_nominative(cell, index, 1, near):
        return False
    beside = (cell.word(index + step * (1 + _is_joint(cell, index + step))) for step in (-1, 1))
    return not any(other.isupper() and len(other) > _LONGEST_FORM for other in beside)


def _is_joint(cell: PlaceCell, index: int) -> bool:
    return 0 <= index < len(cell) and cell.word(index) in _IN_LIST


# ── well known ──────────────────────────────────────────────────────────────────────────────────


def bare_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«из Витебска», «Минск – Смоленск»: well-known names without a marker."""
    found = _settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    listed = _listed_nearby(cell, index)
    known = listed or next((known for why in _WHY_KNOWN if (known := why(cell, index, options))), ())
    if cell.plain(index - 1) == "«":
        known = tuple(place for place in known if place.country in load_home().near_countries)
    if not known or not (listed or _reads_as_place(cell, index, length, known)):
        return None
    if length == 1 and _is_noun_beside(cell, index, known):
        return None
    return Candidate(index, index + length, "", known, "bare_settlement")


def _listed_nearby(cell: PlaceCell, index: int) -> tuple[Place, ...]:
    """«жители Езерища, Невеля, Городка»: those nearby, where the names of three such places make a list."""
    first, at = tuple[Place, ...](), index
    for member in range(_SHORTEST_LIST):
        found = _settlement_at(cell, at)
        near = tuple(place for place in found[1] if _is_nearby(place)) if found is not None else ()
        if found is None or not near or _may_be_surname(cell.plain(at), near):
            return ()
        first, at = first or near, at + found[0]
        if member < _SHORTEST_LIST - 1 and cell.plain(at) not in (",", AND):
            return ()
        at += 1
    return first


def _is_nearby(place: Place) -> bool:
    """Whether it is a village of the borderland, a seat, or a town of a near country."""
    is_town = place.country in load_home().near_countries and place.population >= _WELL_KNOWN_NEAR
    return is_near(place) or _is_seat_nearby(place) or is_town


def _may_be_surname(word: str, options: tuple[Place, ...]) -> bool:
    """Whether a dictionary has the word for a person's name, and no seat is called so."""
    names = any(one.is_known and not _NAMES.isdisjoint(one.tag.grammemes) for one in parses(word))
    return names and not any(map(_is_seat_nearby, options))


def _is_noun_beside(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """Whether it is a common noun, and neither a village nearby nor a town by the word before it."""
    if not _is_only_noun(cell.plain(index)) or any(map(is_near, known)):
        return False
    return not (_is_headed(cell, index) or countries_called(cell.plain(index - 1)))


def _is_only_noun(word: str) -> bool:
    """«От Совета»: a common noun, whatever town far off it may sound like."""
    known = [one.tag for one in parses(word) if one.is_known and "-" not in word]
    return bool(known) and not any({"Geox", "Name", "Surn", "Orgn"} & tag.grammemes for tag in known)


def _well_known(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(filter(_is_well_known, options))


def _marked_elsewhere(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those whose name the row has after «г.» elsewhere, where it can be nothing else."""
    return tuple(
        place
        for place in options
        if place.population >= _LISTED_ABROAD and not cell.marked.isdisjoint(map(key, place.names))
    )


def _whence(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«из Суража», «из Даугавпилса», «из Комрата»: those of the borderland, and towns of some size.

    A small town farther off is meant only where none of the borderland has its name.
    """
    if cell.plain(index - 1) not in place_words().whence:
        return ()
    least = _LISTED_ABROAD if _may_be_listed(cell, index, options) else inf
    is_known = any("Geox" in reading.tag for reading in parses(cell.plain(index)))
    if is_known and not any(map(is_near, options)):
        least = _WELL_KNOWN_NEAR
    return tuple(p for p in options if is_near(p) or p.population >= least)


def _headed_by_mayor(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«мэр Сомбора», «муниципалитет Ниш»: whatever town it is."""
    may_be_town = _may_be_listed(cell, index, options) or _is_nominative(cell, index, 1, options)
    return options if _is_headed(cell, index) and may_be_town else ()


def _is_headed(cell: PlaceCell, index: int) -> bool:
    """Whether a mayor's post or the municipality is named before, a country's adjective aside."""
    before = index - 1 - bool(countries_called(cell.plain(index - 1)))
    return cell.plain(before).startswith(place_words().heads_of_towns)


def _called_by_country(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«венгерского Пакша»: those that lie in the country of the adjective before."""
    codes = {country.country for country in countries_called(cell.plain(index - 1))}
    return tuple(place for place in options if place.country in codes)


def _called_town(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«Хагена, города-побратима»: those of some size that an apposition calls a town."""
    if not _is_called_town(cell, index) or not _may_be_listed(cell, index, options):
        return ()
    return tuple(p for p in options if p.population >= _LISTED_ABROAD)


def _is_called_town(cell: PlaceCell, index: int) -> bool:
    return cell.plain(index + 1) in _APPOSED and cell.plain(index + 2).startswith(place_words().called_town)


def _among_twins(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«побратимские отношения с Эрдэнэтом»: towns of some size where the cell tells of twins."""
    if not cell.tells_of_twins or _is_people(cell.plain(index)) or _follows_name(cell, index):
        return ()
    if not (_may_be_listed(cell, index, options) or _is_as_it_stands(cell, index, options)):
        return ()
    return tuple(p for p in options if p.population >= _LISTED_ABROAD)


def _follows_name(cell: PlaceCell, index: int) -> bool:
    """«мэр Нови-Сада Жарко Мичин»: whether a capitalised word that is no place stands right before it."""
    previous = cell.previous
    is_place = previous is not None and previous.last == index
    return cell.is_capitalised(index - 1) and not (is_place or cell.begins_sentence(index - 1))


def _has_relation(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«договор с Эрфуртом»: towns of some size with which there is a document or a tie."""
    before = cell.plain(index - 2)
    is_with = cell.plain(index - 1) in place_words().together and before.startswith(place_words().relations)
    if not is_with or _is_people(cell.plain(index)) or not _may_be_listed(cell, index, options):
        return ()
    return tuple(p for p in options if p.population >= _LISTED_ABROAD)


def _is_as_it_stands(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Белгород и Ниш»: whether it is a name in the nominative that goes on a list of towns."""
    previous = cell.previous
    is_listed = previous is not None and previous.rule in _OF_LISTS and previous.last == index - 1
    return is_listed and cell.plain(index - 1) in _IN_LIST and _is_nominative(cell, index, 1, options)


def _whose_twin(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«Волковыск – побратим Гусева»: towns of some size right after the word of twins."""
    is_owner = _is_owner_of_twin(cell, index)
    return tuple(p for p in options if is_owner and _is_nearby(p))


def _is_owner_of_twin(cell: PlaceCell, index: int) -> bool:
    return cell.plain(index - 1).rpartition("-")[2].startswith(place_words().twins)


def _is_people(word: str) -> bool:
    """«смоляне»: whether a dictionary has the word for people, and not for a surname."""
    known = (one.tag for one in parses(word) if one.is_known and "anim" in one.tag)
    return any(_NAMES.isdisjoint(tag.grammemes) for tag in known)


_WHY_KNOWN = (
    _called_by_country,
    _called_town,
    _well_known,
    _marked_elsewhere,
    _whence,
    _headed_by_mayor,
    _among_twins,
    _whose_twin,
    _has_relation,
)


def _is_well_known(place: Place) -> bool:
    return bool(place.adjectives) or place.population >= _known_from(place.country)


def _known_from(country: str) -> int:
    """From how many inhabitants on a town of that country is known to everybody."""
    if country not in load_home().near_countries:
        return _WELL_KNOWN_ABROAD
    return _WELL_KNOWN_NEAR if country in load().fully_listed else _WELL_KNOWN_AT_HOME


def _reads_as_place(cell: PlaceCell, index: int, length: int, known: tuple[Place, ...]) -> bool:
    names = {key(name) for place in known for name in place.names}
    if _goes_on_as_name(cell, index, length, names):
        return False
    if length > 1:
        return True
    if _is_told_a_town(cell, index, names) or _is_town_of_country(cell, index, known):
        return _may_be_name(cell, index)
    if not place_words().ambiguous.isdisjoint(names & nominatives(cell.plain(index))):
        return _stands_as_place(cell, index, length)
    return (
        _is_of_two_names(cell.word(index))
        or (cell.tells_of_twins and _is_as_it_stands(cell, index, known))
        or _is_name_of_no_being(cell, index, known)
    )


def _is_name_of_no_being(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """Whether a dictionary has the word for a place, or lacks it, and nothing makes it somebody."""
    readings = parses(cell.plain(index))
    if readings[0].is_known:
        is_place = any("Geox" in reading.tag for reading in readings)
        return is_place and ("anim" not in readings[0].tag or _is_beside_town(cell, index, known))
    is_guessed = cell.tells_of_twins or _begins_list(cell, index + 1) or _is_seat_alone(cell, index, known)
    return is_guessed or "anim" not in readings[0].tag


def _is_beside_town(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«побратимы: Добруш и Кричев», «договор Ярцева со Шкловом»: a seat, if a surname too, and a town."""
    is_with = cell.plain(index + 1) in place_words().together and _names_sure_town(cell, index + 2)
    return (is_with or _begins_list(cell, index + 1)) and _is_seat_alone(cell, index, known)


def _is_seat_alone(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«команды Зельвы, Мостов»: whether only seats nearby are called so, and no capital is beside it."""
    before = cell.is_capitalised(index - 1) and not cell.begins_sentence(index - 1)
    return not (before or cell.is_capitalised(index + 1)) and all(map(_is_seat_nearby, known))


def _is_of_two_names(word: str) -> bool:
    """«Усть-Каменогорском»: a name of two words with capitals, whatever a dictionary makes of it."""
    first, _, last = word.partition("-")
    return first.istitle() and last.istitle()


def _is_told_a_town(cell: PlaceCell, index: int, names: set[str]) -> bool:
    """Whether a word before it, or a mark elsewhere in the row, tells that it is a town."""
    if cell.plain(index - 1) in place_words().place_prepositions or not cell.marked.isdisjoint(names):
        return True
    is_called = _is_headed(cell, index) or _is_called_town(cell, index) or _is_owner_of_twin(cell, index)
    return is_called and not names.isdisjoint(_forms_of_town(cell.plain(index)))


def _is_town_of_country(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«сербский Чачак»: a town of the country said before; a large one, if it is a first name too."""
    is_first_name = any(r.is_known and "Name" in r.tag for r in parses(cell.plain(index)))
    least = _LISTED_ABROAD if is_first_name else 0
    return any(place.population >= least for place in _called_by_country(cell, index, known))


def _stands_as_place(cell: PlaceCell, index: int, length: int) -> bool:
    """Whether only what stands about an ambiguous word makes it a place."""
    after = index + length
    return is_located(cell, after) or _stands_alone_in_place(cell, index, length) or _begins_list(cell, after)


def _forms_of_town(word: str) -> set[str]:
    """«лиды» after «мэр» → what it may be called; a word that is also a first name only as it stands."""
    in_genitive = {"gent", "sing"}
    genitive = any(in_genitive <= one.tag.grammemes for one in parses(word))
    return {word, *(nominatives(word) if genitive else ())}


def _begins_list(cell: PlaceCell, after: int) -> bool:
    """«Лида и Полоцк», «побратимы: Лида, Полоцк»: whether a town that everybody knows goes on the list."""
    goes_on = cell.plain(after) == AND or (cell.plain(after) == "," and cell.tells_of_twins)
    return goes_on and _names_sure_town(cell, after + 1)


def _names_sure_town(cell: PlaceCell, index: int) -> bool:
    """Whether a town that everybody knows is named there, by a word that means nothing else."""
    if not cell.is_capitalised(index):
        return False
    is_ambiguous = not place_words().ambiguous.isdisjoint(nominatives(cell.plain(index)))
    return _names_town(cell, index) and not is_ambiguous


def _names_town(cell: PlaceCell, index: int) -> bool:
    """Whether a town that everybody knows is named there."""
    found = longest_settlement(cell, index)
    return found is not None and any(map(_is_well_known, found[1]))


def _goes_on_as_name(cell: PlaceCell, index: int, length: int, names: set[str]) -> bool:
    """«Ван Цзюнь», «Милан Петрович», «Пушкина строки»: with the next word it names a person or a thing."""
    after = index + length
    if after >= len(cell) or not cell.tokens[after].is_word or "-" in cell.plain(after):
        return False
    if _is_headed(cell, index) or cell.plain(index - 1).startswith(place_words().bodies_of_towns):
        return False
    if cell.is_capitalised(after):
        is_place = _names_town(cell, after) or names_area(cell, after)
        return not (is_place or _is_whence_of_person(cell, index, after, names))
    in_name = cell.plain(index - 1) == "«" and not names.intersection(cell.plains[index:after])
    return in_name and parses(cell.plain(after))[0].tag.POS == "NOUN"


def _is_whence_of_person(cell: PlaceCell, index: int, after: int, names: set[str]) -> bool:
    """«мастерица из Бреста Дарья Лугова»: after «из» a town that is in no nominative, and a given name."""
    if cell.plain(index - 1) not in place_words().whence:
        return False
    if cell.plain(after - 1) in names and not any("Fixd" in r.tag for r in parses(cell.word(after - 1))):
        return False
    is_full_name = cell.is_capitalised(after + 1) and not cell.begins_sentence(after + 1)
    return is_full_name or any(
        r.is_known and {"Name", "nomn"} <= r.tag.grammemes for r in parses(cell.word(after))
    )


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


def strange_twin(cell: PlaceCell, index: int) -> Candidate | None:
    """«из Чиангмая, города-побратима», «побратимы Витебск и Тулль»: a town that no list knows."""
    if not cell.tells_of_twins or not cell.is_capitalised(index) or index in cell.blocked:
        return None
    if any(reading.is_known for reading in parses(cell.plain(index))):
        return None
    country = next((one.country for one in countries_called(cell.plain(index - 1))), None)
    name = (
        _called_twin(cell, index)
        or _listed_twin(cell, index)
        or _nominative_of(cell, index, country)
        or _announced_twin(cell, index)
    )
    found = Candidate(index, index + 1, name or "", (), "settlement_by_form", kind="city", country=country)
    return found if name else None


def _announced_twin(cell: PlaceCell, index: int) -> str | None:
    """«побратимы – Ньютаун и Кавасаки»: a name that a dash or colon after the word of twins begins."""
    begins = cell.plain(index - 1) in _ANNOUNCES and not cell.is_capitalised(index + 1)
    is_twin = cell.plain(index - 2).rpartition("-")[2].startswith(place_words().twins)
    return cell.word(index) if begins and is_twin else None


def _nominative_of(cell: PlaceCell, index: int, country: str | None) -> str | None:
    """«китайский Удаляньчи»: a town after the adjective of its country, in the nominative."""
    before = (one.tag.case for one in parses(cell.plain(index - 1)))
    alone = not cell.is_capitalised(index + 1)
    return cell.word(index) if country is not None and alone and "nomn" in before else None


def _called_twin(cell: PlaceCell, index: int) -> str | None:
    """The name in the nominative where what follows calls it a twin."""
    twin = cell.plain(index + 2)
    if cell.plain(index + 1) not in _APPOSED or not twin.startswith(place_words().called_town):
        return None
    in_genitive = cell.plain(index - 1) in place_words().whence
    return strange_nominative(cell.word(index), "masc") if in_genitive else cell.word(index)


def _listed_twin(cell: PlaceCell, index: int) -> str | None:
    """The name in the nominative where it goes on a list of towns, in their case."""
    previous = cell.previous
    if previous is None or _is_cut_off(cell, index):
        return None
    if not (_goes_on_list(cell, index, 1) or _stands_beside_area(cell, index)):
        return None
    cases = {one.tag.case for one in parses(cell.plain(previous.last - 1))}
    word = cell.word(index)
    fitting = [one for one in parses(word) if one.tag.case in cases]
    if "nomn" in cases and cell.plain(previous.last - 1) in _names_of(previous):
        return word
    return fitting[0].normal_form.capitalize() if fitting else None


def _is_cut_off(cell: PlaceCell, index: int) -> bool:
    """Whether a dash before it, or a capital or bracket after it, makes it something else."""
    in_bracket = cell.plain(index + 1) == "(" and not is_located(cell, index + 1)
    return cell.plain(index - 1) in _DASHES or cell.is_capitalised(index + 1) or in_bracket


def _stands_beside_area(cell: PlaceCell, index: int) -> bool:
    """«Балтасинский район и Эфлани»: whether «и» joins it to a district."""
    previous = cell.previous
    if previous is None or previous.last != index - 1 or cell.plain(index - 1) != AND:
        return False
    return previous.kind == "district" and previous.form == "noun"


def _names_of(candidate: Candidate) -> set[str]:
    return {key(candidate.name), *(key(name) for place in candidate.options for name in place.names)}


def _is_strange(candidate: Candidate) -> bool:
    """Whether it is a settlement that no list knows."""
    return not candidate.options and candidate.kind in ("city", "town", "village")


# ── in lists ────────────────────────────────────────────────────────────────────────────────────


def listed_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«г. Минск, Брест и Гродно», «Велиж – Сураж»: what continues a list, or is located by a bracket."""
    found = _settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    continues = _follows_bracket(cell, index, options) or _goes_on_list(cell, index, length)
    if (
        (continues and _may_be_listed(cell, index, options))
        or (_is_nominative(cell, index, length, options) and is_located(cell, index + length))
        or _lies_in_bracket(cell, index + length, options)
    ):
        return Candidate(index, index + length, "", options, "listed_settlement")
    return None


def _goes_on_list(cell: PlaceCell, index: int, length: int) -> bool:
    previous = cell.previous
    in_list = previous is not None and (previous.rule in _OF_LISTS or _is_strange(previous))
    if previous is None or not in_list:
        return False
    if cell.tells_of_twins and cell.plains[previous.last : index] == place_words().likened:
        return True
    if previous.last != index - 1:
        return False
    after = cell.plain(index + length)
    return cell.word(index - 1) in _IN_LIST and (after in _AFTER_IN_LIST or _goes_on_past(after))


def _goes_on_past(word: str) -> bool:
    """Whether the sentence goes on after a list: «Читы и Чойбалсана на днях исполнилось …»."""
    return is_verb(word) or parses(word)[0].tag.POS in _NO_NAMES


def _is_nominative(cell: PlaceCell, index: int, length: int, options: tuple[Place, ...]) -> bool:
    """Whether the first word stands as it does in one of the names."""
    words = cell.plains[index : index + length]
    return any(key(name) in words for place in options for name in place.names)


def _may_be_listed(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """Whether the word can go on a list of towns: «Мира», «Фонда» mean something else, Горки is a seat."""
    readings = parses(cell.plain(index))
    is_surname = cell.tells_of_twins and "Surn" in readings[0].tag  # «Тулль и Хаген»
    is_common = readings[0].is_known and not any("Geox" in reading.tag for reading in readings)
    return not is_common or is_surname or any(map(_is_seat_nearby, options))


def _is_seat_nearby(place: Place) -> bool:
    return bool(place.adjectives) and place.country in load_home().near_countries


def _follows_bracket(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Каунас (Литва), Даугавпилс»: the list goes on after what located its last town."""
    previous = cell.previous
    if previous is None or not previous.options or previous.options[0].kind not in ("country", "region"):
        return False
    between = cell.plains[previous.last : index]
    in_list = between in ((")", ","), (")", AND)) and not cell.word(index).isupper()
    return in_list and any(_is_well_known(place) or place.population >= _LISTED_ABROAD for place in options)


def _lies_in_bracket(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Хагена (Германия)»: in any case, if a town of such a name lies in what the bracket names."""
    if cell.plain(index) != "(":
        return False
    areas = located_in(cell, index + 1)
    return any(area.id in place.within for area in areas for place in options)


# ── joined by a dash ────────────────────────────────────────────────────────────────────────────


def joined_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дубровно – Красный», «Городок – Невель»: two towns about the border that a dash joins."""
    found = _towns_around(cell, index)
    if found is None:
        return None
    length, options = found
    after = index + length
    if not (_begins_after_dash(cell, index) or (_is_dash(cell, after) and _towns_around(cell, after + 1))):
        return None
    return Candidate(index, after, "", options, "joined_settlement")


def _is_dash(cell: PlaceCell, index: int) -> bool:
    return 0 <= index < len(cell) and cell.word(index) in _DASHES


def _begins_after_dash(cell: PlaceCell, index: int) -> bool:
    """Whether a dash stands before, and a town of one or two words before it."""
    dash = index - 1
    return _is_dash(cell, dash) and any(_ends_at(cell, dash - length, dash) for length in (1, 2))


def _ends_at(cell: PlaceCell, start: int, end: int) -> bool:
    found = _towns_around(cell, start)
    return found is not None and start + found[0] == end


def _towns_around(cell: PlaceCell, index: int) -> Found | None:
    """The towns of that name, in the nominative, that lie in the home region or across its borders."""
    found = _settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    around = load_home().bordering | {load_home().place.id}
    text = " ".join(cell.plains[index : index + length])
    near = tuple(p for p in options if key(p.name) == text and not around.isdisjoint(p.within))
    return (length, near) if near else None
