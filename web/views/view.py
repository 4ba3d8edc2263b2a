"""How a page is made: a template, the words of one language, and links that keep it."""

import json
import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from graph.write.wording import reason_told
from ontology.speech import LANGUAGES, Speech
from ontology.speech.quotes import nested
from ontology.version import program_version
from web.embedding import PICTURES, is_embedded
from web.index.lists import short_name, unpack
from web.index.periods import covered
from web.site import explorer_of
from web.views.changes import CHANGE_COLOURS
from web.views.palette import on_screen, strength_level
from web.views.person import person_of

NO_PART_OF_IDENT = re.compile(r"[^\w.-]")
NAMED = re.compile(r"(?:«([^«»]*)» )?<(https?://[^<>\s]+)>")
"""A thing in a line of changes: what it is called, and its address."""
STATIC = Path(__file__).parents[1] / "static"
LISTS = {"event": "/events", "agreement": "/agreements"}
"""Kinds of things whose list has filters of its own."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, escaping everything; a name that a page forgot is an error, not an empty place."""
    env = Environment(
        loader=PackageLoader("web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["json"] = as_json
    env.filters["script_json"] = script_json
    env.filters["ident"] = ident
    env.filters["quoted"] = lambda words: nested(f"«{words}»")
    env.filters["host"] = lambda address: urlsplit(address).hostname or address
    env.filters["change_colour"] = CHANGE_COLOURS.__getitem__
    env.globals["version"] = program_version()
    return env


@lru_cache(maxsize=1)
def manifest() -> Mapping[str, str]:
    """The built file of each script and style sheet; empty before the first build."""
    path = STATIC / "dist" / "manifest.json"
    built: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return built


def language(request: Request) -> str:
    """The language the address asks for, else the one the explorer was set to."""
    asked = request.query_params.get("lang")
    default: str = request.app.state.settings.lang
    return asked if asked in LANGUAGES else default


class View:
    """What every template can say, for one request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.default_lang: str = request.app.state.settings.lang
        self.lang = language(request)
        self.speech = Speech(self.lang)
        self.is_embedded = is_embedded(request.scope)
        self.person = person_of(request) if not self.is_embedded else None
        self.may_embed = bool(request.app.state.settings.embed) and request.url.path in PICTURES

    def context(self) -> dict[str, Any]:
        """The names that every template may use."""
        speech = self.speech
        return {
            "view": self,
            "person": self.person,
            "lang": self.lang,
            "path": self.request.url.path,
            "t": speech.say,
            "n": speech.count,
            "num": speech.number,
            "day": speech.date,
            "days": speech.dates,
            "period_words": speech.period,
            "between": speech.between,
            "written_day": speech.written_date,
            "url": self.url,
            "id_url": self.id_url,
            "same": self.same,
            "name": self.name,
            "named_in": self.named_in,
            "short_name": self.short_name,
            "asset": asset,
            "list_of": lambda kind: LISTS.get(kind, f"/browse/{kind}"),
            "reason_words": lambda reason: reason_told(reason, speech),
            "doubt_words": lambda doubt: speech.say_if_known(f"doubt.{doubt}") or doubt,
            "rule_words": lambda rule: speech.say_if_known(f"rule.{rule}") or rule,
            "property_words": lambda name: speech.say_if_known(f"fact.{name}") or name,
            "unpack": unpack,
            "strength_level": strength_level,
            "on_screen": on_screen,
        }

    def url(self, path: str, **params: Any) -> str:
        """The address of a page in this language; parameters that are None or empty are left out."""
        pairs = [(key, value) for key, values in params.items() for value in _as_list(values)]
        if self.lang != self.default_lang:
            pairs.append(("lang", self.lang))
        return _quoted(path) + (f"?{urlencode(pairs, safe='/')}" if pairs else "")

    def id_url(self, path: str, **params: Any) -> str:
        """The address of an entity's page by its path under the entity base."""
        return self.url(f"/id/{path}", **params)

    def same(self, **changes: Any) -> str:
        """This page's address with some parameters changed; None takes one away."""
        kept = [
            (key, value)
            for key, value in self.request.query_params.multi_items()
            if key not in changes and value != "" and not (key == "lang" and value == self.default_lang)
        ]
        pairs = kept + [(key, value) for key, values in changes.items() for value in _as_list(values)]
        path = quote(self.request.url.path, safe="/:@!$&'()*+,;=~")
        return path + (f"?{urlencode(pairs, safe='/')}" if pairs else "")

    def name(self, thing: Mapping[str, Any] | Any) -> str:
        """What the thing is called in this language, or in Russian where it has no other name."""
        return nested(str((thing["en"] if self.lang == "en" else None) or thing["ru"]))

    def short_name(self, thing: Mapping[str, Any] | Any) -> str:
        """What the thing is called where there is little room."""
        return nested(short_name(thing, self.lang))

    @property
    def source(self) -> str:
        """The day and what a saved or printed page is made of."""
        return self.speech.say("files.source", when=self.speech.date(date.today()))

    @property
    def covered(self) -> str:
        """The periods that the reports cover; nothing where no graph was opened yet."""
        if self.request.app.state.site.open_snapshot is None:
            return ""
        explorer = explorer_of(self.request)
        return explorer.once(("covered", self.lang), lambda: covered(explorer.db, self.speech))

    def csrf_field(self) -> Markup:
        """The hidden field that binds a form to the session of who asks."""
        token = self.person.csrf if self.person is not None else ""
        return Markup('<input type="hidden" name="csrf" value="{}">').format(token)

    def linked(self, line: str, known: Container[str] | None = None) -> Markup:
        """A line of changes; the names of things lead to their pages, where the graph shown has them.

        `known` are the paths of those it has; untold, all of them.
        """
        base, parts = self.request.app.state.settings.base, NAMED.split(line)
        made = [escape(parts[0])]
        for label, iri, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            path = iri.removeprefix(base)
            told = f"«{label}»" if label is not None else path
            link = Markup('<a href="{}" rel="nofollow">{}</a>').format(self.id_url(path), told)
            made += [link if known is None or path in known else escape(told), escape(rest)]
        return Markup("").join(made)

    @staticmethod
    def paths_in(lines: Iterable[str], base: str) -> list[str]:
        """The paths of the things that lines of changes name."""
        return [iri.removeprefix(base) for line in lines for _, iri in NAMED.findall(line)]

    def named_in(self, thing: Mapping[str, Any] | Any) -> Markup:
        """A `lang` attribute where the thing's name is not in the page's language."""
        return Markup(' lang="ru"') if self.lang != "ru" and not thing["en"] else Markup("")


@lru_cache(maxsize=20_000)
def _quoted(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~%")


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page as HTML in the language of the request."""
    context = View(request).context() | values
    return HTMLResponse(environment().get_template(template).render(context), status_code=status)


def asset(name: str) -> str | None:
    """The address of a built script or style sheet; None before it is built."""
    built = manifest().get(name)
    return f"/static/dist/{built}" if built is not None else None


def as_json(value: Any) -> str:
    """The value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def script_json(value: Any) -> Markup:
    """The value as JSON inside a script element, which nothing in it can end."""
    written = as_json(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(written)  # noqa: S704 (no mark of HTML is left in it)


def ident(id: str) -> str:
    """The identifier as an XML document may have it."""
    return "n-" + NO_PART_OF_IDENT.sub("-", id)


def _as_list(values: Any) -> list[Any]:
    if values is None or values == "":
        return []
    return list(values) if isinstance(values, (list, tuple)) else [values]
