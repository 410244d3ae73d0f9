"""The record of a vendor."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from ..columns import choice, code_text, number_of, reference
from ..errors import N_, P_
from ..series.no_series import Numbered
from ..users.rights import Area
from .partner import Partner, Terms, Trading, beside_partner

BLOCKED = (("", P_("blocked", "None")), ("payment", N_("Payment")), ("all", P_("blocked", "All")))


class VendorTerms(Terms):
    """What a template can say of a vendor beforehand."""

    purchaser_code: Mapped[str | None] = reference("salesperson", N_("Purchaser Code"), 20)
    posting_group_code: Mapped[str | None] = reference("vendor_posting_group", N_("Vendor Posting Group"), 20)


class Vendor(Numbered, VendorTerms, Trading, Partner):
    __tablename__ = "vendor"
    __table_args__: Any = ()
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Vendor")
    many: ClassVar[str] = N_("Vendors")

    id: Mapped[int] = beside_partner()
    blocked: Mapped[str] = choice("blocked", N_("Blocked"), BLOCKED)
    pay_to_vendor_no: Mapped[str | None] = number_of("vendor", N_("Pay-to Vendor No."))
    preferred_bank_account_code: Mapped[str] = code_text(20, N_("Preferred Bank Account Code"))
