"""An entry as doubts are asked about it: its text, all that was read from it, and what else would be read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from loaders.cell import EntryText, Stretch, Stretches
from loaders.cell.kept import kept
from loaders.confidence.classifier import Classifiers, features
from loaders.event_types import kinds_named
from ontology.fields import FACT_FIELDS
from ontology.home import load as load_home
from ontology.model import CellName, EntryFacts, Fact, Span
from ontology.morphology import parses
from ontology.remembered import remembered


@dataclass(frozen=True)
class RowRead:
    """An entry's text, and all that was read from it."""

    text: EntryText
    facts: EntryFacts
    classifiers: Classifiers

    @kept
    def features(self) -> tuple[str, ...]:
        """The words that the classifiers know the row by."""
        return features(self.text)

    @kept
    def other_readings(self) -> dict[str, tuple[str, ...]]:
        """What the classifier of each field would think of, likeliest first."""
        return {field: one.ranked(self.features) for field, one in self.classifiers.items()}

    @kept
    def kinds_named(self) -> Mapping[CellName, frozenset[str]]:
        """The kinds of event that the title and the content name."""
        return {name: kinds_named(self.text[name]) for name in (CellName.TITLE, CellName.CONTENT)}

    def spans(self, fact: Fact[Any]) -> tuple[Span, ...]:
        """The words that tell the fact, those left out that tell only its role; found once for all doubts."""
        known = self._spans.get(id(fact))
        if known is None:
            told = [one.span for one in fact.naming if one.span is not None]
            known = self._spans[id(fact)] = tuple(told)
        return known

    def first_cell(self, fact: Fact[Any]) -> CellName | None:
        """The cell that tells the fact first."""
        spans = self.spans(fact)
        return spans[0].cell if spans else None

    @kept
    def _spans(self) -> dict[int, tuple[Span, ...]]:
        """By the identity of the row's own facts, which live as long as it does."""
        return {}

    def strange_words(self, name: CellName, stretch: Stretch) -> int:
        """How many words of the stretch the dictionary lacks."""
        cell, kept = self.text[name], self._strange_before
        if name not in kept:
            kept[name] = list(accumulate(map(_is_strange, cell.words), initial=0))
        words = cell.words_in(stretch)
        return kept[name][words.stop] - kept[name][words.start] if words else 0

    @kept
    def _strange_before(self) -> dict[CellName, list[int]]:
        """How many of the words before each index of a cell the dictionary lacks."""
        return {}

    @kept
    def places(self) -> Mapping[CellName, Stretches]:
        """The words of each cell that a place was read from."""
        return self._by_cell((*self.facts.origins, *self.facts.venues))

    @kept
    def bodies(self) -> Mapping[CellName, Stretches]:
        """The words of each cell that a body was read from."""
        return self._by_cell(self.facts.orgs)

    @kept
    def placed_bodies(self) -> Mapping[CellName, Stretches]:
        """The same of the bodies of which it is told where or whose they are."""
        home = load_home().country
        return self._by_cell(one for one in self.facts.orgs if one.value.place or one.value.country != home)

    @kept
    def party_countries(self) -> Mapping[str, str | None]:
        """The country of each body and place that the row names, by its name."""
        bodies = {one.value.name: one.value.country for one in self.facts.orgs}
        places = {one.value.name: one.value.country for one in (*self.facts.origins, *self.facts.venues)}
        return {**bodies, **places}

    @kept
    def body_names(self) -> frozenset[str]:
        """The names of the bodies that the row names."""
        return frozenset(fact.value.name for fact in self.facts.orgs)

    @kept
    def has_unread_names(self) -> bool:
        """Whether the content has a word with a capital that no fact was read from."""
        facts = (fact for field in FACT_FIELDS for fact in field.of(self.facts))
        spans = chain.from_iterable(map(self.spans, facts))
        read = Stretches(span for span in spans if span.cell is CellName.CONTENT)
        cell = self.text[CellName.CONTENT]
        return any(
            not cell.begins_item(index) and not read.overlap(cell.tokens[index]) for index in cell.capitalised
        )

    def _by_cell(self, facts: Iterable[Fact[Any]]) -> Mapping[CellName, Stretches]:
        found: dict[CellName, list[Span]] = {}
        for span in chain.from_iterable(map(self.spans, facts)):
            found.setdefault(span.cell, []).append(span)
        return {cell: Stretches(spans) for cell, spans in found.items()}


def meets(spans: Iterable[Span], read: Mapping[CellName, Stretches]) -> bool:
    """Whether any of the words is among those."""
    return any(span.cell in read and read[span.cell].overlap(span) for span in spans)


@remembered
def _is_strange(text: str) -> bool:
    """Whether it is a word, no number or mark, that the dictionary lacks."""
    return text[0].isalpha() and not is_known(text)


@remembered
def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return any(one.is_known for one in parses(word))


Holds = Callable[[RowRead, int, Fact[Any]], bool]
"""Whether a doubt about a fact holds, the index of which in its field is given."""
