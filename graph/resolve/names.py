"""What an organisation's name is made of: form, unit, town, state, proper name, the words that remain."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.resolve.vocabulary import OrganisationWords, Stems, organisation_words
from graph.resolve.words import fold, is_acronym, stem, tidy, words

_TOKEN = re.compile(r"[^\W_]+|[«»]")
_APPOSITION = re.compile(r"(?<=») - [а-яё].*$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ADJECTIVE = re.compile(r"(?:ая|яя|ое|ее|ый|ий|ой|ые|ие|ого|его|ому|ему|ых|их|ым|им|ую|юю)$")
_OF_A_FORM = re.compile(r"(?:ое|ее|ая|яя|ого|его|ому|ему|ой)$")  # «консалтинговое» унитарное предприятие
_TOWN_MARKS = frozenset({"г", "гор", "город", "пгт", "пос", "поселок"})
_REGION = re.compile(r"[сц]к(?:ой|ого|ому|ая|ую|ий)$")  # «Родной край» is a name, «Псковской области» a place
_REGION_NOUNS = frozenset({"области", "область", "края", "краю"})
_IN_QUOTES = frozenset("«»")
_HEAD_LENGTHS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name taken apart; all words are stems.

    `core` has the words that are neither form, town, state, region nor namesake, in order, abbreviations of
    kinds («ДШИ») spelt out; `proper` those of its innermost quoted name, `around` those outside it.
    `unit` is what stands before the legal form and makes it a part of that body.
    """

    text: str
    core: Stems
    proper: Stems
    around: Stems
    readable: str
    form: str | None = None
    unit: Stems = ()
    states: frozenset[str] = frozenset()
    region: str | None = None
    town: Stems = ()
    namesake: Stems = ()
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
    def is_distinctive(self) -> bool:
        """Whether some word of it is not shared by many organisations."""
        return bool(self.numbers or self.namesake or self.region or self.states) or any(
            word not in organisation_words().generic for word in self.core
        )


@dataclass(slots=True)
class _Draft:
    """The tokens left to explain, and what has been explained."""

    tokens: list[str]
    lexicon: OrganisationWords
    form: str | None = None
    unit: Stems = ()
    states: set[str] = field(default_factory=set)
    region: str | None = None
    town: Stems = ()
    namesake: Stems = ()
    core_words: list[str] = field(default_factory=list)

    @property
    def stems(self) -> list[str]:
        return [stem(token) for token in self.tokens]

    def drop(self, start: int, end: int) -> None:
        del self.tokens[start:end]


@lru_cache(maxsize=400_000)
def parse_name(text: str) -> OrganisationName:
    """The parts of an organisation's name."""
    flat = _APPOSITION.sub("", tidy(text))
    draft = _Draft(_TOKEN.findall(_BRACKETS.sub(r" \1 ", flat)), organisation_words())
    for step in STEPS:
        step(draft)
    return _finished(text, flat, draft)


def _take_namesake(draft: _Draft) -> None:
    """«имени А.Т. Твардовского» up to the closing mark."""
    for index, token in enumerate(draft.tokens):
        if fold(token) in ("имени", "им"):
            end = index + 1
            while (
                end < len(draft.tokens) and draft.tokens[end] not in _IN_QUOTES and draft.tokens[end] != "г"
            ):
                end += 1
            draft.namesake = tuple(stem(word) for word in draft.tokens[index + 1 : end] if len(word) > 2)
            draft.drop(index, end)
            return


def _take_states(draft: _Draft) -> None:
    """«Республики Беларусь», unless it only tells where: «в Российской Федерации»."""
    found, index = draft.stems, len(draft.tokens) - 1
    while index >= 0:
        state = draft.lexicon.states.at(found, index)
        if state is not None:
            where_only = index > 0 and draft.tokens[index - 1] == "в"
            if not where_only:
                draft.states.add(state[1])
            draft.drop(index - where_only, index + state[0])
        index -= 1


def _take_parents(draft: _Draft) -> None:
    """«Федерального Собрания» after the chamber's own name."""
    found = draft.stems
    for index in range(1, len(found)):
        parent = draft.lexicon.parents.at(found, index)
        if parent is not None:
            draft.drop(index, index + parent[0])
            return


def _take_region(draft: _Draft) -> None:
    """«Смоленской области», «по Смоленской области»."""
    for index in range(1, len(draft.tokens)):
        noun, adjective = fold(draft.tokens[index]), draft.tokens[index - 1]
        if noun in _REGION_NOUNS and _REGION.search(adjective.lower()) is not None:
            draft.region = stem(adjective)
            start = index - 2 if index > 1 and draft.tokens[index - 2] == "по" else index - 1
            draft.drop(start, index + 1)
            return


def _take_town(draft: _Draft) -> None:
    """«г. Витебска», «города Великие Луки»."""
    for index, token in enumerate(draft.tokens[:-1]):
        name = draft.tokens[index + 1]
        if (token in _TOWN_MARKS or stem(token) == "город") and name[:1].isupper():
            end = index + 2
            if _ADJECTIVE.search(name) is not None and end < len(draft.tokens):
                end += draft.tokens[end][:1].isupper()
            draft.town = tuple(stem(word) for word in draft.tokens[index + 1 : end])
            start = index - 1 if index > 0 and draft.tokens[index - 1] == "в" else index
            draft.drop(start, end)
            return


def _take_areas(draft: _Draft) -> None:
    """«муниципальный район», «муниципальный округ» after an area's adjective count as one kind."""
    found = draft.stems
    for index in range(1, len(found)):
        kind = draft.lexicon.area_kinds.at(found, index)
        if kind is not None and _ADJECTIVE.search(draft.tokens[index - 1]) is not None:
            draft.tokens[index : index + kind[0]] = ["округ"]
            return


def _take_form(draft: _Draft) -> None:
    """The legal form, short or in full, and the unit before it."""
    span = _find_form(draft)
    if span is None:
        return
    start, end, draft.form = span
    while end < len(draft.tokens) and draft.tokens[end] in draft.lexicon.form_additions:
        end += 1
    while start > 0 and stem(draft.tokens[start - 1]) in draft.lexicon.form_adjectives:
        start -= 1
    before = [stem(token) for token in draft.tokens[:start] if token not in _IN_QUOTES]
    named = any(draft.lexicon.parts.at(before, index) for index in range(len(before)))
    if before and (named or _OF_A_FORM.search(draft.tokens[start - 1].lower()) is None):
        draft.unit = tuple(before)
    draft.drop(start, end)


def _find_form(draft: _Draft) -> tuple[int, int, str] | None:
    lexicon, found = draft.lexicon, draft.stems
    for index, token in enumerate(draft.tokens):
        if token in lexicon.form_class:
            return index, index + 1, lexicon.form_class[token]
        if token.isupper() and _institution_code().match(token) is not None:
            return index, index + 1, "institution"
        if found[index] in lexicon.institution_nouns:
            return (*_institution_span(draft, index), "institution")
        full = lexicon.full_forms.at(found, index)
        if full is not None:
            return index, index + full[0], full[1]
    return None


def _institution_span(draft: _Draft, noun: int) -> tuple[int, int]:
    found, start, end = draft.stems, noun, noun + 1
    while start > 0 and found[start - 1] in draft.lexicon.institution_before:
        start -= 1
    while end < len(found) and found[end] in draft.lexicon.institution_after:
        end += 1
    return start, end


@lru_cache(maxsize=1)
def _institution_code() -> re.Pattern[str]:
    return re.compile(organisation_words().institution_code)


def _spell_out(draft: _Draft) -> None:
    """Abbreviations of kinds become words, wordings of one thing one wording."""
    spelt: list[str] = []
    for token in draft.tokens:
        spelt.extend(draft.lexicon.abbreviations.get(token, (token,)))
    found, index = [stem(word) for word in spelt], 0
    while index < len(found):
        same = draft.lexicon.synonyms.at(found, index)
        if same is None:
            draft.core_words.append(spelt[index])
            index += 1
        else:
            draft.core_words.extend(words(same[1]))
            index += same[0]


STEPS: tuple[Callable[[_Draft], None], ...] = (
    _take_namesake,
    _take_states,
    _take_parents,
    _take_region,
    _take_form,
    _take_town,
    _take_areas,
    _spell_out,
)


def _finished(text: str, flat: str, draft: _Draft) -> OrganisationName:
    lexicon = draft.lexicon
    kept = [word for word in draft.core_words if word not in _IN_QUOTES and stem(word) not in lexicon.filler]
    core = tuple(stem(word) for word in kept)
    proper_text = _proper_text(draft.core_words)
    proper = tuple(stem(word) for word in proper_text if stem(word) not in lexicon.filler)
    around = _without(core, proper)
    named = proper_text or draft.core_words
    acronyms = [word for word in proper_text if is_acronym(word)]
    if not proper_text and len(kept) == 1 and is_acronym(kept[0]):
        acronyms = kept
    return OrganisationName(
        text=text,
        core=core,
        proper=proper,
        around=tuple(word for word in around if word not in lexicon.honours),
        readable=" ".join(word for word in draft.tokens if word not in _IN_QUOTES),
        form=draft.form,
        unit=draft.unit,
        states=frozenset(draft.states),
        region=draft.region,
        town=draft.town,
        namesake=draft.namesake,
        numbers=frozenset(word for word in core if word.isdigit()),
        honours=_groups(around, lexicon.honours) - {"none"},
        arts=_groups(around, lexicon.arts),
        acronym=fold(acronyms[0]) if len(acronyms) == 1 and len(proper_text or kept) == 1 else None,
        initials=_initials([word for word in named if word not in _IN_QUOTES], lexicon),
    )


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


def _without(core: Stems, proper: Stems) -> Stems:
    left = list(proper)
    kept = []
    for word in core:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return tuple(kept)


def _groups(found: Stems, groups: Mapping[str, str]) -> frozenset[str]:
    return frozenset(groups[word] for word in found if word in groups)


def _initials(named: list[str], lexicon: OrganisationWords) -> frozenset[str]:
    """The initial letters of two words or more, with and without connectives, and with the first begun."""
    named = [word for word in named if word.isalpha()]
    content = [word for word in named if stem(word) not in lexicon.filler]
    if len(content) < 2:
        return frozenset()
    letters = ["".join(word[0] for word in some) for some in (named, content)]
    if len(content) > 2:  # «СмолГУ»
        rest = "".join(word[0] for word in content[1:])
        letters += [content[0][:length] + rest for length in _HEAD_LENGTHS]
    return frozenset(fold(one) for one in letters)
