"""Who works on jobs: threads beside the requests, so that a job goes on when nobody looks at it.

A thread that ends with its server leaves the job after the last whole portion; whoever opens its page sets off another.
"""

from __future__ import annotations

from threading import Lock, Thread
from time import sleep
from typing import Protocol

from .db import Database
from .domain.changes import Author
from .domain.errors import Changed, Refused, say
from .domain.jobs import Job, fail, work
from .domain.jobs.kinds import JOB_KINDS
from .logs import log

PAUSE = 0.05
"""Seconds between two portions, in which others get to write."""


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
