"""The record of a job: what is to be done, and how far it has come."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..base import Base, now
from ..columns import Moment
from ..errors import N_, Message, Refused, See

MOST_NAMED = 50
"""So many refused ones, and as many passed by, are kept with their reason; all are counted."""
REFUSED, PASSED = "refused", "passed"
QUIET = dt.timedelta(seconds=20)
"""Who has not finished a portion for so long is not working any more."""


class State(StrEnum):
    RUNNING = "running"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


class Job(Base):
    """Moves on in the same transaction as the work, so it can never say more or less than was done."""

    __tablename__ = "job"
    one: ClassVar[str] = N_("Job")
    many: ClassVar[str] = N_("Jobs")

    kind: Mapped[str] = mapped_column(String(40))
    items: Mapped[str] = mapped_column(Text, deferred=True)
    """The ids of all that is to be worked on, in order."""
    state: Mapped[str] = mapped_column(String(20), default=State.RUNNING)
    total: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    refusals_kept: Mapped[str] = mapped_column(Text, default="[]")
    notes_kept: Mapped[str] = mapped_column(Text, default="[]")
    problem_kept: Mapped[str] = mapped_column(Text, default="")
    change_set_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(100))
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    moved_at: Mapped[dt.datetime] = mapped_column(Moment, default=now)

    __table_args__ = (Index("ix_job_unfinished", "kind", "state"),)

    @property
    def is_running(self) -> bool:
        return self.state == State.RUNNING

    @property
    def is_over(self) -> bool:
        return self.state == State.DONE

    @property
    def is_worked_on(self) -> bool:
        """Somebody's browser moves it; a job whose worker has gone waits to be resumed."""
        return self.is_running and now() - self.moved_at < QUIET

    @property
    def refusals(self) -> list[tuple[str, Message]]:
        return self._named(REFUSED)

    @property
    def passed(self) -> list[tuple[str, Message]]:
        """Those of the skipped that have a name."""
        return self._named(PASSED)

    def add_refusals(self, refusals: Sequence[tuple[str, Message]]) -> None:
        self.refused += len(refusals)
        self._keep([*self.refusals, *refusals], self.passed)

    def add_passed(self, passed: Sequence[tuple[str, Message]]) -> None:
        self._keep(self.refusals, [*self.passed, *passed])

    def _named(self, why: str) -> list[tuple[str, Message]]:
        kept = json.loads(self.refusals_kept)
        return [(label, Message.load(reason)) for label, reason, *rest in kept if (rest or [REFUSED]) == [why]]

    def _keep(self, refusals: Sequence[tuple[str, Message]], passed: Sequence[tuple[str, Message]]) -> None:
        kept = [(label, reason.dump(), REFUSED) for label, reason in refusals[:MOST_NAMED]]
        kept += [(label, reason.dump(), PASSED) for label, reason in passed[:MOST_NAMED]]
        self.refusals_kept = json.dumps(kept)

    @property
    def notes(self) -> list[Message]:
        return [Message.load(note) for note in json.loads(self.notes_kept)]

    def add_notes(self, notes: list[Message]) -> None:
        """Of notes that differ in their figures only, the last one counts."""
        latest = {note.text: note.dump() for note in [*self.notes, *notes]}
        self.notes_kept = json.dumps(list(latest.values()))

    @property
    def problem(self) -> tuple[Message, See | None] | None:
        """Why it could not go on, and what mends it."""
        if not self.problem_kept:
            return None
        message, see = json.loads(self.problem_kept)
        return Message.load(message), See(*see) if see else None

    def set_problem(self, refused: Refused | None) -> None:
        see = refused and refused.see
        kept = [refused.message.dump(), [see.page, see.key, see.field] if see else None] if refused else None
        self.problem_kept = json.dumps(kept) if kept else ""
