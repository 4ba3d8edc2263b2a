"""Events of all rows: which rows tell of one, what they agree on, and where they contradict each other."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.entities import EventEntity, Id, Sourced
from graph.iris import event_id, short_hash
from graph.judgements import Judgement, Kind
from graph.resolve.clusters import CERTAIN, LARGEST_BLOCK
from graph.resolve.events.blocks import block_keys, part_keys, whole_keys
from graph.resolve.events.occasion import Occasion, make_occasion
from graph.resolve.events.parts import part_of
from graph.resolve.events.rules import compare, incompatible
from graph.resolve.events.telling import Telling
from graph.resolve.identify import Issued, Member, Resolution, Rules, first_reported, identify
from graph.resolve.organisations.run import Organisations
from graph.resolve.people.people import People
from graph.resolve.rows import ResolutionPlaces, Row
from ontology.model import CellName
from ontology.names.titles.title import take_apart
from ontology.names.words import bases

Part = tuple[Id, float]
"""An occasion that is part of a larger event, and how sure that is."""


@dataclass(frozen=True, slots=True)
class Events:
    """The resolved events, and which of them each row tells of."""

    entities: tuple[EventEntity, ...]
    of_row: Mapping[Id, Id]
    resolution: Resolution


def resolve_events(
    rows: Sequence[Row],
    setting: ResolutionPlaces,
    organisations: Organisations,
    people: People,
    judgements: Iterable[Judgement],
    issued: Issued,
) -> Events:
    """The events that the rows tell of, each once."""
    own_keys = _own_keys(rows, issued)
    rows_of: dict[Id, list[Row]] = defaultdict(list)
    for row in rows:
        rows_of[own_keys[row.id]].append(row)
    occasions = {
        key: _occasion(key, told[0], setting, _bodies(told[0], organisations, people))
        for key, told in rows_of.items()
    }
    members = {key: _member(occasions[key], told) for key, told in rows_of.items()}
    resolution = identify(members, _rules(setting), judgements, first_reported(members, issued))
    identity = resolution.identity
    supers = _super_events(occasions, identity, setting)
    entities = []
    for group in resolution.groups:
        own = identity[group[0]]
        told = sorted((row for key in group for row in rows_of[key]), key=lambda row: (row.rank, row.id))
        telling = Telling(own, told, setting, organisations, people)
        entities.append(telling.event(_sourced_wholes(supers.get(own, {}), rows_of)))
    return Events(
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        of_row={row.id: identity[key] for key, told in rows_of.items() for row in told},
        resolution=resolution,
    )


def _member(occasion: Occasion, rows: Sequence[Row]) -> Member[Occasion]:
    first = rows[0]
    titles, rank = frozenset(row.title for row in rows), min(row.rank for row in rows)
    return Member(occasion, titles, first.title, first.id, rank)


def _rules(setting: ResolutionPlaces) -> Rules[Occasion]:
    geography = setting.geography
    return Rules(
        Kind.EVENT,
        block_keys,
        lambda one, other: compare(one, other, geography),
        lambda one, other: incompatible(one, other, geography),
    )


# ── rows as occasions ───────────────────────────────────────────────────────────────────────────


def _own_keys(rows: Sequence[Row], issued: Issued) -> dict[Id, Id]:
    """For each row the identifier its event has when no other row tells of it: from title, date and reporter.

    Rows that share all three but not their other cells are told apart by those; the event that had the plain
    identifier before keeps it, and one that was told apart before stays so.
    """
    alike: dict[Id, list[Row]] = defaultdict(list)
    for row in rows:
        alike[_plain_key(row)].append(row)
    longer = {key.rpartition("-")[0] for key in issued.identifiers if key.startswith("event/")}
    found: dict[Id, Id] = {}
    for key, told in alike.items():
        if len(told) > 1 or key in longer:
            found |= _keys_of_alike(key, told, issued)
        else:
            found[told[0].id] = key
    return found


def _keys_of_alike(plain: Id, rows: Sequence[Row], issued: Issued) -> dict[Id, Id]:
    """The identifiers of rows that share the plain one."""
    contents = {row.id: _content(row) for row in rows}
    own = {key: f"{plain}-{short_hash(*content)}" for key, content in contents.items()}
    bearer = _bearer(plain, own, issued)
    return {row: plain if key == bearer else key for row, key in own.items()}


def _bearer(plain: Id, own: Mapping[Id, Id], issued: Issued) -> Id | None:
    """Which of the longer identifiers the plain one stands for: that which had it, else the only one."""
    before = issued.rows_of(plain) if plain in issued.identifiers else frozenset()
    bearer = next((key for row, key in own.items() if row in before), None)
    different = set(own.values())
    if bearer is None and len(different) == 1 and different.isdisjoint(issued.identifiers):
        return different.pop()
    return bearer


def _plain_key(row: Row) -> Id:
    dates = row.facts.dates
    year, start = (str(dates.value.start.year), dates.value.start.isoformat()) if dates else ("undated", "")
    reporter = () if dates is not None else (row.report.id,)
    return event_id(year, take_apart(row.title).plain, start, row.home, *reporter)


def _content(row: Row) -> tuple[str, ...]:
    cells = row.facts.entry.cells
    return tuple(
        " ".join(bases(cells.get(cell, ""))) for cell in (CellName.PLACE, CellName.DATES, CellName.CONTENT)
    )


def _occasion(key: Id, row: Row, setting: ResolutionPlaces, bodies: frozenset[Id]) -> Occasion:
    venues = frozenset(setting.identify(fact.value) for fact in row.facts.venues)
    dates = row.facts.dates.value if row.facts.dates is not None else None
    return make_occasion(key, row.title, dates, venues, row.home, row.report.id, bodies)


def _bodies(row: Row, organisations: Organisations, people: People) -> frozenset[Id]:
    named = [organisations.of_fact[key] for key, _ in row.listed("orgs")]
    acting = [people.of_fact[key] for key, _ in row.listed("persons")]
    return frozenset((*named, *acting))


def _super_events(
    occasions: Mapping[Id, Occasion], identity: Mapping[Id, Id], setting: ResolutionPlaces
) -> dict[Id, dict[Id, list[Part]]]:
    """For each event the larger events it is part of, with the occasions that say so and how surely."""
    wholes: dict[Hashable, list[Occasion]] = defaultdict(list)
    for occasion in occasions.values():
        for key in set(whole_keys(occasion)):
            wholes[key].append(occasion)
    found: dict[Id, dict[Id, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for part in occasions.values():
        own = identity[part.key]
        looked_up = {one.key: one for key in set(part_keys(part)) for one in wholes[key][:LARGEST_BLOCK]}
        for whole in looked_up.values():
            match = part_of(part, whole, setting.geography) if identity[whole.key] != own else None
            if match is not None and match.score >= CERTAIN:
                found[own][identity[whole.key]].append((part.key, match.score))
    return found


def _sourced_wholes(
    wholes: Mapping[Id, Sequence[Part]], rows_of: Mapping[Id, Sequence[Row]]
) -> tuple[Sourced[Id], ...]:
    return tuple(
        Sourced(
            whole,
            tuple(
                row.titled("larger_event", score) for part, score in wholes[whole] for row in rows_of[part]
            ),
        )
        for whole in sorted(wholes)
    )
