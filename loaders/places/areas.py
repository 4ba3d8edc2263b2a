"""Rules for countries, regions and districts."""

from loaders.places.tokens import Candidate, Words
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key


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
        if not options or (name in place_words().ambiguous and not _follows_preposition(words, index)):
            continue
        if _spelling(options[0], name).isupper() and text != _spelling(options[0], name):
            continue
        return Candidate(index, index + length, _shown(options[0], name), options, rule)
    return None


def _follows_preposition(words: Words, index: int) -> bool:
    return words.at(index - 1) in place_words().place_prepositions or words.at(index - 1) in (",", "и")


def _shown(place: Place, name: str) -> str:
    """The name as the row has it; for a region's nickname («ДНР», «Витебщина») the full one."""
    spelt = _spelling(place, name)
    nickname = spelt.isupper() or spelt.endswith(("щина", "чина"))
    return place.name if place.kind == "region" and nickname else spelt


def _spelling(place: Place, name: str) -> str:
    return next((one for one in place.names if key(one) == name), place.name).replace("ё", "е")


def adjective_area(words: Words, index: int) -> Candidate | None:
    """«Витебской области», «Лиозненского района», «Вяземский муниципальный округ»; each of a list."""
    if not words.is_capitalised(index):
        return None
    head = _area_head(words, index)
    if head is None:
        return _announced_area(words, index)
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
    if kind == "district" or not options:
        name = f"{_adjective(words, index, stem, noun, options)} {noun}"
    else:
        name = options[0].name
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
        if word in vocabulary.regions:
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


def _adjective(words: Words, index: int, stem: str, noun: str, options: tuple[Place, ...]) -> str:
    """The area's adjective in the nominative: as the gazetteer has it, else as the row has it."""
    if options:
        return options[0].name.partition(" ")[0]
    if noun == "область":
        return words.tokens[index].text[: len(stem)] + "ая"
    return words.tokens[index].text[: len(stem)] + ("ий" if stem[-1] in "кгх" else "ый")


def _announced_area(words: Words, index: int) -> Candidate | None:
    """«районов: Горецкого, Мстиславского», «районы-побратимы: …»: the noun stands before the list."""
    stem = adjective_stem(words.at(index))
    first = index
    while words.at(first - 1) in (",", "и") or words.is_capitalised(first - 1):
        first -= 1
    if stem is None or words.at(first - 1) not in (":", "("):
        return None
    noun = words.at(first - 2).removesuffix("-побратимов").removesuffix("-побратимы")
    kind = next((kind for kind, nouns in _area_nouns() if noun in nouns and _is_plural(noun)), None)
    options = tuple(place for place in load().by_adjective(stem) if place.kind == kind)
    if kind is None or not options:
        return None
    name = options[0].name
    if kind == "district":
        name = f"{name.partition(' ')[0]} {place_words().districts[noun]}"
    return Candidate(index, index + 1, name, options, f"{kind}_adjective", kind=kind)


def _area_nouns() -> tuple[tuple[str, dict[str, str]], ...]:
    return ("district", place_words().districts), ("region", place_words().regions)


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
