"""A synthetic graph of any size in the shape of docs/graph-model.md, without evidence.

    python -m bench.synthetic EVENTS FILE.nq [--seed N] [--default-only]

The same number and seed always give the same graph. Home sides and partners are real places of the gazetteer,
drawn unevenly as in life: few partners take part in most events. Quads come as they are made; only the counts
of partnerships and tallies are kept until the end. An event takes 18 triples, 30 with the rows that tell of
it, its share of organisations, people, agreements and partnerships; each stands in its named graph and in the
default graph.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import yaml
from pyoxigraph import RdfFormat, Triple, serialize

from graph.entities import Id, Partnership, PlaceEntity, SectorCount, YearCount
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
from graph.rdf import Names
from graph.tallies import Counting, Occasion
from graph.triples.partnerships import partnership_triples
from graph.triples.places import place_triples
from graph.triples.tallies import tally_triples
from ontology.model import Attendance
from ontology.terms import PREFIXES, concept
from ontology.vocabulary import scheme

FIRST_DAY, DAYS = date(2019, 1, 1), 2557
PARTNERS = Path(__file__).with_name("synthetic_places.yml")
EVENTS_PER_ORGANISATION = 20
EVENTS_PER_AGREEMENT = 25
EVENTS_PER_PERSON = 50
EVENTS_TOLD_TWICE = 20

POB, RDF_TYPE = PREFIXES["pob"], f"<{PREFIXES['rdf']}type>"
LABEL, SCHEMA = f"<{PREFIXES['rdfs']}label>", PREFIXES["schema"]


@dataclass(slots=True)
class Grounds:
    """What one home side and one partner did together."""

    events: list[int] = field(default_factory=list)
    years: Counter[int] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    agreements: list[Id] = field(default_factory=list)
    agreement_years: Counter[int] = field(default_factory=Counter)
    days: list[date] = field(default_factory=list)


class Synthetic:
    """Writes N-Quads line by line."""

    def __init__(self, events: int, seed: int = 1, *, base: str = DEFAULT_BASE, named: bool = True) -> None:
        self.events = events
        self.random = random.Random(seed)
        self.base = base
        self.named = named
        self.places = PlaceBook()
        self.homes = self.places.municipalities()
        self.partners = partner_places(self.places)
        self.partner_weights = [1 / rank for rank in range(1, len(self.partners) + 1)]
        self.home_weights = [1 / rank for rank in range(1, len(self.homes) + 1)]
        self.codes = {name: [one.code for one in scheme(name)] for name in ("sector", "event-type", "mode")}
        self.counting = Counting()
        self.grounds: dict[tuple[int, int], Grounds] = defaultdict(Grounds)

    def lines(self) -> Iterator[str]:
        """The whole graph, a statement a line: every one in its named graph and in the default graph."""
        yield from self._report_lines()
        for number in range(1, self.events + 1):
            yield from self._event_lines(number)
        yield from self._organisation_lines()
        yield from self._person_lines()
        yield from self._twinning_lines()
        yield from self._partnership_lines()
        yield from self._tally_lines()
        yield from self._place_lines()

    # ── events ──

    def _event_lines(self, number: int) -> Iterator[str]:
        draw = self.random
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        home = draw.choices(range(len(self.homes)), self.home_weights)[0]
        partner = draw.choices(range(len(self.partners)), self.partner_weights)[0]
        sectors = draw.sample(self.codes["sector"], draw.choice((1, 1, 2)))
        event, origin = event_path(day, number), self.partners[partner]
        mode, event_type = (draw.choice(self.codes[name]) for name in ("mode", "event-type"))
        location = self.homes[home].centre or self.homes[home].id
        organisation = self._organisation_path(draw.randrange(self._organisations))
        people = draw.choice((None, int(10 * draw.paretovariate(1.2))))
        statements = [
            (RDF_TYPE, self.pob("Event")),
            (RDF_TYPE, f"<{SCHEMA}Event>"),
            (LABEL, f'"Встреча {number}: {self.homes[home].label} – {origin.label}"@ru'),
            (f"<{SCHEMA}startDate>", as_date(day)),
            (f"<{SCHEMA}endDate>", as_date(day + timedelta(days=draw.choice((0, 0, 0, 1, 2))))),
            (self.pob("mode"), f"<{concept('mode', mode)}>"),
            (self.pob("eventType"), f"<{concept('event-type', event_type)}>"),
            (self.pob("mainSector"), f"<{concept('sector', sectors[0])}>"),
            *((self.pob("sector"), f"<{concept('sector', code)}>") for code in sectors),
            (self.pob("homeSide"), self.iri(self.homes[home].id)),
            (f"<{SCHEMA}location>", self.iri(location)),
            (self.pob("origin"), self.iri(origin.id)),
            (self.pob("country"), self.iri(country_id(origin.country))),
            (self.pob("participant"), self.iri(organisation)),
            (self.pob("participant"), self.iri(self._person_path(number))),
        ]
        if people is not None:
            statements += [
                (self.pob("participantsMin"), as_number(people)),
                (self.pob("participantsMax"), as_number(people + 10)),
            ]
        yield from self.about(event, statements, report_path(day))
        tellers = self._tellers(number, home)
        for occurrence, teller in enumerate(tellers):
            yield from self._entry_lines(number, event, teller, day, occurrence)
        self.counting.add_occasion(
            Occasion(
                sides=[self.homes[home].id],
                countries=[country_id(origin.country)],
                event_type=event_type,
                mode=mode,
                start=day,
                locations=[location],
                origins=[origin.id],
                organisations=[organisation],
                attendance=None if people is None else Attendance(people, people + 10),
                told=[(self.homes[teller].id, period(day)) for teller in tellers],
            )
        )
        grounds = self.grounds[home, partner]
        grounds.events.append(number)
        grounds.days.append(day)
        grounds.years[day.year] += 1
        grounds.sectors.update(sectors)
        if number % EVENTS_PER_AGREEMENT == 0:
            yield from self._agreement_lines(number, event, home, partner, day, sectors)
            yield from self._post_lines(number, event, day)

    def _tellers(self, number: int, home: int) -> tuple[int, ...]:
        """The municipalities that report an event: its own, sometimes the next one too."""
        if number % EVENTS_TOLD_TWICE != 0:
            return (home,)
        return (home, (home + 1) % len(self.homes))

    def _entry_lines(self, number: int, event: Id, teller: int, day: date, occurrence: int) -> Iterator[str]:
        report = report_path(day)
        statements = [
            (RDF_TYPE, self.pob("Entry")),
            (self.pob("inReport"), self.iri(report)),
            (self.pob("number"), as_number(number)),
            (self.pob("reportedBy"), self.iri(self.homes[teller].id)),
            (self.pob("describes"), self.iri(event)),
        ]
        yield from self.about(entry_path(day, number, occurrence), statements, report)

    def _post_lines(self, number: int, event: Id, day: date) -> Iterator[str]:
        """Who was at a signing, and in which post."""
        statements = [
            (RDF_TYPE, f"<{PREFIXES['org']}Membership>"),
            (f"<{PREFIXES['org']}member>", self.iri(self._person_path(number))),
            (self.pob("post"), '"председатель комитета"@ru'),
            (self.pob("saidAt"), self.iri(event)),
        ]
        yield from self.about(f"{self._person_path(number)}/post/{number}", statements, report_path(day))

    def _agreement_lines(
        self, number: int, event: Id, home: int, partner: int, day: date, sectors: Sequence[str]
    ) -> Iterator[str]:
        agreement, report = f"agreement/{day.year}/soglashenie-{number}", report_path(day)
        signed = number % 3 != 0
        status = f"<{concept('status', 'signed' if signed else 'planned')}>"
        stage = f"{agreement}/stage/1"
        statements = [
            (RDF_TYPE, self.pob("Agreement")),
            (LABEL, f'"Соглашение о сотрудничестве № {number}"@ru'),
            (self.pob("agreementType"), f"<{concept('agreement-type', 'agreement')}>"),
            (self.pob("status"), status),
            (self.pob("party"), self.iri(self.homes[home].id)),
            (self.pob("party"), self.iri(self.partners[partner].id)),
            (self.pob("homeSide"), self.iri(self.homes[home].id)),
            (self.pob("partnerCountry"), self.iri(country_id(self.partners[partner].country))),
            (self.pob("mentionedIn"), self.iri(event)),
            (self.pob("lastEvidence"), as_date(day)),
            *((self.pob("sector"), f"<{concept('sector', code)}>") for code in sectors),
            (self.pob("stage"), self.iri(stage)),
        ]
        if signed:
            statements += [(self.pob("signedOn"), as_date(day)), (self.pob("signedAt"), self.iri(event))]
        yield from self.about(agreement, statements, report)
        stated = [
            (RDF_TYPE, self.pob("AgreementStage")),
            (self.pob("status"), status),
            (self.pob("onDate"), as_date(day)),
            (self.pob("statedIn"), self.iri(f"{report}/entry/{number}")),
            (self.pob("atEvent"), self.iri(event)),
        ]
        yield from self.about(stage, stated, report)
        grounds = self.grounds[home, partner]
        grounds.agreements.append(agreement)
        grounds.agreement_years[day.year] += 1

    # ── what stands around them ──

    def _report_lines(self) -> Iterator[str]:
        days = [FIRST_DAY + timedelta(days=offset) for offset in range(DAYS)]
        for report in dict.fromkeys(report_path(day) for day in days):
            name = report.removeprefix("report/")
            statements = [
                (RDF_TYPE, self.pob("Report")),
                (LABEL, f'"Отчёт {name}"@ru'),
                (self.pob("period"), f'"{name.removesuffix("-municipal")}"'),
                (self.pob("periodEnd"), as_date(max(day for day in days if report_path(day) == report))),
                (self.pob("scope"), '"municipal"'),
                (f"<{PREFIXES['dcterms']}source>", f'"{name}.docx"'),
                (self.pob("sha256"), f'"{name}"'),
            ]
            yield from self.about(report, statements, report)

    @property
    def _organisations(self) -> int:
        return max(1, self.events // EVENTS_PER_ORGANISATION)

    def _organisation_path(self, number: int) -> Id:
        country = self.partners[number % len(self.partners)].country
        return f"organisation/{country.lower()}/organizatsiya-{number}"

    def _organisation_lines(self) -> Iterator[str]:
        kinds = [one.code for one in scheme("organisation-kind")]
        report = report_path(FIRST_DAY)
        for number in range(self._organisations):
            place = self.partners[number % len(self.partners)]
            statements = [
                (RDF_TYPE, self.pob("Organisation")),
                (LABEL, f'"Организация № {number}, {place.label}"@ru'),
                (
                    self.pob("organisationKind"),
                    f"<{concept('organisation-kind', kinds[number % len(kinds)])}>",
                ),
                (self.pob("countryCode"), f'"{place.country}"'),
                (self.pob("inCountry"), self.iri(country_id(place.country))),
                (f"<{SCHEMA}location>", self.iri(place.id)),
            ]
            yield from self.about(self._organisation_path(number), statements, report)

    def _partnership_lines(self) -> Iterator[str]:
        for (home, partner), grounds in sorted(self.grounds.items()):
            days = dict(zip(grounds.events, grounds.days, strict=True))
            based_on = [event_path(day, number) for number, day in days.items()]
            partnership = _partnership(self.homes[home], self.partners[partner], grounds, based_on)
            self.counting.add_partnership(partnership)
            yield from self.triples(partnership_triples(partnership, Names(self.base)), PARTNERSHIPS_GRAPH)

    def _person_path(self, number: int) -> Id:
        return f"person/ru/uchastnik-{number % max(1, self.events // EVENTS_PER_PERSON)}"

    def _person_lines(self) -> Iterator[str]:
        for path in dict.fromkeys(self._person_path(number) for number in range(1, self.events + 1)):
            statements = [
                (RDF_TYPE, self.pob("Person")),
                (LABEL, f'"Участник {path.rpartition("-")[2]}"@ru'),
                (self.pob("inCountry"), self.iri(country_id("RU"))),
            ]
            yield from self.about(path, statements, report_path(FIRST_DAY))

    def _twinning_lines(self) -> Iterator[str]:
        """Each municipality is a twin of the partner of its own rank."""
        for home, partner in zip(range(len(self.homes)), range(len(self.partners)), strict=False):
            grounds = self.grounds.get((home, partner))
            if grounds is not None:
                sides = (self.homes[home].id, self.partners[partner].id)
                number, day = grounds.events[-1], grounds.days[-1]
                statements = [
                    (RDF_TYPE, self.pob("Twinning")),
                    *((self.pob("between"), self.iri(side)) for side in sides),
                    (self.pob("statedIn"), self.iri(entry_path(day, number))),
                ]
                yield from self.about(twinning_id(*sides), statements, report_path(day))

    def _tally_lines(self) -> Iterator[str]:
        for one in self.counting.tallies():
            yield from self.triples(tally_triples(one, Names(self.base)), TALLIES_GRAPH)

    def _place_lines(self) -> Iterator[str]:
        for place in self.places.with_containers([*self.homes, *self.partners]):
            yield from self.triples(place_triples(place, Names(self.base)), PLACES_GRAPH)

    # ── terms ──

    def iri(self, path: Id) -> str:
        """The IRI of an entity in angle brackets."""
        return f"<{self.base}{path}>"

    def pob(self, name: str) -> str:
        """A term of the ontology in angle brackets."""
        return f"<{POB}{name}>"

    def about(self, path: Id, statements: Iterable[tuple[str, str]], graph_path: Id) -> Iterator[str]:
        """Statements about one entity as lines."""
        subject, named = self.iri(path), self.iri(f"graph/{graph_path}")
        for predicate, value in statements:
            line = f"{subject} {predicate} {value}"
            yield f"{line} .\n"
            if self.named:
                yield f"{line} {named} .\n"

    def triples(self, triples: Iterable[Triple], graph_path: Id) -> Iterator[str]:
        """Triples as lines."""
        named = self.iri(graph_path)
        for line in (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode().splitlines():
            yield line + "\n"
            if self.named:
                yield f"{line[:-1]}{named} .\n"


def partner_places(places: PlaceBook) -> list[PlaceEntity]:
    """The partners of bench/synthetic_places.yml that the gazetteer knows, the likeliest first."""
    by_country = yaml.safe_load(PARTNERS.read_text(encoding="utf-8"))
    found = (places.find(name, country) for country, names in by_country.items() for name in names)
    return list({place.id: place for place in found if place is not None}.values())


def event_path(day: date, number: int) -> Id:
    """The identifier of a synthetic event."""
    return f"event/{day.year}/vstrecha-{number}"


def report_path(day: date) -> Id:
    """The identifier of the report of that day's quarter."""
    return f"report/{day.year}-Q{(day.month + 2) // 3}-municipal"


def period(day: date) -> str:
    """The reporting period of that day."""
    return report_path(day).removeprefix("report/").removesuffix("-municipal")


def entry_path(day: date, number: int, occurrence: int = 0) -> Id:
    """The identifier of a row; one that tells the event again has a suffix."""
    return f"{report_path(day)}/entry/{number}" + (f"-{occurrence + 1}" if occurrence else "")


def as_date(day: date) -> str:
    """A date literal."""
    return f'"{day}"^^<{PREFIXES["xsd"]}date>'


def as_number(number: int) -> str:
    """A whole-number literal."""
    return f'"{number}"^^<{PREFIXES["xsd"]}integer>'


def _partnership(
    home: PlaceEntity, partner: PlaceEntity, grounds: Grounds, based_on: Sequence[Id]
) -> Partnership:
    strength = "formal" if grounds.agreements else "project" if len(based_on) > 1 else "contact"
    return Partnership(
        id=partnership_id(home.id, partner.id),
        label=f"{home.label} – {partner.label}",
        home_side=home.id,
        partner=partner.id,
        partner_country=country_id(partner.country),
        strength=strength,
        based_on=(*based_on, *grounds.agreements),
        event_count=len(based_on),
        agreement_count=len(grounds.agreements),
        signed_agreement_count=len(grounds.agreements),
        first_contact=min(grounds.days),
        last_contact=max(grounds.days),
        years=tuple(YearCount(y, n, grounds.agreement_years[y]) for y, n in sorted(grounds.years.items())),
        sectors=tuple(SectorCount(code, n, 0) for code, n in sorted(grounds.sectors.items())),
    )


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
    parser.add_argument("--default-only", action="store_true", help="no named graphs")
    options = parser.parse_args()
    write(options.file, options.events, options.seed, named=not options.default_only)


if __name__ == "__main__":
    main()
