"""Chapter B: a new account brings its contact along."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.changes import Author, open_change_set
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused, See, say
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_partner
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.links import contact_of
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import Salutation
from webapp.domain.setup.single import the

from ...support.factories import a_code, a_user, an_action, how_many, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    RELATION_CODES,
    TRADERS,
    a_company,
    a_new_account,
    a_person,
    differing,
    told,
    without_contact_numbers,
    without_relation_code,
)


@pytest.mark.parametrize("kind", KINDS)
def test_b15_b16_b17_a_new_account_comes_with_a_contact_and_a_link(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, phone_no="555", email="post@oak.example", currency_code="EUR", **ADDRESS)

    contact = contact_of(session, account)

    assert contact is not None and contact.is_company
    assert differing(contact, account) == []
    assert session.scalar(select(ContactRelation.business_relation_code)) == RELATION_CODES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_b_the_contact_is_told_along_with_the_receipt(session: Session, kind: str) -> None:
    account = a_new_account(session, kind)

    messages = told(session)

    assert [message.params["contact"] for message in messages] == [contact_of(session, account).label]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_b_without_a_relation_code_the_account_comes_alone_and_that_is_told(session: Session, kind: str) -> None:
    without_relation_code(session, kind)

    account = a_new_account(session, kind)

    assert contact_of(session, account) is None
    assert told(session) == [say(PARTNER_KINDS[kind].no_contact)]


@pytest.mark.parametrize("kind", KINDS)
def test_b_without_numbers_for_contacts_the_account_is_refused(session: Session, kind: str) -> None:
    without_contact_numbers(session)

    with pytest.raises(Refused) as refused:
        a_new_account(session, kind)

    assert refused.value.see == See("marketing_setup", field="contact_nos")


@pytest.mark.parametrize("kind", KINDS)
def test_b18_b19_b20_a_contact_without_a_name_gets_it_when_the_account_does(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, "")

    change_partner(session, account, {"name": "Oak Ltd"})

    contact = contact_of(session, account)
    assert contact is not None and (contact.name, contact.search_name) == ("Oak Ltd", "OAK LTD")


def test_b22_a_customer_of_type_person_has_a_person_as_contact_and_turns_to_it_first(session: Session) -> None:
    customer = a_new_account(session, "customer", "Mia Berg", contact_type="person")

    contact = contact_of(session, customer)

    assert contact is not None and not contact.is_company
    assert (contact.first_name, contact.surname) == ("Mia", "Berg")
    assert (customer.primary_contact_no, customer.contact_name) == (contact.no, "Mia Berg")


def test_b22_a_blank_primary_contact_on_the_form_does_not_take_it_away(session: Session) -> None:
    blank = {"primary_contact_no": None, "contact_name": ""}

    customer = a_new_account(session, "customer", "Mia Berg", contact_type="person", **blank)

    assert customer.contact_name == "Mia Berg"


def test_b23_renaming_that_customer_renames_the_contact_and_keeps_it_first(session: Session) -> None:
    customer = a_new_account(session, "customer", "Mia Berg", contact_type="person")
    primary = customer.primary_contact_no

    change_partner(session, customer, {"name": "Mia Maria Holm"})

    contact = contact_of(session, customer)
    assert contact is not None and (contact.middle_name, contact.surname) == ("Maria", "Holm")
    assert (customer.primary_contact_no, customer.contact_name) == (primary, "Mia Maria Holm")


@pytest.mark.parametrize("kind", KINDS)
def test_b24_b25_the_contact_of_an_account_gets_no_marketing_defaults(session: Session, kind: str) -> None:
    a_code(session, Salutation, "COMPANY")
    setup = the(session, MarketingSetup)
    setup.default_territory_code, setup.default_language_code = "NORTH", "NOR"
    setup.company_salutation_code = "COMPANY"

    contact = contact_of(session, a_new_account(session, kind))

    assert contact is not None and (contact.territory_code, contact.language_code) == (None, None)
    assert contact.salutation_code == "COMPANY"


@pytest.mark.parametrize("kind", KINDS)
def test_b26_whoever_is_responsible_for_the_account_is_for_its_new_contact(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, **{PARTNER_KINDS[kind].responsible: "IS"})

    contact = contact_of(session, account)

    assert contact is not None and contact.salesperson_code == "IS"


@pytest.mark.parametrize("kind", KINDS)
def test_b_who_acts_is_responsible_on_both_sides(session: Session, kind: str) -> None:
    user = a_user(session, salesperson_code="LM")
    open_change_set(session, say("Given"), Author(user.id, user.name))

    account = a_new_account(session, kind)

    contact = contact_of(session, account)
    assert contact is not None and contact.salesperson_code == "LM"
    assert getattr(account, PARTNER_KINDS[kind].responsible) == "LM"


@pytest.mark.parametrize("kind", TRADERS)
def test_b27_b28_a_relation_that_waits_at_the_company_of_the_primary_contact_gets_the_account(
    session: Session, kind: str
) -> None:
    company = a_company(session, "Hill Bakery", email="post@hill.example")
    ann = a_person(session, "Ann Hill", company)
    session.add(ContactRelation(contact=company, business_relation_code=RELATION_CODES[kind]))

    account = a_new_account(session, kind, "Hill Bakery Ltd", primary_contact_no=ann.no)

    assert contact_of(session, account) is company
    assert how_many(session, ContactRelation) == 1
    assert (account.primary_contact_no, account.email) == (ann.no, "post@hill.example")
    assert differing(company, account) == []


@pytest.mark.parametrize("kind", KINDS)
def test_b_undo_takes_the_account_and_its_contact_away(session: Session, kind: str) -> None:
    before = snapshot(session)
    with an_action(session) as action:
        a_new_account(session, kind, contact_name="Pat Oak")

    undone(session, action)

    assert snapshot(session) == before


def test_b_undo_takes_a_person_and_the_customer_away_who_name_each_other(session: Session) -> None:
    with an_action(session) as action:
        a_new_account(session, "customer", "Mia Berg", contact_type="person")

    undone(session, action)

    assert how_many(session, Contact) == 0
