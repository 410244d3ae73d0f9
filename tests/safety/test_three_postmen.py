"""Three workers carry three hundred mails while one after the other is killed: none is lost, and what comes twice is
known by its Message-ID."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from tests.support.houses import House
from tests.support.post import mails_go_to, post_office
from webapp.db import Database
from webapp.delivery.outgoing import a_round
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.writing import Letter, write_mail

MAILS, KILLED = 300, 3
LEASE = dt.timedelta(seconds=3)
PROCESSES = multiprocessing.get_context("fork")
"""A copy of this process is there at once; nothing of the parent's connections is used in it."""


def a_worker(url: str) -> Any:
    worker = PROCESSES.Process(target=carry, args=(url,), daemon=True)
    worker.start()
    return worker


def carry(url: str) -> None:
    database = Database(url)
    while True:
        if not a_round(database, LEASE):
            time.sleep(0.05)


def not_sent(house: House) -> int:
    with house.looking() as session:
        return session.scalar(select(func.count()).select_from(Mail).where(Mail.state != State.SENT)) or 0


def test_no_mail_is_lost_when_workers_are_killed(house: House) -> None:
    with post_office() as office:
        with house.acting() as session:
            mails_go_to(session, office.port)
            for number in range(MAILS):
                write_mail(session, Letter(f"{number}@hill.test", f"Mail {number}", "Hello"), f"form {number}")
        url = house.database.engine.url.render_as_string(hide_password=False)
        workers = [a_worker(url) for _ in range(3)]
        try:
            for killed in range(KILLED):
                _wait(lambda some=(killed + 1) * 60: len(office.received) >= some)
                os.kill(workers[0].pid, signal.SIGKILL)
                workers.pop(0).join()
                workers.append(a_worker(url))
            _wait(lambda: not_sent(house) == 0)
        finally:
            for worker in workers:
                worker.kill()
                worker.join()

    times = Counter(office.ids)
    with house.looking() as session:
        wanted = set(session.scalars(select(Mail.message_id)))
    assert set(times) == wanted
    assert len(wanted) == MAILS
    assert sum(times.values()) - MAILS <= KILLED


def _wait(arrived: Callable[[], bool], seconds: float = 60) -> None:
    """Until it is so; what never comes ends the test."""
    end = time.monotonic() + seconds
    while not arrived():
        assert time.monotonic() < end, "they have stopped"
        time.sleep(0.1)
