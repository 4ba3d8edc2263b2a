"""Which names with posts are one person's: tables of what joins them and what leaves a doubt."""

from collections.abc import Callable, Hashable, Iterator

from graph.resolve.clusters import Match
from graph.resolve.features import Doubt, MatchFeature, compared
from graph.resolve.people.actor import Actor
from ontology.names.person import PersonName


def incompatible(one: Actor, other: Actor) -> bool:
    """Whether two names or posts cannot be one person's without somebody's word for it."""
    return (
        not _names_agree(one.name, other.name) or not _countries_agree(one, other) or _other_posts(one, other)
    )


def _names_agree(a: PersonName, b: PersonName) -> bool:
    return (
        a.surname == b.surname
        and _initials_agree(a.given, b.given)
        and _initials_agree(a.patronymic, b.patronymic)
    )


def _initials_agree(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _countries_agree(one: Actor, other: Actor) -> bool:
    if one.country is None or other.country is None:
        return True
    return not set(one.country.split("-")).isdisjoint(other.country.split("-"))


def _other_posts(one: Actor, other: Actor) -> bool:
    """Whether posts part two names; not those of one name in full, whose bearer may hold several."""
    told = bool(one.whole_post) and bool(other.whole_post)
    return told and not _posts_agree(one, other) and not _same_in_full(one, other)


def _same_in_full(one: Actor, other: Actor) -> bool:
    """Whether given name and patronymic are spelt out of both, and one country is told."""
    spelt = all(len(part) > 1 for a in (one, other) for part in (a.name.given, a.name.patronymic))
    return spelt and one.name == other.name and one.country is not None and one.country == other.country


def _posts_agree(one: Actor, other: Actor) -> bool:
    if sorted(one.whole_post) == sorted(other.whole_post):
        return True
    numbers = [{word for word in actor.post if word.isdigit()} for actor in (one, other)]
    return not one.post.isdisjoint(other.post) and (numbers[0] == numbers[1] or not all(numbers))


# ── what makes two names one ────────────────────────────────────────────────────────────────────


def _have_patronymics(one: Actor, other: Actor) -> bool:
    return bool(one.name.patronymic and other.name.patronymic)


def _have_given_names(one: Actor, other: Actor) -> bool:
    return bool(one.name.given and other.name.given)


FEATURES: tuple[MatchFeature[Actor, []], ...] = (
    MatchFeature(("same name",), 1.0, _have_patronymics),
    MatchFeature(("same name, patronymic said of one at most",), 0.95, _have_given_names),
    MatchFeature(("same single name",), 0.93, lambda one, other: True),
)
"""What names that agree tell, the surest first."""


# ── what leaves a doubt ─────────────────────────────────────────────────────────────────────────


def _have_one_post(one: Actor, other: Actor) -> bool:
    return bool(one.whole_post) and sorted(one.whole_post) == sorted(other.whole_post)


def _is_post_of_one(one: Actor, other: Actor) -> bool:
    return bool(one.whole_post) != bool(other.whole_post)


def _share_post_words(one: Actor, other: Actor) -> bool:
    return _have_posts(one, other) and not _have_one_post(one, other) and _posts_agree(one, other)


def _have_other_posts(one: Actor, other: Actor) -> bool:
    return _have_posts(one, other) and not _posts_agree(one, other)


def _have_posts(one: Actor, other: Actor) -> bool:
    return bool(one.whole_post and other.whole_post)


def _of_posts(holds: Callable[[Actor, Actor], bool]) -> Callable[[Match, Actor, Actor], bool]:
    return lambda match, one, other: holds(one, other)


DOUBTS: tuple[Doubt[Actor, []], ...] = (
    Doubt("same post", _of_posts(_have_one_post)),
    Doubt("post said of one only", _of_posts(_is_post_of_one), less=0.05),
    Doubt("posts share words that tell posts apart", _of_posts(_share_post_words), less=0.03),
    Doubt(
        "another post, the same name in full and country",
        lambda match, one, other: _have_other_posts(one, other) and _same_in_full(one, other),
        less=0.08,
    ),
    Doubt(
        "another post",
        lambda match, one, other: _have_other_posts(one, other) and not _same_in_full(one, other),
        most=0.7,
    ),
)


def compare(one: Actor, other: Actor) -> Match | None:
    """How sure it is that two names with posts are one person's; None where nothing speaks for it."""
    if not _names_agree(one.name, other.name) or not _countries_agree(one, other):
        return None
    return compared(FEATURES, DOUBTS, one, other)


def block_keys(actor: Actor) -> Iterator[tuple[Hashable, bool]]:
    """Keys of one person: name with known initials, and the post's words where very many bear the name."""
    name = actor.name
    yield (name.surname, name.given[:1], actor.post), True
    yield (name.surname, name.given[:1], name.patronymic[:1]), True
    yield (name.surname, name.given[:1]), not name.patronymic
