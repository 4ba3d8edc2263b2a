"""What share of facts is right, from counts on annotated rows: of a field, by rules and by doubts.

On the rows that rules were written with, rules are right; that says little of the next report. So a fact's
figure begins at its field's prior, the share confirmed of rows that no rule had seen. Its rule and the doubts
about it then move the odds, by weights that logistic regression finds on all annotated rows: mending changes
how many facts are wrong, but less which ones. A penalty keeps a weight near nothing where cases are few.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log

from ontology.certainty import SURE

_WORTH = 0.2
"""What a fact of a row that rules were mended on tells of a field, beside a fresh one."""
# As if two more fresh facts of every field had been read, and all but a fifth of one confirmed.
_SUPPOSED, _SUPPOSED_CONFIRMED = 2, 1.8
_PENALTY = 0.5
"""Of a weight: as if it were drawn from a normal distribution whose variance is one through this."""
_SWEEPS = 40
_LEAST, _MOST = 0.02, 0.99
_TELLING = -0.2
"""A sign that weighs less lowers the odds by a fifth at least, and is told as a doubt."""
_TOLD = 3
"""So many doubts are told of a fact or of a part of it, the weightiest."""


@dataclass(frozen=True, slots=True)
class Cases:
    """How many right and how many wrong facts there were of that rule, with exactly these doubts."""

    rule: str
    doubts: tuple[str, ...]
    right: int
    wrong: int

    @property
    def signs(self) -> tuple[str, ...]:
        """All that tells something of these facts: the rule and the doubts."""
        return (rule_sign(self.rule), *self.doubts)


def rule_sign(rule: str) -> str:
    """The name under which a rule has its weight, apart from those of doubts."""
    return f"rule {rule}"


@dataclass(frozen=True, slots=True)
class FieldTally:
    """What a set of annotated rows says of one field, or of one part of its values."""

    confirmed: int
    of: int
    cases: tuple[Cases, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the logarithm of the odds, and what is added to every fact for balance.

    A rule that no row has tried adds what rules add on average.
    """

    balance: float = 0.0
    signs: Mapping[str, float] = field(default_factory=dict)
    untried: float = 0.0

    def of(self, rule: str, doubts: Iterable[str]) -> float:
        """What the rule and all these doubts add."""
        own = self.signs.get(rule_sign(rule), self.untried)
        return self.balance + own + sum(self.signs.get(one, 0.0) for one in doubts)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a set of rows said before any rule was mended on it.

    `worth` is what its facts weigh beside those of the newest set: older ones were read by older rules.
    """

    worth: float
    fields: Mapping[str, FieldTally]


@dataclass(frozen=True)
class Counted:
    """All counts by field: of sets of rows at first sight, and of all rows as the mended rules read them.

    `weighed` are weights that were found of them before; others are found when asked for.
    """

    first_sight: Mapping[str, Sight]
    mended: Mapping[str, FieldTally]
    weighed: Mapping[str, Weights] = field(default_factory=dict)

    def prior(self, field: str) -> float:
        """The share of the field's facts that is expected to be right, whatever rule decided."""
        fresh = [(one.worth, one.fields[field]) for one in self.first_sight.values() if field in one.fields]
        fresh += [(_WORTH, self.mended[field])] if field in self.mended else []
        confirmed = sum(worth * tally.confirmed for worth, tally in fresh)
        of = sum(worth * tally.of for worth, tally in fresh)
        return (confirmed + _SUPPOSED_CONFIRMED) / (of + _SUPPOSED)

    def cases(self, field: str) -> tuple[Cases, ...]:
        """The facts of all sets by rule and doubts."""
        return tuple(one for tally in self._all(field) for one in tally.cases)

    def weights(self, field: str) -> Weights:
        """What rules and doubts add to the odds of the field's facts, or of a part of them."""
        if field in self.weighed:
            return self.weighed[field]
        if field not in self._fitted:
            self._fitted[field] = fitted(self.cases(field))
        return self._fitted[field]

    @cached_property
    def _fitted(self) -> dict[str, Weights]:
        return {}

    def confidence(self, field: str, rule: str, doubts: frozenset[str] = frozenset()) -> float:
        """The share of such facts that is expected to be right, in hundredths."""
        key = (field, rule, doubts)
        if key not in self._kept:
            self._kept[key] = self._confidence(field, rule, doubts)
        return self._kept[key]

    def belief(self, field: str, rule: str, signs: frozenset[str]) -> tuple[float, tuple[str, ...]]:
        """How sure the field's fact is, and where it is not quite, what makes it less so."""
        confidence = self.confidence(field, rule, signs)
        return confidence, self._against(field, signs) if confidence < SURE else ()

    def _against(self, field: str, signs: frozenset[str]) -> tuple[str, ...]:
        """Those of the signs that make the field's facts likeliest to be wrong, the weightiest first."""
        key = (field, signs)
        if key not in self._lowering:
            weights = self.weights(field).signs
            lowering = [sign for sign in signs if weights.get(sign, 0.0) < _TELLING]
            self._lowering[key] = tuple(sorted(lowering, key=lambda sign: (weights[sign], sign))[:_TOLD])
        return self._lowering[key]

    @cached_property
    def _lowering(self) -> dict[tuple[str, frozenset[str]], tuple[str, ...]]:
        return {}

    @cached_property
    def _kept(self) -> dict[tuple[str, str, frozenset[str]], float]:
        return {}

    def _confidence(self, field: str, rule: str, doubts: frozenset[str]) -> float:
        odds = _odds(self.prior(field)) + self.weights(field).of(rule, doubts)
        return round(min(max(_share(odds), _LEAST), _MOST), 2)

    def _all(self, field: str) -> Iterator[FieldTally]:
        for fields in (*(one.fields for one in self.first_sight.values()), self.mended):
            if field in fields:
                yield fields[field]


# ── what rules and doubts weigh ───────────────────────────────────────────────────────────────────────────


def fitted(cases: Sequence[Cases]) -> Weights:
    """The weights under which these facts are likeliest, each found in turn by Newton's method.

    The balance is that over what the share of right facts says alone, so that the weights can be added to any
    other share (King and Zeng, 2001).
    """
    right, wrong = sum(one.right for one in cases), sum(one.wrong for one in cases)
    if not right or not wrong:
        return Weights()
    about = _by_sign(cases)
    weights = dict.fromkeys(about, 0.0)
    balance, base = 0.0, _odds(right / (right + wrong))
    for _ in range(_SWEEPS):
        balance += _step(cases, base + balance, weights, 0.0, 0.0)
        for sign, own in about.items():
            weights[sign] += _step(own, base + balance, weights, weights[sign], _PENALTY)
    tried = sum((one.right + one.wrong) * weights[rule_sign(one.rule)] for one in cases)
    return Weights(balance, weights, tried / (right + wrong))


def _by_sign(cases: Iterable[Cases]) -> dict[str, list[Cases]]:
    """The cases that each sign is one of, the signs in order."""
    found: dict[str, list[Cases]] = {}
    for one in cases:
        for sign in one.signs:
            found.setdefault(sign, []).append(one)
    return dict(sorted(found.items()))


def _step(
    cases: Iterable[Cases], base: float, weights: Mapping[str, float], weight: float, penalty: float
) -> float:
    """By how much the weight of a sign that these cases share is to change."""
    slope, curvature = -penalty * weight, penalty
    for one in cases:
        share = _share(base + sum(weights[sign] for sign in one.signs))
        slope += one.right - (one.right + one.wrong) * share
        curvature += (one.right + one.wrong) * share * (1 - share)
    return slope / max(curvature, 1e-6)


def _odds(share: float) -> float:
    return log(share / max(1 - share, 1e-9))


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))
