"""The steps that take an organisation's name apart, each explaining some of its words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ontology.lexicon.organisations import form_of
from ontology.names.organisations.lexicon import (
    OrganisationWords,
    at_full_length,
    full_names,
    is_mark_of_namesake,
    organisation_words,
)
from ontology.names.words import Bases, base, fold, words

QUOTES = frozenset("«»")
_INSTITUTION = "institution"
_SHORTEST_NAME = 3  # letters of a namesake's word; what is shorter is an initial or «г»


@dataclass(slots=True)
class Draft:
    """The tokens left to explain, and what has been explained."""

    tokens: list[str]
    form: str | None = None
    unit: Bases = ()
    states: set[str] = field(default_factory=set)
    region: str | None = None
    town: Bases = ()
    namesake: Bases = ()
    core_words: list[str] = field(default_factory=list)

    @property
    def lexicon(self) -> OrganisationWords:
        """The words by which names are taken apart."""
        return organisation_words()

    @property
    def bases(self) -> list[str]:
        """The dictionary forms of the tokens left."""
        return [base(token) for token in self.tokens]

    def token(self, index: int) -> str:
        """The token there; empty outside."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def drop(self, start: int, end: int) -> None:
        """Leaves explained tokens out."""
        del self.tokens[start:end]


def _take_namesake(draft: Draft) -> None:
    """«имени А.Т. Твардовского» up to the closing mark."""
    index = next((i for i, token in enumerate(draft.tokens) if is_mark_of_namesake(token)), None)
    if index is None:
        return
    end = index + 1
    while end < len(draft.tokens) and not _ends_namesake(draft, end):
        end += 1
    named = (word for word in draft.tokens[index + 1 : end] if len(word) >= _SHORTEST_NAME)
    draft.namesake = tuple(base(word) for word in named)
    draft.drop(index, end)


def _ends_namesake(draft: Draft, index: int) -> bool:
    token = draft.tokens[index]
    return token in QUOTES or (len(token) == 1 and token in draft.lexicon.town_marks)


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
    return (
        token in QUOTES
        or token.isdigit()
        or is_mark_of_namesake(token)
        or fold(token) in draft.lexicon.town_marks
    )


def _take_states(draft: Draft) -> None:
    """«Республики Беларусь», unless it only tells where: «в Российской Федерации»."""
    found, index = draft.bases, len(draft.tokens) - 1
    while index >= 0:
        state = draft.lexicon.states.at(found, index)
        if state is not None:
            where_only = draft.token(index - 1) in draft.lexicon.inside
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
    """«Смоленской области», «по Смоленской области»; «Родной край» is a name."""
    lexicon = draft.lexicon
    for index in range(1, len(draft.tokens)):
        noun, adjective = fold(draft.tokens[index]), draft.tokens[index - 1]
        if noun in lexicon.region_nouns and adjective.lower().endswith(lexicon.endings.of_region):
            draft.region = base(adjective)
            draft.drop(index - 1 - (draft.token(index - 2) in lexicon.over), index + 1)
            return


def _take_town(draft: Draft) -> None:
    """«г. Витебска», «города Великие Луки»; at the end of a name «в Санкт-Петербурге», too."""
    for index, name in enumerate(draft.tokens[1:]):
        if _is_town_mark(draft, index) and name[:1].isupper():
            end = index + 2 + _has_second_word(draft, index + 1)
            _take(draft, index + 1, end, index - (draft.token(index - 1) in draft.lexicon.inside))
            return
    _take_town_at_end(draft)


def _is_town_mark(draft: Draft, index: int) -> bool:
    token = draft.tokens[index]
    return token in draft.lexicon.town_marks or base(token) == draft.lexicon.town


def _has_second_word(draft: Draft, index: int) -> bool:
    """Whether a town's name goes on after an adjective or the like: «Великие Луки», «Улан-Удэ»."""
    name, lexicon = draft.tokens[index], draft.lexicon
    is_begun = name.endswith(lexicon.endings.adjective) or base(name) in lexicon.town_beginnings
    return is_begun and draft.token(index + 1)[:1].isupper()


def _take_town_at_end(draft: Draft) -> None:
    size = len(draft.tokens)
    start = next((size - tail for tail in (2, 3) if draft.token(size - tail) in draft.lexicon.inside), 0)
    if start > 0 and all(word[0].isupper() for word in draft.tokens[start + 1 :]):
        _take(draft, start + 1, size, start)


def _take(draft: Draft, name: int, end: int, start: int) -> None:
    draft.town = tuple(base(word) for word in draft.tokens[name:end])
    draft.drop(start, end)


def _take_areas(draft: Draft) -> None:
    """«муниципальный район», «муниципальный округ» after an area's adjective count as one kind."""
    found = draft.bases
    for index in range(1, len(found)):
        kind = draft.lexicon.area_kinds.at(found, index)
        if kind is not None and draft.tokens[index - 1].endswith(draft.lexicon.endings.adjective):
            draft.tokens[index : index + kind[0]] = [draft.lexicon.area]
            return


def _take_form(draft: Draft) -> None:
    """The legal form, short or in full, and the unit before it."""
    span = find_form(draft)
    if span is None:
        return
    start, end, draft.form = span
    start, end = _with_what_belongs(draft, start, end)
    before = [base(token) for token in draft.tokens[:start] if token not in QUOTES]
    if before and (_names_part(draft, before) or not _goes_with_form(draft, start - 1)):
        draft.unit = tuple(before)
    draft.drop(start, end)


def _with_what_belongs(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """The form with what goes on it («ВО»), and with the adjectives before it that do."""
    while (further := form_of(draft.token(end))) is not None and further.follows:
        end += 1
    while start > 0 and base(draft.tokens[start - 1]) in draft.lexicon.form_adjectives:
        start -= 1
    return start, end


def _names_part(draft: Draft, before: list[str]) -> bool:
    return any(draft.lexicon.parts.at(before, index) for index in range(len(before)))


def _goes_with_form(draft: Draft, index: int) -> bool:
    """Whether the word is an adjective of the form after it: «консалтинговое» унитарное предприятие."""
    return draft.tokens[index].lower().endswith(draft.lexicon.endings.of_form)


def find_form(draft: Draft) -> tuple[int, int, str] | None:
    """Where the legal form begins and ends, and its class."""
    lexicon, found = draft.lexicon, draft.bases
    for index, token in enumerate(draft.tokens):
        short = form_of(token)
        if short is not None and short.family is not None:
            return index, index + 1, short.family
        if found[index] in lexicon.institution_nouns:
            return (*_institution_span(lexicon, found, index), _INSTITUTION)
        full = lexicon.full_forms.at(found, index)
        if full is not None:
            return index, index + full[0], full[1]
    return None


def _institution_span(lexicon: OrganisationWords, found: list[str], noun: int) -> tuple[int, int]:
    start, end = noun, noun + 1
    while start > 0 and found[start - 1] in lexicon.institution_before:
        start -= 1
    while end < len(found) and found[end] in lexicon.institution_after:
        end += 1
    return start, end


def _spell_out(draft: Draft) -> None:
    """Abbreviations of kinds become words, wordings of one thing one wording."""
    short = full_names()
    spelt = [word for token in draft.tokens for word in (words(short[token]) if token in short else (token,))]
    found, index = [base(word) for word in spelt], 0
    while index < len(found):
        length, same = draft.lexicon.synonyms.at(found, index) or (1, at_full_length(found[index]))
        draft.core_words.extend(words(same) if same is not None else (spelt[index],))
        index += length


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
