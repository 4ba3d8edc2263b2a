"""People's names and the words of their posts in the nominative; endings are in people.yml."""

from pymorphy3.analyzer import Parse

from loaders.cell.text import inflect, match_case, spelt_as
from loaders.people.heads import is_of_another
from loaders.people.names import SHARED, Name
from loaders.people.words import Endings, people_words
from ontology.morphology import parses
from ontology.plain import with_e


def nominative(name: Name, case: str | None) -> str:
    """The name in the nominative, initials before the surname; `case` is what the words about it tell."""
    if name.rule == SHARED:
        return " ".join(name.words)
    told, (case, gender) = case, _case_and_gender(name, case)
    if name.initials:
        return f"{name.initials} {surname_nominative(name.surname, case, gender)}"
    if told in _PLAIN_CASES and name.readings and all(one != told for one, _ in name.readings):
        *given, surname = name.words  # «мастерицей Сауле Ержановой»: the given name does not decline
        return " ".join((*given, surname_nominative(surname, told)))
    words = [_word_nominative(word, case, gender) for word in name.words]
    return " ".join([*words, name.bracket] if name.bracket else words)


_PLAIN_CASES = ("ablt", "datv")  # no other sounds like these


def _case_and_gender(name: Name, told: str | None) -> tuple[str | None, str | None]:
    """The case that the words about a name tell where it can be in it: «(сенатора) Артема Петрова»."""
    genders = sorted(gender for case, gender in name.readings if case == told and gender is not None)
    if genders and told != name.case:
        return told, genders[0]
    if name.case == "nomn" and told not in {None, "nomn"} and not parses(name.surname)[0].is_known:
        return told, name.gender  # «с господином Цзян Вэем»: the first word stands as it is
    return name.case or told, name.gender


def _word_nominative(word: str, case: str | None, gender: str | None) -> str:
    if word.islower() or word.endswith("."):
        return word  # «Айдын Исмаил оглы Гасанов», «Эрик О. Шульц»
    given = _given_nominative(word, case, gender) or _noun_nominative(word, case)
    return given or surname_nominative(word, case, gender)


def _given_nominative(word: str, case: str | None, gender: str | None) -> str | None:
    """The nominative of a given name or patronymic."""
    readings = [p for p in parses(word) if p.tag.case == case and p.tag.gender == gender]
    names = (p for p in (*filter(_is_known_name, readings), *filter(_is_patronymic, readings)))
    forms = (p.inflect({"nomn", "sing"}) for p in names)
    return next((spelt_as(word, form.word) for form in forms if form is not None), None)


def _is_known_name(reading: Parse) -> bool:
    return "Name" in reading.tag and bool(reading.is_known)


def _is_patronymic(reading: Parse) -> bool:
    return "Patr" in reading.tag


def _noun_nominative(word: str, case: str | None) -> str | None:
    """The nominative of a surname that is a dictionary's noun: «Соловью» is of «Соловей»."""
    if case in (None, "nomn") or any("Surn" in p.tag.grammemes for p in parses(word)):
        return None
    nouns = (p for p in parses(word) if p.is_known and {"NOUN", "sing", str(case)} <= p.tag.grammemes)
    form = next((p.inflect(frozenset({"nomn", "sing"})) for p in nouns), None)
    return spelt_as(word, form.word) if form is not None else None


def surname_nominative(surname: str, case: str | None, gender: str | None = None) -> str:
    """The surname in the nominative; unchanged where it is not declined or the case is not known."""
    if "-" in surname:
        return "-".join(surname_nominative(part, case, gender) for part in surname.split("-"))
    told = _case_of(surname, case)
    if told in (None, "nomn") or surname.lower().endswith(people_words().indeclinable):
        return surname
    found = (_with_ending(surname, *endings) for endings in _endings(str(told), gender))
    return next((name for name in found if name is not None), surname)


def _case_of(surname: str, told: str | None) -> str | None:
    """The case told, else that of its ending; a man's «Владислава» is both genitive and accusative."""
    case = told or _case_by_ending(surname)
    return "accs" if case == "gent" and surname.endswith(people_words().accusative_only) else case


def _with_ending(surname: str, ending: str, base: str) -> str | None:
    """The surname with one ending for the other; None where it has not the ending, or no stem is left."""
    stem = surname[: len(surname) - len(ending)]
    if not surname.lower().endswith(ending) or not _leaves_stem(stem, base):
        return None
    is_adjective = base == people_words().adjective_ending
    return (_adjective(surname) if is_adjective else None) or stem + base


def _endings(case: str, gender: str | None) -> Endings:
    """The endings of a case, those of the gender first; a given name may be taken for a woman's."""
    endings = people_words().endings
    women = endings["accs" if case == "accs" else "any"]
    men = endings["gent" if case == "accs" else case]
    return (*men, *women) if gender == "masc" else (*women, *men)


def _leaves_stem(stem: str, base: str) -> bool:
    """Whether an ending leaves enough of a surname, a consonant before none or «ь»: «Вэем» is of «Вэй»."""
    data = people_words()
    if len(stem) <= len(base) == 2 or not stem:
        return stem != "" and base in data.short_endings
    return len(stem) > 1 and (base not in data.after_consonant or stem[-1].lower() not in data.no_consonants)


def _adjective(surname: str) -> str | None:
    """The nominative of a surname that is a dictionary's adjective: «Крутым» is of «Крутой», not «Крутый»."""
    for reading in parses(surname):
        form = reading.inflect(frozenset({"nomn", "sing", "masc"})) if reading.tag.POS == "ADJF" else None
        if form is not None and reading.is_known:
            return match_case(surname, with_e(form.word))
    return None


def _case_by_ending(surname: str) -> str | None:
    """The case of a surname that shows it by itself."""
    for case, endings in people_words().telling_endings.items():
        if surname.lower().endswith(tuple(endings)):
            return str(case)
    return None


def is_historic(name: str) -> bool:
    """Whether a nominative name is that of a figure whose name bodies and prizes bear."""
    words = name.split()
    initial = people_words().historic.get(words[-1])
    return initial is not None and words[0].startswith(initial)


def inflect_like(word: str) -> str:
    """A post's word in the nominative singular, its gender kept."""
    if is_of_another(word):
        return word
    gender = "femn" if word.lower().endswith(people_words().feminine_endings) else "masc"
    pos = next((p.tag.POS for p in parses(word) if p.tag.POS in ("NOUN", "ADJF", "PRTF")), None)
    if pos is None or parses(word)[0].tag.POS == "ADVB":
        return word
    if pos == "NOUN":
        return inflect(word, "nomn", "sing", pos=pos)
    return inflect(word, "nomn", "sing", gender, pos=pos)
