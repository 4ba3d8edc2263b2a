"""A piece of a question: words, and what they tell."""

from dataclasses import dataclass

from queries.asking.names import Named
from queries.asking.periods import DaySpan
from queries.asking.words import Meaning


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted and the least and the most that there may be of it; None where there is no such bound.

    `counted` is people, times, partners, documents, quarters, rows, confidence …; "" where it is not said.
    """

    counted: str
    least: str | None = None
    most: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionPiece:
    """Words of the question and what they tell; words that tell nothing have no meaning and no value.

    `named` are the things that they may name, the likeliest first; `is_small` marks words that only join.
    `absent` is a place of the world that the graph knows nothing of. `guessed` is the word that was read in
    place of a misspelt one, the body that a place's name was read as, or the value that tells more.
    `is_ahead` is a time that ends after today, `is_quarter` one of three months. What is `excluded` is not to
    be told of: «кроме Китая».
    """

    text: str = ""
    start: int = 0
    end: int = 0
    meanings: tuple[Meaning, ...] = ()
    span: DaySpan | None = None
    named: tuple[Named, ...] = ()
    count: Count | None = None
    absent: str = ""
    lemma: str = ""
    guessed: str = ""
    is_small: bool = False
    excluded: bool = False
    is_ahead: bool = False
    is_quarter: bool = False


Way = tuple[int, QuestionPiece]
"""How many words a piece takes, and the piece without its place in the text."""
