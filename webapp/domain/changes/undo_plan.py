"""What undoing a change set would put back, record by record, and what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session

from ..base import Base, Record, model_of
from ..errors import N_, Refused
from .bulk import load_many
from .log import Change, ChangeSet
from .rules import FOR_GOOD, NUMBERS, Rule
from .values import is_blank, keep, read, tracked_fields
from .why import last_touched


class Remembered(NamedTuple):
    """What undoing needs to know of a change. A big action has hundreds of thousands, so they are no records here."""

    id: int
    record_type: str
    record_id: int
    label: str
    field: str
    before: str | None
    after: str | None
    rule: str


COLUMNS = tuple(getattr(Change, name) for name in Remembered._fields)


@dataclass(frozen=True)
class Obstacle:
    """Why one field cannot go back: its value now and the change that put it there, or the record is in the way."""

    change: Remembered
    now: Any
    since: Change | None
    reason: str = N_("changed since")


LAST_NO = "last_no_used"
TAKEN = N_("the number is taken by another record")
GONE = N_("what it names is gone")


@dataclass
class Restoration:
    """What undo does to one record: its fields go back, and with the field `id` it comes again or leaves."""

    model: type[Record]
    record_id: int
    label: str
    fields: dict[str, Remembered] = field(default_factory=dict)
    record: Any = None
    """As it is now, if it is."""

    @property
    def comes_back(self) -> bool:
        return "id" in self.fields and self.fields["id"].after is None

    @property
    def leaves(self) -> bool:
        return "id" in self.fields and self.fields["id"].before is None

    @property
    def only_passed_by(self) -> bool:
        """It came and went within the action, so there is nothing to put back."""
        return self.comes_back and self.leaves

    def before(self, name: str) -> Any:
        return read(self.model, name, self.fields[name].before)


@dataclass
class UndoPlan:
    change_set: ChangeSet
    restorations: list[Restoration]
    obstacles: list[Obstacle]
    there: dict[tuple[Column[Any], Any], bool] = field(default_factory=dict)
    """What was asked already: whether a record goes by a value."""
    saying: dict[Column[Any], dict[Any, list[Restoration]]] = field(default_factory=dict)
    """Who will say what in a column."""


def plan_undo(session: Session, change_set: ChangeSet) -> UndoPlan:
    """What undoing would put back and what stands in the way; undoing does exactly this."""
    if session.scalar(select(ChangeSet.id).where(ChangeSet.undoes_id == change_set.id)):
        raise Refused(N_("This was undone already. Undo that undo to have it back."))
    lasting = select(Change.rule).where(Change.change_set_id == change_set.id, Change.rule.in_(FOR_GOOD)).limit(1)
    if rule := session.scalar(lasting):
        raise Refused(FOR_GOOD[Rule(rule)])
    plan = UndoPlan(change_set, [], [])
    plan.restorations = _restorations(session, change_set)
    _load(session, plan.restorations)
    plan.restorations = list(_without_used_numbers(plan.restorations))
    for restoration in plan.restorations:
        _check(session, restoration, plan)
    return plan


def _restorations(session: Session, change_set: ChangeSet) -> list[Restoration]:
    """Field by field the value from before the change set, and its last change there."""
    found: dict[tuple[str, int], Restoration] = {}
    query = select(*COLUMNS).where(Change.change_set_id == change_set.id).order_by(Change.id.desc())
    for change in map(Remembered._make, session.execute(query)):
        key = (change.record_type, change.record_id)
        if key not in found:
            found[key] = Restoration(
                model_of(change.record_type),  # type: ignore[arg-type]
                change.record_id,
                change.label,
            )
        fields = found[key].fields
        newest = fields.get(change.field)
        if newest is None or change.rule not in NUMBERS or change.after == newest.before:
            fields[change.field] = change if newest is None else _spanning(change, newest)
    return [restoration for restoration in found.values() if not restoration.only_passed_by]


def _without_used_numbers(restorations: list[Restoration]) -> Iterator[Restoration]:
    """Where a record is gone already, by another action, its number still leads to it or to whoever took it in."""
    used = any(each.leaves and each.record is None and "no" in each.fields for each in restorations)
    for each in restorations:
        if used:
            each.fields = {name: change for name, change in each.fields.items() if change.rule not in NUMBERS}
        yield each


def _spanning(first: Remembered, last: Remembered) -> Remembered:
    """Two changes of a field as one."""
    return last._replace(before=first.before)


def _load(session: Session, restorations: list[Restoration]) -> None:
    for model, some in by_model(restorations).items():
        ids = [restoration.record_id for restoration in some]
        found = {record.id: record for record in load_many(session, model, ids)}
        for restoration in some:
            restoration.record = found.get(restoration.record_id)


def by_model(restorations: Iterable[Restoration]) -> dict[Any, list[Restoration]]:
    found: dict[Any, list[Restoration]] = defaultdict(list)
    for restoration in restorations:
        found[restoration.model].append(restoration)
    return found


def _check(session: Session, restoration: Restoration, plan: UndoPlan) -> None:
    record = restoration.record
    if restoration.comes_back:
        _check_coming_back(session, restoration, record, plan)
    elif restoration.leaves:
        _check_leaving(session, restoration, record, plan)
    else:
        for name in list(restoration.fields):
            _check_field(session, restoration, name, record, plan)


def _check_field(session: Session, restoration: Restoration, name: str, record: Base | None, plan: UndoPlan) -> None:
    change = restoration.fields[name]
    if record is None or keep(getattr(record, name)) != change.after:
        _set_aside(session, restoration, name, record, plan)
        return
    reason = _reason_against(session, restoration, name, plan)
    if reason:
        plan.obstacles.append(Obstacle(change, getattr(record, name), None, reason))
    if reason or change.rule == Rule.FINAL_NUMBER:
        del restoration.fields[name]


def _check_coming_back(session: Session, restoration: Restoration, record: Base | None, plan: UndoPlan) -> None:
    reasons = (_reason_against(session, restoration, name, plan) for name in restoration.fields)
    reason = TAKEN if record is not None else next((reason for reason in reasons if reason), "")
    if reason:
        plan.obstacles.append(Obstacle(restoration.fields["id"], None, None, reason))
        restoration.fields.clear()


def _reason_against(session: Session, restoration: Restoration, name: str, plan: UndoPlan) -> str:
    """Why the database would not take this value again, if so."""
    model, value = restoration.model, restoration.before(name)
    if name == model.key_field and name != "id":
        twin = select(model.id).where(getattr(model, name) == value, model.id != restoration.record_id)
        return TAKEN if session.scalar(twin) else ""
    keys = model.__mapper__.columns[name].foreign_keys if value is not None else ()
    return "" if all(_will_be_there(session, plan, key.column, value) for key in keys) else GONE


def _will_be_there(session: Session, plan: UndoPlan, column: Column[Any], value: Any) -> bool:
    """Whether a record goes by this value, or the same undo brings one. Many may ask about the same one."""
    if (column, value) not in plan.there:
        there = bool(session.scalar(select(exists().where(column == value))))
        plan.there[column, value] = there or _brings(plan, column, value)
    return plan.there[column, value]


def _brings(plan: UndoPlan, column: Column[Any], value: Any) -> bool:
    if column not in plan.saying:
        saying: dict[Any, list[Restoration]] = defaultdict(list)
        plan.saying[column] = saying
        for each in plan.restorations:
            if column.table in each.model.__mapper__.tables:
                saying[_will_say(each, column)].append(each)
    return any(_will_say(each, column) == value for each in plan.saying[column].get(value, ()))


def _will_say(restoration: Restoration, column: Column[Any]) -> Any:
    """What the record will have there; its kind is not remembered, since it never changes."""
    mapper = restoration.model.__mapper__
    if column is mapper.polymorphic_on:
        return mapper.polymorphic_identity
    return restoration.before(column.key) if column.key in restoration.fields else None


def _check_leaving(session: Session, restoration: Restoration, record: Base | None, plan: UndoPlan) -> None:
    """It leaves as the action left it; what was changed and changed back is no obstacle."""
    if record is None:
        restoration.fields.clear()
        return
    for name in tracked_fields(restoration.model):
        change, value = restoration.fields.get(name), getattr(record, name)
        left = read(restoration.model, name, change.after if change else None)
        if value != left and not (is_blank(value) and is_blank(left)):
            since = last_touched(session, restoration.model.type_name, restoration.record_id, name)
            plan.obstacles.append(Obstacle(restoration.fields["id"], record.label, _later(since, plan)))
            restoration.fields.clear()
            return


def _later(since: Change | None, plan: UndoPlan) -> Change | None:
    return since if since and since.change_set_id > plan.change_set.id else None


def _set_aside(session: Session, restoration: Restoration, name: str, record: Base | None, plan: UndoPlan) -> None:
    """This field stays as it is. A number series that went on, or back, is no obstacle: the number is accounted for."""
    change = restoration.fields.pop(name)
    if change.rule not in NUMBERS and not (change.rule == Rule.UNDO and name == LAST_NO):
        since = last_touched(session, change.record_type, change.record_id, name)
        plan.obstacles.append(Obstacle(change, getattr(record, name) if record else None, _later(since, plan)))
