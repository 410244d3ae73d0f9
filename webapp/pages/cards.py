"""Cards: a record's fields in their tabs, with what can be done and what is known about them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import g, request, url_for
from sqlalchemy import ColumnElement, Select, bindparam, literal, null, select, tuple_
from sqlalchemy.orm import Session

from .. import i18n
from ..domain.base import Base, Record
from ..domain.changes import last_change
from ..domain.columns import Field
from ..domain.standing_in import any_one, meaning
from .actions import action_views, card_actions, missing_right, new_action
from .addresses import address_of
from .crumbs import title_of, way_of_card
from .declarations import Page, Tab, shut
from .forms import Control, Form
from .lookups import Option, is_looked_up, options_for
from .query import led_here
from .rendering import page_of
from .tables import columns_view, rows_view

MOST_PART_ROWS = 200


def values_of(record: Base, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def fields_of(
    page: Page, names: tuple[str, ...], record: Base | None = None, typed: Container[str] = ()
) -> dict[str, Field]:
    """What was locked while somebody typed in it is still read, so that the refusal can say so."""
    locked = page.locked(record) if record is not None else frozenset()
    return {
        name: shut(page.field(name)) if name in locked and name not in typed else page.field(name) for name in names
    }


def card_view(
    session: Session,
    page: Page,
    record: Base | None,
    form: Form,
    owner: Base | None = None,
    conflict: SimpleNamespace | None = None,
    past: str = "",
) -> SimpleNamespace:
    """The card of a record, of a new one where there is none, or as it was where a past moment is named."""
    may_write = g.user.may(page.area, page.write)
    readonly = past or (None if may_write else i18n.tell(missing_right(page.area, page.write).message))
    around = page.around(session, record) if record is not None else None
    controls = _controls(session, page, record, form, around, readonly, bool(past))
    if record is not None and not past:
        _mark(page, record, around, controls)
    names = tuple(form.fields)
    standing = _standing(session, page, record if not past else None)
    return SimpleNamespace(
        title=title_of(page, record),
        kind="" if page.is_single else i18n.gettext(page.model.one),
        breadcrumb=way_of_card(page, record, owner),
        chips=_chips(page, record, around) if record is not None and not past else [],
        actions=card_actions(page, record, around) if record is not None and not past else [],
        url=page.card_url(record) + led_here(page) if record is not None else _new_url(page, owner),
        readonly=readonly,
        new=record is None,
        hidden=[("seen", standing.seen)] if isinstance(record, Record) and not past else [],
        problem=form.problem,
        problem_link=form.see_link,
        question=form.question,
        confirmed=request.form.getlist("confirmed") if form.question else [],
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ],
        tabs=[_tab(tab, place, names, controls) for place, tab in enumerate(page.tabs, 1) if set(tab.fields) & set(names)],
        factboxes=_factboxes(session, page, record, around) if record is not None and not past else [],
        why_url=page.card_url(record, "why") if record is not None and not past else None,
        mark_url=page.card_url(record, page.mark_endpoint) if page.mark_endpoint and record is not None else None,
        ripple=[],
        ripple_url=page.card_url(record, "ripple") if page.ripple and record is not None and readonly is None else None,
        asides=page.asides if readonly is None else (),
        besides=page.besides if readonly is None else (),
        scripts=page.scripts,
        styles=page.styles,
        sections=page.sections if record is not None and not past else (),
        around=around,
        record=record,
        list_url=_list_url(page, record, owner),
        save_and_close=not page.is_single,
        conflict=conflict,
        parts=_parts(session, page, record) if record is not None and not past else [],
        below="page/_parts.html" if page.parts and record is not None and not past else None,
        previous_url=standing.previous_url,
        next_url=standing.next_url,
    )  # fmt: skip


def _new_url(page: Page, owner: Base | None) -> str:
    """Where a new record is sent, with all that it began with."""
    query = urlencode(request.args.to_dict())
    return page.url("new", **{"parent": owner.key} if owner is not None else {}) + (f"?{query}" if query else "")


def _chips(page: Page, record: Base, around: Any) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            caption=chip.caption,
            url=chip.url,
            tone=chip.tone,
            actions=action_views(chip.actions, record, page, around, dict(chip.values)),
        )
        for chip in (page.chips(record, around) if page.chips else [])
    ]


def _mark(page: Page, record: Base, around: Any, controls: dict[str, Control]) -> None:
    for name, mark in (page.marks(record, around) if page.marks else {}).items():
        if name not in controls:
            continue
        controls[name].mark = i18n.tell(mark.text)
        controls[name].mark_button = i18n.tell(mark.button) if mark.button else ""


def _controls(
    session: Session, page: Page, record: Base | None, form: Form, around: Any, readonly: str | None, past: bool
) -> dict[str, Control]:
    controls = {name: form.control(name) for name in form.fields}
    named = [(form.fields[name], control.text) for name, control in controls.items() if form.fields[name].refers_to]
    options = options_for(session, named)
    for name, doubt in (page.doubts(form.values, around) if page.doubts and record is not None else {}).items():
        if name in controls:
            controls[name].hint = i18n.tell(doubt)
    for name, control in controls.items():
        declared = form.fields[name]
        if readonly is not None:
            control.readonly = ""
        if record is not None and name == record.key_field:
            control.hint = ""
        if record is not None and not past:
            control.explained = True
        if declared.refers_to:
            among = record.offers(name) if record is not None else ""
            _furnish(control, declared, options, among or declared.among)
        if declared.suggests and control.readonly is None:
            control.lookup_url = address_of("home.suggest", field=name)
        if declared.kind == "picture" and form.values.get(name):
            control.picture_url = url_for("home.picture", picture_id=form.values[name])
    return controls


def _furnish(control: Control, declared: Field, options: Mapping[str, Sequence[Option]], among: str) -> None:
    """A reference offers its codes, opens its record, and leads to a new one."""
    control.options = options.get(declared.refers_to, ())
    control.shown = next((option.label for option in control.options if option.value == control.text), control.shown)
    if is_looked_up(declared):
        control.options = ()
        control.lookup_url = address_of("home.lookup", table=declared.refers_to, among=among or None)
    target = page_of(declared.refers_to)
    if target is None or not g.user.may(target.area, target.write):
        return
    control.open_url = target.url("card", key=control.text) if control.text and not control.error else None
    control.new_url = target.url("new")


def _tab(tab: Tab, place: int, names: tuple[str, ...], controls: dict[str, Control]) -> SimpleNamespace:
    shown = [controls[name] for name in tab.fields if name in names]
    return SimpleNamespace(
        id=place,
        caption=i18n.gettext(tab.caption),
        open=tab.open or any(control.error for control in shown),
        note=i18n.gettext(tab.note),
        fields=shown,
        summary=[
            SimpleNamespace(caption=controls[name].caption, text=controls[name].shown)
            for name in tab.summary
            if name in names and controls[name].shown
        ],
    )


def _list_url(page: Page, record: Base | None, owner: Base | None) -> str:
    if page.is_single:
        return address_of("setup.index")
    if page.parent is not None:
        key = owner.key if owner is not None else page.parent_key(record)  # type: ignore[arg-type]
        return page.parent.url("card", key=key)
    return page.url() + led_here(page)


def _factboxes(session: Session, page: Page, record: Base, around: Any) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            id=f"facts-{box.word}",
            caption=i18n.gettext(box.caption),
            rows=[
                SimpleNamespace(
                    caption=fact.caption if fact.own_words else i18n.gettext(fact.caption), text=fact.text, url=fact.url
                )
                for fact in box.load(session, record, around)
            ],
        )
        for box in page.factboxes
    ]


class Standing(NamedTuple):
    """The records before and after one in the order of its list, and how far its memory goes."""

    previous_url: str | None
    next_url: str | None
    seen: int


def _standing(session: Session, page: Page, record: Base | None) -> Standing:
    if record is None:
        return Standing(None, None, 0)
    order = "" if page.is_single or page.parent is not None else page.sort
    query = _asked_standing(page.model, order, page.only)
    previous_key, next_key, seen = session.execute(query, meaning(record)).one()
    previous_url, next_url = (
        page.url("card", key=key) + led_here(page) if key is not None else None for key in (previous_key, next_key)
    )
    return Standing(previous_url, next_url, seen or 0)


@cache
def _asked_standing(model: type[Base], order: str, only: ColumnElement[bool] | None) -> Any:
    record = any_one(model)
    before, after = _neighbours(model, order, record, only) if order else (null(), null())
    return select(before, after, last_change(record) if isinstance(record, Record) else literal(0))


def _neighbours(model: Any, order: str, record: Base, only: ColumnElement[bool] | None) -> tuple[Any, Any]:
    """Those before and after, which in a list from the last to the first change their places."""
    name = order.removeprefix("-")
    column, key = getattr(model, name), getattr(model, model.key_field)
    here = tuple_(getattr(record, name), record.id)
    query = select(key) if only is None else select(key).where(only)
    lower = query.where(tuple_(column, model.id) < here).order_by(column.desc(), model.id.desc()).limit(1)
    higher = query.where(tuple_(column, model.id) > here).order_by(column, model.id).limit(1)
    pair = (lower.scalar_subquery(), higher.scalar_subquery())
    return pair[::-1] if order.startswith("-") else pair


def _parts(session: Session, page: Page, record: Base) -> list[SimpleNamespace]:
    return [_part(session, page, part, record) for part in (page_of(word) for word in page.parts) if part is not None]


def _part(session: Session, page: Page, part: Page, owner: Base) -> SimpleNamespace:
    """The records that belong to this one, as a table below its card."""
    rows = session.execute(
        _belonging(part.model, part.parent_field, part.sort), {"owner": part.parent_value(owner)}
    ).all()
    fields = fields_of(part, part.columns)
    base = f"{page.card_url(owner)}/{part.word}"
    new = (
        new_action(part, {"parent": owner.key}, "promoted", "")
        if g.user.may(part.area, part.write) and part.add
        else None
    )
    return SimpleNamespace(
        id=f"part-{part.word}",
        title=i18n.gettext(part.model.many),
        columns=columns_view(fields) if rows else [],
        rows=rows_view(base, rows, fields, f"{part.word}-"),
        new=new,
        empty_text=i18n.gettext(part.note),
    )


@cache
def _belonging(model: Any, field: str, order: str) -> Select[Any]:
    """The records of a part, of an owner that comes as a parameter."""
    query = select(model).where(getattr(model, field) == bindparam("owner"))
    return query.order_by(getattr(model, order), model.id).limit(MOST_PART_ROWS)
