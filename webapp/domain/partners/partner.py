"""What customers, vendors and bank accounts share: a row each of this table, with a row of their own beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from ..base import NEVER_AGAIN, Record
from ..columns import code_text, flag, number_of, reference, text
from ..errors import N_
from ..party import Business, Party


class Partner(Party, Record):
    __tablename__ = "partner"

    kind: Mapped[str] = mapped_column(String(20), info={"untracked": True})
    contact_name: Mapped[str] = text(
        100, N_("Contact"), hint=N_("Whom we talk to. A name typed here becomes a person.")
    )

    __table_args__ = (
        UniqueConstraint("id", "kind"),
        Index("ix_partner_post_code", "post_code", "city"),
        Index("ix_partner_city", "city", "post_code"),
        NEVER_AGAIN,
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        if cls.__tablename__ != "partner":
            return {"polymorphic_identity": cls.__tablename__}
        return {"version_id_col": cls.version, "polymorphic_on": "kind"}

    def search_texts(self) -> tuple[str, ...]:
        return (*super().search_texts(), self.contact_name)


def beside_partner() -> Any:
    """The primary key of the row beside."""
    return mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True, sort_order=-100)


class Terms:
    """How payment, delivery and posting go on both sides of the trade."""

    payment_terms_code: Mapped[str | None] = reference("payment_terms", N_("Payment Terms Code"))
    payment_method_code: Mapped[str | None] = reference("payment_method", N_("Payment Method Code"))
    shipment_method_code: Mapped[str | None] = reference("shipment_method", N_("Shipment Method Code"))
    gen_posting_group_code: Mapped[str | None] = reference("gen_posting_group", N_("Gen. Bus. Posting Group"), 20)
    vat_posting_group_code: Mapped[str | None] = reference("vat_posting_group", N_("VAT Bus. Posting Group"), 20)
    invoice_discount_code: Mapped[str] = code_text(20, N_("Invoice Disc. Code"))
    prices_include_vat: Mapped[bool] = flag(N_("Prices Including VAT"))


class Trading(Terms, Business):
    """A customer or vendor: known to the authorities, with a person to turn to first."""

    primary_contact_no: Mapped[str | None] = number_of("contact", N_("Primary Contact No."))
    our_account_no: Mapped[str] = text(20, N_("Our Account No."))

    def offers(self, field: str) -> str:
        """Its own people to turn to."""
        return f"{self.kind}:{self.no}" if field == "primary_contact_no" else ""  # type: ignore[attr-defined]

    def search_texts(self) -> tuple[str, ...]:
        return (*super().search_texts(), self.registration_no, self.vat_registration_no)  # type: ignore[misc]
