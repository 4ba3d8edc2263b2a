"""What search engines are told: robots.txt and the sitemap of every thing with a page."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from web.http.origins import origin_of
from web.site import explorer_of

router = APIRouter(tags=["crawling"])

MOST_ADDRESSES = 50_000
"""As many as the sitemap protocol allows in one file."""
KINDS = (
    "municipality", "country", "place", "organisation", "person", "agreement", "event", "report",
    "partnership",
)  # fmt: skip
_ROBOTS = """User-agent: *
Disallow: /sparql?
Disallow: /search
Disallow: /review
Sitemap: {origin}/sitemap.xml
"""


@router.get("/robots.txt", response_model=None)
def robots(request: Request) -> Response:
    return PlainTextResponse(_ROBOTS.format(origin=origin_of(request)))


@router.get("/sitemap.xml", response_model=None)
def sitemap(request: Request) -> Response:
    """Every thing with a page, those with most events first, at most as many as a sitemap may have."""
    explorer = explorer_of(request)
    marks = ", ".join("?" * len(KINDS))
    rows = explorer.db.execute(
        f"SELECT path FROM thing WHERE kind IN ({marks}) ORDER BY events DESC, path LIMIT ?",  # noqa: S608 (question marks)
        (*KINDS, MOST_ADDRESSES),
    )
    body = "".join(_lines(origin_of(request), explorer.built[:10], (path for (path,) in rows)))
    return Response(body, media_type="application/xml")


def _lines(origin: str, day: str, paths: Iterator[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path in paths:
        yield f"<url><loc>{escape(origin)}/id/{escape(path)}</loc><lastmod>{escape(day)}</lastmod></url>\n"
    yield "</urlset>\n"
