"""Mails as a list and a card, and the texts they begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from ... import i18n
from ...delivery.letters import PLACES
from ...domain.errors import N_, P_, say
from ...domain.interactions.dispatch import Dispatch
from ...domain.outbox.acting import change_mail
from ...domain.outbox.mail import Mail, MailText, State
from ...domain.outbox.mail_texts import add_mail_text, change_mail_text, delete_mail_text
from ...domain.outbox.telling import state_in_words
from ...domain.outbox.writing import files_of
from ...domain.setup.company import MailSetup
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...pages import Action, Chip, Fact, FactBox, Page, Tab, Why
from ...pages.actions import missing_right
from ...pages.memory import moment_text
from ...pages.rendering import page_of, url_of

HOME = "outbox"
TONES = {State.SENT: "done", State.FAILED: "warning", State.HELD: "empty"}


def chips(mail: Mail, _around: Any) -> list[Chip]:
    states: Mapping[str, State] = {state.value: state for state in State}
    state = states[mail.state]
    shown = [] if mail.discarded else [Chip(i18n.gettext(state.caption), tone=TONES.get(state, ""))]
    return shown or [Chip(i18n.gettext("Discarded"), tone="empty")]


def if_at_rest(mail: Mail, _user: User, _around: Any) -> Why | None:
    if mail.discarded:
        return Why(say(N_("It was discarded. Bring it back first.")))
    return None if mail.state not in (State.SENT, State.SENDING) else Why(say(N_("It is on its way, or has arrived.")))


def if_discarded(mail: Mail, _user: User, _around: Any) -> Why | None:
    return None if mail.discarded else Why(say(N_("It was not discarded.")))


def if_may_set_up(_mail: Any, user: User, _around: Any) -> Why | None:
    area = Area(MailSetup.area)
    return None if user.may(area, Right.SETUP) else missing_right(area, Right.SETUP)


def how_far(_session: Session, mail: Mail, _around: Any) -> list[Fact]:
    facts = [Fact(N_("State"), i18n.tell(state_in_words(mail)), _mend(mail))]
    if mail.attempts:
        facts.append(Fact(N_("Tries"), str(mail.attempts)))
    if mail.state == State.WAITING and mail.attempts:
        facts.append(Fact(N_("Next try"), moment_text(mail.due_at)))
    if mail.sent_at is not None:
        facts.append(Fact(N_("Sent At"), moment_text(mail.sent_at)))
    return facts


def _mend(mail: Mail) -> str | None:
    page = page_of("mail_setup") if mail.state == State.HELD and not mail.discarded else None
    return page.url("card") if page else None


def what_with_it(session: Session, mail: Mail, _around: Any) -> list[Fact]:
    facts = [
        Fact(N_("Attachment"), each.name, url_for("outbox.attachment", key=mail.key, mail_file_id=each.id))
        for each in files_of(session, mail)
    ]
    if mail.interaction is not None:
        facts.append(Fact(N_("Interaction"), mail.interaction.label, url_of(mail.interaction)))
    row = session.get(Dispatch, mail.dispatch_id) if mail.dispatch_id else None
    page = page_of(row.kind) if row else None
    if row is not None and page is not None:
        facts.append(
            Fact(page.model.one, row.document_no, page.url("dispatch", key=row.document_no, dispatch_id=row.id))
        )
    return facts


OUTBOX = Page(
    "outbox", Mail, HOME,
    (
        Tab(N_("General"), ("recipients", "copies", "subject", "body")),
        Tab(N_("Sender"), ("written_at", "user_name", "reply_to", "state", "discarded"), open=False, summary=("user_name", "written_at")),
    ),
    columns=("subject", "state", "recipients", "written_at", "user_name", "discarded"),
    more_filters=("copies", "reply_to"), sort="-id", icon="send",
    note=N_("Mails that were written here: those that wait, and those that have gone."), synonyms=N_("sent mails, drafts, mail queue"),
    called=N_("Outbox"), styles=("outbox.css",), change=change_mail, chips=chips,
    factboxes=(FactBox("state", N_("State"), how_far), FactBox("with", N_("What goes with it"), what_with_it)),
    actions=(
        Action("send-again", N_("Send again"), "outbox.send_again", "send", Right.WRITE, "post", enabled=if_at_rest),
        Action("discard", P_("mail", "Discard"), "outbox.discard", "trash-2", Right.WRITE, "post", enabled=if_at_rest),
        Action("bring-back", N_("Bring back"), "outbox.bring_back", "undo-2", Right.WRITE, "post", place="more", enabled=if_discarded),
        Action("eml", N_("Download as .eml"), "outbox.eml", "download", place="more"),
    ),
    list_actions=(
        Action("texts", N_("Mail Texts"), "outbox.mail_texts_list", "message-square"),
        Action("mail-setup", MailSetup.one, "setup.mail_card", "settings", enabled=if_may_set_up),
    ),
    bulk=(
        Action("send-again", N_("Send again"), "outbox.send_again_ticked", "send", Right.WRITE, "post"),
        Action("discard", P_("mail", "Discard"), "outbox.discard_ticked", "trash-2", Right.WRITE, "post"),
    ),
)  # fmt: skip


def places(_session: Session, _text: MailText, _around: Any) -> list[Fact]:
    """What can stand in a text, with what would stand there."""
    return [Fact(f"{{{name}}}", i18n.gettext(MEANINGS[name]), own_words=True) for name in PLACES]


MEANINGS = {
    "document": N_("Kind and number of the document"),
    "number": N_("Its number"),
    "date": N_("Its date"),
    "company": N_("Whom it is for"),
    "contact": N_("The contact it names"),
    "salesperson": N_("Our salesperson or purchaser, or else whoever sends it"),
    "our_company": N_("Our name"),
    "your_reference": N_("Their reference"),
}
MAIL_TEXTS = Page(
    "mail-texts", MailText, HOME,
    (Tab(N_("General"), ("kind", "language_code", "subject", "body"),
         note=N_("Without a kind of document it holds for all of them, without a language for all languages. Names in braces such as {document} are filled in: {number}, {date}, {company}, {contact}, {salesperson}, {our_company}, {your_reference}.")),),
    columns=("kind", "language_code", "subject"), sort="kind", icon="message-square",
    note=N_("How mails with documents begin, by kind of document and language."), synonyms=N_("mail templates, greetings"),
    add=add_mail_text, change=change_mail_text, delete=delete_mail_text,
    factboxes=(FactBox("places", N_("What is filled in"), places),),
    actions=(Action("preview", N_("Preview"), "outbox.text_preview", "eye"),),
)  # fmt: skip
PAGES = (OUTBOX, MAIL_TEXTS)
