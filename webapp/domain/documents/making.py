"""New documents: empty ones, for a contact, for a customer or vendor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..partners.partner import Partner
from .beginning import begin
from .changing import change_document
from .contact import set_contact
from .document import Document
from .kinds import DocumentKind
from .partner import set_partner


def new_document(session: Session, kind: DocumentKind, on: dt.date, values: Mapping[str, Any]) -> Document:
    """A document as it was typed on a new card."""
    document = begin(session, kind, on, values.get("no") or "")
    session.add(document)
    session.flush()
    typed = {field: value for field, value in values.items() if field != "no" and value != getattr(document, field)}
    change_document(session, document, typed)
    return document


def document_for_contact(session: Session, kind: DocumentKind, contact: Contact, on: dt.date) -> Document:
    """A document for this contact, filled in with what is known of it."""
    document = begin(session, kind, on)
    with because(session, Rule.MADE_FROM, contact), session.no_autoflush:
        set_contact(session, document, contact)
        session.add(document)
    return document


def document_for_partner(session: Session, kind: DocumentKind, partner: Partner, on: dt.date) -> Document:
    document = begin(session, kind, on)
    with because(session, Rule.MADE_FROM, partner), session.no_autoflush:
        set_partner(session, document, partner)
        session.add(document)
    return document
