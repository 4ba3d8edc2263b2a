"""The office's own words in reading: bodies, places, abbreviations, sector words, twins."""

from collections.abc import Iterator

import pytest

from loaders.cache import FactsCache
from loaders.extract import extract_entry
from loaders.own_words.usage import unused
from ontology.model import EntryFacts
from ontology.own_words import in_force, own_words
from ontology.own_words.reading import parse_own_words
from tests.loaders.entries import entry_text

WORDS = parse_own_words(
    """
bodies:
  - {name: "Дом ремёсел «Скарбница»", short: [Скарбница, "ДР «Скарб»"],
     kind: culture, country: BY, place: Орша}
places:
  - {name: Лебяжий Хутор, kind: village, country: BY, region: Витебская область,
     latitude: 55.1, longitude: 29.5}
  - {name: Пинск, kind: village, country: RU, region: Тверская область}
abbreviations:
  - {short: ЦДРТ, full: центр развития творчества, kind: culture}
sectors:
  - {word: "батлейк*", sector: culture}
  - {word: ярмарка, sector: social}
twins:
  - [Смоленск, Орша]
  - [Смоленск, Пермь]
""",
    "lexicon.yml",
)


@pytest.fixture(scope="module", autouse=True)
def words() -> Iterator[None]:
    with in_force(WORDS):
        yield
    assert own_words().digest == ""


def read(**cells: str) -> EntryFacts:
    return extract_entry(entry_text(**cells).source)


@pytest.mark.parametrize(
    "named",
    [
        "Дом ремёсел «Скарбница»",
        "мастера Дома ремесел «Скарбница» (г. Орша)",
        "сотрудники «Скарбницы»",
        'директор Дома ремесел "Скарбница" А.И. Ковалева',
        "педагоги ДР «Скарб»",
    ],
)
def test_a_body_is_found_by_any_of_its_names_in_any_form(named: str) -> None:
    (body,) = [one.value for one in read(title="Ярмарка", participants=named).orgs]
    assert (body.name, body.kind, body.country, body.place) == (
        "Дом ремёсел «Скарбница»",
        "culture",
        "BY",
        "Орша",
    )


def test_a_branch_of_a_body_stays_a_body_of_its_own() -> None:
    facts = read(title="Ярмарка", participants="ООО «Торговый дом народных промыслов «Скарбница» и компания»")
    assert [one.value.kind for one in facts.orgs] == ["company"]


def test_a_place_is_known_without_a_mark_and_wins_over_its_namesakes() -> None:
    facts = read(title="Слет", place="Лебяжий Хутор", participants="Гости из Пинска")
    assert [(one.value.name, one.value.kind, one.value.country) for one in facts.venues] == [
        ("Лебяжий Хутор", "village", "BY")
    ]
    assert ("Пинск", "RU") in [(one.value.name, one.value.country) for one in facts.origins]


def test_an_abbreviation_heads_a_name() -> None:
    (body,) = [one.value for one in read(title="Слет", participants="ЦДРТ «Росток»").orgs]
    assert (body.name, body.kind) == ("ЦДРТ «Росток»", "culture")


def test_a_sector_word_speaks_and_a_shipped_word_changes_its_sector() -> None:
    assert read(title="Показ батлейки").sectors[0].value == "culture"
    assert "social" in [one.value for one in read(title="Ярмарка для жителей").sectors]
    assert "trade" not in [one.value for one in read(title="Ярмарка для жителей").sectors]


def test_twins_of_the_list_are_twins_where_a_row_speaks_of_twins() -> None:
    pairs = [
        {place.name for place in one.value}
        for one in read(
            title="Встреча побратимов",
            content="Делегации Смоленска и Перми, городов-побратимов, обсудили планы",
        ).twinning
    ]
    assert {"Смоленск", "Пермь"} in pairs


def test_entries_that_no_row_has_words_of_are_told() -> None:
    rows = [entry_text(title="Показ батлейки в Скарбнице", content="Гости из Перми и Смоленска").source]
    left = [(section, str(getattr(entry, "name", entry))) for section, entry in unused(WORDS, rows)]
    assert [section for section, _ in left] == ["places", "places", "abbreviations", "sectors", "twins"]


def test_kept_facts_are_read_anew_by_other_words(tmp_path: object) -> None:
    cache = FactsCache(tmp_path)  # type: ignore[arg-type]
    with_words = cache.key("a.docx", "0")
    with in_force(parse_own_words("twins:\n  - [Орша, Рудня]", "lexicon.yml")):
        assert cache.key("a.docx", "0") != with_words
    assert cache.key("a.docx", "0") == with_words
