"""The files of home regions: the one that is chosen tells whose reports are read, the others tell nothing.

Another region is another file here, or anywhere else by its path; docs/gazetteer.md tells what it holds.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ontology.errors import ParameterError
from ontology.yaml_files import read_yaml

HERE = Path(__file__).parent
_DEFAULT_REGION = "smolensk"


@dataclass(frozen=True, slots=True)
class DistrictNames:
    """How the districts are called in a span of time, None where open; `label` and `english` hold a blank."""

    label: str
    english: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the region: its adjective, the English one, and the settlement where it is governed."""

    slug: str
    adjective: str
    english: str
    centre: str


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city that is a municipality of its own."""

    slug: str
    name: str
    english: str
    adjective: str


@dataclass(frozen=True, slots=True, eq=False)
class RegionFile:
    """What a region's file states; `region` and `borders` are identifiers of the gazetteer."""

    name: str
    region: str
    adjective: str
    borders: tuple[str, ...]
    district_names: tuple[DistrictNames, ...]
    districts: tuple[DistrictRow, ...]
    cities: tuple[CityRow, ...]

    @property
    def country(self) -> str:
        """The code of the country that the region lies in."""
        return self.region.partition("/")[0].upper()


def region_name() -> str:
    """The setting POBRATIM_REGION, the name of a region's file or its path; else Smolensk."""
    return os.environ.get("POBRATIM_REGION") or _DEFAULT_REGION


def region_digest() -> str:
    """Changes with the chosen region's name and with what its file says."""
    path = _path(region_name())
    return sha256(path.stem.encode() + path.read_bytes()).hexdigest()


def chosen_region(name: str | None = None) -> RegionFile:
    """The region's file of this name or path; without one, that of the setting.

    Raises ParameterError for a region that has no file.
    """
    settled = _settled.get() if name is None else None
    return settled or _named(name or region_name())


_settled: ContextVar[RegionFile | None] = ContextVar("region", default=None)


@contextmanager
def settled_region() -> Iterator[RegionFile]:
    """Within the block the setting is not asked again: reading one row asks for it hundreds of times."""
    region = chosen_region()
    token = _settled.set(region)
    try:
        yield region
    finally:
        _settled.reset(token)


@cache
def _named(name: str) -> RegionFile:
    return _read(_path(name))


@cache
def _path(name: str) -> Path:
    path = Path(name) if name.endswith(".yml") else HERE / f"{name}.yml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in HERE.glob("*.yml")))
        raise ParameterError("unknown-region", region=name, known=known)
    return path


@cache
def _read(path: Path) -> RegionFile:
    file: Mapping[str, Any] = read_yaml(path)
    return RegionFile(
        name=path.stem,
        region=file["region"],
        adjective=file["adjective"],
        borders=tuple(file["borders"]),
        district_names=tuple(
            DistrictNames(row["form"], row["en"], row.get("from"), row.get("until"))
            for row in file["district_names"]
        ),
        districts=tuple(
            DistrictRow(slug, row["adjective"], row["en"], row["centre"])
            for slug, row in file["districts"].items()
        ),
        cities=tuple(
            CityRow(slug, row["name"], row["en"], row["adjective"]) for slug, row in file["cities"].items()
        ),
    )
