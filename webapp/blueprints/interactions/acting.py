"""What is done with entries of the log, one or all that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

from flask import request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.comments import Comment, add_comment
from ...domain.errors import N_, Refused, say
from ...domain.interactions.acting import delete_postponed, evaluate, toggle_cancelled
from ...domain.interactions.interaction import Interaction
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.finding import find, ticked_keys
from ...pages.forms import Form, Invalid
from ...pages.query import ASKED, led_here, list_left
from ...pages.rendering import see_link
from ...pages.today import work_date
from ...security import current_user, needs
from . import bp
from .files import FOR_GOOD
from .pages import INTERACTIONS, POSTPONED

MOST_AT_ONCE = 1000
EVALUATED = N_("Evaluated interactions (%(count)s)")
COMMENTED = N_("Commented on interactions (%(count)s)")
CANCELLED, TAKEN_BACK = N_("Cancelled interactions (%(count)s)"), N_("Took cancelled interactions back (%(count)s)")
DELETED = N_("Deleted postponed interactions (%(count)s)")
COMMENT = {name: field_of(Comment, name) for name in ("date", "text")}


@bp.post("/interactions/evaluate")
@needs(Area.INTERACTIONS, Right.WRITE)
def evaluate_ticked() -> Response:
    field = field_of(Interaction, "evaluation")
    if "evaluation" not in request.form:
        return _ask(Form({"evaluation": field}, {}), i18n.gettext("Evaluate"))
    form = Form({"evaluation": field}, {}, request.form)
    try:
        evaluation = form.read()["evaluation"]
        with transaction(say(EVALUATED, count=0), current_user().author) as session:
            entries = ticked(session)
            evaluate(session, entries, evaluation)
            name_action(session, what := say(EVALUATED, count=len(entries)))
    except Invalid:
        return _ask(form, i18n.gettext("Evaluate"), 422)
    receipt(what)
    return done(_back())


@bp.post("/interactions/comment")
@needs(Area.INTERACTIONS, Right.WRITE)
def comment_ticked() -> Response:
    """The same comment on each."""
    if "text" not in request.form:
        return _ask(Form(COMMENT, {"date": work_date()}), i18n.gettext("Comment"))
    form = Form(COMMENT, {}, request.form)
    try:
        values = form.read()
        with transaction(say(COMMENTED, count=0), current_user().author) as session:
            entries = ticked(session)
            for entry in entries:
                add_comment(session, entry, values)
            name_action(session, what := say(COMMENTED, count=len(entries)))
    except Invalid:
        return _ask(form, i18n.gettext("Comment"), 422)
    receipt(what)
    return done(_back())


@bp.post("/interactions/cancel")
@needs(Area.INTERACTIONS, Right.WRITE)
def toggle_ticked() -> Response:
    if not request.form.get("confirmed"):
        return _ask_toggle(ticked(reading()), url_for(".toggle_ticked"), _back())
    return _toggle(_back())


@bp.get("/interactions/<key:key>/cancel")
@needs(Area.INTERACTIONS, Right.WRITE)
def ask_toggle(key: str) -> Response:
    entry = cast(Interaction, find(reading(), INTERACTIONS, key))
    kept = led_here(INTERACTIONS)
    return _ask_toggle([entry], request.path + kept, INTERACTIONS.card_url(entry) + kept)


@bp.post("/interactions/<key:key>/cancel")
@needs(Area.INTERACTIONS, Right.WRITE)
def toggle_one(key: str) -> Response:
    return _toggle(url_for(".interactions_card", key=key) + led_here(INTERACTIONS))


def _toggle(back: str) -> Response:
    """All the way that was shown, even if the first was turned meanwhile."""
    try:
        with transaction(say(CANCELLED, count=0), current_user().author) as session:
            entries = ticked(session)
            if str(int(not entries[0].cancelled)) != request.form.get("to", ""):
                raise Refused(N_("Somebody else did that meanwhile. Look again."))
            cancelled = toggle_cancelled(session, entries, bool(request.form.get("for_good")))
            name_action(session, what := say(CANCELLED if cancelled else TAKEN_BACK, count=len(entries)))
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        receipt(what)
    return done(back)


def _ask_toggle(entries: Sequence[Interaction], url: str, back: str) -> Response:
    """Which way all go is told before; it is that of the first."""
    cancels, number = not entries[0].cancelled, len(entries)
    has_files = cancels and any(entry.file_id is not None for entry in entries)
    question = i18n.ngettext(
        "Cancel %(number)s interaction?", "Cancel %(number)s interactions?", number, number=number
    ) if cancels else i18n.ngettext(
        "Take %(number)s cancelled interaction back?", "Take %(number)s cancelled interactions back?", number, number=number
    )  # fmt: skip
    return _confirm(
        question,
        ", ".join(entry.label for entry in entries[:5]) + (" …" if number > 5 else ""),
        i18n.ngettext("Cancel the interaction", "Cancel the interactions", number) if cancels else i18n.gettext("Take back"),
        entries, url, back, has_files, danger=cancels, to=str(int(cancels)),
    )  # fmt: skip


def _confirm(
    title: str, text: str, button: str, entries: Sequence[Interaction], url: str, back: str, files: bool,
    danger: bool = True, **more: str,
) -> Response:  # fmt: skip
    """Nobody has to tell cancelling an interaction from cancelling the question: the way out is called Back."""
    confirm = SimpleNamespace(
        title=title,
        text=[text],
        places=[],
        url=url,
        button=button,
        danger=danger,
        hidden=[("confirmed", "1"), *more.items(), *marked(entries)],
        cancel_url=back,
        blocked=False,
        back=True,
        choices=Form({"for_good": FOR_GOOD}, {}).control("for_good") if files else None,
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)


@bp.post("/interactions/postponed/delete")
@needs(Area.INTERACTIONS, Right.WRITE)
def delete_ticked() -> Response:
    """What was put off need not be cancelled first."""
    back = list_left(POSTPONED)
    if not request.form.get("confirmed"):
        entries = ticked(reading())
        number = len(entries)
        title = i18n.ngettext("Delete %(number)s row?", "Delete %(number)s rows?", number, number=number)
        files = any(entry.file_id is not None for entry in entries)
        names = ", ".join(entry.label for entry in entries[:5]) + (" …" if number > 5 else "")
        return _confirm(title, names, i18n.gettext("Delete"), entries, request.path, back, files)
    try:
        with transaction(say(DELETED, count=0), current_user().author) as session:
            deleted = delete_postponed(session, ticked(session), bool(request.form.get("for_good")))
            name_action(session, what := say(DELETED, count=deleted.number))
    except Refused as refused:
        receipt(refused.message, tone="warning", undo=False)
    else:
        receipt(what)
    return done(back)


def ticked(session: Session) -> list[Interaction]:
    """In the order in which they stand, since the first says which way all go."""
    keys = [int(key) for key in ticked_keys()[:MOST_AT_ONCE] if key.isascii() and key.isdigit() and len(key) < 10]
    query = select(Interaction).where(Interaction.id.in_(keys))
    found = {entry.id: entry for entry in session.scalars(query)}
    entries = [found[key] for key in dict.fromkeys(keys) if key in found]
    if not entries:
        raise NothingTicked
    return entries


def _ask(form: Form, title: str, status: int = 200) -> Response:
    entries = ticked(reading())
    named = ", ".join(entry.label for entry in entries[:5]) + (" …" if len(entries) > 5 else "")
    view: Any = dialog(form, title, request.path, i18n.gettext("Save"), _back(), intro=[named], hidden=marked(entries))
    return render("page/form.html", status=status, form=view)


def marked(entries: Sequence[Interaction]) -> list[tuple[str, str]]:
    """What the next form says of the ticked rows and of the list they stand in."""
    return [(ASKED, request.form.get(ASKED, "")), *(("key", entry.key) for entry in entries)]


def _back() -> str:
    """The log as it was narrowed when its rows were ticked."""
    return list_left(INTERACTIONS)


class NothingTicked(NotFound):
    """There is nothing to do it with."""


@bp.errorhandler(NothingTicked)
def _nothing_ticked(_error: NothingTicked) -> Response:
    receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
    return done(_back())
