"""posts.yml: posts, ranks and occupations, and what is true of each."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of each trait; the file tells what each trait says."""

    posts: tuple[str, ...]
    acting: tuple[str, ...]
    ranks: tuple[str, ...]
    clergy: tuple[str, ...]
    capitalised: tuple[str, ...]
    town_posts: tuple[str, ...]
    second_posts: tuple[str, ...]
    mentors: tuple[str, ...]
    diplomats: tuple[str, ...]
    honours: tuple[str, ...]
    honoured: tuple[str, ...]
    learners: tuple[str, ...]
    kin: tuple[str, ...]
    whose_body: tuple[str, ...]
    under_another: tuple[str, ...]
    employees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    traits: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _PostsFile:
    posts: tuple[_Group, ...]


@lru_cache(maxsize=1)
def posts() -> Posts:
    """The posts that people act under; a trait that the type does not name is an error."""
    groups = read_typed(Path(__file__).with_suffix(".yml"), _PostsFile).posts
    return Posts(**{trait: tuple(_with(groups, trait)) for trait in _traits(groups)})


def _traits(groups: Iterable[_Group]) -> set[str]:
    return {field.name for field in fields(Posts)} | {trait for group in groups for trait in group.traits}


def _with(groups: Iterable[_Group], trait: str) -> Iterable[str]:
    return (post for group in groups if trait in group.traits for post in group.of)
