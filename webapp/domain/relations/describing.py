"""Relations that only describe what a company is to us, a law firm for instance; nobody is kept in step by them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..errors import N_, Refused, See, say
from ..partners.kinds import PARTNER_KINDS
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .contact_relation import ContactRelation
from .linking import unlink


def add_relation(session: Session, contact: Contact, code: str) -> ContactRelation:
    """Say what a company is to us. The codes of the setup are for links."""
    _check_company(session, contact)
    if not code:
        raise Refused(N_("Choose one."), field="business_relation_code")
    _check_reserved(session, code)
    mine = select(ContactRelation.id).where(
        ContactRelation.contact_id == contact.id, ContactRelation.business_relation_code == code
    )
    if session.scalar(mine):
        raise Refused(
            N_("%(contact)s has %(code)s already."), field="business_relation_code", contact=contact.label, code=code
        )
    relation = ContactRelation(contact=contact, business_relation_code=code)
    session.add(relation)
    session.flush()
    return relation


def remove_relation(session: Session, relation: ContactRelation) -> None:
    """Whatever it is: where an account stands behind it, the two are unlinked."""
    unlink(session, relation)


def relations_of(session: Session, contact: Contact) -> list[ContactRelation]:
    """A contact's own and, for a person, the company's."""
    company = company_of(session, contact)
    holders = [contact.id, *([company.id] if company else [])]
    query = select(ContactRelation).where(ContactRelation.contact_id.in_(holders))
    return list(session.scalars(query.order_by(ContactRelation.business_relation_code, ContactRelation.id)))


def _check_company(session: Session, contact: Contact) -> None:
    if contact.is_company:
        return
    company = company_of(session, contact)
    if company is None:
        raise Refused(
            N_("Business relations belong to companies. Enter a company on the card of %(contact)s first."),
            contact=contact.label,
        )
    raise Refused(
        N_("Business relations belong to companies. Open the company %(company)s instead."),
        see=See(Contact.type_name, company.no),
        company=company.label,
    )


def _check_reserved(session: Session, code: str) -> None:
    setup = the(session, MarketingSetup)
    for kind in PARTNER_KINDS.values():
        if getattr(setup, kind.relation_field) == code:
            raise Refused(
                N_("The code %(code)s is for contacts that are linked: %(table)s. Use Link with existing instead."),
                field="business_relation_code",
                see=See(MarketingSetup.type_name, field=kind.relation_field),
                code=code,
                table=say(kind.model.many),
            )
