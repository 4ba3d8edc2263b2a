"""Spans on a text, cut into pieces."""

from hypothesis import given
from hypothesis import strategies as st

from ontology.marking import Piece, cut


def test_overlapping_spans_share_a_piece() -> None:
    assert cut("г. Орша, Минск", [(3, 7), (0, 7), (9, 14)]) == (
        Piece("г. ", (1,)),
        Piece("Орша", (0, 1)),
        Piece(", ", ()),
        Piece("Минск", (2,)),
    )


def test_spans_outside_the_text_mark_nothing() -> None:
    assert cut("Орша", [(10, 12)]) == (Piece("Орша", ()),)


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))))
def test_no_character_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in cut(text, spans)) == text
