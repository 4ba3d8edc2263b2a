"""A snapshot as an RO-Crate: the graph, what people decided, the office's words, how it was built."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from graph.judgements import FILE_NAME as JUDGEMENTS
from graph.snapshots.durable import MANIFEST
from graph.snapshots.export import export
from graph.write.about.settings import DatasetSettings, read_dataset_settings
from ontology.own_words import FILE_NAME as LEXICON
from ontology.speech import Speech
from ontology.structure import shape_triples
from queries.engine.addresses import prefixes_with
from queries.engine.serialise import TURTLE, write_triples
from queries.exports.model import ExportSource
from queries.exports.tables import FIRST_DAY

METADATA = "ro-crate-metadata.json"
GRAPH, SHAPES = "graph.nq.gz", "shapes.ttl"
_N_QUADS = {"@id": "https://www.w3.org/TR/n-quads/"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the crate; the catalogue of words tells what it is, as `crate.<key>`."""

    name: str
    key: str
    media_type: str
    content: bytes


def write_crate(source: ExportSource, output: BinaryIO) -> None:
    """A ZIP archive that is an RO-Crate 1.1; the same snapshot gives the same bytes."""
    parts = list(_parts(source))
    with ZipFile(output, "w", ZIP_STORED) as archive:
        archive.writestr(
            ZipInfo(METADATA, FIRST_DAY), json.dumps(_metadata(source, parts), ensure_ascii=False, indent=1)
        )
        for part in parts:
            archive.writestr(ZipInfo(part.name, FIRST_DAY), part.content)


def _parts(source: ExportSource) -> Iterator[_Part]:
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as file:
        export(source.store, "nq", file, base=source.base)  # type: ignore[arg-type]  # a binary file
    yield _Part(GRAPH, "graph", "application/gzip", packed.getvalue())
    shapes = write_triples(TURTLE, list(shape_triples()), prefixes_with(source.base))
    yield _Part(SHAPES, "shapes", "text/turtle", shapes)
    yield _Part(MANIFEST, "manifest", "application/json", (source.snapshot.path / MANIFEST).read_bytes())
    for name, key, media_type in (
        (JUDGEMENTS, "judgements", "application/jsonl"),
        (LEXICON, "lexicon", "application/yaml"),
    ):
        path = source.data / name
        if path.is_file():
            yield _Part(name, key, media_type, path.read_bytes())


def _metadata(source: ExportSource, parts: list[_Part]) -> dict[str, object]:
    speech, settings = Speech(source.lang), read_dataset_settings(source.data)
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            _root(source, speech, settings, parts),
            _licence(speech, settings),
            _publisher(speech, settings),
            {"@id": _N_QUADS["@id"], "@type": "WebSite", "name": "N-Quads"},
            *(_file(part, speech) for part in parts),
        ],
    }


def _root(
    source: ExportSource, speech: Speech, settings: DatasetSettings, parts: list[_Part]
) -> dict[str, object]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": speech.say("dataset.title"),
        "description": speech.say("dataset.description"),
        "identifier": source.snapshot.id,
        "datePublished": source.snapshot.published[:10],
        "license": {"@id": _licence(speech, settings)["@id"]},
        "publisher": {"@id": "#publisher"},
        "hasPart": [{"@id": part.name} for part in parts],
    }


def _licence(speech: Speech, settings: DatasetSettings) -> dict[str, object]:
    told = settings.licence
    name = told or speech.say("crate.licence-untold")
    return {"@id": told or "#licence", "@type": "CreativeWork", "name": name, "description": name}


def _publisher(speech: Speech, settings: DatasetSettings) -> dict[str, object]:
    name = settings.publisher or speech.say("dataset.publisher-untold")
    return {
        "@id": "#publisher",
        "@type": "Organization",
        "name": name,
        **({"url": settings.page} if settings.page else {}),
    }


def _file(part: _Part, speech: Speech) -> dict[str, object]:
    told: dict[str, object] = {
        "@id": part.name,
        "@type": "File",
        "name": speech.say(f"crate.{part.key}"),
        "encodingFormat": [part.media_type, _N_QUADS] if part.name == GRAPH else part.media_type,
        "contentSize": str(len(part.content)),
    }
    return told
