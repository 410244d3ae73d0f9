"""The contact of a document, and what follows from it: customer or vendor, names, addresses."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..changes import ask
from ..contacts.company import company_of
from ..contacts.contact import PERSON, Contact
from ..contacts.privacy import check_not_blocked
from ..errors import N_, Question, Refused, See
from ..partners.partner import Partner
from ..relations.links import contact_of, linkable
from ..relations.links import partner_of as account_of
from .blocks import ADDRESS
from .document import Document
from .kinds import DocumentKind, kind_of
from .lines import has_lines
from .partner import clear_partner, partner_of, set_partner
from .prospects import set_prospect


def account_for(session: Session, contact: Contact, kind: DocumentKind) -> Partner | None:
    """Whose account such a document takes: the person's own comes before the company's."""
    side, company = kind.side, linkable(session, contact)
    own = account_of(session, contact, side.partner) if kind.own_account or company is contact else None
    return own or account_of(session, company, side.partner)


def set_contact(session: Session, document: Document, contact: Contact) -> None:
    """The document is for this contact. On a quote it need not be a customer or vendor yet."""
    kind = kind_of(document)
    check_not_blocked(contact)
    known = partner_of(session, document)
    if known is not None and not kind.for_prospects:
        _check_same_company(session, contact, known, kind)
    if kind.side.contact_reaches and not document.salesperson_code:
        document.salesperson_code = contact.salesperson_code
    account = account_for(session, contact, kind)
    if account is None:
        _for_prospect(session, document, contact)
    else:
        _for_account(session, document, contact, account, known)


def _check_same_company(session: Session, contact: Contact, partner: Partner, kind: DocumentKind) -> None:
    owner = contact_of(session, partner)
    if owner is not None and owner.no not in (contact.no, contact.company_no):
        raise Refused(kind.side.other_company, field="contact_no", contact=contact.label, partner=partner.key)


def _for_account(session: Session, document: Document, contact: Contact, account: Any, known: Partner | None) -> None:
    kind = kind_of(document)
    if known is not None and known is not account:
        raise Refused(
            kind.side.other_partner, field="contact_no", contact=contact.label, other=account.no, partner=known.key
        )
    is_new = document.contact_no is None
    pays = _follows(document)
    if known is None:
        set_partner(session, document, account, contact)
    document.contact_no = contact.no
    document.contact_name = account.contact_name if contact.is_company else contact.name
    if kind.side.contact_reaches:
        _reach(session, document, contact, is_new)
    if kind.for_prospects and getattr(account, "quote_address_from", "") == PERSON and not contact.is_company:
        for field in ADDRESS:
            setattr(document, field, getattr(contact, field))
    if pays:
        document.bill_to_contact_no, document.bill_to_contact_name = contact.no, document.contact_name
    if not kind.side.ships_to_us and not document.ship_to_code:
        document.ship_to_contact_name = document.contact_name


def _follows(document: Document) -> bool:
    """Whether who is billed is who it is for."""
    side = kind_of(document).side
    return getattr(document, side.payer_field) in (None, getattr(document, side.partner_field))


def _reach(session: Session, document: Document, contact: Contact, is_new: bool) -> None:
    """The contact's own telephone and mail. A mail that is there is not thrown away unasked."""
    document.phone_no = contact.phone_no
    if document.email and not contact.email:
        if is_new:
            return
        ask(
            session,
            Question(
                "blank_email",
                N_("%(contact)s has no email. The email %(email)s will be removed from the document. Continue?"),
                field="contact_no",
                contact=contact.label,
                email=document.email,
            ),
        )
    document.email = contact.email


def _for_prospect(session: Session, document: Document, contact: Contact) -> None:
    kind = kind_of(document)
    if not kind.for_prospects:
        raise Refused(
            kind.side.without_partner,
            field="contact_no",
            see=See(Contact.type_name, contact.no),
            contact=contact.label,
        )
    clear_partner(document)
    set_prospect(session, document, contact, company_of(session, contact) or contact)


def clear_contact(session: Session, document: Document) -> None:
    """Nobody is named any more; with lines on it a document stays somebody's."""
    if has_lines(session, document):
        raise Refused(
            N_("%(document)s has lines. Delete them before you clear the contact, or choose another one."),
            field="contact_no",
            document=document.label,
        )
    if document.contact_no is not None:
        ask(
            session,
            Question(
                "change_contact",
                N_("%(contact)s will no longer be named here, nor the customer or vendor. Continue?"),
                field="contact_no",
                contact=document.contact_no,
            ),
        )
    clear_partner(document)
    document.contact_no = document.bill_to_contact_no = None
    document.contact_name = document.bill_to_contact_name = ""
