"""Company Details: the name and address of a company, on a page of their own."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_company, a_person, linked_to


@pytest.fixture
def numbers(house: House) -> list[str]:
    """A company with its customer, and one of its persons."""
    with house.acting() as session:
        company = a_company(session, "Hill Bakery", phone_no="22 00 01 01", address="Main Street 1")
        customer, person = linked_to(session, company, "customer"), a_person(session, "Ann Hill", company)
        return [company.no, customer.no, person.no]


def test_k194_what_is_changed_in_the_company_details_reaches_the_card(browser: Browser, numbers: list[str]) -> None:
    company, customer, _person = numbers
    browser.open(f"/contacts/{company}").follow("Company Details")
    assert browser.heading == f"Company Details: {company} Hill Bakery"

    browser.fill("Name", "Hill Bakery Ltd").fill("Phone No.", "22 00 01 02").press("Save")

    assert browser.url == f"/contacts/{company}"
    assert (browser.value("Name"), browser.value("Phone No.")) == ("Hill Bakery Ltd", "22 00 01 02")
    assert browser.open(f"/customers/{customer}").value("Phone No.") == "22 00 01 02"


def test_of_a_person_the_company_is_shown(browser: Browser, numbers: list[str]) -> None:
    company, _customer, person = numbers

    browser.open(f"/contacts/{person}").follow("Company Details")

    assert browser.heading == f"Company Details: {company} Hill Bakery"
    assert not browser.has_button("Save")
    assert browser.follow("Open the company").url == f"/contacts/{company}"


def test_without_a_company_there_is_nothing_to_open(house: House, browser: Browser) -> None:
    with house.acting() as session:
        person = a_person(session, "Cy Hill").no

    browser.open(f"/contacts/{person}")

    assert "belongs to no company" in browser.text


def test_what_cannot_be_read_is_said_at_its_field(browser: Browser, numbers: list[str]) -> None:
    browser.open(f"/contacts/{numbers[0]}/company-details").fill("Phone No.", "none").press("Save")

    assert browser.status == 422
    assert browser.error_at("Phone No.")


def test_who_was_slower_sees_what_somebody_else_wrote(browser: Browser, house: House, numbers: list[str]) -> None:
    browser.open(f"/contacts/{numbers[0]}/company-details")
    other = Browser(house.app).sign_in().open(f"/contacts/{numbers[0]}")
    other.fill("Address", "Oak Street 2").press("Save")

    browser.fill("Address", "Elm Street 3").press("Save")

    assert browser.status == 409
    assert "Oak Street 2" in browser.text
