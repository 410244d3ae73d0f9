"""Section O of the scenarios: what a contact's documents are about."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.papers import (
    a_customer_template,
    a_document_for,
    a_line_on,
    a_product,
    a_vendor_template,
    confirming,
)
from tests.support.parties import a_company, a_new_account, a_person
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.changing import change_document
from webapp.domain.documents.kinds import DOCUMENT_KINDS, SIDES
from webapp.domain.errors import Question, Refused
from webapp.domain.partners.kinds import CUSTOMER
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.links import contact_of, linked_partners
from webapp.pages.lookups import looked_up

TEMPLATES = {"sales": a_customer_template, "purchase": a_vendor_template}
KINDS = {side.word: [word for word, kind in DOCUMENT_KINDS.items() if kind.side is side] for side in SIDES}


@pytest.fixture(params=SIDES, ids=lambda side: side.word)
def side(request: pytest.FixtureRequest) -> Any:
    return request.param


def a_customer_or_vendor(session: Session, side: Any, name: str = "Acme") -> tuple[Any, Contact]:
    account = a_new_account(session, side.partner.word, name)
    company = contact_of(session, account)
    assert company is not None
    return account, company


def offered_contacts(session: Session, record: Any, field: str, typed: str) -> list[str]:
    return [option.label for option in looked_up(session, Contact, record.offers(field), typed)]


def test_o223_a_linked_contact_needs_no_template(session: Session, side: Any) -> None:
    TEMPLATES[side.word](session, "HOME")
    account, company = a_customer_or_vendor(session, side)

    quote = a_document_for(session, company, f"{side.word}_quote")

    assert (getattr(quote, side.partner_field), getattr(quote, side.template_field)) == (account.no, None)


def test_o224_o226_a_quote_for_a_contact_that_is_nothing_yet_stands_on_it_with_the_template(
    session: Session, side: Any
) -> None:
    TEMPLATES[side.word](session, "HOME")
    prospect = a_company(session, "Prospect")

    quote = a_document_for(session, prospect, f"{side.word}_quote")

    assert (quote.contact_no, getattr(quote, side.partner_field)) == (prospect.no, None)
    assert getattr(quote, side.template_field) == "HOME"


def test_o227_who_became_a_customer_is_no_vendor_yet(session: Session) -> None:
    a_vendor_template(session, "SUPPLY")
    contact = a_company(session, "Both")
    create_as(session, contact, CUSTOMER)

    quote = a_document_for(session, contact, "purchase_quote")

    assert (quote.vendor_no, quote.vendor_template_code) == (None, "SUPPLY")


def test_o229_a_quote_stays_with_the_customer_of_its_own_person(session: Session) -> None:
    first, second = a_person(session, "Ann Ames"), a_person(session, "Bo Berg")
    create_as(session, first, CUSTOMER)
    quote = a_document_for(session, first)

    create_as(session, second, CUSTOMER)

    [customer] = linked_partners(session, first)
    assert quote.customer_no == customer.key


def test_o230_quotes_of_everybody_in_the_company_get_the_customer_it_becomes(session: Session) -> None:
    company = a_company(session, "Prospect")
    quotes = [a_document_for(session, who) for who in (company, a_person(session, "Pia Pine", company))]

    create_as(session, company, CUSTOMER)

    [customer] = linked_partners(session, company)
    assert [quote.customer_no for quote in quotes] == [customer.key] * 2


def test_o231_o232_another_contact_of_the_company_takes_the_place_of_the_first(session: Session, side: Any) -> None:
    account, company = a_customer_or_vendor(session, side)
    bob = a_person(session, "Bob Reed", company)
    order = a_document_for(session, company, f"{side.word}_order")
    confirming(session, "change_contact")

    change_document(session, order, {"contact_no": bob.no})
    named = (order.contact_no, order.contact_name)
    change_document(session, order, {"contact_no": company.no})

    assert named == (bob.no, "Bob Reed")
    assert (order.contact_no, getattr(order, side.partner_field)) == (company.no, account.no)


@pytest.mark.parametrize("field", ["contact_no", "bill_to_contact_no"])
def test_o233_only_contacts_of_the_same_company_are_offered(session: Session, side: Any, field: str) -> None:
    _, company = a_customer_or_vendor(session, side)
    a_person(session, "Reed Bob", company)
    a_person(session, "Reed Stranger")
    a_person(session, "Reed Rival", a_company(session, "Rival"))

    for word in KINDS[side.word]:
        document = a_document_for(session, company, word)
        assert offered_contacts(session, document, field, "Reed") == ["Reed Bob"]


def test_o233_without_a_customer_everybody_is_offered(session: Session) -> None:
    prospect = a_company(session, "Prospect")
    a_person(session, "Reed Stranger")

    quote = a_document_for(session, prospect)

    assert offered_contacts(session, quote, "contact_no", "Reed") == ["Reed Stranger"]


def test_a_customer_or_vendor_offers_its_own_people_as_primary_contact(session: Session, side: Any) -> None:
    account, company = a_customer_or_vendor(session, side)
    a_person(session, "Reed Bob", company)
    a_person(session, "Reed Stranger")

    assert offered_contacts(session, account, "primary_contact_no", "Reed") == ["Reed Bob"]


def test_o235_a_contact_is_not_emptied_unasked(session: Session, side: Any) -> None:
    _, company = a_customer_or_vendor(session, side)
    order = a_document_for(session, company, f"{side.word}_order")

    with pytest.raises(Question):
        change_document(session, order, {"contact_no": None})
    confirming(session, "change_contact")
    change_document(session, order, {"contact_no": None})

    assert (order.contact_no, order.contact_name) == (None, "")


def test_o235_with_lines_on_it_a_document_stays_somebody_s(session: Session, side: Any) -> None:
    _, company = a_customer_or_vendor(session, side)
    order = a_document_for(session, company, f"{side.word}_order")
    a_line_on(session, order, a_product(session))
    confirming(session, "change_contact")

    with pytest.raises(Refused, match="has lines"):
        change_document(session, order, {"contact_no": None})
