"""From an entry to its facts: the steps, top to bottom.

A step is a function that reads the entry's text (and what earlier steps found) and answers facts with their
evidence, or a finding. No step changes what another one said.
"""

from loaders.agreements import read_agreements
from loaders.attendance import read_attendance
from loaders.cell.text import read_entry
from loaders.confidence import with_counted
from loaders.countries import read_countries
from loaders.countries.groups import read_country_groups
from loaders.dates import read_dates
from loaders.event_types import read_event_type
from loaders.mode import read_mode
from loaders.organisations import find_organisations, read_organisations, read_venue_organisations
from loaders.origins import read_origins
from loaders.people import find_people, read_people
from loaders.places import find_places, read_venues
from loaders.sectors import read_sectors
from loaders.twinning import find_ties, read_intended_twinning, read_twinning
from ontology.model import Entry, EntryFacts, Report, ReportFacts


def extract_entry(entry: Entry) -> EntryFacts:
    """All facts of one entry."""
    text = read_entry(entry)

    dates = read_dates(text)
    attendance = read_attendance(text)

    places = find_places(text)
    organisations = find_organisations(text, places)
    people = find_people(text, places, organisations)

    mode = read_mode(text, places)
    venues = read_venues(text, places)
    venue_orgs = read_venue_organisations(text, organisations)
    origins = read_origins(text, places)
    countries = read_countries(text, places, organisations)
    country_groups = read_country_groups(text)
    orgs = read_organisations(text, organisations, people)
    persons = read_people(text, people)

    agreements = read_agreements(text, places, organisations, dates.only)
    ties = find_ties(text, places, organisations)
    twinning = read_twinning(ties)
    twinning_intended = read_intended_twinning(ties)
    event_type = read_event_type(text)
    sectors = read_sectors(text, event_type, organisations)

    steps = (
        dates, mode, attendance, venues, venue_orgs, origins, countries, country_groups, orgs, persons,
        agreements, twinning, twinning_intended, event_type, sectors,
    )  # fmt: skip
    facts = EntryFacts(
        entry=text.entry,
        dates=dates.only,
        mode=mode.only,
        event_type=event_type.only,
        venues=venues.facts,
        venue_orgs=venue_orgs.facts,
        origins=origins.facts,
        countries=countries.facts,
        country_groups=country_groups.facts,
        orgs=orgs.facts,
        persons=persons.facts,
        participants=attendance.only,
        agreements=agreements.facts,
        twinning=twinning.facts,
        twinning_intended=twinning_intended.facts,
        sectors=sectors.facts,
        findings=tuple(finding for step in steps for finding in step.findings),
    )
    return text.verbatim(with_counted(facts))


def extract_report(report: Report) -> ReportFacts:
    """The facts of every entry of the report, in row order."""
    return ReportFacts(report, tuple(extract_entry(entry) for entry in report.entries))
