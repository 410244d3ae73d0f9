"""Plays a change set back. Where somebody has built on it since, it says so field by field instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Base, Record
from ..errors import N_, Refused
from ..usage import in_order_of_need, named_elsewhere, references_to
from .bulk import add_many, change_many, delete_many, load_many
from .log import ChangeSet
from .recording import because, memory_of
from .rules import Rule
from .undo_plan import Restoration, UndoPlan, by_model, plan_undo
from .values import read

AFTERWARDS: list[Callable[[Session, set[type[Base]]], None]] = []
"""Each refuses what the verbs would not have let come about between tables; it is told which ones were touched."""


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
        models: set[type[Base]] = {restoration.model for restoration in plan.restorations}
        for model in models:
            model.check_table(session)
        for check in AFTERWARDS:
            check(session, models)
    return plan


def _play_back(session: Session, restorations: list[Restoration]) -> None:
    """Come back what others need first, then fields, then leave what needs others first. What nothing can name makes
    room first and comes back last: it may stand where another one has to stand."""
    sorted_out = by_model(restoration for restoration in restorations if restoration.fields)
    order = [model for model in in_order_of_need() if model in sorted_out]
    named = [model for model in order if _can_be_named(model)]
    leaving = {model: [each.record for each in sorted_out[model] if each.leaves] for model in reversed(order)}
    for model in named:
        _bring_back(session, sorted_out[model])
    for model in order:
        if model not in named:
            delete_many(session, leaving.pop(model))
        _put_fields_back(session, [each for each in sorted_out[model] if not (each.comes_back or each.leaves)])
        if model not in named:
            _bring_back(session, sorted_out[model])
    _check_unused(session, leaving)
    for records in leaving.values():
        delete_many(session, records)
    session.expire_all()


def _can_be_named(model: type[Base]) -> bool:
    return any(references_to(model.__mapper__, go_along) for go_along in (True, False))


def _bring_back(session: Session, restorations: list[Restoration]) -> None:
    add_many(session, [each.model(**_all_fields(each)) for each in restorations if each.comes_back])


def _put_fields_back(session: Session, restorations: list[Restoration]) -> None:
    """Read again in one go, as those that leave are called after what they belong to."""
    changes = {each.record_id: {name: each.before(name) for name in each.fields} for each in restorations}
    change_many(session, [each.record for each in restorations], changes)
    for model in {each.model for each in restorations}:
        load_many(session, model, changes)


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
    return {
        name: read(restoration.model, name, kept.get(name)) for name in names if name in kept or name not in untracked
    }
