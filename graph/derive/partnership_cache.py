"""Partnerships kept beside a snapshot with digests of their grounds: the next build derives what changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from graph.derive.derived import OrganisationShare, Partnership, SectorCount, YearCount
from graph.derive.partnerships import Derived
from graph.entities import Id

FILE_NAME = "partnerships.jsonl"


def save_derived(path: Path, derived: Mapping[Id, Derived]) -> None:
    """Writes the partnerships with their digests, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for one in derived.values():
            record = {"digest": one.digest, **asdict(one.partnership)}
            file.write(f"{json.dumps(record, ensure_ascii=False, default=date.isoformat)}\n")


def load_derived(path: Path) -> dict[Id, Derived]:
    """The partnerships of such a file by identifier; none where there is no file or it is not whole."""
    if not path.is_file():
        return {}
    try:
        found = [_read(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (ValueError, TypeError, KeyError):  # an older format: everything is derived anew
        return {}
    return {one.partnership.id: one for one in found}


def _read(record: dict[str, Any]) -> Derived:
    digest = record.pop("digest")
    counted = {
        "organisations": tuple(OrganisationShare(**{**one, **_days(one)}) for one in record["organisations"]),
        "years": tuple(YearCount(**one) for one in record["years"]),
        "sectors": tuple(SectorCount(**one) for one in record["sectors"]),
    }
    based_on = tuple(record["based_on"])
    return Derived(Partnership(**{**record, **_days(record), **counted, "based_on": based_on}), digest)


def _days(record: dict[str, Any]) -> dict[str, date | None]:
    return {key: record[key] and date.fromisoformat(record[key]) for key in ("first_contact", "last_contact")}
