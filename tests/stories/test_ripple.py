"""What a save would change elsewhere is named before it is done."""

from __future__ import annotations

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_company, a_person, linked_to


def test_the_accounts_and_persons_that_would_follow_are_named_and_nothing_is_written(
    house: House, browser: Browser
) -> None:
    with house.acting() as session:
        company = a_company(session, "Hill Bakery", phone_no="555 00")
        linked_to(session, company, "customer")
        a_person(session, "Ann Hill", company)
        a_person(session, "Bo Kay", company, phone_no="901 00")
    browser.open("/contacts/CT000001")

    browser.fill("Phone No.", "777 00").press("What else will change?")

    assert "Customer C00010 Hill Bakery: Phone No." in browser.text
    assert "Persons who follow (1: Ann Hill): Phone No." in browser.text
    browser.open("/contacts/CT000001")
    assert browser.value("Phone No.") == "555 00"


def test_what_was_typed_is_still_there(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, "Hill Bakery")
    browser.open("/contacts/CT000001")

    browser.fill("City", "Oslo").press("What else will change?")

    assert browser.value("City") == "Oslo"
    assert "Nothing else will change." in browser.text
