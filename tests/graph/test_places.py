"""Places under identifiers."""

import pytest

from graph.places import PlaceBook
from ontology.model import PlaceRef


@pytest.fixture(scope="module")
def book() -> PlaceBook:
    return PlaceBook()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PlaceRef("Полоцк", "city", "BY"), "place/by/polotsk"),
        (PlaceRef("Полоцк", "town", "BY"), "place/by/polotsk"),
        (PlaceRef("Витебская область", "region", "BY"), "place/by/vitebsk-oblast"),
        (PlaceRef("Беларусь", "country", "BY"), "place/by"),
        (PlaceRef("Вяземский район", "district", "RU"), "municipality/smolensk/vyazemsky"),
        (PlaceRef("Вяземский муниципальный округ", "district", "RU"), "municipality/smolensk/vyazemsky"),
        (PlaceRef("Смоленск", "city", "RU"), "place/ru/smolensk"),
        (PlaceRef("Хэбэй", "city", "CN"), "place/cn/hebei"),
        (PlaceRef("как угодно", "city", "BY", "by/polotsk"), "place/by/polotsk"),
        (PlaceRef("Тихая Заводь", "village", "BY"), "place/by/tikhaya-zavod"),
    ],
)
def test_identify(book: PlaceBook, place: PlaceRef, expected: str) -> None:
    assert book.identify(place).id == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("город Смоленск", "municipality/smolensk/smolensk"),
        ("Вяземский район", "municipality/smolensk/vyazemsky"),
        ("Вяземский муниципальный округ", "municipality/smolensk/vyazemsky"),
    ],
)
def test_municipality_keeps_its_identity_through_a_renaming(
    book: PlaceBook, name: str, expected: str
) -> None:
    assert book.municipality(name).id == expected


def test_a_renamed_municipality_has_dated_names(book: PlaceBook) -> None:
    names = book.municipality("Вяземский район").names

    assert [name.name for name in names] == ["Вяземский район", "Вяземский муниципальный округ"]
    assert names[0].until is not None
    assert names[1].since is not None
    assert names[0].until < names[1].since


def test_an_unknown_municipality_is_kept_in_the_home_region(book: PlaceBook) -> None:
    unknown = book.municipality("Заречный городской округ")

    assert unknown.kind == "municipality"
    assert book.home_region.id in unknown.parents


def test_a_territory_without_code_is_a_country_of_its_own_name(book: PlaceBook) -> None:
    abkhazia = book.country("Республика Абхазия")

    assert (abkhazia.id, abkhazia.kind, abkhazia.country) == (
        "place/abkhazia",
        "country",
        "Республика Абхазия",
    )


@pytest.mark.parametrize(
    "name", ["Южная Осетия", "Республика Южная Осетия", "Республика Южная Осетия – Алания"]
)
def test_a_country_is_one_under_all_its_names(book: PlaceBook, name: str) -> None:
    assert book.country(name).id == "place/south-ossetia"
    assert book.identify(PlaceRef(name, "country", name)).id == "place/south-ossetia"


def test_a_district_of_a_city_lies_in_its_city(book: PlaceBook) -> None:
    district = PlaceRef("Московский район г. Минска", "district", "BY", within="by/minsk")

    entity = book.identify(district)

    assert entity.id == "place/by/moskovsky-rayon-g-minska"
    assert {"place/by/minsk", "place/by/minsk-oblast", "place/by"} <= set(entity.parents)
    assert (entity.latitude, entity.longitude) == (None, None)
    assert "place/by/minsk" in {place.id for place in book.with_containers([entity])}


def test_an_unknown_district_lies_in_the_region_that_is_told(book: PlaceBook) -> None:
    entity = book.identify(PlaceRef("Злынковский район", "district", "RU", within="ru/bryansk-oblast"))

    assert "place/ru/bryansk-oblast" in entity.parents


def test_an_unheard_of_country_gets_an_identifier(book: PlaceBook) -> None:
    assert book.country("Тридесятое царство").kind == "country"


def test_containers_of_a_place_come_with_it(book: PlaceBook) -> None:
    found = {place.id for place in book.with_containers([book.identify(PlaceRef("Полоцк", "city", "BY"))])}

    assert {"place/by/polotsk", "place/by/vitebsk-oblast", "place/by"} <= found


def test_a_city_of_the_home_region_lies_in_its_municipality(book: PlaceBook) -> None:
    assert "municipality/smolensk/smolensk" in book.identify(PlaceRef("Смоленск", "city", "RU")).parents


@pytest.mark.parametrize("path", ["place/by/polotsk", "municipality/smolensk/vyazemsky", "place/by"])
def test_get_finds_by_identifier(book: PlaceBook, path: str) -> None:
    found = book.get(path)

    assert found is not None
    assert found.id == path


def test_get_of_nothing(book: PlaceBook) -> None:
    assert book.get("place/by/nowhere") is None


def test_find_by_name(book: PlaceBook) -> None:
    assert book.find("Нетакогоместа") is None
    found = book.find("Полоцк", "BY")
    assert found is not None
    assert found.id == "place/by/polotsk"
