"""Where things are, as far as identity depends on it: what contains what, and the stems of places' names."""

from graph.entities import Id, PlaceEntity
from graph.places import PlaceBook
from graph.resolve.vocabulary import Stems
from graph.resolve.words import stems


class Geography:
    """The places of a book, with containment remembered."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places
        self._found: dict[tuple[str, str | None], PlaceEntity | None] = {}
        self._lineages: dict[Id, frozenset[Id]] = {}
        self._names: dict[Id, Stems] = {}

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

    def name_stems(self, place: Id) -> Stems:
        """The stems of the place's name without the kind of place."""
        if place not in self._names:
            entity = self._places.get(place)
            label = entity.label if entity is not None else place.rpartition("/")[2]
            self._names[place] = stems(label.removeprefix("город ").partition(" ")[0])
        return self._names[place]

    def is_named_after(self, word: str, place: Id) -> bool:
        """Whether a stem is the place's name or an adjective made of it («витебск» of «Витебск»)."""
        for name in self.name_stems(place):
            shared = _shared_prefix(word, name)
            if word == name or (word.endswith("ск") and shared >= 3 and shared >= len(name) - 2):
                return True
        return False


def _shared_prefix(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
