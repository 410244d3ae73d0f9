"""A person with a value of its own takes the company's again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..contacts.inheritance import group_of
from ..errors import N_, Refused
from .changing import change_contact


def follow_company(session: Session, person: Contact, field: str) -> None:
    """A block of fields follows as one."""
    company, group = company_of(session, person), group_of(field)
    if company is None:
        raise Refused(N_("%(contact)s belongs to no company. Enter one first."), contact=person.label)
    if group is None:
        raise Refused(N_("Persons take over nothing there."))
    fields = group.fields if group.compared else (field,)
    with because(session, Rule.FOLLOWED, company):
        change_contact(session, person, {each: getattr(company, each) for each in fields})
