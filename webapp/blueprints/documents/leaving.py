"""What is told after a document has left the house, and what its form says before."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from types import SimpleNamespace
from typing import NamedTuple

from flask import Response, send_file
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from ... import i18n
from ...delivery.printing import Left
from ...domain.columns import Field
from ...domain.documents.document import Document
from ...domain.errors import N_, Message, say
from ...domain.interactions.dispatch import PRINTED, SENT, Dispatch
from ...domain.interactions.dispatching import Offer, Wanted, offer
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.logging import NotLogged, logged_contact
from ...domain.outbox.mail import Mail
from ...domain.outbox.telling import state_in_words
from ...domain.users.rights import Right
from ...pages import receipt
from ...pages.actions import once_word, sent_once
from ...pages.forms import Form
from ...pages.rendering import see_link, url_of
from ...security import current_user
from .pages import page_of_document

PDF_CSP = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A browser shows a PDF with a program of its own, which needs its style."""
LOG, ARCHIVE = "log", "archive"
TICKS = {LOG: Field(N_("Log interaction"), "flag"), ARCHIVE: Field(N_("Archive document"), "flag")}
DONE = {
    PRINTED: (N_("Printed %(document)s. Logged as %(entry)s on %(contact)s."), N_("Printed %(document)s. Not logged: %(reason)s")),
    SENT: (N_("%(document)s goes to %(to)s. Logged as %(entry)s on %(contact)s."), N_("%(document)s goes to %(to)s. Not logged: %(reason)s")),
}  # fmt: skip


class Ticks(NamedTuple):
    """What can be ticked before a document leaves, as the form shows it."""

    offer: Offer
    controls: list[object]
    hidden: list[tuple[str, str]]
    """The word of the form, and what was ticked when it was shown."""
    contact: SimpleNamespace | None = None
    why_not: SimpleNamespace | None = None


def ticks(session: Session, document: Document, wanted: Wanted | None = None) -> Ticks:
    offered = offer(session, document)
    contact = logged_contact(session, document) if offered.hindrance is None else None
    return Ticks(
        offered,
        *_form(offered, wanted or offered.wanted),
        contact and SimpleNamespace(label=contact.label, url=url_of(contact)),
        see_link(offered.hindrance.see) if offered.hindrance else None,
    )


def ticks_of_all(each: Sequence[Ticks]) -> Ticks:
    """For several documents at once: what can be done with one of them can be ticked."""
    offers = [own.offer for own in each]
    hindered = next((offered.hindrance for offered in offers), None)
    hindrance = hindered if all(offered.hindrance for offered in offers) else None
    archives = any(offered.archives for offered in offers)
    offered = Offer(Wanted(hindrance is None, archives), archives, hindrance)
    return Ticks(offered, *_form(offered, offered.wanted), None, see_link(hindrance.see) if hindrance else None)


def _form(offered: Offer, shown: Wanted) -> tuple[list[object], list[tuple[str, str]]]:
    form = Form(TICKS, {LOG: shown.log, ARCHIVE: shown.archive})
    controls = {name: form.control(name) for name in TICKS}
    if offered.hindrance is not None:
        controls[LOG].readonly = i18n.tell(offered.hindrance.message)
    if not offered.archives:
        controls[ARCHIVE].readonly = i18n.gettext("The setup keeps no versions of such documents.")
    words = ",".join(name for name in TICKS if getattr(shown, name))
    return list(controls.values()), [("once", once_word()), ("shown", words)]


def ticked(session: Session, document: Document, form: MultiDict[str, str]) -> Wanted:
    """What was ticked; a form without ticks takes what usually holds."""
    offered = offer(session, document)
    if "shown" not in form:
        return offered.wanted
    shown = Wanted(*(name in form["shown"].split(",") for name in TICKS))
    return offered.settled(bool(form.get(LOG)), bool(form.get(ARCHIVE)), shown)


def word_once() -> str:
    """The word of the form, or a new one for whoever sends none."""
    return sent_once()


def told(document: Document, left: Left, entry: Interaction | None, to: str = "") -> Message:
    logged, not_logged = DONE[left.row.way]
    named = {"to": to} if to else {}
    name = say(N_("%(kind)s %(no)s"), kind=say(document.one), no=document.no)
    if entry is not None:
        return say(logged, document=name, entry=entry.id, contact=entry.contact_name, **named)
    assert left.problem is not None
    return say(not_logged, document=name, reason=left.problem.message, **named)


def tell(
    session: Session, document: Document, left: Left, mail: Mail | None = None, also: SimpleNamespace | None = None
) -> None:
    """The receipt: the entry and the way to it, or the reason, the way to mend it, and the button for afterwards."""
    entry = session.get(Interaction, left.row.interaction_id) if left.row.interaction_id else None
    link = open_link(entry) if entry is not None else see_link(left.problem.see if left.problem else None)
    receipt(
        told(document, left, entry, mail.recipients if mail else ""),
        tone="done" if entry is not None else "note",
        details=[i18n.tell(state_in_words(mail))] if mail else None,
        link=link,
        also=also,
        undo=False,
        button=None if entry is not None else log_now_button(document, left.row),
    )


def open_link(entry: Interaction) -> SimpleNamespace | None:
    url = url_of(entry)
    return SimpleNamespace(url=url, text=i18n.gettext("Open")) if url else None


def log_now_button(document: Document, row: Dispatch) -> SimpleNamespace | None:
    page = page_of_document(document)
    if not current_user().may(page.area, Right.WRITE):
        return None
    return SimpleNamespace(url=page.card_url(document, "log_now", dispatch_id=row.id), text=i18n.gettext("Log it now"))


def answer_pdf(data: bytes, name: str) -> Response:
    response = send_file(BytesIO(data), "application/pdf", download_name=name, max_age=0)
    response.headers["Content-Security-Policy"] = PDF_CSP
    response.headers["Cache-Control"] = "no-store"
    return response


def reason_view(problem: NotLogged | None) -> SimpleNamespace | None:
    return problem and SimpleNamespace(text=i18n.tell(problem.message), link=see_link(problem.see))
