"""Deletes documents; what came of them stays."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes.bulk import delete_many
from ..comments import Comment
from .archive import archive, is_archived
from .blanket import check_without_orders
from .document import Document, ServiceOrder
from .holding import hold
from .lines import lines_of
from .service_item import ServiceItem


def delete_document(session: Session, document: Document, **_answers: Any) -> None:
    """Its lines and comments go with it; a version of it is kept where the setup says so."""
    hold(session, document)
    lines = lines_of(session, document)
    check_without_orders(session, lines)
    if is_archived(session, document) is True:
        archive(session, document)
    for model in (Comment, ServiceItem) if isinstance(document, ServiceOrder) else (Comment,):
        delete_many(session, session.scalars(select(model).where(model.document_id == document.id)).all())
    delete_many(session, lines)
    session.delete(document)
    session.flush()
