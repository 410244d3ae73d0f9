"""Works on a job.

One portion is one transaction: it locks the job, does the next records and moves the position, all or nothing. So there
is nothing to clean up after a crash, and two workers can never do a portion twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ..base import now
from ..changes import Author, ChangeSet, continue_change_set, memory_of, name_change_set
from ..errors import N_, Message, Refused, say
from ..users.rights import Area, Right
from .job import Job, State


class Outcome(NamedTuple):
    """What became of the records of a portion."""

    done: int
    skipped: int
    refusals: list[tuple[str, Message]]
    """Those it could not be done with, and why."""
    passed: Sequence[tuple[str, Message]] = ()
    """Of those passed by the ones that have a name, and why."""


class JobKind(NamedTuple):
    word: str
    title: str
    done: str
    """What the action is called, with its %(count)s."""
    check: Callable[[Session], None]
    """Refuses before the first record what would fail with every one."""
    work: Callable[..., Outcome]
    """Does it with the records of these ids."""
    conclude: Callable[[Session, Sequence[int]], None]
    """Tells at the end what concerns them all."""
    rights: tuple[tuple[Area, Right], ...]
    table: str
    """The list it is begun from."""
    at_once: int = 500


def begin(session: Session, kind: JobKind, items: Sequence[int], by: Author) -> Job:
    kind.check(session)
    job = Job(kind=kind.word, items=json.dumps(items), total=len(items))
    job.by_id, job.by_name = by
    if not items:
        job.state = State.DONE
    session.add(job)
    session.flush()
    return job


def work(session: Session, kind: JobKind, job_id: int, seen: int) -> Job:
    """The next portion, unless it was cancelled or somebody else did it since the position was seen."""
    job = _locked(session, job_id)
    if not job.is_running or job.position != seen:
        return job
    if job.change_set_id is not None:
        continue_change_set(session, job.change_set_id)
    if was_undone(session, job):
        job.state = State.CANCELLED
        return job
    items = json.loads(job.items)
    outcome = kind.work(session, ids=items[seen : seen + kind.at_once])
    _move_on(job, outcome, min(seen + kind.at_once, job.total))
    name_change_set(session, say(kind.done, count=job.done))
    if job.position == job.total:
        job.state = State.DONE
        kind.conclude(session, items)
    memory = memory_of(session)
    job.add_notes(memory.notes)
    job.change_set_id = memory.change_set_id
    session.flush()
    return job


def _move_on(job: Job, outcome: Outcome, position: int) -> None:
    job.done += outcome.done
    job.skipped += outcome.skipped
    job.add_refusals(outcome.refusals)
    job.add_passed(outcome.passed)
    job.position = position
    job.moved_at = now()


def cancel(session: Session, job_id: int) -> Job:
    """Stop after the portion under way; what was done stays."""
    job = _locked(session, job_id)
    if job.is_running:
        job.state = State.CANCELLED
    return job


def fail(session: Session, job_id: int, refused: Refused) -> Job:
    """It cannot go on until somebody mends what is in the way."""
    job = _locked(session, job_id)
    if job.is_running:
        job.state = State.FAILED
        job.set_problem(refused)
    return job


def resume(session: Session, kind: JobKind, job_id: int, by: Author) -> Job:
    """Go on where it stopped."""
    job = _locked(session, job_id)
    if job.by_id != by.id:
        raise Refused(N_("%(who)s began this. Begin anew: what is done already will be passed by."), who=job.by_name)
    if was_undone(session, job):
        raise Refused(N_("What this did was undone. Begin anew."))
    if not job.is_over:
        kind.check(session)
        job.state, job.moved_at = State.RUNNING, now()
        job.set_problem(None)
    return job


def was_undone(session: Session, job: Job) -> bool:
    undone = select(exists().where(ChangeSet.undoes_id == job.change_set_id))
    return job.change_set_id is not None and bool(session.scalar(undone))


def unfinished(session: Session, kind: JobKind) -> list[Job]:
    """Those that stopped half-way and can go on, the newest first."""
    query = select(Job).where(Job.kind == kind.word, Job.state != State.DONE).order_by(Job.id.desc())
    return [job for job in session.scalars(query) if not was_undone(session, job)]


def _locked(session: Session, job_id: int) -> Job:
    return session.get_one(Job, job_id, with_for_update=True, populate_existing=True)
