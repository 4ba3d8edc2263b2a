"""Events of all rows: which rows tell of one, what they agree on, and where they contradict each other."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.entities import Candidate, EventEntity, Id, Merge, Sourced
from graph.iris import event_id, short_hash
from graph.judgements import Judgement, Kind
from graph.resolve.bodies import Organisations, candidates_of
from graph.resolve.clusters import (
    CERTAIN,
    DOUBTFUL,
    LARGEST_BLOCK,
    Pair,
    blocked_pairs,
    group,
    pair_of,
)
from graph.resolve.events import (
    Occasion,
    block_keys,
    compare,
    incompatible,
    make_occasion,
    part_keys,
    part_of,
    whole_keys,
)
from graph.resolve.judged import fit
from graph.resolve.people import People
from graph.resolve.rows import Rank, Row, Setting, survivors
from graph.resolve.telling import Telling
from graph.resolve.titles import parse_title
from graph.resolve.words import stems
from ontology.model import CellName

Part = tuple[Id, float]
"""An occasion that is part of a larger event, and how sure that is."""


@dataclass(frozen=True, slots=True)
class Events:
    """The resolved events, and which of them each row tells of."""

    entities: tuple[EventEntity, ...]
    of_row: Mapping[Id, Id]
    merges: tuple[Merge, ...]
    candidates: tuple[Candidate, ...]
    redirects: Mapping[Id, Id]
    unmatched: tuple[Judgement, ...]


def resolve_events(
    rows: Sequence[Row],
    setting: Setting,
    organisations: Organisations,
    people: People,
    judgements: Iterable[Judgement],
    issued: frozenset[Id],
) -> Events:
    """The events that the rows tell of, each once."""
    own_keys = _own_keys(rows)
    occasions: dict[Id, Occasion] = {}
    rows_of: dict[Id, list[Row]] = defaultdict(list)
    for row in rows:
        key = own_keys[row.id]
        rows_of[key].append(row)
        occasions.setdefault(key, _occasion(key, row, setting, _bodies(row, organisations, people)))
    pairs = list(_compared(occasions, setting))
    geography = setting.geography
    judged = fit(judgements, Kind.EVENT, {k: {r.title for r in told} for k, told in rows_of.items()})
    grouping = group(
        occasions, pairs, judged.rulings, lambda a, b: incompatible(occasions[a], occasions[b], geography)
    )
    ranks: dict[Id, Rank] = {key: min(row.rank for row in told) for key, told in rows_of.items()}
    identity = survivors(grouping.groups, ranks, issued)
    supers = _super_events(occasions, identity, setting)
    entities = []
    for members in grouping.groups:
        own = identity[members[0]]
        told = sorted((row for key in members for row in rows_of[key]), key=lambda row: (row.rank, row.id))
        telling = Telling(own, told, setting, organisations, people)
        entities.append(telling.event(_sourced_wholes(supers.get(own, {}), rows_of)))
    return Events(
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        of_row={row.id: identity[key] for key, told in rows_of.items() for row in told},
        merges=tuple(_merges(grouping.merges, identity, rows_of)),
        candidates=candidates_of("event", grouping.candidates, identity),
        redirects={key: own for key, own in identity.items() if key != own},
        unmatched=judged.unmatched,
    )


# ── rows as occasions ───────────────────────────────────────────────────────────────────────────


def _own_keys(rows: Sequence[Row]) -> dict[Id, Id]:
    """For each row the identifier its event has when no other row tells of it: from title, date and reporter.

    Rows that share all three but not their other cells are told apart by those.
    """
    contents: dict[Id, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        contents[_plain_key(row)].add(_content(row))
    return {
        row.id: _plain_key(row) if len(contents[_plain_key(row)]) == 1 else _full_key(row) for row in rows
    }


def _plain_key(row: Row) -> Id:
    dates = row.facts.dates
    year, start = (str(dates.value.start.year), dates.value.start.isoformat()) if dates else ("undated", "")
    reporter = () if dates is not None else (row.report.id,)
    return event_id(year, parse_title(row.title).plain, start, row.home, *reporter)


def _full_key(row: Row) -> Id:
    return f"{_plain_key(row)}-{short_hash(*_content(row))}"


def _content(row: Row) -> tuple[str, ...]:
    cells = row.facts.entry.cells
    return tuple(
        " ".join(stems(cells.get(cell, ""))) for cell in (CellName.PLACE, CellName.DATES, CellName.CONTENT)
    )


def _occasion(key: Id, row: Row, setting: Setting, bodies: frozenset[Id]) -> Occasion:
    venues = frozenset(setting.identify(fact.value) for fact in row.facts.venues)
    dates = row.facts.dates.value if row.facts.dates is not None else None
    return make_occasion(key, row.title, dates, venues, row.home, row.report.id, bodies)


def _bodies(row: Row, organisations: Organisations, people: People) -> frozenset[Id]:
    named = [organisations.of_name[row.id, fact.value.name] for fact in row.facts.orgs]
    acting = [people.of_name[row.id, fact.value.name, fact.value.post] for fact in row.facts.persons]
    return frozenset((*named, *acting))


def _compared(occasions: Mapping[Id, Occasion], setting: Setting) -> Iterator[Pair]:
    geography = setting.geography
    for one, other in blocked_pairs(occasions.values(), block_keys):
        match = compare(one, other, geography)
        if match is not None and match.score >= DOUBTFUL:
            yield pair_of(one.key, other.key, match)


def _super_events(
    occasions: Mapping[Id, Occasion], identity: Mapping[Id, Id], setting: Setting
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


def _merges(
    pairs: Iterable[Pair], identity: Mapping[Id, Id], rows_of: Mapping[Id, Sequence[Row]]
) -> Iterator[Merge]:
    for pair in pairs:
        own = identity[pair.left]
        row = rows_of[pair.right if pair.left == own else pair.left][0]
        yield Merge(own, row.title, row.id, pair.match.score, pair.match.reasons)
