"""Setup of selling and buying: which number series each kind of record takes its numbers from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy.orm import Mapped

from ..columns import choice, flag, reference, text
from ..errors import N_, P_
from ..users.rights import Area
from .single import Setup

NEVER, ASK, ALWAYS = "never", "ask", "always"
ARCHIVING = ((NEVER, N_("Never")), (ASK, N_("Ask")), (ALWAYS, N_("Always")))
REMAINDER, BLANK = "remainder", "blank"
TO_SHIP = ((REMAINDER, N_("Remainder")), (BLANK, N_("Blank")))


class Papers:
    """How quotes and orders go on both sides of the trade."""

    quote_validity: Mapped[str] = text(
        20,
        N_("Quote Validity Calculation"),
        kind="formula",
        hint=N_("Such as 1M. Left blank, a quote has no last day."),
    )
    archive_quotes: Mapped[str] = choice("archive_quotes", N_("Archive Quotes"), ARCHIVING)
    archive_orders: Mapped[bool] = flag(N_("Archive Orders"))
    archive_blanket_orders: Mapped[bool] = flag(N_("Archive Blanket Orders"))
    copy_comments: Mapped[bool] = flag(N_("Copy Comments Blanket to Order"), default=True)


class SalesSetup(Papers, Setup):
    __tablename__ = "sales_setup"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Sales Setup")
    many: ClassVar[str] = N_("Sales Setup")

    customer_nos: Mapped[str | None] = reference("no_series", N_("Customer Nos."), 20)
    quote_nos: Mapped[str | None] = reference("no_series", N_("Quote Nos."), 20)
    order_nos: Mapped[str | None] = reference("no_series", N_("Order Nos."), 20)
    blanket_order_nos: Mapped[str | None] = reference("no_series", N_("Blanket Order Nos."), 20)
    service_order_nos: Mapped[str | None] = reference("no_series", N_("Service Order Nos."), 20)
    default_quantity: Mapped[str] = choice("default_quantity", N_("Default Quantity to Ship"), TO_SHIP)


class PurchaseSetup(Papers, Setup):
    __tablename__ = "purchase_setup"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Purchase Setup")
    many: ClassVar[str] = N_("Purchase Setup")

    captions: ClassVar[Mapping[str, str]] = {
        "quote_validity": P_("purchase", "Quote Validity Calculation"),
        "archive_quotes": P_("purchase", "Archive Quotes"),
        "archive_orders": P_("purchase", "Archive Orders"),
        "archive_blanket_orders": P_("purchase", "Archive Blanket Orders"),
        "copy_comments": P_("purchase", "Copy Comments Blanket to Order"),
    }

    vendor_nos: Mapped[str | None] = reference("no_series", N_("Vendor Nos."), 20)
    quote_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Quote Nos."), 20)
    order_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Order Nos."), 20)
    blanket_order_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Blanket Order Nos."), 20)
    default_quantity: Mapped[str] = choice("default_quantity", N_("Default Quantity to Receive"), TO_SHIP)
