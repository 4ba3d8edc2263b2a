"""The fields of facts as `EntryFacts` declares them, for whatever treats all of them alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

from ontology.model import AgreementRef, EntryFacts, Fact, OrganisationRef, PersonRef

_PARTS: Mapping[type, tuple[str, ...]] = {
    OrganisationRef: ("country", "place", "kind"),
    PersonRef: ("name", "post", "country"),
    AgreementRef: ("status", "parties", "date", "life", "term"),
}
"""Which parts of a value may be wrong where the rest is right."""

MAIN = "main"
"""Of a list whose first value has a rank: that it is the first."""
_RANKED = frozenset({"sectors"})


@dataclass(frozen=True, slots=True)
class FactField:
    """One field: its name, the type of its facts' values, and whether it holds many facts or at most one.

    `parts` are those of a value that may be wrong by themselves.
    """

    name: str
    value: Any
    many: bool
    parts: tuple[str, ...] = ()

    @property
    def is_pair(self) -> bool:
        """Whether a value is a pair of values, which no single line can tell."""
        return get_origin(self.value) is tuple

    def parts_of(self, index: int, value: Any) -> list[str]:
        """The parts of the field's value at that index that say something which may be wrong by itself."""
        if self.name in _RANKED:
            return [MAIN] if index == 0 else []
        return [part for part in self.parts if getattr(value, part)]

    def of(self, facts: EntryFacts) -> tuple[Fact[Any], ...]:
        """The field's facts in order."""
        held = getattr(facts, self.name)
        if self.many:
            return tuple(held)
        return () if held is None else (held,)

    def held(self, facts: Iterable[Fact[Any]]) -> Any:
        """The facts as the field holds them."""
        return tuple(facts) if self.many else next(iter(facts), None)


def _declared() -> Iterator[FactField]:
    for name, hint in get_type_hints(EntryFacts).items():
        many = get_origin(hint) is tuple
        fact = next((one for one in get_args(hint) if get_origin(one) is Fact), None)
        if fact is not None:
            value = get_args(fact)[0]
            yield FactField(name, value, many, _PARTS.get(value, ()))


FACT_FIELDS: tuple[FactField, ...] = tuple(_declared())
"""The fields of facts in the order of the extract contract."""


def part_key(field: str, part: str) -> str:
    """The name under which a part of a field's values is counted: «agreements.date»."""
    return f"{field}.{part}"
