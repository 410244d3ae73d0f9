"""Writes on a line what was typed, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from ..base import fresh
from ..columns import UNIT_PLACES
from ..errors import N_, Refused, See, say
from ..products.product import Product
from ..setup.company import GeneralSetup
from ..setup.numbering import REMAINDER
from ..setup.places import Currency
from .amounts import PERCENT, ZERO, Precision, discount_percent, line_amounts, rounded
from .document import Document
from .kinds import Side, kind_of
from .line import TEXT, DocumentLine
from .totals import is_its_currency
from .vat_of_line import LineVat, vat_for

NOTHING: Mapping[str, Any] = MappingProxyType({})
PRODUCT = ("type", "product_no")
FROM_PRODUCT = (
    "description", "description_2", "unit_code", "vat_rate_code", "allow_invoice_discount", "vendor_item_no",
)  # fmt: skip
OF_PRODUCTS = frozenset(
    ("quantity", "unit_price", "discount_percent", "discount_amount", "amount", "unit_code", "vat_rate_code",
     "quantity_to_ship", "allow_invoice_discount")
)  # fmt: skip
"""What a line of text does not have."""
LARGEST = Decimal(10**12)
"""More than that nobody trades in, and no column holds."""
WORKED_OUT = frozenset(("discount_amount", "amount"))
"""What can be typed, and then says what the discount is."""


@dataclass(frozen=True)
class Facts:
    """What the lines of a document are written by, looked up once for all of them."""

    side: Side
    document: Document
    precision: Precision
    products: Mapping[tuple[str, str], Product]
    vats: Mapping[str, LineVat]
    is_own_currency: bool
    ships_all: bool


def facts_for(
    session: Session, document: Document, wanted: Sequence[Mapping[str, Any]], line: DocumentLine | None = None
) -> Facts:
    side = kind_of(document).side
    own = (line.type, line.product_no) if line is not None else (TEXT, None)
    keys = {(values.get("type", own[0]), values.get("product_no", own[1])) for values in wanted} - {own}
    products = products_by_key(session, [(type_, no) for type_, no in keys if type_ and no])
    typed = {values.get("vat_rate_code") for values in wanted} | {
        product.vat_rate_code for product in products.values()
    }
    decimals, direction, own_currency, default_quantity = session.execute(
        _asked_terms(side.setup), {"currency": document.currency_code}
    ).one()
    return Facts(
        side,
        document,
        Precision(decimals, direction) if direction is not None else Precision(),
        products,
        vat_for(session, document.vat_posting_group_code, {code for code in typed if code}),
        document.currency_code in (None, own_currency),
        default_quantity == REMAINDER,
    )


@cache
def _asked_terms(setup: Any) -> Any:
    """How the currency is rounded, our own, and what is shipped unless somebody says otherwise, in one question."""
    own = select(GeneralSetup.local_currency_code).scalar_subquery()
    query = select(Currency.decimals, Currency.vat_rounding, own, setup.default_quantity)
    return query.select_from(setup).outerjoin(Currency, is_its_currency())


def products_by_key(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Product]:
    wanted = list(keys)
    query = select(Product).where(tuple_(Product.kind, Product.no).in_(wanted))
    return {(product.kind, product.no): product for product in session.scalars(query)} if wanted else {}


def set_line(facts: Facts, line: DocumentLine, values: Mapping[str, Any]) -> None:
    wanted, quantity = dict(values), line.quantity
    if any(wanted.get(field, getattr(line, field)) != getattr(line, field) for field in PRODUCT):
        _set_product(facts, line, wanted.pop("type", line.type), wanted.pop("product_no", line.product_no))
    if line.type == TEXT:
        wanted = {field: value for field, value in wanted.items() if field not in OF_PRODUCTS}
    for field in wanted.keys() - WORKED_OUT:
        setattr(line, field, wanted[field])
    if line.quantity != quantity and "quantity_to_ship" not in wanted:
        line.quantity_to_ship = line.quantity if facts.ships_all else ZERO
    if "vat_rate_code" in wanted:
        put_vat(line, facts.vats.get(line.vat_rate_code or "", LineVat()))
    count(line, facts.precision, wanted)
    _check_amounts(line)


def _set_product(facts: Facts, line: DocumentLine, type_: str, no: str | None) -> None:
    """Another product begins anew; a line of text has none."""
    blank = fresh(DocumentLine)
    for field in (OF_PRODUCTS - {"amount"}) | {"description_2", "vendor_item_no"}:
        setattr(line, field, getattr(blank, field))
    line.type, line.product_no = type_, None
    put_vat(line, LineVat())
    if type_ == TEXT:
        return
    product = known_product(facts.products, type_, no)
    check_tradable(product, facts.side)
    line.product_no = product.no
    for field in FROM_PRODUCT:
        setattr(line, field, getattr(product, field))
    put_vat(line, facts.vats.get(product.vat_rate_code or "", LineVat()))
    line.unit_price = _price(facts, product, line.vat_percent)


def known_product(products: Mapping[tuple[str, str], Product], type_: str, no: str | None) -> Product:
    if not no:
        raise Refused(N_("Choose what the line is about, or make it a text."), field="product_no")
    product = products.get((type_, no))
    if product is None:
        raise Refused(N_("There is no %(no)s. Choose an existing one."), field="product_no", no=no)
    return product


def check_tradable(product: Product, side: Side) -> None:
    if getattr(product, side.product_blocked):
        field = product.__mapper__.columns[side.product_blocked].info["field"]
        raise Refused(
            N_("%(product)s cannot be used here: “%(caption)s” is ticked on its card."),
            field="product_no",
            see=See(product.type_name, product.no, side.product_blocked),
            product=product.label,
            caption=say(field.caption),
        )


def _price(facts: Facts, product: Product, vat_percent: Decimal) -> Decimal:
    """The price of one in our own currency; in another one it is typed, since there are no exchange rates."""
    if not facts.is_own_currency:
        return ZERO
    price: Decimal = getattr(product, facts.side.price_field)
    return rounded(price * (1 + vat_percent / PERCENT), UNIT_PLACES) if facts.document.prices_include_vat else price


def put_vat(line: DocumentLine, vat: LineVat) -> None:
    line.vat_identifier, line.vat_percent, line.vat_kind = vat


def count(line: DocumentLine, precision: Precision, typed: Mapping[str, Any] = NOTHING) -> None:
    """The amounts of a line; a typed discount or amount decides what the percentage is."""
    gross = line_amounts(line.quantity, line.unit_price, ZERO, precision).gross
    if WORKED_OUT.isdisjoint(typed):
        line.discount_amount = line_amounts(line.quantity, line.unit_price, line.discount_percent, precision).discount
    else:
        line.discount_amount = precision.money(
            gross - typed["amount"] if "amount" in typed else typed["discount_amount"]
        )
        line.discount_percent = discount_percent(gross, line.discount_amount)
    line.amount = gross - line.discount_amount


def _check_amounts(line: DocumentLine) -> None:
    gross = line.amount + line.discount_amount
    if abs(gross) > LARGEST:
        raise Refused(N_("The amount of the line is too large. Take a smaller quantity or price."), field="quantity")
    if not ZERO <= line.discount_percent <= PERCENT or (line.discount_amount and not gross):
        raise Refused(N_("A discount is between 0 and 100 %%."), field="discount_percent")
