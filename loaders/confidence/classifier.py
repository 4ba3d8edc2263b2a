"""A second way of reading what a row is about: by how often its words stood in rows of each kind.

It is right less often than the rules are, so it decides nothing; but where it would never have thought of
what they say, they are wrong oftener. `tools.calibrate` counts the words of annotated rows into
classifier.json; the method is complement naive Bayes (Rennie and others, 2003), names left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import log, sqrt
from pathlib import Path

from loaders.cell import EntryText
from ontology.codec import from_json
from ontology.model import CellName

FILE = Path(__file__).with_suffix(".json")
_CELLS = {CellName.SECTION: "s", CellName.TITLE: "t", CellName.CONTENT: "c", CellName.PARTICIPANTS: "p"}
_SHORTEST = 3
_SMOOTHING = 0.3
_SEEN_TWICE = 2
_LEADING = 2
"""So many of its likeliest answers are its reading."""


def features(text: EntryText) -> frozenset[str]:
    """The common words of the row, each by itself and with its cell; no word that begins with a capital."""
    return frozenset(_features(text))


def _features(text: EntryText) -> Iterator[str]:
    for name, mark in _CELLS.items():
        if name is CellName.SECTION and text.entry.municipality is not None:
            continue
        for token in text[name].tokens:
            if token.is_word and len(token.text) >= _SHORTEST and not _is_name(text, name, token.start):
                yield f"{mark} {token.lemma}"
                yield token.lemma


def _is_name(text: EntryText, name: CellName, start: int) -> bool:
    """Whether the word may be a name: it has a capital, and begins no sentence."""
    cell = text[name]
    index = cell.index_at(start)
    return cell.is_capitalised(index) and not cell.begins_item(index)


@dataclass(frozen=True)
class Classifier:
    """In how many of `rows` rows each feature stood, and how heavily in the rows of each code."""

    rows: int
    spread: Mapping[str, int]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _telling(self) -> Mapping[str, Mapping[str, float]]:
        """For each feature how much it speaks for each code."""
        totals: dict[str, float] = defaultdict(float)
        for weights in self.weights.values():
            for feature, weight in weights.items():
                totals[feature] += weight
        everything, size = sum(totals.values()), len(totals)
        telling: dict[str, dict[str, float]] = {feature: {} for feature in totals}
        for code, weights in self.weights.items():
            others = everything - sum(weights.values()) + _SMOOTHING * size
            own = {
                feature: -log((total - weights.get(feature, 0.0) + _SMOOTHING) / others)
                for feature, total in totals.items()
            }
            mean = sum(own.values()) / size
            for feature, value in own.items():
                telling[feature][code] = value / mean
        return telling

    def ranked(self, features: Iterable[str]) -> tuple[str, ...]:
        """All codes, likeliest first."""
        scores = dict.fromkeys(self.weights, 0.0)
        for feature, weight in weighted(features, self.rows, self.spread).items():
            for code, value in self._telling.get(feature, {}).items():
                scores[code] += weight * value
        return tuple(sorted(scores, key=lambda code: (-scores[code], code)))

    def reading(self, features: Iterable[str]) -> tuple[str, ...]:
        """The codes that it thinks of."""
        return self.ranked(features)[:_LEADING]


Classifiers = Mapping[str, Classifier]
"""The classifier of each field that has one."""


def weighted(features: Iterable[str], rows: int, spread: Mapping[str, int]) -> dict[str, float]:
    """Each known feature with its weight in the row, the rarer the heavier; the row as a whole weighs one."""
    found = {one: log((rows + 1) / (spread[one] + 1)) for one in sorted(features) if one in spread}
    length = sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {one: weight / length for one, weight in found.items()}


def trained(rows: Iterable[tuple[frozenset[str], str]]) -> Classifier:
    """The classifier of rows with their codes; a word of one row alone is not kept."""
    listed = list(rows)
    stood: dict[str, int] = defaultdict(int)
    for features, _ in listed:
        for one in features:
            stood[one] += 1
    spread = {one: times for one, times in sorted(stood.items()) if times >= _SEEN_TWICE}
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for features, code in listed:
        for one, weight in weighted(features, len(listed), spread).items():
            weights[code][one] += weight
    rounded = {
        code: {one: round(weight, 3) for one, weight in sorted(weights[code].items())}
        for code in sorted(weights)
    }
    return Classifier(len(listed), spread, rounded)


@cache
def shipped_classifiers() -> Classifiers:
    """Those of classifier.json."""
    data = json.loads(FILE.read_text("utf-8"))
    return {field: from_json(Classifier, one) for field, one in data.items()}
