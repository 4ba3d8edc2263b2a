"""The words by which organisations' names are taken apart: organisations.yml here, and the lexicon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.lexicon.organisations import abbreviations, bodies, forms, heads
from ontology.names.phrases import Wordings, as_they_are, group_of_word, phrases, single
from ontology.names.words import Bases, base, bases, fold, words
from ontology.remembered import remembered
from ontology.yaml_files import read_typed

_FILE = Path(__file__).parent / "organisations.yml"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameEndings:
    """Endings of adjectives: of any, of one that goes with a legal form, of one before a region's noun."""

    adjective: Words
    of_form: Words
    of_region: Words


@dataclass(frozen=True, slots=True)
class _BodyNamesFile:
    """What organisations.yml holds."""

    form_adjectives: Words
    filler: Words
    town_marks: frozenset[str]
    town: str
    town_beginnings: Words
    namesake_marks: frozenset[str]
    syllables: Mapping[str, str]
    states: Mapping[str, Words]
    parents: Words
    area_kinds: Words
    honours: Mapping[str, Words]
    arts: Mapping[str, Words]
    parts: Words
    tails: Words
    synonyms: Mapping[str, str]
    generic: Words
    endings: NameEndings
    region_nouns: frozenset[str]
    over: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """The words by which names are taken apart, as they are compared."""

    full_forms: Wordings
    institution_nouns: frozenset[str]
    institution_before: frozenset[str]
    institution_after: frozenset[str]
    form_adjectives: frozenset[str]
    in_full: Mapping[str, Bases]
    synonyms: Wordings
    lengthened: Mapping[str, str]
    filler: frozenset[str]
    town_marks: frozenset[str]
    town: str
    town_beginnings: frozenset[str]
    region_nouns: frozenset[str]
    over: frozenset[str]
    inside: frozenset[str]
    namesake_marks: frozenset[str]
    syllables: Mapping[str, str]
    states: Wordings
    parents: Wordings
    area_kinds: Wordings
    area: str
    honours: Mapping[str, str]
    arts: Mapping[str, str]
    parts: Wordings
    tails: Wordings
    generic: frozenset[str]
    endings: NameEndings


@lru_cache(maxsize=1)
def organisation_words() -> OrganisationWords:
    """The word lists about organisations' names."""
    file, institution, traits = read_typed(_FILE, _BodyNamesFile), forms().institution, heads().traits
    return OrganisationWords(
        full_forms=phrases(_full_forms()),
        institution_nouns=single(institution.nouns),
        institution_before=single(institution.before),
        institution_after=single(institution.after),
        form_adjectives=single(file.form_adjectives),
        in_full={base(short): bases(full) for short, full in _in_full(file)},
        synonyms=phrases((*_spelt_out(), *file.synonyms.items())),
        lengthened={base(head.lemma): head.lemma for head in heads().heads.values() if head.full is None},
        filler=single(file.filler),
        town_marks=file.town_marks,
        town=file.town,
        town_beginnings=single(file.town_beginnings),
        region_nouns=file.region_nouns,
        over=file.over,
        inside=file.inside,
        namesake_marks=file.namesake_marks,
        syllables={head: base(full) for head, full in file.syllables.items()},
        states=phrases((name, code) for code, names in file.states.items() for name in names),
        parents=as_they_are(file.parents),
        area_kinds=as_they_are(file.area_kinds),
        area=file.area_kinds[-1],
        honours=group_of_word(file.honours),
        arts=group_of_word(file.arts),
        parts=as_they_are((*file.parts, *traits.units)),
        tails=as_they_are(file.tails),
        generic=single((*file.generic, *traits.common)),
        endings=file.endings,
    )


def _full_forms() -> Iterator[tuple[str, str]]:
    """The wordings in full of legal forms, with their families."""
    for form in forms().forms:
        if form.family is not None:
            yield from ((full, form.family) for full in form.full)


def _spelt_out() -> Iterator[tuple[str, str]]:
    """Heads that stand for more words: «генконсульство»."""
    return ((head.lemma, head.full) for head in heads().heads.values() if head.full is not None)


@remembered
def at_full_length(word: str) -> str | None:
    """What a head with a shortened adjective before it stands for: «госуниверситет»."""
    for short, full in heads().shortened.items():
        head = (
            organisation_words().lengthened.get(word.removeprefix(short)) if word.startswith(short) else None
        )
        if head is not None:
            return f"{full} {head}"
    return None


def _in_full(file: _BodyNamesFile) -> Iterator[tuple[str, str]]:
    """Whatever stands for longer words, as it is spelt, with those."""
    yield from ((form.form, form.full[0]) for form in forms().forms if form.full)
    yield from ((short, full) for short, full in full_names().items())
    yield from ((head.lemma, head.full) for head in heads().heads.values() if head.full is not None)
    for official, *others in file.states.values():
        yield from ((other, official) for other in others if len(words(other)) == 1)


@lru_cache(maxsize=1)
def full_names() -> Mapping[str, str]:
    """What abbreviations of kinds and of bodies stand for: «ДШИ», «МИД»."""
    kinds = {short: one.full for short, one in abbreviations().items()}
    named = {short: one.full for short, one in bodies().items()}
    return {short: full for short, full in {**kinds, **named}.items() if full is not None}


def is_mark_of_namesake(word: str) -> bool:
    """Whether a namesake follows the word: «имени»."""
    return fold(word) in organisation_words().namesake_marks
