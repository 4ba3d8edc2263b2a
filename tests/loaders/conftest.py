"""The rows of the annotated reports, read once for all tests of what their facts rest on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from loaders.agreements import fates, signing
from loaders.agreements.said import Said
from loaders.agreements.signing import EventDays
from loaders.agreements.site import NounSite
from loaders.agreements.times import Time
from loaders.agreements.words import AroundNoun, StatusRule
from loaders.cell import EntryText, read_entry
from loaders.documents.open import open_document
from loaders.mentions import OrganisationMention, PlaceMention, Reading
from loaders.places.candidate import Candidate
from loaders.places.place_cell import PlaceCell
from loaders.report import read_report
from loaders.steps import STEPS
from ontology.model import CellName, Entry, Fact, Span, Term

SHARED = Path(__file__).parents[3] / "shared" / "reports"
documents = import_module("loaders.agreements.documents")
candidates_of_places = import_module("loaders.places.candidates")  # packages have functions of these names


@dataclass
class AnnotatedRow:
    """A row with what each step found in it, and the rules that were seen to decide.

    `of_places` are function and rule of the first answer about a place, by its cell and end; `of_fates` the
    first rule heard of what became of a document, and `of_days` the first that finds when it was signed, by
    the words that say so.
    """

    entry: Entry
    text: EntryText
    found: dict[str, Any]
    of_places: dict[tuple[CellName, int], str]
    of_fates: dict[Span, tuple[str, str | None]]
    of_days: dict[Span, str]

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        return tuple(self.found["places"])

    @property
    def bodies(self) -> tuple[OrganisationMention, ...]:
        return tuple(self.found["organisations"])

    def facts(self, field: str) -> tuple[Fact[Any], ...]:
        """What the step of that name is sure of."""
        reading: Reading[Any] = self.found[field]
        return reading.facts


def watched(rule: Callable[..., Any], answers: Callable[[Any, tuple[Any, ...]], None]) -> Callable[..., Any]:
    """The rule, each answer of which is told."""

    def asked(*about: Any) -> Any:
        answer = rule(*about)
        answers(answer, about)
        return answer

    return asked


@pytest.fixture(scope="session")
def annotated_rows() -> list[AnnotatedRow]:
    """Every row of the annotated reports; none where they are not beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("no annotated reports beside the checkout")
    with pytest.MonkeyPatch.context() as patch:
        rows = list(_read(patch))
    candidates_of_places._rules_of.cache_clear()
    return rows


def _read(patch: pytest.MonkeyPatch) -> Iterator[AnnotatedRow]:
    of_places: dict[tuple[CellName, int], str] = {}
    of_fates: dict[Span, tuple[str, str | None]] = {}
    of_days: dict[Span, str] = {}

    def first_of_place(name: str, found: Candidate | None, about: tuple[PlaceCell, int]) -> None:
        if found is not None:
            cell, _ = about
            of_places.setdefault((cell.name, cell.tokens[found.last - 1].end), f"{name} {found.rule}")

    def first_of_fate(said: Said[str] | None, about: tuple[list[StatusRule], NounSite, AroundNoun]) -> None:
        rules, site, words = about
        heard = next((rule for rule in rules if rule.heard(words) is not None), None)
        assert (heard is None) == (said is None)
        if said is not None and heard is not None:
            of_fates.setdefault(site.cell.span(said.start, said.end), (heard.name, heard.code))

    def first_of_days(
        said: Said[Time] | None, about: tuple[NounSite, EventDays | None, Said[Term] | None]
    ) -> None:
        site, event, term = about
        if said is None:
            return
        for rule in signing.RULES:
            times = [time for time in rule(site, event) if event is None or time.first <= event.end]
            if any(term is None or time.start < term.start or time.end > term.end for time in times):
                of_days[site.cell.span(said.start, said.end)] = rule.__name__
                return

    rules = candidates_of_places.RULES
    seen = tuple((begins, watched(rule, partial(first_of_place, rule.__name__))) for begins, rule in rules)
    patch.setattr(candidates_of_places, "RULES", seen)
    patch.setattr(fates, "_first", watched(fates._first, first_of_fate))
    patch.setattr(documents, "signing_time", watched(signing.signing_time, first_of_days))
    candidates_of_places._rules_of.cache_clear()
    for path in sorted(SHARED.glob("*.docx")):
        for entry in read_report(open_document(path)).entries:
            of_places.clear()
            of_fates.clear()
            of_days.clear()
            text = read_entry(entry)
            found: dict[str, Any] = {"text": text}
            for step in STEPS:
                found[step.name] = step.read(*[found[name] for name in step.needs])
            yield AnnotatedRow(entry, text, found, dict(of_places), dict(of_fates), dict(of_days))
