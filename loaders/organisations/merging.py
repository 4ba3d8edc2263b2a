"""When two names of one entry are the same body, and which of them is its name."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.mentions import OrganisationMention
from loaders.organisations.known_names import short_names
from ontology.model import OrganisationRef
from ontology.morphology import lemma
from ontology.names.organisations.name import OrganisationName, spelt_out, take_apart
from ontology.names.words import capital_pieces
from ontology.plain import plain
from ontology.remembered import remembered
from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class MergingWords:
    """What merging.yml holds."""

    lengthening: frozenset[str]
    bare_areas: frozenset[str]
    teams: frozenset[str]
    levels: frozenset[str]
    areas: tuple[str, ...]


@lru_cache(maxsize=1)
def merging_words() -> MergingWords:
    """The words by which one spelling is longer than another, and those of areas."""
    return read_typed(Path(__file__).with_suffix(".yml"), MergingWords)


def merged(mentions: Iterable[OrganisationMention]) -> list[list[OrganisationMention]]:
    """The mentions by body, in order of first mention; within a body the best name first."""
    groups: list[list[OrganisationMention]] = []
    by_key: dict[Hashable, set[int]] = defaultdict(set)
    for mention in mentions:
        keys = _keys(mention.organisation.name)
        near = sorted({index for key in keys for index in by_key[key]})
        found = (index for index in near if any(_same(mention, other) for other in groups[index]))
        own = next(found, len(groups))
        if own == len(groups):
            groups.append([])
        groups[own].append(mention)
        for key in keys:
            by_key[key].add(own)
    return [sorted(group, key=_fullness, reverse=True) for group in groups]


@remembered
def _keys(name: str) -> frozenset[Hashable]:
    """Keys of which two names of one body share at least one, so that few names are compared."""
    parts = take_apart(name)
    letters = {word[0].lower() for word in _readable(parts)[:1]}
    letters |= {word[0].lower() for word in name.split() if word.isupper()}
    keys: set[Hashable] = {("letter", letter) for letter in letters}
    keys |= {("proper", parts.proper)} if parts.proper else set()
    return frozenset({name_words(name), ("first", parts.core[:1]), *keys})


def _fullness(mention: OrganisationMention) -> tuple[int, bool, int]:
    name = mention.organisation.name
    return len(name_words(name)), "»»" not in name, len(name)


def _same(one: OrganisationMention, other: OrganisationMention) -> bool:
    """Whether nothing tells the two apart, and they share their words or a rule finds them alike."""
    a, b = one.organisation, other.organisation
    if name_words(a.name) == name_words(b.name):
        return not _are_settlements_apart(a, b)
    return not any(rule(a, b) for rule in APART) and any(rule(a, b) for rule in ALIKE)


@remembered
def name_words(name: str) -> frozenset[str]:
    """The words of a name, short names of known bodies written out."""
    full = short_names()
    return spelt_out(" ".join(full.get(word.lower(), word) for word in name.split()))


# ── what tells two apart ────────────────────────────────────────────────────────────────────────


def _are_settlements_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    """Whether two settlements are told and differ; an area may be where the settlement lies."""
    return _are_places_apart(a, b) and not any(_is_area(place or "") for place in (a.place, b.place))


def _is_area(place: str) -> bool:
    return any(stem in place.lower() for stem in merging_words().areas)


def _are_places_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    return None not in {a.place, b.place} and a.place != b.place


def _are_numbers_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«Школа № 3», «Школа № 5»."""
    one, other = ({word for word in name_words(ref.name) if word.isdigit()} for ref in (a, b))
    return one != other


APART: tuple[Callable[[OrganisationRef, OrganisationRef], bool], ...] = (
    _are_places_apart,
    _are_numbers_apart,
)


# ── what makes two one ──────────────────────────────────────────────────────────────────────────


def _share_proper_name(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«МБУК «Музей «Лад»»», «Музей «Лад»»: one quoted name, and the words of one among the other's.

    Of ensembles and teams the quoted name is enough: «Ансамбль «Капель»», «народный хор «Капель»».
    """
    one, other = take_apart(a.name).proper, take_apart(b.name).proper
    if a.kind != b.kind or not one or one != other:
        return False
    return a.kind == "ensemble" or _is_nested(a, b) or (_is_team(a) and _is_team(b))


def _is_team(ref: OrganisationRef) -> bool:
    """«ХК «Химик»», «Хоккейный клуб «Химик»»: nothing but a sort of team before the quoted name."""
    words = [lemma(word.lower()) for word in ref.name.partition("«")[0].split()]
    return ref.kind == "sport" and bool(words) and merging_words().teams.issuperset(words)


def _is_nested(a: OrganisationRef, b: OrganisationRef) -> bool:
    one, other = name_words(a.name), name_words(b.name)
    return one < other or other < one


def _lengthens_other(a: OrganisationRef, b: OrganisationRef) -> bool:
    one, other = take_apart(a.name), take_apart(b.name)
    return _lengthens(one, other) or _lengthens(other, one)


def _lengthens(short: OrganisationName, long: OrganisationName) -> bool:
    """Whether the long name is the short one with a legal form, namesake, place or quoted name more."""
    if _says_otherwise(short, long) or not short.core or long.core[: len(short.core)] != short.core:
        return False
    rest = long.core[len(short.core) :]
    if not rest:
        return len(short.core) > 1
    return merging_words().lengthening.issuperset(rest) or rest == long.proper


def _says_otherwise(short: OrganisationName, long: OrganisationName) -> bool:
    """Whether the short name says something that the long one does not say."""
    pairs = (
        (short.form, long.form),
        (short.namesake, long.namesake),
        (short.region, long.region),
        (short.town, long.town),
        (short.states, long.states),
    )
    return any(said and said != also for said, also in pairs) or short.unit != long.unit


def _abbreviates_other(a: OrganisationRef, b: OrganisationRef) -> bool:
    is_abroad = None not in {a.country, b.country} and a.country != b.country
    guessed = a.kind == b.kind == "education" and any(
        ref.place is None and take_apart(ref.name).form is None for ref in (a, b)
    )
    return (guessed or not is_abroad) and (_abbreviates(a.name, b.name) or _abbreviates(b.name, a.name))


def _leaves_area_unnamed(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«Правительство края», «… Красноярского края»; «комитет провинции», «… провинции Нгеан»."""
    return _unnamed(a, b) or _unnamed(b, a)


def _unnamed(short: OrganisationRef, long: OrganisationRef) -> bool:
    area = lemma(short.name.split()[-1])
    if short.place is not None or area not in merging_words().bare_areas:
        return False
    more = name_words(long.name) - name_words(short.name)
    return (
        name_words(short.name) < name_words(long.name)
        and len(more) == 1
        and area in map(lemma, long.name.split()[-2:])
    )


def _leaves_level_out(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«Великолукский совет ветеранов», «Великолукский городской совет ветеранов», of one place both."""
    more = name_words(a.name) ^ name_words(b.name)
    return a.place is not None and a.place == b.place and bool(more) and more <= merging_words().levels


ALIKE: tuple[Callable[[OrganisationRef, OrganisationRef], bool], ...] = (
    _share_proper_name,
    _lengthens_other,
    _abbreviates_other,
    _leaves_area_unnamed,
    _leaves_level_out,
)


def _abbreviates(short: str, long: str) -> bool:
    """«СмолГУ», «МБУ «Руднянский ЦДТ»» and the name in full: capitals begin the words they stand for."""
    first, second = _readable(take_apart(short)), _readable(take_apart(long))
    return any(len(capital_pieces(word)) > 1 for word in first) and _stands_for(first, second)


def _readable(name: OrganisationName) -> list[str]:
    return [word for word in name.readable.split() if len(word) > 1 and word[0].isalpha()]


def _stands_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word is the same as the next of the long name, or capitals that begin its next words."""
    if not short or not long:
        return not short and not long
    if plain(short[0]) == plain(long[0]) or lemma(short[0]) == lemma(long[0]):
        return _stands_for(short[1:], long[1:])
    pieces = capital_pieces(short[0])
    begun = len(pieces) > 1 and _begin_words(pieces, long)
    return begun and _stands_for(short[1:], long[len(pieces) :])


def _begin_words(pieces: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each piece begins the next of the words."""
    if len(pieces) > len(words):
        return False
    return all(word.lower().startswith(piece.lower()) for piece, word in zip(pieces, words, strict=False))
