"""Whom we turn to first at a customer or vendor: the contact chosen, or a name that becomes a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.company import contact_by_no, state
from ..contacts.contact import COMPANY, PERSON, Contact
from ..contacts.keeping import new_contact, set_contact
from ..errors import N_, Refused
from ..partners.partner import Partner
from .contact_for import create_contact
from .linking import PARTNER, Choice, link
from .links import contact_of
from .spreading import WATCHED, spread

PRIMARY_FIELDS = ("primary_contact_no", "contact_name")


def name_contact(session: Session, partner: Partner, name: str) -> None:
    """A name typed where nobody stood becomes a person of the linked company, and the one to turn to."""
    if getattr(partner, "primary_contact_no", None):
        raise Refused(
            N_("The name is that of the primary contact. Choose another one, or change the name on its card."),
            field="contact_name",
        )
    stood_empty = not partner.contact_name
    partner.contact_name = name
    session.flush()
    company = contact_of(session, partner)
    if name and stood_empty and company is not None and company.is_company and hasattr(partner, "primary_contact_no"):
        with because(session, Rule.MADE_FROM, partner):
            person = new_contact(session, {"type": PERSON, "company_no": company.no, "name": name})
            partner.primary_contact_no = person.no


def choose_primary(session: Session, partner: Partner, no: str | None) -> None:
    """Turn to this contact first, as far as it belongs to the account."""
    if no is None:
        partner.primary_contact_no, partner.contact_name = None, ""  # type: ignore[attr-defined]
    else:
        chosen = contact_by_no(session, no)
        _check_belongs(session, partner, chosen)
        partner.primary_contact_no = chosen.no  # type: ignore[attr-defined]
        partner.contact_name = "" if chosen.is_company else chosen.name
    session.flush()


def _check_belongs(session: Session, partner: Partner, chosen: Contact) -> None:
    linked = contact_of(session, partner)
    if linked is None:
        _bring_together(session, partner, chosen)
    elif linked.no not in (chosen.no, chosen.company_no):
        raise _foreign(partner, chosen)


def _bring_together(session: Session, partner: Partner, chosen: Contact) -> None:
    """An account without a contact: the person's company becomes it, or a new company the person then belongs to."""
    if chosen.is_company:
        raise _foreign(partner, chosen)
    if chosen.company_no or getattr(partner, "contact_type", COMPANY) == PERSON:
        link(session, chosen, partner, Choice(master=PARTNER))
        return
    company = create_contact(session, partner)
    before = state(chosen, WATCHED)
    set_contact(session, chosen, {"company_no": company.no})
    spread(session, chosen, before)


def _foreign(partner: Partner, chosen: Contact) -> Refused:
    return Refused(
        N_("Contact %(contact)s does not belong to %(account)s. Choose one of its own, or link the two first."),
        field="primary_contact_no",
        contact=chosen.label,
        account=partner.label,
    )
