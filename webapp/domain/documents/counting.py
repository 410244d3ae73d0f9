"""Amounts are made from lines on write, so that lists are quick: are they what they would be made now, and if not, made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from ..base import Base
from ..changes import Change, memory_of
from ..changes.undo import AFTERWARDS
from ..errors import Refused
from ..setup.company import GeneralSetup
from ..setup.places import Currency
from .amounts import ZERO, Line, Precision
from .document import Document
from .kinds import DOCUMENT_KINDS
from .line import DocumentLine
from .totals import totals_with
from .vat import VatKind

AT_ONCE = 500
HEAD: Any = Document.__table__.c
LINE: Any = DocumentLine.__table__.c


class Amounts(NamedTuple):
    """What a document and its lines come to."""

    net: Decimal
    total: Decimal
    lines: dict[int, Decimal]


class Counted(NamedTuple):
    """What is kept of a document, and what it comes to now."""

    id: int
    kept: Amounts
    now: Amounts


def miscounted(session: Session) -> Iterator[Document]:
    """Documents whose amounts are not those of their lines."""
    for portion in _portions(session):
        wrong = [each.id for each in _counted(session, portion) if each.kept != each.now]
        if wrong:
            yield from session.scalars(select(Document).where(Document.id.in_(wrong)).order_by(Document.id)).all()


def count_again(session: Session, ids: Collection[int] | None = None) -> None:
    """Makes them anew: of these documents, or of all."""
    session.flush()
    for portion in _portions(session) if ids is None else _cut(sorted(ids)):
        _write(session, [each for each in _counted(session, portion) if each.kept != each.now])
    for record in session:
        if isinstance(record, Document | DocumentLine):
            session.expire(record, [name for name in ("amount", "amount_with_vat") if hasattr(type(record), name)])


def _portions(session: Session) -> Iterator[Sequence[int]]:
    last = 0
    while ids := session.scalars(select(HEAD.id).where(HEAD.id > last).order_by(HEAD.id).limit(AT_ONCE)).all():
        yield ids
        last = ids[-1]


def _cut(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _counted(session: Session, ids: Sequence[int]) -> Iterator[Counted]:
    """A portion of documents in a handful of questions."""
    precisions, own = _precisions(session)
    lines: Mapping[int, list[Any]] = defaultdict(list)
    for line in session.execute(select(*_columns(LINE, OF_LINE)).where(LINE.document_id.in_(ids)).order_by(LINE.id)):
        lines[line.document_id].append(line)
    for head in session.execute(select(*_columns(HEAD, OF_HEAD)).where(HEAD.id.in_(ids)).order_by(HEAD.id)):
        kept = Amounts(head.amount, head.amount_with_vat, {line.id: line.amount for line in lines[head.id]})
        precision = precisions.get(head.currency_code or own, Precision())
        yield Counted(head.id, kept, _amounts_of(head, lines[head.id], precision))


OF_HEAD = ("id", "currency_code", "prices_include_vat", "discount_kind", "discount_value", "amount", "amount_with_vat")
OF_LINE = (
    "id", "document_id", "quantity", "unit_price", "discount_amount", "amount", "allow_invoice_discount", "vat_identifier",
    "vat_percent", "vat_kind",
)  # fmt: skip


def _columns(table: Any, names: Sequence[str]) -> list[Any]:
    return [table[name] for name in names]


def _precisions(session: Session) -> tuple[dict[str, Precision], str]:
    """By currency, and which one is ours."""
    rows = session.execute(select(Currency.code, Currency.decimals, Currency.vat_rounding))
    own = session.scalar(select(GeneralSetup.local_currency_code)) or ""
    return {code: Precision(places, direction) for code, places, direction in rows}, own


def _amounts_of(head: Any, lines: Sequence[Any], precision: Precision) -> Amounts:
    own = {line.id: precision.money(line.quantity * line.unit_price) - line.discount_amount for line in lines}
    plain = [
        Line(own[line.id], line.vat_percent, line.vat_identifier, VatKind(line.vat_kind), line.allow_invoice_discount)
        for line in lines
    ]
    try:
        totals = totals_with(head, plain, precision)
    except Refused:
        return Amounts(sum(own.values(), ZERO), sum(own.values(), ZERO), own)
    return Amounts(totals.net, totals.total, own)


def _write(session: Session, wrong: Sequence[Counted]) -> None:
    heads = [{"its_id": each.id, "amount": each.now.net, "amount_with_vat": each.now.total} for each in wrong]
    lines = [
        {"its_id": id_, "amount": amount}
        for each in wrong
        for id_, amount in each.now.lines.items()
        if each.kept.lines[id_] != amount
    ]
    for table, rows in ((Document.__table__, heads), (DocumentLine.__table__, lines)):
        if rows:
            changed: Any = {name: bindparam(name) for name in rows[0] if name != "its_id"}
            statement: Any = update(table).where(table.c.id == bindparam("its_id")).values(changed)  # type: ignore[arg-type]
            session.connection().execute(statement, rows)


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
