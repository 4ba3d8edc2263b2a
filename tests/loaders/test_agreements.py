"""What was signed, planned or arranged in a row, and between whom."""

from datetime import date

import pytest

from loaders.agreements import read_agreements
from loaders.language import EntryText, read_entry
from loaders.organisations import find_organisations
from loaders.places import find_places
from loaders.rules import Reading
from ontology.model import FIVE_CELLS, AgreementRef, CellName, Entry

PARTICIPANTS = "Представители Администрации г. Смоленска, делегация г. Витебска (Республика Беларусь)"


def entry_text(content: str, title: str = "", participants: str = PARTICIPANTS) -> EntryText:
    cells = {
        **dict.fromkeys(FIVE_CELLS, ""),
        CellName.TITLE: title,
        CellName.DATES: "5 июня 2025 года",
        CellName.CONTENT: content,
        CellName.PARTICIPANTS: participants,
    }
    return read_entry(Entry("report", 1, None, None, None, cells, 1, 1))


def reading(content: str, title: str = "", participants: str = PARTICIPANTS) -> Reading[AgreementRef]:
    text = entry_text(content, title, participants)
    places = find_places(text)
    return read_agreements(text, places, find_organisations(text, places))


def agreements(content: str, title: str = "") -> list[AgreementRef]:
    return [fact.value for fact in reading(content, title).facts]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # signed here
        ("Подписано соглашение о дружбе", [("agreement", "signed")]),
        ("Состоялось подписание меморандума о намерениях", [("memorandum", "signed")]),
        ("Заключен договор об обмене выставками", [("contract", "signed")]),
        ("Соглашение о дружбе подписали руководители школ", [("agreement", "signed")]),
        ("Утверждена дорожная карта сотрудничества", [("plan", "signed")]),
        (
            "Подписаны: – договор о дружбе; – протокол встречи",
            [("contract", "signed"), ("protocol", "signed")],
        ),
        ("Подписаны документы о сотрудничестве", [("other", "signed")]),
        ("Подписан план творческого обмена на 2027 год с ГУК «Горизонт»", [("plan", "signed")]),
        ("Подписана совместная программа", [("plan", "signed")]),
        ("Подписано соглашение, по которому планируется обмен учителями", [("agreement", "signed")]),
        ("Подписано пять соглашений, в том числе Соглашение о лесах", [("agreement", "signed")]),
        # in force
        ("Встреча прошла в рамках соглашения о дружбе", [("agreement", "in_force")]),
        ("Обсуждена реализация Договора от 3 мая 2021 года № 8", [("contract", "in_force")]),
        ("Соглашение о дружбе, подписанное ранее, дает плоды", [("agreement", "in_force")]),
        ("Соглашение о дружбе было подписано в 2019 году", [("agreement", "in_force")]),
        (
            "Подписан протокол к Договору о дружбе от 03.05.2021",
            [("protocol", "signed"), ("contract", "in_force")],
        ),
        ("Соглашение о дружбе успешно действует", [("agreement", "in_force")]),
        ("Смена организована по договору о дружбе от 03.05.2021", [("contract", "in_force")]),
        (
            "Обмен проведен благодаря соглашению о дружбе, заключенному с ГУК «Горизонт»",
            [("agreement", "in_force")],
        ),
        ("Районы пролонгировали соглашение о дружбе", [("agreement", "in_force")]),
        ("Действует договор о дружбе", [("contract", "in_force")]),
        # planned
        ("Рассмотрен проект соглашения о дружбе", [("agreement", "planned")]),
        ("Планируется подписание меморандума о дружбе", [("memorandum", "planned")]),
        ("Стороны договорились заключить соглашение о дружбе", [("agreement", "planned")]),
        ("Обсуждена возможность подписания договора", [("contract", "planned")]),
        ("Запланировано составление плана совместных действий", [("plan", "planned")]),
        ("Подписание меморандума о дружбе намечено на осень", [("memorandum", "planned")]),
        ("Осенью стороны подпишут договор о дружбе", [("contract", "planned")]),
        ("Решено подготовить план совместных мероприятий", [("plan", "planned")]),
        ("Стороны договорились о подготовке проекта соглашения о дружбе", [("agreement", "planned")]),
        # reached by word of mouth, joined
        ("Стороны договорились об обмене учителями", [("arrangement", "reached")]),
        ("Достигнута договоренность об обмене учителями", [("arrangement", "reached")]),
        ("Стороны пришли к соглашению об обмене учителями", [("arrangement", "reached")]),
        ("Округ вступил в ассоциацию приграничных районов", [("accession", "reached")]),
        (
            "Достигнуты договоренности:\n- о выставке в г. Орше;\n- об обмене учителями",
            [("arrangement", "reached"), ("arrangement", "reached")],
        ),
        ("Хор вошел в состав ассоциации приграничных хоров", [("accession", "reached")]),
        # prepared, agreed in words, in stages
        ("Участники согласовали текст меморандума о дружбе", [("memorandum", "planned")]),
        ("Идет работа по подготовке соглашения о дружбе", [("agreement", "planned")]),
        ("Договор о дружбе – в стадии подготовки", [("contract", "planned")]),
        ("Соглашение о дружбе пока не подписано, подписание намечено на май", [("agreement", "planned")]),
        # long ago, prolonged
        ("Ранее школы заключили договор о дружбе", [("contract", "in_force")]),
        ("В 2019 году школами подписан договор о дружбе", [("contract", "in_force")]),
        ("Договор о дружбе между музеями пролонгирован", [("contract", "in_force")]),
        # other words for a signature
        ("Участники завизировали дорожную карту", [("plan", "signed")]),
        ("Принята совместная декларация о дружбе", [("other", "signed")]),
        # a sentence that ends with a short word; a list whose points have full stops of their own
        ("Обсужден план работы на год. Решено заключить договор о дружбе", [("contract", "planned")]),
        (
            "Подписаны: Меморандум о дружбе (д. Лески, Оршанский район); Соглашение о намерениях",
            [("memorandum", "signed"), ("agreement", "signed")],
        ),
        ("Утверждена «дорожная карта» дружбы", [("plan", "signed")]),
        ("Утвержден план (далее – «дорожная карта»)", []),
        # told with whom before it is told what; of two documents; after a colon
        ("ООО «Лён» планирует заключить с ОАО «Ткач» договор о дружбе", [("contract", "planned")]),
        ("Сборы прошли в соответствии с календарем и договором о дружбе", [("contract", "in_force")]),
        ("Договор о дружбе: ООО «Лён» – ОАО «Ткач» (подписан 03.10.2023 г.)", [("contract", "in_force")]),
        (
            "Подписано 7 соглашений, из них 3 новых, в том числе между ООО «Лён» и ОАО «Ткач»",
            [("agreement", "signed")],
        ),
        ("Предложено подписать программу приграничного сотрудничества", [("plan", "planned")]),
        # none
        ("Судьи подписали протокол игры", []),
        ("Заключено мировое соглашение", []),
        ("Конкурс прошел по утвержденным правилам и договором не предусмотрен", []),
        ("Аллея заложена в честь подписания договора о дружбе", []),
        ("Соглашение подписано не было", []),
        ("Подписание договора о дружбе не состоялось", []),
        ("С каждым подписан трудовой договор", []),
        ("Обсуждались возможности заключения договоров", []),
        ("Обсуждались вопросы сотрудничества", []),
        ("Обсуждены планы совместной работы", []),
        ("Работа шла по плану мероприятий", []),
        ("В заключение участники обсудили соглашение", []),
        ("Вечер посвящен годовщине подписания Договора о дружбе", []),
        ("Школьники присоединились к акции", []),
        ("Рассмотрен ход реализации действующих соглашений", []),
        ("Участники договорились встретиться через год", []),
        ("Составлен план праздника", []),
        ("Показан спектакль «Договор»", []),
        ("Изданы документы о войне", []),
    ],
)
def test_type_and_status(content: str, expected: list[tuple[str, str]]) -> None:
    assert [(agreement.type, agreement.status) for agreement in agreements(content)] == expected


SHKLOV = "Шкловский районный исполнительный комитет"
VYAZMA = "Администрация Вяземского муниципального округа"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            (
                "Подписано соглашение о дружбе между Администрацией Вяземского муниципального округа "
                "и Шкловским районным исполнительным комитетом (Республика Беларусь)"
            ),
            [(VYAZMA, SHKLOV)],
        ),
        (
            "Между ООО «Лён» (г. Вязьма) и ОАО «Ткач» (г. Орша, Беларусь) заключен договор поставки",
            [("ООО «Лён»", "ОАО «Ткач»")],
        ),
        ("Подписан меморандум между г. Смоленском и г. Чэнду", [("Смоленск", "Чэнду")]),
        ("Подписан меморандум между г. Смоленском и г. Чэнду при участии ООО «Лён»", [("Смоленск", "Чэнду")]),
        (
            (
                "Подписан меморандум между Руднянским районом Смоленской области, Лиозненским районом "
                "и Дубровенским районом Витебской области"
            ),
            [("Руднянский район", "Лиозненский район", "Дубровенский район")],
        ),
        ("Подписание соглашения о дружбе ООО «Лён» и ОАО «Ткач»", [("ООО «Лён»", "ОАО «Ткач»")]),
        (
            (
                "Администрация Вяземского муниципального округа подписала соглашение "
                "с Шкловским районным исполнительным комитетом"
            ),
            [(VYAZMA, SHKLOV)],
        ),
        (
            "Подписаны соглашения между ООО «Лён» и ОАО «Ткач», ООО «Пряха» и ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Пряха»", "ОАО «Нить»")],
        ),
        # parties after a colon, several pairs, several counterparts
        (
            "Стороны заключили договор о дружбе: ООО «Лён» и ОАО «Ткач»",
            [("ООО «Лён»", "ОАО «Ткач»")],
        ),
        (
            "Заключены договоры: между ООО «Лён» и ОАО «Ткач»; между ООО «Пряха» и ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Пряха»", "ОАО «Нить»")],
        ),
        (
            "Договоры подписаны между ООО «Лён» и ОАО «Ткач»; ООО «Пряха» и ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Пряха»", "ОАО «Нить»")],
        ),
        (
            "ООО «Лён» заключило договоры с ОАО «Ткач» и ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Лён»", "ОАО «Нить»")],
        ),
        (
            "Подписано дополнительное соглашение к Договору о дружбе между г. Смоленском и г. Оршей",
            [("Смоленск", "Орша"), ("Смоленск", "Орша")],
        ),
        (
            "Состоялось подписание договора. Свои подписи поставили мэр города Смоленска и мэр города Орши",
            [("Смоленск", "Орша")],
        ),
        ("Стороны договорились об обмене учителями", [("Администрация г. Смоленска", "Витебск")]),
        # countries and towns in a document's name
        ("Выставка включена в План сотрудничества России и Беларуси на 2026 год", [("Россия", "Беларусь")]),
        ("Подписана программа обмена Смоленска и Орши", [("Смоленск", "Орша")]),
        ("Прошло в рамках соглашений, заключенных на форуме регионов Беларуси и России", []),
        # all who stand before the verb
        (
            "Руднянский район (Россия), Лиозненский район и Дубровенский район (Беларусь) заключили договор",
            [("Руднянский район", "Лиозненский район", "Дубровенский район")],
        ),
        ("ООО «Лён» и ООО «Пряха» подписали меморандум", [("ООО «Лён»", "ООО «Пряха»")]),
        (
            (
                "Губернатор С.С. Серов и председатель Шкловского районного исполнительного комитета П.П. Бел "
                "подписали соглашение"
            ),
            [("Смоленская область", SHKLOV)],
        ),
        # towns in a document's name only where they are whose it is; each document with its counterpart
        ("Подписан договор о дружбе школ Смоленска и Орши", [("Администрация г. Смоленска", "Витебск")]),
        (
            "ООО «Лён» подписало протокол с ОАО «Ткач» и договор с ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Лён»", "ОАО «Нить»")],
        ),
        # sole traders
        ("Между ИП Серова А.А. и ООО «Лён» подписан договор", [("ИП Серова А.А.", "ООО «Лён»")]),
        # as many sides as the adjective tells; a point of a list each
        (
            "Подписаны трехсторонние соглашения между ООО «Лён», ООО «Пряха» и ОАО «Ткач», ОАО «Нить»",
            [("ООО «Лён»", "ООО «Пряха»", "ОАО «Ткач»"), ("ООО «Лён»", "ООО «Пряха»", "ОАО «Нить»")],
        ),
        (
            "Подписаны соглашения: о льне между ООО «Лён» и ОАО «Ткач»; между ООО «Пряха» и ОАО «Нить»",
            [("ООО «Лён»", "ОАО «Ткач»"), ("ООО «Пряха»", "ОАО «Нить»")],
        ),
        (
            "Сторонами договора, который заключен сегодня, стали: ООО «Лён», ОАО «Ткач»",
            [("ООО «Лён»", "ОАО «Ткач»")],
        ),
        # nobody: schools of a country, the parties of another point
        ("В рамках договоров о дружбе со школами Республики Беларусь", []),
        (
            "Итоги:\n- ООО «Лён» и ОАО «Ткач» подписали договор;\n- достигнута договоренность о встрече",
            [("ООО «Лён»", "ОАО «Ткач»"), ()],
        ),
    ],
)
def test_parties(content: str, expected: list[tuple[str, ...]]) -> None:
    assert [agreement.parties for agreement in agreements(content)] == expected


def test_date_number_and_subject() -> None:
    content = (
        "В рамках договора о работе в области туризма между г. Смоленском и г. Оршей от 03.05.2021 № 8-с"
    )
    (agreement,) = agreements(content)
    assert agreement.title == "Договор о работе в области туризма"
    assert (agreement.date, agreement.number) == (date(2021, 5, 3), "8-с")
    assert agreement.sectors == ("tourism",)


def test_a_number_may_follow_the_subject() -> None:
    numbers = [
        agreements(f"В рамках договора о {what} № 5/2")[0].number for what in ("дружбе", "ремонте школы")
    ]
    assert numbers == ["5/2", None]


def test_one_agreement_told_in_title_and_content_is_one() -> None:
    told = agreements(
        "Подписано соглашение о дружбе между г. Смоленском и г. Оршей", title="Подписание соглашения"
    )
    assert [(agreement.title, agreement.parties) for agreement in told] == [
        ("Соглашение о дружбе", ("Смоленск", "Орша"))
    ]


def test_what_is_joined_is_no_document_of_its_own() -> None:
    told = agreements("Смоленск присоединился к Хартии городов дружбы", title="Подписание хартии")
    assert [(agreement.type, agreement.parties) for agreement in told] == [("accession", ("Смоленск",))]


def test_a_title_may_tell_of_towns_whose_heads_sign() -> None:
    told = agreements(
        "Глава Вяземского муниципального округа и председатель Шкловского райисполкома подписали договор",
        title="Подписание договора между Вязьмой и Шкловом",
    )
    assert [agreement.parties for agreement in told] == [("Вязьма", "Шклов")]


def test_a_title_may_shorten_the_names_of_parties() -> None:
    told = agreements(
        "Между ООО «Смоленский лён» и ОАО «Ткач» подписан договор о поставках",
        title="Подписание договора с ОАО «Ткач»",
    )
    assert [agreement.parties for agreement in told] == [("ООО «Смоленский лён»", "ОАО «Ткач»")]


def test_evidence_names_both_rules() -> None:
    content = "Подписано соглашение между г. Смоленском и г. Оршей"
    (fact,) = reading(content).facts
    words = [(e.rule, content[e.span.start : e.span.end].strip()) for e in fact.evidence if e.span]
    assert words == [("signed_here", "соглашение"), ("between", "г. Смоленском"), ("between", "г. Оршей")]


def test_a_document_of_nobody_is_doubtful() -> None:
    doubtful = reading("Подписано соглашение о дружбе", participants="Учителя")
    assert [finding.code for finding in doubtful.findings] == ["doubtful_agreement"]
    assert doubtful.facts[0].confidence < 0.5


def test_a_guess_of_one_side_alone_is_no_party() -> None:
    content = "Достигнута договоренность о проведении выставки в следующем году"
    facts = reading(content, participants="Учащиеся школ Могилевской области").facts
    assert [fact.value.parties for fact in facts] == [()]


def test_a_document_of_unknown_fate_is_doubtful() -> None:
    told = reading("Соглашение о дружбе между г. Смоленском и г. Оршей показано на выставке")
    assert told.facts == ()
    assert [finding.code for finding in told.findings] == ["doubtful_agreement"]
