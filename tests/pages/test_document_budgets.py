"""How much documents may ask of the database: the same for a handful of lines and for hundreds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.papers import a_document_for, a_product
from tests.support.parties import a_new_account
from tests.support.queries import queries
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.document import BlanketSalesOrder, Document
from webapp.domain.documents.line import DocumentLine
from webapp.domain.documents.lines import add_lines, change_line, lines_of
from webapp.domain.setup.trade import VatRate

from .test_budgets import CARD, LIST

OF_BLANKET_ORDERS = CARD + 1
"""What was drawn on them is asked for beside."""
CHANGED, ADDED, DELETED, PASTED, ORDERED, VERSIONS, PREVIEW = 15, 17, 15, 14, 40, 3, 9
FEW, MANY = 5, 500

Written = Callable[..., str]


@pytest.fixture
def way() -> str:
    """Lines are sent by htmx; everything else asks the same either way."""
    return "htmx"


@pytest.fixture
def written(house: House) -> Written:
    """Makes a document with so many lines; gives its address."""
    with house.acting() as session:
        customer = a_new_account(session, "customer", "Hill Bakery")
        rates = session.scalars(select(VatRate.code).order_by(VatRate.code)).all()
        for number in range(9):
            a_product(session, f"I{number}", unit_code=None, vat_rate_code=rates[number % len(rates)])

    def write(lines: int, kind: str = "sales_order") -> str:
        with house.acting() as session:
            document = a_document_for(session, customer, kind)
            wanted = [
                {"type": "item", "product_no": f"I{number % 9}", "quantity": Decimal(2)} for number in range(lines)
            ]
            add_lines(session, document, wanted)
            return f"/{kind.replace('_', '-')}s/{document.no}"

    return write


def last_line(house: House) -> int:
    with house.looking() as session:
        return session.scalars(select(DocumentLine.id).order_by(DocumentLine.id.desc()).limit(1)).one()


def sent(house: House, browser: Browser, at_most: int, url: str, **typed: str) -> int:
    """How many statements a line takes that is sent as htmx does it."""
    form = {"csrf_token": browser.token(), **typed}
    with queries(house.database.engine, at_most=at_most) as statements:
        response = browser.client.post(url, data=form, headers={"HX-Request": "true"})
    assert response.status_code == 200, response.text
    return len(statements)


def opened(house: House, browser: Browser, at_most: int, url: str) -> int:
    with queries(house.database.engine, at_most=at_most) as statements:
        browser.open(url)
    assert browser.status == 200
    return len(statements)


def test_a_list_of_documents_asks_four_questions(house: House, browser: Browser, written: Written) -> None:
    for _ in range(12):
        written(1)

    for question in ("", "?q=hill", "?name=Hill*&sort=-amount", "?page=2"):
        opened(house, browser, LIST, f"/sales-orders{question}")


@pytest.mark.parametrize("kind", ["sales_quote", "sales_order"])
def test_a_card_asks_the_same_however_long_it_is(house: House, browser: Browser, written: Written, kind: str) -> None:
    short, long = written(FEW, kind), written(MANY, kind)

    asked = [opened(house, browser, CARD, url) for url in (short, long)]

    assert asked[0] == asked[1]


def test_a_card_that_hangs_on_others_asks_one_more(house: House, browser: Browser, written: Written) -> None:
    blanket = written(FEW, "blanket_sales_order")
    order = drawn_on(house)

    for url in (blanket, order):
        opened(house, browser, OF_BLANKET_ORDERS, url)


def drawn_on(house: House) -> str:
    with house.acting() as session:
        blanket = session.scalars(select(BlanketSalesOrder)).one()
        change_line(session, blanket, lines_of(session, blanket)[0], {"quantity_to_ship": Decimal(1)})
        order = make_order(session, blanket, session.get_one(Document, blanket.id).document_date)  # type: ignore[arg-type]
        return f"/sales-orders/{order.no}"


def test_a_line_takes_as_much_on_a_short_order_as_on_a_long_one(
    house: House, browser: Browser, written: Written
) -> None:
    taken = []

    for lines in (FEW, MANY):
        url = written(lines)
        line = last_line(house)
        changed = sent(house, browser, CHANGED, f"{url}/lines/{line}", quantity="7")
        added = sent(house, browser, ADDED, f"{url}/lines", type="item", product_no="I1", quantity="3")
        deleted = sent(house, browser, DELETED, f"{url}/lines/{line}/delete")
        taken.append((changed, added, deleted))

    assert taken[0] == taken[1]


def test_pasting_many_rows_takes_as_much_as_pasting_few(house: House, browser: Browser, written: Written) -> None:
    taken, form = [], {"csrf_token": browser.token()}

    for rows in (2, 100):
        url, text = written(1), "\n".join(f"I{row % 9}\tRope\t{row}" for row in range(rows))
        with queries(house.database.engine, at_most=PASTED) as statements:
            browser.client.post(f"{url}/lines/paste", data={**form, "rows": text})
        taken.append(len(statements))

    assert taken[0] == taken[1]


def test_an_order_takes_as_much_of_a_short_quote_as_of_a_long_one(
    house: House, browser: Browser, written: Written
) -> None:
    taken, form = [], {"csrf_token": browser.token()}

    for lines in (2, 100):
        url = written(lines, "sales_quote")
        with queries(house.database.engine, at_most=ORDERED) as statements:
            response = browser.client.post(f"{url}/make-order", data=form)
        assert "/sales-orders/" in response.location
        taken.append(len(statements))

    assert taken[0] == taken[1]


def test_versions_and_the_preview_ask_the_same_however_long_a_document_is(
    house: House, browser: Browser, written: Written
) -> None:
    taken: list[Any] = []

    for lines in (FEW, MANY):
        url = written(lines, "sales_quote")
        for _ in range(3 if lines == MANY else 1):
            browser.post(f"{url}/archive")
        versions = opened(house, browser, VERSIONS, f"{url}/versions")
        taken.append((versions, opened(house, browser, PREVIEW, f"{url}/preview")))

    assert taken[0] == taken[1]
