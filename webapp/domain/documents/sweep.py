"""What documents follow: a contact became a customer or vendor, or a person left the company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ..changes import Rule, because, mention
from ..contacts.contact import Contact
from ..errors import N_, say
from ..partners.partner import Partner
from .document import OPEN, Document
from .kinds import KINDS, SIDES, DocumentKind

TOLD = 5


def assign_prospects(session: Session, contact: Contact, partner: Partner) -> None:
    """All quotes of a company and its persons that have no customer or vendor yet get this one."""
    for kind in KINDS:
        if kind.for_prospects and kind.side.partner.word == partner.kind:
            with because(session, Rule.LINKED, partner):
                _assign(session, kind, contact, partner)


def _assign(session: Session, kind: DocumentKind, contact: Contact, partner: Any) -> None:
    side, model = kind.side, kind.model
    persons = select(Contact.no).where((Contact.no == contact.no) | (Contact.company_no == contact.no))
    query = select(model).where(getattr(model, side.partner_field).is_(None), model.contact_no.in_(persons))
    documents = session.scalars(query.order_by(model.no)).all()
    templates = {getattr(document, side.template_field) for document in documents}
    for document in documents:
        setattr(document, side.partner_field, partner.no)
        setattr(document, side.template_field, None)
        if document.bill_to_contact_no in (None, document.contact_no):
            setattr(document, side.payer_field, partner.no)
            responsible = side.partner.responsible
            setattr(document, responsible, getattr(partner, responsible) or getattr(document, responsible))
    if documents:
        _mention_assigned(session, documents, len(templates) > 1)


def _mention_assigned(session: Session, documents: Sequence[Document], differ: bool) -> None:
    numbers = ", ".join(document.no for document in documents[:TOLD]) + ("…" if len(documents) > TOLD else "")
    text = (
        N_("These quotes have it now, though their templates differed: %(documents)s.")
        if differ
        else N_("These quotes have it now: %(documents)s.")
    )
    mention(session, say(text, documents=numbers))


def leave_documents(session: Session, person: Contact, company_no: str) -> None:
    """Open documents of the company stay with it when a person it named goes elsewhere."""
    named = or_(*(getattr(Document, side.partner_field).is_not(None) for side in SIDES))
    query = select(Document).where(Document.contact_no == person.no, Document.status == OPEN, named)
    for document in session.scalars(query):
        document.contact_no, document.contact_name = company_no, ""
        if document.bill_to_contact_no == person.no:
            document.bill_to_contact_no, document.bill_to_contact_name = company_no, ""
    session.flush()
