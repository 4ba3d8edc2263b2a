"""Which of the parties share which of several documents."""

import itertools

from loaders.agreements.candidates import Party
from loaders.agreements.document import DocumentMention
from loaders.agreements.joined import goes_on
from loaders.agreements.joints import joints
from loaders.cell import Cell


def groups(cell: Cell, document: DocumentMention, found: list[Party]) -> list[list[Party]]:
    """The parties of each document that a plural tells of; all of them together where it tells of one."""
    elliptic = _elliptic_pairs(cell.text, found) or _one_with_each_in_order(cell.text, found)
    if elliptic or document.plural is False or document.point is not None:
        return elliptic or [found]
    return (
        _one_with_each(cell.text, document, found)
        or _pairs(cell.text, found)
        or _by_sides(document, found)
        or [found]
    )


def _elliptic_pairs(text: str, found: list[Party]) -> list[list[Party]]:
    """«A подписал договор с B, C – с D», «первый – между A и B, второй – между C и D»: pairs."""
    pairs = [found[i : i + 2] for i in range(0, len(found), 2)]
    if len(pairs) < 2 or len(found) % 2:
        return []
    told = all(joints().dash_and_with.fullmatch(text, one.end, other.start) for one, other in pairs[1:])
    return pairs if told or is_told_in_order(text, found) or _leave_verb_out(text, pairs) else []


def _leave_verb_out(text: str, pairs: list[list[Party]]) -> bool:
    """«A и B подписали договор о спорте, а C и D – о туризме»: whether a dash stands for each later verb."""
    return all(
        joints().and_another.fullmatch(text, one.end, other.start)
        and joints().parted_again.search(text, before[-1].end, one.start)
        and joints().dash_for_verb.match(text, other.end)
        for before, (one, other) in itertools.pairwise(pairs)
    )


def is_told_in_order(text: str, found: list[Party]) -> bool:
    """Whether «второй – между …» leads on from each pair to the next."""
    ends, starts = found[1:-1:2], found[2::2]
    told = [
        joints().told_in_order.fullmatch(text, one.end, other.start)
        for one, other in zip(ends, starts, strict=False)
    ]
    return len(found) > 2 and len(found) % 2 == 0 and all(told)


def _one_with_each_in_order(text: str, found: list[Party]) -> list[list[Party]]:
    """«одно соглашение подписано с B, другое – с C»: A with each."""
    told = [
        joints().told_in_order.fullmatch(text, one.end, other.start)
        for one, other in itertools.pairwise(found[1:])
    ]
    return [[found[0], other] for other in found[1:]] if told and all(told) else []


def _one_with_each(text: str, document: DocumentMention, found: list[Party]) -> list[list[Party]]:
    """«A заключил договоры с B, C и D»: A with each."""
    counterparts = found[1:]
    listed = all(goes_on(text[a.end : b.start]) for a, b in itertools.pairwise(counterparts))
    if not document.plural or len(counterparts) < 2 or not listed:
        return []
    led = (joints().with_somebody.search(text[: one.start]) for one in found[:2])
    return [[found[0], other] for other in counterparts] if any(led) else []


def _pairs(text: str, parties: list[Party]) -> list[list[Party]]:
    """Two by two where «и» or «с» joins each pair and a mark parts the pairs."""
    between = [text[a.end : b.start] for a, b in itertools.pairwise(parties)]
    if len(parties) < 4 or len(parties) % 2:
        return []
    joined = all(joints().joined_pair_wise.search(words) is not None for words in between[::2])
    parted = all(joints().parted_pairs.search(words) is not None for words in between[1::2])
    if not (joined and parted) and not _are_joined_by_with(between):
        return []
    return [parties[i : i + 2] for i in range(0, len(parties), 2)]


def _are_joined_by_with(between: list[str]) -> bool:
    """«A с B и C с D»: whether «с» alone joins each pair, and the next one goes on a list."""
    joined = all(joints().joined_by_with.fullmatch(words) is not None for words in between[::2])
    return joined and all(joints().goes_on_pairs.fullmatch(words) is not None for words in between[1::2])


def _by_sides(document: DocumentMention, found: list[Party]) -> list[list[Party]]:
    """«трехсторонние соглашения между A, B и C, D»: those named first with each of the others."""
    if not document.plural or document.sides is None or len(found) <= document.sides:
        return []
    common = document.sides - 1
    return [[*found[:common], other] for other in found[common:]]
