"""No words, whatever their order and quotes, stop the extraction of an entry."""

import gc
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.contract import to_contract
from loaders.extract import extract_entry
from loaders.organisations.named_cells import NamedCell
from ontology.model import FIVE_CELLS, Entry

BOUNDED = settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)

LETTERS_AND_MARKS = "абвгежийклмнорстуцчшыьэюяёАБВГЕМОСТЯЁabOX «»\"„“()[]’'-–—.,;:/№0127\n\u00a0\u00ad"

WORDS = """
    Молодежного парламента Администрации муниципального образования «Вяземский район» округа Смоленской
    области между г. Вязьмой и г. Несвижем д. пос. пгт аг. Минской Республики Беларусь с Оршанским
    районным исполнительным комитетом по приглашению ООО «Завод «Луч» УП РУП ГУО УЗ «Гимназия № 4 имени
    И.И. Петрова делегация во главе председателем А.Б. Ковалевым Ли Вэй KazTech Ltd. (Китай) подписан
    Договор Соглашение о сотрудничестве от 12.03.2024 № 15 план меморандум города-побратимы Хаген –
    Смоленск 3 июля 2024 года 100-150 человек, всего более 2 тыс. участников (дистанционно) телемост
    фестиваль «Мост ансамбль хор и , . ; : – ( ) « » « генеральный директор министерства культуры посол
    Сербии Абхазии музей-заповедник учебно-методического центра
""".split()  # noqa: SIM905

soup = st.text(LETTERS_AND_MARKS, max_size=80)
shuffled = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def extracts(cells: list[str]) -> bool:
    """Whether the facts of an entry with these five cells can be told as JSON."""
    entry = Entry(
        "2024-Q1-municipal",
        1,
        "Муниципальное образование «Вяземский район» Смоленской области",
        None,
        "Вяземский район",
        dict(zip(FIVE_CELLS, cells, strict=True)),
        1,
        1,
    )
    return bool(json.dumps(to_contract(extract_entry(entry))))


@BOUNDED
@given(st.lists(soup, min_size=5, max_size=5))
def test_any_characters(cells: list[str]) -> None:
    assert extracts(cells)


@BOUNDED
@given(st.lists(shuffled, min_size=5, max_size=5))
def test_words_of_the_genre_in_any_order(cells: list[str]) -> None:
    assert extracts(cells)


def test_what_was_read_of_a_row_is_free_without_the_collector() -> None:
    cells = ["Встреча", "г. Вязьма", "1 июля", "Музей «Мост» г. Орши принял Центр «Луч».", "ООО «Завод «Луч»"]

    def kept() -> int:
        return sum(type(one) is NamedCell for one in gc.get_objects())

    gc.disable()
    try:
        before = kept()
        assert extracts(cells)
        assert kept() == before
    finally:
        gc.enable()
