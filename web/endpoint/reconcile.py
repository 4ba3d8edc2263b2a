"""The Reconciliation Service API 0.2: names in a table become our things, in OpenRefine and other tools.

/reconcile                   the manifest; with `queries` candidates for names, with `extend` values
/reconcile/suggest/…         completes entities, types and properties that are being typed
/reconcile/properties        what can be fetched of the things of a type
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pyoxigraph import Literal, NamedNode
from rapidfuzz.fuzz import token_sort_ratio
from rdflib.namespace import XSD
from starlette.concurrency import run_in_threadpool

from ontology.errors import ParameterError
from ontology.plain import plain
from ontology.speech import Speech
from ontology.structure import Property, Shape, structure
from ontology.structure.model import expanded, name_of
from ontology.terms import PREFIXES
from queries.choices import best_label
from queries.texts import sparql
from web.endpoint.problems import problem
from web.http.origins import origin_of
from web.http.parameters import is_iri
from web.search import Hit, find
from web.search.lemmas import words
from web.site import engine_of, explorer_of
from web.views.view import language

router = APIRouter(tags=["reconciliation"])

KIND_OF_TYPE = {
    "Place": "place", "Municipality": "municipality", "Country": "country", "Organisation": "organisation",
    "Person": "person",
}  # fmt: skip
TYPE_OF_KIND = {kind: name for name, kind in KIND_OF_TYPE.items()}
CERTAIN, APART = 95.0, 5.0
"""The score from which the best candidate is a match, and how far it has to be from the second."""
OTHER_COUNTRY = 30.0
"""By so much a candidate of another country than the one told is less likely."""
MOST_QUERIES = 100
MOST_CANDIDATES = 25
LOOKED_AT = 60


@router.get("/reconcile", response_model=None)
async def reconcile(request: Request) -> Response:
    """`queries` is a JSON object of queries by key, `extend` one of ids and properties; else the manifest."""
    return await run_in_threadpool(_answer, request, dict(request.query_params))


@router.post("/reconcile", response_model=None)
async def reconcile_posted(request: Request) -> Response:
    form = await request.form()
    return await run_in_threadpool(_answer, request, {name: str(value) for name, value in form.items()})


def _answer(request: Request, asked: Mapping[str, str]) -> Response:
    try:
        if "queries" in asked:
            return JSONResponse(_candidates_of(request, _object(asked["queries"])))
        if "extend" in asked:
            return JSONResponse(_extended(request, _object(asked["extend"])))
    except ParameterError as error:
        return problem(request, error)
    return JSONResponse(_manifest(request))


def _manifest(request: Request) -> dict[str, object]:
    origin, lang = origin_of(request), language(request)
    return {
        "versions": ["0.2"],
        "name": Speech(lang).say("dataset.title"),
        "identifierSpace": request.app.state.settings.base,
        "schemaSpace": PREFIXES["pob"],
        "view": {"url": f"{origin}/id/{{{{id}}}}"},
        "defaultTypes": [_type(name, lang) for name in KIND_OF_TYPE],
        "suggest": {
            kind: {"service_url": origin, "service_path": f"/reconcile/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": origin, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def _type(name: str, lang: str) -> dict[str, str]:
    return {"id": name, "name": name_of(expanded(f"pob:{name}"))[lang]}


def _object(written: str) -> dict[str, Any]:
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise ParameterError("reconcile-no-object")
    return told


# ── candidates ──


def _candidates_of(request: Request, queries: dict[str, Any]) -> dict[str, object]:
    if len(queries) > MOST_QUERIES:
        raise ParameterError("reconcile-too-many", most=MOST_QUERIES)
    return {key: {"result": _candidates(request, query)} for key, query in queries.items()}


def _is_certain(scores: Sequence[float]) -> bool:
    """Whether the first of them is high, and far above the next."""
    is_apart = len(scores) < 2 or scores[0] - scores[1] >= APART
    return bool(scores) and scores[0] >= CERTAIN and is_apart


def _candidates(request: Request, query: object) -> list[dict[str, object]]:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise ParameterError("reconcile-no-query")
    text, lang = query["query"][:200], language(request)
    hits = _hits(request, text, query.get("type"))
    country = plain(str(_told_country(query.get("properties")) or ""))
    scored = sorted(
        ((_score(request, hit, text, country), hit) for hit in hits),
        key=lambda one: (-one[0], -one[1].events),
    )
    certain = _is_certain([score for score, _ in scored])
    limit = min(int(query["limit"]), MOST_CANDIDATES) if isinstance(query.get("limit"), int) else 10
    return [
        _candidate(hit, score, lang, certain and not at)
        for at, (score, hit) in enumerate(scored[: max(0, limit)])
    ]


def _candidate(hit: Hit, score: float, lang: str, certain: bool) -> dict[str, object]:
    return {
        **_suggested(hit, lang),
        "type": [_type(TYPE_OF_KIND[hit.kind], lang)],
        "score": score,
        "match": certain,
    }


def _hits(request: Request, text: str, kinds: object) -> list[Hit]:
    """What the search finds of the kinds that are asked for, of any of ours where none is."""
    wanted = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    of_ours = [KIND_OF_TYPE[one] for one in wanted if isinstance(one, str) and one in KIND_OF_TYPE]
    chosen = of_ours if of_ours else () if wanted else tuple(TYPE_OF_KIND)
    db, name = explorer_of(request).db, " ".join(words(text))  # its quotes and dashes ask for nothing
    return [hit for kind in chosen for hit in find(db, name, kind=kind, limit=LOOKED_AT, partly=True).hits]


def _score(request: Request, hit: Hit, text: str, country: str) -> float:
    """How alike the name is to any of the thing's, in hundredths; less where it is of another country."""
    asked = plain(text)
    likeness = max(token_sort_ratio(asked, plain(name)) for name in (hit.ru, hit.en) if name)
    codes = {plain(hit.country or "")} | _country_names(request, hit.country)
    return round(max(0.0, likeness - (OTHER_COUNTRY if country and country not in codes else 0.0)), 1)


def _country_names(request: Request, code: str | None) -> set[str]:
    row = (
        explorer_of(request)
        .db.execute("SELECT path, ru, en FROM thing WHERE kind = 'country' AND country = ?", (code,))
        .fetchone()
    )
    return {plain(value) for value in row if value} if row is not None else set()


def _told_country(properties: object) -> object:
    """The value of the property that says the country, if one does."""
    for one in properties if isinstance(properties, list) else ():
        if isinstance(one, dict) and one.get("pid") in ("country", "pob:inCountry", "pob:countryCode"):
            value = one.get("v")
            return value.get("id") or value.get("name") if isinstance(value, dict) else value
    return None


def _suggested(hit: Hit, lang: str) -> dict[str, object]:
    told = {"id": hit.path, "name": (hit.en if lang == "en" else hit.ru) or hit.ru}
    about = ", ".join(filter(None, (hit.detail, hit.country)))
    return {**told, "description": about} if about else dict(told)


# ── completing ──


@router.get("/reconcile/suggest/{what}", response_model=None)
def suggest(request: Request, what: str, prefix: str = "", cursor: int = 0) -> Response:
    lang, asked = language(request), plain(prefix[:100])
    if what == "entity":
        found = [
            {**_suggested(hit, lang), "notable": [_type(TYPE_OF_KIND[hit.kind], lang)]}
            for hit in _hits(request, prefix[:100], None)
        ]
    else:
        known = (_type(name, lang) for name in KIND_OF_TYPE) if what == "type" else _all_properties(lang)
        found = [dict(one) for one in known if asked in plain(one["name"]) or asked in plain(one["id"])]
    return JSONResponse({"result": found[max(0, cursor) : max(0, cursor) + MOST_CANDIDATES]})


def _all_properties(lang: str) -> Iterator[dict[str, str]]:
    seen = set[str]()
    for name in KIND_OF_TYPE:
        for one in _properties(_shape(name), lang):
            if one["id"] not in seen:
                seen.add(one["id"])
                yield one


# ── values ──


@router.get("/reconcile/properties", response_model=None)
def propose(request: Request, type: str = "Organisation", limit: int = 100) -> Response:
    chosen = type if type in KIND_OF_TYPE else "Organisation"
    found = list(_properties(_shape(chosen), language(request)))
    return JSONResponse({"type": chosen, "limit": limit, "properties": found[: max(0, limit)]})


def _known_properties(wanted: Iterable[object]) -> list[Property]:
    """Those asked for that some kind of thing has."""
    known = {_curie(one.iri): one for name in KIND_OF_TYPE for one in _shape(name).properties}
    return [known[one["id"]] for one in wanted if isinstance(one, dict) and one.get("id") in known]


def _shape(name: str) -> Shape:
    return next(one for one in structure("things") if one.name == name)


def _properties(shape: Shape, lang: str) -> Iterator[dict[str, str]]:
    yield from ({"id": _curie(one.iri), "name": name_of(one.iri)[lang]} for one in shape.properties)


def _curie(iri: str) -> str:
    prefix = max(
        (name for name, space in PREFIXES.items() if iri.startswith(space)),
        key=lambda one: len(PREFIXES[one]),
    )
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def _extended(request: Request, asked: dict[str, Any]) -> dict[str, object]:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or len(ids) > MOST_QUERIES:
        raise ParameterError("reconcile-no-extension", most=MOST_QUERIES)
    lang, chosen = language(request), _known_properties(wanted)
    meta = [{"id": _curie(one.iri), "name": name_of(one.iri)[lang]} for one in chosen]
    return {"meta": meta, "rows": {str(path): _values(request, str(path), chosen, lang) for path in ids}}


def _values(request: Request, path: str, chosen: Iterable[Property], lang: str) -> dict[str, list[object]]:
    base = request.app.state.settings.base
    found: dict[str, dict[object, list[tuple[str, str]]]] = {}
    if is_iri(base + path):
        for row in (
            engine_of(request).select(sparql("documents/said.rq"), {"thing": NamedNode(base + path)}).rows
        ):
            label = row[2]
            words = found.setdefault(row[0].value, {}).setdefault(row[1], [])  # type: ignore[union-attr]
            if isinstance(label, Literal):
                words.append((label.value, label.language or ""))
    return {
        _curie(one.iri): [_value(term, words, base, lang) for term, words in found.get(one.iri, {}).items()]
        for one in chosen
    }


def _value(term: object, words: list[tuple[str, str]], base: str, lang: str) -> object:
    if isinstance(term, NamedNode):
        return {"id": term.value.removeprefix(base), "name": best_label(words, lang) or term.value}
    assert isinstance(term, Literal)
    match term.datatype.value:
        case iri if iri == str(XSD.integer):
            return {"int": int(term.value)}
        case iri if iri == str(XSD.decimal):
            return {"float": float(term.value)}
        case iri if iri == str(XSD.date):
            return {"date": f"{term.value}T00:00:00"}
        case _:
            return {"str": term.value}
