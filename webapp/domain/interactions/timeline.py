"""What there was with somebody, newest first: interactions, comments and changes of the card in one column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from ..base import Record
from ..changes import Change, ChangeSet
from ..comments import ABOUT, Comment
from ..contacts.contact import Contact
from ..documents.document import Document
from ..documents.version import DocumentVersion
from ..errors import N_
from ..outbox.mail import Mail, State
from ..setup.people import Salesperson
from .interaction import Interaction, is_told
from .template import US, InteractionTemplate

INTERACTIONS, COMMENTS, CHANGES = "interactions", "comments", "changes"
START_OF_DAY = dt.time()


class About(NamedTuple):
    """Whose timeline it is: of a card, and of the contact on it or behind it."""

    record: Record
    contact: Contact | None
    zone: ZoneInfo
    """Where whoever looks is, since changes are kept in the time of the world."""


class Item(NamedTuple):
    when: tuple[dt.date, dt.time]
    source: str
    place: tuple[str, ...]
    """Where its source goes on after it."""
    what: Any


class Entry(NamedTuple):
    """An interaction with what is told beside it."""

    interaction: Interaction
    template: str
    salesperson: str
    mail: State | None
    document_id: int | None
    """Where it is still there."""
    version_id: int | None


Places = dict[str, tuple[str, ...]]
"""By source, the place of the last item that was seen."""


class Timeline(NamedTuple):
    items: list[Item]
    earlier: Places | None
    """Where it goes on, if it does."""


def timeline(session: Session, about: About, sources: Iterable[str], seen: Places, most: int) -> Timeline:
    """As many items as asked for, after those that were seen. Each source is read by an index from where it stopped, so
    a page is as quick at the end of ten thousand entries as at their beginning."""
    read = [SOURCES[word].read(session, about, seen.get(word, ()), most + 1) for word in sources]
    items = list(islice(merge(*read, key=lambda item: item.when, reverse=True), most + 1))
    if len(items) <= most:
        return Timeline(items, None)
    return Timeline(items[:most], {**seen, **{item.source: item.place for item in items[:most]}})


def with_contact(contact: Contact) -> ColumnElement[bool]:
    """The entries of a person; of a company also those of the persons who were in it then."""
    column = Interaction.company_no if contact.is_company else Interaction.contact_no
    return column == contact.no


def _interactions(session: Session, about: About, place: tuple[str, ...], most: int) -> list[Item]:
    if about.contact is None:
        return []
    query = _entries().where(with_contact(about.contact), ~Interaction.postponed)
    if place:
        query = query.where(_before(*_entry_place(place)))
    order = (Interaction.date.desc(), Interaction.time.desc(), Interaction.id.desc())
    return [_item(Entry(*row)) for row in session.execute(query.order_by(*order).limit(most))]


@cache
def _entries() -> Any:
    """With the names that stand in titles, and how far the mail is, in one query. Made once: it takes as long as to ask it."""
    mail = select(Mail.state).where(Mail.interaction_id == Interaction.id, ~Mail.discarded)
    document, version = aliased(Document), DocumentVersion
    of_document = (
        document.kind == Interaction.kind,
        document.no == Interaction.document_no,
        is_told(Interaction.occurrence, document.occurrence),
    )
    of_version = (
        version.kind == Interaction.kind,
        version.no == Interaction.document_no,
        version.occurrence == Interaction.occurrence,
        version.number == Interaction.version_no,
    )
    return (
        select(
            Interaction,
            func.coalesce(InteractionTemplate.description, ""),
            func.coalesce(Salesperson.description, ""),
            mail.order_by(Mail.id.desc()).limit(1).scalar_subquery(),
            select(document.id).where(*of_document).scalar_subquery(),
            select(version.id).where(*of_version).scalar_subquery(),
        )
        .outerjoin(InteractionTemplate, InteractionTemplate.code == Interaction.template_code)
        .outerjoin(Salesperson, Salesperson.code == Interaction.salesperson_code)
    )


def _item(entry: Entry) -> Item:
    about = entry.interaction
    place = (about.date.isoformat(), about.time.isoformat(), str(about.id))
    return Item((about.date, about.time), INTERACTIONS, place, entry)


def _entry_place(place: tuple[str, ...]) -> tuple[dt.date, dt.time, int]:
    date, time, number = place
    return dt.date.fromisoformat(date), dt.time.fromisoformat(time), int(number)


def _before(date: dt.date, time: dt.time, number: int) -> ColumnElement[bool]:
    """Written so that the index by date is walked from there."""
    same_time = and_(Interaction.time == time, Interaction.id < number)
    return and_(
        Interaction.date <= date,
        or_(Interaction.date < date, Interaction.time < time, same_time),
    )


def _comments(session: Session, about: About, place: tuple[str, ...], most: int) -> list[Item]:
    query = select(Comment).where(_commented(about.record))
    if place:
        date, number = dt.date.fromisoformat(place[0]), int(place[1])
        query = query.where(or_(Comment.date < date, and_(Comment.date == date, Comment.id < number)))
    query = query.order_by(Comment.date.desc(), Comment.id.desc()).limit(most)
    return [
        Item((comment.date, START_OF_DAY), COMMENTS, (comment.date.isoformat(), str(comment.id)), comment)
        for comment in session.scalars(query)
    ]


def _commented(record: Record) -> ColumnElement[bool]:
    """On the card; of a company also on its persons."""
    if isinstance(record, Contact) and record.is_company:
        own = or_(Contact.id == record.id, Contact.company_no == record.no)
        return Comment.contact_id.in_(select(Contact.id).where(own))
    column = next(name for model, name in ABOUT.items() if isinstance(record, model))
    condition: ColumnElement[bool] = getattr(Comment, column) == record.id
    return condition


def _changes(session: Session, about: About, place: tuple[str, ...], most: int) -> list[Item]:
    of_card = select(Change.change_set_id).where(
        Change.record_type == about.record.type_name, Change.record_id == about.record.id
    )
    query = select(ChangeSet).where(ChangeSet.id.in_(of_card))
    if place:
        query = query.where(ChangeSet.id < int(place[0]))
    found = session.scalars(query.order_by(ChangeSet.id.desc()).limit(most))
    return [Item(_local(each.at, about.zone), CHANGES, (str(each.id),), each) for each in found]


def _local(at: dt.datetime, zone: ZoneInfo) -> tuple[dt.date, dt.time]:
    local = at.astimezone(zone)
    return local.date(), local.time()


class Source(NamedTuple):
    caption: str
    read: Callable[[Session, About, tuple[str, ...], int], Iterable[Item]]


SOURCES = {
    INTERACTIONS: Source(N_("Interactions"), _interactions),
    COMMENTS: Source(N_("Comments"), _comments),
    CHANGES: Source(N_("Changes"), _changes),
}


def comments_of(session: Session, entries: Sequence[Interaction]) -> dict[int, list[Comment]]:
    """What was noted on interactions, by interaction."""
    found: dict[int, list[Comment]] = {}
    ids = [entry.id for entry in entries]
    query = select(Comment).where(Comment.interaction_id.in_(ids)).order_by(Comment.date, Comment.id)
    for comment in session.scalars(query):
        found.setdefault(comment.interaction_id or 0, []).append(comment)
    return found


COUNTED = and_(~Interaction.cancelled, ~Interaction.postponed)
"""What numbers, costs and durations are made of."""


class Figures(NamedTuple):
    """What there was with a contact, in numbers."""

    number: int
    last: dt.date | None
    """When there was something that did not fail."""
    last_attempt: dt.date | None
    """When we tried, whatever came of it."""
    cost: Decimal
    duration: int


def figures_of(contact_no: Any, is_company: bool) -> Subquery:
    """One row of them, to be joined to other facts of a contact."""
    whose = Interaction.company_no if is_company else Interaction.contact_no
    inside = select(
        func.count().label("number"),
        func.max(Interaction.date).filter(~Interaction.attempt_failed).label("last"),
        func.max(Interaction.date).filter(Interaction.initiated_by == US).label("last_attempt"),
        func.coalesce(func.sum(Interaction.cost), 0, type_=Interaction.cost.type).label("cost"),
        func.coalesce(func.sum(Interaction.duration), 0).label("duration"),
    )
    return inside.where(whose == contact_no, COUNTED).subquery()
