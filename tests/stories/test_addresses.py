"""Alternative addresses of a contact, and the days on which they count."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_user
from tests.support.houses import PASSWORD, House
from tests.support.parties import a_company, a_person
from tests.support.queries import queries
from webapp.domain.contacts.addresses import AddressRange, AlternativeAddress

CARD = "/contacts/CT000001"


@pytest.fixture(autouse=True)
def _a_company_with_a_person(house: House) -> None:
    with house.acting() as session:
        company = a_company(session, address="Main St 1", city="Oslo")
        a_person(session, company=company)


def an_address(browser: Browser, code: str = "SUMMER") -> Browser:
    browser.open(f"{CARD}/addresses/new").fill("Code", code).fill("City", "Bodø")
    return browser.press("Save")


def a_range(browser: Browser, start: str = "t", end: str = "", address: str = "SUMMER") -> Browser:
    browser.open(f"{CARD}/ranges").fill("Alternative Address", address)
    return browser.fill("Starting Date", start).fill("Ending Date", end).press("Add")


def fact(browser: Browser, caption: str) -> str:
    box = browser.page.by_id("factboxes")
    assert box is not None
    return next((row.one("dd").text for row in box.all("div") if row.one("dt").text == caption), "")


def test_an_address_is_made_changed_explained_and_deleted(browser: Browser, house: House) -> None:
    an_address(browser)
    with house.looking() as session:
        url = f"{CARD}/addresses/{session.scalar(select(AlternativeAddress.id))}"
    assert browser.receipts == ["Created: Alternative Address SUMMER"]

    browser.open(url).fill("City", "Tromsø").press("Save")
    assert browser.value("City") == "Tromsø"
    assert "Bodø" in browser.open(f"{url}/why?field=city").text
    assert "Tromsø" in browser.open(f"{url}/history").text
    browser.open(f"{url}/delete").press("Delete")

    assert browser.url == CARD
    assert browser.receipts == ["Deleted: Alternative Address SUMMER"]
    with house.looking() as session:
        assert session.scalar(select(AlternativeAddress.id)) is None


def test_a_code_is_taken_once_by_a_contact(browser: Browser) -> None:
    an_address(browser)

    an_address(browser)

    assert browser.error_at("Code") == "The contact has an address SUMMER already. Take another code."


def test_an_address_stands_below_the_card_and_on_the_way_back_up(browser: Browser) -> None:
    an_address(browser)

    browser.open(CARD).follow("SUMMER")
    browser.press("Save and close")

    assert browser.url == CARD


def test_deleting_an_address_takes_its_ranges_along_and_undo_brings_both_back(browser: Browser, house: House) -> None:
    an_address(browser)
    a_range(browser)
    with house.looking() as session:
        url = f"{CARD}/addresses/{session.scalar(select(AlternativeAddress.id))}"

    browser.open(f"{url}/delete").press("Delete")

    assert browser.receipts == ["Deleted: Alternative Address SUMMER"]
    with house.looking() as session:
        assert session.scalar(select(AddressRange.id)) is None
    browser.press("Undo")
    assert fact(browser.open(CARD), "Today's address") == "SUMMER"


def test_206_with_a_range_from_today_on_that_address_is_the_contacts_address_of_today(browser: Browser) -> None:
    an_address(browser)

    a_range(browser, "t", "31/12/2199")

    assert browser.rows()[0][1:3] == ["31/12/2199", "SUMMER"]
    assert browser.page.one("p", class_="banner").text == "Today's address: SUMMER"
    browser.open(CARD)
    assert fact(browser, "Today's address") == "SUMMER (until 31/12/2199)"
    browser.follow("SUMMER (until 31/12/2199)")
    assert browser.url == f"{CARD}/ranges"


def test_a_person_who_lives_at_the_company_goes_by_its_address(browser: Browser) -> None:
    an_address(browser)
    a_range(browser)

    assert fact(browser.open("/contacts/CT000002"), "Today's address") == "SUMMER"
    browser.fill("Address", "Park Rd 5").press("Save")
    assert fact(browser.open("/contacts/CT000002"), "Today's address") == ""


@pytest.mark.parametrize(
    ("start", "end", "label", "message"),
    [
        ("", "", "Starting Date", "Starting Date must have a value."),
        ("02/06/2026", "01/06/2026", "Ending Date", "The last day is before the first one. Make it later."),
        (
            "01/06/2026",
            "",
            "Starting Date",
            "Another range of this contact begins on that day. Take another day.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    browser: Browser, house: House, start: str, end: str, label: str, message: str
) -> None:
    an_address(browser)
    a_range(browser, "01/06/2026")

    a_range(browser, start, end)

    assert browser.status == 422
    assert browser.error_at(label) == message
    assert browser.value("Starting Date") == start
    with house.looking() as session:
        assert len(session.scalars(select(AddressRange.id)).all()) == 1


def test_a_range_is_changed_to_another_address_and_removed(browser: Browser) -> None:
    an_address(browser)
    an_address(browser, "WINTER")
    a_range(browser, "01/06/2026")

    browser.follow("Change the range from 01/06/2026")
    browser.fill("Alternative Address", "WINTER").fill("Ending Date", "31/08/2026").press("Save")
    assert browser.rows()[0][:3] == ["01/06/2026", "31/08/2026", "WINTER"]
    browser.press("Remove the range from 01/06/2026")

    assert browser.page.all("table") == []
    browser.press("Undo")
    assert browser.open(f"{CARD}/ranges").rows()[0][:3] == ["01/06/2026", "31/08/2026", "WINTER"]


def test_two_people_change_a_range_and_the_second_sees_it(browser: Browser, house: House) -> None:
    an_address(browser)
    a_range(browser, "01/06/2026")
    with house.looking() as session:
        url = f"{CARD}/ranges/{session.scalar(select(AddressRange.id))}"
    other = Browser(house.app).sign_in().open(url)
    browser.open(url)
    other.fill("Ending Date", "31/08/2026").press("Save")

    browser.fill("Ending Date", "30/09/2026").press("Save")

    assert browser.status == 409
    assert "Olga Nordahl changed Ending Date to: 31/08/2026" in browser.text
    assert browser.press("Save").rows()[0][1] == "30/09/2026"


def test_without_an_address_the_page_leads_to_a_new_one(browser: Browser) -> None:
    browser.open(CARD).follow("Date ranges of addresses")

    browser.follow("Add one")

    assert browser.url == f"{CARD}/addresses/new"


def test_a_reader_looks_and_changes_nothing(browser: Browser, house: House) -> None:
    an_address(browser)
    a_range(browser, "01/06/2026")
    with house.acting() as session:
        a_user(session, email="rita@fjordlys.example", role="reader", password=PASSWORD)
    reader = Browser(house.app).sign_in("rita@fjordlys.example")

    reader.open(f"{CARD}/ranges")

    assert reader.rows()[0][0] == "01/06/2026"
    assert not reader.has_button("Remove") and not reader.has_button("Add")
    assert reader.post(f"{CARD}/ranges", starting_date="02/06/2026").status_code == 403


def test_cards_with_an_address_of_today_ask_eight_questions(browser: Browser, house: House) -> None:
    an_address(browser)
    a_range(browser)

    for url in (CARD, "/contacts/CT000002", f"{CARD}/ranges"):
        with queries(house.database.engine, at_most=8):
            browser.open(url)

        assert browser.status == 200
