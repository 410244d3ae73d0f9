"""Chapter H: deleting one side, and taking the link away."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.changes import Rule, why
from webapp.domain.codes import StillUsed
from webapp.domain.comments import Comment, add_comment
from webapp.domain.contacts.classification import ContactMailingGroup, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact, delete_partner, persons_of
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact, change_partner
from webapp.domain.relations.contact_for import create_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.describing import add_relation, remove_relation
from webapp.domain.relations.linking import unlink
from webapp.domain.relations.links import contact_of, relation_between
from webapp.domain.setup.people import MailingGroup

from ...support.factories import a_code, an_action, how_many, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    TRADERS,
    a_cluster,
    a_company,
    a_new_account,
    a_person,
    an_account,
    linked_to,
    told,
)


def the_link(session: Session, partner: Any) -> ContactRelation:
    return session.scalars(select(ContactRelation).where(ContactRelation.partner_id == partner.id)).one()


@pytest.mark.parametrize("kind", KINDS)
def test_h124_h125_h126_deleting_the_contact_leaves_the_account(session: Session, kind: str) -> None:
    company = a_company(session, **ADDRESS)
    account = linked_to(session, company, kind)

    delete_contact(session, company)

    assert (account.name, account.city) == ("Hill Bakery", "Oslo")
    assert how_many(session, Contact) == how_many(session, ContactRelation) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_h127_h128_h129_afterwards_a_new_contact_can_be_made_and_stays_when_the_account_goes(
    session: Session, kind: str
) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    delete_contact(session, company)
    contact = create_contact(session, account)

    delete_partner(session, account)

    assert session.scalars(select(Contact)).all() == [contact]
    assert how_many(session, ContactRelation) == 0


@pytest.mark.parametrize("kind", TRADERS)
def test_h130_h131_deleting_the_primary_contact_leaves_nobody_to_turn_to(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)
    change_partner(session, account, {"primary_contact_no": ann.no})

    delete_contact(session, ann)

    assert (account.primary_contact_no, account.contact_name) == (None, "")
    assert why(session, account, "contact_name")[0].change.rule == Rule.GONE


@pytest.mark.parametrize("with_persons", [False, True], ids=["h132_person", "h133_company"])
def test_h132_h133_whatever_belongs_to_a_contact_goes_with_it(session: Session, with_persons: bool) -> None:
    a_code(session, MailingGroup, "MOVE")
    contact = a_company(session) if with_persons else a_person(session)
    assign(session, contact, ContactMailingGroup, {"code": "MOVE"})
    add_comment(session, contact, {"text": "Called."})

    delete_contact(session, contact, with_persons)

    assert [how_many(session, model) for model in (Contact, ContactMailingGroup, Comment)] == [0, 0, 0]


def test_h134_a_company_goes_with_its_persons_if_they_are_to_go(session: Session) -> None:
    company = a_company(session)
    a_person(session, "Ann Hill", company)
    a_person(session, "Bo Kay", company)

    delete_contact(session, company, with_persons=True)

    assert how_many(session, Contact) == 0


def test_h134_otherwise_they_stay_as_they_are_without_a_company(session: Session) -> None:
    company, customer, _vendor, _bank_account = a_cluster(session, phone_no="111", **ADDRESS)
    ann = a_person(session, "Ann Hill", company)
    change_partner(session, customer, {"primary_contact_no": ann.no})

    delete_contact(session, company)

    assert (ann.company_no, ann.phone_no, ann.city, ann.business_relation) == (None, "111", "Oslo", "")
    assert persons_of(session, ann) == []
    assert customer.contact_name == "Ann Hill"


@pytest.mark.parametrize("with_persons", [False, True])
def test_h_undo_brings_the_company_back_with_persons_links_and_all(session: Session, with_persons: bool) -> None:
    company, customer, vendor, _bank_account = a_cluster(session, phone_no="111", **ADDRESS)
    ann, _bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company)
    add_comment(session, ann, {"text": "Called."})
    for account in (customer, vendor):
        change_partner(session, account, {"primary_contact_no": ann.no})
    before, keys = snapshot(session), _derived(session)
    with an_action(session) as action:
        delete_contact(session, company, with_persons)

    undone(session, action)

    assert snapshot(session) == before
    assert _derived(session) == keys


def _derived(session: Session) -> list[Any]:
    return list(session.execute(select(Contact.id, Contact.group_key, Contact.business_relation).order_by(Contact.id)))


@pytest.mark.parametrize("kind", KINDS)
def test_h_undo_brings_an_account_back_with_its_link(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session, **ADDRESS)
    account = accounts[KINDS.index(kind)]
    add_comment(session, account, {"text": "Pays late."})
    before = snapshot(session)
    with an_action(session) as action:
        delete_partner(session, account)

    undone(session, action)

    assert snapshot(session) == before
    session.refresh(company)
    assert company.business_relation == "multiple"


@pytest.mark.parametrize("kind", KINDS)
def test_h_deleting_the_account_leaves_the_contact_and_its_persons(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)

    delete_partner(session, account)

    assert (company.business_relation, ann.business_relation) == ("", "")
    assert how_many(session, PARTNER_KINDS[kind].model) == 0


def test_h_a_customer_whom_others_are_billed_to_stays(session: Session) -> None:
    payer = an_account(session, "customer", "Oak Ltd")
    an_account(session, "customer", "Oak West", bill_to_customer_no=payer.no)

    with pytest.raises(StillUsed) as refused:
        delete_partner(session, payer)

    assert refused.value.message.params["record"] == payer.label


def test_h139_without_the_companys_link_persons_show_their_own_relations(session: Session) -> None:
    company = a_company(session)
    customer = linked_to(session, company, "customer")
    ann, bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company)
    session.add(ContactRelation(contact=bo, business_relation_code="LAW"))

    unlink(session, the_link(session, customer))

    session.expire_all()
    assert (ann.business_relation, bo.business_relation) == ("", "other")


@pytest.mark.parametrize("kind", KINDS)
def test_h138_h140_once_unlinked_either_side_goes_its_own_way(session: Session, kind: str) -> None:
    company = a_company(session, phone_no="111")
    account = linked_to(session, company, kind)
    remove_relation(session, the_link(session, account))

    change_contact(session, company, {"phone_no": "222"})
    change_partner(session, account, {"email": "post@oak.example"})

    assert (account.phone_no, company.email) == ("111", "")


@pytest.mark.parametrize("kind", TRADERS)
def test_h_unlinking_leaves_the_primary_contact_and_says_so(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, contact_name="Pat Oak")
    told(session).clear()

    unlink(session, the_link(session, account))

    assert account.contact_name == "Pat Oak"
    assert [message.params["account"] for message in told(session)] == [account.label]


@pytest.mark.parametrize("kind", KINDS)
def test_h_undoing_an_unlinking_ties_them_again(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    with an_action(session) as action:
        unlink(session, the_link(session, account))

    undone(session, action)

    assert contact_of(session, account) is company
    assert relation_between(session, company, PARTNER_KINDS[kind]) is not None


def test_h_a_descriptive_relation_goes_as_well(session: Session) -> None:
    company = a_company(session)
    relation = add_relation(session, company, "LAW")

    remove_relation(session, relation)

    session.refresh(company)
    assert company.business_relation == ""
