"""Welcome: the first page of an empty installation, behind the link that the server prints."""

from __future__ import annotations

import hashlib
import hmac

from babel import Locale
from babel.numbers import get_territory_currencies
from flask import abort, current_app, g, request, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import transaction
from ...delivery.sampling import for_sample
from ...domain.changes import Author
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.founding import found_company
from ...domain.setup.starter import CALLING_CODES, DECIMALS
from ...domain.users.user import LANGUAGES, LONGEST_PASSWORD
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.forms import Form, Invalid
from ...pages.lookups import Option
from ...security import public
from ...security import sign_in as open_session
from . import bp

WELCOME = {
    "language": Field(N_("Language"), "choice", choices=LANGUAGES, required=True),
    "company": Field(N_("Company Name"), "text", 100, required=True, autocomplete="organization"),
    "country": Field(N_("Country/Region"), "code", 60, required=True, hint=N_("Brings its VAT rates and territories along.")),
    "currency": Field(N_("Currency"), "code", 3, required=True),
    "owner_name": Field(N_("Your Name"), "text", 100, required=True, autocomplete="name"),
    "email": Field(N_("Email"), "email", 80, required=True, autocomplete="username"),
    "password": Field(
        N_("Password"), "secret", LONGEST_PASSWORD, required=True, autocomplete="new-password",
        hint=N_("At least ten characters."),
    ),
    "sample": Field(N_("Start with sample data"), "flag", hint=N_("A lively small firm to try things on. It can be removed in one action.")),
}  # fmt: skip


def welcome_token(secret_key: str) -> str:
    """What makes the link a secret of who started the server. It works until there is a company."""
    return hmac.new(secret_key.encode(), b"welcome", hashlib.sha256).hexdigest()[:32]


@bp.get("/welcome/<token>")
@public
def welcome(token: str) -> Response:
    _check(token)
    language = i18n.current()
    territory = Locale.parse(language.locale).territory or "GB"
    form = Form(
        WELCOME, {"language": language.tag, "country": territory, "currency": get_territory_currencies(territory)[0]}
    )
    return _welcome(form, token)


@bp.post("/welcome/<token>")
@public
def welcome_now(token: str) -> Response:
    _check(token)
    form = Form(WELCOME, {}, request.form)
    i18n.speak(request.form.get("language", ""))
    try:
        typed = form.read()
        what = say(N_("Founded %(company)s"), company=str(typed["company"]))
        with transaction(what, Author(None, str(typed["owner_name"]))) as session:
            owner = found_company(
                session,
                name=typed["company"],
                country=_country_code(str(typed["country"])),
                currency=typed["currency"],
                language=typed["language"],
                owner_name=typed["owner_name"],
                owner_email=typed["email"],
                owner_password=typed["password"],
                sample=typed["sample"],
                on_paper=for_sample,
                texts=i18n.Texts(),
            )
    except Invalid:
        return _welcome(form, token, 422)
    except Refused as refused:
        form.refuse(refused)
        return _welcome(form, token, 422)
    open_session(owner)
    receipt(say(N_("Welcome to Concord. The first steps are below.")), tone="note", undo=False)
    return done(url_for("home.index"))


def _country_code(typed: str) -> str:
    """People may write the name of their country instead of its code."""
    by_name = {i18n.country_name(code).upper(): code for code in CALLING_CODES}
    return by_name.get(typed, typed)


def _check(token: str) -> None:
    """The link is good once: with a company there is nothing to welcome."""
    expected = welcome_token(current_app.config["SECRET_KEY"])
    if g.company or not hmac.compare_digest(token.encode(), expected.encode()):
        abort(404)


def _welcome(form: Form, token: str, status: int = 200) -> Response:
    countries = [Option(code, i18n.country_name(code)) for code in sorted(CALLING_CODES, key=i18n.country_name)]
    currencies = [Option(code, i18n.currency_name(code)) for code in sorted(DECIMALS)]
    view = dialog(
        form,
        i18n.gettext("Welcome to Concord"),
        url_for("account.welcome_now", token=token),
        i18n.gettext("Start"),
        intro=[i18n.gettext("A few words about your company, and everything is ready.")],
        plain=True,
        choices={"country": countries, "currency": currencies},
    )
    for control in view.fields:
        if control.name in ("country", "currency"):
            control.kind = "reference"
    return render("page/form.html", status=status, form=view)
