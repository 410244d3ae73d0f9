"""What links people's cards, by keyboard alone: link, create, merge, compare, and take each of it back; and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from webapp.domain.partners.customer import Customer

from .keyboard import act, tab_to, undo
from .parties import contact_path, customer_path, furnish_parties, number_of, put_out_of_step
from .stage import Stage, Visitor

OpenWindow = Callable[..., Visitor]


@pytest.fixture
def visitor(stage: Stage, signed_in_page: OpenWindow) -> Visitor:
    furnish_parties(stage.server)
    return signed_in_page()


def test_a_contact_is_linked_with_a_customer_and_the_link_is_taken_back(visitor: Visitor) -> None:
    contact, customer = contact_path(visitor.server, "Oak Timber"), customer_path(visitor.server, "Oak Timber AS")
    page = visitor.open(contact)
    act(visitor, "Link with existing")
    expect(page).to_have_url(f"{visitor.server.url}{contact}/link/customer")
    expect(page.locator("#choose-q")).to_be_focused()
    page.keyboard.type("oak")
    expect(page.locator("#found")).to_contain_text("Found")
    tab_to(visitor, "Oak Timber AS")
    page.keyboard.press("Enter")
    expect(page.locator(".comparison").first).to_be_visible()
    tab_to(visitor, identifier="field-master-1")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=side-city][value=partner]")).to_be_checked()
    page.keyboard.press("Control+s")

    expect(page.locator(".receipt")).to_contain_text("Linked: contact")
    expect(page.locator("#field-name")).to_have_value("Oak Timber AS")
    expect(page.locator("a.chip.role")).to_have_attribute("href", customer)
    undo(visitor)
    visitor.open(contact)
    expect(page.locator("#field-name")).to_have_value("Oak Timber")
    expect(page.locator("a.chip.role")).to_have_count(0)


def test_a_vendor_is_created_from_a_contact_and_taken_back(visitor: Visitor) -> None:
    page = visitor.open(contact_path(visitor.server, "Oak Timber"))

    act(visitor, "Create as vendor")

    expect(page.locator(".receipt")).to_contain_text("Created: Vendor")
    expect(page.locator("#field-name")).to_have_value("Oak Timber")
    undo(visitor)
    visitor.expects(404).open("/vendors?q=oak")
    expect(page.locator(".row-link")).to_have_count(0)


def test_two_contacts_become_one_and_two_again(visitor: Visitor) -> None:
    kept, goes = (contact_path(visitor.server, name) for name in ("Hill Bakery", "Hill Bakery Ltd"))
    page = visitor.open(f"{kept}/merge")
    tab_to(visitor, identifier="field-with")
    page.keyboard.type("Hill Bakery Ltd")
    page.keyboard.press("Enter")
    expect(page.locator("#merge")).to_be_visible()
    answer_all(visitor)
    tab_to(visitor, identifier="merge")
    page.keyboard.press("Enter")

    expect(page.locator(".receipt")).to_contain_text("Merged: Contact")
    visitor.open(goes)
    expect(page).to_have_url(visitor.server.url + kept)
    visitor.open("/changes")
    undo_newest(visitor)
    visitor.open(goes)
    expect(page).to_have_url(visitor.server.url + goes)


def answer_all(visitor: Visitor) -> None:
    """Choose with the space bar wherever nothing is chosen yet."""
    for name in visitor.page.evaluate(
        "[...new Set([...document.querySelectorAll('main [type=radio]')].map(it => it.name))]"
    ):
        if not visitor.page.locator(f"[name='{name}']:checked").count():
            visitor.page.focus(f"[name='{name}']")
            visitor.page.keyboard.press("Space")


def undo_newest(visitor: Visitor) -> None:
    tab_to(visitor, "Merged: Contact")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Merged: Contact")
    undo(visitor)


def test_cards_that_differ_get_the_value_of_one_for_all(visitor: Visitor) -> None:
    """Taking that back would put linked cards out of step again, so it is not offered."""
    put_out_of_step(visitor.server)
    contact, customer = (path(visitor.server, "Hill Bakery") for path in (contact_path, customer_path))
    page = visitor.open(contact)
    act(visitor, "Compare the cards")
    expect(page.locator(".banner")).to_contain_text("The cards differ in 1 field")
    tab_to(visitor, "+47 22 00 09 99")
    page.keyboard.press("Enter")
    expect(page.locator("details[open] .tip")).to_contain_text("Why this value?")
    page.keyboard.press("Escape")
    tab_to(visitor, "Take this value for all")
    page.keyboard.press("Enter")

    expect(page.locator(".receipt")).to_contain_text("Made equal: Phone No.")
    expect(page.locator(".banner")).to_contain_text("The cards are the same")
    expect(page.locator(".receipt").get_by_role("button", name="Undo")).to_have_count(0)
    visitor.open(customer)
    expect(page.locator("#field-phone_no")).to_have_value("+47 22 00 09 99")


def test_without_script_a_contact_is_linked_and_unlinked_again(stage: Stage, signed_in_page: OpenWindow) -> None:
    furnish_parties(stage.server)
    visitor = signed_in_page(script=False)
    customer = number_of(stage.server, "Oak Timber AS", Customer)
    page = visitor.open(contact_path(stage.server, "Oak Timber", "/link/customer"))
    page.get_by_role("link", name=customer).click()
    page.get_by_role("radio", name="Customer", exact=True).check()
    page.get_by_role("button", name="Show the result").click()
    page.get_by_role("button", name="Link", exact=True).click()

    expect(page.locator(".receipt")).to_contain_text("Linked: contact")
    expect(page.locator("#field-name")).to_have_value("Oak Timber AS")
    page.locator(".receipt").get_by_role("button", name="Undo").click()
    expect(page.locator(".receipt")).to_contain_text("Undid")
    expect(page.locator("#field-name")).to_have_value("Oak Timber")
