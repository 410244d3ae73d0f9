"""What documents are made of one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .document import Document
from .kinds import kind_of
from .line import DocumentLine

MOST_TOLD = 12


def trail_of(session: Session, document: Document, lines: Sequence[DocumentLine]) -> Sequence[Document]:
    """The blanket orders that an order draws on, or the orders made of a blanket order."""
    line: Any = DocumentLine
    sources = {each.blanket_line_id for each in lines} - {None}
    if kind_of(document).stays:
        its = select(line.id).where(line.document_id == document.id)
        others = select(line.document_id).where(line.blanket_line_id.in_(its))
    elif sources:
        others = select(line.document_id).where(line.id.in_(sources))
    else:
        return []
    return session.scalars(select(Document).where(Document.id.in_(others)).order_by(Document.no).limit(MOST_TOLD)).all()
