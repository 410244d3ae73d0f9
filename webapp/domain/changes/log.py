"""The two tables of the memory. They are written by `recording` alone and never changed afterwards."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import Base, now
from ..columns import Moment
from ..errors import N_, Message


class Author(NamedTuple):
    """Who acts. Nobody stands behind a command at the console, so the id may be absent."""

    id: int | None
    name: str


class ChangeSet(Base):
    """One action of one person and everything it changed."""

    __tablename__ = "change_set"
    one: ClassVar[str] = N_("Action")
    many: ClassVar[str] = N_("Actions")

    at: Mapped[dt.datetime] = mapped_column(Moment, default=now, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(100))
    what: Mapped[str] = mapped_column(Text)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"), index=True)

    changes: Mapped[list[Change]] = relationship(lazy="raise", order_by="Change.id", viewonly=True)

    @property
    def message(self) -> Message:
        return Message.load(self.what)


class Change(Base):
    """One field of one record before and after. A record that comes or goes is a change of its `id`."""

    __tablename__ = "change"

    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    record_type: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(150))
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(String(20))
    source_type: Mapped[str | None] = mapped_column(String(40))
    source_id: Mapped[int | None]
    source_label: Mapped[str | None] = mapped_column(String(150))

    change_set: Mapped[ChangeSet] = relationship(lazy="raise", viewonly=True)

    __table_args__ = (
        Index("ix_change_record", "record_type", "record_id", "field"),
        Index(
            "ix_change_former_key",
            "record_type",
            "before",
            sqlite_where=field.in_(("no", "code")),
            postgresql_where=field.in_(("no", "code")),
        ),
        Index("ix_change_sample", "id", sqlite_where=rule == "sample", postgresql_where=rule == "sample"),
    )

    @property
    def is_creation(self) -> bool:
        return self.field == "id" and self.before is None

    @property
    def is_deletion(self) -> bool:
        return self.field == "id" and self.after is None
