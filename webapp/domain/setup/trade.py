"""Code tables about buying and selling."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped

from ..base import Coded
from ..columns import code_text, percent, text
from ..errors import N_
from ..users.rights import Area


class PaymentTerms(Coded):
    __tablename__ = "payment_terms"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Payment Terms")
    many: ClassVar[str] = N_("Payment Terms")

    due_date_formula: Mapped[str] = text(
        20, N_("Due Date Calculation"), kind="formula", hint=N_("14D is 14 days, 1M a month, CM the end of the month.")
    )
    discount_date_formula: Mapped[str] = text(20, N_("Discount Date Calculation"), kind="formula")
    discount_percent: Mapped[Decimal] = percent(N_("Discount %"))


class PaymentMethod(Coded):
    __tablename__ = "payment_method"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Payment Method")
    many: ClassVar[str] = N_("Payment Methods")


class ShipmentMethod(Coded):
    __tablename__ = "shipment_method"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Shipment Method")
    many: ClassVar[str] = N_("Shipment Methods")


class Unit(Coded):
    __tablename__ = "unit"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Unit of Measure")
    many: ClassVar[str] = N_("Units of Measure")

    standard_code: Mapped[str] = code_text(10, N_("International Standard Code"))


class VatRate(Coded):
    __tablename__ = "vat_rate"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("VAT Rate")
    many: ClassVar[str] = N_("VAT Rates")

    rate: Mapped[Decimal] = percent(N_("VAT %"))


class CustomerPostingGroup(Coded):
    __tablename__ = "customer_posting_group"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Customer Posting Group")
    many: ClassVar[str] = N_("Customer Posting Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
    receivables_account: Mapped[str] = code_text(20, N_("Receivables Account"))


class VendorPostingGroup(Coded):
    __tablename__ = "vendor_posting_group"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Vendor Posting Group")
    many: ClassVar[str] = N_("Vendor Posting Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
    payables_account: Mapped[str] = code_text(20, N_("Payables Account"))


class BankPostingGroup(Coded):
    __tablename__ = "bank_posting_group"
    area: ClassVar[str] = Area.BANKING
    one: ClassVar[str] = N_("Bank Account Posting Group")
    many: ClassVar[str] = N_("Bank Account Posting Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
    bank_account: Mapped[str] = code_text(20, N_("Account in the Books"))


class GenPostingGroup(Coded):
    __tablename__ = "gen_posting_group"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("General Business Posting Group")
    many: ClassVar[str] = N_("General Business Posting Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)


class VatPostingGroup(Coded):
    __tablename__ = "vat_posting_group"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("VAT Business Posting Group")
    many: ClassVar[str] = N_("VAT Business Posting Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)


class CustomerPriceGroup(Coded):
    __tablename__ = "customer_price_group"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Customer Price Group")
    many: ClassVar[str] = N_("Customer Price Groups")


class CustomerDiscountGroup(Coded):
    __tablename__ = "customer_discount_group"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Customer Discount Group")
    many: ClassVar[str] = N_("Customer Discount Groups")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
