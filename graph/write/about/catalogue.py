"""The snapshot as an entry of an open-data catalogue: DCAT-AP 3, mandatory and recommended properties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, VOID, XSD

from graph.write.about.settings import DatasetSettings
from graph.write.rdf import About, Names, day, term, text
from ontology.speech import SPEECHES
from ontology.terms import ADMS, PREFIXES, SD, VCARD

AUTHORITY = "http://publications.europa.eu/resource/authority/"
THEMES = ("data-theme/INTR", "data-theme/GOVE", "data-theme/EDUC")
"""International issues, government and public sector, education, culture and sport."""
LANGUAGE = "language/RUS"
FREQUENCY = "frequency/QUARTERLY"
PUBLIC = "access-right/PUBLIC"
FILE_TYPES = {
    "nq": ("file-type/N3", "application/n-quads"),
    "trig": ("file-type/RDF_TRIG", "application/trig"),
}  # fmt: skip
GZIP = "https://www.iana.org/assignments/media-types/application/gzip"
VOCABULARIES = ("pob", "schema", "org", "foaf", "prov", "skos", "dcterms", "geo", "gsp", "oa")


@dataclass(frozen=True, slots=True)
class Publication:
    """What goes with a graph that is published: example queries, and what this edition of it leaves out."""

    examples: tuple[Triple, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which snapshot is described: its identifier, when it was made (ISO, UTC) and by what version.

    `begins` and `ends` are the first and last day of the reports' periods; `region` is the path of the home
    region's place; `without` is what this edition leaves out, nothing of the whole one.
    """

    id: str
    issued: str
    version: str
    settings: DatasetSettings = field(default_factory=DatasetSettings)
    region: str | None = None
    begins: date | None = None
    ends: date | None = None
    without: frozenset[str] = frozenset()


def catalogue_triples(names: Names, edition: Edition) -> Iterator[Triple]:
    """The catalogue with the dataset, its publisher and contact, its distributions and its service."""
    yield from _catalogue(names)
    yield from _publisher(names, edition.settings)
    yield from _dataset(names, edition)
    yield from _coverage(names, edition)
    yield from _distributions(names, edition.settings)


def _catalogue(names: Names) -> Iterator[Triple]:
    about = About(names("catalogue"))
    yield from about.types(DCAT.Catalog)
    yield from in_both_languages(about, DCTERMS.title, "dataset.catalogue")
    yield from in_both_languages(about, DCTERMS.description, "dataset.description")
    yield from about.says(DCAT.dataset, names("dataset"))
    yield from about.says(DCAT.service, names("service"))
    yield from about.says(DCTERMS.publisher, names("publisher"))
    yield from about.says(DCTERMS.language, term(AUTHORITY + LANGUAGE))


def _publisher(names: Names, settings: DatasetSettings) -> Iterator[Triple]:
    """Who publishes; where the settings do not say, that they do not."""
    about = About(names("publisher"))
    yield from about.types(FOAF.Agent)
    if settings.publisher:
        yield from about.says(FOAF.name, text(settings.publisher))
    else:
        yield from in_both_languages(about, FOAF.name, "dataset.publisher-untold")
    if settings.page:
        yield from about.says(FOAF.homepage, term(settings.page))
    if settings.contact or settings.email:
        contact = About(names("contact"))
        yield from contact.types(VCARD.Kind)
        yield from contact.says(VCARD.fn, text(settings.contact or settings.publisher or settings.email))
        if settings.email:
            yield from contact.says(VCARD.hasEmail, NamedNode(f"mailto:{settings.email}"))


def _dataset(names: Names, edition: Edition) -> Iterator[Triple]:
    about, settings = About(names("dataset")), edition.settings
    yield from about.types(VOID.Dataset, DCAT.Dataset, SD.Dataset)
    yield from in_both_languages(about, DCTERMS.title, "dataset.title")
    yield from in_both_languages(about, DCTERMS.description, "dataset.description")
    for keyword in ("twinning", "agreements", "municipalities", "international"):
        yield from in_both_languages(about, DCAT.keyword, f"dataset.keyword.{keyword}")
    for theme in THEMES:
        yield from about.says(DCAT.theme, term(AUTHORITY + theme))
    yield from about.says(DCTERMS.publisher, names("publisher"))
    if settings.contact or settings.email:
        yield from about.says(DCAT.contactPoint, names("contact"))
    if settings.licence:
        yield from about.says(DCTERMS.license, term(settings.licence))
    if settings.address:
        yield from about.says(DCAT.landingPage, term(f"{settings.address}/"))
    yield from about.says(DCTERMS.identifier, text(edition.id))
    yield from about.says(DCTERMS.issued, Literal(edition.issued, datatype=term(XSD.dateTime)))
    yield from about.says(OWL.versionInfo, text(edition.version))
    yield from about.says(DCTERMS.language, term(AUTHORITY + LANGUAGE))
    yield from about.says(DCTERMS.accrualPeriodicity, term(AUTHORITY + FREQUENCY))
    yield from _edition(about, edition)
    yield from about.says(VOID.uriSpace, text(names.base))
    for prefix in VOCABULARIES:
        yield from about.says(VOID.vocabulary, term(PREFIXES[prefix]))


def _edition(about: About, edition: Edition) -> Iterator[Triple]:
    """Which edition it is, in words; the one without people is open to all."""
    kinds = [f"without-{one}" for one in sorted(edition.without)] or ["whole"]
    for kind in kinds:
        yield from in_both_languages(about, ADMS.versionNotes, f"dataset.edition.{kind}")
    if "people" in edition.without:
        yield from about.says(DCTERMS.accessRights, term(AUTHORITY + PUBLIC))


def _coverage(names: Names, edition: Edition) -> Iterator[Triple]:
    about = About(names("dataset"))
    if edition.region is not None:
        yield from about.says(DCTERMS.spatial, names(edition.region))
    if edition.begins is not None and edition.ends is not None:
        period = About(names("dataset/period"))
        yield from about.says(DCTERMS.temporal, period.subject)
        yield from period.types(DCTERMS.PeriodOfTime)
        yield from period.says(DCAT.startDate, day(edition.begins))
        yield from period.says(DCAT.endDate, day(edition.ends))


def _distributions(names: Names, settings: DatasetSettings) -> Iterator[Triple]:
    """The endpoint, and a dump in each format where the settings say the server's address."""
    yield from _distribution(names, settings, "sparql", names("service"))
    yield from About(names("dataset/sparql")).says(DCAT.accessService, names("service"))
    if not settings.address:
        return
    for extension, (file_type, media_type) in FILE_TYPES.items():
        address = term(f"{settings.address}/dump.{extension}.gz")
        yield from _distribution(names, settings, extension, address)
        about = About(names(f"dataset/{extension}"))
        yield from about.says(DCAT.downloadURL, address)
        yield from about.says(DCTERMS.format, term(AUTHORITY + file_type))
        yield from about.says(
            DCAT.mediaType, term(f"https://www.iana.org/assignments/media-types/{media_type}")
        )
        yield from about.says(DCAT.compressFormat, term(GZIP))
        yield from About(names("dataset")).says(VOID.dataDump, address)


def _distribution(names: Names, settings: DatasetSettings, name: str, access: NamedNode) -> Iterator[Triple]:
    about = About(names(f"dataset/{name}"))
    yield from About(names("dataset")).says(DCAT.distribution, about.subject)
    yield from about.types(DCAT.Distribution)
    yield from in_both_languages(about, DCTERMS.title, f"dataset.distribution.{name}")
    yield from about.says(DCAT.accessURL, access)
    if settings.licence:
        yield from about.says(DCTERMS.license, term(settings.licence))


def in_both_languages(about: About, predicate: str, key: str) -> Iterator[Triple]:
    """What the catalogue of words says under the key, in each language."""
    for speech in SPEECHES:
        yield from about.says(predicate, text(speech.say(key), speech.lang))
