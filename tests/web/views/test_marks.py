"""Words of a row, marked by what was read from them."""

import pytest

from web.views.marks import NumberedReading, kind_of, kinds_in, marked_by_kind


@pytest.mark.parametrize(
    ("assertion", "kind"),
    [
        (("event/2025/a", "origin", "place/by/orsha", ""), "place"),
        (("event/2025/a", "homeSide", "municipality/smolensk/smolensk", ""), "place"),
        (("event/2025/a", "participant", "organisation/by/a", ""), "body"),
        (("event/2025/a", "participant", "person/by/a", ""), "person"),
        (("person/by/a", "post", "", ""), "person"),
        (("event/2025/a", "startDate", "", ""), "date"),
        (("agreement/2025/a", "signedOn", "", ""), "date"),
        (("agreement/2025/a", "status", "", "status"), "document"),
        (("agreement/2025/a", "party", "organisation/by/a", ""), "body"),
        (("event/2025/a", "sector", "", "sector"), "sector"),
        (("event/2025/a", "mode", "", "mode"), "other"),
    ],
)
def test_an_assertion_marks_its_words_by_its_kind(assertion: tuple[str, str, str, str], kind: str) -> None:
    assert kind_of(*assertion) == kind


TEXT = "Подписано соглашение с Гимназией № 2 г. Орши"
READINGS = (
    NumberedReading(0, "document", 0, len(TEXT)),
    NumberedReading(1, "body", TEXT.index("Гимназией"), len(TEXT)),
    NumberedReading(2, "place", TEXT.index("г. Орши"), len(TEXT)),
    NumberedReading(3, "place", TEXT.index("г. Орши"), len(TEXT)),
)


def test_the_narrowest_reading_decides_and_every_one_is_told() -> None:
    pieces = marked_by_kind(TEXT, READINGS)
    assert "".join(one.text for one in pieces) == TEXT
    assert [(one.text, one.kind, one.readings) for one in pieces] == [
        ("Подписано соглашение с ", "document", (0,)),
        ("Гимназией № 2 ", "body", (0, 1)),
        ("г. Орши", "place", (0, 1, 2, 3)),
    ]
    assert [one.begins for one in pieces] == [(0,), (1,), (2, 3)]
    assert kinds_in([("content", pieces)]) == ["body", "place", "document"]


def test_only_what_is_asked_is_marked() -> None:
    pieces = marked_by_kind(TEXT, READINGS, ("body",))
    assert [(one.text, one.kind) for one in pieces] == [
        ("Подписано соглашение с ", ""), ("Гимназией № 2 г. Орши", "body"),
    ]  # fmt: skip


def test_a_text_without_readings_is_one_piece() -> None:
    assert [(one.text, one.kind) for one in marked_by_kind("Ничего", ())] == [("Ничего", "")]
