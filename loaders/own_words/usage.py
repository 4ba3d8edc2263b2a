"""Which entries of the office's words no report has any words of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from loaders.cell import EntryText, read_entry
from loaders.cell.text import lemmas
from loaders.own_words import Forms, name_forms
from ontology.model import Entry
from ontology.own_words.model import OwnTwins, OwnWords
from ontology.own_words.reading import names_of
from ontology.plain import plain

Section = str


def entries_of(words: OwnWords) -> Iterator[tuple[Section, Any]]:
    """Every entry with the section that it stands in."""
    for section in ("bodies", "places", "abbreviations", "sectors", "twins"):
        yield from ((section, entry) for entry in getattr(words, section))


def unused(words: OwnWords, rows: Iterable[Entry]) -> list[tuple[Section, Any]]:
    """The entries none of whose names stands in any of the rows."""
    left = list(entries_of(words))
    for row in rows:
        if not left:
            break
        text = read_entry(row)
        left = [(section, entry) for section, entry in left if not is_named_in(entry, text)]
    return left


def is_named_in(entry: Any, text: EntryText) -> bool:
    """Whether the row has one of the entry's names; of twins both."""
    names = [entry.one, entry.other] if isinstance(entry, OwnTwins) else [name[0] for name in names_of(entry)]
    stand = (any(_stands_in(name, cell.words) for cell in text.cells.values()) for name in names)
    return all(stand) if isinstance(entry, OwnTwins) else any(stand)


def _stands_in(name: str, words: Sequence[str]) -> bool:
    if name.endswith("*"):
        return any(plain(word).startswith(plain(name[:-1])) for word in words)
    compared = [word for word in words if word[:1].isalnum()]
    forms = name_forms(name)
    return any(_is_at(forms, compared, start) for start in range(len(compared) - len(forms) + 1))


def _is_at(forms: Forms, words: Sequence[str], start: int) -> bool:
    return all(form & lemmas(words[start + index]) for index, form in enumerate(forms))
