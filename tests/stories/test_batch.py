"""Contacts for many accounts at once, as people see it: the rehearsal, the progress, the end, the way back."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select, update

from webapp.domain.base import fresh, now
from webapp.domain.changes.bulk import add_many
from webapp.domain.contacts.contact import Contact
from webapp.domain.jobs import begin
from webapp.domain.jobs.job import QUIET, Job
from webapp.domain.jobs.kinds import CREATING
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the
from webapp.domain.users.rights import Role
from webapp.workers import Threads

from ..support.browser import Browser
from ..support.factories import PASSWORD, a_user
from ..support.houses import CONSOLE, House
from ..support.parties import an_account

WORDS = {"customer": "customers", "vendor": "vendors", "bank_account": "bank-accounts"}
TITLES = {
    "customer": "Create Contacts from Customers",
    "vendor": "Create Contacts from Vendors",
    "bank_account": "Create Contacts from Bank Accounts",
}


def given(house: House, kind: str = "customer", *names: str, **values: Any) -> None:
    with house.acting() as session:
        for name in names:
            an_account(session, kind, name, **values)


def many(house: House, count: int) -> None:
    with house.acting() as session:
        accounts = [fresh(Customer, no=f"M{i:05}", name=f"Firm {i}", search_name=f"FIRM {i}") for i in range(count)]
        add_many(session, accounts)


def contacts(house: House) -> list[str]:
    with house.looking() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.no)))


@pytest.mark.parametrize("kind", PARTNER_KINDS)
def test_the_accounts_are_shown_first_and_then_have_contacts(house: House, browser: Browser, kind: str) -> None:
    given(house, kind, "Hill Bakery", "Oak Ltd")
    browser.open(f"/{WORDS[kind]}/create-contacts")
    assert browser.heading == TITLES[kind]
    assert "Get a contact: 2" in browser.text
    assert contacts(house) == []

    browser.press("Create contacts")

    assert browser.heading == TITLES[kind]
    assert contacts(house) == ["Hill Bakery", "Oak Ltd"]
    assert "2" in browser.receipts[0]
    assert browser.has_button("Undo")


def test_one_undo_takes_the_whole_batch_back(house: House, browser: Browser) -> None:
    given(house, "customer", "Hill Bakery", "Oak Ltd")
    browser.open("/customers/create-contacts").press("Create contacts")

    browser.press("Undo")

    assert contacts(house) == []
    assert "This was undone." in browser.text
    assert not browser.has_button("Resume")


def test_a_filter_narrows_the_accounts(house: House, browser: Browser) -> None:
    given(house, "customer", "Hill Bakery")
    given(house, "customer", "Oak Ltd", currency_code="EUR")
    browser.open("/customers/create-contacts")

    browser.fill("Currency Code", "EUR|USD").press("Filter").press("Create contacts")

    assert contacts(house) == ["Oak Ltd"]


def test_a_filter_that_cannot_be_read_says_so_at_its_field(house: House, browser: Browser) -> None:
    browser.open("/customers/create-contacts").fill("Currency Code", ">").press("Filter")

    assert "Write it like" in browser.error_at("Currency Code")
    assert not browser.has_button("Create contacts")


@pytest.mark.parametrize(("field", "kind"), [("customer_relation_code", "customer"), ("contact_nos", "vendor")])
def test_without_the_setup_it_is_refused_with_a_link(house: House, browser: Browser, field: str, kind: str) -> None:
    given(house, kind, "Hill Bakery")
    with house.acting() as session:
        setattr(the(session, MarketingSetup), field, None)

    browser.open(f"/{WORDS[kind]}/create-contacts")

    assert not browser.has_button("Create contacts")
    assert browser.page.all("a", where=lambda node: node.get("href", "").endswith(f"#field-{field}"))


def test_who_saw_something_else_looks_again(house: House, browser: Browser) -> None:
    given(house, "customer", "Hill Bakery")
    browser.open("/customers/create-contacts")
    given(house, "customer", "Oak Ltd")

    browser.press("Create contacts")

    assert browser.status == 409
    assert "look again" in browser.problem
    assert contacts(house) == []


def test_duplicates_and_refusals_are_named_before(house: House, browser: Browser) -> None:
    given(house, "customer", "Hill Bakery", "Hill Bakery")
    given(house, "customer", "Ann Hill", contact_type="person", contact_name="Bob Oak")

    browser.open("/customers/create-contacts")

    assert "Perhaps there already: 2" in browser.text
    assert "Refused: 1" in browser.text
    assert "turns to Bob Oak" in browser.text


def test_a_long_one_goes_on_when_nobody_looks(house: House, browser: Browser) -> None:
    many(house, 1600)
    browser.open("/customers/create-contacts").press("Create contacts")
    assert "500 of 1600" in browser.text

    house.work()

    assert len(contacts(house)) == 1600
    assert "Created contacts from customers: 1600" in browser.press("Look again").text
    assert browser.has_button("Undo")


def test_whoever_looks_sees_how_far_it_is(house: House, browser: Browser) -> None:
    many(house, 1600)
    browser.open("/customers/create-contacts").press("Create contacts")
    house.work(portions=1)

    browser.press("Look again")

    assert "1000 of 1600" in browser.text
    assert browser.has_button("Look again")


def test_the_page_of_a_job_leads_back_to_its_list(house: House, browser: Browser) -> None:
    given(house, "vendor", "Hill Bakery")
    browser.open("/vendors/create-contacts").press("Create contacts")

    browser.follow("Vendors")

    assert browser.url == "/vendors"


def test_an_open_page_sets_it_off_again_after_the_server_has_died(house: House, browser: Browser) -> None:
    many(house, 1100)
    browser.open("/customers/create-contacts").press("Create contacts")
    house.app.extensions["workers"].waiting.clear()
    with house.acting() as session:
        session.execute(update(Job).values(moved_at=now() - QUIET))

    browser.press("Look again")
    house.work()

    assert "Created contacts from customers: 1100" in browser.press("Look again").text
    assert len(contacts(house)) == 1100


def test_a_thread_works_on_it_to_the_end(house: House) -> None:
    many(house, 1100)
    with house.acting() as session:
        ids = session.scalars(select(Customer.id)).all()
        job_id = begin(session, CREATING["customer"], ids, CONSOLE).id

    Threads(house.database).set_off(job_id)
    for thread in threading.enumerate():
        if thread.name == f"job {job_id}":
            thread.join()

    assert len(contacts(house)) == 1100


def test_it_can_be_cancelled_and_resumed(house: House, browser: Browser) -> None:
    many(house, 1100)
    browser.open("/customers/create-contacts").press("Create contacts")
    browser.press("Cancel")
    assert "It was cancelled." in browser.text
    assert len(contacts(house)) == 500
    job = browser.url

    browser.open("/customers/create-contacts").follow("Not finished: 500 of 1100")
    assert browser.url == job
    browser.press("Resume")
    house.work()

    assert len(contacts(house)) == 1100


@pytest.mark.parametrize("kind", PARTNER_KINDS)
def test_the_list_leads_there(house: House, browser: Browser, kind: str) -> None:
    browser.open(f"/{WORDS[kind]}").follow(TITLES[kind])

    assert browser.heading == TITLES[kind]


def test_where_there_is_nothing_to_do_it_says_why(house: House, browser: Browser) -> None:
    assert "Change the filters, or add some first." in browser.open("/customers/create-contacts").text
    given(house, "customer", "Hill Bakery")
    browser.open("/customers/create-contacts").press("Create contacts")

    browser.open("/customers/create-contacts")

    assert "Every one of these has a contact already." in browser.text
    assert not browser.has_button("Create contacts")


def test_who_may_not_write_contacts_may_not_begin(house: House) -> None:
    with house.acting() as session:
        a_user(session, email="rita@fjordlys.example", role=Role.READER.value)
    reader = Browser(house.app).sign_in("rita@fjordlys.example", PASSWORD)

    reader.open("/customers/create-contacts")

    assert reader.status == 403


def test_a_job_that_nobody_knows_is_not_there(browser: Browser) -> None:
    for number in ("77", str(2**40)):
        assert browser.open(f"/jobs/{number}").status == 404
