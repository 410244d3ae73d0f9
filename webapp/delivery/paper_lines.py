"""The lines of a document on paper, what they add up to, and the VAT in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import formats, i18n
from ..domain.documents.amounts import ZERO, Rate
from ..domain.documents.document import Document
from ..domain.documents.kinds import SALES, kind_of
from ..domain.documents.line import TEXT, DocumentLine
from ..domain.documents.totals import counted, precision_of
from ..domain.documents.vat import VAT_KINDS, VatKind
from ..domain.errors import N_
from ..domain.setup.company import GeneralSetup
from ..domain.setup.single import the
from ..domain.setup.trade import Unit
from .pdf import breakable


class Column(NamedTuple):
    """A width is in millimetres; without one a column is as wide as what it holds, and one takes what the others leave."""

    name: str
    caption: str
    number: bool = False
    width: float | str = ""


REST = "rest"
NARROWEST, WIDEST, LETTER = 12, 30, 1.8
"""Of the column with the numbers of what is sold, and of a letter in it."""
PRICES = ("unit_price", "discount_percent", "vat_percent", "amount")
COLUMNS = (
    Column("position", "#", number=True),
    Column("product_no", N_("No.")),
    Column("description", N_("Description"), width=REST),
    Column("quantity", N_("Quantity"), number=True),
    Column("unit_code", N_("Unit"), width=15),
    Column("unit_price", N_("Unit Price"), number=True),
    Column("discount_percent", N_("Disc. %"), number=True),
    Column("vat_percent", N_("VAT %"), number=True),
    Column("amount", N_("Amount"), number=True),
)
_number, _percent = lru_cache(1000)(formats.show_number), lru_cache(1000)(formats.show_percent)
"""The same few stand on line after line."""
VAT_COLUMNS = (N_("VAT Identifier"), N_("VAT %"), N_("VAT Base"), N_("VAT Amount"))


class Table:
    """Writes in the language of now."""

    def __init__(self, session: Session, document: Document, lines: Sequence[DocumentLine], locale: str) -> None:
        self.document, self.lines, self.locale = document, lines, locale
        self.precision = precision_of(session, document)
        self.counted = counted(document, lines, self.precision)
        self.currency = document.currency_code or the(session, GeneralSetup).local_currency_code or ""
        self.units = _units(session, lines)
        self.products = [line for line in lines if line.type != TEXT]
        self.priced = kind_of(document).side is SALES or any(line.unit_price for line in self.products)
        """Who asks a vendor for prices leaves their place empty."""

    # --- the lines

    def columns(self) -> list[dict[str, Any]]:
        return [
            {**column._asdict(), "caption": i18n.gettext(column.caption), "width": column.width or self._width(column)}
            for column in self._shown()
        ]

    def _width(self, column: Column) -> float | str:
        if column.number:
            return ""
        longest = max((len(_product_no(line)) for line in self.products), default=0)
        return min(max(longest * LETTER + 3, NARROWEST), WIDEST)

    def rows(self) -> list[dict[str, Any]]:
        names, positions = [column.name for column in self._shown()], count(1)
        return [
            {"text": _description(line)} if line.type == TEXT else self._row(line, names, next(positions))
            for line in self.lines
        ]

    def _row(self, line: DocumentLine, names: Sequence[str], position: int) -> dict[str, Any]:
        cells = {"position": str(position), "description": _description(line), **self._cells(line)}
        return {"cells": [cells[name] for name in names]}

    def _shown(self) -> list[Column]:
        """Without what would be empty, or the same on every line."""
        unneeded = {
            *(() if self.priced else PRICES),
            *(() if any(line.discount_percent for line in self.products) else ("discount_percent",)),
            *(() if len({line.vat_percent for line in self.products}) > 1 else ("vat_percent",)),
        }
        return [column for column in COLUMNS if column.name not in unneeded]

    def _cells(self, line: DocumentLine) -> dict[str, str]:
        return {
            "product_no": breakable(_product_no(line)),
            "quantity": _number(line.quantity, self.locale),
            "unit_code": self.units.get(line.unit_code or "") or line.unit_code or "",
            "unit_price": self._price(line.unit_price),
            "discount_percent": _percent(line.discount_percent, self.locale) if line.discount_percent else "",
            "vat_percent": _percent(line.vat_percent, self.locale),
            "amount": self._money(line.amount),
        }

    def _money(self, amount: Decimal) -> str:
        return formats.show_amount(amount, self.currency, self.locale, self.precision.places)

    def _price(self, price: Decimal) -> str:
        """With the decimals it has, at least those of the currency."""
        own = -int(price.normalize().as_tuple().exponent)
        return formats.show_amount(price, self.currency, self.locale, max(own, self.precision.places))

    # --- what they come to

    def totals(self) -> list[dict[str, Any]]:
        return [
            {"caption": caption, "text": self._money(amount), "bold": bold} for caption, amount, bold in self._totals()
        ]

    def _totals(self) -> Iterator[tuple[str, Decimal, bool]]:
        """Downwards: with prices without VAT it is added, with others it is named after the sum."""
        sums = self.counted.totals
        if not self.priced:
            return
        if sums.discount:
            yield i18n.gettext("Subtotal"), sums.subtotal, False
            yield i18n.gettext("Invoice Discount"), -sums.discount, False
        net = (i18n.gettext("Total Excl. VAT"), sums.net, False)
        vat = [(self._vat_caption(rate), rate.vat, False) for rate in self._rates()]
        total = (f"{i18n.gettext('Total Incl. VAT')} {self.currency}", sums.total, True)
        yield from (total, net, *vat) if self.document.prices_include_vat else (net, *vat, total)

    def _vat_caption(self, rate: Rate) -> str:
        if rate.key.kind is not VatKind.NORMAL:
            return i18n.gettext(dict(VAT_KINDS)[rate.key.kind.value])
        return i18n.gettext("VAT %(percent)s", percent=_percent(rate.key.percent, self.locale))

    def vat_columns(self) -> list[str]:
        return [i18n.gettext(caption) for caption in VAT_COLUMNS]

    def vat_rows(self) -> list[list[str]]:
        return [
            [
                rate.key.identifier,
                _percent(rate.key.percent, self.locale),
                self._money(rate.base),
                self._money(rate.vat),
            ]
            for rate in self._rates()
            if self.priced
        ]

    def _rates(self) -> list[Rate]:
        """Lines below zero are counted apart, but told together with the others of their rate."""
        told: dict[Any, Rate] = {}
        for rate in self.counted.totals.rates:
            key = rate.key._replace(positive=True)
            before = told.get(key) or Rate(key, ZERO, ZERO, ZERO, ZERO)
            told[key] = Rate(key, *(one + other for one, other in zip(before[1:], rate[1:], strict=True)))
        return list(told.values())


def _description(line: DocumentLine) -> str:
    return "\n".join(filter(None, (line.description, line.description_2)))


def _product_no(line: DocumentLine) -> str:
    """What a vendor calls it, if we know."""
    return line.vendor_item_no or line.product_no or ""


def _units(session: Session, lines: Sequence[DocumentLine]) -> dict[str, str]:
    codes = {line.unit_code for line in lines if line.unit_code}
    rows = session.execute(select(Unit.code, Unit.description).where(Unit.code.in_(codes))) if codes else ()
    return {row[0]: row[1] for row in rows}
