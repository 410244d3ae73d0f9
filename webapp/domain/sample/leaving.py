"""How contacts and accounts leave: a company with its persons and accounts together, or not at all.

Whoever has worked with one of them wants to find the others beside it, so a single change keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session

from ..base import Record
from ..changes import Change, Rule
from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..deletion import delete_together, persons_of
from ..documents.document import Document
from ..errors import N_, Message, say
from ..interactions.dispatch import Dispatch
from ..interactions.dispatching import dispatches_of
from ..interactions.interaction import Interaction
from ..outbox.mail import Mail
from ..partners.partner import Partner
from ..relations.links import contact_of, partners_of
from ..usage import belongings, named_elsewhere


def contact_leaves(session: Session, contact: Contact) -> Message | None:
    """Persons go with their company, if it came with the sample too."""
    company = company_of(session, contact)
    if company is not None and _came_with_it(session, company):
        return None
    persons = persons_of(session, contact)
    partners = [partner for _contact_id, partner in partners_of(session, [each.id for each in (contact, *persons)])]
    return _leave(session, contact, [contact, *persons, *partners])


def partner_leaves(session: Session, partner: Partner) -> Message | None:
    """An account goes with its contact, if that came with the sample too."""
    contact = contact_of(session, partner)
    if contact is not None and _came_with_it(session, contact):
        return None
    return _leave(session, partner, [partner])


def document_leaves(session: Session, document: Document) -> Message | None:
    """A document goes with its lines and with what is known of its printing, unless somebody has worked on it."""
    rows = dispatches_of(session, document)
    return _leave(session, document, [document, *rows, *_told_of(session, rows)])


def entry_leaves(session: Session, entry: Interaction) -> Message | None:
    """With the mail it tells of. What tells of a document goes with it while that is there."""
    rows = session.scalars(select(Dispatch).where(Dispatch.interaction_id == entry.id)).all()
    if any(_is_there(session, row) for row in rows):
        return None
    mails = session.scalars(select(Mail).where(Mail.interaction_id == entry.id)).all()
    return _leave(session, entry, [entry, *rows, *mails])


def _is_there(session: Session, row: Dispatch) -> bool:
    document = select(Document.id).where(Document.kind == row.kind, Document.no == row.document_no)
    return session.scalar(document.where(Document.occurrence == row.occurrence)) is not None


def _told_of(session: Session, rows: Sequence[Dispatch]) -> list[Record]:
    """The interactions and mails of what left the house."""
    entries = session.scalars(select(Interaction).where(Interaction.id.in_([row.interaction_id for row in rows])))
    of_them = or_(
        Mail.dispatch_id.in_([row.id for row in rows]), Mail.interaction_id.in_([row.interaction_id for row in rows])
    )
    return [*entries, *session.scalars(select(Mail).where(of_them))]


def goes_with_its_owner(_session: Session, _record: Record) -> None:
    """Whose fate is decided where it belongs."""


def leave_together(session: Session, heads: list[Record]) -> bool:
    """All at once, as long as nobody has worked with any of them; tells whether they did."""
    return not heads or _leave(session, heads[0], heads) is None


def with_their_mails(session: Session, entries: Sequence[Interaction]) -> list[Record]:
    """Those that nobody has touched and that tell of no document, so that they can go before anybody else."""
    touched = select(Change.record_id).where(Change.record_type == Interaction.type_name, Change.rule != Rule.SAMPLE)
    telling = select(Dispatch.interaction_id).where(Dispatch.interaction_id.is_not(None))
    mailed = select(Mail.interaction_id).join(
        Change, (Change.record_type == Mail.type_name) & (Change.record_id == Mail.id) & (Change.rule != Rule.SAMPLE)
    )
    bound = {*session.scalars(touched.distinct()), *session.scalars(telling), *session.scalars(mailed)}
    free = [entry for entry in entries if entry.id not in bound]
    mails = session.scalars(select(Mail).where(Mail.interaction_id.in_([entry.id for entry in free])))
    return [*free, *mails]


def _leave(session: Session, head: Record, together: list[Record]) -> Message | None:
    """All of them with what belongs to them, or none; then why not."""
    everything = [*together, *belongings(session, *together)]
    if _is_touched(session, everything):
        return say(N_("%(table)s %(record)s was changed since, so it stays."), table=say(head.one), record=head.label)
    for record, place in named_elsewhere(session, together, everything):
        return say(
            N_("%(record)s is in use: %(place)s. Take it out there first."), record=record.label, place=place.caption
        )
    delete_together(session, everything)
    return None


def _is_touched(session: Session, records: Iterable[Record]) -> bool:
    """Whether anything was done to one of them that is not the doing of the sample."""
    keys = {(record.type_name, record.id) for record in records}
    query = select(Change.id).where(
        tuple_(Change.record_type, Change.record_id).in_(sorted(keys)), Change.rule != Rule.SAMPLE
    )
    return session.scalar(query.limit(1)) is not None


def _came_with_it(session: Session, record: Record) -> bool:
    query = select(Change.id).where(
        Change.record_type == record.type_name,
        Change.record_id == record.id,
        Change.field == "id",
        Change.before.is_(None),
        Change.rule == Rule.SAMPLE,
    )
    return session.scalar(query) is not None
