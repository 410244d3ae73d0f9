"""The documents of somebody: of a contact with its persons, of a customer or vendor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ..base import Base
from ..contacts.contact import Contact
from ..users.rights import Area
from .document import Document
from .kinds import KINDS, SIDES

MOST_LISTED = 20


class Listed(NamedTuple):
    documents: Sequence[Document]
    more: bool


def documents_of(session: Session, record: Base, areas: frozenset[Area], most: int = MOST_LISTED) -> Listed:
    """The newest first, of the kinds that somebody may look at."""
    kinds = [kind.word for kind in KINDS if kind.model.area in areas]
    query = select(Document).where(Document.kind.in_(kinds), _of(record))
    found = session.scalars(query.order_by(Document.document_date.desc(), Document.id.desc()).limit(most + 1)).all()
    return Listed(found[:most], len(found) > most)


def _of(record: Any) -> ColumnElement[bool]:
    if isinstance(record, Contact):
        if not record.is_company:
            return Document.contact_no == record.no
        persons = select(Contact.no).where(Contact.company_no == record.no)
        return or_(Document.contact_no == record.no, Document.contact_no.in_(persons))
    [side] = [side for side in SIDES if side.partner.word == record.type_name]
    fields = (getattr(Document, side.partner_field), getattr(Document, side.payer_field))
    return or_(*(field == record.no for field in fields))
