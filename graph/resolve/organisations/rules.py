"""Which spellings denote one organisation: tables of what joins them and what leaves a doubt."""

from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from graph.resolve.clusters import Match
from graph.resolve.features import Doubt, MatchFeature, compared
from graph.resolve.geography import Geography
from graph.resolve.organisations.apart import incompatible
from graph.resolve.organisations.body import SpeltBody
from ontology.names.organisations.lexicon import organisation_words
from ontology.names.words import Bases

SHORTER_KIND = "shorter kind"
SHORTEST_MISSPELT = 12
"""Letters from which one that differs may be a slip."""


def without_town(body: SpeltBody, geography: Geography) -> Bases:
    """The words of the name but for those that tell the body's town."""
    place = body.place
    if place is None:
        return body.name.core
    return tuple(word for word in body.name.core if not geography.is_named_after(word, place))


# ── what makes two names one ────────────────────────────────────────────────────────────────────


def _are_same_but_for_town(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    if a.place is None or b.place is None:
        return False
    left, right = (without_town(body, geography) for body in (a, b))
    return bool(left) and sorted(left) == sorted(right)


def _has_initials_of(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """«МАЗ», «СмолГУ»."""
    orders = ((a.name, b.name), (b.name, a.name))
    return any(
        short.acronym is not None and len(short.acronym) > 2 and short.acronym in long.initials
        for short, long in orders
    )


def _has_syllables_of(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """«Минкультуры»."""
    orders = ((a.name.core, b.name.core), (b.name.core, a.name.core))
    return any(
        _begins_with_syllable(short, head, full)
        and long[:1] == (full,)
        and _made_of(short[0][len(head) :], long[1:])
        for short, long in orders
        for head, full in organisation_words().syllables.items()
    )


def _begins_with_syllable(name: Bases, head: str, full: str) -> bool:
    return bool(name) and name[0].startswith(head) and name[0] != full


_LONGEST_ENDING = 2


def _made_of(short: str, long: Bases) -> bool:
    """Whether a word is made of beginnings of the first of those words, three letters or more each.

    An ending of two letters at most may follow: «Минкультуры» does not decline.
    """
    if len(short) <= _LONGEST_ENDING:
        return True
    if not long:
        return False
    for length in range(min(len(short), len(long[0])), 2, -1):
        if long[0].startswith(short[:length]) and _made_of(short[length:], long[1:]):
            return True
    return False


def _share_proper_name(a: SpeltBody, b: SpeltBody) -> bool:
    return a.name.has_own_proper and a.name.proper == b.name.proper


def _kinds(body: SpeltBody) -> frozenset[str]:
    """The words about the proper name, those of one art as one."""
    arts = organisation_words().arts
    return frozenset(arts.get(word, word) for word in body.name.around)


def _are_namesakes_of_kind(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return _share_proper_name(a, b) and _kinds(a) == _kinds(b)


def _is_kind_shorter(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return _share_proper_name(a, b) and (_kinds(a) < _kinds(b) or _kinds(b) < _kinds(a))


def _is_kind_told(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """Whether the kinds nest and both are told, or at least one legal form."""
    both = bool(_kinds(a)) and bool(_kinds(b))
    return _is_kind_shorter(a, b, geography) and (both or a.name.form == b.name.form is not None)


def _are_of_one_namesake(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """«Драматический театр им. X» and «Государственный драматический театр имени X» are likely one."""
    left, right = set(a.name.core), set(b.name.core)
    nested = left < right or right < left
    return bool(a.name.namesake) and a.name.namesake == b.name.namesake and nested


def _letters_apart(most: int) -> Callable[[SpeltBody, SpeltBody, Geography], bool]:
    """Whether the words, or the letters as they are spelt, differ in so many letters at most."""

    def holds(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
        if min(len(a.name.joined), len(b.name.joined)) < SHORTEST_MISSPELT:
            return False
        pairs = ((a.name.joined, b.name.joined), (a.name.letters, b.name.letters))
        return any(Levenshtein.distance(left, right, score_cutoff=most) <= most for left, right in pairs)

    return holds


FEATURES: tuple[MatchFeature[SpeltBody, [Geography]], ...] = (
    MatchFeature(("same words",), 1.0, lambda a, b, _: a.name.core == b.name.core),
    MatchFeature(
        ("same words in another order",), 0.97, lambda a, b, _: sorted(a.name.core) == sorted(b.name.core)
    ),
    MatchFeature(("same letters",), 0.97, lambda a, b, _: a.name.letters == b.name.letters),
    MatchFeature(("same words but for the town",), 0.96, _are_same_but_for_town),
    MatchFeature(("initial letters",), 0.95, _has_initials_of),
    MatchFeature(("first syllables",), 0.94, _has_syllables_of),
    MatchFeature(("same proper name", "same kind"), 0.97, _are_namesakes_of_kind),
    MatchFeature(("same proper name", SHORTER_KIND), 0.93, _is_kind_told),
    MatchFeature(("same proper name", SHORTER_KIND, "kind said of one only"), 0.8, _is_kind_shorter),
    MatchFeature(("same namesake", "words of one among the other's"), 0.85, _are_of_one_namesake),
    MatchFeature(("1 letters differ",), 0.85, _letters_apart(1)),
    MatchFeature(("2 letters differ",), 0.75, _letters_apart(2)),
)


# ── what leaves a doubt ─────────────────────────────────────────────────────────────────────────


def _said_of_one(
    read: Callable[[SpeltBody], object],
) -> Callable[[Match, SpeltBody, SpeltBody, Geography], bool]:
    """Whether only one of the two says it."""
    return lambda match, a, b, geography: bool(read(a)) != bool(read(b))


def _is_town_of_one(match: Match, a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return bool(a.name.town) != bool(b.name.town) and _are_unplaced(a, b)


def _is_shorter_kind_of_one(match: Match, a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return (a.place is None) != (b.place is None) and SHORTER_KIND in match.reasons


def _are_unplaced(a: SpeltBody, b: SpeltBody) -> bool:
    return a.place is None and b.place is None


def _are_both_common(a: SpeltBody, b: SpeltBody) -> bool:
    return _are_unplaced(a, b) and not (a.name.is_distinctive and b.name.is_distinctive)


def _are_common_anywhere(match: Match, a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """«Центральная библиотека» of no town, and not of one reporter."""
    is_one_reporter = a.context is not None and a.context == b.context
    return _are_both_common(a, b) and not is_one_reporter


def _are_common_here(match: Match, a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """A name that tells nothing by itself, in two places or in one that is not told."""
    return not _are_both_common(a, b) and not _is_one_seat(a, b, geography) and not _names_itself(a, b)


def _is_region_of_one(match: Match, a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return (a.name.region is None) != (b.name.region is None) and not _is_anchored(a, b)


def _is_one_seat(one: SpeltBody, other: SpeltBody, geography: Geography) -> bool:
    return one.place is not None and other.place is not None and geography.is_one_seat(one.place, other.place)


def _names_itself(one: SpeltBody, other: SpeltBody) -> bool:
    """Whether the words alone tell an organisation from its like in other towns."""
    if one.name.states and one.name.states == other.name.states:
        return True
    generic = organisation_words().generic
    return all(
        any(word not in generic and not word.isdigit() for word in body.name.core) for body in (one, other)
    )


def _is_anchored(one: SpeltBody, other: SpeltBody) -> bool:
    """Whether leaving the region out leaves no doubt: both are in known places, or the name has its own."""
    known = one.place is not None and other.place is not None
    area = organisation_words().area in one.name.core
    return known or area or one.name.has_own_proper


DOUBTS: tuple[Doubt[SpeltBody, [Geography]], ...] = (
    Doubt("legal form said of one only", _said_of_one(lambda body: body.name.form), less=0.01),
    Doubt("country said of one only", _said_of_one(lambda body: body.country), less=0.01),
    Doubt("namesake said of one only", _said_of_one(lambda body: body.name.namesake), less=0.02),
    Doubt("town said of one only", _is_town_of_one, most=0.85),
    Doubt("place said of one only", _said_of_one(lambda body: body.place), less=0.02),
    Doubt(SHORTER_KIND, _is_shorter_kind_of_one, most=0.88),
    Doubt("many bear this name", _are_common_anywhere, most=0.7),
    Doubt("many bear this name", _are_common_here, most=0.8),
    Doubt("region said of one only", _is_region_of_one, most=0.8),
)


def compare(one: SpeltBody, other: SpeltBody, geography: Geography) -> Match | None:
    """How sure it is that two names denote one organisation; None where nothing speaks for it."""
    if incompatible(one, other, geography):
        return None
    return compared(FEATURES, DOUBTS, one, other, geography)
