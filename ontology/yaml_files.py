"""Reading the data files that stand beside the code."""

from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

from ontology.codec import from_json

T = TypeVar("T")

# PyYAML's loader over libyaml is about eight times as fast; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the package."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)


def read_typed(path: Path, kind: type[T]) -> T:
    """The content of a YAML file as the dataclass that names its entries, one too many or too few an error.

    A name that Python keeps for itself has an underscore there: `with_` is the file's `with`.
    """
    data = read_yaml(path)
    named = {field.name.rstrip("_"): field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unread := sorted(data.keys() - named.keys()):
        raise KeyError(f"{path.name}: no field of {kind.__module__}.{kind.__name__} reads {unread}")
    if missing := sorted(named.keys() - data.keys()):
        raise KeyError(f"{path.name}: {missing} are missing, which {kind.__module__}.{kind.__name__} reads")
    return from_json(kind, {named[name]: value for name, value in data.items()})
