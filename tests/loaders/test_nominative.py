"""Adjectives and their noun into the nominative singular, by agreement."""

import pytest

from loaders.organisations.nominative import nominative


@pytest.mark.parametrize(
    ("phrase", "lemma", "expected"),
    [
        ("Смоленской областной Думы", "дума", "Смоленская областная Дума"),
        (
            "Гомельскому городскому исполнительному комитету",
            "комитет",
            "Гомельский городской исполнительный комитет",
        ),
        ("государственным учреждением", "учреждение", "государственное учреждение"),
        ("Торгово-промышленной палатой", "палата", "Торгово-промышленная палата"),
        ("Российско-Белорусскую комиссию", "комиссия", "Российско-Белорусская комиссия"),
        ("музея-заповедника", "музей-заповедник", "музей-заповедник"),
        ("областного дома-интерната", "интернат", "областной дом-интернат"),
        ("библиотеки-филиала", "филиал", "библиотека-филиал"),
        # an ambiguous form is told by agreement: genitive singular, not nominative plural
        ("районной администрации", "администрация", "районная администрация"),
        # «окружной» and «окружный», «образцовый» and the like: the usual adjective
        ("Угранского окружного совета", "совет", "Угранский окружной совет"),
        # adjectives that the dictionary has as surnames only
        ("Горецкого районного дома", "дом", "Горецкий районный дом"),
        # participles
        ("Заслуженного любительского коллектива", "коллектив", "Заслуженный любительский коллектив"),
        # «ё» that the source spells «е»
        ("Молодежного парламента", "парламент", "Молодежный парламент"),
        # a plural of several
        ("районных исполнительных комитетов", "комитет", "районный исполнительный комитет"),
        # what stands in it already stays letter for letter
        ("Белорусский Зелёный Театр", "театр", "Белорусский Зелёный Театр"),
    ],
)
def test_nominative(phrase: str, lemma: str, expected: str) -> None:
    *adjectives, noun = phrase.split()
    assert " ".join(nominative(tuple(adjectives), noun, lemma)) == expected
