"""Makes the contact of an account that has none."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..contacts.contact import COMPANY, Contact
from ..contacts.keeping import new_contact
from ..duplicates.reviewing import mention_duplicates
from ..errors import N_, Refused, say
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .linking import tie
from .links import contact_of, relation_code


def contact_for(session: Session, partner: Partner) -> None:
    """The contact that comes with a new account; where no relation is set up for it, none does, and that is told."""
    kind = kind_of(partner)
    if getattr(the(session, MarketingSetup), kind.relation_field) is None:
        mention(session, say(kind.no_contact))
    else:
        mention_duplicates(session, create_contact(session, partner))


def create_contact(session: Session, partner: Partner) -> Contact:
    """A contact from an account that has none: same data, no defaults, linked."""
    kind = kind_of(partner)
    relation_code(session, kind)
    linked = contact_of(session, partner)
    if linked:
        raise Refused(
            N_("%(account)s has the contact %(contact)s already."), account=partner.label, contact=linked.label
        )
    with because(session, Rule.MADE_FROM, partner):
        contact = new_contact(session, contact_values(kind, partner), with_defaults=False)
        tie(session, contact, partner)
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
