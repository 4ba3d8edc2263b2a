"""The word lists that resolution of agreements and people goes by, from the YAML files beside their rules."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.lexicon.documents import documents
from ontology.names.phrases import single
from ontology.yaml_files import read_yaml

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def not_telling() -> frozenset[str]:
    """The bases of an agreement's title that do not tell what it is about: of its noun among them."""
    return single((*read("agreements")["not_telling"], *documents()))


def read(kind: str) -> dict[str, Any]:
    """The words about entities of one kind, from the YAML file in their folder."""
    loaded: dict[str, Any] = read_yaml(HERE / kind / f"{kind}.yml")
    return loaded
