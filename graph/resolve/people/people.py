"""People of all rows, from names with posts to persons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.entities import Id, Membership, PersonEntity, Source, Sourced
from graph.iris import short_hash
from graph.judgements import Judgement, Kind
from graph.resolve.identify import Issued, Member, Members, Naming, Resolution, Rules, identify
from graph.resolve.organisations.run import Organisations
from graph.resolve.people.actor import Actor, make_actor
from graph.resolve.people.rules import block_keys, compare, incompatible
from graph.resolve.rows import FactId, Rank, Row, gather, most_told
from ontology.model import PersonRef
from ontology.names.person import read_person_name
from ontology.names.words import bases


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


RULES: Rules[Actor] = Rules(Kind.PERSON, block_keys, compare, incompatible)


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
        stated_in=tuple(dict.fromkeys(one.source.as_named for one in acting)),
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
