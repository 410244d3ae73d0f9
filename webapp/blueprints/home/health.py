"""Data health: the promises, each checked when somebody looks, with what breaks it and a way to mend it."""

from __future__ import annotations

from itertools import islice
from types import SimpleNamespace

from flask import abort, g, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading, transaction
from ...domain.checks import CHECKS, MOST_FINDINGS, Check
from ...domain.duplicates.reviewing import open_pairs
from ...domain.errors import N_, say
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.rendering import wants_fragment
from ...security import current_user, needs
from . import bp

SHOWN = 5


@bp.get("/data-health")
@needs(Area.COMPANY, Right.READ)
def health_overview() -> Response:
    """Nothing is checked yet: each promise is asked for by itself, since some take a while."""
    return _show([_row(place, check) for place, check in enumerate(CHECKS)])


@bp.get("/data-health/<int:place>")
@needs(Area.COMPANY, Right.READ)
def health_check(place: int) -> Response:
    if place >= len(CHECKS):
        abort(404)
    row = _checked(reading(), place, CHECKS[place])
    if wants_fragment():
        return render("_promise.html", row=row)
    return _show([row if each == place else _row(each, check) for each, check in enumerate(CHECKS)])


@bp.post("/data-health/<int:place>/mend")
@needs(Area.COMPANY, Right.SETUP)
def health_mend(place: int) -> Response:
    check = CHECKS[place] if place < len(CHECKS) else None
    if check is None or check.mend is None:
        abort(404)
    what = say(N_("Mended: %(promise)s"), promise=say(check.text))
    with transaction(what, current_user().author) as session:
        check.mend(session)
    receipt(what)
    return done(url_for("home.health_check", place=place))


def _show(rows: list[SimpleNamespace]) -> Response:
    return render("health.html", health=SimpleNamespace(rows=rows, duplicates=_duplicates()))


def _duplicates() -> SimpleNamespace | None:
    """The way to what no promise can say: whether two companies are one."""
    if not g.user.may(Area.CONTACTS, Right.WRITE):
        return None
    number = open_pairs(reading())
    shown = formats.show_number(number, i18n.current().locale)
    text = i18n.ngettext("%(number)s pair to look at", "%(number)s pairs to look at", number, number=shown)
    return SimpleNamespace(url=url_for("contacts.duplicate_list"), text=text)


def _row(place: int, check: Check) -> SimpleNamespace:
    return SimpleNamespace(
        id=f"promise-{place}",
        promise=i18n.gettext(check.promise),
        text=i18n.gettext(check.text),
        url=url_for("home.health_check", place=place),
        state="",
        findings=[],
        mend_url=None,
    )


def _checked(session: Session, place: int, check: Check) -> SimpleNamespace:
    row = _row(place, check)
    findings = [i18n.tell(finding) for finding in islice(check.findings(session), MOST_FINDINGS)]
    row.findings = findings[:SHOWN]
    row.tone = "bad" if findings else "good"
    row.state = _state(len(findings))
    if findings and check.mend and g.user.may(Area.COMPANY, Right.SETUP):
        row.mend_url = url_for("home.health_mend", place=place)
    return row


def _state(count: int) -> str:
    if not count:
        return i18n.gettext("holds")
    number = formats.show_number(count, i18n.current().locale) + ("+" if count == MOST_FINDINGS else "")
    return i18n.gettext("broken: %(number)s", number=number)
