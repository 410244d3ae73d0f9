"""Part C, 11 and 12: what becomes of quotes and blanket orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, snapshot, undone
from tests.support.papers import TODAY, a_document_for, a_line_on, a_product, confirming
from tests.support.parties import a_new_account
from webapp.domain.comments import Comment, add_comment
from webapp.domain.documents.archive import versions_of_no
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.document import Document, PurchaseQuote, SalesQuote
from webapp.domain.documents.kinds import SIDES
from webapp.domain.documents.lines import change_line, delete_lines, lines_of
from webapp.domain.documents.releasing import release
from webapp.domain.errors import Question, Refused
from webapp.domain.setup.single import the


@pytest.fixture(params=SIDES, ids=lambda side: side.word)
def side(request: pytest.FixtureRequest) -> Any:
    return request.param


def a_paper(session: Session, side: Any, kind: str) -> Any:
    account = a_new_account(session, side.partner.word, "Acme")
    return a_document_for(session, account, kind.format(side.word))


def a_quote(session: Session, side: Any) -> Any:
    quote = a_paper(session, side, "{}_quote")
    rope, oar = a_product(session, "ROPE"), a_product(session, "OAR", unit_price=Decimal(50), unit_cost=Decimal(30))
    a_line_on(session, quote, description="As agreed")
    a_line_on(session, quote, rope, quantity=Decimal(3), discount_percent=Decimal(10))
    a_line_on(session, quote, oar)
    return quote


def a_blanket_order(session: Session, side: Any, quantity: int = 1000, to_ship: int = 250) -> Any:
    blanket = a_paper(session, side, "blanket_{}_order")
    line = a_line_on(session, blanket, a_product(session, "ROPE"), quantity=Decimal(quantity))
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(to_ship)})
    return blanket


def told(document: Document, session: Session) -> list[tuple[Any, ...]]:
    return [
        (line.place, line.type, line.product_no, line.description, line.quantity, line.unit_price, line.amount)
        for line in lines_of(session, document)
    ]


def test_185_an_order_has_the_quote_s_lines_and_prices(session: Session, side: Any) -> None:
    quote = a_quote(session, side)
    release(session, quote)
    before, amounts, no = told(quote, session), (quote.amount, quote.amount_with_vat), quote.no

    order = make_order(session, quote, TODAY)

    assert told(order, session) == before
    assert (order.status, order.no_printed, order.quote_no) == ("open", 0, no)
    assert (order.amount, order.amount_with_vat) == amounts
    assert (order.order_date, order.posting_date) == (TODAY, TODAY)
    models = (SalesQuote, PurchaseQuote)
    assert [session.scalar(select(func.count()).select_from(model)) for model in models] == [0, 0]


@pytest.mark.parametrize(
    ("setting", "confirmed", "kept"), [("never", False, 0), ("always", False, 1), ("ask", True, 1), ("ask", False, 0)]
)
def test_187_the_setup_says_whether_the_quote_is_kept(
    session: Session, side: Any, setting: str, confirmed: bool, kept: int
) -> None:
    setup: Any = the(session, side.setup)
    setup.archive_quotes = setting
    quote = a_quote(session, side)
    if confirmed:
        confirming(session, "archive")

    order = make_order(session, quote, TODAY)

    versions = versions_of_no(session, quote.kind, quote.no)
    assert [version.became for version in versions] == [order.no] * kept


def test_comments_go_along_to_the_order(session: Session, side: Any) -> None:
    quote = a_quote(session, side)
    add_comment(session, quote, {"text": "By train", "date": TODAY})

    order = make_order(session, quote, TODAY)

    [comment] = session.scalars(select(Comment))
    assert comment.document_id == order.id


def test_an_offer_that_expired_is_asked_about(session: Session, side: Any) -> None:
    quote = a_quote(session, side)
    quote.valid_until = TODAY.replace(day=8)

    with pytest.raises(Question) as question:
        make_order(session, quote, TODAY)
    confirming(session, "expired")
    make_order(session, quote, TODAY)

    assert question.value.word == "expired"


def test_what_was_blocked_meanwhile_stops_the_order(session: Session, side: Any) -> None:
    quote = a_quote(session, side)
    product = a_product(session, "NEW")
    a_line_on(session, quote, product)
    setattr(product, side.product_blocked, True)

    with pytest.raises(Refused) as refused:
        make_order(session, quote, TODAY)

    assert refused.value.message.params["product"] == product.label


def test_an_order_made_can_be_undone_and_the_quote_is_back(session: Session, side: Any) -> None:
    quote = a_quote(session, side)
    session.flush()
    before = papers(session)

    with an_action(session, "Order") as action:
        make_order(session, quote, TODAY)
    undone(session, action)

    assert papers(session) == before


def papers(session: Session) -> dict[Any, Any]:
    return {key: values for key, values in snapshot(session).items() if key[0].startswith("document")}


def test_190_a_part_of_a_blanket_order_becomes_an_order(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side)

    order = make_order(session, blanket, TODAY)

    [line], [source] = lines_of(session, order), lines_of(session, blanket)
    assert (line.quantity, line.blanket_line_id) == (250, source.id)
    assert (source.quantity, source.quantity_to_ship) == (1000, 0)


def test_191_no_more_is_ordered_than_was_agreed_on(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side, to_ship=900)
    make_order(session, blanket, TODAY)
    [line] = lines_of(session, blanket)
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(200)})

    with pytest.raises(Refused) as refused:
        make_order(session, blanket, TODAY)

    assert refused.value.message.params["quantity"] == "100"


def test_four_quarters_are_the_whole_and_a_fifth_is_refused(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side)
    [line] = lines_of(session, blanket)
    for _ in range(4):
        change_line(session, blanket, line, {"quantity_to_ship": Decimal(250)})
        make_order(session, blanket, TODAY)
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(250)})

    with pytest.raises(Refused, match="left on blanket order"):
        make_order(session, blanket, TODAY)


def test_193_the_price_of_the_blanket_order_counts(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side)
    [line] = lines_of(session, blanket)
    change_line(session, blanket, line, {"unit_price": Decimal("9.50")})

    order = make_order(session, blanket, TODAY)

    assert [line.unit_price for line in lines_of(session, order)] == [Decimal("9.50")]


def test_without_a_quantity_there_is_nothing_to_make(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side, to_ship=0)

    with pytest.raises(Refused, match="Nothing to make"):
        make_order(session, blanket, TODAY)


def test_a_line_with_orders_is_neither_deleted_nor_made_smaller(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side)
    make_order(session, blanket, TODAY)
    [line] = lines_of(session, blanket)

    with pytest.raises(Refused, match="has orders"):
        delete_lines(session, blanket, [line])
    with pytest.raises(Refused, match="less than what is on orders"):
        change_line(session, blanket, line, {"quantity": Decimal(100)})


def test_an_order_does_not_grow_beyond_its_blanket_order(session: Session, side: Any) -> None:
    order = make_order(session, a_blanket_order(session, side), TODAY)
    [line] = lines_of(session, order)

    with pytest.raises(Refused, match="left on blanket order"):
        change_line(session, order, line, {"quantity": Decimal(1001)})


def test_undo_draws_no_more_than_is_left_either(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side, to_ship=600)
    order = make_order(session, blanket, TODAY)
    with an_action(session, "Delete") as action:
        delete_lines(session, order, lines_of(session, order))
    [line] = lines_of(session, blanket)
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(700)})
    make_order(session, blanket, TODAY)

    with pytest.raises(Refused, match="left on blanket order") as refused:
        undone(session, action)

    assert refused.value.message.params["quantity"] == "300"


def test_undo_leaves_a_blanket_order_what_is_on_orders(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side, quantity=100, to_ship=0)
    [line] = lines_of(session, blanket)
    with an_action(session, "More") as action:
        change_line(session, blanket, line, {"quantity": Decimal(1000), "quantity_to_ship": Decimal(0)})
    change_line(session, blanket, line, {"quantity_to_ship": Decimal(250)})
    make_order(session, blanket, TODAY)

    with pytest.raises(Refused, match="less than what is on orders"):
        undone(session, action)


def test_an_amount_off_the_blanket_order_is_shared_out(session: Session, side: Any) -> None:
    blanket = a_blanket_order(session, side)
    blanket.discount_kind, blanket.discount_value = "amount", Decimal(1000)

    order = make_order(session, blanket, TODAY)

    assert order.discount_value == Decimal(250)
