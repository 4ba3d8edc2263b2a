"""The gazetteer: places by identifier, by name, by the forms that names take, by adjective."""

import pytest

from ontology.gazetteer import Place, load
from ontology.gazetteer.data import HERE
from ontology.gazetteer.spelling import key, romanise, slug

IDENTIFIERS = [
    ("Витебск", "by/vitebsk"),
    ("Полоцк", "by/polotsk"),
    ("Лиозно", "by/liozno"),
    ("Витебская область", "by/vitebsk-oblast"),
    ("Лиозненский район", "by/liozno-district"),
    ("Смоленская область", "ru/smolensk-oblast"),
    ("Вяземский муниципальный округ", "smolensk/vyazemsky"),
    ("Вяземский район", "smolensk/vyazemsky"),
    ("Беларусь", "by"),
    ("Республика Беларусь", "by"),
    ("Китайская Народная Республика", "cn"),
    ("ОАЭ", "ae"),
    ("США", "us"),
    ("Абхазия", "abkhazia"),
    ("Гжатск", "ru/gagarin"),
]

FORMS = [
    ("в Полоцке", "полоцк"),
    ("из Орши", "орша"),
    ("г Чаус", "чаусы"),
    ("из Осиповичей", "осиповичи"),
    ("г Починка", "починок"),
    ("из Городка", "городок"),
    ("в Орле", "орел"),
    ("из Египта", "египет"),
    ("под Ельней", "ельня"),
    ("г Мстиславля", "мстиславль"),
    ("в Красном", "красный"),
    ("из Великих Лук", "великие луки"),
    ("в Ростове-на-Дону", "ростов-на-дону"),
    ("из Холм-Жирковского", "холм-жирковский"),
    ("с Республикой Беларусь", "республика беларусь"),
    ("из Объединенных Арабских Эмиратов", "объединенные арабские эмираты"),
    ("в Китайской Народной Республике", "китайская народная республика"),
    ("из Республики Южная Осетия", "республика южная осетия"),
]

ADJECTIVES = [
    ("турецк", {"tr"}),
    ("белорусск", {"by"}),
    ("немецк", {"de"}),
    ("витебск", {"by/vitebsk", "by/vitebsk-district", "by/vitebsk-oblast"}),
    ("горецк", {"by/gorki", "by/gorki-district"}),
    ("вяземск", {"ru/vyazma", "smolensk/vyazemsky"}),
    ("московск", {"ru/moscow", "ru/moscow-oblast"}),
]


@pytest.mark.parametrize(("name", "identifier"), IDENTIFIERS)
def test_a_name_finds_the_place_and_its_identifier_finds_it_again(name: str, identifier: str) -> None:
    found = load().find(name)

    assert found is not None
    assert found.id == identifier
    assert load().get(identifier) == found


@pytest.mark.parametrize(("words", "name"), FORMS)
def test_any_form_of_a_name_is_recognised(words: str, name: str) -> None:
    _, *form = words.lower().split()

    assert (len(form), name) in load().matches(form, 0)


@pytest.mark.parametrize(("stem", "identifiers"), ADJECTIVES)
def test_an_adjective_names_country_region_district_and_seat(stem: str, identifiers: set[str]) -> None:
    assert {place.id for place in load().by_adjective(stem)} == identifiers


@pytest.mark.parametrize(
    ("stem", "name"),
    [("мачулищанск", "Мачулищи"), ("рыбковск", "Рыбки"), ("осинторфск", "Осинторф"), ("каспл", None)],
)
def test_a_settlement_is_guessed_from_an_adjective_nobody_listed(stem: str, name: str | None) -> None:
    found = [place.name for place in load().settlements_by_adjective(stem) if place.country in ("BY", "RU")]

    assert found == ([name] if name is not None else [])


def test_a_place_knows_what_contains_it_and_where_it_is() -> None:
    orsha = load().find("Орша", country="BY")

    assert orsha is not None
    assert orsha.within == ("by/orsha-district", "by/vitebsk-oblast", "by")
    assert orsha.geonames_id == 624079
    assert (round(orsha.latitude or 0, 1), round(orsha.longitude or 0, 1)) == (54.5, 30.4)
    assert (orsha.english, orsha.kind) == ("Orsha", "city")


def test_homonyms_are_told_apart_by_country_and_kind() -> None:
    gazetteer = load()

    assert [place.country for place in gazetteer.named("рудня")].count("RU") > 1
    assert _found(gazetteer.find("Славгород", country="RU")).within[0] == "ru/altai-krai"
    assert _found(gazetteer.find("Славгород", country="BY")).within[0] == "by/slavgorod-district"
    assert (
        _found(gazetteer.find("Октябрьский", country="BY", kind="city")).within[0] == "by/oktyabrsky-district"
    )
    assert gazetteer.find("Полоцк", country="RU") is None


def _found(place: Place | None) -> Place:
    assert place is not None
    return place


def test_every_district_of_belarus_and_of_the_home_region_has_its_centre() -> None:
    gazetteer = load()
    districts = [place for place in gazetteer.areas() if place.kind == "district"]

    assert sum(place.country == "BY" for place in districts) == 118
    assert sum(place.country == "RU" for place in districts) == 25
    assert all(gazetteer.get(place.centre or "") is not None for place in districts)


def test_every_region_lies_in_its_country_and_has_a_seat() -> None:
    gazetteer = load()
    regions = [p for p in gazetteer.areas() if p.kind == "region" and p.country in ("BY", "RU")]

    assert sum(place.country == "BY" for place in regions) == 6
    assert all(gazetteer.get(place.centre or "") is not None for place in regions)
    assert all(place.within == (place.country.lower(),) for place in regions)


def test_identifiers_are_unique_and_readable() -> None:
    lines = (HERE / "settlements.tsv").read_text("utf-8").splitlines()
    identifiers = [line.partition("\t")[0] for line in lines]

    assert len(set(identifiers)) == len(identifiers)
    assert not [one for one in identifiers if one != one.lower() or " " in one or one.count("/") != 1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Орёл", "орел"),
        ("Северная Осетия – Алания", "северная осетия-алания"),
        ("Кот-д’Ивуар", "кот-д ' ивуар"),
    ],
)
def test_names_are_compared_without_their_typography(name: str, expected: str) -> None:
    assert key(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Лиозно", "liozno"), ("Буда-Кошелево", "buda-koshelevo"), ("Щучин", "shchuchin"), ("Чаусы", "chausy")],
)
def test_russian_names_are_romanised_into_identifiers(name: str, expected: str) -> None:
    assert slug(romanise(name)) == expected
