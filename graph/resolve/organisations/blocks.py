"""Which names are worth comparing: keys that two names of one organisation share at least one of."""

from collections.abc import Hashable, Iterator

from graph.resolve.geography import Geography
from graph.resolve.organisations.body import Body
from graph.resolve.organisations.rules import SHORTEST_MISSPELT, without_town
from ontology.names.organisations.lexicon import organisation_words


def block_keys(body: Body, geography: Geography) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two names of one organisation share at least one of, at the place of one of them.

    A body is at the centre where it is, and at the rim of what contains its place; one whose place is not
    said is at the centre of all that bear the name.
    """
    around = geography.lineage(body.place) - {body.place} if body.place is not None else ()
    for key in _name_keys(body, geography):
        yield (key, body.place), True
        for place in around:
            yield (key, place), False
        if body.place is not None:
            yield (key, None), False


def _name_keys(body: Body, geography: Geography) -> Iterator[Hashable]:
    name = body.name
    yield tuple(sorted(name.core))
    yield name.letters
    if body.place is not None:
        yield "town", tuple(sorted(without_town(body, geography)))
    if name.has_own_proper:
        yield "proper", name.proper
    for letters in {name.acronym} | set(name.initials):
        if letters is not None and len(letters) > 2:
            yield "initials", letters
    if name.namesake:
        yield "namesake", name.namesake
    if len(name.joined) >= SHORTEST_MISSPELT:
        yield "shape", tuple(word[:3] for word in name.core)
    if (
        name.core[:1]
        and name.core[0].startswith(tuple(organisation_words().syllables))
        and name.region is None
    ):
        yield "syllables"
