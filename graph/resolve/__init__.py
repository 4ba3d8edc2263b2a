"""From facts to entities: each thing once, whatever rows and reports tell of it.

    judged facts → rows → organisations → people → events → agreements → twinnings

`docs/identity.md` tells the rules, their scores and what they were measured to do.
"""

from collections.abc import Iterable, Mapping, Sequence

from graph.entities import EntryEntity, Id, Resolved, Source, Sourced, TwinningEntity
from graph.iris import twinning_id
from graph.judgements import Judgement
from graph.places import PlaceBook
from graph.resolve.agreements.agreements import resolve_agreements
from graph.resolve.events.occasions import resolve_events
from graph.resolve.geography import Geography
from graph.resolve.judged import judge_facts
from graph.resolve.organisations.bodies import resolve_organisations
from graph.resolve.people.people import person_entities, resolve_people
from graph.resolve.rows import Row, Setting, read_rows
from ontology.model import ReportFacts


def resolve(
    reports: Sequence[ReportFacts],
    places: PlaceBook,
    judgements: Iterable[Judgement] = (),
    issued: frozenset[Id] = frozenset(),
) -> Resolved:
    """The entities that the reports tell of.

    `judgements` decide where they speak. `issued` are identifiers that an earlier snapshot gave out: an
    entity that can keep one does; else it has the identifier under which it was first reported.
    """
    judgements = tuple(judgements)
    judged, unmatched = judge_facts(reports, judgements)
    setting = Setting(places, Geography(places))
    rows = read_rows(judged, setting)
    organisations = resolve_organisations(rows, setting, judgements, issued)
    people = resolve_people(rows, judgements, issued)
    setting.name_countries(fact.value.country for row in rows for fact in row.facts.persons)
    events = resolve_events(rows, setting, organisations, people, judgements, issued)
    agreements = resolve_agreements(rows, setting, organisations, events.of_row, judgements, issued)
    twinnings = _twinnings(rows, setting, events.of_row)
    persons = person_entities(people, events.of_row, organisations)
    resolutions = [one.resolution for one in (organisations, people, events, agreements)]
    return Resolved(
        reports=tuple({row.report.id: row.report for row in rows}.values()),
        entries=tuple(
            EntryEntity(row.id, row.report.id, row.facts, row.home, events.of_row[row.id]) for row in rows
        ),
        events=events.entities,
        places=tuple(setting.named[key] for key in sorted(setting.named)),
        organisations=organisations.entities,
        persons=persons,
        agreements=agreements.entities,
        twinnings=twinnings,
        merges=tuple(merge for one in resolutions for merge in one.merges),
        candidates=tuple(candidate for one in resolutions for candidate in one.candidates),
        redirects=tuple(sorted(pair for one in resolutions for pair in one.redirects.items())),
        unmatched=(*unmatched, *(one for many in resolutions for one in many.unmatched)),
    )


def _twinnings(
    rows: Sequence[Row], setting: Setting, event_of: Mapping[Id, Id]
) -> tuple[TwinningEntity, ...]:
    """The pairs of places called twins, each once with every row that says so."""
    sources: dict[tuple[Id, Id], list[Source]] = {}
    events: dict[tuple[Id, Id], dict[Id, None]] = {}
    for row in rows:
        for fact in row.facts.twinning:
            one, other = sorted(setting.home_side(setting.identify(place)) for place in fact.value)
            if one != other:
                sources.setdefault((one, other), []).append(row.source(fact))
                events.setdefault((one, other), {})[event_of[row.id]] = None
    return tuple(
        TwinningEntity(twinning_id(*pair), Sourced(pair, tuple(sources[pair])), tuple(events[pair]))
        for pair in sorted(sources)
    )


__all__ = ["resolve"]
