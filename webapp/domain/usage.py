"""Where a record is used, read from the foreign keys, so that no table can be forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKeyConstraint, and_, func, select, tuple_
from sqlalchemy.orm import Mapper, Session

from .base import Base, Record, models
from .errors import Message, say

AT_ONCE = 500


@dataclass(frozen=True)
class Place:
    """A field of a table that names the record, with how many rows do and the first of them."""

    model: type[Base]
    field: str
    count: int
    examples: tuple[Base, ...]

    @property
    def caption(self) -> Message:
        return say(self.model.many)


def places_in_use(session: Session, record: Record, most: int = 5, besides: Collection[Record] = ()) -> list[Place]:
    """Where the record is named, other than by those that leave with it."""
    return _places(session, record, most, besides, go_along=False)


def going_along(session: Session, record: Record, most: int = 5, besides: Collection[Record] = ()) -> list[Place]:
    """Remembered rows that the database would drop together with the record, so that the memory would lose them."""
    return [place for place in _places(session, record, most, besides, go_along=True) if place.model.tracked]


def belongings(session: Session, *records: Record) -> list[Record]:
    """Every remembered row that goes with the records, those first that belong to others of them."""
    found: list[Record] = []
    for model, some in by_model(records).items():
        for other, key in references_to(model.__mapper__, go_along=True):
            if issubclass(other, Record) and other.tracked:
                rows = [row for condition in _name_any(other, key, some) for row in _rows(session, other, condition)]
                found += [*belongings(session, *rows), *rows]
    return list(dict.fromkeys(found))


def named_elsewhere(
    session: Session, records: Sequence[Record], leaving: Collection[Record]
) -> Iterator[tuple[Record, Place]]:
    """Which of the records are named by any that do not leave as well, or would take them along unremembered; one of
    them for each place."""
    gone = {(_root(type(record)), record.id) for record in leaving}
    for model, some in by_model(records).items():
        for other, key in _references_that_count(model):
            rows = [row for condition in _name_any(other, key, some) for row in _ids(session, other, key, condition)]
            strangers = [(id_, value) for id_, value in rows if (_root(other), id_) not in gone]
            if strangers:
                id_, value = strangers[0]
                own, target = pairs_of(key)[0]
                named = next(record for record in some if getattr(record, target.name) == value)
                example = session.get_one(other, id_)
                yield named, Place(other, _column(other, own).key, len(strangers), (example,))


def by_model(records: Iterable[Record]) -> dict[type[Record], list[Record]]:
    found: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    return found


def _name_any(model: type[Base], key: ForeignKeyConstraint, records: Sequence[Record]) -> Iterator[ColumnElement[bool]]:
    """Conditions on rows that name any of the records, as many at a time as a statement bears."""
    pairs = pairs_of(key)
    own = tuple_(*(_column(model, each) for each, _target in pairs))
    values = [tuple(getattr(record, target.name) for _own, target in pairs) for record in records]
    return (own.in_(values[start : start + AT_ONCE]) for start in range(0, len(values), AT_ONCE))


def _rows(session: Session, model: type[Record], condition: ColumnElement[bool]) -> Iterable[Record]:
    return session.scalars(select(model).where(condition).order_by(model.id))


def _ids(session: Session, model: type[Base], key: ForeignKeyConstraint, condition: ColumnElement[bool]) -> Any:
    """Rows by their ids, each with what it names."""
    own, _target = pairs_of(key)[0]
    return session.execute(select(model.id, _column(model, own)).where(condition).order_by(model.id))


def _references_that_count(model: type[Base]) -> Iterator[tuple[type[Base], ForeignKeyConstraint]]:
    yield from references_to(model.__mapper__, go_along=False)
    yield from (pair for pair in references_to(model.__mapper__, go_along=True) if pair[0].tracked)


def in_order_of_need() -> list[type[Base]]:
    """Every kind of record after those it names; what is looked at when the transaction ends may come in any order."""
    of_table: dict[Any, list[type[Base]]] = defaultdict(list)
    for model in models():
        for table in model.__mapper__.tables:
            of_table[table].append(model)
    needs = {
        model: {
            other
            for table in model.__mapper__.tables
            for key in table.foreign_key_constraints  # type: ignore[attr-defined]
            if not key.deferrable and key.referred_table not in model.__mapper__.tables
            for other in of_table[key.referred_table]
        }
        for model in models()
    }
    return list(TopologicalSorter(needs).static_order())


def _names(model: type[Base], key: ForeignKeyConstraint, record: Record) -> ColumnElement[bool]:
    return and_(*(_column(model, own) == getattr(record, other.name) for own, other in pairs_of(key)))


def _places(session: Session, record: Record, most: int, besides: Collection[Record], go_along: bool) -> list[Place]:
    places = []
    for model, key in references_to(record.__mapper__, go_along):
        condition = _names(model, key, record)
        leaving = [other.id for other in besides if isinstance(other, model)]
        if leaving:
            condition = and_(condition, model.id.not_in(leaving))
        count = session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        if count:
            examples = tuple(session.scalars(select(model).where(condition).order_by(model.id).limit(most)))
            places.append(Place(model, _column(model, key.columns[0]).key, count, examples))
    return places


def _holders(known: Sequence[type[Base]]) -> Iterator[tuple[type[Base], Sequence[Any]]]:
    """Models with their tables. Kinds that share one are asked together, as the record they all are."""
    whole = {model for model in known if not model.__mapper__.single}
    whole |= {
        model.__mapper__.inherits.class_ for model in known if model.__mapper__.single and model.__mapper__.inherits
    }
    for model in sorted(whole, key=lambda model: model.type_name):
        yield model, [table for table in model.__mapper__.tables if not _is_above(model, table, whole)]


def _is_above(model: type[Base], table: Any, whole: Collection[type[Base]]) -> bool:
    """Whether the table is asked about already, as that of a record this one is a kind of."""
    above = model.__mapper__.inherits
    return above is not None and above.class_ in whole and table in above.tables


def _root(model: type[Base]) -> type[Base]:
    return model.__mapper__.base_mapper.class_


def references_to(target: Mapper[Any], go_along: bool) -> tuple[tuple[type[Base], ForeignKeyConstraint], ...]:
    """Models with each foreign key to these tables, whose rows go with the record or stay."""
    return _references(target, go_along, tuple(models()))


@lru_cache(maxsize=512)
def _references(
    target: Mapper[Any], go_along: bool, known: Sequence[type[Base]]
) -> tuple[tuple[type[Base], ForeignKeyConstraint], ...]:
    return tuple(
        (model, key)
        for model, tables in _holders(known)
        for table in tables
        for key in table.foreign_key_constraints
        if key.referred_table in target.tables
        and (key.ondelete == "CASCADE") is go_along
        and not _is_inheritance(model, key)
    )


def pairs_of(key: ForeignKeyConstraint) -> list[tuple[Column[Any], Column[Any]]]:
    """The columns of a foreign key with those they point to."""
    return [(element.parent, element.column) for element in key.elements]


def _is_inheritance(model: type[Base], key: ForeignKeyConstraint) -> bool:
    """The half of a joined record points to its other half."""
    return key.referred_table in model.__mapper__.tables and key.columns.keys() == ["id"]


def _column(model: type[Base], column: Column[Any]) -> Any:
    return getattr(model, model.__mapper__.get_property_by_column(column).key)
