"""Writes the tables of rules in docs/extraction.md: python -m tools.tell_rules.

Which rules a field has, and phrases that they read, stand in tools/rules.yml; what each is called is the
catalogue's, as readers of a proof are told; a status of an agreement has its phrase where its words are.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loaders.agreements.words import vocabulary
from ontology.speech import Speech
from ontology.yaml_files import read_yaml

PAGE = Path(__file__).parents[1] / "docs" / "extraction.md"
PART, NEXT_PART = "\n## The rules\n", "\n## "
_SECTION = re.compile(r"^### (?P<fields>[\w., ]+)\n\n(?P<table>\|.*\n)+", re.MULTILINE)
_HEAD = "| rule | reads | such as |\n|---|---|---|\n"

Phrases = Mapping[str, str]
"""What each rule of a field reads, in its own words where it has any."""


@cache
def rules_of_fields() -> Mapping[str, Phrases]:
    """The rules of tools/rules.yml, by the fields that have them."""
    told: Mapping[str, Phrases] = read_yaml(Path(__file__).with_name("rules.yml"))
    return told


def with_rules(page: str) -> str:
    """The page with a table for each field under «The rules»; what is told beside the tables stays."""
    before, rest = page.split(PART, 1)
    part, after = rest.split(NEXT_PART, 1)
    return f"{before}{PART}{_SECTION.sub(_section, part)}{NEXT_PART}{after}"


def _section(match: re.Match[str]) -> str:
    fields = match["fields"]
    rows = (_row(rule, phrase) for rule, phrase in rules_of_fields()[fields].items())
    return f"### {fields}\n\n{_HEAD}{''.join(rows)}"


def _row(rule: str, phrase: str) -> str:
    such_as = phrase or _phrases_of_statuses().get(rule, "")
    return f"| `{rule}` | {Speech('en').say(f'rule.{rule}')} | {such_as} |\n"


@cache
def _phrases_of_statuses() -> Phrases:
    words = vocabulary()
    return {rule.name: f"«{rule.example}»" for rule in (*words.statuses, *words.lives) if rule.example}


if __name__ == "__main__":
    PAGE.write_text(with_rules(PAGE.read_text("utf-8")), "utf-8")
