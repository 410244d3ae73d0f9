"""What breaks the promise that everything that left the house is logged, or the reason is kept, and its bytes are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import Session, undefer

from ..changes.bulk import change_many
from ..documents.document import Document
from ..documents.kinds import DOCUMENT_KINDS
from ..files import File, is_intact
from .dispatch import LOGGED, Dispatch
from .interaction import Interaction, is_told

AT_ONCE = 50
MEANT = ("not_wanted", "deleted")
"""Reasons that somebody gave on purpose."""
LEAVING = frozenset(DOCUMENT_KINDS) - {"service_order"}
"""Kinds that are logged when they leave the house, and only then."""


def mistold(session: Session) -> Iterator[Dispatch]:
    """Dispatches with neither entry nor reason, with both, or with the entry of another document."""
    of_another = or_(
        Interaction.kind != Dispatch.kind,
        Interaction.document_no != Dispatch.document_no,
        ~is_told(Interaction.occurrence, Dispatch.occurrence),
    )
    either = Dispatch.interaction_id.is_(None) == (Dispatch.reason == LOGGED)
    told = select(Dispatch).outerjoin(Interaction, Interaction.id == Dispatch.interaction_id)
    return iter(session.scalars(told.where(or_(either, of_another)).order_by(Dispatch.id)).all())


def without_dispatch(session: Session) -> Iterator[Interaction]:
    """Entries of documents of which nobody knows that they left."""
    left = exists().where(Dispatch.interaction_id == Interaction.id)
    query = select(Interaction).where(Interaction.kind.in_(LEAVING), ~left)
    return iter(session.scalars(query.order_by(Interaction.id)).all())


def misprinted(session: Session) -> Iterator[Document]:
    """Documents that say another number of prints than were made."""
    return iter(session.scalars(select(Document).where(Document.no_printed != _prints()).order_by(Document.id)).all())


def count_prints_again(session: Session) -> None:
    found = session.execute(select(Document, _prints()).where(Document.no_printed != _prints())).all()
    documents = [document for document, _number in found]
    change_many(session, documents, {document.id: {"no_printed": number} for document, number in found})


def _prints() -> ScalarSelect[int]:
    of_it = and_(Dispatch.document_no == Document.no, Dispatch.occurrence == Document.occurrence)
    return select(func.count(Dispatch.id)).where(Dispatch.kind == Document.kind, of_it).scalar_subquery()


def still_to_log() -> ColumnElement[bool]:
    """What left the house and is not logged though somebody wanted it to be."""
    return and_(Dispatch.interaction_id.is_(None), Dispatch.reason.not_in(MEANT))


def not_logged(session: Session, most: int) -> Sequence[Dispatch]:
    """The newest first."""
    query = select(Dispatch).where(still_to_log()).order_by(Dispatch.id.desc())
    return session.scalars(query.limit(most)).all()


def spoilt(session: Session) -> Iterator[File]:
    """Files that are not what was kept; some are large, so a few are looked at at a time."""
    ids = session.scalars(select(File.id).order_by(File.id)).all()
    for start in range(0, len(ids), AT_ONCE):
        query = select(File).where(File.id.in_(ids[start : start + AT_ONCE])).options(undefer(File.data))
        files = session.scalars(query.order_by(File.id)).all()
        yield from (file for file in files if not is_intact(session, file))
        for file in files:
            session.expire(file, ["data"])


def names_of(session: Session, file: File) -> str:
    """What left the house with it."""
    query = select(Dispatch.file_name).where(Dispatch.file_id == file.id).distinct().order_by(Dispatch.file_name)
    return ", ".join(session.scalars(query.limit(3))) or file.digest[:12]
