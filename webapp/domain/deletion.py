"""Deletes a contact, customer, vendor or bank account. Whatever stands on the other side stays."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from .base import Record
from .changes import Rule, because
from .codes import StillUsed
from .contacts.contact import Contact
from .errors import N_
from .partners.partner import Partner
from .relations.spreading import partners_turning_to
from .usage import belongings, places_in_use


def persons_of(session: Session, contact: Contact) -> list[Contact]:
    """Those who belong to a company."""
    query = select(Contact).where(Contact.company_no == contact.no).order_by(Contact.sort_key, Contact.id)
    return list(session.scalars(query)) if contact.is_company else []


def delete_contact(session: Session, contact: Contact, with_persons: bool = False) -> None:
    """The contact goes with what belongs to it. Its persons stay without a company, unless they are to go too."""
    persons = persons_of(session, contact)
    leaving = [contact, *(persons if with_persons else [])]
    with because(session, Rule.GONE, contact):
        for partner in partners_turning_to(session, [each.no for each in leaving]):
            partner.primary_contact_no, partner.contact_name = None, ""  # type: ignore[attr-defined]
        for person in persons if not with_persons else []:
            person.company_no = None
    for each in reversed(leaving):
        _delete(session, each)


def delete_partner(session: Session, partner: Partner) -> None:
    """Only the account and its link go; the contact stays, and its persons."""
    _delete(session, partner)


def _delete(session: Session, record: Record) -> None:
    for place in places_in_use(session, record):
        raise StillUsed(
            N_("%(record)s cannot be deleted: %(place)s name it. Change that first."),
            record=record.label,
            place=place.caption,
        )
    for belonging in belongings(session, record):
        session.delete(belonging)
    session.flush()
    session.delete(record)
    session.flush()
