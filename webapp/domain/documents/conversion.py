"""Makes an order of a quote, which it takes the place of, or of a blanket order, which stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import Rule, ask, because, memory_of
from ..changes.bulk import add_many, delete_many
from ..changes.values import tracked_fields
from ..comments import Comment
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked as check_contact
from ..errors import N_, Question, Refused
from ..setup.numbering import ALWAYS, ASK
from ..setup.single import the
from .amounts import ZERO, rounded
from .archive import archive, is_archived
from .beginning import begin
from .blanket import check_left
from .blocking import check_not_blocked
from .document import Document
from .holding import hold
from .kinds import DOCUMENT_KINDS, DocumentKind, kind_of
from .line import DocumentLine
from .lines import lines_of
from .partner import partner_of
from .prospects import need_partner
from .releasing import check_products
from .totals import precision_of, refresh_totals
from .writing import count

OWN = frozenset(
    ("id", "kind", "no", "no_series_code", "occurrence", "status", "no_printed", "quote_no", "valid_until", "sent_at",
     "accepted", "accepted_on", "customer_template_code", "vendor_template_code")
)  # fmt: skip
"""What an order does not take over."""


def make_order(session: Session, document: Document, on: dt.date) -> Document:
    """The order that a quote or a blanket order becomes; all or nothing."""
    kind = kind_of(document)
    if not kind.becomes:
        raise Refused(N_("No order is made of %(document)s."), document=document.label)
    hold(session, document)
    if not kind.stays:
        _ask_if_expired(session, document, on)
        need_partner(session, document)
    check_tradable_now(session, document, kind)
    return (_order_of_blanket if kind.stays else _order_of_quote)(session, document, on)


def _ask_if_expired(session: Session, document: Document, on: dt.date) -> None:
    if document.valid_until is not None and document.valid_until < on:
        ask(
            session,
            Question(
                "expired",
                N_("The offer expired on %(day)s. Make an order all the same?"),
                day=document.valid_until,
            ),
        )


def check_tradable_now(session: Session, document: Document, kind: DocumentKind) -> None:
    """Whoever and whatever was blocked since the document was written."""
    partner = partner_of(session, document)
    if partner is not None:
        check_not_blocked(partner, kind)
    contact = session.scalar(select(Contact).where(Contact.no == document.contact_no)) if document.contact_no else None
    if contact is not None:
        check_contact(contact)
    check_products(session, document)


def _begin_order(session: Session, document: Document, on: dt.date) -> Document:
    """The head of the order: the quote's or blanket order's own, with a number and a status of its own."""
    order = begin(session, DOCUMENT_KINDS[kind_of(document).becomes], on)
    for name in set(tracked_fields(type(order))) - OWN:
        setattr(order, name, getattr(document, name))
    for name in ("order_date", "posting_date", "document_date"):
        setattr(order, name, getattr(document, name) or on)
    session.add(order)
    session.flush()
    return order


def _order_of_quote(session: Session, quote: Document, on: dt.date) -> Document:
    with because(session, Rule.CONVERTED, quote):
        order = _begin_order(session, quote, on)
        order.quote_no = quote.no
        if _wants_version(session, quote):
            archive(session, quote, became=order.no)
        lines = lines_of(session, quote)
        _copy_lines(session, order, lines, lambda line: line.quantity)
        _move_comments(session, quote, order)
        refresh_totals(session, order)
    with because(session, Rule.CONVERTED, order):
        delete_many(session, lines)
        session.delete(quote)
    return order


def _wants_version(session: Session, quote: Document) -> bool:
    setting = is_archived(session, quote)
    if setting == ASK:
        return "archive" in memory_of(session).confirmed
    return setting in (ALWAYS, True)


def _order_of_blanket(session: Session, blanket: Document, on: dt.date) -> Document:
    lines = lines_of(session, blanket)
    taken = [line for line in lines if not line.type or line.quantity_to_ship]
    if not any(line.type for line in taken):
        raise Refused(N_("Nothing to make: no line has a quantity to ship or receive."))
    for line in taken:
        if line.type:
            check_left(session, line, line.quantity_to_ship)
    with because(session, Rule.CONVERTED, blanket):
        order = _begin_order(session, blanket, on)
        _copy_lines(session, order, taken, lambda line: line.quantity_to_ship, is_part=True)
        _share_discount(session, blanket, order, lines)
        _copy_comments(session, blanket, order)
        refresh_totals(session, order)
        for line in taken:
            line.quantity_to_ship = ZERO
        session.flush()
    return order


def _copy_lines(
    session: Session,
    order: Document,
    lines: Sequence[DocumentLine],
    quantity: Callable[[DocumentLine], Decimal],
    is_part: bool = False,
) -> None:
    """As they are: prices are carried over, not looked up again."""
    names = set(tracked_fields(DocumentLine)) - {"id", "document_id"}
    precision, copies = precision_of(session, order), []
    for line in lines:
        copy = fresh(
            DocumentLine, **{name: getattr(line, name) for name in names}, document_id=order.id, amount=line.amount
        )
        if is_part and line.type:
            copy.quantity = quantity(line)
            copy.blanket_line_id = line.id
            count(copy, precision)
        copy.quantity_to_ship = copy.quantity
        copies.append(copy)
    add_many(session, copies)


def _share_discount(session: Session, blanket: Document, order: Document, lines: Sequence[DocumentLine]) -> None:
    """Of an amount taken off the blanket order, the part that falls on the order."""
    if order.discount_kind != "amount" or not order.discount_value:
        return
    session.flush()
    whole = sum((line.amount for line in lines if line.allow_invoice_discount), ZERO)
    part = sum((line.amount for line in lines_of(session, order) if line.allow_invoice_discount), ZERO)
    value = order.discount_value * part / whole if whole else ZERO
    order.discount_value = rounded(value, precision_of(session, order).places)


def _move_comments(session: Session, quote: Document, order: Document) -> None:
    for comment in session.scalars(select(Comment).where(Comment.document_id == quote.id)):
        comment.document_id = order.id
    session.flush()


def _copy_comments(session: Session, blanket: Document, order: Document) -> None:
    setup: Any = the(session, kind_of(blanket).side.setup)
    if not setup.copy_comments:
        return
    comments = session.scalars(select(Comment).where(Comment.document_id == blanket.id).order_by(Comment.id))
    add_many(session, [fresh(Comment, document_id=order.id, date=each.date, text=each.text) for each in comments])
