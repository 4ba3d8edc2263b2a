"""The regular form of a text, in which things are recognised."""

import unicodedata

import pytest

from loaders.cell.regular import in_cyrillic, regular


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (unicodedata.normalize("NFD", "Йод и ёлка"), "Йод и ёлка"),
        ("Вя\u00adзь\u200bма\u2060", "Вязьма"),
        ("\u202bОрша\u202c", "Орша"),
        ("Смoлeнcк", "Смоленск"),  # Latin o, e, c
        ("Сisсо", "Cisco"),  # Cyrillic С, с, о
        ("ВМW", "BMW"),
        ("МТС и MTS", "МТС и MTS"),
        ("Wи-Fи", "Wи-Fи"),
        ("II квартал", "II квартал"),
    ],
)
def test_regular(text: str, expected: str) -> None:
    assert regular(text) == expected


def test_only_a_word_of_look_alikes_is_put_in_cyrillic() -> None:
    assert [in_cyrillic(word) for word in ("MO", "Minsk", "МО")] == ["МО", "Minsk", "МО"]
