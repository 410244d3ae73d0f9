"""One index of what records are found by. SQLite and PostgreSQL each search it in their own way, behind `matches`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement, Executable
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean

from .base import Base, Record
from .inserting import insert_plain
from .keys import search_key, search_words


class SearchEntry(Base):
    """The words of one record, folded."""

    __tablename__ = "search_entry"

    record_type: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    words: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("record_type", "record_id"),)


class Words(TypeDecorator[tuple[str, ...]]):
    """Beginnings of words, as each database is asked for all of them."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        words = value or ()
        if dialect.name == "sqlite":
            return " ".join(f'"{word}"*' for word in words)
        return " & ".join(f"'{word}':*" for word in words)


def _bound(words: Sequence[str]) -> BindParameter[Any]:
    return literal(tuple(words), Words())


class Contains(FunctionElement[bool]):
    """True for entries that have, for every typed word, a word beginning with it."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, words: Sequence[str] | BindParameter[Any]) -> None:
        super().__init__(words if isinstance(words, BindParameter) else _bound(words))

    def self_group(self, against: Any = None) -> Any:
        """A condition as it stands: compared with true, SQLite would read every entry instead of the index."""
        return self


@compiles(Contains, "sqlite")
def _in_fts5(element: Contains, compiler: SQLCompiler, **more: Any) -> str:
    words = compiler.process(element.clauses, **more)
    return f"search_entry.id IN (SELECT rowid FROM search_text WHERE search_text MATCH {words})"


@compiles(Contains, "postgresql")
def _in_tsvector(element: Contains, compiler: SQLCompiler, **more: Any) -> str:
    words = compiler.process(element.clauses, **more)
    return f"to_tsvector('simple', search_entry.words) @@ to_tsquery('simple', {words})"


def matches(query: str) -> ColumnElement[bool]:
    """The condition on search entries for what somebody typed; only letters and digits reach the database."""
    words = search_words(query)
    return Contains(words) if words else false()


def found(model: type[Base], query: str) -> ColumnElement[bool]:
    """The condition on records of a table for what somebody typed."""
    entries = select(SearchEntry.record_id).where(SearchEntry.record_type == model.type_name, matches(query))
    return model.id.in_(entries)


def found_in_passing(model: type[Base], query: str) -> ColumnElement[bool]:
    """The same for a list that is read in the order of an index and left early: each record is asked whether it is
    meant. Where most are not, or nothing is left early, this is slow."""
    own_entry = (SearchEntry.record_type == model.type_name, SearchEntry.record_id == model.id)
    return exists().where(*own_entry, matches(query))


def how_many(
    session: Session, model: type[Base], query: str, most: int, only: ColumnElement[bool] | None = None
) -> int:
    """How many records of a table are found for what somebody typed, or of some of them; counting stops at the most."""
    words = search_words(query)
    return session.scalar(Count(model, words, most, only)) or 0 if words else 0


class Count(Executable, ClauseElement):
    """So many entries of a table are found, up to the most. Where only some of its records count, they are asked."""

    inherit_cache = False

    def __init__(
        self, model: type[Base], words: Sequence[str], most: int, only: ColumnElement[bool] | None = None
    ) -> None:
        self.model, self.words, self.most, self.only = model, words, most, only


@compiles(Count)
def _entries(element: Count, compiler: SQLCompiler, **more: Any) -> str:
    found = select(SearchEntry.id).where(SearchEntry.record_type == element.model.type_name, Contains(element.words))
    if element.only is not None:
        found = found.join(element.model, element.model.id == SearchEntry.record_id).where(element.only)
    return compiler.process(select(func.count()).select_from(found.limit(element.most).subquery()), **more)


@compiles(Count, "sqlite")
def _entries_here(element: Count, compiler: SQLCompiler, **more: Any) -> str:
    """Word by word, where a condition would first list every entry."""
    words, table = (
        compiler.process(part, **more) for part in (_bound(element.words), literal(element.model.type_name))
    )
    entries = "search_text CROSS JOIN search_entry ON search_entry.id = search_text.rowid"
    meant = f"search_text MATCH {words} AND search_entry.record_type = {table}"
    if element.only is not None:
        asked = element.model.__tablename__
        entries += f" CROSS JOIN {asked} ON {asked}.id = search_entry.record_id"
        meant += f" AND {compiler.process(element.only, **more)}"
    return f"SELECT count(*) FROM (SELECT 1 FROM {entries} WHERE {meant} LIMIT {element.most})"


def index_records(session: Session, came: list[Record], gone: list[Record]) -> None:
    """Keep the index in step with records that came or went."""
    insert_entries(session, came)
    for record in gone:
        session.execute(delete(SearchEntry).where(_of(record)))


def insert_entries(session: Session, records: Sequence[Record]) -> None:
    """Let new records be found."""
    rows = [tuple(entry.values()) for entry in entries_of(records)]
    insert_plain(session, SearchEntry.type_name, ("record_type", "record_id", "words"), rows)


def update_entries(session: Session, entries: Sequence[Mapping[str, Any]]) -> None:
    """Let records be found otherwise."""
    if entries:
        table: Any = SearchEntry.__table__
        its = and_(table.c.record_type == bindparam("its_type"), table.c.record_id == bindparam("its_id"))
        keys = {"record_type": "its_type", "record_id": "its_id", "words": "its_words"}
        session.connection().execute(
            update(table).where(its).values(words=bindparam("its_words")),
            [{keys[name]: entry[name] for name in keys} for entry in entries],
        )


def entries_of(records: Sequence[Record]) -> list[dict[str, Any]]:
    """Of those that can be found."""
    return [
        {"record_type": record.type_name, "record_id": record.id, "words": search_key(*texts)}
        for record in records
        if (texts := record.search_texts())
    ]


def _of(record: Record) -> ColumnElement[bool]:
    return and_(SearchEntry.record_type == record.type_name, SearchEntry.record_id == record.id)
