"""What two names cannot denote one organisation for: an ordered table."""

from collections.abc import Callable

from graph.resolve.clusters import both_differ
from graph.resolve.geography import Geography
from graph.resolve.organisations.body import SpeltBody
from ontology.names.organisations.name import OrganisationName


def incompatible(one: SpeltBody, other: SpeltBody, geography: Geography) -> bool:
    """Whether two names cannot denote one organisation, whatever their words."""
    return any(rule(one, other, geography) for rule in APART)


def _is_branch(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether one is a state's body and the other its branch in a region, or a region's own body."""
    return one.region is not None and other.region is None and bool(other.states)


def _is_of_town_only(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether one is a town's body and the other its namesake of a region, with no name of their own."""
    apart = bool(one.town) and one.region is None and other.region is not None and not other.town
    return apart and one.is_generic and other.is_generic


def _are_arts_apart(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    """A dance company and a choir."""
    return bool(a.name.arts) and bool(b.name.arts) and not a.name.arts & b.name.arts


def _are_places_apart(a: SpeltBody, b: SpeltBody, geography: Geography) -> bool:
    return a.place is not None and b.place is not None and not geography.agree(a.place, b.place)


def _differ(read: Callable[[SpeltBody], object]) -> Callable[[SpeltBody, SpeltBody, Geography], bool]:
    """Whether both say it, and not the same."""
    return lambda a, b, geography: both_differ(read(a), read(b))


APART: tuple[Callable[[SpeltBody, SpeltBody, Geography], bool], ...] = (
    lambda a, b, _: a.name.numbers != b.name.numbers,
    lambda a, b, _: a.name.unit != b.name.unit,
    _differ(lambda body: body.country),
    _differ(lambda body: body.name.form),
    _differ(lambda body: body.name.namesake),
    _differ(lambda body: body.name.region),
    lambda a, b, _: _is_branch(a.name, b.name) or _is_branch(b.name, a.name),
    lambda a, b, _: _is_of_town_only(a.name, b.name) or _is_of_town_only(b.name, a.name),
    _differ(lambda body: body.name.town),
    _differ(lambda body: body.name.states),
    _differ(lambda body: body.name.honours),
    _differ(lambda body: body.context),
    _are_arts_apart,
    _are_places_apart,
)
