"""Moves a job on from within a request, portion by portion, and tells when it is over."""

from __future__ import annotations

from .. import i18n
from ..db import reading, transaction
from ..domain.errors import N_, Changed, Message, Refused, say
from ..domain.jobs import Job, JobKind, fail, work
from ..security import current_user
from .receipts import receipt


def move(kind: JobKind, job: Job, seen: int, portions: int) -> Job:
    """Some portions, each a transaction of its own. One that had to give way to others is tried again next time."""
    job_id = job.id
    for _ in range(portions):
        was_behind = job.position != seen
        try:
            with transaction(say(kind.done, count=0), current_user().author) as session:
                job = work(session, kind, job_id, seen)
        except Changed:
            return reading().get_one(Job, job_id)
        except Refused as refused:
            with transaction(say(kind.title), current_user().author) as session:
                return fail(session, job_id, refused)
        if was_behind or not job.is_running:
            break
        seen = job.position
    if job.is_over and not was_behind:
        receipt(say(kind.done, count=job.done), details=[i18n.tell(each) for each in [*counts(job), *job.notes]])
    return job


def counts(job: Job) -> list[Message]:
    """What became of those that it was not done with."""
    found = (
        (N_("Passed by, as there was nothing to do: %(count)s"), job.skipped),
        (N_("Refused: %(count)s"), job.refused),
    )
    return [say(text, count=count) for text, count in found if count]
