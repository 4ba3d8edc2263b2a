"""From facts to entities: each thing once, whatever rows and reports tell of it.

    judged facts → rows → organisations → people → events → agreements → twinnings

`docs/identity.md` tells the rules, their scores and what they were measured to do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from graph.entities import EntryEntity, Id, Resolved, Source, Sourced, TwinningEntity
from graph.iris import twinning_id
from graph.judgements import Judgement
from graph.places import PlaceBook
from graph.resolve.agreements.agreements import resolve_agreements
from graph.resolve.events.run import resolve_events
from graph.resolve.geography import Geography
from graph.resolve.identify import Issued, Resolution
from graph.resolve.judged import judge_facts
from graph.resolve.organisations.body import make_body
from graph.resolve.organisations.run import resolve_organisations
from graph.resolve.people.people import person_entities, resolve_people
from graph.resolve.rows import ResolutionPlaces, Row, read_rows
from ontology.model import Fact, PlaceRef, ReportFacts
from ontology.names.organisations.name import take_apart
from ontology.names.titles.title import take_apart as take_title_apart

_Pair = tuple[Id, Id]
_Twins = tuple[PlaceRef, PlaceRef]


def resolve(
    reports: Sequence[ReportFacts],
    places: PlaceBook,
    judgements: Iterable[Judgement] = (),
    issued: Issued = Issued(),  # noqa: B008 (frozen)
) -> Resolved:
    """The entities that the reports tell of.

    `judgements` decide where they speak. Of what an earlier snapshot issued an entity keeps what it can; else
    it has the identifier under which it was first reported. What was found out of names on the way, two
    kilobytes a row, is let go.
    """
    judgements = tuple(judgements)
    judged, unmatched = judge_facts(reports, judgements)
    setting = ResolutionPlaces(places, Geography(places))
    rows = read_rows(judged, setting)
    organisations = resolve_organisations(rows, setting, judgements, issued)
    people = resolve_people(rows, judgements, issued)
    setting.name_countries(fact.value.country for row in rows for fact in row.facts.persons)
    events = resolve_events(rows, setting, organisations, people, judgements, issued)
    agreements = resolve_agreements(
        rows, setting, organisations, people.of_fact, events.of_row, judgements, issued
    )
    twinnings = _twinnings(rows, setting, events.of_row)
    meant = _twinnings_meant(rows, setting, twinnings)
    persons = person_entities(people, events.of_row, organisations)
    told = Resolution.together(one.resolution for one in (organisations, people, events, agreements))
    for of_all_names in (take_title_apart, take_apart, make_body):
        of_all_names.cache_clear()
    return Resolved(
        reports=tuple({row.report.id: row.report for row in rows}.values()),
        entries=tuple(
            EntryEntity(row.id, row.report.id, row.home, events.of_row[row.id], row.facts.findings)
            for row in rows
        ),
        events=events.entities,
        places=tuple(setting.named[key] for key in sorted(setting.named)),
        organisations=organisations.entities,
        persons=persons,
        agreements=agreements.entities,
        twinnings=twinnings,
        twinnings_meant=meant,
        merges=told.merges,
        candidates=told.candidates,
        redirects=tuple(sorted(told.redirects.items())),
        unmatched=(*unmatched, *told.unmatched),
        facts={row.id: row.facts for row in rows},
    )


def _twinnings(
    rows: Sequence[Row], setting: ResolutionPlaces, event_of: Mapping[Id, Id]
) -> tuple[TwinningEntity, ...]:
    """The pairs of places called twins, each once with every row that says so."""
    pairs: dict[_Pair, list[tuple[Row, Source]]] = {}
    for row in rows:
        for pair, source in _pairs(row, row.facts.twinning, setting):
            pairs.setdefault(pair, []).append((row, source))
    return tuple(
        TwinningEntity(
            twinning_id(*pair),
            Sourced(pair, tuple(source for _, source in told)),
            tuple(dict.fromkeys(event_of[row.id] for row, _ in told)),
        )
        for pair, told in sorted(pairs.items(), key=itemgetter(0))
    )


def _twinnings_meant(
    rows: Sequence[Row], setting: ResolutionPlaces, twinnings: Iterable[TwinningEntity]
) -> tuple[Sourced[_Pair], ...]:
    """The pairs that only mean to become twins, and that no row calls so."""
    twins = {twinning.between.value for twinning in twinnings}
    sources: dict[_Pair, list[Source]] = {}
    for row in rows:
        for pair, source in _pairs(row, row.facts.twinning_intended, setting):
            sources.setdefault(pair, []).append(source)
    return tuple(Sourced(pair, tuple(sources[pair])) for pair in sorted(sources) if pair not in twins)


def _pairs(
    row: Row, facts: Iterable[Fact[_Twins]], setting: ResolutionPlaces
) -> Iterator[tuple[_Pair, Source]]:
    for fact in facts:
        one, other = sorted(setting.home_side(setting.identify(place)) for place in fact.value)
        if one != other:
            yield (one, other), row.source(fact)


__all__ = ["resolve"]
