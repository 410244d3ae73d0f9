"""Workers take mails by lease: whoever has one may send it until the lease ends. A worker that dies gives nothing back,
and needs not: after its lease others take its mails again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from ..base import now
from .mail import Mail, State
from .writing import is_set_up

LEASE = dt.timedelta(minutes=5)
AT_ONCE = 10
MOST_TRIES = 10
GAVE_UP = "The worker did not come back."


class Claim(NamedTuple):
    """A mail and how many times it has been taken, by which a worker knows that it is still its own."""

    mail_id: int
    tries: int


def is_due(at: dt.datetime) -> ColumnElement[bool]:
    """What waits for its next try, and what nobody has come back with."""
    open_ones = Mail.state.in_([State.WAITING.value, State.SENDING.value])
    return and_(open_ones, Mail.due_at <= at, Mail.discarded.is_(False))


def anything_to_do(session: Session) -> bool:
    """Asked without writing, since a worker mostly finds nothing."""
    ready = is_set_up(session)
    to_do = or_(is_due(now()), Mail.state == State.HELD.value) if ready else Mail.state == State.WAITING.value
    return bool(session.scalar(select(Mail.id).where(to_do).limit(1)))


def settle(session: Session) -> None:
    """What was held goes, once there is a mail server; what waits is held when there is none any more."""
    ready = is_set_up(session)
    before, after = (State.HELD, State.WAITING) if ready else (State.WAITING, State.HELD)
    _write(session, Mail.state == before.value, state=after.value, due_at=now())


def claim(session: Session, lease: dt.timedelta = LEASE, most: int = AT_ONCE) -> list[Claim]:
    """The next mails. Two workers never get the same one: on PostgreSQL a taken row is passed by, on SQLite they wait
    for each other."""
    settle(session)
    if not is_set_up(session):
        return []
    at = now()
    lost = and_(is_due(at), Mail.attempts >= MOST_TRIES)
    _write(session, lost, state=State.FAILED.value, problem=GAVE_UP)
    next_ones = select(Mail.id).where(is_due(at)).order_by(Mail.due_at, Mail.id).limit(most)
    locked = next_ones.with_for_update(skip_locked=True).cte("next_ones")
    taken = (
        update(Mail)
        .where(Mail.id.in_(select(locked.c.id)))
        .values(state=State.SENDING.value, attempts=Mail.attempts + 1, due_at=at + lease)
        .returning(Mail.id, Mail.attempts)
        .execution_options(synchronize_session=False)
    )
    return sorted(Claim(*row) for row in session.execute(taken))


def renew(session: Session, mine: Claim, lease: dt.timedelta = LEASE) -> bool:
    """Whether the mail is still this worker's; then for a whole lease from now on."""
    return bool(_write(session, is_mine(mine), due_at=now() + lease))


def is_mine(mine: Claim) -> ColumnElement[bool]:
    return and_(Mail.id == mine.mail_id, Mail.state == State.SENDING.value, Mail.attempts == mine.tries)


def _write(session: Session, which: ColumnElement[bool], **values: Any) -> Sequence[int]:
    changed = update(Mail).where(which).values(**values).returning(Mail.id)
    return session.scalars(changed.execution_options(synchronize_session=False)).all()
