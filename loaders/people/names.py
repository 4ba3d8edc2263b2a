"""How people are named: initials with a surname, and full names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.analyzer import Parse

from loaders.cell import Cell, Extent, Stretches, Token
from loaders.cell.text import is_syllable, squash
from loaders.people.heads import read_head
from loaders.people.words import people_words
from loaders.people.written import written
from ontology.gazetteer.forms import adjective_stem
from ontology.lexicon.posts import posts
from ontology.morphology import parses

_ORDER = (
    "nomn",
    "gent",
    "ablt",
    "datv",
    "accs",
    "loct",
)  # of cases that a name stands in, the likeliest first

_LOOK_BACK = 60
SHARED = "shared_surname"
"""The rule of names that two people share a part of; their words are in the nominative."""
_Reading = tuple[str, str | None]  # a case and a gender
_LONGEST_TITLE = 8
_SHORTEST_SURNAME = 4  # of those that are common words …
_SHORTEST_BESIDE_NAME = 3  # … and after a given name of home in the nominative: «Анна Кот»


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it stands in a cell.

    `words` are its declinable words in order, `bracket` what stands in one after it: its spelling in Latin
    letters, a monk's surname; `case` and `gender` are the likeliest told by a given name or patronymic,
    `readings` all that they can be.
    """

    start: int
    end: int
    words: tuple[str, ...]
    rule: str
    initials: str = ""
    case: str | None = None
    gender: str | None = None
    bracket: str = ""
    readings: frozenset[tuple[str, str | None]] = frozenset()

    @property
    def surname(self) -> str:
        """The last word, which is the surname where there are initials."""
        return self.words[-1]


# ── finding ─────────────────────────────────────────────────────────────────────────────────────


def initials_and_surname(cell: Cell) -> Iterator[Name]:
    """«В.Н. Анохин» and «Анохин В.Н.»."""
    if written().initial.search(cell.text) is None:
        return
    taken = Stretches([])
    for pattern, rule in (
        (written().initials_first, "initials_first"),
        (written().surname_first, "surname_first"),
    ):
        read: list[Extent] = []
        for match in pattern.finditer(cell.text):
            found = Extent(*match.span())
            if rule == "initials_first" and (
                _belongs_to_surname_before(cell.text, match) or _is_middle(cell, found.start)
            ):
                continue
            if taken.overlap(found) or _is_plain_word(match["surname"]):
                continue
            read.append(found)
            initials = re.sub(r"\s+", "", match["initials"])
            yield Name(found.start, found.end, (squash(match["surname"]),), rule, initials)
        taken = Stretches(read)


def _is_plain_word(word: str) -> bool:
    """Whether the word only begins a sentence after an initial: «… Лю Ян. Подписан протокол»."""
    readings = parses(word)
    predicate = readings[0].is_known and readings[0].tag.POS in ("VERB", "PRTS", "PREP", "ADVB", "NPRO")
    return predicate and not any("Surn" in p.tag.grammemes for p in readings)


def _belongs_to_surname_before(text: str, match: re.Match[str]) -> bool:
    """A list without marks, a surname first on each line: «Иванов И.И.⏎Петров П.П.»."""
    if "\n" not in text[match.end("initials") : match.start("surname")]:
        return False
    before = written().name_before.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    return before is not None and any("Surn" in p.tag.grammemes for p in parses(before[1]))


def _is_middle(cell: Cell, initial: int) -> bool:
    """«Эрик О. Шульц»: whether one initial stands between a given name and a surname."""
    i = cell.index_at(initial)
    is_given = i > 0 and _is_given(cell, i - 1) and not cell.gap(i).strip()
    is_initial = cell.is_capitalised(i) and len(cell.word(i)) == 1 and cell.word(i + 1) == "."
    return is_given and is_initial and cell.is_capitalised(i + 2)


def full_name(cell: Cell, ends: frozenset[int]) -> Iterator[Name]:
    """«Иван Иванович Петров», «Петров Иван Иванович», «Анна Петрова»; none goes on past one of the ends.

    After the title of a bishop, which is made of adjectives, a given name stands alone.
    """
    taken = -1
    for i in cell.capitalised:
        if i <= taken or i + 1 == len(cell) or not _is_given(cell, i) or _belongs_to_another(cell, i):
            continue
        is_middle = _is_middle(cell, cell.tokens[i + 1].start)
        words = (i, i + 3) if is_middle else _around_given_name(_CellNames(cell, ends), i, taken)
        if words is not None:
            first, taken = words
            yield _full(cell, range(first, taken + 1), i)


def _belongs_to_another(cell: Cell, i: int) -> bool:
    """Whether the name is of a bishop with a title, or goes on a foreign one: «Абдулла бин Рашид …»."""
    goes_on = cell.plain(i - 1) in people_words().particles and cell.is_capitalised(i - 2)
    return goes_on or bool(title_before(cell, i))


def _is_given(cell: Cell, i: int) -> bool:
    """Whether a given name of one person stands there: «Ван» is no more than «of several Vanyas»."""
    if not (_tagged(cell, i, "Name") and _readings(cell.word(i))):
        return False
    return read_head(cell.word(i)) is None or _is_name_for_post(cell, i)


def _is_name_for_post(cell: Cell, i: int) -> bool:
    """«директор школы Аким Рожков»: whether a word for a post is a name, before a surname in a sentence."""
    is_amid = not cell.begins_sentence(i) and i + 1 < len(cell)
    return is_amid and cell.is_capitalised(i + 1) and _tagged(cell, i + 1, "Surn")


def title_before(cell: Cell, i: int) -> int | None:
    """How many words of a title stand between a clergyman's rank and the word: «митрополит Минский и …»."""
    words = people_words()
    for before in range(i - 1, max(-1, i - _LONGEST_TITLE), -1):
        if cell.lemma(before) in posts().clergy:
            return i - 1 - before
        of_see = cell.is_capitalised(before) and adjective_stem(cell.plain(before)) is not None
        if not of_see and cell.plain(before) not in words.title_words:
            return None
    return None


@dataclass(frozen=True, slots=True)
class _CellNames:
    """A cell whose words go together in names unless a body's name or another person's ends between them."""

    cell: Cell
    ends: frozenset[int]

    def adjacent(self, left: int, right: int) -> bool:
        """Whether only white space parts two words."""
        cell = self.cell
        if left < 0 or right >= len(cell) or cell.tokens[left].end in self.ends:
            return False
        return cell.gap(right).strip() == "" and right == left + 1


def _ends_name(names: _CellNames, i: int) -> bool:
    """Whether no capitalised word follows."""
    return not names.adjacent(i, i + 1) or not names.cell.is_capitalised(i + 1)


def _around_given_name(names: _CellNames, i: int, taken: int) -> tuple[int, int] | None:
    """First and last word of the name about the given name at `i`; None where it stands alone."""
    has_patronymic = names.adjacent(i, i + 1) and _is_patronymic(names.cell, i + 1)
    last = i + has_patronymic
    before = i - 1 > taken and names.adjacent(i - 1, i) and _tagged(names.cell, i - 1, "Surn")
    if not (before and has_patronymic):
        surname = _surname_after(names, last, has_patronymic)
        if surname is not None:
            surname = _after_lineage(names, surname)
            return i - (_syllables_before(names, i, taken) if _ends_name(names, surname) else 0), surname
    return (i - before, last) if before or has_patronymic else None


def _after_lineage(names: _CellNames, last: int) -> int:
    """The last word of a name that goes on after the father's: «Айдын Исмаил оглы Гасанов»."""
    cell, after = names.cell, last + 1
    if not names.adjacent(last, after) or cell.word(after) not in people_words().lineage:
        return last
    goes_on = names.adjacent(after, after + 1) and _can_be_surname(cell, after + 1, True)
    return after + goes_on


def _syllables_before(names: _CellNames, i: int, taken: int) -> int:
    """One where a short given name stands before another: «Данг Минь Кхой»."""
    cell, before = names.cell, i - 1
    if before <= taken or not names.adjacent(before, i) or not cell.is_capitalised(before):
        return 0
    if parses(cell.word(before))[0].is_known and not _tagged(cell, before, "Name"):
        return 0
    return int(all(is_syllable(cell.word(k)) for k in (before, i)))


def _surname_after(names: _CellNames, last: int, has_patronymic: bool) -> int | None:
    """The last word of the surname that follows the given name."""
    after = last + 1
    if not names.adjacent(last, after):
        return None
    if names.cell.word(after) in people_words().honorifics and names.adjacent(after, after + 1):
        return after + 1 if _is_title_case(names.cell.tokens[after + 1]) else None
    if not _can_be_surname(names.cell, after, has_patronymic):
        return None
    return after + _further_surname(names, after, has_patronymic)


def is_patronymic(word: str) -> bool:
    """Whether the word can be a patronymic and ends as one does."""
    return _has_reading(word, "Patr") and written().patronymic.search(word) is not None


def _is_patronymic(cell: Cell, i: int) -> bool:
    return _tagged(cell, i, "Patr") and is_patronymic(cell.word(i))


def _can_be_surname(cell: Cell, i: int, has_patronymic: bool) -> bool:
    word = cell.tokens[i]
    shortest = _SHORTEST_BESIDE_NAME if _is_of_home(cell.word(i - 1)) else _SHORTEST_SURNAME
    is_only_here = _is_surname_only_here(word, shortest)
    return _like_surname(word) or is_only_here or (has_patronymic and _is_title_case(word))


def _is_of_home(given: str) -> bool:
    """Whether it is a given name that is borne at home, in any case."""
    forms = (p.normal_form.capitalize() for p in parses(given) if "Name" in p.tag.grammemes)
    return not people_words().slavic_names.isdisjoint((given, *forms))


def _further_surname(names: _CellNames, last: int, has_patronymic: bool) -> int:
    """One where a second surname that no dictionary knows follows: «Хуан Перес Гарсиа»."""
    after = last + 1
    if has_patronymic or not names.adjacent(last, after):
        return 0
    word, first = names.cell.tokens[after], names.cell.tokens[last]
    strange = not parses(first.text)[0].is_known and _is_surname_only_here(word)
    unknown = not parses(word.text)[0].is_known
    return int(word.is_word and _is_title_case(word) and (unknown or strange))


def _full(cell: Cell, words: range, given: int) -> Name:
    """The name with the case and gender in which its given name and patronymic agree."""
    reliable = [i for i in words if _is_patronymic(cell, i) or i == given]
    common = set.intersection(*(_readings(cell.word(i)) for i in reliable))
    surname = [cell.word(i) for i in words if i not in reliable]
    agreed = _agreed(surname, common)
    case, gender = min(agreed or common, key=lambda cg: _ORDER.index(cg[0]), default=(None, None))
    start, end = cell.tokens[words[0]].start, cell.tokens[words[-1]].end
    told = tuple(cell.text[start:end].split())
    readings = agreed if agreed and _are_known(surname) else common
    return Name(start, end, told, "full_name", case=case, gender=gender, readings=frozenset(readings))


def _are_known(words: list[str]) -> bool:
    return all(parses(word)[0].is_known for word in words)


def _agreed(surname: list[str], common: set[_Reading]) -> set[_Reading]:
    """The cases and genders in which a surname agrees with the rest of a name."""
    return {
        (p.tag.case, gender)
        for word in surname
        for p in parses(word)
        for case, gender in common
        if p.tag.case == case and "sing" in p.tag.grammemes and (_of_gender(p, gender) or _is_things(p, case))
        if not (case == "accs" and "inan" in p.tag.grammemes)  # «Валерия Кожух» is no accusative
    }


def _is_things(reading: Parse, case: str) -> bool:
    """«Валерия Кожух»: what names a thing as well is anybody's surname in the nominative."""
    return case == "nomn" and "inan" in reading.tag.grammemes


def _readings(word: str) -> set[tuple[str, str | None]]:
    """The cases and genders in which a word is a given name or patronymic."""
    return {
        (p.tag.case, p.tag.gender)
        for p in parses(word)
        if {"Name", "Patr"} & p.tag.grammemes and "sing" in p.tag.grammemes and p.tag.case in _ORDER
    }


def _of_gender(reading: Parse, gender: str | None) -> bool:
    return gender is None or gender in reading.tag.grammemes or "ms-f" in reading.tag.grammemes


def _tagged(cell: Cell, i: int, grammeme: str) -> bool:
    """Whether the capitalised word can be a Name, Patr or Surn."""
    return cell.is_capitalised(i) and not cell.word(i).isupper() and _has_reading(cell.word(i), grammeme)


@lru_cache(maxsize=20_000)
def _has_reading(word: str, grammeme: str) -> bool:
    """Whether the word has the grammeme; a given name must be in the dictionary."""
    return any(grammeme in p.tag.grammemes and (grammeme != "Name" or p.is_known) for p in parses(word))


def _like_surname(token: Token) -> bool:
    """A capitalised word that is a surname or that no dictionary knows."""
    if not token.is_capitalised or token.text.isupper():
        return False
    readings = parses(token.text)
    if any("Surn" in p.tag.grammemes for p in readings) or not any(p.is_known for p in readings):
        return True
    return any({"Name", "plur", "gent"} <= p.tag.grammemes for p in readings)  # «Аскар Джумабеков»


def _is_surname_only_here(word: Token, shortest: int = _SHORTEST_SURNAME) -> bool:
    """«Сергей Моргунов», «Егор Белый»: a capitalised common word that names no place and no post."""
    if not _is_title_case(word) or len(word.text) < shortest:
        return False
    readings = parses(word.text)
    return not any({"Geox", "Orgn", "Name"} & p.tag.grammemes for p in readings[:1]) and all(
        p.normal_form not in posts().posts for p in readings
    )


def _is_title_case(word: Token) -> bool:
    return word.is_capitalised and not word.text.isupper()
