"""What documents are made of one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from .document import Document
from .kinds import kind_of
from .line import DocumentLine

MOST_TOLD = 12


def trail_of(session: Session, document: Document) -> Sequence[Document]:
    """The blanket orders that an order draws on, or the orders made of a blanket order."""
    if kind_of(document).for_prospects:
        return []
    line, source = aliased(DocumentLine), aliased(DocumentLine)
    others: Any = (
        select(source.document_id.label("id"))
        .join(line, line.blanket_line_id == source.id)
        .where(line.document_id == document.id),
        select(line.document_id.label("id"))
        .join(source, line.blanket_line_id == source.id)
        .where(source.document_id == document.id),
    )
    query = select(Document).where(or_(*(Document.id.in_(other) for other in others)))
    return session.scalars(query.order_by(Document.no).limit(MOST_TOLD)).all()
