"""A cell, read once: words, quotations, brackets, sentences, points, and the way back to the document."""

import unicodedata

import pytest

from loaders.cell import Cell, Extent, Stretches, contains, overlap, plain, read_cell, read_entry
from loaders.extract import extract_entry
from ontology.model import FIVE_CELLS, CellName, Entry


def cell(text: str) -> Cell:
    return read_cell(CellName.CONTENT, text)


def entry(**cells: str) -> Entry:
    told = {name: cells.get(name.value, "") for name in FIVE_CELLS}
    return Entry("2024-Q3-municipal", 1, "Город Смоленск", None, "город Смоленск", told, 1, 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Санкт-Петербург–Орша", "Санкт-Петербург–Орша"),
        ("15.05.2025, 1,5 и 1/2", "15.05.2025 | , | 1,5 | и | 1/2"),
        ("3-й этап №5", "3-й | этап | № | 5"),
        ("Славянскі базар", "Славянскі | базар"),
        ("Ура?! И…", "Ура | ?! | И | …"),
        ("25мм (г.Орша))", "25 | мм | ( | г | . | Орша | ) | )"),
        ("\n ", ""),
    ],
)
def test_words_numbers_and_marks(text: str, words: str) -> None:
    assert list(cell(text).words) == [word for word in words.split(" | ") if word]


def test_outside_the_cell_stands_the_empty_word() -> None:
    read = cell("Орша")
    assert [read.word(-1), read.plain(7), read.lemma(-3), read.gap(0), read.slice(2, 1)] == [""] * 5
    assert not (read.is_capitalised(-1) or read.is_word(1) or read.is_quoted(5) or read.is_initial(9))


def test_words_are_compared_in_one_form() -> None:
    assert cell("Приём в МОГИЛЁВЕ").plains == ("прием", "в", "могилеве")
    assert plain("Ёлка") == "елка"
    assert cell("школами города").lemma(0) == "школа"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("клуб «Маяк» и хор", "Маяк"),
        ("ГУО «Школа «Рост» г. Орши", "Школа « Рост"),
        ("ГУО «Школа «Рост», ООО «Сад»", "Школа « Рост Сад"),
        ('клуб "Маяк" и "Волна"', "Маяк Волна"),
        ("клуб “Маяк” и хор", "Маяк"),
        ("клуб «Маяк и хор", ""),
        ("Маяк» и «хор»", "хор"),
    ],
)
def test_what_quotations_hold(text: str, quoted: str) -> None:
    read = cell(text)
    assert " ".join(word for i, word in enumerate(read.words) if read.is_quoted(i)) == quoted


def test_a_quotation_without_end_swallows_no_long_cell() -> None:
    assert cell("«" + "слово " * 200 + "» и «Маяк»").quotes == {203: 206}


def test_brackets_pair_and_nest() -> None:
    read = cell("хор (г. Орша (РБ)) и (")
    assert [read.bracket_depth(i) for i in range(len(read))] == [0, 0, 1, 1, 1, 1, 2, 1, 0, 0, 0]
    assert read.in_brackets(read.text.index("РБ"))


@pytest.mark.parametrize(
    "sentences",
    [
        "Встреча прошла в г. Орша. | Затем А.П. Лунев вручил призы.",
        "Выступил хор «Маяк». | Победила Орша (РБ). | Итоги подведены.",
        "Пели песни, читали стихи и т.д. | Участники остались.",
        "Гости из Орши, Витебска и др. | В программе концерт.",
        "Договор 2023–2024 гг. | Создан центр.",
        "Показали «Ура!» | Зал был полон? | Да!",
        "Встреча 15 мая. | 20 мая прошёл концерт.",
        "Пришли к ул. Мира, д. 5 кв. 3 и пос. Красный.",
    ],
)
def test_sentences(sentences: str) -> None:
    pieces = sentences.split(" | ")
    read = cell(" ".join(pieces))
    assert [read.text[s.start : s.end] for s in read.sentences] == pieces


@pytest.mark.parametrize(
    ("text", "at", "sentence", "point", "clause"),
    [
        ("Решили: создать клуб; провести сбор. Ура.", "сбор", 0, "провести сбор", "провести сбор"),
        ("Решили: создать клуб; провести сбор. Ура.", "клуб", 0, "Решили: создать клуб", "создать клуб"),
        ("Было:\n- пение\n– танцы", "танцы", 0, "танцы", "танцы"),
        ("Было:\n1. Пение\n2) Танцы в 10:00", "Танцы", 0, "Танцы в 10:00", "Танцы в 10:00"),
    ],
)
def test_the_parts_around_a_word(text: str, at: str, sentence: int, point: str, clause: str) -> None:
    read, place = cell(text), text.index(at)
    parts = read.sentence_at(place), read.point_at(place), read.clause_at(place)
    assert parts[0].start == sentence
    assert [read.text[part.start : part.end].strip() for part in parts[1:]] == [point, clause]


def test_points_of_a_list_after_a_colon() -> None:
    read = cell("Подписали: договор с Оршей; план с Минском. Затем ужин.")
    points = read.points_in(Extent(read.text.index("договор") - 1, read.text.index("Затем")))
    assert [read.text[p.start : p.end] for p in points] == ["план с Минском"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Хор. Ансамбль пел", "Хор Ансамбль"),
        ("хор\n– Ансамбль;\n– Оркестр", "хор Ансамбль Оркестр"),
        ("Гости: Минск, Орша", "Гости Минск"),
        ("Гости,\nДети", "Гости Дети"),
    ],
)
def test_where_a_capital_letter_tells_nothing(text: str, words: str) -> None:
    read = cell(text)
    assert " ".join(w for i, w in enumerate(read.words) if w.isalpha() and read.begins_item(i)) == words


def test_how_stretches_lie_to_one_another() -> None:
    one, inner, apart = Extent(0, 9), Extent(3, 9), Extent(9, 12)
    assert (overlap(one, inner), overlap(one, apart)) == (True, False)
    assert (contains(one, inner), contains(inner, one), contains(one, one)) == (True, False, True)
    many = Stretches([Extent(20, 30), one, Extent(2, 4)])
    assert [many.overlap(e) for e in (inner, apart, Extent(29, 40), Extent(30, 31))] == [
        True,
        False,
        True,
        False,
    ]
    assert [many.contain(e) for e in (inner, Extent(8, 10), Extent(20, 30))] == [True, False, True]


IRREGULAR = [
    unicodedata.normalize("NFD", "Делегация из г. Витебска и Йошкар-Олы"),
    "Дел\u00adегация из г.\u00a0Вит\u200bебска и  \u202bЙошкар-Олы\u202c",
    "Делегация из г. Bитeбcка и Йошкар‑Олы",
    "Делегация из г. Ви\u0301тебска и Йошкар-Олы",
]


@pytest.mark.parametrize("text", IRREGULAR)
def test_what_looks_alike_is_read_alike(text: str) -> None:
    assert read_entry(entry(participants=text))[CellName.PARTICIPANTS].text == (
        "Делегация из г. Витебска и Йошкар-Олы"
    )


@pytest.mark.parametrize("text", IRREGULAR)
def test_facts_point_into_the_verbatim_cell(text: str) -> None:
    source = entry(place="г. Смоленск", participants=text)
    facts = extract_entry(source)
    assert facts.entry is source
    origin = next(fact for fact in facts.origins if fact.value.name == "Витебск")
    span = origin.naming[-1].span
    assert span is not None
    here = text[span.start : span.end]
    assert read_entry(entry(title=here))[CellName.TITLE].text.endswith("Витебска")
    assert here[0] in "гВB"
