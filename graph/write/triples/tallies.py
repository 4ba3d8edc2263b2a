"""Tallies: counts made ready."""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, Triple
from rdflib.namespace import XSD

from graph.derive.tallies import Dimension, EventPart, Measure, Tally, TallyKey, Trust
from graph.entities import Id
from graph.iris import tally_id
from graph.write.rdf import About, Names, Object, concept_term, day, term, text, whole
from ontology.terms import POB, PREFIXES

PREDICATE = {
    Dimension.EVENT_TYPE: POB.tallyEventType,
    Dimension.MODE: POB.tallyMode,
    Dimension.MONTH: POB.tallyMonth,
    Dimension.LOCATION: POB.tallyLocation,
    Dimension.ORIGIN: POB.tallyOrigin,
    Dimension.PARTICIPANT: POB.tallyParticipant,
    Dimension.SECTOR: POB.tallySector,
    Dimension.YEAR: POB.tallyYear,
    Dimension.PERIOD: POB.tallyPeriod,
    Dimension.REPORT: POB.tallyReport,
    Dimension.SHARED_EVENT: POB.tallySharedEvent,
    Dimension.INCOMPLETE_EVENT: POB.tallyIncompleteEvent,
    Dimension.WITHIN: POB.tallyWithin,
    Dimension.PROMISE: POB.tallyPromise,
}
FIGURES = {
    Dimension.WITHIN: {
        Measure.EVENTS: POB.withinEventCount,
        Measure.AGREEMENTS: POB.withinAgreementCount,
        Measure.PARTNERSHIPS: POB.withinPartnershipCount,
        Measure.SIDES: POB.withinHomeSideCount,
    },
    Dimension.HOME: {
        Measure.EVENTS: POB.homeEventCount,
        Measure.AGREEMENTS: POB.homeAgreementCount,
        Measure.PARTNERSHIPS: POB.homePartnershipCount,
    },
}
"""What a place says of itself: the counts of all home sides together, and those of a home side."""
MISSING = {
    EventPart.START: PREFIXES["schema"] + "startDate",
    EventPart.LOCATION: PREFIXES["schema"] + "location",
    EventPart.COUNTRY: POB.country,
}
ONE_THING = frozenset(
    {
        Dimension.ORIGIN,
        Dimension.PARTICIPANT,
        Dimension.REPORT,
        Dimension.SHARED_EVENT,
        Dimension.INCOMPLETE_EVENT,
    }
)
"""Counted of a single thing, whatever the side and country."""
THINGS = ONE_THING | {Dimension.LOCATION, Dimension.WITHIN, Dimension.PROMISE}
CONCEPTS = frozenset({Dimension.EVENT_TYPE, Dimension.MODE, Dimension.SECTOR})


def figures_of(tally: Tally, names: Names) -> Iterator[Triple]:
    """What a place says of itself by the tally, if anything."""
    figures = FIGURES.get(tally.cell.dimension, {}) if tally.cell.side is None else {}
    for measure, predicate in figures.items():
        yield from About(names(str(tally.cell.value))).says(predicate, whole(tally.counts.get(measure, 0)))


def path_of(tally: Tally) -> Id | None:
    """The identifier of a tally that stands for itself; None of one that only a place tells of itself."""
    cell = tally.cell
    if cell.dimension not in PREDICATE:
        return None
    return tally_id(cell.dimension, str(cell.value), cell.side, cell.country, cell.partner)


def tally_triples(path: Id, tally: Tally, names: Names) -> Iterator[Triple]:
    """A tally under its identifier: of what it is, its counts, and who has a share in it."""
    cell = tally.cell
    about = About(names(path))
    yield from about.types(POB.Tally)
    if cell.dimension not in ONE_THING:
        yield from about.says(POB.tallySide, _one_or_any(cell.side, POB.Place, names))
        yield from about.says(POB.tallyCountry, _one_or_any(cell.country, POB.Country, names))
    if cell.dimension is Dimension.YEAR:
        yield from about.says(POB.tallyPartner, _one_or_any(cell.partner, POB.Place, names))
    yield from about.says(PREDICATE[cell.dimension], _value(cell, names))
    for measure, count in tally.counts.items():
        yield from about.says(PREFIXES["pob"] + measure, whole(count))
    for side in tally.sides:
        yield from about.says(POB.activeSide, names(side))
    for partner in tally.partners:
        yield from about.says(POB.activePartner, names(partner))
    for part in tally.missing:
        yield from about.says(POB.missing, term(MISSING[part]))


def path_of_rule(rule: str) -> Id:
    """The identifier of the tally of a rule."""
    return tally_id("rule", rule, None, None)


def rule_triples(rule: str, trust: Trust, names: Names) -> Iterator[Triple]:
    """The tally of a rule: how many facts it gave, and how sure of them it was."""
    about = About(names(path_of_rule(rule)))
    yield from about.types(POB.Tally)
    yield from about.says(POB.tallyRule, text(rule))
    yield from about.says(POB.factCount, whole(trust.facts))
    yield from about.says(POB.confidenceSum, _exact(trust.total))
    yield from about.says(POB.lowestConfidence, _exact(trust.lowest))


def _exact(number: Decimal) -> Literal:
    return Literal(f"{number:f}", datatype=term(XSD.decimal))


def _one_or_any(path: Id | None, kind: str, names: Names) -> Object:
    """The thing, or the class of all such things for all of them together."""
    return term(kind) if path is None else names(path)


def _value(cell: TallyKey, names: Names) -> Object | None:
    match cell.value:
        case int(number):
            return whole(number)
        case str(code) if cell.dimension in CONCEPTS:
            return concept_term(cell.dimension, code)
        case str(path) if cell.dimension in THINGS:
            return names(path)
        case str(period):
            return text(period)
        case first_day:
            return day(first_day)
