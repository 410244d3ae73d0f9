"""What a document comes to, and how its VAT is made up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ..errors import N_, Refused
from ..setup.company import GeneralSetup
from ..setup.places import Currency
from .amounts import PERCENT, ZERO, Group, GroupKey, Line, Precision, Share, Totals, grouped, shares_of, totals
from .document import Document
from .line import TEXT, DocumentLine
from .vat import VatKind


def precision_of(session: Session, document: Document) -> Precision:
    """How the document's currency is rounded, or our own."""
    own = select(GeneralSetup.local_currency_code).scalar_subquery()
    query = select(Currency.decimals, Currency.vat_rounding).where(
        Currency.code == func.coalesce(document.currency_code, own)
    )
    row = session.execute(query).first()
    return Precision(*row) if row is not None else Precision()


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
    result = _totals(document, _groups(session, document), precision or precision_of(session, document))
    document.amount, document.amount_with_vat = result.net, result.total
    return result


def totals_of(session: Session, document: Document) -> Totals:
    return _totals(document, _groups(session, document), precision_of(session, document))


def _totals(document: Document, groups: Sequence[Group], precision: Precision) -> Totals:
    base = sum((group.discountable for group in groups), ZERO)
    return totals(groups, discount_of(document, base, precision), document.prices_include_vat, precision)


def _groups(session: Session, document: Document) -> list[Group]:
    line: Any = DocumentLine
    positive = case((line.amount >= 0, 1), else_=0)
    key = (line.vat_identifier, line.vat_kind, positive, line.vat_percent)
    discountable = func.sum(case((line.allow_invoice_discount, line.amount), else_=ZERO), type_=line.amount.type)
    query = (
        select(*key, func.sum(line.amount, type_=line.amount.type), discountable)
        .where(line.document_id == document.id, line.type != TEXT, line.amount != 0)
        .group_by(*key)
        .order_by(*key)
    )
    return [
        Group(GroupKey(identifier, VatKind(kind), bool(sign), percent), amount, part)
        for identifier, kind, sign, percent, amount, part in session.execute(query)
    ]


class Counted(NamedTuple):
    """A document with what each of its lines bears."""

    totals: Totals
    shares: list[Share]


def counted(document: Document, lines: Sequence[DocumentLine], precision: Precision) -> Counted:
    plain = [as_counted(line) for line in lines]
    result = _totals(document, grouped(plain), precision)
    return Counted(result, shares_of(plain, result.rates, document.prices_include_vat, precision))


def as_counted(line: DocumentLine) -> Line:
    kind = VatKind(line.vat_kind)
    return Line(line.amount, line.vat_percent, line.vat_identifier, kind, line.allow_invoice_discount)
