"""Rows of any table that name a record, read from the foreign keys, and which of them cannot stand side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from sqlalchemy import Column, ColumnElement, UniqueConstraint, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from ..base import Record
from ..changes.bulk import change_many
from ..changes.values import tracked_fields
from ..lasting import keepers_of
from ..usage import pairs_of, references_to

Twins = dict[tuple[str, int], int]
"""Rows that are as good as another one, by table and id: the id of the other."""


@dataclass(frozen=True)
class Naming:
    """Columns by which remembered rows of a table name a record, each with the one it points to."""

    model: type[Record]
    pairs: tuple[tuple[Column[Any], Column[Any]], ...]

    @property
    def table(self) -> Any:
        return self.pairs[0][0].table

    def names(self, record: Record) -> ColumnElement[bool]:
        return and_(*(self._column(own) == getattr(record, other.key) for own, other in self.pairs))

    def values(self, record: Record) -> dict[str, Any]:
        """What a row says that names the record."""
        return {self._field(own): getattr(record, other.key) for own, other in self.pairs}

    @property
    def field(self) -> str:
        return self._field(self.pairs[0][0])

    def rules(self, kept: Record, goes: Record) -> list[tuple[str, ...]]:
        """The other fields of each unique rule that could be broken when rows change from one to the other."""
        changing = {own for own, other in self.pairs if getattr(kept, other.key) != getattr(goes, other.key)}
        return [
            tuple(self._field(column) for column in columns if column not in changing)
            for columns in self._unique()
            if changing & set(columns)
        ]

    def _unique(self) -> Iterator[list[Any]]:
        yield from (list(rule.columns) for rule in self.table.constraints if isinstance(rule, UniqueConstraint))
        yield from (list(index.columns) for index in self.table.indexes if index.unique)

    def _field(self, column: Any) -> str:
        return self.model.__mapper__.get_property_by_column(column).key

    def _column(self, column: Any) -> Any:
        return getattr(self.model, self._field(column))


def namings(record: Record) -> list[Naming]:
    """Those that others belong to first."""
    found = [
        Naming(model, tuple(pairs_of(key)))
        for go_along in (True, False)
        for model, key in references_to(record.__mapper__, go_along)
        if issubclass(model, Record) and model.tracked
    ]
    number = record.__mapper__.columns[record.key_field]
    found += [Naming(model, ((column, number),)) for model, column in keepers_of(record.type_name)]
    order = {table: place for place, table in enumerate(record.metadata.sorted_tables)}
    return sorted(found, key=lambda naming: order[naming.table])


def rows_naming(session: Session, record: Record, found: Sequence[Naming]) -> dict[Naming, list[tuple[int, int]]]:
    """Ids and versions of all rows, in one query."""
    rows: dict[Naming, list[tuple[int, int]]] = {naming: [] for naming in found}
    parts = [
        select(literal(place).label("place"), each.model.id, each.model.version).where(each.names(record))
        for place, each in enumerate(found)
    ]
    for place, id_, version in session.execute(union_all(*parts).order_by("place", "id")):
        rows[found[place]].append((id_, version))
    return rows


def rows_between(session: Session, found: Sequence[Naming], kept: Record, goes: Record) -> list[Record]:
    """Rows that name both, each by a key of its own."""
    return [
        row
        for one, other in permutations(found, 2)
        if one.model is other.model
        for row in session.scalars(select(one.model).where(one.names(goes), other.names(kept)))
    ]


def side_by_side(
    session: Session, naming: Naming, kept: Record, goes: Record
) -> list[tuple[Record, tuple[Record, ...]]]:
    """Each row of the one that goes that breaks a unique rule, with the rows of the kept one that it meets there."""
    rules = naming.rules(kept, goes)
    if not rules:
        return []
    model = naming.model
    rows = session.scalars(select(model).where(or_(naming.names(kept), naming.names(goes))).order_by(model.id)).all()
    of_kept = naming.values(kept)
    mine = [row for row in rows if all(getattr(row, name) == value for name, value in of_kept.items())]
    theirs = [row for row in rows if row not in mine]
    met = [(row, tuple(other for other in mine if _collide(row, other, rules))) for row in theirs]
    return [(row, others) for row, others in met if others]


def says_no_more(row: Record, other: Record, besides: Collection[str], twins: Twins) -> bool:
    """Whether nothing is lost with a row when the other one stays. A date left open says something."""
    return all(
        _same(row, other, name, twins) or (getattr(row, name) in (None, "") and not _is_date(row, name))
        for name in telling(type(row), besides)
    )


def telling(model: type[Record], besides: Collection[str]) -> list[str]:
    return [name for name in tracked_fields(model) if name not in ("id", *besides)]


def point_elsewhere(
    session: Session, naming: Naming, before: Record, after: Record, more: Mapping[int, Mapping[str, Any]] | None = None
) -> None:
    """All rows that name one record name the other from now on."""
    rows = session.scalars(select(naming.model).where(naming.names(before)).order_by(naming.model.id)).all()
    values = naming.values(after)
    change_many(session, rows, {row.id: values | dict((more or {}).get(row.id, {})) for row in rows})


def _collide(row: Record, other: Record, rules: Sequence[tuple[str, ...]]) -> bool:
    """A rule without a value does not bind."""
    return any(
        all(getattr(row, name) is not None and getattr(row, name) == getattr(other, name) for name in rule)
        for rule in rules
    )


def _same(row: Record, other: Record, name: str, twins: Twins) -> bool:
    mine, its = getattr(row, name), getattr(other, name)
    if mine == its or its is None:
        return bool(mine == its)
    keys = row.__mapper__.columns[name].foreign_keys
    return any(twins.get((key.column.table.name, mine)) == its for key in keys)


def _is_date(row: Record, name: str) -> bool:
    return row.__mapper__.columns[name].type.python_type is dt.date
