"""How VAT is counted: as usual, by the buyer, or as the whole amount."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ..errors import N_

ZERO = Decimal(0)


class VatKind(StrEnum):
    NORMAL = "normal"
    REVERSE = "reverse"
    """The buyer owes it: none is added, and none is in the price."""
    FULL = "full"
    """The whole amount is VAT, as on an invoice of the customs."""

    def vat_of(self, amount: Decimal, percent: Decimal, with_vat: bool) -> Decimal:
        """Not rounded yet."""
        if self is VatKind.FULL:
            return amount
        if self is VatKind.REVERSE:
            return ZERO
        return amount - amount / (1 + percent / 100) if with_vat else amount * percent / 100

    def base_of(self, amount: Decimal, vat: Decimal, with_vat: bool) -> Decimal:
        if self is VatKind.FULL or with_vat:
            return amount - vat
        return amount


VAT_KINDS = (
    (VatKind.NORMAL.value, N_("Normal VAT")),
    (VatKind.REVERSE.value, N_("Reverse Charge VAT")),
    (VatKind.FULL.value, N_("Full VAT")),
)
