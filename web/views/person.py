"""Who asks for a page, as the scope of the request tells."""

from fastapi import Request
from starlette.types import Scope

from graph.office.users import Person

PERSON = "pobratim.person"
"""The key of a scope under which it is told."""


def person_of(request: Request) -> Person | None:
    """Who signed in, or None."""
    return person_in(request.scope)


def person_in(scope: Scope) -> Person | None:
    """Who signed in, or None."""
    person = scope.get(PERSON)
    return person if isinstance(person, Person) else None
