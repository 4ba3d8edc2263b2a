"""Several values written for one parameter: «BY,KZ», a group of countries, all but some: «-BY».

What is written with commas is each of it; with “-” before it, what is left out: of the others, or of all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ontology.gazetteer.groups import CountryGroup, country_groups
from queries.choices import Choice, Choices, normal

GROUPED_TYPES = ("country", "partner")
LEFT_OUT = "-"
_COMMA = ","


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part of what was written: the choices that it names, its label, whether it leaves them out."""

    written: str
    choices: tuple[Choice, ...]
    group: CountryGroup | None = None
    leaves_out: bool = False

    def label(self, lang: str) -> str:
        """What a reader calls it."""
        if self.group is not None:
            return self.group.en if lang == "en" else self.group.ru
        return self.choices[0].label(lang) if self.choices else self.written


def written_as_one(values: Iterable[str]) -> str:
    """The values as they are written for one parameter."""
    return _COMMA.join(values)


def parts(choices: Choices, kind: str, written: str) -> tuple[WrittenPart, ...]:
    """The parts of what was written for a parameter of that type; one that is unknown has no choices."""
    whole = choices.find(kind, written)
    if whole is not None:
        return (WrittenPart(written, (whole,)),)
    return tuple(_part(choices, kind, one.strip()) for one in written.split(_COMMA) if one.strip())


def labelled(told: Iterable[WrittenPart], lang: str) -> str:
    """The parts as one may write them again: by their labels, «-» before what is left out."""
    return f"{_COMMA} ".join((LEFT_OUT if part.leaves_out else "") + part.label(lang) for part in told)


def meant(choices: Choices, kind: str, told: Iterable[WrittenPart]) -> tuple[Choice, ...]:
    """The choices that the parts mean together: those named, or all where none is, but those left out."""
    named: list[Choice] = []
    out: list[Choice] = []
    is_open = True
    for part in told:
        (out if part.leaves_out else named).extend(part.choices)
        is_open = is_open and part.leaves_out
    among = choices.of("country" if kind == "partner" else kind) if is_open else named
    codes = {one.code for one in out}
    return tuple(dict.fromkeys(one for one in among if one.code not in codes))


def apart(told: Sequence[WrittenPart]) -> tuple[tuple[WrittenPart, ...], tuple[WrittenPart, ...]]:
    """The other parts, and those that leave out places which are no countries: too many to name the rest."""
    out = tuple(one for one in told if one.leaves_out and not any(map(_is_country, one.choices)))
    return tuple(one for one in told if one not in out), out


def _is_country(choice: Choice) -> bool:
    return "/" not in choice.term.value.rpartition("/place/")[2]


def groups(choices: Choices) -> Iterator[tuple[str, CountryGroup]]:
    """The groups of countries of which the graph holds a member."""
    held = {one.code for one in choices.of("country")}
    return ((code, group) for code, group in country_groups().items() if held & group.countries)


def _part(choices: Choices, kind: str, written: str) -> WrittenPart:
    leaves_out = written.startswith(LEFT_OUT)
    name = written.removeprefix(LEFT_OUT).strip() if leaves_out else written
    found = choices.find(kind, name)
    if found is not None:
        return WrittenPart(name, (found,), leaves_out=leaves_out)
    group = _group(name) if kind in GROUPED_TYPES else None
    members = () if group is None else _members(choices, group)
    return WrittenPart(name, members, group, leaves_out)


def _members(choices: Choices, group: CountryGroup) -> tuple[Choice, ...]:
    return tuple(one for one in choices.of("country") if one.code in group.countries)


def _group(name: str) -> CountryGroup | None:
    wanted = normal(name)
    named = ((code, group) for code, group in country_groups().items())
    return next(
        (group for code, group in named if wanted in (code, normal(group.ru), normal(group.en))), None
    )
