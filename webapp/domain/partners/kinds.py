"""The kinds of accounts a contact can be kept in step with. Everything that differs between them is a row here."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import N_
from ..party import BUSINESS, PARTY
from ..setup.company import GeneralSetup
from ..setup.numbering import PurchaseSetup, SalesSetup
from ..setup.single import Setup
from .bank_account import BankAccount
from .customer import Customer
from .partner import Partner
from .vendor import Vendor


class PartnerKind(NamedTuple):
    word: str
    model: type[Partner]
    setup: type[Setup]
    nos_field: str
    """Where its number series is named."""
    relation_field: str
    """Where Marketing Setup names the relation that ties a contact to it."""
    shared: tuple[str, ...]
    """What is the same on it and on its contact."""
    responsible: str
    """Our own person for it; a contact made from it begins with the same."""
    taken: tuple[tuple[str, str], ...] = ()
    """What it takes from its contact and never gives: pairs of the contact's field and its own."""
    for_persons: bool = False
    """Whether a person without a company can be one."""
    without_relation: str = ""
    """The refusal when no relation code is chosen for it."""
    no_contact: str = ""
    """What is told when it comes without a contact for want of a relation code."""
    create_as: str = ""
    """The button that makes one of a contact."""


CUSTOMER = PartnerKind(
    "customer", Customer, SalesSetup, "customer_nos", "customer_relation_code",
    shared=(*PARTY, *BUSINESS, "salesperson_code"),
    responsible="salesperson_code",
    taken=(("type", "contact_type"),),
    for_persons=True,
    without_relation=N_("Choose a business relation code for customers in Marketing Setup before contacts can be kept in step with customers."),
    no_contact=N_("It has no contact, since no business relation code for customers is chosen in Marketing Setup."),
    create_as=N_("Create as customer"),
)  # fmt: skip
VENDOR = PartnerKind(
    "vendor", Vendor, PurchaseSetup, "vendor_nos", "vendor_relation_code",
    shared=(*PARTY, *BUSINESS),
    responsible="purchaser_code",
    without_relation=N_("Choose a business relation code for vendors in Marketing Setup before contacts can be kept in step with vendors."),
    no_contact=N_("It has no contact, since no business relation code for vendors is chosen in Marketing Setup."),
    create_as=N_("Create as vendor"),
)  # fmt: skip
BANK_ACCOUNT = PartnerKind(
    "bank_account", BankAccount, GeneralSetup, "bank_account_nos", "bank_relation_code",
    shared=PARTY,
    responsible="our_contact_code",
    without_relation=N_("Choose a business relation code for bank accounts in Marketing Setup before contacts can be kept in step with bank accounts."),
    no_contact=N_("It has no contact, since no business relation code for bank accounts is chosen in Marketing Setup."),
    create_as=N_("Create as bank account"),
)  # fmt: skip

PARTNER_KINDS = {kind.word: kind for kind in (CUSTOMER, VENDOR, BANK_ACCOUNT)}


def kind_of(partner: Partner) -> PartnerKind:
    return PARTNER_KINDS[partner.kind]
