"""Printing with script: the two ticks go together, and the card tells of the paper once it is looked at again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .stage import Stage, Visitor
from .talks import an_order

OpenWindow = Callable[..., Visitor]


@pytest.fixture
def order(stage: Stage, signed_in_page: OpenWindow) -> Callable[[str], Page]:
    """Opens a page of an order that can be logged and archived."""
    card = an_order(stage.server)
    visitor = signed_in_page()
    return lambda more: visitor.open(f"{card}{more}")


def test_112_logging_brings_archiving_along_and_takes_it_with_it(order: Callable[[str], Page]) -> None:
    page = order("/print")
    log, archive = page.get_by_label("Log interaction"), page.get_by_label("Archive document")

    archive.uncheck()
    off = log.is_checked()
    log.check()

    expect(archive).to_be_checked()
    assert not off


def test_the_card_tells_of_the_paper_when_it_is_looked_at_again(order: Callable[[str], Page]) -> None:
    page = order("")
    word = page.locator("form[target=_blank] [name=once]").first
    before = word.input_value()

    with page.context.expect_page():
        page.get_by_role("button", name="Print", exact=True).click()
    expect(word).not_to_have_value(before)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator(".receipt")).to_contain_text("Logged as")


def test_an_address_is_taken_with_a_click_and_nothing_typed_is_lost(order: Callable[[str], Page]) -> None:
    page = order("/send")
    page.get_by_label("Subject").fill("My own words")

    page.locator("[data-address]").last.click()

    expect(page.get_by_label("To", exact=True)).to_have_value(page.locator("[data-address]").last.inner_text())
    expect(page.get_by_label("Subject")).to_have_value("My own words")
