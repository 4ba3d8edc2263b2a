"""Resolution: seconds on one core for 100,000 organisations and 50,000 entries, and growth with size."""

import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.entities import Resolved
from graph.places import PlaceBook
from graph.resolve import resolve
from ontology.model import (
    CellName,
    DateRange,
    EntryFacts,
    Fact,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
)
from tests.facts import entry_of, report_of_rows

SIZES = (10_000, 100_000)
"""Organisations; entries are half as many."""

ROWS_IN_REPORT = 180
FIRST_QUARTER = date(1990, 1, 1)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("synthetic_names.yml").read_text(encoding="utf-8")
    )
    return loaded


def organisations(count: int, seed: int) -> list[OrganisationRef]:
    """That many organisations, no two of one name in one town."""
    rng, words = random.Random(seed), _words()
    towns = [(town, "BY") for town in words["towns_by"]] + [(town, "RU") for town in words["towns_ru"]]
    found: dict[tuple[str, str], OrganisationRef] = {}
    while len(found) < count:
        town, country = rng.choice(towns)
        kind, wording = rng.choice(list(words["kinds"].items()))
        name = wording.format(
            number=rng.randint(1, 60), name=f"{rng.choice(words['adjectives'])} {rng.choice(words['nouns'])}"
        )
        found.setdefault((name, town), OrganisationRef(name, country, town, kind))
    return list(found.values())


def _respelt(organisation: OrganisationRef, rng: random.Random) -> OrganisationRef:
    """The organisation under one of the spellings that rows use."""
    name = organisation.name
    match rng.randrange(6):
        case 0:
            name = name.replace("«", '"').replace("»", '"')
        case 1:
            name = name.replace("МБУК", "Муниципальное бюджетное учреждение культуры")
        case 2:
            name = name.replace("ДШИ", "Детская школа искусств")
    return OrganisationRef(name, organisation.country, organisation.place, organisation.kind)


def reports(count: int, seed: int = 1) -> Iterator[ReportFacts]:
    """Quarterly reports, a report a quarter, of that many organisations and half as many entries.

    Each organisation is named twice on average. One entry in ten tells of an event that another told of.
    """
    rng, pool = random.Random(seed), organisations(count, seed)
    named = pool * 2
    rng.shuffle(named)
    waiting = iter(named)
    total, quarter = count // 2, FIRST_QUARTER
    for first in range(0, total, ROWS_IN_REPORT):
        name = f"{quarter.year}-Q{(quarter.month + 2) // 3}-municipal"
        rows: list[EntryFacts] = []
        for number in range(1, min(ROWS_IN_REPORT, total - first) + 1):
            taking_part = [_respelt(next(waiting), rng) for _ in range(4)]
            again = rng.choice(rows) if rows and rng.random() < 0.1 else None
            rows.append(_entry(name, number, quarter, taking_part, again, rng))
        yield report_of_rows(name, *rows)
        quarter = (quarter.replace(day=1) + timedelta(days=93)).replace(day=1)


def _entry(
    report: str,
    number: int,
    quarter: date,
    taking_part: list[OrganisationRef],
    again: EntryFacts | None,
    rng: random.Random,
) -> EntryFacts:
    words = _words()
    if again is not None:
        title = f"Участие: {again.entry.cells[CellName.TITLE]}"
        dates, venues = again.dates, again.venues
    else:
        day = quarter + timedelta(days=rng.randrange(89))
        title = (
            f"{rng.choice(words['events'])} «{rng.choice(words['adjectives'])} {rng.choice(words['nouns'])}»"
            if rng.random() < 0.7
            else f"{rng.choice(words['events'])} {rng.choice(words['subjects'])}"
        )
        dates = Fact(DateRange(day, day, Precision.DAY), ())
        venues = (Fact(PlaceRef(rng.choice(words["towns_ru"]), "town", "RU"), ()),)
    post = f"директор {taking_part[0].name}"
    person = PersonRef(
        f"{_initials(rng)} {rng.choice(words['roots'])}{rng.choice(words['suffixes'])}", post, "BY"
    )
    return EntryFacts(
        entry=entry_of(number, title, report=report, municipality=rng.choice(words["homes"])),
        dates=dates,
        venues=venues,
        orgs=tuple(Fact(one, ()) for one in taking_part),
        persons=(Fact(person, ()),),
    )


def _initials(rng: random.Random) -> str:
    letters = "АБВГДЕЖЗИКЛМНОПРСТФЮЯ"
    return f"{rng.choice(letters)}.{rng.choice(letters)}."


def seconds(count: int, places: PlaceBook) -> tuple[float, Resolved]:
    """How much processor time resolution takes, and what it found."""
    facts = list(reports(count))
    started = time.process_time()
    resolved = resolve(facts, places)
    return time.process_time() - started, resolved


def main() -> None:
    """Prints each figure with what it is to be compared with."""
    places = PlaceBook()
    seconds(1_000, places)
    per_entity = {}
    for count in SIZES:
        taken, resolved = seconds(count, places)
        per_entity[count] = taken / (count + count // 2)
        print(
            f"{count:7,} organisations, {count // 2:6,} entries  {taken:7.1f} s  "
            f"{per_entity[count] * 1e6:6.0f} µs each  ({len(resolved.organisations):,} organisations, "
            f"{len(resolved.events):,} events, {len(resolved.persons):,} people found)"
        )
    print(
        f"time each, 100,000 : 10,000  {per_entity[SIZES[1]] / per_entity[SIZES[0]]:5.2f}  (aim: under 1.5)"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                  {peak:5.0f} MiB")


if __name__ == "__main__":
    main()
