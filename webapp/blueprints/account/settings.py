"""My settings: languages and formats, look, keys, password, sessions, work date."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from flask import request, session, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.users.user import LONGEST_PASSWORD, User, change_password, change_user
from ...domain.users.user import sign_out_everywhere as end_sessions
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.forms import Form, Invalid
from ...pages.today import today, work_date
from ...security import current_user, signed_in
from ...security import sign_in as open_session
from . import bp

MINE = ("name", "language", "time_zone", "theme", "density", "single_keys")
SETTINGS = {
    **{name: field_of(User, name) for name in MINE},
    "work_date": Field(N_("Work Date"), "date", hint=N_("The date new documents begin with, until you sign out.")),
}
PASSWORDS = {
    "old_password": Field(N_("Present Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="current-password"),
    "password": Field(
        N_("New Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="new-password",
        hint=N_("At least ten characters. A sentence is easier to keep in mind than a word with signs."),
    ),
}  # fmt: skip


@bp.get("/my-settings")
@signed_in
def settings() -> Response:
    me = current_user()
    return _settings(Form(SETTINGS, {**{name: getattr(me, name) for name in MINE}, "work_date": work_date()}))


@bp.post("/my-settings")
@signed_in
def save_settings() -> Response:
    form = Form(SETTINGS, {}, request.form)
    try:
        values = form.read()
        chosen: dt.date | None = values.pop("work_date")
        what = say(N_("Changed: %(table)s %(record)s"), table=say(User.one), record=current_user().label)
        with transaction(what, current_user().author) as writing:
            me = current_user()
            change_user(writing, me, {name: value for name, value in values.items() if getattr(me, name) != value})
    except Invalid:
        return _settings(form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _settings(form, 422)
    i18n.speak(me.language)
    session["language"] = me.language
    session["work_date"] = chosen.isoformat() if chosen and chosen != today() else None
    receipt(say(N_("Your settings are saved.")))
    return done(url_for("account.settings"))


def _settings(form: Form, status: int = 200) -> Response:
    view = dialog(
        form,
        i18n.gettext("My settings"),
        url_for("account.save_settings"),
        i18n.gettext("Save"),
        url_for("home.index"),
        extra=[
            SimpleNamespace(caption=i18n.gettext("Change password"), url=url_for("account.password")),
            SimpleNamespace(caption=i18n.gettext("Sign out everywhere"), url=url_for("account.sign_out_everywhere")),
        ],
    )
    return render("page/form.html", status=status, form=view)


@bp.get("/my-settings/password")
@signed_in
def password() -> Response:
    return _password(Form(PASSWORDS, {}))


@bp.post("/my-settings/password")
@signed_in
def save_password() -> Response:
    form = Form(PASSWORDS, {}, request.form)
    try:
        typed = form.read()
        with transaction(say(N_("Changed the password")), current_user().author) as writing:
            me = current_user()
            change_password(writing, me, str(typed["old_password"]), str(typed["password"]))
    except Invalid:
        return _password(form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _password(form, 422)
    open_session(me)
    receipt(say(N_("The password is changed. Your other sessions have ended.")), undo=False)
    return done(url_for("account.settings"))


def _password(form: Form, status: int = 200) -> Response:
    view = dialog(
        form,
        i18n.gettext("Change password"),
        url_for("account.save_password"),
        i18n.gettext("Change password"),
        url_for("account.settings"),
    )
    return render("page/form.html", status=status, form=view)


@bp.get("/my-settings/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    confirm = SimpleNamespace(
        title=i18n.gettext("Sign out everywhere?"),
        text=[i18n.gettext("Every session of yours ends, on this device and all others.")],
        places=[],
        url=url_for("account.sign_out_everywhere_now"),
        button=i18n.gettext("Sign out everywhere"),
        danger=False,
        hidden=[],
        cancel_url=url_for("account.settings"),
        blocked=False,
        choices=None,
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)


@bp.post("/my-settings/sign-out-everywhere")
@signed_in
def sign_out_everywhere_now() -> Response:
    with transaction(say(N_("Signed out everywhere")), current_user().author):
        end_sessions(current_user())
    return done(url_for("account.sign_in"))
