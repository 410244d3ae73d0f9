"""How much of a blanket order is left: what was agreed on, less what is on orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..errors import N_, Refused, See
from .amounts import ZERO
from .document import Document
from .holding import hold_source
from .kinds import kind_of
from .line import DocumentLine


def ordered(session: Session, lines: Iterable[DocumentLine]) -> Mapping[int, Decimal]:
    """By the id of a blanket order's line, the quantity on orders."""
    line: Any = DocumentLine
    total = func.sum(line.quantity, type_=line.quantity.type)
    ids = [each.id for each in lines]
    query = select(line.blanket_line_id, total).where(line.blanket_line_id.in_(ids)).group_by(line.blanket_line_id)
    return {row[0]: row[1] for row in session.execute(query)} if ids else {}


def left_of(line: DocumentLine, on_orders: Mapping[int, Decimal]) -> Decimal:
    return line.quantity - on_orders.get(line.id, ZERO)


def check_still_enough(session: Session, document: Document, line: DocumentLine) -> None:
    """A line keeps what orders were made of, and an order does not take more than is left."""
    if kind_of(document).stays:
        taken = ordered(session, [line]).get(line.id, ZERO)
        if abs(line.quantity) < abs(taken):
            raise Refused(
                N_("Quantity cannot be less than what is on orders already (%(quantity)s)."),
                field="quantity",
                quantity=shown(taken),
            )
    elif line.blanket_line_id is not None:
        source = hold_source(session, line)
        session.flush()
        check_left(session, source, ZERO)


def check_left(session: Session, source: DocumentLine, more: Decimal) -> None:
    """Whether as much more can be taken of a blanket order's line."""
    left = left_of(source, ordered(session, [source]))
    sign = 1 if source.quantity >= 0 else -1
    if (left - more) * sign >= 0:
        return
    document = session.get_one(Document, source.document_id)
    raise Refused(
        N_("%(line)s: only %(quantity)s left on blanket order %(document)s."),
        field="quantity",
        see=See(document.type_name, document.no),
        line=source.label,
        quantity=shown(left if left * sign > 0 else ZERO),
        document=document.no,
    )


def shown(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def check_without_orders(session: Session, lines: Sequence[DocumentLine]) -> None:
    on_orders = ordered(session, lines)
    for line in lines:
        if line.id in on_orders:
            raise Refused(N_("%(line)s has orders made of it. Delete those first."), line=line.label)
