"""Whom to link with: who looks the same, each with the reasons, and who is found by what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..duplicates.radar import Candidate
from ..duplicates.radar import candidates as look_alike
from ..errors import Message
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from ..search import found
from .contact_relation import ContactRelation

MOST_LIKELY, MOST_FOUND = 8, 20


@dataclass(frozen=True)
class Choosable:
    """A record to link with. One that is linked already is shown, but cannot be chosen."""

    record: Any
    reasons: tuple[Message, ...] = ()
    taken_by: Contact | Partner | None = None


def likely_accounts(session: Session, contact: Contact, kind: PartnerKind) -> list[Choosable]:
    """Accounts without a contact that look like this one, the likeliest first."""
    return _loaded(session, kind.model, look_alike(session, contact, MOST_LIKELY, among=(kind.word,)))


def likely_contacts(session: Session, partner: Partner) -> list[Choosable]:
    """Contacts without an account of this kind that look like this one."""
    return _loaded(session, Contact, look_alike(session, partner, MOST_LIKELY))


def found_accounts(session: Session, kind: PartnerKind, typed: str) -> list[Choosable]:
    model: Any = kind.model
    query = select(model, Contact).outerjoin(ContactRelation, ContactRelation.partner_id == model.id)
    return _found(session, model, typed, query.outerjoin(Contact, Contact.id == ContactRelation.contact_id))


def found_contacts(session: Session, partner: Partner, typed: str) -> list[Choosable]:
    model: Any = kind_of(partner).model
    linked = (ContactRelation.contact_id == Contact.id) & (ContactRelation.kind == partner.kind)
    query = select(Contact, model).outerjoin(ContactRelation, linked)
    return _found(session, Contact, typed, query.outerjoin(model, model.id == ContactRelation.partner_id))


def _found(session: Session, model: Any, typed: str, query: Select[Any]) -> list[Choosable]:
    """The number itself first, then who is found by a word."""
    if not typed:
        return []
    hits = query.where(found(model, typed)).order_by(model.no != typed.upper(), model.sort_key, model.id)
    return [Choosable(record, taken_by=taken_by) for record, taken_by in session.execute(hits.limit(MOST_FOUND))]


def _loaded(session: Session, model: Any, candidates: Iterable[Candidate]) -> list[Choosable]:
    ranked = list(candidates)
    ids = [candidate.id for candidate in ranked]
    records = {record.id: record for record in session.scalars(select(model).where(model.id.in_(ids)))} if ids else {}
    return [Choosable(records[candidate.id], candidate.reasons) for candidate in ranked]
