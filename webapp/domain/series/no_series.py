"""The records: a series, its lines in time, and the series that may stand in for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import NEVER_AGAIN, Coded, Record
from ..columns import Field, code_text, day, flag, reference, whole
from ..errors import N_, P_
from ..users.rights import Area
from .numbers import LONGEST, Number


class NoSeries(Coded):
    __tablename__ = "no_series"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Number Series")
    many: ClassVar[str] = P_("several", "Number Series")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
    default_nos: Mapped[bool] = flag(
        N_("Default Nos."), default=True, hint=N_("Numbers are given out automatically when the field is left blank.")
    )
    manual_nos: Mapped[bool] = flag(N_("Manual Nos."), default=True, hint=N_("Numbers may be typed."))
    date_order: Mapped[bool] = flag(N_("Date Order"), hint=N_("Numbers follow the dates."))
    allow_gaps: Mapped[bool] = flag(
        N_("Allow Gaps in Nos."), hint=N_("A number whose record was undone is not given out a second time.")
    )

    lines: Mapped[list[NoSeriesLine]] = relationship(
        lazy="raise", order_by="NoSeriesLine.starting_date, NoSeriesLine.id", viewonly=True
    )

    __table_args__ = (CheckConstraint("default_nos OR manual_nos", name="numbers_come_somehow"), NEVER_AGAIN)


class NoSeriesLine(Record):
    """From a date on, numbers from a first to an end, if any."""

    __tablename__ = "no_series_line"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Number Series Line")
    many: ClassVar[str] = N_("Number Series Lines")

    no_series_code: Mapped[str] = mapped_column(
        String(20),
        ForeignKey("no_series.code", onupdate="CASCADE", ondelete="CASCADE"),
        index=True,
        info={"field": Field(N_("Series Code"), "code", 20, readonly=True)},
    )
    starting_date: Mapped[dt.date | None] = day(N_("Starting Date"))
    starting_no: Mapped[str] = code_text(LONGEST, N_("Starting No."), required=True)
    ending_no: Mapped[str] = code_text(LONGEST, N_("Ending No."))
    warning_no: Mapped[str] = code_text(LONGEST, N_("Warning No."))
    increment_by: Mapped[int] = whole(N_("Increment-by No."), default=1, lowest=1, highest=1_000_000)
    last_no_used: Mapped[str] = code_text(LONGEST, N_("Last No. Used"))
    last_date_used: Mapped[dt.date | None] = day(N_("Last Date Used"), readonly=True)

    @property
    def label(self) -> str:
        return f"{self.no_series_code} {self.starting_no}"

    @property
    def next_no(self) -> Number | None:
        """The number after the last one, or nothing when the line has come to its end."""
        return next(self.upcoming(), None)

    def upcoming(self) -> Iterator[Number]:
        """All the numbers to come."""
        number = self._after_last()
        while number and self._has_room_for(number):
            yield number
            number = number.at(number.value + self.increment_by)

    @property
    def is_open(self) -> bool:
        return self.next_no is not None

    def is_due_for_warning(self, number: Number) -> bool:
        warning = Number.read(self.warning_no)
        return warning is not None and number.value >= warning.value

    def _after_last(self) -> Number | None:
        if not self.last_no_used:
            return Number.read(self.starting_no)
        last = Number.read(self.last_no_used)
        return last and last.at(last.value + self.increment_by)

    def _has_room_for(self, number: Number) -> bool:
        ending = Number.read(self.ending_no)
        if len(str(number)) > LONGEST:
            return False
        return ending is None or (number.goes_with(ending) and number.value <= ending.value)


class NoSeriesRelationship(Record):
    """Where the first series is set up, the second may be used as well."""

    __tablename__ = "no_series_relationship"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Number Series Relationship")
    many: ClassVar[str] = N_("Number Series Relationships")

    no_series_code: Mapped[str] = mapped_column(
        String(20),
        ForeignKey("no_series.code", onupdate="CASCADE", ondelete="CASCADE"),
        info={"field": Field(N_("Code"), "code", 20, readonly=True)},
    )
    series_code: Mapped[str] = reference("no_series", N_("Series Code"), 20, required=True)

    __table_args__ = (
        UniqueConstraint("no_series_code", "series_code"),
        CheckConstraint("no_series_code <> series_code", name="not_to_itself"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return f"{self.no_series_code} {self.series_code}"


class Numbered:
    """A record with a number, and the series it came from if it was given out by one."""

    key_field: ClassVar[str] = "no"

    no: Mapped[str] = code_text(
        LONGEST, N_("No."), unique=True, order=-90, hint=N_("Left blank on a new card, the next number is given.")
    )
    no_series_code: Mapped[str | None] = reference("no_series", N_("No. Series"), LONGEST, readonly=True)
