"""The signs of how an event was held, from mode.yml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class ModeSigns:
    """The entries of mode.yml, expressions over a cell as it is searched; the file tells what each is for."""

    remote_place: tuple[str, ...]
    not_remote: tuple[str, ...]
    remote_title: tuple[str, ...]
    mixed: tuple[str, ...]
    mixed_needs: tuple[str, ...]
    joined_from_afar: str
    in_person_part: str
    remote_part: str
    remote_needs: tuple[str, ...]
    event: str
    held: str
    remotely: str
    on_platform: str
    all_remotely: str
    part_of_event: re.Pattern[str]
    took_part: str
    into: str
    remote_bridge: str
    remote_event: str
    remote_bracket: str
    of_afar: tuple[str, ...]


@cache
def mode_signs() -> ModeSigns:
    """The signs, read once."""
    return read_typed(Path(__file__).with_name("mode.yml"), ModeSigns)
