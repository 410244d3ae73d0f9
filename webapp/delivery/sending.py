"""A document leaves as a mail: put on paper, logged and written into the outbox in one transaction."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.changes import Rule, because
from ..domain.documents.document import Document
from ..domain.errors import N_, Refused
from ..domain.interactions.dispatch import SENT
from ..domain.interactions.dispatching import Wanted
from ..domain.interactions.interaction import Interaction
from ..domain.outbox.mail import Mail
from ..domain.outbox.recipients import check_may_write
from ..domain.outbox.writing import Letter, write_mail
from .printing import Left, let_out


class Posted(NamedTuple):
    left: Left
    mail: Mail


def send_document(
    session: Session, document: Document, letter: Letter, wanted: Wanted, once: str, at: dt.datetime
) -> Posted:
    """The paper is the first thing that the mail brings along."""
    if not letter.recipients:
        raise Refused(N_("Enter an email address to send to."), field="recipients")
    check_may_write(session, document)
    left = let_out(session, document, SENT, wanted, once, at)
    before = session.scalar(select(Mail).where(Mail.dispatch_id == left.row.id))
    if before is not None:
        return Posted(left, before)
    entry = session.get(Interaction, left.row.interaction_id) if left.row.interaction_id else None
    with because(session, Rule.LEFT, document):
        if entry is not None:
            entry.subject = letter.subject
        whole = letter._replace(files=[(left.row.file, left.row.file_name), *letter.files])
        return Posted(left, write_mail(session, whole, left.row.once, entry, left.row))
