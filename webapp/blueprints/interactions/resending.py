"""What went once goes again: one entry from its card, or all that are ticked, each to whom it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import NamedTuple, cast

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import name_action, reading, transaction
from ...delivery.papers import locale_of
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.resending import Again, Out, Resent, how_it_left, resend, source_of, what_went
from ...domain.interactions.template import EMAIL
from ...domain.outbox.mail import Mail, State
from ...domain.outbox.recipients import check_may_resend, recipients_again
from ...domain.outbox.telling import state_in_words
from ...domain.outbox.writing import files_of
from ...domain.setup.marketing import CORRESPONDENCE_TYPES
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.actions import once_word, sent_once
from ...pages.composing import composer, first_of
from ...pages.crumbs import way_beyond
from ...pages.dialogs import dialog
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.query import led_here, list_left
from ...pages.rendering import page_of, see_link
from ...pages.today import right_now, today, work_date
from ...security import current_user, needs
from . import bp
from .acting import marked, ticked
from .pages import INTERACTIONS, unless_it_can_go_again

RESENT = N_("Resent: %(entry)s")
RESENT_SOME = N_("Resent interactions (%(count)s)")
NOT_THESE = N_("Not %(entries)s: %(reason)s")
GOES = N_("Interaction %(no)s goes again to %(to)s.")
GOES_ANEW = N_("Interaction %(no)s goes again to %(to)s, as interaction %(entry)s.")
ON_PAPER = N_("Interaction %(entry)s is to be printed. Open its attachment and send it by post.")
WAYS = tuple(sorted((way for way in CORRESPONDENCE_TYPES if way[0]), key=lambda way: way[0] != EMAIL))
ASKED = {
    "correspondence_type": replace(field_of(Interaction, "correspondence_type"), choices=WAYS),
    "anew": Field(
        N_("Update merge fields"), "flag",
        hint=N_("The template is filled in once more, as an interaction of its own. Otherwise the same goes again."),
    ),
}  # fmt: skip
SHOWN = {name: replace(field_of(Mail, name), readonly=True, required=False) for name in ("subject", "body")}
ADDRESSED = {name: replace(field_of(Mail, name), required=False) for name in ("recipients", "copies")}
FIELDS = {**ADDRESSED, **SHOWN, **ASKED}
MOST_AT_ONCE = 50


@bp.get("/interactions/<key:key>/resend")
@needs(Area.INTERACTIONS, Right.WRITE)
def ask_resend(key: str) -> Response:
    """Nothing is sent before somebody has seen what and to whom."""
    session, entry = reading(), _entry(reading(), key)
    try:
        out = _check(session, entry)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(_card(entry))
    first = first_of(recipients_again(session, entry, today()))
    return _compose(entry, out, Form(FIELDS, {"recipients": first, "correspondence_type": EMAIL}))


@bp.post("/interactions/<key:key>/resend")
@needs(Area.INTERACTIONS, Right.WRITE)
def resend_one(key: str) -> Response:
    form = Form(FIELDS, {}, request.form, reading())
    try:
        values = form.read()
        resent = _resent(key, values["correspondence_type"], values["anew"], values["recipients"], values["copies"])
    except Invalid:
        return _compose_again(key, form)
    except Refused as refused:
        form.refuse(refused)
        return _compose_again(key, form)
    _tell(key, resent)
    return done(_card(resent.entry))


@bp.post("/interactions/resend")
@needs(Area.INTERACTIONS, Right.WRITE)
def resend_ticked() -> Response:
    """Each to whom it is for; what fails is named, and the others go on."""
    entries = ticked(reading())[:MOST_AT_ONCE]
    if "once" not in request.form:
        return _ask(entries) if len(entries) > 1 else done(_page_of(entries[0]))
    form = Form(ASKED, {}, request.form)
    try:
        values = form.read()
    except Invalid:
        return _ask(entries, form)
    sent: list[Resent] = []
    failed: dict[str, list[int]] = {}
    for entry in entries:
        try:
            sent.append(_resent(entry.key, values["correspondence_type"], values["anew"]))
        except Refused as refused:
            failed.setdefault(i18n.tell(refused.message), []).append(entry.id)
    _tell_all(sent, failed)
    return done(list_left(INTERACTIONS))


def _page_of(entry: Interaction) -> str:
    """Where one can also say to whom; it knows the list that it was ticked in."""
    _list, mark, query = list_left(INTERACTIONS).partition("?")
    return url_for(".ask_resend", key=entry.key) + mark + query


# --- the deed


def _resent(key: str, by: str, anew: bool, recipients: str | None = None, copies: str = "") -> Resent:
    """In a transaction of its own, so that nothing of it stays if it fails."""
    with transaction(say(RESENT, entry=key), current_user().author) as session:
        entry = _entry(session, key)
        _check(session, entry)
        if recipients is None:
            recipients = first_of(recipients_again(session, entry, today()))
        name_action(session, say(RESENT, entry=entry.label))
        once, letter = sent_once(), _words(session, entry)
        return resend(
            session,
            entry,
            Again(once, work_date(), right_now(), by, recipients, copies, current_user().email, anew, *letter),
        )


class Words(NamedTuple):
    """In the language of the entry."""

    date: str
    prefix: str


def _words(session: Session, entry: Interaction) -> Words:
    with i18n.speaking(locale_of(session, entry.language_code)):
        return Words(formats.show_date(work_date(), i18n.current().locale), i18n.gettext("Resend:"))


def _check(session: Session, entry: Interaction) -> Out:
    out = how_it_left(session, entry)
    why_not = unless_it_can_go_again(entry, current_user(), out)
    if why_not is not None:
        raise Refused(why_not.message.text, field="", see=why_not.see, **why_not.message.params)
    check_may_resend(session, entry)
    return out


def _entry(session: Session, key: str) -> Interaction:
    return cast(Interaction, find(session, INTERACTIONS, key))


# --- what is asked


def _compose(entry: Interaction, out: Out, form: Form, status: int = 200) -> Response:
    session, went = reading(), what_went(reading(), entry, out)
    form.values = {**form.values, "subject": went.subject, "body": went.body}
    here = url_for(".ask_resend", key=entry.key) + led_here(INTERACTIONS)
    view = composer(
        form,
        recipients_again(session, entry, today()),
        url_for(".ask_resend", key=entry.key),
        title=i18n.gettext("Resend %(entry)s", entry=entry.label),
        breadcrumb=way_beyond(INTERACTIONS, entry),
        url=here,
        hidden=[("once", sent_once())],
        attached=list(_attached(session, entry, out)),
        takes_files=False,
        notice=_not_gone_yet(out.mail),
        back_url=_card(entry),
    )
    anew = view.by_name["anew"]
    anew.readonly = _why_not_anew(session, entry)
    anew.hint = anew.hint if anew.readonly is None else ""
    return render("outbox/compose.html", status=status, mail=view)


def _compose_again(key: str, form: Form) -> Response:
    entry = _entry(reading(), key)
    return _compose(entry, how_it_left(reading(), entry), form, 422)


def _why_not_anew(session: Session, entry: Interaction) -> str | None:
    try:
        source_of(session, entry)
    except Refused as refused:
        return i18n.tell(refused.message)
    return None


def _attached(session: Session, entry: Interaction, out: Out) -> Iterator[SimpleNamespace]:
    """What goes again, each with the way to it."""
    row, page = out.row, page_of(entry.kind)
    if out.mail is not None:
        for each in files_of(session, out.mail):
            url = url_for("outbox.attachment", key=out.mail.key, mail_file_id=each.id)
            yield SimpleNamespace(name=each.name, url=url)
    elif entry.file_id is not None:
        yield SimpleNamespace(name=entry.file_name, url=url_for(".file", key=entry.key))
    elif row is not None and page is not None:
        url = page.url("dispatch_file", key=row.document_no, dispatch_id=row.id)
        yield SimpleNamespace(name=row.file_name, url=url)


def _not_gone_yet(mail: Mail | None) -> SimpleNamespace | None:
    """Whoever sends again what is still here may have meant to look into the outbox."""
    if mail is None or mail.state == State.SENT:
        return None
    text = i18n.gettext("Its last mail: %(state)s", state=i18n.tell(state_in_words(mail)))
    return SimpleNamespace(text=text, link=_outbox_link(mail))


def _ask(entries: Sequence[Interaction], form: Form | None = None) -> Response:
    form = form or Form(ASKED, {"correspondence_type": EMAIL})
    view = dialog(
        form,
        i18n.ngettext("Resend %(number)s interaction", "Resend %(number)s interactions", len(entries), number=len(entries)),
        request.path,
        i18n.gettext("Send"),
        list_left(INTERACTIONS),
        intro=[_to_whom(reading(), entry) for entry in entries],
        hidden=[("once", once_word()), *marked(entries)],
    )  # fmt: skip
    return render("page/form.html", status=422 if form.errors else 200, form=view)


def _to_whom(session: Session, entry: Interaction) -> str:
    """Or why it goes to nobody."""
    try:
        _check(session, entry)
    except Refused as refused:
        return i18n.gettext("Not %(entry)s: %(reason)s", entry=entry.label, reason=i18n.tell(refused.message))
    to = first_of(recipients_again(session, entry, today())) or i18n.gettext("No address is known.")
    return f"{entry.label} → {to}"


# --- what is told


def _tell(key: str, resent: Resent) -> None:
    entry, mail = resent
    opened = SimpleNamespace(url=INTERACTIONS.card_url(entry), text=i18n.gettext("Open"))
    if mail is None:
        receipt(say(ON_PAPER, entry=entry.id), link=opened)
        return
    text = say(GOES if entry.key == key else GOES_ANEW, no=key, to=mail.recipients, entry=entry.id)
    receipt(text, details=[i18n.tell(state_in_words(mail))], link=opened, also=_outbox_link(mail), undo=False)


def _tell_all(sent: Sequence[Resent], failed: Mapping[str, Sequence[int]]) -> None:
    """Those that failed by the same reason are named together."""
    details = [
        i18n.tell(say(NOT_THESE, entries=", ".join(map(str, ids)), reason=reason)) for reason, ids in failed.items()
    ]
    what = say(RESENT_SOME, count=len(sent))
    link = _outbox_link(None) if any(each.mail for each in sent) else None
    receipt(what, tone="warning" if failed else "done", details=details, link=link, undo=False)


def _outbox_link(mail: Mail | None) -> SimpleNamespace | None:
    page = page_of(Mail.type_name)
    assert page is not None
    url = page.url() if mail is None else page.card_url(mail)
    return SimpleNamespace(url=url, text=i18n.gettext("Look into the outbox"))


def _card(entry: Interaction) -> str:
    return INTERACTIONS.card_url(entry) + led_here(INTERACTIONS)
