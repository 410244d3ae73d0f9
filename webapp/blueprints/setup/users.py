"""People who sign in: adding them with a password, giving a new one, signing them out."""

from __future__ import annotations

from typing import cast

from flask import request
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.users.rights import Area, Right
from ...domain.users.user import LONGEST_PASSWORD, User, add_user, set_password, sign_out_everywhere
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.lookups import offered
from ...security import current_user, needs
from . import bp
from .pages import USERS

PASSWORD = Field(
    N_("Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="new-password",
    hint=N_("At least ten characters. Tell it the person yourself; it can be changed in My settings."),
)  # fmt: skip
NEW_USER = {
    **{name: field_of(User, name) for name in ("name", "email", "role", "language", "time_zone", "salesperson_code")},
    "password": PASSWORD,
}


@bp.get("/users/new")
@needs(Area.USERS, Right.SETUP)
def new_user() -> Response:
    me = current_user()
    form = Form(NEW_USER, {"role": "reader", "language": me.language, "time_zone": me.time_zone})
    return _new_user(form)


@bp.post("/users/new")
@needs(Area.USERS, Right.SETUP)
def create_user() -> Response:
    form = Form(NEW_USER, {}, request.form, reading())
    try:
        values = form.read()
        password = str(values.pop("password"))
        what = say(N_("Created: %(table)s %(record)s"), table=say(User.one), record=str(values["name"]))
        with transaction(what, current_user().author) as session:
            user = add_user(session, values, password)
    except Invalid:
        return _new_user(form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _new_user(form, 422)
    receipt(what)
    return done(USERS.card_url(user))


def _new_user(form: Form, status: int = 200) -> Response:
    options = offered(reading(), NEW_USER.values())
    view = dialog(form, i18n.gettext("New user"), request.path, i18n.gettext("Add user"), USERS.url(), options=options)
    return render("page/form.html", status=status, form=view)


@bp.get("/users/<key:key>/password")
@needs(Area.USERS, Right.SETUP)
def user_password(key: str) -> Response:
    return _password(key, Form({"password": PASSWORD}, {}))


@bp.post("/users/<key:key>/password")
@needs(Area.USERS, Right.SETUP)
def set_user_password(key: str) -> Response:
    form = Form({"password": PASSWORD}, {}, request.form)
    try:
        password = str(form.read()["password"])
        with transaction(say(N_("Set the password of %(record)s"), record=key), current_user().author) as session:
            set_password(session, cast(User, find(session, USERS, key)), password)
    except Invalid:
        return _password(key, form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _password(key, form, 422)
    receipt(say(N_("The password is set. Every session of this person has ended.")), undo=False)
    return done(USERS.url("card", key=key))


def _password(key: str, form: Form, status: int = 200) -> Response:
    user = find(reading(), USERS, key)
    title = i18n.gettext("Set the password of %(record)s", record=user.label)
    view = dialog(form, title, request.path, i18n.gettext("Set password"), USERS.card_url(user))
    return render("page/form.html", status=status, form=view)


@bp.post("/users/<key:key>/sign-out-everywhere")
@needs(Area.USERS, Right.SETUP)
def user_sign_out(key: str) -> Response:
    with transaction(say(N_("Signed %(record)s out everywhere"), record=key), current_user().author) as session:
        user = cast(User, find(session, USERS, key))
        sign_out_everywhere(user)
    receipt(say(N_("Every session of %(record)s has ended."), record=user.label), undo=False)
    return done(USERS.card_url(user))
