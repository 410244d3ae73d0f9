"""Posting groups, with the accounts for debtors, creditors and money of the country's usual chart."""

from __future__ import annotations

from typing import NamedTuple

from ...base import Coded
from ...errors import N_
from ..trade import (
    BankPostingGroup,
    CustomerPostingGroup,
    GenPostingGroup,
    VatPostingGroup,
    VendorPostingGroup,
)
from .company import Described, NewCompany
from .countries import EU

DOMESTIC = ("DOMESTIC", N_("Domestic"))
WITHIN_EU = ("EU", N_("Other countries of the EU"))
FOREIGN = ("FOREIGN", N_("Foreign countries"))
BANK = ("BANK", N_("Money in the bank"))
CASH = ("CASH", N_("Cash on hand"))


class Accounts(NamedTuple):
    receivables: str = ""
    payables: str = ""
    bank: str = ""
    cash: str = ""


ACCOUNTS = {
    "NO": Accounts("1500", "2400", "1920", "1900"),
    "NL": Accounts("1300", "1600", "1100", "1000"),
    "CH": Accounts("1100", "2000", "1020", "1000"),
    "FR": Accounts("411000", "401000", "512000", "530000"),
    "GB": Accounts("1100", "2100", "1200", "1230"),
}


def customer_groups(new: NewCompany) -> list[CustomerPostingGroup]:
    groups = new.codes(CustomerPostingGroup, _groups(new.country))
    for group in groups:
        group.receivables_account = _accounts(new.country).receivables
    return groups


def vendor_groups(new: NewCompany) -> list[VendorPostingGroup]:
    groups = new.codes(VendorPostingGroup, _groups(new.country))
    for group in groups:
        group.payables_account = _accounts(new.country).payables
    return groups


def bank_groups(new: NewCompany) -> list[BankPostingGroup]:
    bank, cash = new.codes(BankPostingGroup, (BANK, CASH))
    accounts = _accounts(new.country)
    bank.bank_account, cash.bank_account = accounts.bank, accounts.cash
    return [bank, cash]


def business_groups(new: NewCompany) -> list[Coded]:
    """Whom we trade with, as the general posting and the one of VAT tell them apart."""
    return [*new.codes(GenPostingGroup, _groups(new.country)), *new.codes(VatPostingGroup, _groups(new.country))]


def _groups(country: str) -> Described:
    """Only a member of the EU tells its neighbours there from the rest of the world."""
    return (DOMESTIC, WITHIN_EU, FOREIGN) if country in EU else (DOMESTIC, FOREIGN)


def _accounts(country: str) -> Accounts:
    return ACCOUNTS.get(country, Accounts())
