"""documents.yml: the nouns that name documents, and the type of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class _DocumentsFile:
    documents: Mapping[str, str]


@lru_cache(maxsize=1)
def documents() -> Mapping[str, str]:
    """The type of a document by its noun: «договор» is a contract."""
    return read_typed(Path(__file__).with_suffix(".yml"), _DocumentsFile).documents
