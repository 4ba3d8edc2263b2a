"""The home region: its municipalities by any of their names, through time."""

from datetime import date

import pytest

from ontology.errors import ParameterError
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load

NAMES = [
    ("Вяземский муниципальный округ", "smolensk/vyazemsky"),
    ("Вяземский район", "smolensk/vyazemsky"),
    ("Вяземского муниципального округа", "smolensk/vyazemsky"),
    ("Вяземским районом", "smolensk/vyazemsky"),
    ("Вяземский муниципальный район", "smolensk/vyazemsky"),
    ("Вяземский р-н", "smolensk/vyazemsky"),
    ("Вяземский", "smolensk/vyazemsky"),
    ("Муниципальное образование «Руднянский муниципальный округ» Смоленской области", "smolensk/rudnyansky"),
    ("МО «Холм-Жирковский район» Смоленской области", "smolensk/kholm-zhirkovsky"),
    ("Темкинский район", "smolensk/tyomkinsky"),
    ("Тёмкинский район", "smolensk/tyomkinsky"),
    ("Смоленский район", "smolensk/smolensky"),
    ("город Смоленск", "smolensk/smolensk"),
    ("Город Смоленск", "smolensk/smolensk"),
    ("города Смоленска", "smolensk/smolensk"),
    ("г. Десногорск", "smolensk/desnogorsk"),
    ("Муниципальное образование «город Десногорск» Смоленской области", "smolensk/desnogorsk"),
]


@pytest.mark.parametrize(("name", "identifier"), NAMES)
def test_any_name_of_a_municipality_leads_to_it(name: str, identifier: str) -> None:
    municipality = load().municipality(name)

    assert municipality is not None
    assert municipality.id == identifier


@pytest.mark.parametrize("name", ["Лиозненский район", "Орша", "Смоленская область", "город Минск", ""])
def test_other_places_are_no_municipality_of_the_region(name: str) -> None:
    assert load().municipality(name) is None


def test_a_district_keeps_its_identity_through_its_renaming() -> None:
    vyazma = load().municipality("Вяземский район")

    assert vyazma is not None
    assert vyazma.name == "Вяземский муниципальный округ"
    assert vyazma.name_on(date(2024, 12, 31)) == "Вяземский район"
    assert vyazma.name_on(date(2025, 1, 1)) == "Вяземский муниципальный округ"
    assert (vyazma.short, vyazma.english) == ("Вяземский", "Vyazemsky Municipal Okrug")
    assert vyazma.centre == "ru/vyazma"


def test_the_region_has_twenty_five_districts_and_two_cities_each_with_a_seat() -> None:
    home, gazetteer = load(), load_gazetteer()

    assert [one.kind for one in home.municipalities].count("district") == 25
    assert [one.kind for one in home.municipalities].count("city") == 2
    assert all(gazetteer.get(one.centre or "") is not None for one in home.municipalities)
    assert len({one.id for one in home.municipalities}) == 27


@pytest.mark.parametrize(
    ("place", "identifier"),
    [
        ("ru/smolensk", "smolensk/smolensk"),
        ("ru/vyazma", "smolensk/vyazemsky"),
        ("smolensk/vyazemsky", "smolensk/vyazemsky"),
        ("ru/smolensk-oblast", None),
        ("by/orsha", None),
    ],
)
def test_a_place_is_in_its_municipality(place: str, identifier: str | None) -> None:
    found = load_gazetteer().get(place)
    assert found is not None

    municipality = load().containing(found)

    assert (municipality.id if municipality is not None else None) == identifier


def test_the_setting_names_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POBRATIM_REGION", "atlantis")

    with pytest.raises(ParameterError, match=r"atlantis.*smolensk"):
        load()
    assert load("smolensk").place.id == "ru/smolensk-oblast"
