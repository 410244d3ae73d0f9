"""Deleting a contact: what becomes of its persons is asked before, and what stays is said."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_company, a_person, linked_to

BAKERY = "/contacts/CT000001"


@pytest.fixture
def a_bakery(house: House) -> str:
    """Two persons, and a customer; gives its number."""
    with house.acting() as session:
        company = a_company(session)
        a_person(session, "Ann Hill", company)
        a_person(session, "Bo Hill", company)
        return str(linked_to(session, company, "customer").no)


def test_who_deletes_a_company_sees_its_persons_and_what_stays(browser: Browser, a_bakery: str) -> None:
    browser.open(BAKERY)

    browser.follow("Delete")

    assert browser.heading == "Delete CT000001 Hill Bakery?"
    assert "Its persons (2): CT000002 Ann Hill, CT000003 Bo Hill." in browser.text
    assert f"These stay, without a contact: Customer {a_bakery} Hill Bakery." in browser.text


def test_persons_stay_without_a_company_unless_told_otherwise(browser: Browser, a_bakery: str) -> None:
    browser.open(f"{BAKERY}/delete")

    browser.press("Delete")

    assert browser.open("/contacts/CT000002").value("Company No.") == ""
    assert browser.open(BAKERY).status == 404


def test_persons_go_along_if_asked_to_and_come_back_with_undo(browser: Browser, a_bakery: str) -> None:
    browser.open(f"{BAKERY}/delete").choose("persons", "delete")

    browser.press("Delete")
    gone = Browser(browser.client.application).sign_in().open("/contacts/CT000002").status
    browser.press("Undo")

    assert gone == 404
    assert browser.open("/contacts/CT000002").value("Company No.") == "CT000001"


def test_several_companies_are_deleted_with_one_question(browser: Browser, a_bakery: str) -> None:
    browser.open("/contacts").tick("Select CT000001 Hill Bakery").press("Delete")

    browser.press("Delete")

    assert browser.open(BAKERY).status == 404
    assert browser.open("/customers").rows()
