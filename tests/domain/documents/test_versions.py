"""Part C, 19: versions that are kept, and brought back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.papers import TODAY, a_document_for, a_line_on, a_product, an_empty_document, confirming
from tests.support.parties import a_new_account
from webapp.domain.comments import Comment, add_comment
from webapp.domain.documents.archive import archive, as_it_was_kept, restore, versions_of_no
from webapp.domain.documents.blanket import left_of, ordered
from webapp.domain.documents.changing import change_document
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.copying import copy_document
from webapp.domain.documents.deleting import delete_document
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.documents.lines import change_line, delete_lines, lines_of
from webapp.domain.documents.releasing import release
from webapp.domain.errors import Question, Refused
from webapp.domain.products.product import Product
from webapp.domain.setup.numbering import SalesSetup
from webapp.domain.setup.single import the


@pytest.fixture
def blanket(session: Session) -> Any:
    """Of a thousand, with 250 to ship."""
    blanket = a_document_for(session, a_new_account(session, "customer", "Acme"), "blanket_sales_order")
    line = a_line_on(session, blanket, a_product(session, "ROPE"), quantity=Decimal(1000))
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(250)})
    return blanket


@pytest.fixture
def quote(session: Session) -> Any:
    quote = a_document_for(session, a_new_account(session, "customer", "Acme"))
    a_line_on(session, quote, a_product(session), quantity=Decimal(3))
    return quote


def told(session: Session, document: Any) -> list[tuple[Any, ...]]:
    return [(line.description, line.quantity, line.amount) for line in lines_of(session, document)]


def test_215_each_time_a_version_more_is_kept(session: Session, quote: Any) -> None:
    archive(session, quote)
    archive(session, quote)

    assert [version.number for version in versions_of_no(session, quote.kind, quote.no)] == [2, 1]


def test_217_a_version_has_lines_and_comments(session: Session, quote: Any) -> None:
    add_comment(session, quote, {"text": "By train", "date": TODAY})

    version = archive(session, quote)

    then, lines = as_it_was_kept(session, version)
    assert (then.no, then.name) == (quote.no, "Acme")
    assert [(line.description, line.quantity, line.amount) for line in lines] == told(session, quote)
    assert "By train" in version.content


def test_218_a_version_brought_back_has_the_old_lines_and_a_comment(session: Session, quote: Any) -> None:
    before, amount = told(session, quote), quote.amount
    version = archive(session, quote)
    a_line_on(session, quote, description="More")
    change_document(session, quote, {"your_reference": "New"})

    with pytest.raises(Question):
        restore(session, quote, version, TODAY)
    confirming(session, "restore")
    restore(session, quote, version, TODAY)

    assert (told(session, quote), quote.your_reference, quote.amount) == (before, "", amount)
    assert [version.label in text for text in session.scalars(select(Comment.text))] == [True]


def of(session: Session, document: Any, **values: Any) -> Any:
    """Its only line, perhaps changed."""
    [line] = lines_of(session, document)
    if values:
        change_line(session, document, line, {name: Decimal(value) for name, value in values.items()})
    return line


def brought_back(session: Session, document: Any, version: Any) -> None:
    confirming(session, "restore")
    restore(session, document, version, TODAY)


def test_an_order_brought_back_takes_no_more_than_its_blanket_order_has_left(session: Session, blanket: Any) -> None:
    order = make_order(session, blanket, TODAY)
    version = archive(session, order)
    of(session, order, quantity=100)
    of(session, blanket, quantity_to_ship=800)
    make_order(session, blanket, TODAY)

    with pytest.raises(Refused, match="left on blanket order") as refused:
        brought_back(session, order, version)

    told = refused.value.message.params
    assert (told["line"], told["quantity"]) == ("ROPE Rope, 10 m", "200")
    assert refused.value.see is not None and refused.value.see.key == blanket.no


def test_an_order_brought_back_counts_again(session: Session, blanket: Any) -> None:
    order = make_order(session, blanket, TODAY)
    version = archive(session, order)
    delete_lines(session, order, lines_of(session, order))

    brought_back(session, order, version)

    source = of(session, blanket)
    assert (of(session, order).blanket_line_id, left_of(source, ordered(session, [source]))) == (source.id, 750)


def test_an_order_is_not_brought_back_to_a_line_that_is_gone(session: Session, blanket: Any) -> None:
    order = make_order(session, blanket, TODAY)
    version = archive(session, order)
    delete_lines(session, order, lines_of(session, order))
    delete_lines(session, blanket, lines_of(session, blanket))

    with pytest.raises(Refused, match="no longer has that line"):
        brought_back(session, order, version)


def test_a_blanket_order_brought_back_keeps_what_orders_were_made_of(session: Session, blanket: Any) -> None:
    version = archive(session, blanket)
    order = make_order(session, blanket, TODAY)
    of(session, blanket, quantity=300)
    a_line_on(session, blanket, description="More")

    brought_back(session, blanket, version)

    source = of(session, blanket)
    assert (source.quantity, source.amount, source.id) == (1000, 100_000, of(session, order).blanket_line_id)


def test_a_blanket_order_is_not_brought_back_below_what_is_on_orders(session: Session, blanket: Any) -> None:
    of(session, blanket, quantity=200)
    version = archive(session, blanket)
    of(session, blanket, quantity=1000, quantity_to_ship=250)
    make_order(session, blanket, TODAY)

    with pytest.raises(Refused, match="less than what is on orders") as refused:
        brought_back(session, blanket, version)

    assert refused.value.message.params == {"line": "ROPE Rope, 10 m", "quantity": "250"}


def test_a_blanket_order_is_not_brought_back_without_a_line_that_has_orders(session: Session, blanket: Any) -> None:
    version = archive(session, blanket)
    line = a_line_on(session, blanket, a_product(session, "OAR"), quantity=Decimal(10))
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(5)})
    make_order(session, blanket, TODAY)

    with pytest.raises(Refused, match="has orders made of it"):
        brought_back(session, blanket, version)


def test_a_released_document_is_not_replaced(session: Session, quote: Any) -> None:
    version = archive(session, quote)
    release(session, quote)

    with pytest.raises(Refused, match="is released"):
        restore(session, quote, version, TODAY)


def test_what_was_blocked_meanwhile_is_not_brought_back(session: Session, quote: Any) -> None:
    version = archive(session, quote)
    product = session.scalars(select(Product)).one()
    product.sales_blocked = True
    confirming(session, "restore")

    with pytest.raises(Refused, match="cannot be used"):
        restore(session, quote, version, TODAY)


def test_221_a_number_used_again_counts_as_another_occurrence(session: Session) -> None:
    the(session, SalesSetup).archive_orders = True
    account = a_new_account(session, "customer", "Acme")
    first = an_empty_document(session, no="1001", customer_no=account.no)
    delete_document(session, first)

    second = an_empty_document(session, no="1001", customer_no=account.no)
    version = archive(session, second)

    assert (second.occurrence, version.occurrence, version.number) == (2, 2, 1)


def test_a_copy_has_the_same_lines_and_dates_of_its_own(session: Session, quote: Any) -> None:
    copy = copy_document(session, quote, DOCUMENT_KINDS["sales_order"], TODAY.replace(day=20))

    assert told(session, copy) == told(session, quote)
    assert (copy.status, copy.document_date.day, copy.name, copy.amount) == ("open", 20, "Acme", quote.amount)


def test_an_order_leads_back_to_the_number_of_its_quote(session: Session, quote: Any) -> None:
    no = quote.no

    order = make_order(session, quote, TODAY)

    assert order.quote_no == no
