"""A thing in the words of schema.org, for search engines that read pages."""

from typing import Any

from web.index.lists import Record

_TYPES = {
    "municipality": "AdministrativeArea", "country": "Country", "place": "Place",
    "organisation": "Organization", "person": "Person", "event": "Event",
    "agreement": "CreativeWork", "report": "Report",
}  # fmt: skip


def structured(thing: Record, iri: str, container: Record | None) -> dict[str, Any] | None:
    """The thing as JSON-LD; None for a kind that schema.org has no word for."""
    type_ = _TYPES.get(thing["kind"])
    if type_ is None:
        return None
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": type_,
        "@id": iri,
        "name": [thing["ru"], thing["en"]] if thing["en"] else thing["ru"],
    }
    if thing["lat"] is not None and thing["kind"] in ("municipality", "country", "place"):
        told["geo"] = {"@type": "GeoCoordinates", "latitude": thing["lat"], "longitude": thing["lon"]}
    if container is not None:
        inside = "location" if thing["kind"] in ("organisation", "event") else "containedInPlace"
        told[inside] = {"@type": "Place", "name": container["ru"]}
    return told
