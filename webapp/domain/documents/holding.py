"""Whoever changes a document holds it first: others wait, and then see what was left."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ..errors import Changed
from .document import Document
from .line import DocumentLine


def hold(session: Session, document: Document) -> None:
    """Nobody else changes it meanwhile. Where somebody did while this waited, it is read again."""
    version = session.scalar(_asked(), {"id": document.id})
    if version is None:
        raise Changed
    if version != document.version:
        session.refresh(document)


def hold_source(session: Session, line_id: int) -> DocumentLine:
    """A line of a blanket order, with nobody else drawing on that order meanwhile. Orders are held before what they are
    made of, and never the other way round."""
    session.execute(_asked_source(), {"id": line_id})
    return session.get_one(DocumentLine, line_id, populate_existing=True)


@cache
def _asked() -> Any:
    return select(Document.version).where(Document.id == bindparam("id")).with_for_update()


@cache
def _asked_source() -> Any:
    its = select(DocumentLine.document_id).where(DocumentLine.id == bindparam("id")).scalar_subquery()
    return select(Document.id).where(Document.id == its).with_for_update()
