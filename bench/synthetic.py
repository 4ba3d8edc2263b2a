"""A synthetic graph of any size in the shape of docs/graph-model.md, with a sample of evidence.

    python -m bench.synthetic EVENTS FILE.nq [--seed N] [--default-only]

The same number and seed always give the same graph. Home sides and partners are real places of the gazetteer,
drawn unevenly as in life: few partners take part in most events. Quads come as they are made; only the counts
of partnerships and tallies are kept until the end. An event takes 18 triples, 30 with the rows that tell of
it, its share of findings, organisations, people, agreements and partnerships; each stands in its named graph
and in the default graph. Of the dozens of annotations that prove a real event, one is written.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import yaml

from bench.synthetic_events import (
    EVENTS_TOLD_TWICE,
    RULES,
    SHARE_WITHOUT_PLACE,
    Drawn,
    event_lines,
    findings_of,
)
from bench.synthetic_lines import (
    LABEL,
    TYPE,
    Writer,
    as_concept,
    as_date,
    entry_path,
    event_path,
    period,
    report_path,
    term,
)
from graph.derive.derived import OrganisationShare, Partnership, SectorCount, YearCount
from graph.derive.tallies import Counting, Trust
from graph.entities import Id, PlaceEntity
from graph.iris import (
    DEFAULT_BASE,
    PARTNERSHIPS_GRAPH,
    PLACES_GRAPH,
    TALLIES_GRAPH,
    country_id,
    partnership_id,
    twinning_id,
)
from graph.places import PlaceBook
from graph.write.rdf import Names
from graph.write.triples.partnerships import partnership_triples
from graph.write.triples.places import place_triples
from graph.write.triples.tallies import rule_triples, tally_triples
from ontology.vocabulary import scheme

FIRST_DAY, DAYS = date(2019, 1, 1), 2557
PARTNERS = Path(__file__).with_name("synthetic_places.yml")
EVENTS_PER_ORGANISATION = 20
EVENTS_PER_PERSON = 50
SHARE_OF_TRAVELLERS = 0.02
"""How often an organisation takes part in an event of another municipality than its usual one."""


@dataclass(slots=True)
class Grounds:
    """What one home side and one partner did together."""

    events: list[int] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    years: Counter[int] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    agreements: list[Id] = field(default_factory=list)
    agreement_years: Counter[int] = field(default_factory=Counter)
    signed: int = 0
    organisations: dict[Id, list[date]] = field(default_factory=dict)

    def add(self, event: Drawn) -> None:
        """Counts one more event, and its agreement."""
        self.events.append(event.number)
        self.days.append(event.day)
        self.years[event.day.year] += 1
        self.sectors.update(event.sectors)
        self.organisations.setdefault(event.organisation, []).append(event.day)
        if event.has_agreement:
            self.agreements.append(event.agreement)
            self.agreement_years[event.day.year] += 1
            self.signed += event.is_signing


class Synthetic:
    """Writes N-Quads line by line."""

    def __init__(self, events: int, seed: int = 1, *, base: str = DEFAULT_BASE, named: bool = True) -> None:
        self.events = events
        self.random = random.Random(seed)
        self.write = Writer(base, named)
        self.names = Names(base)
        self.places = PlaceBook()
        self.homes = self.places.municipalities()
        self.partners = partner_places(self.places)
        self.partner_weights = [1 / rank for rank in range(1, len(self.partners) + 1)]
        self.home_weights = [1 / rank for rank in range(1, len(self.homes) + 1)]
        self.codes = {name: [one.code for one in scheme(name)] for name in ("sector", "event-type", "mode")}
        self.counting = Counting()
        self.rules: dict[str, Trust] = defaultdict(Trust)
        self.grounds: dict[tuple[Id, Id], Grounds] = defaultdict(Grounds)

    def lines(self) -> Iterator[str]:
        """The whole graph, a statement a line: every one in its named graph and in the default graph."""
        yield from self._report_lines()
        for number in range(1, self.events + 1):
            event = self._draw(number)
            self.counting.add_event(event.counted())
            self.grounds[event.home.id, event.partner.id].add(event)
            self.rules[event.rule].add(event.confidence)
            yield from event_lines(event, self.write)
        yield from self._organisation_lines()
        yield from self._person_lines()
        yield from self._twinning_lines()
        yield from self._partnership_lines()
        yield from self._tally_lines()
        yield from self._place_lines()

    # ── events ──

    def _draw(self, number: int) -> Drawn:
        draw = self.random
        home = draw.choices(range(len(self.homes)), self.home_weights)[0]
        partner = draw.choices(range(len(self.partners)), self.partner_weights)[0]
        place, day = self.homes[home], FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        has_place = draw.random() >= SHARE_WITHOUT_PLACE
        tellers = [place]
        if number % EVENTS_TOLD_TWICE == 0:
            tellers.append(self.homes[(home + 1) % len(self.homes)])
        return Drawn(
            number=number,
            day=day,
            last_day=day + timedelta(days=draw.choice((0, 0, 0, 1, 2))),
            home=place,
            partner=self.partners[partner],
            location=(place.centre or place.id) if has_place else None,
            sectors=draw.sample(self.codes["sector"], draw.choice((1, 1, 2))),
            event_type=draw.choice(self.codes["event-type"]),
            mode=draw.choice(self.codes["mode"]),
            organisation=self._organisation_of(home, partner),
            person=self._person_path(number),
            people=draw.choice((None, int(10 * draw.paretovariate(1.2)))),
            tellers=tellers,
            findings=findings_of(len(tellers), draw),
            rule=draw.choice(RULES),
            confidence=round(draw.betavariate(18, 1), 2),
        )

    def _organisation_of(self, home: int, partner: int) -> Id:
        """An organisation of the partner that works with that municipality, now and then another of them."""
        rounds = max(1, self._organisations // len(self.partners))
        usual = self.random.randrange(home, home + rounds, len(self.homes))
        drawn = self.random.randrange(rounds) if self.random.random() < SHARE_OF_TRAVELLERS else usual
        return self._organisation_path(drawn % rounds * len(self.partners) + partner)

    # ── what stands around them ──

    def _report_lines(self) -> Iterator[str]:
        days = [FIRST_DAY + timedelta(days=offset) for offset in range(DAYS)]
        last_days = {report_path(day): day for day in days}
        for report, last_day in last_days.items():
            name = report.removeprefix("report/")
            statements = [
                (TYPE, term("pob:Report")),
                (LABEL, f'"Отчёт {name}"@ru'),
                (term("pob:period"), f'"{period(last_day)}"'),
                (term("pob:periodEnd"), as_date(last_day)),
                (term("pob:scope"), '"municipal"'),
                (term("dcterms:source"), f'"{name}.docx"'),
                (term("pob:sha256"), f'"{name}"'),
            ]
            yield from self.write.about(report, statements, report)

    @property
    def _organisations(self) -> int:
        return max(len(self.partners), self.events // EVENTS_PER_ORGANISATION)

    def _organisation_path(self, number: int) -> Id:
        country = self.partners[number % len(self.partners)].country
        return f"organisation/{country.lower()}/organizatsiya-{number}"

    def _organisation_lines(self) -> Iterator[str]:
        kinds = [one.code for one in scheme("organisation-kind")]
        for number in range(self._organisations):
            place = self.partners[number % len(self.partners)]
            statements = [
                (TYPE, term("pob:Organisation")),
                (LABEL, f'"Организация № {number}, {place.label}"@ru'),
                (term("pob:organisationKind"), as_concept("organisation-kind", kinds[number % len(kinds)])),
                (term("pob:countryCode"), f'"{place.country}"'),
                (term("pob:inCountry"), self.write.iri(country_id(place.country))),
                (term("schema:location"), self.write.iri(place.id)),
            ]
            yield from self.write.about(self._organisation_path(number), statements, report_path(FIRST_DAY))

    def _person_path(self, number: int) -> Id:
        return f"person/ru/uchastnik-{number % max(1, self.events // EVENTS_PER_PERSON)}"

    def _person_lines(self) -> Iterator[str]:
        for path in dict.fromkeys(self._person_path(number) for number in range(1, self.events + 1)):
            statements = [
                (TYPE, term("pob:Person")),
                (LABEL, f'"Участник {path.rpartition("-")[2]}"@ru'),
                (term("pob:inCountry"), self.write.iri(country_id("RU"))),
            ]
            yield from self.write.about(path, statements, report_path(FIRST_DAY))

    def _twinning_lines(self) -> Iterator[str]:
        """Each municipality is a twin of the partner of its own rank."""
        for home, partner in zip(self.homes, self.partners, strict=False):
            grounds = self.grounds.get((home.id, partner.id))
            if grounds is not None:
                number, day = grounds.events[-1], grounds.days[-1]
                statements = [
                    (TYPE, term("pob:Twinning")),
                    (term("pob:between"), self.write.iri(home.id)),
                    (term("pob:between"), self.write.iri(partner.id)),
                    (term("pob:statedIn"), self.write.iri(entry_path(day, number))),
                ]
                yield from self.write.about(twinning_id(home.id, partner.id), statements, report_path(day))

    def _partnership_lines(self) -> Iterator[str]:
        place_of = {place.id: place for place in (*self.homes, *self.partners)}
        for (home, partner), grounds in sorted(self.grounds.items()):
            partnership = _partnership(place_of[home], place_of[partner], grounds)
            self.counting.add_partnership(partnership)
            yield from self.write.triples(partnership_triples(partnership, self.names), PARTNERSHIPS_GRAPH)

    def _tally_lines(self) -> Iterator[str]:
        for one in self.counting.tallies():
            yield from self.write.triples(tally_triples(one, self.names), TALLIES_GRAPH)
        for rule, trust in sorted(self.rules.items()):
            yield from self.write.triples(rule_triples(rule, trust, self.names), TALLIES_GRAPH)

    def _place_lines(self) -> Iterator[str]:
        for place in self.places.with_containers([*self.homes, *self.partners]):
            yield from self.write.triples(place_triples(place, self.names), PLACES_GRAPH)


def partner_places(places: PlaceBook) -> Sequence[PlaceEntity]:
    """The partners of bench/synthetic_places.yml that the gazetteer knows, the likeliest first."""
    by_country = yaml.safe_load(PARTNERS.read_text(encoding="utf-8"))
    found = (places.find(name, country) for country, names in by_country.items() for name in names)
    return list({place.id: place for place in found if place is not None}.values())


def _partnership(home: PlaceEntity, partner: PlaceEntity, grounds: Grounds) -> Partnership:
    strength = "formal" if grounds.signed else "project" if len(grounds.events) > 1 else "contact"
    events = [event_path(day, number) for number, day in zip(grounds.events, grounds.days, strict=True)]
    return Partnership(
        id=partnership_id(home.id, partner.id),
        label=f"{home.label} – {partner.label}",
        home_side=home.id,
        partner=partner.id,
        partner_country=country_id(partner.country),
        strength=strength,
        based_on=(*events, *grounds.agreements),
        event_count=len(events),
        agreement_count=len(grounds.agreements),
        signed_agreement_count=grounds.signed,
        first_contact=min(grounds.days),
        last_contact=max(grounds.days),
        years=tuple(YearCount(y, n, grounds.agreement_years[y]) for y, n in sorted(grounds.years.items())),
        sectors=tuple(SectorCount(code, n, 0) for code, n in sorted(grounds.sectors.items())),
        organisations=tuple(_share(one, days) for one, days in sorted(grounds.organisations.items())),
    )


def _share(organisation: Id, days: Sequence[date]) -> OrganisationShare:
    strength = "project" if len(days) > 1 else "contact"
    return OrganisationShare(organisation, strength, len(days), 0, min(days), max(days))


def write(path: Path, events: int, seed: int = 1, *, named: bool = True) -> None:
    """The synthetic graph is in that file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(Synthetic(events, seed, named=named).lines())


def main() -> None:
    """Writes a file as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--default-only", action="store_true", help="no named graphs but the evidence")
    options = parser.parse_args()
    write(options.file, options.events, options.seed, named=not options.default_only)


if __name__ == "__main__":
    main()
