"""Merging in the browser: choose the other one, look at everything, press once; and old numbers lead on."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_company, a_new_account, a_person
from tests.support.queries import queries
from webapp.domain.comments import add_comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.merging import merge
from webapp.domain.relations.changing import change_contact
from webapp.domain.users.rights import Role

from ..support.factories import PASSWORD, a_user

MERGE = "/contacts/CT000001/merge"
PAGE = 15
"""Statements at most, whatever names the one that goes."""


@pytest.fixture
def two(house: House) -> None:
    """A bakery that somebody entered twice, the second time with its baker and a comment."""
    with house.acting() as session:
        a_company(session, "Hill Bakery", phone_no="22 00 01 01")
        goes = a_company(session, "Hill Bakery Ltd", phone_no="22 00 01 02", email="post@hill.example")
        a_person(session, "Ann Hill", goes)
        add_comment(session, goes, {"text": "Likes rye"})


@pytest.fixture
def two_customers(house: House) -> None:
    """Two customers, each with its contact."""
    with house.acting() as session:
        a_new_account(session, "customer", "Hill Bakery", our_account_no="7")
        a_new_account(session, "customer", "Hill Bakery Ltd")


def test_the_other_one_is_among_the_likely_ones(browser: Browser, two: None) -> None:
    browser.open(MERGE)

    browser.follow("CT000002 Hill Bakery Ltd")

    assert browser.heading == "Merge CT000001 Hill Bakery with CT000002 Hill Bakery Ltd"


@pytest.mark.parametrize("typed", ["CT000002", "ct000002", "Hill Bakery Ltd"])
def test_the_other_one_can_be_typed_by_number_or_name(browser: Browser, two: None, typed: str) -> None:
    browser.open(MERGE).fill("Merge with", typed)

    browser.press("Compare")

    assert browser.heading == "Merge CT000001 Hill Bakery with CT000002 Hill Bakery Ltd"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("CT000001", "CT000001 Hill Bakery cannot be merged with itself. Choose another one."),
        ("CT000003", "CT000001 Hill Bakery and CT000003 Ann Hill are not of the same type."),
        ("Nobody", "There is no “Nobody”. Choose another one."),
    ],
)
def test_a_wrong_other_one_is_refused_at_the_field(browser: Browser, two: None, typed: str, error: str) -> None:
    """Scenario 218."""
    browser.open(MERGE).fill("Merge with", typed)

    browser.press("Compare")

    assert browser.status == 422
    assert browser.error_at("Merge with").startswith(error)
    assert browser.value("Merge with") == typed


def test_the_page_shows_every_difference_and_every_row_and_does_what_it_shows(browser: Browser, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002")
    shown = browser.text
    browser.choose("contact.phone_no", "goes")

    browser.press("Merge")

    assert "Contacts, Company No." in shown
    assert "Comments" in shown
    assert "post@hill.example" in shown
    assert browser.receipts == ["Merged: Contact CT000002 Hill Bakery Ltd into CT000001 Hill Bakery"]
    assert browser.heading == "CT000001 Hill Bakery"
    assert (browser.value("Phone No."), browser.value("Email")) == ("22 00 01 02", "post@hill.example")
    assert browser.open("/contacts/CT000003").value("Company No.") == "CT000001"


def test_the_receipt_undoes_it(browser: Browser, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")

    browser.press("Undo")

    assert browser.open("/contacts/CT000002").value("Phone No.") == "22 00 01 02"
    assert browser.open("/contacts/CT000001").value("Email") == ""


def test_the_page_leads_back_and_shows_days_as_they_are_written_here(browser: Browser, house: House, two: None) -> None:
    with house.acting() as session:
        goes = session.scalars(select(Contact).where(Contact.no == "CT000002")).one()
        add_comment(session, goes, {"date": dt.date(2026, 9, 22), "text": "Likes barley"})

    browser.open(f"{MERGE}?with=CT000002")

    assert "22/09/2026 Likes barley" in browser.text
    assert browser.follow("CT000001 Hill Bakery").url == "/contacts/CT000001"


def test_it_can_be_turned_round(browser: Browser, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002")

    browser.follow("Keep the other one instead")

    assert browser.heading == "Merge CT000002 Hill Bakery Ltd with CT000001 Hill Bakery"


def test_an_old_number_leads_on_for_ever(browser: Browser, house: House, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")
    with house.acting() as session:
        third, first = (
            a_company(session, "Oak Ltd"),
            session.scalars(select(Contact).where(Contact.no == "CT000001")).one(),
        )
        merge(session, third, first, {})

    browser.open("/contacts/CT000002")

    assert browser.url == "/contacts/CT000004"
    assert browser.post("/contacts/CT000002", name="Oak & Hill").status_code in (303, 422)


def test_an_old_number_leads_nowhere_when_its_last_record_is_deleted(browser: Browser, house: House, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")
    with house.acting() as session:
        delete_contact(session, session.scalars(select(Contact).where(Contact.no == "CT000001")).one())

    browser.open("/contacts/CT000002")

    assert browser.status == 404


def test_the_number_ledger_calls_the_number_merged(browser: Browser, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")

    browser.open("/setup/number-series/CONT/ledger")

    assert ["CT000002", "merged"] in [row[:2] for row in browser.rows()]


def test_what_changed_meanwhile_is_shown_before_anything_is_merged(browser: Browser, house: House, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").choose("contact.phone_no", "goes")
    with house.acting() as session:
        goes = session.scalars(select(Contact).where(Contact.no == "CT000002")).one()
        change_contact(session, goes, {"phone_no": "22 00 01 99"})

    browser.press("Merge")

    assert browser.status == 409
    assert "22 00 01 99" in browser.text
    assert [node["value"] for node in browser.page.all("input", name="contact.phone_no") if node.has("checked")] == [
        "goes"
    ]
    assert browser.press("Merge").value("Phone No.") == "22 00 01 99"


def test_two_customers_are_asked_about_first(browser: Browser, two_customers: None) -> None:
    """Scenario 221."""
    browser.open(f"{MERGE}?with=CT000002")

    browser.press("Merge")

    assert browser.status == 422
    assert "Choose which one stays" in browser.problem
    assert browser.open("/contacts/CT000002").status == 200


@pytest.mark.parametrize(("side", "customer"), [("kept", "C00010"), ("goes", "C00020")])
def test_one_customer_stays_linked(browser: Browser, two_customers: None, side: str, customer: str) -> None:
    browser.open(f"{MERGE}?with=CT000002")
    browser.choose(question(browser), side)

    browser.press("Merge")

    assert browser.status == 200
    assert browser.page.all("a", href=f"/customers/{customer}")
    assert browser.open("/customers/C00010").status == browser.open("/customers/C00020").status == 200


def test_the_two_customers_become_one_as_well(browser: Browser, two_customers: None) -> None:
    browser.open(f"{MERGE}?with=CT000002")
    assert "If Customer C00010 Hill Bakery and C00020 Hill Bakery Ltd become one as well" in browser.text
    browser.choose(question(browser), "both").choose("customer.our_account_no", "goes")

    browser.press("Merge")

    assert browser.open("/customers/C00020").url == "/customers/C00010"
    assert browser.value("Our Account No.") == ""


def test_customers_merge_from_their_own_card(browser: Browser, two_customers: None) -> None:
    browser.open("/customers/C00010/merge?with=C00020")
    browser.choose(question(browser), "both")

    browser.press("Merge")

    assert browser.receipts == ["Merged: Customer C00020 Hill Bakery Ltd into C00010 Hill Bakery"]
    assert browser.open("/contacts/CT000002").url == "/contacts/CT000001"


@pytest.mark.parametrize("word", ["vendors", "bank-accounts"])
def test_the_other_kinds_have_the_page_too(browser: Browser, house: House, word: str) -> None:
    with house.acting() as session:
        kind = word.replace("-", "_").removesuffix("s")
        one, other = (a_new_account(session, kind, name) for name in ("Oak Bank", "Oak Bank Ltd"))
        first, second = one.no, other.no

    browser.open(f"/{word}/{first}/merge?with={second}").choose(question(browser), "kept").press("Merge")

    assert browser.open(f"/{word}/{second}").url == f"/{word}/{first}"


def test_a_card_leads_to_its_merge(browser: Browser, two_customers: None) -> None:
    for address in ("/contacts/CT000001", "/customers/C00010"):
        browser.open(address).follow("Merge with")

        assert browser.url == f"{address}/merge"


@pytest.mark.parametrize(
    ("word", "keys"), [("contacts", ["CT000001", "CT000002"]), ("customers", ["C00010", "C00020"])]
)
def test_two_ticked_rows_are_compared_and_no_others(
    browser: Browser, two_customers: None, word: str, keys: list[str]
) -> None:
    two = browser.post(f"/{word}/merge", key=keys)
    one = browser.post(f"/{word}/merge", key=keys[:1])

    assert two.headers["Location"] == f"/{word}/{keys[0]}/merge?with={keys[1]}"
    assert one.headers["Location"] == f"/{word}"
    assert browser.open(f"/{word}").receipts == ["Tick the two rows that are one and the same, then try again."]


def test_the_old_number_is_found_wherever_one_looks_for_it(browser: Browser, house: House, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")
    with house.acting() as session:
        first = session.scalars(select(Contact).where(Contact.no == "CT000001")).one()
        merge(session, a_company(session, "Oak Ltd"), first, {})

    found = {
        address: browser.client.get(address).text
        for address in ("/search?q=ct000002", "/contacts?q=CT000002", "/lookup/contact?among=company&q=CT000002")
    }

    assert [address for address, text in found.items() if "Oak Ltd" not in text] == []
    assert browser.open("/contacts/CT000003/merge?with=CT000002").status == 422


def test_an_undone_merge_leaves_each_number_to_its_own(browser: Browser, two: None) -> None:
    browser.open(f"{MERGE}?with=CT000002").press("Merge")

    browser.press("Undo")

    assert browser.open("/contacts/CT000002").heading == "CT000002 Hill Bakery Ltd"
    assert "CT000002" in browser.open("/contacts?q=CT000002").rows()[0]


def test_only_who_may_delete_may_merge(browser: Browser, house: House, two_customers: None) -> None:
    with house.acting() as session:
        accountant = a_user(session, role=Role.ACCOUNTING).email
    browser = Browser(house.app).sign_in(accountant, PASSWORD)

    browser.open(f"{MERGE}?with=CT000002")

    assert browser.status == 403


def test_who_may_not_delete_customers_is_not_offered_to_merge_them(house: House, two_customers: None) -> None:
    with house.acting() as session:
        purchaser = a_user(session, role=Role.PURCHASING).email
    browser = Browser(house.app).sign_in(purchaser, PASSWORD)
    browser.open(f"{MERGE}?with=CT000002")
    name = question(browser)
    offered = [node["value"] for node in browser.page.all("input", name=name)]

    browser.press("Merge", **{name: "both"})

    assert offered == ["kept", "goes"]
    assert browser.status == 422


@pytest.mark.parametrize("persons", [1, 40])
def test_the_page_asks_little_of_the_database_however_much_moves(
    browser: Browser, house: House, two: None, persons: int
) -> None:
    with house.acting() as session:
        goes = session.scalars(select(Contact).where(Contact.no == "CT000002")).one()
        for number in range(persons):
            a_person(session, f"Person {number}", goes)

    with queries(house.database.engine, at_most=PAGE):
        browser.open(f"{MERGE}?with=CT000002")

    assert browser.status == 200


def question(browser: Browser) -> str:
    """The name of the first radio buttons about rows that clash."""
    names = [node["name"] for node in browser.page.all("input", type="radio")]
    return next(name for name in names if name.startswith("contact_relation."))
