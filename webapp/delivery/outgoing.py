"""Carries what waits in the outbox to the mail server. Any number may do so at once, in as many processes."""

from __future__ import annotations

import datetime as dt
import smtplib
from email.message import EmailMessage

from sqlalchemy.orm import Session

from ..db import Database
from ..domain.errors import Refused
from ..domain.outbox.claiming import LEASE, Claim, anything_to_do, claim, renew
from ..domain.outbox.concluding import conclude_failed, conclude_put_off, conclude_sent
from ..domain.outbox.mail import Mail
from ..i18n import tell
from .mailing import Came, MailServer, Outcome, connected, hand_over, message_of, server_of, trouble

CONCLUDE = {Came.SENT: conclude_sent, Came.PUT_OFF: conclude_put_off, Came.FAILED: conclude_failed}


def a_round(database: Database, lease: dt.timedelta = LEASE) -> int:
    """Takes the next mails and says how many they were."""
    with database.sessions() as session:
        if not anything_to_do(session):
            return 0
    with database.unremembered() as session:
        mine = claim(session, lease)
        server = server_of(session)
    if mine:
        _carry(database, server, mine, lease)
    return len(mine)


def _carry(database: Database, server: MailServer, mine: list[Claim], lease: dt.timedelta) -> None:
    """All by one connection. Where that breaks, what has not gone yet is put off."""
    rest = list(mine)
    try:
        with connected(server) as smtp:
            while rest:
                _hand_over(database, smtp, rest[0], lease)
                rest.pop(0)
    except OSError as error:
        for each in rest:
            _conclude(database, each, trouble(error))


def _hand_over(database: Database, smtp: smtplib.SMTP, mine: Claim, lease: dt.timedelta) -> None:
    """The database waits for no mail server: what is said to one is said between two transactions."""
    with database.unremembered() as session:
        if not renew(session, mine, lease):
            return
        message = _written(session, mine)
    _conclude(database, mine, hand_over(smtp, message) if isinstance(message, EmailMessage) else message)


def _written(session: Session, mine: Claim) -> EmailMessage | Outcome:
    """Where a file of the mail is not there as it was kept, nothing is sent."""
    try:
        return message_of(session, session.get_one(Mail, mine.mail_id))
    except Refused as refused:
        return Outcome(Came.FAILED, tell(refused.message))


def _conclude(database: Database, mine: Claim, outcome: Outcome) -> None:
    with database.unremembered() as session:
        CONCLUDE[outcome.came](session, mine, outcome.words)
