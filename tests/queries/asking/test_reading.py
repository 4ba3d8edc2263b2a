"""Questions in words over the small graph: which stored question, with which parameters."""

from datetime import date
from typing import Any

import pytest

from queries.asking.reading import Understanding, understand
from queries.asking.tokens import tokens_of
from queries.catalog import questions
from tests.queries.small import small_engine

TODAY = date(2026, 11, 30)
ENGINE = small_engine()


def read(text: str) -> Understanding:
    return understand(ENGINE, text, TODAY)


YEAR_2025 = {"since": "2025-01-01", "until": "2025-12-31"}


@pytest.mark.parametrize(
    ("text", "question", "parameters"),
    [
        ("с кем сотрудничает Вяземский район", "partners", {"municipality": "vyazemsky"}),
        ("партнёры Вязьмы", "partners", {"municipality": "vyazemsky"}),
        ("кто дружит с белорусами в культуре", "sector-partners", {"country": "BY", "field": "culture"}),
        ("какие районы работают с белорусами в культуре и с какого года", "partners",
         {"country": "BY", "sector": "culture"}),
        ("когда последний раз встречались со Шкловом?", "partners", {"place": "shklov"}),
        ("с какого года Вязьма работает с Мстиславлем", "partners",
         {"municipality": "vyazemsky", "place": "mstislavl"}),
        ("что мы подписали с Беларусью в прошлом году", "signed-agreements", {"country": "BY", **YEAR_2025}),
        ("какие соглашения заключены в 2025 году в сфере торговли", "signed-agreements",
         {"sector": "trade", **YEAR_2025}),
        ("у кого нет контактов с Сербией", "white-spots", {"country": "RS"}),
        ("какие районы не работают с Сербией", "white-spots", {"country": "RS"}),
        ("соглашения, которые истекают до лета", "agreements-due", {"months": "6"}),
        ("кто был на подписании соглашений с Мстиславлем", "signing-attendees", {"place": "mstislavl"}),
        ("события Вязьмы по месяцам в 2025 году", "events-by-month",
         {"municipality": "vyazemsky", **YEAR_2025}),
        ("сравни Мстиславль, Шклов и Валево", "compare-partners",
         {"place": "mstislavl,valjevo", "other": "shklov"}),
        ("справка по Мстиславлю и Шклову", "partner-dossier", {"place": "mstislavl,shklov"}),
        ("какие договоры расторгли", "agreements-ended", {}),
        ("что обещали, но так и не подписали", "planned-agreements", {}),
        ("бессрочные договоры", "agreements-without-term", {}),
        ("о ком ничего не слышно 5 кварталов", "lapsed-partners", {"quarters": "5"}),
        ("новые партнёры в 2025 году", "new-partners", {"since": "2025-01-01"}),
        ("топ-10 партнёров", "most-active-partners", {"limit": "10"}),
        ("с какими городами работает Вязьма", "partners",
         {"level": "settlement", "municipality": "vyazemsky"}),
        ("какие города Белоруссии побратимы Вязьмы", "twin-towns",
         {"level": "settlement", "country": "BY", "municipality": "vyazemsky"}),
        ("какие города работают с Мстиславлем", "partners", {"place": "mstislavl"}),
        ("towns of Belarus we work with", "partners", {"level": "settlement", "country": "BY"}),
        ("партнёры, о которых год ничего не слышно", "lapsed-partners", {"quarters": "4"}),
        ("с кем не виделись два года", "lapsed-partners", {"quarters": "8"}),
        ("мероприятия за год", "events", {"since": "2025-11-30", "until": "2026-11-30"}),
        ("мероприятий больше 10 у каких районов", "activity-by-municipality", {"least_events": "11"}),
        ("динамика мероприятий по годам", "events-by-year", {}),
        ("meetings with Serbian delegations", "events", {"country": "RS", "event_type": "visit"}),
        ("who works with the Belarusians", "partners", {"country": "BY"}),
        ("в каких мероприятиях участвовала Петрова", "events", {"person": "petrova-a-a"}),
        ("в каких мероприятиях принимал участие губернатор", "events", {"office": "губернатор"}),
        ("в какие страны выезжали делегации", "venues", {}),
        ("какие соглашения подписаны с городами Белоруссии", "signed-agreements",
         {"country": "BY", "level": "settlement"}),
        ("контакты с Сербией есть?", "partners", {"country": "RS"}),
        ("partners in construction", "sector-partners", {"field": "construction"}),
        ("сколько мероприятий в сфере культуры прошло в 2025 году", "events",
         {"sector": "culture", **YEAR_2025}),
        ("как менялось число мероприятий со Шкловом по годам", "partnership-history", {"partner": "shklov"}),
        ("which organisations signed agreements with Belarus", "agreements-of-organisation",
         {"country": "BY", "status": "signed"}),
        ("who has not met anyone in 2025", "municipalities-without-events", YEAR_2025),
        ("топ-5 стран по числу мероприятий", "partner-countries", {"limit": "5"}),
        ("сколько партнёров в Сербии", "partners", {"country": "RS"}),
        ("число стран-партнёров по районам", "activity-by-municipality", {}),
        ("распределение мероприятий по сферам в 2025 году", "events-by-sector", YEAR_2025),
        ("каких соглашений больше", "agreement-statuses", {}),
        ("что продлили", "agreements-prolonged", {}),
        ("how many agreements were signed in 2025", "signed-agreements", YEAR_2025),
        ("кто представлял Шкловский райисполком", "people",
         {"organisation": "shklov-executive"}),
        ("сколько соглашений действует, а сколько завершено", "agreement-statuses",
         {"status": "in_force,ended"}),
        ("города-побратимы Вязьмы", "twin-towns", {"municipality": "vyazemsky"}),
        ("сколько событий провела Вязьма во II квартале 2025", "events",
         {"municipality": "vyazemsky", "since": "2025-04-01", "until": "2025-06-30"}),
        ("какие концерты были в 2025 году", "events", {"event_type": "concert", **YEAR_2025}),
        ("события больше 500 человек", "largest-events", {"least": "500"}),
        ("откуда к нам приезжают", "origins", {}),
        ("кто подписывал документы в 2025 году", "who-signed", YEAR_2025),
        ("что подписал Шкловский райисполком", "agreements-of-organisation",
         {"organisation": "shklov-executive", "status": "signed"}),
        ("кто такая Петрова", "people", {"person": "petrova-a-a"}),
        ("какие школы Беларуси дружат с Вязьмой", "partner-organisations",
         {"country": "BY", "kind": "education", "municipality": "vyazemsky"}),
        ("что расторгли", "agreements-ended", {}),
        ("какие страны не охвачены договорами", "country-without-agreement", {}),
        ("сколько мероприятий Вязьма", "events", {"municipality": "vyazemsky"}),
        ("сколько событий у Вязьмы", "events", {"municipality": "vyazemsky"}),
        ("сколько встреч было у Вязьмы в 2025 году", "events", {"municipality": "vyazemsky", **YEAR_2025}),
        ("сколько человек было на мероприятиях Вязьмы", "attendance", {"municipality": "vyazemsky"}),
        ("сколько участников у мероприятий Вязьмы", "attendance", {"municipality": "vyazemsky"}),
        ("распределение мероприятий по странам", "partner-countries", {}),
        ("распределение событий по странам-партнёрам", "partner-countries", {}),
        ("сколько человек участвовало во втором квартале", "reach-by-period", {"period": "2025-Q2"}),
        ("противоречия между отчётами", "contradictions", {}),
        ("Вязьма Шклов", "partners", {"municipality": "vyazemsky", "place": "shklov"}),
        ("партнёры Вяземского р-на", "partners", {"municipality": "vyazemsky"}),
        ("twin towns vyazma", "twin-towns", {"municipality": "vyazemsky"}),
        ("какие муниципальные образования не имеют ни одного партнёра в Сербии", "white-spots",
         {"country": "RS"}),
        ("какие договорённости пока не исполнены", "planned-agreements", {}),
        ("какие соглашения действуют с Беларусью", "signed-agreements", {"country": "BY", "valid": "true"}),
        ("соглашения Вязьмы до лета", "agreements-due", {"municipality": "vyazemsky", "months": "6"}),
        ("соглашения Вязьмы до 2025 года", "signed-agreements",
         {"municipality": "vyazemsky", "until": "2024-12-31"}),
        ("с кем встречались больше трёх раз, а соглашение не заключено", "partners-without-agreement",
         {"least": "4"}),
        ("факты с уверенностью ниже 0,6", "doubtful-facts", {"below": "0.6"}),
        ("что изменилось у Вязьмы между I и II кварталами 2025", "change-between-periods",
         {"municipality": "vyazemsky", "period": "2025-Q2", "previous": "2025-Q1"}),
        ("насколько выросло число событий во II квартале по сравнению с первым", "change-between-periods",
         {"period": "2025-Q2", "previous": "2025-Q1"}),
        ("что нового во II квартале 2025", "news-between-periods", {"period": "2025-Q2"}),
        ("что нового за последний квартал", "news-between-periods", {"period": "2025-Q2"}),
        ("с кем не виделись с 2024 года", "lapsed-partners", {"quarters": "6"}),
        ("на какие мероприятия пришло больше тысячи человек", "largest-events", {"least": "1000"}),
        ("сравнить 1 и 2 квартал 2025", "change-between-periods",
         {"period": "2025-Q2", "previous": "2025-Q1"}),
        ("прирост событий: II квартал к I кварталу 2025", "change-between-periods",
         {"period": "2025-Q2", "previous": "2025-Q1"}),
        ("с кем не виделись больше двух лет", "lapsed-partners", {"quarters": "8"}),
        ("события в апреле – июне 2025 года", "events", {"since": "2025-04-01", "until": "2025-06-30"}),
        ("события за 2 квартал 2025", "events", {"since": "2025-04-01", "until": "2025-06-30"}),
        ("какие протоколы о намерениях подписаны", "signed-agreements", {"type": "protocol"}),
        ("с какими послами встречались из Шклова", "who-met-whom", {"place": "shklov", "office": "посол"}),
        ("What did we sign with Belarus in 2024?", "signed-agreements",
         {"country": "BY", "since": "2024-01-01", "until": "2024-12-31"}),
        ("что у нас со Шкловом", "partner-dossier", {"place": "shklov"}),
        ("кто глава Шклова", "people", {"place": "shklov"}),
        ("сравни Вязьму и Монастырщину", "compare-municipalities",
         {"municipality": "vyazemsky", "other": "monastyrshchinsky"}),
        ("досье на Шклов", "partner-dossier", {"place": "shklov"}),
        ("посещаемость по районам", "attendance", {}),
        ("у каких районов нет ни одного соглашения", "municipalities-without-document", {}),
        ("районы без побратимов в Сербии", "municipalities-without-twin", {"country": "RS"}),
        ("у кого нет ни побратима, ни договора", "municipalities-without-ties", {}),
        ("какие районы ничего не провели в 2025 году", "municipalities-without-events", YEAR_2025),
        ("концерты Беларусь", "events", {"event_type": "concert", "country": "BY"}),
        ("сколько соглашений бессрочные", "agreements-without-term", {}),
        ("онлайн-мероприятия с Сербией", "events", {"mode": "online", "country": "RS"}),
        ("events since the beginning of 2025", "events", {"since": "2025-01-01"}),
        ("which agreements expire soon", "agreements-due", {}),
        ("what did we sign with Belarus in 2025", "signed-agreements", {"country": "BY", **YEAR_2025}),
        ("who works with Serbia", "partners", {"country": "RS"}),
        ("twin towns", "twin-towns", {}),
        ("most active districts", "activity-by-municipality", {}),
        ("какие мероприятия завтра", "events", {"since": "2026-12-01", "until": "2026-12-01"}),
        ("what did we sign yesterday", "signed-agreements", {"since": "2026-11-29", "until": "2026-11-29"}),
        ("у каких районов меньше трёх партнёров", "activity-by-municipality", {"most_partners": "2"}),
        ("районы, где больше 10 мероприятий", "activity-by-municipality", {"least_events": "11"}),
        ("у кого не менее двух соглашений", "activity-by-municipality", {"least_agreements": "2"}),
        ("районы с пятью и более партнёрами", "activity-by-municipality", {"least_partners": "5"}),
        ("у кого от двух до пяти партнёров", "activity-by-municipality",
         {"least_partners": "2", "most_partners": "5"}),
        ("у каких районов ровно один партнёр в Беларуси", "activity-by-municipality",
         {"least_partners": "1", "most_partners": "1", "country": "BY"}),
        ("районы, работающие хотя бы с двумя странами", "activity-by-municipality",
         {"least_countries": "2"}),
        ("какие районы провели больше 20 мероприятий в 2025 году", "activity-by-municipality",
         {"least_events": "21", "from": "2025", "to": "2025"}),
        ("у каких районов не больше двух подписанных документов", "activity-by-municipality",
         {"most_agreements": "2"}),
        ("с какими странами работают больше пяти районов", "partner-countries", {"least_homes": "6"}),
        ("партнёры, с которыми больше 10 мероприятий", "most-active-partners", {"least_events": "11"}),
        ("организации, участвовавшие больше чем в трёх мероприятиях", "active-organisations",
         {"least_events": "4"}),
        ("в каких сферах меньше трёх соглашений", "agreements-by-sector", {"most_documents": "2"}),
        ("мероприятия, в которых менее 50 человек", "largest-events", {"most_people": "50"}),
        ("мероприятия не более чем на 50 человек", "largest-events", {"most_people": "50"}),
        ("events with fewer than 50 people", "largest-events", {"most_people": "50"}),
        ("мероприятия до 50 человек", "largest-events", {"most_people": "50"}),
        ("факты с уверенностью меньше 0,6", "doubtful-facts", {"below": "0.6"}),
        ("districts with exactly one agreement", "activity-by-municipality",
         {"least_agreements": "1", "most_agreements": "1"}),
        ("municipalities with no more than two partners", "activity-by-municipality",
         {"most_partners": "2"}),
    ],
)  # fmt: skip
def test_a_question_is_understood(text: str, question: str, parameters: dict[str, str]) -> None:
    understood = read(text)
    best = understood.readings[0]
    given = {name: value for name, value in best.parameters.items() if value}
    assert (best.question.name, given) == (question, parameters)
    assert not understood.unknown
    assert not best.left


def test_a_default_that_the_words_do_not_ask_for_is_opened() -> None:
    assert read("какие события были с Беларусью").readings[0].parameters["since"] == ""


@pytest.mark.parametrize("text", ["погода завтра", "Шклов", "", "???", "а" * 5_000, "не " * 300])
def test_what_asks_nothing_is_no_question(text: str) -> None:
    understood = read(text)
    assert not understood.is_sure


def test_words_that_mean_nothing_are_said() -> None:
    understood = read("с кем сотрудничает Вязьма в квантовой телепортации")
    assert understood.unknown == ("квантовой", "телепортации")
    assert understood.readings[0].question.name == "partners"
    assert not understood.is_sure


def test_a_place_that_the_graph_does_not_hold_is_said() -> None:
    understood = read("с кем подписаны соглашения в Мурманске")
    assert understood.absent == ("Мурманске",)
    assert understood.readings[0].left == ()  # it is said once
    assert not understood.is_sure


@pytest.mark.parametrize(
    ("text", "guessed", "question"),
    [
        ("вязма партнёры", (("вязма", "вязьма"),), "partners"),
        ("патнеры Вязьмы", (("патнеры", "партнер"),), "partners"),
        ("саглашения с Беларусью", (("саглашения", "соглашение"),), "signed-agreements"),
        ("ктоподписал договор с Беларусью", (("кто", "кто подписал"),), "who-signed"),
        ("вузы партнёры", (("вузы", "Образование и наука"),), "partner-organisations"),
        ("ДК Беларуси", (("ДК", "Учреждение культуры"),), "partner-organisations"),
    ],
)
def test_a_misspelt_word_is_read_and_said(
    text: str, guessed: tuple[tuple[str, str], ...], question: str
) -> None:
    understood = read(text)
    assert understood.guessed == guessed
    assert understood.readings[0].question.name == question
    assert not understood.is_sure


@pytest.mark.parametrize(
    ("text", "question", "parameters"),
    [
        ("события кроме Беларуси", "events", {"country": "-BY"}),
        ("события не с Беларусью", "events", {"country": "-BY"}),
        ("события за исключением Беларуси и Сербии", "events", {"country": "-BY,-RS"}),
        ("events except Belarus", "events", {"country": "-BY"}),
        ("партнёры кроме культуры", "sector-partners", {"field": "-culture"}),
        ("соглашения со странами СНГ", "signed-agreements", {"country": "cis"}),
        ("соглашения со странами СНГ, кроме Беларуси", "signed-agreements", {"country": "cis,-BY"}),
        ("партнёры в Европе", "partners", {"country": "europe"}),
        ("события кроме Шклова", "events", {"place": "-shklov"}),
        ("партнёры в Беларуси кроме Шклова и Мстиславля", "partners",
         {"country": "BY", "place": "-shklov,-mstislavl"}),
        ("partners except Shklow", "partners", {"place": "-shklov"}),
        ("события с Беларусью и Сербией", "events", {"country": "BY,RS"}),
        ("соглашения Вязьмы и Монастырщины", "signed-agreements",
         {"municipality": "vyazemsky,monastyrshchinsky"}),
        ("визиты делегаций из Беларуси", "events", {"event_type": "visit", "country": "BY"}),
        ("партнёры кроме стран СНГ", "partners", {"country": "-cis"}),
        ("события кроме города Шклов", "events", {"place": "-shklov"}),
        ("все события не в сфере культуры", "events", {"sector": "-culture"}),
        ("события не в Вязьме", "events", {"municipality": "-vyazemsky"}),
        ("мероприятия без участия Беларуси", "events", {"country": "-BY"}),
        ("events without Belarus", "events", {"country": "-BY"}),
        ("какие мероприятия были не онлайн", "events", {"mode": "-online"}),
        ("мероприятия, где не менее 300 участников", "largest-events", {"least": "300"}),
        ("проекты соглашений с Беларусью", "planned-agreements", {"country": "BY"}),
        ("совместные проекты с Беларусью", "partners", {"country": "BY", "strength": "project"}),
        ("сколько стран-партнёров у Вязьмы", "partner-countries", {"municipality": "vyazemsky"}),
        ("какие мэры приезжали", "people", {"office": "мэр"}),
        ("расскажи про Шклов", "partner-dossier", {"place": "shklov"}),
        ("что мы знаем о Шклове", "partner-dossier", {"place": "shklov"}),
        ("с какими областями Беларуси мы сотрудничаем", "most-active-partners",
         {"country": "BY", "level": "region"}),
    ],
)  # fmt: skip
def test_several_values_are_taken_and_some_left_out(
    text: str, question: str, parameters: dict[str, str]
) -> None:
    best = read(text).readings[0]
    assert (best.question.name, {name: value for name, value in best.parameters.items() if value}) == (
        question, parameters,
    )  # fmt: skip
    assert not best.left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("какие соглашения подписаны не в 2025 году", "в 2025 году"),
        ("о ком ничего не слышно меньше двух кварталов", "меньше двух кварталов"),
        ("факты с уверенностью больше 0,6", "больше 0,6"),
        ("соглашения, истекающие завтра", "завтра"),
        ("twin towns with fewer than 5 events", "fewer than 5 events"),
    ],
)
def test_a_bound_that_no_question_has_is_said_and_not_turned_round(text: str, left: str) -> None:
    understood = read(text)
    best = understood.readings[0]
    assert left in best.left
    assert not any(best.parameters.values())
    assert not understood.is_sure


def test_namesakes_are_read_in_one_order() -> None:
    token = tokens_of("Смоленске")[0]
    first = [form for form in (token.plain, *token.lemmas) if form in token.forms]
    rest = token.forms.difference(first)
    assert token.likeliest_forms == (*dict.fromkeys(first), *sorted(rest))


def test_a_partner_that_cannot_be_left_out_is_said() -> None:
    best = read("досье на Валево кроме Шклова").readings[0]
    assert best.question.name == "partner-dossier"
    assert best.left == ("Шклова",)


@pytest.mark.parametrize("text", ["сколько стоит слон", "кто чемпион", "когда последний раз видели слона"])
def test_of_what_nothing_is_known_nothing_is_answered(text: str) -> None:
    understood = read(text)
    assert understood.readings == ()
    assert understood.unknown


def test_a_country_that_the_graph_does_not_have_is_told_in_english_too() -> None:
    assert read("are there agreements with South Africa").absent == ("South Africa",)


@pytest.mark.parametrize(
    ("text", "question", "left"),
    [
        ("какие районы работают только с Беларусью", "partners", ("только",)),
        (
            "какие организации подписали больше всего соглашений",
            "agreements-of-organisation",
            ("больше всего",),
        ),
    ],
)
def test_a_word_that_the_question_does_not_say_is_told(
    text: str, question: str, left: tuple[str, ...]
) -> None:
    understood = read(text)
    best = understood.readings[0]
    assert (best.question.name, best.left, understood.is_sure) == (question, left, False)


@pytest.mark.parametrize(
    "text",
    ["в каких местах у нас нет документов", "откуда соглашения", "партнёры и их посещаемость в правилах"],
)
def test_a_question_that_leaves_a_word_unsaid_is_not_sure(text: str) -> None:
    """Every word is known, but no paraphrase of the likeliest question says them all."""
    understood = read(text)
    assert not understood.unknown
    assert not understood.is_sure


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("кто работает с Беларусью", "кто не работает с Беларусью"),
        ("районы с партнёрами в Сербии", "районы без партнёров в Сербии"),
        ("подписанные соглашения", "не подписанные соглашения"),
    ],
)
def test_a_denial_changes_the_question(said: str, denied: str) -> None:
    assert read(said).readings[0].question.name != read(denied).readings[0].question.name


@pytest.mark.parametrize("text", ["культура 2025 районы", "районы и события", "соглашения районов"])
def test_nothing_is_denied_that_nobody_denies(text: str) -> None:
    first, *_ = read(text).readings
    assert "without" not in first.question.name


def test_a_condition_that_the_question_has_no_place_for_is_said() -> None:
    best = read("белые пятна в 2025 году").readings[0]
    assert best.question.name == "white-spots"
    assert best.left == ("в 2025 году",)


EXAMPLES = {
    "municipality": "Вяземский район", "place": "Шклов", "sector": "культура", "period": "2025 год",
    "organisation": "Шкловский райисполком", "person": "Петрова", "rows": "топ-5", "quarters": "4 квартала",
    "months": "6 месяцев", "people": "больше 500 человек", "organisation_kind": "школы",
    "event_type": "концерты", "agreement_type": "меморандумы", "status": "действующие", "ahead": "до лета",
    "times": "больше 3 встреч", "mode": "онлайн", "confidence": "0,6", "quarter": "II квартал 2025",
    "partners": "меньше трёх партнёров", "documents": "не менее двух соглашений",
    "countries": "более двух стран", "districts": "больше пяти районов",
}  # fmt: skip


SECOND = {"municipality": "Монастырщина", "place": "Валево"}


def paraphrases() -> list[tuple[str, str]]:
    return [
        (name, text)
        for name, question in questions().items()
        for texts in question.asked.values()
        for text in texts
    ]


@pytest.mark.slow
def test_every_paraphrase_is_read_as_its_own_question() -> None:
    """Else two questions are asked in the same words: change the header of one of the files named."""
    wrong: list[Any] = []
    for name, text in paraphrases():
        for slot, example in EXAMPLES.items():
            text = text.replace("{" + slot + "}", example, 1)
            text = text.replace("{" + slot + "}", SECOND.get(slot, example))
        best = read(text).readings
        if not best or best[0].question.name != name:
            wrong.append((name, text, best[0].question.name if best else None))
    assert not wrong


def test_every_question_can_be_asked_in_both_languages() -> None:
    bare = [
        name
        for name, one in questions().items()
        if min(len(one.asked.get(lang, ())) for lang in ("ru", "en")) < 3
    ]
    assert not bare, "write `asked:` paraphrases into the headers of these questions"
