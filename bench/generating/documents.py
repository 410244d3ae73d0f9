"""Documents for the customers and vendors that are there: most have a handful of lines, a few have very many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.base import Record, fresh
from webapp.domain.documents.amounts import ZERO, Precision, line_amounts
from webapp.domain.documents.blocks import BILL_TO, SHIP_TO, copy_block
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import DOCUMENT_KINDS, DocumentKind
from webapp.domain.documents.line import STEP, DocumentLine
from webapp.domain.documents.partner import FROM_PARTNER, FROM_PAYER
from webapp.domain.documents.totals import as_counted, totals_with
from webapp.domain.products.product import Item
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import Unit, VatRate

from .company import Numbers
from .memory import FIRST_DAY, Row, defaults
from .parties import Cluster
from .words import PARTS, TRADES
from .writing import Kind

OF_TEN = ("sales_order",) * 7 + ("sales_quote",) * 2 + ("purchase_order",)
"""The kinds, in the proportions that are measured."""
LONG = (("sales_order", 100), ("sales_order", 500), ("sales_quote", 100))
LONG_ONES, MOST_OF_OTHERS = 10, 9
MOST_PARTNERS, ITEMS = 2_000, 500
DAYS = 700
VALID, DUE = dt.timedelta(days=10_000), dt.timedelta(days=14)


def lines_told(count: int) -> str:
    """How the measuring finds documents of a size again."""
    return f"{count} lines"


class Sort(NamedTuple):
    """What documents of one kind are made of."""

    kind: DocumentKind
    numbers: Numbers
    heads: list[Row]
    """By customer or vendor, what comes from the card."""


def _item(chance: Random, number: int) -> Row:
    price = Decimal(chance.randrange(100, 500_000)) / 100
    return {
        "kind": Item.type_name,
        "no": f"I{number:06}",
        "description": f"{chance.choice(TRADES)} {chance.choice(PARTS)} {number}",
        "unit_price": price,
        "unit_cost": price / 2,
    }


ITEMS_KIND = Kind(Item, 1, _item, edited="unit_price")


class Documents:
    """Makes them one after the other."""

    def __init__(self, session: Session, chance: Random) -> None:
        self.chance = chance
        self.last = {
            model: session.scalar(select(model.id).order_by(model.id.desc()).limit(1)) or 0
            for model in (Document, DocumentLine)
        }
        self.items = session.execute(select(Item.no, Item.description, Item.unit_price).limit(ITEMS)).all()
        self.rates = session.execute(select(VatRate.code, VatRate.rate).order_by(VatRate.code)).all()
        self.unit = session.scalar(select(Unit.code).order_by(Unit.code).limit(1))
        self.sorts = {word: _sort(session, DOCUMENT_KINDS[word]) for word in dict.fromkeys(OF_TEN)}
        models: tuple[type[Record], ...] = (DocumentLine, *(sort.kind.model for sort in self.sorts.values()))
        self.defaults = {model: defaults(model) for model in models}

    def all(self, count: int, with_long_ones: bool) -> Iterator[Cluster]:
        for word, lines in LONG if with_long_ones else ():
            for _ in range(LONG_ONES):
                yield self._document(self.sorts[word], lines)
        for number in range(count):
            yield self._document(self.sorts[OF_TEN[number % len(OF_TEN)]], self.chance.randint(1, MOST_OF_OTHERS))

    def _document(self, sort: Sort, count: int) -> Cluster:
        self.last[Document] += 1
        day = FIRST_DAY.date() + dt.timedelta(days=self.chance.randrange(DAYS))
        document: Any = sort.kind.model()
        vars(document).update(
            self.defaults[sort.kind.model]
            | self.chance.choice(sort.heads)
            | {"id": self.last[Document], "kind": sort.kind.word, "no": sort.numbers.another(), "no_series_code": sort.numbers.code}
            | {"order_date": day, "document_date": day, "posting_date": day, "shipment_date": day, "due_date": day + DUE}
            | {"valid_until": day + VALID if sort.kind.for_prospects else None, "your_reference": lines_told(count)}
        )  # fmt: skip
        lines = [self._line(document, place) for place in range(1, count + 1)]
        totals = totals_with(document, map(as_counted, lines), Precision())
        vars(document).update(amount=totals.net, amount_with_vat=totals.total)
        return Cluster([document, *lines])

    def _line(self, document: Document, place: int) -> DocumentLine:
        self.last[DocumentLine] += 1
        no, description, price = self.chance.choice(self.items)
        code, rate = self.chance.choice(self.rates)
        quantity, percent = Decimal(self.chance.randint(1, 20)), Decimal(self.chance.choice((0, 0, 0, 5, 10)))
        amounts = line_amounts(quantity, price, percent, Precision())
        line = DocumentLine()
        vars(line).update(
            self.defaults[DocumentLine]
            | {"id": self.last[DocumentLine], "document_id": document.id, "place": place * STEP}
            | {"type": Item.type_name, "product_no": no, "description": description, "unit_code": self.unit, "quantity": quantity}
            | {"unit_price": price, "discount_percent": percent, "discount_amount": amounts.discount, "amount": amounts.amount}
            | {"vat_rate_code": code, "vat_identifier": code, "vat_percent": rate, "quantity_to_ship": ZERO}
        )  # fmt: skip
        return line


def _sort(session: Session, kind: DocumentKind) -> Sort:
    partners = session.scalars(select(kind.side.partner.model).limit(MOST_PARTNERS)).all()
    numbers = Numbers(session, getattr(the(session, kind.side.setup), kind.nos_field))
    return Sort(kind, numbers, [_head(kind, partner) for partner in partners])


def _head(kind: DocumentKind, partner: Any) -> Row:
    document: Any = fresh(kind.model)
    for prefix in ("", BILL_TO, SHIP_TO):
        copy_block(partner, document, "", prefix)
    for name in (*FROM_PARTNER, *FROM_PAYER):
        setattr(document, name, getattr(partner, name))
    responsible = kind.side.partner.responsible
    own = {
        kind.side.partner_field: partner.no,
        kind.side.payer_field: partner.no,
        responsible: getattr(partner, responsible),
    }
    return {name: value for name, value in vars(document).items() if not name.startswith("_")} | own
