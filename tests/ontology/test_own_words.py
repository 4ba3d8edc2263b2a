"""The office's lexicon: what it may hold, and how it is told what in it cannot be used."""

from pathlib import Path

import pytest

from ontology.errors import InputError
from ontology.own_words.model import NOTHING, OwnAbbreviation, OwnBody, OwnPlace, OwnTwins, SectorWord
from ontology.own_words.reading import parse_own_words, read_own_words
from ontology.own_words.writing import add_entry, entry_line, with_entry
from ontology.speech import Speech

WHOLE = """\
# Слова отдела
bodies:
  - {name: "Дом ремёсел «Скарбница»", short: [Скарбница], kind: culture, country: BY, place: Орша}
places:
  - {name: Лебяжий Хутор, kind: village, country: BY, region: Витебская область,
     latitude: 55.1, longitude: 29.5}
abbreviations:
  - {short: ЦДРТ, full: центр развития творчества, kind: culture}
sectors:
  - {word: "батлейк*", sector: culture}
twins:
  - [Смоленск, Орша]
"""


def test_every_section_is_read() -> None:
    words = parse_own_words(WHOLE, "lexicon.yml")
    assert words.bodies == (OwnBody("Дом ремёсел «Скарбница»", "culture", "BY", "Орша", ("Скарбница",)),)
    assert words.places == (OwnPlace("Лебяжий Хутор", "village", "BY", "Витебская область", (), 55.1, 29.5),)
    assert words.abbreviations == (OwnAbbreviation("ЦДРТ", "центр развития творчества", "culture"),)
    assert words.sectors == (SectorWord("батлейк*", "culture"),)
    assert words.twins == (OwnTwins("Смоленск", "Орша"),)


@pytest.mark.parametrize("text", ["", "# пока ничего\n", "bodies: []\n"])
def test_an_empty_file_says_nothing(text: str) -> None:
    words = parse_own_words(text, "lexicon.yml")
    assert (words.bodies, words.places, words.twins) == (NOTHING.bodies, NOTHING.places, NOTHING.twins)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("bodies:\n  - {name: Клуб, kind: клуб}", 2, ("Клуб", "kind", "culture")),
        ("bodies:\n  - {name: Клуб}", 2, ("Клуб", "kind")),
        ("bodies:\n\n  - {name: Клуб, kind: culture, town: Орша}", 3, ("Клуб", "town", "place")),
        ("bodies:\n  - {name: [], kind: culture}", 2, ()),
        ("bodies: Клуб", 1, ("bodies",)),
        ("bodies:\n  - Клуб", 2, ("Клуб",)),
        ("body:\n  - {name: Клуб, kind: culture}", 1, ("body", "bodies")),
        ("- bodies", 1, ("bodies",)),
        ("places:\n  - {name: Хутор, kind: village, country: BY, latitude: север}", 2, ("Хутор", "latitude")),
        ("places:\n  - {name: Хутор, kind: village, country: BY, latitude: 91}", 2, ("Хутор", "90")),
        ("places:\n  - {name: Хутор, kind: hamlet, country: BY}", 2, ("hamlet", "village")),
        ("places:\n  - {name: Хутор, kind: village, country: BY, latitude: 54.5}", 2, ("Хутор", "longitude")),
        ("places:\n  - {name: Хутор, kind: village, country: BY, longitude: 29}", 2, ("Хутор", "latitude")),
        ("bodies:\nplaces: []", 1, ("bodies", "- ")),
        ("sectors:\n  - {word: б, sector: culture}", 2, ("«б»", "3")),
        ("sectors:\n  - {word: 'ба*', sector: culture}", 2, ("ба*", "3")),
        ("sectors:\n  - {word: 'бат*лейка', sector: culture}", 2, ("бат*лейка",)),
        ("twins:\n  - [Смоленск, смоленск]", 2, ("Смоленск",)),
        ("sectors:\n  - {word: бульба, sector: картофель}", 2, ("бульба", "agriculture")),
        (
            "sectors:\n  - {word: бульба, sector: culture}\n  - {word: бульба, sector: trade}",
            3,
            ("бульба", "2"),
        ),
        ("twins:\n  - [Смоленск]", 2, ("Смоленск",)),
        ("twins:\n  - [Смоленск, Орша]\n  - [Орша, Смоленск]", 3, ("Орша", "2")),
        ("bodies:\n  - {name: «Клуб: Заря», kind: culture", 2, ()),
        ("bodies: *nobody", 1, ()),
        ("bodies: &all\n  - *all", 1, ()),
        ("bodies:\n  - &one [*one]", 2, ()),
        (
            "bodies:\n  - {name: Клуб, kind: culture}\nbodies:\n  - {name: Хор, kind: ensemble}",
            3,
            ("bodies", "1"),
        ),
        ("bodies:\n  - {name: Клуб, name: Хор, kind: culture}", 2, ("name",)),
        (
            "bodies:\n  - {name: Клуб Берёзка, kind: culture}\n  - {name: клуб березка, kind: sport}",
            3,
            ("березка", "2"),
        ),
        ("bodies:\n  - {name: «», kind: culture}", 2, ("знаки",)),
        ("sectors:\n  - {word: '*', sector: culture}", 2, ("*",)),
        ("? [a, b]\n: []", 1, ()),
    ],
)
def test_what_cannot_be_used_is_told_by_line_and_entry(text: str, line: int, told: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        parse_own_words(text, "lexicon.yml")
    assert caught.value.where is not None
    assert (caught.value.where.file, caught.value.where.row) == ("lexicon.yml", line)
    message = caught.value.told(Speech("ru"))
    assert all(one in message for one in told)
    assert caught.value.remedy(Speech("en"))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00bad", b"bodies:\n" + b"#" * 2_000_000])
def test_a_file_that_is_no_lexicon_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "lexicon.yml"
    file.write_bytes(data)
    with pytest.raises(InputError):
        read_own_words(file)


@pytest.mark.parametrize(
    "entry",
    [
        OwnBody("Клуб «Заря: новая»", "culture", short=("Заря", 'клуб "Заря"')),
        OwnPlace("Хутор", "village", "BY", latitude=54.5, longitude=30.1),
        OwnAbbreviation("ЦДРТ", "центр", "culture"),
        SectorWord("бульба", "silent"),
        OwnTwins("Смоленск", "Орша"),
    ],
)
def test_an_entry_that_is_added_is_read_back_and_comments_stay(tmp_path: Path, entry: object) -> None:
    file = tmp_path / "data" / "lexicon.yml"
    add_entry(file, entry)
    alone = read_own_words(file)
    assert entry in (*alone.bodies, *alone.places, *alone.abbreviations, *alone.sectors, *alone.twins)
    text = with_entry(
        "# наше\nplaces: # сёла\n  - {name: Буда, kind: village, country: BY}\nsectors: []", entry
    )
    assert text.startswith("# наше\nplaces: # сёла\n")
    assert entry_line(entry) in text
    assert len(parse_own_words(text, "lexicon.yml").places) == 1 + isinstance(entry, OwnPlace)


def test_an_entry_that_would_break_the_file_is_not_added(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yml"
    add_entry(file, SectorWord("бульба", "trade"))
    before = file.read_text("utf-8")
    with pytest.raises(InputError):
        add_entry(file, SectorWord("бульба", "culture"))
    assert file.read_text("utf-8") == before
