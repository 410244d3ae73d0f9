"""Comments on a contact, an account or a document; each has its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, ScalarSelect, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import NEVER_AGAIN, Record, fresh
from .changes import Change, ChangeSet
from .columns import day, long_text
from .contacts.contact import Contact
from .documents.document import Document
from .errors import N_, Refused
from .interactions.interaction import Interaction
from .partners.partner import Partner
from .search import found
from .users.rights import Area

ABOUT: dict[type[Record], str] = {
    Contact: "contact_id",
    Partner: "partner_id",
    Document: "document_id",
    Interaction: "interaction_id",
}
"""What a comment can be about, and the column that says so."""
Commented = Contact | Partner | Document | Interaction


class Comment(Record):
    __tablename__ = "comment"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Comment")
    many: ClassVar[str] = N_("Comments")

    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    date: Mapped[dt.date] = day(N_("Date"), required=True)
    text: Mapped[str] = long_text(2000, N_("Comment"), required=True)

    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in ABOUT.values()) + " = 1",
            name="about_one",
        ),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return f"{self.date.isoformat()} {self.text[:60]}".strip()

    def search_texts(self) -> tuple[str, ...]:
        return (self.text,)


def add_comment(session: Session, about: Commented, values: dict[str, Any]) -> Comment:
    comment = fresh(Comment, **{_column_for(about): about.id})
    with session.no_autoflush:
        change_comment(session, comment, values)
    return comment


def change_comment(session: Session, comment: Comment, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(comment, field, value)
    comment.date = comment.date or dt.date.today()
    if not comment.text.strip():
        raise Refused(N_("Write something, or leave it."), field="text")
    session.add(comment)
    session.flush()


def delete_comment(session: Session, comment: Comment) -> None:
    session.delete(comment)
    session.flush()


def comments_on(session: Session, about: Commented, q: str = "", most: int = 50) -> list[Comment]:
    """The newest first; of those that have the words somebody typed, if any."""
    query = select(Comment).where(_column(about) == about.id)
    if q:
        query = query.where(found(Comment, q))
    return list(session.scalars(query.order_by(Comment.date.desc(), Comment.id.desc()).limit(most)))


def no_of_comments(about: Commented) -> ScalarSelect[int]:
    return select(func.count(Comment.id)).where(_column(about) == about.id).scalar_subquery()


def is_about(comment: Comment, about: Commented) -> bool:
    return bool(getattr(comment, _column_for(about)) == about.id)


class Written(NamedTuple):
    """The actions that a comment came with and was changed by at last."""

    first: ChangeSet
    last: ChangeSet


def written_of(session: Session, comments: Sequence[Comment]) -> dict[int, Written]:
    """By comment, who wrote it and when."""
    query = (
        select(Change.record_id, ChangeSet)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(Change.record_type == Comment.type_name, Change.record_id.in_([each.id for each in comments]))
    )
    written: dict[int, Written] = {}
    for comment_id, change_set in session.execute(query.order_by(Change.id)):
        first = written[comment_id].first if comment_id in written else change_set
        written[comment_id] = Written(first, change_set)
    return written


def _column(about: Commented) -> Any:
    return getattr(Comment, _column_for(about))


def _column_for(about: Commented) -> str:
    return next(name for model, name in ABOUT.items() if isinstance(about, model))
