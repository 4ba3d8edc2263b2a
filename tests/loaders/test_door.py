"""Text that only looks as it should gives the facts of the text that is, where they stand as typed."""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest

from loaders.cell import regular
from loaders.extract import extract_entry
from ontology.fields import FACT_FIELDS
from ontology.model import CellName, EntryFacts, Fact, Span
from tests.loaders.entries import entry_text

CELLS = {
    "title": "Фестиваль «Венок дружбы»",
    "place": "г. Могилёв, Республика Беларусь",
    "dates": "3 июля 2024 года",
    "content": (
        "Подписано соглашение о сотрудничестве между администрацией Руднянского района "
        "и Дубровенским районным исполнительным комитетом."
    ),
    "participants": "Делегация г. Королёва, директор Оршанского музея Сергей Петрович Лойко",
}
FIELDS = ("persons", "orgs", "venues", "origins", "agreements")
LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
LONG_WORD = re.compile(r"[А-ЯЁа-яё]{4,}")


def in_pieces(text: str) -> str:
    """Every «й» and «ё» a letter and a mark."""
    return unicodedata.normalize("NFD", text)


def with_nothing_seen(text: str) -> str:
    """Marks that take no place inside each word."""
    return LONG_WORD.sub(lambda word: f"{word[0][0]}\u200b{word[0][1:3]}\u00ad\u2060{word[0][3:]}", text)


def with_directions(text: str) -> str:
    """Each word told to run the other way, and back."""
    return LONG_WORD.sub(lambda word: f"\u202b{word[0]}\u202c\u200e", text)


def with_latin(text: str) -> str:
    """In each word that has other letters than these the first of those that look Latin made so."""
    return LONG_WORD.sub(lambda word: re.sub("[АВЕКМНОРСТХаеорсух]", _latin, word[0], count=1), text)


def _latin(letter: re.Match[str]) -> str:
    return letter[0].translate(LOOK_ALIKE)


def facts_of(spoilt: Callable[[str], str] = str) -> EntryFacts:
    """The facts of the row with each cell spoilt so."""
    return extract_entry(entry_text(**{name: spoilt(text) for name, text in CELLS.items()}).source)


def held(facts: EntryFacts, field: str) -> tuple[Fact[object], ...]:
    return next(one for one in FACT_FIELDS if one.name == field).of(facts)


def told(facts: EntryFacts, field: str) -> Iterator[tuple[str, str]]:
    """For each piece of evidence of the field its rule, and the words of the verbatim cell it points to."""
    for fact in held(facts, field):
        for one in fact.evidence:
            yield one.rule, "" if one.span is None else words_at(facts, one.span)


def words_at(facts: EntryFacts, span: Span) -> str:
    return facts.entry.cells[CellName(span.cell)][span.start : span.end]


@pytest.fixture(scope="module")
def plain() -> EntryFacts:
    """The facts of the row as it should be written."""
    return facts_of()


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("spoilt", [in_pieces, with_nothing_seen, with_directions, with_latin])
def test_what_looks_alike_gives_the_same_facts_where_they_stand(
    plain: EntryFacts, spoilt: Callable[[str], str], field: str
) -> None:
    facts = facts_of(spoilt)
    assert facts.entry.cells == {CellName(name): spoilt(text) for name, text in CELLS.items()}
    expected = held(plain, field)
    assert expected
    assert [one.value for one in held(facts, field)] == [one.value for one in expected]
    verbatim, read = [*told(facts, field)], [*told(plain, field)]
    assert [(rule, regular(words).strip()) for rule, words in verbatim] == [
        (rule, words.strip()) for rule, words in read
    ]
    assert verbatim != read
