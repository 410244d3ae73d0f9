"""The lines of a document."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import NEVER_AGAIN, Record
from ..columns import Field, choice, code_text, day, exact, flag, money, percent, reference, text, worked_out
from ..errors import N_, P_
from ..users.rights import Area
from .document import Document
from .vat import VAT_KINDS

TEXT = ""
TYPES = (
    (TEXT, P_("line", "Text")),
    ("item", N_("Item")),
    ("resource", N_("Resource")),
    ("account", N_("G/L Account")),
)
STEP = 10_000
"""Between two lines there is room for others."""


class DocumentLine(Record):
    __tablename__ = "document_line"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Line")
    many: ClassVar[str] = N_("Lines")

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    document: Mapped[Document] = relationship(lazy="raise")
    place: Mapped[int] = mapped_column(
        info={"field": Field(N_("Line No."), "integer", readonly=True)}, active_history=True
    )
    type: Mapped[str] = choice("line_type", N_("Type"), TYPES)
    product_no: Mapped[str | None] = mapped_column(
        String(20), info={"field": Field(N_("No."), "reference", 20, refers_to="product")}, active_history=True
    )
    description: Mapped[str] = text(100, N_("Description"), wide=True)
    description_2: Mapped[str] = text(50, N_("Description 2"))
    quantity: Mapped[Decimal] = exact(N_("Quantity"))
    unit_code: Mapped[str | None] = reference("unit", N_("Unit of Measure Code"))
    unit_price: Mapped[Decimal] = exact(N_("Unit Price"))
    discount_percent: Mapped[Decimal] = exact(N_("Line Discount %"), lowest=0, highest=100)
    discount_amount: Mapped[Decimal] = money(N_("Line Discount Amount"))
    allow_invoice_discount: Mapped[bool] = flag(N_("Allow Invoice Disc."), default=True)
    amount: Mapped[Decimal] = worked_out(N_("Line Amount"))
    vat_rate_code: Mapped[str | None] = reference("vat_rate", N_("VAT Rate Code"))
    vat_identifier: Mapped[str] = code_text(20, N_("VAT Identifier"), readonly=True)
    vat_percent: Mapped[Decimal] = percent(N_("VAT %"), readonly=True)
    vat_kind: Mapped[str] = choice("vat_kind", N_("VAT Calculation Type"), VAT_KINDS, readonly=True)
    shipment_date: Mapped[dt.date | None] = day(N_("Shipment Date"))
    quantity_to_ship: Mapped[Decimal] = exact(N_("Qty. to Ship"))
    blanket_line_id: Mapped[int | None] = mapped_column(
        ForeignKey("document_line.id"),
        info={"field": Field(N_("Blanket Order Line"), "integer", readonly=True)},
        active_history=True,
        index=True,
    )
    vendor_item_no: Mapped[str] = text(50, N_("Vendor Item No."))

    __table_args__: Any = (
        ForeignKeyConstraint(
            ["product_no", "type"], ["product.no", "product.kind"], onupdate="CASCADE", name="fk_document_line_product"
        ),
        CheckConstraint("(type = '') = (product_no IS NULL)", name="product_of_its_type"),
        Index("ix_document_line_placed", "document_id", "place"),
        Index("ix_document_line_product", "product_no", "type"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.product_no, self.description)))
