"""Which stored question the words ask: how much of them its paraphrases share, and how often it says them.

The first looks at the two nearest paraphrases, rare words weighing most; the second at all of a question's
together, where a word that many of them share tells more than one that a single paraphrase has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

NOT = "not:"
"""How the name of something denied begins."""
MANY = "concept:many"
"""The name of what asks for a number."""
_SLOT_WEIGHT = 0.8
_UNKNOWN_WEIGHT = 0.7
_ASKED_SHARE = 0.5
_SECOND_SHARE = 0.15
_THE_SAME = 0.999
_SAID_JUST_SO = 0.3
_SAYING_SHARE = 0.4
_NEEDED_UNSAID = 0.6
"""What a paraphrase is worth that denies or counts something of which nobody says so."""
_DOUBT = 10
"""So many paraphrases' worth of doubt that a question which never says a word could not say it."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a piece of a question may be taken for: any of the names, the first the most telling."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """One way of asking a stored question, as its features."""

    question: str
    features: tuple[Feature, ...]


class Ranking:
    """Compares a question's features with every paraphrase of the stored ones."""

    def __init__(self, paraphrases: Iterable[Paraphrase], counted: frozenset[str] = frozenset()) -> None:
        self._paraphrases = tuple(paraphrases)
        asking = {(one.question, name) for one in self._paraphrases for f in one.features for name in f.names}
        self._questions = len({one.question for one in self._paraphrases})
        self._asking = Counter(name for _, name in asking)
        self._sizes = Counter(one.question for one in self._paraphrases)
        self._saying = _saying(self._paraphrases)
        self._whole = [sum(map(self._heaviest, one.features)) for one in self._paraphrases]
        self._having = _having(self._paraphrases)
        self._needed = [frozenset(_needed_places(one, counted)) for one in self._paraphrases]
        self._names = _names(asking)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a feature of a paraphrase has."""
        return tuple(self._asking)

    def knows(self, name: str) -> bool:
        """Whether some paraphrase has the feature."""
        return self._asking[name] > 0

    def of(self, question: str) -> frozenset[str]:
        """The names that features of a stored question's paraphrases have."""
        return self._names.get(question, frozenset())

    def weight(self, name: str) -> float:
        """How telling the feature is: the fewer stored questions have it, the more."""
        if name.startswith("{"):
            return _SLOT_WEIGHT
        if not self._asking[name]:
            return _SLOT_WEIGHT if ":" in name else _UNKNOWN_WEIGHT
        share = _ASKED_SHARE if name.startswith("asks:") else 1.0
        return share * log((self._questions + 1) / (self._asking[name] + 0.5))

    def alike(self, asked: Sequence[Feature]) -> Mapping[str, float]:
        """How likely each stored question with some of the features is what is asked; above 1 at the best."""
        chances = self._chances(asked)
        return {name: near + _SAYING_SHARE * chances[name] for name, near in self._nearest(asked).items()}

    def _chances(self, asked: Sequence[Feature]) -> Mapping[str, float]:
        """How likely each question is by how often its paraphrases have the features; together 1."""
        told = dict.fromkeys(self._sizes, 0.0)
        for feature in asked:
            known = [name for name in feature.names if self._saying[name]]
            for question, size in self._sizes.items() if known else ():
                told[question] += max(self._surprise(name, question, size) for name in known)
        most = max(told.values(), default=0.0)
        weights = {question: exp(value - most) for question, value in told.items()}
        whole = sum(weights.values())
        return {question: weight / whole for question, weight in weights.items()}

    def _surprise(self, name: str, question: str, size: int) -> float:
        said = self._saying[name]
        usual = sum(said.values()) / len(self._paraphrases)
        return log((said[question] + _DOUBT * usual) / ((size + _DOUBT) * usual))

    def _nearest(self, asked: Sequence[Feature]) -> Mapping[str, float]:
        """How alike the features are to the two nearest paraphrases of each stored question, from 0 to 1.

        What is met weighs as what it is met by: a value that a paraphrase takes is no rare word beside it.
        """
        heaviest = tuple(map(self._heaviest, asked))
        is_value, most = tuple(map(_is_value, asked)), sum(heaviest)
        found: dict[str, list[float]] = {}
        for at, matches in self._met(asked).items():
            met, whole = 0.0, most + self._whole[at]
            for order, weight in matches.values():
                met += weight
                whole += weight - heaviest[order] if is_value[order] else 0.0
            share = 1.0 if self._needed[at] <= matches.keys() else _NEEDED_UNSAID
            likeness = share * 2 * met / whole if whole else 0.0
            found.setdefault(self._paraphrases[at].question, []).append(likeness)
        return {question: _of_best(values) for question, values in found.items()}

    def _met(self, asked: Sequence[Feature]) -> Mapping[int, Mapping[int, tuple[int, float]]]:
        """Of each paraphrase the places that features meet: which of them does, and how telling that is."""
        shared: dict[int, dict[int, tuple[int, float]]] = defaultdict(dict)
        for order, feature in enumerate(asked):
            fitting: dict[int, tuple[float, int]] = {}
            for name in feature.names:
                weight = self.weight(name)
                for at, place in self._having.get(name, ()):
                    if place not in shared[at] and (at not in fitting or fitting[at][0] < weight):
                        fitting[at] = (weight, place)
            for at, (weight, place) in fitting.items():
                shared[at][place] = (order, weight)
        return shared

    def _heaviest(self, feature: Feature) -> float:
        return max(map(self.weight, feature.names))


def _needed_places(paraphrase: Paraphrase, counted: frozenset[str]) -> Iterator[int]:
    """The places of what must be said too: what is not so, and which of the `counted` things it counts."""
    counts = any(MANY in one.names for one in paraphrase.features)
    for at, one in enumerate(paraphrase.features):
        if all(map(is_denial, one.names)) or (counts and not counted.isdisjoint(one.names)):
            yield at


def is_denial(name: str) -> bool:
    """Whether the name is that of something denied."""
    return name.startswith(NOT)


def _is_value(feature: Feature) -> bool:
    """Whether it is but a value of a kind, rather than a word that asks something besides."""
    return not any(name.startswith("concept:") for name in feature.names)


def _of_best(values: Iterable[float]) -> float:
    best, *rest = sorted(values, reverse=True)
    if best > _THE_SAME:
        return best + _SAID_JUST_SO
    return (1 - _SECOND_SHARE) * best + _SECOND_SHARE * (rest[0] if rest else best)


def _names(asking: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The names of features that each question's paraphrases have."""
    found: dict[str, set[str]] = defaultdict(set)
    for question, name in asking:
        found[question].add(name)
    return {question: frozenset(names) for question, names in found.items()}


def _saying(paraphrases: Iterable[Paraphrase]) -> dict[str, Counter[str]]:
    """How many paraphrases of each question have a feature of each name."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in paraphrases:
        for name in {name for feature in one.features for name in feature.names}:
            found[name][one.question] += 1
    return found


def _having(paraphrases: Iterable[Paraphrase]) -> dict[str, list[tuple[int, int]]]:
    """The paraphrases, and their features' places, that have each name."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, one in enumerate(paraphrases):
        for place, feature in enumerate(one.features):
            for name in feature.names:
                found[name].append((at, place))
    return found
