"""Files as they are: pictures, boundaries, and the built scripts, whose names change with what is in them."""

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"


class BuiltFiles(StaticFiles):
    """Files of a folder; those under `dist` may be kept for ever, the others are asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        is_built = path.startswith("dist/") and response.status_code == 200
        response.headers["cache-control"] = FOREVER if is_built else "no-cache"
        return response
