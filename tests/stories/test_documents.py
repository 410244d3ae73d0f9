"""Quotes and orders as people make them: from a contact, with lines, to an order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_company, a_new_account, a_person, an_account, linked_to
from webapp.domain.changes import last_change_id
from webapp.domain.documents.document import Document, SalesOrder, SalesQuote
from webapp.domain.documents.kinds import KINDS
from webapp.domain.documents.line import DocumentLine
from webapp.domain.products.keeping import add_product
from webapp.domain.products.product import Item


def a_customer(house: House) -> tuple[str, str]:
    """The numbers of a customer and its contact."""
    with house.acting() as session:
        company = a_company(session, "Hill Bakery", city="Oslo", email="post@hill.test")
        return linked_to(session, company, "customer").no, company.no


def an_item(house: House, no: str = "ROPE", **values: Any) -> str:
    with house.acting() as session:
        usual = {"no": no, "description": "Rope, 10 m", "unit_price": Decimal(100)}
        return add_product(Item, session, {**usual, **values}).no


def a_quote(house: House, browser: Browser) -> str:
    _customer, contact = a_customer(house)
    browser.open(f"/documents/of/contact/{contact}").press("New sales quote")
    return browser.heading.split()[0]


def how_many(house: House, model: Any = Document) -> int:
    with house.looking() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def with_a_line(house: House, browser: Browser, quantity: str = "3") -> str:
    no = a_quote(house, browser)
    an_item(house)
    browser.post(f"/sales-quotes/{no}/lines", type="item", product_no="ROPE", quantity=quantity)
    browser.open(f"/sales-quotes/{no}")
    return no


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_a_contact_has_a_button_for_each_kind(house: House, browser: Browser, kind: Any) -> None:
    with house.acting() as session:
        company = a_company(session, "Hill Bakery")
        linked_to(session, company, kind.side.partner.word)
        no = company.no

    browser.open(f"/documents/of/contact/{no}").press(kind.new)

    assert browser.heading.endswith("Hill Bakery")
    assert any(text.startswith(f"Created: {kind.model.one} ") for text in browser.receipts)


def test_who_is_no_customer_is_offered_to_become_one_and_gets_the_order(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = a_company(session, "Hill Bakery").no

    browser.open(f"/documents/of/contact/{no}").press("New sales order")
    offered = browser.text
    browser.press("Create as customer")

    assert "is not linked to a customer" in offered
    assert browser.heading.endswith("Hill Bakery") and browser.url.startswith("/sales-orders/")
    assert how_many(house, SalesOrder) == 1


def test_a_refusal_leaves_no_document_behind(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = a_person(session, "Bob Reed", privacy_blocked=True).no

    browser.open(f"/documents/of/contact/{no}").press("New sales quote")

    assert "blocked for privacy" in " ".join(browser.receipts)
    assert how_many(house) == 0


def test_a_line_is_saved_and_the_totals_follow(house: House, browser: Browser) -> None:
    with_a_line(house, browser)

    assert "300.00" in browser.text


def test_a_line_that_cannot_be_read_says_why_and_keeps_what_was_typed(house: House, browser: Browser) -> None:
    no = a_quote(house, browser)
    an_item(house)

    response = browser.post(f"/sales-quotes/{no}/lines", type="item", product_no="ROPE", quantity="many")

    assert response.status_code == 422
    assert "is not a number" in response.text and 'value="many"' in response.text
    assert how_many(house, DocumentLine) == 0


def test_two_people_on_one_line_do_not_overwrite_each_other(house: House, browser: Browser) -> None:
    no = with_a_line(house, browser)
    with house.looking() as session:
        line = session.scalars(select(DocumentLine)).one()
        url, fields = f"/sales-quotes/{no}/lines/{line.id}", {"type": "item", "product_no": "ROPE"}
        seen = str(last_change_id(session, line))

    browser.post(url, **fields, quantity="5", seen=seen)
    other = browser.post(url, **fields, quantity="3", discount_percent="10", seen=seen)
    third = browser.post(url, **fields, quantity="7", seen=seen)

    with house.looking() as session:
        line = session.scalars(select(DocumentLine)).one()
        assert (line.quantity, line.discount_percent) == (5, 10)
    assert (other.status_code < 400, third.status_code) == (True, 409)
    assert "Quantity is 5 now" in third.text


def test_rows_of_a_spreadsheet_become_lines(house: House, browser: Browser) -> None:
    no = a_quote(house, browser)
    an_item(house)

    browser.post(f"/sales-quotes/{no}/lines/paste", rows="ROPE\tRope, red\t7\t99.5\nDelivery on Friday\n")

    with house.looking() as session:
        lines = session.scalars(select(DocumentLine).order_by(DocumentLine.place)).all()
        assert [(line.description, line.quantity, line.amount) for line in lines] == [
            ("Rope, red", 7, Decimal("696.5")), ("Delivery on Friday", 0, 0),
        ]  # fmt: skip


def test_a_row_that_is_not_known_keeps_all_of_them_out(house: House, browser: Browser) -> None:
    no = a_quote(house, browser)
    an_item(house)

    response = browser.post(f"/sales-quotes/{no}/lines/paste", rows="ROPE\tRope\t7\nOAR\tOar\t2\n")

    assert (response.status_code, how_many(house, DocumentLine)) == (422, 0)
    assert "Row 2" in response.text


def test_make_order_leads_to_the_order_and_the_quote_s_address_too(house: House, browser: Browser) -> None:
    no = with_a_line(house, browser)

    browser.press("Make order")
    order = browser.heading.split()[0]
    browser.open(f"/sales-quotes/{no}")

    assert browser.heading.startswith(order)
    assert (how_many(house, SalesQuote), how_many(house, SalesOrder)) == (0, 1)


def test_an_order_made_is_taken_back_with_undo(house: House, browser: Browser) -> None:
    no = with_a_line(house, browser)

    browser.press("Make order").press("Undo")

    assert (how_many(house, SalesQuote), how_many(house, SalesOrder)) == (1, 0)
    assert browser.open(f"/sales-quotes/{no}").heading.startswith(no)


def test_a_question_is_asked_before_a_prospect_becomes_a_customer(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = a_company(session, "Prospect", country_code=None).no
    an_item(house)
    browser.open(f"/documents/of/contact/{no}").press("New sales quote")
    quote = browser.heading.split()[0]
    browser.post(f"/sales-quotes/{quote}/lines", type="item", product_no="ROPE", quantity="1")
    browser.open(f"/sales-quotes/{quote}").fill("Customer Template Code", "COMPANY").press("Save")

    browser.press("Release")
    asked = browser.text
    browser.press("Continue")

    assert "This quote has no customer yet" in asked
    assert "Released" in " ".join(browser.receipts)


def test_release_locks_the_lines_and_reopen_unlocks_them(house: House, browser: Browser) -> None:
    no = with_a_line(house, browser)

    browser.press("Release")
    refused = browser.post(f"/sales-quotes/{no}/lines", type="", description="More")
    browser.open(f"/sales-quotes/{no}").press("Reopen")
    taken = browser.post(f"/sales-quotes/{no}/lines", type="", description="More")

    assert (refused.status_code, taken.status_code < 400) == (422, True)


def test_what_the_card_says_by_now_is_taken_over_with_one_click(house: House, browser: Browser) -> None:
    no = a_quote(house, browser)
    with house.acting() as session:
        quote = session.scalars(select(SalesQuote)).one()
        quote.phone_no = "22 00 09 09"

    browser.open(f"/sales-quotes/{no}")
    differs = browser.text
    browser.press("Take over")

    assert "Differs from the card" in differs
    with house.looking() as session:
        assert session.scalars(select(SalesQuote.phone_no)).one() == ""


def test_versions_are_kept_listed_and_brought_back(house: House, browser: Browser) -> None:
    with_a_line(house, browser)

    browser.press("Archive")
    browser.follow("Archived Versions")
    listed = browser.rows()
    browser.press("Bring back").press("Continue")

    assert listed[0][0] == "1"
    assert "Brought back" in " ".join(browser.receipts)


def test_a_version_that_takes_more_than_is_left_says_how_much_and_leads_there(house: House, browser: Browser) -> None:
    item = an_item(house)
    customer, _contact = a_customer(house)
    browser.open(f"/documents/of/customer/{customer}").press("New blanket sales order")
    blanket = browser.url
    browser.post(f"{blanket}/lines", type="item", product_no=item, quantity="10", quantity_to_ship="6")
    browser.open(blanket).press("Make order").press("Archive")
    order = browser.url
    with house.acting() as session:
        line, drawn = session.scalars(select(DocumentLine).order_by(DocumentLine.id))
        drawn.quantity, line.quantity = Decimal(1), Decimal(4)

    browser.open(f"{order}/versions").press("Bring back")

    assert "ROPE Rope, 10 m: only 4 left on blanket order" in " ".join(browser.receipts)
    assert blanket in [link["href"] for link in browser.page.all("a")]


def test_a_version_is_shown_under_the_captions_of_the_card_without_what_is_blank(
    house: House, browser: Browser
) -> None:
    no = with_a_line(house, browser)
    browser.press("Archive")

    browser.follow("Archived Versions").follow("1")

    captions = [label.text for label in browser.page.all(class_="field-label")]
    groups = [heading.text for heading in browser.page.one("main").all("h2", class_="group-title")]
    assert groups == ["General", "Address & Contact", "Details", "Invoicing", "Shipping"]
    assert "Sell-to Customer No." in captions and "Your Reference" not in captions
    assert [link.text for link in browser.page.one(class_="breadcrumb").all("a")][1].startswith(no)


def test_a_version_of_an_earlier_use_of_the_number_cannot_be_brought_back(house: House, browser: Browser) -> None:
    no = with_a_line(house, browser)
    browser.press("Archive")
    with house.acting() as session:
        session.scalars(select(SalesQuote)).one().occurrence = 2

    browser.open(f"/sales-quotes/{no}/versions")

    assert browser.rows() and not browser.has_button("Bring back version 1")


def a_purchase(house: House, browser: Browser) -> str:
    with house.acting() as session:
        no = a_new_account(session, "vendor", "Oak Ltd").no
    browser.open(f"/documents/of/vendor/{no}").press("New blanket purchase order")
    return browser.url


def test_a_purchase_is_told_in_the_words_of_buying(house: House, browser: Browser) -> None:
    url = a_purchase(house, browser)
    an_item(house)
    browser.post(f"{url}/lines", type="item", product_no="ROPE", quantity="2")
    browser.open(url).fill("Expected Receipt Date", "24/12/2026").press("Save")

    headings = [heading.text for heading in browser.open(url).page.all("th", scope="col")]
    told = browser.open(f"{url}/history").text

    assert {"Direct Unit Cost", "Qty. to Receive"} < set(headings)
    assert all(words in told for words in ("Expected Receipt Date", "Pay-to Name"))
    assert not any(words in told for words in ("Shipment Date", "Bill-to Name"))


def test_a_vendor_has_buttons_for_what_we_buy(house: House, browser: Browser) -> None:
    with house.acting() as session:
        vendor = a_new_account(session, "vendor", "Oak Ltd")
        no = vendor.no

    browser.open(f"/documents/of/vendor/{no}").press("New purchase order")

    assert browser.url.startswith("/purchase-orders/")


def test_who_is_linked_instead_is_led_on_to_the_order(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no, account = a_company(session, "Hill Bakery").no, an_account(session, "customer", "Hill Bakery").key
    browser.open(f"/documents/of/contact/{no}").press("New sales order")

    browser.open(f"/contacts/{no}/link/customer?no={account}").press("Link")
    browser.press("New sales order")

    assert browser.url.startswith("/sales-orders/")
    assert how_many(house, SalesOrder) == 1


def test_a_released_document_shows_what_can_still_be_changed_and_refuses_the_rest(
    house: House, browser: Browser
) -> None:
    no = with_a_line(house, browser)
    elsewhere = Browser(house.app).sign_in().open(browser.url)
    browser.press("Release")

    elsewhere.fill("Your Reference", "Rope").press("Save")

    inputs = {each["name"] for each in browser.open(f"/sales-quotes/{no}").page.all("input") if each.has("name")}
    assert {"external_document_no", "posting_date"} <= inputs
    assert "your_reference" not in inputs
    assert "is released. Reopen it first, then change it." in elsewhere.text
    browser.fill("External Document No.", "X-1").press("Save")
    assert browser.receipts


@pytest.mark.parametrize(("side", "brought_back"), [("sales", True), ("purchase", False)])
def test_versions_of_sales_are_brought_back_and_none_of_purchases(
    house: House, browser: Browser, side: str, brought_back: bool
) -> None:
    with house.acting() as session:
        company = a_company(session, "Hill Bakery")
        linked_to(session, company, "customer" if side == "sales" else "vendor")
        no = company.no
    browser.open(f"/documents/of/contact/{no}").press(f"New {side} order").press("Archive")
    version = browser.open(f"{browser.url}/versions").page.all("a", where=lambda link: "/versions/" in link["href"])[0]

    answer = browser.client.post(f"{version['href']}/restore", data={"csrf_token": browser.token()})

    assert (answer.status_code != 404) is brought_back
