"""Create as customer, vendor or bank account: from the card, from its chips, and of ticked rows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.factories import PASSWORD, a_code, a_user
from tests.support.houses import House
from tests.support.parties import a_company, a_person, linked_to
from webapp.domain.contacts.contact import Contact
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.partners.partner import Partner
from webapp.domain.partners.templates import CustomerTemplate, VendorTemplate
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.numbering import SalesSetup
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import PaymentTerms

KINDS = pytest.mark.parametrize(
    ("kind", "button", "caption", "card"),
    [
        ("customer", "Create as customer", "Customer", "/customers/"),
        ("vendor", "Create as vendor", "Vendor", "/vendors/"),
        ("bank_account", "Create as bank account", "Bank Account", "/bank-accounts/"),
    ],
)


@pytest.fixture(autouse=True)
def _no_templates(house: House) -> None:
    """A test has the templates it asks for."""
    with house.acting() as session:
        for model in (CustomerTemplate, VendorTemplate):
            for template in session.scalars(select(model)):
                session.delete(template)


def accounts(house: House) -> int:
    with house.looking() as session:
        return session.scalar(select(func.count()).select_from(Partner)) or 0


def a_bakery(house: House, **values: Any) -> str:
    with house.acting() as session:
        return a_company(session, **{"phone_no": "22 00 01 01"} | values).no


def a_template(house: House, code: str, terms: str = "", **values: Any) -> None:
    with house.acting() as session:
        if terms:
            a_code(session, PaymentTerms, terms)
        a_code(session, CustomerTemplate, code, payment_terms_code=terms or None, **values)


@KINDS
def test_one_click_makes_the_account_and_opens_its_card(
    house: House, browser: Browser, kind: str, button: str, caption: str, card: str
) -> None:
    contact = a_bakery(house)

    browser.open(f"/contacts/{contact}").press(button)

    assert browser.url.startswith(card)
    assert browser.value("Phone No.") == "22 00 01 01"
    assert any(text.startswith(f"Created: {caption} ") for text in browser.receipts)
    browser.follow(f"Contact {contact}")
    assert browser.heading == f"{contact} Hill Bakery"
    assert not browser.has_button("Link with existing") or kind != "customer"


def test_the_receipt_lists_what_is_still_blank_and_leads_back(house: House, browser: Browser) -> None:
    contact = a_bakery(house)

    browser.open(f"/contacts/{contact}").press("Create as customer")

    assert "Still blank:" in browser.text and "Payment Terms Code" in browser.text
    browser.follow(f"Open {contact} Hill Bakery")
    assert browser.heading == f"{contact} Hill Bakery"


def test_the_only_fitting_template_goes_without_saying(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    a_template(house, "SHOPS", "T30")
    a_template(house, "PEOPLE", contact_type="person")

    browser.open(f"/contacts/{contact}").press("Create as customer")

    assert browser.value("Payment Terms Code") == "T30"


def test_of_several_templates_one_is_chosen(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    a_template(house, "SHOPS", "T30")
    a_template(house, "HOTELS", "T60")
    a_template(house, "PEOPLE", contact_type="person")

    browser.open(f"/contacts/{contact}").press("Create as customer")
    offered = [option.text for option in browser.control("Customer Template (Company)").all("option")]
    assert accounts(house) == 0
    browser.fill("Customer Template (Company)", "HOTELS").press("Create as customer")

    assert [text.split()[0] for text in offered] == ["HOTELS", "SHOPS"]
    assert browser.value("Payment Terms Code") == "T60"


def test_cancelling_the_choice_makes_nothing(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    a_template(house, "SHOPS")
    a_template(house, "HOTELS")

    browser.open(f"/contacts/{contact}").press("Create as customer").follow("Cancel")

    assert browser.heading == f"{contact} Hill Bakery"
    assert accounts(house) == 0


def test_its_address_asks_before_it_does_anything(house: House, browser: Browser) -> None:
    contact = a_bakery(house)

    browser.open(f"/contacts/{contact}/create-as/vendor")

    assert accounts(house) == 0
    browser.press("Create as vendor")
    assert accounts(house) == 1


def test_a_person_of_a_company_stands_for_the_company_and_the_receipt_says_so(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        person = a_person(session, company=company)
        no, label, of = person.no, person.label, company.label

    browser.open(f"/contacts/{no}").press("Create as vendor")

    assert browser.value("Name") == "Hill Bakery"
    assert f"It was made for the company {of}, since {label} belongs to it." in browser.text


def test_a_lone_person_becomes_a_customer_and_is_its_primary_contact(house: House, browser: Browser) -> None:
    with house.acting() as session:
        person = a_person(session).no

    browser.open(f"/contacts/{person}").press("Create as customer")

    assert browser.value("Name") == "Ann Hill"
    assert browser.value("Primary Contact No.") == person


@pytest.mark.parametrize("kind", ["vendor", "bank_account"])
def test_a_lone_person_needs_a_company_to_become_anything_else(house: House, browser: Browser, kind: str) -> None:
    with house.acting() as session:
        person = a_person(session).no

    browser.open(f"/contacts/{person}")
    why = browser.page.by_id(f"action-create-{kind}-why")
    browser.post(f"/contacts/{person}/create-as/{kind}")
    browser.open(f"/contacts/{person}")

    assert why is not None and "is a person without a company" in why.text
    assert any("is a person without a company" in text for text in browser.receipts)
    assert accounts(house) == 0


@KINDS
def test_without_a_relation_code_it_is_greyed_and_refused_with_a_link_to_the_setting(
    house: House, browser: Browser, kind: str, button: str, caption: str, card: str
) -> None:
    contact = a_bakery(house)
    with house.acting() as session:
        setattr(the(session, MarketingSetup), PARTNER_KINDS[kind].relation_field, None)

    browser.open(f"/contacts/{contact}")
    greyed = browser.page.by_id(f"action-create-{kind}")
    browser.post(f"/contacts/{contact}/create-as/{kind}")
    browser.open(f"/contacts/{contact}")

    assert greyed is not None and greyed.get("aria-disabled") == "true"
    assert any("Choose a business relation code" in text for text in browser.receipts)
    assert browser.page.all("a", where=lambda node: node.text == "Open Marketing Setup")
    assert accounts(house) == 0


def test_a_refused_creation_leaves_nothing_behind(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    with house.acting() as session:
        the(session, SalesSetup).customer_nos = None

    browser.open(f"/contacts/{contact}").press("Create as customer")

    assert browser.heading == f"{contact} Hill Bakery"
    assert browser.receipts and not any(text.startswith("Created") for text in browser.receipts)
    assert accounts(house) == 0


def test_undo_takes_the_account_back(house: House, browser: Browser) -> None:
    contact = a_bakery(house)

    browser.open(f"/contacts/{contact}").press("Create as customer").press("Undo")

    assert accounts(house) == 0
    browser.open(f"/contacts/{contact}")
    assert browser.has_button("Create as customer")


def test_invoicing_and_posting_are_never_asked_of_the_contact(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    a_template(house, "SHOPS", "T30")

    browser.open(f"/contacts/{contact}").press("Create as customer")
    browser.open(f"/contacts/{contact}")

    assert "Payment Terms Code" not in browser.text
    assert "T30" not in browser.text


def test_ticked_contacts_become_customers_in_one_action(house: House, browser: Browser) -> None:
    with house.acting() as session:
        bakery, mill = a_company(session, "Hill Bakery"), a_company(session, "Lake Mill")
        taken = a_company(session, "Oak Ltd")
        customer = linked_to(session, taken, "customer").label
        labels = [bakery.label, mill.label, taken.label]

    browser.open("/contacts")
    for label in labels:
        browser.tick(f"Select {label}")
    browser.press("Create as customer")

    assert browser.receipts == ["Created from contacts: Customers (2)"]
    assert f"Not {labels[2]}: Contact {labels[2]} is linked to Customer {customer} already." in browser.text
    assert accounts(house) == 3
    browser.press("Undo")
    assert accounts(house) == 1


def test_two_persons_of_one_company_do_not_get_it_two_customers(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        labels = [a_person(session, name, company).label for name in ("Ann Hill", "Bo Hill")]

    browser.open("/contacts")
    for label in labels:
        browser.tick(f"Select {label}")
    browser.press("Create as customer")

    assert browser.receipts == ["Created from contacts: Customers (1)"]
    assert accounts(house) == 1


def test_where_templates_differ_the_ticked_rows_are_asked_once_for_each_type(house: House, browser: Browser) -> None:
    with house.acting() as session:
        labels = [a_company(session, "Hill Bakery").label, a_company(session, "Lake Mill").label]
    a_template(house, "SHOPS", "T30")
    a_template(house, "HOTELS", "T60")

    browser.open("/contacts")
    for label in labels:
        browser.tick(f"Select {label}")
    browser.press("Create as customer")
    assert accounts(house) == 0
    browser.fill("Customer Template (Company)", "SHOPS").press("Create as customer")

    assert browser.receipts == ["Created from contacts: Customers (2)"]
    with house.looking() as session:
        assert {each.payment_terms_code for each in session.scalars(select(PARTNER_KINDS["customer"].model))} == {"T30"}  # type: ignore[attr-defined]


def test_nothing_ticked_is_said(house: House, browser: Browser) -> None:
    a_bakery(house)

    browser.open("/contacts").press("Create as vendor")

    assert browser.receipts == ["No rows were ticked. Tick some, then try again."]


def test_all_refused_is_no_success(house: House, browser: Browser) -> None:
    with house.acting() as session:
        label = a_company(session, privacy_blocked=True).label

    browser.open("/contacts").tick(f"Select {label}").press("Create as vendor")

    assert browser.receipts == ["Nothing was created: Vendors"]
    assert "is blocked for privacy" in browser.text


def test_whoever_may_not_change_vendors_makes_none(house: House, browser: Browser) -> None:
    contact = a_bakery(house)
    with house.acting() as session:
        email = a_user(session, role="sales").email
    seller = Browser(house.app, htmx=browser.htmx).sign_in(email, PASSWORD)

    seller.open(f"/contacts/{contact}")
    greyed = seller.page.by_id("action-create-vendor")
    why = seller.page.by_id("action-create-vendor-why")

    assert greyed is not None and greyed.get("aria-disabled") == "true"
    assert why is not None and "Your role lacks the right to change in Purchases." in why.text
    assert seller.post(f"/contacts/{contact}/create-as/vendor").status_code == 403
    assert seller.post("/contacts/create-as/vendor", key=contact).status_code == 403
    with house.looking() as session:
        assert session.scalar(select(Contact.business_relation)) == ""
