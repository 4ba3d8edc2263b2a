"""The steps that take an organisation's name apart, each explaining some of its words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from ontology.names.organisations.lexicon import OrganisationWords, organisation_words
from ontology.names.words import Bases, base, fold, words

_ADJECTIVE = re.compile(r"(?:ая|яя|ое|ее|ый|ий|ой|ые|ие|ого|его|ому|ему|ых|их|ым|им|ую|юю)$")
_OF_A_FORM = re.compile(r"(?:ое|ее|ая|яя|ого|его|ому|ему|ой)$")  # «консалтинговое» унитарное предприятие
_REGION = re.compile(r"[сц]к(?:ой|ого|ому|ая|ую|ий)$")  # «Родной край» is a name, «Псковской области» a place
QUOTES = frozenset("«»")


@dataclass(slots=True)
class Draft:
    """The tokens left to explain, and what has been explained."""

    tokens: list[str]
    lexicon: OrganisationWords
    form: str | None = None
    unit: Bases = ()
    states: set[str] = field(default_factory=set)
    region: str | None = None
    town: Bases = ()
    namesake: Bases = ()
    core_words: list[str] = field(default_factory=list)

    @property
    def bases(self) -> list[str]:
        return [base(token) for token in self.tokens]

    def drop(self, start: int, end: int) -> None:
        del self.tokens[start:end]


def _take_namesake(draft: Draft) -> None:
    """«имени А.Т. Твардовского» up to the closing mark."""
    for index, token in enumerate(draft.tokens):
        if fold(token) in draft.lexicon.namesake_marks:
            end = index + 1
            while end < len(draft.tokens) and draft.tokens[end] not in QUOTES and draft.tokens[end] != "г":
                end += 1
            draft.namesake = tuple(base(word) for word in draft.tokens[index + 1 : end] if len(word) > 2)
            draft.drop(index, end)
            return


def _take_tail(draft: Draft) -> None:
    """«с углубленным изучением отдельных предметов»: told or not, the school is one."""
    found = draft.bases
    for index in range(1, len(found)):
        if draft.lexicon.tails.at(found, index) is not None:
            end = index
            while end < len(found) and not _ends_tail(draft, end):
                end += 1
            draft.drop(index, end)
            return


def _ends_tail(draft: Draft, index: int) -> bool:
    token = draft.tokens[index]
    marks = draft.lexicon.namesake_marks | draft.lexicon.town_marks
    return token in QUOTES or token.isdigit() or fold(token) in marks


def _take_states(draft: Draft) -> None:
    """«Республики Беларусь», unless it only tells where: «в Российской Федерации»."""
    found, index = draft.bases, len(draft.tokens) - 1
    while index >= 0:
        state = draft.lexicon.states.at(found, index)
        if state is not None:
            where_only = index > 0 and draft.tokens[index - 1] == "в"
            if not where_only:
                draft.states.add(state[1])
            draft.drop(index - where_only, index + state[0])
        index -= 1


def _take_parents(draft: Draft) -> None:
    """«Федерального Собрания» after the chamber's own name."""
    found = draft.bases
    for index in range(1, len(found)):
        parent = draft.lexicon.parents.at(found, index)
        if parent is not None:
            draft.drop(index, index + parent[0])
            return


def _take_region(draft: Draft) -> None:
    """«Смоленской области», «по Смоленской области»."""
    for index in range(1, len(draft.tokens)):
        noun, adjective = fold(draft.tokens[index]), draft.tokens[index - 1]
        if noun in draft.lexicon.region_nouns and _REGION.search(adjective.lower()) is not None:
            draft.region = base(adjective)
            start = index - 2 if index > 1 and draft.tokens[index - 2] == "по" else index - 1
            draft.drop(start, index + 1)
            return


def _take_town(draft: Draft) -> None:
    """«г. Витебска», «города Великие Луки»; at the end of a name «в Санкт-Петербурге», too."""
    for index, token in enumerate(draft.tokens[:-1]):
        name = draft.tokens[index + 1]
        if (token in draft.lexicon.town_marks or base(token) == "город") and name[:1].isupper():
            end = index + 2
            if _ADJECTIVE.search(name) is not None or base(name) in draft.lexicon.town_beginnings:
                end += end < len(draft.tokens) and draft.tokens[end][:1].isupper()
            _take(draft, index + 1, end, index - (index > 0 and draft.tokens[index - 1] == "в"))
            return
    _take_town_at_end(draft)


def _take_town_at_end(draft: Draft) -> None:
    tail = next((size for size in (2, 3) if draft.tokens[-size : -size + 1] == ["в"]), None)
    named = draft.tokens[1 - tail :] if tail is not None else []
    if tail is not None and len(draft.tokens) > tail and all(word[0].isupper() for word in named):
        start = len(draft.tokens) - tail
        _take(draft, start + 1, len(draft.tokens), start)


def _take(draft: Draft, name: int, end: int, start: int) -> None:
    draft.town = tuple(base(word) for word in draft.tokens[name:end])
    draft.drop(start, end)


def _take_areas(draft: Draft) -> None:
    """«муниципальный район», «муниципальный округ» after an area's adjective count as one kind."""
    found = draft.bases
    for index in range(1, len(found)):
        kind = draft.lexicon.area_kinds.at(found, index)
        if kind is not None and _ADJECTIVE.search(draft.tokens[index - 1]) is not None:
            draft.tokens[index : index + kind[0]] = ["округ"]
            return


def _take_form(draft: Draft) -> None:
    """The legal form, short or in full, and the unit before it."""
    span = _find_form(draft)
    if span is None:
        return
    start, end, draft.form = span
    while end < len(draft.tokens) and draft.tokens[end] in draft.lexicon.form_additions:
        end += 1
    while start > 0 and base(draft.tokens[start - 1]) in draft.lexicon.form_adjectives:
        start -= 1
    before = [base(token) for token in draft.tokens[:start] if token not in QUOTES]
    named = any(draft.lexicon.parts.at(before, index) for index in range(len(before)))
    if before and (named or _OF_A_FORM.search(draft.tokens[start - 1].lower()) is None):
        draft.unit = tuple(before)
    draft.drop(start, end)


def _find_form(draft: Draft) -> tuple[int, int, str] | None:
    lexicon, found = draft.lexicon, draft.bases
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


def _institution_span(draft: Draft, noun: int) -> tuple[int, int]:
    found, start, end = draft.bases, noun, noun + 1
    while start > 0 and found[start - 1] in draft.lexicon.institution_before:
        start -= 1
    while end < len(found) and found[end] in draft.lexicon.institution_after:
        end += 1
    return start, end


@lru_cache(maxsize=1)
def _institution_code() -> re.Pattern[str]:
    return re.compile(organisation_words().institution_code)


def _spell_out(draft: Draft) -> None:
    """Abbreviations of kinds become words, wordings of one thing one wording."""
    spelt: list[str] = []
    for token in draft.tokens:
        spelt.extend(draft.lexicon.abbreviations.get(token, (token,)))
    found, index = [base(word) for word in spelt], 0
    while index < len(found):
        same = draft.lexicon.synonyms.at(found, index)
        if same is None:
            draft.core_words.append(spelt[index])
            index += 1
        else:
            draft.core_words.extend(words(same[1]))
            index += same[0]


STEPS: tuple[Callable[[Draft], None], ...] = (
    _take_tail,
    _take_namesake,
    _take_states,
    _take_parents,
    _take_region,
    _take_form,
    _take_town,
    _take_areas,
    _spell_out,
)
