"""A cell of a row, read once: what every subject asks about the text it stands in.

At the door (`regular`) a text gets its one regular form: composed letters, one script a word, no invisible
marks, one kind of space, three dashes. Subjects see only that; extraction points spans back to the document.

`Cell` holds the words by index, and answers past either end with the empty word:
    word(i) as written · plain(i) as compared (lower case, ё as е) · lemma(i) · is_word, is_capitalised,
    is_initial, is_personal, is_predicate, is_bullet · begins_sentence(i) · begins_item(i): a capital letter
    there tells nothing · slice(i, j), gap(i): the characters of words, the white space before one
    index_at(character), words_in(stretch): from characters to words
    quotes, brackets: opening → end · is_quoted(i), is_bracketed(i), quote_depth(i), bracket_depth(i);
    in_quotes(character), in_brackets(character)
    searched: the text in lower case on one line, with one kind of dash
    sentences · sentence_at, point_at, clause_at(character): the stretch around it, from wide to narrow: a
    sentence, a point of a list, a part beside a colon · points_in(stretch)

`overlap` and `contains` compare any two things with `start` and `end`; `Stretches` asks many at once.
`plain` is the one form in which words are compared; `regular` makes a text regular outside cells (headings).
What a grammar remembers of a cell (names read, words blocked) is its own; it keeps a `Cell` beside it.
"""

from loaders.cell.bounds import Extent
from loaders.cell.cell import Cell, Sentence, read_cell
from loaders.cell.entry import EntryText, read_entry
from loaders.cell.regular import in_cyrillic, regular
from loaders.cell.spans import Stretch, Stretches, contains, overlap
from loaders.cell.tokens import AND, Token
from ontology.plain import plain

__all__ = [
    "AND",
    "Cell",
    "EntryText",
    "Extent",
    "Sentence",
    "Stretch",
    "Stretches",
    "Token",
    "contains",
    "in_cyrillic",
    "overlap",
    "plain",
    "read_cell",
    "read_entry",
    "regular",
]
