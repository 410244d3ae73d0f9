"""A mail server for tests that really listens, and takes, refuses or dawdles as the test says."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from webapp.domain.setup.company import MailSetup
from webapp.domain.setup.single import the

TAKEN = "250 Taken"
SENDER = "post@fjordlys.example"


class PostOffice:
    """Keeps what came in. `answers` says what is answered to a recipient or, with an empty name, to a mail."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.answers: dict[str, list[str]] = {}
        self.slow = 0.0
        self.port = 0

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.received]

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self._answer(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.slow)
        answer = self._answer("")
        if answer.startswith("2"):
            self.received.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
        return answer

    def _answer(self, about: str) -> str:
        planned = self.answers.get(about)
        return planned.pop(0) if planned else TAKEN


@contextmanager
def post_office(**options: Any) -> Iterator[PostOffice]:
    office = PostOffice()
    office.port = a_free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def only(user: str, password: str) -> dict[str, Any]:
    """A server that knows only one person."""

    def check(_server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (user.encode(), password.encode()), handled=False)

    return {"authenticator": check, "auth_require_tls": False}


def mails_go_to(session: Any, port: int, **values: Any) -> MailSetup:
    setup = the(session, MailSetup)
    usual = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender_name": "Fjordlys Øst AS",
        "sender_email": SENDER,
    }
    for field, value in {**usual, **values}.items():
        setattr(setup, field, value)
    session.flush()
    return setup
