"""Posting groups, with the accounts for debtors and creditors of the country's usual chart."""

from __future__ import annotations

from typing import NamedTuple

from ...errors import N_
from ..trade import CustomerPostingGroup, VendorPostingGroup
from .company import Described, NewCompany
from .countries import EU

DOMESTIC = ("DOMESTIC", N_("Domestic"))
WITHIN_EU = ("EU", N_("Other countries of the EU"))
FOREIGN = ("FOREIGN", N_("Foreign countries"))


class Accounts(NamedTuple):
    receivables: str = ""
    payables: str = ""


ACCOUNTS = {
    "NO": Accounts("1500", "2400"),
    "NL": Accounts("1300", "1600"),
    "CH": Accounts("1100", "2000"),
    "FR": Accounts("411000", "401000"),
    "GB": Accounts("1100", "2100"),
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


def _groups(country: str) -> Described:
    """Only a member of the EU tells its neighbours there from the rest of the world."""
    return (DOMESTIC, WITHIN_EU, FOREIGN) if country in EU else (DOMESTIC, FOREIGN)


def _accounts(country: str) -> Accounts:
    return ACCOUNTS.get(country, Accounts())
