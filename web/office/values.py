"""Values of facts as fields of a form: codes to choose from, days, numbers, names to complete."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args, get_origin

from starlette.datastructures import FormData

from graph.value_words import IMPLIED
from graph.values import CODES, COUNTRY, FIELDS, LIST_GAP, YES, read_value, record_of, value_text, words_of
from ontology.model import PlaceRef, Term
from ontology.speech import Speech
from web.accounts.forms import text_of
from web.index.periods import iso_day

COMPLETED = {
    "orgs": "organisation", "venue_orgs": "organisation", "persons": "person", "venues": "place",
    "origins": "place", "twinning": "place", "twinning_intended": "place",
}  # fmt: skip
"""The fields whose names are completed, and from names of which kind."""
RARE = ("life", "life_date", "term", "date_from", "date_to", "signers", "sectors")
"""Parts that few values have: a form keeps them folded, in this order."""
WHAT_A_PLACE_IS = ("name", "kind", "country")
"""Where one of them is another, the place is another: it has another identifier, and lies elsewhere."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormInput:
    """One input of a form: what it is called, what it holds, what it may be chosen from.

    `side` counts the values of a pair, `record` is the record within the value that it is a part of;
    `completes` is the kind of things whose names complete it; `is_rare` one that few values have.
    """

    label: str
    value: str
    options: Options = ()
    completes: str = ""
    is_day: bool = False
    is_number: bool = False
    is_optional: bool = False
    is_rare: bool = False
    side: int = 0
    record: str = ""

    @property
    def name(self) -> str:
        """How it is sent."""
        return ".".join(filter(None, (str(self.side or ""), self.record, self.label)))


def parts_of(field: str, value: Any, language: str) -> list[FormInput]:
    """The inputs for a value of that field, filled with the value where there is one."""
    kind = FIELDS[field]
    if get_origin(kind) is tuple:
        kinds: Sequence[Any] = get_args(kind)
        return [
            replace(part, side=side)
            for side, (one, held) in enumerate(
                zip(kinds, value or (None,) * len(kinds), strict=True), start=1
            )
            for part in _parts(field, one, held, language)
        ]
    if not is_dataclass(kind):
        options = _options(CODES.get(field), str(value or ""), language)
        return [FormInput("value", str(value or ""), options, COMPLETED.get(field, ""))]
    return list(_parts(field, kind, value, language))


def _parts(field: str, kind: Any, value: Any, language: str) -> Iterator[FormInput]:
    asked = [one for one in fields(kind) if one.name not in IMPLIED]
    for one in sorted(asked, key=lambda one: RARE.index(one.name) + 1 if one.name in RARE else 0):
        held = getattr(value, one.name) if value is not None else None
        is_rare = one.name in RARE
        if one.name == "term":
            yield from (
                replace(part, record=one.name, is_rare=is_rare)
                for part in _parts(field, Term, held, language)
            )
        else:
            yield replace(_part(field, kind, one, held, language), is_rare=is_rare)


def _part(field: str, kind: Any, one: Any, held: Any, language: str) -> FormInput:
    told = str(one.type)
    is_bool, is_list = one.type is bool, told.startswith("tuple")
    codes = COUNTRY if one.name == COUNTRY else CODES.get(f"{kind.__name__}.{one.name}")
    text = _words(codes, held, language) if is_list else _text(held)
    return FormInput(
        one.name,
        text,
        _yes_or_no(language) if is_bool else _options(None if is_list else codes, text, language),
        COMPLETED.get(field, "") if one.name == "name" else "",
        is_day="date" in told,
        is_number=told.startswith("int") or one.type is int,
        is_optional=is_bool or "None" in told,
    )


def _options(codes: str | None, held: str, language: str) -> Options:
    """What may be chosen, by its words; what is held among it, a country that has no code too."""
    if codes is None:
        return ()
    known = {code: words.get(language, code) for code, words in words_of(codes).items()}
    if held and held not in known:
        known[held] = held
    return tuple(sorted(known.items(), key=lambda one: one[1]))


def _yes_or_no(language: str) -> Options:
    return ((YES, Speech(language).say("input.yes")),)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    if value is None:
        return ""
    return str(value)


def _words(codes: str | None, held: Sequence[str] | None, language: str) -> str:
    """What a list holds, in one line, codes by their words, as they can be read back."""
    known = words_of(codes) if codes is not None else {}
    return LIST_GAP.join(known[one].get(language, one) if one in known else one for one in held or ())


# ── sent ──


def value_sent(field: str, form: FormData, held: str) -> str:
    """The value that a form tells, as a judgement writes it; parts it does not ask for are as in `held`.

    Raises InputError that says what in it cannot be used.
    """
    kind, sent = FIELDS[field], _parts_sent(form)
    if not is_dataclass(kind) and get_origin(kind) is not tuple:
        return value_text(read_value(field, text_of(form, "part.value")))
    before = read_value(field, held) if held else None
    if get_origin(kind) is tuple:
        sides = [
            _record_sent(one, _within(sent, str(side)), before[side - 1] if before else None)
            for side, one in enumerate(get_args(kind), start=1)
        ]
        return value_text(tuple(sides))
    return value_text(_record_sent(kind, sent, before))


def _record_sent(kind: Any, sent: Mapping[str, str], before: Any) -> Any:
    told = {one.name: _day_or_text(str(one.type), sent.get(one.name, "")) for one in fields(kind)}
    value = record_of(kind, {**told, "term": ""} if "term" in told else told)
    if "term" in told:
        value = replace(value, term=_term_sent(_within(sent, "term")))
    if before is None or _is_other_place(value, before):
        return value
    kept = [one.name for one in fields(kind) if one.name in IMPLIED or not _is_asked(one.name, sent)]
    return replace(value, **{name: getattr(before, name) for name in kept})


def _is_other_place(value: Any, before: Any) -> bool:
    """Whether it is a place that is not what it was."""
    of_place = WHAT_A_PLACE_IS if isinstance(value, PlaceRef) else ()
    return any(getattr(value, name) != getattr(before, name) for name in of_place)


def _is_asked(name: str, sent: Mapping[str, str]) -> bool:
    """Whether the form had an input for the part, or for one of its own parts."""
    return name in sent or bool(_within(sent, name))


def _term_sent(sent: Mapping[str, str]) -> Term | None:
    if not any(sent.values()):
        return None
    told = {one.name: _day_or_text(str(one.type), sent.get(one.name, "")) for one in fields(Term)}
    term: Term = record_of(Term, {**told, "text": told["text"].replace("/", " ")})
    return term


def _day_or_text(annotation: str, told: str) -> str:
    return iso_day(told) if told and "date" in annotation else told


def _within(sent: Mapping[str, str], record: str) -> Mapping[str, str]:
    """The parts of a record within the value, or of one of a pair."""
    return {
        name.removeprefix(f"{record}."): value
        for name, value in sent.items()
        if name.startswith(f"{record}.")
    }


def _parts_sent(form: FormData) -> Mapping[str, str]:
    return {
        name.removeprefix("part."): value.replace("|", " ").strip()
        for name, value in form.multi_items()
        if name.startswith("part.") and isinstance(value, str)
    }
