"""What every interaction begins with, whoever makes it: whom it is with, what its template says, how it goes out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import memory_of
from ..contacts.addresses import address_on
from ..contacts.company import company_of
from ..contacts.contact import Contact
from .interaction import Interaction
from .template import EMAIL, InteractionTemplate

OF_TEMPLATE = {
    "template_code": "code",
    "group_code": "group_code",
    "information_flow": "information_flow",
    "initiated_by": "initiated_by",
    "cost": "unit_cost",
    "duration": "unit_duration",
}
"""What an interaction takes over; it keeps that when the template changes later."""


def begun(session: Session, contact: Contact, template: InteractionTemplate, at: dt.datetime) -> Interaction:
    """An interaction that is not stored yet. The moment is that of whoever acts, in their time zone."""
    entry = fresh(
        Interaction,
        date=at.date(),
        time=at.time().replace(microsecond=0, tzinfo=None),
        user_name=memory_of(session).by.name,
        **{field: getattr(template, theirs) for field, theirs in OF_TEMPLATE.items()},
    )
    set_contact(session, entry, contact)
    entry.correspondence_type = correspondence(contact, template)
    settle_way(session, entry, contact)
    return entry


def set_contact(session: Session, entry: Interaction, contact: Contact) -> None:
    company = contact if contact.is_company else company_of(session, contact)
    entry.contact_no, entry.contact_name = contact.no, contact.name
    entry.company_no, entry.company_name = (company.no, company.name) if company else (None, "")
    address = address_on(session, contact, entry.date)
    entry.alternative_address = address.code if address else ""


def correspondence(contact: Contact, template: InteractionTemplate, before: str = "") -> str:
    """The contact's own way comes before the template's, unless the template says otherwise."""
    if template.ignores_contact:
        return template.correspondence_type
    return contact.correspondence_type or template.correspondence_type or before


def settle_way(session: Session, entry: Interaction, contact: Contact) -> None:
    """No mail goes to somebody without an address."""
    if entry.correspondence_type == EMAIL and not email_of(session, contact, entry.date):
        entry.correspondence_type = ""


def email_of(session: Session, contact: Contact, on: dt.date) -> str:
    """Where mail reaches a contact on a day: at the alternative address that counts then, or at its own."""
    address = address_on(session, contact, on)
    return (address.email if address else "") or contact.email


def template_by_code(session: Session, code: str | None) -> InteractionTemplate | None:
    return session.scalar(select(InteractionTemplate).where(InteractionTemplate.code == code)) if code else None


def store(session: Session, entry: Interaction, **values: Any) -> Interaction:
    for field, value in values.items():
        setattr(entry, field, value)
    session.add(entry)
    session.flush()
    return entry
