"""The rule in the evidence of every place, pair of twins, sector and day of the reports decided."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from loaders import sectors
from loaders.cell import EntryText, read_entry
from loaders.countries import IN_BODY, read_countries, roles
from loaders.dates import words as dates
from loaders.dates.words import find_dates
from loaders.documents.open import open_document
from loaders.event_types import read_event_type
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.organisations import find_organisations
from loaders.origins import HOST_RULES, coming, read_origins
from loaders.places import find_places, read_venues
from loaders.places.candidate import Candidate
from loaders.places.context import Context
from loaders.places.place_cell import PlaceCell
from loaders.report import read_report
from loaders.sectors.votes import Vote
from loaders.twinning import _words, find_ties, read_intended_twinning, read_twinning
from loaders.twinning.statements import RULES as OF_TWINS
from ontology.model import ROLE, CellName, Fact, Span

SHARED = Path(__file__).parents[3] / "shared" / "reports"
REPORTS = ("2025-Q2-municipal", "2025-Q2-regional")
candidates_of_places = import_module("loaders.places.candidates")  # the package has a function of that name
DIVIDED = "city_district"
"""A town and the district of it, which the row joins to one place."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no annotated reports beside the checkout"),
]


@dataclass
class Row:
    """A row read up to its bodies, and the rule that decided on each place, by its cell and end."""

    text: EntryText
    decided: dict[tuple[CellName, int], str]
    places: tuple[PlaceMention, ...] = ()
    bodies: tuple[OrganisationMention, ...] = ()


def watched(rule: Callable[..., Any], answers: Callable[[Any, tuple[Any, ...]], None]) -> Callable[..., Any]:
    """The rule, each answer of which is told."""

    def asked(*about: Any) -> Any:
        answer = rule(*about)
        answers(answer, about)
        return answer

    return asked


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every row of the annotated reports, read with the rules of places under watch."""
    read: list[Row] = []
    decided: dict[tuple[CellName, int], str] = {}

    def first(name: str, found: Candidate | None, about: tuple[PlaceCell, int]) -> None:
        if found is not None:
            cell, _ = about
            decided.setdefault((cell.name, cell.tokens[found.last - 1].end), f"{name} {found.rule}")

    rules = candidates_of_places.RULES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            candidates_of_places,
            "RULES",
            tuple((begins, watched(rule, partial(first, rule.__name__))) for begins, rule in rules),
        )
        candidates_of_places._rules_of.cache_clear()
        for report in REPORTS:
            for entry in read_report(open_document(SHARED / f"{report}.docx")).entries:
                decided.clear()
                text = read_entry(entry)
                places = find_places(text)
                bodies = find_organisations(text, places)
                read.append(Row(text, dict(decided), places, bodies))
    candidates_of_places._rules_of.cache_clear()
    return read


def shown(facts: tuple[Fact[Any], ...]) -> Iterator[tuple[str, Span]]:
    for fact in facts:
        yield from ((one.rule, one.span) for one in fact.naming if one.span is not None)


def test_a_place_shows_the_first_rule_that_answered_where_it_stands(rows: list[Row]) -> None:
    """Venues, origins and countries, each of which is a place that a rule recognised, or a body."""
    proved = 0
    for row in rows:
        bodies = {(one.rule, one.span) for one in row.bodies}
        facts: tuple[Fact[Any], ...] = (
            *read_venues(row.text, row.places).facts,
            *read_origins(row.text, row.places).facts,
            *read_countries(row.text, row.places, row.bodies).facts,
        )
        for rule, span in shown(facts):
            if rule == DIVIDED or (rule, span) in bodies:
                continue
            assert row.decided[span.cell, span.end].split()[1] == rule
            proved += 1
    assert proved > 500


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


def roles_of(facts: Iterable[Fact[Any]]) -> Iterator[tuple[Span, str]]:
    """The words that name each place beside the rule that tells its role."""
    for fact in facts:
        for naming, role in pairwise(fact.evidence):
            if role.part == ROLE:
                assert naming.span is not None
                yield naming.span, role.rule


def test_what_tells_that_somebody_comes_is_the_first_rule_that_answered(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rule before it in the list answers about that place, yes or no; and each place has such a reason."""
    watching, decided = watched_roles(coming.RULES, lambda context, index: (context, index))
    monkeypatch.setattr(coming, "RULES", watching)
    proved = 0
    for row in rows:
        decided.clear()
        facts = read_origins(row.text, row.places).facts
        for span, rule in roles_of(facts):
            if rule not in HOST_RULES:
                assert (decided[span][0], decided[span][1].comes) == (rule, True)
                proved += 1
        assert all(len(fact.evidence) == 2 * len(fact.naming) for fact in facts)
    assert proved > 400


def test_what_tells_that_a_country_takes_part_is_the_first_rule_that_answered(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None before it answers; where the name of a body or nothing tells it, no rule answers at all."""
    watching, decided = watched_roles(roles.RULES, lambda setting: (setting.context, setting.index))
    monkeypatch.setattr(roles, "RULES", watching)
    proved = 0
    for row in rows:
        decided.clear()
        for span, rule in roles_of(read_countries(row.text, row.places, row.bodies).facts):
            by_no_rule = rule in (IN_BODY, roles.NOTHING_AGAINST)
            assert decided.get(span) == (None if by_no_rule else (rule, True))
            proved += 1
    assert proved > 200


def test_a_name_is_shown_by_one_rule_alone(rows: list[Row]) -> None:
    """Else what is counted under the name would be a mixture."""
    rules: dict[str, set[str]] = {}
    for row in rows:
        for told in row.decided.values():
            function, name = told.split()
            rules.setdefault(name, set()).add(function)
    assert len(rules) > 8
    assert {name: sorted(functions) for name, functions in rules.items() if len(functions) > 1} == {}


def test_twins_show_the_first_rule_that_names_their_sides(rows: list[Row]) -> None:
    """Where none names any, the row does: the only one abroad, or whoever receives the guests."""
    proved = 0
    for row in rows:
        ties = find_ties(row.text, row.places, row.bodies)
        words = {word.clause.span(word.at): word for word in _words(row.text, row.places, row.bodies)}
        for fact in (*read_twinning(ties).facts, *read_intended_twinning(ties).facts):
            said = fact.evidence[0].span
            assert said is not None
            word = words[said]
            naming = [rule for rule in OF_TWINS[word.kind] if rule.sides(word) is not None]
            by_row = {"twin_of_host"} if naming else {"twin_of_event", "twin_of_host"}
            assert fact.rule() in {*(rule.name for rule in naming[:1]), *by_row}
            ways = [one.rule for one in fact.evidence if one.part == ROLE]
            assert ways == [rule.way for rule in naming[:1]]
            proved += 1
    assert proved


def test_a_sector_shows_its_heaviest_vote_first(rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule speaks louder for it than the one shown, and each that speaks for it is shown."""
    votes: list[Vote] = []
    monkeypatch.setattr(sectors, "_chosen", _seeing(votes, sectors._chosen))
    proved = 0
    for row in rows:
        votes.clear()
        kind = read_event_type(row.text)
        for fact in sectors.read_sectors(row.text, row.places, kind, row.bodies).facts:
            speaking = [vote for vote in votes if vote.code == fact.value]
            assert fact.rule() in _loudest(speaking)
            assert {one.rule for one in fact.evidence} == {vote.rule for vote in speaking}
            proved += 1
    assert proved > 200


def _seeing(votes: list[Vote], choose: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def chosen(told: list[Vote], occasion: Any) -> list[str]:
        votes.extend(told)
        return choose(told, occasion)

    return chosen


def _loudest(votes: list[Vote]) -> set[str]:
    most = max(vote.weight for vote in votes)
    return {vote.rule for vote in votes if vote.weight == most}


NAMES_OF_DAYS = {
    "stated_days": {"stated_days", "stated_months", "open_days"},
    "stated_period": {"stated_period"},
    "report_period": {"report_period", "report_year"},
    "stated_years": {"stated_years"},
}
"""What each rule of dates goes by in the evidence: by what it knew of the days."""


def test_days_show_the_first_rule_that_reads_them(rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """None before it in the list reads any, and alone it reads the same."""
    rules, proved = dates._RULES, 0
    assert {rule.__name__ for rule in rules} == NAMES_OF_DAYS.keys()
    for row in rows:
        told = row.text.entry.cells.get(CellName.DATES, ""), row.text.entry.period
        monkeypatch.setattr(dates, "_RULES", rules)
        found = find_dates(*told)
        if found.range is None:
            continue
        place = next(n for n, rule in enumerate(rules) if found.rule in NAMES_OF_DAYS[rule.__name__])
        monkeypatch.setattr(dates, "_RULES", rules[:place])
        assert find_dates(*told).range is None
        monkeypatch.setattr(dates, "_RULES", (rules[place],))
        assert find_dates(*told) == found
        proved += 1
    assert proved > 100
