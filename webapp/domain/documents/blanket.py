"""How much of a blanket order is left: what was agreed on, less what is on orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import Base
from ..changes import memory_of
from ..changes.bulk import load_many
from ..changes.undo import AFTERWARDS
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


def check_still_enough(session: Session, document: Document, lines: Sequence[DocumentLine]) -> None:
    """Lines keep what orders were made of them, and an order does not take more than is left."""
    (_check_kept if kind_of(document).stays else _check_drawn)(session, lines)


def _check_kept(session: Session, lines: Sequence[DocumentLine]) -> None:
    on_orders = ordered(session, lines)
    for line in lines:
        taken = on_orders.get(line.id, ZERO)
        if abs(line.quantity) < abs(taken) or line.quantity * taken < 0:
            raise Refused(
                N_(
                    "%(line)s: the quantity cannot be less than what is on orders already (%(quantity)s). Change those first."
                ),
                field="quantity",
                line=line.label,
                quantity=shown(taken),
            )


def _check_drawn(session: Session, lines: Sequence[DocumentLine]) -> None:
    drawn: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.blanket_line_id is not None:
            drawn[line.blanket_line_id] += line.quantity
    session.flush()
    for source_id, quantity in sorted(drawn.items()):
        check_left(session, hold_source(session, source_id), quantity, quantity)


def check_left(session: Session, source: DocumentLine, wanted: Decimal, own: Decimal = ZERO) -> None:
    """Whether as much can be taken of a blanket order's line. What is on orders may be counting some of that already."""
    left = left_of(source, ordered(session, [source])) + own
    sign = 1 if source.quantity >= 0 else -1
    if (left - wanted) * sign >= 0:
        return
    document = session.get_one(Document, source.document_id)
    raise Refused(
        N_("%(line)s: only %(quantity)s left on blanket order %(document)s. Take no more, or make room there first."),
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


def check_sources(session: Session, lines: Sequence[DocumentLine]) -> None:
    """What lines were drawn from has to be there still."""
    wanted = {line.blanket_line_id for line in lines} - {None}
    there = set(session.scalars(select(DocumentLine.id).where(DocumentLine.id.in_(wanted)))) if wanted else set()
    for line in lines:
        if line.blanket_line_id is not None and line.blanket_line_id not in there:
            raise Refused(
                N_(
                    "%(line)s was drawn from a blanket order that no longer has that line. Type what you need on a new line."
                ),
                line=line.label,
            )


def _after_undo(session: Session, touched: set[type[Base]]) -> None:
    """Undo passes by the verbs, and draws no more than was agreed on either."""
    if DocumentLine in touched:
        ids = [id_ for type_, id_ in memory_of(session).touched if type_ == DocumentLine.type_name]
        lines = load_many(session, DocumentLine, ids)
        _check_kept(session, lines)
        _check_drawn(session, lines)


AFTERWARDS.append(_after_undo)
