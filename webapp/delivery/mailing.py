"""A mail as it travels, and the server that takes it."""

from __future__ import annotations

import datetime as dt
import mimetypes
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from enum import StrEnum
from typing import NamedTuple

from email_validator import validate_email
from sqlalchemy.orm import Session

from ..domain.base import now
from ..domain.files import content_of
from ..domain.outbox.mail import Mail
from ..domain.outbox.writing import files_of
from ..domain.setup.company import MailSetup
from ..domain.setup.single import the

PATIENCE = 30
"""Seconds that a server may take for one answer."""
ANY_FILE = "application/octet-stream"


class Came(StrEnum):
    """What came of it."""

    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"


class Outcome(NamedTuple):
    came: Came
    words: str = ""
    """What the server said."""


@dataclass(frozen=True)
class MailServer:
    """Where mails go; its password is never shown."""

    host: str
    port: int
    security: str
    user_name: str = ""
    password: str = field(default="", repr=False)


class Sender(NamedTuple):
    name: str
    email: str


def server_of(session: Session) -> MailServer:
    setup = the(session, MailSetup)
    return MailServer(setup.host, setup.port, setup.security, setup.user_name, setup.password)


def sender_of(session: Session) -> Sender:
    setup = the(session, MailSetup)
    return Sender(setup.sender_name, setup.sender_email)


# --- the mail


def message_of(session: Session, mail: Mail) -> EmailMessage:
    """The same mail is the same message, however often it is tried."""
    message = plain_message(sender_of(session), mail.recipients, mail.subject, mail.body, mail.written_at)
    message["Message-ID"] = mail.message_id
    if mail.copies:
        message["Cc"] = _addresses(mail.copies)
    if mail.reply_to:
        message["Reply-To"] = _addresses(mail.reply_to)
    for each in files_of(session, mail):
        kind = mimetypes.guess_type(each.name)[0] or ANY_FILE
        main, _slash, sub = kind.partition("/")
        message.add_attachment(content_of(session, each.file), maintype=main, subtype=sub, filename=each.name)
    return message


def plain_message(sender: Sender, recipients: str, subject: str, body: str, at: dt.datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    if sender.email:
        message["From"] = _address(sender.email, _one_line(sender.name))
    message["To"] = _addresses(recipients)
    message["Subject"] = _one_line(subject)
    message["Date"] = at
    message.set_content(body)
    return message


def _addresses(listed: str) -> list[Address]:
    return [_address(each.strip()) for each in listed.split(";") if each.strip()]


def _address(email: str, name: str = "") -> Address:
    """The domain in the letters of the wire; a name before the @ may have others, where the server takes them."""
    valid = validate_email(email, check_deliverability=False, test_environment=True)
    return Address(name, username=valid.local_part, domain=valid.ascii_domain)


def _one_line(text: str) -> str:
    """No header can be smuggled in."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


# --- the server


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection, encrypted and signed in as the setup says."""
    secure = server.security == "tls"
    smtp = (
        smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=ssl.create_default_context())
        if secure
        else smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    )
    try:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user_name:
            smtp.login(server.user_name, server.password)
        yield smtp
    finally:
        _leave(smtp)


def _leave(smtp: smtplib.SMTP) -> None:
    """Politely, unless the server has gone already."""
    try:
        smtp.quit()
    except OSError:
        smtp.close()


def send_test(session: Session, recipient: str, subject: str, body: str) -> Outcome:
    """At once, so that whoever sets up the server learns what it says."""
    message = plain_message(sender_of(session), recipient, subject, body, now())
    message["Message-ID"] = make_msgid(domain="concord.invalid")
    try:
        with connected(server_of(session)) as smtp:
            return hand_over(smtp, message)
    except OSError as error:
        return trouble(error)


def hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """One mail to a server that listens. Some may be refused while others get it: it is gone all the same."""
    try:
        refused = smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        return Outcome(Came.PUT_OFF if any(code < 500 for code in codes) else Came.FAILED, _told(error.recipients))
    except smtplib.SMTPResponseException as error:
        _forget(smtp)
        return Outcome(
            Came.PUT_OFF if error.smtp_code < 500 else Came.FAILED, _words(error.smtp_code, error.smtp_error)
        )
    except smtplib.SMTPNotSupportedError as error:
        return Outcome(Came.FAILED, str(error))
    return Outcome(Came.SENT, _told(refused))


def _forget(smtp: smtplib.SMTP) -> None:
    """Whatever was half-said, so that the next mail can follow."""
    try:
        smtp.rset()
    except OSError:
        smtp.close()


def trouble(error: OSError) -> Outcome:
    """There was no talking to the server: this is no fault of the mail, so it is tried again."""
    if isinstance(error, smtplib.SMTPResponseException):
        return Outcome(Came.PUT_OFF, _words(error.smtp_code, error.smtp_error))
    return Outcome(Came.PUT_OFF, str(error) or type(error).__name__)


def _told(refused: dict[str, tuple[int, bytes]]) -> str:
    return "; ".join(f"{address}: {_words(code, words)}" for address, (code, words) in refused.items())


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}".strip()
