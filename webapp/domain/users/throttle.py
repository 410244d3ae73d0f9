"""Slows down guessing: after some failures an account or an address has to wait. Kept in the database, so it holds for every process."""

from __future__ import annotations

import datetime as dt
import math

from sqlalchemy import String, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..base import Base, now
from ..columns import Moment
from ..errors import N_, Refused

WINDOW = dt.timedelta(minutes=15)
MOST_FOR_ACCOUNT = 5
MOST_FOR_ADDRESS = 30


class FailedSignIn(Base):
    __tablename__ = "failed_sign_in"

    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    account: Mapped[str] = mapped_column(String(80), index=True)
    address: Mapped[str] = mapped_column(String(60), index=True)


def refuse_while_throttled(session: Session, account: str, address: str) -> None:
    since = now() - WINDOW
    for column, value, most in (
        (FailedSignIn.account, account, MOST_FOR_ACCOUNT),
        (FailedSignIn.address, address, MOST_FOR_ADDRESS),
    ):
        count, oldest = session.execute(
            select(func.count(), func.min(FailedSignIn.at)).where(column == value, FailedSignIn.at > since)
        ).one()
        if count >= most:
            wait = (oldest + WINDOW - now()) / dt.timedelta(minutes=1)
            raise Refused(
                N_("Too many failed attempts. Try again in %(minutes)s min."), minutes=max(1, math.ceil(wait))
            )


def note_failure(session: Session, account: str, address: str) -> None:
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now() - WINDOW))
    session.execute(insert(FailedSignIn).values(account=account, address=address))


def forget_failures(session: Session, account: str) -> None:
    session.execute(delete(FailedSignIn).where(FailedSignIn.account == account))
