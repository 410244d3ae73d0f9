"""Columns that know what a person sees of them: caption, kind, length, choices; and the types behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    String,
    Text,
    Time,
    TypeDecorator,
)
from sqlalchemy.orm import MappedColumn, mapped_column

MONEY_PLACES = 4
"""Enough for every currency of ISO 4217."""
UNIT_PLACES = 5
"""Quantities, prices of one, and percentages that come of an amount."""


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as a whole number of its smallest unit, since SQLite would make a float of it."""

    impl = BigInteger
    cache_ok = True
    python_type = Decimal

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        shifted = Decimal(value).scaleb(self.places)
        if shifted != shifted.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        return int(shifted)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places).quantize(Decimal(1).scaleb(-self.places))


class Moment(TypeDecorator[dt.datetime]):
    """A point in time, always with the time zone UTC."""

    impl = DateTime
    cache_ok = True
    python_type = dt.datetime

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Field:
    """What a person sees of a value: one row that forms, lists, exports, imports and the memory all read."""

    caption: str
    kind: str = "text"
    length: int = 0
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    """The table whose codes or numbers this field takes."""
    among: str = ""
    """Which of them: a word that the table's model knows in `choices_among`."""
    suggests: bool = False
    """Whether what others have there already is suggested while typing."""
    hint: str = ""
    decimals: int = 0
    lowest: int | None = None
    highest: int | None = None
    autocomplete: str = "off"
    wide: bool = False
    readonly: bool = False
    stays: bool = False
    """Whether it is still seen in a list where there is room for little."""


def _column(
    type_: Any,
    field: Field,
    *constraints: ForeignKey,
    untracked: bool = False,
    kept_when_gone: bool = False,
    **more: Any,
) -> MappedColumn[Any]:
    """What the memory does not follow it may keep all the same of a record that leaves."""
    info = {"field": field, "untracked": untracked, "kept_when_gone": kept_when_gone}
    return mapped_column(type_, *constraints, info=info, active_history=True, **more)


def text(
    length: int, caption: str, kind: str = "text", unique: bool = False, order: int = 0, **more: Any
) -> MappedColumn[Any]:
    return _column(String(length), Field(caption, kind, length, **more), unique=unique, default="", sort_order=order)


def long_text(length: int, caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Text, Field(caption, "longtext", length, wide=True, **more), default="")


def code_text(length: int, caption: str, unique: bool = False, order: int = 0, **more: Any) -> MappedColumn[Any]:
    return _column(String(length), Field(caption, "code", length, **more), unique=unique, default="", sort_order=order)


def flag(caption: str, default: bool = False, **more: Any) -> MappedColumn[Any]:
    return _column(Boolean, Field(caption, "flag", **more), default=default)


def choice(
    name: str,
    caption: str,
    choices: tuple[tuple[str, str], ...],
    untracked: bool = False,
    kept_when_gone: bool = False,
    **more: Any,
) -> MappedColumn[Any]:
    """One of a few values, which the database holds to as well; the first is the default."""
    values = [value for value, _caption in choices]
    kind = Enum(*values, name=name, native_enum=False, create_constraint=True, length=max(20, *map(len, values)))
    field = Field(caption, "choice", choices=choices, **more)
    return _column(kind, field, untracked=untracked, kept_when_gone=kept_when_gone, default=values[0])


def whole(caption: str, default: int = 0, **more: Any) -> MappedColumn[Any]:
    return _column(Integer, Field(caption, "integer", **more), default=default)


def percent(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Exact(3), Field(caption, "percent", decimals=3, lowest=0, highest=100, **more), default=Decimal(0))


def money(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Exact(MONEY_PLACES), Field(caption, "decimal", decimals=MONEY_PLACES, **more), default=Decimal(0))


def worked_out(caption: str, **more: Any) -> MappedColumn[Any]:
    """Money that is worked out from other fields; nobody types it, and the memory need not know it."""
    field = Field(caption, "money", decimals=MONEY_PLACES, readonly=True, **more)
    return _column(Exact(MONEY_PLACES), field, untracked=True, default=Decimal(0))


def exact(caption: str, default: int = 0, **more: Any) -> MappedColumn[Any]:
    """A quantity, or the price of one."""
    field = Field(caption, "decimal", decimals=UNIT_PLACES, **more)
    return _column(Exact(UNIT_PLACES), field, default=Decimal(default))


def day(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Date, Field(caption, "date", **more))


def clock(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Time, Field(caption, "time", **more))


def moment(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Moment, Field(caption, "moment", readonly=True, **more))


def reference(target: str, caption: str, length: int = 10, **more: Any) -> MappedColumn[Any]:
    """A code of another table. The database carries a renamed code over and refuses to drop one in use."""
    return _column(
        String(length),
        Field(caption, "reference", length, refers_to=target, **more),
        ForeignKey(f"{target}.code", onupdate="CASCADE", ondelete="RESTRICT"),
        index=True,
    )


def number_of(target: str, caption: str, length: int = 20, **more: Any) -> MappedColumn[Any]:
    """The number of a record of another table, or of the same one; it is looked at when the transaction ends, so that
    records that name each other may come and go in any order."""
    return _column(
        String(length),
        Field(caption, "reference", length, refers_to=target, **more),
        ForeignKey(f"{target}.no", onupdate="CASCADE", deferrable=True, initially="DEFERRED"),
        index=True,
    )


def lasting_code_of(target: str, caption: str, length: int = 10, **more: Any) -> MappedColumn[Any]:
    """A code of another table that may go while this record stays and keeps it."""
    return lasting_number_of(target, caption, length, **more)


def lasting_number_of(target: str, caption: str, length: int = 20, **more: Any) -> MappedColumn[Any]:
    """The number of a record that may go while this one stays and keeps the number. It follows a number that is changed,
    and goes over to whom a record is merged into."""
    field = Field(caption, "reference", length, refers_to=target, **more)
    info = {"field": field, "untracked": False, "lasting": True}
    return mapped_column(String(length), info=info, active_history=True, index=True)


def bytewise(length: int) -> String:
    """Text that compares sign by sign on every database."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")
