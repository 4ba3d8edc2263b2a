"""heads.yml, forms.yml, bodies.yml as typed entries, which loaders read and identity reads."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ontology.codec import from_json
from ontology.morphology import parses
from ontology.own_words import own_words
from ontology.plain import with_e
from ontology.remembered import remembered
from ontology.yaml_files import read_typed

T = TypeVar("T")
_FOLDER = Path(__file__).parent
_ONLY = "only"


@dataclass(frozen=True, slots=True)
class FollowedBy:
    """The kind and need that a head has where these words follow it."""

    words: tuple[str, ...]
    kind: str
    needs: str


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names a sort of organisation, and what must stand beside it to make it one's name.

    `needs` is place, adjective or quotes: the weakest evidence that is enough; heads.yml tells of the rest.
    """

    lemma: str
    kind: str
    needs: str
    beside: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    acts: tuple[str, ...] = ()
    premises: tuple[str, ...] | None = None
    takes: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    full: str | None = None
    country: str | None = None
    followed_by: FollowedBy | None = None


@dataclass(frozen=True, slots=True)
class LegalForm:
    """An abbreviated legal form with the country, kind and family that it tells by itself.

    One that is `or_abroad` tells its country only where no country farther than the neighbours is named; one
    that `follows` is a part of the form before it.
    """

    form: str
    kind: str
    family: str | None = None
    country: str | None = None
    full: tuple[str, ...] = ()
    follows: bool = False
    or_abroad: bool = False


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What stands for a head noun: of what kind the body is, for which words, and what else is true."""

    word: str
    kind: str
    full: str | None = None
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body that one word names; `takes_country` is true of «Минкультуры России», «МИД Беларуси»."""

    name: str
    kind: str
    country: str | None
    takes_country: bool = False
    full: str | None = None
    shares_capitals: bool = False
    namesakes: tuple[str, ...] = ()

    def may_bear(self, namesake: Sequence[str]) -> bool:
        """Whether words may tell whose name it bears: of bodies that share their capitals they tell which."""
        return not self.shares_capitals or any(word.startswith(self.namesakes) for word in namesake)


@dataclass(frozen=True, slots=True)
class Institution:
    """The words that an institution's form is put together from."""

    nouns: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalForms:
    """What forms.yml holds."""

    forms: tuple[LegalForm, ...]
    borne: frozenset[str]
    neuter: frozenset[str]
    institution: Institution
    schools_in_short: re.Pattern[str]
    ends_of_schools: tuple[str, ...]
    abbreviations: Mapping[str, Mapping[str, Any]]
    further_education: tuple[str, ...]
    forms_of_schools: tuple[str, ...]
    no_forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """The words of each trait; heads.yml and forms.yml tell what it says of them."""

    above_all: frozenset[str]
    always: frozenset[str]
    apposing: frozenset[str]
    areas_themselves: frozenset[str]
    branches: frozenset[str]
    described_clubs: frozenset[str]
    called_as_towns: frozenset[str]
    called_as_villages: frozenset[str]
    common: frozenset[str]
    described: frozenset[str]
    each_of_places: frozenset[str]
    facilities: frozenset[str]
    firms_by_name: frozenset[str]
    founders: frozenset[str]
    general: frozenset[str]
    general_sorts: frozenset[str]
    held_heads: frozenset[str]
    joint: frozenset[str]
    kept_abroad: frozenset[str]
    managing: frozenset[str]
    neuter: frozenset[str]
    nicknamed: frozenset[str]
    numbered: frozenset[str]
    of_subjects: frozenset[str]
    owners: frozenset[str]
    parts_of_town: frozenset[str]
    placed: frozenset[str]
    roads: frozenset[str]
    rooms: frozenset[str]
    schools: frozenset[str]
    schools_of_sport: frozenset[str]
    several: frozenset[str]
    sights: frozenset[str]
    stages: frozenset[str]
    told_by_quotes: frozenset[str]
    units: frozenset[str]
    vague: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heads:
    """What heads.yml holds."""

    heads: Mapping[str, Head]
    shortened: Mapping[str, str]
    traits: Traits


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _HeadsFile:
    heads: Mapping[str, Mapping[str, Mapping[str, Any]]]
    traits: Mapping[str, str]
    shortened: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Ministries:
    acronyms: Mapping[str, str | None]
    indeclinable: str
    endings: str
    declined: str


@dataclass(frozen=True, slots=True)
class _BodiesFile:
    bodies: Mapping[str, Mapping[str, tuple[str, ...]]]
    in_full: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    ministries: _Ministries
    seats: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The nouns that head names."""
    file = read_typed(_FOLDER / "heads.yml", _HeadsFile)
    every = {head.lemma: head for head in _heads(file)}
    unknown = {trait for head in every.values() for trait in head.traits} - file.traits.keys()
    if unknown:
        raise KeyError(f"heads.yml: {sorted(unknown)} are no traits")
    return Heads(MappingProxyType(every), file.shortened, _traits(every))


def _traits(words: Mapping[str, Head | Abbreviation]) -> Traits:
    """The words that have each trait; one that the type does not name is an error."""
    every = {
        one.name: frozenset(w for w, told in words.items() if one.name in told.traits)
        for one in fields(Traits)
    }
    unknown = {trait for told in words.values() for trait in told.traits} - every.keys()
    if unknown:
        raise KeyError(f"{sorted(unknown)} are no traits of heads or abbreviations")
    return Traits(**every)


@lru_cache(maxsize=1)
def traits() -> Traits:
    """The heads and abbreviations of each trait."""
    return _traits({**abbreviations(), **heads().heads})


def _heads(file: _HeadsFile) -> Iterator[Head]:
    for kind, needs in file.heads.items():
        for need, nouns in needs.items():
            yield from (
                typed(Head, {"lemma": w, "kind": kind, "needs": need, **told}) for w, told in told_of(nouns)
            )


def told_of(words: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each word with what is told of it; nothing of those that are only listed."""
    for word, told in words.items():
        yield from ((one, {}) for one in told) if word == _ONLY else [(word, told)]


def typed(kind: type[T], told: Mapping[str, Any]) -> T:
    """The entry as the dataclass whose fields it names; one that names another is an error."""
    unknown = told.keys() - {one.name for one in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise KeyError(f"{kind.__name__}: {sorted(unknown)}")
    return from_json(kind, told)


@lru_cache(maxsize=1)
def forms() -> LegalForms:
    """Legal forms and abbreviations."""
    return read_typed(_FOLDER / "forms.yml", LegalForms)


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, Abbreviation]:
    """What stands for a head noun, by itself; the office's own before the shipped ones."""
    kinds = forms().abbreviations.items()
    every = (
        typed(Abbreviation, {"word": word, "kind": kind, **told})
        for kind, words in kinds
        for word, told in told_of(words)
    )
    own = (Abbreviation(one.short, one.kind, one.full) for one in own_words().abbreviations)
    return MappingProxyType({one.word: one for one in (*every, *own)})


@remembered
def form_of(text: str) -> LegalForm | None:
    """The legal form that the text is."""
    return next((form for pattern, form in _patterns() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], LegalForm], ...]:
    return tuple((re.compile(form.form), form) for form in forms().forms)


@lru_cache(maxsize=1)
def bodies() -> Mapping[str, KnownBody]:
    """The bodies that one word names, by every form of the word."""
    return MappingProxyType(dict(_bodies(_bodies_file())))


@lru_cache(maxsize=1)
def seats_of_bodies() -> Mapping[str, str]:
    """The place where each body stands that is known to, by the one word that names it."""
    return MappingProxyType({one: place for place, every in _bodies_file().seats.items() for one in every})


@lru_cache(maxsize=1)
def _bodies_file() -> _BodiesFile:
    return read_typed(_FOLDER / "bodies.yml", _BodiesFile)


def _bodies(file: _BodiesFile) -> Iterator[tuple[str, KnownBody]]:
    for country, kinds in file.bodies.items():
        for kind, lines in kinds.items():
            for line in lines:
                name, *declined = line.split()
                for form in (name, *declined):
                    yield (
                        form,
                        KnownBody(
                            name,
                            kind,
                            country,
                            full=file.in_full.get(name),
                            shares_capitals=name in file.shared,
                            namesakes=file.shared.get(name, ()),
                        ),
                    )
    ministry = KnownBody("", "authority", None, takes_country=True)
    for name, full in file.ministries.acronyms.items():
        yield name, replace(ministry, name=name, full=full)
    for stem in file.ministries.declined.split():
        for ending in ("", *file.ministries.endings.split()):
            yield stem + ending, replace(ministry, name=stem)
    for name in file.ministries.indeclinable.split():
        yield name, replace(ministry, name=name)


@lru_cache(maxsize=1)
def beginnings_of_bodies() -> frozenset[str]:
    """How words begin that head names or stand for such, in any case: «школ», «кружок», «кружк», «дши»."""
    shorts = (with_e(short.lower()) for short in abbreviations() if len(short) > _TOO_SHORT)
    return frozenset((*beginnings_of(heads().heads), *shorts))


_TOO_SHORT = 2  # letters of an abbreviation with which other words begin: «ОК» – «около»


def beginnings_of(nouns: Iterable[str]) -> frozenset[str]:
    """How the nouns begin in any case."""
    return frozenset(begin for noun in nouns for begin in _beginnings(noun))


def _beginnings(noun: str) -> Iterator[str]:
    """The noun itself, and what its oblique cases begin with."""
    reading = next((one for one in parses(noun) if one.tag.POS == "NOUN"), parses(noun)[0])
    alike = [form for form in reading.lexeme if form.tag.number == reading.tag.number]
    oblique = [form.word for form in alike if form.tag.case not in ("nomn", "accs")]
    yield with_e(noun)
    yield with_e(_common_beginning(oblique or [noun]))


def _common_beginning(words: Sequence[str]) -> str:
    return "".join(
        letters[0] for letters in takewhile(lambda one: len(set(one)) == 1, zip(*words, strict=False))
    )
