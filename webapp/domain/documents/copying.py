"""Copies a document into another one, of any kind of the same side."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import Rule, because
from ..changes.bulk import add_many
from ..changes.values import tracked_fields
from ..errors import N_, Refused
from .beginning import begin
from .conversion import OWN, check_tradable_now
from .document import Document
from .kinds import DocumentKind, kind_of
from .line import STEP, DocumentLine
from .lines import lines_of
from .partner import partner_of
from .totals import refresh_totals

DATES = frozenset(("order_date", "document_date", "posting_date", "shipment_date", "due_date", "discount_date"))


def copy_document(session: Session, document: Document, kind: DocumentKind, on: dt.date) -> Document:
    """A new document with the same head and lines, dated anew."""
    if kind.side is not kind_of(document).side:
        raise Refused(N_("A copy stays on its side: sales stay sales, and purchases stay purchases."))
    if partner_of(session, document) is None and not kind.for_prospects:
        raise Refused(kind.side.without_partner, contact=document.contact_name or document.name)
    check_tradable_now(session, document, kind)
    with because(session, Rule.COPIED, document):
        copy = begin(session, kind, on)
        names = set(tracked_fields(type(document))) & set(tracked_fields(type(copy)))
        for name in names - OWN - DATES:
            setattr(copy, name, getattr(document, name))
        session.add(copy)
        session.flush()
        copy_lines(session, document, copy)
        refresh_totals(session, copy)
    return copy


def copy_lines(session: Session, document: Document, into: Document) -> None:
    """Its lines, after those that are there."""
    names = set(tracked_fields(DocumentLine)) - {"id", "document_id", "blanket_line_id"}
    last = max((line.place for line in lines_of(session, into)), default=0)
    copies = [
        fresh(DocumentLine, **{name: getattr(line, name) for name in names}, document_id=into.id, amount=line.amount)
        for line in lines_of(session, document)
    ]
    for number, copy in enumerate(copies, 1):
        copy.place, copy.quantity_to_ship = last + number * STEP, copy.quantity
    add_many(session, copies)
