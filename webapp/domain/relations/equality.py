"""The promise that both sides of a link are the same in everything they share, as a question to the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..base import Base, field_of
from ..changes import Change, Rule, because, memory_of
from ..changes.undo import AFTERWARDS
from ..contacts.company import state
from ..contacts.contact import Contact
from ..errors import N_, Refused, say
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..partners.partner import Partner
from .contact_relation import ContactRelation
from .partner_fields import take_over

DIFFERED = N_(
    "Contact %(contact)s and %(account)s were not the same before this either (%(caption)s), and linked cards always are."
    " Change the value on one of the cards instead."
)
LINKED_SINCE = N_(
    "Contact %(contact)s and %(account)s are linked and would not be the same any more (%(caption)s)."
    " Undo the linking first."
)
LINKED_AGAIN = N_(
    "Contact %(contact)s and %(account)s differ by now (%(caption)s). Make the value the same on both cards first, or link"
    " them anew."
)


class Difference(NamedTuple):
    """Two that are linked, and the fields in which they are not the same."""

    contact: Contact
    partner: Partner
    fields: tuple[str, ...]


def differences(session: Session) -> Iterator[Difference]:
    """One question for each kind, about everything it shares."""
    for kind in PARTNER_KINDS.values():
        for contact, partner in session.execute(_differing(kind)):
            fields = tuple(field for field in kind.shared if getattr(contact, field) != getattr(partner, field))
            yield Difference(contact, partner, fields)


def make_equal(session: Session) -> None:
    """The contact's values go to the accounts that differ."""
    for contact, partner, fields in list(differences(session)):
        with because(session, Rule.SHARED, contact):
            take_over(partner, state(contact, fields))


def _differing(kind: PartnerKind) -> Any:
    model = kind.model
    return (
        select(Contact, model)
        .join(ContactRelation, ContactRelation.contact_id == Contact.id)
        .join(model, model.id == ContactRelation.partner_id)
        .where(or_(*(getattr(Contact, field).is_distinct_from(getattr(model, field)) for field in kind.shared)))
        .order_by(Contact.id)
    )


def _refuse_differences(session: Session, touched: set[type[Base]]) -> None:
    """Undo may reach one of two that were linked only afterwards, or that were out of step before."""
    if touched.isdisjoint({Contact, ContactRelation, *(kind.model for kind in PARTNER_KINDS.values())}):
        return
    for contact, partner, fields in differences(session):
        raise Refused(
            _reason(session, partner),
            contact=contact.label,
            account=partner.label,
            caption=say(field_of(type(partner), fields[0]).caption),
        )


def _reason(session: Session, partner: Partner) -> str:
    """When the two were tied: since what is undone, or by undoing it, or before."""
    memory = memory_of(session)
    tied = select(func.max(Change.change_set_id)).where(
        Change.record_type == ContactRelation.type_name,
        Change.record_id == ContactRelation.id,
        ContactRelation.partner_id == partner.id,
    )
    last = session.scalar(tied) or 0
    if last == memory.change_set_id:
        return LINKED_AGAIN
    return LINKED_SINCE if last > (memory.undoes_id or 0) else DIFFERED


AFTERWARDS.append(_refuse_differences)
