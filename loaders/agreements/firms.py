"""Firms of which only the name in quotes is told: ««Гранит» и минский «Атлант» подписали договор»."""

from collections.abc import Iterator, Sequence

from loaders.agreements.declined import quoted_in_nominative
from loaders.agreements.joints import joints
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.cell.expressions import Expression

Piece = tuple[int, int]
_NEAR = 120  # characters before a run that tell who signed


def firms(cell: Cell, bodies: Sequence[Piece]) -> Iterator[tuple[str, int, int]]:
    """Each such name that stands where parties stand, beside another or alone, in the nominative."""
    text = cell.text
    quoted = [match.span("name") for match in joints().firm.finditer(text)]
    free = {one for one in quoted if not any(one[0] < end and start < one[1] for start, end in bodies)}
    for run in _runs(text, sorted((*free, *bodies))) if free else ():
        led = _follow(joints().between_firm, text, run) or _follow(joints().with_firm, text, run)
        if led or _sign(text, run):
            yield from ((_spelt(text, one, run[0], is_led=led), *one) for one in run if one in free)


def _runs(text: str, named: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Those whom only «и», «с» or a comma parts."""
    run: list[Piece] = []
    for piece in named:
        if run and joints().beside_firm.fullmatch(text, run[-1][1], piece[0]) is None:
            yield run
            run = []
        run.append(piece)
    yield run


def _follow(words: Expression, text: str, run: Sequence[Piece]) -> bool:
    return words.search(before(text, run[0][0], _NEAR)) is not None


def _sign(text: str, run: Sequence[Piece]) -> bool:
    """««Гранит» и «Атлант» подписали», «подписали «Гранит» и «Атлант»»."""
    after = plain(text[run[-1][1] : run[-1][1] + _NEAR])
    follows = joints().after_firm.match(after)
    if follows is not None and vocabulary().signing.match(after, follows.end()) is not None:
        return _follow(joints().begins_firm, text, run)
    return len(run) > 1 and vocabulary().signs_firm.search(before(plain(text), run[0][0], _NEAR)) is not None


def _spelt(text: str, one: Piece, first: Piece, *, is_led: bool) -> str:
    """The name as it stands, or in the nominative where «между», or «с» before it, governs it."""
    name = text[slice(*one)]
    is_with = joints().with_alone.search(before(text, one[0], _NEAR)) is not None
    return quoted_in_nominative(name) if is_led or (is_with and one != first) else name
