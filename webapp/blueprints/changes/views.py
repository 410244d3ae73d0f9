"""The log as a list of actions, an action with what it changed, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from flask import request, url_for
from sqlalchemy import exists, or_, select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import model_of, seen_field
from ...domain.changes import Change, ChangeSet, Obstacle, UndoPlan, plan_undo, undo
from ...domain.errors import N_, Refused, say
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...pages import done, kinds, receipt, render
from ...pages.memory import change_rows, change_set_url, moment_text
from ...pages.rendering import page_of
from ...security import MissingRight, current_user, is_own_path, needs, signed_in
from . import bp

ROWS = 50
MOST_ROWS = 500
GIVEN = ("id", "email", "role", "active", "salesperson_code")
"""What others decide about a person."""


@bp.get("", endpoint="list")
@needs(Area.COMPANY, Right.READ)
def log() -> Response:
    typed = request.args.get("page", "1")
    page = min(max(int(typed), 1), 10**6) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1
    query = select(ChangeSet).order_by(ChangeSet.id.desc()).offset((page - 1) * ROWS).limit(ROWS + 1)
    sets = list(reading().scalars(query))
    view = SimpleNamespace(
        sets=[
            SimpleNamespace(
                text=i18n.tell(each.message), who=each.by_name, when=moment_text(each.at), url=change_set_url(each.id)
            )
            for each in sets[:ROWS]
        ],
        previous_url=url_for("changes.list", page=page - 1) if page > 1 else None,
        next_url=url_for("changes.list", page=page + 1) if len(sets) > ROWS else None,
    )
    return render("changes/list.html", log=view)


@bp.get("/<int:change_set_id>", endpoint="card")
@signed_in
def card(change_set_id: int) -> Response:
    change_set = _load(change_set_id)
    _check_rights(change_set)
    return _show(change_set)


@bp.post("/<int:change_set_id>/undo")
@signed_in
def undo_action(change_set_id: int) -> Response:
    """Put the action back; with something in the way, say what, and offer the rest."""
    change_set = _load(change_set_id)
    _check_rights(change_set, undoing=True)
    what = say(N_("Undid: %(action)s"), action=change_set.message)
    try:
        with transaction(what, current_user().author) as session:
            plan = undo(session, session.get_one(ChangeSet, change_set_id), bool(request.form.get("rest")))
    except Refused as refused:
        return _show(_load(change_set_id), i18n.tell(refused.message), 422)
    receipt(what)
    return done(_way_on(request.form.get("next", ""), plan) or change_set_url(change_set_id))


def _way_on(back: str, plan: UndoPlan) -> str:
    """Back to where the person was; where that was the card of a record that has left, to its list."""
    if not is_own_path(back):
        return ""
    for restoration in plan.restorations:
        page = page_of(restoration.model.type_name)
        key = restoration.fields.get(restoration.model.key_field)
        if page and key and restoration.leaves and not page.parent and back.startswith(page.url("card", key=key.after)):
            return page.url()
    return back


def _load(change_set_id: int) -> ChangeSet:
    change_set = reading().get(ChangeSet, change_set_id) if change_set_id < 2**31 else None
    if change_set is None:
        raise NotFound
    return change_set


def _check_rights(change_set: ChangeSet, undoing: bool = False) -> None:
    """Looking at an action and undoing it ask for what the cards of every table it touched ask for."""
    for area, right in _missing_rights(change_set, undoing):
        raise MissingRight(area, right)


def _missing_rights(change_set: ChangeSet, undoing: bool) -> Iterator[tuple[Area, Right]]:
    tables = reading().scalars(select(Change.record_type).where(Change.change_set_id == change_set.id).distinct())
    for table in tables:
        area, page = Area(model_of(table).area), page_of(table)
        right = Right.READ if not undoing else page.write if page else Right.WRITE
        if not current_user().may(area, right) and not (table == User.type_name and _is_about_me(change_set)):
            yield area, right


def _is_about_me(change_set: ChangeSet) -> bool:
    """My settings are mine, my role is not."""
    me = current_user()
    foreign = exists().where(
        Change.change_set_id == change_set.id,
        Change.record_type == User.type_name,
        or_(Change.record_id != me.id, Change.field.in_(GIVEN)),
    )
    return change_set.by_id == me.id and not reading().scalar(select(foreign))


def _show(change_set: ChangeSet, problem: str = "", status: int = 200) -> Response:
    session = reading()
    changes = session.scalars(
        select(Change).where(Change.change_set_id == change_set.id).order_by(Change.id).limit(MOST_ROWS + 1)
    ).all()
    undone_by = session.scalar(select(ChangeSet).where(ChangeSet.undoes_id == change_set.id))
    plan = _plan(change_set)
    view = SimpleNamespace(
        title=i18n.tell(change_set.message),
        who=change_set.by_name,
        when=moment_text(change_set.at),
        problem=problem,
        rows=change_rows(session, changes[:MOST_ROWS]),
        more=len(changes) > MOST_ROWS,
        undone=undone_by
        and SimpleNamespace(text=f"{undone_by.by_name}, {moment_text(undone_by.at)}", url=change_set_url(undone_by.id)),
        undoes_url=change_set_url(change_set.undoes_id) if change_set.undoes_id else None,
        undo_url=url_for("changes.undo_action", change_set_id=change_set.id) if plan else None,
        obstacles=[_obstacle(obstacle) for obstacle in plan.obstacles] if plan else [],
        can_undo_rest=bool(plan and any(restoration.fields for restoration in plan.restorations)),
    )
    return render("changes/card.html", status=status, change=view)


def _plan(change_set: ChangeSet) -> UndoPlan | None:
    """What undo would do, for those who may."""
    if any(_missing_rights(change_set, undoing=True)):
        return None
    try:
        return plan_undo(reading(), change_set)
    except Refused:
        return None


def _obstacle(obstacle: Obstacle) -> SimpleNamespace:
    """Which field of which record, what it is now, and who made it so."""
    change = obstacle.change
    model = model_of(change.record_type)
    declared = seen_field(model, change.field)
    since = obstacle.since.change_set if obstacle.since else None
    return SimpleNamespace(
        record=f"{i18n.gettext(model.one)} {change.label}",
        caption=i18n.gettext(declared.caption) if declared else "",
        now=kinds.show(obstacle.now, declared) if declared and obstacle.now is not None else "",
        reason=i18n.gettext(obstacle.reason),
        who=since.by_name if since else "",
        when=moment_text(since.at) if since else "",
        url=change_set_url(since.id) if since else None,
    )
