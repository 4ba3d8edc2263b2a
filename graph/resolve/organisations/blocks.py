"""Which names are worth comparing: keys that two names of one organisation share at least one of."""

from collections.abc import Hashable, Iterator

from graph.resolve.geography import Geography
from graph.resolve.organisations.body import SpeltBody
from graph.resolve.organisations.rules import SHORTEST_MISSPELT, without_town
from ontology.names.organisations.lexicon import organisation_words
from ontology.names.organisations.name import OrganisationName


def block_keys(body: SpeltBody, geography: Geography) -> Iterator[tuple[Hashable, bool]]:
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


def _name_keys(body: SpeltBody, geography: Geography) -> Iterator[Hashable]:
    name = body.name
    yield tuple(sorted(name.core))
    yield name.letters
    if body.place is not None:
        yield "town", tuple(sorted(without_town(body, geography)))
    if name.has_own_proper:
        yield "proper", name.proper
    yield from (("initials", letters) for letters in {name.acronym, *name.initials} if len(letters or "") > 2)
    if name.namesake:
        yield "namesake", name.namesake
    if len(name.joined) >= SHORTEST_MISSPELT:
        yield "shape", tuple(word[:3] for word in name.core)
    if _is_of_syllables(name):
        yield "syllables"


def _is_of_syllables(name: OrganisationName) -> bool:
    """«Минкультуры» and «Министерство …» of a state."""
    first = name.core[0] if name.core else ""
    return name.region is None and first.startswith(tuple(organisation_words().syllables))
