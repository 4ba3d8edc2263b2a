"""What a person's name is made of: surname, given name and patronymic, in whatever order they are written."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.resolve.vocabulary import read
from ontology.names.words import fold, words

_INITIAL = re.compile(r"\b([А-ЯЁA-Z])\.")
_PATRONYMIC = re.compile(r"(?:вич|ьич|вна|ична|инична|оглы|кызы)$")
_SURNAME = re.compile(r"(?:[оеё]ва?|[иы]на?|[сц]кий|[сц]кая|[сц]кии|[сц]каи|енко|чук|юк|дзе|швили)$")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart, folded; `given` and `patronymic` may be an initial or nothing."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initialled(self) -> str:
        """The surname with initials, as identifiers have it."""
        return " ".join(part for part in (self.surname, self.given[:1], self.patronymic[:1]) if part)


@lru_cache(maxsize=100_000)
def parse_person(text: str) -> PersonName:
    """The parts of «И.П. Смирнов», «Смирнов И.П.», «Иван Петрович Смирнов» or «Смирнов Иван Петрович»."""
    plain = _BRACKETS.sub(" ", text)
    initials = [fold(letter) for letter in _INITIAL.findall(plain)]
    full = [fold(word) for word in words(_INITIAL.sub(" ", plain))]
    if not full:
        return PersonName(fold(text))
    if initials:
        return PersonName(" ".join(full), *initials[:2])
    if len(full) == 1:
        return PersonName(full[0])
    if len(full) == 2:
        return (
            PersonName(*full)
            if _is_surname(full[0]) and not _is_surname(full[1])
            else PersonName(*full[::-1])
        )
    if _PATRONYMIC.search(full[-1]) is not None:
        return PersonName(" ".join(full[:-2]), full[-2], full[-1])
    if _PATRONYMIC.search(full[1]) is not None:
        return PersonName(" ".join(full[2:]), full[0], full[1])
    return PersonName(full[-1], full[0], "")


def _is_surname(word: str) -> bool:
    return _SURNAME.search(word) is not None and word not in _given_names()


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in read("people")["given_like_surnames"])
