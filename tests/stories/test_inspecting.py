"""What is shared and why it is so; what a contact is to us; and persons who follow their company."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from tests.support.browser import Browser
from tests.support.factories import PASSWORD, a_user
from tests.support.houses import House
from tests.support.html import Node
from tests.support.parties import a_cluster, a_company, a_person, linked_to
from tests.support.queries import queries
from webapp.domain.partners.partner import Partner
from webapp.domain.relations.contact_relation import ContactRelation


def a_bakery_in_every_role(house: House, **values: Any) -> list[str]:
    """Its numbers as contact, customer, vendor and bank account."""
    with house.acting("Beginning") as session:
        return [each.no for each in a_cluster(session, **{"phone_no": "22 00 01 01"} | values)]


def line(browser: Browser, caption: str) -> Node:
    for found in browser.page.all("tr"):
        if found.all("th") and found.all("th")[0].text.startswith(caption):
            return found
    raise AssertionError(f"no row {caption}")


def values(browser: Browser, caption: str) -> list[str]:
    return [cell.all("summary")[0].text for cell in line(browser, caption).all("td") if cell.all("summary")]


def broken(house: House) -> list[str]:
    """Somebody wrote into the database by other means."""
    numbers = a_bakery_in_every_role(house)
    with house.acting() as session:
        wrong = update(Partner).where(Partner.kind == "vendor").values(phone_no="22 99 99 99")
        session.execute(wrong.execution_options(synchronize_session=False))
    return numbers


# --- the inspector


def test_the_inspector_shows_the_shared_fields_of_all_cards(house: House, browser: Browser) -> None:
    contact, customer, vendor, bank = a_bakery_in_every_role(house, vat_registration_no="NO987654325MVA")

    browser.open(f"/contacts/{contact}").follow("Compare the cards")

    assert "The cards are the same in everything they share." in browser.text
    heads = [head.text for head in browser.page.all("thead")[0].all("th")]
    assert heads[:2] == ["Field", f"Contact {contact}"]
    assert set(heads[2:]) == {f"Customer {customer}", f"Vendor {vendor}", f"Bank Account {bank}"}
    assert values(browser, "Phone No.") == ["22 00 01 01"] * 4
    assert len(values(browser, "VAT Registration No.")) == 3
    assert "not shared" in line(browser, "VAT Registration No.").text


def test_why_this_value_says_who_typed_it_where_and_what_stood_there_before(house: House, browser: Browser) -> None:
    contact, customer, vendor, _bank = a_bakery_in_every_role(house)
    browser.open(f"/customers/{customer}").fill("Phone No.", "22 00 01 07").press("Save")

    browser.open(f"/contacts/{contact}/inspect")

    told = line(browser, "Phone No.").text
    assert f"Changed: Customer {customer} Hill Bakery" in told
    assert "Olga Nordahl" in told
    assert "typed by hand" in told
    assert f"the same on both cards · Customer {customer} Hill Bakery" in told
    assert "Before: 22 00 01 01" in told
    links = [link["href"] for link in line(browser, "Phone No.").all("a")]
    browser.open(next(link for link in links if link.startswith(f"/vendors/{vendor}/why")))
    assert browser.heading == f"Why this value? Phone No. of {vendor} Hill Bakery"


def test_the_inspector_is_reached_from_the_chip_of_each_account(house: House, browser: Browser) -> None:
    contact, customer, vendor, bank = a_bakery_in_every_role(house)

    for card in (f"/customers/{customer}", f"/vendors/{vendor}", f"/bank-accounts/{bank}"):
        browser.open(card).follow("Compare the cards")

        assert browser.heading == f"Compare the cards: {contact} Hill Bakery"


def test_the_inspector_of_a_person_is_that_of_the_company(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        person = a_person(session, company=company).no
        label = company.label

    browser.open(f"/contacts/{person}/inspect")

    assert browser.heading == f"Compare the cards: {label}"


def test_without_any_account_there_is_nothing_to_compare(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session).no

    browser.open(f"/contacts/{contact}/inspect")

    assert "There is nothing to compare: the contact is not linked." in browser.text


def test_a_difference_is_marked_and_one_value_is_taken_for_all(house: House, browser: Browser) -> None:
    contact, _customer, vendor, _bank = broken(house)

    browser.open(f"/contacts/{contact}/inspect")
    assert "The cards differ in 1 field." in browser.text
    assert "differs" in line(browser, "Phone No.").text
    browser.press(f"Take this value for all: Phone No. of {vendor}")

    assert browser.receipts == [f"Made equal: Phone No. of {contact} Hill Bakery What stood there before"]
    assert values(browser, "Phone No.") == ["22 99 99 99"] * 4
    assert "The cards are the same in everything they share." in browser.text


def test_what_was_made_equal_leads_to_the_log_and_offers_no_undo(house: House, browser: Browser) -> None:
    """To go back would put linked cards out of step again."""
    contact, _customer, vendor, _bank = broken(house)

    browser.open(f"/contacts/{contact}/inspect").press(f"Take this value for all: Phone No. of {vendor}")

    assert "Undo" not in [button.text for button in browser.page.all("button")]
    browser.follow("What stood there before").press("Undo")
    assert browser.status == 422
    assert "were not the same before this either (Phone No.)" in browser.text


def test_the_contacts_value_can_be_taken_for_all_too(house: House, browser: Browser) -> None:
    contact, *_others = broken(house)

    browser.open(f"/contacts/{contact}/inspect").press(f"Take this value for all: Phone No. of {contact}")

    assert values(browser, "Phone No.") == ["22 00 01 01"] * 4


def test_a_value_that_is_on_no_card_is_not_taken(house: House, browser: Browser) -> None:
    contact, *_others = broken(house)

    browser.post(f"/contacts/{contact}/inspect", take="credit_limit:customer")
    browser.open(f"/contacts/{contact}")

    assert browser.receipts == ["This card has no such value. Choose one of those shown."]


def test_the_inspector_counts_the_persons_who_follow(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session, phone_no="22 00 01 01", address="Main Street 1")
        for name in ("Ann Hill", "Bo Hill"):
            a_person(session, name, company)
        a_person(session, "Cy Hill", company, phone_no="90 00 00 01")
        contact = company.no

    browser.open(f"/contacts/{contact}/inspect")

    assert "Phone No. 2 1" in [found.text for found in browser.page.all("tr")]
    assert "Address Details 3 0" in browser.text


def test_the_inspector_asks_eight_questions(house: House, browser: Browser) -> None:
    contact, *_others = a_bakery_in_every_role(house)
    with house.acting() as session:
        for name in ("Ann Hill", "Bo Hill"):
            a_person(session, name, None, company_no=contact)

    with queries(house.database.engine, at_most=8):
        browser.open(f"/contacts/{contact}/inspect")

    assert browser.status == 200


def test_a_reader_looks_and_changes_nothing(house: House, browser: Browser) -> None:
    contact, *_others = broken(house)
    with house.acting() as session:
        email = a_user(session, role="reader").email
    reader = Browser(house.app, htmx=browser.htmx).sign_in(email, PASSWORD)

    reader.open(f"/contacts/{contact}/inspect")

    assert reader.status == 200
    assert "Take this value for all" not in reader.text
    assert reader.post(f"/contacts/{contact}/inspect", take="phone_no:vendor").status_code == 403


# --- business relations


def relation_fact(browser: Browser) -> str:
    """Where the indicator among the statistics leads."""
    box = browser.page.by_id("factboxes")
    assert box is not None
    [fact] = [row for row in box.all("div") if row.all("dt") and row.one("dt").text == "Business Relations"]
    return fact.one("a")["href"]


def test_i149_one_relation_opens_the_account(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        contact, customer = company.no, linked_to(session, company, "customer").no

    browser.open(f"/contacts/{contact}")

    assert relation_fact(browser) == f"/customers/{customer}"


def test_i151_several_relations_open_the_list(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        contact = company.no
        vendor, bank = (linked_to(session, company, kind) for kind in ("vendor", "bank_account"))
        labels = sorted((vendor.label, bank.label))

    browser.open(f"/contacts/{contact}")
    browser.open(relation_fact(browser))

    assert browser.heading == f"Business relations: {contact} Hill Bakery"
    assert sorted(cells[3] for cells in browser.rows()) == labels


def test_i152_no_relation_opens_an_empty_list(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session).no

    browser.open(f"/contacts/{contact}")
    browser.open(relation_fact(browser))

    assert "There are no business relations yet." in browser.text


def test_i160_a_relation_that_only_describes_opens_no_account(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session).no
    browser.open(f"/contacts/{contact}/relations").fill("Business Relation Code", "law").press("Add")

    browser.open(f"/contacts/{contact}")

    assert relation_fact(browser) == f"/contacts/{contact}/relations"
    assert not browser.page.all("a", class_="chip role")
    assert browser.has_button("Create as customer")


def test_a_descriptive_relation_is_added_and_removed(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session).no

    browser.open(f"/contacts/{contact}/relations").fill("Business Relation Code", "LAW").press("Add")
    assert [cells[:4] for cells in browser.rows()] == [["LAW", "Lawyer", "", ""]]
    assert browser.receipts == [f"Added to {contact} Hill Bakery: business relation LAW"]
    browser.press("Remove LAW")

    assert browser.receipts == [f"Removed from {contact} Hill Bakery: business relation LAW"]
    assert "There are no business relations yet." in browser.text
    browser.press("Undo")
    assert [cells[0] for cells in browser.rows()] == ["LAW"]


@pytest.mark.parametrize("code", ["CUST", "VEND", "BANK"])
def test_i155_the_codes_of_links_are_reserved(house: House, browser: Browser, code: str) -> None:
    with house.acting() as session:
        contact = a_company(session).no

    browser.open(f"/contacts/{contact}/relations").fill("Business Relation Code", code).press("Add")

    assert "Use Link with existing" in browser.error_at("Business Relation Code")
    with house.looking() as session:
        assert session.query(ContactRelation).count() == 0


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", "must have a value"), ("NOWHERE", "There is no NOWHERE"), ("LAW", "has LAW already")],
)
def test_what_cannot_be_added_is_said_at_the_field(house: House, browser: Browser, typed: str, problem: str) -> None:
    with house.acting() as session:
        contact = a_company(session).no
    browser.open(f"/contacts/{contact}/relations").fill("Business Relation Code", "LAW").press("Add")

    browser.fill("Business Relation Code", typed).press("Add")

    assert browser.status == 422
    assert problem in browser.error_at("Business Relation Code")


def test_a_person_shows_the_relations_of_the_company_and_leads_there(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        customer = linked_to(session, company, "customer").label
        person, no = a_person(session, company=company).no, company.no

    browser.open(f"/contacts/{person}/relations")

    assert [cells[3] for cells in browser.rows()] == [customer]
    assert "Business relations belong to companies." in browser.text
    assert browser.post(f"/contacts/{person}/relations", business_relation_code="LAW").status_code == 422
    browser.follow(f"Open {no}")
    assert browser.heading == f"Business relations: {no} Hill Bakery"


def test_a_link_is_removed_by_unlinking(house: House, browser: Browser) -> None:
    contact, customer, *_others = a_bakery_in_every_role(house)

    browser.open(f"/contacts/{contact}/relations")
    browser.open(browser.page.one("a", href=f"/contacts/{contact}/unlink/customer")["href"]).press("Unlink")

    assert browser.receipts == [f"Unlinked: contact {contact} Hill Bakery and Customer {customer} Hill Bakery"]


# --- persons who follow


def a_person_of_the_bakery(house: House, **values: Any) -> str:
    with house.acting() as session:
        company = a_company(session, phone_no="22 00 01 01", address="Main Street 1", city="Oslo")
        return a_person(session, company=company, **values).no


def mark(browser: Browser, caption: str) -> str:
    """What stands beside a field."""
    field = browser.control(caption)
    while field.parent is not None and not field.has_class("field"):
        field = field.parent
    return field.one("p", where=lambda node: node.has_class("mark")).text


def test_a_field_says_whether_it_follows_the_company(house: House, browser: Browser) -> None:
    person = a_person_of_the_bakery(house, mobile_phone_no="90 00 00 01")

    browser.open(f"/contacts/{person}")

    assert mark(browser, "Phone No.") == "follows Hill Bakery"
    assert mark(browser, "Mobile Phone No.") == "own value Follow Hill Bakery"


def test_one_click_follows_again_and_undo_has_the_own_value_back(house: House, browser: Browser) -> None:
    person = a_person_of_the_bakery(house, phone_no="90 00 00 01")

    browser.open(f"/contacts/{person}")
    browser.press(mark(browser, "Phone No."))

    assert browser.value("Phone No.") == "22 00 01 01"
    assert mark(browser, "Phone No.") == "follows Hill Bakery"
    browser.press("Undo")
    assert browser.open(f"/contacts/{person}").value("Phone No.") == "90 00 00 01"


def test_an_address_follows_as_a_whole(house: House, browser: Browser) -> None:
    person = a_person_of_the_bakery(house, address="Side Street 2", city="Bergen")

    browser.open(f"/contacts/{person}")
    assert mark(browser, "Address").startswith("own value")
    browser.press(mark(browser, "Address"))

    assert browser.value("Address") == "Main Street 1"
    assert browser.value("City") == "Oslo"


def test_somebody_alone_follows_nobody(house: House, browser: Browser) -> None:
    with house.acting() as session:
        person = a_person(session).no

    browser.open(f"/contacts/{person}")
    assert not browser.page.all("p", where=lambda node: node.has_class("mark"))
    browser.post(f"/contacts/{person}/follow", field="phone_no")
    browser.open(f"/contacts/{person}")

    assert any("belongs to no company" in text for text in browser.receipts)
