"""What a save would change elsewhere, said before it is done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from ..base import Base, field_of
from ..contacts.contact import Contact
from ..contacts.inheritance import active
from ..errors import N_, Message, say
from ..partners.kinds import kind_of
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .links import contact_of, linked_partners

NAMED = 3


def ripple_of_contact(
    session: Session, contact: Contact, fields: Collection[str], besides: Partner | None = None
) -> list[Message]:
    """The accounts that share these fields, and the persons who have the same values."""
    lines = []
    for partner in linked_partners(session, contact):
        shared = [field for field in kind_of(partner).shared if field in fields]
        if shared and partner is not besides:
            lines.append(_line(partner, shared))
    if contact.is_company:
        lines += _persons(session, contact, fields)
    return lines


def ripple_of_partner(session: Session, partner: Partner, fields: Collection[str]) -> list[Message]:
    """Its contact, and everything that follows from there."""
    shared = [field for field in kind_of(partner).shared if field in fields]
    contact = contact_of(session, partner) if shared else None
    if contact is None:
        return []
    return [_line(contact, shared), *ripple_of_contact(session, contact, shared, besides=partner)]


def _line(record: Any, fields: list[str]) -> Message:
    captions = _captions(type(record), fields)
    return say(N_("%(table)s %(record)s: %(fields)s"), table=say(record.one), record=record.label, fields=captions)


def _captions(model: type[Base], fields: list[str]) -> Message:
    """Captions one after the other, each translated."""
    first, *rest = fields
    caption = say(field_of(model, first).caption)
    return say(N_("%(some)s, %(more)s"), some=caption, more=_captions(model, rest)) if rest else caption


def _persons(session: Session, company: Contact, fields: Collection[str]) -> list[Message]:
    followed = _followed(session, company, fields)
    if not followed:
        return []
    whose = and_(Contact.company_no == company.no, or_(*(condition for _fields, condition in followed)))
    count = session.scalar(select(func.count()).select_from(Contact).where(whose)) or 0
    if not count:
        return []
    names = session.scalars(select(Contact.name).where(whose).order_by(Contact.sort_key).limit(NAMED))
    captions = _captions(Contact, [field for each, _condition in followed for field in each])
    return [
        say(
            N_("Persons who follow (%(count)s: %(names)s): %(fields)s"),
            count=count,
            names=", ".join(names) + (" …" if count > NAMED else ""),
            fields=captions,
        )
    ]


def _followed(
    session: Session, company: Contact, fields: Collection[str]
) -> list[tuple[list[str], ColumnElement[bool]]]:
    """By group, the fields persons take over and the condition on persons who do."""
    found = []
    for group in active(the(session, MarketingSetup)):
        changed = [field for field in group.fields if field in fields]
        blocks = [group.compared] if group.compared and changed else [(field,) for field in changed]
        for block in blocks:
            same = and_(*(getattr(Contact, each).is_not_distinct_from(getattr(company, each)) for each in block))
            found.append((changed if group.compared else list(block), same))
    return found
