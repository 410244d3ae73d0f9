"""What every record has: columns that know their caption, a version, a label, a place in the memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Session, declared_attr, mapped_column
from sqlalchemy.orm.attributes import PASSIVE_NO_INITIALIZE, get_history

from .errors import N_

MONEY_PLACES = 4
"""Enough for every currency of ISO 4217."""


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


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


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


def _column(
    type_: Any, field: Field, *constraints: ForeignKey, untracked: bool = False, **more: Any
) -> MappedColumn[Any]:
    info = {"field": field, "untracked": untracked}
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
    name: str, caption: str, choices: tuple[tuple[str, str], ...], untracked: bool = False, **more: Any
) -> MappedColumn[Any]:
    """One of a few values, which the database holds to as well; the first is the default."""
    values = [value for value, _caption in choices]
    kind = Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
    return _column(kind, Field(caption, "choice", choices=choices, **more), untracked=untracked, default=values[0])


def whole(caption: str, default: int = 0, **more: Any) -> MappedColumn[Any]:
    return _column(Integer, Field(caption, "integer", **more), default=default)


def percent(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Exact(3), Field(caption, "percent", decimals=3, lowest=0, highest=100, **more), default=Decimal(0))


def money(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Exact(MONEY_PLACES), Field(caption, "decimal", decimals=MONEY_PLACES, **more), default=Decimal(0))


def day(caption: str, **more: Any) -> MappedColumn[Any]:
    return _column(Date, Field(caption, "date", **more))


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


def bytewise(length: int) -> String:
    """Text that compares sign by sign on every database."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """Every table. `tracked` ones are in the memory; `area` says which right opens them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    tracked: ClassVar[bool] = False
    area: ClassVar[str] = ""
    one: ClassVar[str] = ""
    many: ClassVar[str] = ""
    key_field: ClassVar[str] = "id"
    """The field that names a record to people and in addresses."""
    title_field: ClassVar[str] = ""
    """The field that says in words what the key stands for."""
    ordered_as: ClassVar[dict[str, str]] = {}
    """Fields that are put in order by another one, made for it."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-100)

    @property
    def key(self) -> str:
        return str(getattr(self, self.key_field))

    @property
    def label(self) -> str:
        """What the record is called in a sentence."""
        return self.key

    @classmethod
    def check_table(cls, session: Session) -> None:
        """Refuses what must not be true of the table as a whole. Undo asks, since it passes by the verbs."""

    @classmethod
    def choices_among(cls, _word: str) -> ColumnElement[bool]:
        """The condition behind a field's `among`."""
        return true()


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""An id is not given a second time, or a new record would inherit the memory of a deleted one."""


M = TypeVar("M", bound=Base)


class Record(Base):
    """A record that people keep: remembered change by change, and guarded by a version against lost edits."""

    __abstract__ = True
    __table_args__: Any = NEVER_AGAIN
    tracked: ClassVar[bool] = True

    version: Mapped[int] = mapped_column(default=1, info={"untracked": True}, sort_order=100)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def search_texts(self) -> tuple[str, ...]:
        """What the record is found by in the search; nothing keeps it out of there."""
        return ()

    @classmethod
    def keep_derived(cls, session: Session, touched: list[Any]) -> None:
        """Brings what is derived from records back in step when some of them came, changed or went, whoever did it."""


class Coded(Record):
    """A row of a code table."""

    __abstract__ = True
    key_field: ClassVar[str] = "code"
    title_field: ClassVar[str] = "description"

    code: Mapped[str] = code_text(10, N_("Code"), unique=True, required=True, order=-90)
    description: Mapped[str] = text(100, N_("Description"), wide=True, order=-80)

    def search_texts(self) -> tuple[str, ...]:
        return (self.code, self.description)


def field_of(model: type[Base], name: str) -> Field:
    """The field of a column; asking for a column that people never see is a mistake in a declaration."""
    return model.__mapper__.columns[name].info["field"]  # type: ignore[no-any-return]


@cache
def model_of(record_type: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        if mapper.local_table is not None and mapper.class_.__tablename__ == record_type:
            return mapper.class_
    raise LookupError(record_type)


def fresh(model: type[M], **values: Any) -> M:
    """A new record that has the blanks of its kind already, before the database fills them in."""
    record = model(**values)
    for name, blank in _blanks(model).items():
        record.__dict__.setdefault(name, blank)
    return record


@cache
def _blanks(model: type[Base]) -> dict[str, Any]:
    columns = ((attribute.key, attribute.columns[0]) for attribute in model.__mapper__.column_attrs)
    return {
        name: column.default.arg
        for name, column in columns
        if column.default is not None and column.default.is_scalar and not column.info.get("untracked")
    }


def has_changed(record: Base, *names: str) -> bool:
    """Whether any of these fields is another now than in the database. Right after a flush this is still known."""
    return any(get_history(record, name, PASSIVE_NO_INITIALIZE).has_changes() for name in names)


def models() -> list[type[Base]]:
    """Every kind of record; where several share a table, those that say what a record is and not what all are."""
    found = (
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.polymorphic_on is None or mapper.polymorphic_identity is not None
    )
    return sorted(found, key=lambda model: model.__tablename__)
