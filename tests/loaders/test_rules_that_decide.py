"""The rule in the evidence of every fact of the annotated reports decided: none before it answers.

Each field of facts has a proof here, and each proof is of all rows; a field without one is an error.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial, wraps
from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest

from loaders import attendance, event_types, mode, sectors
from loaders.agreements.candidates import read_scene
from loaders.agreements.documents import documents
from loaders.agreements.listed import are_only_called
from loaders.agreements.parties import GROUNDS as OF_PARTIES
from loaders.agreements.parties import NOBODY, read_parties
from loaders.agreements.words import vocabulary
from loaders.countries import IN_BODY, read_countries, roles
from loaders.dates import words as dates
from loaders.dates.words import find_dates
from loaders.mentions import Reading
from loaders.organisations import home_proofs, home_rules
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.recognition import recognise
from loaders.organisations.spelling import singles
from loaders.organisations.surroundings import Surroundings
from loaders.origins import HOST_RULES, coming, read_origins
from loaders.people import acting, countries, find_people, read_people
from loaders.people.acting import ActingAnswer
from loaders.people.setting import Setting
from loaders.places import venues
from loaders.places.context import Context
from loaders.sectors.votes import Vote
from loaders.twinning import _words
from loaders.twinning.statements import RULES as OF_TWINS
from ontology.fields import FACT_FIELDS
from ontology.home import load as load_home
from ontology.model import ROLE, CellName, Fact, OrganisationRef, Span
from tests.loaders.conftest import AnnotatedRow, watched

pytestmark = pytest.mark.slow

Rows = Sequence[AnnotatedRow]
Patch = pytest.MonkeyPatch

DIVIDED = "city_district"
"""A town and the district of it, which the row joins to one place."""
SHARED_HEAD = "shared_head"
"""What a body is recognised by that shares its head with the one before."""


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def shown(facts: Iterable[Fact[Any]]) -> Iterator[tuple[str, Span]]:
    for fact in facts:
        yield from ((one.rule, one.span) for one in fact.naming if one.span is not None)


def roles_of(facts: Iterable[Fact[Any]]) -> Iterator[tuple[Span, str]]:
    """The words that name each place beside the rule that tells its role."""
    for fact in facts:
        for naming, role in pairwise(fact.evidence):
            if role.part == ROLE:
                assert naming.span is not None
                yield naming.span, role.rule


def are_places(rows: Rows, field: str) -> int:
    """How many mentions there are, each shown by the first rule that answered where it stands, or a body."""
    proved = 0
    for row in rows:
        bodies = {(one.rule, one.span) for one in row.bodies}
        for rule, span in shown(row.facts(field)):
            if rule != DIVIDED and (rule, span) not in bodies:
                assert row.of_places[span.cell, span.end].split()[1] == rule
                proved += 1
    return proved


def prove_venues(rows: Rows, patch: Patch) -> int:
    """Before the rule that takes a place for the venue, none finds any; it finds those shown and no more."""
    proved = are_places(rows, "venues")
    for row in rows:
        cell = row.text[CellName.PLACE]
        mentions = [one for one in row.places if one.span.cell is CellName.PLACE]
        first = next((rule for rule in venues.RULES if rule(cell, mentions)), None)
        told = list(roles_of(row.facts("venues")))
        assert {rule for _, rule in told} == ({first.__name__} if first is not None else set())
        assert {span for span, _ in told} == {one.span for one in (first(cell, mentions) if first else ())}
        proved += len(told)
    return proved


def watched_roles(
    rules: Sequence[Callable[..., Any]], where: Callable[..., tuple[Context, int]]
) -> tuple[tuple[Callable[..., Any], ...], dict[Span, tuple[str, Any]]]:
    """The rules under watch, and what the first that answers about each place says."""
    decided: dict[Span, tuple[str, Any]] = {}

    def first(name: str, answer: Any, about: tuple[Any, ...]) -> None:
        if answer is not None:
            context, index = where(*about)
            decided.setdefault(context.mentions[index].span, (name, answer))

    return tuple(wraps(rule)(watched(rule, partial(first, rule.__name__))) for rule in rules), decided


def prove_origins(rows: Rows, patch: Patch) -> int:
    """No rule before it answers about that place, yes or no; and each place has such a reason."""
    watching, decided = watched_roles(coming.RULES, lambda context, index: (context, index))
    patch.setattr(coming, "RULES", watching)
    proved = are_places(rows, "origins")
    for row in rows:
        decided.clear()
        facts = read_origins(row.text, row.places).facts
        for span, rule in roles_of(facts):
            if rule not in HOST_RULES:
                assert (decided[span][0], decided[span][1].comes) == (rule, True)
                proved += 1
        assert all(len(fact.evidence) == 2 * len(fact.naming) for fact in facts)
    return proved


def prove_countries(rows: Rows, patch: Patch) -> int:
    """None before it answers; where the name of a body or nothing tells it, no rule answers at all."""
    watching, decided = watched_roles(roles.RULES, lambda setting: (setting.context, setting.index))
    patch.setattr(roles, "RULES", watching)
    proved = are_places(rows, "countries")
    for row in rows:
        decided.clear()
        for span, rule in roles_of(read_countries(row.text, row.places, row.bodies).facts):
            by_no_rule = rule in (IN_BODY, roles.NOTHING_AGAINST)
            assert decided.get(span) == (None if by_no_rule else (rule, True))
            proved += 1
    return proved


def test_a_place_is_shown_by_one_rule_alone(annotated_rows: Rows) -> None:
    """Else what is counted under the name would be a mixture."""
    functions: dict[str, set[str]] = {}
    for row in annotated_rows:
        for told in row.of_places.values():
            function, name = told.split()
            functions.setdefault(name, set()).add(function)
    assert len(functions) > 8
    assert {name: sorted(every) for name, every in functions.items() if len(every) > 1} == {}


# ── bodies and people ───────────────────────────────────────────────────────────────────────────


def are_bodies(rows: Rows, field: str) -> int:
    proved = 0
    for row in rows:
        decided = {
            (name, cell.tokens[one.phrase.start].start): one.rule
            for name, cell in row.text.cells.items()
            for one in recognise(NamedCell(cell, row.places))
        }
        for rule, span in shown(row.facts(field)):
            assert decided.get((span.cell, span.start), SHARED_HEAD) == rule
            proved += 1
    return proved


def prove_organisations(rows: Rows, patch: Patch) -> int:
    """The body, and its home: the first rule that tells the country, and the one that tells the place."""
    return are_bodies(rows, "orgs") + sum(map(_homes_told, rows))


def _homes_told(row: AnnotatedRow) -> int:
    told = dict(_home_rules(row))
    proved = 0
    for one in row.bodies:
        shown_rules = {why.part: why.rule.removeprefix(home_proofs.MARK) for why in one.home}
        first, of_places = told[one.span]
        if "country" in shown_rules:
            assert shown_rules["country"] == first if first else shown_rules["country"] not in OF_HOMES
            proved += 1
        if shown_rules.get("place") in OF_HOMES:
            assert one.organisation.place == of_places[shown_rules["place"]]
            proved += 1
    for fact in row.facts("orgs"):
        by_mentions = {why for one in row.bodies for why in one.home}
        assert by_mentions.issuperset(why for why in fact.evidence if why.part is not None)
        assert {why.part for why in fact.evidence} == {None, *_parts_told(fact.value)}
    return proved


OF_HOMES = {rule.__name__ for rule in home_rules.RULES}


def _parts_told(value: OrganisationRef) -> set[str]:
    return {part for part in ("country", "place") if getattr(value, part) is not None}


def _home_rules(row: AnnotatedRow) -> Iterator[tuple[Span, tuple[str | None, dict[str, str]]]]:
    """Of each body by its words: the first rule that tells a country, and the place that each rule tells."""
    venues_ = tuple(p.place for p in row.places if p.span.cell is CellName.PLACE and p.form == "noun")
    foreign = frozenset(p.place.country for p in row.places) - {load_home().place.country}
    for cell in row.text.cells.values():
        words = NamedCell(cell, row.places)
        around = Surroundings(words, row.places, row.entry.municipality, venues_, foreign)
        for one in recognise(words):
            for phrase, start, end in singles(one.phrase):
                own = [(rule.__name__, rule(phrase, around)) for rule in home_rules.RULES]
                if all(sign is None or sign.country is None for _, sign in own):
                    own = [(rule.__name__, rule(one.phrase, around)) for rule in home_rules.RULES]
                signs = {name: sign for name, sign in own if sign is not None}
                first = next((name for name, sign in signs.items() if sign.country is not None), None)
                places_ = {name: sign.place.name for name, sign in signs.items() if sign.place is not None}
                yield words.span(words.tokens[start].start, words.tokens[end - 1].end), (first, places_)


def prove_persons(rows: Rows, patch: Patch) -> int:
    """A person who acts does so on a ground that says so: the first that holds of the name."""
    said = {ground.rule: ground.answer for ground in acting.GROUNDS}
    firsts: list[str] = []
    of_countries: set[str | None] = set()

    def decide(bearer: acting.Bearer) -> acting.ActingGround:
        firsts.append(next(ground.rule for ground in acting.GROUNDS if ground.holds(bearer)))
        return acting.ground_of(bearer)

    def told_by(setting: Setting) -> tuple[str | None, str | None]:
        telling = (rule for rule in countries.COUNTRIES if rule(setting) is not None)
        of_countries.add(next((countries.MARK + countries.called(rule) for rule in telling), None))
        return countries.country_of(setting)

    patch.setattr("loaders.people.ground_of", decide)
    patch.setattr("loaders.people.country_of", told_by)
    proved = 0
    for row in rows:
        firsts.clear()
        of_countries.clear()
        facts = read_people(row.text, find_people(row.text, row.places, row.bodies)).facts
        for rule, _ in shown(facts):
            assert said[rule] is ActingAnswer.ACTS
            firsts.remove(rule)
            proved += 1
        for fact in facts:
            shown_rules = {why.rule for why in fact.evidence if why.part == "country"}
            assert len(shown_rules) == (fact.value.country is not None)
            assert of_countries.issuperset(shown_rules)
    return proved


# ── agreements and twins ────────────────────────────────────────────────────────────────────────


def prove_agreements(rows: Rows, patch: Patch) -> int:
    """Status, life, parties and day, each by the first rule of its list that answers."""
    return sum(_fates(row) + _parties(row) + _days_of_signing(row) for row in rows)


def _fates(row: AnnotatedRow) -> int:
    """Of rules of the lists, the first heard in those words decided, and says what the agreement says."""
    says = {rule.name: rule.code for rule in (*vocabulary().statuses, *vocabulary().lives)}
    proved = 0
    for fact in row.facts("agreements"):
        assert says.get(fact.rule("status"), fact.value.status) == fact.value.status
        for one in fact.evidence:
            if one.part in ("status", "life") and one.span in row.of_fates:
                rule, code = row.of_fates[one.span]
                assert (one.rule, says[one.rule]) == (rule, code)
                proved += 1
    return proved


def _parties(row: AnnotatedRow) -> int:
    scene = read_scene(row.text, row.places, row.bodies)
    decided = {NOBODY.rule}
    for name in (CellName.TITLE, CellName.CONTENT):
        cell = row.text[name]
        for document in documents(cell, None, scene.candidates[name]):
            bodies_only = are_only_called(cell, document)
            finding = (
                ground.rule
                for ground in OF_PARTIES
                if (found := ground.finds(scene, cell, document))
                and (not bodies_only or all(party.is_body for party in found))
            )
            first = next(finding, NOBODY.rule)
            assert {parties.rule for parties in read_parties(scene, cell, document)} == {first}
            decided.add(first)
    spoken = {"arrangement_reached", "joined_something", "left_something"}
    facts = [fact for fact in row.facts("agreements") if fact.rule() not in spoken]
    assert {fact.rule("parties") for fact in facts} <= decided
    return len(facts)


def _days_of_signing(row: AnnotatedRow) -> int:
    """The day is told by the first rule that finds one, or is the event's."""
    told = [one for fact in row.facts("agreements") for one in fact.evidence if one.part == "date"]
    for one in told:
        if one.rule != "days_of_event":
            assert one.span is not None
            assert row.of_days[one.span] == one.rule
    return len(told)


def are_twins(rows: Rows, field: str) -> int:
    """The first rule that names sides; where none does, the row: the only one abroad, or who receives."""
    proved = 0
    for row in rows:
        words = {word.clause.span(word.at): word for word in _words(row.text, row.places, row.bodies)}
        for fact in row.facts(field):
            said = fact.evidence[0].span
            assert said is not None
            word = words[said]
            first = next((rule.__name__ for rule in OF_TWINS[word.kind] if rule(word)), "twin_of_event")
            named = next((one.rule for one in fact.evidence if one.part == ROLE), fact.rule())
            assert named == first
            assert fact.rule() in (first, "twin_of_host")
            proved += 1
    return proved


# ── what a row is about ─────────────────────────────────────────────────────────────────────────


def answers_first(rows: Rows, patch: Patch, step: ModuleType, read: Callable[..., Reading[Any]]) -> int:
    """None before the rule answers, and alone it answers the same."""
    rules, proved = step.RULES, 0
    names = [rule.__name__ for rule in rules]
    for row in rows:
        patch.setattr(step, "RULES", rules)
        fact = read(row.text, row.places).only
        if fact is None or fact.rule() == NO_KIND:
            continue
        place = names.index(fact.rule())
        patch.setattr(step, "RULES", rules[:place])
        before = read(row.text, row.places).only
        assert before is None or before.rule() == NO_KIND
        patch.setattr(step, "RULES", (rules[place],))
        assert read(row.text, row.places).only == fact
        proved += 1
    patch.setattr(step, "RULES", rules)
    return proved


NO_KIND = "no_kind_named"
"""Where no rule of the list tells the type of an event."""

NAMES_OF_DAYS = {
    "stated_days": {"stated_days", "stated_months", "open_days"},
    "stated_period": {"stated_period"},
    "report_period": {"report_period", "report_year"},
    "stated_years": {"stated_years"},
}
"""What each rule of dates goes by in the evidence: by what it knew of the days."""


def prove_dates(rows: Rows, patch: Patch) -> int:
    rules, proved = dates._RULES, 0
    assert {rule.__name__ for rule in rules} == NAMES_OF_DAYS.keys()
    for row in rows:
        told = row.entry.cells.get(CellName.DATES, ""), row.entry.period
        patch.setattr(dates, "_RULES", rules)
        found = find_dates(*told)
        if found.range is None:
            continue
        place = next(n for n, rule in enumerate(rules) if found.rule in NAMES_OF_DAYS[rule.__name__])
        patch.setattr(dates, "_RULES", rules[:place])
        assert find_dates(*told).range is None
        patch.setattr(dates, "_RULES", (rules[place],))
        assert find_dates(*told) == found
        proved += 1
    return proved


def prove_sectors(rows: Rows, patch: Patch) -> int:
    """No rule speaks louder for it than the one shown, and each that speaks for it is shown."""
    votes: list[Vote] = []
    choose = sectors._chosen

    def chosen(told: list[Vote], occasion: Any) -> list[str]:
        votes.extend(told)
        return choose(told, occasion)

    patch.setattr(sectors, "_chosen", chosen)
    proved = 0
    for row in rows:
        votes.clear()
        kind = row.found["event_type"]
        for fact in sectors.read_sectors(row.text, row.places, kind, row.bodies).facts:
            speaking = [vote for vote in votes if vote.code == fact.value]
            loudest = max(vote.weight for vote in speaking)
            assert fact.rule() in {vote.rule for vote in speaking if vote.weight == loudest}
            assert {one.rule for one in fact.evidence} == {vote.rule for vote in speaking}
            proved += 1
    return proved


def prove_groups(rows: Rows, patch: Patch) -> int:
    """One rule alone reads groups of countries."""
    every = [one for row in rows for fact in row.facts("country_groups") for one in fact.evidence]
    assert {one.rule for one in every} == {"country_group"}
    return len(every)


# ── every field ─────────────────────────────────────────────────────────────────────────────────

PROOFS: Mapping[str, tuple[Callable[[Rows, Patch], int], int]] = {
    "dates": (prove_dates, 200),
    "mode": (partial(answers_first, step=mode, read=mode.read_mode), 200),
    "participants": (
        partial(answers_first, step=attendance, read=lambda text, _: attendance.read_attendance(text)),
        40,
    ),
    "venues": (prove_venues, 400),
    "venue_orgs": (lambda rows, _: are_bodies(rows, "venue_orgs"), 50),
    "origins": (prove_origins, 1000),
    "countries": (prove_countries, 1000),
    "country_groups": (prove_groups, 10),
    "orgs": (prove_organisations, 1200),
    "persons": (prove_persons, 150),
    "agreements": (prove_agreements, 120),
    "twinning": (lambda rows, _: are_twins(rows, "twinning"), 10),
    "twinning_intended": (lambda rows, _: are_twins(rows, "twinning_intended"), 1),
    "event_type": (
        partial(answers_first, step=event_types, read=lambda text, _: event_types.read_event_type(text)),
        200,
    ),
    "sectors": (prove_sectors, 300),
}
"""What proves it of each field, and how many pieces of evidence there are at least."""


@pytest.mark.parametrize("field", [field.name for field in FACT_FIELDS])
def test_the_rule_in_the_evidence_decided(annotated_rows: Rows, field: str, monkeypatch: Patch) -> None:
    prove, least = PROOFS[field]
    assert prove(annotated_rows, monkeypatch) >= least
