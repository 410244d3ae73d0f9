"""The customer or vendor of a document: what is copied from its card, and who is billed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.company import contact_by_no
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked as check_contact
from ..errors import N_, Refused
from ..partners.partner import Partner
from ..relations.links import contact_of
from .blocking import check_not_blocked
from .blocks import BILL_TO, copy_block
from .dates import set_due
from .document import Document
from .kinds import kind_of
from .shipping import set_ship_to

FROM_PARTNER = (
    "phone_no",
    "email",
    "contact_name",
    "gen_posting_group_code",
    "vat_posting_group_code",
    "shipment_method_code",
)
FROM_PAYER = (
    "payment_terms_code", "payment_method_code", "currency_code", "prices_include_vat", "invoice_discount_code",
    "vat_registration_no", "language_code",
)  # fmt: skip


def partner_by_no(session: Session, document: Document, no: str, field: str) -> Any:
    model: Any = kind_of(document).side.partner.model
    partner = session.scalar(select(model).where(model.no == no))
    if partner is None:
        raise Refused(N_("There is no %(no)s. Choose an existing one."), field=field, no=no)
    return partner


def set_partner(session: Session, document: Document, partner: Any, contact: Contact | None = None) -> None:
    """The document is for this customer or vendor, and for this contact of it, or the one it turns to first."""
    kind = kind_of(document)
    side = kind.side
    check_not_blocked(partner, kind)
    setattr(document, side.partner_field, partner.no)
    setattr(document, side.template_field, None)
    copy_block(partner, document)
    for field in FROM_PARTNER:
        setattr(document, field, getattr(partner, field))
    responsible = side.partner.responsible
    setattr(document, responsible, getattr(partner, responsible) or getattr(document, responsible))
    _set_first_contact(session, document, partner, contact)
    set_payer(session, document, _payer_of(session, document, partner), contact)
    set_ship_to(session, document, getattr(partner, "ship_to_code", ""))


def _payer_of(session: Session, document: Document, partner: Any) -> Any:
    field = kind_of(document).side.payer_field
    other = getattr(partner, field)
    return partner_by_no(session, document, other, field) if other else partner


def _set_first_contact(session: Session, document: Document, partner: Any, contact: Contact | None) -> None:
    first = contact or first_contact(session, partner)
    document.contact_no = first.no if first else None
    if first is None or contact is not None:
        return
    check_contact(first)
    if first.email:
        document.email = first.email


def first_contact(session: Session, partner: Any) -> Contact | None:
    """Whom an account turns to first, or the contact it is linked with."""
    return (
        contact_by_no(session, partner.primary_contact_no)
        if partner.primary_contact_no
        else contact_of(session, partner)
    )


def set_payer(session: Session, document: Document, payer: Any, contact: Contact | None = None) -> None:
    """Who is billed, with the terms agreed with them."""
    kind = kind_of(document)
    check_not_blocked(payer, kind)
    setattr(document, kind.side.payer_field, payer.no)
    copy_block(payer, document, "", BILL_TO)
    for field in FROM_PAYER:
        setattr(document, field, getattr(payer, field))
    pays_itself = payer.no == getattr(document, kind.side.partner_field)
    first = contact if contact is not None and pays_itself else first_contact(session, payer)
    document.bill_to_contact_no = first.no if first else None
    document.bill_to_contact_name = document.contact_name if pays_itself else payer.contact_name
    set_due(session, document)


def clear_partner(document: Document) -> None:
    """Nobody is named any more, as on a document for somebody who is no customer or vendor yet."""
    side = kind_of(document).side
    setattr(document, side.partner_field, None)
    setattr(document, side.payer_field, None)


def partner_of(session: Session, document: Document) -> Partner | None:
    """The customer or vendor of a document."""
    field = kind_of(document).side.partner_field
    no = getattr(document, field)
    return partner_by_no(session, document, no, field) if no else None
