"""A quote as a fast typist writes it: by keyboard alone, with prices that come by themselves and totals that follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from webapp.domain.documents.document import SalesQuote

from .papers import document_path
from .parties import contact_path, furnish_parties
from .stage import Stage, Visitor

OpenWindow = Callable[..., Visitor]
PASTE = """text => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def visitor(signed_in_page: OpenWindow) -> Visitor:
    return signed_in_page()


@pytest.fixture
def quote(stage: Stage, visitor: Visitor) -> Page:
    return visitor.open(document_path(stage.server, "sales_quote"))


def total(page: Page) -> str:
    return page.locator("#totals .total td").first.inner_text()


def test_two_clicks_make_one_quote(stage: Stage, visitor: Visitor) -> None:
    furnish_parties(stage.server)
    count = select(func.count()).select_from(SalesQuote)
    with stage.server.house.looking() as session:
        before = session.scalar(count) or 0
    page = visitor.open(contact_path(stage.server, "Hill Bakery"))

    page.locator("#action-new-sales-quote").evaluate("it => { it.click(); it.click() }")

    page.wait_for_url("**/sales-quotes/*")
    with stage.server.house.looking() as session:
        assert session.scalar(count) == before + 1


def test_lines_are_written_by_keyboard_alone(quote: Page) -> None:
    before, lines = total(quote), quote.locator("[data-lines] .line")
    count = lines.count()
    quote.focus("#line-new-product_no")

    quote.keyboard.type("1030")
    quote.keyboard.press("Tab")
    expect(lines).to_have_count(count + 1)
    written = lines.nth(count - 1)
    expect(written.locator("[name=quantity]")).to_be_focused()
    quote.keyboard.type("12")
    quote.keyboard.press("Enter")

    expect(quote.locator("#line-new-product_no")).to_be_focused()
    expect(written.locator("[name=amount]")).to_have_value("958.80")
    expect(quote.locator("#totals .total td").first).not_to_have_text(before)


def test_a_field_is_copied_from_above_and_a_line_deleted(quote: Page) -> None:
    lines = quote.locator("[data-lines] .line")
    count = lines.count()
    quote.focus("#line-new-product_no")
    quote.keyboard.type("1030")
    quote.keyboard.press("Tab")
    expect(lines).to_have_count(count + 1)
    above = lines.nth(count - 2).locator("[name=description]").input_value()
    lines.nth(count - 1).locator("[name=description]").focus()

    quote.keyboard.press("F8")
    copied = lines.nth(count - 1).locator("[name=description]").input_value()
    quote.keyboard.press("Control+Delete")

    expect(lines).to_have_count(count)
    assert copied == above


def test_rows_of_a_spreadsheet_are_pasted_into_the_lines(quote: Page) -> None:
    count = quote.locator("[data-lines] .line").count()
    quote.focus("#line-new-product_no")

    quote.evaluate(PASTE, "1030\tBulbs\t7\t99.5\nBy boat\n")

    expect(quote.locator("[data-lines] .line")).to_have_count(count + 2)
    expect(quote.locator(".receipt")).to_contain_text("Pasted lines")


def test_what_cannot_be_read_stays_and_says_why(visitor: Visitor, quote: Page) -> None:
    visitor.expects(422)
    quote.focus("#line-new-product_no")
    quote.keyboard.type("no such thing")
    quote.keyboard.press("Tab")

    expect(quote.locator("#line-new .line-problem")).to_contain_text("There is no")
    expect(quote.locator("#line-new-product_no")).to_have_value("no such thing")
