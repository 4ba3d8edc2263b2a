"""Whether a capitalised word reads as a place and not as a person, a thing or another word."""

from loaders.cell import AND
from loaders.places.areas import is_located, names_area
from loaders.places.beside_names import (
    begins_list,
    is_as_it_stands,
    is_called_town,
    is_headed,
    is_in_further_pair,
    is_of_people,
    is_owner_of_twin,
    is_ranked,
    is_signed_for,
)
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import is_seat_nearby, is_town_alone, names_sure_town, names_town
from loaders.places.well_known import LISTED_ABROAD, called_by_country
from loaders.places.words import place_words
from ontology.gazetteer import Place
from ontology.gazetteer.forms import nominatives
from ontology.gazetteer.spelling import key
from ontology.model import CellName
from ontology.morphology import parses

_NO_NOUN = ("VERB", "INFN", "PRTS", "GRND", "PREP", "ADVB")
"""What no adjective stands before: «связи с Брянском крепнут»."""


def reads_as_place(cell: PlaceCell, index: int, length: int, known: tuple[Place, ...]) -> bool:
    """Whether the name means the place, by its form and by what stands about it."""
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
        _is_listed_twin(cell, index, known)
        or _is_of_two_names(cell.word(index))
        or _is_name_of_no_being(cell, index, known)
    )


def _is_listed_twin(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    return cell.tells_of_twins and is_as_it_stands(cell, index, known)


def _is_name_of_no_being(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """Whether a dictionary has the word for a place, or lacks it, and nothing makes it somebody."""
    readings = parses(cell.plain(index))
    if is_town_alone(cell.plain(index)):
        return True
    if readings[0].is_known:
        is_place = any("Geox" in reading.tag.grammemes for reading in readings)
        return is_place and ("anim" not in readings[0].tag.grammemes or _is_beside_town(cell, index, known))
    is_guessed = cell.tells_of_twins or begins_list(cell, index + 1) or _is_seat_alone(cell, index, known)
    return is_guessed or "anim" not in readings[0].tag.grammemes


def _is_beside_town(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«побратимы: Добруш и Кричев», «договор Ярцева со Шкловом»: a seat, if a surname too, and a town."""
    is_with = cell.plain(index + 1) in place_words().together and names_sure_town(cell, index + 2)
    return (is_with or begins_list(cell, index + 1)) and _is_seat_alone(cell, index, known)


def _is_seat_alone(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«команды Зельвы, Мостов»: whether only seats nearby are called so, and no capital is beside it."""
    before = cell.is_capitalised(index - 1) and not cell.begins_sentence(index - 1)
    return not (before or cell.is_capitalised(index + 1)) and all(map(is_seat_nearby, known))


def _is_of_two_names(word: str) -> bool:
    """«Усть-Каменогорском»: a name of two words with capitals, whatever a dictionary makes of it."""
    first, _, last = word.partition("-")
    return first.istitle() and last.istitle()


def _is_told_a_town(cell: PlaceCell, index: int, names: set[str]) -> bool:
    """Whether a word before it, or a mark elsewhere in the row, tells that it is a town."""
    if cell.plain(index - 1) in place_words().place_prepositions or not cell.marked.isdisjoint(names):
        return True
    if _is_whose(cell, index, names) or is_ranked(cell, index) or is_signed_for(cell, index):
        return True
    is_called = is_headed(cell, index) or is_called_town(cell, index) or is_owner_of_twin(cell, index)
    is_called = is_called or is_in_further_pair(cell, index)
    return is_called and not names.isdisjoint(_forms_of_town(cell.plain(index)))


def _is_whose(cell: PlaceCell, index: int, names: set[str]) -> bool:
    """«педагоги Горок»: whether people stand before, and the word may be the genitive of the town's name."""
    is_alone = not cell.is_capitalised(index + 1) and cell.plain(index - 1) != AND
    return is_alone and is_of_people(cell, index) and not names.isdisjoint(nominatives(cell.plain(index)))


def _is_town_of_country(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """«сербский Чачак»: a town of the country said before; a large one, if it is a first name too."""
    is_first_name = any(r.is_known and "Name" in r.tag.grammemes for r in parses(cell.plain(index)))
    least = LISTED_ABROAD if is_first_name else 0
    return any(place.population >= least for place in called_by_country(cell, index, known))


def _stands_as_place(cell: PlaceCell, index: int, length: int) -> bool:
    """Whether only what stands about an ambiguous word makes it a place."""
    after = index + length
    if is_located(cell, after) or _stands_alone_in_place(cell, index, length):
        return True
    return begins_list(cell, after)


def _forms_of_town(word: str) -> set[str]:
    """«лиды» after «мэр» → what it may be called; a word that is also a first name only as it stands."""
    in_genitive = {"gent", "sing"}
    genitive = any(in_genitive <= one.tag.grammemes for one in parses(word))
    return {word, *(nominatives(word) if genitive else ())}


def _goes_on_as_name(cell: PlaceCell, index: int, length: int, names: set[str]) -> bool:
    """«Ван Цзюнь», «Милан Петрович», «Пушкина строки»: with the next word it names a person or a thing."""
    after = index + length
    if after >= len(cell) or not cell.tokens[after].is_word or "-" in cell.plain(after):
        return False
    if is_headed(cell, index) or cell.plain(index - 1).startswith(place_words().bodies_of_towns):
        return False
    if cell.is_capitalised(after):
        is_place = names_town(cell, after) or names_area(cell, after)
        return not (is_place or _is_whence_of_person(cell, index, after, names))
    return _goes_on_in_quotes(cell, index, after, names)


def _goes_on_in_quotes(cell: PlaceCell, index: int, after: int, names: set[str]) -> bool:
    """«Пушкина строки»: whether it begins a quotation in no nominative, and a noun follows."""
    in_name = cell.plain(index - 1) == "«" and not names.intersection(cell.plains[index:after])
    return in_name and parses(cell.plain(after))[0].tag.POS == "NOUN"


def _is_whence_of_person(cell: PlaceCell, index: int, after: int, names: set[str]) -> bool:
    """«мастерица из Бреста Дарья Лугова»: after «из» a town that is in no nominative, and a given name."""
    if cell.plain(index - 1) not in place_words().whence:
        return False
    if cell.plain(after - 1) in names and not any(
        "Fixd" in r.tag.grammemes for r in parses(cell.word(after - 1))
    ):
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
    if "ADJF" not in likeliest or not following[:1].isalpha():
        return True
    return parses(following)[0].tag.POS in _NO_NOUN
