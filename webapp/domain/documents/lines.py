"""The verbs of lines: each is added, changed and deleted by itself, and the document's totals follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ..base import fresh
from .blanket import check_still_enough, check_without_orders
from .document import Document
from .kinds import kind_of
from .line import STEP, DocumentLine
from .status import check_open
from .totals import refresh_totals
from .writing import facts_for, set_line


def lines_of(session: Session, document: Document) -> Sequence[DocumentLine]:
    query = select(DocumentLine).where(DocumentLine.document_id == document.id)
    return session.scalars(query.order_by(DocumentLine.place, DocumentLine.id)).all()


def has_lines(session: Session, document: Document) -> bool:
    return bool(session.scalar(select(exists().where(DocumentLine.document_id == document.id))))


def hold(session: Session, document: Document) -> None:
    """Nobody else adds up the same document meanwhile."""
    session.execute(select(Document.id).where(Document.id == document.id).with_for_update())


def add_line(
    session: Session, document: Document, values: Mapping[str, Any], before: DocumentLine | None = None
) -> DocumentLine:
    """A line at the end, or before another one."""
    [line] = add_lines(session, document, [values], before)
    return line


def add_lines(
    session: Session, document: Document, wanted: Sequence[Mapping[str, Any]], before: DocumentLine | None = None
) -> list[DocumentLine]:
    """Lines at the end, or one before another one; counted together."""
    check_open(document)
    hold(session, document)
    facts, place = facts_for(session, document, wanted), _place(session, document, before)
    lines = []
    for number, values in enumerate(wanted):
        line = fresh(DocumentLine, document_id=document.id, place=place + number * STEP)
        line.shipment_date = document.shipment_date
        set_line(facts, line, values)
        lines.append(line)
    session.add_all(lines)
    refresh_totals(session, document, facts.precision)
    return lines


def change_line(session: Session, document: Document, line: DocumentLine, values: Mapping[str, Any]) -> None:
    check_open(document)
    hold(session, document)
    with session.no_autoflush:
        set_line(facts_for(session, document, [values], line), line, values)
    if line.blanket_line_id is not None or kind_of(document).stays:
        check_still_enough(session, document, line)
    refresh_totals(session, document)


def delete_lines(session: Session, document: Document, lines: Sequence[DocumentLine]) -> None:
    check_open(document)
    hold(session, document)
    for line in lines:
        check_without_orders(session, line)
        session.delete(line)
    refresh_totals(session, document)


def _place(session: Session, document: Document, before: DocumentLine | None) -> int:
    """After the last one, or half-way to the one that comes next; where there is no room all move on."""
    places = select(DocumentLine.place).where(DocumentLine.document_id == document.id)
    if before is None:
        return STEP + (session.scalar(places.order_by(DocumentLine.place.desc()).limit(1)) or 0)
    earlier = places.where(DocumentLine.place < before.place).order_by(DocumentLine.place.desc()).limit(1)
    previous = session.scalar(earlier) or 0
    if before.place - previous < 2:
        spread_places(session, document)
        return _place(session, document, before)
    return (previous + before.place) // 2


def spread_places(session: Session, document: Document) -> None:
    for number, line in enumerate(lines_of(session, document), 1):
        line.place = number * STEP
    session.flush()
