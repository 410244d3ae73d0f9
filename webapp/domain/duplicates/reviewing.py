"""What people go through: the pairs that nobody has judged yet, or that were found to be different."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from ..base import Base
from ..changes import mention
from ..contacts.contact import Contact
from ..errors import N_, Message, say
from ..search import found
from .pairs import DuplicatePair, has_new_pairs
from .radar import candidates
from .records import Difference

MOST_MENTIONED = 3


class Pair(NamedTuple):
    contact: Contact
    other: Contact
    hits: int
    separate: bool


def pairs(session: Session, separate: bool = False, skip: int = 0, most: int = 50, named: str = "") -> list[Pair]:
    """Pairs of companies, of which one fits what somebody looks for; those with most in common first."""
    other = aliased(Contact)
    query = (
        select(Contact, other, DuplicatePair.hits)
        .join(DuplicatePair, DuplicatePair.contact_id == Contact.id)
        .join(other, other.id == DuplicatePair.other_id)
        .where(~is_open() if separate else is_open())
        .order_by(DuplicatePair.hits.desc(), DuplicatePair.id)
        .offset(skip)
        .limit(most)
    )
    if named:
        query = query.where(or_(found(Contact, named), other.id.in_(select(Contact.id).where(found(Contact, named)))))
    return [Pair(contact, another, hits, separate) for contact, another, hits in session.execute(query)]


def open_pairs(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DuplicatePair).where(is_open())) or 0


def mention_duplicates(session: Session, contact: Contact) -> None:
    """Tell along with the receipt of a new contact who may be the same, if that is wanted. It keeps nobody from saving."""
    if not session.scalar(select(_setup().c.autosearch_duplicates)):
        return
    for candidate in candidates(session, contact, MOST_MENTIONED):
        _mention(session, candidate.model, candidate.label, candidate.reasons[0])


def mention_pairs(session: Session, contact: Contact) -> None:
    """Tell along with the receipt of a changed company which others have as much in common with it now, if that is
    wanted."""
    if not has_new_pairs(session, contact.id):
        return
    other = aliased(Contact)
    mine = or_(
        (DuplicatePair.contact_id == contact.id) & (DuplicatePair.other_id == other.id),
        (DuplicatePair.other_id == contact.id) & (DuplicatePair.contact_id == other.id),
    )
    query = (
        select(other, DuplicatePair.hits)
        .join(DuplicatePair, mine)
        .join(_setup(), _setup().c.autosearch_duplicates)
        .where(is_open())
        .order_by(DuplicatePair.hits.desc(), other.id)
        .limit(MOST_MENTIONED)
    )
    for company, hits in session.execute(query):
        _mention(session, Contact, company.label, say(N_("%(hits)s search strings are equal"), hits=hits))


def _mention(session: Session, model: type[Base], label: str, reason: Message) -> None:
    text = N_("%(table)s %(record)s may be the same: %(reason)s.")
    mention(session, say(text, table=say(model.one), record=label, reason=reason))


def _setup() -> Any:
    return Base.metadata.tables["marketing_setup"]


def is_open() -> ColumnElement[bool]:
    """Nobody has said yet that the two of a pair are different."""
    separate = exists().where(
        or_(
            (Difference.contact_id == DuplicatePair.contact_id) & (Difference.other_id == DuplicatePair.other_id),
            (Difference.contact_id == DuplicatePair.other_id) & (Difference.other_id == DuplicatePair.contact_id),
        )
    )
    return ~separate
