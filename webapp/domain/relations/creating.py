"""Makes a customer, vendor or bank account of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because, memory_of, mention
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.keeping import take_over
from ..documents.sweep import assign_prospects
from ..errors import N_, Message, Refused, say
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner, Terms
from ..partners.templates import CustomerTemplate, VendorTemplate, apply_template
from .linking import check_linkable, tie
from .links import linkable
from .partner_fields import new_partner
from .spreading import WATCHED, spread, values_for

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
        partner = new_partner(session, kind, {}, template.nos if template else None)
        _fill(partner, linked)
    if template:
        with because(session, Rule.TEMPLATE, template):
            apply_template(partner, template)
    if isinstance(partner, Terms) and not partner.invoice_discount_code:
        partner.invoice_discount_code = partner.no  # type: ignore[attr-defined]
    tie(session, linked, partner)
    _give_back(session, linked, partner)
    assign_prospects(session, linked, partner)
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


class CreatedMany(NamedTuple):
    made: list[Created]
    refused: list[tuple[Contact, Message]]


def create_many_as(
    session: Session, contacts: Sequence[Contact], kind: PartnerKind, codes: Mapping[str, str]
) -> CreatedMany:
    """One after the other, so that two persons of a company do not get it two accounts. The template goes by the type of
    contact; what there is to tell is told once."""
    result, told = CreatedMany([], []), memory_of(session).notes
    for contact in contacts:
        try:
            linked = check_linkable(session, contact, kind)
        except Refused as refused:
            result.refused.append((contact, refused.message))
            continue
        code = codes.get(linked.type)
        template = chosen_template(session, linked, kind, code) if code else None
        result.made.append(create_as(session, contact, kind, template))
    told[:] = [note for place, note in enumerate(told) if note not in told[:place]]
    return result


def templates_to_choose(session: Session, contacts: Sequence[Contact], kind: PartnerKind) -> dict[str, list[Any]]:
    """By type of contact, where several fit."""
    linked = {each.type: each for each in (linkable(session, contact) for contact in contacts)}
    fitting = {type_: templates_for(session, contact, kind) for type_, contact in sorted(linked.items())}
    return {type_: templates for type_, templates in fitting.items() if len(templates) > 1}


def chosen_template(session: Session, contact: Contact, kind: PartnerKind, code: str) -> Any:
    for template in templates_for(session, contact, kind):
        if template.code == code:
            return template
    raise Refused(N_("Choose one of the templates offered."), field="template")


def _fill(partner: Partner, contact: Contact) -> None:
    """The contact's own data."""
    for field, value in values_for(partner, _all_of(contact)).items():
        setattr(partner, field, value)
    if getattr(partner, "privacy_blocked", False):
        partner.blocked = "all"  # type: ignore[attr-defined]
    if not contact.is_company:
        partner.primary_contact_no, partner.contact_name = contact.no, contact.name  # type: ignore[attr-defined]


def _give_back(session: Session, contact: Contact, partner: Partner) -> None:
    """What the template filled in where the contact was blank is the contact's from now on, as it is shared."""
    before = state(contact, WATCHED)
    with because(session, Rule.TEMPLATE, partner):
        take_over(contact, {field: getattr(partner, field) for field in kind_of(partner).shared})
    spread(session, contact, before)


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
