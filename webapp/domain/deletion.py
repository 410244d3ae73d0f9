"""Deletes a contact, customer, vendor or bank account. Whatever stands on the other side stays."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from .base import Record
from .changes import Rule, because
from .changes.bulk import change_many, delete_many
from .codes import StillUsed
from .contacts.contact import Contact
from .errors import N_
from .interactions.bereaved import bereave
from .partners.partner import Partner
from .relations.spreading import partners_turning_to
from .usage import belongings, by_model, in_order_of_need, named_elsewhere


def persons_of(session: Session, contact: Contact) -> list[Contact]:
    """Those who belong to a company."""
    query = select(Contact).where(Contact.company_no == contact.no).order_by(Contact.sort_key, Contact.id)
    return list(session.scalars(query)) if contact.is_company else []


def delete_contact(session: Session, contact: Contact, with_persons: bool = False) -> None:
    """The contact goes with what belongs to it. Its persons stay without a company, unless they are to go too; what was
    said to any of them stays."""
    persons = persons_of(session, contact)
    leaving = [contact, *(persons if with_persons else [])]
    with because(session, Rule.GONE, contact):
        for partner in partners_turning_to(session, [each.no for each in leaving]):
            partner.primary_contact_no, partner.contact_name = None, ""  # type: ignore[attr-defined]
        if not with_persons:
            change_many(session, persons, {person.id: {"company_no": None} for person in persons})
        bereave(session, leaving)
    _delete(session, leaving)


def delete_partner(session: Session, partner: Partner) -> None:
    """Only the account and its link go; the contact stays, and its persons."""
    _delete(session, [partner])


def _delete(session: Session, records: Sequence[Record]) -> None:
    leaving = [*records, *belongings(session, *records)]
    for record, place in named_elsewhere(session, records, leaving):
        raise StillUsed(
            N_("%(record)s cannot be deleted: %(place)s name it. Change that first."),
            record=record.label,
            place=place.caption,
        )
    delete_together(session, leaving)


def delete_together(session: Session, leaving: Sequence[Record]) -> None:
    """Records that nobody else names, in an order in which they can go."""
    together = by_model(leaving)
    for model in reversed(in_order_of_need()):
        if model in together:
            delete_many(session, together[model])
    session.expire_all()
