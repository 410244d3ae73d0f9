"""An empty document: its number and its dates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import fresh
from ..series import number_for
from ..users.user import own_salesperson
from .dates import set_dates
from .document import Document
from .kinds import DocumentKind
from .version import DocumentVersion


def begin(session: Session, kind: DocumentKind, on: dt.date, typed_no: str = "") -> Document:
    """The document is not stored yet: whoever refuses it later burns no number and leaves nothing behind."""
    given = number_for(session, kind.model, kind.side.setup, kind.nos_field, typed_no, on=on)
    document = fresh(kind.model, no=given.no, no_series_code=given.series_code, kind=kind.word)
    document.occurrence = 1 + _last_occurrence(session, kind, given.no)
    set_dates(session, document, on)
    setattr(document, kind.side.partner.responsible, own_salesperson(session))
    return document


def _last_occurrence(session: Session, kind: DocumentKind, no: str) -> int:
    """How often the number was used before, as far as versions are kept."""
    query = select(func.max(DocumentVersion.occurrence))
    return session.scalar(query.where(DocumentVersion.kind == kind.word, DocumentVersion.no == no)) or 0
