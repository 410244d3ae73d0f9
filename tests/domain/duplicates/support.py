"""Companies that look alike, and what was found about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.parties import a_company
from webapp.domain.contacts.contact import Contact
from webapp.domain.duplicates.pairs import DuplicatePair, SearchString
from webapp.domain.duplicates.radar import candidates

FIVE_FIELDS: dict[str, Any] = {
    "name": "Hill Bakery",
    "address": "Main Street 1",
    "city": "Oslo",
    "post_code": "0155",
    "phone_no": "22 00 01 01",
}


def alike(session: Session, **values: Any) -> Contact:
    """A company equal in five fields, which are ten search strings of sixteen."""
    return a_company(session, **FIVE_FIELDS | values)


def pairs(session: Session) -> list[tuple[int, int, int]]:
    query = select(DuplicatePair.contact_id, DuplicatePair.other_id, DuplicatePair.hits)
    return [tuple(row) for row in session.execute(query.order_by(DuplicatePair.contact_id, DuplicatePair.other_id))]


def strings(session: Session, contact: Contact) -> list[str]:
    query = select(SearchString.text).where(SearchString.contact_id == contact.id).order_by(SearchString.line_id)
    return list(session.scalars(query))


def found(session: Session, about: Any, **more: Any) -> list[str]:
    """The numbers of the candidates."""
    return [candidate.no for candidate in candidates(session, about, **more)]


def reasons(session: Session, about: Any, no: str) -> list[str]:
    """Why this one is a candidate."""
    [candidate] = [candidate for candidate in candidates(session, about) if candidate.no == no]
    return [message.text % message.params for message in candidate.reasons]
