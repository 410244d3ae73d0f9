"""What the sample firm trades in, and some eighty quotes and orders of the last months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle, islice
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.contact import COMPANY, Contact
from ..documents.conversion import make_order
from ..documents.document import Document
from ..documents.kinds import DOCUMENT_KINDS, DocumentKind
from ..documents.lines import add_lines
from ..documents.making import document_for_contact, document_for_partner
from ..documents.releasing import release
from ..errors import N_
from ..partners.kinds import PartnerKind
from ..products.keeping import add_product
from ..products.product import Account, Item, Product, Resource
from ..setup.company import GeneralSetup
from ..setup.single import the
from ..setup.trade import Unit, VatRate
from .adding import Known, Sample, brought, came_along


class Traded(NamedTuple):
    model: type[Product]
    no: str
    text: str
    price: str
    cost: str
    unit: str = "PCS"


PRODUCTS = (
    Traded(Item, "1000", N_("Pendant lamp, brass"), "1890", "940"),
    Traded(Item, "1010", N_("Wall lamp for outdoors, black"), "1245", "610"),
    Traded(Item, "1020", N_("Table lamp, oak"), "998", "472.50"),
    Traded(Item, "1030", N_("LED bulb E27, warm white"), "79.90", "31.20"),
    Traded(Item, "1040", N_("Spotlight on a track, 1 m"), "1490", "735"),
    Traded(Item, "1050", N_("Dimmer, 300 W"), "549", "268"),
    Traded(Item, "1060", N_("Emergency light with battery"), "2350", "1290"),
    Traded(Item, "1070", N_("Lamp post, 3 m, galvanised"), "7450", "4120"),
    Traded(Item, "1080", N_("Cable 3 × 1.5 mm², 50 m"), "689", "395"),
    Traded(Item, "1090", N_("Junction box, IP65"), "64.50", "22.75"),
    Traded(Resource, "R0010", N_("Electrician"), "895", "520", "HOUR"),
    Traded(Resource, "R0020", N_("Lighting design"), "1150", "680", "HOUR"),
    Traded(Account, "6540", N_("Freight"), "290", "290"),
)
QUANTITIES = ("2", "12", "1", "40", "6", "3.5", "8", "1", "24", "5")
DISCOUNTS = ("0", "0", "5", "0", "10", "0", "0", "12.5")
VALID = dt.timedelta(days=30)
CENT = Decimal("0.01")
WORTH = {"NOK": "1", "SEK": "0.95", "EUR": "0.085", "CHF": "0.08", "GBP": "0.073", "RUB": "8"}
"""What stands on price lists abroad beside one krone at home."""
TEXTS = (
    N_("Delivery in two parts, as agreed."),
    N_("Please ring before you come."),
    N_("Same finish as the last order."),
)


class Many(NamedTuple):
    """So many documents of a kind, for customers, vendors or those who may become one."""

    kind: str
    how_many: int
    to_order: int = 0
    """How many of them have become orders."""
    for_prospects: int = 0


PAPERS = (
    Many("sales_quote", 24, to_order=8, for_prospects=4),
    Many("sales_order", 16),
    Many("blanket_sales_order", 6, to_order=4),
    Many("purchase_quote", 8, to_order=3),
    Many("purchase_order", 12),
    Many("blanket_purchase_order", 4, to_order=2),
    Many("service_order", 8),
)


def add(session: Session, sample: Sample) -> None:
    """Where a number series is missing, there is nothing of that kind."""
    products = _add_products(session, sample)
    if not products or _are_there(session):
        return
    for number, many in enumerate(PAPERS):
        kind = DOCUMENT_KINDS[many.kind]
        if getattr(the(session, kind.side.setup), kind.nos_field):
            _add_papers(session, sample, kind, many, products, number)


def _are_there(session: Session) -> bool:
    """Then there is nothing to add, whatever became of some of them."""
    came = came_along(Document.kind, Document.id)
    return session.scalar(select(Document.id).where(came).limit(1)) is not None


def _add_products(session: Session, sample: Sample) -> list[Product]:
    setup, known = the(session, GeneralSetup), Known(session)
    if not (setup.item_nos and setup.resource_nos):
        return []
    there = {(kind, no) for kind, no in session.execute(select(Product.kind, Product.no))}
    rate = "STD" if known.has(VatRate.type_name, "STD") else None
    for each in PRODUCTS:
        if (each.model.type_name, each.no) not in there:
            values = {
                "no": each.no, "description": sample.say(each.text), "unit_price": Decimal(each.price), "unit_cost": Decimal(each.cost),
                "vat_rate_code": rate, "unit_code": each.unit if known.has(Unit.type_name, each.unit) else None,
            }  # fmt: skip
            add_product(each.model, session, values)
    return list(session.scalars(select(Product).order_by(Product.kind, Product.no)))


def _add_papers(
    session: Session, sample: Sample, kind: DocumentKind, many: Many, products: Sequence[Product], offset: int
) -> None:
    accounts = _accounts(session, kind.side.partner)
    prospects = _prospects(session) if kind.for_prospects else []
    if not accounts:
        return
    today, local = dt.date.today(), the(session, GeneralSetup).local_currency_code or ""
    whom = cycle(accounts[offset % len(accounts) :] + accounts[: offset % len(accounts)])
    for number in range(many.how_many):
        on = today - dt.timedelta(days=7 + (number * 37 + offset * 11) % 270)
        if number < min(many.for_prospects, len(prospects)):
            document = document_for_contact(session, kind, prospects[number], on)
        else:
            document = document_for_partner(session, kind, next(whom), on)
        session.flush()
        if kind.for_prospects:
            document.valid_until = on + VALID
        rate = _worth(document.currency_code or local) / _worth(local)
        add_lines(session, document, list(_lines(sample, kind, products, number + offset * 5, rate)))
        _go_on(session, kind, document, many, number, on)


def _accounts(session: Session, kind: PartnerKind) -> list[Any]:
    """Those of the sample that may be traded with."""
    model: Any = kind.model
    query = select(model).where(model.id.in_(brought(session, model).values()), model.blocked == "")
    return list(session.scalars(query.where(~model.privacy_blocked).order_by(model.no)))


def _prospects(session: Session) -> list[Contact]:
    query = select(Contact).where(Contact.id.in_(brought(session, Contact).values()), Contact.type == COMPANY)
    without = query.where(Contact.business_relation == "", ~Contact.privacy_blocked)
    return list(session.scalars(without.order_by(Contact.no)))


def _worth(currency: str) -> Decimal:
    return Decimal(WORTH.get(currency, 1))


def _lines(
    sample: Sample, kind: DocumentKind, products: Sequence[Product], seed: int, rate: Decimal
) -> Iterator[dict[str, Any]]:
    """Prices are those of the product, or what it costs in a currency of which so much is given for the local one."""
    usable = [product for product in products if not getattr(product, kind.side.product_blocked)]
    for place, product in enumerate(islice(cycle(usable), seed * 3, seed * 3 + 2 + seed % 4)):
        quantity = Decimal(QUANTITIES[(seed + place * 3) % len(QUANTITIES)]) * (10 if kind.stays else 1)
        discount = Decimal(DISCOUNTS[(seed * 2 + place) % len(DISCOUNTS)])
        line = {"type": product.kind, "product_no": product.no, "quantity": quantity, "discount_percent": discount}
        if rate == 1:
            yield line
        else:
            price = getattr(product, kind.side.price_field) * rate
            yield {**line, "unit_price": price.quantize(CENT, ROUND_HALF_UP)}
    if seed % 3 == 0:
        yield {"description": sample.say(TEXTS[seed // 3 % len(TEXTS)])}


def _go_on(session: Session, kind: DocumentKind, document: Document, many: Many, number: int, on: dt.date) -> None:
    """Some have become orders, some are released."""
    if many.how_many - number <= many.to_order:
        order = make_order(session, document, on + dt.timedelta(days=6))
        if number % 2:
            release(session, order)
    elif number % 3 == 1 and getattr(document, kind.side.partner_field):
        release(session, document)
