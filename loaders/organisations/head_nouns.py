"""Names that begin with a head noun: «Витебский областной комитет», and several of them that share a noun."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product, takewhile

from loaders.cell.text import lemmas
from loaders.organisations.complements import (
    further_number_end,
    noun_phrase_end,
    number_end,
    placed_number_end,
)
from loaders.organisations.evidence import is_local_adjective
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.nominative import adjective_forms, agreeing_forms
from loaders.organisations.phrases import Part, Phrase, Sort
from loaders.organisations.place_phrases import area_noun_end, place_end
from loaders.organisations.readings import (
    AND,
    LINKS,
    Form,
    is_acronym,
    is_adjectival,
    is_adjective,
    noun_readings,
)
from ontology.lexicon.organisations import Head, heads
from ontology.plain import with_e
from ontology.remembered import remembered

_MOST_ADJECTIVES = 12
_REFLEXIVE = "ся"


def head_noun(words: NamedCell, at: int) -> Phrase | None:
    """«Витебский областной исполнительный комитет», «Министерство …», «народный ансамбль …»."""
    noun = adjectives_end(words, at)
    head = head_at(words, noun)
    if head is None or _is_no_body(words, at, noun, head):
        return None
    adjectives = modifier_words(words, at, noun)
    forms = agreeing_forms(adjectives, words.word(noun), head.lemma)
    if not forms or not _is_beside(words, head, at, noun):
        return None
    parts = (*modifiers(at, noun), Part(Sort.HEAD, noun, noun + 1, head))
    singular = _singular(words, at, noun, forms)
    plural = not singular or _lists_numbers(words, noun + 1)
    return Phrase(words, parts, head.kind, forms=singular or forms, plural=plural)


def _singular(words: NamedCell, at: int, noun: int, forms: frozenset[Form]) -> frozenset[Form]:
    """The forms in the singular; none where the noun may be plural and several quotations follow."""
    singular = frozenset(form for form in forms if form[1] == "sing")
    is_list = singular != forms and _lists_quotes(words, noun + 1)
    return frozenset() if is_list and not is_among(lexicon().words.groups, words.word(at - 1)) else singular


def _lists_quotes(words: NamedCell, at: int) -> bool:
    """«предприятия «…», «…» и «…»»: a form that may be plural is so before several quotations."""
    end = words.quotes.get(at)
    end = end if end is None else words.brackets.get(end, end - 1) + 1
    return end is not None and words.word(end) in LINKS and words.opens_quote(end + 1)


def _lists_numbers(words: NamedCell, at: int) -> bool:
    """«школы № 2, 5 и 9», «сада № 14 «…» и № 27»: a form that may be plural is so before several numbers."""
    end = number_end(words, at)
    end = None if end is None else words.quotes.get(end, end)
    end = end if end is None else placed_number_end(words, end) or end
    return end is not None and words.word(end) in LINKS and further_number_end(words, end + 1) is not None


def heads_of_list(words: NamedCell, at: int) -> Phrase | None:
    """«Оршанский и Дубровенский районные комитеты»: singular adjectives share a plural noun."""
    members = tuple(_listed_adjectives(words, at))
    if len(members) < 2:
        return None
    shared = members[-1].end
    noun = adjectives_end(words, shared)
    head = head_at(words, noun)
    if head is None or not _is_beside(words, head, at, noun):
        return None
    forms = agreeing_forms(modifier_words(words, shared, noun), words.word(noun), head.lemma)
    plural = frozenset(form for form in forms if form[1] == "plur")
    if not plural:
        return None
    parts = (*members, *modifiers(shared, noun), Part(Sort.HEAD, noun, noun + 1, head))
    return Phrase(words, parts, head.kind, forms=plural, plural=True)


def _listed_adjectives(words: NamedCell, at: int) -> Iterator[Part]:
    index = at
    while is_local_adjective(words, index) and any(
        number == "sing" for _, number, _ in adjective_forms(words.word(index))
    ):
        yield Part(Sort.MEMBER, index, index + 1)
        if words.word(index + 1) not in LINKS or not is_local_adjective(words, index + 2):
            return
        index += 2


def shared_places(words: NamedCell, at: int) -> tuple[Part, ...]:
    """«Вяземского и Рославльского муниципальных округов» after a plural noun."""
    members = tuple(_listed_adjectives(words, at))
    if len(members) < 2:
        return ()
    end = area_noun_end(words, members[-1].end)
    return () if end is None else (*members, Part(Sort.SHARED, members[-1].end, end))


def adjectives_end(words: NamedCell, at: int) -> int:
    """The index after the adjectives that begin at the index, «и» between them included."""
    if at not in words.adjectives:
        words.adjectives[at] = _adjectives_end(words, at)
    return words.adjectives[at]


def _adjectives_end(words: NamedCell, at: int) -> int:
    index = at
    while (
        index - at < _MOST_ADJECTIVES
        and is_adjective(words, index)
        and not words.plain(index).endswith(_REFLEXIVE)
        and not (index > at and head_at(words, index) is not None)
    ):
        index += 1
        if words.word(index) == AND and is_adjective(words, index + 1):
            index += 1
    return index


def modifiers(start: int, end: int) -> tuple[Part, ...]:
    """The words as one part; nothing where there are none."""
    return (Part(Sort.MODIFIER, start, end),) if end > start else ()


def modifier_words(words: NamedCell, start: int, end: int) -> list[str]:
    """The adjectives between two indices, conjunctions aside."""
    return [words.word(i) for i in range(start, end) if words.word(i) != AND]


def head_at(words: NamedCell, at: int) -> Head | None:
    """The head noun at the index; of a hyphened word the last part that is one, else the first."""
    told = ((_followed(words, at, head) or head) for head in heads_of(words.word(at)))
    return next(told, None)


def may_be_head_noun(word: str) -> bool:
    """Whether a head noun, or an adjective before one, may be the word."""
    return is_adjectival(word) or bool(heads_of(word))


@remembered
def heads_of(text: str) -> tuple[Head, ...]:
    """The heads that the word can be, whatever follows it, the likeliest first."""
    if not text[:1].isalpha() or is_acronym(text, most=4):
        return ()
    spellings = (text, *reversed(text.split("-"))) if "-" in text else (text,)
    lemmas = (with_e(reading.normal_form) for spelling in spellings for reading in noun_readings(spelling))
    found = (lexicon().heads.get(lemma) or _shortened(lemma) for lemma in lemmas)
    return tuple(head for head in found if head is not None)


@remembered
def _shortened(lemma: str) -> Head | None:
    """«госуниверситет», «медколледж», «муздрамтеатр»: a head with adjectives shortened before it."""
    known = lexicon()
    for beginning in known.shortened:
        if lemma.startswith(beginning):
            rest = lemma.removeprefix(beginning)
            head = known.heads.get(rest) or _shortened(rest)
            if head is not None:
                is_general = rest in known.traits.general
                kind = (is_general and _kind_by_adjective(heads().shortened[beginning])) or head.kind
                return replace(head, lemma=lemma, kind=kind)
    return None


def _kind_by_adjective(adjective: str) -> str | None:
    """«медцентр»: the kind that the adjective tells of a general head, which is shortened before it."""
    topics = lexicon().words.topics
    return next((one.kind for one in topics if adjective.startswith(one.words)), None)


def _followed(words: NamedCell, at: int, head: Head) -> Head | None:
    told = head.followed_by
    if told is None or any(words.plain(at + 1 + i) != word for i, word in enumerate(told.words)):
        return None
    return Head(head.lemma, told.kind, told.needs)


def _is_no_body(words: NamedCell, start: int, noun: int, head: Head) -> bool:
    """Whether adjectives only describe («ведущий вуз») or make it something else («Советский Союз»)."""
    known = lexicon()
    if (
        noun > start
        and words.word(start)[:1].islower()
        and is_among(known.words.descriptions, words.word(start))
    ):
        return True
    if head.kind != "ngo" and any(
        is_among(known.words.occasions, words.word(i)) for i in range(start - 1, noun)
    ):
        return True
    pairs = set(product(lemmas(words.word(noun - 1)), lemmas(words.word(noun))))
    if not known.words.pairs.isdisjoint(pairs) or _is_act(words, noun, head):
        return True
    return not known.words.bare_pairs.isdisjoint(pairs) and not _is_described(words, noun + 1)


def _is_act(words: NamedCell, noun: int, head: Head) -> bool:
    """«организация совместной работы», «объединение усилий»: what is done, and nobody."""
    end = noun_phrase_end(words, noun + 1, "gent") if head.acts else None
    return end is not None and not lemmas(words.word(end - 1)).isdisjoint(head.acts)


def _is_described(words: NamedCell, at: int) -> bool:
    is_place = place_end(words, at) is not None
    return words.opens_quote(at) or (not is_place and noun_phrase_end(words, at, "gent") is not None)


def _is_beside(words: NamedCell, head: Head, start: int, noun: int) -> bool:
    told_by_quotes = head.lemma in lexicon().traits.told_by_quotes and words.opens_quote(noun + 1)
    if not head.beside or told_by_quotes:
        return True
    after = takewhile(lambda i: words.word(i)[:1].isalpha(), range(noun + 1, min(noun + 4, len(words))))
    near = (*range(start, noun + 1), *after)
    return any(words.plain(i).startswith(stem) for i in near for stem in head.beside)
