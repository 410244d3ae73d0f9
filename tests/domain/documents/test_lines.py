"""Part C, 16 and 17: the lines of a document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_code, an_action, undone
from tests.support.papers import a_document_for, a_line_on, a_product, confirming
from tests.support.parties import a_new_account
from webapp.domain.documents.changing import change_document
from webapp.domain.documents.counting import count_again, miscounted
from webapp.domain.documents.lines import add_line, change_line, delete_lines, lines_of
from webapp.domain.documents.releasing import release, reopen
from webapp.domain.documents.totals import totals_of
from webapp.domain.errors import Question, Refused
from webapp.domain.setup.trade import VatPostingGroup, VatRate
from webapp.domain.setup.vat_setup import VatSetup

D = Decimal


@pytest.fixture
def order(session: Session) -> Any:
    return a_document_for(session, a_new_account(session, "customer", "Acme"), "sales_order")


def test_a_product_fills_in_its_line(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2))

    assert (line.description, line.unit_code, line.unit_price, line.vat_percent) == ("Rope, 10 m", "PCS", 100, 25)
    assert (line.amount, order.amount, order.amount_with_vat) == (200, 200, 250)


def test_on_a_purchase_it_is_the_cost_that_counts(session: Session) -> None:
    order = a_document_for(session, a_new_account(session, "vendor", "Acme"), "purchase_order")

    assert a_line_on(session, order, a_product(session)).unit_price == 60


def test_199_a_discount_in_percent(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session, unit_price=D("33.335")), quantity=D(3), discount_percent=D(10))

    assert (line.discount_amount, line.amount) == (D("10.00"), D("90.01"))


def test_a_typed_discount_or_amount_says_what_the_percentage_is(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2))

    change_line(session, order, line, {"discount_amount": D(50)})
    by_discount = (line.discount_percent, line.amount)
    change_line(session, order, line, {"amount": D(180)})

    assert (by_discount, (line.discount_percent, line.discount_amount)) == ((25, 150), (10, 20))


def test_another_quantity_keeps_the_percentage(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2), discount_percent=D(10))

    change_line(session, order, line, {"quantity": D(4)})

    assert (line.discount_percent, line.discount_amount, line.amount) == (10, 40, 360)


@pytest.mark.parametrize("values", [{"amount": D(300)}, {"discount_amount": D(-1)}, {"discount_percent": D(101)}])
def test_a_discount_is_between_nothing_and_everything(session: Session, order: Any, values: dict[str, Any]) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2))

    with pytest.raises(Refused, match="between 0 and 100"):
        change_line(session, order, line, values)


def test_a_text_has_a_description_only(session: Session, order: Any) -> None:
    line = a_line_on(session, order, description="Delivered by boat", quantity=D(3), unit_price=D(9))

    assert (line.description, line.quantity, line.unit_price, line.amount) == ("Delivered by boat", 0, 0, 0)


def test_another_type_begins_the_line_anew(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2), discount_percent=D(10))

    change_line(session, order, line, {"type": ""})

    assert (line.product_no, line.quantity, line.discount_percent, order.amount) == (None, 0, 0, 0)


def test_lines_go_in_between_however_often(session: Session, order: Any) -> None:
    last = a_line_on(session, order, description="last")
    for number in range(20):
        add_line(session, order, {"description": str(number)}, before=last)

    assert [line.description for line in lines_of(session, order)] == [*map(str, range(20)), "last"]


def test_a_blocked_product_is_refused_with_a_way_to_its_card(session: Session, order: Any) -> None:
    product = a_product(session, sales_blocked=True)

    with pytest.raises(Refused) as refused:
        a_line_on(session, order, product)

    see = refused.value.see
    assert see is not None and (see.page, see.key, see.field) == ("item", "1000", "sales_blocked")


def test_a_released_document_keeps_its_lines(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session))
    release(session, order)

    for attempt in (
        lambda: add_line(session, order, {"description": "More"}),
        lambda: change_line(session, order, line, {"quantity": D(2)}),
        lambda: delete_lines(session, order, [line]),
        lambda: change_document(session, order, {"your_reference": "X"}),
    ):
        with pytest.raises(Refused, match="is released"):
            attempt()
    reopen(session, order)
    change_line(session, order, line, {"quantity": D(2)})
    assert order.amount == 200


def test_nothing_is_released_without_a_line_that_counts(session: Session, order: Any) -> None:
    a_line_on(session, order, description="Text")

    with pytest.raises(Refused, match="at least one line"):
        release(session, order)


def test_200_vat_is_counted_once_for_the_group(session: Session, order: Any) -> None:
    a_code(session, VatRate, "VAT19", rate=D(19))
    product = a_product(session, unit_price=D("0.13"), vat_rate_code="VAT19")

    for _ in range(4):
        a_line_on(session, order, product)

    assert order.amount_with_vat - order.amount == D("0.10")


def test_202_205_an_amount_off_stays_the_same_when_a_line_comes(session: Session, order: Any) -> None:
    product = a_product(session, unit_price=D("33.33"))
    for _ in range(3):
        a_line_on(session, order, product)
    change_document(session, order, {"discount_kind": "amount", "discount_value": D(10)})
    before = order.amount

    a_line_on(session, order, product)

    assert (before, order.amount, totals_of(session, order).discount) == (D("89.99"), D("123.32"), 10)


def test_206_an_amount_off_needs_lines_that_allow_it(session: Session, order: Any) -> None:
    a_line_on(session, order, a_product(session, allow_invoice_discount=False))

    with pytest.raises(Refused) as refused:
        change_document(session, order, {"discount_kind": "amount", "discount_value": D(10)})

    assert refused.value.field == "discount_value"


def test_a_percentage_off_follows_the_lines(session: Session, order: Any) -> None:
    change_document(session, order, {"discount_kind": "percent", "discount_value": D(10)})

    a_line_on(session, order, a_product(session))

    assert order.amount == 90


def test_another_vat_group_counts_the_vat_anew(session: Session, order: Any) -> None:
    a_code(session, VatPostingGroup, "EXPORT")
    session.add(
        VatSetup(vat_posting_group_code="EXPORT", vat_rate_code="VAT25", kind="reverse", rate=D(25), identifier="EXP")
    )
    a_line_on(session, order, a_product(session))

    change_document(session, order, {"vat_posting_group_code": "EXPORT"})

    assert (order.amount, order.amount_with_vat) == (100, 100)


def test_prices_that_include_vat_are_counted_anew_once_that_is_confirmed(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session))

    with pytest.raises(Question) as question:
        change_document(session, order, {"prices_include_vat": True})
    session.refresh(order)
    confirming(session, "prices")
    change_document(session, order, {"prices_include_vat": True})

    assert question.value.word == "prices"
    assert (line.unit_price, order.amount, order.amount_with_vat) == (125, 100, 125)


def test_a_price_in_another_currency_is_typed(session: Session, order: Any) -> None:
    change_document(session, order, {"currency_code": "EUR"})

    assert a_line_on(session, order, a_product(session)).unit_price == 0


def test_the_document_s_own_totals_are_those_of_its_lines(session: Session, order: Any) -> None:
    for number in range(1, 8):
        a_line_on(session, order, a_product(session, str(number), unit_price=D(number) / 8), quantity=D(number))

    result = totals_of(session, order)

    assert (order.amount, order.amount_with_vat) == (result.net, result.total)


def test_undo_leaves_the_amounts_as_they_were(session: Session, order: Any) -> None:
    line = a_line_on(session, order, a_product(session), quantity=D(2))
    with an_action(session) as changing:
        change_line(session, order, line, {"quantity": D(5)})
    with an_action(session) as deleting:
        delete_lines(session, order, [line])

    undone(session, deleting)
    after_deleting = (order.amount, [each.amount for each in lines_of(session, order)])
    undone(session, changing)

    assert after_deleting == (500, [500])
    assert (order.amount, order.amount_with_vat) == (200, 250)
    assert list(miscounted(session)) == []


def test_amounts_that_are_wrong_are_found_and_mended(session: Session, order: Any) -> None:
    a_line_on(session, order, a_product(session), quantity=D(2))
    order.amount = D(7)
    session.flush()

    found = [each.no for each in miscounted(session)]
    count_again(session)

    assert found == [order.no]
    assert (order.amount, list(miscounted(session))) == (200, [])


def test_an_amount_that_nobody_trades_in_is_refused(session: Session, order: Any) -> None:
    with pytest.raises(Refused, match="too large"):
        a_line_on(session, order, a_product(session), quantity=D(10**11), unit_price=D(10**11))
