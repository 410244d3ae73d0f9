"""Cover sheets: an address, a day, and a few words, a page for each contact in the language of the contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import formats, i18n
from ..domain.contacts.addresses import address_on
from ..domain.contacts.company import company_of
from ..domain.contacts.contact import Contact
from ..domain.errors import N_
from ..domain.setup.company import CompanyInformation
from ..domain.setup.marketing import MarketingSetup
from ..domain.setup.people import Salesperson
from ..domain.setup.places import Language
from ..domain.setup.single import the
from .addresses import Addresses
from .pdf import Paper, pdf_of

TEMPLATE = "cover_sheet.typ"
REMARKS = {
    "information": N_("For your information"),
    "agreed": N_("As agreed"),
    "requested": N_("As requested"),
    "approval": N_("For your approval"),
    "signature": N_("Please sign and return"),
    "call": N_("Please call us"),
    "thanks": N_("With thanks"),
}


class Sheet(NamedTuple):
    contact: Contact
    remark: str = ""
    remarks: Sequence[str] = ()
    """Those of the standard ones that are ticked."""


def cover_sheets(session: Session, sheets: Sequence[Sheet], on: dt.date) -> bytes:
    return pdf_of(paper_of(session, sheets, on))


def paper_of(session: Session, sheets: Sequence[Sheet], on: dt.date) -> Paper:
    """One file for all, in the language of the first, where each page speaks its own."""
    pages = [_page(session, sheet, on) for sheet in sheets]
    return Paper.saying(TEMPLATE, {"title": pages[0]["kind"], "sheets": pages}, on)


def _page(session: Session, sheet: Sheet, on: dt.date) -> dict[str, Any]:
    code = sheet.contact.language_code or the(session, MarketingSetup).default_language_code
    locale = session.scalar(select(Language.locale).where(Language.code == code)) or i18n.SOURCE
    with i18n.speaking(locale):
        return _said(session, sheet, on)


def _said(session: Session, sheet: Sheet, on: dt.date) -> dict[str, Any]:
    us = the(session, CompanyInformation)
    place = _Place.of(session, sheet.contact, on)
    addresses = Addresses(session, us.country_code, (place, ""), (us, ""))
    language, region = i18n.current().tag.split("-")
    return {
        "language": language,
        "region": region,
        "kind": i18n.gettext("Cover Sheet"),
        "company": us.name,
        "sender": " · ".join(filter(None, (us.name, *addresses.street_and_town(us)))),
        "receiver": addresses.lines(place, contact=place.person) or [sheet.contact.name],
        "facts": [{"caption": caption, "text": text} for caption, text in _facts(session, sheet.contact, on) if text],
        "remarks": [{"text": i18n.gettext(text), "ticked": word in sheet.remarks} for word, text in REMARKS.items()],
        "remark": sheet.remark,
        "footer": [line for line in (us.phone_no, us.email, us.home_page) if line],
    }


def _facts(session: Session, contact: Contact, on: dt.date) -> Iterator[tuple[str, str]]:
    ours = session.scalar(select(Salesperson).where(Salesperson.code == contact.salesperson_code))
    yield i18n.gettext("Date"), formats.show_date(on, i18n.current().locale)
    yield i18n.gettext("Phone No."), contact.phone_no
    yield i18n.gettext("Salesperson"), ours.description if ours else ""


class _Place(NamedTuple):
    """Where a contact is found on a day: at the address that counts then, or at its own."""

    name: str
    name_2: str
    address: str
    address_2: str
    post_code: str
    city: str
    county: str
    country_code: str | None
    person: str

    @classmethod
    def of(cls, session: Session, contact: Contact, on: dt.date) -> _Place:
        other = address_on(session, contact, on)
        company = company_of(session, contact)
        name = (other.company_name if other else "") or (company.name if company else contact.name)
        name_2 = other.company_name_2 if other else contact.name_2 if company is None else company.name_2
        at: Any = other or contact
        lines = (at.address, at.address_2, at.post_code, at.city, at.county, at.country_code)
        return cls(name, name_2, *lines, contact.name if name != contact.name else "")
