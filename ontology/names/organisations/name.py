"""What an organisation's name is made of: form, unit, town, state, proper name, the words that remain."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontology.names.organisations.lexicon import organisation_words
from ontology.names.organisations.steps import QUOTES, STEPS, Draft
from ontology.names.words import Bases, base, fold, is_acronym, tidy, words
from ontology.remembered import remembered

_TOKEN = re.compile(r"[^\W_]+|[«»]")
_APPOSITION = re.compile(r"(?<=») - (\w).*$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_HEAD_LENGTHS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name taken apart; all words are bases.

    `core` has the words that are neither form, town, state, region nor namesake, in order, abbreviations of
    kinds («ДШИ») spelt out; `proper` those of its innermost quoted name, `around` those outside it.
    `unit` is what stands before the legal form and makes it a part of that body.
    """

    text: str
    core: Bases
    proper: Bases
    around: Bases
    readable: str
    form: str | None = None
    unit: Bases = ()
    states: frozenset[str] = frozenset()
    region: str | None = None
    town: Bases = ()
    namesake: Bases = ()
    numbers: frozenset[str] = frozenset()
    honours: frozenset[str] = frozenset()
    arts: frozenset[str] = frozenset()
    acronym: str | None = None
    initials: frozenset[str] = frozenset()

    @property
    def joined(self) -> str:
        """The core without gaps."""
        return "".join(self.core)

    @property
    def letters(self) -> str:
        """The readable name without gaps, so that a hyphen at a line's end makes no difference."""
        return fold("".join(words(self.readable)))

    @property
    def is_generic(self) -> bool:
        """Whether many organisations share all its words."""
        return organisation_words().generic.issuperset(self.core)

    @property
    def has_own_proper(self) -> bool:
        """Whether its quoted name is not one that many bear."""
        return not organisation_words().generic.issuperset(self.proper)

    @property
    def is_distinctive(self) -> bool:
        """Whether some word of it is not shared by many organisations."""
        return bool(self.numbers or self.namesake or self.region or self.states) or any(
            word not in organisation_words().generic for word in self.core
        )


@lru_cache(maxsize=400_000)
def take_apart(text: str) -> OrganisationName:
    """The parts of an organisation's name."""
    flat = _APPOSITION.sub(_kept_capitals, tidy(text))
    draft = Draft(_TOKEN.findall(_BRACKETS.sub(r" \1 ", flat)))
    for step in STEPS:
        step(draft)
    return _finished(text, draft)


def _kept_capitals(apposition: re.Match[str]) -> str:
    """Nothing of what only describes the body in small letters after a dash."""
    return "" if apposition[1].islower() else apposition[0]


@remembered
def spelt_out(text: str) -> frozenset[str]:
    """The dictionary forms of a name's words, shortened ones written out, without those that tell nothing."""
    lexicon = organisation_words()
    told = (lexicon.in_full.get(base(word), (base(word),)) for word in words(text))
    return frozenset(word for full in told for word in full) - lexicon.filler - lexicon.namesake_marks


def _finished(text: str, draft: Draft) -> OrganisationName:
    lexicon = organisation_words()
    plain = _unquoted(draft.core_words)
    kept = [word for word in plain if base(word) not in lexicon.filler]
    quoted = _proper_text(draft.core_words)
    core, proper = tuple(map(base, kept)), _without(tuple(map(base, quoted)), lexicon.filler)
    around = _left_of(core, proper)
    return OrganisationName(
        text=text,
        core=core,
        proper=proper,
        around=_without(around, lexicon.honours),
        readable=" ".join(_unquoted(draft.tokens)),
        form=draft.form,
        unit=draft.unit,
        states=frozenset(draft.states),
        region=draft.region,
        town=draft.town,
        namesake=draft.namesake,
        numbers=frozenset(filter(str.isdigit, core)),
        honours=_groups(around, lexicon.honours) - {"none"},
        arts=_groups(around, lexicon.arts),
        acronym=_acronym(quoted or kept),
        initials=_initials([word for word in quoted or plain if word.isalpha()]),
    )


def _unquoted(tokens: list[str]) -> list[str]:
    return [word for word in tokens if word not in QUOTES]


def _acronym(named: list[str]) -> str | None:
    """The abbreviation that alone is the quoted name, or the whole one («СмолГУ»)."""
    if len(named) != 1 or not is_acronym(named[0]):
        return None
    return fold(named[0])


def _proper_text(tokens: list[str]) -> list[str]:
    """The words of the innermost quoted name; none where nothing is quoted."""
    best: list[str] = []
    inner: list[str] | None = None
    for piece in tokens:
        if piece == "«":
            inner = []
        elif piece == "»":
            best = inner if inner else best
            inner = None
        elif inner is not None:
            inner.append(piece)
    return inner if inner else best


def _without(found: Bases, words_out: Container[str]) -> Bases:
    return tuple(word for word in found if word not in words_out)


def _left_of(core: Bases, proper: Bases) -> Bases:
    """The core but for the words of the proper name, each taken out once."""
    left = list(proper)
    kept = []
    for word in core:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return tuple(kept)


def _groups(found: Bases, groups: Mapping[str, str]) -> frozenset[str]:
    return frozenset(groups[word] for word in found if word in groups)


def _initials(named: list[str]) -> frozenset[str]:
    """The initial letters of two words or more, with and without connectives, and with the first begun."""
    content = [word for word in named if base(word) not in organisation_words().filler]
    if len(content) < 2:
        return frozenset()
    letters = [_letters_of(some) for some in (named, content)]
    if len(content) > 2:  # «СмолГУ»
        rest = _letters_of(content[1:])
        letters += [content[0][:length] + rest for length in _HEAD_LENGTHS]
    return frozenset(map(fold, letters))


def _letters_of(named: list[str]) -> str:
    return "".join(word[0] for word in named)
