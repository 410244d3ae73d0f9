"""Adds and changes contacts and accounts, with everything this changes elsewhere."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..changes import Rule, because, gathered
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.keeping import new_contact, set_contact, take_over
from ..contacts.places import fill_in_place
from ..contacts.privacy import with_privacy
from ..documents.sweep import leave_documents
from ..duplicates.reviewing import mention_duplicates, mention_pairs
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from .contact_for import contact_for
from .links import contact_of
from .partner_fields import new_partner, renumber_partner, set_partner
from .primary import PRIMARY_FIELDS, choose_primary, name_contact
from .spreading import WATCHED, check_own_currency, spread


def add_contact(session: Session, values: dict[str, Any]) -> Contact:
    contact = new_contact(session, values)
    mention_duplicates(session, contact)
    return contact


def change_contact(session: Session, contact: Contact, values: dict[str, Any]) -> None:
    """Set the fields of a contact; its accounts and persons follow."""
    before, company_no = state(contact, WATCHED), contact.company_no
    with gathered(session):
        set_contact(session, contact, values)
        spread(session, contact, before)
        if company_no is not None and contact.company_no != company_no:
            leave_documents(session, contact, company_no)
    if contact.is_company and state(contact, WATCHED) != before:
        mention_pairs(session, contact)


def add_partner(session: Session, kind: PartnerKind, values: dict[str, Any]) -> Partner:
    """A new account, and the contact that goes with it: the company of whom it turns to first, or a new one."""
    partner = new_partner(session, kind, _but(values, PRIMARY_FIELDS))
    fill_in_place(session, partner, values)
    if not values.get("primary_contact_no"):
        contact_for(session, partner)
    _set_primary(session, partner, {field: values[field] for field in PRIMARY_FIELDS if values.get(field)})
    return partner


def change_partner(session: Session, partner: Partner, values: dict[str, Any]) -> None:
    """Set the fields of an account; what it shares goes to its contact, and from there on."""
    if values.get("no", partner.no) != partner.no:  # type: ignore[attr-defined]
        renumber_partner(session, partner, values["no"])
    shared = kind_of(partner).shared
    before = {field: getattr(partner, field) for field in shared}
    check_own_currency(session, partner, values)
    with gathered(session):
        with session.no_autoflush:
            set_partner(partner, _but(values, ("no", *PRIMARY_FIELDS)))
            fill_in_place(session, partner, values)
        session.flush()
        changed = {field: getattr(partner, field) for field in shared if getattr(partner, field) != before[field]}
        if changed:
            _to_contact(session, partner, changed)
    _set_primary(session, partner, values)


def _to_contact(session: Session, partner: Partner, changed: dict[str, Any]) -> None:
    contact = contact_of(session, partner)
    if contact is None:
        return
    if not contact.name:
        changed = {field: getattr(partner, field) for field in kind_of(partner).shared}
    with_privacy(contact, changed)
    before = state(contact, WATCHED)
    with because(session, Rule.SHARED, partner):
        take_over(contact, changed)
    spread(session, contact, before)


def _but(values: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if field not in fields}


def _set_primary(session: Session, partner: Partner, values: dict[str, Any]) -> None:
    if "primary_contact_no" in values and values["primary_contact_no"] != partner.primary_contact_no:  # type: ignore[attr-defined]
        choose_primary(session, partner, values["primary_contact_no"])
    elif "contact_name" in values and values["contact_name"] != partner.contact_name:
        name_contact(session, partner, values["contact_name"])
