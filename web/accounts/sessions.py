"""Sessions: signed cookies that tell who asks, and tokens that bind a form to its session."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

from itsdangerous import BadSignature, URLSafeTimedSerializer

from graph.office.users import Person, Role, User, Users

SESSION_SECONDS = 12 * 3600
FORM_SECONDS = 24 * 3600


@dataclass(slots=True)
class Token:
    """A token that opens one session without a password, for whoever started the server."""

    name: str
    value: str = field(default_factory=lambda: token_urlsafe(24))
    _is_used: bool = False
    _lock: Lock = field(default_factory=Lock)

    def use(self, given: str) -> bool:
        """Whether this is the token and nobody used it before; nobody can from now on."""
        with self._lock:
            is_right = not self._is_used and hmac.compare_digest(given.encode(), self.value.encode())
            self._is_used = self._is_used or is_right
            return is_right

    @property
    def fingerprint(self) -> str:
        """What its session is bound to: another start of the server has another token."""
        return sha256(f"token\n{self.value}".encode()).hexdigest()[:16]


class Sessions:
    """The sessions of a data folder; the secret is made when the first of them is."""

    def __init__(self, data: Path, token: Token | None = None) -> None:
        self.users = Users(data)
        self.token = token
        self._secret: bytes | None = None

    @property
    def can_sign_in(self) -> bool:
        """Whether anybody has an account."""
        return bool(self.users.all())

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
        user = self.users.all().get(name)
        return user.role if user is not None and user.fingerprint == fingerprint else None

    def form_token(self, nonce: str) -> str:
        """What the forms made for that nonce carry."""
        return hmac.new(self.secret, f"form\n{nonce}".encode(), sha256).hexdigest()

    def _signed(self, name: str, fingerprint: str) -> str:
        return str(self._signer.dumps((name, fingerprint, token_urlsafe(12))))

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="session")
