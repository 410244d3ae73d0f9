"""When, how and where from something is paid and shipped."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ...errors import N_, P_
from ..trade import PaymentMethod, PaymentTerms, ShipmentMethod
from .company import NewCompany


class Terms(NamedTuple):
    code: str
    text: str
    due: str
    discount_until: str = ""
    discount_percent: Decimal = Decimal(0)


PAYMENT_TERMS = (
    Terms("PREPAID", N_("Payment in advance"), "0D"),
    Terms("COD", N_("Cash on delivery"), "0D"),
    Terms("7D", N_("Net 7 days"), "7D"),
    Terms("14D", N_("Net 14 days"), "14D"),
    Terms("30D", N_("Net 30 days"), "30D"),
    Terms("60D", N_("Net 60 days"), "60D"),
    Terms("1M", N_("Net one month"), "1M"),
    Terms("CM", N_("End of the month"), "CM"),
    Terms("CM+10D", N_("10 days after the end of the month"), "CM+10D"),
    Terms("2% 8D/30D", N_("Net 30 days, discount within 8 days"), "30D", "8D", Decimal(2)),
)

PAYMENT_METHODS = (
    ("BANK", N_("Bank transfer")),
    ("CARD", P_("payment", "Card")),
    ("CASH", N_("Cash")),
    ("CHEQUE", N_("Cheque")),
    ("DEBIT", N_("Direct debit")),
    ("MOBILE", N_("Mobile payment")),
)

INCOTERMS_2020 = (
    ("EXW", N_("Ex works")),
    ("FCA", N_("Free carrier")),
    ("CPT", N_("Carriage paid to")),
    ("CIP", N_("Carriage and insurance paid to")),
    ("DAP", N_("Delivered at place")),
    ("DPU", N_("Delivered at place unloaded")),
    ("DDP", N_("Delivered duty paid")),
    ("FAS", N_("Free alongside ship")),
    ("FOB", N_("Free on board")),
    ("CFR", N_("Cost and freight")),
    ("CIF", N_("Cost, insurance and freight")),
)
WITHIN_THE_COUNTRY = (
    ("PICKUP", N_("Collected by the customer")),
    ("DELIVERY", N_("Delivered by us")),
    ("PARCEL", N_("By parcel service")),
)


def payment_terms(new: NewCompany) -> list[PaymentTerms]:
    return [
        PaymentTerms(
            code=terms.code,
            description=new.say(terms.text),
            due_date_formula=terms.due,
            discount_date_formula=terms.discount_until,
            discount_percent=terms.discount_percent,
        )
        for terms in PAYMENT_TERMS
    ]


def payment_methods(new: NewCompany) -> list[PaymentMethod]:
    return new.codes(PaymentMethod, PAYMENT_METHODS)


def shipment_methods(new: NewCompany) -> list[ShipmentMethod]:
    return new.codes(ShipmentMethod, INCOTERMS_2020 + WITHIN_THE_COUNTRY)
