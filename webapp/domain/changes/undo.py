"""Plays a change set back. Where somebody has built on it since, it says so field by field instead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session

from ..base import Base, Record, model_of
from ..errors import N_, Refused
from ..usage import going_along, places_in_use
from .log import Change, ChangeSet
from .recording import because, memory_of
from .rules import NUMBERS, Rule
from .values import is_blank, keep, read, tracked_fields
from .why import last_touched


@dataclass(frozen=True)
class Obstacle:
    """Why one field cannot go back: its value now and the change that put it there, or the record is in the way."""

    change: Change
    now: Any
    since: Change | None
    reason: str = N_("changed since")


TAKEN = N_("the number is taken by another record")
GONE = N_("what it names is gone")


@dataclass
class Restoration:
    """What undo does to one record: its fields go back, and with the field `id` it comes again or leaves."""

    model: type[Base]
    record_id: int
    label: str
    fields: dict[str, Change] = field(default_factory=dict)

    @property
    def comes_back(self) -> bool:
        return "id" in self.fields and self.fields["id"].is_deletion

    @property
    def leaves(self) -> bool:
        return "id" in self.fields and self.fields["id"].is_creation

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


def plan_undo(session: Session, change_set: ChangeSet) -> UndoPlan:
    """What undoing would put back and what stands in the way; undoing does exactly this."""
    if session.scalar(select(ChangeSet.id).where(ChangeSet.undoes_id == change_set.id)):
        raise Refused(N_("This was undone already. Undo that undo to have it back."))
    if session.scalar(
        select(Change.id).where(Change.change_set_id == change_set.id, Change.rule == Rule.STARTER).limit(1)
    ):
        raise Refused(N_("The founding of the company cannot be undone."))
    plan = UndoPlan(change_set, [], [])
    plan.restorations = _restorations(session, change_set)
    for restoration in plan.restorations:
        _check(session, restoration, plan)
    return plan


def undo(session: Session, change_set: ChangeSet, despite_obstacles: bool = False) -> UndoPlan:
    """Put back the whole change set; with obstacles only on request, and then all that can go back."""
    plan = plan_undo(session, change_set)
    if plan.obstacles and not despite_obstacles:
        raise Refused(N_("Some of this was changed since. Look at what stands in the way and decide."))
    if not any(restoration.fields for restoration in plan.restorations):
        raise Refused(N_("Nothing of this can be put back any more."))
    memory_of(session).undoes_id = change_set.id
    with because(session, Rule.UNDO):
        _play_back(session, plan.restorations)
        for model in {restoration.model for restoration in plan.restorations}:
            model.check_table(session)
    return plan


def _restorations(session: Session, change_set: ChangeSet) -> list[Restoration]:
    """Field by field the value from before the change set, and its last change there."""
    found: dict[tuple[str, int], Restoration] = {}
    query = select(Change).where(Change.change_set_id == change_set.id).order_by(Change.id.desc())
    for change in session.scalars(query):
        key = (change.record_type, change.record_id)
        if key not in found:
            found[key] = Restoration(model_of(change.record_type), change.record_id, change.label)
        fields = found[key].fields
        newest = fields.get(change.field)
        fields[change.field] = change if newest is None else _spanning(change, newest)
    return [restoration for restoration in found.values() if not restoration.only_passed_by]


def _spanning(first: Change, last: Change) -> Change:
    """Two changes of a field as one."""
    return Change(
        id=last.id,
        change_set_id=first.change_set_id,
        record_type=first.record_type,
        record_id=first.record_id,
        label=last.label,
        field=first.field,
        before=first.before,
        after=last.after,
        rule=last.rule,
    )


def _check(session: Session, restoration: Restoration, plan: UndoPlan) -> None:
    record = session.get(restoration.model, restoration.record_id)
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
    for key in model.__mapper__.columns[name].foreign_keys:
        there = session.scalar(select(exists().where(key.column == value)))
        if value is not None and not there and not _brings(plan, key.column, value):
            return GONE
    return ""


def _brings(plan: UndoPlan, column: Column[Any], value: Any) -> bool:
    """Whether the same undo puts a record there that goes by this value."""
    return any(
        column.key in restoration.fields and restoration.before(column.key) == value
        for restoration in plan.restorations
        if column.table in restoration.model.__mapper__.tables
    )


def _check_leaving(session: Session, restoration: Restoration, record: Base | None, plan: UndoPlan) -> None:
    """It leaves as the action left it; what was changed and changed back is no obstacle."""
    if record is None:
        restoration.fields.clear()
        return
    for name in tracked_fields(restoration.model):
        change, value = restoration.fields.get(name), getattr(record, name)
        left = read(restoration.model, name, change.after if change else None)
        if value != left and not (is_blank(value) and is_blank(left)):
            since = last_touched(session, restoration.model.__tablename__, restoration.record_id, name)
            plan.obstacles.append(Obstacle(restoration.fields["id"], record.label, _later(since, plan)))
            restoration.fields.clear()
            return


def _later(since: Change | None, plan: UndoPlan) -> Change | None:
    return since if since and since.change_set_id > plan.change_set.id else None


def _set_aside(session: Session, restoration: Restoration, name: str, record: Base | None, plan: UndoPlan) -> None:
    """This field stays as it is. A number series that went on is no obstacle: the number is accounted for."""
    change = restoration.fields.pop(name)
    if change.rule not in NUMBERS:
        since = last_touched(session, change.record_type, change.record_id, name)
        plan.obstacles.append(Obstacle(change, getattr(record, name) if record else None, _later(since, plan)))


def _play_back(session: Session, restorations: list[Restoration]) -> None:
    """Come back what others need first, then fields, then leave what needs others first."""
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    by_table: dict[int, list[Restoration]] = defaultdict(list)
    for restoration in restorations:
        by_table[order[restoration.model.__tablename__]].append(restoration)
    for place in sorted(by_table):
        for restoration in by_table[place]:
            if restoration.comes_back:
                session.add(restoration.model(**_all_fields(restoration)))
        session.flush()
    for restoration in restorations:
        if not (restoration.comes_back or restoration.leaves):
            record = session.get(restoration.model, restoration.record_id)
            for name in restoration.fields:
                setattr(record, name, restoration.before(name))
    session.flush()
    for place in sorted(by_table, reverse=True):
        _leave(session, [r for r in by_table[place] if r.leaves])


def _leave(session: Session, restorations: list[Restoration]) -> None:
    leaving: list[Any] = [session.get_one(restoration.model, restoration.record_id) for restoration in restorations]
    for record in leaving:
        for place in [
            *places_in_use(session, record, besides=leaving),
            *going_along(session, record, besides=leaving),
        ]:
            raise Refused(
                N_("%(record)s is in use now and cannot go: %(place)s. Take it out there first."),
                record=record.label,
                place=place.caption,
            )
        session.delete(record)
    session.flush()


def _all_fields(restoration: Restoration) -> dict[str, Any]:
    """A record that comes back has its kept values, and the blank of its kind where nothing was kept."""
    names = (attribute.key for attribute in restoration.model.__mapper__.column_attrs)
    untracked = {c.key for c in restoration.model.__mapper__.columns if c.info.get("untracked")}
    kept = {name: change.before for name, change in restoration.fields.items()}
    return {name: read(restoration.model, name, kept.get(name)) for name in names if name not in untracked}
