"""Contacts, customers, vendors and bank accounts in the browser."""

from __future__ import annotations

from tests.support.browser import Browser


def test_a_new_contact_gets_a_number_and_its_card(browser: Browser) -> None:
    browser.open("/contacts")
    browser.follow("New")

    browser.fill("Name", "Hill Bakery")
    browser.fill("Phone No.", "22 00 01 01")
    browser.press("Save")

    assert "CT000001" in browser.heading
    assert browser.value("Name") == "Hill Bakery"


def test_a_phone_number_changed_on_the_customer_is_on_the_contact_too_and_the_receipt_says_so(browser: Browser) -> None:
    browser.open("/customers/new")
    browser.fill("Name", "Hill Bakery")
    browser.press("Save")

    browser.open("/customers/C00010")
    browser.fill("Phone No.", "22 00 01 07")
    browser.press("Save")

    assert "Also changed: Contact CT000001 Hill Bakery (Phone No.)" in browser.text
    browser.open("/contacts/CT000001")
    assert browser.value("Phone No.") == "22 00 01 07"
