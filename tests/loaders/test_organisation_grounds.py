"""On what grounds words are the name of a body: the rule that decides is the rule that the evidence shows."""

import pytest

from loaders.cell import read_cell
from loaders.organisations import find_organisations
from loaders.organisations.grounds import GROUNDS, ground_of
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.recognition import recognise
from loaders.places import find_places
from ontology.model import CellName
from tests.loaders.organisation_rows import entry_text

pytestmark = pytest.mark.slow

_TOLD = [
    ("учителя школ № 3 и № 5 г. Вязьмы", "shared_head"),
    ("гости из МЧС Беларуси", "known_body"),
    ("сотрудники Роспотребнадзора", "known_body"),
    ("артисты МОЦ «Ветер»", "unknown_form"),
    ("директор ООО «Ручей»", "legal_form"),
    ("хор «Ручей»", "head_and_quotes"),
    ("библиотека имени А.С. Грина", "head_and_namesake"),
    ("компания Horsch", "capitalised_words"),
    ("студенты ПсковГУ", "school_in_short"),
    ("врачи РНПЦ травматологии", "described_abbreviation"),
    ("артисты ДК г. Рудни", "town_has_one"),
    ("сотрудники УМВД по Смоленской области", "head_and_place"),
    ("ученики СШ № 5 г. Орши", "head_and_number"),
    ("артисты Руднянской ДШИ", "head_and_adjective"),
    ("Министерство культуры", "one_of_its_kind"),
    ("ученики гимназии № 2", "head_and_number"),
    ("Витебский областной музей", "head_and_adjective"),
    ("курсанты училища ПВО", "head_and_acronym"),
    ("отдел культуры Администрации города Рудни", "part_of_body"),
    ("Совет отцов при Правительстве Смоленской области", "beside_host"),
    ("Министерство спорта Смоленской области", "one_of_its_kind"),
    ("музей г. Рудни", "head_and_place"),
    ("федерация самбо Смоленской области", "described_and_placed"),
    ("гости, Институт Русской Истории", "of_somebody"),
    ("прихожане храма Вознесения Господня", "dedication"),
    ("прибыл Постоянный Комитет", "capital_letter"),
]


def _rules(participants: str = "", **cells: str) -> list[str]:
    text = entry_text(participants, **cells)
    return [mention.rule for mention in find_organisations(text, find_places(text))]


@pytest.mark.parametrize(("text", "rule"), _TOLD)
def test_the_rule_that_decided_is_shown(text: str, rule: str) -> None:
    assert set(_rules(text)) == {rule}


def test_a_house_of_the_town_in_the_place_cell() -> None:
    assert _rules(place="г. Рудня, районный Дом культуры") == ["host_of_town"]


def test_every_ground_has_a_phrase() -> None:
    told = {rule for _, rule in _TOLD} | {"host_of_town"}
    assert {ground.rule for ground in GROUNDS} == told


def test_no_earlier_ground_holds_than_the_one_that_decides() -> None:
    for text, rule in _TOLD:
        cell = NamedCell(read_cell(CellName.PARTICIPANTS, text), find_places(entry_text(text)))
        for one in recognise(cell):
            ground = ground_of(one.phrase)
            assert ground is not None
            assert (ground.rule, ground.holds(one.phrase)) == (rule, True)
