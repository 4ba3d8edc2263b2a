"""What a name relates to: each rule answers the parts that follow («по делам молодежи»), or abstains."""

from collections.abc import Callable

from pymorphy3.analyzer import Parse

from loaders.cell import plain
from loaders.organisations.complements import (
    coordinated_end,
    dedication_end,
    noun_phrase_end,
    prepositional_end,
)
from loaders.organisations.lexicon import Prepositions, is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort, part_to
from loaders.organisations.place_phrases import area_end, place_end, town_end
from loaders.organisations.readings import AND, LINKS, adjective_readings, noun_readings
from ontology.morphology import parses

_MOST_SUBJECTS = 40


def may_relate(word: str) -> bool:
    """Whether a relation can begin with the word."""
    return plain(word) in lexicon().words.prepositions.every or parses(word)[0].tag.POS == "PREP"


def relation(phrase: Phrase) -> tuple[Part, ...]:
    """«по делам молодежи», «для детей», «в Российской Федерации», «в честь иконы …»."""
    words, at = phrase.words, phrase.end
    if phrase.kind == "religious" and words.plain(at + 1) in lexicon().words.dedicating:
        return part_to(Sort.RELATION, phrase, dedication_end(words, at + 2))
    return part_to(Sort.RELATION, phrase, prepositional_end(words, at, _allowed(phrase)))


def subjects(phrase: Phrase) -> tuple[Part, ...]:
    """«отделов (культуры) и (спорта)», «комитетов (образования) и (по спорту и туризму)»: one for each."""
    head, words, at = phrase.head, phrase.words, phrase.end
    if head is None or not phrase.plural or not phrase.is_headed:
        return ()
    if head.lemma not in lexicon().traits.of_subjects:
        return ()
    members: list[Part] = []
    end = _subject_end(words, at)
    while end is not None and len(members) < _MOST_SUBJECTS:
        members.append(Part(Sort.SUBJECT, at, end))
        at = end + 1
        end = _subject_end(words, at) if words.word(end) in LINKS else None
    return tuple(members) if len(members) > 1 else ()


def _subject_end(words: NamedCell, at: int) -> int | None:
    """The end of «культуры», «по спорту и туризму»."""
    allowed = lexicon().words.prepositions.subject
    if words.plain(at) not in allowed:
        return noun_phrase_end(words, at, "gent") if place_end(words, at) is None else None
    end = prepositional_end(words, at, allowed)
    if end is None or words.plain(end + 1) in allowed:
        return end
    return coordinated_end(words, end, lexicon().words.cases[words.plain(at)]) or end


def _allowed(phrase: Phrase) -> frozenset[str]:
    """The prepositions that may go on the phrase."""
    prepositions = lexicon().words.prepositions
    added = (of(prepositions) for of, holds in ADDED if holds(phrase))
    barred = (of(prepositions) for of, holds in BARRED if holds(phrase))
    return _of_head(phrase).union(*added).difference(*barred)


def _of_head(phrase: Phrase) -> frozenset[str]:
    """The prepositions of any head and of this one; after a name of its own only those of an area."""
    known, words = lexicon(), phrase.words
    if phrase.has(Sort.QUOTES, Sort.CAPITALS, Sort.ABBREVIATION, Sort.NUMBER):
        area = area_end(words, phrase.end + 1) or town_end(words, phrase.end + 1)
        return frozenset() if area is None else known.words.prepositions.area
    head = phrase.head
    own = frozenset[str]() if head is None else frozenset(head.takes)
    return known.words.prepositions.any_ | own


def _is_abroad(phrase: Phrase) -> bool:
    """Whether it is what a country keeps elsewhere: «Центр русского языка (в Ереване)»."""
    words, known = phrase.words, lexicon()
    if phrase.head is None or phrase.head.lemma not in known.traits.kept_abroad:
        return False
    is_named = phrase.has(Sort.QUOTES, Sort.CAPITALS, Sort.ABBREVIATION, Sort.NUMBER)
    if phrase.last.sort is not Sort.GENITIVE or is_named:
        return False
    return any(is_among(known.words.keepers, words.word(i)) for i in range(phrase.start, phrase.end))


def _joins(phrase: Phrase) -> bool:
    """«по связям (с общественностью)», «по уходу (за захоронениями)»."""
    return phrase.has(Sort.RELATION) and is_among(lexicon().words.joining, phrase.words.word(phrase.end - 1))


def _tells_of_war(phrase: Phrase) -> bool:
    """«ветеранов войны (в Афганистане)»."""
    return phrase.words.plain(phrase.end - 1) in lexicon().words.fought


def _is_related(phrase: Phrase) -> bool:
    """«управление по делам молодежи (для …)»: one relation is enough."""
    return phrase.has(Sort.RELATION) and phrase.last.sort is not Sort.PLACE


def _names_deputy(phrase: Phrase) -> bool:
    """«заместитель главы Администрации … (по социальным вопросам)»: «по …» belongs to the post."""
    before = range(phrase.start - 4, phrase.start)
    is_deputy = any(is_among(lexicon().words.deputies, phrase.words.word(i)) for i in before)
    return phrase.last.sort is Sort.PLACE and is_deputy


Sorts = tuple[tuple[Callable[[Prepositions], frozenset[str]], Callable[[Phrase], bool]], ...]
"""Prepositions of a sort, and of which phrases they are."""

# What adds prepositions to those of the head, and what bars some.
ADDED: Sorts = (
    (lambda one: one.abroad, _is_abroad),
    (lambda one: one.joining, _joins),
    (lambda one: one.fought, _tells_of_war),
)
BARRED: Sorts = (
    (lambda one: one.purpose, _is_related),
    (lambda one: one.subject, _names_deputy),
)


def governed(phrase: Phrase) -> tuple[Part, ...]:
    """«(Фонд помощи) семьям», «(Центр содействия) соотечественникам»: the case that a complement asks for."""
    if phrase.last.sort is not Sort.GENITIVE or not is_among(
        lexicon().words.dative, phrase.words.word(phrase.end - 1)
    ):
        return ()
    return part_to(Sort.GENITIVE, phrase, noun_phrase_end(phrase.words, phrase.end, "datv"))


def participle(phrase: Phrase) -> tuple[Part, ...]:
    """«(Фонд поддержки земляков), работающих за рубежом»: what the people have in common whom it is for."""
    words, at = phrase.words, phrase.end
    if phrase.last.sort not in {Sort.GENITIVE, Sort.RELATION} or words.word(at) != ",":
        return ()
    if phrase.kind not in _FOR_PEOPLE or not _describes_people(words, at - 1, at + 1):
        return ()
    end = at + 2
    while end - at < _LONGEST_PARTICIPLE and words.word(end)[:1].isalpha() and words.plain(end) != AND:
        end += 1
    return part_to(Sort.GENITIVE, phrase, end)


_FOR_PEOPLE = frozenset({"ngo", "authority", "other", "health_social", "education"})
_LONGEST_PARTICIPLE = 8


def _describes_people(words: NamedCell, noun: int, at: int) -> bool:
    """Whether a lasting participle agrees with a plural noun before it, in the same oblique case."""
    known = lexicon()
    if is_among(known.words.passing, words.word(at)):
        return False
    cases = {p.tag.case for p in noun_readings(words.word(noun)) if p.tag.number == "plur"} - {"nomn"}
    agreeing = (p for p in adjective_readings(words.word(at)) if p.tag.number == "plur")
    return any(p.tag.case in cases and _is_lasting(p) for p in agreeing)


def _is_lasting(reading: Parse) -> bool:
    """«проживающих», «пострадавших», «больных»: what people are, and not what they did at the event."""
    known = lexicon()
    if reading.tag.POS != "PRTF":
        return reading.normal_form in known.words.lasting_adjectives
    is_present = {"pres", "actv"} <= reading.tag.grammemes
    return is_present or reading.normal_form in known.words.lasting_verbs
