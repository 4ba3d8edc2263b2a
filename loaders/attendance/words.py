"""The words about numbers of people, from attendance.yml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class AttendanceWords:
    """The entries of attendance.yml; the file tells what each is for."""

    everybody: frozenset[str]
    participant: str
    people: tuple[str, ...]
    not_people: tuple[str, ...]
    about: tuple[str, ...]
    to: str
    inflected: tuple[str, ...]
    thousand: str
    each: re.Pattern[str]
    opening: re.Pattern[str]
    total: re.Pattern[str]
    altogether: re.Pattern[str]
    total_mark: re.Pattern[str]
    added: re.Pattern[str]
    head_of_item: re.Pattern[str]
    of_them: re.Pattern[str]
    took_part: re.Pattern[str]
    partial: re.Pattern[str]
    own_size: re.Pattern[str]
    size_of_named: re.Pattern[str]
    only_delegation: re.Pattern[str]


@cache
def attendance_words() -> AttendanceWords:
    """The words, read once."""
    return read_typed(Path(__file__).with_name("attendance.yml"), AttendanceWords)
