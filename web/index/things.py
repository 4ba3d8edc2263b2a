"""The steps that fill the index with what partnerships are made of: places, bodies, people, names."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ontology.vocabulary import concepts
from web.index.filling import IndexedThing, IndexFilling, code_of, code_or_none, gathered
from web.index.rows import Row

PLACE_KINDS = {"Municipality": "municipality", "Country": "country"}
DETAILS = {"Region": "region", "District": "district", "Settlement": "settlement"}


def add_names(filling: IndexFilling) -> None:
    """Every label is at hand before the first thing is added."""
    for row in filling.ask("labels"):
        filling.names.setdefault(row["thing"], {})[row.get("lang", "")] = row["label"]


def add_concepts(filling: IndexFilling) -> None:
    """Sectors, types, statuses and kinds with their names and definitions."""
    filling.fill(
        "concept",
        (
            (
                one.scheme, one.code, one.labels["ru"], one.labels["en"],
                one.definitions.get("ru"), one.definitions.get("en"), one.rank,
            )
            for one in concepts().values()
        ),
    )  # fmt: skip


def add_places(filling: IndexFilling) -> None:
    """Municipalities, countries and other places, then what contains them."""
    # A place has its general class and a special one: the special one says what kind of thing it is.
    found = sorted(filling.ask("places"), key=lambda row: code_of(row["class"]) == "Place")
    filling.add(_place(row) for row in found)
    filling.db.executemany("UPDATE thing SET within = ? WHERE id = ?", _containers(filling, found))


def _place(row: Row) -> IndexedThing:
    name = code_of(row["class"])
    return IndexedThing(
        row["place"],
        PLACE_KINDS.get(name, "place"),
        detail=row.get("kind") or DETAILS.get(name),
        country=row.get("code"),
        short=row.get("short"),
        lat=row.get("lat"),
        lon=row.get("long"),
    )


def _containers(filling: IndexFilling, places: Iterable[Row]) -> Iterator[tuple[int | None, int | None]]:
    """The container and the place within, of several containers the nearest last: it lies in most others."""
    told = [row for row in places if row.get("within")]
    depth = Counter(row["place"] for row in told)
    for row in sorted(told, key=lambda row: depth[row["within"]]):
        container = filling.number(row["within"])
        if container is not None:
            yield container, filling.number(row["place"])


def add_organisations(filling: IndexFilling) -> None:
    """Organisations with kind, country and place."""
    filling.add(
        IndexedThing(
            iri,
            "organisation",
            detail=code_or_none(row.get("organisationKind")),
            country=row.get("countryCode"),
            within=row.get("location"),
        )
        for iri, row in gathered(filling.ask("organisations"), "organisation").items()
    )


def add_people(filling: IndexFilling) -> None:
    """People with the country they act for."""
    filling.add(
        IndexedThing(
            row["person"], "person", country=row.get("country", "").rpartition("/")[2].upper() or None
        )
        for row in filling.ask("people")
    )


def add_posts(filling: IndexFilling) -> None:
    """Posts that people held."""
    number = filling.number
    filling.fill(
        "post",
        (
            (
                number(row["person"]), row.get("post"),
                number(row.get("organisation")), number(row.get("event")),
            )
            for row in filling.ask("posts")
        ),
    )  # fmt: skip


def add_twinnings(filling: IndexFilling) -> None:
    """Pairs of places called twins."""
    pairs = ((filling.number(row["place"]), filling.number(row["twin"])) for row in filling.ask("twinnings"))
    filling.fill("twinning", (pair for pair in pairs if None not in pair))


def add_other_names(filling: IndexFilling) -> None:
    """Other and former names of things."""
    for query in ("other-names", "former-names"):
        filling.fill(
            "other_name",
            (
                (filling.number(row["thing"]), row["name"], row.get("since"), row.get("until"))
                for row in filling.ask(query)
                if filling.number(row["thing"]) is not None
            ),
        )
