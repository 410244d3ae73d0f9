"""The setup of the search for duplicates: what is compared, and when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import mention
from ..errors import N_, Message, Refused, say
from ..setup.marketing import MarketingSetup
from .pairs import DuplicatePair, SearchString
from .records import DuplicateSearchLine

MAINTAIN, AUTOSEARCH = "maintain_search_strings", "autosearch_duplicates"


def change_marketing(session: Session, setup: MarketingSetup, values: dict[str, Any]) -> None:
    """Set the fields. To search needs the strings: one brings along the other, and switching the strings switches both."""
    values = _settled(setup, values)
    begins = values[MAINTAIN] and not setup.maintain_search_strings
    for field, value in values.items():
        setattr(setup, field, value)
    session.flush()
    if begins:
        mention(session, what_was_made(session))


def add_line(session: Session, values: dict[str, Any]) -> DuplicateSearchLine:
    line = fresh(DuplicateSearchLine)
    with session.no_autoflush:
        change_line(session, line, values)
    return line


def change_line(session: Session, line: DuplicateSearchLine, values: dict[str, Any]) -> None:
    """Every part of a field is compared once."""
    for field, value in values.items():
        setattr(line, field, value)
    twin = select(DuplicateSearchLine.id).where(
        DuplicateSearchLine.field == line.field,
        DuplicateSearchLine.part == line.part,
        DuplicateSearchLine.id != (line.id or 0),
    )
    with session.no_autoflush:
        if session.scalar(twin):
            raise Refused(N_("This part of the field is compared already. Change that line instead."), field="part")
    session.add(line)
    session.flush()


def _settled(setup: MarketingSetup, values: dict[str, Any]) -> dict[str, Any]:
    maintain = values.get(MAINTAIN, setup.maintain_search_strings)
    autosearch = values.get(AUTOSEARCH, setup.autosearch_duplicates)
    if autosearch and not setup.autosearch_duplicates:
        maintain = True
    elif maintain != setup.maintain_search_strings:
        autosearch = maintain
    return values | {MAINTAIN: maintain, AUTOSEARCH: autosearch}


def what_was_made(session: Session) -> Message:
    companies = session.scalar(select(func.count(SearchString.contact_id.distinct()))) or 0
    found = session.scalar(select(func.count()).select_from(DuplicatePair)) or 0
    return say(
        N_("Companies compared: %(companies)s. Possible duplicates found: %(pairs)s."), companies=companies, pairs=found
    )
