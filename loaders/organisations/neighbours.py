"""The home of a name that tells none itself: by the list that it stands in, else by the entry as a whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from loaders.cell.spans import contains
from loaders.organisations.evidence import is_local_adjective
from loaders.organisations.home_rules import bracketed_country, bracketed_place, coming_from
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Phrase, Sort
from loaders.organisations.readings import AND, noun_readings
from loaders.organisations.surroundings import Home, Surroundings
from ontology.gazetteer import Place
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import CellName, PlaceRef
from ontology.morphology import parses
from ontology.plain import plain

_AT_END = (bracketed_country.__name__, coming_from.__name__)
_OWN_BRACKET = (bracketed_country.__name__, bracketed_place.__name__)
_GLUE = re.compile(r"[\s,;–-]*(?:[а-яё]+(?:-[а-яё]+)*[\s,;–]+){0,5}(?:«[^«»]*»[\s,;]+(?:[а-яё]+ ){0,2})?\Z")
_SHORTENED_TOWN = re.compile(r"[А-ЯЁ][а-яё]+(?=[А-ЯЁ])")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_LONGEST_CHAIN = 40
_LONGEST_GLUE = 120


def _has_form_of_country(phrase: Phrase) -> bool:
    return phrase.form is not None and phrase.form.country is not None


def from_other_party(
    index: int, names: Sequence[tuple[Phrase, Home | None]], around: Surroundings
) -> Home | None:
    """«Меморандум подписали администрация округа и компания «…»»: of the only foreign country named.

    Documents of a report are between two countries: where a sentence about one names a body surely at home
    and one other, of which nothing is told, the other is the other side.
    """
    if len(around.countries) != 1 or _has_form_of_country(names[index][0]):
        return None
    beside = _homes_beside_document(index, names)
    is_only = len(beside) == 1 and beside[0] is not None and beside[0].country == around.home.place.country
    return Home(next(iter(around.countries)), None, "other_party") if is_only else None


def _homes_beside_document(index: int, names: Sequence[tuple[Phrase, Home | None]]) -> list[Home | None]:
    """The homes of the other bodies that a sentence about a document names; none in another sentence."""
    phrase = names[index][0]
    words = phrase.words
    sentence = words.sentence_at(words.tokens[phrase.start].start)
    if lexicon().signs.documents.search(words.text[sentence.start : sentence.end]) is None:
        return []
    others = (one for at, one in enumerate(names) if at != index)
    return [told for other, told in others if contains(sentence, words.tokens[other.start])]


def from_list(index: int, names: Sequence[tuple[Phrase, Home | None]]) -> Home | None:
    """The country of the list that a name stands in: by brackets at its end, else the last name before.

    «между А и Б (Китай)» is no list: either side has a home of its own. A name with a bracket of its own
    («А (г. Минск), Б») tells nothing of those after it.
    """
    phrase = names[index][0]
    owner = _owner(phrase, names[index + 1 : index + 2])
    if owner is not None:
        return owner
    at_end = _first_told(phrase, islice(names, index + 1, index + _LONGEST_CHAIN))
    if any(_follows_between(name) for name, _ in names[max(0, index - 1) : index + 1]):
        return None
    if at_end is not None and at_end.rule in _AT_END and not _is_apart(phrase, names, index, at_end):
        return Home(at_end.country, None, "list")
    earlier, later = (
        names[max(0, index - _LONGEST_CHAIN) : index][::-1],
        names[index + 1 : index + _LONGEST_CHAIN],
    )
    if len({home.country for home in (*_all_told(phrase, earlier), *_all_told(phrase, later))}) > 1:
        return None  # «ПАО «ГАЗ», ОАО «МАЗ», ННГУ, БНТУ»
    return _goes_on(phrase, _first_told(phrase, earlier))


def _goes_on(phrase: Phrase, before: Home | None) -> Home | None:
    """The country of the name before, unless a bracket or a form tells it of that one alone."""
    if before is None or before.rule in _OWN_BRACKET or _is_told_by_form(phrase, before):
        return None
    return Home(before.country, None, "list")


def _is_apart(phrase: Phrase, names: Sequence[tuple[Phrase, Home | None]], index: int, at_end: Home) -> bool:
    """«повара части 5 и кулинары кафе «Луч» из Несвижа»: those of one body come from there."""
    following = names[index + 1][0] if index + 1 < len(names) else None
    if following is None or at_end.rule != coming_from.__name__ or following.start <= phrase.full_end:
        return False
    between = range(phrase.full_end, following.start)
    return any(_is_of_people(phrase.words.word(i)) for i in between)


def _is_of_people(word: str) -> bool:
    """Whether a dictionary has the word for several people, who do something."""
    return any({"NOUN", "anim", "plur", "nomn"} <= reading.tag.grammemes for reading in parses(word))


def from_fellow(index: int, names: Sequence[tuple[Phrase, Home | None]]) -> Home | None:
    """«гимназии № 3 и гимназии № 5 г. Тулы»: the place told of two of a kind is that of both."""
    phrase = names[index][0]
    if phrase.head is None or not phrase.has(Sort.NUMBER) or phrase.words.word(phrase.full_end) != AND:
        return None
    for other, home in names[index + 1 : index + 2]:
        is_fellow = other.start == phrase.full_end + 1 and other.head == phrase.head
        if is_fellow and home is not None and home.place is not None and other.tail:
            return Home(home.country, home.place, "fellow")
    return None


def from_strange_adjective(phrase: Phrase, around: Surroundings) -> Home | None:
    """«Хэнаньский университет» where China is the only far country named: no gazetteer has the province."""
    far = around.far_countries
    is_strange = phrase.kind in {"education", "authority"} and is_local_adjective(phrase.words, phrase.start)
    return Home(next(iter(far)), None, "strange_adjective") if is_strange and len(far) == 1 else None


def from_capitals(phrase: Phrase, around: Surroundings) -> Home | None:
    """«УлГУ» where the entry names Ульяновск, «ПсковГУ»: the town that the word begins with."""
    beginning = _SHORTENED_TOWN.match(phrase.words.word(phrase.start)) if phrase.is_school else None
    if beginning is None:
        return _from_initial(phrase, around)
    prefix = plain(beginning[0])
    begun = _cities_begun(prefix, around) or _regions_called(prefix, around)
    seats = (place for place in load_gazetteer().named(prefix) if place.adjectives)
    towns: list[PlaceRef | Place] = [*begun] if len(begun) == 1 else [*seats]
    return Home(towns[0].country, towns[0].name, "capitals") if len(towns) == 1 else None


def _cities_begun(prefix: str, around: Surroundings) -> list[PlaceRef]:
    """The cities that the entry names and whose names begin so."""
    cities = (p for p in (*(m.place for m in around.places), *around.venues) if p.kind == "city")
    return list({p.name: p for p in cities if plain(p.name).startswith(prefix)}.values())


def _regions_called(prefix: str, around: Surroundings) -> list[PlaceRef]:
    """«МарГУ» where the entry names Марий Эл: the regions of which an adjective begins so."""
    told = (m.place for m in around.places if m.place.kind == "region")
    return list({ref.name: ref for ref in told if _begins_adjective(prefix, ref)}.values())


def _begins_adjective(prefix: str, place: PlaceRef) -> bool:
    """Whether an adjective of the known place begins so."""
    known = load_gazetteer().get(place.gazetteer_id) if place.gazetteer_id is not None else None
    return known is not None and any(one.startswith(prefix) for one in known.adjectives)


def _from_initial(phrase: Phrase, around: Surroundings) -> Home | None:
    """«ВГМУ им. Н.Н. Бурденко» in Voronezh: capitals that begin as the only city where the event is held."""
    capitals = phrase.words.word(phrase.start)
    cities = {place.name: place for place in around.venues if place.kind == "city"}
    if phrase.kind != "education" or not capitals.isupper() or len(cities) != 1:
        return None
    (city,) = cities.values()
    return Home(city.country, city.name, "capitals") if city.name.startswith(capitals[0]) else None


def from_spelling(phrase: Phrase, around: Surroundings) -> Home | None:
    """«компания «Elektromont»», «АО «Навоиазот»»: spelt as abroad, where one far country is named."""
    if len(around.far_countries) != 1 or phrase.kind != "company":
        return None
    is_latin = _LATIN.search(phrase.words.slice(phrase.start, phrase.end)) is not None
    may_be_abroad = phrase.form is None or is_home_form(phrase)
    is_strange = may_be_abroad and _is_unknown(phrase) and not _follows_between(phrase)
    return Home(next(iter(around.far_countries)), None, "spelling") if is_latin or is_strange else None


def _is_told_by_form(phrase: Phrase, before: Home) -> bool:
    """«Нафтан» (Беларусь), АО «Заря»»: a form of the home country is none of its neighbours'."""
    return is_home_form(phrase) and before.country in load_home().neighbours


def is_home_form(phrase: Phrase) -> bool:
    """Whether the form is of one of the near countries and of those farther off («АО»)."""
    return phrase.form is not None and phrase.form.or_abroad


def _is_unknown(phrase: Phrase) -> bool:
    """Whether the name in quotes has no word that a dictionary knows, and no capitals in place of words."""
    words = phrase.words
    named = [i for p in phrase.parts if p.sort is Sort.QUOTES for i in range(p.start + 1, p.end - 1)]
    return bool(named) and not any(
        parses(words.word(i))[0].is_known or words.word(i).isupper() for i in named if words.is_word(i)
    )


def _follows_between(phrase: Phrase) -> bool:
    return phrase.words.plain(phrase.start - 1) in lexicon().words.between


def _owner(phrase: Phrase, following: Sequence[tuple[Phrase, Home | None]]) -> Home | None:
    """«студия «…» МБУДО «…»»: a body right after the name, with nothing between, is whose it is."""
    for other, home in following:
        if home is not None and other.start == phrase.full_end:
            return Home(home.country, home.place, "owner")
    return None


def _first_told(phrase: Phrase, names: Iterable[tuple[Phrase, Home | None]]) -> Home | None:
    """The first known home of names that hang together with the phrase, one after another."""
    return next(_all_told(phrase, names), None)


def _all_told(phrase: Phrase, names: Iterable[tuple[Phrase, Home | None]]) -> Iterator[Home]:
    """Every known home of names that hang together with the phrase."""
    last = phrase
    for other, home in names:
        first, second = (last, other) if other.start > last.start else (other, last)
        if not _is_glued(first, second):
            return
        if home is not None:
            yield home
        last = other


def _is_glued(first: Phrase, second: Phrase) -> bool:
    between = (first.full_end, second.start)
    glued = first.words.glued
    if between not in glued:
        glued[between] = _only_glues(first.words, *between)
    return glued[between]


def _only_glues(words: NamedCell, end: int, start: int) -> bool:
    """Whether only a bracket, marks and few words of no other side stand from one word up to another."""
    end = words.brackets.get(end, end - 1) + 1
    if end > start:
        return False
    between = words.text[words.tokens[end - 1].end : words.tokens[start].start]
    if len(between) >= _LONGEST_GLUE:
        return False
    is_other_side = not lexicon().words.sides.isdisjoint(between.lower().split())
    return not is_other_side and _GLUE.match(between) is not None


OF_ENTRY = frozenset({"visited", "form_and_entry", "other_party", "untold"})
"""The rules of a body of which only the entry as a whole tells whose it is."""


def from_entry(phrase: Phrase, around: Surroundings) -> Home:
    """Bodies visited abroad are of that country; of the rest, the form or spelling of a name may tell.

    All others are taken for the home country's.
    """
    abroad = {v.country for v in around.venues if v.country != around.home.place.country}
    if len(abroad) == 1 and _is_all_abroad(around) and _is_visited(phrase):
        return Home(abroad.pop(), None, "visited")
    foreign = _foreign_by_form(phrase, around)
    if foreign is not None:
        return Home(foreign, None, "form_and_entry")
    return Home(around.home.place.country, None, "untold")


def _is_visited(phrase: Phrase) -> bool:
    """«посетили ОАО «…»», «переговоры с ООО «…»», «на заводе …»: the other side, and not who came."""
    words, known = phrase.words, lexicon()
    if words.name not in {CellName.CONTENT, CellName.TITLE}:
        return False
    before = list(islice(_point_before(phrase), _LONGEST_OBJECT))
    if any(is_among(known.words.sides, word) for word in before[:_LONGEST_SIDE]) or _is_second_side(before):
        return True
    if not before or known.signs.shown.search(" ".join(reversed(before))) is not None:
        return False
    is_own = known.signs.visits.match(before[0]) is not None and noun_readings(before[0])
    return not is_own and any(known.signs.visits.match(word) for word in before)


def _is_second_side(before: Sequence[str]) -> bool:
    """«между ООО «…» и (компанией «…»)»."""
    return AND in before[:2] and any(word.lower() in lexicon().words.between for word in before)


def _point_before(phrase: Phrase) -> Iterator[str]:
    """The words before the phrase, last first, as far as its sentence or its point of a list goes."""
    words = phrase.words
    begin = words.index_at(words.point_at(words.tokens[phrase.start].start).start)
    return (words.word(i) for i in range(phrase.start - 1, begin - 1, -1))


_LONGEST_OBJECT, _LONGEST_SIDE = 20, 5


def _foreign_by_form(phrase: Phrase, around: Surroundings) -> str | None:
    """«ОАО» where Belarus is named; Latin companies and strange adjectives of the only far country named."""
    if phrase.form is not None:
        likelier = lexicon().signs.likelier.get(phrase.words.word(phrase.start))
        return likelier if likelier in around.countries else None
    far = around.far_countries
    if len(far) != 1:
        return None
    is_latin = phrase.kind == "company" and _LATIN.search(phrase.words.slice(phrase.start, phrase.end))
    return next(iter(far)) if is_latin or is_local_adjective(phrase.words, phrase.start) else None


def _is_all_abroad(around: Surroundings) -> bool:
    return all(v.country != around.home.place.country for v in around.venues)
