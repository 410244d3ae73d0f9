"""Currencies of ISO 4217: the common ones are there from the start, and the company's own whichever it is."""

from __future__ import annotations

from ..places import Currency
from .company import NewCompany

_BY_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP"
    " CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES"
    " KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK"
    " NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB"
    " TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
DECIMALS: dict[str, int] = {code: decimals for decimals, codes in _BY_DECIMALS.items() for code in codes.split()}

SYMBOLS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CHF": "CHF",
    "CNY": "CN¥",
    "CZK": "Kč",
    "DKK": "kr",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "HUF": "Ft",
    "ILS": "₪",
    "INR": "₹",
    "ISK": "kr",
    "JPY": "¥",
    "KRW": "₩",
    "KWD": "KWD",
    "MXN": "MX$",
    "NOK": "kr",
    "NZD": "NZ$",
    "PLN": "zł",
    "RON": "lei",
    "RUB": "₽",
    "SEK": "kr",
    "SGD": "S$",
    "TRY": "₺",
    "UAH": "₴",
    "USD": "$",
    "ZAR": "R",
}
"""The common currencies; where people write no sign, the code stands for it."""


def currencies(new: NewCompany) -> list[Currency]:
    return [_currency(code, new) for code in sorted(SYMBOLS.keys() | {new.currency})]


def _currency(code: str, new: NewCompany) -> Currency:
    return Currency(
        code=code, description=new.currency_name(code), symbol=SYMBOLS.get(code, code), decimals=DECIMALS[code]
    )
