"""Adding an entry to a lexicon.yml, whose comments and other lines stay as people wrote them."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from ontology.own_words.model import OwnTwins
from ontology.own_words.reading import SECTIONS, parse_own_words


def section_of(entry: Any) -> str:
    """The section that such an entry stands in."""
    return next(name for name, kind in SECTIONS.items() if isinstance(entry, kind))


def entry_line(entry: Any) -> str:
    """The entry as a line of YAML."""
    if isinstance(entry, OwnTwins):
        return f"  - [{_scalar(entry.one)}, {_scalar(entry.other)}]"
    told = ((field.name, getattr(entry, field.name)) for field in fields(entry))
    parts = (f"{name}: {_value(value)}" for name, value in told if value not in (None, ()))
    return f"  - {{{', '.join(parts)}}}"


def _value(value: Any) -> str:
    return f"[{', '.join(map(_scalar, value))}]" if isinstance(value, tuple) else _scalar(value)


def _scalar(value: Any) -> str:
    """A text in quotes, which are JSON's and so YAML's."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def with_entry(text: str, entry: Any) -> str:
    """The file's text with the entry first in its section, which is added where there is none.

    Raises InputError where the file would not be read afterwards; it then stays as it was.
    """
    section, line = section_of(entry), entry_line(entry)
    heading = re.search(rf"^{section}:[ \t]*(?:\[\][ \t]*)?(?:#.*)?$", text, re.MULTILINE)
    if heading is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        added = f"{text}{gap}{section}:\n{line}\n"
    else:
        kept = heading.group().replace("[]", "").rstrip()
        added = f"{text[: heading.start()]}{kept}\n{line}{text[heading.end() :]}"
    parse_own_words(added, "lexicon.yml")
    return added


def add_entry(path: Path, entry: Any) -> None:
    """Writes the entry to the file, beside it first and then in its place."""
    before = path.read_text("utf-8") if path.is_file() else ""
    after = with_entry(before, entry)
    beside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(after, "utf-8")
    beside.replace(path)
