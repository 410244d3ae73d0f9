"""Who is here and what they may do: sign-in, rights, forged forms, headers."""

from __future__ import annotations

import hmac
import secrets
import time
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from flask import Flask, Response, g, request, session
from sqlalchemy import bindparam, select, true
from werkzeug.exceptions import Forbidden, HTTPException, NotFound, SecurityError

from . import i18n
from .db import reading
from .domain.setup.company import CompanyInformation
from .domain.users.rights import Area, Right
from .domain.users.user import User, owners

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LARGEST_WITH_FILES = 52_000_000
SIGNED_IN_FOR = 12 * 3600
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

BEFORE_SETUP = {"static", "home.health", "account.welcome", "account.welcome_now", "account.language"}
"""All that answers while there is no company."""

View = TypeVar("View", bound=Callable[..., Any])


class Access(NamedTuple):
    """What a view asks of its visitor: nothing, to be signed in, or a right in an area."""

    signed_in: bool
    area: Area | None = None
    right: Right | None = None


def public(view: View) -> View:
    view.access = Access(False)  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    view.access = Access(True)  # type: ignore[attr-defined]
    return view


def needs(area: Area | str, right: Right) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = Access(True, Area(area), right)  # type: ignore[attr-defined]
        return view

    return mark


def takes_files(view: View) -> View:
    """Its form may bring a file along, as large as the setup can allow."""
    view.largest = LARGEST_WITH_FILES  # type: ignore[attr-defined]
    return view


class SignInFirst(HTTPException):
    code = 401


class TooOld(HTTPException):
    """The form does not carry this session's token: an old page, or a forgery."""

    code = 400


class NotSetUp(HTTPException):
    """There is no company yet."""

    code = 403


class MissingRight(Forbidden):
    """Says which right is missing and who can grant it."""

    def __init__(self, area: Area, right: Right) -> None:
        super().__init__()
        self.area = area
        self.right = right
        self.owners = [owner.label for owner in owners(reading())]


def protect(app: Flask) -> None:
    app.before_request(_check_host)
    app.before_request(_arrive)
    app.before_request(_check_setup)
    app.before_request(_check_access)
    app.before_request(_check_form)
    app.after_request(_leave)


def check_declared(app: Flask) -> None:
    """Every route says who may use it; one that does not stops the start."""
    silent = [name for name, view in app.view_functions.items() if not hasattr(view, "access")]
    if silent:
        raise RuntimeError(f"these routes do not say who may use them: {', '.join(sorted(silent))}")


def current_user() -> User:
    user: User | None = g.user
    if user is None:
        raise SignInFirst
    return user


def sign_in(user: User) -> None:
    language = session.get("language")
    session.clear()
    session.permanent = True
    session.update(user=user.id, session_version=user.session_version, language=language)


def sign_out() -> None:
    language = session.get("language")
    session.clear()
    session["language"] = language


def csrf_token() -> str:
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


def is_own_path(target: str) -> bool:
    """A place of this site to go on to; anything a browser could read as another host is not."""
    plain = target.isprintable() and "\\" not in target
    return plain and target.startswith("/") and not target.startswith("//")


def _access() -> Access:
    view = request.endpoint and _view_functions().get(request.endpoint)
    if not view:
        raise request.routing_exception or NotFound()
    return view.access  # type: ignore[no-any-return]


def _view_functions() -> dict[str, Any]:
    from flask import current_app

    return current_app.view_functions


def _check_host() -> Response | None:
    """A host name that is not served here gets no page, since every link on it would be made with that name."""
    if isinstance(request.routing_exception, SecurityError):
        return Response("unknown host\n", 400, content_type="text/plain; charset=utf-8")
    return None


def _arrive() -> None:
    """Who comes, in which language. One query tells the user and the company."""
    g.request_id = uuid.uuid4().hex[:12]
    g.started = time.perf_counter()
    g.user, g.company = None, ""
    i18n.speak(session.get("language") or i18n.preferred(list(request.accept_languages.values())))
    if request.endpoint in ("static", "home.health"):
        return
    user_id = session.get("user")
    if user_id is not None:
        row = reading().execute(_somebody(), {"id": user_id}).first()
        if row and row.User.active and row.User.session_version == session.get("session_version"):
            g.user, g.company = row.User, row.name or ""
            i18n.speak(g.user.language)
    if g.user is None:
        g.company = reading().scalar(select(CompanyInformation.name)) or ""


@cache
def _somebody() -> Any:
    """Every request asks this, so it is made once."""
    query = select(User, CompanyInformation.name).outerjoin(CompanyInformation, true())
    return query.where(User.id == bindparam("id"))


def _check_setup() -> None:
    if not g.company and request.endpoint not in BEFORE_SETUP:
        raise NotSetUp


def _check_access() -> None:
    if request.routing_exception is not None and g.user is None:
        raise SignInFirst
    access = _access()
    if access.signed_in and g.user is None:
        raise SignInFirst
    if access.area and access.right and not g.user.may(access.area, access.right):
        raise MissingRight(access.area, access.right)


def _check_form() -> None:
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    if origin not in (None, request.host_url.rstrip("/")):
        raise TooOld
    request.max_content_length = getattr(
        _view_functions().get(request.endpoint or ""), "largest", request.max_content_length
    )
    token = request.form.get("csrf_token", "") or request.headers.get("X-CSRF-Token", "")
    if not hmac.compare_digest(token.encode(), str(session.get("csrf", "")).encode()) or not token:
        raise TooOld


def _leave(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store" if g.get("user") else "no-cache")
        response.headers["X-Request-Id"] = g.get("request_id", "")
    return response
