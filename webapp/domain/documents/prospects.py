"""Quotes for contacts who are no customers or vendors yet, and what happens when they become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import ask, mention
from ..contacts.company import contact_by_no
from ..contacts.contact import Contact
from ..errors import N_, Question, Refused, say
from ..relations.creating import create_as
from .blocks import BILL_TO, copy_block
from .document import Document
from .kinds import Side, kind_of
from .shipping import set_ship_to

FROM_TEMPLATE = (
    "gen_posting_group_code", "vat_posting_group_code", "shipment_method_code", "payment_terms_code",
    "payment_method_code", "invoice_discount_code",
)  # fmt: skip


def set_prospect(session: Session, document: Document, contact: Contact, company: Contact) -> None:
    """Names and addresses of the company, or of a person who has none; the contact is whom we talk to."""
    copy_block(company, document)
    document.phone_no, document.email = company.phone_no, company.email
    document.contact_no = document.bill_to_contact_no = contact.no
    document.contact_name = document.bill_to_contact_name = "" if contact.is_company else contact.name
    copy_block(company, document, "", BILL_TO)
    for field in ("vat_registration_no", "currency_code", "language_code"):
        setattr(document, field, getattr(company, field))
    set_ship_to(session, document)
    _choose_template(session, document, contact, company)


def _choose_template(session: Session, document: Document, contact: Contact, company: Contact) -> None:
    """The one that is there already, or the only one that fits."""
    side = kind_of(document).side
    if getattr(document, side.template_field):
        return
    fitting = matching_templates(session, side, contact, company)
    if len(fitting) == 1:
        apply_template(document, fitting[0])
        return
    caption = say(side.template.one)
    text = (
        N_("%(count)s templates fit: choose %(template)s on the quote.")
        if fitting
        else N_("No template fits: choose %(template)s on the quote.")
    )
    mention(session, say(text, count=len(fitting), template=caption))


def matching_templates(session: Session, side: Side, contact: Contact, company: Contact) -> Sequence[Any]:
    model: Any = side.template
    return session.scalars(
        select(model)
        .where(
            model.contact_type == contact.type,
            model.territory_code.is_not_distinct_from(contact.territory_code),
            model.country_code.is_not_distinct_from(contact.country_code),
            model.currency_code.is_not_distinct_from(company.currency_code),
        )
        .order_by(model.code)
    ).all()


def apply_template(document: Document, template: Any) -> None:
    side = kind_of(document).side
    responsible = side.partner.responsible
    setattr(document, side.template_field, template.code)
    for field in FROM_TEMPLATE:
        setattr(document, field, getattr(template, field))
    document.prices_include_vat = template.prices_include_vat
    setattr(document, responsible, getattr(document, responsible) or getattr(template, responsible))


def need_partner(session: Session, document: Document) -> None:
    """A quote without a customer or vendor gets one, made of its contact, once that is confirmed."""
    side = kind_of(document).side
    if getattr(document, side.partner_field) is None:
        ask(session, Question("create_partner", side.needs_partner, document=document.label))
        _create_partner(session, document)
    if getattr(document, side.payer_field) is None:
        setattr(document, side.payer_field, getattr(document, side.partner_field))


def _create_partner(session: Session, document: Document) -> None:
    side = kind_of(document).side
    code = getattr(document, side.template_field)
    if document.contact_no is None:
        raise Refused(N_("Choose a contact on the quote first."), field="contact_no")
    if code is None:
        raise Refused(side.needs_template, field=side.template_field)
    model: Any = side.template
    template = session.scalars(select(model).where(model.code == code)).one()
    create_as(session, contact_by_no(session, document.contact_no), side.partner, template)
    session.refresh(document)
