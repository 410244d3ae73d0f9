"""Two people draw on one blanket order, or write on one document, at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.houses import House
from tests.support.papers import TODAY, a_document_for, a_line_on, a_product
from tests.support.parties import a_new_account
from webapp.domain.checks import broken_promises
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.document import Document
from webapp.domain.documents.line import DocumentLine
from webapp.domain.documents.lines import add_line, change_line, lines_of
from webapp.domain.documents.releasing import release
from webapp.domain.errors import Refused

PEOPLE = 8
LONG_ENOUGH = 0.5
"""Seconds in which whoever is not held up is done."""


@pytest.fixture
def orders(house: House) -> list[int]:
    """Two orders of one each, of a blanket order of ten; their ids."""
    with house.acting() as session:
        customer = a_new_account(session, "customer", "Acme")
        blanket = a_document_for(session, customer, "blanket_sales_order")
        rope = a_product(session, "ROPE", unit_code=None, vat_rate_code=None)
        line = a_line_on(session, blanket, rope, quantity=Decimal(10))
        made = []
        for _ in range(2):
            change_line(session, blanket, line, {"quantity_to_ship": Decimal(1)})
            made.append(make_order(session, blanket, TODAY).id)
        return made


def drawing(house: House, order_id: int, quantity: int) -> None:
    with house.acting("Drew") as session:
        draw(session, order_id, quantity)


def draw(session: Session, order_id: int, quantity: int) -> None:
    order = session.get_one(Document, order_id, with_for_update=True)
    change_line(session, order, lines_of(session, order)[0], {"quantity": Decimal(quantity)})


def meanwhile(session: Session, people: ThreadPoolExecutor, act: Callable[[], Any]) -> Future[Any]:
    """Somebody else begins while this action is not over, and either waits for it or is done before."""
    session.flush()
    other = people.submit(act)
    wait([other], timeout=LONG_ENOUGH)
    return other


def test_two_orders_do_not_both_draw_the_last_units(house: House, orders: list[int]) -> None:
    first, second = orders

    with ThreadPoolExecutor(1) as people:
        with house.acting("Drew") as session:
            draw(session, first, 7)
            other = meanwhile(session, people, lambda: drawing(house, second, 7))

        assert isinstance(other.exception(), Refused)
    with house.looking() as session:
        assert sorted(session.scalars(select(DocumentLine.quantity).where(DocumentLine.document_id.in_(orders)))) == [
            1,
            7,
        ]


def test_eight_people_never_draw_more_than_there_is(house: House, orders: list[int]) -> None:
    together = Barrier(PEOPLE)

    def work(person: int) -> None:
        together.wait()
        with suppress(Refused):
            drawing(house, orders[person % 2], person + 1)

    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(work, range(PEOPLE)))

    with house.looking() as session:
        drawn = session.scalars(select(DocumentLine.quantity).where(DocumentLine.document_id.in_(orders)))
        assert sum(drawn) <= 10
        assert list(broken_promises(session)) == []


def test_lines_that_eight_people_add_at_once_are_all_there_and_counted(house: House, orders: list[int]) -> None:
    together = Barrier(PEOPLE)

    def work(_person: int) -> None:
        together.wait()
        with house.acting("Added") as session:
            order = session.get_one(Document, orders[0])
            add_line(session, order, {"type": "item", "product_no": "ROPE", "quantity": Decimal(2)})

    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(work, range(PEOPLE)))

    with house.looking() as session:
        order = session.get_one(Document, orders[0])
        assert (len(lines_of(session, order)), order.amount) == (1 + PEOPLE, 100 + PEOPLE * 200)
        assert list(broken_promises(session)) == []


def test_nothing_is_added_to_a_document_that_is_released_meanwhile(house: House, orders: list[int]) -> None:
    def adding() -> None:
        with house.acting("Added") as session:
            add_line(session, session.get_one(Document, orders[0]), {"description": "More"})

    with ThreadPoolExecutor(1) as people:
        with house.acting("Released") as session:
            release(session, session.get_one(Document, orders[0]))
            other = meanwhile(session, people, adding)

        refused = other.exception()
    assert isinstance(refused, Refused) and "is released" in refused.message.text
