"""A second way of reading what a row is about: by how often its words stood in rows of each kind.

It is right less often than the rules are, so it decides nothing; but where it would never have thought of
what they say, they are wrong oftener. `tools.calibrate` counts the words of annotated rows into
classifier.json; the method is complement naive Bayes (Rennie and others, 2003), names left out.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain
from math import log, sqrt
from operator import mul
from pathlib import Path

from loaders.cell import EntryText
from ontology.model import CellName
from ontology.morphology import lemma, parses
from ontology.remembered import Remembered, remembered

FILE = Path(__file__).with_suffix(".json")
_CELLS = {CellName.SECTION: "s", CellName.TITLE: "t", CellName.CONTENT: "c", CellName.PARTICIPANTS: "p"}
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "UNKN"})
_SHORTEST = 3
_SMOOTHING = 0.3
_SEEN_ENOUGH = 3
_LEADING = 2
"""So many of its likeliest answers are its reading."""


def features(text: EntryText) -> tuple[str, ...]:
    """The common words of the row in their order, each by itself and with its cell; names are left out."""
    return tuple(dict.fromkeys(chain.from_iterable(_features(text))))


def _features(text: EntryText) -> Iterator[tuple[str, ...]]:
    for name, common in _COMMON.items():
        if name is CellName.SECTION and text.entry.municipality is not None:
            continue
        cell = text[name]
        names = {i for i in cell.capitalised if not cell.begins_item(i) or _may_be_name(cell.words[i])}
        words = [word for i, word in enumerate(cell.words) if i not in names] if names else cell.words
        yield from map(common, words)


def _common_in(mark: str) -> Callable[[str], tuple[str, ...]]:
    """The features of a word in the cell of that mark; none of a short one or a number."""

    @remembered
    def common(word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST or not word[0].isalpha():
            return ()
        return f"{mark} {lemma(word)}", lemma(word)

    return common


_COMMON = {name: _common_in(mark) for name, mark in _CELLS.items()}


@remembered
def _may_be_name(word: str) -> bool:
    """Whether the word, which begins a sentence and so has a capital, is a name by the dictionary too."""
    return bool(_NAMES & parses(word)[0].tag.grammemes)


@dataclass(frozen=True)
class Classifier:
    """In how many of `rows` rows each feature stood, and how heavily in the rows of each code."""

    rows: int
    spread: Mapping[str, int]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _telling(self) -> "_Telling":
        return _Telling(self.weights, rarity(self.rows, self.spread))

    def ranked(self, features: Iterable[str]) -> tuple[str, ...]:
        """All codes, likeliest first."""
        scores = self._telling.scores(features)
        return tuple(code for _, code in sorted([(-score, code) for code, score in scores.items()]))

    def reading(self, features: Iterable[str]) -> tuple[str, ...]:
        """The codes that it thinks of."""
        return self.ranked(features)[:_LEADING]


class _Telling:
    """How much each feature speaks for each code: how little it is said of all the other codes' rows."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]], rarity: Mapping[str, float]) -> None:
        totals: dict[str, float] = defaultdict(float)
        for own in weights.values():
            for feature, weight in own.items():
                totals[feature] += weight
        everything, size = sum(totals.values()), max(len(totals), 1)
        self._weights, self._rarity, self._totals = weights, rarity, totals
        self._silence = {feature: -log(total + _SMOOTHING) for feature, total in totals.items()}
        self._others = [log(everything - sum(own.values()) + _SMOOTHING * size) for own in weights.values()]
        silence = sum(self._silence.values())
        self._mean = [
            (silence + size * others + sum(self._more(feature, own) for feature in own)) / size or 1.0
            for own, others in zip(weights.values(), self._others, strict=True)
        ]
        self._told = Remembered(self._told_by)

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """How much the features of a row speak for each code, the rarer ones the louder."""
        told = [adds for adds in map(self._told.__getitem__, features) if adds]
        sums = map(sum, zip(*told, strict=True)) if told else [0.0] * len(self._weights)
        return dict(zip(self._weights, sums, strict=True))

    def _told_by(self, feature: str) -> tuple[float, ...]:
        """What the feature adds for each code; nothing where no annotated row has it."""
        if feature not in self._silence:
            return ()
        loudness, silence = self._rarity[feature], self._silence[feature]
        codes = zip(self._weights.values(), self._others, self._mean, strict=True)
        return tuple(
            loudness * (silence + others + self._more(feature, own)) / mean for own, others, mean in codes
        )

    def _more(self, feature: str, own: Mapping[str, float]) -> float:
        """How much more it is said of a code's own rows than of the others."""
        weight = own.get(feature)
        if weight is None:
            return 0.0
        return -log(self._totals[feature] - weight + _SMOOTHING) - self._silence[feature]


Classifiers = Mapping[str, Classifier]
"""The classifier of each field that has one."""


def rarity(rows: int, spread: Mapping[str, int]) -> dict[str, float]:
    """How much each feature tells, the rarer the more."""
    return {one: log((rows + 1) / (stood + 1)) for one, stood in spread.items()}


def _of_one_weight(features: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Each known feature with its weight in the row, the rarer the heavier; the row as a whole weighs one."""
    known = sorted([one for one in features if one in rarity])
    heavy = [rarity[one] for one in known]
    length = sqrt(sum(map(mul, heavy, heavy))) or 1.0
    return {one: weight / length for one, weight in zip(known, heavy, strict=True)}


def trained(rows: Iterable[tuple[Collection[str], str]]) -> Classifier:
    """The classifier of rows with their codes; a word of one row or two is not kept."""
    listed = list(rows)
    stood: dict[str, int] = defaultdict(int)
    for features, _ in listed:
        for one in features:
            stood[one] += 1
    spread = {one: times for one, times in sorted(stood.items()) if times >= _SEEN_ENOUGH}
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    rare = rarity(len(listed), spread)
    for features, code in listed:
        for one, weight in _of_one_weight(features, rare).items():
            weights[code][one] += weight
    rounded = {
        code: {one: round(weight, 3) for one, weight in sorted(weights[code].items())}
        for code in sorted(weights)
    }
    return Classifier(len(listed), spread, rounded)


@cache
def shipped_classifiers() -> Classifiers:
    """Those of classifier.json."""
    return read_classifiers(FILE.read_text("utf-8"))


def read_classifiers(text: str) -> Classifiers:
    """The classifiers that `write_classifiers` wrote."""
    return {field: _read(told["rows"], told["words"]) for field, told in json.loads(text).items()}


def _read(rows: int, words: Mapping[str, tuple[int, Mapping[str, float]]]) -> Classifier:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for word, (_, own) in words.items():
        for code, weight in own.items():
            weights[code][word] = weight
    spread = {word: stood for word, (stood, _) in words.items()}
    return Classifier(rows, spread, {code: weights[code] for code in sorted(weights)})


def write_classifiers(classifiers: Classifiers) -> str:
    """A word a line: in how many rows it stood, and how heavily in the rows of each of its codes."""
    fields = (
        f'{_json(field)}:{{"rows":{one.rows},"words":{_words(one)}}}' for field, one in classifiers.items()
    )
    return "{" + ",\n".join(fields) + "}\n"


def _words(one: Classifier) -> str:
    told = (
        (word, [stood, {code: own[word] for code, own in one.weights.items() if word in own}])
        for word, stood in one.spread.items()
    )
    return "{\n" + ",\n".join(f"{_json(word)}:{_json(what)}" for word, what in told) + "}"


_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
