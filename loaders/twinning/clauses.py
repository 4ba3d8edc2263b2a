"""A clause as the rules of twinning look at it: words and the places named among them."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from loaders.cell import Cell, Stretches, Token
from loaders.cell.kept import kept
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.places.chains import outer_places
from loaders.twinning.home_centre import home_centres
from loaders.twinning.words import WordList, last_part, twinning_words
from ontology.model import Span
from ontology.morphology import parses

WIDE = ("country", "region", "other")
_LONGEST_GAP = 8
_LONGEST_CLAUSE = 120  # words; the cost of a clause grows with their square


class Item(NamedTuple):
    """A word or mark, or the words that name a place; `text` is the last part of a word with hyphens.

    `is_place` is true of what can be a twin: no country, no region, nothing that only locates another place.
    `in_body` is true of a word in the name of an organisation.
    """

    text: str
    start: int
    end: int
    mention: PlaceMention | None = None
    is_place: bool = False
    in_body: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word that names no place."""
        return self.mention is None and self.text[:1].isalpha()


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places that are named together, and the item after the last of them (before the first, leftwards)."""

    places: tuple[PlaceMention, ...]
    edge: int


@dataclass(frozen=True)
class Clause:
    """A sentence or a point of a list."""

    cell: Cell
    items: tuple[Item, ...]

    def text(self, i: int) -> str:
        """The word there; empty outside the clause."""
        return self.items[i].text if 0 <= i < len(self.items) else ""

    def has(self, i: int, *lists: Container[str]) -> bool:
        """Whether the word there is in one of the lists."""
        text = self.text(i)
        for words in lists:  # noqa: SIM110 (asked for thousands of times a row)
            if text in words:
                return True
        return False

    def where(self, words: WordList, start: int, end: int) -> tuple[int, ...]:
        """Where words of the list stand from one item up to another, in order."""
        if words not in self._found:
            self._found[words] = tuple(i for i, item in enumerate(self.items) if item.text in words)
        found = self._found[words]
        return found[bisect_left(found, start) : bisect_left(found, end)] if found else ()

    @kept
    def _found(self) -> dict[WordList, tuple[int, ...]]:
        return {}

    def span(self, i: int) -> Span:
        """The characters of an item."""
        return self.cell.span(self.items[i].start, self.items[i].end)

    @kept
    def places(self) -> tuple[tuple[int, PlaceMention], ...]:
        """Each place that can be a twin, with where it stands."""
        return tuple((i, item.mention) for i, item in enumerate(self.items) if item.mention and item.is_place)

    @kept
    def held_there(self) -> frozenset[int]:
        """Where places stand in which something only happens: «подписан в г. Орше»."""
        return frozenset(i for i, _ in self.places if self._is_held_there(i))

    def _is_held_there(self, i: int) -> bool:
        while self.text(i - 1) in twinning_words().place_nouns:
            i -= 1
        return self.text(i - 1) in twinning_words().held_in

    @kept
    def asides(self) -> frozenset[int]:
        """Where places stand that only locate: «на форуме (г. Тверь)»."""
        bracketed = {i for i, _ in self.places if self.text(i - 1) == "("}
        return self.held_there | bracketed

    def group_from(self, start: int) -> PlaceGroup | None:
        """The places named from an item on: «города Орша (Беларусь), Вязьма и Чаусский район»."""
        return self._group(start, 1)

    def group_before(self, last: int) -> PlaceGroup | None:
        """The places named up to an item."""
        return self._group(last, -1)

    def _group(self, start: int, step: int) -> PlaceGroup | None:
        found: list[PlaceMention] = []
        i, edge, joined = start, start, True
        while 0 <= i < len(self.items) and abs(i - edge) <= _LONGEST_GAP:
            item = self.items[i]
            if item.mention is not None and item.is_place:
                if not joined:
                    break
                found, edge, joined = [*found, item.mention], i + step, False
            elif item.text in twinning_words().joins or self.likens(i):
                joined = True
            elif not self._is_filler(i):
                break
            i += step
        if not found:
            return None
        return PlaceGroup(tuple(found[::step]), edge)

    def likens(self, i: int) -> bool:
        """Whether the word likens a place to the one before it: «Вязьма, как и Рудня, …»."""
        lists = twinning_words()
        return self.has(i, lists.likens) and self.has(i + 1, lists.joins) and self.text(i + 1) != ","

    def _is_filler(self, i: int) -> bool:
        """Whether the word may stand among listed places: «г.», «белорусский», «(Республика Беларусь)»."""
        item = self.items[i]
        if item.mention is not None or item.in_body or item.text in twinning_words().place_nouns:
            return True
        if item.text in '.«»"()':
            return item.text not in "()" or self._is_bracket_of_country(i)
        return item.is_word and item.text not in twinning_words().with_ and is_adjective(item.text)

    def _is_bracket_of_country(self, i: int) -> bool:
        """Whether a bracket holds only what locates a place."""
        step = 1 if self.items[i].text == "(" else -1
        inside = i + step
        seen = False
        while 0 <= inside < len(self.items) and self.items[inside].text not in ("(", ")"):
            item = self.items[inside]
            seen = seen or item.mention is not None
            if item.is_place or not (
                item.mention or item.text == "," or item.text in twinning_words().place_nouns
            ):
                return False
            inside += step
        return seen and 0 <= inside < len(self.items)


def is_adjective(word: str) -> bool:
    """Whether the likeliest reading of a word is an adjective."""
    return parses(word)[0].tag.POS in ("ADJF", "PRTF")


def is_verb(word: str) -> bool:
    """Whether the likeliest reading of a word is a predicate."""
    return parses(word)[0].tag.POS in ("VERB", "PRTS")


def clauses_of(
    cell: Cell, places: Sequence[PlaceMention], organisations: Sequence[OrganisationMention]
) -> Iterator[Clause]:
    """The clauses of a cell in order."""
    items: list[Item] = []
    for i, item in _items(cell, places, organisations):
        if items and (len(items) == _LONGEST_CLAUSE or _parts(cell, i)):
            yield Clause(cell, tuple(items))
            items = []
        items.append(item)
    if items:
        yield Clause(cell, tuple(items))


def _items(
    cell: Cell, places: Sequence[PlaceMention], organisations: Sequence[OrganisationMention]
) -> Iterator[tuple[int, Item]]:
    """The items of a cell in order, each with the word that it begins at."""
    bodies = Stretches(m.span for m in organisations if m.span.cell is cell.name)
    named = list(_places(cell, places, organisations))
    at, told = 0, -1
    for i, token in enumerate(cell.tokens):
        while at < len(named) and named[at].end <= token.start:
            at += 1
        within = at < len(named) and named[at].start <= token.start
        if not within or _calls_twin(token):
            yield i, Item(last_part(token.text), token.start, token.end, in_body=bodies.overlap(token))
        elif told != at:
            told = at
            yield i, named[at]


def _places(
    cell: Cell, places: Sequence[PlaceMention], organisations: Sequence[OrganisationMention]
) -> Iterator[Item]:
    """The places that a cell names; one in an authority's name can be a twin: «Шкловский райисполком»."""
    mentions = [m for m in places if m.span.cell is cell.name]
    authorities = Stretches(
        m.span for m in organisations if m.span.cell is cell.name and m.organisation.kind == "authority"
    )
    located = set(outer_places(cell.text, mentions))
    items = [
        Item("", m.span.start, m.span.end, m, _may_be_twin(m, authorities) and i not in located)
        for i, m in enumerate(mentions)
    ]
    described = [Item("", m.span.start, m.span.end, m, is_place=True) for m in home_centres(cell)]
    yield from sorted((*items, *described), key=attrgetter("start")) if described else items


def _may_be_twin(mention: PlaceMention, authorities: Stretches) -> bool:
    said = mention.form == "noun" or authorities.contain(mention.span)
    return said and mention.place.kind not in WIDE


def _calls_twin(token: Token) -> bool:
    """Whether the word calls the place a twin that it announces: «города-побратима Орши»."""
    return last_part(token.text) in twinning_words().twins


def _parts(cell: Cell, i: int) -> bool:
    """Whether a sentence or a point of a list begins at the word."""
    return cell.begins_sentence(i) or cell.is_bullet(i) or cell.word(i - 1) == ";"
