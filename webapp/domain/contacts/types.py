"""A company becomes a person, or a person a company."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from ..errors import N_, Refused, say
from ..interactions.interaction import Interaction
from ..relations.contact_relation import ContactRelation
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .classification import CLASSES
from .contact import COMPANY, PERSON, Contact
from .names import PARTS

OF_COMPANIES = {
    "currency_code": N_("%(contact)s has a currency, which persons have not. Clear it first."),
    "vat_registration_no": N_("%(contact)s has a VAT registration number, which persons have not. Clear it first."),
}


def with_type(session: Session, contact: Contact, values: dict[str, Any]) -> dict[str, Any]:
    """What a change of the type brings along."""
    if values.get("type", contact.type) == contact.type:
        return values
    _check_unspoken(session, contact)
    return _to_person(session, contact, values) if values["type"] == PERSON else _to_company(session, contact, values)


def salutation_for(session: Session, type_: str) -> str | None:
    setup = the(session, MarketingSetup)
    return setup.company_salutation_code if type_ == COMPANY else setup.person_salutation_code


def _check_unspoken(session: Session, contact: Contact) -> None:
    """What there was with a company is told of it and its persons, with a person of nobody else."""
    with_it = or_(Interaction.contact_no == contact.no, Interaction.company_no == contact.no)
    if session.scalar(select(exists().where(with_it))):
        raise _refused(N_("%(contact)s has interactions, so its type stays. Add another contact instead."), contact)


def _to_person(session: Session, contact: Contact, values: dict[str, Any]) -> dict[str, Any]:
    if session.scalar(select(exists().where(Contact.company_no == contact.no))):
        raise _refused(N_("%(contact)s has persons, so it stays a company. Move them first."), contact)
    if session.scalar(select(exists().where(ContactRelation.contact_id == contact.id))):
        raise _refused(N_("%(contact)s has business relations, so it stays a company. Remove them first."), contact)
    for field, text in OF_COMPANIES.items():
        if values.get(field, getattr(contact, field)):
            raise _refused(text, contact)
    _check_classes(session, contact)
    return {"salutation_code": salutation_for(session, PERSON), **values}


def _to_company(session: Session, contact: Contact, values: dict[str, Any]) -> dict[str, Any]:
    if values.get("organisational_level_code", contact.organisational_level_code):
        raise _refused(
            N_("%(contact)s has an organisational level, which companies have not. Clear it first."), contact
        )
    _check_classes(session, contact)
    blank = dict.fromkeys((*PARTS, "initials", "job_title"), "")
    return values | blank | {"company_no": None, "salutation_code": salutation_for(session, COMPANY)}


def _check_classes(session: Session, contact: Contact) -> None:
    """What only contacts of this type can be sorted into must go first."""
    for model in CLASSES:
        if model.for_type == contact.type and session.scalar(select(exists().where(model.contact_id == contact.id))):
            raise Refused(
                N_("%(contact)s has %(table)s, so its type stays. Remove them first."),
                field="type",
                contact=contact.label,
                table=say(model.many),
            )


def _refused(text: str, contact: Contact) -> Refused:
    return Refused(text, field="type", contact=contact.label)
