"""Which text of a body has been read: each piece is marked, so that in the end the rest can be told."""

from collections.abc import Iterator

from loaders.documents.wordml import Element, chosen, is_on, m, w
from ontology.model import Finding, Severity

TEXTS = (w("t"), m("t"))
NOT_TEXT = {w(name) for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "fldData", "rt")}
SHOWN = 80
_READ, _PLACE = "read", "place"


def read_text(element: Element) -> str:
    """The element's own text, which is read from now on."""
    element.set(_READ, "1")
    return element.text or ""


def place_row(row: Element, table: int | None, index: int) -> None:
    """From now on what is not read of the row is told of this place."""
    row.set(_PLACE, f"{table} {index}")


def pass_over(element: Element) -> None:
    """All text in the element counts as read, though it says nothing here."""
    for text in element.iter(*TEXTS):
        text.set(_READ, "1")


def is_copy(box: Element, other: Element) -> bool:
    """Whether a text box is told again for older versions of Word; then it is passed over."""
    if _words(box) != _words(other):
        return False
    pass_over(box)
    return True


def clear_placeholders(body: Element) -> None:
    """Takes away the words that a form shows where nobody has filled it in."""
    for control in body.iter(w("sdt")):
        if is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            for text in control.iter(*TEXTS):
                text.text = ""


def unread(body: Element) -> Iterator[Finding]:
    """A finding for every row, and for all that is outside rows, in which shown text was not read."""
    texts: dict[str, list[str]] = {}
    for place, text in _left(body, ""):
        texts.setdefault(place, []).append(text)
    for place, said in texts.items():
        words = "".join(said).strip()
        table, row = map(int, place.split()) if place else (None, None)
        if words:
            told = {"n": str(len(words)), "words": words[:SHOWN]}
            yield Finding("unread_text", Severity.WARNING, told, table=table, row=row)


def is_deleted(row: Element) -> bool:
    """Whether the row is one that a tracked change took away."""
    return row.tag == w("tr") and row.find(f"{w('trPr')}/{w('del')}") is not None


def _left(node: Element, place: str) -> Iterator[tuple[str, str]]:
    for child in node:
        if not isinstance(child.tag, str) or child.tag in NOT_TEXT or is_deleted(child):
            continue
        inner = chosen(child)
        if inner.tag in TEXTS and inner.get(_READ) is None and inner.text:
            yield place, inner.text
        yield from _left(inner, inner.get(_PLACE) or place)


def _words(element: Element) -> list[str]:
    return [text.text or "" for text in element.iter(*TEXTS)]
