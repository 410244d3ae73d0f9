"""What came of sending a mail: it is gone, it is tried again later, or nobody will ever take it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, update
from sqlalchemy.orm import Session

from ..base import now
from .claiming import MOST_TRIES, Claim, is_mine
from .mail import Mail, State

WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""After the first try, the second, the third, and every other one."""
LONGEST_WORDS = 1000


def conclude_sent(session: Session, mine: Claim, words: str = "") -> None:
    """What is gone is gone, even if the lease ended meanwhile and somebody else has taken it."""
    not_sent = and_(Mail.id == mine.mail_id, Mail.state != State.SENT.value, Mail.discarded.is_(False))
    _write(session, not_sent, state=State.SENT.value, sent_at=now(), problem=words[:LONGEST_WORDS])


def conclude_put_off(session: Session, mine: Claim, words: str) -> None:
    """Tried again later, and later, until it was tried often enough."""
    if mine.tries >= MOST_TRIES:
        conclude_failed(session, mine, words)
        return
    wait = WAITS[min(mine.tries, len(WAITS)) - 1]
    _write(session, is_mine(mine), state=State.WAITING.value, due_at=now() + wait, problem=words[:LONGEST_WORDS])


def conclude_failed(session: Session, mine: Claim, words: str) -> None:
    _write(session, is_mine(mine), state=State.FAILED.value, problem=words[:LONGEST_WORDS])


def _write(session: Session, which: ColumnElement[bool], **values: Any) -> None:
    session.execute(update(Mail).where(which).values(**values).execution_options(synchronize_session=False))
