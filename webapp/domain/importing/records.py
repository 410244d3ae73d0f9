"""A file that somebody brought, and what is to become of each of its rows. Both go when the import is over."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..base import Base, now
from ..columns import Moment
from ..errors import N_, Message


class State(StrEnum):
    """What a row of the file is."""

    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def caption(self) -> str:
        return CAPTIONS[self]


CAPTIONS = {
    State.NEW: N_("New"),
    State.UPDATE: N_("Update"),
    State.DUPLICATE: N_("Possible duplicate"),
    State.UNCHANGED: N_("Unchanged"),
    State.REFUSED: N_("Refused"),
}
ADD, CHANGE = "add", "change"


class ImportFile(Base):
    """The very bytes that were brought, so that rehearsal and run see the same."""

    __tablename__ = "import_file"

    subject: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    preview: Mapped[str] = mapped_column(Text)
    """Headings, examples and notes, so that the file need not be read again to show them."""
    settings: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)

    @property
    def shown(self) -> Mapping[str, Any]:
        """Headings, examples by column, whether numbers and dates need no explaining."""
        found: dict[str, Any] = json.loads(self.preview)
        return found

    @property
    def notes(self) -> list[Message]:
        return [Message.load(note) for note in self.shown["notes"]]


class ImportRow(Base):
    """What is to be done for a row: to add a record, to change one, or nothing, and why."""

    __tablename__ = "import_row"

    file_id: Mapped[int] = mapped_column(ForeignKey("import_file.id", ondelete="CASCADE"))
    place: Mapped[int]
    line: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    deed: Mapped[str] = mapped_column(String(10), default="")
    label: Mapped[str] = mapped_column(String(150))
    record_id: Mapped[int | None]
    """Whom it means, or who came of it."""
    company_place: Mapped[int | None]
    """The row of the same file that brings the company of this person."""
    kept: Mapped[str] = mapped_column(Text, default="{}")
    """Values, what was there before, what comes beside it, and reasons."""

    __table_args__ = (UniqueConstraint("file_id", "place"), Index("ix_import_row_state", "file_id", "state", "place"))

    @property
    def told(self) -> Mapping[str, Any]:
        found: dict[str, Any] = json.loads(self.kept)
        return found

    @property
    def refusals(self) -> list[tuple[str, Message]]:
        return [(field, Message.load(text)) for field, text in self.told.get("refusals", ())]

    @property
    def reasons(self) -> list[Message]:
        return [Message.load(text) for text in self.told.get("reasons", ())]
