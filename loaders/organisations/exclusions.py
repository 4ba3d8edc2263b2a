"""What rules a recognised name out: an ordered list of reasons why the words name no acting body here."""

from collections.abc import Callable, Iterator

from loaders.organisations.evidence import has_local_adjective
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Phrase, Sort
from loaders.organisations.readings import AND, LINKS, noun_readings
from ontology.gazetteer import load as load_gazetteer
from ontology.model import CellName
from ontology.morphology import parses

_ONLY_SORT = frozenset({Sort.HEAD, Sort.GENITIVE, Sort.RELATION, Sort.PLACE, Sort.MEMBER, Sort.SHARED})
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})


def is_ruled_out(phrase: Phrase, last: Phrase | None) -> bool:
    """Whether a reason speaks against the phrase; `last` is the name recognised before it in the cell."""
    return any(rule(phrase, last) for rule in EXCLUSIONS)


def seat_of_another(phrase: Phrase, last: Phrase | None) -> bool:
    """«представитель Правительства … при Правительстве Российской Федерации», «… Президента в … суде»."""
    words, before = phrase.words, phrase.words.plain(phrase.start - 1)
    if phrase.kind != "authority":
        return False
    if before in lexicon().words.beside_hosts:
        return True
    sent = (words.word(i) for i in range(max(0, phrase.start - 5), phrase.start - 1))
    return before in lexicon().words.seats and any(is_among(lexicon().words.envoys, word) for word in sent)


def only_premises(phrase: Phrase, last: Phrase | None) -> bool:
    """«на территории Храма …», «к мемориальному комплексу «…»»: a place of the event, nobody taking part."""
    before, head = phrase.words.plain(phrase.start - 1), phrase.head
    if phrase.kind == "religious":
        return before in lexicon().words.beside_sights
    is_sight = head is not None and head.lemma in lexicon().traits.sights and phrase.form is None
    return is_sight and before in lexicon().words.beside_sights | lexicon().words.to_sights


def managed_holding(phrase: Phrase, last: Phrase | None) -> bool:
    """«– управляющая компания холдинга «…»»: tells more of the name before it."""
    told_more = is_among(lexicon().traits.managing, phrase.words.word(phrase.start - 1))
    return told_more and last is not None and phrase.head is not None


def gives_name(phrase: Phrase, last: Phrase | None) -> bool:
    """«премия Правительства …», «кубок Федерации …»."""
    return is_among(lexicon().words.awards, phrase.words.word(phrase.start - 1))


def other_spelling(phrase: Phrase, last: Phrase | None) -> bool:
    """«… (ООО «СТиМ»)»: in brackets right after a name, and nothing else in them."""
    return (
        last is not None
        and phrase.start == last.full_end + 1
        and phrase.words.brackets.get(last.full_end) == phrase.full_end
    )


def occasion(phrase: Phrase, last: Phrase | None) -> bool:
    """«состоялась школа «…»», or the title itself: what was held is no body."""
    head, words = phrase.head, phrase.words
    if head is None or head.lemma not in lexicon().traits.held_heads:
        return False
    is_title = words.name is CellName.TITLE and phrase.start == 0 and _is_held_itself(phrase)
    return is_title or is_among(lexicon().words.held, words.word(phrase.start - 1))


def _is_held_itself(phrase: Phrase) -> bool:
    """«Международная школа волонтеров «…»» as the title: quotes, and nothing that tells whose it is."""
    apart = phrase.has(Sort.NUMBER, Sort.NAMESAKE, Sort.PLACE, Sort.BODY) or has_local_adjective(phrase)
    return phrase.form is None and phrase.has(Sort.QUOTES) and not apart


def of_contest(phrase: Phrase, last: Phrase | None) -> bool:
    """«фестиваль детского театра «…»»: what the contest is of, and its name in quotes."""
    if phrase.form is not None or phrase.known is not None or not phrase.has(Sort.QUOTES):
        return False
    apart = phrase.has(Sort.NUMBER, Sort.NAMESAKE, Sort.PLACE, Sort.BODY) or has_local_adjective(phrase)
    return not apart and is_among(lexicon().words.contests, phrase.words.word(phrase.start - 1))


def not_yet(phrase: Phrase, last: Phrase | None) -> bool:
    """«создание … Центра обслуживания …», «открыт Центр …»: what is to be made is no body yet."""
    if phrase.form is not None:
        return False
    if is_among(lexicon().words.openings, phrase.words.word(phrase.start - 1)):
        return True
    return any(is_among(lexicon().words.beginnings, word) for word in _before(phrase, 11))


def told_about(phrase: Phrase, last: Phrase | None) -> bool:
    """«преимущества … индустриального парка «…»»: what is presented takes no part."""
    return phrase.form is None and any(
        is_among(lexicon().words.presented, word) for word in _before(phrase, 8)
    )


def description(phrase: Phrase, last: Phrase | None) -> bool:
    """«(крупнейший строительный комбинат … области по производству …)»: says what a named body is."""
    words, start = phrase.words, phrase.start
    described = words.word(start - 1)[:1].islower() and is_among(
        lexicon().words.descriptions, words.word(start - 1)
    )
    return described and words.word(start)[:1].islower() and _tells_only_sort(phrase, Sort.MODIFIER)


def several_alike(phrase: Phrase, last: Phrase | None) -> bool:
    """«Библиотеки России и Беларуси», «участвовали школы г. Орши»: a plural that sounds like a genitive."""
    head = phrase.head
    if head is None or not _tells_only_sort(phrase) or phrase.words.word(phrase.start).isupper():
        return False
    if parses(phrase.words.word(phrase.start - 1))[0].tag.POS == "PREP" and phrase.start > 0:
        return False
    readings = noun_readings(phrase.words.word(phrase.parts[0].start))
    if not any(p.tag.case == "nomn" and p.tag.number == "plur" for p in readings):
        return False
    return _is_of_several_places(phrase) or _begins_clause(phrase.words, phrase.start)


def several_unnamed(phrase: Phrase, last: Phrase | None) -> bool:
    """«врачи медицинских организаций … области», «воскресные школы … округа»: several, and none is named."""
    words, head = phrase.words, next((part for part in phrase.parts if part.sort is Sort.HEAD), None)
    if head is None or head.head is None or head.head.lemma not in lexicon().traits.general_sorts:
        return False
    if not _tells_only_sort(phrase, Sort.MODIFIER) or phrase.parts[0].sort is Sort.MEMBER:
        return False
    adjectives = words.words[max(0, phrase.start - 1) : head.start]
    return _is_plural(words.word(head.start), "NOUN") or any(_is_plural(one, "ADJF") for one in adjectives)


def _is_plural(word: str, kind: str) -> bool:
    """Whether the word can only be a plural noun, or a plural adjective."""
    readings = parses(word)
    return all(p.tag.POS == kind and p.tag.number == "plur" for p in readings)


def _tells_only_sort(phrase: Phrase, *also: Sort) -> bool:
    return phrase.form is None and all(part.sort in {*_ONLY_SORT, *also} for part in phrase.parts)


def _is_of_several_places(phrase: Phrase) -> bool:
    """«школы г. Смоленска и г. Орши», «министерства … России и Беларуси»."""
    words, end = phrase.words, phrase.full_end
    within = any(AND in words.words[p.start : p.end] for p in phrase.parts if p.sort is Sort.PLACE)
    marks = lexicon().place_words.town_marks
    return within or (words.word(end) == AND and words.plain(end + 1) in marks and words.word(end + 2) == ".")


def _begins_clause(words: NamedCell, start: int) -> bool:
    """Whether the words are a subject, or in a list that a subject begins: nothing governs a genitive."""
    first = start
    while first > 0 and not words.begins_item(first):
        first -= 1
        if words.word(first) in {".", ":", ";"}:
            first += 1
            break
    if first == start:
        return True
    if parses(words.word(start - 1))[0].tag.POS in _VERBS:
        return True
    return (
        words.word(start - 1) in LINKS and _is_subject(words.word(first)) and _is_plain(words, first, start)
    )


def _is_subject(word: str) -> bool:
    readings = noun_readings(word)
    plural = any(p.tag.case == "nomn" and p.tag.number == "plur" for p in readings)
    return plural and lexicon().is_head(word)


def _is_plain(words: NamedCell, first: int, end: int) -> bool:
    """Whether no group of people stands there, whose bodies those in the genitive would be."""
    known = lexicon()
    return not any(
        is_among(known.words.groups, words.word(i))
        and not is_among(known.place_words.area_nouns, words.word(i))
        for i in range(first, end)
    )


def social_network(phrase: Phrase, last: Phrase | None) -> bool:
    """«группа «ВКонтакте»», «портал «Сферум»»: where something was shown, not who did."""
    words = phrase.words
    quoted = (words.slice(p.start + 1, p.end - 1).lower() for p in phrase.parts if p.sort is Sort.QUOTES)
    return any(name in lexicon().words.networks for name in quoted)


def only_area(phrase: Phrase, last: Phrase | None) -> bool:
    """«в Высоковском сельсовете»: a place, but where somebody represents or heads it, or it is listed."""
    head, before = phrase.head, phrase.words.word(phrase.start - 1)
    if head is None or head.lemma not in lexicon().traits.areas_themselves:
        return False
    if phrase.words.name is CellName.PARTICIPANTS and before in {"", ",", ";", ":"}:
        return False
    known = lexicon()
    return not is_among(known.words.groups | known.posts | known.words.people, before)


def place_itself(phrase: Phrase, last: Phrase | None) -> bool:
    """«делегация муниципалитета Сомбор»: a town called one, not its council («муниципалитет Сомбора»)."""
    head, words, at = phrase.head, phrase.words, phrase.start + 1
    if head is None or head.lemma not in lexicon().traits.called_as_towns or phrase.end != at + 1:
        return False
    return words.is_capitalised(at) and bool(load_gazetteer().named(words.plain(at)))


def of_the_fallen(phrase: Phrase, last: Phrase | None) -> bool:
    """«умерших в 112 госпитале»: where somebody died long ago."""
    return phrase.kind == "health_social" and any(
        is_among(lexicon().words.fallen, word) for word in _before(phrase, 8)
    )


def _before(phrase: Phrase, most: int) -> Iterator[str]:
    """The words before the phrase, last first, as far as its clause goes."""
    words = phrase.words
    for i in range(phrase.start - 1, max(-1, phrase.start - 1 - most), -1):
        if words.word(i) in {",", ";"} or (words.word(i) == "." and len(words.word(i - 1)) > 3):
            return
        yield words.word(i)


EXCLUSIONS: tuple[Callable[[Phrase, Phrase | None], bool], ...] = (
    seat_of_another,
    only_premises,
    managed_holding,
    gives_name,
    other_spelling,
    occasion,
    of_contest,
    not_yet,
    told_about,
    description,
    several_alike,
    several_unnamed,
    social_network,
    only_area,
    place_itself,
    of_the_fallen,
)
