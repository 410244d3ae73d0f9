"""Contacts, customers, vendors and bank accounts for tests, and a company set up so that they are kept in step."""

from __future__ import annotations

import struct
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.base import Base
from webapp.domain.changes import memory_of
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.errors import Message
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.partners.partner import Partner
from webapp.domain.pictures import PNG, keep_picture
from webapp.domain.relations.changing import add_contact, add_partner
from webapp.domain.relations.creating import TEMPLATES
from webapp.domain.relations.linking import tie
from webapp.domain.relations.partner_fields import new_partner
from webapp.domain.setup.company import GeneralSetup
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.numbering import PurchaseSetup, SalesSetup
from webapp.domain.setup.people import BusinessRelation, Salesperson
from webapp.domain.setup.places import Country, Currency, Language, Territory
from webapp.domain.setup.single import the

from .factories import a_code, a_series, the_setups

RELATION_CODES = {"customer": "CUST", "vendor": "VEND", "bank_account": "BANK"}
SERIES = {"contact": "CT001", "customer": "C001", "vendor": "V001", "bank_account": "B001"}
ADDRESS = {"address": "Main Street 1", "post_code": "0155", "city": "Oslo"}


def a_company_in_step(session: Session) -> None:
    """Relation codes and number series for everything, inheritance on, a few codes to choose from."""
    the_setups(session)
    for word, first in SERIES.items():
        a_series(session, word.upper()[:20], {"starting_no": first})
    for code in (*RELATION_CODES.values(), "LAW"):
        a_code(session, BusinessRelation, code)
    for model, codes in CODES.items():
        for code in codes:
            a_code(session, model, code)
    marketing = the(session, MarketingSetup)
    marketing.contact_nos = "CONTACT"
    for word, code in RELATION_CODES.items():
        setattr(marketing, PARTNER_KINDS[word].relation_field, code)
    the(session, SalesSetup).customer_nos = "CUSTOMER"
    the(session, PurchaseSetup).vendor_nos = "VENDOR"
    general = the(session, GeneralSetup)
    general.bank_account_nos, general.local_currency_code = "BANK_ACCOUNT", "NOK"
    session.flush()


CODES: dict[type[Base], tuple[str, ...]] = {
    Country: ("NO", "SE", "NL"),
    Currency: ("NOK", "EUR"),
    Language: ("NOR", "DEU"),
    Territory: ("NORTH", "SOUTH"),
    Salesperson: ("IS", "LM"),
}


def a_company(session: Session, name: str = "Hill Bakery", **values: Any) -> Contact:
    return add_contact(session, {"type": COMPANY, "name": name, **values})


def a_person(session: Session, name: str = "Ann Hill", company: Contact | None = None, **values: Any) -> Contact:
    more = {"company_no": company.no} if company else {}
    return add_contact(session, {"type": PERSON, "name": name, **more, **values})


def an_account(session: Session, kind: str, name: str = "Hill Bakery", **values: Any) -> Partner:
    """An account that has no contact."""
    return new_partner(session, PARTNER_KINDS[kind], {"name": name, **values})


def a_new_account(session: Session, kind: str, name: str = "Oak Ltd", **values: Any) -> Any:
    """An account as people make it, with the contact that comes along."""
    return add_partner(session, PARTNER_KINDS[kind], {"name": name, **values})


def linked_to(session: Session, contact: Contact, kind: str) -> Any:
    """An account of this contact, the same in everything they share."""
    fields = PARTNER_KINDS[kind].shared
    same = {field: getattr(contact, field) for field in fields}
    partner = new_partner(session, PARTNER_KINDS[kind], same)
    tie(session, contact, partner)
    return partner


def a_cluster(session: Session, **values: Any) -> tuple[Contact, Any, Any, Any]:
    """A company with a customer, a vendor and a bank account."""
    company = a_company(session, **values)
    customer, vendor, bank_account = (linked_to(session, company, kind) for kind in PARTNER_KINDS)
    return company, customer, vendor, bank_account


KINDS = tuple(PARTNER_KINDS)
TRADERS = ("customer", "vendor")
"""Kinds whose accounts have a person to turn to first."""


def without_relation_code(session: Session, kind: str) -> None:
    """Nothing ties a contact to an account of this kind any more."""
    setattr(the(session, MarketingSetup), PARTNER_KINDS[kind].relation_field, None)
    session.flush()


def without_contact_numbers(session: Session) -> None:
    the(session, MarketingSetup).contact_nos = None
    session.flush()


def differing(contact: Contact, partner: Partner) -> list[str]:
    """The shared fields in which the two are not the same."""
    shared = PARTNER_KINDS[partner.kind].shared
    return [field for field in shared if getattr(contact, field) != getattr(partner, field)]


def told(session: Session) -> list[Message]:
    """What the action under way has to tell beside its receipt."""
    return memory_of(session).notes


def a_template(session: Session, kind: str, code: str = "STD", **values: Any) -> Any:
    """A customer or vendor template, for companies unless told otherwise."""
    return a_code(session, TEMPLATES[kind], code, **values)


def a_picture(session: Session, colour: int = 0) -> int:
    """The smallest of pictures, by its id."""
    return keep_picture(session, a_png(colour), "picture_id").id


def a_png(colour: int = 0) -> bytes:
    return PNG + struct.pack(">I4sII", 13, b"IHDR", 1, 1) + bytes([8, 2, 0, 0, colour])
