"""Expressions of the data files: what each needs is in whatever it finds."""

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from loaders.agreements.joints import joints
from loaders.agreements.words import terms, vocabulary
from loaders.cell.expressions import Expression, read_expressions
from loaders.cell.needs import needed
from loaders.people.written import written

FILES = (joints, written)
_LOADERS = Path(__file__).parents[2] / "loaders"
_CODE = "\n".join(path.read_text("utf-8") for path in sorted(_LOADERS.rglob("*.py")))
_RULES = (*vocabulary().statuses, *vocabulary().lives)


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\bмежду\b", {"между"}),
        (r"(?:подписа|заключи)\w+\s*$", {"подписа", "заключи"}),
        (r"\b(?:в|во|на)\s+$", set()),
        (r"договор(?:ы|а)? о дружбе", {" о дружбе"}),
        (r"(?:стол|стул)?ы? (?!не )был", {"был"}),
        (r"(?i)между", set()),
        (r"(?:город|село)|\d+", set()),
        (r"(?:срок[аи]? )+действия", {"действия"}),
    ],
)
def test_what_an_expression_needs(pattern: str, pieces: set[str]) -> None:
    assert set(needed(pattern)) == pieces


@pytest.mark.parametrize("told", [*terms().patterns, *terms().ago], ids=lambda told: told.example)
def test_a_phrase_that_is_found_has_what_is_needed(told: object) -> None:
    pattern: Expression = told.pattern  # type: ignore[attr-defined]
    for text in (told.example, re.sub(r"\w+$", "", told.example)):  # type: ignore[attr-defined]
        assert pattern.compiled.search(text) is None or pattern.may_be_in(text)


def test_hardly_a_rule_is_searched_for_in_every_text() -> None:
    asked = [one for rule in _RULES for one in (rule.before, rule.after, rule.lead) if one is not None]
    assert len([one for one in asked if not one.needs]) < len(asked) / 10


def test_nothing_is_compiled_for_a_text_without_its_words() -> None:
    expression = Expression(r"(?:подписа|заключи)\w+")
    assert expression.search("Встреча прошла") is None
    assert "compiled" not in vars(expression)
    assert expression.search("стороны заключили договор") is not None
    assert [found.group() for found in expression.finditer("подписан и заключил", 11)] == ["заключил"]
    assert expression.search("стороны заключили договор", 12) is None


@pytest.mark.parametrize(
    ("file", "name"),
    [(file, field.name) for file in FILES for field in fields(file())],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_an_expression_finds_its_phrase_and_is_asked_for(file: Callable[[], object], name: str) -> None:
    expression: Expression = getattr(file(), name)
    assert expression.search(expression.example) is not None
    assert f"{file.__name__}().{name}" in _CODE, f"nothing asks for {name}: take it out of its .yml"


def test_an_expression_that_no_field_reads_is_told(tmp_path: Path) -> None:
    file = tmp_path / "joints.yml"
    file.write_text("between: {for: между, pattern: между}\n", encoding="utf-8")
    with pytest.raises(KeyError, match="joints"):
        read_expressions(file, type(joints()))
