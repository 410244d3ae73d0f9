"""Signing in and out, and the language of the page."""

from __future__ import annotations

from flask import g, request, session, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.changes import Author
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.users.throttle import forget_failures, note_failure, refuse_while_throttled
from ...domain.users.user import LONGEST_PASSWORD, User, note_sign_in, password_fits, user_by_email
from ...pages import done, render
from ...pages.dialogs import dialog
from ...pages.forms import Form, Invalid
from ...security import is_own_path, public
from ...security import sign_in as open_session
from ...security import sign_out as close_session
from . import bp

LONGEST_EMAIL = 80
SIGN_IN = {
    "email": Field(N_("Email"), "text", LONGEST_EMAIL, required=True, autocomplete="username"),
    "password": Field(N_("Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="current-password"),
}
NOBODY = Author(None, "Concord")


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    if g.user is not None:
        return done(url_for("home.index"))
    return _sign_in(Form(SIGN_IN, {}))


@bp.post("/sign-in")
@public
def sign_in_now() -> Response:
    form = Form(SIGN_IN, {}, request.form)
    try:
        typed = form.read()
        user = _let_in(str(typed["email"]).casefold()[:LONGEST_EMAIL], str(typed["password"]))
    except Invalid:
        return _sign_in(form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _sign_in(form, 422)
    open_session(user)
    return done(own_place(request.form.get("next", "")))


def _let_in(email: str, password: str) -> User:
    """The user, or a refusal that does not tell whether there is such an account."""
    address = (request.remote_addr or "")[:60]
    refuse_while_throttled(reading(), email, address)
    user = user_by_email(reading(), email)
    fits = password_fits(user, password) and user is not None and user.active
    with transaction(say(N_("Signed in")), NOBODY) as writing:
        if fits:
            forget_failures(writing, email)
            note_sign_in(writing, user)
        else:
            note_failure(writing, email, address)
    if not fits:
        raise Refused(N_("Email and password do not belong together. Check both and try again."))
    return user


def _sign_in(form: Form, status: int = 200) -> Response:
    target = request.values.get("next", "")
    view = dialog(
        form,
        i18n.gettext("Sign in"),
        url_for("account.sign_in_now"),
        i18n.gettext("Sign in"),
        plain=True,
        hidden=[("next", target)] if is_own_path(target) else [],
    )
    return render("page/form.html", status=status, form=view)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    close_session()
    return done(url_for("account.sign_in"))


@bp.post("/language")
@public
def language() -> Response:
    """The language of the page; a person signed in keeps it."""
    tag = request.form.get("language", "")
    if tag in i18n.LANGUAGES:
        session["language"] = tag
        if g.user is not None and g.user.language != tag:
            with transaction(say(N_("Changed the language of %(record)s"), record=g.user.label), g.user.author):
                g.user.language = tag
    return done(own_place(request.form.get("next", "")))


def own_place(target: str) -> str:
    return target if is_own_path(target) else url_for("home.index")
