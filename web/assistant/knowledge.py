"""The tools of an assistant as plain functions: what they take and answer is JSON."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from ontology.errors import PobratimError
from ontology.speech import Speech
from queries.asking.reading import QuestionReading, prepare, understand
from queries.catalog import Question, questions
from queries.engine import QueryLimits
from queries.explain import Account, ExplainedGround, Proof, RowOfReport, explain_entity
from queries.run import Answer, ask, ask_text, find_question
from web.search import find
from web.site import Site

MOST_ROWS = 200
MOST_HITS = 25
MOST_FACTS = 60
MOST_ROWS_OF_GROUND = 3
SECONDS = 20.0

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The graph that a site serves, asked in one language."""

    site: Site
    lang: str

    def prepare(self) -> None:
        """Makes ready what the first answers need, so far as there is a graph; they tell what is wrong."""
        with suppress(PobratimError):
            prepare(self.site.engine)
            self.find("partners")

    def find(self, text: str, kind: str | None = None, limit: int = 10) -> Told:
        """Things of the graph that the text names, best first; `kind` narrows them."""
        explorer = self.site.explorer
        found = find(explorer.db, text, kind=kind, limit=min(limit, MOST_HITS), partly=True)
        hits = [
            {
                "iri": explorer.iri(hit.path),
                "kind": hit.kind,
                "name": self._name(hit.ru, hit.en),
                **({"post": hit.post} if hit.post else {}),
                "events": hit.events,
            }
            for hit in found.hits
        ]
        return {
            "hits": hits,
            "found": found.total,
            "not_found_words": found.missing,
            "searched_instead": found.instead,
        }

    def describe(self, iri: str) -> Told:
        """What the graph says of a thing, in words."""
        account = explain_entity(self.site.engine, iri, self.lang)
        facts = [said for fact in account.readings for said in fact.said]
        return {
            **_headed(account),
            "facts": [_said(*one) for one in dict.fromkeys((*facts, *account.known))][:MOST_FACTS],
            "rests_on": [_ground(ground, MOST_ROWS_OF_GROUND) for ground in account.grounds[:MOST_FACTS]],
        }

    def proof(self, iri: str) -> Told:
        """Where the reports say it: the row, the cell, its characters, the rule and its confidence."""
        account = explain_entity(self.site.engine, iri, self.lang)
        facts = [
            {"facts": [_said(*one) for one in fact.said], "proofs": [_proof(one) for one in fact.proofs]}
            for fact in account.readings
        ]
        grounds = [_ground(ground) for ground in account.grounds[:MOST_FACTS]]
        return {**_headed(account), "readings": facts[:MOST_FACTS], "grounds": grounds}

    def list_questions(self, group: str | None = None) -> Told:
        """The stored questions, those of one group if it is named, with their parameters."""
        return {
            "questions": [
                {
                    "name": one.name,
                    "question": one.question[self.lang],
                    "parameters": {parameter.name: parameter.type for parameter in one.parameters},
                }
                for one in questions().values()
                if group in (None, one.group)
            ]
        }

    def ask_question(self, name: str, parameters: Mapping[str, str] | None = None, rows: int = 50) -> Told:
        """The answer to a stored question."""
        find_question(name)
        given: dict[str, object] = dict(parameters or {})
        answer = ask(self.site.public_engine, name, lang=self.lang, limits=_limits(), **given)
        return self._answer(answer, rows)

    def ask(self, words: str, rows: int = 50) -> Told:
        """The answer to a question in words, how it was understood, and what was not."""
        understood = understand(self.site.engine, words, date.today())
        missing: Told = {"not_understood": understood.unknown, "places_not_in_graph": understood.absent}
        if understood.guessed:
            missing["read_instead"] = dict(understood.guessed)
        if not understood.readings:
            return {"understood": None, **missing}
        best, *others = understood.readings
        return {
            "understood": self._reading(best),
            "sure": understood.is_sure,
            **missing,
            "conditions_left_out": best.left,
            "other_readings": [self._reading(one) for one in others],
            **self.ask_question(best.question.name, best.parameters, rows),
        }

    def sparql(self, query: str, rows: int = 50) -> Told:
        """The solutions of a SPARQL SELECT query."""
        answer = ask_text(self.site.public_engine, query, lang=self.lang, limits=_limits())
        return self._answer(answer, rows)

    def coverage(self) -> Told:
        """Which reports the graph was made of, and what in them was not understood."""
        reports = self.ask_question("reports", rows=MOST_ROWS)
        silent = self.ask_question("activity-by-municipality", rows=MOST_ROWS)
        return {
            "snapshot": self.site.explorer.snapshot,
            "built": self.site.explorer.built,
            "reports": reports["rows"],
            "sides_that_reported": [{"name": row["home"], "iri": row["home_iri"]} for row in silent["rows"]],
            "note": Speech(self.lang).say("assistant.coverage"),
        }

    def _reading(self, reading: QuestionReading) -> Told:
        question: Question = reading.question
        given = {name: value for name, value in reading.parameters.items() if value}
        return {"name": question.name, "title": question.title[self.lang], "parameters": given}

    def _answer(self, answer: Answer, rows: int) -> Told:
        records = answer.records()
        return {
            "columns": {column.name: column.title[self.lang] for column in answer.columns},
            "rows": [_plain(record) for record in records[: max(1, min(rows, MOST_ROWS))]],
            "row_count": len(records),
            **({} if answer.different is None else {"different_in_first_column": answer.different}),
            "cut": answer.truncated,
        }

    def _name(self, ru: str, en: str | None) -> str:
        return en or ru if self.lang == "en" else ru


def _limits() -> QueryLimits:
    return QueryLimits(seconds=SECONDS, rows=10_000)


def _plain(record: Mapping[str, Any]) -> Told:
    """The record without what is empty; days and decimals as text."""
    return {
        name: value if isinstance(value, str | int | float | bool) else str(value)
        for name, value in record.items()
        if value is not None
    }


def _headed(account: Account) -> Told:
    return {"iri": account.iri, "kind": account.kind, "label": account.label}


def _ground(ground: ExplainedGround, most: int | None = None) -> Told:
    """What a thing rests on by its name and IRI, so far as it has them, and the first rows that say so."""
    told = {"rests_on": ground.label, "iri": ground.iri}
    rows = [_row(place) for place in ground.places[:most]]
    return {**{name: value for name, value in told.items() if value}, "rows": rows}


def _said(name: str, value: str) -> str:
    return f"{name}: {value}"


def _proof(proof: Proof) -> Told:
    told = {"quote": proof.quote, "cell": proof.cell, "characters": _characters(proof)}
    return {
        **_row(proof.place),
        **{name: value for name, value in told.items() if value is not None},
        "rule": proof.rule,
        "confidence": proof.confidence,
        **({"doubts": list(proof.doubts)} if proof.doubts else {}),
    }


def _characters(proof: Proof) -> list[int] | None:
    return None if proof.start is None or proof.end is None else [proof.start, proof.end]


def _row(place: RowOfReport) -> Told:
    return {"report": place.report, "row": place.number, "reported_by": place.reporter}
