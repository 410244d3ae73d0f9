"""The sample data: in with one action, out with one."""

from __future__ import annotations

from types import SimpleNamespace

from flask import request, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...delivery.sampling import for_sample
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.sample import add_sample, remove_sample, sample_is_there
from ...domain.users.rights import Area, Right
from ...domain.users.user import LONGEST_PASSWORD
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.forms import Form, Invalid
from ...security import current_user, needs
from . import bp
from .pages import COMPANY

PASSWORD = {
    "password": Field(
        N_("Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="new-password",
        hint=N_("The sample's colleagues sign in with it. At least ten characters."),
    )
}  # fmt: skip


@bp.get("/sample")
@needs(Area.USERS, Right.SETUP)
def sample() -> Response:
    return _ask_removal() if sample_is_there(reading()) else _ask_password(Form(PASSWORD, {}))


@bp.post("/sample")
@needs(Area.USERS, Right.SETUP)
def add_sample_now() -> Response:
    form = Form(PASSWORD, {}, request.form)
    try:
        password = str(form.read()["password"])
        what = say(N_("Added the sample data"))
        with transaction(what, current_user().author) as session:
            add_sample(session, i18n.gettext, password=password, on_paper=for_sample)
    except Invalid:
        return _ask_password(form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _ask_password(form, 422)
    receipt(what)
    return done(url_for("home.index"))


@bp.post("/sample/remove")
@needs(Area.USERS, Right.SETUP)
def remove_sample_now() -> Response:
    what = say(N_("Removed the sample data"))
    with transaction(what, current_user().author) as session:
        kept = [i18n.tell(message) for message in remove_sample(session)]
    receipt(what, details=kept)
    return done(url_for("home.index"))


def _ask_password(form: Form, status: int = 200) -> Response:
    view = dialog(
        form,
        i18n.gettext("Add the sample data"),
        url_for("setup.sample"),
        i18n.gettext("Add"),
        COMPANY.url("card"),
        intro=[i18n.gettext("A lively small firm to try things on. It can be removed in one action.")],
    )
    return render("page/form.html", status=status, form=view)


def _ask_removal() -> Response:
    confirm = SimpleNamespace(
        title=i18n.gettext("Remove the sample data?"),
        text=[i18n.gettext("What you have changed or used since stays, and is named.")],
        places=[],
        url=url_for("setup.remove_sample_now"),
        button=i18n.gettext("Remove"),
        danger=True,
        hidden=[],
        cancel_url=COMPANY.url("card"),
        blocked=False,
        choices=None,
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)
