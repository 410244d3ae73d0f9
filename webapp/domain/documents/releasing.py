"""Releases documents, and opens them again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import N_, Refused
from ..products.product import Product
from .document import OPEN, RELEASED, Document
from .holding import hold
from .kinds import kind_of
from .line import TEXT, DocumentLine
from .prospects import need_partner
from .status import check_open
from .writing import check_tradable


def release(session: Session, document: Document) -> None:
    hold(session, document)
    check_open(document)
    need_partner(session, document)
    check_something_on_it(session, document)
    document.status = RELEASED
    session.flush()


def reopen(session: Session, document: Document) -> None:
    hold(session, document)
    if document.status == OPEN:
        raise Refused(N_("%(document)s is open already."), document=document.label)
    document.status = OPEN
    session.flush()


def check_something_on_it(session: Session, document: Document) -> None:
    """A line with a product and a quantity."""
    counted = select(DocumentLine.id).where(
        DocumentLine.document_id == document.id, DocumentLine.type != TEXT, DocumentLine.quantity != 0
    )
    if session.scalar(counted.limit(1)) is None:
        raise Refused(N_("Add at least one line with a number and a quantity first."))


def check_products(session: Session, document: Document) -> None:
    """Whatever was blocked after its line was written."""
    query = select(Product).join(
        DocumentLine, (DocumentLine.product_no == Product.no) & (DocumentLine.type == Product.kind)
    )
    blocked = getattr(Product, kind_of(document).side.product_blocked)
    found = session.scalar(query.where(DocumentLine.document_id == document.id, blocked).limit(1))
    if found is not None:
        check_tradable(found, kind_of(document).side)
