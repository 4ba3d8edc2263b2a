"""Where things are, as far as identity depends on it: what contains what, and the words of places' names."""

from graph.entities import Id, PlaceEntity
from graph.places import PlaceBook
from ontology.gazetteer.forms import adjective_stem, settlements_of
from ontology.home import home_words
from ontology.names.words import Bases, base, bases


class Geography:
    """The places of a book, with containment remembered."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places
        self._found: dict[tuple[str, str | None], PlaceEntity | None] = {}
        self._lineages: dict[Id, frozenset[Id]] = {}
        self._names: dict[Id, Bases] = {}
        self._by_adjective: dict[str, frozenset[str]] = {}

    def find(self, name: str, country: str | None) -> PlaceEntity | None:
        """The place of that name, in that country if it has one: an embassy is in another than its own."""
        asked = (name, country)
        if asked not in self._found:
            self._found[asked] = self._places.find(name, country) or self._places.find(name)
        return self._found[asked]

    def lineage(self, place: Id) -> frozenset[Id]:
        """The place, all that contains it, and the municipality that it is the centre of."""
        if place not in self._lineages:
            found: set[Id] = set()
            waiting = [place]
            while waiting:
                current = waiting.pop()
                entity = self._places.get(current)
                if current not in found:
                    found.add(current)
                    waiting.extend(entity.parents if entity is not None else ())
            self._lineages[place] = frozenset(found)
        return self._lineages[place]

    def agree(self, one: Id, other: Id) -> bool:
        """Whether something can be in both places: one is the other, or contains it."""
        return one == other or one in self.lineage(other) or other in self.lineage(one)

    def is_one_seat(self, one: Id, other: Id) -> bool:
        """Whether both are one place, or a municipality and its seat."""
        left, right = self._places.get(one), self._places.get(other)
        seats = (left and left.centre, right and right.centre)
        return one == other or seats[0] == other or seats[1] == one

    def name_words(self, place: Id) -> Bases:
        """The words of the place's name without the kind of place."""
        if place not in self._names:
            entity = self._places.get(place)
            label = entity.label if entity is not None else place.rpartition("/")[2]
            self._names[place] = bases(label.removeprefix(home_words().city_named).partition(" ")[0])
        return self._names[place]

    def is_named_after(self, word: str, place: Id) -> bool:
        """Whether a word is the place's name or an adjective made of it («витебский» of «Витебск»)."""
        if word in self.name_words(place):
            return True
        made_from = adjective_stem(word)
        return made_from is not None and not self._names_of(made_from).isdisjoint(self.name_words(place))

    def _names_of(self, stem: str) -> frozenset[str]:
        """The words of the settlements whose adjective has the stem."""
        if stem not in self._by_adjective:
            self._by_adjective[stem] = frozenset(base(name) for name in settlements_of(stem))
        return self._by_adjective[stem]
