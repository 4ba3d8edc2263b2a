"""The office's own words: lexicon.yml of the data folder, which every reading of reports goes by.

`reading` checks the file and tells what is wrong by line and entry; here is which file is in force. An entry
wins over the shipped words. docs/lexicon.md tells the format.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper, cache
from pathlib import Path

from ontology.own_words.model import NOTHING, OwnWords
from ontology.remembered import forget

FILE_NAME = "lexicon.yml"
CHECKS_NAME = "lexicon-checks.jsonl"
"""What accepted entries changed; `pobratim learn` writes it, builds check it."""
REFUSED_NAME = "lexicon-refused.txt"
"""Entries that were proposed and refused."""
_SETTING = "POBRATIM_LEXICON"
"""The file in force, for this process and those that it starts."""


def put_in_force(file: Path) -> OwnWords:
    """The words of that file, which from now on this process and those it starts read by; none is none.

    Raises InputError that names line and entry of what cannot be used.
    """
    words = _read(file) if file.name and file.exists() else NOTHING
    before = own_words()
    os.environ[_SETTING] = str(file.resolve()) if words is not NOTHING else ""
    _forget()
    if own_words().digest != before.digest:
        _forget_what_was_read()
    return words


@contextmanager
def in_force(words: OwnWords) -> Iterator[None]:
    """Within the block this process alone reads by these words, which need stand in no file."""
    global _held
    before, _held = _held, words
    _forget_what_was_read()
    try:
        yield
    finally:
        _held = before
        _forget_what_was_read()


_held: OwnWords | None = None


def own_words() -> OwnWords:
    """The words that are in force; none where no file is."""
    return _held if _held is not None else _of_setting(os.environ.get(_SETTING, ""))


@cache
def _of_setting(file: str) -> OwnWords:
    return _read(Path(file)) if file and Path(file).is_file() else NOTHING


def _read(file: Path) -> OwnWords:
    # Imported here because the vocabularies that check the words take longer to load than all other words.
    from ontology.own_words.reading import read_own_words

    return read_own_words(file)


def _forget() -> None:
    _of_setting.cache_clear()


def _forget_what_was_read() -> None:
    """Empties what loaders and vocabularies remember of words, all of which other words may change."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_READING):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
    forget(_READING)


_READING = ("loaders.", "ontology.gazetteer", "ontology.home", "ontology.lexicon", "ontology.names")
