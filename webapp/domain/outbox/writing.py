"""Puts a mail into the outbox, in the transaction of whatever it is about: both are there, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import make_msgid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh, now
from ..changes import memory_of
from ..errors import N_, Refused
from ..files import File, keep_attachment
from ..interactions.dispatch import Dispatch
from ..interactions.interaction import Interaction
from ..setup.company import MailSetup
from ..setup.single import ONLY_ROW, the
from .mail import Mail, MailFile, State

NOWHERE = "concord.invalid"
"""Where message ids are from while nobody has said where our mails are from."""


class Letter(NamedTuple):
    """What somebody wrote, and to whom."""

    recipients: str
    subject: str
    body: str
    copies: str = ""
    reply_to: str = ""
    files: Sequence[tuple[File, str]] = ()
    """What it brings along, and under which names."""


def is_set_up(session: Session) -> bool:
    """Whether mails can leave: there is a company, a server, and somebody they are from."""
    setup = session.get(MailSetup, ONLY_ROW)
    return bool(setup and setup.host and setup.sender_email)


def written_mail(session: Session, once: str) -> Mail | None:
    """What came already from the same form."""
    return session.scalar(select(Mail).where(Mail.once == once))


def write_mail(
    session: Session,
    letter: Letter,
    once: str,
    interaction: Interaction | None = None,
    dispatch: Dispatch | None = None,
) -> Mail:
    """It is held while there is no mail server."""
    if not letter.recipients:
        raise Refused(N_("Enter an email address to send to."), field="recipients")
    mail = fresh(
        Mail,
        message_id=make_msgid(domain=_domain(session)),
        written_at=now(),
        user_name=memory_of(session).by.name,
        reply_to=letter.reply_to,
        recipients=letter.recipients,
        copies=letter.copies,
        subject=letter.subject,
        body=letter.body,
        once=once,
        interaction_id=interaction.id if interaction else None,
        dispatch_id=dispatch.id if dispatch else None,
        state=State.WAITING if is_set_up(session) else State.HELD,
    )
    session.add(mail)
    session.flush()
    session.add_all(fresh(MailFile, mail_id=mail.id, file_id=file.id, name=name) for file, name in letter.files)
    session.flush()
    return mail


def bring_files(session: Session, brought: Sequence[tuple[str, bytes]], field: str) -> list[tuple[File, str]]:
    """What somebody adds to a mail by hand."""
    return [keep_attachment(session, data, name, field) for name, data in brought]


def files_of(session: Session, mail: Mail) -> Sequence[MailFile]:
    return session.scalars(select(MailFile).where(MailFile.mail_id == mail.id).order_by(MailFile.id)).all()


def _domain(session: Session) -> str:
    """In letters that every mail program reads."""
    domain = the(session, MailSetup).sender_email.rpartition("@")[2]
    return domain if domain.isascii() and domain else NOWHERE
