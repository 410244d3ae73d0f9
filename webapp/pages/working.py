"""Sets a job going from within a request: the first portion at once, so that a short one is over when its page opens."""

from __future__ import annotations

from flask import current_app

from .. import i18n
from ..db import transaction
from ..domain.errors import N_, Changed, Message, Refused, say
from ..domain.jobs import Job, JobKind, fail, work
from ..security import current_user
from ..workers import Workers
from .receipts import receipt

NAMED = 3


def set_going(kind: JobKind, job: Job) -> None:
    """The rest is done beside the requests, whether somebody looks or not."""
    job_id = job.id
    try:
        with transaction(say(kind.done, count=0), current_user().author) as session:
            job = work(session, kind, job_id, 0)
    except Changed:
        pass
    except Refused as refused:
        with transaction(say(kind.title), current_user().author) as session:
            job = fail(session, job_id, refused)
    if job.is_running:
        go_on(job_id)
    elif job.is_over:
        details = [i18n.tell(each) for each in [*counts(job), *_first_named(job), *job.notes]]
        receipt(say(kind.done, count=job.done), details=details)


def go_on(job_id: int) -> None:
    workers: Workers = current_app.extensions["workers"]
    workers.set_off(job_id)


def _first_named(job: Job) -> list[Message]:
    """The page names more of them."""
    named = [*job.refusals, *job.passed][:NAMED]
    return [say(N_("Not %(contact)s: %(reason)s"), contact=label, reason=reason) for label, reason in named]


def counts(job: Job) -> list[Message]:
    """What became of those that it was not done with."""
    found = (
        (N_("Passed by, as there was nothing to do: %(count)s"), job.skipped),
        (N_("Refused: %(count)s"), job.refused),
    )
    return [say(text, count=count) for text, count in found if count]
