"""Pairs of rows: which tell of one event, which of a part of a larger one, which of two."""

import pytest

from graph.entities import EventEntity
from ontology.model import CellName, EntryFacts, Evidence, Scope, Span
from ontology.names.titles.title import take_apart
from tests.graph.resolve.told import report, resolved, row

AT_HOME = ["Рудня RU"]


def told_by_two(one: EntryFacts, other: EntryFacts) -> list[EventEntity]:
    """The events of a municipal and a regional report with a row each."""
    return list(resolved(report("2024-Q2", one), report("2024-Q2", other, scope=Scope.REGIONAL)).events)


SAME = [
    # participation, inflection, order of kinds, numbers, quotation marks
    ("Участие в VII Международном фестивале «Льняные узоры»", "VII Международный фестиваль «Льняные узоры»"),
    ("Фестиваль-конкурс «Льняные узоры»", "III Международный конкурс-фестиваль «Льняные узоры»"),
    ("XIV праздник «Льняные узоры»", "ХIV праздник „Льняные узоры“"),
    ("Концерт «Две реки»", "Праздничная программа «Две реки»"),
    # why it was held does not matter
    (
        "Форум «Ступени роста»",
        "Форум «Ступени роста», посвященный 40-летию библиотеки, в рамках декады чтения",
    ),
    # one name in two languages
    ("Участие в V конкурсе народной песни «Палескія напевы»", "V конкурс народной песни «Полесские напевы»"),
    # no name at all
    (
        "Международный съезд пчеловодов",
        "Участие в международном съезде пчеловодов, приуроченном ко Дню пасеки",
    ),
    ("Велопробег, посвященный Дню города", "Участие в велопробеге, посвященном Дню города"),
    ("Слет участников клубов путешественников", "Слет клубов путешественников"),
    # a feast and nothing else
    ("День поселка", "Празднование Дня поселка"),
    ("День города Рудни", "Праздник «День города»"),
    ("Праздник Купалье", "Народные гуляния «Купалье»"),
    ("Празднование юбилея районной библиотеки", "Торжества, посвященные 70-летию районной библиотеки"),
    ("Юбилей музея", "75-летие музея"),
    ("Масленица", "Участие в празднике «Масленица»"),
    ("День единения народов", "Мероприятие, посвященное Дню единения народов"),
    ("Митинг, посвященный Дню партизан", "Торжественный митинг в честь Дня партизан"),
]

APART = [
    ("Фестиваль «Льняные узоры»", "Фестиваль «Кружевные узоры»"),
    ("Турнир по шахматам", "Турнир по самбо"),
    ("Митинг, посвященный Дню памяти", "Митинг-реквием, посвященный Дню памяти"),
    ("Концерт «День весны»", "Соревнования «День весны»"),
    ("Фестиваль «Льняные узоры»", "Мастер-класс фестиваля «Льняные узоры»"),
    ("Телемост", "Телемост"),
    (
        "Праздничное мероприятие, посвященное Дню города",
        "Торжественное мероприятие, посвященное Дню библиотек",
    ),
    ("Выставка «Лен»", "Международный съезд пчеловодов"),
    # a feast, and what is only a part of it or another
    ("День города", "Концерт, посвященный Дню города"),
    ("Турнир, посвященный Дню города", "Концерт, посвященный Дню города"),
    ("Празднование юбилея школы", "Празднование юбилея музея"),
    ("Празднование Дня города", "Празднование Дня района"),
    ("Круглый стол в честь юбилея города", "Празднование юбилея города"),
    ("Мероприятие, посвященное Дню матери", "Праздничная программа, посвященная Дню матери"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_titles_of_one_event_in_one_place_on_one_day_are_one(one: str, other: str) -> None:
    (event,) = told_by_two(row(1, one, at=AT_HOME), row(2, other, at=AT_HOME))
    assert event.entries == ("report/2024-Q2-municipal/entry/1", "report/2024-Q2-regional/entry/2")


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_titles_are_different_events(one: str, other: str) -> None:
    assert len(told_by_two(row(1, one, at=AT_HOME), row(2, other, at=AT_HOME))) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (row(1, "Концерт «Лен»", at=AT_HOME), row(2, "Концерт «Лен»", at=["Ярцево RU"]), 2),
        (row(1, "Акция «Лен»", at=AT_HOME), row(2, "Акция «Лен»", at=["Ярцево RU"]), 1),
        (row(1, "Концерт «Лен»", at=AT_HOME), row(2, "Концерт «Лен»"), 1),
        (row(1, "Концерт «Лен»", "2024-05-10"), row(2, "Концерт «Лен»", "2024-05-20"), 2),
        (row(1, "Съезд пчеловодов", at=AT_HOME), row(2, "Съезд пчеловодов", at=["Ярцево RU"]), 2),
    ],
)
def test_place_and_day_decide(one: EntryFacts, other: EntryFacts, count: int) -> None:
    assert len(told_by_two(one, other)) == count


def test_a_town_and_the_area_around_it_are_one_place() -> None:
    area = "Руднянский муниципальный округ RU"
    assert len(told_by_two(row(1, "Концерт «Лен»", at=AT_HOME), row(2, "Концерт «Лен»", at=[area]))) == 1


def test_next_years_festival_is_another() -> None:
    found = resolved(
        report("2024-Q2", row(1, "VI фестиваль «Льняные узоры»", "2024-05-10", at=AT_HOME)),
        report("2025-Q2", row(1, "VII фестиваль «Льняные узоры»", "2025-05-10", at=AT_HOME)),
    )
    assert len(found.events) == 2


def test_differing_days_and_numbers_are_kept_as_contradictions() -> None:
    (event,) = told_by_two(
        row(1, "VI фестиваль «Льняные узоры»", "2024-05-10/2024-05-12", at=AT_HOME),
        row(2, "VII фестиваль «Льняные узоры»", "2024-05-10/2024-05-11", at=AT_HOME),
    )
    told = {(one.about, one.value, one.source.entry) for one in event.contradictions}
    regional = "report/2024-Q2-regional/entry/2"
    assert ("end", "2024-05-11", regional) in told
    assert {about for about, _, _ in told} == {"end", "label"}


def test_a_session_is_part_of_the_larger_event() -> None:
    found = resolved(
        report(
            "2024-Q2",
            row(1, "Форум «Ступени роста»", "2024-05-10/2024-05-12", at=AT_HOME),
            row(2, "Круглый стол «Чтение сегодня» в рамках форума «Ступени роста»", "2024-05-11", at=AT_HOME),
            row(3, "Съезд пчеловодов", "2024-05-20/2024-05-22", at=AT_HOME),
            row(4, "Участие в открытии съезда пчеловодов", "2024-05-20", at=AT_HOME, home="город Десногорск"),
            row(5, "Лекция в рамках форума «Ступени роста»", "2024-06-20", at=AT_HOME),
        )
    )
    event_of = {one.id.rpartition("/")[2]: one.event for one in found.entries}
    wholes = {one.id: [whole.value for whole in one.super_events] for one in found.events}
    assert [wholes[event_of[number]] for number in "12345"] == [
        [],
        [event_of["1"]],
        [],
        [event_of["3"]],
        [],
    ]


def test_what_is_likely_only_is_a_candidate() -> None:
    found = resolved(
        report("2024-Q2", row(1, "Концерт «Лен»", at=AT_HOME)),
        report("2024-Q2", row(2, "Концерт «Лен»", at=["Ярцево RU"]), scope=Scope.REGIONAL),
    )
    assert [(one.kind, one.reasons) for one in found.candidates] == [
        ("event", ("same name", "another place"))
    ]


def test_an_event_gathers_what_its_rows_say_with_who_says_it() -> None:
    (event,) = told_by_two(
        row(1, "Концерт «Лен»", at=AT_HOME, home="Руднянский муниципальный округ", countries=["BY"]),
        row(2, "Концерт «Лен»", at=AT_HOME, countries=["BY"], origins=["Орша BY"]),
    )
    assert [home.value for home in event.home_sides] == [
        "municipality/smolensk/rudnyansky",
        "place/ru/smolensk-oblast",
    ]
    assert [len(country.sources) for country in event.countries] == [2]
    assert [(one.value, len(one.sources)) for one in event.origins] == [("place/by/orsha", 1)]


def test_a_title_is_taken_apart() -> None:
    title = take_apart(
        "Участие в IV открытом конкурсе «Звонкий лен», посвященном Дню поля, в рамках ярмарки «Лад»"
    )
    assert (title.ordinal, title.kind, len(title.names)) == (4, ("открытый", "конкурс"), 1)
    assert "поле" in title.occasion
    assert title.frame is not None
    assert title.frame.kind == ("ярмарка",)


def test_an_open_tournament_is_no_opening() -> None:
    assert take_apart("Участие в открытом турнире").frame is None


def test_the_name_of_an_event_goes_before_somebodys_part_in_it() -> None:
    (event,) = told_by_two(
        row(1, "Участие в открытом фестивале «Льняные узоры»", at=AT_HOME),
        row(2, "Фестиваль «Льняные узоры»", at=AT_HOME),
    )
    assert event.label.value == "Фестиваль «Льняные узоры»"


def test_names_home_sides_and_larger_events_point_at_the_words_they_were_read_from() -> None:
    lecture = "Лекция в рамках форума «Ступени роста»"
    found = resolved(
        report("2024-Q2", row(1, "Форум «Ступени роста»", at=AT_HOME), row(2, lecture, at=AT_HOME))
    )
    (part,) = (event for event in found.events if event.super_events)
    whole_title = Span(CellName.TITLE, 0, len(lecture))
    assert part.label.sources[0].evidence == (Evidence("title", whole_title),)
    assert part.super_events[0].sources[0].evidence == (Evidence("larger_event", whole_title),)
    assert part.super_events[0].sources[0].confidence == 0.95
    assert [one.evidence[0].rule for one in part.home_sides[0].sources] == ["reporting_side"]
