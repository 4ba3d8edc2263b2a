"""What sort of body a name tells of, as a code of the extract contract."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from loaders.organisations.head_nouns import head_at
from loaders.organisations.lexicon import lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Phrase, Sort
from ontology.home import load as load_home
from ontology.lexicon.organisations import Head, forms
from ontology.plain import plain


def kind_of(phrase: Phrase) -> str:
    """The kind that the head tells; of a general one («центр») that of the words about it."""
    if phrase.form is not None and phrase.form.kind in {"company", "ngo"}:
        return phrase.form.kind
    if phrase.form is not None or phrase.known is not None:
        inside = _told_inside(phrase)
        return inside if inside is not None and inside != "other" else phrase.kind
    told = (rule(phrase) for rule in KINDS)
    return next((kind for kind in told if kind is not None), phrase.kind)


def _told_by_head(phrase: Phrase) -> str | None:
    return _told_by(phrase.head.topics.items(), phrase) if phrase.head is not None else None


def _firm_by_name(phrase: Phrase) -> str | None:
    """«агентство «Вояж»»: an office has words for what it does, a firm may have a name alone."""
    is_alone = {part.sort for part in phrase.parts} == {Sort.HEAD, Sort.QUOTES}
    firms = lexicon().traits.firms_by_name
    return "company" if is_alone and phrase.head is not None and phrase.head.lemma in firms else None


def _office_of_society(phrase: Phrase) -> str | None:
    return "ngo" if phrase.kind == "authority" and _told_by_body(phrase) == "ngo" else None


def _told_of_general(phrase: Phrase) -> str | None:
    """«центр», «учреждение»: what the quotes, the words about it, or whose it is tell."""
    if phrase.head is None or phrase.head.lemma not in lexicon().traits.general:
        return None
    return _told_inside(phrase) or _told_by_topic(phrase) or _told_by_body(phrase)


def _told_inside(phrase: Phrase) -> str | None:
    """The kind of the first head or abbreviation inside the quotes, general ones by topic."""
    words = phrase.words
    for part in phrase.parts:
        if part.sort is Sort.QUOTES:
            for told in _heads_inside(words, part.start, part.end):
                return _kind_of_head(told, phrase) if isinstance(told, Head) else _kind_in_short(told, phrase)
    return None


def _kind_of_head(head: Head, phrase: Phrase) -> str:
    """«родильный дом»: of a general head what the words about it tell."""
    own = _told_by(head.topics.items(), phrase)
    is_general = head.lemma in lexicon().traits.general
    return own or (is_general and _told_by_topic(phrase)) or head.kind


def _kind_in_short(abbreviation: str, phrase: Phrase) -> str:
    """«СШ»: a school, but one of sport where the form before it is no school's: «МБУДО «СШ № 8»»."""
    known, form = lexicon(), phrase.form
    if abbreviation in known.traits.schools_of_sport and form is not None and form.country is not None:
        before = phrase.words.slice(phrase.start, phrase.parts[1].start)
        is_further = before.endswith(forms().further_education)
        is_school = any(part in before for part in forms().forms_of_schools)
        if form.country == load_home().country and (is_further or not is_school):
            return "sport"
    return known.abbreviations[abbreviation].kind


def _heads_inside(words: NamedCell, start: int, end: int) -> Iterator[Head | str]:
    abbreviations = lexicon().abbreviations
    for i in range(start, end):
        head = head_at(words, i)
        if head is not None:
            yield head
        elif words.word(i) in abbreviations:
            yield words.word(i)


def _told_by_topic(phrase: Phrase) -> str | None:
    return _told_by(((one.kind, one.words) for one in lexicon().words.topics), phrase)


def _told_by(topics: Iterable[tuple[str, Iterable[str]]], phrase: Phrase) -> str | None:
    """The kind of the first topic of which a word of the phrase begins."""
    told = (phrase.words.slice(p.start, p.end) for p in phrase.parts if p.sort is not Sort.NAMESAKE)
    text = plain(" ".join(told))
    return next((kind for kind, stems in topics if stems and _beginning(tuple(stems)).search(text)), None)


@lru_cache(maxsize=500)
def _beginning(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A word that begins so: «спорт» is in «спортивный», not in «экспорта»."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, stems))})")


def _told_by_body(phrase: Phrase) -> str | None:
    return next((kind_of(part.body) for part in phrase.parts if part.body is not None), None)


# What tells the kind of a body that neither a legal form nor its own name tells; the first that does decides.
KINDS = (_told_by_head, _firm_by_name, _office_of_society, _told_of_general)
