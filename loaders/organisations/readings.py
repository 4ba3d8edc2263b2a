"""What forms a word can be: the readings as a noun, as an adjective, and what they tell."""

from pymorphy3.analyzer import Parse

from loaders.cell import AND as AND
from loaders.cell import Cell
from loaders.organisations.lexicon import lexicon
from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import parses
from ontology.remembered import remembered

LINKS = frozenset({",", AND})
"""What goes on a list."""
_LONGEST_ACRONYM = 7
_UNLIKELY = 0.02
_NOT_NOMINAL = frozenset(
    {"VERB", "INFN", "GRND", "PRTS", "ADVB", "PREP", "CONJ", "PRCL", "NPRO", "COMP", "ADJS", "INTJ"}
)
_ADJECTIVES = frozenset({"ADJF", "PRTF"})

Form = tuple[str, str, str | None]  # case, number, gender (None in the plural)


@remembered
def noun_readings(word: str) -> tuple[Parse, ...]:
    """The readings of the word as a noun, none where it is likeliest a verb, adverb or preposition."""
    readings = parses(word)
    if readings[0].tag.POS in _NOT_NOMINAL and readings[0].score > 0.7:
        return ()
    return tuple(p for p in readings if p.tag.POS == "NOUN" and p.tag.case is not None)


@remembered
def adjective_readings(word: str) -> tuple[Parse, ...]:
    """The readings of the word as a full adjective or participle, pronouns aside.

    «Горецкий» is in the dictionary as a surname only: such a word is read as the adjective that ends alike.
    """
    readings = tuple(
        p
        for p in parses(word)
        if p.tag.POS in _ADJECTIVES and "Apro" not in p.tag.grammemes and p.score > _UNLIKELY
    )
    if readings and readings[0].is_known:
        return readings
    return _alike(word) or readings  # «Жодинского» is no form of «жодинской»


def _alike(word: str) -> tuple[Parse, ...]:
    """The readings of the dictionary's adjective that ends as one of a place does."""
    stem, known = adjective_stem(word.lower()), lexicon()
    if stem is None or not stem.endswith(tuple(known.words.place_stems)) or stem in known.words.place_model:
        return ()
    (model,) = known.words.place_model
    return adjective_readings(model + word[len(stem) :])


def form_of(reading: Parse) -> Form:
    """Case, number and gender of a reading; cases that sound alike are one."""
    number = reading.tag.number or "sing"
    return (
        _CASES.get(reading.tag.case, reading.tag.case),
        number,
        reading.tag.gender if number == "sing" else None,
    )


_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}


def is_acronym(text: str, most: int = _LONGEST_ACRONYM) -> bool:
    """Whether a word is two Cyrillic capitals or more and nothing else."""
    return 2 <= len(text) <= most and text.isalpha() and text.isupper() and not text.isascii()


def is_adjective(cell: Cell, index: int) -> bool:
    """Whether the word can be a full adjective."""
    return is_adjectival(cell.word(index))


@remembered
def is_adjectival(word: str) -> bool:
    """Whether the word, any by itself, can be a full adjective."""
    return word[:1].isalpha() and bool(adjective_readings(word))
