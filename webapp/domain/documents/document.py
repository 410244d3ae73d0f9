"""The record of a document: one table for all kinds, sales and purchases alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from ..base import NEVER_AGAIN, Record
from ..columns import (
    choice,
    code_text,
    day,
    exact,
    flag,
    long_text,
    moment,
    number_of,
    percent,
    reference,
    text,
    whole,
    worked_out,
)
from ..errors import N_, P_
from ..partners.partner import Terms
from ..series.no_series import Numbered
from ..series.numbers import LONGEST
from ..users.rights import Area
from .blocks import BillToBlock, OwnBlock, ShipToBlock

OPEN, RELEASED = "open", "released"
STATUSES = ((OPEN, P_("document", "Open")), (RELEASED, N_("Released")))
DISCOUNTS = (("", P_("discount", "None")), ("percent", N_("Percentage")), ("amount", P_("discount", "Amount")))
REPAIR_STATUSES = (
    ("pending", N_("Pending")),
    ("in_process", N_("In Process")),
    ("on_hold", N_("On Hold")),
    ("finished", N_("Finished")),
)
PRIORITIES = (("", P_("priority", "None")), ("low", N_("Low")), ("medium", N_("Medium")), ("high", N_("High")))
ADVICES = (("partial", N_("Partial")), ("complete", N_("Complete")))

CONTACTS_OF: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contact_no": (("customer", "customer_no"), ("vendor", "vendor_no")),
    "bill_to_contact_no": (("customer", "bill_to_customer_no"), ("vendor", "pay_to_vendor_no")),
}
"""Whose people the field offers, and where the document names them."""

PURCHASE_CAPTIONS: Mapping[str, str] = {
    "bill_to_name": N_("Pay-to Name"),
    "bill_to_name_2": N_("Pay-to Name 2"),
    "bill_to_address": N_("Pay-to Address"),
    "bill_to_address_2": N_("Pay-to Address 2"),
    "bill_to_post_code": N_("Pay-to Post Code"),
    "bill_to_city": N_("Pay-to City"),
    "bill_to_county": N_("Pay-to County"),
    "bill_to_country_code": N_("Pay-to Country/Region Code"),
    "bill_to_contact_no": N_("Pay-to Contact No."),
    "bill_to_contact_name": N_("Pay-to Contact"),
    "shipment_date": N_("Expected Receipt Date"),
    "external_document_no": N_("Vendor Order No."),
    "order_date": P_("purchase", "Order Date"),
    "quote_no": P_("purchase", "Quote No."),
    "valid_until": P_("purchase", "Quote Valid Until Date"),
    "accepted": P_("purchase", "Quote Accepted"),
    "accepted_on": P_("purchase", "Quote Accepted Date"),
    "requested_date": N_("Requested Receipt Date"),
}


class Document(OwnBlock, BillToBlock, ShipToBlock, Terms, Numbered, Record):
    __tablename__ = "document"
    one: ClassVar[str] = N_("Document")
    many: ClassVar[str] = N_("Documents")
    title_field: ClassVar[str] = "name"

    kind: Mapped[str] = mapped_column(String(30), info={"untracked": True})
    no: Mapped[str] = code_text(
        LONGEST, N_("No."), order=-90, hint=N_("Left blank on a new card, the next number is given.")
    )
    occurrence: Mapped[int] = whole(N_("Occurrence"), default=1, lowest=1, readonly=True)
    status: Mapped[str] = choice("document_status", N_("Status"), STATUSES, readonly=True)

    customer_no: Mapped[str | None] = number_of("customer", N_("Sell-to Customer No."))
    bill_to_customer_no: Mapped[str | None] = number_of("customer", N_("Bill-to Customer No."))
    customer_template_code: Mapped[str | None] = reference("customer_template", N_("Customer Template Code"))
    salesperson_code: Mapped[str | None] = reference("salesperson", N_("Salesperson Code"), 20)
    vendor_no: Mapped[str | None] = number_of("vendor", N_("Buy-from Vendor No."))
    pay_to_vendor_no: Mapped[str | None] = number_of("vendor", N_("Pay-to Vendor No."))
    vendor_template_code: Mapped[str | None] = reference("vendor_template", N_("Vendor Template Code"))
    purchaser_code: Mapped[str | None] = reference("salesperson", N_("Purchaser Code"), 20)

    order_date: Mapped[dt.date | None] = day(N_("Order Date"))
    document_date: Mapped[dt.date | None] = day(N_("Document Date"))
    posting_date: Mapped[dt.date | None] = day(N_("Posting Date"))
    due_date: Mapped[dt.date | None] = day(N_("Due Date"))
    shipment_date: Mapped[dt.date | None] = day(N_("Shipment Date"))
    requested_date: Mapped[dt.date | None] = day(N_("Requested Delivery Date"))
    valid_until: Mapped[dt.date | None] = day(N_("Quote Valid Until Date"))
    sent_at: Mapped[dt.datetime | None] = moment(N_("Quote Sent to Customer"))
    accepted: Mapped[bool] = flag(N_("Quote Accepted"))
    accepted_on: Mapped[dt.date | None] = day(N_("Quote Accepted Date"), readonly=True)

    posting_description: Mapped[str] = text(
        100, N_("Posting Description"), wide=True, hint=N_("Left blank, it is the kind and the number.")
    )
    external_document_no: Mapped[str] = text(35, N_("External Document No."))
    your_reference: Mapped[str] = text(35, N_("Your Reference"))
    work_description: Mapped[str] = long_text(4000, N_("Work Description"))

    currency_code: Mapped[str | None] = reference("currency", N_("Currency Code"))
    language_code: Mapped[str | None] = reference("language", N_("Language Code"))
    discount_date: Mapped[dt.date | None] = day(N_("Pmt. Discount Date"))
    payment_discount_percent: Mapped[Decimal] = percent(N_("Payment Discount %"))
    discount_kind: Mapped[str] = choice("discount_kind", N_("Invoice Discount"), DISCOUNTS)
    discount_value: Mapped[Decimal] = exact(N_("Invoice Discount Value"), lowest=0)
    shipping_advice: Mapped[str] = choice("shipping_advice", N_("Shipping Advice"), ADVICES)

    quote_no: Mapped[str] = code_text(20, N_("Quote No."), readonly=True)
    no_printed: Mapped[int] = whole(N_("No. Printed"), readonly=True)
    amount: Mapped[Decimal] = worked_out(N_("Amount"))
    amount_with_vat: Mapped[Decimal] = worked_out(N_("Amount Including VAT"), stays=True)

    __table_args__: Any = (
        UniqueConstraint("kind", "no"),
        CheckConstraint("customer_no IS NULL OR vendor_no IS NULL", name="one_side"),
        Index("ix_document_listed", "kind", "document_date"),
        NEVER_AGAIN,
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        if cls.type_name != "document":
            return {"polymorphic_identity": cls.type_name}
        return {"version_id_col": cls.version, "polymorphic_on": "kind"}

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.no, self.name)))

    def offers(self, field: str) -> str:
        """Contacts of the customer or vendor."""
        for kind, name in CONTACTS_OF.get(field, ()):
            if no := getattr(self, name):
                return f"{kind}:{no}"
        return ""

    def search_texts(self) -> tuple[str, ...]:
        return (
            self.no, self.name, self.contact_name, self.bill_to_name, self.external_document_no, self.your_reference,
            self.customer_no or self.vendor_no or "", self.contact_no or "", self.quote_no, self.city, self.email,
        )  # fmt: skip


class SalesQuote(Document):
    type_name: ClassVar[str] = "sales_quote"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Sales Quote")
    many: ClassVar[str] = N_("Sales Quotes")


class SalesOrder(Document):
    type_name: ClassVar[str] = "sales_order"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Sales Order")
    many: ClassVar[str] = N_("Sales Orders")


class BlanketSalesOrder(Document):
    type_name: ClassVar[str] = "blanket_sales_order"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Blanket Sales Order")
    many: ClassVar[str] = N_("Blanket Sales Orders")


class PurchaseQuote(Document):
    type_name: ClassVar[str] = "purchase_quote"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Purchase Quote")
    many: ClassVar[str] = N_("Purchase Quotes")
    captions: ClassVar[Mapping[str, str]] = PURCHASE_CAPTIONS


class PurchaseOrder(Document):
    type_name: ClassVar[str] = "purchase_order"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Purchase Order")
    many: ClassVar[str] = N_("Purchase Orders")
    captions: ClassVar[Mapping[str, str]] = PURCHASE_CAPTIONS


class BlanketPurchaseOrder(Document):
    type_name: ClassVar[str] = "blanket_purchase_order"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Blanket Purchase Order")
    many: ClassVar[str] = N_("Blanket Purchase Orders")
    captions: ClassVar[Mapping[str, str]] = PURCHASE_CAPTIONS


class ServiceOrder(Document):
    """An order to repair or maintain something."""

    __tablename__ = "service_order"
    __table_args__: Any = ()
    area: ClassVar[str] = Area.SERVICE
    one: ClassVar[str] = N_("Service Order")
    many: ClassVar[str] = N_("Service Orders")

    id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, sort_order=-100)
    description: Mapped[str] = text(100, N_("Description"), wide=True)
    repair_status: Mapped[str] = choice("repair_status", N_("Repair Status"), REPAIR_STATUSES)
    priority: Mapped[str] = choice("priority", N_("Priority"), PRIORITIES)
    response_date: Mapped[dt.date | None] = day(N_("Response Date"))
    starting_date: Mapped[dt.date | None] = day(N_("Starting Date"))
    finishing_date: Mapped[dt.date | None] = day(N_("Finishing Date"))
