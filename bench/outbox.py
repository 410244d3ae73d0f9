"""How many mails a worker carries in a second, to a mail server in a process of its own that takes everything.

The floor says the same mails to the same server, one after the other by one connection, and knows no outbox.
"""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from threading import Event
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from sqlalchemy import select

from webapp.db import Database
from webapp.delivery.mailing import message_of
from webapp.delivery.outgoing import a_round
from webapp.domain.errors import say
from webapp.domain.files import keep_file
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.writing import Letter, write_mail
from webapp.domain.setup.company import MailSetup
from webapp.domain.setup.single import the

from .database import BY
from .servers import free_port

MAILS = 500
A_PAPER = 30_000
"""Bytes of what each brings along."""
PATIENCE = 30


class Carried(NamedTuple):
    """Mails per second, and milliseconds of processor that one takes here."""

    own: float
    floor: float
    work: float


def carried(url: str) -> Carried:
    """The mails stay behind as sent ones."""
    database = Database(url)
    with _mail_server() as port, _set_up(database, port):
        messages = _written(database)
        worked = time.process_time()
        own = _seconds(lambda: _carry(database))
        work = time.process_time() - worked
        floor = _seconds(lambda: _say(port, messages))
        _check(database)
    database.engine.dispose()
    return Carried(MAILS / own, MAILS / floor, 1000 * work / MAILS)


def _written(database: Database) -> list[EmailMessage]:
    form = str(time.monotonic_ns())
    with database.transaction(say("Written"), BY) as session:
        paper = keep_file(session, Random(1).randbytes(A_PAPER))
        mails = [
            write_mail(
                session, Letter(f"post{n}@bench.example", "Order", "Hello", files=[(paper, "Order.pdf")]), f"{form}.{n}"
            )
            for n in range(MAILS)
        ]
        return [message_of(session, mail) for mail in mails]


def _carry(database: Database) -> None:
    while a_round(database):
        pass


def _say(port: int, messages: list[EmailMessage]) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=PATIENCE) as smtp:
        for message in messages:
            smtp.send_message(message)


def _check(database: Database) -> None:
    with database.sessions() as session:
        waiting = session.scalar(select(Mail.id).where(Mail.state != State.SENT.value).limit(1))
    if waiting is not None:
        raise RuntimeError(f"mail {waiting} was not sent")


@contextmanager
def _set_up(database: Database, port: int) -> Iterator[None]:
    """What was set up before is set up again."""
    told = {"host": "127.0.0.1", "port": port, "security": "none", "sender_email": "bench@bench.example"}
    before = _change(database, told)
    try:
        yield
    finally:
        _change(database, before)


def _change(database: Database, values: dict[str, object]) -> dict[str, object]:
    with database.transaction(say("Mail server"), BY) as session:
        setup = the(session, MailSetup)
        before = {name: getattr(setup, name) for name in values}
        for name, value in values.items():
            setattr(setup, name, value)
    return before


@contextmanager
def _mail_server() -> Iterator[int]:
    context, port = get_context("spawn"), free_port()
    here, there = context.Pipe()
    process = context.Process(target=_take_everything, args=(port, there), daemon=True)
    process.start()
    try:
        if not here.poll(PATIENCE):
            raise RuntimeError("the mail server did not start")
        yield port
    finally:
        process.terminate()
        process.join()


def _take_everything(port: int, started: Connection) -> None:
    Controller(Sink(), hostname="127.0.0.1", port=port).start()
    started.send(port)
    Event().wait()


def _seconds(verb: Callable[[], None]) -> float:
    begun = time.perf_counter()
    verb()
    return time.perf_counter() - begun
