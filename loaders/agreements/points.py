"""Documents that the points of a list tell of, one each, after one noun for all of them."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.agreements.candidates import Party, within
from loaders.agreements.clauses import points_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.joints import joints
from loaders.cell import Cell
from loaders.cell.text import squash


def each_of_list(cell: Cell, document: DocumentMention, named: Sequence[Party]) -> list[DocumentMention]:
    """«подписаны соглашения: о туризме между A и B; между C и D»: one for each point of the list."""
    if document.plural is False or document.stop != document.clause[1]:
        return []
    points = [
        piece for point in points_after(cell, document.clause[1]) for piece in _parted(cell, point, named)
    ]
    told = [point for point in points if joints().point_of_document.match(cell.text[slice(*point)])]
    if len(told) < 2 or len(told) < len(points):
        return []
    return [_of_point(cell, document, point) for point in told]


def _parted(cell: Cell, point: tuple[int, int], named: Sequence[Party]) -> list[tuple[int, int]]:
    """«о туризме – между A и B, о спорте – между C и D»: the parts of a point that name two each."""
    marks = [mark.span() for mark in joints().next_part_of_point.finditer(cell.text, *point)]
    starts, ends = [point[0], *(end for _, end in marks)], [*(start for start, _ in marks), point[1]]
    parts = list(zip(starts, ends, strict=True))
    each_tells = all(
        len(within(named, *p)) > 1 or joints().begins_with_between.match(cell.text, *p) for p in parts
    )
    return parts if each_tells else [point]


def _of_point(cell: Cell, document: DocumentMention, point: tuple[int, int]) -> DocumentMention:
    subject = joints().subject_of_point.match(cell.text[slice(*point)])
    title = squash(f"{document.title} {subject[1] or ''}") if subject is not None else document.title
    return replace(document, title=title, point=point, plural=False)
