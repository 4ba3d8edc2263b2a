"""A name's leading words into the nominative singular: adjectives agree with their noun, the rest stays."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from pymorphy3.analyzer import Parse

from loaders.cell.text import spelt_as
from loaders.organisations.readings import Form, adjective_readings, form_of, noun_readings
from ontology.plain import with_e
from ontology.remembered import remembered


def agreeing_forms(adjectives: Sequence[str], noun: str, lemma: str) -> frozenset[Form]:
    """The forms (case, number, gender) in which all the adjectives agree with the noun read as `lemma`."""
    forms = _noun_forms(noun, lemma)
    for adjective in adjectives:
        forms = forms & adjective_forms(adjective)
    return forms


@lru_cache(maxsize=20_000)
def nominative(adjectives: tuple[str, ...], noun: str, lemma: str) -> tuple[str, ...]:
    """The adjectives and their noun in the nominative singular, capitals kept."""
    forms = agreeing_forms(adjectives, noun, lemma)
    if any(case == "nomn" and number == "sing" for case, number, _ in forms):
        return (*adjectives, noun)
    gender = next((g for _, _, g in sorted(forms, key=str) if g is not None), None) or _gender(noun, lemma)
    return (*(adjective_nominative(a, gender) for a in adjectives), noun_nominative(noun, lemma))


@remembered
def adjective_forms(word: str) -> frozenset[Form]:
    """All forms that the adjective can be in."""
    return frozenset(form_of(p) for p in adjective_readings(word))


@lru_cache(maxsize=20_000)
def adjective_nominative(word: str, gender: str) -> str:
    """The adjective in the nominative singular of the gender."""
    for reading in sorted(adjective_readings(word), key=lambda p: "Qual" in p.tag.grammemes):
        form = reading.inflect(frozenset({"nomn", "sing", gender}))
        if form is not None:
            return spelt_as(word, _ending_of(form.word, reading.word, word))
    return word


def _ending_of(form: str, model: str, word: str) -> str:
    """The word with its ending changed as `model`, which declines alike («минским»), changes into `form`."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, model, strict=False)))
    stem = word.lower().removesuffix(model[shared:])
    return stem + form[shared:] if len(stem) + len(model[shared:]) == len(word) else word.lower()


@lru_cache(maxsize=20_000)
def noun_nominative(word: str, lemma: str) -> str:
    """The noun, read as `lemma`, in the nominative singular; of a hyphened noun each part that declines."""
    readings = readings_as(word, lemma)
    if not readings:
        return word
    if "-" in word:
        return "-".join(_part_nominative(part) for part in word.split("-"))
    form = readings[0].inflect(frozenset({"nomn", "sing"}))
    return spelt_as(word, form.word) if form is not None else word


def readings_as(word: str, lemma: str) -> tuple[Parse, ...]:
    """The noun's readings whose dictionary form is `lemma`; of a hyphened noun, its part's."""
    for text in (word, *reversed(word.split("-"))) if "-" in word else (word,):
        found = tuple(p for p in noun_readings(text) if with_e(p.normal_form) == lemma)
        if found:
            return found
    return ()


@lru_cache(maxsize=20_000)
def _noun_forms(noun: str, lemma: str) -> frozenset[Form]:
    return frozenset(form_of(p) for p in readings_as(noun, lemma))


def _gender(noun: str, lemma: str) -> str:
    readings = readings_as(noun, lemma)
    return str(readings[0].tag.gender) if readings else "masc"


def _part_nominative(part: str) -> str:
    readings = noun_readings(part)
    if not readings or any(p.tag.case == "nomn" and p.tag.number == "sing" for p in readings):
        return part
    form = readings[0].inflect(frozenset({"nomn", "sing"}))
    return spelt_as(part, form.word) if form is not None else part
