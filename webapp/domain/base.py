"""What every record has: columns that know their caption, a version, a label, a place in the memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    ColumnElement,
    MetaData,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.orm.attributes import get_history, instance_state
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from .columns import Field, code_text, text
from .errors import N_


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


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

    type_name: ClassVar[str] = ""
    """What the memory, the search and references call this kind: its table, or a word of its own where kinds share one."""
    tracked: ClassVar[bool] = False
    area: ClassVar[str] = ""
    one: ClassVar[str] = ""
    many: ClassVar[str] = ""
    key_field: ClassVar[str] = "id"
    """The field that names a record to people and in addresses."""
    title_field: ClassVar[str] = ""
    """The field that says in words what the key stands for."""
    captions: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Fields that are called otherwise here than in the table that kinds share."""
    ordered_as: ClassVar[dict[str, str]] = {}
    """Fields that are put in order by another one, made for it."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-100)

    def __init_subclass__(cls, **options: Any) -> None:
        if "type_name" not in cls.__dict__:
            cls.type_name = getattr(cls, "__tablename__", "")
        super().__init_subclass__(**options)

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

    def offers(self, _field: str) -> str:
        """Such a word for one of its own fields, where what fits depends on the record."""
        return ""


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
    field: Field = model.__mapper__.columns[name].info["field"]
    return replace(field, caption=model.captions[name]) if name in model.captions else field


def seen_field(model: type[Base], name: str) -> Field | None:
    """The field of a column that the memory tells of, unless people never see it."""
    column = model.__mapper__.columns.get(name)
    return field_of(model, name) if column is not None and "field" in column.info else None


@cache
def model_of(record_type: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        if mapper.class_.type_name == record_type:
            return mapper.class_
    raise LookupError(record_type)


def fresh(model: type[M], **values: Any) -> M:
    """A new record that has the blanks of its kind already, before the database fills them in. Nobody will ask what its
    fields were before, so they are not watched while they are filled."""
    record = model()
    validators: Mapping[str, Any] = model.__mapper__.validators
    for name in validators.keys() & values.keys():
        values[name] = validators[name][0](record, name, values[name])
    record.__dict__.update({**blanks_of(model), **record.__dict__, **values})
    return record


@cache
def blanks_of(model: type[Base]) -> Mapping[str, Any]:
    """Every field that people keep, as it is before anything is filled in."""
    columns = ((attribute.key, attribute.columns[0]) for attribute in model.__mapper__.column_attrs)
    return MappingProxyType(
        {
            name: column.default.arg if column.default is not None and column.default.is_scalar else None
            for name, column in columns
            if not column.info.get("untracked")
        }
    )


def has_changed(record: Base, *names: str) -> bool:
    """Whether any of these fields is another now than in the database. Right after a flush this is still known. Of a
    record that the database has not seen all of them are."""
    state = instance_state(record)
    set_since = state.committed_state
    return state.key is None or any(
        name in set_since and get_history(record, name, PASSIVE_NO_INITIALIZE).has_changes() for name in names
    )


def models() -> list[type[Base]]:
    """Every kind of record; where several share a table, those that say what a record is and not what all are."""
    found = (
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.polymorphic_on is None or mapper.polymorphic_identity is not None
    )
    return sorted(found, key=lambda model: model.type_name)
