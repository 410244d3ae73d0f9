"""Makes a customer, vendor or bank account of a contact."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..contacts.contact import Contact
from ..errors import N_, Refused, say
from ..partners.kinds import PartnerKind
from ..partners.partner import Partner, Terms
from ..partners.templates import CustomerTemplate, VendorTemplate, apply_template
from .linking import check_linkable, tie
from .partner_fields import new_partner
from .spreading import values_for

TEMPLATES: dict[str, Any] = {"customer": CustomerTemplate, "vendor": VendorTemplate}
WANTED = (
    "payment_terms_code",
    "payment_method_code",
    "posting_group_code",
    "gen_posting_group_code",
    "vat_posting_group_code",
)
"""What somebody has to fill in before the first invoice."""


class Created(NamedTuple):
    partner: Partner
    contact: Contact
    """Who is linked: the company, where a person was asked."""


def templates_for(session: Session, contact: Contact, kind: PartnerKind) -> list[Any]:
    """The templates for the type of contact that will be linked."""
    model = TEMPLATES.get(kind.word)
    if model is None:
        return []
    return list(session.scalars(select(model).where(model.contact_type == contact.type).order_by(model.code)))


def create_as(session: Session, contact: Contact, kind: PartnerKind, template: Any = None) -> Created:
    """A new account with the contact's data and the template's terms; the only fitting template goes without saying."""
    linked = check_linkable(session, contact, kind)
    template = template or _the_only(templates_for(session, linked, kind))
    with because(session, Rule.MADE_FROM, linked):
        partner = new_partner(session, kind, {}, series_code=(template.nos or "") if template else "")
        _fill(partner, linked, template)
        session.flush()
    tie(session, linked, partner)
    if linked is not contact:
        mention(
            session,
            say(
                N_("It was made for the company %(company)s, since %(person)s belongs to it."),
                company=linked.label,
                person=contact.label,
            ),
        )
    _mention_blanks(session, partner)
    return Created(partner, linked)


def chosen_template(session: Session, contact: Contact, kind: PartnerKind, code: str) -> Any:
    for template in templates_for(session, contact, kind):
        if template.code == code:
            return template
    raise Refused(N_("Choose one of the templates offered."), field="template")


def _fill(partner: Partner, contact: Contact, template: Any) -> None:
    """The contact's own data first, then the template where that is blank."""
    for field, value in values_for(partner, _all_of(contact)).items():
        setattr(partner, field, value)
    if getattr(partner, "privacy_blocked", False):
        partner.blocked = "all"  # type: ignore[attr-defined]
    if template is not None:
        apply_template(partner, template)
    if isinstance(partner, Terms) and not partner.invoice_discount_code:
        partner.invoice_discount_code = partner.no  # type: ignore[attr-defined]
    if not contact.is_company:
        partner.primary_contact_no, partner.contact_name = contact.no, contact.name  # type: ignore[attr-defined]


def _all_of(contact: Contact) -> dict[str, Any]:
    return {attribute.key: getattr(contact, attribute.key) for attribute in contact.__mapper__.column_attrs}


def _the_only(templates: list[Any]) -> Any:
    return templates[0] if len(templates) == 1 else None


def _mention_blanks(session: Session, partner: Partner) -> None:
    """What the contact could not know."""
    columns = partner.__mapper__.columns
    blank = [field for field in WANTED if field in columns and not getattr(partner, field)]
    for field in blank:
        mention(session, say(N_("Still blank: %(caption)s."), caption=say(columns[field].info["field"].caption)))
