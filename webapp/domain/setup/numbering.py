"""Setup of selling and buying: which number series each kind of record takes its numbers from."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from ..columns import reference
from ..errors import N_, P_
from ..users.rights import Area
from .single import Setup


class SalesSetup(Setup):
    __tablename__ = "sales_setup"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Sales Setup")
    many: ClassVar[str] = N_("Sales Setup")

    customer_nos: Mapped[str | None] = reference("no_series", N_("Customer Nos."), 20)
    quote_nos: Mapped[str | None] = reference("no_series", N_("Quote Nos."), 20)
    order_nos: Mapped[str | None] = reference("no_series", N_("Order Nos."), 20)
    blanket_order_nos: Mapped[str | None] = reference("no_series", N_("Blanket Order Nos."), 20)
    service_order_nos: Mapped[str | None] = reference("no_series", N_("Service Order Nos."), 20)


class PurchaseSetup(Setup):
    __tablename__ = "purchase_setup"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Purchase Setup")
    many: ClassVar[str] = N_("Purchase Setup")

    vendor_nos: Mapped[str | None] = reference("no_series", N_("Vendor Nos."), 20)
    quote_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Quote Nos."), 20)
    order_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Order Nos."), 20)
    blanket_order_nos: Mapped[str | None] = reference("no_series", P_("purchase", "Blanket Order Nos."), 20)
