"""From mentions of people to persons: each once, with all that the entry tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.mentions import PersonMention
from ontology.model import Evidence, Fact, PersonRef
from ontology.names.person import PersonName, read_person_name


def persons_of(mentions: Iterable[PersonMention]) -> Iterator[Fact[PersonRef]]:
    """Each person, in the order of the first mention."""
    groups: list[list[PersonMention]] = []
    of_surname: dict[str, list[list[PersonMention]]] = defaultdict(list)
    for mention in mentions:
        name = read_person_name(mention.person.name)
        namesakes = of_surname[name.surname]
        group = next(
            (one for one in namesakes if _can_be_one(read_person_name(one[0].person.name), name)), None
        )
        if group is None:
            group = []
            groups.append(group)
            namesakes.append(group)
        group.append(mention)
    return map(_person, groups)


def _can_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two names of one surname have no other initials."""
    shorter = min(len(one.initials), len(other.initials))
    return one.initials[:shorter] == other.initials[:shorter]


def _person(mentions: list[PersonMention]) -> Fact[PersonRef]:
    """One person; post, country and body are those of the first mention that tells them."""
    persons = [mention.person for mention in mentions]
    from_there = next((one for one in mentions if one.person.country is not None), None)
    fullest = max(persons, key=lambda person: len(person.name))
    return Fact(
        PersonRef(
            name=fullest.name,
            post=next((person.post for person in persons if person.post is not None), None),
            country=from_there.person.country if from_there is not None else None,
            organisation=next((p.organisation for p in persons if p.organisation is not None), None),
        ),
        (*(Evidence(mention.rule, mention.span) for mention in mentions), *_why_from(from_there)),
    )


def _why_from(mention: PersonMention | None) -> Iterator[Evidence]:
    """The evidence of the country, where a rule of its own told it."""
    if mention is not None and mention.country_rule is not None:
        yield Evidence(mention.country_rule, mention.span, "country")
