"""Possible duplicates: told in receipts, shown beside the form, gone through in a list; and how they are set up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import PASSWORD, a_user
from tests.support.houses import House
from tests.support.html import parse
from tests.support.parties import a_company, a_person, an_account
from tests.support.rules import check_fragment
from webapp.domain.contacts.contact import Contact
from webapp.domain.users.rights import Role

HILL = {
    "name": "Hill Bakery",
    "address": "Main Street 1",
    "city": "Oslo",
    "post_code": "0155",
    "phone_no": "22 00 01 01",
}


@pytest.fixture
def two(house: House, browser: Browser) -> Browser:
    """Two companies that are equal in five fields."""
    with house.acting() as session:
        a_company(session, no="CT1", **HILL)
        a_company(session, no="CT2", **HILL)
    return browser


def test_the_receipt_of_a_new_contact_mentions_who_may_be_the_same(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, no="CT1", name="Hill Bakery AS")
    browser.open("/contacts/new").fill("Name", "Hill Bakery")

    browser.press("Save")

    assert "Contact CT1 Hill Bakery AS may be the same: same name." in browser.text


def test_211_without_autosearch_nothing_is_said(house: House, browser: Browser) -> None:
    browser.open("/setup/marketing").fill("Autosearch for Duplicates", False).press("Save")
    with house.acting() as session:
        a_company(session, no="CT1", name="Hill Bakery AS")
    browser.open("/contacts/new").fill("Name", "Hill Bakery")

    browser.press("Save")

    assert "may be the same" not in browser.text


def test_while_typing_a_fragment_tells_who_may_be_the_same(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, no="CT1", name="Oak Forest", email="post@oak.example")
        an_account(session, "customer", "Oak Forest", no="C1")

    response = browser.client.get(
        "/contacts/duplicates?name=Hill&email=Post@oak.example", headers={"HX-Request": "true"}
    )

    fragment = parse(response.text)
    check_fragment(fragment)
    assert fragment.one("section", id="duplicates")["role"] == "status"
    assert "CT1 Oak Forest" in fragment.text and "same email" in fragment.text
    assert "C1 Oak Forest" not in fragment.text
    assert "Different" not in fragment.text


def test_the_form_of_a_contact_has_the_radar_beside_it(two: Browser) -> None:
    new, old = (
        two.open(address).page.one("button", id="look-for-duplicates") for address in ("/contacts/new", "/contacts/CT1")
    )

    assert (new["formaction"], old["formaction"]) == ("/contacts/duplicates", "/contacts/duplicates?key=CT1")
    assert (new["hx-trigger"], old["hx-trigger"]) == (
        "click, input delay:400ms from:#card-form",
        "load, click, input delay:400ms from:#card-form",
    )


def test_the_button_sends_the_whole_form(two: Browser) -> None:
    two.open("/contacts/new").fill("Name", "Hill Bakers").fill("Email", "x")

    two.press("Look for duplicates")

    assert "CT1 Hill Bakery" in two.text and "similar name" in two.text


def test_a_contact_that_may_be_the_same_can_be_merged(two: Browser) -> None:
    two.open("/contacts/duplicates?key=CT1").follow("Merge with CT2 Hill Bakery")

    assert two.heading == "Merge CT1 Hill Bakery with CT2 Hill Bakery"


def test_a_new_customer_tells_who_may_be_the_same_as_its_contact(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, no="CT1", name="Hill Bakery AS")
    browser.open("/customers/new").fill("Name", "Hill Bakery")

    browser.press("Save")

    assert "Contact CT1 Hill Bakery AS may be the same: same name." in browser.text


def test_without_script_the_same_is_a_page(two: Browser) -> None:
    two.open("/contacts/duplicates?key=CT1")

    assert two.heading == "Possible duplicates"
    assert "CT2 Hill Bakery" in two.text


def test_an_account_that_may_be_the_same_can_be_linked(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, no="CT1", name="Oak Forest")
        an_account(session, "customer", "Oak Forest AS", no="C1")

    browser.open("/contacts/duplicates?key=CT1").follow("Link")

    assert browser.url.startswith("/contacts/CT1/link/customer")


def test_a_person_without_the_right_does_not_hear_of_bank_accounts(house: House) -> None:
    with house.acting() as session:
        a_person(session, "Ann Hill", no="CT1", email="ann@hill.example")
        an_account(session, "bank_account", "Ann", no="B1", email="ann@hill.example")
        a_user(session, email="sven@fjordlys.example", role=Role.SALES.value)
    seller = Browser(house.app).sign_in("sven@fjordlys.example", PASSWORD)

    seller.open("/contacts/duplicates?email=ann@hill.example")

    assert "CT1 Ann Hill" in seller.text
    assert "B1" not in seller.text


def test_different_takes_it_from_the_notice_and_undo_brings_it_back(two: Browser) -> None:
    two.open("/contacts/duplicates?key=CT1").press("CT2 Hill Bakery is different")
    receipts, notice = two.receipts, two.client.get("/contacts/duplicates?key=CT2").text

    two.press("Undo")

    assert receipts == ["CT1 Hill Bakery and CT2 Hill Bakery are different"]
    assert "Nobody else looks the same." in notice
    assert "CT1 Hill Bakery" in two.open("/contacts/duplicates?key=CT2").text


def test_the_list_shows_open_pairs_with_their_hits(two: Browser) -> None:
    two.open("/contacts/duplicates/list")

    assert two.heading == "Duplicate Contacts"
    assert two.rows()[0][:6] == ["CT1", "Hill Bakery", "CT2", "Hill Bakery", "10", "No"]


def test_a_pair_that_is_different_moves_to_the_separate_ones_and_back(two: Browser) -> None:
    two.open("/contacts/duplicates/list").press("CT1 and CT2 are different")
    open_pairs = two.page.all("tbody")
    two.follow("Show separate contacts")
    separate = two.rows()[0][0]

    two.press("CT1 and CT2 may be the same").open("/contacts/duplicates/list")

    assert (open_pairs, separate, two.rows()[0][0]) == ([], "CT1", "CT1")


def test_home_and_the_contacts_lead_to_the_list(two: Browser) -> None:
    for address, name in (("/", "1 Possible duplicates"), ("/contacts", "Duplicate Contacts")):
        two.open(address).follow(name)

        assert two.url == "/contacts/duplicates/list"


def test_the_list_is_searched_by_either_side(two: Browser) -> None:
    two.open("/contacts/duplicates/list").fill("Search Duplicate Contacts", "ct2")
    hits = two.press("Search").rows()

    two.fill("Search Duplicate Contacts", "Oak").press("Search")

    assert hits[0][:4] == ["CT1", "Hill Bakery", "CT2", "Hill Bakery"]
    assert "Nothing found for “Oak”." in two.text


def test_long_lists_have_pages(house: House, browser: Browser) -> None:
    with house.acting() as session:
        for number in range(11):
            a_company(session, no=f"CT{number}", **HILL)
    first = browser.open("/contacts/duplicates/list").rows()

    browser.follow("Next page")

    assert (len(first), len(browser.rows())) == (50, 5)


def test_everything_is_compared_again_on_request(two: Browser) -> None:
    two.open("/contacts/duplicates/list").follow("Generate Duplicate Search String")

    two.press("Generate Duplicate Search String")

    assert two.receipts == ["Companies compared: 2"]
    assert "Companies compared: 2. Possible duplicates found: 1." in two.text


def test_the_companies_to_compare_can_be_chosen(two: Browser, house: House) -> None:
    with house.looking() as session:
        first = session.scalars(select(Contact.no).order_by(Contact.no)).first()
    two.open("/contacts/duplicates/generate").fill("Company No.", str(first)).fill("Last Date Modified", ">01/01/2020")

    two.press("Generate Duplicate Search String")

    assert two.receipts == ["Companies compared: 1"]


@pytest.mark.parametrize(("field", "typed"), [("No.", "NOBODY"), ("Last Date Modified", "<01/01/2020")])
def test_where_no_company_fits_it_says_so(two: Browser, field: str, typed: str) -> None:
    two.open("/contacts/duplicates/generate").fill(field, typed).press("Generate Duplicate Search String")

    assert two.status == 422
    assert "No company fits." in two.text


def test_data_health_leads_to_the_pairs(two: Browser) -> None:
    two.open("/data-health")

    assert "1 pair to look at" in two.text
    assert two.follow("Duplicate Contacts").url == "/contacts/duplicates/list"


def test_where_nothing_is_maintained_nothing_can_be_compared_again(two: Browser) -> None:
    two.open("/setup/marketing").fill("Maintain Dupl. Search Strings", False).press("Save")

    two.open("/contacts/duplicates/list").follow("Generate Duplicate Search String")

    assert two.problem.startswith("No search strings are maintained.")


def test_217_view_compares_every_searched_field(two: Browser) -> None:
    two.open("/contacts/CT2").fill("Phone No.", "99 11 22 33").press("Save")

    two.open("/contacts/duplicates/compare?key=CT1&no=CT2")

    assert ["Phone No.", "22 00 01 01", "99 11 22 33"] in two.rows()
    assert "7 equal fields" in two.text


def test_a_pair_can_be_merged_from_the_list(two: Browser) -> None:
    two.open("/contacts/duplicates/list").follow("Merge CT1 and CT2")

    assert two.url.startswith("/contacts/CT1/merge")


def test_who_does_not_exist_is_not_found(browser: Browser) -> None:
    for url in ("/contacts/duplicates?key=CT9", "/contacts/duplicates/compare?key=CT9&no=CT8"):
        browser.open(url)

        assert browser.status == 404


def test_214_switching_the_strings_on_tells_what_was_found(house: House, browser: Browser) -> None:
    browser.open("/setup/marketing").fill("Maintain Dupl. Search Strings", False).press("Save")
    is_off = not browser.is_ticked("Autosearch for Duplicates")
    with house.acting() as session:
        a_company(session, no="CT1", **HILL)
        a_company(session, no="CT2", **HILL)
    nothing = browser.open("/contacts/duplicates/list").text

    browser.open("/setup/marketing").fill("Maintain Dupl. Search Strings", True).press("Save")

    assert is_off and browser.is_ticked("Autosearch for Duplicates")
    assert "no search strings are maintained" in nothing
    assert "Companies compared: 2. Possible duplicates found: 1." in browser.text


def test_a_new_company_compares_sixteen_strings(browser: Browser) -> None:
    browser.open("/setup/marketing").follow("Duplicate Search String Setup")

    assert browser.rows()[0] == ["Name", "First", "5"]
    assert len(browser.rows()) == 16


def test_what_is_compared_can_be_added_once(browser: Browser) -> None:
    browser.open("/setup/duplicate-search/new").fill("Field", "County").press("Save")
    browser.open("/setup/duplicate-search/new").fill("Field", "County")

    browser.press("Save")

    assert "This part of the field is compared already." in browser.text
    assert browser.status == 422
