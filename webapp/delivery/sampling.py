"""Puts the sample's documents on paper."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..domain.documents.document import Document
from ..domain.sample import Paper
from .printing import called, on_paper


def for_sample(session: Session, document: Document) -> Paper:
    printed = on_paper(session, document)
    return Paper(printed.name, printed.data, called(session, document))
