"""A17, scenarios 139 and 140: what becomes of interactions when contacts change, merge and go."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, how_many, snapshot, undone
from tests.support.histories import an_entry
from tests.support.interactions import left
from tests.support.papers import a_document_for
from tests.support.parties import a_company, a_person, linked_to
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.documents.deleting import delete_document
from webapp.domain.errors import Refused
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.merging.merge import merge
from webapp.domain.relations.changing import change_contact


def whose(session: Session, entry_id: int) -> tuple[str | None, str | None, str, str]:
    session.expire_all()
    entry = session.get_one(Interaction, entry_id)
    return entry.contact_no, entry.company_no, entry.contact_name, entry.company_name


def a_firm(session: Session) -> tuple[Contact, Contact]:
    company = a_company(session, "Acme")
    return company, a_person(session, "Bob Oak", company)


def test_139_what_there_was_with_a_person_who_is_deleted_is_the_companys(session: Session) -> None:
    company, person = a_firm(session)
    entry = an_entry(session, person)

    delete_contact(session, person)

    assert whose(session, entry.id) == (company.no, company.no, "Bob Oak", "Acme")


def test_of_a_person_who_had_moved_it_is_the_old_companys(session: Session) -> None:
    company, person = a_firm(session)
    entry = an_entry(session, person)
    change_contact(session, person, {"company_no": a_company(session, "Pine").no})

    delete_contact(session, person)

    assert whose(session, entry.id)[:2] == (company.no, company.no)


def test_of_a_person_without_company_nothing_but_the_name_stays(session: Session) -> None:
    entry = an_entry(session, person := a_person(session, "Eva Pine"))

    delete_contact(session, person)

    assert whose(session, entry.id) == (None, None, "Eva Pine", "")


def test_140_of_a_company_that_is_deleted_names_stay_and_its_customer(session: Session) -> None:
    company, person = a_firm(session)
    customer = linked_to(session, company, "customer")
    own, of_person = an_entry(session, company), an_entry(session, person)

    delete_contact(session, company, with_persons=True)

    assert whose(session, own.id) == (None, None, "Acme", "Acme")
    assert whose(session, of_person.id) == (None, None, "Bob Oak", "Acme")
    assert session.get_one(type(customer), customer.id).no == customer.no


def test_of_a_person_who_is_kept_the_entries_stay_his(session: Session) -> None:
    company, person = a_firm(session)
    own, of_person = an_entry(session, company), an_entry(session, person)

    delete_contact(session, company)

    assert whose(session, own.id)[:2] == (None, None)
    assert whose(session, of_person.id) == (person.no, None, "Bob Oak", "Acme")


@pytest.mark.parametrize("with_persons", [True, False])
def test_undo_brings_all_of_it_back(session: Session, with_persons: bool) -> None:
    company, person = a_firm(session)
    for contact in (company, person):
        an_entry(session, contact)
    before = snapshot(session)
    with an_action(session) as action:
        delete_contact(session, company, with_persons)

    undone(session, action)

    assert snapshot(session) == before


def test_merging_moves_entries_and_leaves_the_name_as_it_was(session: Session) -> None:
    kept, goes = a_company(session, "Acme"), a_company(session, "Acme Ltd")
    person = a_person(session, "Bob Oak", goes)
    own, of_person = an_entry(session, goes), an_entry(session, person)

    merge(session, kept, goes, {})

    assert whose(session, own.id) == (kept.no, kept.no, "Acme Ltd", "Acme Ltd")
    assert whose(session, of_person.id)[:2] == (person.no, kept.no)


def test_undoing_a_merge_gives_them_back(session: Session) -> None:
    kept, goes = a_company(session, "Acme"), a_company(session, "Acme Ltd")
    an_entry(session, goes)
    before = snapshot(session)
    with an_action(session) as action:
        merge(session, kept, goes, {})

    undone(session, action)

    assert snapshot(session) == before


@pytest.mark.parametrize(("type_", "other"), [(COMPANY, PERSON), (PERSON, COMPANY)])
def test_the_type_stays_while_there_are_interactions(session: Session, type_: str, other: str) -> None:
    contact = a_company(session) if type_ == COMPANY else a_person(session)
    an_entry(session, contact)

    with pytest.raises(Refused) as refused:
        change_contact(session, contact, {"type": other})

    assert (refused.value.field, contact.type) == ("type", type_)


def test_who_moves_leaves_old_entries_with_the_old_company(session: Session) -> None:
    company, person = a_firm(session)
    entry = an_entry(session, person)

    change_contact(session, person, {"company_no": a_company(session, "Pine").no})

    assert whose(session, entry.id)[:2] == (person.no, company.no)


def test_entries_follow_another_number(session: Session) -> None:
    company, person = a_firm(session)
    entry = an_entry(session, person)

    for contact, no in ((company, "A1"), (person, "B1")):
        change_contact(session, contact, {"no": no})

    assert whose(session, entry.id)[:2] == ("B1", "A1")


def delete_its_document(session: Session, document: Any, _company: Contact, _customer: Any) -> None:
    delete_document(session, document)


def delete_its_account(session: Session, document: Any, company: Contact, customer: Any) -> None:
    delete_document(session, document)
    delete_partner(session, customer)


def delete_its_contact(session: Session, _document: Any, company: Contact, _customer: Any) -> None:
    delete_contact(session, company)


def change_its_number(session: Session, _document: Any, company: Contact, _customer: Any) -> None:
    change_contact(session, company, {"no": "A1"})


@pytest.mark.parametrize("deed", [delete_its_document, delete_its_account, delete_its_contact, change_its_number])
def test_what_left_the_house_survives_everything(session: Session, deed: Any) -> None:
    company = a_company(session)
    customer = linked_to(session, company, "customer")
    document = a_document_for(session, company, "sales_order")
    row, _problem = left(session, document)

    deed(session, document, company, customer)

    assert (how_many(session, Interaction), how_many(session, Dispatch)) == (1, 1)
    entry = session.scalars(select(Interaction)).one()
    assert (row.interaction_id, entry.contact_name) == (entry.id, "Hill Bakery")
