"""Guessing gets slow: after some failures an account, or an address, has to wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import how_many
from webapp.domain.base import now
from webapp.domain.errors import Refused
from webapp.domain.users import throttle
from webapp.domain.users.throttle import (
    MOST_FOR_ACCOUNT,
    MOST_FOR_ADDRESS,
    FailedSignIn,
    forget_failures,
    note_failure,
    refuse_while_throttled,
)

ANN = "ann@fabrikam.example"
HERE = "192.0.2.1"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    def move(minutes: float) -> None:
        monkeypatch.setattr(throttle, "now", lambda: now() + dt.timedelta(minutes=minutes))

    return move


def fail(session: Session, times: int, account: str = ANN, address: str = HERE) -> None:
    for _ in range(times):
        note_failure(session, account, address)


def has_to_wait(session: Session, account: str = ANN, address: str = HERE) -> bool:
    try:
        refuse_while_throttled(session, account, address)
    except Refused:
        return True
    return False


def test_a_few_failures_are_forgiven(session: Session) -> None:
    fail(session, MOST_FOR_ACCOUNT - 1)

    assert not has_to_wait(session)


def test_after_five_failures_the_account_waits_from_wherever(session: Session) -> None:
    fail(session, MOST_FOR_ACCOUNT)

    assert has_to_wait(session)
    assert has_to_wait(session, address="198.51.100.7")
    assert not has_to_wait(session, account="bo@fabrikam.example")


def test_after_thirty_failures_the_address_waits_whoever_it_is(session: Session) -> None:
    for number in range(MOST_FOR_ADDRESS):
        fail(session, 1, account=f"guess{number}@fabrikam.example")

    assert has_to_wait(session)
    assert not has_to_wait(session, address="198.51.100.7")


def test_the_refusal_says_how_many_minutes_are_left(session: Session, later: Callable[[float], None]) -> None:
    fail(session, MOST_FOR_ACCOUNT)
    said = []

    for minutes in (0, 5.5, 14.9):
        later(minutes)
        with pytest.raises(Refused) as refused:
            refuse_while_throttled(session, ANN, HERE)
        said.append(refused.value.message.params["minutes"])

    assert said == [15, 10, 1]


def test_after_a_quarter_of_an_hour_the_waiting_is_over(session: Session, later: Callable[[float], None]) -> None:
    fail(session, MOST_FOR_ACCOUNT)

    later(15.1)

    assert not has_to_wait(session)


def test_old_failures_are_swept_away(session: Session, later: Callable[[float], None]) -> None:
    fail(session, 3)
    later(16)

    fail(session, 1)

    assert how_many(session, FailedSignIn) == 1


def test_who_gets_in_starts_anew(session: Session) -> None:
    fail(session, MOST_FOR_ACCOUNT)
    fail(session, 1, account="bo@fabrikam.example")

    forget_failures(session, ANN)

    assert not has_to_wait(session)
    assert how_many(session, FailedSignIn) == 1
