"""Takes the sample away again. The memory knows what came with it, and what people have made their own since.

The rule *sample data* marks only what the sample brings; taking it away is remembered as any other action of a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from ..base import Record, model_of
from ..changes import Change, Rule
from ..changes.bulk import load_many
from ..changes.values import read
from ..codes import StillUsed, change_code, delete_code
from ..comments import Comment
from ..contacts.addresses import AddressRange, AlternativeAddress
from ..contacts.classification import CLASSES
from ..contacts.contact import Contact
from ..documents.kinds import KINDS
from ..documents.line import DocumentLine
from ..errors import N_, Message, say
from ..interactions.dispatch import Dispatch
from ..interactions.interaction import Interaction
from ..outbox.mail import Mail, MailFile
from ..partners.kinds import PARTNER_KINDS
from ..relations.contact_relation import ContactRelation
from ..users.user import User
from . import colleagues, leaving

Other = aliased(Change)
"""Another change of the same record."""


def remove(session: Session) -> list[Message]:
    """What came last goes first, since it may use what came before it. Whatever has to stay is named."""
    _let_all_go(session)
    messages = [_let_go(session, creation) for creation in _creations(session)]
    for fill in session.scalars(select(Change).where(*_untouched_fills())):
        _blank_again(session, fill)
    return [message for message in messages if message]


def is_there(session: Session) -> bool:
    """Whether anything is still as the sample made it."""
    untouched = select(Change.id).where(_is_creation(), ~_record_touched(), ~_left())
    filled = select(Change.id).where(*_untouched_fills())
    return any(session.scalar(query.limit(1)) is not None for query in (untouched, filled))


def _let_all_go(session: Session) -> None:
    """Where nobody has worked with any of them, all parties and papers leave together; else at least what was said."""
    ids: dict[type[Record], list[int]] = defaultdict(list)
    for creation in _creations(session):
        model = model_of(creation.record_type)
        if model in HEADS:
            ids[cast(type[Record], model)].append(creation.record_id)
    heads = {model: load_many(session, model, some) for model, some in ids.items()}
    if not leaving.leave_together(session, [record for some in heads.values() for record in some]):
        entries = cast(list[Interaction], heads.get(Interaction, []))
        leaving.leave_together(session, leaving.with_their_mails(session, entries))


def _let_go(session: Session, creation: Change) -> Message | None:
    """It may have left already, together with one that came later."""
    record = session.get(model_of(creation.record_type), creation.record_id)
    if record is None:
        return None
    assert isinstance(record, Record)
    way_out = WAYS_OUT.get(type(record))
    if way_out:
        return way_out(session, record)
    if session.scalar(select(Change.id).where(Change.id == creation.id, _record_touched())):
        return say(
            N_("%(table)s %(record)s was changed since, so it stays."), table=say(record.one), record=record.label
        )
    return _delete_unless_used(session, record)


def _delete_unless_used(session: Session, record: Record) -> Message | None:
    try:
        delete_code(session, record)
    except StillUsed as refusal:
        return refusal.message
    return None


HEADS = frozenset(
    {
        Contact,
        Interaction,
        Dispatch,
        Mail,
        *(kind.model for kind in PARTNER_KINDS.values()),
        *(kind.model for kind in KINDS),
    }
)
"""Those whom others belong to, and what names them."""
WAYS_OUT: dict[type[Any], Callable[[Session, Any], Message | None]] = {
    User: colleagues.let_go,
    Contact: leaving.contact_leaves,
    **{kind.model: leaving.partner_leaves for kind in PARTNER_KINDS.values()},
    **{kind.model: leaving.document_leaves for kind in KINDS},
    Interaction: leaving.entry_leaves,
    **dict.fromkeys(
        (Dispatch, Mail, MailFile, ContactRelation, Comment, AlternativeAddress, AddressRange, DocumentLine),
        leaving.goes_with_its_owner,
    ),
    **dict.fromkeys(CLASSES, leaving.goes_with_its_owner),
}
"""How the records of a table leave where deleting a code is not enough; each says what it has to leave behind."""


def _blank_again(session: Session, fill: Change) -> None:
    record = session.get_one(model_of(fill.record_type), fill.record_id)
    assert isinstance(record, Record)
    change_code(session, record, {fill.field: read(type(record), fill.field, None)})


def _creations(session: Session) -> list[Change]:
    """The coming of each sample record that has not left since, the last one first."""
    return list(session.scalars(select(Change).where(_is_creation(), ~_left()).order_by(Change.id.desc())))


def _left() -> ColumnElement[bool]:
    return exists().where(_same_record(), _later(), Other.field == "id", Other.after.is_(None))


def _is_creation() -> ColumnElement[bool]:
    return and_(Change.rule == Rule.SAMPLE, Change.field == "id", Change.before.is_(None))


def _untouched_fills() -> tuple[ColumnElement[bool], ...]:
    """Fields of records that were there before, blank until the sample filled them."""
    came_too = exists().where(_same_record(), Other.field == "id", Other.rule == Rule.SAMPLE)
    touched = exists().where(_same_record(), _later(), Other.field == Change.field, Other.rule != Rule.SAMPLE)
    return (Change.rule == Rule.SAMPLE, Change.before.is_(None), Change.field != "id", ~came_too, ~touched)


def _record_touched() -> ColumnElement[bool]:
    return exists().where(_same_record(), _later(), Other.rule != Rule.SAMPLE)


def _same_record() -> ColumnElement[bool]:
    return and_(Other.record_type == Change.record_type, Other.record_id == Change.record_id)


def _later() -> ColumnElement[bool]:
    return Other.id > Change.id
