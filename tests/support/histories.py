"""Interactions as they stand in the log, many at a time if need be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.base import fresh
from webapp.domain.changes.bulk import add_many
from webapp.domain.contacts.company import company_of
from webapp.domain.contacts.contact import Contact
from webapp.domain.interactions.interaction import Interaction

DAY = dt.date(2026, 3, 9)
NOON = dt.time(12)


def an_entry(session: Session, contact: Contact, description: str = "Asked about rye", **values: Any) -> Interaction:
    entry = _entry(session, contact, description, **values)
    session.add(entry)
    session.flush()
    return entry


def many_entries(session: Session, contact: Contact, number: int) -> None:
    """One a day, the newest first to come."""
    add_many(session, list(_many(session, contact, number)))


def _many(session: Session, contact: Contact, number: int) -> Iterator[Interaction]:
    for days in range(number):
        yield _entry(session, contact, f"Call {days}", date=DAY - dt.timedelta(days=days))


def _entry(session: Session, contact: Contact, description: str, **values: Any) -> Interaction:
    company = contact if contact.is_company else company_of(session, contact)
    usual = {
        "date": DAY, "time": NOON, "description": description, "user_name": "Olga Nordahl",
        "contact_no": contact.no, "contact_name": contact.name,
        "company_no": company.no if company else None, "company_name": company.name if company else "",
    }  # fmt: skip
    return fresh(Interaction, **{**usual, **values})
