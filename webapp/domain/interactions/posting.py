"""What is finished as a mail goes into the outbox with it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..errors import N_, say
from ..files import File
from ..outbox.mail import Mail, State
from ..outbox.writing import Letter, write_mail
from .entry import email_of
from .manual import Finished

HELD = N_("A mail to %(recipients)s is written. It is held until a mail server is set up.")
WAITING = N_("A mail to %(recipients)s is in the outbox.")


def post(session: Session, finished: Finished, once: str) -> Mail | None:
    if not finished.is_to_be_sent:
        return None
    entry = finished.entry
    letter = letter_of(session, finished, email_of(session, finished.contact, entry.date))
    with because(session, Rule.LEFT, entry):
        mail = write_mail(session, letter, once, entry)
    mention(session, say(HELD if mail.state == State.HELD else WAITING, recipients=mail.recipients))
    return mail


def letter_of(session: Session, finished: Finished, recipients: str) -> Letter:
    """The text that was filled in is the mail itself, every other file comes with it."""
    entry = finished.entry
    return Letter(recipients, entry.subject, finished.text or entry.description, files=_files(session, finished))


def _files(session: Session, finished: Finished) -> tuple[tuple[File, str], ...]:
    holder = finished.source.row if finished.text else finished.entry
    if holder is None or holder.file_id is None:
        return ()
    return ((session.get_one(File, holder.file_id), holder.file_name),)
