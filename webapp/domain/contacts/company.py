"""Which company a person belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import N_, Refused
from ..party import ADDRESS
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .contact import PERSON, Contact
from .inheritance import INHERITED, taken_on_joining


def company_of(session: Session, contact: Contact) -> Contact | None:
    """The company of a person, if there is one."""
    return contact_by_no(session, contact.company_no) if contact.company_no else None


def contact_by_no(session: Session, no: str) -> Contact:
    contact = session.scalar(select(Contact).where(Contact.no == no))
    if contact is None:
        raise Refused(N_("There is no contact %(no)s. Choose an existing one."), no=no)
    return contact


def with_company(session: Session, contact: Contact, values: dict[str, Any]) -> dict[str, Any]:
    """Whoever comes to a company takes over from it, except what was typed along with it."""
    no = values.get("company_no", contact.company_no)
    if no is None or no == contact.company_no:
        return values
    if values.get("type", contact.type) != PERSON:
        raise Refused(N_("Only persons can have a company. Make the contact a person first."), field="company_no")
    company = contact_by_no(session, no)
    if not company.is_company or company is contact:
        raise Refused(N_("%(contact)s is no company. Choose a company."), field="company_no", contact=company.label)
    typed = {field: value for field, value in values.items() if value}
    former = company_of(session, contact)
    taken = taken_on_joining(
        the(session, MarketingSetup),
        state(contact, INHERITED) | typed,
        state(company, INHERITED),
        state(former, INHERITED) if former else None,
    )
    stays = {} if "country_code" in typed else state(contact, ADDRESS)
    return stays | values | {field: value for field, value in taken.items() if field not in typed}


def state(contact: Contact, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(contact, field) for field in fields}
