"""Reading the data files that stand beside the code."""

import marshal
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ontology.codec import Decoder, from_json, trouble

T = TypeVar("T")

_PROJECT = Path(__file__).parent.parent


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; those of the project are kept parsed."""
    text = path.read_bytes()
    return made_of(path, text, partial(parse_yaml, text))


def made_of(path: Path, text: bytes, make: Callable[[], Any], suffix: str = "") -> Any:
    """What is made of that text of a file; the project's is kept, as Python keeps modules compiled.

    Where several things are made of a file each has a suffix of its own.
    """
    if not path.is_relative_to(_PROJECT):
        return make()
    kept, digest = _kept(path, suffix), blake2b(text).digest()
    known = _known(kept, digest)
    if known is None:
        known = (make(),)
        _keep(kept, digest, known[0])
    return known[0]


def parse_yaml(text: bytes) -> Any:
    """The content of YAML in UTF-8; raises yaml.YAMLError where it is none."""
    import yaml  # here because it takes longer to load than what is kept

    # PyYAML's loader over libyaml is about eight times as fast; not every build of PyYAML has it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text.decode("utf-8"), Loader=loader)  # noqa: S506 (a safe loader)


def _kept(path: Path, suffix: str) -> Path:
    return path.parent / "__pycache__" / f"{path.name}{suffix}.{sys.implementation.cache_tag}"


def _known(kept: Path, digest: bytes) -> tuple[Any] | None:
    """What was kept of exactly these bytes; None where nothing was, or it is damaged."""
    try:
        of, content = marshal.loads(kept.read_bytes())  # noqa: S302 (written by `_keep`, beside the code)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return (content,) if of == digest else None


def _keep(kept: Path, digest: bytes, content: Any) -> None:
    """Written beside and renamed; a folder that cannot be written, or a date, only costs time."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError):
        data = marshal.dumps((digest, content))
        kept.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(kept)


def read_typed(path: Path, kind: type[T], own: Mapping[Any, Decoder] = MappingProxyType({})) -> T:
    """The content of a YAML file as the dataclass that names its entries, one too many or too few an error.

    A name that Python keeps for itself has an underscore there: `with_` is the file's `with`. `own` decodes
    types that the file's words are made into. The error names the file and the entry.
    """
    data = read_yaml(path)
    named = {field.name.rstrip("_") for field in fields(kind)}  # type: ignore[arg-type]
    if unread := sorted(data.keys() - named):
        raise KeyError(f"{path.name}: no field of {kind.__module__}.{kind.__name__} reads {unread}")
    if missing := sorted(named - data.keys()):
        raise KeyError(f"{path.name}: {missing} are missing, which {kind.__module__}.{kind.__name__} reads")
    try:
        return from_json(kind, data, own)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise ValueError(f"{path.name}: {trouble(kind, data, own)}") from error
