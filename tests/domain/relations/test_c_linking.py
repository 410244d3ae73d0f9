"""Chapter C: linking what is there already, and settling where the two differ."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.errors import Refused
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.linking import CONTACT, PARTNER, Choice, link, settled, unlink
from webapp.domain.relations.links import contact_of, linked_partners
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

from ...support.factories import an_action, how_many, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    RELATION_CODES,
    a_cluster,
    a_company,
    a_new_account,
    a_person,
    an_account,
    differing,
    linked_to,
    told,
)


def the_refusal(session: Session, contact: Any, partner: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        link(session, contact, partner, Choice())
    return refused.value


@pytest.mark.parametrize("kind", KINDS)
def test_c30_c31_with_the_contact_as_master_the_account_takes_its_name(session: Session, kind: str) -> None:
    contact, partner = a_company(session, "Hill Bakery"), an_account(session, kind, "Oak Ltd")

    link(session, contact, partner, Choice())

    assert (contact.name, partner.name, partner.search_name) == ("Hill Bakery", "Hill Bakery", "HILL BAKERY")
    assert differing(contact, partner) == []


@pytest.mark.parametrize("kind", KINDS)
def test_c32_c33_c34_c35_with_the_account_as_master_the_contact_takes_its_name(session: Session, kind: str) -> None:
    contact, partner = a_company(session, "Hill Bakery"), an_account(session, kind, "Oak Ltd")

    link(session, contact, partner, Choice(master=PARTNER))

    assert (contact.name, partner.name) == ("Oak Ltd", "Oak Ltd")
    assert differing(contact, partner) == []


@pytest.mark.parametrize("master", [CONTACT, PARTNER])
@pytest.mark.parametrize("kind", KINDS)
def test_c36_what_is_shown_beforehand_is_what_is_done(session: Session, kind: str, master: str) -> None:
    contact = a_company(session, "Hill Bakery", phone_no="111", salesperson_code="IS", **ADDRESS)
    partner = an_account(session, kind, "Oak Ltd", phone_no="222", email="x@oak.example")
    choice = Choice(master, sides={"phone_no": PARTNER})
    shown = settled(contact, partner, choice)

    link(session, contact, partner, choice)

    assert {field: getattr(contact, field) for field in shown} == shown
    assert {field: getattr(partner, field) for field in shown} == shown
    assert shown["phone_no"] == "222"


@pytest.mark.parametrize("kind", KINDS)
def test_c36_a_blank_gives_way_unless_it_may_win(session: Session, kind: str) -> None:
    contact, partner = a_company(session), an_account(session, kind, email="x@oak.example")

    kept, blank = settled(contact, partner, Choice()), settled(contact, partner, Choice(blanks=True))

    assert (kept["email"], blank["email"]) == ("x@oak.example", "")


@pytest.mark.parametrize("kind", KINDS)
def test_c38_c39_c40_a_contact_that_has_one_gets_no_other_and_hears_which_it_has(session: Session, kind: str) -> None:
    contact = a_company(session)
    first = linked_to(session, contact, kind)

    refusal = the_refusal(session, contact, an_account(session, kind, "Oak Ltd"))

    assert refusal.message.params["account"] == first.label


@pytest.mark.parametrize("kind", KINDS)
def test_c41_c42_an_account_that_is_linked_gets_no_second_contact_and_says_which_it_has(
    session: Session, kind: str
) -> None:
    first = a_company(session, "Oak Ltd")
    partner = linked_to(session, first, kind)

    refusal = the_refusal(session, a_company(session), partner)

    assert refusal.message.params["contact"] == first.label
    assert how_many(session, ContactRelation) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_c43_c44_the_contact_of_an_account_made_by_itself_is_linked_too(session: Session, kind: str) -> None:
    partner = a_new_account(session, kind)

    refusal = the_refusal(session, a_company(session), partner)

    assert refusal.message.params["contact"] == contact_of(session, partner).label  # type: ignore[union-attr]


@pytest.mark.parametrize("master", [CONTACT, PARTNER])
@pytest.mark.parametrize("kind", ["vendor", "bank_account"])
def test_c45_c46_our_own_person_for_the_account_stays_and_the_contacts_too(
    session: Session, kind: str, master: str
) -> None:
    responsible = PARTNER_KINDS[kind].responsible
    contact = a_company(session, salesperson_code="IS")
    partner = an_account(session, kind, **{responsible: "LM"})

    link(session, contact, partner, Choice(master, blanks=True))

    assert (contact.salesperson_code, getattr(partner, responsible)) == ("IS", "LM")


def test_c47_a_bank_account_with_money_on_it_does_not_take_another_currency(session: Session) -> None:
    contact = a_company(session, currency_code="EUR")
    partner = an_account(session, "bank_account", balance_last_statement=100)

    refusal = the_refusal(session, contact, partner)

    assert refusal.field == "currency_code"
    assert how_many(session, ContactRelation) == 0


def test_c47_blank_and_the_local_currency_are_the_same(session: Session) -> None:
    contact = a_company(session, currency_code="NOK")
    partner = an_account(session, "bank_account", balance_last_statement=100)

    link(session, contact, partner, Choice())

    assert partner.currency_code == "NOK"


@pytest.mark.parametrize("kind", KINDS)
def test_c_a_person_stands_for_the_company_and_that_is_told(session: Session, kind: str) -> None:
    company = a_company(session)
    ann, partner = a_person(session, "Ann Hill", company), an_account(session, kind)

    linked = link(session, ann, partner, Choice())

    assert linked is company and contact_of(session, partner) is company
    assert [message.params["person"] for message in told(session)] == [ann.label]


@pytest.mark.parametrize("kind", KINDS)
def test_c_a_person_whose_company_has_one_hears_so(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)

    refusal = the_refusal(session, ann, an_account(session, kind))

    assert refusal.message.params["company"] == company.label
    assert refusal.message.params["account"] == account.label


def test_c_a_lone_person_may_become_an_existing_customer(session: Session) -> None:
    mia, customer = a_person(session, "Mia Berg"), an_account(session, "customer", "M Berg")

    link(session, mia, customer, Choice(master=PARTNER))

    assert (customer.contact_type, mia.name, mia.first_name, mia.surname) == ("person", "M Berg", "M", "Berg")


@pytest.mark.parametrize("kind", ["vendor", "bank_account"])
def test_c_a_lone_person_is_no_vendor_and_no_bank(session: Session, kind: str) -> None:
    mia, partner = a_person(session, "Mia Berg"), an_account(session, kind)

    refusal = the_refusal(session, mia, partner)

    assert refusal.message.params["contact"] == mia.label


@pytest.mark.parametrize("kind", KINDS)
def test_c_whoever_is_blocked_for_privacy_is_not_linked(session: Session, kind: str) -> None:
    contact, partner = a_company(session, privacy_blocked=True), an_account(session, kind)

    refusal = the_refusal(session, contact, partner)

    assert refusal.message.params["contact"] == contact.label


@pytest.mark.parametrize("kind", KINDS)
def test_c_with_the_account_as_master_everybody_else_follows(session: Session, kind: str) -> None:
    company = a_company(session, phone_no="111")
    others = [linked_to(session, company, other) for other in KINDS if other != kind]
    ann = a_person(session, "Ann Hill", company)
    partner = an_account(session, kind, "Oak Ltd", phone_no="222")

    link(session, company, partner, Choice(master=PARTNER))

    assert [each.phone_no for each in (company, partner, *others, ann)] == ["222"] * 5


@pytest.mark.parametrize("kind", KINDS)
def test_c_a_relation_without_an_account_makes_room(session: Session, kind: str) -> None:
    contact, partner = a_company(session), an_account(session, kind)
    session.add(ContactRelation(contact=contact, business_relation_code=RELATION_CODES[kind]))

    link(session, contact, partner, Choice())

    assert linked_partners(session, contact) == [partner]
    assert how_many(session, ContactRelation) == 1


def test_c_one_code_for_two_kinds_ties_a_contact_once_and_says_where_to_change_that(session: Session) -> None:
    the(session, MarketingSetup).vendor_relation_code = "CUST"
    contact = a_company(session)
    customer = linked_to(session, contact, "customer")

    refusal = the_refusal(session, contact, an_account(session, "vendor"))

    assert refusal.message.params["account"] == customer.label
    assert refusal.see is not None and refusal.see.page == "marketing_setup"


@pytest.mark.parametrize("master", [CONTACT, PARTNER])
@pytest.mark.parametrize("kind", KINDS)
def test_c_undo_parts_them_again_as_they_were(session: Session, kind: str, master: str) -> None:
    contact = a_company(session, "Hill Bakery", phone_no="111", **ADDRESS)
    partner = an_account(session, kind, "Oak Ltd", phone_no="222")
    before = snapshot(session)
    with an_action(session) as action:
        link(session, contact, partner, Choice(master))

    undone(session, action)

    assert snapshot(session) == before


def test_c_what_was_changed_before_the_linking_is_undone_after_it(session: Session) -> None:
    """Otherwise one of the two would go back alone."""
    contact, partner = a_company(session, phone_no="111"), an_account(session, "customer")
    with an_action(session) as changing:
        change_contact(session, contact, {"phone_no": "222"})
    link(session, contact, partner, Choice())

    with pytest.raises(Refused, match="linked and would not be the same") as refused:
        undone(session, changing)

    assert refused.value.message.params["account"] == partner.label


def test_c_undoing_an_unlinking_waits_until_both_are_the_same_again(session: Session) -> None:
    company, customer, _vendor, _bank_account = a_cluster(session, phone_no="111")
    relation = session.query(ContactRelation).filter_by(partner_id=customer.id).one()
    with an_action(session) as parting:
        unlink(session, relation)
    change_contact(session, company, {"phone_no": "222"})

    with pytest.raises(Refused, match="differ by now"):
        undone(session, parting)
