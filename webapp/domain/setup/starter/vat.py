"""VAT rates as they are in force in 2026."""

from __future__ import annotations

from decimal import Decimal

from ...errors import N_
from ..trade import VatRate
from .company import NewCompany

DESCRIPTIONS = {
    "STD": N_("Standard rate"),
    "MID": N_("Middle rate"),
    "RED": N_("Reduced rate"),
    "LOW": N_("Low rate"),
    "LODGING": N_("Rate for accommodation"),
    "SPECIAL": N_("Special rate"),
    "REVERSE": N_("Reverse charge: the customer accounts for VAT"),
    "ZERO": N_("Zero-rated"),
    "EXEMPT": N_("Exempt from VAT"),
}
WITHOUT_VAT = {"REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}

RATES = {
    "NO": {"STD": "25", "MID": "15", "LOW": "12"},
    "NL": {"STD": "21", "RED": "9"},
    "CH": {"STD": "8.1", "LODGING": "3.8", "RED": "2.6"},
    "FR": {"STD": "20", "MID": "10", "RED": "5.5", "SPECIAL": "2.1"},
    "GB": {"STD": "20", "RED": "5"},
}

TO_BE_ADJUSTED = N_("Standard rate: enter the rate of your country here")


def vat_rates(new: NewCompany) -> list[VatRate]:
    rates = RATES.get(new.country)
    if rates is None:
        return [_rate("STD", new.say(TO_BE_ADJUSTED), "0"), _rate("ZERO", new.say(DESCRIPTIONS["ZERO"]), "0")]
    return [_rate(code, new.say(DESCRIPTIONS[code]), rate) for code, rate in (rates | WITHOUT_VAT).items()]


def _rate(code: str, description: str, rate: str) -> VatRate:
    return VatRate(code=code, description=description, rate=Decimal(rate))
