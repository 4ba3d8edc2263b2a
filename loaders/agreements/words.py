"""agreements.yml, statuses.yml, terms.yml: the words that tell of agreements, typed at one door."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.expressions import Expression, keep_needs
from ontology.morphology import parses
from ontology.plain import plain as compared
from ontology.plain import with_e
from ontology.yaml_files import read_yaml

_FOLDER = Path(__file__).parent
_SPACE = re.compile(r"[\s\u00a0]")
_NAMED_WORDS = re.compile(r"\{([a-z_]+)\}")
_SIGN = re.compile(r"(?<= )[WV]|D")


@dataclass(frozen=True, slots=True)
class AroundNoun:
    """What stands about a document's noun: before it, after it, and before a list it is a point of."""

    before: str
    after: str
    lead: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The words that a pattern found: in which part of a `AroundNoun`, and where there."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns over what stands about a document's noun, and what they tell; `example` is a phrase of it."""

    name: str
    code: str | None
    before: Expression | None
    after: Expression | None
    lead: Expression | None
    unless: Expression | None
    both: bool
    example: str

    def heard(self, place: AroundNoun) -> Heard | None:
        """The words by which it holds: those of its first pattern found; none where `both` are not."""
        if self.unless is not None and self.unless.search(place.before) is not None:
            return None
        first: Heard | None = None
        for part, pattern, words in (
            ("before", self.before, place.before),
            ("after", self.after, place.after),
            ("lead", self.lead, place.lead),
        ):
            match = pattern.search(words) if pattern is not None else None
            if match is not None:
                first = first or Heard(part, _own_start(match), match.end())
                if not self.both:
                    break
            elif self.both and pattern is not None:
                return None
        return first


def _own_start(match: re.Match[str]) -> int:
    """Where the words begin that tell it, after what only leads up to them: groups called `own`."""
    own = (match.start(name) for name, said in match.groupdict().items() if said is not None)
    return min(own, default=match.start())


@dataclass(frozen=True, slots=True)
class Told:
    """A pattern over plain text and the code that it tells; `example` is words that it is for."""

    code: str
    pattern: Expression
    example: str


@dataclass(frozen=True, slots=True)
class Terms:
    """terms.yml, its patterns compiled."""

    patterns: tuple[Told, ...]
    ago: tuple[Told, ...]
    of_school: Expression
    ends_of_year: tuple[str, ...]
    next_one: str
    before_last: str
    month_word: str
    range: Expression
    day_of_event: Expression
    days_of_event: Mapping[str, int]
    day: Expression
    month: Expression
    year: Expression
    numbers: Mapping[str, float]
    compounds: Mapping[str, int]
    ordinals: Mapping[str, int]
    part_months: Mapping[str, int]
    units: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """agreements.yml and statuses.yml, their patterns compiled."""

    documents: dict[str, str]
    followed_by: dict[str, tuple[str, ...]]
    preceded_by: dict[str, tuple[str, ...]]
    draft: str
    arrangement: str
    genitive_endings: dict[str, str]
    cautious: frozenset[str]
    supplements: frozenset[str]
    supplementing: frozenset[str]
    counted: Expression
    many: Expression
    not_after: Expression
    not_before: Expression
    statuses: tuple[Rule, ...]
    lives: tuple[Rule, ...]
    no_life: Expression
    relations: tuple[Told, ...]
    of_intent: Expression
    goes_on: Expression
    reworded: Expression
    reworded_after: Expression
    sides_do: Expression
    signature_words: Expression
    signs_quoted: Expression
    dated_by: Expression
    signed_already: Expression
    not_of_life: Expression
    concession: Expression
    made_under: Expression
    amended_by: Expression
    amended_with: Expression
    added_to: Expression
    same_day: Expression
    day_after: Expression
    told_when: Expression
    not_signing: Expression
    signing_told: Expression
    day_of_signing: Expression
    changed_by_it: Expression
    done_by_it: Expression
    covers: Expression
    names_fields: Expression
    are_several: Expression
    governs: Expression
    signed_by_people: Expression
    only_there: Expression
    arrangements: Expression
    arranged_signature: Expression
    signature_told: Expression
    accessions: Expression
    withdrawals: Expression
    side_nouns: frozenset[str]
    place_nouns: frozenset[str]
    signers: Expression
    of_whom: Expression
    sided: dict[str, int]
    traders: Expression
    heads_of_region: Expression
    heads_of_municipality: Expression
    heads_of_town: Expression
    signing: Expression
    signed_by: Expression
    name_ends: Expression
    parties_end: Expression
    dangling: Expression
    joins_documents: Expression


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words and rules of agreements.yml and statuses.yml."""
    data: dict[str, Any] = read_yaml(_FOLDER / "agreements.yml")
    fates: dict[str, Any] = read_yaml(_FOLDER / "statuses.yml")
    words = fates["words"]

    expressions: list[Expression] = []

    def compiled(pattern: str) -> Expression:
        expressions.append(_compiled(pattern, words, fates["signs"]))
        return expressions[-1]

    lists = {key: "|".join(data[key]) for key in ("arrangements", "accessions", "withdrawals", "signers")}
    single = (
        "counted", "many", "arranged_signature", "signature_told",
        "of_whom", "traders", "heads_of_region", "heads_of_municipality",
        "heads_of_town", "signing", "signed_by", "name_ends", "parties_end", "dangling", "joins_documents",
        "covers", "names_fields",
    )  # fmt: skip
    told = (
        "of_intent", "goes_on", "reworded", "reworded_after", "sides_do", "same_day", "day_after",
        "told_when",
        "not_signing", "signing_told", "governs", "are_several", "signed_by_people", "only_there",
        "signature_words", "signs_quoted", "dated_by", "signed_already", "not_of_life", "concession",
        "day_of_signing", "changed_by_it", "done_by_it",
        "made_under", "amended_by", "amended_with", "added_to",
    )  # fmt: skip
    told_by = Vocabulary(
        documents=data["documents"],
        followed_by={noun: tuple(begin) for noun, begin in data["followed_by"].items()},
        preceded_by={noun: tuple(begin) for noun, begin in data["preceded_by"].items()},
        draft=data["draft"],
        arrangement=data["arrangement"],
        genitive_endings=data["genitive_endings"],
        cautious=frozenset(data["cautious"]),
        supplements=frozenset(data["supplements"]),
        supplementing=frozenset(data["supplementing"]),
        not_after=compiled(data["no_document"]["before"]),
        not_before=compiled(data["no_document"]["after"]),
        side_nouns=frozenset(data["side_nouns"]),
        place_nouns=frozenset(data["place_nouns"]),
        sided=data["sided"],
        statuses=tuple(_rule(rule, "status", compiled) for rule in fates["statuses"]),
        lives=tuple(_rule(rule, "life", compiled) for rule in fates["lives"]["rules"]),
        no_life=compiled(fates["lives"]["unless"]),
        relations=tuple(_told(one, one["relation"], compiled) for one in fates["relations"]),
        **{key: compiled(data[key]) for key in single},
        **{key: compiled(fates[key]) for key in told},
        **{key: compiled(pattern) for key, pattern in lists.items()},
    )
    keep_needs(_FOLDER / "statuses.yml", expressions)
    return told_by


def _rule(rule: dict[str, Any], code: str, compiled: Callable[[str], Expression]) -> Rule:
    patterns = {
        key: compiled(rule[key]) if key in rule else None for key in ("before", "after", "lead", "unless")
    }
    return Rule(rule["rule"], rule.get(code), **patterns, both=rule.get("both", False), example=rule["for"])


def _told(one: dict[str, str], code: str, compiled: Callable[[str], Expression]) -> Told:
    return Told(code, compiled(one["pattern"]), one["for"])


def _compiled(pattern: str, words: Mapping[str, str], signs: Mapping[str, str]) -> Expression:
    """A pattern over a skeleton: {name} is words, the signs are what statuses.yml says of them."""
    pattern = _with_words(pattern, words)
    whole = _SIGN.sub(lambda match: _with_words(signs[match.group()], words), pattern)
    return Expression(whole, outline=_SIGN.sub(".*", pattern))


def _with_words(pattern: str, words: Mapping[str, str]) -> str:
    return _NAMED_WORDS.sub(lambda match: words[match[1]], pattern)


@lru_cache(maxsize=1)
def terms() -> Terms:
    """The words of terms.yml: how long a document holds, how long ago it was signed."""
    data: dict[str, Any] = read_yaml(_FOLDER / "terms.yml")
    forms = {with_e(form.word) for word in data["numbers"] for form in parses(word)[0].lexeme}
    numbers = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    words = {**data["words"], "numbers": numbers}
    signs = {sign: _with_words(pattern, words) for sign, pattern in data["signs"].items()}

    expressions: list[Expression] = []

    def compiled(pattern: str) -> Expression:
        whole = re.sub(r"\b[NUDM]\b", lambda match: signs[match.group()], pattern)
        expressions.append(Expression(whole))
        return expressions[-1]

    kinds = ("lasting", "years", "parts", "until", "endless", "automatic")
    read = Terms(
        patterns=tuple(_told(one, kind, compiled) for kind in kinds for one in data[kind]),
        ago=tuple(_told(one, "ago", compiled) for one in data["ago"]),
        **{
            key: compiled(data[key]) for key in ("of_school", "day_of_event", "range", "day", "month", "year")
        },
        ends_of_year=tuple(data["ends_of_year"]),
        next_one=data["next_one"],
        before_last=data["before_last"],
        month_word=data["month_word"],
        numbers=data["numbers"],
        compounds=data["compounds"],
        days_of_event=data["days_of_event"],
        ordinals=data["ordinals"],
        part_months=data["part_months"],
        units=data["units"],
    )
    keep_needs(_FOLDER / "terms.yml", expressions)
    return read


@lru_cache(maxsize=32)
def plain(text: str) -> str:
    """The text in lower case with ё as е and every white space a space; as long as before."""
    return _SPACE.sub(" ", compared(text))


def before(text: str, end: int, length: int, start: int = 0) -> str:
    """What stands right before a character, `length` characters at most and none before `start`."""
    return text[max(start, end - length) : end]
