"""The record of a customer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from ..columns import choice, code_text, flag, money, number_of, reference
from ..contacts.contact import COMPANY, PERSON, TYPES
from ..errors import N_, P_
from ..series.no_series import Numbered
from ..users.rights import Area
from .partner import Partner, Terms, Trading, beside_partner

BLOCKED = (("", P_("blocked", "None")), ("ship", N_("Ship")), ("invoice", N_("Invoice")), ("all", P_("blocked", "All")))
QUOTE_FROM = ((COMPANY, P_("contact", "Company")), (PERSON, N_("Person")))


class CustomerTerms(Terms):
    """What a template can say of a customer beforehand."""

    salesperson_code: Mapped[str | None] = reference("salesperson", N_("Salesperson Code"), 20)
    posting_group_code: Mapped[str | None] = reference("customer_posting_group", N_("Customer Posting Group"), 20)
    price_group_code: Mapped[str | None] = reference("customer_price_group", N_("Customer Price Group"))
    discount_group_code: Mapped[str | None] = reference("customer_discount_group", N_("Customer Disc. Group"), 20)
    allow_line_discount: Mapped[bool] = flag(N_("Allow Line Disc."), default=True)
    credit_limit: Mapped[Decimal] = money(N_("Credit Limit"), lowest=0)


class Customer(Numbered, CustomerTerms, Trading, Partner):
    __tablename__ = "customer"
    __table_args__: Any = ()
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Customer")
    many: ClassVar[str] = N_("Customers")

    id: Mapped[int] = beside_partner()
    contact_type: Mapped[str] = choice("contact_type", N_("Contact Type"), TYPES)
    blocked: Mapped[str] = choice("blocked", N_("Blocked"), BLOCKED)
    bill_to_customer_no: Mapped[str | None] = number_of("customer", N_("Bill-to Customer No."))
    ship_to_code: Mapped[str] = code_text(10, N_("Ship-to Code"))
    quote_address_from: Mapped[str] = choice("quote_address_from", N_("Copy Sell-to Addr. to Qte From"), QUOTE_FROM)
