"""What becomes of interactions when whom they were with is deleted: they stay, and so do the names in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..changes.bulk import AT_ONCE, change_many
from ..contacts.contact import Contact
from .interaction import Interaction

WHOSE = (Interaction.contact_no, Interaction.company_no)


def bereave(session: Session, leaving: Sequence[Contact]) -> None:
    """Entries of a person go over to the company that they belong to; without one they name nobody by number any more."""
    gone = {contact.no: contact for contact in leaving}
    entries = list(_entries(session, list(gone)))
    change_many(session, entries, {entry.id: _left_with(entry, gone) for entry in entries})


def no_of_bereaved(session: Session, contacts: Sequence[Contact]) -> int:
    numbers = [contact.no for contact in contacts]
    query = select(func.count(Interaction.id)).where(or_(*(column.in_(numbers) for column in WHOSE)))
    return session.scalar(query) or 0


def _entries(session: Session, numbers: list[str]) -> Iterator[Interaction]:
    """Each once, as many numbers at a time as a statement bears."""
    seen: set[int] = set()
    rest = iter(numbers)
    while some := list(islice(rest, AT_ONCE)):
        query = select(Interaction).where(or_(*(column.in_(some) for column in WHOSE))).order_by(Interaction.id)
        for entry in session.scalars(query):
            if entry.id not in seen:
                seen.add(entry.id)
                yield entry


def _left_with(entry: Interaction, gone: Mapping[str, Contact]) -> dict[str, Any]:
    person = gone.get(entry.contact_no or "")
    if person is None:
        return {"company_no": None}
    heir = entry.company_no or person.company_no
    if heir is None or heir in gone:
        return {"contact_no": None, "company_no": None}
    return {"contact_no": heir, "company_no": heir}
