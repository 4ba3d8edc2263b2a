"""The words that organisations' names are made of: none that nothing reads."""

from pathlib import Path

import pytest

from loaders import organisations
from loaders.organisations.lexicon import lexicon

_CODE = "\n".join(path.read_text("utf-8") for path in Path(organisations.__file__).parent.glob("*.py"))

_OF_HEADS = (
    "above_all", "always", "apposing", "areas_themselves", "branches", "each_of_places", "founders",
    "general", "general_sorts", "held_heads", "joint", "kept_abroad", "managing", "nicknamed",
    "parts_of_town", "rooms", "schools", "sights", "vague",
)  # fmt: skip


def _heads() -> set[str]:
    """The nouns that head names."""
    return {*lexicon().heads, *lexicon().followed}


@pytest.mark.parametrize("name", sorted(lexicon().lists))
def test_every_list_is_read(name: str) -> None:
    assert f'"{name}"' in _CODE


@pytest.mark.parametrize("name", sorted(name for name in lexicon().expressions if " " not in name))
def test_every_expression_is_read(name: str) -> None:
    assert f'"{name}"' in _CODE


@pytest.mark.parametrize("name", _OF_HEADS)
def test_a_list_of_heads_holds_heads_only(name: str) -> None:
    assert sorted(lexicon().lists[name] - _heads()) == []


@pytest.mark.parametrize("rows", ["acts", "premises", "relations", "head_topics"])
def test_what_is_told_of_heads_is_told_of_heads_only(rows: str) -> None:
    assert sorted(set(getattr(lexicon(), rows)) - _heads()) == []
