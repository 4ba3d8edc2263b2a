"""How an organisation's name begins: with a legal form, an abbreviation, a head noun, or a known word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product, takewhile

from loaders.language import lemmas
from loaders.organisation_grammar.complements import noun_phrase_end, number_end
from loaders.organisation_grammar.evidence import is_local_adjective
from loaders.organisation_grammar.known_names import name_at
from loaders.organisation_grammar.latin_names import company_end
from loaders.organisation_grammar.lexicon import Head, LegalForm, lexicon
from loaders.organisation_grammar.nominative import adjective_forms, agreeing_forms
from loaders.organisation_grammar.phrases import Part, Phrase, Sort
from loaders.organisation_grammar.place_phrases import area_noun_end, place_end
from loaders.organisation_grammar.words import Words, in_cyrillic, noun_readings

_CAPITAL = re.compile(r"[А-ЯЁA-Z][\w-]*\Z")
_MOST_ADJECTIVES = 12
_FORM = re.compile(r"(?=.{2,10}\Z)[А-ЯЁA-Z]+[а-я]?[А-ЯЁA-Z]+")
_ACRONYM = re.compile(r"[А-ЯЁ]{2,7}\Z")
_CODE = re.compile(r"[А-ЯЁ]{2,7}(?:-\d+)?\Z")
_UNIT = re.compile(r"[А-ЯЁ]{2,5}")
_BORNE_FORMS = frozenset({"ИП", "КФХ"})


def known_body(words: Words, at: int) -> Phrase | None:
    """«Росрыболовство», «МИД России», «РГСУ»."""
    known = lexicon().bodies.get(words.at(at))
    if known is None:
        return None
    return Phrase(words, (Part(Sort.KNOWN, at, at + 1),), known.kind, known=known)


def known_name(words: Words, at: int) -> Phrase | None:
    """«Общероссийский народный фронт»: several words that are one body's name."""
    found = name_at(words, at)
    if found is None or found[0].needs_quotes:
        return None
    body = found[0].body
    return Phrase(words, (Part(Sort.KNOWN, at, found[1]),), body.kind, known=body)


def ministry_unit(words: Words, at: int) -> Phrase | None:
    """«МО МВД России «…»», «ГУ МЧС России по … области»: capitals before a ministry's."""
    known = lexicon().bodies.get(words.at(at + 1))
    if known is None or not known.takes_country or not _UNIT.fullmatch(words.at(at)):
        return None
    parts = (Part(Sort.ABBREVIATION, at, at + 1), Part(Sort.KNOWN, at + 1, at + 2))
    return Phrase(words, parts, known.kind, known=known)


def entrepreneur(words: Words, at: int) -> Phrase | None:
    """«ИП Петров И.И.», «КФХ Сидоровой А.П.»: a legal form and whoever bears it."""
    if words.at(at) not in _BORNE_FORMS:
        return None
    surname = at + 1
    while words.is_initial(surname):
        surname += 2
    if _CAPITAL.match(words.at(surname)) is None:
        return None
    end = surname + 1
    while words.is_initial(end):
        end += 2
    if end == at + 2 and not words.is_personal(surname):
        return None
    form = form_at(words, at)
    parts = (Part(Sort.FORM, at, at + 1), Part(Sort.CAPITALS, at + 1, end))
    return Phrase(words, parts, "company", form=form)


def legal_form(words: Words, at: int) -> Phrase | None:
    """«МБУК ДК «Шарм»», «ФГБОУ ВО «…»», «УО ВГУ имени П.М. Машерова», «ГУО гимназия № 4», «ООО Сигма»."""
    form = form_at(words, at)
    if form is None or form.follows_only:
        return None
    end = at + 1
    while form_at(words, end) is not None and end - at < 4:
        end += 1
    phrase = Phrase(words, (Part(Sort.FORM, at, end),), form.kind, form=form)
    if words.opens_quote(end):
        return phrase
    inner = abbreviation(words, end) or head_noun(words, end)
    if inner is None and (known := known_body(words, end)) is not None and known.kind in {"education", "ngo"}:
        inner = known
    inner = inner or _own_capitals(words, end)
    if inner is not None:
        return replace(phrase.plus(*inner.parts), forms=inner.forms, kind=inner.kind, known=inner.known)
    return _capital_words(phrase)


def _own_capitals(words: Words, at: int) -> Phrase | None:
    """«ФКУ ИК-2», «АНО ЦСПИ «…»»: what the form stands before is known by its capitals."""
    text = words.at(at)
    if not _CODE.match(text) or text in lexicon().lists["no_forms"] | lexicon().lists["state_acronyms"]:
        return None
    return Phrase(words, (Part(Sort.ACRONYM, at, at + 1),), "other")


def form_at(words: Words, at: int) -> LegalForm | None:
    if not _FORM.fullmatch(words.at(at)):
        return None
    text = in_cyrillic(words.at(at))
    return next((form for form in lexicon().forms if form.pattern.fullmatch(text)), None)


def _capital_words(phrase: Phrase) -> Phrase | None:
    """Names of companies without quotes: up to four capitalised words."""
    if phrase.kind != "company":
        return None
    words, index = phrase.words, phrase.end
    while index < phrase.end + 4 and _CAPITAL.match(words.at(index)) and not words.is_initial(index):
        if words.is_personal(index) or place_end(words, index) is not None:
            break
        index += 1
    return phrase.plus(Part(Sort.CAPITALS, phrase.end, index)) if index > phrase.end else None


def unknown_form(words: Words, at: int) -> Phrase | None:
    """«МОЦ «…»», «Вяземский РКДЦ «…»»: capitals right before quotes are some legal form or sort of body."""
    capitals = at + is_local_adjective(words, at)
    text = words.at(capitals)
    if not _ACRONYM.match(text) or not words.opens_quote(capitals + 1) or text in lexicon().lists["no_forms"]:
        return None
    parts = (*_modifiers(at, capitals), Part(Sort.ACRONYM, capitals, capitals + 1))
    return Phrase(words, parts, "other")


def latin_company(words: Words, at: int) -> Phrase | None:
    """«Sigma Trade Co., Ltd», «Xtra GmbH»: Latin words with a legal form among them."""
    end = company_end(words, at)
    return None if end is None else Phrase(words, (Part(Sort.CAPITALS, at, end),), "company")


def abbreviation(words: Words, at: int) -> Phrase | None:
    """«ДШИ им. М.А. Балакирева», «Сафоновская ДШИ», «СШ № 5»."""
    adjectives = _adjectives_end(words, at)
    kind = lexicon().abbreviations.get(words.at(adjectives))
    if kind is None:
        return None
    parts = _modifiers(at, adjectives)
    return Phrase(words, (*parts, Part(Sort.ABBREVIATION, adjectives, adjectives + 1)), kind)


def head_noun(words: Words, at: int) -> Phrase | None:
    """«Витебский областной исполнительный комитет», «Министерство …», «народный ансамбль …»."""
    noun = _adjectives_end(words, at)
    head = head_at(words, noun)
    if head is None or _is_no_body(words, at, noun):
        return None
    adjectives = modifier_words(words, at, noun)
    forms = agreeing_forms(adjectives, words.at(noun), head.lemma)
    if not forms or not _is_beside(words, head, at, noun):
        return None
    parts = (*_modifiers(at, noun), Part(Sort.HEAD, noun, noun + 1, head))
    singular = frozenset(form for form in forms if form[1] == "sing")
    if singular != forms and _lists_quotes(words, noun + 1) and not lexicon().has("groups", words.at(at - 1)):
        singular = frozenset()
    return Phrase(
        words,
        parts,
        head.kind,
        forms=singular or forms,
        plural=not singular or _lists_numbers(words, noun + 1),
    )


def _lists_quotes(words: Words, at: int) -> bool:
    """«предприятия «…», «…» и «…»»: a form that may be plural is so before several quotations."""
    end = words.quotes.get(at)
    end = end if end is None else words.brackets.get(end, end - 1) + 1
    return end is not None and words.at(end) in {",", "и"} and words.opens_quote(end + 1)


def _lists_numbers(words: Words, at: int) -> bool:
    end = number_end(words, at)
    return end is not None and words.at(end) in {",", "и"} and number_end(words, end + 1) is not None


def heads_of_list(words: Words, at: int) -> Phrase | None:
    """«Оршанский и Дубровенский районные комитеты»: singular adjectives share a plural noun."""
    members = tuple(_listed_adjectives(words, at))
    if len(members) < 2:
        return None
    shared = members[-1].end
    noun = _adjectives_end(words, shared)
    head = head_at(words, noun)
    if head is None or not _is_beside(words, head, at, noun):
        return None
    forms = agreeing_forms(modifier_words(words, shared, noun), words.at(noun), head.lemma)
    plural = frozenset(form for form in forms if form[1] == "plur")
    if not plural:
        return None
    parts = (*members, *_modifiers(shared, noun), Part(Sort.HEAD, noun, noun + 1, head))
    return Phrase(words, parts, head.kind, forms=plural, plural=True)


def _listed_adjectives(words: Words, at: int) -> Iterator[Part]:
    index = at
    while is_local_adjective(words, index) and any(
        number == "sing" for _, number, _ in adjective_forms(words.at(index))
    ):
        yield Part(Sort.MEMBER, index, index + 1)
        if words.at(index + 1) not in {",", "и"} or not is_local_adjective(words, index + 2):
            return
        index += 2


def shared_places(words: Words, at: int) -> tuple[Part, ...]:
    """«Вяземского и Рославльского муниципальных округов» after a plural noun."""
    members = tuple(_listed_adjectives(words, at))
    if len(members) < 2:
        return ()
    end = area_noun_end(words, members[-1].end)
    return () if end is None else (*members, Part(Sort.SHARED, members[-1].end, end))


def _adjectives_end(words: Words, at: int) -> int:
    index = at
    while (
        index - at < _MOST_ADJECTIVES
        and words.is_adjective(index)
        and not words.lower(index).endswith("ся")
        and not (index > at and head_at(words, index) is not None)
    ):
        index += 1
        if words.at(index) == "и" and words.is_adjective(index + 1):
            index += 1
    return index


def _modifiers(start: int, end: int) -> tuple[Part, ...]:
    return (Part(Sort.MODIFIER, start, end),) if end > start else ()


def modifier_words(words: Words, start: int, end: int) -> list[str]:
    """The adjectives between two indices, conjunctions aside."""
    return [words.at(i) for i in range(start, end) if words.at(i) != "и"]


def head_at(words: Words, at: int) -> Head | None:
    """The head noun at the index; of a hyphened word the last part that is one, else the first."""
    text = words.at(at)
    if not text[:1].isalpha() or (text.isupper() and 1 < len(text) < 5):
        return None
    heads = lexicon().heads
    spellings = (text, *reversed(text.split("-"))) if "-" in text else (text,)
    for spelling in spellings:
        for reading in noun_readings(spelling):
            lemma = reading.normal_form.replace("ё", "е")
            head = _followed(words, at, lemma) or heads.get(lemma)
            if head is not None:
                return head
    return None


def _followed(words: Words, at: int, lemma: str) -> Head | None:
    following, head = lexicon().followed.get(lemma, ((), None))
    return head if all(words.lower(at + 1 + i) == word for i, word in enumerate(following)) else None


def _is_no_body(words: Words, start: int, noun: int) -> bool:
    """Whether adjectives only describe («ведущий вуз») or make it something else («Советский Союз»)."""
    known = lexicon()
    if noun > start and words.at(start)[:1].islower() and known.has("descriptions", words.at(start)):
        return True
    if any(known.has("occasions", words.at(i)) for i in range(start - 1, noun)):
        return True
    pairs = set(product(lemmas(words.at(noun - 1)), lemmas(words.at(noun))))
    if not known.pairs.isdisjoint(pairs):
        return True
    return not known.bare_pairs.isdisjoint(pairs) and not _is_described(words, noun + 1)


def _is_described(words: Words, at: int) -> bool:
    is_place = place_end(words, at) is not None
    return words.opens_quote(at) or (not is_place and noun_phrase_end(words, at, "gent") is not None)


def _is_beside(words: Words, head: Head, start: int, noun: int) -> bool:
    if not head.beside:
        return True
    after = takewhile(lambda i: words.at(i)[:1].isalpha(), range(noun + 1, min(noun + 4, len(words))))
    near = (*range(start, noun + 1), *after)
    return any(words.lower(i).startswith(stem) for i in near for stem in head.beside)


BEGINNINGS: tuple[Callable[[Words, int], Phrase | None], ...] = (
    ministry_unit,
    known_body,
    known_name,
    entrepreneur,
    legal_form,
    latin_company,
    abbreviation,
    unknown_form,
    heads_of_list,
    head_noun,
)
