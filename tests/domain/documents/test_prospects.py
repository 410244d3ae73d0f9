"""Part C, 8 and 9: quotes for whoever is no customer or vendor yet, and what happens when they become one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.papers import (
    TODAY,
    a_customer_template,
    a_document_for,
    a_line_on,
    a_product,
    a_vendor_template,
    confirming,
)
from tests.support.parties import a_company, a_person, an_account
from webapp.domain.changes import memory_of
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.kinds import SIDES
from webapp.domain.documents.prospects import matching_templates
from webapp.domain.documents.releasing import release
from webapp.domain.errors import Question, Refused
from webapp.domain.partners.kinds import CUSTOMER
from webapp.domain.partners.templates import CustomerTemplate
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.linking import Choice, link
from webapp.domain.relations.links import linked_partners


@pytest.fixture(params=SIDES, ids=lambda side: side.word)
def side(request: pytest.FixtureRequest) -> Any:
    return request.param


def a_quote(session: Session, side: Any, contact: Contact) -> Any:
    quote = a_document_for(session, contact, f"{side.word}_quote")
    a_line_on(session, quote, a_product(session, no=f"P{quote.no}"))
    return quote


def a_template(session: Session, side: Any, code: str = "HOME", **values: Any) -> Any:
    make = a_customer_template if side.template is CustomerTemplate else a_vendor_template
    return make(session, code, **values)


def test_a_template_fits_by_type_territory_country_and_currency(session: Session, side: Any) -> None:
    for code, values in {"FITS": {}, "PERSON": {"contact_type": "person"}, "NORTH": {"territory_code": "NORTH"},
                         "SWEDEN": {"country_code": "SE"}, "EURO": {"currency_code": "EUR"}}.items():  # fmt: skip
        a_template(session, side, code, **values)
    company = a_company(session)

    found = matching_templates(session, side, company, company)

    assert [template.code for template in found] == ["FITS"]


def test_166_of_several_templates_none_is_taken_and_that_is_told(session: Session, side: Any) -> None:
    a_template(session, side, "ONE")
    a_template(session, side, "TWO")

    quote = a_quote(session, side, a_company(session, "Prospect"))

    assert getattr(quote, side.template_field) is None
    assert memory_of(session).notes[-1].params["count"] == 2


def test_176_196_releasing_asks_and_makes_the_customer(session: Session, side: Any) -> None:
    a_template(session, side)
    prospect = a_company(session, "Prospect")
    quote = a_quote(session, side, prospect)

    with pytest.raises(Question) as question:
        release(session, quote)
    confirming(session, "create_partner")
    release(session, quote)

    [partner] = linked_partners(session, prospect)
    assert question.value.word == "create_partner"
    assert (getattr(quote, side.partner_field), getattr(quote, side.payer_field)) == (partner.key, partner.key)
    assert (getattr(quote, side.template_field), quote.status) == (None, "released")


def test_178_without_a_template_no_customer_is_made(session: Session, side: Any) -> None:
    quote = a_quote(session, side, a_company(session, "Prospect"))
    confirming(session, "create_partner")

    with pytest.raises(Refused) as refused:
        make_order(session, quote, TODAY)

    assert (refused.value.message.text, refused.value.field) == (side.needs_template, side.template_field)


def test_a_person_s_company_becomes_the_customer(session: Session, side: Any) -> None:
    a_template(session, side, "HOME", contact_type="person")
    prospect = a_company(session, "Prospect")
    quote = a_quote(session, side, a_person(session, "Pia Pine", prospect))
    confirming(session, "create_partner")

    release(session, quote)

    assert [partner.name for partner in linked_partners(session, prospect)] == ["Prospect"]


def test_179_181_all_quotes_of_the_company_get_the_customer(session: Session, side: Any) -> None:
    a_template(session, side)
    prospect = a_company(session, "Prospect")
    person = a_person(session, "Pia Pine", prospect)
    quotes = [a_quote(session, side, contact) for contact in (prospect, prospect, person)]
    setattr(quotes[1], side.template_field, a_template(session, side, "OTHER").code)
    other = a_quote(session, side, a_company(session, "Stranger"))
    confirming(session, "create_partner")

    release(session, quotes[0])

    [partner] = linked_partners(session, prospect)
    for quote in quotes:
        session.refresh(quote)
    assert {getattr(quote, side.partner_field) for quote in quotes} == {partner.key}
    assert {getattr(quote, side.template_field) for quote in quotes} == {None}
    assert getattr(other, side.partner_field) is None
    assert any("differed" in note.text for note in memory_of(session).notes)


def test_182_a_company_linked_with_a_customer_hands_it_to_its_quotes(session: Session, side: Any) -> None:
    prospect = a_company(session, "Prospect")
    quote = a_quote(session, side, prospect)
    account: Any = an_account(session, side.partner.word, "Prospect")

    link(session, prospect, account, Choice())

    assert getattr(quote, side.partner_field) == account.no
    assert quote.name == "Prospect"


def test_184_who_is_a_customer_already_becomes_none_again(session: Session) -> None:
    company = a_company(session)
    person = a_person(session, "Ann Hill", company)
    create_as(session, company, CUSTOMER)

    for contact in (company, person):
        with pytest.raises(Refused, match="linked to"):
            create_as(session, contact, CUSTOMER)


def test_prices_and_addresses_of_the_quote_stay_as_they_are(session: Session) -> None:
    a_customer_template(session, prices_include_vat=False)
    prospect = a_company(session, "Prospect", address="Main Street 1")
    quote = a_quote(session, SIDES[0], prospect)
    prospect.address = "Elsewhere 2"
    session.flush()

    create_as(session, prospect, CUSTOMER)

    assert (quote.address, quote.amount) == ("Main Street 1", Decimal(100))
