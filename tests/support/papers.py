"""Items and documents for tests, and a company set up so that documents can be made."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.changes import memory_of
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.documents.line import DocumentLine
from webapp.domain.documents.lines import add_line
from webapp.domain.documents.making import document_for_contact, document_for_partner, new_document
from webapp.domain.partners.partner import Partner
from webapp.domain.partners.templates import CustomerTemplate, VendorTemplate
from webapp.domain.products.product import Account, Item, Product, Resource
from webapp.domain.setup.numbering import PurchaseSetup, SalesSetup
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import PaymentTerms, Unit, VatRate

from .factories import a_code, a_series

TODAY = dt.date(2026, 3, 9)
"""A Monday."""
SERIES = {
    SalesSetup: {
        "quote_nos": "SQ001",
        "order_nos": "SO001",
        "blanket_order_nos": "SB001",
        "service_order_nos": "SE001",
    },
    PurchaseSetup: {"quote_nos": "PQ001", "order_nos": "PO001", "blanket_order_nos": "PB001"},
}
MODELS: dict[str, type[Product]] = {"item": Item, "resource": Resource, "account": Account}
RATES = {"VAT25": Decimal(25), "VAT15": Decimal(15), "VAT0": Decimal(0)}


def a_company_with_papers(session: Session) -> None:
    """Number series for all documents, VAT rates, units, terms."""
    for setup, series in SERIES.items():
        for field, first in series.items():
            a_series(session, first[:2], {"starting_no": first})
            setattr(the(session, setup), field, first[:2])
    for code, rate in RATES.items():
        a_code(session, VatRate, code, rate=rate)
    a_code(session, Unit, "PCS")
    a_code(session, PaymentTerms, "14D", due_date_formula="14D")
    session.flush()


def a_product(session: Session, no: str = "1000", kind: str = "item", **values: Any) -> Product:
    usual = {
        "description": "Rope, 10 m", "unit_code": "PCS", "unit_price": Decimal(100), "unit_cost": Decimal(60), "vat_rate_code": "VAT25",
    }  # fmt: skip
    product = MODELS[kind](no=no, **{**usual, **values})
    session.add(product)
    session.flush()
    return product


def a_customer_template(session: Session, code: str = "HOME", **values: Any) -> CustomerTemplate:
    return a_code(session, CustomerTemplate, code, **{"contact_type": "company", **values})  # type: ignore[no-any-return]


def a_vendor_template(session: Session, code: str = "HOME", **values: Any) -> VendorTemplate:
    return a_code(session, VendorTemplate, code, **{"contact_type": "company", **values})  # type: ignore[no-any-return]


def a_document_for(session: Session, who: Contact | Partner, kind: str = "sales_quote") -> Any:
    make = document_for_contact if isinstance(who, Contact) else document_for_partner
    return make(session, DOCUMENT_KINDS[kind], who, TODAY)  # type: ignore[arg-type]


def an_empty_document(session: Session, kind: str = "sales_order", **values: Any) -> Any:
    return new_document(session, DOCUMENT_KINDS[kind], TODAY, values)


def a_line_on(session: Session, document: Document, product: Product | None = None, **values: Any) -> DocumentLine:
    """One of a product, unless the test says otherwise; a text where there is none."""
    of = {"type": product.kind, "product_no": product.no, "quantity": Decimal(1)} if product else {}
    return add_line(session, document, {**of, **values})


def confirming(session: Session, *words: str) -> None:
    """Whoever acts says yes to these questions."""
    memory_of(session).confirmed = frozenset(words)
