"""Plays a change set back. Where somebody has built on it since, it says so field by field instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session

from ..base import Base, Record, model_of
from ..errors import N_, Refused
from ..usage import in_order_of_need, named_elsewhere, references_to
from .bulk import add_many, change_many, delete_many, load_many
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
    record: Any = None
    """As it is now, if it is."""

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
    there: dict[tuple[Column[Any], Any], bool] = field(default_factory=dict)
    """What was asked already: whether a record goes by a value."""
    saying: dict[Column[Any], dict[Any, list[Restoration]]] = field(default_factory=dict)
    """Who will say what in a column."""


AFTERWARDS: list[Callable[[Session, set[type[Base]]], None]] = []
"""Each refuses what the verbs would not have let come about between tables; it is told which ones were touched."""


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
    _load(session, plan.restorations)
    for restoration in plan.restorations:
        _check(session, restoration, plan)
    return plan


def undo(session: Session, change_set: ChangeSet, despite_obstacles: bool = False) -> UndoPlan:
    """Put back the whole change set; with obstacles only on request, and then all that can go back. Nobody adds to it
    meanwhile, nor undoes it as well."""
    session.execute(select(ChangeSet.id).where(ChangeSet.id == change_set.id).with_for_update())
    plan = plan_undo(session, change_set)
    if plan.obstacles and not despite_obstacles:
        raise Refused(N_("Some of this was changed since. Look at what stands in the way and decide."))
    if not any(restoration.fields for restoration in plan.restorations):
        raise Refused(N_("Nothing of this can be put back any more."))
    memory_of(session).undoes_id = change_set.id
    with because(session, Rule.UNDO):
        _play_back(session, plan.restorations)
        models = {restoration.model for restoration in plan.restorations}
        for model in models:
            model.check_table(session)
        for check in AFTERWARDS:
            check(session, models)
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
        if newest is None or change.rule not in NUMBERS or change.after == newest.before:
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


def _load(session: Session, restorations: list[Restoration]) -> None:
    for model, some in _by_model(restorations).items():
        ids = [restoration.record_id for restoration in some]
        found = {record.id: record for record in load_many(session, model, ids)}
        for restoration in some:
            restoration.record = found.get(restoration.record_id)


def _by_model(restorations: Iterable[Restoration]) -> dict[Any, list[Restoration]]:
    by_model: dict[Any, list[Restoration]] = defaultdict(list)
    for restoration in restorations:
        by_model[restoration.model].append(restoration)
    return by_model


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
        plan.saying[column] = saying = defaultdict(list)
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
    """Come back what others need first, then fields, then leave what needs others first. What nothing can name makes
    room first and comes back last: it may stand where another one has to stand."""
    by_model = _by_model(restoration for restoration in restorations if restoration.fields)
    order = [model for model in in_order_of_need() if model in by_model]
    named = [model for model in order if _can_be_named(model)]
    leaving = {model: [each.record for each in by_model[model] if each.leaves] for model in reversed(order)}
    for model in named:
        _bring_back(session, by_model[model])
    for model in order:
        if model not in named:
            delete_many(session, leaving.pop(model))
        _put_fields_back(session, [each for each in by_model[model] if not (each.comes_back or each.leaves)])
        if model not in named:
            _bring_back(session, by_model[model])
    _check_unused(session, leaving)
    for records in leaving.values():
        delete_many(session, records)
    session.expire_all()


def _can_be_named(model: type[Base]) -> bool:
    return any(references_to(model.__mapper__, go_along) for go_along in (True, False))


def _bring_back(session: Session, restorations: list[Restoration]) -> None:
    add_many(session, [each.model(**_all_fields(each)) for each in restorations if each.comes_back])


def _put_fields_back(session: Session, restorations: list[Restoration]) -> None:
    changes = {each.record_id: {name: each.before(name) for name in each.fields} for each in restorations}
    change_many(session, [each.record for each in restorations], changes)


def _check_unused(session: Session, leaving: dict[type[Base], list[Record]]) -> None:
    everybody = [record for records in leaving.values() for record in records]
    for record, place in named_elsewhere(session, everybody, everybody):
        raise Refused(
            N_("%(record)s is in use now and cannot go: %(place)s. Take it out there first."),
            record=record.label,
            place=place.caption,
        )


def _all_fields(restoration: Restoration) -> dict[str, Any]:
    """A record that comes back has its kept values, and the blank of its kind where nothing was kept."""
    names = (attribute.key for attribute in restoration.model.__mapper__.column_attrs)
    untracked = {c.key for c in restoration.model.__mapper__.columns if c.info.get("untracked")}
    kept = {name: change.before for name, change in restoration.fields.items()}
    return {name: read(restoration.model, name, kept.get(name)) for name in names if name not in untracked}
