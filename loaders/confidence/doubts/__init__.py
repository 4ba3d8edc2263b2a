"""What may speak against a fact, beside the rule that decided it.

Each doubt is a question with its own name; how much it tells is counted on annotated rows, so a question that
tells nothing does no harm, and one that speaks for a fact rather than against it is counted as such. A step
states doubts of its own where only it knows how close another answer was.
"""

from typing import Any

from loaders.confidence.doubts.documents import (
    bare_title,
    many_parties,
    many_places,
    mixed_parties,
    one_country,
    party_untold,
    places_only,
    several_documents,
    several_pairs,
    stray_party,
    unnamed_party,
    unread_names,
)
from loaders.confidence.doubts.names import (
    by_adjective,
    company,
    country_untold,
    general_sort,
    in_own_municipality,
    long_name,
    no_kind,
    no_patronymic,
    no_place,
    no_post,
    oblique_name,
    one_name,
    people_of_several,
    place_in_name,
    placed_in_area,
    regional_house,
    several_countries,
    strange_in_quotes,
    strange_name,
    unquoted,
    untold_abroad,
)
from loaders.confidence.doubts.places import (
    at_home,
    by_its_form,
    country_told_once,
    far_away,
    home_town,
    in_body_name,
    namesakes,
    same_stem,
    told_once,
    unlisted_place,
)
from loaders.confidence.doubts.row import Holds, RowRead
from loaders.confidence.doubts.topics import (
    content_of_other_kind,
    content_of_that_kind,
    further_sector,
    hardly_that_sector,
    not_in_title,
    other_kind,
    other_kind_named,
    other_main_sector,
    sectors_beside,
    third_sector,
    unlikely_kind,
    unlikely_sector,
)
from loaders.confidence.doubts.wording import (
    among_participants,
    from_afar_told,
    long_sentence,
    place_unread,
    strange_sentence,
    strange_word,
    told_again,
    told_in_passing,
    told_in_title,
)
from ontology.model import Fact

DOUBTS: tuple[tuple[Holds, frozenset[str]], ...] = (
    (told_in_passing, frozenset({"origins", "countries", "orgs", "persons", "sectors"})),
    (among_participants, frozenset({"orgs"})),
    (told_in_title, frozenset({"orgs"})),
    (told_again, frozenset({"orgs"})),
    (strange_word, frozenset({"origins"})),
    (strange_sentence, frozenset({"origins", "orgs"})),
    (long_sentence, frozenset({"orgs"})),
    (other_main_sector, frozenset({"sectors"})),
    (unlikely_sector, frozenset({"sectors"})),
    (hardly_that_sector, frozenset({"sectors"})),
    (further_sector, frozenset({"sectors"})),
    (third_sector, frozenset({"sectors"})),
    (sectors_beside, frozenset({"sectors"})),
    (not_in_title, frozenset({"sectors", "event_type"})),
    (other_kind, frozenset({"event_type"})),
    (unlikely_kind, frozenset({"event_type"})),
    (other_kind_named, frozenset({"event_type"})),
    (content_of_other_kind, frozenset({"event_type"})),
    (content_of_that_kind, frozenset({"event_type"})),
    (unlisted_place, frozenset({"origins", "venues"})),
    (namesakes, frozenset({"origins", "venues"})),
    (by_its_form, frozenset({"countries"})),
    (told_once, frozenset({"origins", "countries", "sectors"})),
    (country_told_once, frozenset({"venues", "origins"})),
    (same_stem, frozenset({"origins"})),
    (in_body_name, frozenset({"origins"})),
    (home_town, frozenset({"origins"})),
    (at_home, frozenset({"origins"})),
    (far_away, frozenset({"origins", "countries", "venues", "orgs", "persons"})),
    (long_name, frozenset({"orgs"})),
    (no_place, frozenset({"orgs"})),
    (place_in_name, frozenset({"orgs"})),
    (by_adjective, frozenset({"orgs"})),
    (unquoted, frozenset({"orgs"})),
    (placed_in_area, frozenset({"orgs"})),
    (regional_house, frozenset({"orgs"})),
    (in_own_municipality, frozenset({"orgs"})),
    (general_sort, frozenset({"orgs"})),
    (untold_abroad, frozenset({"orgs", "persons"})),
    (strange_in_quotes, frozenset({"orgs"})),
    (country_untold, frozenset({"persons"})),
    (no_kind, frozenset({"orgs"})),
    (company, frozenset({"orgs"})),
    (strange_name, frozenset({"persons"})),
    (people_of_several, frozenset({"persons"})),
    (several_countries, frozenset({"orgs", "persons", "origins"})),
    (no_post, frozenset({"persons"})),
    (one_name, frozenset({"persons"})),
    (no_patronymic, frozenset({"persons"})),
    (oblique_name, frozenset({"persons"})),
    (from_afar_told, frozenset({"mode"})),
    (place_unread, frozenset({"mode"})),
    (party_untold, frozenset({"agreements"})),
    (many_parties, frozenset({"agreements"})),
    (unnamed_party, frozenset({"agreements"})),
    (stray_party, frozenset({"agreements"})),
    (mixed_parties, frozenset({"agreements"})),
    (places_only, frozenset({"agreements"})),
    (one_country, frozenset({"agreements"})),
    (bare_title, frozenset({"agreements"})),
    (unread_names, frozenset({"agreements", "orgs", "persons", "origins", "countries", "sectors"})),
    (many_places, frozenset({"agreements", "orgs", "persons"})),
    (several_documents, frozenset({"agreements"})),
    (several_pairs, frozenset({"twinning", "twinning_intended"})),
)
"""Each doubt with the fields whose facts it may be about."""


_DOUBTS_OF = {
    field: {holds.__name__: holds for holds, fields in DOUBTS if field in fields}
    for field in sorted({field for _, fields in DOUBTS for field in fields})
}


def doubts_about(row: RowRead, field: str, index: int, fact: Fact[Any]) -> list[str]:
    """The names of all doubts about the fact: the step's own, and those of the list that hold."""
    asked = _DOUBTS_OF.get(field, {})
    held = [name for name, holds in asked.items() if holds(row, index, fact)]
    own = dict.fromkeys((*fact.signs, *fact.doubts)) if fact.signs or fact.doubts else ()
    return [*(doubt for doubt in own if doubt not in asked), *held]
