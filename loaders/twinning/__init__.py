"""Which places are, or mean to become, twins.

Clauses are searched for words of twinning (twin_words.py), whose sides ordered rules name (statements.py);
each statement has its stage (stage.py); a side that is not named is the reporting municipality, else the one
that receives the guests.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.cell import EntryText
from loaders.mentions import OrganisationMention, PlaceMention, Reading
from loaders.places.facts import city_of, known
from loaders.twinning.clauses import WIDE, clauses_of
from loaders.twinning.sides import (
    Sides,
    TwinWord,
    are_guests,
    in_pairs,
    is_as_named,
    is_led_by_with,
    of_several_countries,
)
from loaders.twinning.stage import Stage, stage_of
from loaders.twinning.statements import sides_of
from loaders.twinning.tied import is_of_somebody
from loaders.twinning.twin_words import twin_words
from loaders.twinning.words import tells_of_twins, twinning_words
from ontology.gazetteer import Place
from ontology.home import HomeRegion, Municipality
from ontology.home import load as load_home
from ontology.model import ROLE, CellName, Evidence, Fact, PlaceRef

_CELLS = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)

_OF_EACH_OTHER = frozenset({"subject_alone", "owned_unnamed"})
"""Ways to name twins that are each other's where nobody else is named."""

_MUTUAL_TIES = frozenset({"of_several", "of_the_two", "between", "bound_by_tie"})
"""Ways to name two whose tie is told, whoever reports them."""

_MUTUAL_CALLED = frozenset({"subject_alone", "apposed_by_comma", "in_relative_clause"})
"""Ways to call two twins, of each other where they are nobody's guests."""

_TOWNS = frozenset({"city", "town", "village"})

Twins = tuple[PlaceRef, PlaceRef]
Proof = tuple[Evidence, ...]
"""What tells of a tie: its word under the rule that decided, and how its sides were named."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two places whose tie a row tells of, with its evidence."""

    pair: Twins
    stage: Stage
    evidence: tuple[Evidence, ...]
    whole: bool

    @property
    def key(self) -> frozenset[str]:
        """The names of the two."""
        return frozenset(place.name for place in self.pair)


def find_ties(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...] = (),
) -> tuple[Tie, ...]:
    """Every tie that the entry tells of, those first whose two sides one statement names."""
    row = _TwinRow(text, places, load_home())
    ties = [tie for word in _words(text, places, organisations) for tie in row.ties(word)]
    ties.sort(key=lambda tie: not tie.whole)
    paired = {place.name for tie in ties if tie.whole for place in tie.pair}
    return tuple(tie for tie in ties if tie.whole or tie.pair[1].name not in paired)


def read_twinning(ties: tuple[Tie, ...]) -> Reading[Twins]:
    """Pairs of places called twins, or whose twinning is signed here."""
    return _reading([tie for tie in ties if tie.stage is Stage.STANDS])


def read_intended_twinning(ties: tuple[Tie, ...]) -> Reading[Twins]:
    """Pairs of places that only mean, plan or have decided to become twins."""
    standing = {tie.key for tie in ties if tie.stage is Stage.STANDS}
    return _reading([tie for tie in ties if tie.stage is Stage.MEANT and tie.key not in standing])


def _reading(ties: Sequence[Tie]) -> Reading[Twins]:
    first: dict[frozenset[str], Tie] = {}
    for tie in ties:
        first.setdefault(tie.key, tie)
    return Reading(tuple(Fact(tie.pair, tie.evidence) for tie in first.values()))


def _words(
    text: EntryText, places: Sequence[PlaceMention], organisations: Sequence[OrganisationMention]
) -> Iterator[TwinWord]:
    for name in _CELLS:
        if any(map(tells_of_twins, text[name].words)):
            yield from twin_words(tuple(clauses_of(text[name], places, organisations)))


@dataclass(frozen=True)
class _TwinRow:
    """A row whose statements are made pairs."""

    text: EntryText
    places: tuple[PlaceMention, ...]
    home: HomeRegion

    def ties(self, word: TwinWord) -> Iterator[Tie]:
        """The ties of one statement."""
        stage = stage_of(word)
        if stage is Stage.NONE or _is_of_unknown(word):
            return
        said = word.clause.span(word.at)
        answer = sides_of(word)
        if answer is None:
            sides_of_event = self._of_event(word)
            answer = None if sides_of_event is None else ("twin_of_event", sides_of_event)
        if answer is None:
            return
        rule, sides = answer
        told = tuple(self._of_sides(word, sides, stage, Evidence(rule, said)))
        elsewhere = {mention.place.name for pair in word.left_out for mention in pair}
        yield from (tie for tie in told if elsewhere.isdisjoint(tie.key))
        for one, other in word.left_out if told else ():
            yield from _ties((one,), (other,), stage, (Evidence("verb_left_out", said),))

    def _of_sides(self, word: TwinWord, sides: Sides, stage: Stage, named: Evidence) -> Iterator[Tie]:
        """The ties of those whom a statement joins, which `named` them."""
        proof = (named,)
        if sides.other:
            near, far = sorted((sides.one, sides.other), key=lambda side: not self._is_near(side[0]))
            yield from _ties(near, far, stage, proof)
            return
        pairs = in_pairs(word.clause, sides.one) or self._two_alone(word, sides.one)
        pairs = pairs or self._two_elsewhere(word, sides.one, named.rule)
        pairs = pairs or self._two_of_two_countries(word, sides.one, named.rule)
        if pairs:
            for one, other in pairs:
                yield from _ties((one,), (other,), stage, proof)
            return
        home, others = self._parted(sides.one)
        if home and others:
            yield from _ties(home, others, stage, proof)
        elif self._reporting is not None:
            yield from self._of_reporting(self._reporting, others, word, stage, proof)
        else:
            yield from self._with_host(word, sides.one, stage, named)

    def _two_alone(self, word: TwinWord, places: Sequence[PlaceMention]) -> list[Sequence[PlaceMention]]:
        """«Тверь и Калуга намерены стать побратимами», where nobody reports; or two of other countries."""
        are_of_home = all(mention.place.country == self.home.place.country for mention in places)
        are_abroad = of_several_countries(places) and not any(map(self._is_near, places))
        are_told = (are_of_home and word.kind == "tie") or (are_abroad and word.plural)
        return [places] if are_told and self._reporting is None and len(places) == 2 else []

    def _two_elsewhere(
        self, word: TwinWord, places: Sequence[PlaceMention], way: str
    ) -> list[Sequence[PlaceMention]]:
        """«побратимство Калуги и Минска», told by a municipality that is neither: twins of each other."""
        are_two = len(places) == 2 and of_several_countries(places) and not any(map(self._is_home, places))
        if self._reporting is None or not are_two or word.clause.has(word.at + 1, twinning_words().the_town):
            return []
        return [places] if _are_of_each_other(word, places[0], way) else []

    def _two_of_two_countries(
        self, word: TwinWord, places: Sequence[PlaceMention], way: str
    ) -> list[Sequence[PlaceMention]]:
        """«Тверь и Полоцк – побратимы», neither in the region of the municipality that tells of them."""
        are_two = len(places) == 2 and of_several_countries(places) and word.plural
        is_of_reporting = word.clause.has(word.at + 1, twinning_words().the_town) or way not in _OF_EACH_OTHER
        if not are_two or is_of_reporting or not all(map(is_as_named, itertools.repeat(word.clause), places)):
            return []
        is_told = any(map(self._is_near, places)) and not any(map(self._is_home, places))
        return [places] if is_told and self._reporting is not None else []

    def _of_reporting(
        self, reporting: PlaceRef, others: Sequence[PlaceMention], word: TwinWord, stage: Stage, proof: Proof
    ) -> Iterator[Tie]:
        """The reporting municipality, or its own town where the clause names it, with each of the others."""
        for other in others:
            seat = self._seat(word) if other.place.kind in _TOWNS else None
            seat = seat or self._subject_elsewhere(word)
            pair = (seat or reporting, other.place)
            if pair[0].name != other.place.name:
                yield Tie(pair, stage, _with_mentions(proof, other), whole=seat is not None)

    def _parted(self, places: Sequence[PlaceMention]) -> tuple[list[PlaceMention], list[PlaceMention]]:
        """Those at home and the others; in a row that no municipality reports, by their country."""
        is_home = self._is_home
        if self._reporting is None and not any(map(is_home, places)):
            is_home = self._is_near
        return [m for m in places if is_home(m)], [m for m in places if not is_home(m)]

    def _is_home(self, mention: PlaceMention) -> bool:
        place = known(mention) or city_of(mention)
        return place is not None and self.home.place.id in place.within

    def _is_near(self, mention: PlaceMention) -> bool:
        return self._is_home(mention) or mention.place.country == self.home.place.country

    def _with_host(
        self, word: TwinWord, twins: Sequence[PlaceMention], stage: Stage, named: Evidence
    ) -> Iterator[Tie]:
        """The twins with the only place of another country that follows, in the place cell, or in the row.

        `named` tells how the twins themselves were named.
        """
        proof = (Evidence("twin_of_host", word.clause.span(word.at)), replace(named, part=ROLE))
        subject = self._subject_elsewhere(word)
        if subject is not None:
            for twin in twins:
                yield Tie((subject, twin.place), stage, _with_mentions(proof, twin), whole=True)
            return
        countries = {twin.place.country for twin in twins}
        later = [m for i, m in word.clause.places if i > word.at and m.place.country not in countries]
        if len(later) == 1:
            yield from _ties(later, twins, stage, proof)
            return
        for cells in ((CellName.PLACE,), _CELLS):
            hosts = self._only(cells, lambda country: country not in countries)
            if hosts:
                yield from _ties(hosts, twins, stage, proof, whole=False)
                return

    def _of_event(self, word: TwinWord) -> Sides | None:
        """«договор о побратимстве» that names no town: with the only one abroad that the entry names."""
        if word.plural or (word.kind == "tie" and not is_of_somebody(word)):
            return None
        abroad = self._abroad_of_clause(word) or self._only(_CELLS, self._is_abroad)
        return Sides(abroad) if abroad else None

    def _is_abroad(self, country: str) -> bool:
        return country != self.home.place.country

    def _abroad_of_clause(self, word: TwinWord) -> tuple[PlaceMention, ...]:
        """«Вязьма дружит с Оршей на правах побратима, а Рудня – с Добрушем»: the only one before the next."""
        named = tuple(m for _, m in word.clause.places if self._is_abroad(m.place.country))
        return named if word.left_out and len(named) == 1 else ()

    def _only(self, cells: Sequence[CellName], fits: Callable[[str], bool]) -> tuple[PlaceMention, ...]:
        """The only place that the cells name of a country that fits; none of several.

        A town and the area that bears its name («община Нови-Сад») are one.
        """
        named = {name: m for cell in cells for name, m in self._named.get(cell, {}).items()}
        areas = {name for name in named if name.partition(" ")[2] in named}
        fitting = tuple(m for name, m in named.items() if name not in areas and fits(m.place.country))
        return fitting if len(fitting) == 1 else ()

    @cached_property
    def _named(self) -> dict[CellName, dict[str, PlaceMention]]:
        """The settlements and districts that each cell names, by name, in nouns where it does so at all."""
        named: dict[CellName, dict[str, PlaceMention]] = {}
        for cell in (*_CELLS, CellName.PLACE):
            exact = [m for m in self.places if m.span.cell is cell and m.place.kind not in WIDE]
            nouns = [m for m in exact if m.form == "noun"] or exact
            named[cell] = {m.place.name: m for m in reversed(nouns)}
        return named

    def _seat(self, word: TwinWord) -> PlaceRef | None:
        """The reporting district's own town where the clause names it before, not as where it all happens."""
        municipality = self._municipality
        if municipality is None or municipality.centre is None:
            return None
        clause = word.clause
        named = (m for i, m in clause.places if i < word.at and i not in clause.held_there)
        return next((m.place for m in named if m.place.gazetteer_id == municipality.centre), None)

    def _subject_elsewhere(self, word: TwinWord) -> PlaceRef | None:
        """«Вязьма дружит с Оршей как с побратимом»: the only place at home that does so, no reporting one."""
        clause = word.clause
        named = [m for i, m in clause.places if i < word.at and is_as_named(clause, m) and self._is_home(m)]
        place = known(named[0]) if len(named) == 1 else None
        return named[0].place if place is not None and not self._is_own(place) else None

    def _is_own(self, place: Place) -> bool:
        """Whether it is the municipality that reports, its town or what lies in it."""
        municipality = self._municipality
        if municipality is None:
            return False
        return place.id == municipality.centre or municipality.id in (place.id, *place.within)

    @cached_property
    def _municipality(self) -> Municipality | None:
        """The municipality of the home region that reports the row."""
        name = self.text.entry.municipality
        return self.home.municipality(name) if name is not None else None

    @cached_property
    def _reporting(self) -> PlaceRef | None:
        name, municipality = self.text.entry.municipality, self._municipality
        if municipality is None or name is None:
            return None
        if municipality.kind == "city":
            return PlaceRef(municipality.short, "city", self.home.place.country, municipality.centre)
        return PlaceRef(name, "district", self.home.place.country, municipality.id)


def _are_of_each_other(word: TwinWord, first: PlaceMention, way: str) -> bool:
    """Whether two so named are twins of each other, whoever tells of them: no guests, and not led by «с»."""
    is_told = way == "between" or not is_led_by_with(word.clause, first)
    is_called = way in _MUTUAL_CALLED or word.clause.has(word.at, twinning_words().called_so)
    is_mutual = way in _MUTUAL_TIES or (is_called and not are_guests(word.clause, first))
    return is_mutual and is_told


def _is_of_unknown(word: TwinWord) -> bool:
    """«Орша – побратим Неведомска»: whether a name that is no known place stands where the owner does."""
    clause, at = word.clause, word.at + 1
    while clause.has(at, twinning_words().place_nouns, (".",)):
        at += 1
    item = clause.items[at] if at < len(clause.items) else None
    named = item is not None and item.is_word and clause.cell.text[item.start].isupper()
    return named and word.kind == "twins"


def _ties(
    ones: Sequence[PlaceMention],
    others: Sequence[PlaceMention],
    stage: Stage,
    proof: Proof,
    *,
    whole: bool = True,
) -> Iterator[Tie]:
    for one in ones:
        for other in others:
            if one.place.name != other.place.name:
                yield Tie((one.place, other.place), stage, _with_mentions(proof, one, other), whole)


def _with_mentions(proof: Proof, *mentions: PlaceMention) -> Proof:
    return (*proof, *(Evidence(mention.rule, mention.span) for mention in mentions))
