"""In which country a place lies that no list has."""

from collections.abc import Set as AbstractSet

from loaders.places.candidate import Candidate
from loaders.places.led_areas import REGION_BY_FORM
from loaders.places.row import RowOfPlaces
from loaders.places.words import place_words
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion


def _may_lie_far(candidate: Candidate) -> bool:
    """Whether it is a city, a region, or an area that only its form tells."""
    by_form = candidate.rule.endswith("_by_form") and candidate.rule != "settlement_by_form"
    return candidate.kind in ("city", "region") or by_form


def evident_country(candidate: Candidate, locator: Candidate | None, row: RowOfPlaces) -> str:
    """The locator's country, the candidate's own; else a city or region is of the row's only far country.

    A district that a fully listed country lacks is none of its own, and may be one abroad; a village is of
    home.
    """
    told = _country_of_district(candidate, locator, row)
    if told is not None:
        return told
    if locator is not None and locator.options:
        return locator.options[0].country
    if candidate.country is not None:
        return candidate.country
    far = row.countries - row.home.near_countries
    if not far and candidate.rule == REGION_BY_FORM:
        far = row.called_abroad()
    if _may_lie_far(candidate) and len(far) == 1:
        return next(iter(far))
    abroad = _country_of_strange_district(candidate, far, row)
    if abroad is not None:
        return abroad
    return _unlisted_country(row.home) if candidate.kind == "district" else row.home.country


def _country_of_district(candidate: Candidate, locator: Candidate | None, row: RowOfPlaces) -> str | None:
    """A district's own country, whatever lies around it; of «общины Раковица» the one the row tells of."""
    if candidate.kind != "district":
        return None
    if candidate.rule != "district_by_form":
        return candidate.country  # «Невельского муниципального округа, Городокского района Витебской области»
    namesakes = {place.country for place in load().named(key(candidate.name))} & row.countries
    if len(namesakes) == 1:
        return namesakes.pop()
    around = locator.options if locator is not None else ()
    return None if any(one.kind == "country" for one in around) else candidate.country


def _country_of_strange_district(candidate: Candidate, far: frozenset[str], row: RowOfPlaces) -> str | None:
    """«Зерендинский район»: where the town lies that it is called after, else the row's only far country.

    None of a district that may be called after a town of a near country, nor of one called after no town
    where the row tells of another region at home.
    """
    stem = adjective_stem(candidate.name.partition(" ")[0].lower()) if candidate.kind == "district" else None
    if stem is None:
        return None
    seats = {place.country for place in load().settlements_by_adjective(stem)}
    if not seats.isdisjoint(row.home.near_countries):
        return None
    told: AbstractSet[str] = seats & far or seats
    if not told and not _tells_of_other_region(row):
        told = far & row.named_alone & place_words().countries_of_districts
    return next(iter(told)) if len(told) == 1 else None


def _tells_of_other_region(row: RowOfPlaces) -> bool:
    home = row.home.place
    return any(one.startswith(f"{home.within[-1]}/") for one in row.regions - {home.id})


def _unlisted_country(home: HomeRegion) -> str:
    """Of the near countries the one whose districts are not all listed, home first."""
    near = (home.country, *sorted(home.neighbours))
    return next((one for one in near if one not in load().fully_listed), home.country)
