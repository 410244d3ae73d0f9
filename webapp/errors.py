"""Pages for what cannot be answered: each says what is and what to do."""

from __future__ import annotations

from types import SimpleNamespace

from flask import Flask, current_app, g, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from . import i18n
from .domain.errors import N_, Changed, Refused
from .logs import facts, log
from .pages.finding import Moved
from .pages.receipts import receipt
from .pages.rendering import done, here, messages_only, render, wants_fragment
from .security import MissingRight, NotSetUp, SignInFirst, TooOld

TEXTS = {
    400: (N_("This request cannot be read"), N_("Go back, check what was typed, and try again.")),
    404: (N_("There is nothing here"), N_("The address may be mistyped, or the record may be gone. Search for it with Ctrl+K.")),
    405: (N_("This address cannot be used like that"), N_("Go back and use the buttons of the page.")),
    413: (N_("This is too much at once"), N_("Send fewer or smaller files.")),
}  # fmt: skip
BUSY = (
    N_("The database is busy"),
    N_("Somebody is writing a lot just now. Nothing was stored; try again in a moment."),
)
BROKEN = (
    N_("Something went wrong here"),
    N_("Nothing was stored. Try again; if it happens again, tell your administrator the number of the request."),
)


def answer(app: Flask) -> None:
    app.register_error_handler(SignInFirst, _sign_in_first)
    app.register_error_handler(TooOld, _too_old)
    app.register_error_handler(NotSetUp, _not_set_up)
    app.register_error_handler(MissingRight, _missing_right)
    app.register_error_handler(Moved, lambda moved: done(moved.url))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Changed, _changed)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _page(code: int, title: str, text: str, *links: SimpleNamespace) -> Response:
    return _translated(code, i18n.gettext(title), i18n.gettext(text), *links)


def _translated(code: int, title: str, text: str, *links: SimpleNamespace) -> Response:
    """The page, or for a part of a page only a receipt, so that what was typed stays."""
    if wants_fragment():
        receipt(f"{title}. {text}", tone="warning", link=links[0] if links else None, undo=False)
        return messages_only(code)
    error = SimpleNamespace(
        title=title,
        text=text,
        code=code,
        actions=[SimpleNamespace(caption=link.text, url=link.url) for link in links],
        request_id=g.get("request_id", ""),
        plain=g.get("user") is None,
    )
    return render("errors/error.html", status=code, error=error)


def _link(text: str, url: str) -> SimpleNamespace:
    return SimpleNamespace(text=i18n.gettext(text), url=url)


def _home() -> SimpleNamespace:
    return _link(N_("Home"), url_for("home.index"))


def _sign_in_first(_error: SignInFirst) -> Response:
    back = request.method == "GET" and request.path != "/"
    url = url_for("account.sign_in", next=here() if back else None)
    if request.method == "GET":
        return done(url)
    return _page(
        401,
        N_("You are signed out"),
        N_("Sign in again in another tab, then send this page once more."),
        _link(N_("Sign in"), url),
    )


def _too_old(_error: TooOld) -> Response:
    adapter = current_app.create_url_adapter(request)
    page = here() if adapter and adapter.test(method="GET") else url_for("home.index")
    return _page(
        400,
        N_("This page is too old"),
        N_("Load it again and repeat what you did. Nothing was stored."),
        _link(N_("Load it again"), page),
    )


def _not_set_up(_error: NotSetUp) -> Response:
    return _page(403, N_("Concord is not set up yet"), N_("Open the link that the server printed when it started."))


def _missing_right(error: MissingRight) -> Response:
    text = i18n.gettext(
        "You need the right to %(right)s in %(area)s. These owners can give it to you: %(owners)s.",
        right=i18n.gettext(error.right.caption),
        area=i18n.gettext(error.area.caption),
        owners=", ".join(error.owners),
    )
    return _translated(403, i18n.gettext("Your role does not allow this"), text, _home())


def _refused(refused: Refused) -> Response:
    """A refusal that no form has caught."""
    return _translated(422, i18n.gettext("This cannot be done"), i18n.tell(refused.message), _home())


def _changed(_error: Changed) -> Response:
    return _page(
        409,
        N_("Somebody else was faster"),
        N_("The record was changed at the same moment. Nothing of yours was stored; look at it and try again."),
        _home(),
    )


def _busy(error: OperationalError) -> Response:
    log.warning("database busy", extra={"facts": facts(503)}, exc_info=error)
    return _page(503, *BUSY, _home())


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    title, text = TEXTS.get(code, TEXTS[400])
    links = (_home(),) if g.get("user") is not None else ()
    return _page(code, title, text, *links)


def _broken(error: Exception) -> Response:
    log.error("broken", extra={"facts": facts(500)}, exc_info=error)
    return _page(500, *BROKEN)
