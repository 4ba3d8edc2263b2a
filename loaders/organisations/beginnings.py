"""How an organisation's name begins: with a legal form, an abbreviation, a head noun, or a known word."""

import re
from collections.abc import Callable

from loaders.cell import in_cyrillic
from loaders.organisations.complements import is_first_name, namesake_end
from loaders.organisations.evidence import is_local_adjective
from loaders.organisations.head_nouns import (
    adjectives_end,
    head_noun,
    heads_of_list,
    may_be_head_noun,
    modifiers,
)
from loaders.organisations.known_names import begins_known_name, name_at
from loaders.organisations.latin_names import company_end, is_latin
from loaders.organisations.lexicon import lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort
from loaders.organisations.place_phrases import place_end
from loaders.organisations.readings import AND, is_acronym, is_adjectival
from ontology.lexicon.organisations import KnownBody, LegalForm, form_of, forms
from ontology.remembered import remembered

_MOST_FORMS = 4
_LONGEST_FORM = 10
_CODE = re.compile(r"-\d+\Z")


def known_body(words: NamedCell, at: int) -> Phrase | None:
    """«Росрыболовство», «МИД России», «РГСУ»; «БГУ имени И.Г. Петровского» is another one than «БГУ»."""
    known = lexicon().bodies.get(words.word(at))
    if known is None or not _may_be_known(words, at, known):
        return None
    return Phrase(words, (Part(Sort.KNOWN, at, at + 1),), known.kind, known=known)


def _may_be_known(words: NamedCell, at: int, known: KnownBody) -> bool:
    end = namesake_end(words, at + 1) if known.shares_capitals else None
    return end is None or known.may_bear(words.plains[at + 1 : end])


def known_name(words: NamedCell, at: int) -> Phrase | None:
    """«Общероссийский народный фронт»: several words that are one body's name."""
    found = name_at(words, at)
    if found is None or found[0].needs_quotes:
        return None
    body = found[0].body
    return Phrase(words, (Part(Sort.KNOWN, at, found[1]),), body.kind, known=body)


def ministry_unit(words: NamedCell, at: int) -> Phrase | None:
    """«МО МВД России «…»», «ГУ МЧС России по … области»: capitals before a ministry's."""
    known = lexicon().bodies.get(words.word(at + 1))
    if known is None or not known.takes_country or not is_acronym(words.word(at), most=5):
        return None
    parts = (Part(Sort.ABBREVIATION, at, at + 1), Part(Sort.KNOWN, at + 1, at + 2))
    return Phrase(words, parts, known.kind, known=known)


def entrepreneur(words: NamedCell, at: int) -> Phrase | None:
    """«ИП Петров И.И.», «КФХ Сидоровой А.П.»: a legal form and whoever bears it."""
    if words.word(at) not in forms().borne:
        return None
    surname = at + 1
    while words.is_initial(surname):
        surname += 2
    if not words.is_capitalised(surname):
        return None
    end = surname + 1
    while words.is_initial(end):
        end += 2
    if end == at + 2 and not words.is_personal(surname):
        return None
    form = form_at(words, at)
    parts = (Part(Sort.FORM, at, at + 1), Part(Sort.CAPITALS, at + 1, end))
    return Phrase(words, parts, "company", form=form)


def legal_form(words: NamedCell, at: int) -> Phrase | None:
    """«МБУК ДК «Шарм»», «ФГБОУ ВО «…»», «УО ВГУ имени П.М. Машерова», «ГУО гимназия № 4», «ООО Сигма»."""
    form = form_at(words, at)
    if form is None or form.follows:
        return None
    end = at + 1
    while form_at(words, end) is not None and end - at < _MOST_FORMS:
        end += 1
    phrase = Phrase(words, (Part(Sort.FORM, at, end),), form.kind, form=form)
    if words.opens_quote(end):
        return phrase
    inner = next((found for begin in _AFTER_FORM if (found := begin(words, end)) is not None), None)
    if inner is None:
        return _capital_words(phrase)
    return phrase.plus(*inner.parts)._replace(forms=inner.forms, kind=inner.kind, known=inner.known)


def _known_member(words: NamedCell, at: int) -> Phrase | None:
    """«УО ВГУ имени П.М. Машерова», «ОО «БРСМ»»: a school or society known by one word."""
    known = known_body(words, at)
    return known if known is not None and known.kind in {"education", "ngo"} else None


def _own_capitals(words: NamedCell, at: int) -> Phrase | None:
    """«ФКУ ИК-2», «АНО ЦСПИ «…»»: what the form stands before is known by its capitals."""
    text = words.word(at)
    if not is_acronym(_CODE.sub("", text)) or text in forms().no_forms | lexicon().place_words.state_acronyms:
        return None
    return Phrase(words, (Part(Sort.ACRONYM, at, at + 1),), "other")


def form_at(words: NamedCell, at: int) -> LegalForm | None:
    """The legal form at the index."""
    return _form_of(words.word(at))


def _form_of(text: str) -> LegalForm | None:
    if not 2 <= len(text) <= _LONGEST_FORM or not (
        text.isalpha() and text[0].isupper() and text[-1].isupper()
    ):
        return None
    return form_of(in_cyrillic(text))


def _capital_words(phrase: Phrase) -> Phrase | None:
    """Names of companies without quotes: up to four capitalised words."""
    if phrase.kind != "company":
        return None
    words, index = phrase.words, phrase.end
    while index < phrase.end + 4 and words.is_capitalised(index) and not words.is_initial(index):
        if words.is_personal(index) or place_end(words, index) is not None:
            break
        if is_first_name(words, index) and words.is_capitalised(index + 1):
            break  # «директор СПК Иван Жук»
        index += 1
    return phrase.plus(Part(Sort.CAPITALS, phrase.end, index)) if index > phrase.end else None


def unknown_form(words: NamedCell, at: int) -> Phrase | None:
    """«МОЦ «…»», «Вяземский РКДЦ», «РГУ им. …»: capitals by what stands beside them."""
    capitals = at + is_local_adjective(words, at)
    text = words.word(capitals)
    if not _is_acronym_of_body(text) or text in forms().no_forms:
        return None
    is_university = namesake_end(words, capitals + 1) is not None and text.endswith(forms().ends_of_schools)
    is_local = capitals > at and text not in lexicon().place_words.state_acronyms
    if not is_university and not is_local and not words.opens_quote(capitals + 1):
        return None
    parts = (*modifiers(at, capitals), Part(Sort.ACRONYM, capitals, capitals + 1))
    return Phrase(words, parts, "education" if is_university else "other")


def _is_acronym_of_body(text: str) -> bool:
    """«РКДЦ», «ЦДиТ»: capitals, «и» between them or not."""
    first, joint, last = text.partition(AND)
    return is_acronym(text) or (bool(joint) and is_acronym(first + last) and bool(first) and bool(last))


def school_in_short(words: NamedCell, at: int) -> Phrase | None:
    """«ПсковГУ», «МГТУ»: capitals that tell a university by their end."""
    text = words.word(at)
    if not lexicon().schools_in_short.fullmatch(text) or text in forms().no_forms:
        return None
    return Phrase(words, (Part(Sort.ABBREVIATION, at, at + 1),), "education", is_school=True)


def latin_company(words: NamedCell, at: int) -> Phrase | None:
    """«Sigma Trade Co., Ltd», «Xtra GmbH»: Latin words with a legal form among them."""
    end = company_end(words, at)
    return None if end is None else Phrase(words, (Part(Sort.CAPITALS, at, end),), "company")


def abbreviation(words: NamedCell, at: int) -> Phrase | None:
    """«ДШИ им. М.А. Балакирева», «Сафоновская ДШИ», «СШ № 5»."""
    adjectives = adjectives_end(words, at)
    short = lexicon().abbreviations.get(words.word(adjectives))
    if short is None:
        return None
    parts = modifiers(at, adjectives)
    return Phrase(words, (*parts, Part(Sort.ABBREVIATION, adjectives, adjectives + 1)), short.kind)


Beginning = Callable[[NamedCell, int], Phrase | None]

_AFTER_FORM = (abbreviation, head_noun, _known_member, _own_capitals)

# Each rule beside what the first word of its names is like: it is asked at no other.
BEGINNINGS: tuple[tuple[Callable[[str], object], Beginning], ...] = (
    (lambda word: is_acronym(word, most=5), ministry_unit),
    (lambda word: word in lexicon().bodies, known_body),
    (begins_known_name, known_name),
    (lambda word: word in forms().borne, entrepreneur),
    (_form_of, legal_form),
    (is_latin, latin_company),
    (lambda word: is_adjectival(word) or word in lexicon().abbreviations, abbreviation),
    (lambda word: is_adjectival(word) or _is_acronym_of_body(word), unknown_form),
    (lambda word: lexicon().schools_in_short.fullmatch(word), school_in_short),
    (is_adjectival, heads_of_list),
    (may_be_head_noun, head_noun),
)


@remembered
def beginnings_at(word: str) -> tuple[Beginning, ...]:
    """The rules whose names the word can begin, in order; of most words none."""
    return tuple(rule for begins, rule in BEGINNINGS if begins(word))
