"""Bodies known by a name of several words: `names.yml`, whose entries are recognised in any case."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from loaders.cell import read_cell
from loaders.cell.text import lemmas
from loaders.organisations.named_cells import NamedCell
from ontology.lexicon.organisations import KnownBody
from ontology.model import CellName
from ontology.yaml_files import read_typed

_FILE = Path(__file__).parent / "names.yml"
_SHORT = " = "


@dataclass(frozen=True, slots=True)
class KnownName:
    """A body, the words of one of its names, and whether these name it in quotes only."""

    body: KnownBody
    words: tuple[str, ...]
    needs_quotes: bool

    def ends_at(self, words: NamedCell, at: int) -> int | None:
        """The index after the name where it stands at the index in any case, capitals and all."""
        end = at + len(self.words)
        if end > len(words) or not words.is_capitalised(at):
            return None
        alike = all(_is_form(words.word(at + i), word) for i, word in enumerate(self.words))
        return end if alike else None


def _is_form(text: str, word: str) -> bool:
    if not word[0].isalpha() or word.isupper():
        return text == word
    return not lemmas(text).isdisjoint(lemmas(word))


def name_at(words: NamedCell, at: int) -> tuple[KnownName, int] | None:
    """The longest known name that begins at the index, and the index after it."""
    if not words.is_capitalised(at):
        return None
    for lemma in lemmas(words.word(at)):
        for name in _names().get(lemma, ()):
            end = name.ends_at(words, at)
            if end is not None:
                return name, end
    return None


def begins_known_name(word: str) -> bool:
    """Whether the word can be the first of a known name."""
    return word[:1].isupper() and not _names().keys().isdisjoint(lemmas(word))


_Names = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Names by country and kind of body."""


@dataclass(frozen=True, slots=True)
class _KnownNamesFile:
    """The entries of names.yml."""

    names: _Names
    quoted: _Names


@lru_cache(maxsize=1)
def _file() -> _KnownNamesFile:
    return read_typed(_FILE, _KnownNamesFile)


@lru_cache(maxsize=1)
def short_names() -> Mapping[str, str]:
    """The short name of a body, in lower case → its full name."""
    pairs = (row[-1].split(_SHORT) for row in _rows(_file().names) if _SHORT in row[-1])
    return MappingProxyType({short.lower(): full for full, short in pairs})


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[KnownName, ...]]:
    """The names by the dictionary forms of their first words, the longest first."""
    by_lemma: dict[str, list[KnownName]] = defaultdict(list)
    for group, needs_quotes in ((_file().names, False), (_file().quoted, True)):
        for country, kind, row in _rows(group):
            for spelling in row.split(_SHORT):
                body = KnownBody(spelling, kind, None if country == "international" else country)
                name = KnownName(body, _tokens(spelling), needs_quotes)
                for lemma in lemmas(name.words[0]):
                    by_lemma[lemma].append(name)
    return MappingProxyType(
        {lemma: tuple(sorted(names, key=lambda n: -len(n.words))) for lemma, names in by_lemma.items()}
    )


def _rows(group: _Names) -> Iterator[tuple[str, str, str]]:
    for country, kinds in group.items():
        for kind, rows in kinds.items():
            for row in rows:
                yield country, kind, row


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in read_cell(CellName.TITLE, name).tokens)
