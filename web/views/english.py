"""What an event is called on English pages, beside the report's own words: told from what was read of it."""

import re
from collections.abc import Sequence

from ontology.names.latin import latin_name
from web.views.facts import ShownFact, Value

_QUOTED = re.compile(r"«([^«»]{2,60})»")
MOST_PLACES = 2


def quoted_name(title: str) -> str:
    """The proper name that a title quotes, in Latin letters between quotation marks; else nothing."""
    found = _QUOTED.search(title)
    return f"“{latin_name(found[1])}”" if found is not None else ""


def event_label(title: str, facts: Sequence[ShownFact], when: str) -> str:
    """A short name: the kind of event, the name it quotes or its sector, where it was, and when."""
    told = {fact.label: fact.values for fact in facts}
    kind = _names(told.get("fact.eventType", ()), 1)
    quoted = quoted_name(title)
    about = [quoted] if quoted else _names(told.get("fact.sector", ()), 1)
    where = _names(told.get("fact.location", ()) or told.get("fact.country", ()), MOST_PLACES)
    what = " – ".join([*kind, *about])
    return ", ".join(part for part in (what, *where, when) if part)


def _names(values: Sequence[Value], most: int) -> list[str]:
    named = [one.content for one in values if one.kind in ("thing", "concept") and one.content is not None]
    return [str(one["en"] or latin_name(str(one["ru"]))) for one in named[:most]]
