"""Says that two are not the same, and takes it back. It is remembered until one of them is deleted."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..errors import N_, Refused
from ..partners.partner import Partner
from .records import Difference


def tell_apart(session: Session, contact: Contact, other: Contact | Partner) -> Difference:
    """These two are different, whichever is named first; once is enough."""
    if other is contact:
        raise Refused(N_("%(contact)s is the same as itself. Choose another one."), contact=contact.label)
    known = difference_between(session, contact, other)
    if known is not None:
        return known
    if isinstance(other, Partner):
        difference = Difference(contact=contact, partner=other)
    else:
        older, newer = sorted((contact, other), key=lambda each: each.id)
        difference = Difference(contact=older, other=newer)
    session.add(difference)
    session.flush()
    return difference


def difference_between(session: Session, contact: Contact, other: Contact | Partner) -> Difference | None:
    both: ColumnElement[bool]
    if isinstance(other, Partner):
        both = (Difference.contact_id == contact.id) & (Difference.partner_id == other.id)
    else:
        both = or_(
            (Difference.contact_id == contact.id) & (Difference.other_id == other.id),
            (Difference.contact_id == other.id) & (Difference.other_id == contact.id),
        )
    return session.scalar(select(Difference).where(both))


def take_back(session: Session, difference: Difference) -> None:
    """They may be the same after all."""
    session.delete(difference)
    session.flush()
