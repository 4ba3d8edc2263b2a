"""On what grounds a phrase is the name of one body, and not a sort of body.

The grounds of a sort of phrase are an ordered table. The first that holds decides: its rule stands in the
evidence of the fact, and is what calibration counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.organisations.evidence import (
    belongs_to_greater,
    has_acronym,
    has_local_adjective,
    has_seat,
    has_telling_capital,
    is_beside_host,
    is_described_and_placed,
    is_host,
    is_of_somebody,
    is_only_one_of_town,
    is_room_of_greater,
)
from loaders.organisations.lexicon import lexicon
from loaders.organisations.phrases import Phrase, Sort


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule by its name, and what must be true of a phrase for it to hold."""

    rule: str
    holds: Callable[[Phrase], bool]


def ground_of(phrase: Phrase) -> Ground | None:
    """The first ground on which the phrase names one body; None where it is but a sort of body."""
    return next((ground for ground in _grounds(phrase) if ground.holds(phrase)), None)


def _grounds(phrase: Phrase) -> tuple[Ground, ...]:
    """The table for a phrase of its sort."""
    if phrase.plural:
        return LISTED
    if _is_ministry_in_short(phrase):
        return MINISTRIES
    if phrase.head is None or phrase.has(Sort.ABBREVIATION):
        return ABBREVIATED
    if phrase.head.needs == "quotes" or is_room_of_greater(phrase):
        return OF_THEIR_OWN
    return HEADED


def _is_ministry_in_short(phrase: Phrase) -> bool:
    """«МИД», «МЧС»: capitals that many countries have."""
    return phrase.known is not None and phrase.known.takes_country and phrase.known.name.isupper()


# ── what must be true ───────────────────────────────────────────────────────────────────────────


def _has(*sorts: Sort) -> Callable[[Phrase], bool]:
    return lambda phrase: phrase.has(*sorts)


def _is_known(phrase: Phrase) -> bool:
    return phrase.known is not None


def _is_unknown_form(phrase: Phrase) -> bool:
    """«МОЦ «…»», «Вяземский РКДЦ», «РГУ им. …»."""
    return (
        phrase.form is None
        and phrase.has(Sort.ACRONYM)
        and (phrase.has(Sort.QUOTES, Sort.NAMESAKE) or has_local_adjective(phrase))
    )


def _has_form_and_name(phrase: Phrase) -> bool:
    """«МБУК «…»», «ООО Сигма», «ФКУ ИК-2»."""
    named = phrase.has(Sort.QUOTES, Sort.NAMESAKE, Sort.CAPITALS, Sort.ACRONYM)
    return phrase.form is not None and named


def _answers_to_place(phrase: Phrase) -> bool:
    """«УМВД по Смоленской области», «ТПП Пензенской области»."""
    short = next((part for part in phrase.parts if part.sort is Sort.ABBREVIATION), None)
    placed = short is not None and phrase.words.word(short.start) in lexicon().traits.placed
    return (placed or phrase.kind == "authority") and phrase.has(Sort.PLACE, Sort.RELATION)


def _is_one_of_its_kind(phrase: Phrase) -> bool:
    """«министерство культуры», «палата ремесел»: any complement is a name."""
    always = phrase.head is not None and phrase.head.lemma in lexicon().traits.always
    return always and phrase.has(Sort.GENITIVE, Sort.RELATION, Sort.PLACE)


def _is_part_of_named(phrase: Phrase) -> bool:
    """«отдел … исполкома», «филиал ГБУ «…»», but not «фонд библиотеки»."""
    if not phrase.has(Sort.BODY):
        return False
    is_office = phrase.head is not None and phrase.head.kind == "authority"
    return is_office or belongs_to_greater(phrase, lambda body: ground_of(body) is not None)


def _is_placed(phrase: Phrase) -> bool:
    """«Министерство спорта Смоленской области», «Администрации и Совета депутатов … района»."""
    if not _needs_place(phrase) or _is_part_of_town(phrase):
        return False
    return phrase.has(Sort.PLACE) or phrase.owner is not None or has_seat(phrase)


def _is_part_of_town(phrase: Phrase) -> bool:
    """«центр Смоленска»: a head and a place alone."""
    is_bare = [part.sort for part in phrase.parts] == [Sort.HEAD, Sort.PLACE]
    return is_bare and phrase.head is not None and phrase.head.lemma in lexicon().traits.parts_of_town


def _needs_place(phrase: Phrase) -> bool:
    return phrase.head is not None and phrase.head.needs == "place"


def _is_of_capital(phrase: Phrase) -> bool:
    """«Институт Пушкина»."""
    return _needs_place(phrase) and is_of_somebody(phrase)


def _is_dedicated(phrase: Phrase) -> bool:
    """«храм Вознесения Господня», «церковь в честь иконы …»."""
    religious = phrase.head is not None and phrase.head.kind == "religious"
    return religious and (phrase.has(Sort.RELATION) or is_of_somebody(phrase))


def _is_list_of_named(phrase: Phrase) -> bool:
    """Several names; of several subjects only where it is told whose they are."""
    return len(phrase.listed) > 1 and (not phrase.has(Sort.SUBJECT) or phrase.has(Sort.BODY, Sort.PLACE))


# ── the tables ──────────────────────────────────────────────────────────────────────────────────

LISTED = (Ground("shared_head", _is_list_of_named),)

MINISTRIES = (Ground("known_body", _has(Sort.PLACE, Sort.RELATION, Sort.FORM)),)

OF_THEIR_OWN = (
    Ground("known_body", _is_known),
    Ground("unknown_form", _is_unknown_form),
    Ground("legal_form", _has_form_and_name),
    Ground("head_and_quotes", _has(Sort.QUOTES)),
    Ground("head_and_namesake", _has(Sort.NAMESAKE)),
    Ground("capitalised_words", _has(Sort.CAPITALS)),
)

ABBREVIATED = (
    *OF_THEIR_OWN,
    Ground("school_in_short", lambda phrase: phrase.is_school),
    Ground("part_of_body", _has(Sort.BODY)),
    Ground("described_abbreviation", _has(Sort.GENITIVE)),
    Ground("town_has_one", is_only_one_of_town),
    Ground("head_and_place", _answers_to_place),
    Ground("head_and_number", _has(Sort.NUMBER)),
    Ground("head_and_adjective", has_local_adjective),
)

HEADED = (
    *OF_THEIR_OWN,
    Ground("one_of_its_kind", _is_one_of_its_kind),
    Ground("head_and_number", _has(Sort.NUMBER)),
    Ground("head_and_adjective", has_local_adjective),
    Ground("head_and_acronym", has_acronym),
    Ground("part_of_body", _is_part_of_named),
    Ground("beside_host", is_beside_host),
    Ground("head_and_place", _is_placed),
    Ground("described_and_placed", is_described_and_placed),
    Ground("of_somebody", _is_of_capital),
    Ground("dedication", _is_dedicated),
    Ground("capital_letter", has_telling_capital),
    Ground("host_of_town", is_host),
)

GROUNDS = (*LISTED, *MINISTRIES, *ABBREVIATED, *HEADED)
