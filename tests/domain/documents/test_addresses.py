"""Part C, 10 and 22: addresses on documents are copies."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.papers import a_document_for, an_empty_document, confirming
from tests.support.parties import a_company, a_new_account, a_person
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.documents.changing import change_document
from webapp.domain.errors import Refused
from webapp.domain.merging.merge import merge
from webapp.domain.merging.planning import plan_merge
from webapp.domain.merging.values import KEPT
from webapp.domain.partners.ship_to import add_ship_to
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.links import contact_of
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.single import the

ADDRESS = {"address": "Main Street 1", "post_code": "0155", "city": "Oslo"}


@pytest.fixture
def customer(session: Session) -> Any:
    return a_new_account(session, "customer", "Acme", **ADDRESS)


def test_a_change_goes_along_to_who_pays_and_where_it_is_shipped(session: Session, customer: Any) -> None:
    order = a_document_for(session, customer, "sales_order")

    change_document(session, order, {"address": "Quay 2"})

    assert (order.bill_to_address, order.ship_to_address) == ("Quay 2", "Quay 2")


def test_what_was_typed_otherwise_stays(session: Session, customer: Any) -> None:
    order = a_document_for(session, customer, "sales_order")
    change_document(session, order, {"ship_to_address": "Harbour 9"})

    change_document(session, order, {"address": "Quay 2"})

    assert (order.bill_to_address, order.ship_to_address) == ("Quay 2", "Harbour 9")


def test_a_ship_to_code_fills_in_the_place_and_its_end_takes_it_back(session: Session, customer: Any) -> None:
    add_ship_to(session, customer, {"code": "YARD", "name": "Acme yard", "address": "Yard 7"})
    order = a_document_for(session, customer, "sales_order")

    change_document(session, order, {"ship_to_code": "YARD"})
    there = (order.ship_to_name, order.ship_to_address)
    change_document(session, order, {"ship_to_code": ""})

    assert (there, order.ship_to_address) == (("Acme yard", "Yard 7"), "Main Street 1")


def test_a_customer_s_usual_place_is_taken_at_once(session: Session, customer: Any) -> None:
    add_ship_to(session, customer, {"code": "YARD", "name": "Acme yard", "address": "Yard 7"})
    customer.ship_to_code = "YARD"
    session.flush()

    assert a_document_for(session, customer, "sales_order").ship_to_name == "Acme yard"


def test_an_address_that_is_not_there_is_refused(session: Session, customer: Any) -> None:
    order = a_document_for(session, customer, "sales_order")

    with pytest.raises(Refused) as refused:
        change_document(session, order, {"ship_to_code": "NOWHERE"})

    assert refused.value.field == "ship_to_code"


def test_what_we_buy_comes_to_us(session: Session) -> None:
    us = the(session, CompanyInformation)
    us.name, us.address = "Fjordlys AS", "Kaien 3"
    vendor = a_new_account(session, "vendor", "Acme", **ADDRESS)

    order = a_document_for(session, vendor, "purchase_order")

    assert (order.ship_to_name, order.ship_to_address, order.address) == ("Fjordlys AS", "Kaien 3", "Main Street 1")


def test_somebody_else_can_be_billed(session: Session, customer: Any) -> None:
    payer = a_new_account(session, "customer", "Payer", payment_terms_code="14D")
    customer.bill_to_customer_no = payer.no
    session.flush()

    order = a_document_for(session, customer, "sales_order")

    assert (order.name, order.bill_to_name, order.payment_terms_code) == ("Acme", "Payer", "14D")


def test_169_a_contact_goes_and_the_document_keeps_its_number(session: Session) -> None:
    contact = a_company(session, "Prospect")
    quote = a_document_for(session, contact)
    no = contact.no

    delete_contact(session, contact)

    session.refresh(quote)
    assert (quote.contact_no, quote.name) == (no, "Prospect")


def test_a_customer_with_documents_stays(session: Session, customer: Any) -> None:
    a_document_for(session, customer, "sales_order")
    session.flush()

    with pytest.raises(Refused, match="cannot be deleted"):
        delete_partner(session, customer)


def test_another_number_of_the_contact_is_the_document_s_too(session: Session) -> None:
    contact = a_company(session, "Prospect")
    quote = a_document_for(session, contact)
    session.flush()

    contact.no = "CT999"
    session.flush()

    session.refresh(quote)
    assert quote.contact_no == "CT999"


def test_170_a_person_who_moves_leaves_open_documents_to_the_company(session: Session, customer: Any) -> None:
    company = contact_of(session, customer)
    bob = a_person(session, "Bob Reed", company)
    order = a_document_for(session, bob, "sales_order")
    session.flush()

    change_contact(session, bob, {"company_no": a_company(session, "Elsewhere").no})

    session.refresh(order)
    assert company is not None
    assert order.contact_no == company.no


def test_a_customer_in_place_of_another_is_asked_about(session: Session, customer: Any) -> None:
    order = a_document_for(session, customer, "sales_order")
    other = a_new_account(session, "customer", "Other", address="Other Street 5")
    confirming(session, "change_partner")

    change_document(session, order, {"customer_no": other.no})

    assert (order.name, order.address, order.bill_to_customer_no) == ("Other", "Other Street 5", other.no)


def test_a_document_begins_empty_and_is_filled_by_hand(session: Session) -> None:
    quote = an_empty_document(session, "sales_quote", name="Somebody", your_reference="By phone")

    assert (quote.name, quote.your_reference, quote.customer_no) == ("Somebody", "By phone", None)


def test_a_merged_contact_hands_its_documents_on(session: Session) -> None:
    kept, goes = a_company(session, "Prospect"), a_company(session, "Prospect Ltd")
    quote = a_document_for(session, goes)
    session.flush()
    plan = plan_merge(session, kept, goes)

    merge(session, kept, goes, {difference.key: KEPT for difference in plan.differences})

    session.refresh(quote)
    assert quote.contact_no == quote.bill_to_contact_no == kept.no
