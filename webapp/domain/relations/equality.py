"""The promise that both sides of a link are the same in everything they share, as a question to the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ..base import Base, field_of
from ..changes import Rule, because
from ..changes.undo import AFTERWARDS
from ..contacts.company import state
from ..contacts.contact import Contact
from ..errors import N_, Refused, say
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..partners.partner import Partner
from .contact_relation import ContactRelation
from .partner_fields import take_over


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
    """Undo may reach one of two that were linked only afterwards."""
    if touched.isdisjoint({Contact, ContactRelation, *(kind.model for kind in PARTNER_KINDS.values())}):
        return
    for contact, partner, fields in differences(session):
        raise Refused(
            N_(
                "Contact %(contact)s and %(account)s are linked and would not be the same any more (%(caption)s)."
                " Undo the linking first."
            ),
            contact=contact.label,
            account=partner.label,
            caption=say(field_of(type(partner), fields[0]).caption),
        )


AFTERWARDS.append(_refuse_differences)
