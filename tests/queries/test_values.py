"""Names complete in any form of the word."""

import pytest

from queries.run import choices_of
from tests.queries.small import small_engine

ENGINE = small_engine()


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("partner", "мстислав", ["mstislavl"]),
        ("partner", "МСТИСЛАВЛЯ", ["mstislavl"]),
        ("partner", "валево", ["valjevo"]),
        ("partner", "Valj", ["valjevo"]),
        ("municipality", "вязем", ["vyazemsky"]),
        ("municipality", "вяземского района", ["vyazemsky"]),
        ("municipality", "округ монаст", ["monastyrshchinsky"]),
        ("municipality", "vyazemsky", ["vyazemsky"]),
        ("country", "белоруссия", []),
        ("country", "республика", ["BY"]),
        ("country", "by", ["BY"]),
        ("sector", "культуры", ["culture"]),
        ("organisation", "искусств", ["mstislavl-school"]),
        ("period", "2025", ["2025-Q1", "2025-Q2"]),
        ("country", "", ["BY", "RS", "RU"]),
    ],
)
def test_completion(kind: str, typed: str, found: list[str]) -> None:
    assert [choice.code for choice in choices_of(ENGINE).complete(kind, typed)] == found
