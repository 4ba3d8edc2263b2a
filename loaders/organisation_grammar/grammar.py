"""Where an organisation's name begins and ends: a small grammar, read from left to right.

A name is a beginning and what continues it. Both are ordered lists of rules; the first that applies decides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from loaders.organisation_grammar.beginnings import (
    BEGINNINGS,
    form_at,
    head_at,
    head_noun,
    latin_company,
    latin_end,
    shared_places,
)
from loaders.organisation_grammar.complements import (
    coordinated_end,
    namesake_end,
    noun_phrase_end,
    number_end,
    prepositional_end,
)
from loaders.organisation_grammar.evidence import BRANCHES, has_local_adjective, is_local_adjective
from loaders.organisation_grammar.lexicon import lexicon
from loaders.organisation_grammar.phrases import Part, Phrase, Sort
from loaders.organisation_grammar.place_phrases import area_end, place_end
from loaders.organisation_grammar.words import Words

_IDENTIFYING = (Sort.MEMBER, Sort.QUOTES, Sort.NUMBER, Sort.NAMESAKE, Sort.BODY)
_MISSIONS = frozenset(
    {
        "посольство",
        "представительство",
        "консульство",
        "генконсульство",
        "торгпредство",
        "отделение",
        "офис",
        "дом",
        "роспредставительство",
        "филиал",
    }
)
_APPOSING = frozenset({"учреждение", "предприятие"})
_ACRONYM = re.compile(r"[А-ЯЁ]{2,7}\Z")


def read_phrase(words: Words, at: int) -> Phrase | None:
    """The organisation's name beginning at the word, whether or not it is enough of a name."""
    for begin in BEGINNINGS:
        phrase = begin(words, at)
        if phrase is not None:
            return _owned_together(_trimmed(_continued(phrase)))
    return None


def _owned_together(phrase: Phrase) -> Phrase:
    """«Администрации и Совета депутатов … округа»: a bare head owned by the place that the next words have."""
    words = phrase.words
    if (
        phrase.last.sort is not Sort.HEAD
        or len(phrase.parts) > 1
        or phrase.kind != "authority"
        or words.at(phrase.end) not in {"и", ","}
    ):
        return phrase
    other = read_phrase(words, phrase.end + 1)
    places = [p for p in (*other.parts, *other.tail) if p.sort is Sort.PLACE] if other is not None else []
    if places:
        return replace(phrase, owner=places[0])
    noun = noun_phrase_end(words, phrase.end + 1, "gent")
    end = place_end(words, noun) if noun is not None else None
    return phrase if noun is None or end is None else replace(phrase, owner=Part(Sort.PLACE, noun, end))


def _continued(phrase: Phrase) -> Phrase:
    while True:
        for rule in CONTINUATIONS:
            parts = rule(phrase)
            if parts:
                phrase = phrase.plus(*parts)
                break
        else:
            return phrase


# ── continuations ───────────────────────────────────────────────────────────────────────────────


def number(phrase: Phrase) -> tuple[Part, ...]:
    """«№ 4»; of several («№ 3, № 5 и № 7») each is a part."""
    parts, at = [], phrase.end
    end = number_end(phrase.words, at)
    while end is not None:
        parts.append(Part(Sort.NUMBER, at, end))
        at = end + 1
        end = number_end(phrase.words, at) if phrase.words.at(end) in {",", "и"} else None
    return tuple(parts)


def namesake(phrase: Phrase) -> tuple[Part, ...]:
    """«имени А.Т. Твардовского»."""
    return _part(Sort.NAMESAKE, phrase, namesake_end(phrase.words, phrase.end))


def quotation(phrase: Phrase) -> tuple[Part, ...]:
    """«…» once, directly after what it names."""
    if phrase.has(Sort.QUOTES) or phrase.known is not None or phrase.last.sort in {Sort.PLACE, Sort.CAPITALS}:
        return ()
    if _names_occasion(phrase):
        return ()
    quotes = _part(Sort.QUOTES, phrase, phrase.words.quotes.get(phrase.end))
    if not phrase.plural or not quotes:
        return quotes
    return (*quotes, *_further_quotes(phrase.words, quotes[0].end))


def _further_quotes(words: Words, at: int) -> Iterator[Part]:
    while words.at(at) in {",", "и"} and words.opens_quote(at + 1):
        end = words.quotes[at + 1]
        yield Part(Sort.QUOTES, at + 1, end)
        at = end


def _names_occasion(phrase: Phrase) -> bool:
    """«концерт коллективов Руднянского дома культуры «…»»: the quotes are the concert's name."""
    if not phrase.words.opens_quote(phrase.end) or any(case == "nomn" for case, _, _ in phrase.forms):
        return False
    if phrase.form is not None or not has_local_adjective(phrase):
        return False
    words, known = phrase.words, lexicon()
    for i in range(phrase.start - 1, max(-1, phrase.start - 16), -1):
        if words.at(i) in {",", ";", ".", "»", ")", ":"}:
            return False
        if known.has("occasion_nouns", words.at(i)):
            return True
    return False


def latin_name(phrase: Phrase) -> tuple[Part, ...]:
    """«компания Horsch»; one with a legal form of its own («компания Sigma LLC») begins for itself."""
    if phrase.kind != "company" or phrase.last.sort is not Sort.HEAD:
        return ()
    if latin_company(phrase.words, phrase.end) is not None:
        return ()
    end = latin_end(phrase.words, phrase.end)
    return _part(Sort.CAPITALS, phrase, end if end > phrase.end else None)


def apposition(phrase: Phrase) -> tuple[Part, ...]:
    """«народный коллектив ансамбль песни», «учреждение образования гимназия № 4»: a second head in the same case."""
    head = phrase.head
    if head is None or phrase.has(Sort.QUOTES) or (head.kind != "ensemble" and head.lemma not in _APPOSING):
        return ()
    second = head_noun(phrase.words, phrase.end)
    if second is None or second.head is None or (head.kind == "ensemble") != (second.head.kind == "ensemble"):
        return ()
    cases = {case for case, _, _ in phrase.forms} & {case for case, _, _ in second.forms}
    return second.parts if cases else ()


def place(phrase: Phrase) -> tuple[Part, ...]:
    """«г. Витебска», «Смоленской области»: tells whose or where."""
    if phrase.has(Sort.CAPITALS) and phrase.head is None and phrase.form is None:
        return ()
    if phrase.plural and phrase.last.sort is Sort.HEAD:
        listed = shared_places(phrase.words, phrase.end)
        if listed:
            return listed
    return _part(Sort.PLACE, phrase, place_end(phrase.words, phrase.end))


def seat_beside(phrase: Phrase) -> tuple[Part, ...]:
    """«Представительство Правительства … при Правительстве …», «Академия … при Президенте …»."""
    words, head = phrase.words, phrase.head
    if words.lower(phrase.end) != "при" or head is None or head.lemma == "правительство":
        return ()
    host = read_phrase(words, phrase.end + 1)
    if host is not None and host.kind == "authority" and host.head is not None:
        return _part(Sort.RELATION, phrase, host.full_end)
    if words.lower(phrase.end + 1) == "президенте":
        return _part(Sort.RELATION, phrase, place_end(words, phrase.end + 2) or phrase.end + 2)
    return ()


def relation(phrase: Phrase) -> tuple[Part, ...]:
    """«по делам молодежи», «для детей», «в Российской Федерации»."""
    allowed = {"по", "для", "против"}
    head = phrase.head
    if head is not None and head.lemma in _MISSIONS and not phrase.has(Sort.QUOTES):
        allowed |= {"в", "на"}
    if head is not None and head.lemma in {"общество", "товарищество"}:
        allowed |= {"с"}
    if phrase.has(Sort.QUOTES, Sort.CAPITALS, Sort.ABBREVIATION, Sort.NUMBER):
        allowed = {"по"} if area_end(phrase.words, phrase.end + 1) is not None else set()
    if phrase.has(Sort.RELATION) and phrase.last.sort is not Sort.PLACE:
        allowed -= {"для"}
    if phrase.kind == "religious" and phrase.words.lower(phrase.end + 1) == "честь":
        return _part(Sort.RELATION, phrase, _dedication_end(phrase.words, phrase.end + 2))
    end = prepositional_end(phrase.words, phrase.end, frozenset(allowed))
    return _part(Sort.RELATION, phrase, end)


def _dedication_end(words: Words, at: int) -> int | None:
    """«Вознесения Господня», «иконы Божией Матери «Знамение»»."""
    end = noun_phrase_end(words, at, "gent")
    while end is not None and words.is_capitalised(end) and place_end(words, end) is None:
        end += 1
    return words.quotes.get(end, end) if end is not None else None


def greater_body(phrase: Phrase) -> tuple[Part, ...]:
    """«отдел … Витебского районного исполнительного комитета», «филиал «…» УО «…»»."""
    head = phrase.head
    if not _may_belong(phrase):
        return ()
    body = read_phrase(phrase.words, phrase.end)
    if body is None or not _can_be_genitive(body) or (body.head is not None and body.head.kind == "ensemble"):
        return ()
    if (
        body.head is not None
        and head is not None
        and body.head.needs == "quotes"
        and not body.has(Sort.QUOTES, Sort.CAPITALS)
    ):
        return ()
    return (Part(Sort.BODY, phrase.end, body.end, body=body), *body.tail)


def _may_belong(phrase: Phrase) -> bool:
    head = phrase.head
    if head is None or phrase.plural or head.kind == "ensemble" or phrase.has(Sort.BODY, Sort.CAPITALS):
        return False
    if phrase.form is not None:
        return phrase.last.sort in {Sort.HEAD, Sort.GENITIVE}
    if phrase.has(Sort.QUOTES):
        return head.lemma in BRANCHES
    return head.needs != "quotes"


def _can_be_genitive(body: Phrase) -> bool:
    if body.plural:
        return False
    return not body.forms or any(case == "gent" for case, _, _ in body.forms)


def genitive(phrase: Phrase) -> tuple[Part, ...]:
    """«сельского хозяйства», «ветеранов войны»."""
    if phrase.last.sort in {
        Sort.SHARED,
        Sort.QUOTES,
        Sort.NUMBER,
        Sort.NAMESAKE,
        Sort.PLACE,
        Sort.KNOWN,
        Sort.CAPITALS,
        Sort.BODY,
        Sort.ABBREVIATION,
    }:
        return ()
    if phrase.last.sort is Sort.FORM:
        return ()
    words, at = phrase.words, phrase.end
    if head_at(words, at) is not None and phrase.head is not None and head_noun(words, at) is not None:
        return ()
    end = noun_phrase_end(words, at, "gent")
    if end is None and _is_acronym(words, at) and phrase.last.sort in {Sort.HEAD, Sort.GENITIVE}:
        end = at + 1
    return _part(Sort.GENITIVE, phrase, end)


def _is_acronym(words: Words, at: int) -> bool:
    """«лицей БГУ», «отделение ДОСААФ»: not a legal form or «ДШИ», which begin a name of their own."""
    text = words.at(at)
    return (
        _ACRONYM.match(text) is not None
        and form_at(words, at) is None
        and text not in lexicon().abbreviations
    )


def coordinated(phrase: Phrase) -> tuple[Part, ...]:
    """«и продовольствия», «, энергетики и транспорта»."""
    if phrase.last.sort not in {Sort.GENITIVE, Sort.RELATION}:
        return ()
    cases = ("datv", "gent") if phrase.has(Sort.RELATION) else ("gent",)
    return _part(Sort.GENITIVE, phrase, coordinated_end(phrase.words, phrase.end, *cases))


def bracketed(phrase: Phrase) -> tuple[Part, ...]:
    """«ветеранов (пенсионеров) войны и труда»: one word in brackets, and the name goes on."""
    words, at = phrase.words, phrase.end
    if phrase.last.sort is not Sort.GENITIVE or words.brackets.get(at) != at + 2:
        return ()
    if words.lower(at + 1) == "филиал":
        return _part(Sort.GENITIVE, phrase, at + 3)
    goes_on = noun_phrase_end(words, at + 3, "gent") is not None and words.at(at + 1)[:1].islower()
    return _part(Sort.GENITIVE, phrase, at + 3 if goes_on else None)


_FORMULAS = ("труда", "вооруженных", "правоохранительных", "боевых", "военной", "пенсионеров", "инвалидов")


def formula(phrase: Phrase) -> tuple[Part, ...]:
    """«…, Вооруженных сил и правоохранительных органов»: how veterans' organisations list their members."""
    words, at = phrase.words, phrase.end
    if (
        phrase.last.sort is not Sort.GENITIVE
        or words.at(at) not in {",", "и"}
        or words.lower(at + 1) not in _FORMULAS
    ):
        return ()
    return _part(Sort.GENITIVE, phrase, noun_phrase_end(words, at + 1, "gent"))


def _part(sort: Sort, phrase: Phrase, end: int | None) -> tuple[Part, ...]:
    return () if end is None else (Part(sort, phrase.end, end),)


CONTINUATIONS: tuple[Callable[[Phrase], tuple[Part, ...]], ...] = (
    number,
    namesake,
    quotation,
    latin_name,
    apposition,
    place,
    seat_beside,
    relation,
    greater_body,
    genitive,
    bracketed,
    formula,
    coordinated,
)


def _trimmed(phrase: Phrase) -> Phrase:
    """The phrase without places at its end where something else already tells which body it is."""
    parts = list(phrase.parts)
    while len(parts) > 1 and parts[-1].sort is Sort.PLACE and _is_identified(phrase, parts[:-1]):
        parts.pop()
    return replace(phrase, parts=tuple(parts), tail=phrase.parts[len(parts) :])


def _is_identified(phrase: Phrase, parts: list[Part]) -> bool:
    if parts[-1].sort is Sort.RELATION or (
        parts[-1].sort is Sort.GENITIVE and any(p.sort is Sort.RELATION for p in parts)
    ):
        return any(p.sort is Sort.PLACE for p in parts)
    if any(p.sort in {*_IDENTIFYING, Sort.PLACE} for p in parts):
        return True
    return any(
        is_local_adjective(phrase.words, i)
        for p in parts
        if p.sort is Sort.MODIFIER
        for i in range(p.start, p.end)
    )
