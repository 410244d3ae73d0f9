"""Ties an existing customer, vendor or bank account to a contact, and settles where the two differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..changes.values import is_blank
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.keeping import take_over as contact_takes
from ..contacts.privacy import check_not_blocked
from ..documents.sweep import assign_prospects
from ..errors import N_, Refused, See, say
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .contact_relation import ContactRelation
from .links import code_of, contact_of, linkable, partner_of, relation_code
from .partner_fields import take_over as partner_takes
from .spreading import WATCHED, check_currency, spread

CONTACT, PARTNER = "contact", "partner"


@dataclass(frozen=True)
class Choice:
    """Which side's value stays: one side for all, turned over for single fields. A blank gives way unless it may win."""

    master: str = CONTACT
    sides: Mapping[str, str] | None = None
    blanks: bool = False

    def of(self, field: str, contact_value: Any, partner_value: Any) -> Any:
        if not self.blanks and (is_blank(contact_value) or is_blank(partner_value)):
            return partner_value if is_blank(contact_value) else contact_value
        return contact_value if (self.sides or {}).get(field, self.master) == CONTACT else partner_value


def check_linkable(session: Session, contact: Contact, kind: PartnerKind) -> Contact:
    """Who would be linked, if it may: a person stands for the company."""
    linked = linkable(session, contact)
    check_free(contact, linked, kind, partner_of(session, linked, kind), the(session, MarketingSetup))
    return linked


def check_free(contact: Contact, linked: Contact, kind: PartnerKind, partner: Partner | None, setup: Any) -> None:
    """What stands in the way of an account of this kind, whichever one: another one, privacy, no company, the setup."""
    if partner is not None:
        raise _has_one(contact, linked, partner)
    check_not_blocked(contact)
    check_not_blocked(linked)
    if not (linked.is_company or kind.for_persons):
        raise Refused(
            N_("%(contact)s is a person without a company. Enter a company on the contact card, then try again."),
            see=See(Contact.type_name, contact.key, "company_no"),
            contact=contact.label,
        )
    code_of(setup, kind)


def _has_one(contact: Contact, linked: Contact, partner: Partner) -> Refused:
    """A contact has one account of a kind."""
    see = See(partner.type_name, partner.key)
    if linked is not contact:
        return Refused(
            N_(
                "%(company)s – the company of %(person)s – is linked to %(table)s %(account)s already. Remove that link first."
            ),
            see=see,
            company=linked.label,
            person=contact.label,
            table=say(partner.one),
            account=partner.label,
        )
    return Refused(
        N_("Contact %(contact)s is linked to %(table)s %(account)s already. Remove that link first."),
        see=see,
        contact=contact.label,
        table=say(partner.one),
        account=partner.label,
    )


def settled(contact: Contact, partner: Partner, choice: Choice) -> dict[str, Any]:
    """Every shared field as it will be on both; what is shown beforehand and what is done are the same."""
    return {
        field: choice.of(field, getattr(contact, field), getattr(partner, field)) for field in kind_of(partner).shared
    }


def link(session: Session, contact: Contact, partner: Partner, choice: Choice) -> Contact:
    """Link the contact, or the company it belongs to; afterwards both have the settled values."""
    kind = kind_of(partner)
    linked = check_linkable(session, contact, kind)
    check_untied(session, partner)
    values = settled(linked, partner, choice)
    check_currency(session, linked, partner, values["currency_code"])
    tie(session, linked, partner)
    taken = {own: getattr(linked, field) for field, own in kind.taken}
    with because(session, Rule.LINKED, linked):
        partner_takes(partner, values | taken)
    before = state(linked, WATCHED)
    with because(session, Rule.LINKED, partner):
        contact_takes(linked, values)
    spread(session, linked, before)
    assign_prospects(session, linked, partner)
    if linked is not contact:
        mention(
            session,
            say(
                N_("The company %(company)s was linked, since %(person)s belongs to it."),
                company=linked.label,
                person=contact.label,
            ),
        )
    return linked


def tie(session: Session, contact: Contact, partner: Partner) -> ContactRelation:
    """The link itself."""
    kind = kind_of(partner)
    code = relation_code(session, kind)
    _give_way(session, contact, code)
    relation = ContactRelation(contact=contact, partner=partner, business_relation_code=code, kind=kind.word)
    session.add(relation)
    session.flush()
    return relation


def unlink(session: Session, relation: ContactRelation) -> None:
    """Both stay as they are, and go their own ways from now on."""
    partner = relation.partner
    if partner is not None and getattr(partner, "primary_contact_no", None):
        mention(session, say(N_("%(account)s keeps its primary contact."), account=partner.label))
    session.delete(relation)
    session.flush()


def check_untied(session: Session, partner: Partner) -> None:
    contact = contact_of(session, partner)
    if contact is not None:
        raise Refused(
            N_("%(table)s %(account)s is linked to contact %(contact)s already. Choose another one."),
            field="account_no",
            see=See(Contact.type_name, contact.key),
            table=say(partner.one),
            account=partner.label,
            contact=contact.label,
        )


def _give_way(session: Session, contact: Contact, code: str) -> None:
    """A relation of this code that names no account makes room for the one that does."""
    same = select(ContactRelation).where(
        ContactRelation.contact_id == contact.id, ContactRelation.business_relation_code == code
    )
    relation = session.scalar(same)
    if relation is None:
        return
    if relation.partner is not None:
        raise Refused(
            N_(
                "Contact %(contact)s has the relation %(code)s already, with %(account)s. Choose a code of its own for"
                " each kind in Marketing Setup."
            ),
            see=See(MarketingSetup.type_name),
            contact=contact.label,
            code=code,
            account=relation.partner.label,
        )
    session.delete(relation)
    session.flush()
