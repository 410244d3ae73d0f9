"""Link with existing: refusals first, then the record, then both side by side, then one button."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.factories import PASSWORD, a_user
from tests.support.houses import House
from tests.support.parties import a_company, a_person, an_account, linked_to
from tests.support.queries import queries
from webapp.domain.contacts.contact import Contact
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

KINDS = pytest.mark.parametrize(
    ("kind", "caption", "card"),
    [("customer", "Customer", "/customers/"), ("vendor", "Vendor", "/vendors/"), ("bank_account", "Bank Account", "/bank-accounts/")],
)  # fmt: skip


def a_contact_and_an_account(house: House, kind: str = "customer", **values: Any) -> tuple[str, str]:
    """A bakery we know by two records."""
    with house.acting() as session:
        contact = a_company(session, "Hill Bakery", phone_no="22 00 01 01")
        account: Any = an_account(session, kind, **{"name": "Hill Bakery AS", "email": "post@hill.example"} | values)
        return contact.no, account.no


def links(house: House) -> int:
    with house.looking() as session:
        return session.scalar(select(func.count()).select_from(ContactRelation)) or 0


def row(browser: Browser, caption: str) -> list[str]:
    """The cells beside a caption on the page that shows both sides."""
    table = browser.page.by_id("link")
    assert table is not None
    for line in table.all("tr"):
        if line.all("th") and line.all("th")[0].text.startswith(caption):
            return [cell.text for cell in line.all("td")]
    raise AssertionError(f"no row {caption}")


def result(browser: Browser, caption: str) -> str:
    return row(browser, caption)[-1]


@KINDS
def test_a_contact_is_linked_with_an_account_that_looks_the_same(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    contact, account = a_contact_and_an_account(house, kind, name="Hill Bakery")

    browser.open(f"/contacts/{contact}").follow("Link with existing")
    browser.open(f"/contacts/{contact}/link/{kind}").follow(f"{account} Hill Bakery").press("Link")

    assert f"Linked: contact {contact} Hill Bakery and {caption} {account} Hill Bakery" in browser.receipts
    assert any(link["href"] == f"{card}{account}" for link in browser.page.all("a", class_="chip role"))
    browser.open(f"{card}{account}")
    assert browser.value("Phone No.") == "22 00 01 01"


def test_the_likeliest_come_first_with_the_reasons_in_words(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house, name="Hill Bakery", phone_no="+47 22000101")

    browser.open(f"/contacts/{contact}/link/customer")

    assert "Perhaps the same" in browser.text
    assert "same name" in browser.text
    assert "phone number +47 22000101 is the same" in browser.text
    assert browser.page.all("a", where=lambda node: node.text == f"{account} Hill Bakery")


def test_a_record_is_found_while_typing_and_one_that_is_linked_cannot_be_chosen(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house, name="Oak Timber")
    with house.acting() as session:
        other = linked_to(session, a_company(session, "Oak Furniture"), "customer").no

    browser.open(f"/contacts/{contact}/link/customer").fill("Search Customers", "oak").press("Search")

    assert browser.page.all("a", where=lambda node: node.text == f"{account} Oak Timber")
    assert not browser.page.all("a", where=lambda node: node.text == f"{other} Oak Furniture")
    assert "linked with" in browser.text


def test_typing_answers_with_the_found_alone(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    response = browser.client.get(f"/contacts/{contact}/link/customer?q=bakery", headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="found"')
    assert account in response.text


def test_c37_the_contact_is_preselected_and_cancel_changes_nothing(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    browser.open(f"/contacts/{contact}/link/customer?no={account}")

    assert [node["value"] for node in browser.page.all("input", name="master") if node.has("checked")] == ["contact"]
    assert result(browser, "Name") == "Hill Bakery"
    browser.follow("Cancel")
    assert browser.heading == f"{contact} Hill Bakery"
    assert links(house) == 0


def test_what_is_equal_is_folded_and_a_blank_is_no_conflict(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    browser.open(f"/contacts/{contact}/link/customer?no={account}")

    assert row(browser, "Email")[-1] == "post@hill.example"
    assert "Only one side has a value, which stays" in browser.text
    assert not browser.page.all("input", name="side-email")
    assert len(browser.page.all("input", name="side-name")) == 2
    [folded] = browser.page.all("details", class_="equal")
    assert "Post Code" in folded.text


def test_the_other_master_is_for_all_fields(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house, phone_no="22 99 99 99")

    browser.open(f"/contacts/{contact}/link/customer?no={account}").choose("master", "partner").press("Show the result")

    assert result(browser, "Name") == "Hill Bakery AS"
    assert result(browser, "Phone No.") == "22 99 99 99"
    browser.press("Link")
    assert browser.open(f"/contacts/{contact}").value("Name") == "Hill Bakery AS"


def test_a_single_row_is_turned_over_and_what_was_shown_is_what_happens(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house, phone_no="22 99 99 99")

    browser.open(f"/contacts/{contact}/link/customer?no={account}")
    browser.choose("side-phone_no", "partner").press("Show the result")
    shown = {caption: result(browser, caption) for caption in ("Name", "Phone No.", "Email")}
    browser.press("Link")

    assert shown == {"Name": "Hill Bakery", "Phone No.": "22 99 99 99", "Email": "post@hill.example"}
    for card in (f"/contacts/{contact}", f"/customers/{account}"):
        browser.open(card)
        assert {caption: browser.value(caption) for caption in shown} == shown


def test_blanks_win_on_request_alone(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    browser.open(f"/contacts/{contact}/link/customer?no={account}")
    browser.fill("Also take over blanks", True).press("Show the result")

    assert result(browser, "Email") == "blank"
    browser.press("Link")
    assert browser.open(f"/customers/{account}").value("Email") == ""


def test_nothing_happens_that_was_not_shown(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    browser.open(f"/contacts/{contact}/link/customer?no={account}").choose("side-name", "partner").press("Link")

    assert browser.status == 409
    assert "This is what would come of it now" in browser.problem
    assert result(browser, "Name") == "Hill Bakery AS"
    assert links(house) == 0
    browser.press("Link")
    assert browser.open(f"/contacts/{contact}").value("Name") == "Hill Bakery AS"


def test_turning_something_over_answers_with_the_fragment_alone(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)
    url = f"/contacts/{contact}/link/customer?no={account}&master=partner&shown=contact&side-name=contact"

    response = browser.client.get(url, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="link"')
    assert "<strong><bdi>Hill Bakery AS</bdi></strong>" in response.text


def test_for_a_person_the_company_is_linked_and_the_receipt_says_so(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        person = a_person(session, company=company).no
        account: Any = an_account(session, "vendor")
        no, label = account.no, company.label

    browser.open(f"/contacts/{person}/link/vendor?no={no}")
    assert f"{label} is linked, the company of this person." in browser.text
    browser.press("Link")

    assert any(f"contact {label} and Vendor {no}" in text for text in browser.receipts)
    assert f"The company {label} was linked" in browser.text


def test_what_changes_elsewhere_is_named_before_and_after(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session, phone_no="22 00 01 01")
        vendor = linked_to(session, company, "vendor").label
        a_person(session, company=company)
        account: Any = an_account(session, "customer", phone_no="22 99 99 99")
        contact, no = company.no, account.no

    browser.open(f"/contacts/{contact}/link/customer?no={no}&master=partner")
    assert f"Vendor {vendor}: Phone No." in browser.text
    assert "Persons who follow (1: Ann Hill): Phone No." in browser.text
    browser.press("Link")

    assert f"Vendor {vendor} (Phone No.)" in browser.text


def test_undo_takes_the_link_and_the_values_back(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    browser.open(f"/contacts/{contact}/link/customer?no={account}&master=partner").press("Link").press("Undo")

    assert links(house) == 0
    assert browser.open(f"/contacts/{contact}").value("Name") == "Hill Bakery"


@KINDS
def test_without_a_relation_code_it_is_refused_before_anything_is_chosen(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    contact, account = a_contact_and_an_account(house, kind)
    with house.acting() as session:
        setattr(the(session, MarketingSetup), PARTNER_KINDS[kind].relation_field, None)

    browser.open(f"/contacts/{contact}/link/{kind}?no={account}")

    assert "Choose a business relation code for" in browser.problem
    assert not browser.has_button("Link")
    browser.follow("Open Marketing Setup")
    assert browser.heading == "Marketing Setup"


@KINDS
def test_a_contact_that_has_one_already_is_refused_naming_it(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    with house.acting() as session:
        company = a_company(session)
        contact, first = company.no, linked_to(session, company, kind).label

    browser.open(f"/contacts/{contact}/link/{kind}")

    assert f"is linked to {caption} {first} already. Remove that link first." in browser.problem


@KINDS
def test_an_account_of_somebody_else_is_refused_naming_whose_it_is(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    with house.acting() as session:
        owner = a_company(session, "Oak Ltd")
        account = linked_to(session, owner, kind).no
        contact, label = a_company(session).no, owner.label

    browser.open(f"/contacts/{contact}/link/{kind}?no={account}")

    assert f"is linked to contact {label} already. Choose another one." in browser.problem
    assert links(house) == 1


def test_a_contact_blocked_for_privacy_is_refused(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session, privacy_blocked=True).no

    browser.open(f"/contacts/{contact}/link/customer")

    assert "is blocked for privacy and cannot be used here." in browser.problem


def test_a_lone_person_is_told_to_enter_a_company(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_person(session).no

    browser.open(f"/contacts/{contact}/link/vendor")

    assert "is a person without a company. Enter a company on the contact card" in browser.problem
    browser.follow(f"Open Contact {contact}")
    assert browser.heading == f"{contact} Ann Hill"


def test_a_bank_account_with_money_on_it_keeps_its_currency(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session, currency_code="EUR").no
        account: Any = an_account(session, "bank_account", currency_code="NOK")
        account.balance_last_statement = 100
        no = account.no

    browser.open(f"/contacts/{contact}/link/bank_account?no={no}")

    assert "has a balance" in browser.problem
    assert not browser.has_button("Link")
    browser.choose("master", "partner").press("Show the result").press("Link")
    assert browser.open(f"/contacts/{contact}").value("Currency Code") == "NOK"


def test_a_greyed_action_says_why_and_leads_to_what_mends_it(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_company(session).no
        the(session, MarketingSetup).customer_relation_code = None

    browser.open(f"/contacts/{contact}")

    greyed = browser.page.by_id("action-link-customer")
    assert greyed is not None and greyed.get("aria-disabled") == "true"
    why = browser.page.by_id("action-link-customer-why")
    assert why is not None and "Choose a business relation code for customers" in why.text


@KINDS
def test_an_account_without_a_contact_is_linked_from_its_own_card(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    contact, account = a_contact_and_an_account(house, kind, name="Hill Bakery")

    browser.open(f"{card}{account}").follow("Link with existing")
    browser.follow(f"{contact} Hill Bakery").press("Link")

    assert any(text.startswith("Linked:") for text in browser.receipts)
    assert browser.heading == f"{contact} Hill Bakery"


@KINDS
def test_unlinking_asks_leaves_both_and_can_be_undone(
    house: House, browser: Browser, kind: str, caption: str, card: str
) -> None:
    with house.acting() as session:
        company = a_company(session, phone_no="22 00 01 01")
        contact, account = company.no, linked_to(session, company, kind).no

    browser.open(f"{card}{account}").follow("Unlink")
    assert "Both stay as they are." in browser.text
    browser.press("Unlink")

    assert f"Unlinked: contact {contact} Hill Bakery and {caption} {account} Hill Bakery" in browser.receipts
    assert links(house) == 0
    browser.press("Undo")
    assert links(house) == 1
    browser.open(f"{card}{account}").fill("Phone No.", "22 00 01 09").press("Save")
    assert browser.open(f"/contacts/{contact}").value("Phone No.") == "22 00 01 09"


def test_which_kind_is_asked_where_the_address_does_not_say(house: House, browser: Browser) -> None:
    with house.acting() as session:
        contact = a_person(session).no

    browser.open(f"/contacts/{contact}/link")

    assert browser.page.all("a", href=f"/contacts/{contact}/link/customer")
    assert not browser.page.all("a", href=f"/contacts/{contact}/link/vendor")


def test_both_sides_are_shown_in_a_handful_of_questions(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house)

    with queries(house.database.engine, at_most=10):
        browser.open(f"/contacts/{contact}/link/customer?no={account}")

    assert browser.status == 200


def test_what_a_role_may_not_change_it_may_not_link(house: House, browser: Browser) -> None:
    contact, account = a_contact_and_an_account(house, "bank_account")
    with house.acting() as session:
        assert session.scalar(select(Contact.no)) == contact
        email = a_user(session, role="sales").email
    seller = Browser(house.app, htmx=browser.htmx).sign_in(email, PASSWORD)

    response = seller.post(f"/contacts/{contact}/link/bank_account", no=account)

    assert response.status_code == 403
    assert links(house) == 0
