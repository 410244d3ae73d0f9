"""Who works while nobody looks: threads beside the requests, for jobs and for the mails of the outbox.

A thread that ends with its server leaves the job after the last whole portion; whoever opens its page sets off another.
"""

from __future__ import annotations

from threading import Event, Lock, Thread
from time import sleep
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from .db import Database
from .delivery.outgoing import a_round
from .domain.changes import Author
from .domain.errors import Changed, Refused, say
from .domain.jobs import Job, fail, work
from .domain.jobs.kinds import JOB_KINDS
from .logs import log

PAUSE = 0.05
"""Seconds between two portions, in which others get to write."""
REST = 2.0
"""Seconds between two looks into an outbox that was empty."""


class Workers(Protocol):
    def set_off(self, job_id: int) -> None:
        """See to it that somebody works on the job."""


class Threads:
    """One for each job that this process was asked to work on. Two processes never do a portion twice: it is locked."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._at_work: set[int] = set()
        self._lock = Lock()

    def set_off(self, job_id: int) -> None:
        with self._lock:
            if job_id in self._at_work:
                return
            self._at_work.add(job_id)
        Thread(target=self._work, args=(job_id,), name=f"job {job_id}", daemon=True).start()

    def _work(self, job_id: int) -> None:
        try:
            while a_portion(self.database, job_id).is_running:
                sleep(PAUSE)
        except Exception as error:
            log.error("a job has stopped", extra={"facts": {"job": job_id}}, exc_info=error)
        finally:
            with self._lock:
                self._at_work.discard(job_id)


def a_portion(database: Database, job_id: int) -> Job:
    """The next one. What had to give way to others is tried again; what is refused waits until somebody mends it."""
    with database.sessions() as session:
        job = session.get_one(Job, job_id)
    kind, author = JOB_KINDS[job.kind], Author(job.by_id, job.by_name)
    try:
        with database.transaction(say(kind.done, count=0), author) as session:
            return work(session, kind, job_id, job.position)
    except Changed:
        return job
    except Refused as refused:
        with database.transaction(say(kind.title), author) as session:
            return fail(session, job_id, refused)


class Postman:
    """Carries the mails of the outbox as long as its process lives. Each process that serves has one, and `concord outbox
    run` is one more: a mail is taken by lease, so they never get the same."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._stopped = Event()

    def start(self) -> None:
        Thread(target=self.walk, name="postman", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def walk(self) -> None:
        while not self._stopped.is_set():
            if not self.look():
                self._stopped.wait(REST)

    def look(self) -> int:
        """How many mails were taken. A database that is away for a while is no reason to stop."""
        try:
            return a_round(self.database)
        except SQLAlchemyError as error:
            log.error("the outbox cannot be read", exc_info=error)
            return 0
