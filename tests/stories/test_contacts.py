"""Contacts, customers, vendors and bank accounts in the browser."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser


@pytest.fixture
def bakery(browser: Browser) -> Browser:
    """A company with a person."""
    browser.open("/contacts/new").fill("Name", "Hill Bakery").press("Save")
    browser.open("/contacts/CT000001").follow("New person")
    return browser.fill("Name", "Ann Hill").press("Save")


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


def test_l197_a_phone_number_has_no_letters(browser: Browser) -> None:
    browser.open("/contacts/new").fill("Name", "Hill Bakery").fill("Mobile Phone No.", "22 00 O1 O7")

    browser.press("Save")

    assert browser.error_at("Mobile Phone No.")
    assert (
        browser.fill("Mobile Phone No.", "+47 22-00-01-07").press("Save").value("Mobile Phone No.") == "+47 22-00-01-07"
    )


def test_k188_who_is_new_among_the_persons_of_a_company_is_a_person_of_it(bakery: Browser) -> None:
    bakery.open("/contacts/CT000002").follow("Related contacts")

    bakery.follow("New")

    assert bakery.value("Company No.") == "CT000001"
    assert bakery.fill("Name", "Bo Hill").press("Save").value("Type") == "person"


def test_k191_a_company_is_found_by_its_name_even_by_a_person_of_the_same_name(bakery: Browser) -> None:
    bakery.open("/contacts").follow("New person")
    bakery.fill("Name", "Hill Bakery").fill("Company No.", "Hill Bakery")

    bakery.press("Save")

    assert bakery.value("Company No.") == "CT000001"


def test_q260_everybody_of_the_same_company_is_listed(bakery: Browser) -> None:
    bakery.open("/contacts/new").fill("Name", "Oak Ltd").press("Save")

    bakery.open("/contacts/CT000002").follow("Related contacts")

    assert [row[1] for row in bakery.rows()] == ["Ann Hill"]
