"""What a document comes to, and how its VAT is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import String, bindparam, case, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from ..errors import N_, Refused
from ..setup.company import GeneralSetup
from ..setup.places import Currency
from .amounts import PERCENT, ZERO, Group, GroupKey, Line, Precision, Share, Totals, grouped, shares_of, totals
from .document import Document
from .line import TEXT, DocumentLine
from .vat import VatKind


def precision_of(session: Session, document: Document) -> Precision:
    """How the document's currency is rounded, or our own."""
    row = session.execute(_asked_precision(), {"currency": document.currency_code}).first()
    return Precision(*row) if row is not None else Precision()


@cache
def _asked_precision() -> Any:
    return select(Currency.decimals, Currency.vat_rounding).where(is_its_currency())


def is_its_currency() -> Any:
    """The condition for the currency that comes as a parameter, or our own where it is none."""
    own = select(GeneralSetup.local_currency_code).scalar_subquery()
    return Currency.code == func.coalesce(bindparam("currency", type_=String), own)


def discount_of(document: Document, base: Decimal, precision: Precision) -> Decimal:
    """The discount on the document, of what its lines let it take off."""
    if document.discount_kind == "percent":
        return precision.money(base * document.discount_value / PERCENT)
    if document.discount_kind != "amount" or not document.discount_value:
        return ZERO
    if document.discount_value > max(base, ZERO):
        raise Refused(
            N_("The invoice discount cannot exceed %(base)s, the total of the lines that allow it."),
            field="discount_value",
            base=str(precision.money(base)),
        )
    return precision.money(document.discount_value)


def refresh_totals(session: Session, document: Document, precision: Precision | None = None) -> Totals:
    """Adds the lines up anew, however many there are, in one statement."""
    session.flush()
    result = totals_of(session, document, precision)
    _keep(session, document, {"amount": result.net, "amount_with_vat": result.total})
    return result


def _keep(session: Session, document: Document, amounts: dict[str, Decimal]) -> None:
    """Past the memory and the index of words, which know nothing of amounts."""
    if any(getattr(document, name) != amount for name, amount in amounts.items()):
        session.connection().execute(_keeping(), {"its_id": document.id, **amounts})
        for name, amount in amounts.items():
            set_committed_value(document, name, amount)


@cache
def _keeping() -> Any:
    table: Any = Document.__table__
    values: Any = {name: bindparam(name) for name in ("amount", "amount_with_vat")}
    return update(table).where(table.c.id == bindparam("its_id")).values(values)


def totals_of(session: Session, document: Document, precision: Precision | None = None) -> Totals:
    return _totals(document, _groups(session, document), precision or precision_of(session, document))


def totals_with(document: Any, lines: Iterable[Line], precision: Precision) -> Totals:
    """The same of lines that are at hand."""
    return _totals(document, grouped(lines), precision)


def _totals(document: Document, groups: Sequence[Group], precision: Precision) -> Totals:
    base = sum((group.discountable for group in groups), ZERO)
    return totals(groups, discount_of(document, base, precision), document.prices_include_vat, precision)


def _groups(session: Session, document: Document) -> list[Group]:
    return [
        Group(GroupKey(identifier, VatKind(kind), bool(sign), percent), amount, part)
        for identifier, kind, sign, percent, amount, part in session.execute(_asked_groups(), {"id": document.id})
    ]


@cache
def _asked_groups() -> Any:
    line: Any = DocumentLine
    positive = case((line.amount >= 0, 1), else_=0)
    key = (line.vat_identifier, line.vat_kind, positive, line.vat_percent)
    discountable = func.sum(case((line.allow_invoice_discount, line.amount), else_=ZERO), type_=line.amount.type)
    return (
        select(*key, func.sum(line.amount, type_=line.amount.type), discountable)
        .where(line.document_id == bindparam("id"), line.type != TEXT, line.amount != 0)
        .group_by(*key)
        .order_by(*key)
    )


class Counted(NamedTuple):
    """A document with what each of its lines bears."""

    totals: Totals
    shares: list[Share]


def counted(document: Document, lines: Sequence[DocumentLine], precision: Precision) -> Counted:
    plain = [as_counted(line) for line in lines]
    result = totals_with(document, plain, precision)
    return Counted(result, shares_of(plain, result.rates, document.prices_include_vat, precision))


def as_counted(line: DocumentLine) -> Line:
    kind = VatKind(line.vat_kind)
    return Line(line.amount, line.vat_percent, line.vat_identifier, kind, line.allow_invoice_discount)
