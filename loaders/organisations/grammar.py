"""Where an organisation's name begins and ends: a small grammar, read from left to right.

A name is a beginning and what continues it. Both are ordered lists of rules; the first that applies decides.
"""

from collections.abc import Callable

from loaders.cell import plain
from loaders.cell.enclosures import opens_quotation
from loaders.organisations.beginnings import beginnings_at
from loaders.organisations.complements import noun_phrase_end, prepositional_end
from loaders.organisations.continuations import (
    apposition,
    bracketed,
    coordinated,
    formula,
    genitive,
    latin_name,
    number,
    place,
    quotation,
    road,
)
from loaders.organisations.evidence import has_local_adjective
from loaders.organisations.head_nouns import may_be_head_noun
from loaders.organisations.latin_names import is_latin
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.namesakes import namesake
from loaders.organisations.ordinals import with_ordinal
from loaders.organisations.phrases import Part, Phrase, Sort, part_to
from loaders.organisations.place_phrases import may_begin_place, place_end, town_end
from loaders.organisations.readings import AND, LINKS, is_adjectival
from loaders.organisations.relations import governed, may_relate, participle, relation, subjects
from ontology.remembered import remembered

_DEEPEST = 4
_IDENTIFYING = (Sort.MEMBER, Sort.QUOTES, Sort.NUMBER, Sort.NAMESAKE, Sort.BODY)


def read_phrase(words: NamedCell, at: int, depth: int = 0) -> Phrase | None:
    """The organisation's name beginning at the word, whether or not it is enough of a name.

    `depth` tells inside how many other names it is read; deeper than any real name, nothing is.
    """
    if depth > _DEEPEST:
        return None
    if (at, depth) not in words.readings:
        words.readings[at, depth] = _read(words, at, depth)
    known: Phrase | None = words.readings[at, depth]
    return known


def _read(words: NamedCell, at: int, depth: int) -> Phrase | None:
    for begin in beginnings_at(words.word(at)):
        phrase = begin(words, at)
        if phrase is not None:
            begun = phrase._replace(depth=depth) if depth else with_ordinal(phrase)
            return _owned_together(_trimmed(_continued(begun)))
    return None


def _owned_together(phrase: Phrase) -> Phrase:
    """«Администрации и Совета депутатов … округа»: a bare head, and the place of the next words."""
    words = phrase.words
    is_bare = phrase.is_headed and len(phrase.parts) == 1 and phrase.kind == "authority"
    is_a_side = words.plain(phrase.start - 1) in lexicon().words.between
    if not is_bare or is_a_side or words.word(phrase.end) not in LINKS:
        return phrase
    owner = _place_of_next(phrase)
    return phrase if owner is None else phrase._replace(owner=owner)


def _place_of_next(phrase: Phrase) -> Part | None:
    """The place of the body, or else of the words, that follow a link."""
    words, at = phrase.words, phrase.end + 1
    other = read_phrase(words, at, phrase.depth + 1)
    places = (p for p in (*other.parts, *other.tail) if p.sort is Sort.PLACE) if other is not None else ()
    place = next(iter(places), None)
    if place is not None:
        return place
    noun = noun_phrase_end(words, at, "gent")
    end = place_end(words, noun) if noun is not None else None
    return None if noun is None or end is None else Part(Sort.PLACE, noun, end)


def _continued(phrase: Phrase) -> Phrase:
    while True:
        for rule in _continuations_at(phrase.words.word(phrase.end)):
            parts = rule(phrase)
            if parts:
                phrase = phrase.plus(*parts)
                break
        else:
            return phrase


# ── continuations that hold a name of their own ─────────────────────────────────────────────────


def seat_beside(phrase: Phrase) -> tuple[Part, ...]:
    """«Представительство Правительства … при Правительстве …», «Академия … при Президенте …»."""
    words, head, known = phrase.words, phrase.head, lexicon()
    if (
        words.plain(phrase.end) not in known.words.beside_hosts
        or head is None
        or head.lemma in known.traits.above_all
    ):
        return ()
    host = read_phrase(words, phrase.end + 1, phrase.depth + 1)
    if host is not None and host.kind == "authority":
        return part_to(Sort.RELATION, phrase, host.full_end)
    if words.plain(phrase.end + 1) in known.words.hosts_of_councils:
        return part_to(Sort.RELATION, phrase, place_end(words, phrase.end + 2) or phrase.end + 2)
    return ()


def greater_body(phrase: Phrase) -> tuple[Part, ...]:
    """«отдел … Витебского районного исполнительного комитета», «филиал «…» УО «…»»."""
    if not _may_belong(phrase):
        return ()
    body = read_phrase(phrase.words, phrase.end, phrase.depth + 1)
    if body is None or not _can_be_genitive(body) or _is_no_owner(phrase, body):
        return ()
    return (Part(Sort.BODY, phrase.end, body.end, body=body), *body.tail)


def _is_no_owner(phrase: Phrase, body: Phrase) -> bool:
    """Whether what follows has nobody: an ensemble, or a company and the like without a name."""
    if body.head is None:
        return False
    is_unnamed = body.head.needs == "quotes" and not body.has(Sort.QUOTES, Sort.CAPITALS)
    return body.head.kind == "ensemble" or (phrase.head is not None and is_unnamed)


def founder(phrase: Phrase) -> tuple[Part, ...]:
    """«ФГБОУ ВО «…» Минздрава России», «центр «…» СмолГУ»: the ministry or school whose it is."""
    if phrase.last.sort is Sort.QUOTES and phrase.form is None and not phrase.has(Sort.BODY):
        return _school_of(phrase)
    if phrase.form is None or phrase.has(Sort.BODY) or phrase.last.sort is Sort.FORM:
        return ()
    ministry = read_phrase(phrase.words, phrase.end, phrase.depth + 1)
    if ministry is None or not _is_ministry(ministry):
        return ()
    return (
        Part(
            Sort.BODY,
            phrase.end,
            ministry.full_end,
            body=ministry._replace(parts=ministry.parts + ministry.tail),
        ),
    )


def _school_of(phrase: Phrase) -> tuple[Part, ...]:
    """«Волонтерский центр «…» СмолГУ»: the university in one word, whose the unit is."""
    school = lexicon().bodies.get(phrase.words.word(phrase.end))
    if school is None or school.kind != "education" or phrase.head is None or phrase.plural:
        return ()
    body = Phrase(phrase.words, (Part(Sort.KNOWN, phrase.end, phrase.end + 1),), "education", known=school)
    return (Part(Sort.BODY, phrase.end, phrase.end + 1, body=body),)


def _is_ministry(body: Phrase) -> bool:
    if body.known is not None:
        return body.known.takes_country
    return body.head is not None and body.head.lemma in lexicon().traits.founders and _can_be_genitive(body)


def joint_body(phrase: Phrase) -> tuple[Part, ...]:
    """«комиссия Совета Федерации … и Совета Республики … по сотрудничеству»: one body of two."""
    words = phrase.words
    if not _may_be_joint(phrase) or words.word(phrase.end) != AND:
        return ()
    second = read_phrase(words, phrase.end + 1, phrase.depth + 1)
    if second is None or second.kind != "authority" or not _can_be_genitive(second):
        return ()
    body, on = Part(Sort.BODY, phrase.end, second.full_end), lexicon().words.prepositions.subject
    if any(words.plain(i) in on for i in range(second.start, second.full_end)):
        return (body,)
    subject = prepositional_end(words, second.full_end, on)
    return () if subject is None else (body, Part(Sort.RELATION, second.full_end, subject))


def _may_be_joint(phrase: Phrase) -> bool:
    """Whether it is such as two bodies have together, and one of them is named."""
    head = phrase.head
    is_such = head is not None and head.lemma in lexicon().traits.joint
    return is_such and len([part for part in phrase.parts if part.sort is Sort.BODY]) == 1


def _may_belong(phrase: Phrase) -> bool:
    head = phrase.head
    if _ends_in_capitals(phrase):
        return True
    if (
        head is None
        or (phrase.plural and not phrase.has(Sort.SUBJECT))
        or head.kind == "ensemble"
        or phrase.has(Sort.BODY, Sort.CAPITALS)
    ):
        return False
    if phrase.form is not None:
        return phrase.last.sort in {Sort.HEAD, Sort.GENITIVE}
    if phrase.has(Sort.QUOTES):
        return head.lemma in lexicon().traits.branches
    return head.needs != "quotes"


def _ends_in_capitals(phrase: Phrase) -> bool:
    """«УВД (облисполкома)», «НПЦ (академии)», «ФКУ ИК-2 (УФСИН)»: an office, a centre, what a form is of."""
    if phrase.form is not None:
        return phrase.last.sort is Sort.ACRONYM
    if phrase.head is not None or phrase.last.sort is not Sort.ABBREVIATION:
        return False
    is_described = phrase.words.word(phrase.last.start) in lexicon().traits.described
    return is_described or phrase.kind in {"authority", "ngo"}


def _can_be_genitive(body: Phrase) -> bool:
    return not body.plural and (not body.forms or "gent" in body.cases)


Continuation = Callable[[Phrase], tuple[Part, ...]]


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _begins_namesake(word: str) -> bool:
    return word[:1].isupper() or plain(word) in lexicon().words.namesake_marks


def _begins_place(word: str) -> bool:
    return may_begin_place(word) or is_adjectival(word) or plain(word) in lexicon().words.wars


# Each rule beside what the word after the name so far is like: it is asked at no other.
CONTINUATIONS: tuple[tuple[Callable[[str], object], Continuation], ...] = (
    (lambda word: word in {"№", "N", "№№"} or word.isdigit(), number),
    (_begins_namesake, namesake),
    (opens_quotation, quotation),
    (is_latin, latin_name),
    (_is_capital, road),
    (may_be_head_noun, apposition),
    (_is_word, subjects),
    (_begins_place, place),
    (lambda word: plain(word) in lexicon().words.beside_hosts, seat_beside),
    (may_relate, relation),
    (beginnings_at, founder),
    (beginnings_at, greater_body),
    (lambda word: word == AND, joint_body),
    (_is_word, genitive),
    (_is_word, governed),
    (lambda word: word == "(", bracketed),
    (lambda word: word in LINKS, formula),
    (lambda word: word in LINKS, coordinated),
    (lambda word: word == ",", participle),
)


@remembered
def _continuations_at(word: str) -> tuple[Continuation, ...]:
    """The rules that can go on with the word, in order."""
    return tuple(rule for goes_on, rule in CONTINUATIONS if goes_on(word)) if word else ()


# ── what locates, what names ────────────────────────────────────────────────────────────────────


def _trimmed(phrase: Phrase) -> Phrase:
    """The phrase without places at its end where something else already tells which body it is."""
    parts = list(phrase.parts)
    if _ends_in_city_district(phrase) or _ends_in_branch_area(phrase):
        return phrase
    while len(parts) > 1 and parts[-1].sort is Sort.PLACE and _is_identified(phrase, parts[:-1]):
        parts.pop()
    if len(parts) == len(phrase.parts) and not phrase.tail:
        return phrase
    return phrase._replace(parts=tuple(parts), tail=phrase.parts[len(parts) :])


def _ends_in_city_district(phrase: Phrase) -> bool:
    """«Администрация Первомайского района г. Витебска»: the city is a part of what the district is called."""
    words, (*before, last) = phrase.words, phrase.parts
    is_district = (
        bool(before)
        and before[-1].sort is Sort.PLACE
        and is_among(lexicon().place_words.districts_of_city, words.word(last.start - 1))
    )
    return is_district and last.sort is Sort.PLACE and town_end(words, last.start) == last.end


def _ends_in_branch_area(phrase: Phrase) -> bool:
    """«ДОСААФ России Смоленской области»: the country is a part of what the whole is called."""
    sorts = [part.sort for part in phrase.parts[-3:]]
    return phrase.known is not None and sorts == [Sort.KNOWN, Sort.PLACE, Sort.PLACE]


def _is_identified(phrase: Phrase, parts: list[Part]) -> bool:
    if parts[-1].sort is Sort.RELATION or (
        parts[-1].sort is Sort.GENITIVE and any(p.sort is Sort.RELATION for p in parts)
    ):
        return any(p.sort is Sort.PLACE for p in parts)
    if any(p.sort in {*_IDENTIFYING, Sort.PLACE} for p in parts):
        return True
    if phrase.kind == "religious" and parts[-1].sort in {Sort.GENITIVE, Sort.RELATION}:
        return True
    return has_local_adjective(phrase._replace(parts=tuple(parts)))
