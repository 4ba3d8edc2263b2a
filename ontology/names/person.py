"""The parts of a person's name, in whatever order they are written."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.remembered import remembered
from ontology.yaml_files import read_typed

_INITIAL = re.compile(r"\b([А-ЯЁA-Z])\.")
_WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart; `given` and `patronymic` may be an initial or nothing."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initials(self) -> str:
        """The first letters of given name and patronymic."""
        return self.given[:1] + self.patronymic[:1]


@remembered
def read_person_name(text: str) -> PersonName:
    """The parts of «И.П. Смирнов», «Смирнов И.П.», «Иван Петрович Смирнов» or «Смирнов Иван Петрович»."""
    plain = _BRACKETS.sub(" ", text)
    initials = _INITIAL.findall(plain)
    words = _WORD.findall(_INITIAL.sub(" ", plain))
    if not words:
        return PersonName(text)
    if initials:
        return PersonName(" ".join(words), *initials[:2])
    return _in_order(words)


def _in_order(words: list[str]) -> PersonName:
    """The parts of a name without initials: the surname last, or before a given name and patronymic."""
    if len(words) == 1:
        return PersonName(words[0])
    if len(words) == 2:
        surname_first = _is_surname(words[0]) and not _is_surname(words[1])
        return PersonName(*words) if surname_first else PersonName(words[1], words[0])
    if _is_patronymic(words[-1]):
        return PersonName(" ".join(words[:-2]), words[-2], words[-1])
    if _is_patronymic(words[1]):
        return PersonName(" ".join(words[2:]), words[0], words[1])
    return PersonName(words[-1], words[0])


def _is_patronymic(word: str) -> bool:
    return word.lower().endswith(_words().patronymic_endings)


def _is_surname(word: str) -> bool:
    return word.lower().endswith(_words().surname_endings) and word not in _words().given_like_surnames


@dataclass(frozen=True, slots=True)
class _PersonWords:
    """The entries of person.yml; the file tells what each is for."""

    given_like_surnames: frozenset[str]
    patronymic_endings: tuple[str, ...]
    surname_endings: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _PersonWords:
    return read_typed(Path(__file__).with_name("person.yml"), _PersonWords)
