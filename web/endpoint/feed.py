"""The changes from snapshot to snapshot as an Atom feed."""

from collections.abc import Sequence
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, tostring

from graph.changes.differences import ChangeSet
from graph.changes.telling import in_words
from graph.snapshots.snapshot import Snapshot
from ontology.speech import Speech

ATOM = "http://www.w3.org/2005/Atom"
LINES = 100
"""As many changes are told in an entry; the address that it links to has all."""


def atom(
    origin: str, served: Snapshot, pairs: Sequence[tuple[Snapshot, Snapshot, ChangeSet]], lang: str
) -> bytes:
    """An entry for each pair of snapshots, in the order given."""
    speech = Speech(lang)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    SubElement(root, "id").text = f"{origin}/changes.atom"
    SubElement(root, "title").text = speech.say("changes.feed")
    SubElement(root, "updated").text = moment(served)
    SubElement(SubElement(root, "author"), "name").text = speech.say("dataset.title")
    SubElement(
        root, "link", {"rel": "self", "href": f"{origin}/changes.atom", "type": "application/atom+xml"}
    )
    SubElement(root, "link", {"rel": "alternate", "href": f"{origin}/news", "type": "text/html"})
    for old, new, found in pairs:
        _entry(root, origin, (old, new), list(islice(in_words(found, lang), LINES)))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, origin: str, pair: tuple[Snapshot, Snapshot], lines: Sequence[str]) -> None:
    old, new = pair
    address = f"{origin}/changes?since={old.id}&until={new.id}"
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = f"urn:pobratim:snapshot:{new.id}"
    SubElement(entry, "title").text = lines[0]
    SubElement(entry, "updated").text = moment(new)
    for media_type in ("application/json", "text/turtle"):
        SubElement(entry, "link", {"rel": "alternate", "href": address, "type": media_type})
    SubElement(entry, "content", {"type": "text"}).text = "\n".join(lines)


def moment(snapshot: Snapshot) -> str:
    """When it was published, as RFC 3339 writes it."""
    return snapshot.published.replace("+00:00", "Z")
