"""What a person's name tells of the country they act for: syllables, a given name of home or of abroad."""

from collections.abc import Sequence

from loaders.cell.text import is_syllable, syllables
from loaders.people.names import Name, is_patronymic
from loaders.people.nominative import nominative
from loaders.people.setting import Setting
from loaders.people.words import people_words
from ontology.home import load as load_home
from ontology.morphology import parses

_MOST_SYLLABLES = 2  # «Чэньси»: of a Chinese given name
_GIVEN_AND_SURNAME = 2  # «Слободан Маркович» has no patronymic


def of_syllables(setting: Setting) -> str | None:
    """«Сун Чэньси» in a row with China and Belarus: of the one country there whose names are syllables."""
    if not is_of_syllables(setting.name):
        return None
    countries = {m.place.country for m in setting.said.places}.intersection(people_words().named_by_syllables)
    return countries.pop() if len(countries) == 1 else None


def is_of_syllables(name: Name) -> bool:
    """«Сун Чэньси», «Чжан Лэй»: a name of syllables that nobody bears at home."""
    return not is_borne_at_home(name) and _are_syllables(name.words)


def _are_syllables(words: Sequence[str]) -> bool:
    """Whether a family's name of one syllable stands before one of two at most, or several of one."""
    family, *given = words
    if not given or not is_syllable(family):
        return False
    is_strange = len(given) == 1 and not parses(given[0])[0].is_known
    return all(map(is_syllable, given)) or (is_strange and syllables(given[0]) <= _MOST_SYLLABLES)


def of_given_name(setting: Setting) -> str | None:
    """A given name that is not borne at home, in a row with one country that is no neighbour."""
    home = load_home()
    abroad = {m.place.country for m in setting.said.places} - {home.country}
    is_told = len(abroad) == 1 and abroad.isdisjoint(home.neighbours)
    return abroad.pop() if is_told and not is_borne_at_home(setting.name) else None


def of_only_country_abroad(setting: Setting) -> str | None:
    """A foreign name in a row that names one foreign country."""
    if setting.name.rule != "foreign_name" or _has_given_name_of_home(setting.name):
        return None
    abroad = {m.place.country for m in setting.said.places} - {load_home().country}
    return abroad.pop() if len(abroad) == 1 else None


def of_home(setting: Setting) -> str | None:
    """Whoever bears a name of home, and of whom nothing else is told: the home side writes the report."""
    return load_home().country if is_borne_at_home(setting.name) else None


def is_borne_at_home(name: Name) -> bool:
    """Whether it has initials, a patronymic or a given name that is borne at home."""
    has_patronymic = len(name.words) > _GIVEN_AND_SURNAME and any(map(is_patronymic, name.words))
    if name.rule.startswith("initials") or name.rule == "surname_first" or has_patronymic:
        return True
    return _has_given_name_of_home(name)


def _has_given_name_of_home(name: Name) -> bool:
    return not people_words().slavic_names.isdisjoint(nominative(name, None).split())
