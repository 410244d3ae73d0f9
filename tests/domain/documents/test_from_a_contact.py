"""Part C, 5 to 7 and 14: a document that begins with a contact."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.papers import a_customer_template, a_document_for, an_empty_document, confirming
from tests.support.parties import a_company, a_new_account, a_person, linked_to
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.documents.changing import change_document
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import DOCUMENT_KINDS, KINDS
from webapp.domain.errors import Question, Refused, See
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.links import contact_of
from webapp.domain.setup.single import the

ADDRESS = {"address": "Main Street 1", "post_code": "0155", "city": "Oslo"}
BEYOND_QUOTES = [kind.word for kind in KINDS if not kind.for_prospects]
ALL = [kind.word for kind in KINDS]


def acme(session: Session, kind: str = "customer", **values: Any) -> tuple[Any, Contact]:
    """An account with the contact that came with it."""
    account = a_new_account(session, kind, "Acme", email="post@acme.test", **ADDRESS, **values)
    company = contact_of(session, account)
    assert company is not None
    return account, company


def how_many(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Document)) or 0


@pytest.mark.parametrize("word", ALL)
def test_a_linked_company_gets_any_document_filled_in(session: Session, word: str) -> None:
    kind = DOCUMENT_KINDS[word]
    account, company = acme(session, kind.side.partner.word, payment_terms_code="14D")

    document = a_document_for(session, company, word)

    assert getattr(document, kind.side.partner_field) == getattr(document, kind.side.payer_field) == account.no
    assert (document.name, document.address, document.bill_to_name) == ("Acme", "Main Street 1", "Acme")
    assert (document.contact_no, document.status, document.occurrence) == (company.no, "open", 1)
    assert (document.payment_terms_code, str(document.due_date)) == ("14D", "2026-03-23")


@pytest.mark.parametrize("word", ALL)
def test_148_a_person_of_a_linked_company_is_the_contact(session: Session, word: str) -> None:
    kind = DOCUMENT_KINDS[word]
    account, company = acme(session, kind.side.partner.word)
    bob = a_person(session, "Bob Reed", company, email="bob@acme.test")

    document = a_document_for(session, bob, word)

    assert getattr(document, kind.side.partner_field) == account.no
    assert (document.contact_no, document.contact_name, document.bill_to_contact_no) == (bob.no, "Bob Reed", bob.no)
    assert document.email == ("bob@acme.test" if kind.side.contact_reaches else "post@acme.test")


def test_142_a_quote_for_a_prospect_has_no_customer_but_a_template(session: Session) -> None:
    a_customer_template(session, "HOME")
    prospect = a_company(session, "Prospect", email="post@prospect.test", **ADDRESS)

    quote = a_document_for(session, prospect)

    assert (quote.customer_no, quote.bill_to_customer_no, quote.customer_template_code) == (None, None, "HOME")
    assert (quote.name, quote.address, quote.email, quote.bill_to_name) == (
        "Prospect", "Main Street 1", "post@prospect.test", "Prospect",
    )  # fmt: skip


def test_143_a_quote_for_a_person_of_a_prospect_has_the_company_s_data(session: Session) -> None:
    prospect = a_company(session, "Prospect", email="post@prospect.test", phone_no="+47 55 00 00 00")
    person = a_person(session, "Pia Pine", prospect, email="pia@prospect.test")

    quote = a_document_for(session, person)

    assert (quote.contact_no, quote.contact_name) == (person.no, "Pia Pine")
    assert (quote.name, quote.email, quote.phone_no) == ("Prospect", "post@prospect.test", "+47 55 00 00 00")


def test_145_a_quote_for_a_person_of_nobody_is_in_the_person_s_name(session: Session) -> None:
    person = a_person(session, "Ida Ivy")

    quote = a_document_for(session, person)

    assert (quote.name, quote.contact_name) == ("Ida Ivy", "Ida Ivy")


@pytest.mark.parametrize("word", BEYOND_QUOTES)
def test_146_149_beyond_quotes_nothing_is_made_for_whoever_is_not_linked(session: Session, word: str) -> None:
    prospect = a_company(session, "Prospect")

    with pytest.raises(Refused) as refused:
        a_document_for(session, prospect, word)

    assert refused.value.message.text == DOCUMENT_KINDS[word].side.without_partner
    assert how_many(session) == 0


def test_151_a_person_s_own_customer_comes_before_the_company_s(session: Session) -> None:
    account, company = acme(session)
    person = a_person(session, "Bob Reed")
    own = linked_to(session, person, "customer")
    person.company_no = company.no
    session.flush()

    assert a_document_for(session, person, "sales_quote").customer_no == own.no
    assert a_document_for(session, person, "service_order").customer_no == account.no


@pytest.mark.parametrize("word", ["sales_order", "purchase_order"])
def test_152_the_contact_of_an_order_belongs_to_its_account(session: Session, word: str) -> None:
    kind = DOCUMENT_KINDS[word]
    _account, company = acme(session, kind.side.partner.word)
    order = a_document_for(session, company, word)
    stranger = a_person(session, "Pia Pine", a_company(session, "Prospect"))
    confirming(session, "change_contact")

    with pytest.raises(Refused) as refused:
        change_document(session, order, {"contact_no": stranger.no})

    assert (refused.value.message.text, refused.value.field) == (kind.side.other_company, "contact_no")


def test_154_a_contact_on_an_empty_order_brings_its_customer_and_stays(session: Session) -> None:
    account, company = acme(session)
    first, bob = a_person(session, "Ann First", company), a_person(session, "Bob Reed", company)
    account.primary_contact_no = first.no
    session.flush()

    order = an_empty_document(session, contact_no=bob.no)

    assert (order.customer_no, order.contact_no) == (account.no, bob.no)


def test_155_a_customer_on_an_empty_order_brings_its_first_contact_with_the_mail(session: Session) -> None:
    account, company = acme(session)
    bob = a_person(session, "Bob Reed", company, email="bob@acme.test")
    account.primary_contact_no, account.contact_name = bob.no, bob.name
    session.flush()

    order = an_empty_document(session, customer_no=account.no)

    assert (order.contact_no, order.contact_name, order.email) == (bob.no, "Bob Reed", "bob@acme.test")


@pytest.mark.parametrize("word", ALL)
def test_157_nothing_is_made_for_whoever_is_blocked_for_privacy(session: Session, word: str) -> None:
    _account, company = acme(session, DOCUMENT_KINDS[word].side.partner.word)
    person = a_person(session, "Bob Reed", company, privacy_blocked=True)

    with pytest.raises(Refused, match="blocked for privacy"):
        a_document_for(session, person, word)


def test_158_the_contact_s_salesperson_fills_a_blank_only(session: Session) -> None:
    _account, company = acme(session)
    bob = a_person(session, "Bob Reed", company, salesperson_code="IS")

    blank, filled = a_document_for(session, bob), an_empty_document(session, "sales_quote", salesperson_code="LM")
    change_document(session, filled, {"contact_no": bob.no})

    assert (blank.salesperson_code, filled.salesperson_code) == ("IS", "LM")


def test_160_another_contact_is_asked_for_first(session: Session) -> None:
    _account, company = acme(session)
    bob, ann = a_person(session, "Bob Reed", company), a_person(session, "Ann Hill", company)
    quote = a_document_for(session, bob)

    with pytest.raises(Question) as question:
        change_document(session, quote, {"contact_no": ann.no})

    assert (question.value.word, quote.contact_no) == ("change_contact", bob.no)


def test_161_a_mail_is_not_thrown_away_unasked(session: Session) -> None:
    _account, company = acme(session)
    bob, ann = a_person(session, "Bob Reed", company, email="bob@acme.test"), a_person(session, "Ann Hill", company)
    ann.email = ""
    quote = a_document_for(session, bob)
    confirming(session, "change_contact")

    with pytest.raises(Question) as question:
        change_document(session, quote, {"contact_no": ann.no})

    assert (question.value.word, quote.email) == ("blank_email", "bob@acme.test")


def test_167_169_a_document_keeps_what_was_copied(session: Session) -> None:
    _account, company = acme(session)
    quote = a_document_for(session, company)

    company.address = "Elsewhere 2"
    session.flush()

    assert quote.address == "Main Street 1"


@pytest.mark.parametrize(("blocked", "refused"), [("all", True), ("invoice", True), ("ship", True), ("", False)])
@pytest.mark.parametrize("word", ["sales_quote", "sales_order", "blanket_sales_order", "service_order"])
def test_173_a_blocked_customer_gets_no_document(session: Session, word: str, blocked: str, refused: bool) -> None:
    account, company = acme(session)
    account.blocked = blocked
    session.flush()

    assert is_refused(session, company, word) == refused


@pytest.mark.parametrize(("blocked", "refused"), [("all", True), ("payment", False)])
def test_175_a_vendor_blocked_for_payments_only_still_gets_orders(
    session: Session, blocked: str, refused: bool
) -> None:
    account, company = acme(session, "vendor")
    account.blocked = blocked
    session.flush()

    assert is_refused(session, company, "purchase_quote") == refused


def test_a_number_that_documents_still_keep_does_not_come_to_mean_somebody_else(session: Session) -> None:
    _account, company = acme(session)
    order, other = a_document_for(session, company, "sales_order"), a_company(session, "Oak Ltd")
    former = company.no
    delete_contact(session, company)

    with pytest.raises(Refused, match="is taken"):
        change_contact(session, other, {"no": former})

    assert order.contact_no == former != other.no


def is_refused(session: Session, contact: Contact, word: str) -> bool:
    try:
        a_document_for(session, contact, word)
    except Refused:
        return True
    return False


@pytest.mark.parametrize("word", ALL)
def test_172_without_a_number_series_the_setting_is_named(session: Session, word: str) -> None:
    kind = DOCUMENT_KINDS[word]
    _, company = acme(session, kind.side.partner.word)
    setattr(the(session, kind.side.setup), kind.nos_field, None)

    with pytest.raises(Refused) as refused:
        a_document_for(session, company, word)

    assert refused.value.see == See(kind.side.setup.type_name, field=kind.nos_field)
