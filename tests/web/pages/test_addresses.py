"""Every address of a page is told in docs/explorer.md."""

import re
from pathlib import Path

from fastapi import FastAPI

from web.pages import ROUTERS

DOCUMENT = Path(__file__).parents[3] / "docs" / "explorer.md"


def test_every_address_is_in_the_documentation() -> None:
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    told = DOCUMENT.read_text(encoding="utf-8")
    addresses = {re.split(r"\.?\{", path)[0].rstrip("/") or "/" for path in app.openapi()["paths"]}
    untold = sorted(one for one in addresses if f"`{one}" not in told)
    assert untold == [], "tell them in docs/explorer.md"
