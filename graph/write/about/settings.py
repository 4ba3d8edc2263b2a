"""What the office says of its data: publisher, contact, licence, address; a file of the data folder."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ontology.errors import InputError

DATASET_FILE = "dataset.yml"


@dataclass(frozen=True, slots=True)
class DatasetSettings:
    """The fields of `dataset.yml`; "" of what it does not say.

    `address` is where the server is reached, without a slash at the end; `licence` and `page` are IRIs.
    """

    publisher: str = ""
    page: str = ""
    contact: str = ""
    email: str = ""
    licence: str = ""
    address: str = ""


def read_dataset_settings(data: Path) -> DatasetSettings:
    """What the data folder's `dataset.yml` says, nothing where there is none.

    Raises InputError naming the entry that is unknown, no text, or no address.
    """
    path = data / DATASET_FILE
    if not path.exists():
        return DatasetSettings()
    try:
        told: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise InputError("dataset-file-unread", file=DATASET_FILE, reason=_first_line(error)) from error
    known = {field.name for field in fields(DatasetSettings)}
    if not isinstance(told, dict) or not told.keys() <= known:
        wrong = (
            ", ".join(map(str, told.keys() - known)) if isinstance(told, dict) else str(type(told).__name__)
        )
        raise InputError(
            "dataset-file-unknown", file=DATASET_FILE, entry=wrong, known=", ".join(sorted(known))
        )
    for name, value in told.items():
        _check(name, value)
    return DatasetSettings(**told)


def _check(name: str, value: object) -> None:
    if not isinstance(value, str) or len(value) > 500:
        raise InputError("dataset-file-no-text", file=DATASET_FILE, entry=name)
    if name in ("page", "licence", "address") and value and not _is_web_address(value):
        raise InputError("dataset-file-no-address", file=DATASET_FILE, entry=name, value=value)
    if name == "email" and value and not _is_mail_address(value):
        raise InputError("dataset-file-no-address", file=DATASET_FILE, entry=name, value=value)


def _is_web_address(value: str) -> bool:
    parts = urlsplit(value)
    is_written_so = not any(letter.isspace() or letter in '<>"{}|\\^`' for letter in value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and is_written_so


def _is_mail_address(value: str) -> bool:
    return "@" in value and not any(letter.isspace() for letter in value)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
