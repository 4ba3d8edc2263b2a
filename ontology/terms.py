"""The few names that code needs from the ontology and from the vocabularies it stands on.

`ontology/pobratim.ttl` is the source; a test holds these names against it. Attributes are spelt as the
terms are, in mixed case.
"""
# ruff: noqa: N815

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

SCHEMES = "https://w3id.org/pobratim/ontology/"
"""Concept schemes are under it by name, concepts under their scheme by code."""


class POB(DefinedNamespace):
    """The terms of this ontology."""

    _NS = Namespace("https://w3id.org/pobratim/ontology#")
    _fail = True

    # classes
    Agreement: URIRef
    AgreementStage: URIRef
    Contradiction: URIRef
    Country: URIRef
    DatedName: URIRef
    District: URIRef
    Entry: URIRef
    Event: URIRef
    Finding: URIRef
    Merge: URIRef
    Municipality: URIRef
    Organisation: URIRef
    OrganisationShare: URIRef
    Partnership: URIRef
    Person: URIRef
    Place: URIRef
    Region: URIRef
    Report: URIRef
    SectorCount: URIRef
    Settlement: URIRef
    Tally: URIRef
    Twinning: URIRef
    YearCount: URIRef

    # properties
    about: URIRef
    activePartner: URIRef
    activeSide: URIRef
    activeSideCount: URIRef
    agreementCount: URIRef
    agreementType: URIRef
    amends: URIRef
    atEvent: URIRef
    basedOn: URIRef
    begunAgreementCount: URIRef
    begunEventCount: URIRef
    between: URIRef
    byOrganisation: URIRef
    bySector: URIRef
    carriesOut: URIRef
    cell: URIRef
    centre: URIRef
    code: URIRef
    concerns: URIRef
    confidence: URIRef
    confidenceSum: URIRef
    contentText: URIRef
    contradiction: URIRef
    countedEventCount: URIRef
    country: URIRef
    countryCode: URIRef
    countryGroup: URIRef
    datePrecision: URIRef
    datesText: URIRef
    decidedBy: URIRef
    describes: URIRef
    documentNumber: URIRef
    doubt: URIRef
    end: URIRef
    endedOn: URIRef
    ends: URIRef
    entryCount: URIRef
    eventCount: URIRef
    eventType: URIRef
    factCount: URIRef
    finding: URIRef
    findingCount: URIRef
    firstContact: URIRef
    geonamesId: URIRef
    homeAgreementCount: URIRef
    homeEventCount: URIRef
    homePartnershipCount: URIRef
    homeSide: URIRef
    inCountry: URIRef
    inReport: URIRef
    isoCode: URIRef
    lastContact: URIRef
    lastEvidence: URIRef
    leastParticipants: URIRef
    lowestConfidence: URIRef
    mainSector: URIRef
    meansToTwinWith: URIRef
    mentionedIn: URIRef
    merged: URIRef
    message: URIRef
    missing: URIRef
    mode: URIRef
    mostParticipants: URIRef
    name: URIRef
    number: URIRef
    ofPlace: URIRef
    onDate: URIRef
    organisationKind: URIRef
    origin: URIRef
    participant: URIRef
    participantsMax: URIRef
    participantsMin: URIRef
    participantsText: URIRef
    partner: URIRef
    partnerCountry: URIRef
    partnerOrganisation: URIRef
    partnershipCount: URIRef
    party: URIRef
    period: URIRef
    periodEnd: URIRef
    periodStart: URIRef
    placeKind: URIRef
    placeText: URIRef
    post: URIRef
    prolongs: URIRef
    prolongsItself: URIRef
    rank: URIRef
    reason: URIRef
    remedy: URIRef
    replaces: URIRef
    reportedBy: URIRef
    resumes: URIRef
    row: URIRef
    rule: URIRef
    saidAt: URIRef
    scope: URIRef
    score: URIRef
    section: URIRef
    sector: URIRef
    severity: URIRef
    sha256: URIRef
    shareOf: URIRef
    shortLabel: URIRef
    signedAgreementCount: URIRef
    signedAt: URIRef
    signedNotAfter: URIRef
    signedNotBefore: URIRef
    signedOn: URIRef
    signer: URIRef
    since: URIRef
    stage: URIRef
    start: URIRef
    statedEnd: URIRef
    statedIn: URIRef
    statedStart: URIRef
    statement: URIRef
    status: URIRef
    strength: URIRef
    subsection: URIRef
    supplements: URIRef
    suspends: URIRef
    table: URIRef
    tallyCountry: URIRef
    tallyEventType: URIRef
    tallyIncompleteEvent: URIRef
    tallyLocation: URIRef
    tallyMode: URIRef
    tallyMonth: URIRef
    tallyOrigin: URIRef
    tallyParticipant: URIRef
    tallyPartner: URIRef
    tallyPeriod: URIRef
    tallyPromise: URIRef
    tallyReport: URIRef
    tallyRule: URIRef
    tallySector: URIRef
    tallySharedEvent: URIRef
    tallySide: URIRef
    tallyWithin: URIRef
    tallyYear: URIRef
    term: URIRef
    termMonths: URIRef
    titleText: URIRef
    twinned: URIRef
    twinnedWith: URIRef
    until: URIRef
    validUntil: URIRef
    value: URIRef
    venue: URIRef
    withinAgreementCount: URIRef
    withinEventCount: URIRef
    withinHomeSideCount: URIRef
    withinPartnershipCount: URIRef
    year: URIRef
    yearly: URIRef


class OA(DefinedNamespace):
    """Web Annotation: what evidence is written in."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    Annotation: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    hasTarget: URIRef
    start: URIRef


class SD(DefinedNamespace):
    """SPARQL service description."""

    _NS = Namespace("http://www.w3.org/ns/sparql-service-description#")
    _fail = True

    Dataset: URIRef
    Graph: URIRef
    NamedGraph: URIRef
    Service: URIRef
    DereferencesURIs: URIRef
    SPARQL11Query: URIRef
    defaultDataset: URIRef
    defaultGraph: URIRef
    endpoint: URIRef
    extensionFunction: URIRef
    feature: URIRef
    graph: URIRef
    name: URIRef
    namedGraph: URIRef
    resultFormat: URIRef
    supportedLanguage: URIRef


class VOID_EXT(DefinedNamespace):  # noqa: N801 (the namespace's own name)
    """What VoID lacks for partitions by datatype."""

    _NS = Namespace("http://ldf.fi/void-ext#")
    _fail = True

    datatype: URIRef
    datatypePartition: URIRef


class VCARD(DefinedNamespace):
    """Whom to ask."""

    _NS = Namespace("http://www.w3.org/2006/vcard/ns#")
    _fail = True

    Kind: URIRef
    fn: URIRef
    hasEmail: URIRef


class DASH(DefinedNamespace):
    """What builders of forms and queries know beside SHACL."""

    _NS = Namespace("http://datashapes.org/dash#")
    _fail = True

    LabelRole: URIRef
    propertyRole: URIRef


class ADMS(DefinedNamespace):
    """What DCAT-AP takes from the asset description vocabulary."""

    _NS = Namespace("http://www.w3.org/ns/adms#")
    _fail = True

    versionNotes: URIRef


class AS(DefinedNamespace):
    """Activity Streams: what became of a thing in a version."""

    _NS = Namespace("https://www.w3.org/ns/activitystreams#")
    _fail = True

    Create: URIRef
    Delete: URIRef
    Update: URIRef


class LDES(DefinedNamespace):
    """Linked Data Event Streams."""

    _NS = Namespace("https://w3id.org/ldes#")
    _fail = True

    EventStream: URIRef
    timestampPath: URIRef
    versionDeleteObject: URIRef
    versionOfPath: URIRef


class TREE(DefinedNamespace):
    """Collections in pages."""

    _NS = Namespace("https://w3id.org/tree#")
    _fail = True

    GreaterThanOrEqualToRelation: URIRef
    Node: URIRef
    Relation: URIRef
    member: URIRef
    node: URIRef
    path: URIRef
    relation: URIRef
    shape: URIRef
    value: URIRef
    view: URIRef


class WGS84(DefinedNamespace):
    """Latitude and longitude."""

    _NS = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
    _fail = True

    lat: URIRef
    long: URIRef


class RS(DefinedNamespace):
    """The W3C's vocabulary for the rows of an answer."""

    _NS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
    _fail = True

    ResultSet: URIRef
    binding: URIRef
    index: URIRef
    resultVariable: URIRef
    solution: URIRef
    value: URIRef
    variable: URIRef


PREFIXES = {
    "pob": str(POB._NS),
    "sector": f"{SCHEMES}sector/",
    "type": f"{SCHEMES}event-type/",
    "status": f"{SCHEMES}status/",
    "agreement": f"{SCHEMES}agreement-type/",
    "kind": f"{SCHEMES}organisation-kind/",
    "ldes": str(LDES._NS),
    "mode": f"{SCHEMES}mode/",
    "strength": f"{SCHEMES}strength/",
    "adms": str(ADMS._NS),
    "as": str(AS._NS),
    "dash": str(DASH._NS),
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": str(WGS84._NS),
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "oa": str(OA._NS),
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": str(SD._NS),
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tree": str(TREE._NS),
    "vann": "http://purl.org/vocab/vann/",
    "vcard": str(VCARD._NS),
    "void-ext": str(VOID_EXT._NS),
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What every query may use without declaring it; the entity base joins them as `id`."""


def concept(scheme: str, code: str) -> str:
    """The IRI of the concept with that code in that scheme («sector», «status» …)."""
    return f"{SCHEMES}{scheme}/{code}"
