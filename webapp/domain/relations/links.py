"""Reads who is linked to whom."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased, with_polymorphic

from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..errors import Refused, See
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .contact_relation import ContactRelation

ANY_PARTNER = with_polymorphic(Partner, [kind.model for kind in PARTNER_KINDS.values()])
"""Customers, vendors and bank accounts in one query, each whole."""


def linked_partners(session: Session, contact: Contact) -> list[Partner]:
    """The accounts of a contact."""
    return [partner for _contact_id, partner in partners_of(session, [contact.id])]


def partners_of(session: Session, contact_ids: Collection[int], lock: bool = False) -> list[tuple[int, Partner]]:
    """The accounts of several contacts, each with the id of its contact; locked, nobody else changes them meanwhile."""
    query = (
        select(ContactRelation.contact_id, ANY_PARTNER)
        .join(ContactRelation, ContactRelation.partner_id == ANY_PARTNER.id)
        .where(ContactRelation.contact_id.in_(contact_ids))
        .order_by(ContactRelation.contact_id, ANY_PARTNER.kind, ANY_PARTNER.id)
    )
    if lock:
        session.flush()
        query = query.with_for_update(of=Partner.__table__).execution_options(populate_existing=True)
    return [(contact_id, partner) for contact_id, partner in session.execute(query)]


def partner_of(session: Session, contact: Contact, kind: PartnerKind) -> Partner | None:
    return next((partner for partner in linked_partners(session, contact) if partner.kind == kind.word), None)


def contact_of(session: Session, partner: Partner) -> Contact | None:
    """The contact of an account."""
    query = select(Contact).join(ContactRelation, ContactRelation.contact_id == Contact.id)
    return session.scalar(query.where(ContactRelation.partner_id == partner.id))


def hold(model: type[Contact | Partner], session: Session, *numbers: str) -> None:
    """Whoever changes one of linked cards holds the contact they hang on first, of a person the company: so two wait
    one after the other and never for each other."""
    session.execute(_hubs(model), {"numbers": [no.replace("\0", "").upper() for no in numbers]})


@cache
def _hubs(model: type[Contact | Partner]) -> Any:
    card: Any = model
    numbers: Any = bindparam("numbers", expanding=True)
    contact, company = aliased(Contact), aliased(Contact)
    ids = select(func.coalesce(company.id, contact.id)).select_from(contact)
    ids = ids.outerjoin(company, company.no == contact.company_no)
    if issubclass(model, Partner):
        ids = ids.join(ContactRelation, ContactRelation.contact_id == contact.id)
        ids = ids.join(card, card.id == ContactRelation.partner_id).where(card.no.in_(numbers))
    else:
        ids = ids.where(contact.no.in_(numbers))
    return select(Contact.id).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update()


def linked_among(session: Session, kind: PartnerKind, ids: Collection[int]) -> list[tuple[Any, Contact]]:
    """Those of the accounts that have a contact, each with it."""
    model: Any = kind.model
    query = select(model, Contact).join(ContactRelation, ContactRelation.partner_id == model.id)
    query = query.join(Contact, Contact.id == ContactRelation.contact_id).where(model.id.in_(ids)).order_by(model.no)
    return [(partner, contact) for partner, contact in session.execute(query)]


def relation_between(session: Session, contact: Contact, kind: PartnerKind) -> ContactRelation | None:
    return session.scalar(
        select(ContactRelation).where(ContactRelation.contact_id == contact.id, ContactRelation.kind == kind.word)
    )


def linkable(session: Session, contact: Contact) -> Contact:
    """Who is linked when this contact is: a person's company, if there is one."""
    return company_of(session, contact) or contact


def relation_code(session: Session, kind: PartnerKind) -> str:
    """The code that ties a contact to an account of this kind; without it nothing is tied."""
    return code_of(the(session, MarketingSetup), kind)


def code_of(setup: MarketingSetup, kind: PartnerKind) -> str:
    code: str | None = getattr(setup, kind.relation_field)
    if code is None:
        raise Refused(kind.without_relation, see=See(MarketingSetup.type_name, field=kind.relation_field))
    return code
