"""The sample's contacts, customers, vendors and bank accounts: lively, in step, and gone in one action."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import PASSWORD
from webapp.domain.changes.recording import memory_of
from webapp.domain.checks import broken_promises
from webapp.domain.codes import delete_code
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.errors import Refused
from webapp.domain.partners.bank_account import BankAccount
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.kinds import PARTNER_KINDS, kind_of
from webapp.domain.partners.templates import CustomerTemplate, VendorTemplate
from webapp.domain.partners.vendor import Vendor
from webapp.domain.relations.changing import add_contact, add_partner, change_contact, change_partner
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.links import contact_of, linked_partners
from webapp.domain.sample import add_sample, remove_sample, sample_is_there
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import MailingGroup
from webapp.domain.setup.single import the
from webapp.domain.values import read_bic, read_iban

OF_NOBODY = re.compile(
    r"(\+47 22|22|\+41 21|\+7 495|8 495) 000? 0\d \d\d|\+47 22 00 0\d \d\d|22 00 0\d \d\d|\+31 20 000 0\d{3}"
    r"|\+31 6 0000 0\d{3}|\+33 1 99 00 0\d \d\d|\+33 6 39 98 \d\d \d\d|(\+44 |0)20 7946 0\d{3}|\+44 7700 900\d{3}"
    r"|\+46 8 465 004 \d\d|\+49 30 23125 \d{3}"
)
"""Ranges kept free for stories, or that no telephone company has."""


def contact(session: Session, name: str) -> Contact:
    return session.scalars(select(Contact).where(Contact.name == name)).one()


def how_many(session: Session, model: Any, *conditions: Any) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_there_is_enough_to_try_everything_on(session: Session) -> None:
    assert how_many(session, Contact, Contact.type == COMPANY) == 41
    assert how_many(session, Contact, Contact.type == PERSON) == 72
    assert [how_many(session, model) for model in (Customer, Vendor, BankAccount)] == [18, 11, 3]
    assert {"multiple", "customer", "vendor", "bank_account", "other", ""} == set(
        session.scalars(select(Contact.business_relation))
    )


def test_it_keeps_every_promise(session: Session) -> None:
    assert [str(message) for _check, message in broken_promises(session)] == []


def test_linked_cards_are_the_same_in_everything_they_share(session: Session) -> None:
    for relation in session.scalars(select(ContactRelation).where(ContactRelation.partner_id.is_not(None))):
        partner: Any = relation.partner
        for field in kind_of(partner).shared:
            assert getattr(partner, field) == getattr(relation.contact, field)


def test_nobody_has_these_numbers_and_addresses(session: Session) -> None:
    phones = {no for row in session.execute(select(Contact.phone_no, Contact.mobile_phone_no)) for no in row if no}
    mails = {mail for (mail,) in session.execute(select(Contact.email)) if mail}

    assert [no for no in phones if not OF_NOBODY.fullmatch(no)] == []
    assert all(mail.endswith(".example") for mail in mails)


def test_bank_accounts_can_be_paid_to(session: Session) -> None:
    for account in session.scalars(select(BankAccount)):
        assert account.iban == read_iban(account.iban) != ""
        assert account.swift_code == read_bic(account.swift_code) != ""


def test_customers_abroad_are_posted_apart(session: Session) -> None:
    groups = {row.name: row.posting_group_code for row in session.scalars(select(Customer))}

    assert (groups["Myrvold Hotell AS"], groups["De Gouden Lampion B.V."]) == ("DOMESTIC", "FOREIGN")


def test_some_persons_follow_their_company_and_some_do_not(session: Session) -> None:
    company = contact(session, "Myrvold Hotell AS")

    change_contact(session, company, {"phone_no": "+47 22 00 02 99"})

    assert contact(session, "Sunniva Rød").phone_no == "+47 22 00 02 99"
    assert contact(session, "Bjørn Åge Tveito").phone_no == "+47 22 00 02 11"


def test_minors_and_those_who_asked_for_it_are_blocked(session: Session) -> None:
    blocked = set(session.scalars(select(Contact.name).where(Contact.privacy_blocked)))

    assert blocked == {"Nils Heggelund", "Ulf Stilleby"}


def test_nothing_is_told_of_each_single_record(bare: Session) -> None:
    add_sample(bare, str, password=PASSWORD)

    assert memory_of(bare).notes == []


def test_a_company_without_templates_and_groups_gets_it_too(bare: Session) -> None:
    for model in (CustomerTemplate, VendorTemplate, MailingGroup):
        for row in bare.scalars(select(model)).all():
            delete_code(bare, row)

    add_sample(bare, str, password=PASSWORD)

    assert how_many(bare, Customer) == 18


def test_without_a_relation_code_it_is_refused_with_the_place_to_choose_one(bare: Session) -> None:
    the(bare, MarketingSetup).customer_relation_code = None

    with pytest.raises(Refused) as refused:
        add_sample(bare, str, password=PASSWORD)

    assert refused.value.see is not None
    assert refused.value.see.field == "customer_relation_code"


def test_a_company_that_was_changed_stays_with_its_persons_and_accounts(session: Session) -> None:
    company = contact(session, "Sørlia Elektro AS")
    change_contact(session, company, {"phone_no": "+47 22 00 02 98"})

    messages = remove_sample(session)

    assert company.label in [message.params["record"] for message in messages]
    assert [partner.kind for partner in linked_partners(session, company)] == ["customer", "vendor"]
    assert how_many(session, Contact) == 4


def test_a_company_stays_when_only_its_account_was_changed(session: Session) -> None:
    customer = session.scalars(select(Customer).where(Customer.name == "Tindeskår Fjellstue")).one()
    change_partner(session, customer, {"payment_terms_code": "60D"})

    remove_sample(session)

    linked = contact_of(session, customer)
    assert linked is not None
    assert linked.name == "Tindeskår Fjellstue"


def test_a_company_stays_when_somebody_was_added_to_it(session: Session) -> None:
    company = contact(session, "Lysekroken AS")
    add_contact(session, {"type": PERSON, "name": "Ann Hill", "company_no": company.no})

    remove_sample(session)

    assert contact(session, "Ann Hill").company_no == contact(session, "Lysekroken AS").no


def test_a_customer_whom_another_one_names_stays_with_its_contact(session: Session) -> None:
    payer = session.scalars(select(Customer).where(Customer.name == "The Lantern Rooms")).one()
    add_partner(session, PARTNER_KINDS["customer"], {"name": "Hill Bakery", "bill_to_customer_no": payer.no})

    messages = remove_sample(session)

    assert any("in use" in message.text and message.params["record"] == payer.label for message in messages)
    assert contact_of(session, payer) is not None
    assert sample_is_there(session)


def test_nobody_is_added_again_under_a_changed_name(session: Session) -> None:
    change_contact(session, contact(session, "Lysekroken AS"), {"name": "Lysekroken Norge AS"})

    add_sample(session, str, password=PASSWORD)

    assert how_many(session, Contact, Contact.type == COMPANY) == 41
