"""Makes the contact of an account that has none."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..contacts.contact import COMPANY, PERSON, Contact
from ..contacts.keeping import new_contact
from ..errors import N_, Refused, say
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .contact_relation import ContactRelation
from .links import contact_of, relation_code


def contact_for(session: Session, partner: Partner, primary_no: str | None = None) -> Contact | None:
    """The contact that comes with a new account; where no relation is set up for it, none does, and that is told."""
    kind = kind_of(partner)
    if getattr(the(session, MarketingSetup), kind.relation_field) is None:
        mention(session, say(kind.no_contact))
        return None
    waiting = _waiting_relation(session, kind, primary_no)
    if waiting:
        waiting.kind, waiting.partner_id = kind.word, partner.id
        session.flush()
        return waiting.contact
    return create_contact(session, partner)


def create_contact(session: Session, partner: Partner) -> Contact:
    """A contact from an account that has none: same data, no defaults, linked."""
    kind = kind_of(partner)
    code = relation_code(session, kind)
    linked = contact_of(session, partner)
    if linked:
        raise Refused(
            N_("%(account)s has the contact %(contact)s already."), account=partner.label, contact=linked.label
        )
    with because(session, Rule.MADE_FROM, partner):
        contact = new_contact(session, contact_values(kind, partner), with_defaults=False)
        session.add(ContactRelation(contact=contact, partner=partner, business_relation_code=code, kind=kind.word))
        session.flush()
        if not contact.is_company:
            partner.primary_contact_no, partner.contact_name = contact.no, contact.name  # type: ignore[attr-defined]
            session.flush()
    mention(session, say(N_("Contact %(contact)s was made along with it."), contact=contact.label))
    return contact


def contact_values(kind: PartnerKind, partner: Partner) -> dict[str, Any]:
    """What a contact takes from the account it is made from."""
    values = {field: getattr(partner, field) for field in kind.shared}
    values |= {field: getattr(partner, own) for field, own in kind.taken}
    return {"type": COMPANY, "salesperson_code": getattr(partner, kind.responsible)} | values


def _waiting_relation(session: Session, kind: PartnerKind, primary_no: str | None) -> ContactRelation | None:
    """The company of a person may have the relation already, waiting for its account."""
    if not primary_no:
        return None
    company = select(Contact.company_no).where(Contact.no == primary_no, Contact.type == PERSON).scalar_subquery()
    query = select(ContactRelation).join(Contact, Contact.id == ContactRelation.contact_id)
    code = relation_code(session, kind)
    return session.scalar(
        query.where(
            Contact.no == company,
            ContactRelation.business_relation_code == code,
            ContactRelation.partner_id.is_(None),
        )
    )
