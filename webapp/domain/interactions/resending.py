"""What went once goes again: as it was, or filled in anew by its template as an interaction of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..errors import N_, Refused, See
from ..files import File
from ..outbox.acting import state_of
from ..outbox.mail import Mail
from ..outbox.recipients import check_may_resend
from ..outbox.writing import Letter, files_of, write_mail, written_mail
from .content import MERGED, Content, Source, bring
from .dispatch import Dispatch
from .entry import begun, store, template_by_code
from .interaction import Interaction
from .languages import language_for, row_of
from .manual import Finished, next_minute
from .posting import letter_of
from .template import EMAIL, INBOUND, InteractionTemplate

POSTPONED = N_("Interaction %(no)s is postponed. Delete it, or finish it first.")
CANCELLED = N_("Interaction %(no)s is cancelled. Take it back first.")
CAME_IN = N_("There is nothing to send: interaction %(no)s came in from somebody else.")
NOTHING = N_("There is nothing to send: interaction %(no)s has no attachment, and nothing left the house with it.")
NOT_ON_PAPER = N_("There is nothing to print: interaction %(no)s went as a mail without attachments. Choose Email.")
TAKEN_OVER = ("language_code", "salesperson_code", "description", "subject")
LONGEST_WORD = 24


class Out(NamedTuple):
    """How something left the house, if it did: on paper and by its newest mail."""

    row: Dispatch | None
    mail: Mail | None


@dataclass(frozen=True)
class Again:
    """How it goes this time."""

    once: str
    on: dt.date
    """The work date."""
    at: dt.datetime
    """The moment in the time zone of whoever acts."""
    by: str = EMAIL
    recipients: str = ""
    copies: str = ""
    reply_to: str = ""
    anew: bool = False
    """Whether the places of the template are filled in once more."""
    date: str = ""
    """The day as it is written in what is filled in."""
    prefix: str = "Resend:"


class Resent(NamedTuple):
    """The entry that it went with, and its mail where it goes by mail."""

    entry: Interaction
    mail: Mail | None


def how_it_left(session: Session, entry: Interaction) -> Out:
    row = session.scalar(select(Dispatch).where(Dispatch.interaction_id == entry.id))
    return Out(row, state_of(session, [entry]).get(entry.id))


def cannot_resend(entry: Interaction, out: Out) -> Refused | None:
    """Why nothing of it can go again."""
    if entry.postponed:
        return Refused(POSTPONED, no=entry.id)
    if entry.cancelled:
        return Refused(CANCELLED, no=entry.id)
    if entry.information_flow == INBOUND:
        return Refused(CAME_IN, no=entry.id)
    if entry.file_id is None and out == (None, None):
        return Refused(NOTHING, no=entry.id)
    return None


def what_went(session: Session, entry: Interaction, out: Out) -> Letter:
    """The mail as it was or, where there was none, the attachment or the paper."""
    if out.mail is not None:
        files = [(each.file, each.name) for each in files_of(session, out.mail)]
        return Letter(out.mail.recipients, out.mail.subject, out.mail.body, files=files)
    files = [(out.row.file, out.row.file_name)] if out.row else []
    if entry.file_id is not None:
        files = [(session.get_one(File, entry.file_id), entry.file_name)]
    return Letter("", entry.subject or entry.description, entry.description, files=files)


def source_of(session: Session, entry: Interaction) -> tuple[Contact, Source]:
    """By what it can be filled in anew, and for whom; or why it cannot."""
    if entry.kind:
        raise Refused(N_("A document goes again as it left. To bring it up to date, send the document."), field="anew")
    template = template_by_code(session, entry.template_code)
    contact = session.scalar(select(Contact).where(Contact.no == entry.contact_no)) if entry.contact_no else None
    if contact is None or template is None:
        text = N_("The contact or the template of interaction %(no)s is gone, so it cannot be filled in anew.")
        raise Refused(text, field="anew", no=entry.id)
    row = row_of(session, template, entry.language_code) or language_for(session, template, contact.language_code)
    source = Source(template, row)
    if MERGED not in source.ways():
        text = N_("Template %(template)s has nothing to fill in: no email layout and no Word template.")
        see = See(InteractionTemplate.type_name, template.code)
        raise Refused(text, field="anew", see=see, template=template.code)
    return contact, source


def resend(session: Session, entry: Interaction, again: Again) -> Resent:
    """The same form, sent twice, is one mail: the second waits here and gets what the first has written."""
    session.refresh(entry, with_for_update=True)
    once = f"{again.once[:LONGEST_WORD]}.e{entry.id}"
    before = written_mail(session, once)
    if before is not None:
        return Resent(before.interaction or entry, before)
    out = how_it_left(session, entry)
    hindrance = cannot_resend(entry, out)
    if hindrance is not None:
        raise hindrance
    check_may_resend(session, entry)
    if again.anew:
        entry, letter = _filled_in_anew(session, entry, again)
    else:
        letter = what_went(session, entry, out)
        if again.by != EMAIL and not letter.files:
            raise Refused(NOT_ON_PAPER, field="correspondence_type", no=entry.id)
        entry.correspondence_type = again.by
    return Resent(entry, _mailed(session, entry, letter, again, once) if again.by == EMAIL else None)


def _filled_in_anew(session: Session, old: Interaction, again: Again) -> tuple[Interaction, Letter]:
    """An entry of its own; the old one stays as it is."""
    contact, source = source_of(session, old)
    entry = begun(session, contact, source.template, again.at)
    for name in TAKEN_OVER:
        setattr(entry, name, getattr(old, name))
    entry.date, entry.time, entry.correspondence_type = again.on, next_minute(again.at), again.by
    text = bring(session, entry, contact, source, Content(MERGED, date=again.date))
    entry.description = _prefixed(entry.description, again.prefix, 100)
    entry.subject = _prefixed(entry.subject or old.description, again.prefix, 200)
    entry = _written_before(session, entry) or store(session, entry)
    return entry, letter_of(session, Finished(entry, contact, source, text), again.recipients)


def _prefixed(text: str, prefix: str, longest: int) -> str:
    return text if text.startswith(prefix) else f"{prefix} {text}"[:longest]


def _written_before(session: Session, entry: Interaction) -> Interaction | None:
    """What goes by no mail has no form that it is known by; two clicks make the same of it within a minute."""
    same = (
        "contact_no", "template_code", "date", "time", "description", "file_id", "user_name", "correspondence_type",
    )  # fmt: skip
    if entry.correspondence_type == EMAIL:
        return None
    twins = select(Interaction).where(*(getattr(Interaction, name) == getattr(entry, name) for name in same))
    return session.scalar(twins.order_by(Interaction.id).limit(1))


def _mailed(session: Session, entry: Interaction, letter: Letter, again: Again, once: str) -> Mail:
    with because(session, Rule.LEFT, entry):
        whole = letter._replace(recipients=again.recipients, copies=again.copies, reply_to=again.reply_to)
        return write_mail(session, whole, once, entry)
