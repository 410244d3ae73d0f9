"""What a mail says before anybody changes it: the text that is set up, or the usual one, in the language of whom it is for."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import formats, i18n
from ..domain.documents.document import Document
from ..domain.documents.kinds import kind_of
from ..domain.errors import N_
from ..domain.interactions.merging import fill_text
from ..domain.outbox.mail import MailText
from ..domain.outbox.mail_texts import mail_text
from ..domain.setup.company import CompanyInformation
from ..domain.setup.people import Salesperson
from ..domain.setup.single import the
from .papers import language_of, locale_of

SUBJECT = N_("{our_company} – {document}")
BODY = N_("Dear Sir or Madam,\n\nPlease find attached {document}.\n\nKind regards\n{salesperson}\n{our_company}")
PLACES = ("document", "number", "date", "company", "contact", "salesperson", "our_company", "your_reference")


class Begun(NamedTuple):
    subject: str
    body: str


def letter_for(session: Session, document: Document, author: str) -> Begun:
    """Whoever sends it signs where the document names nobody."""
    text = mail_text(session, document.kind, document.language_code)
    with i18n.speaking(language_of(session, document)):
        values = places_of(session, document, author)
        subject, body = (text.subject, text.body) if text else (i18n.gettext(SUBJECT), i18n.gettext(BODY))
        return Begun(" ".join(fill_text(subject, values).split()), fill_text(body, values))


def sample_of(session: Session, text: MailText, author: str) -> Begun:
    """With the newest document that it could be for; without one the names of the places stay."""
    query = select(Document).order_by(Document.id.desc()).limit(1)
    document = session.scalar(query.where(Document.kind == text.kind) if text.kind else query)
    if document is None:
        return Begun(text.subject, text.body)
    with i18n.speaking(locale_of(session, text.language_code or document.language_code)):
        values = places_of(session, document, author)
    return Begun(fill_text(text.subject, values), fill_text(text.body, values))


def places_of(session: Session, document: Document, author: str) -> dict[str, str]:
    """In the language of now."""
    code = getattr(document, kind_of(document).side.partner.responsible)
    salesperson = session.scalar(select(Salesperson.description).where(Salesperson.code == code)) if code else None
    locale, on = i18n.current().locale, document.document_date
    return {
        "document": i18n.gettext("%(kind)s %(no)s", kind=i18n.gettext(document.one), no=document.no),
        "number": document.no,
        "date": formats.show_date(on, locale) if on else "",
        "company": document.name,
        "contact": document.contact_name or document.name,
        "salesperson": salesperson or author,
        "our_company": the(session, CompanyInformation).name,
        "your_reference": document.your_reference,
    }
