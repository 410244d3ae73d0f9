"""Codes that contacts have: how many do, the way to them, and what becomes of them with the code."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.base import Coded
from ...domain.columns import Field
from ...domain.contacts.classification import HOLDINGS, delete_class, no_of_contacts
from ...domain.errors import N_, say
from ...pages import Computed, Fact, FactBox, Page, Parting

COUNT = "no_of_contacts"
CAPTION = N_("No. of Contacts")


def counted(page: Page) -> Page:
    """A code table that says how many contacts have each code."""
    return replace(
        page,
        columns=(*page.columns, COUNT),
        computed=(Computed(COUNT, Field(CAPTION, "integer"), no_of_contacts(page.model)),),  # type: ignore[arg-type]
        factboxes=(FactBox("contacts", N_("Contacts"), _contacts),),
    )


def taken_along(page: Page) -> Page:
    """Deleting such a code takes it from the contacts that have it."""
    return replace(counted(page), delete=delete_class, parting=_parting)


def _count(session: Session, *records: Coded) -> int:
    model = type(records[0])
    counts = select(no_of_contacts(model)).where(model.id.in_([record.id for record in records]))
    return sum(session.scalars(counts))


def _contacts(session: Session, record: Coded, _around: None) -> list[Fact]:
    text = formats.show_number(_count(session, record), i18n.current().locale)
    narrowed = {HOLDINGS[record.type_name].word: record.code}
    return [Fact(CAPTION, text, url_for("contacts.contacts_list", **narrowed))]


def _parting(session: Session, records: list[Coded]) -> Parting:
    count = _count(session, *records)
    text = [say(N_("It is taken from the contacts that have it: %(count)s."), count=count)] if count else []
    return Parting(text, handled=frozenset(("code",)))
