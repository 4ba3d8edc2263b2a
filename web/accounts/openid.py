"""How the provider is asked who somebody is: the code flow of OpenID Connect, with PKCE.

The browser is sent to the provider and comes back with a code, for which this server fetches a signed token
that tells who it is. The library for it is an extra, imported where it is needed.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

import httpx

from ontology.errors import StoreError
from web.accounts.provider import FILE_NAME, ProviderSettings, is_safe

SECONDS = 10.0
"""How long the provider may take to answer."""
KEPT_SECONDS = 3600.0
"""How long what the provider tells of itself is believed."""
LEEWAY = 60
"""Seconds by which its clock and ours may differ."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
EXTRA = ("authlib", "joserfc", "httpx2")
"""The packages of the extra."""


@dataclass(frozen=True, slots=True)
class Journey:
    """What is remembered of a browser that was sent to the provider, until it comes back."""

    state: str
    nonce: str
    verifier: str
    next: str


@dataclass(frozen=True, slots=True)
class Outsider:
    """Who the provider says somebody is."""

    name: str
    groups: frozenset[str]


@dataclass(slots=True)
class Provider:
    """The provider as it is asked; what it tells of itself and its keys are kept for a while."""

    settings: ProviderSettings
    _metadata: Mapping[str, Any] = field(default_factory=dict)
    _keys: Any = None
    _until: float = 0.0

    def address(self, journey: Journey, back: str) -> str:
        """Where the browser is sent to; raises StoreError where the provider does not answer."""
        check_extra()
        with self._client(back) as client:
            told = self._told()
            address, _ = client.create_authorization_url(
                told["authorization_endpoint"], state=journey.state, nonce=journey.nonce,
                code_verifier=journey.verifier,
            )  # fmt: skip
        return str(address)

    def outsider(self, journey: Journey, code: str, back: str) -> Outsider:
        """Who came back with the code; raises StoreError where the provider's word cannot be believed."""
        check_extra()
        from authlib.integrations.base_client import OAuthError
        from joserfc.errors import JoseError

        told = self._told()
        try:
            with self._client(back) as client:
                token = client.fetch_token(
                    told["token_endpoint"], grant_type="authorization_code", code=code,
                    code_verifier=journey.verifier,
                )  # fmt: skip
            claims = self._claims(token, journey)
        except (OAuthError, JoseError, ValueError, KeyError) as error:
            raise StoreError("oidc-unbelieved", reason=str(error) or type(error).__name__) from error
        except _transport_errors() as error:
            raise StoreError("oidc-silent", issuer=self.settings.issuer, reason=str(error)) from error
        return self._read(claims)

    def _read(self, claims: Mapping[str, Any]) -> Outsider:
        name = claims.get(self.settings.name)
        if not isinstance(name, str) or not name.strip():
            raise StoreError("oidc-nameless", claim=self.settings.name, file=FILE_NAME)
        listed = claims.get(self.settings.groups) or ()
        groups = frozenset(map(str, listed if isinstance(listed, (list, tuple)) else [listed]))
        return Outsider(name.strip(), groups)

    def _claims(self, token: Mapping[str, Any], journey: Journey) -> Mapping[str, Any]:
        """The claims of the token, whose signature, issuer, audience, time and nonce are right."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError

        asked = str(token["id_token"])
        try:
            read = jwt.decode(asked, self._key_set(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            self._keys = None  # it may have another key since
            read = jwt.decode(asked, self._key_set(), algorithms=ALGORITHMS)
        settings = self.settings
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
            },
            {
                "nonce": journey.nonce, "client_id": settings.client_id,
                "access_token": token.get("access_token"),
            },
        )  # fmt: skip
        claims.validate(now=int(time.time()), leeway=LEEWAY)
        return dict(claims)

    def _told(self) -> Mapping[str, Any]:
        """What the provider tells of itself."""
        if time.monotonic() > self._until:
            issuer = self.settings.issuer
            told = self._fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if told.get("issuer") != issuer or not all(is_safe(str(told.get(one))) for one in needed):
                raise StoreError("oidc-other", issuer=issuer, file=FILE_NAME)
            self._metadata, self._keys, self._until = told, None, time.monotonic() + KEPT_SECONDS
        return self._metadata

    def _key_set(self) -> Any:
        from joserfc.jwk import KeySet

        if self._keys is None:
            self._keys = KeySet.import_key_set(self._fetched(self._metadata["jwks_uri"]))  # type: ignore[arg-type]
        return self._keys

    def _fetched(self, address: str) -> Mapping[str, Any]:
        issuer = self.settings.issuer
        try:
            told = httpx.get(address, timeout=SECONDS).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise StoreError("oidc-silent", issuer=issuer, reason=error) from error
        if not isinstance(told, dict):
            raise StoreError("oidc-other", issuer=issuer, file=FILE_NAME)
        return told

    def _client(self, back: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        settings = self.settings
        return OAuth2Client(
            settings.client_id, settings.client_secret or None, scope=settings.scope, redirect_uri=back,
            code_challenge_method="S256", timeout=SECONDS,
        )  # fmt: skip


def _transport_errors() -> tuple[type[Exception], ...]:
    """What the library's own HTTP client raises where nobody answers."""
    import httpx2

    return (httpx.HTTPError, httpx2.HTTPError)


def check_extra() -> None:
    """Raises StoreError that says how to install what signing in by a provider needs, where it is missing."""
    if not all(find_spec(name) for name in EXTRA):
        raise StoreError("oidc-missing")
