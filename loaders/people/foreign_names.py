"""Names without initials or Russian given names, known by the post, rank or courtesy before them."""

import re
from collections.abc import Iterator, Sequence

from pymorphy3.analyzer import Parse
from pymorphy3.tagset import OpencorporaTag

from loaders.cell import Cell, Stretches, Token
from loaders.cell.kept import kept
from loaders.cell.text import are_family_and_given, is_name_of_syllables
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.people.countries_of_posts import country_of_town
from loaders.people.heads import PostHead, head_at, occupation_at, read_head
from loaders.people.names import Name, title_before
from loaders.people.posts import before_origin
from loaders.people.words import people_words
from ontology.lexicon.organisations import heads
from ontology.lexicon.posts import posts
from ontology.model import CellName
from ontology.morphology import parses
from ontology.plain import plain
from ontology.remembered import remembered

_LATIN_BESIDE = re.compile(r"\s*\((?:[A-Z][\w'’.-]+\s?){2,4}\)")
_SURNAME_BESIDE = re.compile(r"\s*\([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\)")
_LONGEST = 5
_LONGEST_POST = 12
_LIST_MARKS = frozenset({",", ";", ":", "."})
_SYLLABLE = 4  # «Ван», «Чжан», «Ли» are dictionary words by chance
_FULL, _SYLLABLES = 2, 3  # words of a name; of a Chinese one


class ForeignNames:
    """Runs of capitalised words after a post, or listed, that neither dictionary, place nor body claims."""

    def __init__(
        self,
        cell: Cell,
        places: Sequence[PlaceMention],
        bodies: Sequence[OrganisationMention],
        known: Sequence[Name] = (),
    ) -> None:
        self._cell, self._all_places, self._bodies = cell, places, bodies
        self._ends_of_names = {name.end for name in known}
        self._known = {name.start: name for name in known}
        self._here = [m.span for m in places if m.span.cell is cell.name]

    @kept
    def _places(self) -> Stretches:
        return Stretches(self._here)

    @kept
    def _claimed(self) -> Stretches:
        """What places and bodies claim; a syllable of a name may be a town's by chance."""
        claimed = [span for span in self._here if span.end - span.start > _SYLLABLE]
        return Stretches([*claimed, *(m.span for m in self._bodies if m.span.cell is self._cell.name)])

    @kept
    def _colons(self) -> tuple[int, ...]:
        return tuple(_last_colons(self._cell))

    def __iter__(self) -> Iterator[Name]:
        read_to = 0
        for i in self._cell.capitalised:
            if i < read_to:
                continue
            run = self._capitals(i)
            person = self._without_town(run) if len(run) and not self._is_body(run) else run[:0]
            if (
                len(person)
                and any(
                    tells(person)
                    for tells in (
                        self._is_introduced,
                        self._is_listed,
                        self._is_joined,
                        self._comes_from_place,
                    )
                )
                and not self._ends_with_known(person)
            ):
                yield self._name(person)
                self._ends_of_names.add(self._cell.tokens[person[-1]].end)
            read_to = i + len(run)

    def _ends_with_known(self, run: range) -> bool:
        """«спикер Совета Урус-Мартана Ваха Хашханов»: whether a known name ends it whose case is another."""
        starts = (self._cell.tokens[i].start for i in run[1:])
        known = next((self._known[start] for start in starts if start in self._known), None)
        if known is None or not known.readings:
            return False
        cases = {str(p.tag.case) for p in parses(self._cell.word(run[0]))}
        return cases.isdisjoint(case for case, _ in known.readings)

    def _is_body(self, run: range) -> bool:
        """«глава Sun Trade Салех Масри»: whether Latin words stand before another name in Russian letters."""
        after = run[-1] + 1
        is_latin = self._cell.word(run[0])[0].isascii()
        return is_latin and self._cell.is_capitalised(after) and not self._cell.word(after)[0].isascii()

    def _name(self, run: range) -> Name:
        """The run, with its spelling in Latin letters, or a monk's surname, where a bracket gives it."""
        cell = self._cell
        words = tuple(cell.word(i) for i in run)
        start, end = cell.tokens[run[0]].start, cell.tokens[run[-1]].end
        pattern = _SURNAME_BESIDE if len(run) == 1 else _LATIN_BESIDE
        beside = pattern.match(cell.text, end)
        if beside is None:
            return Name(start, end, words, "foreign_name")
        return Name(start, beside.end(), words, "foreign_name", bracket=beside.group().strip())

    def _capitals(self, first: int) -> range:
        """The words of one script from `first` on that may be a name."""
        cell = self._cell
        may_be_name = self._may_be_name(cell.tokens[first], further=False) or (
            self._follows_town_of_post(first) and self._may_be_name(cell.tokens[first], further=True)
        )
        if not may_be_name or self._is_announced_place(first):
            return range(first, first)
        last = first + 1
        while last < min(len(cell), first + _LONGEST) and self._goes_on(first, last):
            last += 1
        return range(first, last)

    def _follows_town_of_post(self, first: int) -> bool:
        """«мэром Чачака Миланом Бойовичем»: whether the town that a post is held in stands right before."""
        is_town = first > 0 and self._places.overlap(self._cell.tokens[first - 1])
        return bool(is_town) and self._has_head_before(first - 1)

    def _goes_on(self, first: int, i: int) -> bool:
        cell = self._cell
        if cell.word(i) in people_words().lineage:
            return not cell.gap(i).strip()
        if _is_particle(cell.word(i)):
            return not cell.gap(i).strip() and (cell.is_capitalised(i + 1) or "-" in cell.word(i))
        if _is_particle(cell.word(i - 1)) and cell.is_capitalised(i):
            return not cell.gap(i).strip()
        same_script = cell.word(i)[0].isascii() == cell.word(first)[0].isascii()
        side_by_side = not cell.gap(i).strip() and not cell.begins_sentence(i)
        return side_by_side and same_script and self._may_be_name(cell.tokens[i], further=True)

    def _may_be_name(self, token: Token, *, further: bool) -> bool:
        """Whether the word can belong to a foreign name; a `further` one may be spelt as some place is."""
        may_be = _may_go_on(token.text) if further else _may_begin(token.text)
        return may_be and not self._claimed.overlap(token)

    def _is_announced_place(self, i: int) -> bool:
        """Whether the words before announce a place: «г.», «провинции», «города»."""
        cell, words = self._cell, people_words().place_words
        if cell.word(i - 1) == ".":
            return cell.plain(i - 2) in words
        is_of_place = cell.lemma(i - 1) in words and not self._ends_place(i - 1)
        return is_of_place and not (self._are_syllables(i) or self._are_two_of_post(i))

    def _are_two_of_post(self, i: int) -> bool:
        """«губернатор провинции Ху Шичжун»: whether no place is named there, and two names are."""
        cell = self._cell
        is_of_two = cell.is_capitalised(i + 1) and not cell.is_capitalised(i + 2)
        is_place = self._places.overlap(cell.tokens[i])
        return is_of_two and not is_place and are_family_and_given(cell.word(i), cell.word(i + 1))

    def _are_syllables(self, i: int) -> bool:
        """«комитета провинции Нгуен Ван Минь»: whether just three names of one syllable begin there."""
        cell = self._cell
        three = range(i, i + _SYLLABLES)
        if cell.is_capitalised(i + _SYLLABLES) or not all(map(cell.is_capitalised, three)):
            return False
        return is_name_of_syllables([cell.word(k) for k in three])

    def _ends_place(self, i: int) -> bool:
        """«хоким Ташкентской области …»: whether the noun belongs to the name before it."""
        return (
            i >= 0
            and bool(self._places.overlap(self._cell.tokens[i]))
            and self._places.overlap(self._cell.tokens[i - 1])
        )

    def _without_town(self, run: range) -> range:
        """The run without the town that a post is held in, or the end of a body's name: «мэр Ниша З. …»."""
        cell = self._cell
        if len(run) > 1 and title_before(cell, run[-1]):
            return run[-1:]
        if len(run) <= _FULL:
            return run
        if cell.plain(run[0] - 1) in (*people_words().coming_from, *people_words().held_in):
            return run[1:]
        head = head_at(cell, run[0] - 1)
        if head is not None:
            return run[1:] if self._holds_in_town(head, run[0]) else run
        if len(run) > _SYLLABLES and self._is_genitive_noun(run[0] - 1):
            return run[-self._length_of_person(run) :]
        return run

    def _holds_in_town(self, head: PostHead, i: int) -> bool:
        """Whether the post is one held in a town, and the word names one: «мэр Ниша»."""
        is_of_town = head.lemma in posts().town_posts
        return is_of_town and country_of_town(self._cell.word(i), self._all_places) is not None

    def _is_genitive_noun(self, i: int) -> bool:
        reading = parses(self._cell.word(i))[0] if self._cell.is_word(i) else None
        return reading is not None and reading.tag.POS == "NOUN" and reading.tag.case == "gent"

    def _length_of_person(self, run: range) -> int:
        """How many of the last words name a person: two, of a Chinese one three; all with a father's name."""
        if any(self._cell.word(i) in people_words().lineage for i in run):
            return len(run)
        syllables = all(len(self._cell.word(i)) <= _SYLLABLE for i in run[-_SYLLABLES:])
        return _SYLLABLES if syllables else _FULL

    def _is_introduced(self, run: range) -> bool:
        """Whether a courtesy, clergy or post stands before the run."""
        cell, before = self._cell, run[0] - 1
        if self._has_post_after(run):
            return True
        if before < 0 or cell.word(before) in {"(", ".", ","} or cell.begins_sentence(run[0]):
            return False
        if not {cell.plain(before), cell.lemma(before)}.isdisjoint(people_words().courtesies):
            return True
        if title_before(cell, run[0]) is not None:
            return _is_given_name(cell.word(run[-1]))
        if cell.word(run[0])[0].isascii() and cell.lemma(before) in people_words().breaking_prepositions:
            return False
        return len(run) > 1 and self._has_occupation_before(before)

    def _has_occupation_before(self, before: int) -> bool:
        """Whether a post's head, or what somebody is by trade, stands there."""
        cell = self._cell
        return self._has_head_before(before) or occupation_at(cell, before_origin(cell, before)) is not None

    def _first_head(self, at: int) -> PostHead | None:
        """The first head of a post among the words there."""
        heads = (head_at(self._cell, i) for i in range(at, at + _FULL))
        return next((head for head in heads if head is not None), None)

    def _has_post_after(self, run: range) -> bool:
        """«Дарима Очирова, научный сотрудник …»: a surname's ending, and a post after it."""
        cell, after = self._cell, run[-1] + 1
        head = self._first_head(after + 1) if cell.word(after) == "," else None
        if head is None or head.plural:
            return False
        if any(_is_particle(cell.word(i)) for i in run):
            return True
        if len(run) == _FULL and "nomn" in head.cases:
            return _is_surname(cell.word(run[-1]))
        # «с Нгуен Ван Тхангом, вице-губернатором …»: only the last word declines
        return len(run) == _SYLLABLES and not parses(cell.word(run[-1]))[0].is_known

    def _has_head_before(self, last: int) -> bool:
        """Whether the sentence has a post of one person before, not too far."""
        for i in range(last, max(-1, last - _LONGEST_POST - _LONGEST), -1):
            head = head_at(self._cell, i)
            if head is not None and not head.plural:
                return True
            if self._cell.begins_sentence(i):
                return False
        return False

    def _lists(self, i: int) -> bool:
        return self._cell.word(i) in _LIST_MARKS or self._cell.word(i) in people_words().joints

    def _is_listed(self, run: range) -> bool:
        """«…, Анна Ковальска (Польша)», «члены делегации: Марек Новак, Юхан Свенссон»: listed people."""
        cell = self._cell
        if len(run) < _FULL or (run[0] > 0 and not self._lists(run[0] - 1)):
            return False
        opening = run[-1] + 1
        if cell.word(opening) == "(" and self._lists_with_brackets(run):
            return opening + 1 < len(cell) and self._places.overlap(cell.tokens[opening + 1])
        colon = self._colons[run[0]]
        heads = (head_at(cell, i) for i in range(max(0, colon - _LONGEST_POST), colon))
        return any(head is not None and head.plural for head in heads)

    def _lists_with_brackets(self, run: range) -> bool:
        """Among participants, or after a person with a bracket: «Анна Лугова (Россия), А. Асанова (…)»."""
        cell, closing = self._cell, run[0] - 2
        if cell.name is CellName.PARTICIPANTS:
            return True
        if cell.word(closing) != ")":
            return False
        bracketed = range(closing, max(0, closing - _LONGEST_POST), -1)
        opening = next((i for i in bracketed if cell.word(i) == "("), 0)
        return opening > 0 and cell.tokens[opening - 1].end in self._ends_of_names

    def _is_joined(self, run: range) -> bool:
        """«с Юрием Котом и Дойной Северин»: joined to a name right before."""
        cell, joint = self._cell, run[0] - 1
        joins = joint > 0 and cell.word(joint) in people_words().joints
        return joins and len(run) == _FULL and cell.tokens[joint - 1].end in self._ends_of_names

    def _comes_from_place(self, run: range) -> bool:
        """«второй стала Прадип Шарма из Непала»: two names, and after them a place that somebody is from."""
        cell, after = self._cell, run[-1] + 1
        if len(run) != _FULL or cell.plain(after) not in people_words().coming_from or cell.is_quoted(run[0]):
            return False
        at = after + 1
        while cell.plain(at) in people_words().place_words or cell.word(at) == ".":
            at += 1
        is_noun = cell.is_word(run[0] - 1) and self._is_genitive_noun(run[0] - 1)
        return at < len(cell) and bool(self._places.overlap(cell.tokens[at])) and not is_noun


def _is_particle(word: str) -> bool:
    """«бин», «ван», «аль-Касими»: what goes on a name without a capital of its own."""
    first, dash, last = word.partition("-")
    return first in people_words().particles and (not dash or last[:1].isupper())


def _last_colons(cell: Cell) -> Iterator[int]:
    """For each word where the last colon of its sentence stands before it; the first word where none does."""
    colon = 0
    for i in range(len(cell)):
        colon = 0 if cell.begins_sentence(i) else colon
        yield colon
        colon = i if cell.word(i) == ":" else colon


def _is_surname(word: str) -> bool:
    return any({"Surn", "nomn"} <= p.tag.grammemes for p in parses(word))


def _is_given_name(word: str) -> bool:
    return any("Name" in p.tag.grammemes for p in parses(word))


@remembered
def _may_begin(word: str) -> bool:
    """Whether a foreign name may begin with the word, as far as the word tells."""
    return _is_like_name(word) and (
        word.isalpha() if word[0].isascii() else _names_nobody_else(word, further=False)
    )


@remembered
def _may_go_on(word: str) -> bool:
    """Whether a foreign name may go on with the word, which may be spelt as some place is."""
    return _is_like_name(word) and (
        word.isalpha() if word[0].isascii() else _names_nobody_else(word, further=True)
    )


def _is_like_name(word: str) -> bool:
    """Whether it has a capital, but not several, and is neither a post nor a courtesy."""
    if not word[:1].isupper() or (word.isupper() and len(word) > 1) or read_head(word) is not None:
        return False
    return plain(word) not in people_words().courtesies


def _names_nobody_else(word: str, *, further: bool) -> bool:
    """Whether no dictionary knows the word, or knows it as a name; «Милан» is a town's and a man's."""
    readings = [p for p in parses(word) if p.is_known]
    if any(p.normal_form in heads().heads for p in readings):
        return False  # «депутаты городской Думы Иван Луговой»
    if not readings or len(word) <= _SYLLABLE:
        return True
    if further and any(map(_is_short_singular, readings)):
        return True  # «Ван Линем»
    return any(_may_name(p.tag, further=further) for p in readings)


def _is_short_singular(reading: Parse) -> bool:
    return len(reading.normal_form) <= _SYLLABLE and "sing" in reading.tag.grammemes


def _may_name(tag: OpencorporaTag, *, further: bool) -> bool:
    """Whether a reading is somebody's name, or a town's that may be one."""
    town = {"Geox"} if further else {"Geox", "nomn"}
    personal = {"Name", "Surn", "Patr"} if further else {"Name", "Surn"}
    return bool(personal & tag.grammemes) or town <= tag.grammemes
