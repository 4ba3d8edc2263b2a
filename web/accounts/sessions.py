"""Sessions: signed cookies that tell who asks, and tokens that bind a form to its session."""

import hmac
from ctypes import c_bool
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from multiprocessing import Value
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from secrets import token_urlsafe

from itsdangerous import BadSignature, URLSafeTimedSerializer

from graph.office.users import Person, Role, User, Users
from ontology.errors import StoreError
from web.accounts.openid import Journey, Outsider, Provider
from web.accounts.provider import read_provider

SESSION_SECONDS = 12 * 3600
FORM_SECONDS = 24 * 3600
JOURNEY_SECONDS = 600
OUTSIDE = "outside:"
"""How what a session is bound to begins where the provider's groups gave the role."""


@dataclass(slots=True)
class SessionToken:
    """A token that opens one session without a password, for whoever started the server.

    That it was used is known to every process that was forked after it was made.
    """

    name: str
    value: str = field(default_factory=lambda: token_urlsafe(24))
    _is_used: "Synchronized[bool]" = field(default_factory=lambda: Value(c_bool, False))

    def use(self, given: str) -> bool:
        """Whether this is the token and nobody used it before; nobody can from now on."""
        with self._is_used.get_lock():
            is_used = self._is_used.value
            is_right = not is_used and hmac.compare_digest(given.encode(), self.value.encode())
            self._is_used.value = is_used or is_right
            return is_right

    @property
    def fingerprint(self) -> str:
        """What its session is bound to: another start of the server has another token."""
        return sha256(f"token\n{self.value}".encode()).hexdigest()[:16]


class Sessions:
    """The sessions of a data folder; the secret is made when the first of them is."""

    def __init__(self, data: Path, token: SessionToken | None = None) -> None:
        self.users = Users(data)
        self.token = token
        self._secret: bytes | None = None
        self._provider: Provider | None = None

    @property
    def provider(self) -> Provider | None:
        """Who else says who somebody is, as the data folder says now."""
        settings = read_provider(self.users.data)
        if settings is None:
            return None
        if self._provider is None or self._provider.settings != settings:
            self._provider = Provider(settings)
        return self._provider

    @property
    def can_sign_in(self) -> bool:
        """Whether anybody has a password."""
        return any(user.password for user in self.users.all().values())

    @property
    def secret(self) -> bytes:
        """What is signed with."""
        if self._secret is None:
            self._secret = self.users.secret()
        return self._secret

    @property
    def cookie(self) -> str:
        """The cookie's name: servers of one machine share their cookies, each data folder has its own."""
        return f"pobratim-{sha256(self.secret).hexdigest()[:8]}"

    def of_user(self, user: User) -> str:
        """The cookie of a new session of the user."""
        return self._signed(user.name, user.fingerprint)

    def of_outsider(self, outsider: Outsider) -> str | None:
        """The cookie of who signed in by the provider; None where neither the users nor a group give a role.

        Raises StoreError where somebody of that name signs in by a password here.
        """
        user, settings = self.users.all().get(outsider.name), read_provider(self.users.data)
        if user is not None:
            if user.password:
                raise StoreError("oidc-name-taken", name=user.name)
            return self.of_user(user)
        role = settings.role(outsider.groups) if settings is not None else None
        if settings is None or role is None:
            return None
        return self._signed(outsider.name, f"{OUTSIDE}{settings.digest}{role}")

    def journey_cookie(self, journey: Journey) -> str:
        """What a browser carries to the provider and back."""
        return str(self._journeys.dumps(asdict(journey)))

    def journey(self, cookie: str) -> Journey | None:
        """What it was sent with; None for what is no such cookie, or too old."""
        try:
            return Journey(**self._journeys.loads(cookie, max_age=JOURNEY_SECONDS))
        except (BadSignature, ValueError, TypeError):
            return None

    @property
    def _journeys(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="journey")

    def of_token(self, given: str) -> str | None:
        """The cookie of the session that the token opens, once."""
        if self.token is None or not self.token.use(given):
            return None
        return self._signed(self.token.name, self.token.fingerprint)

    def person(self, cookie: str) -> Person | None:
        """Who a cookie says asks; None for one that is none, or too old, or of a user who is no more."""
        try:
            name, fingerprint, nonce = self._signer.loads(cookie, max_age=SESSION_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        role = self._role(name, fingerprint)
        return Person(name, role, self.form_token(nonce)) if role is not None else None

    def _role(self, name: str, fingerprint: str) -> Role | None:
        if self.token is not None and fingerprint == self.token.fingerprint and name == self.token.name:
            return Role.PUBLISHER
        if fingerprint.startswith(OUTSIDE):
            return self._role_outside(name, fingerprint)
        user = self.users.all().get(name)
        return user.role if user is not None and user.fingerprint == fingerprint else None

    def _role_outside(self, name: str, fingerprint: str) -> Role | None:
        """The role that the provider gave somebody; none where its settings are others by now."""
        settings = read_provider(self.users.data)
        known = f"{OUTSIDE}{settings.digest}" if settings is not None else None
        is_so = known is not None and fingerprint.startswith(known) and name not in self.users.all()
        return Role(fingerprint.removeprefix(known)) if known is not None and is_so else None

    def form_token(self, nonce: str) -> str:
        """What the forms made for that nonce carry."""
        return hmac.new(self.secret, f"form\n{nonce}".encode(), sha256).hexdigest()

    def _signed(self, name: str, fingerprint: str) -> str:
        return str(self._signer.dumps((name, fingerprint, token_urlsafe(12))))

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="session")
