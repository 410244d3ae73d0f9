"""Amounts are made from lines on write, so that lists are quick: are they what they would be made now, and if not, made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from ..base import Base
from ..changes import Change, memory_of
from ..changes.undo import AFTERWARDS
from ..errors import Refused
from .amounts import ZERO
from .document import Document
from .kinds import DOCUMENT_KINDS
from .line import DocumentLine
from .lines import lines_of
from .totals import counted, precision_of

AT_ONCE = 200


class Amounts(NamedTuple):
    """What a document and its lines come to."""

    net: Decimal
    total: Decimal
    lines: dict[int, Decimal]


def miscounted(session: Session) -> Iterator[Document]:
    """Documents whose amounts are not those of their lines."""
    ids = session.scalars(select(Document.id).order_by(Document.id)).all()
    for start in range(0, len(ids), AT_ONCE):
        for document in _documents(session, ids[start : start + AT_ONCE]):
            if _is_wrong(session, document):
                yield document
        session.expire_all()


def count_again(session: Session, ids: Collection[int] | None = None) -> None:
    """Makes them anew: of these documents, or of all that are wrong."""
    session.flush()
    wrong = [document.id for document in miscounted(session)] if ids is None else ids
    for document in _documents(session, wrong):
        _write(session, document, amounts_of(session, document))
    session.expire_all()


def amounts_of(session: Session, document: Document) -> Amounts:
    lines, precision = lines_of(session, document), precision_of(session, document)
    for line in lines:
        session.expunge(line)
        line.amount = precision.money(line.quantity * line.unit_price) - line.discount_amount
    own = {line.id: line.amount for line in lines}
    try:
        totals = counted(document, lines, precision).totals
    except Refused:
        return Amounts(sum(own.values(), ZERO), sum(own.values(), ZERO), own)
    return Amounts(totals.net, totals.total, own)


def _documents(session: Session, ids: Collection[int]) -> Any:
    return session.scalars(select(Document).where(Document.id.in_(ids)).order_by(Document.id)).all()


def _is_wrong(session: Session, document: Document) -> bool:
    stored = {line.id: line.amount for line in lines_of(session, document)}
    counted_now = amounts_of(session, document)
    return (document.amount, document.amount_with_vat, stored) != counted_now


def _write(session: Session, document: Document, amounts: Amounts) -> None:
    head: Any = Document.__table__
    line: Any = DocumentLine.__table__
    values = {"amount": amounts.net, "amount_with_vat": amounts.total}
    session.connection().execute(update(head).where(head.c.id == document.id).values(values))
    rows = [{"its_id": id_, "its_amount": amount} for id_, amount in amounts.lines.items()]
    if rows:
        of_line = update(line).where(line.c.id == bindparam("its_id")).values(amount=bindparam("its_amount"))
        session.connection().execute(of_line, rows)


def _after_undo(session: Session, touched: set[type[Base]]) -> None:
    """Undo puts back what people typed; what was worked out from it is worked out anew."""
    if touched.isdisjoint({DocumentLine, *(kind.model for kind in DOCUMENT_KINDS.values())}):
        return
    memory = memory_of(session)
    lines = {id_ for type_, id_ in memory.touched if type_ == DocumentLine.type_name}
    ids = {id_ for type_, id_ in memory.touched if type_ in DOCUMENT_KINDS}
    ids |= set(session.scalars(select(DocumentLine.document_id).where(DocumentLine.id.in_(lines))))
    gone = select(Change.before).where(
        Change.change_set_id == memory.change_set_id,
        Change.record_type == DocumentLine.type_name,
        Change.field == "document_id",
        Change.before.is_not(None),
    )
    count_again(session, ids | {int(before or 0) for before in session.scalars(gone)})


AFTERWARDS.append(_after_undo)
