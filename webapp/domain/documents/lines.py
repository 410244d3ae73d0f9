"""The verbs of lines: each is added, changed and deleted by itself, and the document's totals follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import Change
from ..changes.bulk import add_many
from .blanket import check_still_enough, check_without_orders
from .document import Document
from .holding import hold
from .kinds import kind_of
from .line import STEP, DocumentLine
from .status import check_open
from .totals import refresh_totals
from .writing import Facts, facts_for, set_line


def lines_of(session: Session, document: Document) -> Sequence[DocumentLine]:
    return session.scalars(_asked_lines(), {"document": document.id}).all()


@cache
def _asked_lines() -> Any:
    query = select(DocumentLine).where(DocumentLine.document_id == bindparam("document"))
    return query.order_by(DocumentLine.place, DocumentLine.id)


def seen_lines(session: Session, document: Document) -> list[tuple[DocumentLine, int]]:
    """Each line with how far its memory goes."""
    return [(line, last or 0) for line, last in session.execute(_asked_seen(), {"document": document.id})]


@cache
def _asked_seen() -> Any:
    of_line = (Change.record_type == DocumentLine.type_name, Change.record_id == DocumentLine.id)
    return _asked_lines().add_columns(select(func.max(Change.id)).where(*of_line).scalar_subquery())


def has_lines(session: Session, document: Document) -> bool:
    return bool(session.scalar(select(exists().where(DocumentLine.document_id == document.id))))


def add_line(
    session: Session, document: Document, values: Mapping[str, Any], before: DocumentLine | None = None
) -> DocumentLine:
    """A line at the end, or before another one."""
    facts, [line] = _written(session, document, [values], before)
    session.add(line)
    refresh_totals(session, document, facts.precision)
    return line


def add_lines(session: Session, document: Document, wanted: Sequence[Mapping[str, Any]]) -> list[DocumentLine]:
    """Many lines at the end, counted together; the session knows nothing of them."""
    facts, lines = _written(session, document, wanted)
    add_many(session, lines)
    refresh_totals(session, document, facts.precision)
    return lines


def _written(
    session: Session, document: Document, wanted: Sequence[Mapping[str, Any]], before: DocumentLine | None = None
) -> tuple[Facts, list[DocumentLine]]:
    """New lines, not stored yet."""
    hold(session, document)
    check_open(document)
    facts, place = facts_for(session, document, wanted), _place(session, document, before)
    lines = []
    for number, values in enumerate(wanted):
        line = fresh(DocumentLine, document_id=document.id, place=place + number * STEP)
        line.shipment_date = document.shipment_date
        set_line(facts, line, values)
        lines.append(line)
    return facts, lines


def change_line(session: Session, document: Document, line: DocumentLine, values: Mapping[str, Any]) -> None:
    hold(session, document)
    check_open(document)
    with session.no_autoflush:
        facts = facts_for(session, document, [values], line)
        set_line(facts, line, values)
    if line.blanket_line_id is not None or kind_of(document).stays:
        check_still_enough(session, document, [line])
    refresh_totals(session, document, facts.precision)


def delete_lines(session: Session, document: Document, lines: Sequence[DocumentLine]) -> None:
    hold(session, document)
    check_open(document)
    check_without_orders(session, lines)
    for line in lines:
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
