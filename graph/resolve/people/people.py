"""People of all rows: whose names and posts are one person's."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.entities import Id, Membership, PersonEntity, Source, Sourced
from graph.iris import person_id, short_hash
from graph.judgements import Judgement, Kind
from graph.resolve.clusters import Match
from graph.resolve.identify import Issued, Member, Members, Naming, Resolution, Rules, identify
from graph.resolve.organisations.run import Organisations
from graph.resolve.rows import FactId, Rank, Row, gather, most_told
from graph.resolve.vocabulary import read
from ontology.model import PersonRef
from ontology.names.person import PersonName, read_person_name
from ontology.names.words import bases, fold, words


@dataclass(frozen=True, slots=True)
class Actor:
    """A person under one name and post; `post` has the words that tell posts apart."""

    key: Id
    name: PersonName
    country: str | None
    post: frozenset[str]
    whole_post: tuple[str, ...]


def make_actor(ref: PersonRef) -> Actor:
    """The person that a name and a post denote."""
    name, whole = _folded(read_person_name(ref.name)), bases(ref.post or "")
    key = f"{person_id(_initialled(name), ref.country)}-{short_hash(fold(ref.name), *sorted(whole))}"
    return Actor(key, name, ref.country, frozenset(whole) - _generic(), whole)


def _folded(name: PersonName) -> PersonName:
    """The name with its parts as they are compared."""
    parts = (name.surname, name.given, name.patronymic)
    return PersonName(*(" ".join(map(fold, words(part))) for part in parts))


def _initialled(name: PersonName) -> str:
    """The surname with initials, as identifiers have it."""
    return " ".join(part for part in (name.surname, *name.initials) if part)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(word for text in read("people")["generic"] for word in bases(text))


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


def compare(one: Actor, other: Actor) -> Match | None:
    """How sure it is that two names with posts are one person's; None where nothing speaks for it."""
    if not _names_agree(one.name, other.name) or not _countries_agree(one, other):
        return None
    match = _by_name(one.name, other.name)
    if sorted(one.whole_post) == sorted(other.whole_post):
        return Match(match.score, (*match.reasons, "same post"))
    if not one.whole_post or not other.whole_post:
        return match.less(0.05, "post said of one only")
    if _posts_agree(one, other):
        return match.less(0.03, "posts share words that tell posts apart")
    if _same_in_full(one, other):
        return match.less(0.08, "another post, the same name in full and country")
    return match.at_most(0.7, "another post")


def _by_name(one: PersonName, other: PersonName) -> Match:
    """How much names that agree tell."""
    if one.patronymic and other.patronymic:
        return Match(1.0, ("same name",))
    if one.given and other.given:
        return Match(0.95, ("same name, patronymic said of one at most",))
    return Match(0.93, ("same single name",))


def _block_keys(actor: Actor) -> Iterator[tuple[Hashable, bool]]:
    """The name with the initials that are known, and the post's words for names that very many bear."""
    name = actor.name
    yield (name.surname, name.given[:1], actor.post), True
    yield (name.surname, name.given[:1], name.patronymic[:1]), True
    yield (name.surname, name.given[:1]), not name.patronymic


# ── from rows to people ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Acting:
    """A person in a row."""

    key: FactId
    actor: Actor
    ref: PersonRef
    row: Row
    source: Source


@dataclass(frozen=True, slots=True)
class People:
    """The resolved people, each with where they acted, and which of them each fact of each row denotes."""

    acting: Mapping[Id, tuple[Acting, ...]]
    of_fact: Mapping[FactId, Id]
    resolution: Resolution


RULES: Rules[Actor] = Rules(Kind.PERSON, _block_keys, compare, incompatible)


def resolve_people(rows: Sequence[Row], judgements: Iterable[Judgement], issued: Issued) -> People:
    """The people who act in the rows, each once."""
    acting = [
        Acting(key, make_actor(fact.value), fact.value, row, row.source(fact))
        for row in rows
        for key, fact in row.listed("persons")
    ]
    of_actor: dict[Id, list[Acting]] = defaultdict(list)
    for appearance in acting:
        of_actor[appearance.actor.key].append(appearance)
    members = {key: _member(many) for key, many in of_actor.items()}
    resolution = identify(members, RULES, judgements, _naming(members, issued))
    identity = resolution.identity
    by_person: dict[Id, list[Acting]] = defaultdict(list)
    for appearance in acting:
        by_person[identity[appearance.actor.key]].append(appearance)
    return People(
        acting={key: tuple(by_person[key]) for key in sorted(by_person)},
        of_fact={one.key: identity[one.actor.key] for one in acting},
        resolution=resolution,
    )


def _member(acting: Sequence[Acting]) -> Member[Actor]:
    first = acting[0]
    told = f"{first.ref.name}, {first.ref.post}" if first.ref.post is not None else first.ref.name
    names, rank = frozenset(one.ref.name for one in acting), min(one.row.rank for one in acting)
    return Member(first.actor, names, told, first.row.id, rank)


def _naming(members: Members[Actor], issued: Issued) -> Naming:
    """A person has an identifier issued before, else the name's plain one, else that of name and post."""
    bearers = _first_bearers(members, issued)

    def choose(group: tuple[Id, ...]) -> Id:
        plain = sorted({_plain(member) for member in group if bearers.get(_plain(member)) in group})
        kept = [one for one in (*group, *plain) if one in issued.identifiers]
        return (*kept, *plain, *group)[0]

    return Naming(choose, bearers)


def _first_bearers(members: Members[Actor], issued: Issued) -> dict[Id, Id]:
    """For each plain identifier who has it: who had it, else the first reported without one of their own."""
    first: dict[Id, tuple[bool, Rank, Id]] = {}
    for key, member in members.items():
        if key not in issued.identifiers:
            plain = _plain(key)
            seen = issued.led_to.get(key) != plain, member.rank, key
            first[plain] = min(seen, first.get(plain, seen))
    return {plain: key for plain, (_, _, key) in first.items()}


def _plain(member: Id) -> Id:
    return member.rpartition("-")[0]


def person_entities(
    people: People, event_of: Mapping[Id, Id], organisations: Organisations
) -> tuple[PersonEntity, ...]:
    """The people with the posts in which they acted at events."""
    return tuple(_entity(key, acting, event_of, organisations) for key, acting in people.acting.items())


def _entity(
    key: Id, acting: Sequence[Acting], event_of: Mapping[Id, Id], organisations: Organisations
) -> PersonEntity:
    names = gather(Sourced(one.ref.name, (one.source.of_part("name"),)) for one in acting)
    label = max(names, key=_fullness)
    return PersonEntity(
        id=key,
        label=label,
        country=most_told(
            Sourced(one.ref.country, (one.source.of_part("country"),))
            for one in acting
            if one.ref.country is not None
        ),
        alt_labels=tuple(one for one in names if one is not label),
        memberships=tuple(_memberships(key, acting, event_of, organisations)),
        stated_in=tuple(dict.fromkeys(one.source for one in acting)),
    )


def _fullness(name: Sourced[str]) -> tuple[bool, int, int, str]:
    """A name spelt out goes before initials, then what most rows say."""
    return len(read_person_name(name.value).given) > 1, len(name.sources), len(name.value), name.value


def _memberships(
    key: Id, acting: Sequence[Acting], event_of: Mapping[Id, Id], organisations: Organisations
) -> Iterator[Membership]:
    """One membership per post and event."""
    posts: dict[tuple[str, Id, Id | None], list[Source]] = defaultdict(list)
    for one in acting:
        if one.ref.post is not None:
            body = _organisation(one, organisations)
            posts[one.ref.post, event_of[one.row.id], body].append(one.source.of_part("post"))
    for (post, event, body), sources in posts.items():
        own = f"{key}/post/{short_hash(post, event)}"
        yield Membership(own, Sourced(post, tuple(sources)), event, body)


def _organisation(one: Acting, organisations: Organisations) -> Id | None:
    """The organisation of the post: as extraction tells it, else one that the post names in full."""
    if one.ref.organisation is None:
        return _named_in_post(one, organisations)
    called = [key for key, fact in one.row.listed("orgs") if fact.value.name == one.ref.organisation]
    hosts = [key for key, fact in one.row.listed("venue_orgs") if fact.value == one.ref.organisation]
    return next((organisations.of_fact[key] for key in (*called, *hosts)), None)


def _named_in_post(one: Acting, organisations: Organisations) -> Id | None:
    """The organisation of the row whose words are all in the post, the longest of several."""
    post = set(bases(one.ref.post or ""))
    named = [(len(fact.value.name), key) for key, fact in one.row.listed("orgs")]
    names = {key: fact.value.name for key, fact in one.row.listed("orgs")}
    whole = [(length, key) for length, key in named if post.issuperset(bases(names[key]))]
    return organisations.of_fact[max(whole)[1]] if whole else None
