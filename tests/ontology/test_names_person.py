"""The parts of people's names."""

import pytest

from ontology.names.person import PersonName, read_person_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("И.П. Северов", PersonName("Северов", "И", "П")),
        ("Северов И. П.", PersonName("Северов", "И", "П")),
        ("И. Северов", PersonName("Северов", "И")),
        ("Иван Петрович Северов", PersonName("Северов", "Иван", "Петрович")),
        ("Северов Иван Петрович", PersonName("Северов", "Иван", "Петрович")),
        ("Иван Северов", PersonName("Северов", "Иван")),
        ("Северова Ирина", PersonName("Северова", "Ирина")),
        ("Анна Римская-Северова", PersonName("Римская-Северова", "Анна")),
        ("Клаус Вебер (Klaus Weber)", PersonName("Вебер", "Клаус")),
        ("Феофан", PersonName("Феофан")),
    ],
)
def test_a_name_is_taken_apart(text: str, expected: PersonName) -> None:
    assert read_person_name(text) == expected


def test_initials_are_those_of_the_parts() -> None:
    assert read_person_name("Северов Иван Петрович").initials == "ИП"
