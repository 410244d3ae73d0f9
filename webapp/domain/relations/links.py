"""Reads who is linked to whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, with_polymorphic

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


def hold_contact(session: Session, model: type[Partner], no: str) -> None:
    """Who changes an account holds its contact first, as who changes the contact does: so two never wait for each
    other."""
    account: Any = model
    query = select(Contact.id).join(ContactRelation, ContactRelation.contact_id == Contact.id)
    query = query.join(account, account.id == ContactRelation.partner_id).where(
        account.no == no.replace("\0", "").upper()
    )
    session.execute(query.with_for_update(of=Contact))


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
        raise Refused(kind.without_relation, see=See(MarketingSetup.__tablename__, field=kind.relation_field))
    return code
