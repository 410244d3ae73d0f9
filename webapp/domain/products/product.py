"""What stands on the lines of documents: items, resources and accounts, one table for all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from ..base import NEVER_AGAIN, Record
from ..columns import code_text, exact, flag, number_of, reference, text
from ..errors import N_
from ..series.no_series import Numbered
from ..series.numbers import LONGEST
from ..users.rights import Area


class Product(Numbered, Record):
    """Something with a number, a unit, a price and a cost."""

    __tablename__ = "product"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Product")
    many: ClassVar[str] = N_("Products")
    title_field: ClassVar[str] = "description"

    kind: Mapped[str] = mapped_column(String(20), info={"untracked": True})
    no: Mapped[str] = code_text(
        LONGEST, N_("No."), order=-90, hint=N_("Left blank on a new card, the next number is given.")
    )
    description: Mapped[str] = text(100, N_("Description"), required=True, wide=True, order=-80)
    description_2: Mapped[str] = text(50, N_("Description 2"))
    unit_code: Mapped[str | None] = reference("unit", N_("Unit of Measure Code"))
    unit_price: Mapped[Decimal] = exact(N_("Unit Price"), lowest=0)
    unit_cost: Mapped[Decimal] = exact(N_("Unit Cost"), lowest=0)
    vat_rate_code: Mapped[str | None] = reference("vat_rate", N_("VAT Rate Code"))
    allow_invoice_discount: Mapped[bool] = flag(N_("Allow Invoice Disc."), default=True)
    sales_blocked: Mapped[bool] = flag(N_("Sales Blocked"))
    purchasing_blocked: Mapped[bool] = flag(N_("Purchasing Blocked"))
    vendor_no: Mapped[str | None] = number_of("vendor", N_("Vendor No."))
    vendor_item_no: Mapped[str] = text(50, N_("Vendor Item No."))

    __table_args__: Any = (UniqueConstraint("kind", "no"), NEVER_AGAIN)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        if cls.type_name != "product":
            return {"polymorphic_identity": cls.type_name}
        return {"version_id_col": cls.version, "polymorphic_on": "kind"}

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.no, self.description)))

    def search_texts(self) -> tuple[str, ...]:
        return (self.no, self.description, self.description_2, self.vendor_item_no)


class Item(Product):
    type_name: ClassVar[str] = "item"
    one: ClassVar[str] = N_("Item")
    many: ClassVar[str] = N_("Items")


class Resource(Product):
    type_name: ClassVar[str] = "resource"
    one: ClassVar[str] = N_("Resource")
    many: ClassVar[str] = N_("Resources")


class Account(Product):
    """An account of the books, for what is neither kept in stock nor done by somebody."""

    type_name: ClassVar[str] = "account"
    one: ClassVar[str] = N_("G/L Account")
    many: ClassVar[str] = N_("G/L Accounts")
