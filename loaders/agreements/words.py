"""agreements.yml, statuses.yml, terms.yml: the words that tell of agreements, typed at one door."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from loaders.cell.expressions import Expression, keep_needs
from ontology.lexicon.months import named_in_full
from ontology.lexicon.numbers import amounts, ordinals, tens
from ontology.plain import plain as compared
from ontology.plain import with_e
from ontology.yaml_files import read_typed, read_yaml

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
class StatusRule:
    """Patterns over what stands about a document's noun, and what they tell; `for_` is a phrase of it."""

    rule: str
    for_: str
    status: str | None = None
    life: str | None = None
    before: Expression | None = None
    after: Expression | None = None
    lead: Expression | None = None
    unless: Expression | None = None
    both: bool = False

    @property
    def name(self) -> str:
        """What it is called in the evidence."""
        return self.rule

    @property
    def code(self) -> str | None:
        """The status or the life that it tells."""
        return self.status or self.life

    @property
    def example(self) -> str:
        """A phrase that it reads."""
        return self.for_

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
class CodedPattern:
    """A pattern over plain text, a phrase that it is for, and the code that it tells.

    The code of a relation stands beside it in the file; that of a term is the name of its list.
    """

    pattern: Expression
    for_: str
    relation: str = ""
    term: str = ""

    @property
    def code(self) -> str:
        """What it tells."""
        return self.relation or self.term

    @property
    def example(self) -> str:
        """A phrase that it reads."""
        return self.for_


@dataclass(frozen=True)
class CountedDay:
    """A pattern over plain text, a phrase that it is for, and how many days on it counts."""

    pattern: Expression
    for_: str
    days: int


@dataclass(frozen=True)
class Terms:
    """terms.yml, its patterns compiled."""

    signs: Mapping[str, str]
    lasting: tuple[CodedPattern, ...]
    years: tuple[CodedPattern, ...]
    parts: tuple[CodedPattern, ...]
    until: tuple[CodedPattern, ...]
    endless: tuple[CodedPattern, ...]
    automatic: tuple[CodedPattern, ...]
    ago: tuple[CodedPattern, ...]
    of_school: Expression
    ends_of_year: tuple[str, ...]
    next_one: str
    before_last: str
    month_word: str
    range: Expression
    day_of_event: Expression
    days_of_event: Mapping[str, int]
    day_in_words: Expression
    day_number: Expression
    day: Expression
    month: Expression
    year: Expression
    part_months: Mapping[str, int]
    units: Mapping[str, int]

    @cached_property
    def patterns(self) -> tuple[CodedPattern, ...]:
        """The patterns of all kinds of terms, in the order of asking."""
        kinds = ("lasting", "years", "parts", "until", "endless", "automatic")
        return tuple(replace(one, term=kind) for kind in kinds for one in getattr(self, kind))


@dataclass(frozen=True)
class DocumentWords:
    """agreements.yml, its patterns compiled."""

    followed_by: Mapping[str, tuple[str, ...]]
    preceded_by: Mapping[str, tuple[str, ...]]
    no_noun_after: Mapping[str, tuple[str, ...]]
    draft: str
    arrangement: str
    genitive_endings: Mapping[str, str]
    cautious: frozenset[str]
    pointing: Expression
    supplements: frozenset[str]
    supplementing: frozenset[str]
    counted: Expression
    many: Expression
    not_after: Expression
    not_before: Expression
    arrangements: Expression
    arranged_signature: Expression
    signature_told: Expression
    accessions: Expression
    accession_ahead: Expression
    accession_talked: Expression
    withdrawals: Expression
    side_nouns: frozenset[str]
    place_nouns: frozenset[str]
    signers: Expression
    of_whom: Expression
    sided: Mapping[str, int]
    traders: Expression
    heads_of_region: Expression
    heads_of_municipality: Expression
    heads_of_town: Expression
    signing: Expression
    signed_by: Expression
    signs_firm: Expression
    name_ends: Expression
    parties_end: Expression
    dangling: Expression
    joins_documents: Expression
    covers: Expression
    names_fields: Expression


@dataclass(frozen=True)
class StatusWords:
    """statuses.yml, its patterns compiled; `words` stand in them by name, `signs` by one letter."""

    words: Mapping[str, str]
    signs: Mapping[str, str]
    statuses: tuple[StatusRule, ...]
    lives: tuple[StatusRule, ...]
    no_life: Expression
    relations: tuple[CodedPattern, ...]
    of_intent: Expression
    successor: Expression
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
    counted_days: tuple[CountedDay, ...]
    told_when: Expression
    not_signing: Expression
    signing_told: Expression
    joins_run: Expression
    leads_on: Expression
    signs_next: Expression
    of_one: Expression
    are_several: Expression
    governs: Expression
    having_signed: Expression
    signed_by_people: Expression
    signed_by_means: Expression
    only_there: Expression
    changed_by_it: Expression
    done_by_it: Expression
    done_with: Expression
    day_of_signing: Expression


@dataclass(frozen=True)
class Vocabulary(DocumentWords, StatusWords):
    """agreements.yml and statuses.yml."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words and rules of agreements.yml and statuses.yml."""
    file = _FOLDER / "statuses.yml"
    stated: Mapping[str, Mapping[str, str]] = read_yaml(file)
    words, signs = stated["words"], stated["signs"]
    expressions: list[Expression] = []

    def compiled(pattern: str | Sequence[str]) -> Expression:
        whole = pattern if isinstance(pattern, str) else "|".join(pattern)
        expressions.append(_compiled(whole, words, signs))
        return expressions[-1]

    own = {Expression: compiled}
    documents = read_typed(_FOLDER / "agreements.yml", DocumentWords, own)
    statuses = read_typed(file, StatusWords, own)
    keep_needs(file, expressions)
    return Vocabulary(**vars(documents), **vars(statuses))


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
    file = _FOLDER / "terms.yml"
    stated: Mapping[str, Mapping[str, str]] = read_yaml(file)
    numbers = "|".join(sorted(map(with_e, amounts()), key=lambda form: (-len(form), form)))
    words = {
        "months": rf"{named_in_full()}\w*",
        "numbers": numbers,
        "ordinals": "|".join(sorted(ordinals(), key=len, reverse=True)),
        "tens": "|".join(tens()),
    }
    signs = {sign: _with_words(pattern, words) for sign, pattern in stated["signs"].items()}
    expressions: list[Expression] = []

    def compiled(pattern: str) -> Expression:
        whole = _with_words(re.sub(r"\b[NUDM]\b", lambda match: signs[match.group()], pattern), words)
        expressions.append(Expression(whole))
        return expressions[-1]

    read = read_typed(file, Terms, {Expression: compiled})
    keep_needs(file, expressions)
    return read


@lru_cache(maxsize=32)
def plain(text: str) -> str:
    """The text in lower case with ё as е and every white space a space; as long as before."""
    return _SPACE.sub(" ", compared(text))


def before(text: str, end: int, length: int, start: int = 0) -> str:
    """What stands right before a character, `length` characters at most and none before `start`."""
    return text[max(start, end - length) : end]
