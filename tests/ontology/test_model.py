"""The model holds values: it reckons nothing, and stands on no room that reads or speaks."""

import ast
from pathlib import Path

import ontology.model

TREE = ast.parse(Path(ontology.model.__file__).read_text("utf-8"))
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def test_it_stands_on_no_other_room() -> None:
    imported = {node.module for node in ast.walk(TREE) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"collections.abc", "dataclasses", "datetime", "enum", "typing"}


def test_it_reckons_nothing() -> None:
    reckoned = [
        ast.unparse(node) for node in ast.walk(TREE) if isinstance(getattr(node, "op", None), ARITHMETIC)
    ]
    assert reckoned == [], "what is reckoned of a fact stands in ontology/certainty.py"
