"""A public edition of what was read: no people, no posts, and their names struck from every text."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph.build.run import ReportInput
from ontology.gazetteer.forms import readings
from ontology.model import AgreementRef, CellName, EntryFacts, OrganisationRef, PersonRef, Report, ReportFacts
from ontology.morphology import parses
from ontology.plain import plain

STRUCK = "█"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INITIALS = re.compile(r"(?:\b[А-ЯЁA-Z]\.\s?-?){1,3}(?=█)|(?<=█)\s?(?:[А-ЯЁA-Z]\.\s?){1,3}")
_SHORTEST = 3


class Striking:
    """Strikes the names of people from texts: each letter by a mark, so that no offset moves."""

    def __init__(self, people: Iterable[PersonRef]) -> None:
        self._family, self._given = set[str](), set[str]()
        for person in people:
            words = [word for word in _WORD.findall(person.name) if len(word) >= _SHORTEST]
            for word in words:
                self._given |= readings(plain(word))
            for word in [word for word in words if not _is_given(word)] or words[-1:]:
                self._family |= readings(plain(word))

    def __call__(self, text: str) -> str:
        """The text with every word struck that may be somebody's family name, and given names beside it."""
        letters = list(text)
        words = list(_WORD.finditer(text))
        struck = [self._is_of(match[0], self._family) for match in words]
        for at in range(len(words)):
            beside = any(0 <= i < len(words) and struck[i] for i in (at - 1, at + 1, at - 2, at + 2))
            if struck[at] or (beside and self._is_of(words[at][0], self._given)):
                start, end = words[at].span()
                letters[start:end] = STRUCK * (end - start)
        return _INITIALS.sub(lambda found: re.sub(r"\w", STRUCK, found[0]), "".join(letters))

    @property
    def digest(self) -> str:
        """Whom it strikes, in short."""
        return hashlib.sha256(" ".join(sorted(self._family | self._given)).encode()).hexdigest()[:12]

    def _is_of(self, word: str, names: set[str]) -> bool:
        return word[0].isupper() and len(word) >= _SHORTEST and not readings(plain(word)).isdisjoint(names)


def _is_given(word: str) -> bool:
    """Whether the word is a first name or a patronymic, as the dictionary has them."""
    return any("Name" in parse.tag or "Patr" in parse.tag for parse in parses(word))


def public_edition(
    inputs: Sequence[ReportInput], judgements: Path, struck: Path
) -> tuple[list[ReportInput], Path]:
    """The same reports for a build with nobody in them: no person, signer or post, no name in any text.

    And the file of the decisions that name nobody, written to `struck`.
    """
    read = [one.facts() for one in inputs]
    strike = Striking(_people(read))
    lines = judgements.read_text(encoding="utf-8").splitlines(keepends=True) if judgements.is_file() else []
    kept = (line for line in lines if '"person"' not in line and strike(line) == line)
    struck.write_text("".join(kept), encoding="utf-8")
    nameless = [
        ReportInput(f"{one.key} without people {strike.digest}", _later(facts, strike))
        for one, facts in zip(inputs, read, strict=True)
    ]
    return nameless, struck


def _people(reports: Iterable[ReportFacts]) -> Iterator[PersonRef]:
    return (fact.value for report in reports for entry in report.entries for fact in entry.persons)


def _later(facts: ReportFacts, strike: Striking) -> Callable[[], ReportFacts]:
    return lambda: _struck(facts, strike)


def _struck(facts: ReportFacts, strike: Striking) -> ReportFacts:
    entries = tuple(_struck_entry(one, strike) for one in facts.entries)
    return ReportFacts(_struck_report(facts.report, entries, strike), entries)


def _struck_report(report: Report, entries: Sequence[EntryFacts], strike: Striking) -> Report:
    return replace(
        report,
        title=strike(report.title),
        entries=tuple(one.entry for one in entries),
        statements=tuple(replace(one, text=strike(one.text)) for one in report.statements),
        findings=tuple(replace(one, values=_values(one.values, strike)) for one in report.findings),
    )


def _struck_entry(facts: EntryFacts, strike: Striking) -> EntryFacts:
    """The entry's facts without people, and without their names in any text, body or document."""
    return replace(
        facts,
        entry=replace(facts.entry, cells=_cells(facts.entry.cells, strike)),
        persons=(),
        venue_orgs=tuple(replace(one, value=strike(one.value)) for one in facts.venue_orgs),
        orgs=tuple(replace(one, value=_struck_body(one.value, strike)) for one in facts.orgs),
        agreements=tuple(
            replace(one, value=_struck_agreement(one.value, strike)) for one in facts.agreements
        ),
        findings=tuple(replace(one, values=_values(one.values, strike)) for one in facts.findings),
    )


def _struck_body(body: OrganisationRef, strike: Striking) -> OrganisationRef:
    return replace(body, name=strike(body.name), short=body.short and strike(body.short))


def _struck_agreement(agreement: AgreementRef, strike: Striking) -> AgreementRef:
    about, term = agreement.about, agreement.term
    return replace(
        agreement,
        title=strike(agreement.title),
        parties=tuple(map(strike, agreement.parties)),
        about=about and replace(about, title=about.title and strike(about.title)),
        term=term and replace(term, text=strike(term.text)),
        signers=(),
    )


def _cells(cells: Mapping[CellName, str], strike: Striking) -> Mapping[CellName, str]:
    return {name: strike(text) for name, text in cells.items()}


def _values(values: Mapping[str, str], strike: Striking) -> Mapping[str, str]:
    return {name: strike(value) for name, value in values.items()}
