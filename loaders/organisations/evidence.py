"""What a phrase shows of being the name of one body: predicates that the grounds are made of."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Phrase, Sort
from loaders.organisations.place_phrases import town_end
from loaders.organisations.readings import AND
from ontology.lexicon.organisations import Head
from ontology.model import CellName
from ontology.morphology import parses
from ontology.remembered import remembered


def is_host(phrase: Phrase) -> bool:
    """«районный Дом культуры», «Дом русской книги» in the place cell, which tells the town that has one."""
    words, head = phrase.words, phrase.head
    if words.name is not CellName.PLACE or head is None or head.kind not in _HOSTS:
        return False
    if not _begins_host(phrase):
        return False
    is_titled = words.is_capitalised(phrase.start) and phrase.has(Sort.GENITIVE, Sort.RELATION)
    told = is_titled or _begins_with(phrase, lexicon().words.scopes)
    return told and (head.needs == "place" or phrase.has(Sort.GENITIVE))


def _begins_host(phrase: Phrase) -> bool:
    """Whether it begins an item of the cell, or what a «здание» holds."""
    before = phrase.words.word(phrase.start - 1)
    is_listed = before in {"", ",", ";", ".", "("} or phrase.words.begins_item(phrase.start)
    return is_listed or is_among(lexicon().words.containers, before)


def _begins_with(phrase: Phrase, adjectives: frozenset[str]) -> bool:
    """Whether its first word is one of those adjectives."""
    first = phrase.parts[0]
    return first.sort is Sort.MODIFIER and is_among(adjectives, phrase.words.word(first.start))


_HOSTS = frozenset({"culture", "health_social", "other"})


def is_premises(phrase: Phrase) -> bool:
    """«спортивный комплекс «…»», «гостиница «…»» in the place cell: where it was, nobody who took part."""
    head = phrase.head
    if phrase.words.name is not CellName.PLACE or phrase.form is not None or head is None:
        return False
    stems = head.premises
    if stems is None or phrase.has(Sort.BODY, Sort.KNOWN, Sort.NAMESAKE):
        return False
    described = phrase.words.slice(phrase.start, phrase.end).lower().split()
    return not stems or any(word.startswith(stems) for word in described)


def is_only_one_of_town(phrase: Phrase) -> bool:
    """«ДК г. Рудни», «ДЮСШ (г. Рудня)»: a town has one."""
    if phrase.kind not in _TOWN_HAS_ONE or _is_one_of_several(phrase):
        return False
    return phrase.has(Sort.PLACE) or _is_bracketed_with_town(phrase)


def _is_bracketed_with_town(phrase: Phrase) -> bool:
    words, at = phrase.words, phrase.full_end
    return words.word(at) == "(" and town_end(words, at + 1) is not None


_TOWN_HAS_ONE = frozenset({"sport", "culture", "health_social", "education"})


def _is_one_of_several(phrase: Phrase) -> bool:
    return any(phrase.words.word(part.start) in lexicon().traits.several for part in phrase.parts)


def is_described_and_placed(phrase: Phrase) -> bool:
    """«федерация самбо Смоленской области», «сельский клуб дер. Понизовье»."""
    head = phrase.head
    if head is None or head.kind == "ensemble" or not phrase.has(Sort.PLACE):
        return False
    if not phrase.has(Sort.GENITIVE, Sort.RELATION):
        return head.lemma in lexicon().traits.described_clubs and phrase.has(Sort.MODIFIER)
    if head.lemma not in lexicon().traits.vague:
        return True
    first = next((p for p in phrase.parts if p.sort is Sort.GENITIVE), None)
    return first is not None and is_among(lexicon().words.people, phrase.words.word(first.end - 1))


def belongs_to_greater(phrase: Phrase, is_name: Callable[[Phrase], bool]) -> bool:
    """Whether a body that it is a part of is one by itself."""
    return any(part.body is None or is_name(part.body) for part in phrase.parts if part.sort is Sort.BODY)


def is_beside_host(phrase: Phrase) -> bool:
    """«Совет отцов при Правительстве …»: the body that it is at."""
    return any(
        phrase.words.plain(p.start) in lexicon().words.beside_hosts
        for p in phrase.parts
        if p.sort is Sort.RELATION
    )


def is_of_somebody(phrase: Phrase) -> bool:
    """«Институт Пушкина», «Университет Нови-Сада»: a complement with a capital of its own."""
    return any(
        phrase.words.is_capitalised(i)
        for part in phrase.parts
        if part.sort is Sort.GENITIVE
        for i in range(part.start, part.end)
        if not _begins_person(phrase.words, i)
    )


def _begins_person(words: NamedCell, i: int) -> bool:
    """«сотрудник музея Леонид Орлов», «дуэт Анна и Софья Луговы»: a given name in the nominative."""
    tag = parses(words.word(i))[0].tag
    after = i + 2 if words.word(i + 1) == AND else i + 1
    return {"Name", "nomn"} <= tag.grammemes and words.is_capitalised(after)


def is_room_of_greater(phrase: Phrase) -> bool:
    """«музей ОАО «…»», «отдел обслуживания ГБУК «…»»: a room of the body that follows, not one itself."""
    bodies = list(_greater(phrase))
    if (
        not bodies
        or phrase.head is None
        or phrase.has(Sort.NUMBER, Sort.PLACE)
        or has_local_adjective(phrase)
    ):
        return False
    if phrase.head.lemma in lexicon().traits.rooms:
        return any(body.kind in _HOUSES for body in bodies)
    is_own = phrase.words.is_capitalised(phrase.start) or phrase.head.lemma in lexicon().traits.branches
    return bodies[0].form is not None and not is_own


_HOUSES = frozenset({"education", "culture", "health_social", "company"})


def _greater(phrase: Phrase) -> Iterator[Phrase]:
    """The bodies that a name belongs to, the nearest first."""
    for part in phrase.parts:
        if part.body is not None:
            yield part.body
            yield from _greater(part.body)


def has_seat(phrase: Phrase) -> bool:
    """«представительство немецкой экономики в Российской Федерации»."""
    words = phrase.words
    return any(words.plain(p.start) in lexicon().words.seats for p in phrase.parts if p.sort is Sort.RELATION)


def has_acronym(phrase: Phrase) -> bool:
    """«Исполнительный комитет СНГ», «лицей БГУ»."""
    words = phrase.words
    return any(
        words.word(p.end - 1).isupper() and p.end - p.start == 1
        for p in phrase.parts
        if p.sort is Sort.GENITIVE
    )


def has_local_adjective(phrase: Phrase) -> bool:
    """Whether an adjective of a place stands before a head: «Витебский областной …»."""
    words = phrase.words
    return any(
        is_local_adjective(words, i)
        for p in phrase.parts
        if p.sort is Sort.MODIFIER
        for i in range(p.start, p.end)
    )


def has_telling_capital(phrase: Phrase) -> bool:
    """«Постоянный Комитет», «Федеральное агентство»: a capital letter that no sentence begins with."""
    words, start, head = phrase.words, phrase.start, phrase.head
    if head is None or phrase.end - start == 1:
        return False
    if not words.is_capitalised(start):
        return _is_scoped(phrase) and phrase.has(Sort.GENITIVE) and not head.beside
    if words.begins_item(start):
        return _is_nationwide(phrase, head) or _is_told_at_length(phrase, head)
    return phrase.parts[0].sort is Sort.MODIFIER or _is_told_by_complement(phrase, head)


def _is_told_by_complement(phrase: Phrase, head: Head) -> bool:
    """Whether what follows the head tells more than its sort: «Дом культуры» is any."""
    only_sort = bool(head.beside) and len(phrase.parts) == 2
    return not only_sort and phrase.has(Sort.GENITIVE, Sort.PLACE, Sort.RELATION)


def _is_scoped(phrase: Phrase) -> bool:
    """«районный Совет депутатов»: a capital after the adjective that tells which one."""
    first = phrase.parts[0]
    is_one = first.end - first.start == 1 and phrase.words.is_capitalised(first.end)
    return is_one and _begins_with(phrase, lexicon().words.scopes)


def _is_told_at_length(phrase: Phrase, head: Head) -> bool:
    """«Фонд поддержки предпринимателей», «Общество помощи детям»: two complements of a society."""
    if head.kind != "ngo" or phrase.parts[0].sort is not Sort.HEAD or head.beside:
        return False
    return sum(part.sort in {Sort.GENITIVE, Sort.RELATION} for part in phrase.parts) > 1


def _is_nationwide(phrase: Phrase, head: Head) -> bool:
    """«Международный союз писателей», «Республиканский центр экологии»: there is one of them."""
    return (
        _begins_with(phrase, lexicon().words.nationwide)
        and head.kind in _LASTING
        and phrase.has(Sort.GENITIVE, Sort.RELATION)
    )


_LASTING = frozenset({"ngo", "authority", "other", "culture", "health_social"})


def is_local_adjective(words: NamedCell, at: int) -> bool:
    """«Витебский», «Ершичский»: a capitalised adjective made from a place's name."""
    return words.is_capitalised(at) and _is_local(words.plain(at))


@remembered
def _is_local(word: str) -> bool:
    return word.endswith(_local_endings()) and not is_common(word)


@lru_cache(maxsize=1)
def _local_endings() -> tuple[str, ...]:
    known = lexicon()
    return tuple(stem + ending for stem in known.words.place_stems for ending in known.words.singular_endings)


def is_place_stem(stem: str) -> bool:
    """Whether adjectives of places have such stems: «витебск», «минск»."""
    return stem.endswith(tuple(lexicon().words.place_stems))


def is_common(adjective: str) -> bool:
    """Whether an adjective that ends like a place's is made from something else: «детская», «городской»."""
    return lexicon().signs.common.search(adjective) is not None
