"""Many people take numbers at the same time, and each gets one of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import select

from tests.support.houses import House
from webapp.domain.checks import broken_promises

from .toy import Shop

PEOPLE = 8
EACH = 3


def test_eight_people_at_once_get_consecutive_numbers(house: House, toy_kind: Any) -> None:
    with house.acting() as session:
        toy_kind.__table__.create(session.connection())
    together = Barrier(PEOPLE)

    def work(_person: int) -> list[str]:
        together.wait()
        numbers = []
        for _ in range(EACH):
            with house.acting("Make") as session:
                numbers.append(Shop(session, toy_kind).make().no)
        return numbers

    with ThreadPoolExecutor(PEOPLE) as people:
        taken = [no for numbers in people.map(work, range(PEOPLE)) for no in numbers]

    assert sorted(taken) == [f"CT{number:06}" for number in range(1, PEOPLE * EACH + 1)]
    with house.looking() as session:
        assert sorted(session.scalars(select(toy_kind.no))) == sorted(taken)
        assert list(broken_promises(session)) == []
