"""When a document was written, and when it is due."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..setup.date_formula import apply_formula
from ..setup.single import the
from ..setup.trade import PaymentTerms
from .document import Document
from .kinds import kind_of

NONE = Decimal(0)


def set_dates(session: Session, document: Document, on: dt.date) -> None:
    """What an empty document begins with."""
    kind = kind_of(document)
    document.order_date = document.document_date = document.shipment_date = on
    if kind.posts:
        document.posting_date = on
    set_validity(session, document)


def set_validity(session: Session, document: Document) -> None:
    """Until when a quote holds."""
    kind = kind_of(document)
    setup: Any = the(session, kind.side.setup)
    if kind.for_prospects:
        document.valid_until = _after(setup.quote_validity, document.document_date) if setup.quote_validity else None


def set_due(session: Session, document: Document) -> None:
    """When it is to be paid by its terms, and until when with a discount."""
    terms = session.scalar(select(PaymentTerms).where(PaymentTerms.code == document.payment_terms_code))
    day, percent = document.document_date, terms.discount_percent if terms else NONE
    document.due_date = _after(terms.due_date_formula if terms else "", day)
    document.discount_date = _after(terms.discount_date_formula, day) if terms and percent else None
    document.payment_discount_percent = percent


def _after(formula: str, day: dt.date | None) -> dt.date | None:
    return apply_formula(formula, day) if day else None
